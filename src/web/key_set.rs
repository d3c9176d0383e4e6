//! The tool's public keys (Security Framework 6.3).

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::Failure;
use crate::app::{App, signing_key};

/// The key set. May be kept for ten minutes, which is far less than keys are published before they sign.
///
/// # Errors
/// [`Failure::Internal`].
pub async fn show(State(app): State<App>) -> Result<Response, Failure> {
    let set = signing_key::public_set(&app).await?;
    let headers = [
        (header::CACHE_CONTROL, "public, max-age=600"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    Ok((headers, Json(set.as_ref())).into_response())
}
