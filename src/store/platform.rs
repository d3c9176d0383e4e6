//! LMS registrations at rest: one row for each issuer and client id.

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, Tx, document, query};
use crate::clock::Timestamp;
use crate::domain::approval::Approval;
use crate::domain::id::{OrganizationId, PlatformId};

/// A registration of this tool at an LMS.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Platform {
    /// Its id.
    pub id: PlatformId,
    /// Whose LMS it is.
    pub organization_id: OrganizationId,
    /// For people.
    pub name: String,
    /// The code of the product's profile.
    pub profile: String,
    /// Fields of the profile that differ here.
    pub profile_overrides: Json<serde_json::Value>,
    /// Compared byte by byte.
    pub issuer: String,
    /// Our client id there.
    pub client_id: String,
    /// OpenID Connect authorization endpoint.
    pub authorization_url: String,
    /// OAuth token endpoint.
    pub token_url: String,
    /// Key set.
    pub jwks_url: String,
    /// `aud` of client assertions, where it is neither the profile's nor the token address.
    pub token_audience: Option<String>,
    /// Whether launches are accepted.
    #[sqlx(try_from = "String")]
    pub status: Approval,
    /// Scopes that the registration asked for.
    pub asked_scopes: Json<Vec<String>>,
    /// Scopes that the LMS granted, where it said so.
    pub granted_scopes: Option<Json<Vec<String>>>,
}

const FIND: &str = "SELECT id, organization_id, name, profile, profile_overrides, issuer, client_id, \
     authorization_url, token_url, jwks_url, token_audience, status, asked_scopes, granted_scopes \
     FROM platform WHERE id = $1";
const FIND_BY_CLIENT: &str = "SELECT id, organization_id, name, profile, profile_overrides, issuer, client_id, \
     authorization_url, token_url, jwks_url, token_audience, status, asked_scopes, granted_scopes \
     FROM platform WHERE issuer = $1 AND client_id = $2";
const LIST_BY_ISSUER: &str = "SELECT id, organization_id, name, profile, profile_overrides, issuer, client_id, \
     authorization_url, token_url, jwks_url, token_audience, status, asked_scopes, granted_scopes \
     FROM platform WHERE issuer = $1 ORDER BY created_at LIMIT 2";
const LIST: &str = "SELECT id, organization_id, name, profile, profile_overrides, issuer, client_id, \
     authorization_url, token_url, jwks_url, token_audience, status, asked_scopes, granted_scopes \
     FROM platform ORDER BY created_at, id";
const LIST_FOR_ORGANIZATION: &str = "SELECT id, organization_id, name, profile, profile_overrides, issuer, \
     client_id, authorization_url, token_url, jwks_url, token_audience, status, asked_scopes, granted_scopes \
     FROM platform WHERE organization_id = $1 ORDER BY created_at, id";

/// The registration with this id.
pub async fn find(db: &mut Conn, id: PlatformId) -> Result<Option<Platform>, Error> {
    query(FIND).bind(id).optional(db).await
}

/// The registration with this issuer and client id.
pub async fn find_by_client(
    db: &mut Conn,
    issuer: &str,
    client_id: &str,
) -> Result<Option<Platform>, Error> {
    query(FIND_BY_CLIENT)
        .bind(issuer)
        .bind(client_id)
        .optional(db)
        .await
}

/// Registrations with this issuer, two at most: enough to know whether the issuer alone says which is meant.
pub async fn list_by_issuer(db: &mut Conn, issuer: &str) -> Result<Vec<Platform>, Error> {
    query(LIST_BY_ISSUER).bind(issuer).all(db).await
}

/// All registrations, oldest first.
pub async fn list(db: &mut Conn) -> Result<Vec<Platform>, Error> {
    query(LIST).all(db).await
}

/// The registrations of one organisation, oldest first.
pub async fn list_for_organization(
    db: &mut Conn,
    id: OrganizationId,
) -> Result<Vec<Platform>, Error> {
    query(LIST_FOR_ORGANIZATION).bind(id).all(db).await
}

/// Writes a new registration.
///
/// # Errors
/// [`Error::Conflict`] when issuer and client id are registered already.
pub async fn insert(tx: &mut Tx, new: &Platform, now: Timestamp) -> Result<(), Error> {
    query(
        "INSERT INTO platform (id, organization_id, name, profile, profile_overrides, issuer, client_id,
             authorization_url, token_url, jwks_url, token_audience, status, asked_scopes, granted_scopes,
             created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15)",
    )
    .bind(new.id)
    .bind(new.organization_id)
    .bind(&new.name)
    .bind(&new.profile)
    .bind(document(&new.profile_overrides))
    .bind(&new.issuer)
    .bind(&new.client_id)
    .bind(&new.authorization_url)
    .bind(&new.token_url)
    .bind(&new.jwks_url)
    .bind(new.token_audience.as_deref())
    .bind(new.status.code())
    .bind(document(&new.asked_scopes))
    .bind(scopes(new))
    .bind(now)
    .execute(tx)
    .await
    .map(drop)
}

/// Writes everything but the id, the organisation and the status of a registration anew.
pub async fn update(tx: &mut Tx, changed: &Platform, now: Timestamp) -> Result<(), Error> {
    query(
        "UPDATE platform SET name = $2, profile = $3, profile_overrides = $4, issuer = $5, client_id = $6,
             authorization_url = $7, token_url = $8, jwks_url = $9, token_audience = $10, asked_scopes = $11,
             granted_scopes = $12, updated_at = $13
         WHERE id = $1",
    )
    .bind(changed.id)
    .bind(&changed.name)
    .bind(&changed.profile)
    .bind(document(&changed.profile_overrides))
    .bind(&changed.issuer)
    .bind(&changed.client_id)
    .bind(&changed.authorization_url)
    .bind(&changed.token_url)
    .bind(&changed.jwks_url)
    .bind(changed.token_audience.as_deref())
    .bind(document(&changed.asked_scopes))
    .bind(scopes(changed))
    .bind(now)
    .execute(tx)
    .await
    .map(drop)
}

fn scopes(platform: &Platform) -> super::value::Value {
    match &platform.granted_scopes {
        Some(scopes) => document(scopes),
        None => super::value::Value::Document(None),
    }
}

/// Writes where the registration stands.
pub async fn update_status(
    tx: &mut Tx,
    id: PlatformId,
    status: Approval,
    now: Timestamp,
) -> Result<(), Error> {
    query("UPDATE platform SET status = $2, updated_at = $3 WHERE id = $1")
        .bind(id)
        .bind(status.code())
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
}
