//! What somebody who reads work is shown of it. Owns what that is: no names, no file names, no other's reading but to who
//! settles a difference.

use std::collections::BTreeMap;

use super::case::{self, Case};
use super::{App, Error, Session};
use crate::clock::Timestamp;
use crate::domain::attempt::State as Stands;
use crate::domain::credential::{Definition, Outcome};
use crate::domain::handed::Handed;
use crate::domain::id::{CredentialVersionId, ReadingSlotId};
use crate::domain::reading::{self, Reading, slot::Position};
use crate::store::attempt;
use crate::store::reading::{self as readings, SubmittedReading};
use crate::store::reading_draft::{self, ReadingDraft};
use crate::store::reading_slot::{self, ReadingSlot};
use crate::store::{Conn, decision};

/// Work to read.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// The wanted reading: due day, lease, what a lead assessor said who sent it back.
    pub slot: ReadingSlot,
    /// What the work is called.
    pub code: String,
    /// The how-manieth attempt it is.
    pub number: i64,
    /// The version that it answers.
    pub version_id: CredentialVersionId,
    /// What is asked, and the rubric.
    pub definition: Definition,
    /// The work.
    pub handed: Handed,
    /// What is written so far.
    pub draft: Option<ReadingDraft>,
    /// What the tool says about conditions; `None` where the assessor has to look.
    pub found: BTreeMap<String, Option<bool>>,
    /// The attempt before, where it was read.
    pub earlier: Option<Earlier>,
    /// Scores for what was not changed since, to confirm or change; empty where there are none.
    pub carried: Reading,
    /// The readings that differ, for the lead assessor who settles that; empty for everybody else.
    pub others: Vec<SubmittedReading>,
    /// What the person submitted before it was sent back.
    pub own: Option<SubmittedReading>,
}

/// An earlier attempt.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// The how-manieth.
    pub number: i64,
    /// What was handed in.
    pub handed: Handed,
    /// The reading that was told.
    pub reading: Reading,
    /// What was decided.
    pub outcome: Outcome,
    /// When it was told.
    pub released_at: Timestamp,
}

/// Opens work that the session's person has.
///
/// # Errors
/// [`Error::NotFound`] for everybody else; [`Error::Slot`] when the lease is over.
pub async fn open(app: &App, session: &Session, id: ReadingSlotId) -> Result<Assignment, Error> {
    let mut db = app.db.read().await?;
    let case = case::find(&mut db, app, session, id).await?.only_held()?;
    let person_id = session.launch.person_id;
    let found = case.found();
    let draft = reading_draft::find(&mut db, id, person_id).await?;
    let earlier = earlier(&mut db, &case).await?;
    let carried = earlier.as_ref().map_or_else(Reading::default, |earlier| {
        reading::carry(
            case.definition(),
            &earlier.handed,
            &case.handed,
            &earlier.reading,
        )
    });
    let of_attempt = readings::list_for_attempt(&mut db, case.attempt.id).await?;
    let own = of_attempt
        .iter()
        .rev()
        .find(|reading| reading.reading_slot_id == id && reading.person_id == person_id)
        .cloned();
    let others = if case.slot.position == Position::Adjudication {
        latest(&mut db, &case.slot, &of_attempt).await?
    } else {
        vec![]
    };
    Ok(Assignment {
        code: reading::code(case.attempt.id),
        number: case.attempt.number,
        version_id: case.version.id,
        definition: case.version.definition.0,
        handed: case.handed,
        draft,
        found,
        earlier,
        carried,
        others,
        own,
        slot: case.slot,
    })
}

/// The last version of each reading of the same snapshot, first and second first.
pub(super) async fn latest(
    db: &mut Conn,
    slot: &ReadingSlot,
    readings: &[SubmittedReading],
) -> Result<Vec<SubmittedReading>, Error> {
    let mut slots = reading_slot::list_for_attempt(db, slot.attempt_id).await?;
    slots.retain(|one| one.snapshot_seq == slot.snapshot_seq);
    slots.sort_by_key(|one| (one.position == Position::Adjudication, one.position.code()));
    let last = |slot: &ReadingSlot| {
        let mut of_slot = readings.iter().rev();
        of_slot.find(|one| one.reading_slot_id == slot.id).cloned()
    };
    Ok(slots.iter().filter_map(last).collect())
}

/// The last attempt before this one that was read and told.
async fn earlier(db: &mut Conn, case: &Case) -> Result<Option<Earlier>, Error> {
    let attempts = attempt::list_for_enrollment(db, case.attempt.enrollment_id).await?;
    let decisions = decision::list_released(db, case.attempt.enrollment_id).await?;
    let is_before =
        |one: &&attempt::Attempt| one.number < case.attempt.number && one.state == Stands::Released;
    let Some(before) = attempts.iter().rev().find(is_before) else {
        return Ok(None);
    };
    let mut of_it = decisions.iter().rev();
    let Some(decided) = of_it.find(|one| one.attempt_id == before.id) else {
        return Ok(None);
    };
    let reading = readings::find(db, decided.reading_id).await?;
    let read = reading.ok_or(super::NONE)?;
    let slot = reading_slot::find(db, read.reading_slot_id).await?;
    let seq = slot.ok_or(super::NONE)?.snapshot_seq;
    Ok(Some(Earlier {
        number: before.number,
        handed: case::handed(db, before.id, seq).await?,
        reading: read.content.0,
        outcome: decided.outcome,
        released_at: decided.released_at.unwrap_or(decided.decided_at),
    }))
}
