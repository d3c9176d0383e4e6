//! The readings of one piece of work, for a lead assessor.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::lead::lead_href;
use super::view::Work;
use super::{attempt_id, hidden, page};
use crate::app::assessment;
use crate::app::{App, Error};
use crate::clock::Timestamp;
use crate::domain::attempt::State as Stands;
use crate::domain::credential::Definition;
use crate::domain::handed::Handed;
use crate::domain::id::{AttemptId, LaunchId, ReadingId};
use crate::store::enrollment::Version;
use crate::store::reading::SubmittedReading;
use crate::store::{attempt, decision, enrollment};
use crate::templates::desk::{self as template, CaseEvidence, CasePage, CaseReading, DecidedWords};
use crate::templates::layout::Shell;
use crate::web::Failure;
use crate::web::extract::{Session, SessionForm, Visitor};
use crate::web::page::Page;

/// What a reading came to, in words.
pub(super) fn result(shell: &Shell, definition: &Definition, reading: &SubmittedReading) -> String {
    comes_to(shell, definition, reading.total, &reading.band)
}

/// Points and band in words.
fn comes_to(shell: &Shell, definition: &Definition, total: i64, band: &str) -> String {
    let rubric = &definition.rubric;
    let total = u32::try_from(total).unwrap_or_default();
    let title = rubric.band(band).map(|band| band.title.as_str());
    template::result_words(shell, total, rubric.max_points(), title)
}

/// The readings of one piece of work, and its decision.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn show(
    State(app): State<App>,
    Path((_, attempt)): Path<(LaunchId, String)>,
    visitor: Visitor,
    session: Session,
) -> Result<Response, Failure> {
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let page = draw_case(&app, &session, &shell, attempt_id(&attempt)?, false).await?;
    Ok(page.into_response())
}

/// What is known of one attempt.
struct Case {
    state: Stands,
    due: Option<String>,
    version: Version,
    readings: Vec<SubmittedReading>,
    decision: Option<decision::Decision>,
    /// The work, where this person may look at it.
    work: Option<Handed>,
}

async fn find_case(app: &App, session: &Session, id: AttemptId) -> Result<Case, Failure> {
    // Whether this person may see any of it is decided there.
    let mut readings = assessment::readings(app, session, id)
        .await
        .map_err(hidden)?;
    let mut seen: Vec<_> = vec![];
    readings.reverse();
    readings.retain(|one| {
        let is_last = !seen.contains(&one.reading_slot_id);
        seen.push(one.reading_slot_id);
        is_last
    });
    readings.reverse();
    let work = match assessment::led_work(app, session, id).await {
        Ok(handed) => Some(handed),
        Err(Error::NotFound(_)) => None,
        Err(error) => return Err(hidden(error)),
    };
    let mut db = app.db.read().await.map_err(Error::from)?;
    let found = attempt::find(&mut db, id).await.map_err(Error::from)?;
    let found = found.ok_or(Failure::NotFound)?;
    let version = enrollment::find_version(&mut db, found.credential_version_id).await;
    let version = version.map_err(Error::from)?.ok_or(Failure::NotFound)?;
    let decisions = decision::list_for_attempt(&mut db, id)
        .await
        .map_err(Error::from)?;
    Ok(Case {
        state: found.state,
        due: found.due_at.map(Timestamp::rfc3339),
        version,
        readings,
        decision: decisions.into_iter().next_back(),
        work,
    })
}

async fn draw_case(
    app: &App,
    session: &Session,
    shell: &Shell<'_>,
    id: AttemptId,
    needs_words: bool,
) -> Result<Page, Failure> {
    let case = find_case(app, session, id).await?;
    let definition = &case.version.definition.0;
    let lead_href = lead_href(session);
    let texts: Vec<(String, String)> = case
        .readings
        .iter()
        .map(|one| (one.id.to_string(), result(shell, definition, one)))
        .collect();
    let readings: Vec<CaseReading> = case
        .readings
        .iter()
        .zip(&texts)
        .map(|(one, (id, result))| CaseReading {
            id,
            reading: &one.content.0,
            result,
            may_go_back: case.state == Stands::InAssessment,
        })
        .collect();
    let decision = case
        .decision
        .as_ref()
        .filter(|_| case.state == Stands::Decided);
    let comes_to =
        decision.map(|decision| comes_to(shell, definition, decision.total, &decision.band));
    let href = format!("{lead_href}/{id}");
    let images = format!("{href}/images");
    let work = case.work.as_ref().map(|handed| {
        let texts = Work::new(shell, &href, definition, handed, None);
        (handed, texts)
    });
    let files = work.as_ref().map(|(_, texts)| texts.files());
    let pieces = work
        .as_ref()
        .zip(files.as_ref())
        .map(|((handed, texts), files)| texts.pieces(definition, handed, files));
    let reference = id.to_string();
    let view = CasePage {
        definition,
        href: &href,
        lead_href: &lead_href,
        form_token: &session.form_token,
        code: &crate::domain::reading::code(id),
        due: case.due.as_deref(),
        readings: &readings,
        decided: decision
            .zip(comes_to.as_deref())
            .map(|(decision, result)| DecidedWords {
                result,
                rationale: &decision.rationale,
            }),
        evidence: pieces.as_deref().map(|pieces| CaseEvidence {
            pieces,
            images: &images,
            reference: &reference,
        }),
        needs_words,
    };
    Ok(page(session, template::case(shell, &view)))
}

/// Lets a result go out.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::MovedOn`] when it is out already.
pub async fn release(
    State(app): State<App>,
    Path((_, attempt)): Path<(LaunchId, String)>,
    form: SessionForm,
) -> Result<Redirect, Failure> {
    let session = &form.session;
    let released = assessment::release_decision(&app, session, attempt_id(&attempt)?).await;
    released.map_err(hidden)?;
    Ok(Redirect::to(&lead_href(session)))
}

/// Has a result looked at once more.
///
/// # Errors
/// As for [`release`].
pub async fn hold(
    State(app): State<App>,
    Path((_, attempt)): Path<(LaunchId, String)>,
    visitor: Visitor,
    form: SessionForm,
) -> Result<Response, Failure> {
    let session = &form.session;
    let id = attempt_id(&attempt)?;
    let reason = form.fields.once("comment")?.unwrap_or_default();
    if reason.trim().is_empty() {
        return in_words(&app, &visitor, session, id).await;
    }
    let held = assessment::hold_for_qa(&app, session, id, reason).await;
    held.map_err(hidden)?;
    Ok(Redirect::to(&lead_href(session)).into_response())
}

/// Gives a reading back to its author.
///
/// # Errors
/// As for [`release`].
pub async fn send_back(
    State(app): State<App>,
    Path((_, attempt, reading)): Path<(LaunchId, String, String)>,
    visitor: Visitor,
    form: SessionForm,
) -> Result<Response, Failure> {
    let session = &form.session;
    let id = attempt_id(&attempt)?;
    let reading: ReadingId = reading.parse().map_err(|_| Failure::NotFound)?;
    let comment = form.fields.once("comment")?.unwrap_or_default();
    if comment.trim().is_empty() {
        return in_words(&app, &visitor, session, id).await;
    }
    let sent = assessment::send_back(&app, session, reading, comment).await;
    sent.map_err(hidden)?;
    Ok(Redirect::to(&lead_href(session)).into_response())
}

/// The page again, because no words came with what was asked for.
async fn in_words(
    app: &App,
    visitor: &Visitor,
    session: &Session,
    id: AttemptId,
) -> Result<Response, Failure> {
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let page = draw_case(app, session, &shell, id, true).await?;
    Ok(page
        .with_status(StatusCode::UNPROCESSABLE_ENTITY)
        .into_response())
}
