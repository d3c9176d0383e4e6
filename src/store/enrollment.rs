//! Enrollments at rest: one person's way through one micro-credential, and the links that it is opened from. Also what an
//! enrollment is pinned to: the version with its definition.

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, Sql, Tx, query};
use crate::clock::Timestamp;
use crate::domain::credential::Definition;
use crate::domain::id::{
    CredentialId, CredentialVersionId, EnrollmentId, LmsContextId, LmsUserId, OrganizationId,
    PersonId, PlacementId,
};

/// One enrollment.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Enrollment {
    /// Its id.
    pub id: EnrollmentId,
    /// In which organisation.
    pub organization_id: OrganizationId,
    /// Whose.
    pub person_id: PersonId,
    /// In which micro-credential.
    pub credential_id: CredentialId,
    /// In which version of it.
    pub credential_version_id: CredentialVersionId,
}

/// A version as somebody works on it.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Version {
    /// Its id.
    pub id: CredentialVersionId,
    /// Of which micro-credential.
    pub credential_id: CredentialId,
    /// Whose.
    pub organization_id: OrganizationId,
    /// Where it stands in its own life: `draft`, `published`, `retired`, ….
    pub state: String,
    /// Its content.
    pub definition: Json<Definition>,
}

/// The version with this id.
pub async fn find_version(
    db: &mut Conn,
    id: CredentialVersionId,
) -> Result<Option<Version>, Error> {
    query(
        "SELECT credential_version.id, credential_version.credential_id, credential.organization_id,
             credential_version.state, credential_version.definition
         FROM credential_version JOIN credential ON credential.id = credential_version.credential_id
         WHERE credential_version.id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// The version of a micro-credential that is published now.
pub async fn find_published_version(
    db: &mut Conn,
    id: CredentialId,
) -> Result<Option<Version>, Error> {
    query(
        "SELECT credential_version.id, credential_version.credential_id, credential.organization_id,
             credential_version.state, credential_version.definition
         FROM credential_version JOIN credential ON credential.id = credential_version.credential_id
         WHERE credential_version.credential_id = $1 AND credential_version.state = 'published'",
    )
    .bind(id)
    .optional(db)
    .await
}

/// The enrollment with this id.
pub async fn find(db: &mut Conn, id: EnrollmentId) -> Result<Option<Enrollment>, Error> {
    query(
        "SELECT id, organization_id, person_id, credential_id, credential_version_id FROM enrollment
         WHERE id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

const HOLD: Sql = Sql::per(
    "SELECT id FROM enrollment WHERE id = $1",
    "SELECT id FROM enrollment WHERE id = $1 FOR UPDATE",
);

/// Sees to it that nobody else changes an enrollment, or begins an attempt of it, until the transaction ends.
pub async fn hold(tx: &mut Tx, id: EnrollmentId) -> Result<(), Error> {
    let _: Option<(EnrollmentId,)> = query(HOLD).bind(id).optional(tx).await?;
    Ok(())
}

/// A person's enrollment in a micro-credential.
pub async fn find_for_person(
    db: &mut Conn,
    person_id: PersonId,
    credential_id: CredentialId,
) -> Result<Option<Enrollment>, Error> {
    query(
        "SELECT id, organization_id, person_id, credential_id, credential_version_id FROM enrollment
         WHERE person_id = $1 AND credential_id = $2",
    )
    .bind(person_id)
    .bind(credential_id)
    .optional(db)
    .await
}

/// A person's enrollments, newest first.
pub async fn list_for_person(db: &mut Conn, id: PersonId) -> Result<Vec<Enrollment>, Error> {
    query(
        "SELECT id, organization_id, person_id, credential_id, credential_version_id FROM enrollment
         WHERE person_id = $1 ORDER BY created_at DESC, id DESC",
    )
    .bind(id)
    .all(db)
    .await
}

/// The person's enrollment in the micro-credential, made when there is none. Of two makers at once, both get the same.
pub async fn find_or_insert(
    tx: &mut Tx,
    new: &Enrollment,
    now: Timestamp,
) -> Result<Enrollment, Error> {
    query(
        "INSERT INTO enrollment (id, organization_id, person_id, credential_id, credential_version_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (person_id, credential_id) DO UPDATE SET person_id = excluded.person_id
         RETURNING id, organization_id, person_id, credential_id, credential_version_id",
    )
    .bind(new.id)
    .bind(new.organization_id)
    .bind(new.person_id)
    .bind(new.credential_id)
    .bind(new.credential_version_id)
    .bind(now)
    .one(tx)
    .await
}

/// Pins an enrollment to another version, while no attempt was begun on it.
pub async fn update_version(
    tx: &mut Tx,
    id: EnrollmentId,
    version_id: CredentialVersionId,
) -> Result<bool, Error> {
    query(
        "UPDATE enrollment SET credential_version_id = $2
         WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.enrollment_id = $1)",
    )
    .bind(id)
    .bind(version_id)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// Adds a link to those that the enrollment is opened from; `false` when it is one of them already.
pub async fn insert_placement(
    tx: &mut Tx,
    id: EnrollmentId,
    placement_id: PlacementId,
    lms_user_id: LmsUserId,
    now: Timestamp,
) -> Result<bool, Error> {
    query(
        "INSERT INTO enrollment_placement (enrollment_id, placement_id, lms_user_id, created_at)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (enrollment_id, placement_id, lms_user_id) DO NOTHING",
    )
    .bind(id)
    .bind(placement_id)
    .bind(lms_user_id)
    .bind(now)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// Whether an enrollment was opened from this course.
pub async fn is_in_context(
    db: &mut Conn,
    id: EnrollmentId,
    lms_context_id: LmsContextId,
) -> Result<bool, Error> {
    let found: Option<(PlacementId,)> = query(
        "SELECT link.placement_id FROM enrollment_placement AS link
         JOIN placement ON placement.id = link.placement_id
         WHERE link.enrollment_id = $1 AND placement.lms_context_id = $2 LIMIT 1",
    )
    .bind(id)
    .bind(lms_context_id)
    .optional(db)
    .await?;
    Ok(found.is_some())
}

/// The links that an enrollment is opened from, oldest first.
pub async fn list_placements(db: &mut Conn, id: EnrollmentId) -> Result<Vec<PlacementId>, Error> {
    let rows: Vec<(PlacementId,)> = query(
        "SELECT placement_id FROM enrollment_placement WHERE enrollment_id = $1 ORDER BY created_at, placement_id",
    )
    .bind(id)
    .all(db)
    .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// How many results of "revise" a coach has talked through.
pub async fn find_coached(db: &mut Conn, id: EnrollmentId) -> Result<i64, Error> {
    let found: Option<(i64,)> = query("SELECT coached FROM enrollment WHERE id = $1")
        .bind(id)
        .optional(db)
        .await?;
    Ok(found.map_or(0, |(coached,)| coached))
}

/// Writes how many they are.
pub async fn update_coached(tx: &mut Tx, id: EnrollmentId, results: i64) -> Result<bool, Error> {
    query("UPDATE enrollment SET coached = $2 WHERE id = $1")
        .bind(id)
        .bind(results)
        .execute(tx)
        .await
        .map(|rows| rows == 1)
}
