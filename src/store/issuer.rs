//! Who stands for badges, and with which keys, at rest. The private halves of keys are sealed; the public ones stay for ever.

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, Tx, document, query};
use crate::clock::Timestamp;
use crate::domain::id::{IssuerId, OrganizationId};

/// Somebody who stands for badges.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Issuer {
    /// Its id.
    pub id: IssuerId,
    /// In which organisation.
    pub organization_id: OrganizationId,
    /// Its name in addresses and in its DID, for ever.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// Its page.
    pub url: Option<String>,
    /// Where questions about its badges go.
    pub email: Option<String>,
    /// What it is.
    pub description: Option<String>,
}

/// One pair of keys: for proofs inside documents, and for tokens.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Key {
    /// Whose.
    pub issuer_id: IssuerId,
    /// The how-manieth of that issuer, from one.
    pub number: i64,
    /// For documents, as multibase.
    pub public_key: String,
    /// For tokens.
    pub public_jwk: Json<serde_json::Value>,
    /// The private half for documents.
    pub sealed_key: String,
    /// The private half for tokens.
    pub sealed_jwk: String,
    /// From when it signs.
    pub created_at: Timestamp,
    /// From when another one signs.
    pub expired_at: Option<Timestamp>,
    /// From when it was no longer in good hands.
    pub revoked_at: Option<Timestamp>,
}

/// Writes a new issuer. `false` when the organisation has one of this name, or somebody has this slug: safe against
/// two makers at once.
pub async fn insert(tx: &mut Tx, new: &Issuer, now: Timestamp) -> Result<bool, Error> {
    query(
        "INSERT INTO issuer (id, organization_id, slug, name, url, email, description, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
    )
    .bind(new.id)
    .bind(new.organization_id)
    .bind(&new.slug)
    .bind(&new.name)
    .bind(new.url.as_deref())
    .bind(new.email.as_deref())
    .bind(new.description.as_deref())
    .bind(now)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// The organisation's issuer of this name.
pub async fn find_by_name(
    db: &mut Conn,
    organization_id: OrganizationId,
    name: &str,
) -> Result<Option<Issuer>, Error> {
    query(
        "SELECT id, organization_id, slug, name, url, email, description FROM issuer
         WHERE organization_id = $1 AND name = $2",
    )
    .bind(organization_id)
    .bind(name)
    .optional(db)
    .await
}

/// The issuer with this name in addresses.
pub async fn find_by_slug(db: &mut Conn, slug: &str) -> Result<Option<Issuer>, Error> {
    query(
        "SELECT id, organization_id, slug, name, url, email, description FROM issuer WHERE slug = $1",
    )
    .bind(slug)
    .optional(db)
    .await
}

/// The issuer with this id.
pub async fn find(db: &mut Conn, id: IssuerId) -> Result<Option<Issuer>, Error> {
    query(
        "SELECT id, organization_id, slug, name, url, email, description FROM issuer WHERE id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// All issuers of this installation, by slug.
pub async fn list(db: &mut Conn) -> Result<Vec<Issuer>, Error> {
    query(
        "SELECT id, organization_id, slug, name, url, email, description FROM issuer ORDER BY slug",
    )
    .all(db)
    .await
}

/// Changes what is told of an issuer besides its name. `false` when there is no such issuer.
pub async fn update(tx: &mut Tx, issuer: &Issuer) -> Result<bool, Error> {
    query("UPDATE issuer SET url = $2, email = $3, description = $4 WHERE id = $1")
        .bind(issuer.id)
        .bind(issuer.url.as_deref())
        .bind(issuer.email.as_deref())
        .bind(issuer.description.as_deref())
        .execute(tx)
        .await
        .map(|rows| rows == 1)
}

/// Writes a new pair of keys.
///
/// # Errors
/// [`Error::Conflict`] when somebody else made that number just now.
pub async fn insert_key(tx: &mut Tx, new: &Key) -> Result<(), Error> {
    query(
        "INSERT INTO issuer_key (issuer_id, number, public_key, public_jwk, sealed_key, sealed_jwk, created_at,
             expired_at, revoked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(new.issuer_id)
    .bind(new.number)
    .bind(&new.public_key)
    .bind(document(&new.public_jwk))
    .bind(&new.sealed_key)
    .bind(&new.sealed_jwk)
    .bind(new.created_at)
    .bind(new.expired_at)
    .bind(new.revoked_at)
    .execute(tx)
    .await
    .map(drop)
}

/// Writes when a pair of keys ended.
pub async fn end_key(tx: &mut Tx, key: &Key) -> Result<(), Error> {
    query("UPDATE issuer_key SET expired_at = $3, revoked_at = $4 WHERE issuer_id = $1 AND number = $2")
        .bind(key.issuer_id)
        .bind(key.number)
        .bind(key.expired_at)
        .bind(key.revoked_at)
        .execute(tx)
        .await
        .map(drop)
}

/// All pairs of keys of an issuer, oldest first; the last one signs.
pub async fn list_keys(db: &mut Conn, id: IssuerId) -> Result<Vec<Key>, Error> {
    query(
        "SELECT issuer_id, number, public_key, public_jwk, sealed_key, sealed_jwk, created_at, expired_at, revoked_at
         FROM issuer_key WHERE issuer_id = $1 ORDER BY number",
    )
    .bind(id)
    .all(db)
    .await
}
