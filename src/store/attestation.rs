//! What earners confirm when they hand in, at rest.

use sqlx::FromRow;

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::completeness::Attestation;
use crate::domain::id::AttemptId;

/// One thing that was confirmed.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct GivenAttestation {
    /// What kind.
    #[sqlx(try_from = "String")]
    pub kind: Attestation,
    /// What was confirmed, word by word as the earner read it.
    pub statement: String,
    /// What the earner added.
    pub detail: String,
    /// When.
    pub given_at: Timestamp,
}

/// Writes what was confirmed; what was confirmed before, at a hand-in that was taken back, gives way.
pub async fn upsert(
    tx: &mut Tx,
    attempt_id: AttemptId,
    given: &GivenAttestation,
) -> Result<(), Error> {
    query(
        "INSERT INTO attestation (attempt_id, kind, statement, detail, given_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (attempt_id, kind) DO UPDATE SET statement = excluded.statement, detail = excluded.detail,
             given_at = excluded.given_at",
    )
    .bind(attempt_id)
    .bind(given.kind.code())
    .bind(&given.statement)
    .bind(&given.detail)
    .bind(given.given_at)
    .execute(tx)
    .await
    .map(drop)
}

/// Forgets what was confirmed, before it is confirmed anew. The snapshot of the earlier hand-in still has it.
pub async fn delete_for_attempt(tx: &mut Tx, id: AttemptId) -> Result<u64, Error> {
    query("DELETE FROM attestation WHERE attempt_id = $1")
        .bind(id)
        .execute(tx)
        .await
}

/// What was confirmed for an attempt.
pub async fn list_for_attempt(
    db: &mut Conn,
    id: AttemptId,
) -> Result<Vec<GivenAttestation>, Error> {
    query(
        "SELECT kind, statement, detail, given_at FROM attestation WHERE attempt_id = $1 ORDER BY kind",
    )
    .bind(id)
    .all(db)
    .await
}
