//! How messages leave for gradebooks. Owns who may be sent next, and that no two workers send one at a time.
//!
//! A message is taken by a lease in one statement. `due_at` is when somebody may take it: at once, when it is to be tried
//! again, or when the lease of whoever has it ends. Of one cell only the first that is not settled may be taken.

use sqlx::FromRow;

use super::score_post::ScorePost;
use super::{Conn, Error, Sql, Tx, query};
use crate::clock::Timestamp;
use crate::domain::id::{CredentialId, LmsUserId, PlacementId, PlatformId, ScorePostId, StackId};
use crate::domain::placement::GradeMode;
use crate::domain::score_post::State;

/// Where a message goes.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Destination {
    /// The deployment's id at the LMS.
    pub lti_deployment_id: String,
    /// The LMS's id for the learner.
    pub sub: String,
    /// The column, where it is known.
    pub lineitem_url: Option<String>,
    /// The collection of the course's columns.
    pub lineitems_url: Option<String>,
    /// The link's id at the LMS.
    pub resource_link_id: String,
    /// The link's title.
    pub title: Option<String>,
    /// What the column gets.
    #[sqlx(try_from = "String")]
    pub grade_mode: GradeMode,
    /// The micro-credential that the link shows, where it is one.
    pub credential_id: Option<CredentialId>,
    /// The stack that it shows, where it is one.
    pub stack_id: Option<StackId>,
}

/// What became of a try.
#[derive(Clone, Debug)]
pub struct Outcome<'a> {
    /// Of which message.
    pub id: ScorePostId,
    /// Who took it.
    pub claimed_by: &'a str,
    /// Where it stands now.
    pub state: State,
    /// When it may be taken next.
    pub due_at: Timestamp,
    /// Whether it may have arrived.
    pub is_uncertain: bool,
    /// Why it has not arrived.
    pub reason: Option<&'a str>,
    /// What the LMS said.
    pub detail: Option<&'a str>,
    /// The timestamp that it was sent with.
    pub stamp: Option<Timestamp>,
}

const CLAIM: Sql = Sql::per(
    "UPDATE score_post SET state = 'sending', is_uncertain = is_uncertain OR state IN ('sending', 'unknown'),
         tries = tries + 1, claimed_by = $3, due_at = $4, updated_at = $2
     WHERE id IN (SELECT due.id FROM score_post AS due
         WHERE due.platform_id = $1 AND due.due_at <= $2 AND due.state IN ('pending', 'sending', 'unknown', 'retry')
           AND NOT EXISTS (SELECT 1 FROM score_post AS earlier
               WHERE earlier.placement_id = due.placement_id AND earlier.lms_user_id = due.lms_user_id
                 AND earlier.seq < due.seq AND earlier.state IN ('pending', 'sending', 'unknown', 'retry'))
         ORDER BY due.due_at LIMIT $5)
     RETURNING id, organization_id, platform_id, placement_id, lms_user_id, kind, message, seq, state, tries,
         due_at, is_uncertain, reason, detail, stamp, created_at, updated_at",
    "UPDATE score_post SET state = 'sending', is_uncertain = is_uncertain OR state IN ('sending', 'unknown'),
         tries = tries + 1, claimed_by = $3, due_at = $4, updated_at = $2
     WHERE id IN (SELECT due.id FROM score_post AS due
         WHERE due.platform_id = $1 AND due.due_at <= $2 AND due.state IN ('pending', 'sending', 'unknown', 'retry')
           AND NOT EXISTS (SELECT 1 FROM score_post AS earlier
               WHERE earlier.placement_id = due.placement_id AND earlier.lms_user_id = due.lms_user_id
                 AND earlier.seq < due.seq AND earlier.state IN ('pending', 'sending', 'unknown', 'retry'))
         ORDER BY due.due_at LIMIT $5 FOR UPDATE OF due SKIP LOCKED)
     RETURNING id, organization_id, platform_id, placement_id, lms_user_id, kind, message, seq, state, tries,
         due_at, is_uncertain, reason, detail, stamp, created_at, updated_at",
);

/// Takes messages to one LMS that are due, for as long as the lease holds. Those that somebody took before and let go by
/// the end of their lease may have arrived.
pub async fn claim(
    tx: &mut Tx,
    platform_id: PlatformId,
    claimed_by: &str,
    (now, lease_until): (Timestamp, Timestamp),
    limit: i64,
) -> Result<Vec<ScorePost>, Error> {
    query(CLAIM)
        .bind(platform_id)
        .bind(now)
        .bind(claimed_by)
        .bind(lease_until)
        .bind(limit)
        .all(tx)
        .await
}

/// Writes what became of a message, if the same worker still has it. `false` when somebody else took it meanwhile.
pub async fn settle(tx: &mut Tx, outcome: &Outcome<'_>, now: Timestamp) -> Result<bool, Error> {
    query(
        "UPDATE score_post SET state = $3, due_at = $4, is_uncertain = $5, reason = $6, detail = $7,
             stamp = COALESCE($8, stamp), claimed_by = NULL, updated_at = $9
         WHERE id = $1 AND claimed_by = $2 AND state = 'sending'",
    )
    .bind(outcome.id)
    .bind(outcome.claimed_by)
    .bind(outcome.state.code())
    .bind(outcome.due_at)
    .bind(outcome.is_uncertain)
    .bind(outcome.reason)
    .bind(outcome.detail)
    .bind(outcome.stamp)
    .bind(now)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// Whether messages to one LMS are due.
pub async fn is_due(db: &mut Conn, id: PlatformId, now: Timestamp) -> Result<bool, Error> {
    let found: Option<(PlatformId,)> = query(
        "SELECT platform_id FROM score_post
         WHERE platform_id = $1 AND due_at <= $2 AND state IN ('pending', 'sending', 'unknown', 'retry') LIMIT 1",
    )
    .bind(id)
    .bind(now)
    .optional(db)
    .await?;
    Ok(found.is_some())
}

/// Where messages to this cell go; `None` where the link shows nothing any more.
pub async fn find_destination(
    db: &mut Conn,
    placement_id: PlacementId,
    lms_user_id: LmsUserId,
) -> Result<Option<Destination>, Error> {
    query(
        "SELECT deployment.lti_deployment_id, lms_user.sub, placement.lineitem_url, lms_context.lineitems_url,
             placement.resource_link_id, placement.title, template.grade_mode, template.credential_id,
             template.stack_id
         FROM placement
             JOIN placement_template AS template ON template.id = placement.placement_template_id
             JOIN deployment ON deployment.id = placement.deployment_id
             JOIN lms_user ON lms_user.id = $2
             LEFT JOIN lms_context ON lms_context.id = placement.lms_context_id
         WHERE placement.id = $1",
    )
    .bind(placement_id)
    .bind(lms_user_id)
    .optional(db)
    .await
}

/// Lets a message that was to be tried later, did not arrive, or gave way to a person's grade be sent again now. `false` where it does not stand so.
pub async fn send_again(tx: &mut Tx, id: ScorePostId, now: Timestamp) -> Result<bool, Error> {
    query(
        "UPDATE score_post SET state = 'pending', tries = 0, due_at = $2, updated_at = $2
         WHERE id = $1 AND state IN ('retry', 'parked', 'dead', 'overridden')",
    )
    .bind(id)
    .bind(now)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// Lets messages to a column be sent again that were waiting for something to change in the course: those about the
/// account that has just come, and those that did not wait for an account. One that was tried after `tried_before` is left.
pub async fn revive(
    tx: &mut Tx,
    placement_id: PlacementId,
    lms_user_id: LmsUserId,
    tried_before: Timestamp,
    now: Timestamp,
) -> Result<u64, Error> {
    query(
        "UPDATE score_post SET state = 'pending', tries = 0, due_at = $4, updated_at = $4
         WHERE placement_id = $1 AND state = 'parked' AND updated_at <= $3
           AND (lms_user_id = $2 OR reason <> 'not-in-course')",
    )
    .bind(placement_id)
    .bind(lms_user_id)
    .bind(tried_before)
    .bind(now)
    .execute(tx)
    .await
}
