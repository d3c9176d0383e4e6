//! Logins that wait for their launch, at rest. The state, the browser's secret and the ticket are kept as
//! fingerprints; the nonce is no secret (it travels in addresses) and is kept as it is.

use sqlx::FromRow;

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::coded;
use crate::domain::id::{PendingLoginId, PlatformId};

coded! {
    /// How the browser that started a login proves that it is the same one.
    Binding {
        /// It returns a cookie.
        Cookie = "cookie",
        /// The LMS's page kept a secret for it.
        Storage = "storage",
    }
}

/// One login.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct PendingLogin {
    /// Its id.
    pub id: PendingLoginId,
    /// The nonce that its token must carry.
    pub nonce: String,
    /// At which registration it was started.
    pub platform_id: PlatformId,
    /// The deployment that the LMS named.
    pub deployment_hint: Option<String>,
    /// Where the LMS said that it wants to end; for comparison only.
    pub target_link_uri: String,
    /// How the browser is recognised.
    #[sqlx(try_from = "String")]
    pub binding: Binding,
    /// Fingerprint of the browser's secret.
    pub secret_hash: String,
    /// The LMS's storage frame.
    pub storage_target: Option<String>,
    /// Fingerprint of the ticket that the answer page was given.
    pub ticket_hash: Option<String>,
    /// After this the ticket is void.
    pub ticket_expires_at: Option<Timestamp>,
    /// After this the login is void.
    pub expires_at: Timestamp,
    /// When it was used.
    pub consumed_at: Option<Timestamp>,
}

/// Writes a new login.
pub async fn insert(
    tx: &mut Tx,
    new: &PendingLogin,
    state_hash: &str,
    now: Timestamp,
) -> Result<(), Error> {
    query(
        "INSERT INTO pending_login (id, state_hash, nonce, platform_id, deployment_hint, target_link_uri,
             binding, secret_hash, storage_target, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(new.id)
    .bind(state_hash)
    .bind(&new.nonce)
    .bind(new.platform_id)
    .bind(new.deployment_hint.as_deref())
    .bind(&new.target_link_uri)
    .bind(new.binding.code())
    .bind(&new.secret_hash)
    .bind(new.storage_target.as_deref())
    .bind(now)
    .bind(new.expires_at)
    .execute(tx)
    .await
    .map(drop)
}

/// The login with this state, whatever became of it.
pub async fn find_by_state(db: &mut Conn, state_hash: &str) -> Result<Option<PendingLogin>, Error> {
    query(
        "SELECT id, nonce, platform_id, deployment_hint, target_link_uri, binding, secret_hash,
             storage_target, ticket_hash, ticket_expires_at, expires_at, consumed_at
         FROM pending_login WHERE state_hash = $1",
    )
    .bind(state_hash)
    .optional(db)
    .await
}

/// Uses the login up. `false` when it was used already or is too old; of two that ask at once, one is told so.
pub async fn consume(tx: &mut Tx, id: PendingLoginId, now: Timestamp) -> Result<bool, Error> {
    query(
        "UPDATE pending_login SET consumed_at = $2, ticket_hash = NULL
         WHERE id = $1 AND consumed_at IS NULL AND expires_at > $2",
    )
    .bind(id)
    .bind(now)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// Gives the login its one ticket. `false` when it has one, was used, or is too old.
pub async fn issue_ticket(
    tx: &mut Tx,
    id: PendingLoginId,
    ticket_hash: &str,
    ticket_expires_at: Timestamp,
    now: Timestamp,
) -> Result<bool, Error> {
    query(
        "UPDATE pending_login SET ticket_hash = $2, ticket_expires_at = $3
         WHERE id = $1 AND ticket_hash IS NULL AND consumed_at IS NULL AND expires_at > $4",
    )
    .bind(id)
    .bind(ticket_hash)
    .bind(ticket_expires_at)
    .bind(now)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// Forgets logins that expired before `before`.
pub async fn delete_expired(tx: &mut Tx, before: Timestamp) -> Result<u64, Error> {
    query("DELETE FROM pending_login WHERE expires_at < $1")
        .bind(before)
        .execute(tx)
        .await
}
