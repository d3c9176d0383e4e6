//! The beginning of an attempt (T1): what has to hold, and what it begins with.

use super::super::enrollment::{self, Record, may_write};
use super::super::gate;
use super::super::placement::Placed;
use super::{Actor, App, Error, Session, record};
use crate::domain::attempt::{Event, Facts, Guard, State, Who, transition};
use crate::domain::credential::{Definition, Outcome};
use crate::domain::enrollment::Held;
use crate::domain::id::EnrollmentId;
use crate::domain::window;
use crate::store::attempt::{self, Attempt};
use crate::store::enrollment::Enrollment;
use crate::store::{self, enrollment as enrollments};
use crate::store::{Tx, answer, organization};

/// Begins what is placed in a course or offered by the organisation: opens it for the session's person and begins the first
/// attempt, or neither. Who has begun already goes on with the attempt that is open, or begins the next one.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::NotAllowed`] for somebody who acts in another's place; [`Error::Attempt`] with everything
/// that does not hold.
pub async fn start_placed(app: &App, session: &Session, placed: &Placed) -> Result<Attempt, Error> {
    match begin_placed(app, session, placed).await {
        Err(Error::Store(store::Error::Conflict(_))) => begin_placed(app, session, placed).await,
        outcome => outcome,
    }
}

async fn begin_placed(app: &App, session: &Session, placed: &Placed) -> Result<Attempt, Error> {
    let mut tx = app.db.write().await?;
    let (credential, version) = (placed.credential_id, placed.version.id);
    let link = placed.placement_id;
    let opened = enrollment::open_in(app, &mut tx, session, credential, version, link).await?;
    let begun = begin_in(app, &mut tx, session, opened.id, placed.is_open).await?;
    tx.commit().await?;
    Ok(begun)
}

/// Begins an attempt, the first or the next, with what was written in the one before. Who presses twice, or in two tabs,
/// gets the attempt that is open.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Attempt`] with everything that does not hold.
pub async fn start(
    app: &App,
    session: &Session,
    enrollment_id: EnrollmentId,
) -> Result<Attempt, Error> {
    match begin(app, session, enrollment_id).await {
        // Somebody was faster by a moment: the same person in another tab.
        Err(Error::Store(store::Error::Conflict(_))) => begin(app, session, enrollment_id).await,
        outcome => outcome,
    }
}

async fn begin(
    app: &App,
    session: &Session,
    enrollment_id: EnrollmentId,
) -> Result<Attempt, Error> {
    let mut tx = app.db.write().await?;
    let begun = begin_in(app, &mut tx, session, enrollment_id, true).await?;
    tx.commit().await?;
    Ok(begun)
}

/// `is_open` says whether those who have not begun can.
async fn begin_in(
    app: &App,
    tx: &mut Tx,
    session: &Session,
    enrollment_id: EnrollmentId,
    is_open: bool,
) -> Result<Attempt, Error> {
    let now = app.now();
    // Nobody else begins an attempt, or pins another version, until the transaction ends.
    enrollments::hold(tx, enrollment_id).await?;
    let mut enrollment = enrollment::own(tx, session, enrollment_id).await?;
    may_write(session)?;
    let known = enrollment::record_of(tx, &enrollment, now).await?;
    let history = &known.attempts;
    if let Some(open) = history.iter().find(|attempt| attempt.state.is_open()) {
        return Ok(open.clone());
    }
    let (definition, is_offered) = offered(tx, &mut enrollment, history).await?;
    let is_offered = is_offered && (is_open || !history.is_empty());
    // Who has begun goes on, whatever became of what they held before.
    let is_ready = !history.is_empty() || gate::may_begin(app, tx, session, &definition).await?;
    let facts = facts(&definition, &known, is_offered).with_if(Guard::PrerequisitesMet, is_ready);
    let happened = transition(None, Event::Start, &facts)?;

    let last = history.last();
    let mut new = Attempt {
        id: app.new_id(),
        enrollment_id,
        person_id: enrollment.person_id,
        organization_id: enrollment.organization_id,
        credential_version_id: enrollment.credential_version_id,
        number: last.map_or(1, |last| last.number + 1),
        state: happened.to,
        is_counted: false,
        opened_at: now,
        window_started_at: None,
        window_ends_at: None,
        submitted_at: None,
        recall_until: None,
        carried_from_attempt_id: last.map(|last| last.id),
        resubmission_note: None,
        is_test: session.launch.is_test_user,
        due_at: None,
        held_from: None,
        superseded_at: None,
        updated_at: now,
    };
    if let Some(last) = last.filter(|last| last.state == State::Released) {
        keep_window(tx, &mut new, last, &known, &definition).await?;
    }
    attempt::insert(tx, &new).await?;
    if let Some(last) = last {
        answer::carry(tx, last.id, new.id).await?;
    }
    let actor = Actor::Person(session.launch.person_id);
    record(app, tx, actor, &new, &happened).await?;
    Ok(new)
}

/// What is asked in the attempt, and whether it may be begun. The first attempt is made on what is published now and pins
/// it; later ones stay with it, so that what was written still fits.
async fn offered(
    tx: &mut Tx,
    enrollment: &mut Enrollment,
    history: &[Attempt],
) -> Result<(Definition, bool), Error> {
    if history.is_empty() {
        let published = enrollments::find_published_version(tx, enrollment.credential_id).await?;
        if let Some(published) = published {
            if published.id != enrollment.credential_version_id {
                enrollments::update_version(tx, enrollment.id, published.id).await?;
                enrollment.credential_version_id = published.id;
            }
            return Ok((published.definition.0, true));
        }
    }
    let version = enrollment::version_of(tx, enrollment.credential_version_id).await?;
    let is_offered = !history.is_empty() && matches!(&*version.state, "published" | "retired");
    Ok((version.definition.0, is_offered))
}

fn facts(definition: &Definition, known: &Record, is_offered: bool) -> Facts {
    let past = known.past();
    let history = known.history(&past);
    let policy = &definition.attempts;
    // Who holds it has no need of another attempt, until the time to renew it.
    let is_held = known.held == Held::Valid && !known.is_renewable;
    Facts::of(Who::Earner)
        .with_if(Guard::Offered, is_offered)
        .with_if(Guard::NoOpenAttempt, !history.has_open_attempt())
        .with_if(
            Guard::AttemptsLeft,
            history.has_attempts_left(policy) && !is_held,
        )
        .with_if(Guard::CoachStepDone, !history.needs_coach(policy))
        // Nobody asks for an approval, a survey or a cohort yet.
        .with(Guard::Preapproved)
        .with(Guard::SurveyAnswered)
        .with(Guard::CohortLimitKept)
}

/// After "revise" the window goes on, for the days that the rules give at least (B.4.9). Another start has a window of its
/// own, from its first saved answer.
async fn keep_window(
    tx: &mut Tx,
    new: &mut Attempt,
    last: &Attempt,
    known: &Record,
    definition: &Definition,
) -> Result<(), Error> {
    let is_revise = known.outcome(last) == Some(Outcome::Revise);
    let (Some(end), Some(submitted)) = (last.window_ends_at, last.submitted_at) else {
        return Ok(());
    };
    if !is_revise {
        return Ok(());
    }
    let found = organization::find(tx, last.organization_id).await?;
    let zone = window::zone(found.as_ref().map_or("UTC", |found| &found.timezone));
    let released = known.last_release().unwrap_or(last.updated_at);
    let days = definition.window.revise_days;
    new.window_started_at = last.window_started_at;
    new.window_ends_at = Some(window::after_revise(end, submitted, released, days, zone));
    Ok(())
}
