//! What lead assessors decide (T12–T15, R9): differences, readings that need more, results that go out.

use serde_json::json;

use super::case::{self, Case};
use super::decide::{self, Basis};
use super::submit::{self, Submitted};
use super::{App, Error, NONE, Session, lead_only, move_slot, open, tell, wanted};
use crate::app::attempt::write as write_attempt;
use crate::app::audit::Actor;
use crate::app::enrollment;
use crate::clock::Timestamp;
use crate::domain::attempt::{
    Event as Happens, Facts, Guard as Needs, State as Stands, Who, transition,
};
use crate::domain::id::{AttemptId, ReadingId, ReadingSlotId};
use crate::domain::reading;
use crate::domain::reading::slot::{ASSIGNED_DAYS, Event, Guard, Position, State};
use crate::domain::target;
use crate::store::attempt::{self, Attempt};
use crate::store::reading::{self as readings, SubmittedReading};
use crate::store::reading_draft::{self, ReadingDraft};
use crate::store::reading_queue;
use crate::store::reading_slot::{self, ReadingSlot};
use crate::store::{Conn, Tx, decision};

/// How many a list shows.
const LIST: i64 = 200;
/// How long the words may be that a lead adds.
const LONGEST: usize = 10_000;

/// A difference that waits or that somebody settles.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The reading that is wanted to settle it.
    pub slot: ReadingSlot,
    /// What the work is called.
    pub code: String,
    /// What was to be shown.
    pub title: String,
    /// The readings, first and second first.
    pub readings: Vec<SubmittedReading>,
    /// Whether the session's person is free to settle it.
    pub is_free: bool,
}

/// Differences that wait or are being settled, the first due first. Those of the lead's own work are not among them.
///
/// # Errors
/// [`Error::NotAllowed`] for whoever does not lead assessors.
pub async fn adjudications(app: &App, session: &Session) -> Result<Vec<Difference>, Error> {
    let mut db = app.db.read().await?;
    lead_only(&mut db, session).await?;
    let launch = &session.launch;
    let organization = launch.organization_id;
    let far = Timestamp::from_millis(i64::MAX);
    let mut list = vec![];
    for slot in reading_slot::list_adjudications(&mut db, organization, far, LIST).await? {
        let attempt = attempt::find(&mut db, slot.attempt_id).await?.ok_or(NONE)?;
        let is_theirs = slot.person_id == Some(launch.person_id);
        let is_free = is_theirs
            || reading_queue::is_impartial(&mut db, slot.attempt_id, launch.person_id).await?;
        if !may_see(session, &attempt) {
            continue;
        }
        let version = enrollment::version_of(&mut db, attempt.credential_version_id).await?;
        let written = readings::list_for_attempt(&mut db, attempt.id).await?;
        list.push(Difference {
            code: reading::code(attempt.id),
            title: version.definition.0.title,
            readings: open::latest(&mut db, &slot, &written).await?,
            is_free,
            slot,
        });
    }
    Ok(list)
}

/// Nobody leads where their own work is read.
pub(super) fn may_see(session: &Session, attempt: &Attempt) -> bool {
    let launch = &session.launch;
    attempt.organization_id == launch.organization_id && attempt.person_id != launch.person_id
}

/// The readings of an attempt, for a lead assessor: all versions, oldest first.
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`].
pub async fn readings(
    app: &App,
    session: &Session,
    id: AttemptId,
) -> Result<Vec<SubmittedReading>, Error> {
    let mut db = app.db.read().await?;
    lead_only(&mut db, session).await?;
    let found = attempt::find(&mut db, id).await?;
    let found = found.filter(|found| may_see(session, found)).ok_or(NONE)?;
    Ok(readings::list_for_attempt(&mut db, found.id).await?)
}

/// An attempt for a lead assessor to change.
async fn led(tx: &mut Tx, session: &Session, id: AttemptId) -> Result<Attempt, Error> {
    lead_only(tx, session).await?;
    let found = attempt::find_locked(tx, id).await?;
    found.filter(|found| may_see(session, found)).ok_or(NONE)
}

pub(super) fn words(text: &str) -> Result<String, Error> {
    if text.len() > LONGEST {
        return Err(Error::Invalid(String::from("the words are too long")));
    }
    Ok(text.replace('\0', "").trim().to_owned())
}

/// Settles a difference with the reading that the lead assessor has saved under this number, and says why (T13).
///
/// # Errors
/// As for [`super::submit`]; [`Error::Attempt`] without a rationale.
pub async fn adjudicate(
    app: &App,
    session: &Session,
    id: ReadingSlotId,
    seq: i64,
    rationale: &str,
) -> Result<Submitted, Error> {
    let rationale = words(rationale)?;
    let person_id = session.launch.person_id;
    let mut tx = app.db.write().await?;
    lead_only(&mut tx, session).await?;
    let mut case: Case = case::find_locked(&mut tx, app, session, id).await?;
    if case.slot.position != Position::Adjudication {
        return Err(NONE);
    }
    let written = readings::list_for_attempt(&mut tx, case.attempt.id).await?;
    let is_reader = written.iter().any(|one| one.person_id == person_id);
    let facts = Facts::of(Who::LeadAssessor)
        .with_if(Needs::NotAReader, !is_reader)
        .with_if(Needs::ReasonGiven, !rationale.is_empty());
    // A reading that lacks something says so first: it is what the page is about.
    let submitted = submit::write(app, &mut tx, session, &mut case, seq).await?;
    let happened = transition(Some(case.attempt.state), Happens::Adjudicate, &facts)?;
    let decided = decide::Decided {
        official: &submitted,
        basis: Basis::Adjudicated,
        by: Some(person_id),
        rationale: &rationale,
    };
    decide::decide(app, &mut tx, &mut case, &happened, &decided).await?;
    tx.commit().await?;
    Ok(submit::told(&case, &submitted))
}

/// Gives a submitted reading back to its assessor with what it needs (T12, R9). Both versions stay.
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`]; [`Error::Slot`] without a comment; [`Error::Attempt`] once it is decided.
pub async fn send_back(
    app: &App,
    session: &Session,
    id: ReadingId,
    comment: &str,
) -> Result<(), Error> {
    let comment = words(comment)?;
    let mut tx = app.db.write().await?;
    let read = readings::find(&mut tx, id).await?.ok_or(NONE)?;
    let mut attempt = led(&mut tx, session, read.attempt_id).await?;
    let found = reading_slot::find(&mut tx, read.reading_slot_id).await?;
    let slot = found.ok_or(NONE)?;
    let facts = Facts::of(Who::LeadAssessor).with_if(Needs::ReadingNeedsWork, !comment.is_empty());
    let happened = transition(Some(attempt.state), Happens::SendBack, &facts)?;
    let actor = Actor::Person(session.launch.person_id);
    give_back(app, &mut tx, (actor, &attempt), (slot, &read), &comment).await?;
    write_attempt(app, &mut tx, actor, &mut attempt, &happened).await?;
    tx.commit().await?;
    Ok(())
}

/// A reading is its assessor's again, with what was written in it and with a lead's words, and they are told.
pub(super) async fn give_back(
    app: &App,
    tx: &mut Tx,
    (actor, attempt): (Actor, &Attempt),
    (mut slot, read): (ReadingSlot, &SubmittedReading),
    comment: &str,
) -> Result<(), Error> {
    let now = app.now();
    let zone = crate::app::attempt::timezone(tx, attempt).await?;
    let met = [Guard::NothingDecided, Guard::ReasonGiven];
    let by = (actor, Who::LeadAssessor);
    let back = (Event::SendBack, &met[..]);
    move_slot(app, tx, by, &mut slot, back, |slot| {
        slot.person_id = Some(read.person_id);
        slot.leased_at = Some(now);
        slot.leased_until = Some(target::day(now, ASSIGNED_DAYS, &zone));
        slot.sent_back = Some(comment.to_owned());
    })
    .await?;
    start_again(app, tx, read).await?;
    let detail = json!({ "code": reading::code(attempt.id) });
    let (author, kind) = (read.person_id, "reading.send_back");
    tell(app, tx, author, kind, &slot.id, detail).await
}

/// The assessor goes on from what was submitted.
async fn start_again(app: &App, tx: &mut Tx, read: &SubmittedReading) -> Result<(), Error> {
    let id = read.reading_slot_id;
    let earlier = reading_draft::find(tx, id, read.person_id).await?;
    let based_on = earlier.map_or(0, |draft| draft.save_seq);
    let draft = ReadingDraft {
        reading_slot_id: id,
        person_id: read.person_id,
        content: read.content.clone(),
        save_seq: based_on + 1,
        save_id: app.new_id::<uuid::Uuid>().hyphenated().to_string(),
        saved_at: app.now(),
    };
    reading_draft::save(tx, &draft, based_on).await?;
    Ok(())
}

/// Lets a result go out (T14).
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`]; [`Error::Attempt`] when it is out, or nothing is decided.
pub async fn release_decision(app: &App, session: &Session, id: AttemptId) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let mut attempt = led(&mut tx, session, id).await?;
    let version = enrollment::version_of(&mut tx, attempt.credential_version_id).await?;
    let decided = decision::list_for_attempt(&mut tx, id).await?.pop();
    let Some(decided) = decided else {
        let facts = Facts::of(Who::LeadAssessor);
        transition(Some(attempt.state), Happens::Release, &facts)?;
        return Err(NONE);
    };
    let by = Some(session.launch.person_id);
    decide::release(app, &mut tx, by, &mut attempt, &version, &decided).await?;
    tx.commit().await?;
    Ok(())
}

/// Has a result looked at once more before it goes out (T15).
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`]; [`Error::Attempt`] without a reason, or when nothing waits to go out.
pub async fn hold_for_qa(
    app: &App,
    session: &Session,
    id: AttemptId,
    reason: &str,
) -> Result<(), Error> {
    let reason = words(reason)?;
    let mut tx = app.db.write().await?;
    let mut attempt = led(&mut tx, session, id).await?;
    let facts = Facts::of(Who::LeadAssessor).with_if(Needs::ReasonGiven, !reason.is_empty());
    let happened = transition(Some(attempt.state), Happens::HoldForQa, &facts)?;
    let actor = Actor::Person(session.launch.person_id);
    write_attempt(app, &mut tx, actor, &mut attempt, &happened).await?;
    let version = enrollment::version_of(&mut tx, attempt.credential_version_id).await?;
    let position = Position::Adjudication;
    let mut slot = wanted::open_slot(app, &mut tx, &attempt, &version, position, None).await?;
    slot.sent_back = Some(reason);
    reading_slot::update(&mut tx, &slot, State::Open).await?;
    tx.commit().await?;
    Ok(())
}

/// What is decided and waits to go out, longest waiting first, without the lead's own work.
pub(super) async fn decided(
    db: &mut Conn,
    app: &App,
    session: &Session,
) -> Result<Vec<Attempt>, Error> {
    let organization = session.launch.organization_id;
    let mut list = attempt::list_decided(db, organization, app.now(), LIST).await?;
    list.retain(|attempt| may_see(session, attempt) && attempt.state == Stands::Decided);
    Ok(list)
}
