//! Saving an answer in as few steps as can be: in one statement that is a transaction of its own, holds back nobody, and
//! looks by itself whether all is as its writer thinks.

use sqlx::FromRow;

use super::answer::StoredAnswer;
use super::{Conn, Db, Error, Sql, document, query};
use crate::domain::id::{AttemptId, CredentialVersionId, LaunchId, OrganizationId, PersonId};

/// What an attempt is on and whose it is: none of it changes while there is the attempt, but for the hash, which a corrected
/// typo changes.
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
}

/// What an attempt is on and whose it is.
pub async fn find_place(db: &mut Conn, attempt_id: AttemptId) -> Result<Option<Place>, Error> {
    query(
        "SELECT enrollment.person_id, enrollment.organization_id, attempt.credential_version_id,
             credential_version.content_hash
         FROM attempt
         JOIN enrollment ON enrollment.id = attempt.enrollment_id
         JOIN credential_version ON credential_version.id = attempt.credential_version_id
         WHERE attempt.id = $1",
    )
    .bind(attempt_id)
    .optional(db)
    .await
}

// Whoever hands the attempt in, or moves it in another way, holds its row. On PostgreSQL this waits for them and looks again
// at what they left; SQLite has one writer at a time.
const FIRST: Sql = Sql::per(
    "INSERT INTO answer (attempt_id, slot_id, body, word_count, save_seq, save_id, saved_at, is_ready)
     SELECT attempt.id, $2, $3, $4, 1, $5, $6, FALSE
     FROM attempt JOIN credential_version AS version ON version.id = attempt.credential_version_id
     WHERE attempt.id = $1 AND attempt.state = 'draft' AND attempt.window_started_at IS NOT NULL
         AND version.content_hash = $7
         AND EXISTS (
             SELECT 1 FROM launch
             JOIN deployment ON deployment.id = launch.deployment_id AND deployment.status = 'active'
             JOIN platform ON platform.id = deployment.platform_id AND platform.status = 'active'
             WHERE launch.id = $8 AND launch.ended_at IS NULL AND launch.expires_at > $6
         )
     ON CONFLICT (attempt_id, slot_id) DO UPDATE SET body = excluded.body,
         word_count = excluded.word_count, save_seq = 1, save_id = excluded.save_id,
         saved_at = excluded.saved_at
     WHERE answer.save_seq = 0",
    "WITH held AS (
         SELECT attempt.id, attempt.state, attempt.window_started_at, attempt.credential_version_id
         FROM attempt WHERE attempt.id = $1 FOR NO KEY UPDATE
     )
     INSERT INTO answer (attempt_id, slot_id, body, word_count, save_seq, save_id, saved_at, is_ready)
     SELECT held.id, $2, $3, $4, 1, $5, $6, FALSE
     FROM held JOIN credential_version AS version ON version.id = held.credential_version_id
     WHERE held.state = 'draft' AND held.window_started_at IS NOT NULL AND version.content_hash = $7
         AND EXISTS (
             SELECT 1 FROM launch
             JOIN deployment ON deployment.id = launch.deployment_id AND deployment.status = 'active'
             JOIN platform ON platform.id = deployment.platform_id AND platform.status = 'active'
             WHERE launch.id = $8 AND launch.ended_at IS NULL AND launch.expires_at > $6
         )
     ON CONFLICT (attempt_id, slot_id) DO UPDATE SET body = excluded.body,
         word_count = excluded.word_count, save_seq = 1, save_id = excluded.save_id,
         saved_at = excluded.saved_at
     WHERE answer.save_seq = 0",
);

const NEXT: Sql = Sql::per(
    "UPDATE answer SET body = $3, word_count = $4, save_seq = save_seq + 1, save_id = $5, saved_at = $6
     WHERE attempt_id = $1 AND slot_id = $2 AND save_seq = $9
         AND EXISTS (
             SELECT 1 FROM launch
             JOIN deployment ON deployment.id = launch.deployment_id AND deployment.status = 'active'
             JOIN platform ON platform.id = deployment.platform_id AND platform.status = 'active'
             WHERE launch.id = $8 AND launch.ended_at IS NULL AND launch.expires_at > $6
         )
         AND EXISTS (
             SELECT 1 FROM attempt JOIN credential_version AS version ON version.id = attempt.credential_version_id
             WHERE attempt.id = $1 AND attempt.state = 'draft' AND attempt.window_started_at IS NOT NULL
                 AND version.content_hash = $7
         )",
    "WITH held AS (
         SELECT attempt.id, attempt.state, attempt.window_started_at, attempt.credential_version_id
         FROM attempt WHERE attempt.id = $1 FOR NO KEY UPDATE
     )
     UPDATE answer SET body = $3, word_count = $4, save_seq = save_seq + 1, save_id = $5, saved_at = $6
     FROM held JOIN credential_version AS version ON version.id = held.credential_version_id
     WHERE held.state = 'draft' AND held.window_started_at IS NOT NULL AND version.content_hash = $7
         AND answer.attempt_id = $1 AND answer.slot_id = $2 AND answer.save_seq = $9
         AND EXISTS (
             SELECT 1 FROM launch
             JOIN deployment ON deployment.id = launch.deployment_id AND deployment.status = 'active'
             JOIN platform ON platform.id = deployment.platform_id AND platform.status = 'active'
             WHERE launch.id = $8 AND launch.ended_at IS NULL AND launch.expires_at > $6
         )",
);

/// Writes an answer that follows on the save of this number, 0 for the first, into a draft whose window has begun, on content
/// that is known by this hash, by a session that holds. `false`, and nothing written, when anything of that does not hold (any
/// more).
pub async fn save(
    db: &Db,
    attempt_id: AttemptId,
    new: &StoredAnswer,
    based_on: i64,
    content_hash: &str,
    session: LaunchId,
) -> Result<bool, Error> {
    let statement = query(if based_on == 0 { FIRST } else { NEXT })
        .bind(attempt_id)
        .bind(&new.slot_id)
        .bind(document(&new.body))
        .bind(new.word_count)
        .bind(&new.save_id)
        .bind(new.saved_at)
        .bind(content_hash)
        .bind(session);
    let statement = if based_on == 0 {
        statement
    } else {
        statement.bind(based_on)
    };
    statement.alone(db).await.map(|rows| rows == 1)
}
