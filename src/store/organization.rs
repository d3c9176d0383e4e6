//! Organisations at rest.

use sqlx::FromRow;

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::id::OrganizationId;

/// A district, association, university or vendor.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// Its name, unique in this installation.
    pub name: String,
    /// The zone of its windows and business days.
    pub timezone: String,
}

/// The organisation of this name, made when there is none. Safe against two makers at once.
pub async fn find_or_insert(
    tx: &mut Tx,
    new: &Organization,
    now: Timestamp,
) -> Result<Organization, Error> {
    query(
        "INSERT INTO organization (id, name, timezone, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (name) DO UPDATE SET name = excluded.name
         RETURNING id, name, timezone",
    )
    .bind(new.id)
    .bind(&new.name)
    .bind(&new.timezone)
    .bind(now)
    .one(tx)
    .await
}

/// The organisation that was made first.
pub async fn find_first(db: &mut Conn) -> Result<Option<Organization>, Error> {
    query("SELECT id, name, timezone FROM organization ORDER BY created_at, id LIMIT 1")
        .optional(db)
        .await
}

/// The organisation with this id.
pub async fn find(db: &mut Conn, id: OrganizationId) -> Result<Option<Organization>, Error> {
    query("SELECT id, name, timezone FROM organization WHERE id = $1")
        .bind(id)
        .optional(db)
        .await
}
