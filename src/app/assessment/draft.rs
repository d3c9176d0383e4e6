//! Writing a reading (R4). Owns saving: nothing that was typed is lost, whatever happened to the lease.

use super::case::{self, lease_over};
use super::{App, Error, NONE, Session, Unfit, reads_as};
use crate::clock::Timestamp;
use crate::domain::credential::Definition;
use crate::domain::handed::Handed;
use crate::domain::id::ReadingSlotId;
use crate::domain::reading::slot::{DRAFT_KEPT, Event, Guard, State, extended, transition};
use crate::domain::reading::{self, Reading, Review};
use crate::store::reading_draft::{self, ReadingDraft};
use crate::store::{Tx, reading_slot};

/// What a page sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    /// The number of the save that the page knows; 0 before the first.
    pub based_on: i64,
    /// The save's own id: the same one sent again is one save.
    pub save_id: String,
    /// What is written.
    pub reading: Reading,
}

/// What became of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// It is kept.
    Saved(Saved),
    /// It is kept, but the lease is over: the page offers to take the work again ([`super::resume`]).
    LeaseOver(Saved),
    /// Something newer is there, such as from another tab, and nothing was changed.
    Conflict(Box<Newer>),
}

/// A save that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its number.
    pub seq: i64,
    /// When.
    pub saved_at: Timestamp,
    /// Until when the work is the person's.
    pub leased_until: Option<Timestamp>,
}

/// What is there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newer {
    /// What is written.
    pub reading: Reading,
    /// The number of its save.
    pub seq: i64,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// The id of its save.
    pub save_id: String,
}

/// Keeps what is written, and extends the lease.
///
/// # Errors
/// [`Error::NotFound`] for whoever does not have the work and has written nothing about it; [`Error::Reading`] for what cannot
/// be kept.
pub async fn save(
    app: &App,
    session: &Session,
    id: ReadingSlotId,
    save: Save,
) -> Result<Saving, Error> {
    let save_id: uuid::Uuid = save.save_id.parse().map_err(|_| Unfit::BadSaveId)?;
    if save.based_on < 0 {
        return Err(Unfit::BadNumber.into());
    }
    let now = app.now();
    let person_id = session.launch.person_id;
    let mut tx = app.db.write().await?;
    let case = case::find_locked(&mut tx, app, session, id).await?;
    let reading = fit(case.definition(), &case.handed, save.reading)?;
    let new = ReadingDraft {
        reading_slot_id: id,
        person_id,
        content: reading.into(),
        save_seq: save.based_on + 1,
        save_id: save_id.hyphenated().to_string(),
        saved_at: now,
    };
    let mut slot = case.slot;
    let stored = reading_draft::find(&mut tx, id, person_id).await?;
    let saved = |seq, saved_at, slot: &reading_slot::ReadingSlot| {
        let leased_until = slot.leased_until.filter(|_| case.is_held);
        let saved = Saved {
            seq,
            saved_at,
            leased_until,
        };
        if case.is_held {
            Saving::Saved(saved)
        } else {
            Saving::LeaseOver(saved)
        }
    };
    if let Some(stored) = &stored
        && stored.save_id == new.save_id
    {
        return Ok(saved(stored.save_seq, stored.saved_at, &slot));
    }
    if !reading_draft::save(&mut tx, &new, save.based_on).await? {
        let stored = stored.ok_or(NONE)?;
        return Ok(Saving::Conflict(Box::new(Newer {
            reading: stored.content.0,
            seq: stored.save_seq,
            saved_at: stored.saved_at,
            save_id: stored.save_id,
        })));
    }
    if case.is_held
        && let Some((at, until)) = slot.leased_at.zip(slot.leased_until)
    {
        let holds = [Guard::HoldsLease];
        slot.state = transition(Some(slot.state), Event::SaveDraft, reads_as(&slot), &holds)?;
        slot.leased_until = Some(extended(at, until, now));
        reading_slot::update(&mut tx, &slot, State::Leased).await?;
    }
    tx.commit().await?;
    Ok(saved(new.save_seq, now, &slot))
}

/// A reading that can be kept, or why not.
pub(super) fn fit(
    definition: &Definition,
    handed: &Handed,
    reading: Reading,
) -> Result<Reading, Error> {
    if reading::is_too_long(&reading) {
        return Err(Unfit::TooLong.into());
    }
    let reading = reading.without_nul();
    let unknown = reading::unknown(definition, handed, &reading);
    if unknown.is_empty() {
        Ok(reading)
    } else {
        Err(Unfit::Unknown(unknown.into_iter().collect()).into())
    }
}

/// What is missing in what is saved, and what follows from it once everything is scored.
///
/// # Errors
/// As for [`super::open`].
pub async fn preview(app: &App, session: &Session, id: ReadingSlotId) -> Result<Review, Error> {
    let mut db = app.db.read().await?;
    let case = case::find(&mut db, app, session, id).await?;
    if !case.is_held {
        return Err(lease_over(Event::SaveDraft));
    }
    let draft = reading_draft::find(&mut db, id, session.launch.person_id).await?;
    let reading = draft.map(|draft| draft.content.0).unwrap_or_default();
    Ok(reading::review(case.definition(), &case.found(), &reading))
}

/// Forgets drafts that nobody has gone on with for a month, and says how many.
///
/// # Errors
/// [`Error::Store`].
pub async fn forget_drafts(tx: &mut Tx, now: Timestamp) -> Result<u64, Error> {
    Ok(reading_draft::delete_older(tx, now.minus(DRAFT_KEPT)).await?)
}
