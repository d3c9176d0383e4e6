//! Answers at rest: one row for each slot of an attempt. Owns the count of saves, which rises by exactly one and never
//! falls; whoever saves has taken the attempt's row first.
//!
//! `is_ready` is a column that nobody reads any more: what an earner calls ready is a part (`part_mark`).

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, Tx, document, query};
use crate::clock::Timestamp;
use crate::domain::answer::Answer;
use crate::domain::id::AttemptId;

/// What is in one slot.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct StoredAnswer {
    /// Of which slot.
    pub slot_id: String,
    /// What was written.
    pub body: Json<Answer>,
    /// How long it is, in words or characters.
    pub word_count: i64,
    /// How many times it was saved.
    pub save_seq: i64,
    /// What tells the last save from others.
    pub save_id: String,
    /// When it was last saved.
    pub saved_at: Timestamp,
}

/// What is in a slot.
pub async fn find(
    db: &mut Conn,
    attempt_id: AttemptId,
    slot_id: &str,
) -> Result<Option<StoredAnswer>, Error> {
    query(
        "SELECT slot_id, body, word_count, save_seq, save_id, saved_at FROM answer
         WHERE attempt_id = $1 AND slot_id = $2",
    )
    .bind(attempt_id)
    .bind(slot_id)
    .optional(db)
    .await
}

/// Everything that was written in an attempt.
pub async fn list_for_attempt(db: &mut Conn, id: AttemptId) -> Result<Vec<StoredAnswer>, Error> {
    query(
        "SELECT slot_id, body, word_count, save_seq, save_id, saved_at FROM answer
         WHERE attempt_id = $1 ORDER BY slot_id",
    )
    .bind(id)
    .all(db)
    .await
}

/// Writes an answer that follows on the save of this number; 0 for the first. `false`, and nothing written, when
/// another save was there before.
pub async fn save(
    tx: &mut Tx,
    attempt_id: AttemptId,
    new: &StoredAnswer,
    based_on: i64,
) -> Result<bool, Error> {
    let statement = if based_on == 0 {
        query(
            "INSERT INTO answer (attempt_id, slot_id, body, word_count, save_seq, save_id, saved_at, is_ready)
             VALUES ($1, $2, $3, $4, 1, $5, $6, FALSE)
             ON CONFLICT (attempt_id, slot_id) DO UPDATE SET body = excluded.body,
                 word_count = excluded.word_count, save_seq = 1, save_id = excluded.save_id,
                 saved_at = excluded.saved_at
             WHERE answer.save_seq = 0",
        )
    } else {
        query(
            "UPDATE answer SET body = $3, word_count = $4, save_seq = save_seq + 1, save_id = $5, saved_at = $6
             WHERE attempt_id = $1 AND slot_id = $2 AND save_seq = $7",
        )
    };
    let statement = statement
        .bind(attempt_id)
        .bind(&new.slot_id)
        .bind(document(&new.body))
        .bind(new.word_count)
        .bind(&new.save_id)
        .bind(new.saved_at);
    let statement = if based_on == 0 {
        statement
    } else {
        statement.bind(based_on)
    };
    statement.execute(tx).await.map(|rows| rows == 1)
}

/// Copies what was written in one attempt into another that has nothing yet, as its first save.
pub async fn carry(tx: &mut Tx, from: AttemptId, to: AttemptId) -> Result<u64, Error> {
    query(
        "INSERT INTO answer (attempt_id, slot_id, body, word_count, save_seq, save_id, is_ready, saved_at)
         SELECT $2, slot_id, body, word_count, 1, save_id, FALSE, saved_at FROM answer WHERE attempt_id = $1",
    )
    .bind(from)
    .bind(to)
    .execute(tx)
    .await
}
