//! Deployments at rest: installations of a registration in single accounts of an LMS.

use sqlx::FromRow;

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::approval::Approval;
use crate::domain::id::{DeploymentId, LmsContextId, PlatformId};

/// One installation.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Deployment {
    /// Its id here.
    pub id: DeploymentId,
    /// The registration that it belongs to.
    pub platform_id: PlatformId,
    /// Its id at the LMS, unique within the registration.
    pub lti_deployment_id: String,
    /// The school, as its LMS named itself at the first launch.
    pub school_name: Option<String>,
    /// The LMS installation's own identifier.
    pub platform_guid: Option<String>,
    /// Whether launches are accepted.
    #[sqlx(try_from = "String")]
    pub status: Approval,
    /// When it was first heard of.
    pub first_seen_at: Timestamp,
}

/// The deployment with this id.
pub async fn find(db: &mut Conn, id: DeploymentId) -> Result<Option<Deployment>, Error> {
    query(
        "SELECT id, platform_id, lti_deployment_id, school_name, platform_guid, status, first_seen_at
         FROM deployment WHERE id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// The deployment that the LMS calls so.
pub async fn find_by_lti_id(
    db: &mut Conn,
    platform_id: PlatformId,
    lti_deployment_id: &str,
) -> Result<Option<Deployment>, Error> {
    query(
        "SELECT id, platform_id, lti_deployment_id, school_name, platform_guid, status, first_seen_at
         FROM deployment WHERE platform_id = $1 AND lti_deployment_id = $2",
    )
    .bind(platform_id)
    .bind(lti_deployment_id)
    .optional(db)
    .await
}

/// The deployment that a course is in, while its launches are accepted.
pub async fn find_for_context(
    db: &mut Conn,
    id: LmsContextId,
) -> Result<Option<Deployment>, Error> {
    query(
        "SELECT deployment.id, deployment.platform_id, deployment.lti_deployment_id, deployment.school_name,
             deployment.platform_guid, deployment.status, deployment.first_seen_at
         FROM lms_context
         JOIN deployment ON deployment.id = lms_context.deployment_id AND deployment.status = 'active'
         JOIN platform ON platform.id = deployment.platform_id AND platform.status = 'active'
         WHERE lms_context.id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// The deployments of a registration, in the order in which they were heard of.
pub async fn list_for_platform(db: &mut Conn, id: PlatformId) -> Result<Vec<Deployment>, Error> {
    query(
        "SELECT id, platform_id, lti_deployment_id, school_name, platform_guid, status, first_seen_at
         FROM deployment WHERE platform_id = $1 ORDER BY first_seen_at, id",
    )
    .bind(id)
    .all(db)
    .await
}

/// Writes a deployment that nobody has heard of; one that is known already stays as it is.
pub async fn insert_if_unknown(tx: &mut Tx, new: &Deployment) -> Result<(), Error> {
    query(
        "INSERT INTO deployment (id, platform_id, lti_deployment_id, school_name, platform_guid, status,
             first_seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (platform_id, lti_deployment_id) DO NOTHING",
    )
    .bind(new.id)
    .bind(new.platform_id)
    .bind(&new.lti_deployment_id)
    .bind(new.school_name.as_deref())
    .bind(new.platform_guid.as_deref())
    .bind(new.status.code())
    .bind(new.first_seen_at)
    .execute(tx)
    .await
    .map(drop)
}

/// Writes where the deployment stands.
pub async fn update_status(
    tx: &mut Tx,
    id: DeploymentId,
    status: Approval,
    now: Timestamp,
) -> Result<(), Error> {
    query("UPDATE deployment SET status = $2, decided_at = $3 WHERE id = $1")
        .bind(id)
        .bind(status.code())
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
}

/// Writes what the LMS says of itself, for a deployment that was entered by hand before its first launch.
pub async fn update_school(
    tx: &mut Tx,
    id: DeploymentId,
    school_name: Option<&str>,
    platform_guid: Option<&str>,
) -> Result<(), Error> {
    query("UPDATE deployment SET school_name = $2, platform_guid = $3 WHERE id = $1")
        .bind(id)
        .bind(school_name)
        .bind(platform_guid)
        .execute(tx)
        .await
        .map(drop)
}
