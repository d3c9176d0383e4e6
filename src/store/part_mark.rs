//! What earners say of the parts of an attempt for themselves, at rest.

use sqlx::FromRow;

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::id::AttemptId;

/// A part that its earner called ready.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct PartMark {
    /// The part.
    pub part_id: String,
    /// The hash of what was in it then.
    pub content_hash: String,
    /// When.
    pub marked_at: Timestamp,
}

/// Writes a mark, in place of an earlier one of the same part.
pub async fn upsert(tx: &mut Tx, attempt_id: AttemptId, mark: &PartMark) -> Result<(), Error> {
    query(
        "INSERT INTO part_mark (attempt_id, part_id, content_hash, marked_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (attempt_id, part_id)
             DO UPDATE SET content_hash = excluded.content_hash, marked_at = excluded.marked_at",
    )
    .bind(attempt_id)
    .bind(&mark.part_id)
    .bind(&mark.content_hash)
    .bind(mark.marked_at)
    .execute(tx)
    .await
    .map(drop)
}

/// Takes a mark back. `false` when there was none.
pub async fn delete(tx: &mut Tx, attempt_id: AttemptId, part_id: &str) -> Result<bool, Error> {
    query("DELETE FROM part_mark WHERE attempt_id = $1 AND part_id = $2")
        .bind(attempt_id)
        .bind(part_id)
        .execute(tx)
        .await
        .map(|rows| rows == 1)
}

/// The marks of an attempt.
pub async fn list_for_attempt(db: &mut Conn, id: AttemptId) -> Result<Vec<PartMark>, Error> {
    query(
        "SELECT part_id, content_hash, marked_at FROM part_mark WHERE attempt_id = $1 ORDER BY part_id",
    )
    .bind(id)
    .all(db)
    .await
}
