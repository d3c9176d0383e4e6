//! The site's public keys (RFC 7517).

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Json, Response};

use crate::practice::router::At;

/// `GET` of the key set. Tools may keep it for ten minutes and must ask again when a key is new to them.
pub async fn show(State(at): State<At>) -> Response {
    let keys = at.site.lock().keys.published();
    ([(header::CACHE_CONTROL, "public, max-age=600")], Json(keys)).into_response()
}
