//! Messages to gradebooks at rest: what was written, to which cell, and where it stands. How they leave is in
//! [`super::score_queue`].

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, Tx, document, query};
use crate::clock::Timestamp;
use crate::domain::id::{
    CredentialId, EnrollmentId, LmsUserId, OrganizationId, PlacementId, PlatformId, ScorePostId,
};
use crate::domain::placement::GradeMode;
use crate::domain::score_post::{CauseKind, Kind, Message, State};

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct ScorePost {
    /// Its id.
    pub id: ScorePostId,
    /// In which organisation.
    pub organization_id: OrganizationId,
    /// To which LMS.
    pub platform_id: PlatformId,
    /// To which column.
    pub placement_id: PlacementId,
    /// About whom.
    pub lms_user_id: LmsUserId,
    /// What it is about.
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    /// What it says.
    pub message: Json<Message>,
    /// Its place among the messages to its cell.
    pub seq: i64,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// How often it was tried.
    pub tries: i64,
    /// When it may be taken next.
    pub due_at: Timestamp,
    /// Whether it may have arrived without our knowing.
    pub is_uncertain: bool,
    /// Why it has not arrived.
    pub reason: Option<String>,
    /// What the LMS said about it.
    pub detail: Option<String>,
    /// The timestamp that it was sent with last.
    pub stamp: Option<Timestamp>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// A message as it is written.
#[derive(Clone, Debug)]
pub struct NewScorePost<'a> {
    /// Its id.
    pub id: ScorePostId,
    /// To which cell.
    pub target: &'a Target,
    /// What it is about.
    pub kind: Kind,
    /// What it says.
    pub message: &'a Message,
    /// What it follows from.
    pub cause_kind: CauseKind,
    /// Its id.
    pub cause_id: String,
    /// Which of several times.
    pub cause_seq: i64,
    /// Its place among the messages to its cell.
    pub seq: i64,
}

/// A cell that somebody's work feeds.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Target {
    /// The link.
    pub placement_id: PlacementId,
    /// The learner's account.
    pub lms_user_id: LmsUserId,
    /// The LMS.
    pub platform_id: PlatformId,
    /// Whose LMS.
    pub organization_id: OrganizationId,
    /// The micro-credential that the link shows, where it is one.
    pub credential_id: Option<CredentialId>,
    /// What the column gets.
    #[sqlx(try_from = "String")]
    pub grade_mode: GradeMode,
    /// The learner's language.
    pub locale: Option<String>,
}

/// The cells that an enrollment feeds: in the columns of its micro-credential that exist or can be made.
pub async fn list_targets(db: &mut Conn, id: EnrollmentId) -> Result<Vec<Target>, Error> {
    query(
        "SELECT link.placement_id, link.lms_user_id, deployment.platform_id, template.organization_id,
             template.credential_id, template.grade_mode, lms_user.locale
         FROM enrollment_placement AS link
             JOIN enrollment ON enrollment.id = link.enrollment_id
             JOIN placement ON placement.id = link.placement_id
             JOIN placement_template AS template ON template.id = placement.placement_template_id
             JOIN deployment ON deployment.id = placement.deployment_id
             JOIN lms_user ON lms_user.id = link.lms_user_id
             LEFT JOIN lms_context ON lms_context.id = placement.lms_context_id
         WHERE link.enrollment_id = $1 AND template.credential_id = enrollment.credential_id
           AND template.grade_mode <> 'none'
           AND (placement.lineitem_url IS NOT NULL OR lms_context.lineitems_url IS NOT NULL)
         ORDER BY link.placement_id, link.lms_user_id",
    )
    .bind(id)
    .all(db)
    .await
}

/// The cell of an account in the column of a link, where there is a column or one can be made.
pub async fn find_target(
    db: &mut Conn,
    placement_id: PlacementId,
    lms_user_id: LmsUserId,
) -> Result<Option<Target>, Error> {
    query(
        "SELECT placement.id AS placement_id, lms_user.id AS lms_user_id, deployment.platform_id,
             template.organization_id, template.credential_id, template.grade_mode, lms_user.locale
         FROM placement
             JOIN placement_template AS template ON template.id = placement.placement_template_id
             JOIN deployment ON deployment.id = placement.deployment_id
             JOIN lms_user ON lms_user.id = $2 AND lms_user.platform_id = deployment.platform_id
             LEFT JOIN lms_context ON lms_context.id = placement.lms_context_id
         WHERE placement.id = $1 AND template.grade_mode <> 'none'
           AND (placement.lineitem_url IS NOT NULL OR lms_context.lineitems_url IS NOT NULL)",
    )
    .bind(placement_id)
    .bind(lms_user_id)
    .optional(db)
    .await
}

/// Writes a new message, once for each cause. `false` when it was written before.
pub async fn insert(tx: &mut Tx, new: &NewScorePost<'_>, now: Timestamp) -> Result<bool, Error> {
    query(
        "INSERT INTO score_post (id, organization_id, platform_id, placement_id, lms_user_id, kind, message, cause_kind,
             cause_id, cause_seq, seq, state, tries, due_at, is_uncertain, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'pending', 0, $12, FALSE, $12, $12)
         ON CONFLICT (cause_id, placement_id, lms_user_id, kind, cause_kind, cause_seq) DO NOTHING",
    )
    .bind(new.id)
    .bind(new.target.organization_id)
    .bind(new.target.platform_id)
    .bind(new.target.placement_id)
    .bind(new.target.lms_user_id)
    .bind(new.kind.code())
    .bind(document(new.message))
    .bind(new.cause_kind.code())
    .bind(&new.cause_id)
    .bind(new.cause_seq)
    .bind(new.seq)
    .bind(now)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// Lets a message take the place of those before it that say the same kind of thing (results, or that work was handed in)
/// and cannot have arrived unnoticed.
pub async fn supersede(
    tx: &mut Tx,
    placement_id: PlacementId,
    lms_user_id: LmsUserId,
    before: i64,
    are_results: bool,
    now: Timestamp,
) -> Result<u64, Error> {
    query(
        "UPDATE score_post SET state = 'superseded', updated_at = $5
         WHERE placement_id = $1 AND lms_user_id = $2 AND seq < $3 AND (kind <> 'submitted') = $4
           AND state IN ('pending', 'retry', 'parked', 'dead') AND (state = 'dead' OR NOT is_uncertain)",
    )
    .bind(placement_id)
    .bind(lms_user_id)
    .bind(before)
    .bind(are_results)
    .bind(now)
    .execute(tx)
    .await
}

/// The message with this id.
pub async fn find(db: &mut Conn, id: ScorePostId) -> Result<Option<ScorePost>, Error> {
    query(
        "SELECT id, organization_id, platform_id, placement_id, lms_user_id, kind, message, seq, state, tries,
             due_at, is_uncertain, reason, detail, stamp, created_at, updated_at
         FROM score_post WHERE id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// The messages to one cell, oldest first.
pub async fn list_for_cell(
    db: &mut Conn,
    placement_id: PlacementId,
    lms_user_id: LmsUserId,
) -> Result<Vec<ScorePost>, Error> {
    query(
        "SELECT id, organization_id, platform_id, placement_id, lms_user_id, kind, message, seq, state, tries,
             due_at, is_uncertain, reason, detail, stamp, created_at, updated_at
         FROM score_post WHERE placement_id = $1 AND lms_user_id = $2 ORDER BY seq",
    )
    .bind(placement_id)
    .bind(lms_user_id)
    .all(db)
    .await
}

/// The newest message to each cell of a column, passing over those that gave way to another.
pub async fn list_newest_for_placement(
    db: &mut Conn,
    id: PlacementId,
) -> Result<Vec<ScorePost>, Error> {
    query(
        "SELECT id, organization_id, platform_id, placement_id, lms_user_id, kind, message, seq, state, tries,
             due_at, is_uncertain, reason, detail, stamp, created_at, updated_at
         FROM score_post WHERE placement_id = $1 AND state <> 'superseded'
           AND NOT EXISTS (SELECT 1 FROM score_post AS later
               WHERE later.placement_id = score_post.placement_id AND later.lms_user_id = score_post.lms_user_id
                 AND later.seq > score_post.seq AND later.state <> 'superseded')
         ORDER BY lms_user_id",
    )
    .bind(id)
    .all(db)
    .await
}

/// Messages to one LMS that wait, the first due first.
pub async fn list_waiting(
    db: &mut Conn,
    platform_id: PlatformId,
    limit: i64,
) -> Result<Vec<ScorePost>, Error> {
    query(
        "SELECT id, organization_id, platform_id, placement_id, lms_user_id, kind, message, seq, state, tries,
             due_at, is_uncertain, reason, detail, stamp, created_at, updated_at
         FROM score_post WHERE platform_id = $1 AND state IN ('pending', 'sending', 'unknown', 'retry')
         ORDER BY due_at LIMIT $2",
    )
    .bind(platform_id)
    .bind(limit)
    .all(db)
    .await
}

/// Messages to one LMS that do not arrive by themselves, oldest first.
pub async fn list_stuck(
    db: &mut Conn,
    platform_id: PlatformId,
    limit: i64,
) -> Result<Vec<ScorePost>, Error> {
    query(
        "SELECT id, organization_id, platform_id, placement_id, lms_user_id, kind, message, seq, state, tries,
             due_at, is_uncertain, reason, detail, stamp, created_at, updated_at
         FROM score_post WHERE platform_id = $1 AND state IN ('parked', 'dead')
         ORDER BY created_at LIMIT $2",
    )
    .bind(platform_id)
    .bind(limit)
    .all(db)
    .await
}

/// How many messages to one LMS wait, and how many do not arrive by themselves.
pub async fn count(db: &mut Conn, platform_id: PlatformId) -> Result<(i64, i64), Error> {
    let (waiting,): (i64,) = query(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM score_post
         WHERE platform_id = $1 AND state IN ('pending', 'sending', 'unknown', 'retry')",
    )
    .bind(platform_id)
    .one(db)
    .await?;
    let (stuck,): (i64,) = query(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM score_post WHERE platform_id = $1 AND state IN ('parked', 'dead')",
    )
    .bind(platform_id)
    .one(db)
    .await?;
    Ok((waiting, stuck))
}
