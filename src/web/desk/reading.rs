//! One reading: the question whether one may, the work beside the rubric, and the form that saves all of it where no
//! script does.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::json;

use super::form::typed;
use super::view::{Texts, Work, desk_href, result_words};
use super::{hidden, page, slot_id};
use crate::app::assessment::{self, Assignment, Save, Saving};
use crate::app::{App, Error, session};
use crate::domain::answer::Answer;
use crate::domain::id::{LaunchId, ReadingSlotId};
use crate::domain::qualification::Recusal;
use crate::domain::reading::{self, LEAST_WORDS, Reading};
use crate::store::reading_draft;
use crate::templates::desk::{self as template, Conflict, Newer, Over, Past, SEQ, Scoring};
use crate::templates::layout::Shell;
use crate::web::Failure;
use crate::web::cookie;
use crate::web::extract::{
    FormPairs, Session, SessionForm, SessionJson, Visitor, is_same_origin, secret,
};
use crate::web::page::Page;

/// Opens a reading: first the question whether one may read it, then the work.
///
/// # Errors
/// [`Failure::NotFound`] for whoever does not have it.
pub async fn show(
    State(app): State<App>,
    Path((_, slot)): Path<(LaunchId, String)>,
    visitor: Visitor,
    session: Session,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let id = slot_id(&slot)?;
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let assignment = match assessment::open(&app, &session, id).await {
        Ok(assignment) => assignment,
        Err(Error::Slot(_)) => return over(&app, &session, &shell, id, false).await,
        Err(error) => return Err(hidden(error)),
    };
    let Some(draft) = &assignment.draft else {
        return Ok(question(&session, &shell, &assignment).into_response());
    };
    let drawn = Drawn {
        reading: draft.content.0.clone(),
        seq: draft.save_seq,
        newer: None,
        ticket: match secret(&headers) {
            Some(secret) => Some(session::ticket(&app, session.launch.id, secret)?),
            None => None,
        },
    };
    Ok(draw(&session, &shell, &assignment, &drawn).into_response())
}

/// Work that is no longer this person's, with what they wrote about it.
///
/// # Errors
/// [`Failure::NotFound`] for whoever wrote nothing and has nothing.
pub(super) async fn over(
    app: &App,
    session: &Session,
    shell: &Shell<'_>,
    id: ReadingSlotId,
    is_gone: bool,
) -> Result<Response, Failure> {
    let mut db = app.db.read().await.map_err(Error::from)?;
    let draft = reading_draft::find(&mut db, id, session.launch.person_id).await;
    let draft = draft.map_err(Error::from)?;
    let desk_href = desk_href(session);
    let view = Over {
        href: &format!("{desk_href}/{id}"),
        desk_href: &desk_href,
        form_token: &session.form_token,
        draft: draft.as_ref().map(|draft| &draft.content.0),
        is_gone,
    };
    let page = page(session, template::over(shell, &view));
    Ok(page.with_status(StatusCode::CONFLICT).into_response())
}

fn question(session: &Session, shell: &Shell, assignment: &Assignment) -> Page {
    let texts = Texts::new(session, assignment);
    let is_recording = |kind: &Option<String>| {
        let kind = kind.as_deref().unwrap_or_default();
        kind.starts_with("video/") || kind.starts_with("audio/")
    };
    let links = assignment.handed.answers.iter();
    let mut links = links.map(|answer| &answer.answer);
    let has_recording = assignment
        .handed
        .files
        .iter()
        .any(|file| is_recording(&file.media_type))
        || links.any(|answer| matches!(answer, Answer::Recording { link: Some(_), .. }));
    let view = Conflict {
        assignment: texts.assignment(session, assignment),
        number: assignment.number,
        has_earlier: assignment.earlier.is_some(),
        has_recording,
    };
    page(session, template::conflict(shell, &view))
}

/// Says that one may read it, and shows the work.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn begin(
    State(app): State<App>,
    Path((_, slot)): Path<(LaunchId, String)>,
    form: SessionForm,
) -> Result<Redirect, Failure> {
    let id = slot_id(&slot)?;
    let session = &form.session;
    let first = Save {
        based_on: 0,
        save_id: app.random.id(app.now()).to_string(),
        reading: Reading::default(),
    };
    // Pressed twice, it was said already; whatever is wrong otherwise, the page itself says.
    assessment::save(&app, session, id, first)
        .await
        .map_err(hidden)?;
    Ok(Redirect::to(&format!("{}/{id}", desk_href(session))))
}

/// Gives it back; what was written stays.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn release(
    State(app): State<App>,
    Path((_, slot)): Path<(LaunchId, String)>,
    form: SessionForm,
) -> Result<Redirect, Failure> {
    let session = &form.session;
    match assessment::release_slot(&app, session, slot_id(&slot)?).await {
        // What is over already needs no giving back.
        Ok(()) | Err(Error::Slot(_)) => Ok(Redirect::to(&desk_href(session))),
        Err(error) => Err(hidden(error)),
    }
}

/// Steps back from this work for good.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::MovedOn`] when the time is over; [`Failure::Unreadable`] for a reason that there is not.
pub async fn recuse(
    State(app): State<App>,
    Path((_, slot)): Path<(LaunchId, String)>,
    form: SessionForm,
) -> Result<Redirect, Failure> {
    let session = &form.session;
    let reason = form.fields.once("reason")?.unwrap_or_default().to_owned();
    let reason = Recusal::try_from(reason).map_err(|_| Failure::Unreadable("form_unreadable"))?;
    assessment::recuse(&app, session, slot_id(&slot)?, reason)
        .await
        .map_err(hidden)?;
    Ok(Redirect::to(&desk_href(session)))
}

/// Takes it again after its time was over.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn resume(
    State(app): State<App>,
    Path((_, slot)): Path<(LaunchId, String)>,
    visitor: Visitor,
    form: SessionForm,
) -> Result<Response, Failure> {
    let session = &form.session;
    let id = slot_id(&slot)?;
    match assessment::resume(&app, session, id).await {
        Ok(_) => Ok(Redirect::to(&format!("{}/{id}", desk_href(session))).into_response()),
        Err(Error::Slot(_)) => {
            let shell = visitor.shell_in(session.launch.locale.as_deref());
            over(&app, session, &shell, id, true).await
        }
        Err(error) => Err(hidden(error)),
    }
}

/// Shows the reading in a tab of its own, which has no cookie of the frame.
///
/// # Errors
/// [`Failure::CrossSite`]; [`Failure::SessionOver`] for a page that stood too long.
pub async fn tab(
    State(app): State<App>,
    Path((launch, slot)): Path<(LaunchId, String)>,
    headers: HeaderMap,
    fields: FormPairs,
) -> Result<Response, Failure> {
    if !is_same_origin(&app, &headers) {
        return Err(Failure::CrossSite);
    }
    let id = slot_id(&slot)?;
    let ticket = fields.once("ticket")?.unwrap_or_default();
    let (session, secret) = session::redeem(&app, launch, ticket).await?;
    let token = fields.once("form_token")?.unwrap_or_default();
    session
        .check_form_token(token)
        .map_err(|_| Failure::CrossSite)?;
    let mut response = Redirect::to(&format!("{}/{id}", desk_href(&session))).into_response();
    let lifetime = app.settings.session_lifetime;
    let cookie = cookie::set(cookie::SESSION, &secret, lifetime);
    response
        .headers_mut()
        .extend(cookie.map(|value| (header::SET_COOKIE, value)));
    Ok(response)
}

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

/// What the form shows.
struct Drawn {
    reading: Reading,
    seq: i64,
    newer: Option<(Reading, String)>,
    /// What leads into a tab of its own.
    ticket: Option<String>,
}

fn draw(session: &Session, shell: &Shell, assignment: &Assignment, drawn: &Drawn) -> Page {
    let texts = Texts::new(session, assignment);
    let earlier = assignment.earlier.as_ref();
    let (definition, handed) = (&assignment.definition, &assignment.handed);
    let work = Work::new(shell, &texts.href, definition, handed, earlier);
    let files = work.files();
    let pieces = work.pieces(definition, handed, &files);
    let review = reading::review(definition, &assignment.found, &drawn.reading);
    let result = result_words(shell, definition, &review);
    let json = drawn
        .newer
        .as_ref()
        .and_then(|(newer, _)| serde_json::to_string(newer).ok());
    let beside = format!("{}/beside", texts.href);
    let view = Scoring {
        assignment: texts.assignment(session, assignment),
        pieces: &pieces,
        reading: &drawn.reading,
        seq: drawn.seq,
        found: &assignment.found,
        past: earlier.map(|earlier| Past {
            reading: &earlier.reading,
            carried: &assignment.carried,
        }),
        changed_note: handed
            .resubmission_note
            .as_deref()
            .filter(|_| earlier.is_some()),
        newer: drawn.newer.as_ref().map(|(reading, saved_at)| Newer {
            reading,
            json: json.as_deref().unwrap_or("null"),
            saved_at,
        }),
        sent_back: assignment.slot.sent_back.as_deref(),
        looked: (review.marked, review.marks),
        result: result.as_deref(),
        least_words: LEAST_WORDS,
        ticket: drawn.ticket.as_deref(),
        beside_href: (!assignment.others.is_empty()).then_some(beside.as_str()),
    };
    page(session, template::scoring(shell, &view))
}
