//! The services that tools call: Assignment and Grade Services 2.0, and Names and Role Provisioning 2.0. Owns what
//! all calls share: who calls, with which scope, about which course, and how a refusal reads.

pub mod address;
pub mod fault;
pub mod line_item;
mod media;
pub mod membership;
mod page;
pub mod result;
pub mod score;
#[cfg(test)]
mod tests;

use axum::Json;
use axum::http::header::{USER_AGENT, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::protocol::registration::bearer;
use super::router::At;
use super::site::line_item::LineItem;
use super::site::tool::Tool;
use super::site::{Site, State};
use crate::clock::Timestamp;

/// A refusal, in the form that Canvas gives to its errors.
#[derive(Debug)]
pub struct Refused {
    status: StatusCode,
    message: String,
}

impl Refused {
    /// A refusal with a status from the table.
    fn new(status: u16, message: impl Into<String>) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
        Self {
            status,
            message: message.into(),
        }
    }

    fn not_found(what: &str) -> Self {
        Self::new(404, format!("There is no such {what}."))
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let kind = self
            .status
            .canonical_reason()
            .unwrap_or_default()
            .to_lowercase()
            .replace(' ', "_");
        let body = Json(json!({ "errors": { "type": kind, "message": self.message } }));
        if self.status == StatusCode::UNAUTHORIZED {
            return (self.status, [(WWW_AUTHENTICATE, "Bearer")], body).into_response();
        }
        (self.status, body).into_response()
    }
}

/// The tool that calls, if its token holds one of the scopes.
fn caller<'a>(
    site: &Site,
    state: &'a State,
    headers: &HeaderMap,
    scopes: &[&str],
    now: Timestamp,
) -> Result<&'a Tool, Refused> {
    let rules = &site.profile.services;
    if rules.user_agent_required && headers.get(USER_AGENT).is_none_or(HeaderValue::is_empty) {
        return Err(Refused::new(403, "A User-Agent header is required."));
    }
    let token = bearer(headers)
        .and_then(|token| state.access_tokens.get(token))
        .filter(|token| token.expires_at > now)
        .ok_or_else(|| Refused::new(401, "The access token is missing, unknown or has expired."))?;
    let tool = state
        .tool(&token.client_id)
        .filter(|tool| tool.active)
        .ok_or_else(|| {
            Refused::new(
                401,
                "Access Token not linked to a Tool associated with this Context",
            )
        })?;
    if !token
        .scopes
        .iter()
        .any(|scope| scopes.contains(&scope.as_str()))
    {
        return Err(Refused::new(
            rules.scope_missing,
            "The access token lacks the scope for this call.",
        ));
    }
    Ok(tool)
}

/// Checks the part of a line item address that is in its query, where the product has one.
fn check_query(site: &Site, tool: &Tool, uri: &Uri) -> Result<(), Refused> {
    let expected = site
        .profile
        .paths
        .line_item_query
        .replace("{deployment}", &tool.deployment_id);
    let given = uri.query().unwrap_or_default();
    if expected.is_empty() || given.split('&').any(|one| one == expected) {
        Ok(())
    } else {
        Err(Refused::new(
            401,
            "The address lacks the tool type that it was given out with.",
        ))
    }
}

/// A tool's own column in a course.
fn own_line_item<'a>(
    state: &'a State,
    tool: &Tool,
    course: u32,
    number: u32,
) -> Result<&'a LineItem, Refused> {
    state
        .line_item(number)
        .filter(|line_item| {
            line_item.course == course && line_item.client_id.as_deref() == Some(&tool.client_id)
        })
        .ok_or_else(|| Refused::not_found("line item"))
}

/// The course of a call.
fn check_course(at: &At, state: &State, course: u32) -> Result<(), Refused> {
    state
        .course(course)
        .map(|_| ())
        .ok_or_else(|| Refused::not_found(&format!("course in {}", at.site.profile.title)))
}
