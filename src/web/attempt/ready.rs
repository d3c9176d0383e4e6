//! Calling a part ready, for oneself: by the page's script, and with the form that saves the part.

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::id_of;
use crate::app::App;
use crate::app::attempt;
use crate::domain::id::{AttemptId, LaunchId};
use crate::web::Failure;
use crate::web::extract::{FormPairs, Session, SessionJson};

/// What a script sends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    is_ready: bool,
}

/// Ticks a part or takes that back, and says since when it is ticked.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::MovedOn`] for work that is not worked on any more.
pub async fn mark(
    State(app): State<App>,
    Path((_, id, part)): Path<(LaunchId, String, String)>,
    sent: SessionJson<Sent>,
) -> Result<Json<Value>, Failure> {
    let id = id_of(&id)?;
    let mark = attempt::mark_part(&app, &sent.session, id, &part, sent.body.is_ready).await?;
    let at = mark.map(|mark| mark.at.rfc3339());
    Ok(Json(json!({ "marked_at": at })))
}

/// Does what the form of a part says of it, where that is another word than when the page came.
pub(super) async fn take(
    app: &App,
    session: &Session,
    (id, part): (AttemptId, &str),
    fields: &FormPairs,
) -> Result<(), Failure> {
    let is_ticked = |name: &str| Ok::<_, Failure>(fields.once(name)?.is_some_and(|it| it == "yes"));
    let (was, is) = (is_ticked("ready_was")?, is_ticked("ready")?);
    if was != is || (is && is_ticked("ready_again")?) {
        attempt::mark_part(app, session, id, part, is).await?;
    }
    Ok(())
}
