//! The picker's way back (Deep Linking 2.0 section 2.2). Owns the check of the response; what its content items
//! become is in `content_item`.

mod content_item;
#[cfg(test)]
mod tests;

use axum::extract::{Query, State as FromState};
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use super::tool_message::{self, Signed, Wrong};
use crate::practice::pages::{Page, Problem};
use crate::practice::router::At;
use crate::practice::router::parameters::Parameters;
use crate::practice::site::Notice;
use crate::practice::site::launch::DeepLink;
use crate::practice::site::tool::Tool;
use crate::practice::vocabulary as name;
use content_item::Outcome;

/// Longest life of a response, in seconds.
const LONGEST: i64 = 3600;

/// Which picker is answered.
#[derive(Debug, Deserialize)]
pub struct ReturnQuery {
    link: Option<String>,
}

/// `POST /{site}/deep-linking/return`: takes what the picker chose and leads back to the course.
pub async fn take(
    FromState(at): FromState<At>,
    Query(query): Query<ReturnQuery>,
    form: Parameters,
) -> Result<Response, Problem> {
    let id = query.link.unwrap_or_default();
    let (link, tool) = find(&at, &id)?;
    let signed = tool_message::verify(at.lms.http(), &tool.jwks_url, form.one("JWT"))
        .await
        .map_err(|wrong| refuse(&wrong))?;
    check(&at, &link, &signed).map_err(|wrong| refuse(&wrong))?;
    let outcome = {
        let mut state = at.site.lock();
        // Whoever comes second with the same picker finds it gone.
        state.deep_links.remove(&id).ok_or_else(closed)?;
        let outcome = content_item::create(&at.site, &mut state, &link, &signed)?;
        let notice = Notice {
            person: link.person.clone(),
            text: outcome.summary(),
            expires_at: link.expires_at,
        };
        state.notices.insert(id.clone(), notice);
        outcome
    };
    Ok(back_to_course(&at, link.course, &id, &outcome))
}

fn find(at: &At, id: &str) -> Result<(DeepLink, Tool), Problem> {
    let state = at.site.lock();
    let link = state
        .deep_links
        .get(id)
        .filter(|link| link.expires_at > at.now())
        .ok_or_else(closed)?;
    let tool = state.tool(&link.client_id).ok_or_else(closed)?;
    Ok((link.clone(), tool.clone()))
}

fn check(at: &At, link: &DeepLink, signed: &Signed) -> Result<(), Wrong> {
    signed.require("iss", &link.client_id)?;
    signed.require_audience(&at.site.issuer)?;
    signed.require(name::MESSAGE_TYPE, "LtiDeepLinkingResponse")?;
    signed.require(name::VERSION, name::LTI_1_3)?;
    signed.require(name::DEPLOYMENT_ID, &link.deployment_id)?;
    if let Some(data) = &link.data {
        signed.require(name::DL_DATA, data)?;
    }
    let now = at.now();
    let until = signed.require_fresh(now, LONGEST)?;
    let nonce = format!("deep linking {} {}", link.client_id, signed.text("nonce")?);
    if at.site.lock().spend(nonce, now, until) {
        Ok(())
    } else {
        Err(Wrong::Replayed)
    }
}

/// The course says what became of it, in the window that the picker was opened in: the same person may have others.
fn back_to_course(at: &At, course: u32, link: &str, outcome: &Outcome) -> Response {
    let query = Serializer::new(String::new())
        .append_pair("told", link)
        .finish();
    let course = at.site.path(&format!("/courses/{course}?{query}"));
    let main = html! {
        h1 { (outcome.summary()) }
        @if !outcome.made.is_empty() {
            ul { @for title in &outcome.made { li { (title) } } }
        }
        p { a.button href=(course) target="_top" data-follow { "Back to the course" } }
    };
    Page::new("Content from the tool")
        .bare()
        .with_scripts(&["follow.js"])
        .show(&main)
}

fn closed() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "This picker is closed",
        "It was answered already, has run out, or was never opened here.",
    )
}

fn refuse(wrong: &Wrong) -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "The tool's answer was not taken",
        format!("JWT verification failure: {wrong}."),
    )
}
