//! One reading: the question whether one may, and the work beside the rubric.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::view::{Texts, Work, desk_href, result_words};
use super::{hidden, page, slot_id};
use crate::app::assessment::{self, Assignment, Save};
use crate::app::{App, Error, notice, session};
use crate::domain::answer::Answer;
use crate::domain::id::{LaunchId, ReadingSlotId};
use crate::domain::qualification::Recusal;
use crate::domain::reading::{self, LEAST_WORDS, Reading};
use crate::store::reading_draft;
use crate::templates::desk::{self as template, Conflict, Newer, Over, Past, Scoring};
use crate::templates::layout::Shell;
use crate::web::Failure;
use crate::web::cookie;
use crate::web::extract::{FormPairs, Session, SessionForm, Visitor, is_same_origin, secret};
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
    notice::mark_seen(&app, &session, &[id.to_string()]).await?;
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

/// What the form shows.
pub(super) struct Drawn {
    pub(super) reading: Reading,
    pub(super) seq: i64,
    pub(super) newer: Option<(Reading, String)>,
    /// What leads into a tab of its own.
    pub(super) ticket: Option<String>,
}

pub(super) fn draw(
    session: &Session,
    shell: &Shell,
    assignment: &Assignment,
    drawn: &Drawn,
) -> Page {
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
