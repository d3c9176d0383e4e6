//! Submitting a reading (R5), once and for all.

use super::case::{self, Case, lease_over};
use super::{App, Error, Session, Unfit, move_slot, reads_as, settle};
use crate::app::audit::Actor;
use crate::app::credential::scored_hash;
use crate::clock::Timestamp;
use crate::domain::attempt::State as Stands;
use crate::domain::id::{ReadingId, ReadingSlotId};
use crate::domain::reading;
use crate::domain::reading::slot::{Event, Guard, Position, Refusal};
use crate::store::reading::{self as readings, SubmittedReading};
use crate::store::{Tx, reading_draft};

/// What was submitted. What others saw, and what follows, its author does not learn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// The reading.
    pub reading_id: ReadingId,
    /// What the work is called.
    pub code: String,
    /// All points together.
    pub total: i64,
    /// The id of the band.
    pub band: String,
    /// When.
    pub submitted_at: Timestamp,
}

/// Submits what is saved under this number, when nothing is missing in it. What follows from it follows at once.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Slot`] when it is not the person's any more, was submitted before, lacks something
/// ([`super::preview`] says what) or the work is stopped; [`Error::Reading`] when something newer is saved. Nothing is lost.
pub async fn submit(
    app: &App,
    session: &Session,
    id: ReadingSlotId,
    seq: i64,
) -> Result<Submitted, Error> {
    let mut tx = app.db.write().await?;
    let mut case = case::find_locked(&mut tx, app, session, id).await?;
    if case.slot.position == Position::Adjudication {
        // Whoever settles a difference says why.
        let unmet = vec![Guard::ReasonGiven];
        return Err(Refusal::Unmet {
            event: Event::Submit,
            unmet,
        }
        .into());
    }
    let submitted = write(app, &mut tx, session, &mut case, seq).await?;
    settle::settle(app, &mut tx, &mut case).await?;
    tx.commit().await?;
    Ok(told(&case, &submitted))
}

pub(super) fn told(case: &Case, submitted: &SubmittedReading) -> Submitted {
    Submitted {
        reading_id: submitted.id,
        code: reading::code(case.attempt.id),
        total: submitted.total,
        band: submitted.band.clone(),
        submitted_at: submitted.submitted_at,
    }
}

/// Writes the reading and moves the wanted one on.
pub(super) async fn write(
    app: &App,
    tx: &mut Tx,
    session: &Session,
    case: &mut Case,
    seq: i64,
) -> Result<SubmittedReading, Error> {
    let now = app.now();
    let person_id = session.launch.person_id;
    let draft = reading_draft::find(tx, case.slot.id, person_id).await?;
    if let Some(draft) = &draft
        && draft.save_seq != seq
    {
        return Err(Unfit::Newer.into());
    }
    let content = draft.map(|draft| draft.content.0).unwrap_or_default();
    let review = reading::review(case.definition(), &case.found(), &content);
    let is_known = reading::unknown(case.definition(), &case.handed, &content).is_empty();
    let is_with_us = matches!(
        case.attempt.state,
        Stands::InAssessment | Stands::Adjudication
    );
    let met: Vec<_> = [
        (Guard::HoldsLease, case.is_held),
        (Guard::Complete, review.is_complete() && is_known),
        (Guard::WorkIsWithUs, is_with_us),
    ]
    .into_iter()
    .filter_map(|(guard, holds)| holds.then_some(guard))
    .collect();
    let by = (Actor::Person(person_id), reads_as(&case.slot));
    let leased_at = case.slot.leased_at.unwrap_or(now);
    move_slot(app, tx, by, &mut case.slot, (Event::Submit, &met), |slot| {
        slot.leased_until = None;
    })
    .await?;
    // The table let it through, so everything is scored.
    let scoring = review.scoring.ok_or_else(|| lease_over(Event::Submit))?;
    let earlier = readings::list_for_attempt(tx, case.attempt.id).await?;
    let mut of_slot = earlier
        .iter()
        .filter(|one| one.reading_slot_id == case.slot.id);
    let submitted = SubmittedReading {
        id: app.new_id(),
        reading_slot_id: case.slot.id,
        attempt_id: case.attempt.id,
        person_id,
        seq: of_slot.next_back().map_or(1, |last| last.seq + 1),
        content: content.into(),
        total: i64::from(scoring.total),
        band: scoring.band.unwrap_or_default(),
        outcome: scoring.outcome,
        scored_hash: scored_hash(case.definition())?,
        seconds_spent: i64::try_from(now.since(leased_at).as_secs()).unwrap_or(i64::MAX),
        submitted_at: now,
    };
    readings::insert(tx, &submitted).await?;
    Ok(submitted)
}
