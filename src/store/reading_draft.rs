//! What assessors have written and not submitted, at rest. A draft is its author's alone, and stays when the lease ends.

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, Tx, document, query};
use crate::clock::Timestamp;
use crate::domain::id::{PersonId, ReadingSlotId};
use crate::domain::reading::Reading;

/// One draft.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct ReadingDraft {
    /// Of which wanted reading.
    pub reading_slot_id: ReadingSlotId,
    /// Whose.
    pub person_id: PersonId,
    /// What is written.
    pub content: Json<Reading>,
    /// The how-manieth save it is.
    pub save_seq: i64,
    /// Which save it is, so that a repeated one is told from another.
    pub save_id: String,
    /// When it was saved.
    pub saved_at: Timestamp,
}

/// Somebody's draft.
pub async fn find(
    db: &mut Conn,
    id: ReadingSlotId,
    person_id: PersonId,
) -> Result<Option<ReadingDraft>, Error> {
    query(
        "SELECT reading_slot_id, person_id, content, save_seq, save_id, saved_at FROM reading_draft
         WHERE reading_slot_id = $1 AND person_id = $2",
    )
    .bind(id)
    .bind(person_id)
    .optional(db)
    .await
}

/// Writes a draft that follows the one numbered `based_on`, or the first. `false` when something newer is there.
pub async fn save(tx: &mut Tx, new: &ReadingDraft, based_on: i64) -> Result<bool, Error> {
    let statement = if based_on == 0 {
        query(
            "INSERT INTO reading_draft (reading_slot_id, person_id, content, save_id, saved_at, save_seq)
             VALUES ($1, $2, $3, $4, $5, 1)
             ON CONFLICT (reading_slot_id, person_id) DO NOTHING",
        )
    } else {
        query(
            "UPDATE reading_draft SET content = $3, save_id = $4, saved_at = $5, save_seq = save_seq + 1
             WHERE reading_slot_id = $1 AND person_id = $2 AND save_seq = $6",
        )
    };
    let statement = statement
        .bind(new.reading_slot_id)
        .bind(new.person_id)
        .bind(document(&new.content))
        .bind(&new.save_id)
        .bind(new.saved_at);
    let statement = if based_on == 0 {
        statement
    } else {
        statement.bind(based_on)
    };
    statement.execute(tx).await.map(|rows| rows == 1)
}

/// Forgets drafts that nobody has gone on with since a moment, and whose author does not have the work.
pub async fn delete_older(tx: &mut Tx, before: Timestamp) -> Result<u64, Error> {
    query(
        "DELETE FROM reading_draft WHERE saved_at < $1
             AND (SELECT COUNT(*) FROM reading_slot AS slot
                  WHERE slot.id = reading_draft.reading_slot_id AND slot.state = 'leased'
                      AND slot.person_id = reading_draft.person_id) = 0",
    )
    .bind(before)
    .execute(tx)
    .await
}
