//! One piece of work on somebody's desk. Owns the question whether it is theirs.

use std::collections::BTreeMap;

use super::{App, Error, NONE, Session, holds, reader};
use crate::app::enrollment;
use crate::domain::credential::Definition;
use crate::domain::handed::Handed;
use crate::domain::id::{AttemptId, ReadingSlotId};
use crate::domain::reading::slot::{Event, Guard, Position, Refusal, State};
use crate::store::attempt::{self, Attempt};
use crate::store::enrollment::Version;
use crate::store::reading_slot::{self, ReadingSlot};
use crate::store::{Conn, Tx, assessor_conflict, reading_draft, snapshot};

/// A wanted reading with what it is of.
pub(super) struct Case {
    pub(super) slot: ReadingSlot,
    pub(super) attempt: Attempt,
    pub(super) version: Version,
    pub(super) handed: Handed,
    /// Whether the session's person has the lease, and in time.
    pub(super) is_held: bool,
}

impl Case {
    pub(super) const fn definition(&self) -> &Definition {
        &self.version.definition.0
    }

    /// What the tool itself says about conditions.
    pub(super) fn found(&self) -> BTreeMap<String, Option<bool>> {
        self.handed.conditions(self.definition())
    }
}

/// The work of a wanted reading that the session's person has, or had and wrote something about. To everybody else there is
/// none.
pub(super) async fn find(
    db: &mut Conn,
    app: &App,
    session: &Session,
    id: ReadingSlotId,
) -> Result<Case, Error> {
    let slot = reading_slot::find(db, id).await?.ok_or(NONE)?;
    let found = attempt::find(db, slot.attempt_id).await?.ok_or(NONE)?;
    check(db, app, session, slot, found).await
}

/// The same for writing: nobody else changes the attempt or what is wanted of it until the transaction ends.
pub(super) async fn find_locked(
    tx: &mut Tx,
    app: &App,
    session: &Session,
    id: ReadingSlotId,
) -> Result<Case, Error> {
    let (slot, found) = locked(tx, session, id).await?;
    check(tx, app, session, slot, found).await
}

/// A wanted reading of the session's organisation and its attempt, both taken for writing.
pub(super) async fn locked(
    tx: &mut Tx,
    session: &Session,
    id: ReadingSlotId,
) -> Result<(ReadingSlot, Attempt), Error> {
    let slot = reading_slot::find(tx, id).await?;
    let slot = slot.filter(|slot| slot.organization_id == session.launch.organization_id);
    let attempt_id = slot.ok_or(NONE)?.attempt_id;
    let attempt = attempt::find_locked(tx, attempt_id).await?.ok_or(NONE)?;
    // It may have changed while somebody else had the attempt.
    let slot = reading_slot::find(tx, id).await?.ok_or(NONE)?;
    Ok((slot, attempt))
}

async fn check(
    db: &mut Conn,
    app: &App,
    session: &Session,
    slot: ReadingSlot,
    attempt: Attempt,
) -> Result<Case, Error> {
    let launch = &session.launch;
    let roles = reader(db, session).await?;
    let is_ours = slot.organization_id == launch.organization_id;
    let is_for_role = slot.position != Position::Adjudication || roles.lead;
    if !is_ours || !is_for_role {
        return Err(NONE);
    }
    let is_theirs = slot.person_id == Some(launch.person_id) && slot.state == State::Leased;
    // Whoever stepped back from this person's work has it no longer, wherever it came from (B.7, 5).
    let is_partial = assessor_conflict::exists(db, launch.person_id, slot.earner_id).await?;
    let is_held = holds(app, &slot, launch.person_id) && !is_partial;
    if !is_theirs {
        // Who wrote about it before may know that the time is over.
        let draft = reading_draft::find(db, slot.id, launch.person_id).await?;
        draft.ok_or(NONE)?;
    }
    let version = enrollment::version_of(db, attempt.credential_version_id).await?;
    let handed = handed(db, attempt.id, slot.snapshot_seq).await?;
    Ok(Case {
        slot,
        attempt,
        version,
        handed,
        is_held,
    })
}

impl Case {
    /// As long as the lease holds: the work may be looked at then, and at no other time (B.7, 11).
    ///
    /// # Errors
    /// [`Error::Slot`].
    pub(super) fn only_held(self) -> Result<Self, Error> {
        if self.is_held {
            Ok(self)
        } else {
            Err(lease_over(Event::SaveDraft))
        }
    }
}

pub(super) fn lease_over(event: Event) -> Error {
    let unmet = vec![Guard::HoldsLease];
    Refusal::Unmet { event, unmet }.into()
}

/// The work as it was handed in.
pub(super) async fn handed(db: &mut Conn, id: AttemptId, seq: i64) -> Result<Handed, Error> {
    let found = snapshot::find(db, id, seq).await?.ok_or(NONE)?;
    Handed::parse(&found.content).map_err(|error| Error::Invalid(error.to_string()))
}
