//! The desk of lead assessors.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::case::result;
use super::view::{Texts, Work, desk_href};
use super::{hidden, page, slot_id};
use crate::app::assessment::{self, Line};
use crate::app::{App, Error, notice};
use crate::clock::Timestamp;
use crate::domain::id::{LaunchId, PersonId, ReadingSlotId};
use crate::domain::reading::slot::{Position, State as SlotState};
use crate::store::reading_slot;
use crate::templates::desk::{
    self as template, Adjudication, Beside, Decided, LeadDesk, Overdue, Pace, Reader, Turn,
};
use crate::templates::layout::Shell;
use crate::web::Failure;
use crate::web::extract::{Session, SessionForm, Visitor};
use crate::web::page::Page;

pub(super) fn lead_href(session: &Session) -> String {
    format!("{}/lead", desk_href(session))
}

/// The lists.
///
/// # Errors
/// [`Failure::NotFound`] for whoever leads nobody.
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
) -> Result<Page, Failure> {
    let desk = assessment::desk(&app, &session).await?;
    let lead = desk.lead.as_ref().ok_or(Failure::NotFound)?;
    notice::mark_kinds_seen(&app, &session, &["reading.differ"]).await?;
    let desk_href = desk_href(&session);
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let person = session.launch.person_id;
    let texts = |lines: &[Line]| -> Vec<LineText> {
        lines
            .iter()
            .map(|line| LineText::new(&desk_href, line))
            .collect()
    };
    let differing_texts: Vec<(String, String)> = lead
        .adjudications
        .iter()
        .map(|one| {
            (
                format!("{desk_href}/{}", one.slot.id),
                one.slot.due_at.rfc3339(),
            )
        })
        .collect();
    let differing: Vec<Beside> = lead
        .adjudications
        .iter()
        .zip(&differing_texts)
        .map(|(one, (href, due))| Beside {
            title: &one.title,
            code: &one.code,
            href,
            due,
            turn: match one.slot.person_id {
                Some(holder) if holder == person => Turn::Own,
                Some(_) => Turn::Other,
                None if one.is_free => Turn::Free,
                None => Turn::Barred,
            },
        })
        .collect();
    let decided_texts = texts(&lead.decided);
    let decided: Vec<Decided> = lead
        .decided
        .iter()
        .zip(&decided_texts)
        .map(|(line, texts)| Decided {
            title: &line.title,
            code: &line.code,
            href: &texts.case_href,
            due: texts.due.as_deref(),
        })
        .collect();
    let (late_texts, way_texts) = (texts(&lead.late), texts(&lead.under_way));
    let able = readers(&app, &session, &lead.late).await?;
    let able: Vec<Vec<Reader>> = able.iter().map(|list| borrowed(list)).collect();
    let late = lines(&lead.late, &late_texts, &able);
    let under_way = lines(&lead.under_way, &way_texts, &[]);
    let view = LeadDesk {
        desk_href: &desk_href,
        form_token: &session.form_token,
        differing: &differing,
        decided: &decided,
        overdue: &late,
        under_way: &under_way,
    };
    Ok(page(&session, template::lead_desk(&shell, &view)))
}

/// What a line borrows.
struct LineText {
    due: Option<String>,
    since: Option<String>,
    href: String,
    case_href: String,
}

impl LineText {
    fn new(desk_href: &str, line: &Line) -> Self {
        let slot = line.slot.as_ref();
        let leased = slot.filter(|slot| slot.state == SlotState::Leased);
        Self {
            due: line.due_at.map(Timestamp::rfc3339),
            since: leased
                .and_then(|slot| slot.leased_at)
                .map(Timestamp::rfc3339),
            href: slot.map_or_else(String::new, |slot| format!("{desk_href}/{}", slot.id)),
            case_href: format!("{desk_href}/lead/{}", line.attempt_id),
        }
    }
}

/// Ids and names of those who may be given each piece of work.
async fn readers(
    app: &App,
    session: &Session,
    lines: &[Line],
) -> Result<Vec<Vec<(String, String)>>, Failure> {
    let mut all = vec![];
    for line in lines {
        let mut able = vec![];
        if let Some(slot) = line.slot_id() {
            for reader in assessment::assessors(app, session, slot)
                .await
                .map_err(hidden)?
            {
                let id = reader.person_id.to_string();
                // Somebody whom the LMS does not name is told from others by the end of their id.
                let name = reader.name.unwrap_or_else(|| id[id.len() - 4..].to_owned());
                able.push((id, name));
            }
        }
        all.push(able);
    }
    Ok(all)
}

fn borrowed(list: &[(String, String)]) -> Vec<Reader<'_>> {
    list.iter().map(|(id, name)| Reader { id, name }).collect()
}

fn lines<'a>(
    lines: &'a [Line],
    texts: &'a [LineText],
    readers: &'a [Vec<Reader<'a>>],
) -> Vec<Overdue<'a>> {
    let is_late = !readers.is_empty();
    let all = lines.iter().zip(texts).enumerate();
    all.map(|(at, (line, texts))| Overdue {
        title: &line.title,
        code: &line.code,
        position: line
            .slot
            .as_ref()
            .map_or(Position::First, |slot| slot.position),
        due: texts.due.as_deref(),
        pace: match (line.is_overdue, is_late) {
            (true, _) => Pace::Over,
            (false, true) => Pace::Soon,
            (false, false) => Pace::InTime,
        },
        since: texts.since.as_deref(),
        href: &texts.href,
        case_href: &texts.case_href,
        readers: readers.get(at).map_or(&[], Vec::as_slice),
    })
    .collect()
}

/// Takes a piece of work: a difference to settle, or something that is late.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::MovedOn`] when somebody was faster.
pub async fn take(
    State(app): State<App>,
    Path((_, slot)): Path<(LaunchId, String)>,
    form: SessionForm,
) -> Result<Redirect, Failure> {
    let session = &form.session;
    let taken = assessment::take(&app, session, slot_id(&slot)?).await;
    let taken = taken.map_err(hidden)?;
    let below = match taken.position {
        Position::Adjudication => "/beside",
        _ => "",
    };
    Ok(Redirect::to(&format!(
        "{}/{}{below}",
        desk_href(session),
        taken.id
    )))
}

/// Gives a piece of work to somebody, whether it is free or its holder is away.
///
/// # Errors
/// As for [`take`].
pub async fn assign(
    State(app): State<App>,
    Path((_, slot)): Path<(LaunchId, String)>,
    form: SessionForm,
) -> Result<Redirect, Failure> {
    let session = &form.session;
    let id = slot_id(&slot)?;
    let reader = form.fields.once("reader")?.unwrap_or_default();
    let reader: PersonId = reader.parse().map_err(|_| Failure::NotFound)?;
    let mut db = app.db.read().await.map_err(Error::from)?;
    let found = reading_slot::find(&mut db, id).await.map_err(Error::from)?;
    drop(db);
    let is_held = found.is_some_and(|slot| slot.state == SlotState::Leased);
    let given = if is_held {
        assessment::take_over(&app, session, id, reader).await
    } else {
        assessment::assign(&app, session, id, reader).await
    };
    given.map_err(hidden)?;
    Ok(Redirect::to(&lead_href(session)))
}

/// Two readings beside each other, for whoever settles the difference.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn beside(
    State(app): State<App>,
    Path((_, slot)): Path<(LaunchId, String)>,
    visitor: Visitor,
    session: Session,
) -> Result<Response, Failure> {
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    draw_beside(&app, &session, &shell, slot_id(&slot)?, false).await
}

/// Has both readings looked at again, with a clarification.
///
/// # Errors
/// As for [`beside`]; [`Failure::MovedOn`] after the first time.
pub async fn return_both(
    State(app): State<App>,
    Path((_, slot)): Path<(LaunchId, String)>,
    visitor: Visitor,
    form: SessionForm,
) -> Result<Response, Failure> {
    let session = &form.session;
    let id = slot_id(&slot)?;
    let clarification = form.fields.once("comment")?.unwrap_or_default();
    if clarification.trim().is_empty() {
        let shell = visitor.shell_in(session.launch.locale.as_deref());
        return draw_beside(&app, session, &shell, id, true).await;
    }
    let returned = assessment::return_both(&app, session, id, clarification).await;
    returned.map_err(hidden)?;
    Ok(Redirect::to(&lead_href(session)).into_response())
}

async fn draw_beside(
    app: &App,
    session: &Session,
    shell: &Shell<'_>,
    id: ReadingSlotId,
    needs_words: bool,
) -> Result<Response, Failure> {
    let assignment = match assessment::open(app, session, id).await {
        Ok(assignment) => assignment,
        Err(Error::Slot(_)) => {
            return super::reading::over(app, session, shell, id, false).await;
        }
        Err(error) => return Err(hidden(error)),
    };
    if assignment.slot.position != Position::Adjudication {
        return Err(Failure::NotFound);
    }
    let texts = Texts::new(session, &assignment);
    let (definition, handed) = (&assignment.definition, &assignment.handed);
    let work = Work::new(shell, &texts.href, definition, handed, None);
    let files = work.files();
    let pieces = work.pieces(definition, handed, &files);
    let results: Vec<String> = assignment
        .others
        .iter()
        .map(|other| result(shell, definition, other))
        .collect();
    let readings: Vec<_> = assignment
        .others
        .iter()
        .zip(&results)
        .map(|(other, result)| (&other.content.0, result.as_str()))
        .collect();
    let may_return = assessment::may_return_both(app, session, id)
        .await
        .map_err(hidden)?;
    let view = Adjudication {
        assignment: texts.assignment(session, &assignment),
        lead_href: &lead_href(session),
        pieces: &pieces,
        readings: &readings,
        may_return,
        needs_words,
    };
    let page = page(session, template::adjudication(shell, &view));
    if needs_words {
        return Ok(page
            .with_status(StatusCode::UNPROCESSABLE_ENTITY)
            .into_response());
    }
    Ok(page.into_response())
}
