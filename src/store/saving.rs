//! Saving an answer in as few steps as can be: everything that a save has to know in one look, and the save itself in one
//! statement that is a transaction of its own and holds back nobody.

use sqlx::FromRow;

use super::answer::StoredAnswer;
use super::{Conn, Db, Error, Sql, document, query};
use crate::clock::Timestamp;
use crate::domain::attempt::State;
use crate::domain::id::{AttemptId, CredentialVersionId, OrganizationId, PersonId};

/// What there is where something is about to be saved.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Place {
    /// Whose attempt it is.
    pub person_id: PersonId,
    /// In which organisation.
    pub organization_id: OrganizationId,
    /// On which version.
    pub credential_version_id: CredentialVersionId,
    /// What the version's content is known by.
    pub content_hash: String,
    /// Where the attempt stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// When its window began.
    pub window_started_at: Option<Timestamp>,
    /// How many times the slot was saved; nothing where nothing is in it.
    pub save_seq: Option<i64>,
    /// What tells the last save from others.
    pub save_id: Option<String>,
}

/// What there is in a slot of an attempt.
pub async fn find_place(
    db: &mut Conn,
    attempt_id: AttemptId,
    slot_id: &str,
) -> Result<Option<Place>, Error> {
    query(
        "SELECT enrollment.person_id, enrollment.organization_id, attempt.credential_version_id,
             credential_version.content_hash, attempt.state, attempt.window_started_at, answer.save_seq, answer.save_id
         FROM attempt
         JOIN enrollment ON enrollment.id = attempt.enrollment_id
         JOIN credential_version ON credential_version.id = attempt.credential_version_id
         LEFT JOIN answer ON answer.attempt_id = attempt.id AND answer.slot_id = $2
         WHERE attempt.id = $1",
    )
    .bind(attempt_id)
    .bind(slot_id)
    .optional(db)
    .await
}

// Whoever hands the attempt in, or moves it in another way, holds its row. On PostgreSQL this waits for them and looks again
// at what they left; SQLite has one writer at a time.
const FIRST: Sql = Sql::per(
    "INSERT INTO answer (attempt_id, slot_id, body, word_count, save_seq, save_id, saved_at, is_ready)
     SELECT attempt.id, $2, $3, $4, 1, $5, $6, FALSE FROM attempt WHERE attempt.id = $1 AND attempt.state = 'draft'
     ON CONFLICT (attempt_id, slot_id) DO UPDATE SET body = excluded.body,
         word_count = excluded.word_count, save_seq = 1, save_id = excluded.save_id,
         saved_at = excluded.saved_at
     WHERE answer.save_seq = 0",
    "WITH held AS (
         SELECT attempt.id, attempt.state FROM attempt WHERE attempt.id = $1 FOR NO KEY UPDATE
     )
     INSERT INTO answer (attempt_id, slot_id, body, word_count, save_seq, save_id, saved_at, is_ready)
     SELECT held.id, $2, $3, $4, 1, $5, $6, FALSE FROM held WHERE held.state = 'draft'
     ON CONFLICT (attempt_id, slot_id) DO UPDATE SET body = excluded.body,
         word_count = excluded.word_count, save_seq = 1, save_id = excluded.save_id,
         saved_at = excluded.saved_at
     WHERE answer.save_seq = 0",
);

const NEXT: Sql = Sql::per(
    "UPDATE answer SET body = $3, word_count = $4, save_seq = save_seq + 1, save_id = $5, saved_at = $6
     WHERE attempt_id = $1 AND slot_id = $2 AND save_seq = $7
         AND EXISTS (SELECT 1 FROM attempt WHERE attempt.id = $1 AND attempt.state = 'draft')",
    "WITH held AS (
         SELECT attempt.id, attempt.state FROM attempt WHERE attempt.id = $1 FOR NO KEY UPDATE
     )
     UPDATE answer SET body = $3, word_count = $4, save_seq = save_seq + 1, save_id = $5, saved_at = $6
     FROM held WHERE held.state = 'draft' AND answer.attempt_id = $1 AND answer.slot_id = $2
         AND answer.save_seq = $7",
);

/// Writes an answer that follows on the save of this number, 0 for the first, into a draft. `false`, and nothing written, when
/// another save was there before or the attempt is no draft any more.
pub async fn save(
    db: &Db,
    attempt_id: AttemptId,
    new: &StoredAnswer,
    based_on: i64,
) -> Result<bool, Error> {
    let statement = query(if based_on == 0 { FIRST } else { NEXT })
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
    statement.alone(db).await.map(|rows| rows == 1)
}
