//! What a reading comes to, and submitting it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::reading::over;
use super::view::{Texts, desk_href};
use super::{hidden, page, slot_id};
use crate::app::assessment::{self, Assignment, Unfit};
use crate::app::{App, Error};
use crate::domain::id::LaunchId;
use crate::domain::reading::slot::Position;
use crate::domain::reading::{self, Reading};
use crate::templates::desk::{self as template, Gap, Result as Comes, SEQ};
use crate::templates::layout::Shell;
use crate::web::Failure;
use crate::web::extract::{Session, SessionForm, Visitor};
use crate::web::page::Page;

/// What is missing, what it comes to, and what the educator will read.
///
/// # Errors
/// [`Failure::NotFound`] for whoever does not have it.
pub async fn show(
    State(app): State<App>,
    Path((_, slot)): Path<(LaunchId, String)>,
    visitor: Visitor,
    session: Session,
) -> Result<Response, Failure> {
    let id = slot_id(&slot)?;
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    match assessment::open(&app, &session, id).await {
        Ok(assignment) => Ok(draw(&session, &shell, &assignment, "").into_response()),
        Err(Error::Slot(_)) => over(&app, &session, &shell, id, false).await,
        Err(error) => Err(hidden(error)),
    }
}

/// Submits what was shown. What is missing, or was saved since, brings the page back.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::MovedOn`].
pub async fn submit(
    State(app): State<App>,
    Path((_, slot)): Path<(LaunchId, String)>,
    visitor: Visitor,
    form: SessionForm,
) -> Result<Response, Failure> {
    let id = slot_id(&slot)?;
    let session = &form.session;
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let seq = form.fields.once(SEQ)?.and_then(|seq| seq.parse().ok());
    let rationale = form.fields.once("rationale")?.unwrap_or_default();
    let assignment = match assessment::open(&app, session, id).await {
        Ok(assignment) => assignment,
        Err(Error::Slot(_)) => return over(&app, session, &shell, id, false).await,
        Err(error) => return Err(hidden(error)),
    };
    let seq = seq.unwrap_or(-1);
    let submitted = match assignment.slot.position {
        Position::Adjudication => assessment::adjudicate(&app, session, id, seq, rationale).await,
        _ => assessment::submit(&app, session, id, seq).await,
    };
    match submitted {
        Ok(submitted) => {
            let code = submitted.code;
            Ok(Redirect::to(&format!("{}?submitted={code}", desk_href(session))).into_response())
        }
        Err(Error::Slot(_) | Error::Attempt(_) | Error::Reading(Unfit::Newer)) => {
            let page = draw(session, &shell, &assignment, rationale);
            Ok(page
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
        Err(error) => Err(hidden(error)),
    }
}

fn draw(session: &Session, shell: &Shell, assignment: &Assignment, rationale: &str) -> Page {
    let texts = Texts::new(session, assignment);
    let definition = &assignment.definition;
    let nothing = Reading::default();
    let draft = assignment.draft.as_ref();
    let written = draft.map_or(&nothing, |draft| &draft.content.0);
    let looked = reading::review(definition, &assignment.found, written);
    let gaps: Vec<Gap> = looked
        .missing
        .iter()
        .map(|missing| template::gap(shell, definition, missing))
        .collect();
    let band_of = |id: &Option<String>| definition.rubric.band(id.as_deref()?);
    let view = template::Review {
        assignment: texts.assignment(session, assignment),
        reading: written,
        seq: draft.map_or(0, |draft| draft.save_seq),
        gaps: &gaps,
        result: looked.scoring.as_ref().map(|scoring| Comes {
            total: scoring.total,
            max: definition.rubric.max_points(),
            band: band_of(&scoring.band),
            is_capped: scoring.band != scoring.band_by_points,
        }),
        asks_rationale: assignment.slot.position == Position::Adjudication,
        rationale,
    };
    page(session, template::review(shell, &view))
}
