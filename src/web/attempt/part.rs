//! The workspace: one part of a try, and the form that saves all of it where no script does.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::view::{self, Files, Texts};
use super::{href, id_of, ready};
use crate::app::answer::{self, Save, Saving};
use crate::app::attempt::{self, Work};
use crate::app::result;
use crate::app::{App, Error};
use crate::domain::answer::Answer;
use crate::domain::attempt::State as Stands;
use crate::domain::credential::{Part, Slot, SlotKind};
use crate::domain::id::LaunchId;
use crate::domain::rich_text;
use crate::store::catalog_entry;
use crate::templates::attempt::{self as template, Before, Workspace};
use crate::templates::feedback::{Evidence, Told};
use crate::templates::layout::Shell;
use crate::templates::slot::file::size;
use crate::templates::slot::{
    self as slot_words, Desk, FileLine, Fill, Measure, Newer, Odd, SlotView,
};
use crate::web::Failure;
use crate::web::answer::form::{is_blank, typed};
use crate::web::extract::{FormPairs, Session, SessionForm, Visitor};
use crate::web::launch::address;
use crate::web::page::{Page, Policy};

/// Shows a part.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn show(
    State(app): State<App>,
    Path((_, id, part)): Path<(LaunchId, String, String)>,
    visitor: Visitor,
    session: Session,
) -> Result<Response, Failure> {
    let work = attempt::view(&app, &session, id_of(&id)?).await?;
    let part = part_of(&work, &part)?;
    if work.attempt.state != Stands::Draft {
        return Ok(Redirect::to(&href(&session, work.attempt.id)).into_response());
    }
    let drawn = part.slots.iter().map(|slot| Drawn::stored(&work, slot));
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let page = draw(&app, &session, &shell, &work, part, drawn.collect()).await?;
    Ok(page.into_response())
}

/// Saves all slots of a part and goes where the button leads. When something does not fit, or was saved elsewhere in
/// between, the page comes back with everything that was typed.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::MovedOn`].
pub async fn save(
    State(app): State<App>,
    Path((_, id, part)): Path<(LaunchId, String, String)>,
    visitor: Visitor,
    form: SessionForm,
) -> Result<Response, Failure> {
    let session = &form.session;
    let id = id_of(&id)?;
    let work = attempt::view(&app, session, id).await?;
    let part_id = part;
    let part = part_of(&work, &part_id)?;
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let mut drawn = Vec::new();
    let mut failed = None;
    for slot in &part.slots {
        // What is in one slot may be kept when what is in another is not.
        match save_slot(&app, session, &shell, &work, slot, &form.fields).await {
            Ok(slot) => drawn.push(slot),
            Err(failure) => failed = failed.or(Some(failure)),
        }
    }
    if let Some(failure) = failed {
        let title = |id: &str| {
            let slot = work.definition.slot(id);
            slot.map_or_else(|| id.to_owned(), |slot| slot.title.clone())
        };
        return Err(failure.giving_back(form.fields.typed(title)));
    }
    ready::take(&app, session, (id, &part_id), &form.fields).await?;
    let status = if drawn.iter().any(|slot| slot.newer.is_some()) {
        StatusCode::CONFLICT
    } else if drawn.iter().any(|slot| slot.remark.is_some()) {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        let next = next(&work, &form.fields, session, &part_id)?;
        return Ok(Redirect::to(&next).into_response());
    };
    // What was saved just now is told as it stands now.
    let work = attempt::view(&app, session, id).await?;
    let part = part_of(&work, &part_id)?;
    let page = draw(&app, session, &shell, &work, part, drawn).await?;
    Ok(page.with_status(status).into_response())
}

fn part_of<'w>(work: &'w Work, id: &str) -> Result<&'w Part, Failure> {
    let found = work.definition.parts.iter().find(|part| part.id == id);
    found.ok_or(Failure::NotFound)
}

/// Where the button that was pressed leads: on, or back to the slot that it belongs to.
fn next(work: &Work, fields: &FormPairs, session: &Session, part: &str) -> Result<String, Failure> {
    let href = href(session, work.attempt.id);
    let pressed = fields.once("do")?.unwrap_or("stay");
    if let Some(slot) = pressed.strip_prefix("stay:") {
        let known = work.definition.slot(slot).map_or("", |slot| &slot.id);
        return Ok(format!("{href}/parts/{part}#slot-{known}"));
    }
    let parts = &work.definition.parts;
    let following = parts
        .iter()
        .skip_while(|one| one.id != part)
        .nth(1)
        .map(|next| format!("{href}/parts/{}", next.id));
    Ok(match pressed {
        "next" => following.unwrap_or_else(|| format!("{href}/check")),
        _ => format!("{href}/parts/{part}"),
    })
}

/// What a slot shows.
struct Drawn {
    answer: Option<Answer>,
    seq: i64,
    newer: Option<(Answer, String)>,
    is_unsaved: bool,
    remark: Option<String>,
    pasted: String,
    unread: String,
}

impl Drawn {
    fn stored(work: &Work, slot: &Slot) -> Self {
        let stored = work.answers.iter().find(|stored| stored.slot_id == slot.id);
        Self {
            answer: stored.map(|stored| stored.body.0.clone()),
            seq: stored.map_or(0, |stored| stored.save_seq),
            newer: None,
            is_unsaved: false,
            remark: None,
            pasted: String::new(),
            unread: String::new(),
        }
    }
}

async fn save_slot(
    app: &App,
    session: &Session,
    shell: &Shell<'_>,
    work: &Work,
    slot: &Slot,
    fields: &FormPairs,
) -> Result<Drawn, Failure> {
    let mut drawn = Drawn::stored(work, slot);
    let stored = drawn.answer.take();
    let Some(sent) = typed(&work.definition, slot, fields, stored.as_ref())? else {
        drawn.answer = stored;
        return Ok(drawn);
    };
    drawn.pasted = sent.pasted;
    drawn.unread = sent.unread;
    if !sent.odd.is_empty() {
        drawn.remark = Some(slot_words::remark(shell, &sent.odd));
    }
    drawn.answer = Some(sent.answer.clone());
    let is_same = stored
        .as_ref()
        .map_or_else(|| is_blank(&sent.answer), |stored| *stored == sent.answer);
    if is_same {
        return Ok(drawn);
    }
    let based_on = fields.once(&format!("s_{}", slot.id))?;
    let save = Save {
        based_on: based_on.and_then(|seq| seq.parse().ok()).unwrap_or(-1),
        save_id: app.random.id(app.now()).to_string(),
        answer: sent.answer,
    };
    match answer::save(app, session, work.attempt.id, &slot.id, save).await {
        Ok(Saving::Saved(saved)) => drawn.seq = saved.seq,
        Ok(Saving::Conflict(newer)) => {
            drawn.seq = newer.seq;
            drawn.newer = Some((newer.answer, newer.saved_at.rfc3339()));
        }
        Err(Error::Answer(_)) => {
            drawn.is_unsaved = true;
            drawn.remark = Some(slot_words::remark(shell, &[Odd::TooLarge]));
        }
        Err(error) => return Err(error.into()),
    }
    Ok(drawn)
}

/// Everything about a slot that its view borrows.
struct Parts<'a> {
    plain: String,
    files: Vec<FileLine<'a>>,
    measures: Vec<Measure>,
    largest_file: String,
}

async fn draw(
    app: &App,
    session: &Session,
    shell: &Shell<'_>,
    work: &Work,
    part: &Part,
    drawn: Vec<Drawn>,
) -> Result<Page, Failure> {
    let files = Files::new(shell, session, &work.files);
    let texts = Texts::new(app, session, work);
    let lines = view::part_lines(work);
    let parts: Vec<Parts> = part
        .slots
        .iter()
        .zip(&drawn)
        .map(|(slot, drawn)| Parts {
            plain: match &drawn.answer {
                Some(Answer::Text { html }) => rich_text::plain(html),
                _ => String::new(),
            },
            files: files.of_slot(slot),
            measures: measures(work, slot),
            largest_file: size(largest(app, slot)),
        })
        .collect();
    let takes_links = takes_links(app, work).await?;
    let before = result::before(app, work).await?;
    let before = before.map(|(id, told)| (format!("{}/result", href(session, id)), told));
    let files_href = format!("{}/files", address(session.launch.id));
    let slots: Vec<SlotView> = part
        .slots
        .iter()
        .zip(drawn.iter().zip(&parts))
        .map(|(slot, (drawn, parts))| SlotView {
            slot,
            answer: drawn.answer.as_ref(),
            plain: &parts.plain,
            seq: drawn.seq,
            files: &parts.files,
            measures: &parts.measures,
            budget: budget(work, slot),
            fill: work
                .review
                .slot(&slot.id)
                .map_or(Fill::Empty, |review| review.filling),
            newer: drawn
                .newer
                .as_ref()
                .map(|(answer, saved_at)| Newer { answer, saved_at }),
            is_unsaved: drawn.is_unsaved,
            remark: drawn.remark.as_deref(),
            pasted: &drawn.pasted,
            unread: &drawn.unread,
            largest_file: &parts.largest_file,
            takes_links,
        })
        .collect();
    let marked = work.marks.iter().find(|mark| mark.part_id == part.id);
    let marked_at = marked.map(|mark| mark.at.rfc3339());
    let view = Workspace {
        attempt: texts.attempt(session, work),
        parts: &lines,
        part,
        slots: &slots,
        desk: Desk {
            definition: &work.definition,
            attempt_href: &texts.href,
            images: &texts.images,
            form_token: &session.form_token,
        },
        marked_at: marked_at.as_deref(),
        before: before.as_ref().map(|(result_href, told)| Before {
            told: Told {
                definition: &work.definition,
                feedback: &told.feedback,
                evidence: Evidence::Editor(&texts.href),
                files_href: &files_href,
            },
            href: result_href,
            can_stay: view::can_stay(work) && view::shown_parts(work, told).contains(&&*part.id),
        }),
    };
    Ok(Page::new(
        template::workspace(shell, &view),
        Policy::launch(&session.launch),
    ))
}

/// Whether the organisation takes recordings that lie on other sites.
async fn takes_links(app: &App, work: &Work) -> Result<bool, Failure> {
    let enrollment = &work.enrollment;
    let mut db = app.db.read().await.map_err(Error::from)?;
    let entry = catalog_entry::find_for_credential(
        &mut db,
        enrollment.organization_id,
        enrollment.credential_id,
    )
    .await
    .map_err(Error::from)?;
    Ok(entry.is_none_or(|entry| entry.accepts_linked_media))
}

fn largest(app: &App, slot: &Slot) -> u64 {
    let limits = &app.settings.evidence_limits;
    match slot.kind {
        SlotKind::Image { .. } => limits.image,
        SlotKind::Audio { .. } => limits.audio,
        SlotKind::Video { .. } => limits.video,
        _ => limits.document,
    }
}

/// The limits of a slot, measured.
fn measures(work: &Work, slot: &Slot) -> Vec<Measure> {
    let count = work.review.slot(&slot.id).map(|review| review.count.unit);
    let prefix = format!("{}.", slot.id);
    let own = work
        .review
        .limits
        .iter()
        .filter(|limit| limit.name.starts_with(&prefix));
    own.filter_map(|limit| Measure::of(limit, count)).collect()
}

/// The word count that a slot shares.
fn budget<'a>(work: &'a Work, slot: &Slot) -> Option<(&'a str, &'a str, Measure)> {
    let budget = work.definition.word_budget_of(&slot.id)?;
    let limit = work.review.limit(&budget.id)?;
    let used = work.review.budget(&budget.id)?.used;
    Some((
        &budget.id,
        &budget.title,
        Measure::of(limit, Some(used.unit))?,
    ))
}
