//! Files of evidence: sending, opening, describing and taking away.

mod download;
mod range;
mod upload;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::{Value, json};

pub use download::{respond, show};
pub use upload::upload;

use super::Failure;
use super::extract::{Session, SessionForm, Visitor};
use super::launch::address;
use crate::app::App;
use crate::app::file::{self, FileView};
use crate::domain::id::{FileId, LaunchId};

/// What the earner says of a file.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotTaken`].
pub async fn describe(
    State(app): State<App>,
    Path((_, id)): Path<(LaunchId, String)>,
    visitor: Visitor,
    form: SessionForm,
) -> Result<Response, Failure> {
    let id: FileId = id.parse().map_err(|_| Failure::NotFound)?;
    let text = |name| Ok::<_, Failure>(form.fields.once(name)?.unwrap_or_default());
    let (alt_text, caption) = (text("alt_text")?, text("caption")?);
    let file = file::describe(&app, &form.session, id, alt_text, caption).await?;
    answer(&app, &visitor, &form.session, &file).await
}

/// Takes a file away.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotTaken`].
pub async fn remove(
    State(app): State<App>,
    Path((_, id)): Path<(LaunchId, String)>,
    visitor: Visitor,
    form: SessionForm,
) -> Result<Response, Failure> {
    let id: FileId = id.parse().map_err(|_| Failure::NotFound)?;
    let file = file::remove(&app, &form.session, id).await?;
    answer(&app, &visitor, &form.session, &file).await
}

/// The file for a script, the way back to its slot for a form.
async fn answer(
    app: &App,
    visitor: &Visitor,
    session: &Session,
    file: &FileView,
) -> Result<Response, Failure> {
    if visitor.wants_json {
        return Ok(Json(json!({ "file": document(session, file) })).into_response());
    }
    Ok(back(app, session, file.attempt_id, &file.slot_id)
        .await?
        .into_response())
}

/// To the slot, on the page of its part.
async fn back(
    app: &App,
    session: &Session,
    attempt_id: crate::domain::id::AttemptId,
    slot_id: &str,
) -> Result<Redirect, Failure> {
    let part = file::find_part(app, session, attempt_id, slot_id).await?;
    let home = address(session.launch.id);
    Ok(Redirect::to(&format!(
        "{home}/attempts/{attempt_id}/parts/{part}#slot-{slot_id}"
    )))
}

/// A file as scripts read it.
fn document(session: &Session, file: &FileView) -> Value {
    let href = format!("{}/files/{}", address(session.launch.id), file.id);
    json!({
        "id": file.id.to_string(),
        "slot": file.slot_id,
        "state": file.state.code(),
        "name": file.name,
        "type": file.format.map(crate::domain::file::Format::code),
        "bytes": file.bytes,
        "duration_ms": file.duration_ms,
        "pages": file.pages,
        "width": file.size.map(|(width, _)| width),
        "height": file.size.map(|(_, height)| height),
        "alt_text": file.alt_text,
        "caption": file.caption,
        "href": href,
    })
}
