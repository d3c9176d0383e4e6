//! JSON that a page's script sends: from a page of ours, with the session's token in a header.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use serde::de::DeserializeOwned;

use super::{Session, is_same_origin};
use crate::app::App;
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
        let token = parts
            .headers
            .get(TOKEN)
            .and_then(|token| token.to_str().ok());
        session
            .check_form_token(token.unwrap_or_default())
            .map_err(|_| Failure::CrossSite)?;
        let request = Request::from_parts(parts, body);
        let bytes = Bytes::from_request(request, app)
            .await
            .map_err(|_| Failure::TooLarge)?;
        let body =
            serde_json::from_slice(&bytes).map_err(|_| Failure::Unreadable("json-unreadable"))?;
        Ok(Self { session, body })
    }
}
