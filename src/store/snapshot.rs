//! Work as it was handed in, at rest. Snapshots are added and read; what is in them never changes.

use sqlx::FromRow;

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::id::{AttemptId, SnapshotId};

/// One snapshot.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Snapshot {
    /// Its id.
    pub id: SnapshotId,
    /// Of which attempt.
    pub attempt_id: AttemptId,
    /// The how-manieth of this attempt; the first is 1.
    pub seq: i64,
    /// The work, as canonical JSON.
    pub content: String,
    /// The content's SHA-256, in base64url.
    pub content_hash: String,
    /// When.
    pub taken_at: Timestamp,
    /// When it was taken back.
    pub recalled_at: Option<Timestamp>,
}

/// What an earner keeps of a hand-in.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Receipt {
    /// The how-manieth of this attempt.
    pub seq: i64,
    /// The SHA-256 of what was handed in.
    pub content_hash: String,
    /// When.
    pub taken_at: Timestamp,
    /// When it was taken back.
    pub recalled_at: Option<Timestamp>,
}

/// Writes a new snapshot.
///
/// # Errors
/// [`Error::Conflict`] when the attempt has one of this number.
pub async fn insert(tx: &mut Tx, new: &Snapshot) -> Result<(), Error> {
    query(
        "INSERT INTO snapshot (id, attempt_id, seq, content, content_hash, taken_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(new.id)
    .bind(new.attempt_id)
    .bind(new.seq)
    .bind(&new.content)
    .bind(&new.content_hash)
    .bind(new.taken_at)
    .execute(tx)
    .await
    .map(drop)
}

/// Marks an attempt's last snapshot as taken back.
pub async fn mark_recalled(tx: &mut Tx, id: AttemptId, now: Timestamp) -> Result<bool, Error> {
    query(
        "UPDATE snapshot SET recalled_at = $2
         WHERE attempt_id = $1 AND recalled_at IS NULL
             AND seq = (SELECT MAX(last.seq) FROM snapshot AS last WHERE last.attempt_id = $1)",
    )
    .bind(id)
    .bind(now)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// The receipts of an attempt's snapshots, oldest first.
pub async fn list_receipts(db: &mut Conn, id: AttemptId) -> Result<Vec<Receipt>, Error> {
    query(
        "SELECT seq, content_hash, taken_at, recalled_at FROM snapshot WHERE attempt_id = $1 ORDER BY seq",
    )
    .bind(id)
    .all(db)
    .await
}

/// One snapshot of an attempt, with what was handed in.
pub async fn find(db: &mut Conn, id: AttemptId, seq: i64) -> Result<Option<Snapshot>, Error> {
    query(
        "SELECT id, attempt_id, seq, content, content_hash, taken_at, recalled_at FROM snapshot
         WHERE attempt_id = $1 AND seq = $2",
    )
    .bind(id)
    .bind(seq)
    .optional(db)
    .await
}
