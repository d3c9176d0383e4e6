//! Invitations to register an LMS, at rest. The secret in an invitation's address is kept as its fingerprint.

use sqlx::FromRow;

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::id::{InviteId, OrganizationId, PlatformId};

/// One invitation; good for one registration.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Invite {
    /// Its id.
    pub id: InviteId,
    /// For whose LMS.
    pub organization_id: OrganizationId,
    /// What the administrator calls the LMS.
    pub name: String,
    /// The registration that a repeated use updates.
    pub platform_id: Option<PlatformId>,
    /// After this it is void.
    pub expires_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}

/// Writes a new invitation.
pub async fn insert(
    tx: &mut Tx,
    new: &Invite,
    secret_hash: &str,
    now: Timestamp,
) -> Result<(), Error> {
    query(
        "INSERT INTO invite (id, organization_id, name, secret_hash, platform_id, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(new.id)
    .bind(new.organization_id)
    .bind(&new.name)
    .bind(secret_hash)
    .bind(new.platform_id)
    .bind(now)
    .bind(new.expires_at)
    .execute(tx)
    .await
    .map(drop)
}

/// The invitation with this secret.
pub async fn find_by_secret(db: &mut Conn, secret_hash: &str) -> Result<Option<Invite>, Error> {
    query(
        "SELECT id, organization_id, name, platform_id, expires_at, used_at FROM invite
         WHERE secret_hash = $1",
    )
    .bind(secret_hash)
    .optional(db)
    .await
}

/// The invitation with this id.
pub async fn find(db: &mut Conn, id: InviteId) -> Result<Option<Invite>, Error> {
    query(
        "SELECT id, organization_id, name, platform_id, expires_at, used_at FROM invite WHERE id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// Uses it up. `false` when somebody else did so first or it is void.
pub async fn consume(tx: &mut Tx, id: InviteId, now: Timestamp) -> Result<bool, Error> {
    query("UPDATE invite SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2")
        .bind(id)
        .bind(now)
        .execute(tx)
        .await
        .map(|rows| rows == 1)
}
