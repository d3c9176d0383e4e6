//! The stylesheet and the scripts, compiled in.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::Problem;

/// Name, media type and text of each.
const ASSETS: [(&str, &str, &str); 4] = [
    (
        "practice.css",
        "text/css; charset=utf-8",
        include_str!("practice.css"),
    ),
    (
        "submit.js",
        "text/javascript; charset=utf-8",
        include_str!("submit.js"),
    ),
    (
        "follow.js",
        "text/javascript; charset=utf-8",
        include_str!("follow.js"),
    ),
    (
        "platform.js",
        "text/javascript; charset=utf-8",
        include_str!("platform.js"),
    ),
];

/// `GET /assets/{name}`.
pub async fn show(Path(name): Path<String>) -> Result<Response, Problem> {
    let (_, media_type, text) = ASSETS
        .iter()
        .find(|(one, ..)| *one == name)
        .ok_or_else(|| Problem::not_found("file"))?;
    Ok((
        [(CONTENT_TYPE, *media_type), (CACHE_CONTROL, "no-cache")],
        *text,
    )
        .into_response())
}
