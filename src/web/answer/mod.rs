//! Saving one slot while it is written, by the page's script. What a form sends without script is read in [`form`].

pub mod form;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;

use super::Failure;
use super::extract::{AssumedJson, Visitor};
use crate::app::App;
use crate::app::answer::{self, Save, Saving};
use crate::domain::answer::Answer;
use crate::domain::id::{AttemptId, LaunchId};
use crate::templates::slot;

/// What a script sends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    based_on: i64,
    save_id: String,
    answer: Answer,
}

/// Saves a slot: 200 with the number that the next save is based on, 409 with what somebody else saved in between.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::MovedOn`] for work that is not worked on any more; [`Failure::Unreadable`] for
/// what cannot be kept.
pub async fn save(
    State(app): State<App>,
    Path((_, attempt, slot)): Path<(LaunchId, String, String)>,
    visitor: Visitor,
    sent: AssumedJson<Sent>,
) -> Result<Response, Failure> {
    let id: AttemptId = attempt.parse().map_err(|_| Failure::NotFound)?;
    let AssumedJson { by, locale, body } = sent;
    let save = Save {
        based_on: body.based_on,
        save_id: body.save_id,
        answer: body.answer,
    };
    let (saving, filling) = answer::save_and_look(&app, &by, id, &slot, save).await?;
    let saved = match saving {
        Saving::Saved(saved) => saved,
        Saving::Conflict(newer) => {
            let document = json!({
                "newer": newer.answer,
                "seq": newer.seq,
                "saved_at": newer.saved_at.rfc3339(),
                "save_id": newer.save_id,
            });
            return Ok((StatusCode::CONFLICT, Json(document)).into_response());
        }
    };
    let shell = visitor.shell_in(locale.as_deref());
    // It is kept, and that is said whatever comes after it.
    let badge = filling.and_then(|filling| slot::fill_words(&shell, filling));
    Ok(Json(json!({
        "seq": saved.seq,
        "saved_at": saved.saved_at.rfc3339(),
        "words": { "number": saved.count.number, "unit": saved.count.unit.code() },
        "review": filling.map(|_| json!({
            "badge": badge.as_ref().map(|(text, _)| text),
            "tone": badge.as_ref().map(|(_, tone)| tone),
        })),
    }))
    .into_response())
}
