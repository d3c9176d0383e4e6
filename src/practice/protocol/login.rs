//! Login initiation, the first step of every launch (Security Framework section 5.1.1.1). Owns which launch is meant
//! by an address, what is sent to the tool, and how.

use std::time::Duration;

use axum::extract::{Query, State as FromState};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use url::Url;

use super::hint;
use super::id_token::{self, Refusal};
use crate::clock::Timestamp;
use crate::practice::pages::{Problem, post_form};
use crate::practice::profile::{LoginMethod, Review};
use crate::practice::router::At;
use crate::practice::router::visitor::{sign_in, visitor};
use crate::practice::site::id::secret;
use crate::practice::site::launch::{Launch, Message, Request};
use crate::practice::site::{Site, State};

/// Which launch an address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct LaunchQuery {
    /// Login or alias; whoever is signed in when left out.
    pub person: Option<String>,
    pub item: Option<u32>,
    /// `resource_link` (the default), `deep_linking`, `submission_review` or `data_privacy`.
    pub message: Option<String>,
    /// Whose work or data it is about.
    #[serde(rename = "for")]
    pub for_user: Option<String>,
    pub course: Option<u32>,
    pub placement: Option<String>,
    /// The tool, where the item does not say it.
    pub client_id: Option<String>,
    /// `get` or `post`, against the product's habit.
    pub method: Option<String>,
}

/// Login initiation, ready to be sent.
#[derive(Debug)]
pub struct Initiation {
    pub url: Url,
    pub method: LoginMethod,
    pub fields: Vec<(&'static str, String)>,
}

/// `GET /{site}/launch/raw`: answers with the login initiation itself.
pub async fn start(
    FromState(at): FromState<At>,
    headers: HeaderMap,
    Query(query): Query<LaunchQuery>,
) -> Result<Response, Problem> {
    let now = at.now();
    let mut state = at.site.lock();
    let request = request(
        &at.site,
        &state,
        &query,
        visitor(&headers, &at.site).as_deref(),
    )?;
    let initiation = begin(&at.site, &mut state, request.clone(), now)?;
    drop(state);
    let method = match query.method.as_deref() {
        Some("get") => LoginMethod::Get,
        Some("post") => LoginMethod::Post,
        _ => initiation.method,
    };
    let answer = match method {
        LoginMethod::Post => post_form(
            "Opening the tool",
            initiation.url.as_str(),
            &initiation.fields,
        ),
        LoginMethod::Get => {
            let mut url = initiation.url;
            url.query_pairs_mut().extend_pairs(&initiation.fields);
            Redirect::to(url.as_str()).into_response()
        }
    };
    Ok(sign_in(&at.site, &request.person, answer))
}

/// The launch that an address asks for, by somebody.
pub fn request(
    site: &Site,
    state: &State,
    query: &LaunchQuery,
    visitor: Option<&str>,
) -> Result<Request, Refusal> {
    let login = query.person.as_deref().or(visitor).unwrap_or_default();
    let person = state
        .person(login)
        .ok_or_else(|| Refusal::UnknownPerson(login.to_owned()))?;
    let for_user = query
        .for_user
        .clone()
        .unwrap_or_else(|| person.login.clone());
    let item = query.item.unwrap_or(1);
    let message = match query.message.as_deref() {
        None | Some("resource_link") => Message::ResourceLink { item },
        Some("deep_linking") => Message::DeepLinking {
            course: query.course.unwrap_or(1),
            placement: query.placement.clone(),
        },
        Some("submission_review") => match site.profile.review {
            Review::Message => Message::SubmissionReview { item, for_user },
            Review::SubmissionUrl => Message::SubmissionUrl { item, for_user },
        },
        Some("data_privacy") => Message::DataPrivacy { for_user },
        Some(_) => return Err(Refusal::NotSent),
    };
    let about_item = matches!(
        message,
        Message::ResourceLink { .. }
            | Message::SubmissionReview { .. }
            | Message::SubmissionUrl { .. }
    );
    let tool = match &query.client_id {
        Some(client_id) => state.tool(client_id),
        None if about_item => state.item(item).and_then(|(_, item)| state.tool_of(item)),
        None => state.first_tool(),
    };
    let client_id =
        tool.ok_or_else(|| Refusal::UnknownTool(query.client_id.clone().unwrap_or_default()))?;
    Ok(Request {
        person: person.login.clone(),
        client_id: client_id.client_id.clone(),
        message,
    })
}

/// Remembers a launch and writes its login initiation.
pub fn begin(
    site: &Site,
    state: &mut State,
    request: Request,
    now: Timestamp,
) -> Result<Initiation, Refusal> {
    id_token::check(site, state, &request)?;
    let rules = &site.profile.login;
    let launch = secret();
    let expires_at = now.plus(Duration::from_secs(rules.hint_seconds));
    let item = match &request.message {
        Message::ResourceLink { item } => Some(*item),
        _ => None,
    };
    let hint = hint::write(site, &state.hint_secret, &launch, item, expires_at);
    let target = id_token::target_link_uri(site, state, &request)?;
    let tool = state
        .tool(&request.client_id)
        .ok_or_else(|| Refusal::UnknownTool(request.client_id.clone()))?;
    let person = state
        .person(&request.person)
        .ok_or_else(|| Refusal::UnknownPerson(request.person.clone()))?;
    let mut fields = vec![
        ("iss", site.issuer.clone()),
        ("login_hint", person.login_hint.clone()),
        ("target_link_uri", target),
        ("client_id", tool.client_id.clone()),
        (rules.deployment_parameter, tool.deployment_id.clone()),
        ("lti_message_hint", hint),
    ];
    fields.extend(
        rules
            .extras
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned())),
    );
    fields.extend(
        rules
            .storage_target
            .map(|target| ("lti_storage_target", target.to_owned())),
    );
    let url = tool.login_url.clone();
    state.forget_expired(now);
    state.launches.insert(
        launch,
        Launch {
            request,
            expires_at,
            used: false,
        },
    );
    Ok(Initiation {
        url,
        method: rules.method,
        fields,
    })
}
