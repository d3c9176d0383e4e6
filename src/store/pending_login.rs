//! Logins that wait for their launch, at rest. The state, the browser's secret and the ticket are kept as
//! fingerprints; the nonce is no secret (it travels in addresses) and is kept as it is.

use sqlx::FromRow;

use sqlx::types::Json;

use super::platform::Platform;
use super::{Conn, Db, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::approval::Approval;
use crate::domain::coded;
use crate::domain::id::{OrganizationId, PendingLoginId, PlatformId};

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

/// Writes a new login, in a transaction of its own. `false`, and nothing written, when its registration is not, or not any
/// more, active under this issuer and client id with this authorization endpoint: then the login began on what was true
/// before.
pub async fn insert(
    db: &Db,
    new: &PendingLogin,
    platform: &Platform,
    state_hash: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    query(
        "INSERT INTO pending_login (id, state_hash, nonce, platform_id, deployment_hint, target_link_uri,
             binding, secret_hash, storage_target, created_at, expires_at)
         SELECT $1, $2, $3, platform.id, $5, $6, $7, $8, $9, $10, $11 FROM platform
         WHERE platform.id = $4 AND platform.status = 'active' AND platform.issuer = $12 AND platform.client_id = $13
             AND platform.authorization_url = $14",
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
    .bind(&platform.issuer)
    .bind(&platform.client_id)
    .bind(&platform.authorization_url)
    .alone(db)
    .await
    .map(|rows| rows == 1)
}

#[derive(FromRow)]
struct Row {
    #[sqlx(flatten)]
    login: PendingLogin,
    organization_id: OrganizationId,
    name: String,
    profile: String,
    profile_overrides: Json<serde_json::Value>,
    issuer: String,
    client_id: String,
    authorization_url: String,
    token_url: String,
    jwks_url: String,
    token_audience: Option<String>,
    #[sqlx(try_from = "String")]
    status: Approval,
    asked_scopes: Json<Vec<String>>,
    granted_scopes: Option<Json<Vec<String>>>,
}

/// The login with this state, whatever became of it, with its registration as it is now.
pub async fn find_by_state(
    db: &mut Conn,
    state_hash: &str,
) -> Result<Option<(PendingLogin, Platform)>, Error> {
    let row: Option<Row> = query(
        "SELECT login.id, login.nonce, login.platform_id, login.deployment_hint, login.target_link_uri, login.binding,
             login.secret_hash, login.storage_target, login.ticket_hash, login.ticket_expires_at, login.expires_at,
             login.consumed_at, platform.organization_id, platform.name, platform.profile,
             platform.profile_overrides, platform.issuer, platform.client_id, platform.authorization_url,
             platform.token_url, platform.jwks_url, platform.token_audience, platform.status, platform.asked_scopes,
             platform.granted_scopes
         FROM pending_login AS login JOIN platform ON platform.id = login.platform_id
         WHERE login.state_hash = $1",
    )
    .bind(state_hash)
    .optional(db)
    .await?;
    Ok(row.map(Row::parts))
}

impl Row {
    fn parts(self) -> (PendingLogin, Platform) {
        let platform = Platform {
            id: self.login.platform_id,
            organization_id: self.organization_id,
            name: self.name,
            profile: self.profile,
            profile_overrides: self.profile_overrides,
            issuer: self.issuer,
            client_id: self.client_id,
            authorization_url: self.authorization_url,
            token_url: self.token_url,
            jwks_url: self.jwks_url,
            token_audience: self.token_audience,
            status: self.status,
            asked_scopes: self.asked_scopes,
            granted_scopes: self.granted_scopes,
        };
        (self.login, platform)
    }
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
