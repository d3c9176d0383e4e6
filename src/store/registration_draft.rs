//! Dynamic registrations between "this is what your LMS says" and "yes, register", at rest. What the LMS said
//! stays here and never travels through a form.

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Error, Tx, document, query};
use crate::clock::Timestamp;
use crate::domain::id::{InviteId, RegistrationDraftId};

/// One registration that waits for its confirmation.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct RegistrationDraft {
    /// Its id.
    pub id: RegistrationDraftId,
    /// The invitation that it uses.
    pub invite_id: InviteId,
    /// The LMS's document as it came.
    pub configuration: Json<serde_json::Value>,
    /// Where it came from.
    pub configuration_url: String,
    /// The LMS's registration token, sealed.
    pub sealed_token: Option<String>,
    /// Fingerprint of the token in the confirmation form.
    pub form_token_hash: String,
    /// After this it is void.
    pub expires_at: Timestamp,
}

/// Writes a new draft.
pub async fn insert(tx: &mut Tx, new: &RegistrationDraft, now: Timestamp) -> Result<(), Error> {
    query(
        "INSERT INTO registration_draft (id, invite_id, configuration, configuration_url, sealed_token,
             form_token_hash, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(new.id)
    .bind(new.invite_id)
    .bind(document(&new.configuration))
    .bind(&new.configuration_url)
    .bind(new.sealed_token.as_deref())
    .bind(&new.form_token_hash)
    .bind(now)
    .bind(new.expires_at)
    .execute(tx)
    .await
    .map(drop)
}

/// Uses the draft up and gives it; `None` when it is unknown, void or used.
pub async fn consume(
    tx: &mut Tx,
    id: RegistrationDraftId,
    now: Timestamp,
) -> Result<Option<RegistrationDraft>, Error> {
    query(
        "UPDATE registration_draft SET used_at = $2
         WHERE id = $1 AND used_at IS NULL AND expires_at > $2
         RETURNING id, invite_id, configuration, configuration_url, sealed_token, form_token_hash, expires_at",
    )
    .bind(id)
    .bind(now)
    .optional(tx)
    .await
}

/// Forgets drafts that expired before `before`.
pub async fn delete_expired(tx: &mut Tx, before: Timestamp) -> Result<u64, Error> {
    query("DELETE FROM registration_draft WHERE expires_at < $1")
        .bind(before)
        .execute(tx)
        .await
}
