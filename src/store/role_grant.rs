//! Tool roles that were granted to persons, at rest.

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::grant::ToolRole;
use crate::domain::id::{OrganizationId, PersonId};

/// The roles of one person in one organisation, as a row of something else holds them: by their codes, with spaces between.
/// One that this version does not know, of a later one that has run on the same database, gives no right here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Granted(pub Vec<ToolRole>);

impl From<String> for Granted {
    fn from(codes: String) -> Self {
        let codes = codes.split_ascii_whitespace();
        Self(
            codes
                .filter_map(|code| ToolRole::try_from(code.to_owned()).ok())
                .collect(),
        )
    }
}

/// Grants a role; granting it twice changes nothing.
pub async fn insert(
    tx: &mut Tx,
    id: uuid::Uuid,
    organization_id: OrganizationId,
    person_id: PersonId,
    role: ToolRole,
    now: Timestamp,
) -> Result<(), Error> {
    query(
        "INSERT INTO role_grant (id, organization_id, person_id, role, granted_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (organization_id, person_id, role) WHERE revoked_at IS NULL DO NOTHING",
    )
    .bind(id.to_string().as_str())
    .bind(organization_id)
    .bind(person_id)
    .bind(role.code())
    .bind(now)
    .execute(tx)
    .await
    .map(drop)
}

/// Takes a role back. `false` when it was not granted.
pub async fn revoke(
    tx: &mut Tx,
    organization_id: OrganizationId,
    person_id: PersonId,
    role: ToolRole,
    now: Timestamp,
) -> Result<bool, Error> {
    query(
        "UPDATE role_grant SET revoked_at = $4
         WHERE organization_id = $1 AND person_id = $2 AND role = $3 AND revoked_at IS NULL",
    )
    .bind(organization_id)
    .bind(person_id)
    .bind(role.code())
    .bind(now)
    .execute(tx)
    .await
    .map(|rows| rows > 0)
}

/// Whether the person has the role in this organisation.
pub async fn exists(
    db: &mut Conn,
    organization_id: OrganizationId,
    person_id: PersonId,
    role: ToolRole,
) -> Result<bool, Error> {
    let found: Option<(String,)> = query(
        "SELECT id FROM role_grant
         WHERE organization_id = $1 AND person_id = $2 AND role = $3 AND revoked_at IS NULL",
    )
    .bind(organization_id)
    .bind(person_id)
    .bind(role.code())
    .optional(db)
    .await?;
    Ok(found.is_some())
}

/// The roles that a person has in this organisation. One that this version does not know, of a later one that has run on the
/// same database, gives no right here.
pub async fn list_for_person(
    db: &mut Conn,
    organization_id: OrganizationId,
    person_id: PersonId,
) -> Result<Vec<ToolRole>, Error> {
    let rows: Vec<(String,)> = query(
        "SELECT role FROM role_grant
         WHERE organization_id = $1 AND person_id = $2 AND revoked_at IS NULL ORDER BY role",
    )
    .bind(organization_id)
    .bind(person_id)
    .all(db)
    .await?;
    let roles = rows.into_iter();
    Ok(roles
        .filter_map(|(code,)| ToolRole::try_from(code).ok())
        .collect())
}

/// Who has a role in this organisation.
pub async fn list_persons(
    db: &mut Conn,
    organization_id: OrganizationId,
    role: ToolRole,
) -> Result<Vec<PersonId>, Error> {
    let rows: Vec<(PersonId,)> = query(
        "SELECT person_id FROM role_grant WHERE organization_id = $1 AND role = $2 AND revoked_at IS NULL
         ORDER BY person_id",
    )
    .bind(organization_id)
    .bind(role.code())
    .all(db)
    .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
