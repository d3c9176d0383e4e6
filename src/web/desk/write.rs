//! Saving a reading while it is written: by the page's script, and by its form.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::json;

use super::form::typed;
use super::reading::{Drawn, draw};
use super::view::{desk_href, result_words};
use super::{hidden, slot_id};
use crate::app::assessment::{self, Save, Saving};
use crate::app::{App, Error};
use crate::domain::id::LaunchId;
use crate::domain::reading::{self, Reading};
use crate::templates::desk::SEQ;
use crate::web::Failure;
use crate::web::extract::{SessionForm, SessionJson, Visitor};

/// What a script sends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    based_on: i64,
    save_id: String,
    answer: Reading,
}

/// Saves what is written: 200 with the number that the next save is based on, 409 with what somebody else saved in between,
/// 409 without it when the work is no longer this person's.
///
/// # Errors
/// [`Failure::MovedOn`]; [`Failure::Unreadable`] for what cannot be kept.
pub async fn autosave(
    State(app): State<App>,
    Path((_, slot)): Path<(LaunchId, String)>,
    visitor: Visitor,
    sent: SessionJson<Sent>,
) -> Result<Response, Failure> {
    let id = slot_id(&slot)?;
    let SessionJson { session, body } = sent;
    let save = Save {
        based_on: body.based_on,
        save_id: body.save_id,
        reading: body.answer,
    };
    let saving = assessment::save(&app, &session, id, save).await;
    let (saved, is_over) = match saving {
        Ok(Saving::Saved(saved)) => (saved, false),
        Ok(Saving::LeaseOver(saved)) => (saved, true),
        Ok(Saving::Conflict(newer)) => {
            let document = json!({
                "newer": newer.reading,
                "seq": newer.seq,
                "saved_at": newer.saved_at.rfc3339(),
                "save_id": newer.save_id,
            });
            return Ok((StatusCode::CONFLICT, Json(document)).into_response());
        }
        // Nothing that is typed is at fault: somebody else has the work.
        Err(Error::NotFound(_)) => return Err(Failure::MovedOn("reading-elsewhere")),
        Err(error) => return Err(hidden(error)),
    };
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    // It is kept, and that is said whatever comes after it.
    let assignment = if is_over {
        None
    } else {
        assessment::open(&app, &session, id).await.ok()
    };
    let result = assignment.as_ref().and_then(|assignment| {
        let draft = assignment.draft.as_ref()?;
        let review = reading::review(&assignment.definition, &assignment.found, &draft.content.0);
        result_words(&shell, &assignment.definition, &review)
    });
    Ok(Json(json!({
        "seq": saved.seq,
        "saved_at": saved.saved_at.rfc3339(),
        "review": { "result": result, "is_over": is_over },
    }))
    .into_response())
}

/// Saves the form and goes where the button leads. When it was saved elsewhere in between, the page comes back with
/// everything that was typed.
///
/// # Errors
/// [`Failure::NotFound`], with what was typed.
pub async fn save(
    State(app): State<App>,
    Path((_, slot)): Path<(LaunchId, String)>,
    visitor: Visitor,
    form: SessionForm,
) -> Result<Response, Failure> {
    let saved = save_form(&app, &slot, &visitor, &form).await;
    saved.map_err(|failure| failure.giving_back(form.fields.typed(given_back)))
}

/// A group of fields as a title: the id of a criterion, or nothing for what is said of the whole.
fn given_back(group: &str) -> String {
    group.strip_prefix("c-").unwrap_or_default().to_owned()
}

async fn save_form(
    app: &App,
    slot: &str,
    visitor: &Visitor,
    form: &SessionForm,
) -> Result<Response, Failure> {
    let id = slot_id(slot)?;
    let session = &form.session;
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let mut assignment = assessment::open(app, session, id).await.map_err(hidden)?;
    let mut written = typed(&assignment.definition, &assignment.handed, &form.fields)?;
    let pressed = form.fields.once("do")?.unwrap_or("stay");
    let carried = pressed.strip_prefix("carry:");
    if let Some(past) = carried.and_then(|one| assignment.carried.criteria.get(one).cloned()) {
        let own = written
            .criteria
            .entry(carried.unwrap_or_default().to_owned());
        let own = own.or_default();
        let comment = std::mem::take(&mut own.comment);
        *own = past;
        if !comment.trim().is_empty() {
            own.comment = comment;
        }
    }
    let stored = assignment.draft.as_ref();
    let seq = stored.map_or(0, |draft| draft.save_seq);
    if stored.is_none_or(|draft| draft.content.0 != written) {
        let based_on = form.fields.once(SEQ)?.and_then(|seq| seq.parse().ok());
        let save = Save {
            based_on: based_on.unwrap_or(seq),
            save_id: app.random.id(app.now()).to_string(),
            reading: written.clone(),
        };
        if let Saving::Conflict(newer) = assessment::save(app, session, id, save)
            .await
            .map_err(hidden)?
        {
            assignment.draft = None;
            let drawn = Drawn {
                reading: written,
                seq: newer.seq,
                newer: Some((newer.reading, newer.saved_at.rfc3339())),
                ticket: None,
            };
            let page = draw(session, &shell, &assignment, &drawn);
            return Ok(page.with_status(StatusCode::CONFLICT).into_response());
        }
    }
    let desk_href = desk_href(session);
    let next = match (pressed, carried) {
        ("review", _) => format!("{desk_href}/{id}/review"),
        ("later", _) => desk_href,
        (_, Some(criterion)) => format!("{desk_href}/{id}#c-{criterion}"),
        _ => format!("{desk_href}/{id}"),
    };
    Ok(Redirect::to(&next).into_response())
}
