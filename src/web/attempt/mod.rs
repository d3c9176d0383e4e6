//! The pages of one try: checklist, self-check, handing in, what happens then, and the workspace in [`part`].
//! Whether somebody may see or change a try is the use cases' to say; whoever may not gets "not found".

mod hints;
mod part;
mod ready;
mod result;
mod submit;
mod view;

pub use part::{save, show as part};
pub use ready::mark as mark_ready;
pub use result::show as result;
pub use submit::{show as submit_form, submit};

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::Failure;
use super::extract::{Session, SessionForm, Visitor};
use super::launch::address;
use super::news;
use super::page::{Page, Policy};
use crate::app::App;
use crate::app::attempt::{self, Work};
use crate::app::notice;
use crate::app::result as answers;
use crate::clock::Timestamp;
use crate::domain::attempt::State as Stands;
use crate::domain::completeness::Finding;
use crate::domain::enrollment::Standing;
use crate::domain::id::{AttemptId, LaunchId};
use crate::domain::target;
use crate::templates::attempt::{
    self as template, Receipt, Stage, Status, Step, StepKind, StepState, Try, WorkShown,
};
use crate::templates::layout::Shell;
use result::Tries;
use view::Texts;

/// The id in an address.
fn id_of(text: &str) -> Result<AttemptId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

fn page(session: &Session, markup: maud::Markup) -> Response {
    Page::new(markup, Policy::launch(&session.launch)).into_response()
}

/// The address of a try.
fn href(session: &Session, id: AttemptId) -> String {
    format!("{}/attempts/{id}", address(session.launch.id))
}

/// The checklist while it is worked on, what became of it afterwards.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn show(
    State(app): State<App>,
    Path((_, id)): Path<(LaunchId, String)>,
    visitor: Visitor,
    session: Session,
) -> Result<Response, Failure> {
    let work = attempt::view(&app, &session, id_of(&id)?).await?;
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let texts = Texts::new(&app, &session, &work);
    if work.attempt.state == Stands::Draft {
        let parts = view::part_lines(&work);
        let before = answers::before(&app, &work).await?;
        let before = before.map(|(id, told)| (format!("{}/result", href(&session, id)), told));
        let shown: Vec<&str> = before
            .iter()
            .flat_map(|(_, told)| view::shown_parts(&work, told))
            .collect();
        let told = news::about(&app, &session, &work.attempt.id).await?;
        notice::mark_window_seen(&app, &session, &work.attempt.id.to_string()).await?;
        let list = template::Checklist {
            attempt: texts.attempt(&session, &work),
            parts: &parts,
            can_submit: work.review.is_complete(),
            is_carried: work.attempt.carried_from_attempt_id.is_some(),
            revision: before.as_ref().map(|(href, told)| template::Revision {
                href,
                next_step: &told.feedback.next_step,
                shown: &shown,
                can_stay: view::can_stay(&work),
            }),
            news: &told,
        };
        return Ok(page(&session, template::checklist(&shell, &list)));
    }
    let answered = answers::answered(&app, &work).await?;
    if answered
        .iter()
        .any(|(attempt, _)| attempt.id == work.attempt.id)
    {
        let result = format!("{}/result", href(&session, work.attempt.id));
        return Ok(Redirect::to(&result).into_response());
    }
    notice::mark_seen(&app, &session, &[work.attempt.id.to_string()]).await?;
    let tries = Tries::new(&session, &answered);
    let cell = answers::gradebook(&app, &session, &work).await?;
    let gradebook = cell.and_then(|cell| view::gradebook(&shell, &cell));
    Ok(status(
        &app,
        &session,
        &shell,
        &work,
        &texts,
        &tries.lines(),
        gradebook.as_deref(),
    ))
}

/// The self-check.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn check(
    State(app): State<App>,
    Path((_, id)): Path<(LaunchId, String)>,
    visitor: Visitor,
    session: Session,
) -> Result<Response, Failure> {
    let work = attempt::view(&app, &session, id_of(&id)?).await?;
    if work.attempt.state != Stands::Draft {
        return Ok(Redirect::to(&href(&session, work.attempt.id)).into_response());
    }
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let texts = Texts::new(&app, &session, &work);
    let found = texts.matters(&shell, &work, |_: &Finding| true);
    let found_names = attempt::privacy_hints(&app, &session, &work).await?;
    let placed = texts.placed(&work, &found_names);
    let view = template::Check {
        attempt: texts.attempt(&session, &work),
        matters: &view::borrowed(&found),
        parts: &view::part_lines(&work),
        hints: &hints::lines(&placed),
    };
    Ok(page(&session, template::check(&shell, &view)))
}

/// Takes back what was handed in.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::MovedOn`].
pub async fn recall(
    State(app): State<App>,
    Path((_, id)): Path<(LaunchId, String)>,
    form: SessionForm,
) -> Result<Redirect, Failure> {
    let found = attempt::recall(&app, &form.session, id_of(&id)?).await?;
    Ok(Redirect::to(&href(&form.session, found.id)))
}

/// Waives the time to take it back, so that the assessors have it at once.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::MovedOn`].
pub async fn hand_over(
    State(app): State<App>,
    Path((_, id)): Path<(LaunchId, String)>,
    form: SessionForm,
) -> Result<Redirect, Failure> {
    let found = attempt::hand_over_now(&app, &form.session, id_of(&id)?).await?;
    Ok(Redirect::to(&href(&form.session, found.id)))
}

/// Takes a try out.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::MovedOn`].
pub async fn withdraw(
    State(app): State<App>,
    Path((_, id)): Path<(LaunchId, String)>,
    form: SessionForm,
) -> Result<Redirect, Failure> {
    let found = attempt::withdraw(&app, &form.session, id_of(&id)?).await?;
    Ok(Redirect::to(&href(&form.session, found.id)))
}

/// Starts again with a copy of what was written.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::MovedOn`].
pub async fn again(
    State(app): State<App>,
    Path((_, id)): Path<(LaunchId, String)>,
    form: SessionForm,
) -> Result<Redirect, Failure> {
    let session = &form.session;
    let work = attempt::view(&app, session, id_of(&id)?).await?;
    let started = attempt::start(&app, session, work.enrollment.id).await?;
    Ok(Redirect::to(&href(session, started.id)))
}

fn status(
    app: &App,
    session: &Session,
    shell: &Shell<'_>,
    work: &Work,
    texts: &Texts,
    tries: &[Try<'_>],
    gradebook: Option<&str>,
) -> Response {
    let files = view::Files::new(shell, session, &work.files);
    let state = work.attempt.state;
    let receipt = work
        .receipts
        .iter()
        .rev()
        .find(|one| one.recalled_at.is_none());
    let handed_in = receipt.map(|receipt| receipt.taken_at.rfc3339());
    let target = target_of(work);
    let recall_until = work
        .attempt
        .recall_until
        .filter(|until| state == Stands::Submitted && *until > app.now());
    let recall_until = recall_until.map(Timestamp::rfc3339);
    let ended = work.attempt.recall_until.map(Timestamp::rfc3339);
    let steps = receipt.map_or_else(Vec::new, |_| {
        way(
            work,
            handed_in.as_deref(),
            ended.as_deref(),
            target.as_deref(),
        )
    });
    let written = view::written(work);
    let lines = files.with_slots();
    let view = Status {
        attempt: texts.attempt(session, work),
        stage: stage(state),
        receipt: receipt
            .zip(handed_in.as_deref())
            .map(|(receipt, at)| Receipt {
                id: texts.reference(),
                at,
                fingerprint: &receipt.content_hash,
            }),
        steps: &steps,
        target: target.as_deref().filter(|_| state.is_open()),
        recall_until: recall_until.as_deref(),
        may_withdraw: matches!(
            state,
            Stands::Submitted | Stands::Screening | Stands::Queued
        ),
        may_start_again: matches!(state, Stands::Expired | Stands::Withdrawn)
            && matches!(work.standing, Standing::WindowClosed | Standing::Withdrawn),
        work: WorkShown {
            answers: &written,
            files: &lines,
        },
        may_hand_over: !work.attempt.is_test && !session.launch.is_masquerading,
        gradebook,
        answers: tries,
    };
    page(session, template::status(shell, &view))
}

/// The day of the answer: business days from when it can no longer be taken back.
fn target_of(work: &Work) -> Option<String> {
    let from = work.attempt.recall_until?;
    let days = work.definition.assessment.target_days;
    Some(target::day(from, days, &work.timezone).rfc3339())
}

const fn stage(state: Stands) -> Stage {
    match state {
        Stands::Submitted | Stands::Draft => Stage::Submitted,
        Stands::Screening
        | Stands::Queued
        | Stands::InAssessment
        | Stands::Adjudication
        | Stands::Decided => Stage::UnderReview,
        Stands::OnHold => Stage::OnHold,
        Stands::Released => Stage::Answered,
        Stands::Expired => Stage::Expired,
        Stands::Withdrawn => Stage::Withdrawn,
        Stands::Voided => Stage::Voided,
    }
}

/// The steps from the receipt to the answer.
fn way<'a>(
    work: &Work,
    handed_in: Option<&'a str>,
    recall: Option<&'a str>,
    target: Option<&'a str>,
) -> Vec<Step<'a>> {
    let at = match work.attempt.state {
        Stands::Submitted => 1,
        Stands::Screening => 2,
        Stands::Released => 5,
        _ => 3,
    };
    let all = [
        (StepKind::HandedIn, handed_in, 0),
        (StepKind::Recall, recall, 1),
        (StepKind::Screening, None, 2),
        (StepKind::Assessors, None, 3),
        (StepKind::Answer, target, 4),
    ];
    let is_screened = work.definition.assessment.screening;
    all.into_iter()
        .filter(|(_, _, number)| *number != 2 || is_screened)
        .map(|(kind, when, number)| Step {
            kind,
            at: when,
            state: match number {
                number if number < at => StepState::Done,
                number if number == at => StepState::Now,
                _ => StepState::Ahead,
            },
        })
        .collect()
}
