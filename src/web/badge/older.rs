//! The same badges in Open Badges 2.0, for backpacks that know nothing newer.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::Value;

use super::document::Document;
use super::no_badge;
use crate::app::App;
use crate::app::badge::{self, Assertion};
use crate::domain::badge::Code;
use crate::web::Failure;
use crate::web::failure::ForPrograms;

const KIND: &str = "application/ld+json";

/// The issuer.
///
/// # Errors
/// [`Failure::NoBadge`].
pub async fn issuer(
    State(app): State<App>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ForPrograms> {
    let profile = badge::profile_2(&app, &slug).await.map_err(no_badge)?;
    Ok(Document::json(KIND, &Value::Object(profile)).answer(&headers))
}

/// What can be earned.
///
/// # Errors
/// [`Failure::NoBadge`].
pub async fn class(
    State(app): State<App>,
    Path(version): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ForPrograms> {
    let class = badge::class_2(&app, &version).await.map_err(no_badge)?;
    Ok(Document::json(KIND, &Value::Object(class)).answer(&headers))
}

/// The award: as it is, or with status 410 that it was taken back.
///
/// # Errors
/// [`Failure::NoBadge`], with a code of its own where it cannot be said whose the award is.
pub async fn assertion(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ForPrograms> {
    let code = Code::read(&code).ok_or(Failure::NoBadge("badge-not-found"))?;
    let looked = badge::look(&app, &code).await.map_err(no_badge)?;
    let document = match badge::assertion_2(&app, &looked) {
        Assertion::Holds(document) => Document::json(KIND, &Value::Object(document)),
        Assertion::Gone(document) => Document::json(KIND, &Value::Object(document)).gone(),
        Assertion::Nobodys => return Err(Failure::NoBadge("badge-without-email").into()),
    };
    Ok(document.answer(&headers))
}
