//! What people are told inside the tool, at rest.

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, Tx, document, query};
use crate::clock::Timestamp;
use crate::domain::id::{NoticeId, PersonId};

/// One notice.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// For whom.
    pub person_id: PersonId,
    /// What happened, as `noun.verb`.
    pub kind: String,
    /// To what.
    pub subject_id: String,
    /// What its words need, such as a title; never evidence or points.
    pub detail: Json<serde_json::Value>,
    /// When.
    pub created_at: Timestamp,
    /// When it was seen.
    pub seen_at: Option<Timestamp>,
}

/// Writes a new notice.
pub async fn insert(tx: &mut Tx, new: &Notice) -> Result<(), Error> {
    query(
        "INSERT INTO notice (id, person_id, kind, subject_id, detail, created_at, seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(new.id)
    .bind(new.person_id)
    .bind(&new.kind)
    .bind(&new.subject_id)
    .bind(document(&new.detail.0))
    .bind(new.created_at)
    .bind(new.seen_at)
    .execute(tx)
    .await
    .map(drop)
}

/// What a person has not seen yet, newest first.
pub async fn list_unseen(db: &mut Conn, id: PersonId, limit: i64) -> Result<Vec<Notice>, Error> {
    query(
        "SELECT id, person_id, kind, subject_id, detail, created_at, seen_at FROM notice
         WHERE person_id = $1 AND seen_at IS NULL ORDER BY created_at DESC LIMIT $2",
    )
    .bind(id)
    .bind(limit)
    .all(db)
    .await
}

/// Whether a person was told something of this kind about a subject, at this moment or after it.
pub async fn was_told(
    db: &mut Conn,
    id: PersonId,
    (kind, subject_id): (&str, &str),
    since: Timestamp,
) -> Result<bool, Error> {
    let found: Option<(NoticeId,)> = query(
        "SELECT id FROM notice
         WHERE person_id = $1 AND created_at >= $4 AND kind = $2 AND subject_id = $3 LIMIT 1",
    )
    .bind(id)
    .bind(kind)
    .bind(subject_id)
    .bind(since)
    .optional(db)
    .await?;
    Ok(found.is_some())
}

/// Marks what a person was told of this kind about a subject as seen.
pub async fn mark_kind_seen(
    tx: &mut Tx,
    id: PersonId,
    (kind, subject_id): (&str, &str),
    now: Timestamp,
) -> Result<u64, Error> {
    query(
        "UPDATE notice SET seen_at = $4
         WHERE person_id = $1 AND subject_id = $2 AND kind = $3 AND seen_at IS NULL",
    )
    .bind(id)
    .bind(subject_id)
    .bind(kind)
    .bind(now)
    .execute(tx)
    .await
}

/// Marks everything as seen that a person was told about a subject.
pub async fn mark_seen(
    tx: &mut Tx,
    id: PersonId,
    subject_id: &str,
    now: Timestamp,
) -> Result<u64, Error> {
    query("UPDATE notice SET seen_at = $3 WHERE person_id = $1 AND subject_id = $2 AND seen_at IS NULL")
        .bind(id)
        .bind(subject_id)
        .bind(now)
        .execute(tx)
        .await
}
