//! The roster of a course (Names and Role Provisioning Services 2.0).

use axum::extract::{OriginalUri, Path, State as FromState};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, LINK};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::page::{Paging, parameter};
use super::{Refused, address, caller, media};
use crate::practice::profile::{IdForm, Kind, LinkQuotes, Profile, Removed};
use crate::practice::protocol::id_token::{custom_for, roles};
use crate::practice::router::At;
use crate::practice::site::State;
use crate::practice::site::course::Course;
use crate::practice::site::id::id;
use crate::practice::site::person::Person;
use crate::practice::site::tool::Tool;
use crate::practice::vocabulary::{self as name, media as media_type, scope};

/// Prefix of the roles that have a short name.
const CONTEXT_ROLE: &str = "http://purl.imsglobal.org/vocab/lis/v2/membership#";

/// `GET` of the memberships, by role and for a resource link, page by page.
pub async fn list(
    FromState(at): FromState<At>,
    Path(course): Path<u32>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let profile = at.site.profile;
    let state = at.site.lock();
    let tool = caller(
        &at.site,
        &state,
        &headers,
        &[scope::MEMBERSHIP_READ],
        at.now(),
    )?;
    let course = state
        .course(course)
        .ok_or_else(|| Refused::not_found("course"))?;
    media::check_accept(profile.services.media, &headers, media_type::MEMBERSHIPS)?;
    let link = parameter(&uri, "rlid")
        .map(|link| find_link(tool, course, &link))
        .transpose()?;
    let role = parameter(&uri, "role").map(|role| full_role(profile, role));
    let members: Vec<&Person> = course
        .enrolments
        .iter()
        .filter(|enrolment| enrolment.kind != Kind::Preview)
        .filter(|enrolment| {
            !(state.is_removed(&enrolment.login) && profile.roster.removed == Removed::Missing)
        })
        .filter(|enrolment| {
            role.as_ref()
                .is_none_or(|role| profile.roles.of(enrolment.kind).contains(&role.as_str()))
        })
        .filter_map(|enrolment| state.person(&enrolment.login))
        .collect();
    let page = Paging::read(&uri, profile.roster.page, profile.roster.largest_page)?.cut(members);
    let base = address::memberships(&at.site, course.number);
    let next = page.link(&uri, &base, LinkQuotes::Straight);
    let container = json!({
        "id": base,
        "context": { "id": course.context_id, "label": course.label, "title": course.title },
        "members": page.items.iter().map(|person| member(&at, &state, course, tool, person, link)).collect::<Vec<_>>(),
    });
    let mut answer = (
        [(CONTENT_TYPE, media_type::MEMBERSHIPS)],
        container.to_string(),
    )
        .into_response();
    answer.headers_mut().extend(next.map(|next| (LINK, next)));
    Ok(answer)
}

/// What a roster asked for with a resource link adds: the link's item, or the course as a whole.
#[derive(Clone, Copy)]
enum ForLink {
    Item(u32),
    Course,
}

fn find_link(tool: &Tool, course: &Course, link: &str) -> Result<ForLink, Refused> {
    if link == course.context_id {
        return Ok(ForLink::Course);
    }
    course
        .items
        .iter()
        .find(|item| {
            item.resource_link_id == link && item.client_id.as_deref() == Some(&tool.client_id)
        })
        .map(|item| ForLink::Item(item.number))
        .ok_or_else(|| {
            Refused::new(
                400,
                "Tool does not have access to rlid or rlid does not exist",
            )
        })
}

fn full_role(profile: &Profile, role: String) -> String {
    if profile.roster.short_roles && !role.contains(':') {
        format!("{CONTEXT_ROLE}{role}")
    } else {
        role
    }
}

fn member(
    at: &At,
    state: &State,
    course: &Course,
    tool: &Tool,
    person: &Person,
    link: Option<ForLink>,
) -> Value {
    let profile = at.site.profile;
    let mut member = person.profile_claims(tool.privacy);
    let status = if state.is_removed(&person.login) {
        "Inactive"
    } else {
        "Active"
    };
    member.insert("status".to_owned(), json!(status));
    member.insert("user_id".to_owned(), json!(person.sub));
    member.insert(
        "roles".to_owned(),
        json!(roles(profile, person, Some(course))),
    );
    if tool.privacy.shows_name() {
        member.insert("lis_person_sourcedid".to_owned(), json!(person.sourcedid));
    }
    if profile.token_shape.legacy {
        member.insert(
            "lti11_legacy_user_id".to_owned(),
            json!(id(profile, IdForm::Hex, "lti 1.1 user", person.number)),
        );
    }
    if let Some(link) = link {
        let mut message = json!({ "locale": person.locale });
        message[name::MESSAGE_TYPE] = json!("LtiResourceLinkRequest");
        if let ForLink::Item(item) = link {
            message[name::CUSTOM] = json!(custom_for(
                &at.site,
                state,
                &person.login,
                &tool.client_id,
                item
            ));
        }
        member.insert("message".to_owned(), json!([message]));
    }
    Value::Object(member)
}
