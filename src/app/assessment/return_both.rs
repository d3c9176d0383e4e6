//! Having two readings looked at again before the difference between them is settled (SM-5). Owns that this is done once, and
//! that neither reader learns what the other wrote.

use super::case::{self, Case};
use super::lead::{give_back, words};
use super::{App, Error, NONE, Session, lead_only, move_slot};
use crate::app::attempt::write as write_attempt;
use crate::app::audit::Actor;
use crate::domain::attempt::{Event as Happens, Facts, Guard as Needs, Who, transition};
use crate::domain::id::ReadingSlotId;
use crate::domain::reading::slot::{Event, Position, State};
use crate::store::reading::{self as readings, SubmittedReading};
use crate::store::reading_slot::{self, ReadingSlot};
use crate::store::{Conn, decision};

/// What is known of two readings that differ.
struct Pair {
    readings: Vec<(ReadingSlot, SubmittedReading)>,
    facts: Facts,
}

/// Gives both readings back to their authors with a clarification of the rubric: each may change theirs once, or leave it as
/// it is. The lead's own reading of the difference ends with that; if they still differ, another one is wanted.
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`] for work that this lead does not settle; [`Error::Slot`] when the lease is over;
/// [`Error::Attempt`] without words, after the first time, and where there are no two readings.
pub async fn return_both(
    app: &App,
    session: &Session,
    id: ReadingSlotId,
    clarification: &str,
) -> Result<(), Error> {
    let clarification = words(clarification)?;
    let mut tx = app.db.write().await?;
    lead_only(&mut tx, session).await?;
    let found = case::find_locked(&mut tx, app, session, id).await?;
    let mut case = found.only_held()?;
    let pair = pair(&mut tx, session, &case).await?;
    let facts = pair
        .facts
        .with_if(Needs::ReasonGiven, !clarification.is_empty());
    let happened = transition(Some(case.attempt.state), Happens::ReturnBoth, &facts)?;
    let actor = Actor::Person(session.launch.person_id);
    let system = (Actor::System, Who::System);
    let cancel = (Event::Cancel, &[][..]);
    move_slot(app, &mut tx, system, &mut case.slot, cancel, |_| {}).await?;
    for (slot, read) in pair.readings {
        let by = (actor, &case.attempt);
        give_back(app, &mut tx, by, (slot, &read), &clarification).await?;
    }
    write_attempt(app, &mut tx, actor, &mut case.attempt, &happened).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether the session's person, who settles this difference, can have both readings looked at again first.
///
/// # Errors
/// As for [`return_both`].
pub async fn may_return_both(
    app: &App,
    session: &Session,
    id: ReadingSlotId,
) -> Result<bool, Error> {
    let mut db = app.db.read().await?;
    lead_only(&mut db, session).await?;
    let found = case::find(&mut db, app, session, id).await?;
    let case = found.only_held()?;
    let facts = pair(&mut db, session, &case).await?.facts;
    let facts = facts.with(Needs::ReasonGiven);
    Ok(transition(Some(case.attempt.state), Happens::ReturnBoth, &facts).is_ok())
}

async fn pair(db: &mut Conn, session: &Session, case: &Case) -> Result<Pair, Error> {
    if case.slot.position != Position::Adjudication {
        return Err(NONE);
    }
    let id = case.attempt.id;
    let mut slots = reading_slot::list_for_attempt(db, id).await?;
    slots.retain(|slot| slot.snapshot_seq == case.slot.snapshot_seq);
    let written = readings::list_for_attempt(db, id).await?;
    // The first time ended the reading that was to settle it.
    let is_again = slots
        .iter()
        .any(|slot| slot.position == Position::Adjudication && slot.state == State::Cancelled);
    let of_two = slots.into_iter().filter(|slot| {
        matches!(slot.position, Position::First | Position::Second)
            && slot.state == State::Submitted
    });
    let readings: Vec<_> = of_two
        .filter_map(|slot| {
            let mut newest = written.iter().rev();
            let read = newest.find(|one| one.reading_slot_id == slot.id)?.clone();
            Some((slot, read))
        })
        .collect();
    // A result that was held back was decided already; its reading is not changed any more.
    let is_decided = !decision::list_for_attempt(db, id).await?.is_empty();
    let me = session.launch.person_id;
    let facts = Facts::of(Who::LeadAssessor)
        .with_if(
            Needs::NotAReader,
            !written.iter().any(|one| one.person_id == me),
        )
        .with_if(
            Needs::FirstReturn,
            readings.len() == 2 && !is_again && !is_decided,
        );
    Ok(Pair { readings, facts })
}
