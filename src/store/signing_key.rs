//! The tool's signing keys at rest; the private half is sealed.

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, Tx, document, query};
use crate::clock::Timestamp;

/// One key.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct StoredKey {
    /// Its `kid`.
    pub id: String,
    /// Its public half.
    pub public_jwk: Json<serde_json::Value>,
    /// Its private half, sealed under the master key.
    pub sealed: String,
    /// Since when platforms can see it.
    pub published_at: Timestamp,
    /// From when it signs.
    pub active_from: Timestamp,
    /// When it was taken out of use before its time.
    pub retired_at: Option<Timestamp>,
}

/// All keys, oldest first.
pub async fn list(db: &mut Conn) -> Result<Vec<StoredKey>, Error> {
    query(
        "SELECT id, public_jwk, sealed, published_at, active_from, retired_at FROM signing_key
         ORDER BY active_from, id",
    )
    .all(db)
    .await
}

/// Writes a new key.
pub async fn insert(tx: &mut Tx, new: &StoredKey) -> Result<(), Error> {
    query(
        "INSERT INTO signing_key (id, public_jwk, sealed, published_at, active_from, retired_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&new.id)
    .bind(document(&new.public_jwk))
    .bind(&new.sealed)
    .bind(new.published_at)
    .bind(new.active_from)
    .bind(new.retired_at)
    .execute(tx)
    .await
    .map(drop)
}

/// Forgets a key.
pub async fn delete(tx: &mut Tx, id: &str) -> Result<(), Error> {
    query("DELETE FROM signing_key WHERE id = $1")
        .bind(id)
        .execute(tx)
        .await
        .map(drop)
}
