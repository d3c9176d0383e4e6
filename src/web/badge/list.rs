//! Signed lists of what was taken back.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::accept::DOCUMENT;
use super::document::{Document, FIVE_MINUTES};
use super::no_badge;
use crate::app::{App, badge};
use crate::web::Failure;
use crate::web::failure::ForPrograms;

/// A list.
///
/// # Errors
/// [`Failure::NoBadge`].
pub async fn show(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ForPrograms> {
    let id = id
        .parse()
        .map_err(|_| Failure::NoBadge("badge-not-found"))?;
    let list = badge::status_document(&app, id).await.map_err(no_badge)?;
    let document = Document::new(DOCUMENT, list.document).kept(FIVE_MINUTES);
    Ok(document.answer(&headers))
}
