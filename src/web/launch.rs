//! The redirect URI. Owns taking the platform's answer, by cookie or by the page that shows what the platform's
//! storage kept.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::Failure;
use super::cookie::{self, BROWSER, SESSION};
use super::extract::{FormPairs, Visitor, is_same_origin};
use super::page::{Page, Policy};
use crate::app::launch::{self, Answer, Browser, Confirm, Next, Opened};
use crate::app::session::SESSION_KEY;
use crate::app::{App, Error, refusal};
use crate::domain::id::LaunchId;
use crate::metrics;
use crate::templates::launch as template;

const CONFIRM_PATH: &str = "/lti/launch/confirm";
/// A header that no form can send.
const CONFIRM_HEADER: &str = "x-microcred-confirm";

/// Takes the platform's answer.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn receive(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    form: Result<FormPairs, Failure>,
) -> Result<Response, Failure> {
    let answer = recorded(&app, "launch", form.and_then(|form| answer(&form))).await?;
    let browser = Browser {
        browser_secret: cookie::secret(&headers, BROWSER),
        session_secret: cookie::secret(&headers, SESSION),
    };
    match launch::receive(&app, &answer, browser)
        .await
        .inspect_err(count)?
    {
        Next::Opened(opened) => Ok(enter(&app, &opened)),
        Next::Confirm(confirm) => Ok(confirm_page(&visitor, &confirm, &answer)),
    }
}

fn answer(form: &FormPairs) -> Result<Answer, Failure> {
    let field = |name| form.once(name).map(|value| value.map(str::to_owned));
    Ok(Answer {
        id_token: field("id_token")?,
        state: field("state")?,
        error: field("error")?,
    })
}

/// What was read of a form of a login or a launch. One that cannot be read is recorded and counted as every other refusal
/// is, so that an administrator finds it by the reference on its page.
pub(super) async fn recorded<T>(
    app: &App,
    step: &'static str,
    read: Result<T, Failure>,
) -> Result<T, Failure> {
    let Err(Failure::Unreadable(_)) = read else {
        return read;
    };
    let error = Error::from(refusal::record_unreadable(app, step).await);
    count(&error);
    Err(error.into())
}

fn count(error: &Error) {
    if let Error::Refused(refused) = error {
        metrics::launch_finished(false, refused.refusal.reason.code());
    }
}

/// 303, so that "back" and "reload" show a page and never post the token again.
fn enter(app: &App, opened: &Opened) -> Response {
    metrics::launch_finished(true, "accepted");
    let mut response = StatusCode::SEE_OTHER.into_response();
    let lifetime = app.settings.session_lifetime;
    let headers = response.headers_mut();
    headers.extend(
        HeaderValue::from_str(&address(opened.launch_id))
            .ok()
            .map(|value| (header::LOCATION, value)),
    );
    headers.extend(
        cookie::set(SESSION, &opened.session_secret, lifetime)
            .map(|value| (header::SET_COOKIE, value)),
    );
    response
}

/// Where a session's pages begin.
#[must_use]
pub fn address(launch_id: LaunchId) -> String {
    format!("/app/l/{launch_id}")
}

fn confirm_page(visitor: &Visitor, confirm: &Confirm, answer: &Answer) -> Response {
    let view = template::ConfirmStep {
        frame: &confirm.frame.name,
        origin: &confirm.frame.origin,
        key: confirm.key,
        ticket: &confirm.ticket,
        state: answer.state.as_deref().unwrap_or_default(),
        id_token: answer.id_token.as_deref().unwrap_or_default(),
        confirm_url: CONFIRM_PATH,
    };
    let policy = Policy::platform(&confirm.platform);
    Page::new(template::confirm(&visitor.shell(), &view), policy).into_response()
}

/// What the page of a cookieless launch sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Proof {
    id_token: String,
    state: String,
    ticket: String,
    secret: String,
    /// The secret of sessions that the platform's storage holds already.
    session: Option<String>,
}

/// What it gets.
#[derive(Serialize)]
struct Entered {
    location: String,
    session_key: &'static str,
    session_secret: String,
}

/// Takes the proof of a cookieless launch. Only a script of our own page can send it: a form cannot send this
/// body, nor this header, nor our origin.
///
/// # Errors
/// [`Failure::CrossSite`], [`Failure::Refused`].
pub async fn confirm(
    State(app): State<App>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let is_json = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    if !is_same_origin(&app, &headers) || !headers.contains_key(CONFIRM_HEADER) || !is_json {
        return Err(Failure::CrossSite);
    }
    let proof: Result<Proof, _> = serde_json::from_slice(&body);
    let proof = proof.map_err(|_| Failure::Unreadable("form_unreadable"));
    let proof = recorded(&app, "confirm", proof).await?;
    let answer = Answer {
        id_token: Some(proof.id_token),
        state: Some(proof.state),
        error: None,
    };
    let held = proof
        .session
        .as_deref()
        .filter(|secret| cookie::is_secret(secret));
    let opened = launch::confirm(&app, &answer, &proof.ticket, &proof.secret, held)
        .await
        .inspect_err(count)?;
    metrics::launch_finished(true, "accepted");
    let entered = Entered {
        location: address(opened.launch_id),
        session_key: SESSION_KEY,
        session_secret: opened.session_secret.clone(),
    };
    let mut response = Json(entered).into_response();
    // A browser that takes the cookie after all needs the storage no more.
    response.headers_mut().extend(
        cookie::set(
            SESSION,
            &opened.session_secret,
            app.settings.session_lifetime,
        )
        .map(|value| (header::SET_COOKIE, value)),
    );
    Ok(response)
}
