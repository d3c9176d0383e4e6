//! Dynamic registration: a tool introduces itself. Owns the invitation's token and the endpoints; what a document
//! must hold is in `document`, what the platform says of itself in `configuration`.

pub mod configuration;
mod document;
#[cfg(test)]
mod tests;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State as FromState;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::clock::Timestamp;
use crate::practice::profile::{Profile, RegistrationRefusal};
use crate::practice::router::At;
use crate::practice::site::State;
use crate::practice::site::id::{id, secret};
use crate::practice::site::tool::Tool;
use crate::practice::vocabulary::TOOL_CONFIGURATION;
use document::Objection;

/// The token of a request's `Authorization` header.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let header = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = header.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

/// `POST` of the registration endpoint: a new tool, waiting for an administrator.
pub async fn create(FromState(at): FromState<At>, headers: HeaderMap, body: Bytes) -> Response {
    let profile = at.site.profile;
    let Some(token) = open_invitation(&at.site.lock(), &headers, at.now()) else {
        return no_invitation(profile);
    };
    let document = match document::read(profile, &body) {
        Ok(document) => document,
        Err(objections) => return refuse(profile, &objections),
    };
    let mut state = at.site.lock();
    let number = state.next_number();
    let mut tool = document.tool;
    tool.client_id = id(profile, profile.token_shape.client, "client", number);
    tool.registration_token = profile.registration.can_be_read.then(secret);
    if profile.registration.answers_deployment {
        tool.deployment_id = id(
            profile,
            profile.token_shape.deployment,
            "deployment",
            number,
        );
    }
    // Two requests with one invitation: the second finds it used.
    match state.registrations.get_mut(&token) {
        Some(start) if start.client_id.is_none() => start.client_id = Some(tool.client_id.clone()),
        _ => return no_invitation(profile),
    }
    let answer = describe(&at, &tool);
    state.tools.push(tool);
    let status =
        StatusCode::from_u16(profile.registration.success_status).unwrap_or(StatusCode::CREATED);
    (status, Json(answer)).into_response()
}

/// `GET` of the registration endpoint: what a tool registered, where the product tells it.
pub async fn show(FromState(at): FromState<At>, headers: HeaderMap) -> Response {
    let state = at.site.lock();
    match registered(&state, &headers) {
        Some(tool) => Json(describe(&at, tool)).into_response(),
        None => no_invitation(at.site.profile),
    }
}

/// `PUT` of the registration endpoint: a changed document in place of the old one.
pub async fn update(FromState(at): FromState<At>, headers: HeaderMap, body: Bytes) -> Response {
    let profile = at.site.profile;
    let mut state = at.site.lock();
    let Some(client_id) = registered(&state, &headers).map(|tool| tool.client_id.clone()) else {
        return no_invitation(profile);
    };
    let document = match document::read(profile, &body) {
        Ok(document) => document,
        Err(objections) => return refuse(profile, &objections),
    };
    let Some(tool) = state
        .tools
        .iter_mut()
        .find(|tool| tool.client_id == client_id)
    else {
        return no_invitation(profile);
    };
    *tool = Tool {
        client_id,
        deployment_id: tool.deployment_id.clone(),
        active: tool.active,
        registration_token: tool.registration_token.clone(),
        ..document.tool
    };
    Json(describe(&at, tool)).into_response()
}

/// The token of a live invitation that has not been used.
fn open_invitation(state: &State, headers: &HeaderMap, now: Timestamp) -> Option<String> {
    let token = bearer(headers)?;
    let start = state.registrations.get(token)?;
    (start.expires_at > now && start.client_id.is_none()).then(|| token.to_owned())
}

/// The tool that a registration access token opens.
fn registered<'a>(state: &'a State, headers: &HeaderMap) -> Option<&'a Tool> {
    let token = bearer(headers)?;
    state
        .tools
        .iter()
        .find(|tool| tool.registration_token.as_deref() == Some(token))
}

/// The document as it was understood, with what the platform adds.
fn describe(at: &At, tool: &Tool) -> Value {
    let mut answer = tool.document.clone().unwrap_or_default();
    answer["client_id"] = json!(tool.client_id);
    answer["scope"] = json!(tool.scopes.join(" "));
    if at.site.profile.registration.answers_deployment {
        answer[TOOL_CONFIGURATION]["deployment_id"] = json!(tool.deployment_id);
    }
    if let Some(token) = &tool.registration_token {
        answer["registration_client_uri"] = json!(at.site.url(at.site.profile.paths.registration));
        answer["registration_access_token"] = json!(token);
    }
    answer
}

fn no_invitation(profile: &Profile) -> Response {
    let status = StatusCode::UNAUTHORIZED;
    match profile.registration.refusal {
        RegistrationRefusal::PlainText => (status, "missing_registration_token").into_response(),
        RegistrationRefusal::Unprocessable => (
            status,
            Json(json!({ "errors": [{ "message": "Invalid registration token" }] })),
        )
            .into_response(),
        RegistrationRefusal::OAuth => {
            (status, Json(json!({ "error": "invalid_token" }))).into_response()
        }
    }
}

fn refuse(profile: &Profile, objections: &[Objection]) -> Response {
    let first = objections.first();
    let code = first.map_or("invalid_client_metadata", |objection| objection.code);
    match profile.registration.refusal {
        RegistrationRefusal::PlainText => {
            let word = first.map_or_else(String::new, Objection::word);
            (
                StatusCode::BAD_REQUEST,
                [(CONTENT_TYPE, "text/plain; charset=utf-8")],
                word,
            )
                .into_response()
        }
        RegistrationRefusal::Unprocessable => {
            let errors: Vec<_> = objections
                .iter()
                .map(|objection| json!({ "field": objection.field, "message": objection.message }))
                .collect();
            (
                StatusCode::UNPROCESSABLE_ENTITY,
                Json(json!({ "errors": errors })),
            )
                .into_response()
        }
        RegistrationRefusal::OAuth => {
            let description =
                first.map(|objection| format!("{}: {}", objection.field, objection.message));
            (
                StatusCode::BAD_REQUEST,
                Json(json!({ "error": code, "error_description": description })),
            )
                .into_response()
        }
    }
}
