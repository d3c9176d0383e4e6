//! JSON that a page's script sends: from a page of ours, with the session's token in a header.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::session::{launch_id, secret};
use super::{Session, is_same_origin};
use crate::app::App;
use crate::app::session::{self, Assumed};
use crate::web::Failure;

/// The header that carries the session's token, as forms carry it in a field.
const TOKEN: &str = "x-form-token";

/// What a script of a session's page sent.
#[derive(Clone, Debug)]
pub struct SessionJson<T> {
    /// The session.
    pub session: Session,
    /// What was sent.
    pub body: T,
}

impl<T: DeserializeOwned> FromRequest<App> for SessionJson<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        if !is_same_origin(app, &parts.headers) {
            return Err(Failure::CrossSite);
        }
        let session = Session::from_request_parts(&mut parts, app).await?;
        session
            .check_form_token(token(&parts))
            .map_err(|_| Failure::CrossSite)?;
        let body = read(parts, body, app).await?;
        Ok(Self { session, body })
    }
}

/// What a script of a session's page sent that is to be kept at once: by the session as it was when it was last looked at.
pub struct AssumedJson<T> {
    /// By whom.
    pub by: Assumed,
    /// The person's language at the LMS.
    pub locale: Option<String>,
    /// What was sent.
    pub body: T,
}

impl<T: DeserializeOwned> FromRequest<App> for AssumedJson<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        if !is_same_origin(app, &parts.headers) {
            return Err(Failure::CrossSite);
        }
        let id = launch_id(&mut parts, app).await?;
        let by = session::assume(app, id, secret(&parts.headers)).await?;
        by.check_form_token(token(&parts))
            .map_err(|_| Failure::CrossSite)?;
        let body = read(parts, body, app).await?;
        let locale = by.locale().map(str::to_owned);
        Ok(Self { by, locale, body })
    }
}

fn token(parts: &Parts) -> &str {
    let token = parts.headers.get(TOKEN);
    token
        .and_then(|token| token.to_str().ok())
        .unwrap_or_default()
}

async fn read<T: DeserializeOwned>(parts: Parts, body: Body, app: &App) -> Result<T, Failure> {
    let request = Request::from_parts(parts, body);
    let bytes = Bytes::from_request(request, app)
        .await
        .map_err(|_| Failure::TooLarge)?;
    serde_json::from_slice(&bytes).map_err(|_| Failure::Unreadable("json-unreadable"))
}
