//! Ready-made configurations with this host's addresses filled in.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::Failure;
use crate::app::App;
use crate::lti::config_document;
use crate::lti::profile::Profile;

/// `canvas.json`, or the list of values for another product. Public: it holds nothing but our own addresses.
///
/// # Errors
/// [`Failure::NotFound`] for a product that has no profile.
pub async fn show(
    State(app): State<App>,
    Path(platform): Path<String>,
) -> Result<Response, Failure> {
    let tool = &app.settings.tool;
    let code = platform.strip_suffix(".json").unwrap_or(&platform);
    let profile = Profile::by_code(code).ok_or(Failure::NotFound)?;
    let document = if code == "canvas" {
        config_document::canvas(tool, &profile)
    } else {
        config_document::values(tool, &profile)
    };
    Ok(([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], Json(document)).into_response())
}
