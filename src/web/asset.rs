//! Style sheets, scripts and pictures, under names that carry the hash of their content.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::Failure;
use crate::templates::assets;

/// A file of ours, for ever: its name changes with its content.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn show(Path(file): Path<String>) -> Result<Response, Failure> {
    answer(&file, "public, max-age=31536000, immutable")
}

/// The picture beside our name in an LMS, under the address that registrations hold.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn icon() -> Result<Response, Failure> {
    answer("icon.svg", "public, max-age=86400")
}

fn answer(name: &str, cache: &'static str) -> Result<Response, Failure> {
    let asset = assets::find(name).ok_or(Failure::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, asset.content_type),
        (header::CACHE_CONTROL, cache),
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ),
    ];
    Ok((headers, asset.bytes).into_response())
}
