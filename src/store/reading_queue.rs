//! Handing out wanted readings. Owns who may be given which, inside the statement that gives it: of all who ask at the same
//! time, each gets another one.
//!
//! An assessor is eligible who is qualified for this major version now and reads the work's language, is not the earner, has
//! no conflict with the earner, and neither has nor had another reading of the same attempt.

use super::reading_slot::ReadingSlot;
use super::{Conn, Error, Sql, Tx, query};
use crate::clock::Timestamp;
use crate::domain::id::{AttemptId, OrganizationId, PersonId, ReadingSlotId};

/// Who asks for the next one, and how it is given.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// In which organisation.
    pub organization_id: OrganizationId,
    /// Who asks.
    pub person_id: PersonId,
    /// When.
    pub now: Timestamp,
    /// Until when it is given.
    pub until: Timestamp,
    /// Second readings and appeals that are due by then go first.
    pub urgent_before: Timestamp,
    /// How many somebody may have at a time.
    pub most: i64,
}

const HOLD: Sql = Sql::per(
    "SELECT id FROM person WHERE id = $1",
    "SELECT id FROM person WHERE id = $1 FOR NO KEY UPDATE",
);

/// Sees to it that nobody is given two at the same time until the transaction ends.
pub async fn hold_reader(tx: &mut Tx, id: PersonId) -> Result<(), Error> {
    let _: Option<(PersonId,)> = query(HOLD).bind(id).optional(tx).await?;
    Ok(())
}

/// On PostgreSQL, whatever somebody else is about to change is passed over, so nobody waits for anybody; on SQLite one writes
/// at a time.
const CLAIM: Sql = Sql::per(
    "UPDATE reading_slot SET state = 'leased', person_id = $2, leased_at = $3, leased_until = $4, updated_at = $3
     WHERE state = 'open'
         AND (SELECT COUNT(*) FROM reading_slot AS held WHERE held.person_id = $2 AND held.state = 'leased') < $6
         AND id = COALESCE(
         (SELECT slot.id FROM reading_slot AS slot JOIN attempt ON attempt.id = slot.attempt_id
          WHERE slot.organization_id = $1 AND slot.due_at <= $5 AND slot.state = 'open'
              AND slot.position IN ('r2', 'appeal') AND slot.earner_id <> $2
              AND attempt.state IN ('queued', 'in_assessment')
              AND EXISTS (SELECT 1 FROM qualification AS able
                  WHERE able.person_id = $2 AND able.credential_id = slot.credential_id AND able.major = slot.major
                      AND able.state = 'qualified' AND (able.valid_until IS NULL OR able.valid_until > $3)
                      AND (CAST(able.languages AS TEXT) = '[]'
                          OR CAST(able.languages AS TEXT) LIKE '%\"' || slot.language || '\"%'))
              AND NOT EXISTS (SELECT 1 FROM assessor_conflict AS conflict
                  WHERE conflict.person_id = $2 AND conflict.earner_id = slot.earner_id)
              AND NOT EXISTS (SELECT 1 FROM reading_slot AS other
                  WHERE other.attempt_id = slot.attempt_id AND other.person_id = $2 AND other.state = 'leased')
              AND NOT EXISTS (SELECT 1 FROM reading AS own
                  WHERE own.attempt_id = slot.attempt_id AND own.person_id = $2)
          ORDER BY slot.due_at, slot.id LIMIT 1),
         (SELECT slot.id FROM reading_slot AS slot JOIN attempt ON attempt.id = slot.attempt_id
          WHERE slot.organization_id = $1 AND slot.state = 'open' AND slot.position <> 'adj' AND slot.earner_id <> $2
              AND attempt.state IN ('queued', 'in_assessment')
              AND EXISTS (SELECT 1 FROM qualification AS able
                  WHERE able.person_id = $2 AND able.credential_id = slot.credential_id AND able.major = slot.major
                      AND able.state = 'qualified' AND (able.valid_until IS NULL OR able.valid_until > $3)
                      AND (CAST(able.languages AS TEXT) = '[]'
                          OR CAST(able.languages AS TEXT) LIKE '%\"' || slot.language || '\"%'))
              AND NOT EXISTS (SELECT 1 FROM assessor_conflict AS conflict
                  WHERE conflict.person_id = $2 AND conflict.earner_id = slot.earner_id)
              AND NOT EXISTS (SELECT 1 FROM reading_slot AS other
                  WHERE other.attempt_id = slot.attempt_id AND other.person_id = $2 AND other.state = 'leased')
              AND NOT EXISTS (SELECT 1 FROM reading AS own
                  WHERE own.attempt_id = slot.attempt_id AND own.person_id = $2)
          ORDER BY slot.due_at, slot.id LIMIT 1))
     RETURNING id, organization_id, attempt_id, snapshot_seq, position, state, credential_id, major, language,
         earner_id, due_at, person_id, leased_at, leased_until, sent_back, created_at, updated_at",
    "UPDATE reading_slot SET state = 'leased', person_id = $2, leased_at = $3, leased_until = $4, updated_at = $3
     WHERE state = 'open'
         AND (SELECT COUNT(*) FROM reading_slot AS held WHERE held.person_id = $2 AND held.state = 'leased') < $6
         AND id = COALESCE(
         (SELECT slot.id FROM reading_slot AS slot JOIN attempt ON attempt.id = slot.attempt_id
          WHERE slot.organization_id = $1 AND slot.due_at <= $5 AND slot.state = 'open'
              AND slot.position IN ('r2', 'appeal') AND slot.earner_id <> $2
              AND attempt.state IN ('queued', 'in_assessment')
              AND EXISTS (SELECT 1 FROM qualification AS able
                  WHERE able.person_id = $2 AND able.credential_id = slot.credential_id AND able.major = slot.major
                      AND able.state = 'qualified' AND (able.valid_until IS NULL OR able.valid_until > $3)
                      AND (CAST(able.languages AS TEXT) = '[]'
                          OR CAST(able.languages AS TEXT) LIKE '%\"' || slot.language || '\"%'))
              AND NOT EXISTS (SELECT 1 FROM assessor_conflict AS conflict
                  WHERE conflict.person_id = $2 AND conflict.earner_id = slot.earner_id)
              AND NOT EXISTS (SELECT 1 FROM reading_slot AS other
                  WHERE other.attempt_id = slot.attempt_id AND other.person_id = $2 AND other.state = 'leased')
              AND NOT EXISTS (SELECT 1 FROM reading AS own
                  WHERE own.attempt_id = slot.attempt_id AND own.person_id = $2)
          ORDER BY slot.due_at, slot.id LIMIT 1 FOR UPDATE OF slot, attempt SKIP LOCKED),
         (SELECT slot.id FROM reading_slot AS slot JOIN attempt ON attempt.id = slot.attempt_id
          WHERE slot.organization_id = $1 AND slot.state = 'open' AND slot.position <> 'adj' AND slot.earner_id <> $2
              AND attempt.state IN ('queued', 'in_assessment')
              AND EXISTS (SELECT 1 FROM qualification AS able
                  WHERE able.person_id = $2 AND able.credential_id = slot.credential_id AND able.major = slot.major
                      AND able.state = 'qualified' AND (able.valid_until IS NULL OR able.valid_until > $3)
                      AND (CAST(able.languages AS TEXT) = '[]'
                          OR CAST(able.languages AS TEXT) LIKE '%\"' || slot.language || '\"%'))
              AND NOT EXISTS (SELECT 1 FROM assessor_conflict AS conflict
                  WHERE conflict.person_id = $2 AND conflict.earner_id = slot.earner_id)
              AND NOT EXISTS (SELECT 1 FROM reading_slot AS other
                  WHERE other.attempt_id = slot.attempt_id AND other.person_id = $2 AND other.state = 'leased')
              AND NOT EXISTS (SELECT 1 FROM reading AS own
                  WHERE own.attempt_id = slot.attempt_id AND own.person_id = $2)
          ORDER BY slot.due_at, slot.id LIMIT 1 FOR UPDATE OF slot, attempt SKIP LOCKED))
     RETURNING id, organization_id, attempt_id, snapshot_seq, position, state, credential_id, major, language,
         earner_id, due_at, person_id, leased_at, leased_until, sent_back, created_at, updated_at",
);

/// Gives the oldest that is due and that somebody may read, if there is one and they have room for one more.
pub async fn claim(tx: &mut Tx, claim: &Claim) -> Result<Option<ReadingSlot>, Error> {
    query(CLAIM)
        .bind(claim.organization_id)
        .bind(claim.person_id)
        .bind(claim.now)
        .bind(claim.until)
        .bind(claim.urgent_before)
        .bind(claim.most)
        .optional(tx)
        .await
}

/// Whether somebody may read a certain one, by the same rules.
pub async fn is_eligible(
    db: &mut Conn,
    id: ReadingSlotId,
    person_id: PersonId,
    now: Timestamp,
) -> Result<bool, Error> {
    let found: Option<(ReadingSlotId,)> = query(
        "SELECT slot.id FROM reading_slot AS slot
         WHERE slot.id = $1 AND slot.earner_id <> $2
             AND EXISTS (SELECT 1 FROM qualification AS able
                 WHERE able.person_id = $2 AND able.credential_id = slot.credential_id AND able.major = slot.major
                     AND able.state = 'qualified' AND (able.valid_until IS NULL OR able.valid_until > $3)
                     AND (CAST(able.languages AS TEXT) = '[]'
                         OR CAST(able.languages AS TEXT) LIKE '%\"' || slot.language || '\"%'))
             AND NOT EXISTS (SELECT 1 FROM assessor_conflict AS conflict
                 WHERE conflict.person_id = $2 AND conflict.earner_id = slot.earner_id)
             AND NOT EXISTS (SELECT 1 FROM reading_slot AS other
                 WHERE other.attempt_id = slot.attempt_id AND other.person_id = $2 AND other.state = 'leased')
             AND NOT EXISTS (SELECT 1 FROM reading AS own
                 WHERE own.attempt_id = slot.attempt_id AND own.person_id = $2)",
    )
    .bind(id)
    .bind(person_id)
    .bind(now)
    .optional(db)
    .await?;
    Ok(found.is_some())
}

/// Whether somebody is free of what makes them partial towards an attempt: not its earner, no conflict with its earner, and
/// not one of its readers.
pub async fn is_impartial(
    db: &mut Conn,
    id: AttemptId,
    person_id: PersonId,
) -> Result<bool, Error> {
    let found: Option<(AttemptId,)> = query(
        "SELECT attempt.id FROM attempt JOIN enrollment ON enrollment.id = attempt.enrollment_id
         WHERE attempt.id = $1 AND enrollment.person_id <> $2
             AND NOT EXISTS (SELECT 1 FROM assessor_conflict AS conflict
                 WHERE conflict.person_id = $2 AND conflict.earner_id = enrollment.person_id)
             AND NOT EXISTS (SELECT 1 FROM reading_slot AS other
                 WHERE other.attempt_id = $1 AND other.person_id = $2 AND other.state = 'leased')
             AND NOT EXISTS (SELECT 1 FROM reading AS own WHERE own.attempt_id = $1 AND own.person_id = $2)",
    )
    .bind(id)
    .bind(person_id)
    .optional(db)
    .await?;
    Ok(found.is_some())
}

/// How many wait that somebody may read, by the moment that they are due.
pub async fn count_by_due(
    db: &mut Conn,
    organization_id: OrganizationId,
    person_id: PersonId,
    now: Timestamp,
) -> Result<Vec<(Timestamp, i64)>, Error> {
    query(
        "SELECT slot.due_at, CAST(COUNT(*) AS BIGINT) FROM reading_slot AS slot
             JOIN attempt ON attempt.id = slot.attempt_id
         WHERE slot.organization_id = $1 AND slot.state = 'open' AND slot.position <> 'adj' AND slot.earner_id <> $2
             AND attempt.state IN ('queued', 'in_assessment')
             AND EXISTS (SELECT 1 FROM qualification AS able
                 WHERE able.person_id = $2 AND able.credential_id = slot.credential_id AND able.major = slot.major
                     AND able.state = 'qualified' AND (able.valid_until IS NULL OR able.valid_until > $3)
                     AND (CAST(able.languages AS TEXT) = '[]'
                         OR CAST(able.languages AS TEXT) LIKE '%\"' || slot.language || '\"%'))
             AND NOT EXISTS (SELECT 1 FROM assessor_conflict AS conflict
                 WHERE conflict.person_id = $2 AND conflict.earner_id = slot.earner_id)
             AND NOT EXISTS (SELECT 1 FROM reading_slot AS other
                 WHERE other.attempt_id = slot.attempt_id AND other.person_id = $2 AND other.state = 'leased')
             AND NOT EXISTS (SELECT 1 FROM reading AS own
                 WHERE own.attempt_id = slot.attempt_id AND own.person_id = $2)
         GROUP BY slot.due_at ORDER BY slot.due_at",
    )
    .bind(organization_id)
    .bind(person_id)
    .bind(now)
    .all(db)
    .await
}
