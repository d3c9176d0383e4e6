//! Readings at rest, as they were submitted. They are added and read; none is ever changed.

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, Tx, document, query};
use crate::clock::Timestamp;
use crate::domain::credential::Outcome;
use crate::domain::id::{AttemptId, PersonId, ReadingId, ReadingSlotId};
use crate::domain::reading::Reading;

/// One reading.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct SubmittedReading {
    /// Its id.
    pub id: ReadingId,
    /// Which reading was wanted.
    pub reading_slot_id: ReadingSlotId,
    /// Of which attempt.
    pub attempt_id: AttemptId,
    /// Whose.
    pub person_id: PersonId,
    /// The how-manieth version of it; the last one counts.
    pub seq: i64,
    /// What was written.
    pub content: Json<Reading>,
    /// All points together.
    pub total: i64,
    /// The id of the band.
    pub band: String,
    /// What follows.
    #[sqlx(try_from = "String")]
    pub outcome: Outcome,
    /// The hash of what was scored by.
    pub scored_hash: String,
    /// How long it took, from the lease on.
    pub seconds_spent: i64,
    /// When it was submitted.
    pub submitted_at: Timestamp,
}

/// Writes a new reading.
///
/// # Errors
/// [`Error::Conflict`] for a second of the same number.
pub async fn insert(tx: &mut Tx, new: &SubmittedReading) -> Result<(), Error> {
    query(
        "INSERT INTO reading (id, reading_slot_id, attempt_id, person_id, seq, content, total, band, outcome,
             scored_hash, seconds_spent, submitted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(new.id)
    .bind(new.reading_slot_id)
    .bind(new.attempt_id)
    .bind(new.person_id)
    .bind(new.seq)
    .bind(document(&new.content))
    .bind(new.total)
    .bind(&new.band)
    .bind(new.outcome.code())
    .bind(&new.scored_hash)
    .bind(new.seconds_spent)
    .bind(new.submitted_at)
    .execute(tx)
    .await
    .map(drop)
}

/// The reading with this id.
pub async fn find(db: &mut Conn, id: ReadingId) -> Result<Option<SubmittedReading>, Error> {
    query(
        "SELECT id, reading_slot_id, attempt_id, person_id, seq, content, total, band, outcome, scored_hash,
             seconds_spent, submitted_at
         FROM reading WHERE id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// The readings of an attempt, oldest first; also those that were sent back.
pub async fn list_for_attempt(
    db: &mut Conn,
    id: AttemptId,
) -> Result<Vec<SubmittedReading>, Error> {
    query(
        "SELECT id, reading_slot_id, attempt_id, person_id, seq, content, total, band, outcome, scored_hash,
             seconds_spent, submitted_at
         FROM reading WHERE attempt_id = $1 ORDER BY submitted_at, seq, id",
    )
    .bind(id)
    .all(db)
    .await
}

/// How many readings somebody has submitted.
pub async fn count_for_person(db: &mut Conn, id: PersonId) -> Result<i64, Error> {
    let (count,): (i64,) =
        query("SELECT CAST(COUNT(*) AS BIGINT) FROM reading WHERE person_id = $1 AND seq = 1")
            .bind(id)
            .one(db)
            .await?;
    Ok(count)
}

/// How long somebody's readings took since a moment, in seconds on average; `None` where there are none.
pub async fn average_seconds(
    db: &mut Conn,
    id: PersonId,
    since: Timestamp,
) -> Result<Option<i64>, Error> {
    let (average,): (Option<i64>,) = query(
        "SELECT CAST(AVG(seconds_spent) AS BIGINT) FROM reading WHERE person_id = $1 AND submitted_at >= $2",
    )
    .bind(id)
    .bind(since)
    .one(db)
    .await?;
    Ok(average)
}
