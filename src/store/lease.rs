//! Leases at rest: of several processes on one database, one at a time does a piece of regular work. A lease
//! ends by itself, so that a killed process does not hold it for ever.

use super::{Error, Tx, query};
use crate::clock::Timestamp;

/// Takes the lease, or prolongs it for its holder. `false` while somebody else holds it.
pub async fn acquire(
    tx: &mut Tx,
    name: &str,
    holder: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<bool, Error> {
    query(
        "INSERT INTO lease (name, holder, expires_at) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
         WHERE lease.holder = excluded.holder OR lease.expires_at <= $4",
    )
    .bind(name)
    .bind(holder)
    .bind(expires_at)
    .bind(now)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// Gives one lease back before its end.
pub async fn release(tx: &mut Tx, name: &str, holder: &str) -> Result<(), Error> {
    query("DELETE FROM lease WHERE name = $1 AND holder = $2")
        .bind(name)
        .bind(holder)
        .execute(tx)
        .await
        .map(drop)
}

/// Gives back all leases of a holder, at its end.
pub async fn release_all(tx: &mut Tx, holder: &str) -> Result<u64, Error> {
    query("DELETE FROM lease WHERE holder = $1")
        .bind(holder)
        .execute(tx)
        .await
}
