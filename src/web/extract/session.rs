//! The session that an address names, for the browser that holds its secret: in a cookie, or, where the browser
//! keeps none for us in its frame, in the `Authorization` header that the page's script sends.

use std::collections::HashMap;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};

use crate::app::{App, Error, session};
use crate::domain::id::LaunchId;
use crate::domain::purpose::Purpose;
use crate::lti::storage::StorageFrame;
use crate::web::failure::{Failure, Resume};
use crate::web::page::Policy;
use crate::web::{Failure as F, cookie};

/// A session that holds.
#[derive(Clone, Debug)]
pub struct Session(pub session::Session);

impl std::ops::Deref for Session {
    type Target = session::Session;

    fn deref(&self) -> &session::Session {
        &self.0
    }
}

impl FromRequestParts<App> for Session {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let id = launch_id(parts, app).await?;
        let bearer = bearer(&parts.headers);
        match session::find(app, id, secret(&parts.headers)).await {
            Ok(session) => Ok(Self(session)),
            Err(Error::SessionMissing) if parts.method == Method::GET && bearer.is_none() => {
                Err(resume(app, id).await)
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// The launch that the address names.
pub(super) async fn launch_id(parts: &mut Parts, app: &App) -> Result<LaunchId, Failure> {
    let Path(names) = Path::<HashMap<String, String>>::from_request_parts(parts, app)
        .await
        .map_err(|_| F::NotFound)?;
    let id = names.get("launch").and_then(|text| text.parse().ok());
    id.ok_or(F::NotFound)
}

/// The secret that a request brings.
#[must_use]
pub fn secret(headers: &HeaderMap) -> Option<&str> {
    bearer(headers).or_else(|| cookie::secret(headers, cookie::SESSION))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value
        .strip_prefix("Bearer ")
        .filter(|secret| cookie::is_secret(secret))
}

async fn resume(app: &App, id: LaunchId) -> Failure {
    let launch = match session::find_resumable(app, id).await {
        Ok(Some(launch)) => launch,
        Ok(None) => return Failure::SessionOver,
        Err(error) => return error.into(),
    };
    let Ok(authorization_url) = launch.authorization_url.parse() else {
        return Failure::SessionOver;
    };
    let target = launch.storage_target.as_deref().unwrap_or_default();
    let mut policy = Policy::launch(&launch);
    if let Purpose::PickContent(request) = &launch.purpose.0 {
        // The page that takes the choice back is shown inside this one and under its policy.
        policy = policy.with_form_target(&request.return_url);
    }
    Failure::Resume(Box::new(Resume {
        frame: StorageFrame::new(target, &authorization_url),
        policy,
    }))
}
