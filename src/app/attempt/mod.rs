//! Attempts as their earners see and move them. Owns who may ([`only_own`] is the one place that decides), what holds when
//! something is asked for, and writing what follows; what may follow what is [`crate::domain::attempt`]'s to say.
//!
//! Only the earner's own person, in the role of an earner and in the same organisation, finds an attempt. To everybody else
//! there is none, whatever the reason. An administrator who acts as the person may look and not write. A preview user of the
//! LMS works like everybody else; the attempt is marked, can be handed in and taken back, and goes to no assessor.
//!
//! Others have one say in it here: who runs the programme gives a draft more time ([`extend`]), and sees of it whose it is and
//! until when.

mod extend;
mod hand_in;
mod hints;
mod mark;
mod start;
mod timed;

use serde_json::json;

use super::audit::{self, Actor, Change};
use super::enrollment::{self, may_earn, may_write};
use super::session::Session;
use super::{App, Error, assessment, notice};
use crate::clock::Timestamp;
use crate::domain::attempt::{Event, Facts, Guard, State, Transition, Who, transition};
use crate::domain::completeness::{self, Review, SlotContent};
use crate::domain::credential::Definition;
use crate::domain::enrollment::Standing;
use crate::domain::id::{AttemptId, OrganizationId, PersonId};
use crate::domain::window;
use crate::store::answer::{self, StoredAnswer};
use crate::store::attempt::{self, Attempt};
use crate::store::attestation::{self, GivenAttestation};
use crate::store::enrollment::Enrollment;
use crate::store::file_object::{self, FileObject};
use crate::store::snapshot::{self, Receipt};
use crate::store::{Conn, Tx, organization, reading};

pub use extend::{Giver, Windows, extend, open_window, open_windows};
pub use hand_in::{Confirmed, HandIn, submit};
pub use hints::{PlacedHint, privacy_hints};
pub use mark::{Mark, mark_part};
pub use start::{start, start_placed};
pub(super) use timed::moved_later;
pub use timed::{end_windows, hand_over_now, open_for_work, remind_windows};

/// An attempt with everything that a page about it shows.
#[derive(Clone, Debug)]
pub struct Work {
    /// The enrollment that it is an attempt of.
    pub enrollment: Enrollment,
    /// The attempt.
    pub attempt: Attempt,
    /// All attempts of the enrollment, oldest first.
    pub history: Vec<Attempt>,
    /// What is asked.
    pub definition: Definition,
    /// What was written; slots in which nothing was saved have none.
    pub answers: Vec<StoredAnswer>,
    /// The files that are there, on their way or not taken.
    pub files: Vec<FileObject>,
    /// What was confirmed.
    pub attestations: Vec<GivenAttestation>,
    /// When it was handed in, and under which hash.
    pub receipts: Vec<Receipt>,
    /// Which parts its earner calls ready, for themselves.
    pub marks: Vec<Mark>,
    /// What is there and what is missing.
    pub review: Review,
    /// Where the person stands.
    pub standing: Standing,
    /// The zone of the organisation, for days.
    pub timezone: String,
}

/// The attempt, when it is the session's own person's and they may earn here.
pub(super) async fn own(db: &mut Conn, session: &Session, id: AttemptId) -> Result<Attempt, Error> {
    let found = if may_earn(session) {
        attempt::find(db, id).await?
    } else {
        None
    };
    only_own(session, found, owner)
}

/// The same, for writing: nobody else changes it until the transaction ends.
pub(super) async fn own_locked(
    tx: &mut Tx,
    session: &Session,
    id: AttemptId,
) -> Result<Attempt, Error> {
    let found = if may_earn(session) {
        attempt::find_locked(tx, id).await?
    } else {
        None
    };
    let own = only_own(session, found, owner)?;
    may_write(session)?;
    Ok(own)
}

/// The one place that decides whose an attempt is, or something of it.
pub(super) fn only_own<T>(
    session: &Session,
    found: Option<T>,
    owner: impl FnOnce(&T) -> (PersonId, OrganizationId),
) -> Result<T, Error> {
    let launch = &session.launch;
    let own = (launch.person_id, launch.organization_id);
    found
        .filter(|found| owner(found) == own)
        .ok_or(Error::NotFound("attempt"))
}

const fn owner(attempt: &Attempt) -> (PersonId, OrganizationId) {
    (attempt.person_id, attempt.organization_id)
}

/// Whether a result can stand for an attempt in this state: not for one that was taken out.
pub(super) const fn is_answered(state: State) -> bool {
    !matches!(state, State::Voided)
}

/// Everything about an attempt.
///
/// # Errors
/// [`Error::NotFound`] for everybody but the earner.
pub async fn view(app: &App, session: &Session, id: AttemptId) -> Result<Work, Error> {
    let mut db = app.db.read().await?;
    let attempt = own(&mut db, session, id).await?;
    let enrollment = enrollment::own(&mut db, session, attempt.enrollment_id).await?;
    let record = enrollment::record(&mut db, &attempt, app.now()).await?;
    let definition = enrollment::version_of(&mut db, attempt.credential_version_id)
        .await?
        .definition
        .0;
    let answers = answer::list_for_attempt(&mut db, id).await?;
    let files = file_object::list_for_attempt(&mut db, id).await?;
    let review = completeness::look(&definition, &contents(&definition, &answers, &files));
    Ok(Work {
        standing: record.standing(&definition),
        attestations: attestation::list_for_attempt(&mut db, id).await?,
        receipts: snapshot::list_receipts(&mut db, id).await?,
        timezone: timezone(&mut db, &attempt).await?,
        marks: mark::marks(&mut db, id, &definition, &answers, &files).await?,
        enrollment,
        attempt,
        history: record.attempts,
        definition,
        answers,
        files,
        review,
    })
}

/// Takes what was handed in back, to go on working (T4). The time that it was with us is given back.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Attempt`] when that is not possible any more.
pub async fn recall(app: &App, session: &Session, id: AttemptId) -> Result<Attempt, Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let mut attempt = own_locked(&mut tx, session, id).await?;
    let facts = Facts::of(Who::Earner)
        .with_if(
            Guard::RecallOpen,
            attempt.recall_until.is_some_and(|until| now < until),
        )
        // Reading begins with T5, which leaves the state that can be recalled.
        .with(Guard::NobodyReading);
    let happened = transition(Some(attempt.state), Event::Recall, &facts)?;
    let submitted = attempt.submitted_at.unwrap_or(now);
    attempt.window_ends_at = attempt
        .window_ends_at
        .map(|end| window::paused(end, submitted, now));
    attempt.submitted_at = None;
    attempt.recall_until = None;
    snapshot::mark_recalled(&mut tx, id, now).await?;
    let actor = Actor::Person(session.launch.person_id);
    write(app, &mut tx, actor, &mut attempt, &happened).await?;
    tx.commit().await?;
    Ok(attempt)
}

/// Takes an attempt out (T17). It is not counted, and another can be begun.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Attempt`] when it has been read.
pub async fn withdraw(app: &App, session: &Session, id: AttemptId) -> Result<Attempt, Error> {
    let mut tx = app.db.write().await?;
    let mut attempt = own_locked(&mut tx, session, id).await?;
    let readings = reading::list_for_attempt(&mut tx, id).await?;
    let facts = Facts::of(Who::Earner).with_if(Guard::NoReadingSubmitted, readings.is_empty());
    let happened = transition(Some(attempt.state), Event::Withdraw, &facts)?;
    let actor = Actor::Person(session.launch.person_id);
    assessment::cancel_slots(app, &mut tx, &attempt).await?;
    write(app, &mut tx, actor, &mut attempt, &happened).await?;
    tx.commit().await?;
    Ok(attempt)
}

/// Writes what a transition did to an attempt, and its audit event. Every change of state goes through here.
pub(super) async fn write(
    app: &App,
    tx: &mut Tx,
    actor: Actor,
    attempt: &mut Attempt,
    happened: &Transition,
) -> Result<(), Error> {
    let now = app.now();
    let from = attempt.state;
    attempt.state = happened.to;
    attempt.updated_at = now;
    // The row was taken before, so it stands where it stood.
    if !attempt::update(tx, attempt, from).await? {
        return Err(Error::NotFound("attempt"));
    }
    record(app, tx, actor, attempt, happened).await
}

async fn record(
    app: &App,
    tx: &mut Tx,
    actor: Actor,
    attempt: &Attempt,
    happened: &Transition,
) -> Result<(), Error> {
    let change = Change {
        actor,
        organization_id: Some(attempt.organization_id),
        kind: &format!("attempt.{}", happened.event.code()),
        subject_id: attempt.id.to_string(),
        detail: json!({
            "transition": happened.number,
            "from": happened.from.map(State::code),
            "to": happened.to.code(),
            "number": attempt.number,
            "is_test": attempt.is_test,
        }),
    };
    audit::record(app, tx, change).await
}

/// Starts the window of an attempt whose first answer is being saved (B.4.9). `true` when it did.
pub(super) async fn start_window(
    app: &App,
    tx: &mut Tx,
    person_id: PersonId,
    attempt: &mut Attempt,
    definition: &Definition,
) -> Result<bool, Error> {
    if attempt.window_started_at.is_some() {
        return Ok(false);
    }
    let now = app.now();
    let zone = window::zone(&timezone(tx, attempt).await?);
    let end = window::end(now, definition.window.months, zone);
    attempt.window_started_at = Some(now);
    attempt.window_ends_at = Some(end);
    attempt.updated_at = now;
    attempt::update(tx, attempt, attempt.state).await?;
    let change = Change {
        actor: Actor::Person(person_id),
        organization_id: Some(attempt.organization_id),
        kind: "attempt.start_window",
        subject_id: attempt.id.to_string(),
        detail: json!({ "ends_at": end.rfc3339() }),
    };
    audit::record(app, tx, change).await?;
    Ok(true)
}

pub(super) async fn timezone(db: &mut Conn, attempt: &Attempt) -> Result<String, Error> {
    let found = organization::find(db, attempt.organization_id).await?;
    Ok(found.map_or_else(|| String::from("UTC"), |found| found.timezone))
}

/// The work as the rules see it. A file that was not taken is none.
fn contents(
    definition: &Definition,
    answers: &[StoredAnswer],
    files: &[FileObject],
) -> Vec<SlotContent> {
    definition
        .slots()
        .map(|slot| SlotContent {
            slot_id: slot.id.clone(),
            answer: answers
                .iter()
                .find(|answer| answer.slot_id == slot.id)
                .map(|answer| answer.body.0.clone()),
            files: files
                .iter()
                .filter(|file| file.slot_id == slot.id && file.rejection.is_none())
                .map(FileObject::evidence)
                .collect(),
        })
        .collect()
}

/// Whether a window is open at this moment. One that has not started is.
fn is_window_open(attempt: &Attempt, now: Timestamp) -> bool {
    attempt.window_ends_at.is_none_or(|end| now <= end)
}
