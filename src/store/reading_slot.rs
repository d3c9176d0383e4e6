//! Wanted readings at rest. Owns their rows; handing out the next one is [`super::reading_queue`]'s.
//!
//! Whoever changes one has its attempt's row first ([`super::attempt::find_locked`]).

use sqlx::FromRow;

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::id::{AttemptId, CredentialId, OrganizationId, PersonId, ReadingSlotId};
use crate::domain::reading::slot::{Position, State};

/// One reading that is wanted, and who has it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct ReadingSlot {
    /// Its id.
    pub id: ReadingSlotId,
    /// In which organisation.
    pub organization_id: OrganizationId,
    /// Of which attempt.
    pub attempt_id: AttemptId,
    /// Of which snapshot of it.
    pub snapshot_seq: i64,
    /// Which reading it is.
    #[sqlx(try_from = "String")]
    pub position: Position,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// Of which micro-credential.
    pub credential_id: CredentialId,
    /// By the rubric of which major version.
    pub major: i64,
    /// The language of the work.
    pub language: String,
    /// Whose work it is; for rules alone, never for assessors' eyes.
    pub earner_id: PersonId,
    /// By when it is wanted.
    pub due_at: Timestamp,
    /// Who has it, or had it when it was submitted.
    pub person_id: Option<PersonId>,
    /// Since when.
    pub leased_at: Option<Timestamp>,
    /// Until when.
    pub leased_until: Option<Timestamp>,
    /// What a lead assessor said who sent it back.
    pub sent_back: Option<String>,
    /// When it was first wanted.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// Writes a new one.
///
/// # Errors
/// [`Error::Conflict`] when this reading of this snapshot is wanted already.
pub async fn insert(tx: &mut Tx, new: &ReadingSlot) -> Result<(), Error> {
    query(
        "INSERT INTO reading_slot (id, organization_id, attempt_id, snapshot_seq, position, state, credential_id,
             major, language, earner_id, due_at, person_id, leased_at, leased_until, sent_back, created_at,
             updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(new.id)
    .bind(new.organization_id)
    .bind(new.attempt_id)
    .bind(new.snapshot_seq)
    .bind(new.position.code())
    .bind(new.state.code())
    .bind(new.credential_id)
    .bind(new.major)
    .bind(&new.language)
    .bind(new.earner_id)
    .bind(new.due_at)
    .bind(new.person_id)
    .bind(new.leased_at)
    .bind(new.leased_until)
    .bind(new.sent_back.as_deref())
    .bind(new.created_at)
    .bind(new.updated_at)
    .execute(tx)
    .await
    .map(drop)
}

/// Writes everything of it that can change, if it still stands where `from` says. `false` when it does not.
pub async fn update(tx: &mut Tx, changed: &ReadingSlot, from: State) -> Result<bool, Error> {
    query(
        "UPDATE reading_slot SET state = $3, due_at = $4, person_id = $5, leased_at = $6, leased_until = $7,
             sent_back = $8, updated_at = $9
         WHERE id = $1 AND state = $2",
    )
    .bind(changed.id)
    .bind(from.code())
    .bind(changed.state.code())
    .bind(changed.due_at)
    .bind(changed.person_id)
    .bind(changed.leased_at)
    .bind(changed.leased_until)
    .bind(changed.sent_back.as_deref())
    .bind(changed.updated_at)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// The one with this id.
pub async fn find(db: &mut Conn, id: ReadingSlotId) -> Result<Option<ReadingSlot>, Error> {
    query(
        "SELECT id, organization_id, attempt_id, snapshot_seq, position, state, credential_id, major, language,
             earner_id, due_at, person_id, leased_at, leased_until, sent_back, created_at, updated_at
         FROM reading_slot WHERE id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// All that were ever wanted of an attempt, oldest first.
pub async fn list_for_attempt(db: &mut Conn, id: AttemptId) -> Result<Vec<ReadingSlot>, Error> {
    query(
        "SELECT id, organization_id, attempt_id, snapshot_seq, position, state, credential_id, major, language,
             earner_id, due_at, person_id, leased_at, leased_until, sent_back, created_at, updated_at
         FROM reading_slot WHERE attempt_id = $1 ORDER BY created_at, position, id",
    )
    .bind(id)
    .all(db)
    .await
}

/// What somebody has, the first to end first.
pub async fn list_held(db: &mut Conn, id: PersonId) -> Result<Vec<ReadingSlot>, Error> {
    query(
        "SELECT id, organization_id, attempt_id, snapshot_seq, position, state, credential_id, major, language,
             earner_id, due_at, person_id, leased_at, leased_until, sent_back, created_at, updated_at
         FROM reading_slot WHERE person_id = $1 AND state = 'leased' ORDER BY leased_until, id",
    )
    .bind(id)
    .all(db)
    .await
}

/// Everything that an organisation's assessors have or wait for and that is due before a moment, the first due first.
pub async fn list_active(
    db: &mut Conn,
    organization_id: OrganizationId,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<ReadingSlot>, Error> {
    query(
        "SELECT id, organization_id, attempt_id, snapshot_seq, position, state, credential_id, major, language,
             earner_id, due_at, person_id, leased_at, leased_until, sent_back, created_at, updated_at
         FROM reading_slot
         WHERE organization_id = $1 AND due_at <= $2 AND state IN ('open', 'leased') ORDER BY due_at, id LIMIT $3",
    )
    .bind(organization_id)
    .bind(before)
    .bind(limit)
    .all(db)
    .await
}

/// Differences that wait for a lead assessor or that one has, the first due first.
pub async fn list_adjudications(
    db: &mut Conn,
    organization_id: OrganizationId,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<ReadingSlot>, Error> {
    query(
        "SELECT id, organization_id, attempt_id, snapshot_seq, position, state, credential_id, major, language,
             earner_id, due_at, person_id, leased_at, leased_until, sent_back, created_at, updated_at
         FROM reading_slot
         WHERE organization_id = $1 AND due_at <= $2 AND state IN ('open', 'leased') AND position = 'adj'
         ORDER BY due_at, id LIMIT $3",
    )
    .bind(organization_id)
    .bind(before)
    .bind(limit)
    .all(db)
    .await
}

/// Leases that end after `now` and not after `until`, of work that nothing stops; the first to end first.
pub async fn list_ending(
    db: &mut Conn,
    (now, until): (Timestamp, Timestamp),
    limit: i64,
) -> Result<Vec<ReadingSlot>, Error> {
    query(
        "SELECT slot.id, slot.organization_id, slot.attempt_id, slot.snapshot_seq, slot.position, slot.state,
             slot.credential_id, slot.major, slot.language, slot.earner_id, slot.due_at, slot.person_id,
             slot.leased_at, slot.leased_until, slot.sent_back, slot.created_at, slot.updated_at
         FROM reading_slot AS slot JOIN attempt ON attempt.id = slot.attempt_id
         WHERE slot.state = 'leased' AND slot.leased_until > $1 AND slot.leased_until <= $2
           AND attempt.state <> 'on_hold'
         ORDER BY slot.leased_until LIMIT $3",
    )
    .bind(now)
    .bind(until)
    .bind(limit)
    .all(db)
    .await
}

/// Leases whose time is over, of work that nothing stops; longest over first.
pub async fn list_over(
    db: &mut Conn,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<ReadingSlot>, Error> {
    query(
        "SELECT slot.id, slot.organization_id, slot.attempt_id, slot.snapshot_seq, slot.position, slot.state,
             slot.credential_id, slot.major, slot.language, slot.earner_id, slot.due_at, slot.person_id,
             slot.leased_at, slot.leased_until, slot.sent_back, slot.created_at, slot.updated_at
         FROM reading_slot AS slot JOIN attempt ON attempt.id = slot.attempt_id
         WHERE slot.state = 'leased' AND slot.leased_until <= $1 AND attempt.state <> 'on_hold'
         ORDER BY slot.leased_until LIMIT $2",
    )
    .bind(now)
    .bind(limit)
    .all(db)
    .await
}
