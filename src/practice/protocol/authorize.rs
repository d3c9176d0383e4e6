//! The authorization endpoint (OpenID Connect Core section 3.2.2, Security Framework section 5.1.1.2). Owns the check
//! of the authentication request and the answer, which is a form that posts itself to the tool.

use axum::extract::State as FromState;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use url::Url;

use super::{hint, id_token};
use crate::clock::Timestamp;
use crate::practice::pages::{Problem, post_form};
use crate::practice::profile::{AuthorizationCodes, RedirectRule};
use crate::practice::router::At;
use crate::practice::router::parameters::Parameters;
use crate::practice::router::visitor::visitor;
use crate::practice::site::launch::Request;
use crate::practice::site::tool::Tool;
use crate::practice::site::{Site, State};

/// A refusal that the tool is told: `error` and `error_description`.
struct Refused(&'static str, String);

/// `GET` and `POST` of the authorization endpoint.
pub async fn authorize(
    FromState(at): FromState<At>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let site = &at.site;
    let visitor = visitor(&headers, site);
    // Until the redirect address is known to be the tool's, nothing is sent there.
    let redirect_uri = redirect_uri(site, &site.lock(), &parameters)?;
    let launch = find_launch(site, &site.lock(), &parameters)?;
    let outcome =
        take(site, &parameters, &launch, visitor.as_deref(), at.now()).and_then(|request| {
            id_token::sign(site, &request, parameters.one("nonce"), at.now()).map_err(|refusal| {
                Refused(site.profile.authorization.codes.person, refusal.to_string())
            })
        });
    let mut fields = match outcome {
        Ok(id_token) => vec![("id_token", id_token)],
        Err(Refused(error, description)) => {
            vec![
                ("error", error.to_owned()),
                ("error_description", description),
            ]
        }
    };
    if !parameters.one("state").is_empty() {
        fields.push(("state", parameters.one("state").to_owned()));
    }
    if site.profile.login.storage_target_repeated {
        fields.extend(
            site.profile
                .login
                .storage_target
                .map(|target| ("lti_storage_target", target.to_owned())),
        );
    }
    let extras = site.profile.authorization.extra_fields;
    fields.extend(
        extras
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned())),
    );
    Ok(post_form("Opening the tool", &redirect_uri, &fields))
}

fn redirect_uri(site: &Site, state: &State, parameters: &Parameters) -> Result<String, Problem> {
    let problem =
        |message: &str| Problem::new(StatusCode::BAD_REQUEST, "This launch cannot go on", message);
    if let Some(name) = parameters.repeated() {
        return Err(problem(&format!(
            "The parameter {name} came more than once."
        )));
    }
    let tool = state
        .tool(parameters.one("client_id"))
        .ok_or_else(|| problem("No tool with this client_id is registered here."))?;
    let asked = parameters.one("redirect_uri");
    if !is_registered(site.profile.authorization.redirect, tool, asked) {
        return Err(problem(
            "The redirect_uri is not one of those registered for this tool.",
        ));
    }
    Ok(asked.to_owned())
}

fn is_registered(rule: RedirectRule, tool: &Tool, asked: &str) -> bool {
    tool.redirect_uris.iter().any(|registered| {
        registered == asked
            || rule == RedirectRule::QueryMayBeAdded
                && !registered.contains('?')
                && Url::parse(asked).is_ok()
                && asked.split('?').next() == Some(registered)
    })
}

/// The launch that the message hint names; a hint that is not from here ends on the platform's own page.
fn find_launch(site: &Site, state: &State, parameters: &Parameters) -> Result<String, Problem> {
    hint::read(site, &state.hint_secret, parameters.one("lti_message_hint")).ok_or_else(|| {
        Problem::new(
            StatusCode::BAD_REQUEST,
            "This launch cannot go on",
            "The lti_message_hint is missing or was changed; a tool sends it back as it came.",
        )
    })
}

/// Checks the request and takes the launch, for good where the product lets a hint serve once.
fn take(
    site: &Site,
    parameters: &Parameters,
    launch: &str,
    visitor: Option<&str>,
    now: Timestamp,
) -> Result<Request, Refused> {
    let codes = &site.profile.authorization.codes;
    check_parameters(site, parameters, codes)?;
    let mut state = site.lock();
    let client_id = parameters.one("client_id");
    if state.tool(client_id).is_none_or(|tool| !tool.active) {
        return Err(Refused(
            codes.client,
            "the tool has not been switched on".to_owned(),
        ));
    }
    let spent = || {
        Refused(
            codes.spent,
            "the launch was used already or has run out".to_owned(),
        )
    };
    let found = state.launches.get(launch).ok_or_else(spent)?;
    if found.used || found.expires_at <= now {
        return Err(spent());
    }
    let request = found.request.clone();
    if request.client_id != client_id {
        return Err(Refused(
            codes.missing,
            "the launch belongs to another tool".to_owned(),
        ));
    }
    let hint_matches = state
        .person(&request.person)
        .is_some_and(|person| person.login_hint == parameters.one("login_hint"));
    if !hint_matches || visitor.is_some_and(|visitor| visitor != request.person) {
        return Err(Refused(
            codes.person,
            "somebody else is signed in".to_owned(),
        ));
    }
    if site.profile.login.hint_single_use
        && let Some(launch) = state.launches.get_mut(launch)
    {
        launch.used = true;
    }
    Ok(request)
}

fn check_parameters(
    site: &Site,
    parameters: &Parameters,
    codes: &AuthorizationCodes,
) -> Result<(), Refused> {
    for name in [
        "scope",
        "response_type",
        "client_id",
        "redirect_uri",
        "login_hint",
        "nonce",
    ] {
        if parameters.one(name).is_empty() {
            return Err(Refused(codes.missing, format!("{name} is missing")));
        }
    }
    let prompt = parameters.one("prompt");
    let prompt_is_good =
        prompt == "none" || prompt.is_empty() && site.profile.authorization.prompt_may_be_empty;
    let rules = [
        (
            parameters.one("scope") == "openid",
            codes.scope,
            "scope must be openid",
        ),
        (
            parameters.one("response_type") == "id_token",
            codes.response_type,
            "response_type must be id_token",
        ),
        (
            parameters.one("response_mode") == "form_post",
            codes.missing,
            "response_mode must be form_post",
        ),
        (prompt_is_good, codes.missing, "prompt must be none"),
    ];
    rules
        .into_iter()
        .find(|(good, ..)| !good)
        .map_or(Ok(()), |(_, code, description)| {
            Err(Refused(code, description.to_owned()))
        })
}
