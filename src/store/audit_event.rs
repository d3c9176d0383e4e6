//! The audit log at rest. Events are added and read, never changed.

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, Tx, document, query};
use crate::clock::Timestamp;
use crate::domain::id::OrganizationId;

/// One change of state.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct AuditEvent {
    /// In which organisation, where it belongs to one.
    pub organization_id: Option<OrganizationId>,
    /// Who: a person's id, `operator` for the command line, `system` for the schedule.
    pub actor: String,
    /// What, as `noun.verb`.
    pub kind: String,
    /// Of what.
    pub subject_id: String,
    /// The circumstances; never a secret.
    pub detail: Json<serde_json::Value>,
    /// When.
    pub created_at: Timestamp,
}

/// Writes an event.
pub async fn insert(tx: &mut Tx, id: uuid::Uuid, event: &AuditEvent) -> Result<(), Error> {
    query(
        "INSERT INTO audit_event (id, organization_id, actor, kind, subject_id, detail, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id.to_string().as_str())
    .bind(event.organization_id)
    .bind(&event.actor)
    .bind(&event.kind)
    .bind(&event.subject_id)
    .bind(document(&event.detail))
    .bind(event.created_at)
    .execute(tx)
    .await
    .map(drop)
}

/// What happened to one thing, oldest first.
pub async fn list_for_subject(db: &mut Conn, subject_id: &str) -> Result<Vec<AuditEvent>, Error> {
    query(
        "SELECT organization_id, actor, kind, subject_id, detail, created_at FROM audit_event
         WHERE subject_id = $1 ORDER BY created_at, id",
    )
    .bind(subject_id)
    .all(db)
    .await
}
