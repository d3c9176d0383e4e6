//! Everything that is known of what a launch names, in one look: the deployment, the account, the course and the link, and
//! whether anything has to be written or sent because somebody comes.

use sqlx::FromRow;

use super::deployment::Deployment;
use super::lms_context::LmsContext;
use super::placement::Placement;
use super::{Conn, Error, query};
use crate::clock::Timestamp;
use crate::domain::id::{LmsContextId, PersonId, PlacementId, PlacementTemplateId, PlatformId};

/// What a launch names, by the LMS's ids.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// The deployment.
    pub lti_deployment_id: &'a str,
    /// The account.
    pub sub: &'a str,
    /// The course, where it comes from one.
    pub lti_context_id: Option<&'a str>,
    /// The link, where it comes from one.
    pub resource_link_id: Option<&'a str>,
    /// Scores that wait for the course count when they were not tried after this.
    pub tried_before: Timestamp,
}

/// What is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The deployment.
    pub deployment: Deployment,
    /// Whose account it is.
    pub person_id: Option<PersonId>,
    /// The course as it was last seen.
    pub context: Option<LmsContext>,
    /// The link as it was last seen.
    pub placement: Option<Placement>,
    /// Whether the person was seen to teach the course.
    pub is_teaching: bool,
    /// Whether the person holds or works on something that the link does not count yet.
    pub has_to_count: bool,
    /// Whether scores for the link wait for something to change in its course.
    pub has_parked: bool,
}

#[derive(FromRow)]
struct Row {
    #[sqlx(flatten)]
    deployment: Deployment,
    person_id: Option<PersonId>,
    context_id: Option<LmsContextId>,
    context_title: Option<String>,
    context_label: Option<String>,
    lineitems_url: Option<String>,
    memberships_url: Option<String>,
    placement_id: Option<PlacementId>,
    placement_context_id: Option<LmsContextId>,
    placement_title: Option<String>,
    lineitem_url: Option<String>,
    placement_template_id: Option<PlacementTemplateId>,
    named_template_id: Option<PlacementTemplateId>,
    is_teaching: bool,
    has_to_count: bool,
    has_parked: bool,
}

/// What is known of what a launch of this registration names; `None` for a deployment that nobody has heard of.
pub async fn find(
    db: &mut Conn,
    platform_id: PlatformId,
    named: Named<'_>,
) -> Result<Option<Arrival>, Error> {
    let row: Option<Row> = query(
        "SELECT deployment.id, deployment.platform_id, deployment.lti_deployment_id, deployment.school_name,
             deployment.platform_guid, deployment.status, deployment.first_seen_at, lms_user.person_id,
             lms_context.id AS context_id, lms_context.title AS context_title, lms_context.label AS context_label,
             lms_context.lineitems_url, lms_context.memberships_url, placement.id AS placement_id,
             placement.lms_context_id AS placement_context_id, placement.title AS placement_title,
             placement.lineitem_url, placement.placement_template_id, placement.named_template_id,
             EXISTS (
                 SELECT 1 FROM context_instructor AS teaching
                 WHERE teaching.lms_context_id = lms_context.id AND teaching.person_id = lms_user.person_id
             ) AS is_teaching,
             CASE
                 WHEN template.credential_id IS NOT NULL THEN EXISTS (
                     SELECT 1 FROM enrollment
                     WHERE enrollment.person_id = lms_user.person_id
                         AND enrollment.credential_id = template.credential_id
                         AND NOT EXISTS (
                             SELECT 1 FROM enrollment_placement AS fed
                             WHERE fed.enrollment_id = enrollment.id AND fed.placement_id = placement.id
                                 AND fed.lms_user_id = lms_user.id
                         )
                 )
                 WHEN template.gate IS NOT NULL OR template.stack_id IS NOT NULL THEN NOT EXISTS (
                     SELECT 1 FROM gate_progress AS progress
                     WHERE progress.placement_id = placement.id AND progress.lms_user_id = lms_user.id
                 )
                 ELSE FALSE
             END AS has_to_count,
             EXISTS (
                 SELECT 1 FROM score_post AS waiting
                 WHERE waiting.placement_id = placement.id AND waiting.state = 'parked' AND waiting.updated_at <= $6
             ) AS has_parked
         FROM deployment
         LEFT JOIN lms_user ON lms_user.platform_id = deployment.platform_id AND lms_user.sub = $3
         LEFT JOIN lms_context ON lms_context.deployment_id = deployment.id AND lms_context.lti_context_id = $4
         LEFT JOIN placement ON placement.deployment_id = deployment.id AND placement.resource_link_id = $5
         LEFT JOIN placement_template AS template ON template.id = placement.placement_template_id
         WHERE deployment.platform_id = $1 AND deployment.lti_deployment_id = $2",
    )
    .bind(platform_id)
    .bind(named.lti_deployment_id)
    .bind(named.sub)
    .bind(named.lti_context_id)
    .bind(named.resource_link_id)
    .bind(named.tried_before)
    .optional(db)
    .await?;
    Ok(row.map(|row| row.arrival(named)))
}

impl Row {
    fn arrival(self, named: Named<'_>) -> Arrival {
        let context = self.context_id.zip(named.lti_context_id);
        let placement = self.placement_id.zip(named.resource_link_id);
        Arrival {
            deployment: self.deployment,
            person_id: self.person_id,
            context: context.map(|(id, lti_context_id)| LmsContext {
                id,
                lti_context_id: lti_context_id.to_owned(),
                title: self.context_title,
                label: self.context_label,
                lineitems_url: self.lineitems_url,
                memberships_url: self.memberships_url,
            }),
            placement: placement.map(|(id, resource_link_id)| Placement {
                id,
                lms_context_id: self.placement_context_id,
                resource_link_id: resource_link_id.to_owned(),
                title: self.placement_title,
                lineitem_url: self.lineitem_url,
                placement_template_id: self.placement_template_id,
                named_template_id: self.named_template_id,
            }),
            is_teaching: self.is_teaching,
            has_to_count: self.has_to_count,
            has_parked: self.has_parked,
        }
    }
}
