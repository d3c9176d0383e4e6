//! Decisions at rest. A decision is written once; releasing it is the one change there is, and happens once.

use sqlx::FromRow;

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::credential::Outcome;
use crate::domain::decision::Basis;
use crate::domain::id::{AttemptId, DecisionId, EnrollmentId, PersonId, ReadingId};

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// About which attempt.
    pub attempt_id: AttemptId,
    /// On what it rests.
    #[sqlx(try_from = "String")]
    pub basis: Basis,
    /// The reading that is told.
    pub reading_id: ReadingId,
    /// All points together.
    pub total: i64,
    /// The id of the band.
    pub band: String,
    /// What it says.
    #[sqlx(try_from = "String")]
    pub outcome: Outcome,
    /// What a gradebook column of the rubric's maximum is told.
    pub posted_points: i64,
    /// Why, where a lead assessor decided.
    pub rationale: String,
    /// The decision that it takes the place of.
    pub supersedes_id: Option<DecisionId>,
    /// Who decided; nobody where readings decided by themselves.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Timestamp,
    /// Who let it go out; nobody where that follows by itself.
    pub released_by: Option<PersonId>,
    /// When the earner was told.
    pub released_at: Option<Timestamp>,
}

/// Writes a new decision.
///
/// # Errors
/// [`Error::Conflict`] when another one has taken the place of the one that it supersedes.
pub async fn insert(tx: &mut Tx, new: &Decision) -> Result<(), Error> {
    query(
        "INSERT INTO decision (id, attempt_id, basis, reading_id, total, band, outcome, posted_points, rationale,
             supersedes_id, decided_by, decided_at, released_by, released_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(new.id)
    .bind(new.attempt_id)
    .bind(new.basis.code())
    .bind(new.reading_id)
    .bind(new.total)
    .bind(&new.band)
    .bind(new.outcome.code())
    .bind(new.posted_points)
    .bind(&new.rationale)
    .bind(new.supersedes_id)
    .bind(new.decided_by)
    .bind(new.decided_at)
    .bind(new.released_by)
    .bind(new.released_at)
    .execute(tx)
    .await
    .map(drop)
}

/// Marks a decision as told. `false` when it was before.
pub async fn release(
    tx: &mut Tx,
    id: DecisionId,
    by: Option<PersonId>,
    now: Timestamp,
) -> Result<bool, Error> {
    query("UPDATE decision SET released_by = $2, released_at = $3 WHERE id = $1 AND released_at IS NULL")
        .bind(id)
        .bind(by)
        .bind(now)
        .execute(tx)
        .await
        .map(|rows| rows == 1)
}

/// The decision with this id.
pub async fn find(db: &mut Conn, id: DecisionId) -> Result<Option<Decision>, Error> {
    query(
        "SELECT id, attempt_id, basis, reading_id, total, band, outcome, posted_points, rationale, supersedes_id,
             decided_by, decided_at, released_by, released_at
         FROM decision WHERE id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// The decisions about an attempt, oldest first; the last one holds.
pub async fn list_for_attempt(db: &mut Conn, id: AttemptId) -> Result<Vec<Decision>, Error> {
    query(
        "SELECT id, attempt_id, basis, reading_id, total, band, outcome, posted_points, rationale, supersedes_id,
             decided_by, decided_at, released_by, released_at
         FROM decision WHERE attempt_id = $1 ORDER BY decided_at, id",
    )
    .bind(id)
    .all(db)
    .await
}

/// The decisions that were told about the attempts of an enrollment, oldest first.
pub async fn list_released(db: &mut Conn, id: EnrollmentId) -> Result<Vec<Decision>, Error> {
    query(
        "SELECT decision.id, decision.attempt_id, decision.basis, decision.reading_id, decision.total, decision.band,
             decision.outcome, decision.posted_points, decision.rationale, decision.supersedes_id,
             decision.decided_by, decision.decided_at, decision.released_by, decision.released_at
         FROM attempt JOIN decision ON decision.attempt_id = attempt.id
         WHERE attempt.enrollment_id = $1 AND decision.released_at IS NOT NULL
         ORDER BY decision.decided_at, decision.id",
    )
    .bind(id)
    .all(db)
    .await
}
