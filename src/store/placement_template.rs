//! What was chosen in pickers, at rest. A template is written once and never changed: links elsewhere carry its id.

use sqlx::FromRow;
use sqlx::types::Json;

use super::value::Value;
use super::{Conn, Error, Tx, document, query};
use crate::clock::Timestamp;
use crate::domain::gate::Gate;
use crate::domain::id::{
    CredentialId, CredentialVersionId, OrganizationId, PersonId, PlacementTemplateId, StackId,
    StackVersionId,
};
use crate::domain::placement::{GradeMode, Subject, VersionPolicy};

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct PlacementTemplate {
    /// Its id.
    pub id: PlacementTemplateId,
    /// In whose LMS it was made; it means nothing in any other's.
    pub organization_id: OrganizationId,
    /// The micro-credential, where it is one.
    pub credential_id: Option<CredentialId>,
    /// The stack, where it is one.
    pub stack_id: Option<StackId>,
    /// What a gate asks for, where it is one.
    pub gate: Option<Json<Gate>>,
    /// What the gradebook gets.
    #[sqlx(try_from = "String")]
    pub grade_mode: GradeMode,
    /// Which version is begun.
    #[sqlx(try_from = "String")]
    pub version_policy: VersionPolicy,
    /// The version, where it is one certain.
    pub pinned_version_id: Option<CredentialVersionId>,
    /// What is given to who meets the gate, where anything is.
    pub award_version_id: Option<StackVersionId>,
    /// Who chose.
    pub created_by: PersonId,
}

impl PlacementTemplate {
    /// What the link shows.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match (self.credential_id, self.stack_id, &self.gate) {
            (Some(id), ..) => Subject::Credential(id),
            (None, Some(id), _) => Subject::Stack(id),
            (None, None, Some(_)) => Subject::Gate,
            (None, None, None) => Subject::CoursePage,
        }
    }
}

/// Writes a new choice.
pub async fn insert(tx: &mut Tx, new: &PlacementTemplate, now: Timestamp) -> Result<(), Error> {
    query(
        "INSERT INTO placement_template (id, organization_id, credential_id, stack_id, gate, grade_mode, version_policy,
             pinned_version_id, award_version_id, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(new.id)
    .bind(new.organization_id)
    .bind(new.credential_id)
    .bind(new.stack_id)
    .bind(new.gate.as_ref().map_or(Value::Document(None), document))
    .bind(new.grade_mode.code())
    .bind(new.version_policy.code())
    .bind(new.pinned_version_id)
    .bind(new.award_version_id)
    .bind(new.created_by)
    .bind(now)
    .execute(tx)
    .await
    .map(drop)
}

/// The choice with this id, where it was made in an LMS of this organisation.
pub async fn find(
    db: &mut Conn,
    organization_id: OrganizationId,
    id: PlacementTemplateId,
) -> Result<Option<PlacementTemplate>, Error> {
    query(
        "SELECT id, organization_id, credential_id, stack_id, gate, grade_mode, version_policy, pinned_version_id,
             award_version_id, created_by
         FROM placement_template WHERE id = $1 AND organization_id = $2",
    )
    .bind(id)
    .bind(organization_id)
    .optional(db)
    .await
}
