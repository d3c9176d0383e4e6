//! Who has which work (R2, R6–R8; T8, T9). Owns taking the next, giving it back, and what that does to the attempt.

use serde_json::json;

use super::case::{self, lease_over};
use super::{App, Error, NONE, Session, holds, move_slot, reader, reads_as, record, unlease};
use crate::app::attempt::write;
use crate::app::audit::Actor;
use crate::domain::attempt::{
    Event as Happens, Facts, Guard as Needs, State as Stands, Who, transition,
};
use crate::domain::id::ReadingSlotId;
use crate::domain::qualification::Recusal;
use crate::domain::reading::slot::{Event, Guard, LEASE, MOST_HELD, State, URGENT_DAYS};
use crate::domain::target;
use crate::store::attempt::{self, Attempt};
use crate::store::reading_queue::{self, Claim};
use crate::store::reading_slot::{self, ReadingSlot};
use crate::store::{Tx, assessor_conflict, organization};

/// How many leases one round ends.
const ROUND: i64 = 500;

/// Gives the session's person the oldest work that is due and that they may read; `None` where there is none, or they have
/// as much as they can. It is never given to two.
///
/// # Errors
/// [`Error::NotAllowed`] for whoever is no assessor.
pub async fn claim_next(app: &App, session: &Session) -> Result<Option<ReadingSlot>, Error> {
    let launch = &session.launch;
    let mut tx = app.db.write().await?;
    let roles = reader(&mut tx, session).await?;
    if !roles.assessor {
        return Err(Error::NotAllowed("reading work"));
    }
    let now = app.now();
    let found = organization::find(&mut tx, launch.organization_id).await?;
    let zone = found.map_or_else(|| String::from("UTC"), |found| found.timezone);
    let asks = Claim {
        organization_id: launch.organization_id,
        person_id: launch.person_id,
        now,
        until: now.plus(LEASE),
        urgent_before: target::day(now, URGENT_DAYS, &zone),
        most: i64::from(MOST_HELD),
    };
    reading_queue::hold_reader(&mut tx, launch.person_id).await?;
    let Some(slot) = reading_queue::claim(&mut tx, &asks).await? else {
        return Ok(None);
    };
    let actor = Actor::Person(launch.person_id);
    let detail =
        json!({ "attempt": slot.attempt_id.to_string(), "position": slot.position.code() });
    record(app, &mut tx, actor, &slot, Event::Claim.code(), detail).await?;
    let attempt = attempt::find_locked(&mut tx, slot.attempt_id).await?;
    begin_reading(app, &mut tx, actor, attempt.ok_or(NONE)?).await?;
    tx.commit().await?;
    Ok(Some(slot))
}

/// The attempt of work that somebody was given (T8). A second reader changes nothing.
pub(super) async fn begin_reading(
    app: &App,
    tx: &mut Tx,
    actor: Actor,
    mut attempt: Attempt,
) -> Result<(), Error> {
    if attempt.state != Stands::Queued {
        return Ok(());
    }
    let facts = Facts::of(Who::Assessor)
        .with(Needs::Qualified)
        .with(Needs::NoConflict)
        .with(Needs::LeaseLeft)
        .with(Needs::LanguageMatches);
    let happened = transition(Some(attempt.state), Happens::Claim, &facts)?;
    write(app, tx, actor, &mut attempt, &happened).await
}

/// Whether an attempt is where work on it can be given to somebody.
pub(super) const fn is_with_us(attempt: &Attempt) -> bool {
    matches!(
        attempt.state,
        Stands::Queued | Stands::InAssessment | Stands::Adjudication
    )
}

/// The attempt of work that nobody has any more (T9). It goes back to the queue when no other reading is under way or there.
pub(super) async fn lose_reading(
    app: &App,
    tx: &mut Tx,
    (actor, who): (Actor, Who),
    mut attempt: Attempt,
) -> Result<(), Error> {
    let slots = reading_slot::list_for_attempt(tx, attempt.id).await?;
    let is_under_way = |slot: &ReadingSlot| matches!(slot.state, State::Leased | State::Submitted);
    if attempt.state != Stands::InAssessment || slots.iter().any(is_under_way) {
        return Ok(());
    }
    let facts = Facts::of(who).with(Needs::NoReadingSubmitted);
    let happened = transition(Some(attempt.state), Happens::LoseLease, &facts)?;
    write(app, tx, actor, &mut attempt, &happened).await
}

/// Goes on with work whose lease ended while nobody else has taken it: what was written is still there.
///
/// # Errors
/// [`Error::NotFound`] for whoever has written nothing about it; [`Error::Slot`] when somebody else has it.
pub async fn resume(app: &App, session: &Session, id: ReadingSlotId) -> Result<ReadingSlot, Error> {
    let now = app.now();
    let person_id = session.launch.person_id;
    let mut tx = app.db.write().await?;
    reading_queue::hold_reader(&mut tx, person_id).await?;
    let case = case::find_locked(&mut tx, app, session, id).await?;
    let (mut slot, attempt) = (case.slot, case.attempt);
    if case.is_held {
        return Ok(slot);
    }
    let actor = Actor::Person(person_id);
    if slot.state == State::Leased && slot.person_id == Some(person_id) {
        let over = (Event::EndLease, &[Guard::LeaseOver][..]);
        move_slot(
            app,
            &mut tx,
            (Actor::System, Who::System),
            &mut slot,
            over,
            unlease,
        )
        .await?;
    }
    let who = reads_as(&slot);
    let is_free = match who {
        Who::LeadAssessor => {
            reading_queue::is_impartial(&mut tx, slot.attempt_id, person_id).await?
        }
        _ => reading_queue::is_eligible(&mut tx, id, person_id, now).await?,
    };
    let held = reading_slot::list_held(&mut tx, person_id).await?;
    let is_able = is_free && is_with_us(&attempt) && held.len() < usize::from(MOST_HELD);
    let met: &[Guard] = if is_able { &[Guard::Eligible] } else { &[] };
    move_slot(
        app,
        &mut tx,
        (actor, who),
        &mut slot,
        (Event::Claim, met),
        |slot| {
            slot.person_id = Some(person_id);
            slot.leased_at = Some(now);
            slot.leased_until = Some(now.plus(LEASE));
        },
    )
    .await?;
    begin_reading(app, &mut tx, actor, attempt).await?;
    tx.commit().await?;
    Ok(slot)
}

/// Gives work back that the session's person has. What was written stays, for them alone.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Slot`] when the lease is over.
pub async fn release_slot(app: &App, session: &Session, id: ReadingSlotId) -> Result<(), Error> {
    give_back(app, session, id, None).await
}

/// Steps back from somebody's work, now and for ever.
///
/// # Errors
/// As for [`release_slot`].
pub async fn recuse(
    app: &App,
    session: &Session,
    id: ReadingSlotId,
    reason: Recusal,
) -> Result<(), Error> {
    give_back(app, session, id, Some(reason)).await
}

async fn give_back(
    app: &App,
    session: &Session,
    id: ReadingSlotId,
    recusal: Option<Recusal>,
) -> Result<(), Error> {
    let person_id = session.launch.person_id;
    let mut tx = app.db.write().await?;
    let case = case::find_locked(&mut tx, app, session, id).await?;
    let mut slot = case.slot;
    let event = if recusal.is_some() {
        Event::Recuse
    } else {
        Event::Release
    };
    if !holds(app, &slot, person_id) {
        return Err(lease_over(event));
    }
    let by = (Actor::Person(person_id), reads_as(&slot));
    let given = (event, &[Guard::HoldsLease][..]);
    move_slot(app, &mut tx, by, &mut slot, given, unlease).await?;
    if let Some(reason) = recusal {
        let earner = slot.earner_id;
        assessor_conflict::insert(&mut tx, person_id, earner, reason, app.now()).await?;
    }
    lose_reading(app, &mut tx, by, case.attempt).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes leases whose time is over back to the queue, and says how many. Any number of processes may do it at once.
///
/// # Errors
/// [`Error::Store`] when it cannot be found which they are.
pub async fn end_leases(app: &App) -> Result<usize, Error> {
    let over = reading_slot::list_over(&mut app.db.read().await?, app.now(), ROUND).await?;
    let mut done = 0;
    for slot in over {
        match end_lease(app, &slot).await {
            Ok(is_done) => done += usize::from(is_done),
            Err(error) => tracing::error!(%error, slot = %slot.id, "a lease was not ended"),
        }
    }
    Ok(done)
}

async fn end_lease(app: &App, found: &ReadingSlot) -> Result<bool, Error> {
    let mut tx = app.db.write().await?;
    let Some(attempt) = attempt::find_locked(&mut tx, found.attempt_id).await? else {
        return Ok(false);
    };
    let Some(mut slot) = reading_slot::find(&mut tx, found.id).await? else {
        return Ok(false);
    };
    let is_over = slot.leased_until.is_some_and(|until| until <= app.now());
    if slot.state != State::Leased || !is_over || attempt.state == Stands::OnHold {
        return Ok(false);
    }
    let who = (Actor::System, Who::System);
    let over = (Event::EndLease, &[Guard::LeaseOver][..]);
    move_slot(app, &mut tx, who, &mut slot, over, unlease).await?;
    lose_reading(app, &mut tx, who, attempt).await?;
    tx.commit().await?;
    Ok(true)
}
