//! Who must not read whose work, at rest.

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::id::PersonId;
use crate::domain::qualification::Recusal;

/// Writes that somebody must not read a person's work; saying it again changes nothing.
pub async fn insert(
    tx: &mut Tx,
    person_id: PersonId,
    earner_id: PersonId,
    reason: Recusal,
    now: Timestamp,
) -> Result<(), Error> {
    query(
        "INSERT INTO assessor_conflict (person_id, earner_id, reason, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person_id, earner_id) DO NOTHING",
    )
    .bind(person_id)
    .bind(earner_id)
    .bind(reason.code())
    .bind(now)
    .execute(tx)
    .await
    .map(drop)
}

/// Whether somebody must not read a person's work.
pub async fn exists(
    db: &mut Conn,
    person_id: PersonId,
    earner_id: PersonId,
) -> Result<bool, Error> {
    let found: Option<(PersonId,)> =
        query("SELECT person_id FROM assessor_conflict WHERE person_id = $1 AND earner_id = $2")
            .bind(person_id)
            .bind(earner_id)
            .optional(db)
            .await?;
    Ok(found.is_some())
}
