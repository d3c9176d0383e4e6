//! Accepted launches and the sessions they opened, at rest. The session's secret is kept as its fingerprint.

use sqlx::FromRow;
use sqlx::types::Json;

use super::role_grant::Granted;
use super::{Conn, Error, Tx, document, query};
use crate::clock::Timestamp;
use crate::domain::id::{
    DeploymentId, LaunchId, LmsContextId, LmsUserId, OrganizationId, PersonId, PlacementId,
    PlacementTemplateId, PlatformId,
};
use crate::domain::purpose::Purpose;
use crate::domain::role::Role;

/// A launch as it is written.
#[derive(Clone, Debug)]
pub struct NewLaunch {
    /// Its id, which names it in addresses.
    pub id: LaunchId,
    /// Fingerprint of the session's secret.
    pub session_hash: String,
    /// Who.
    pub lms_user_id: LmsUserId,
    /// Through which deployment.
    pub deployment_id: DeploymentId,
    /// In which course.
    pub lms_context_id: Option<LmsContextId>,
    /// From which link.
    pub placement_id: Option<PlacementId>,
    /// In which role.
    pub role: Role,
    /// The LMS's roles as they came.
    pub roles: Vec<String>,
    /// A preview user of the LMS.
    pub is_test_user: bool,
    /// An administrator acts as this person.
    pub is_masquerading: bool,
    /// What for.
    pub purpose: Purpose,
    /// The person's language at the LMS.
    pub locale: Option<String>,
    /// Where the LMS wants the person back.
    pub return_url: Option<String>,
    /// The LMS's storage frame, where the browser keeps no cookie for us.
    pub storage_target: Option<String>,
    /// When the session ends.
    pub expires_at: Timestamp,
}

/// A launch with everything that a page about it needs.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Launch {
    /// Its id.
    pub id: LaunchId,
    /// Fingerprint of the session's secret.
    pub session_hash: String,
    /// Whose LMS.
    pub organization_id: OrganizationId,
    /// Which registration.
    pub platform_id: PlatformId,
    /// Its name.
    pub platform_name: String,
    /// Its authorization endpoint, whose origin may frame us.
    pub authorization_url: String,
    /// Its profile.
    pub profile: String,
    /// What differs from it in this installation.
    pub profile_overrides: Json<serde_json::Value>,
    /// Which deployment.
    pub deployment_id: DeploymentId,
    /// Its id at the LMS.
    pub lti_deployment_id: String,
    /// Which account.
    pub lms_user_id: LmsUserId,
    /// The LMS's id for the person.
    pub sub: String,
    /// Which person.
    pub person_id: PersonId,
    /// The person's name.
    pub person_name: Option<String>,
    /// Which course.
    pub lms_context_id: Option<LmsContextId>,
    /// Its id at the LMS.
    pub lti_context_id: Option<String>,
    /// The course's name.
    pub course: Option<String>,
    /// Which link.
    pub placement_id: Option<PlacementId>,
    /// The link's title.
    pub link_title: Option<String>,
    /// The link's id at the LMS.
    pub resource_link_id: Option<String>,
    /// What the link shows, once that is known.
    pub placement_template_id: Option<PlacementTemplateId>,
    /// In which role.
    #[sqlx(try_from = "String")]
    pub role: Role,
    /// The tool roles that the person has in the organisation.
    #[sqlx(try_from = "String")]
    pub tool_roles: Granted,
    /// Whether the person has not seen yet all that they were told.
    pub has_news: bool,
    /// The LMS's roles as they came.
    pub roles: Json<Vec<String>>,
    /// A preview user of the LMS.
    pub is_test_user: bool,
    /// An administrator acts as this person.
    pub is_masquerading: bool,
    /// What for.
    pub purpose: Json<Purpose>,
    /// The person's language at the LMS.
    pub locale: Option<String>,
    /// Where the LMS wants the person back.
    pub return_url: Option<String>,
    /// The LMS's storage frame.
    pub storage_target: Option<String>,
    /// When the session ends.
    pub expires_at: Timestamp,
    /// When it was ended before its time.
    pub ended_at: Option<Timestamp>,
}

/// Writes a new launch.
pub async fn insert(tx: &mut Tx, new: &NewLaunch, now: Timestamp) -> Result<(), Error> {
    query(
        "INSERT INTO launch (id, session_hash, lms_user_id, deployment_id, lms_context_id, placement_id, role,
             roles, is_test_user, is_masquerading, purpose, locale, return_url, storage_target, created_at,
             expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(new.id)
    .bind(&new.session_hash)
    .bind(new.lms_user_id)
    .bind(new.deployment_id)
    .bind(new.lms_context_id)
    .bind(new.placement_id)
    .bind(new.role.code())
    .bind(document(&new.roles))
    .bind(new.is_test_user)
    .bind(new.is_masquerading)
    .bind(document(&new.purpose))
    .bind(new.locale.as_deref())
    .bind(new.return_url.as_deref())
    .bind(new.storage_target.as_deref())
    .bind(now)
    .bind(new.expires_at)
    .execute(tx)
    .await
    .map(drop)
}

/// The launch with this id. A launch of a registration or deployment that has been switched off since is not
/// found, so that switching off ends its sessions.
pub async fn find_open(db: &mut Conn, id: LaunchId) -> Result<Option<Launch>, Error> {
    query(
        "SELECT launch.id, launch.session_hash, platform.organization_id, deployment.platform_id,
             platform.name AS platform_name, platform.authorization_url, platform.profile,
             platform.profile_overrides, launch.deployment_id, deployment.lti_deployment_id, launch.lms_user_id, lms_user.sub,
             lms_user.person_id, lms_user.name AS person_name,
             launch.lms_context_id, lms_context.lti_context_id, COALESCE(lms_context.title, lms_context.label) AS course,
             launch.placement_id, placement.title AS link_title, placement.resource_link_id,
             placement.placement_template_id, launch.role, launch.roles, launch.is_test_user, launch.is_masquerading, launch.purpose,
             launch.locale, launch.return_url, launch.storage_target, launch.expires_at, launch.ended_at,
             COALESCE((
                 SELECT string_agg(role_grant.role, ' ') FROM role_grant
                 WHERE role_grant.organization_id = platform.organization_id
                     AND role_grant.person_id = lms_user.person_id AND role_grant.revoked_at IS NULL
             ), '') AS tool_roles,
             EXISTS (
                 SELECT 1 FROM notice WHERE notice.person_id = lms_user.person_id AND notice.seen_at IS NULL
             ) AS has_news
         FROM launch
         JOIN deployment ON deployment.id = launch.deployment_id AND deployment.status = 'active'
         JOIN platform ON platform.id = deployment.platform_id AND platform.status = 'active'
         JOIN lms_user ON lms_user.id = launch.lms_user_id
         LEFT JOIN lms_context ON lms_context.id = launch.lms_context_id
         LEFT JOIN placement ON placement.id = launch.placement_id
         WHERE launch.id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// Whether a session under this secret that lasts beyond `now` belongs to another account of the registration than this one.
pub async fn is_held_by_another(
    db: &mut Conn,
    session_hash: &str,
    (platform_id, sub): (PlatformId, &str),
    now: Timestamp,
) -> Result<bool, Error> {
    let (is_held,): (bool,) = query(
        "SELECT EXISTS (
             SELECT 1 FROM launch JOIN lms_user ON lms_user.id = launch.lms_user_id
             WHERE launch.session_hash = $1 AND lms_user.platform_id = $2 AND lms_user.sub <> $3
                 AND launch.ended_at IS NULL AND launch.expires_at > $4
         )",
    )
    .bind(session_hash)
    .bind(platform_id)
    .bind(sub)
    .bind(now)
    .one(db)
    .await?;
    Ok(is_held)
}

/// Ends a session before its time.
pub async fn end(tx: &mut Tx, id: LaunchId, now: Timestamp) -> Result<(), Error> {
    query("UPDATE launch SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL")
        .bind(id)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
}

/// How often an account has launched.
pub async fn count_for_user(db: &mut Conn, id: LmsUserId) -> Result<i64, Error> {
    let (count,): (i64,) =
        query("SELECT CAST(COUNT(*) AS BIGINT) FROM launch WHERE lms_user_id = $1")
            .bind(id)
            .one(db)
            .await?;
    Ok(count)
}

/// Forgets sessions that expired before `before`.
pub async fn delete_expired(tx: &mut Tx, before: Timestamp) -> Result<u64, Error> {
    query("DELETE FROM launch WHERE expires_at < $1")
        .bind(before)
        .execute(tx)
        .await
}
