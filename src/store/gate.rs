//! How far people are before gates, at rest: what each holds of what each link counts. Also what a person holds, as gates
//! look at it, and the links that count it.

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, Sql, Tx, query};
use crate::clock::Timestamp;
use crate::domain::gate::{Gate, State};
use crate::domain::id::{
    CredentialId, LmsContextId, LmsUserId, OrganizationId, PersonId, PlacementId,
    PlacementTemplateId, StackId, StackVersionId,
};
use crate::domain::placement::GradeMode;

/// One learner before one gate.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Progress {
    /// The link.
    pub placement_id: PlacementId,
    /// The account that it was opened from.
    pub lms_user_id: LmsUserId,
    /// In which organisation.
    pub organization_id: OrganizationId,
    /// Whose account it is.
    pub person_id: PersonId,
    /// What is held.
    pub held: i64,
    /// What has to be.
    pub required: i64,
    /// Where the person stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// Since when it is met, or was.
    pub met_at: Option<Timestamp>,
    /// When it was counted last.
    pub counted_at: Timestamp,
}

/// A link of a course, as it has to be known to count what somebody holds.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Link {
    /// The link.
    pub placement_id: PlacementId,
    /// What it shows; travels with the link.
    pub placement_template_id: PlacementTemplateId,
    /// The course, where it is in one.
    pub lms_context_id: Option<LmsContextId>,
    /// When the course came to the tool.
    pub begun_at: Timestamp,
    /// What the gradebook gets.
    #[sqlx(try_from = "String")]
    pub grade_mode: GradeMode,
    /// The micro-credential, where it shows one.
    pub credential_id: Option<CredentialId>,
    /// The stack, where it counts one.
    pub stack_id: Option<StackId>,
    /// What it asks for, where it is a gate.
    pub gate: Option<Json<Gate>>,
    /// What is given to who meets the gate, where anything is.
    pub award_version_id: Option<StackVersionId>,
}

/// A link that counts, with the count of somebody who has opened it.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Opened {
    /// The link.
    #[sqlx(flatten)]
    pub link: Link,
    /// How far they are.
    #[sqlx(flatten)]
    pub progress: Progress,
}

/// How many stand where, and how many of them hold how much.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Count {
    /// Where they stand.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// What they hold.
    pub held: i64,
    /// How many they are.
    pub learners: i64,
}

/// Somebody who held everything and does not any more.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Behind {
    /// As the LMS calls them, where it does.
    pub name: Option<String>,
    /// What is held.
    pub held: i64,
    /// What has to be.
    pub required: i64,
}

// Rows may still come to refer to the person meanwhile, as every new award does.
const HOLD_PERSON: Sql = Sql::per(
    "SELECT id FROM person WHERE id = $1",
    "SELECT id FROM person WHERE id = $1 FOR NO KEY UPDATE",
);

/// Sees to it that nobody else counts what this person holds until the transaction ends. Of two who count at once, the
/// second sees what the first wrote.
pub async fn hold_person(tx: &mut Tx, id: PersonId) -> Result<(), Error> {
    let _: Option<(PersonId,)> = query(HOLD_PERSON).bind(id).optional(tx).await?;
    Ok(())
}

/// Writes a learner's first count; `false` when there is one.
pub async fn insert(tx: &mut Tx, new: &Progress) -> Result<bool, Error> {
    query(
        "INSERT INTO gate_progress (placement_id, lms_user_id, organization_id, person_id, held, required, state,
             met_at, counted_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
         ON CONFLICT (placement_id, lms_user_id) DO NOTHING",
    )
    .bind(new.placement_id)
    .bind(new.lms_user_id)
    .bind(new.organization_id)
    .bind(new.person_id)
    .bind(new.held)
    .bind(new.required)
    .bind(new.state.code())
    .bind(new.met_at)
    .bind(new.counted_at)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// Writes another count.
pub async fn update(tx: &mut Tx, changed: &Progress) -> Result<(), Error> {
    query(
        "UPDATE gate_progress SET held = $3, required = $4, state = $5, met_at = $6, counted_at = $7
         WHERE placement_id = $1 AND lms_user_id = $2",
    )
    .bind(changed.placement_id)
    .bind(changed.lms_user_id)
    .bind(changed.held)
    .bind(changed.required)
    .bind(changed.state.code())
    .bind(changed.met_at)
    .bind(changed.counted_at)
    .execute(tx)
    .await
    .map(drop)
}

/// One learner's count.
pub async fn find(
    db: &mut Conn,
    placement_id: PlacementId,
    lms_user_id: LmsUserId,
) -> Result<Option<Progress>, Error> {
    query(
        "SELECT placement_id, lms_user_id, organization_id, person_id, held, required, state, met_at, counted_at
         FROM gate_progress WHERE placement_id = $1 AND lms_user_id = $2",
    )
    .bind(placement_id)
    .bind(lms_user_id)
    .optional(db)
    .await
}

/// Everybody's count of one link.
pub async fn list_for_placement(db: &mut Conn, id: PlacementId) -> Result<Vec<Progress>, Error> {
    query(
        "SELECT placement_id, lms_user_id, organization_id, person_id, held, required, state, met_at, counted_at
         FROM gate_progress WHERE placement_id = $1 ORDER BY lms_user_id",
    )
    .bind(id)
    .all(db)
    .await
}

/// The link with this id, once it shows something.
pub async fn find_link(db: &mut Conn, id: PlacementId) -> Result<Option<Link>, Error> {
    query(
        "SELECT placement.id AS placement_id, placement.lms_context_id,
             COALESCE(context.created_at, placement.created_at) AS begun_at, template.grade_mode,
             placement.placement_template_id,
             template.credential_id, template.stack_id, template.gate, template.award_version_id
         FROM placement
         JOIN placement_template AS template ON template.id = placement.placement_template_id
         LEFT JOIN lms_context AS context ON context.id = placement.lms_context_id
         WHERE placement.id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// The links that a person has opened and that count what they hold, always in the same order.
pub async fn list_opened(db: &mut Conn, id: PersonId) -> Result<Vec<Opened>, Error> {
    query(
        "SELECT progress.placement_id, progress.lms_user_id, progress.organization_id, progress.person_id,
             progress.held, progress.required, progress.state, progress.met_at, progress.counted_at,
             placement.lms_context_id, COALESCE(context.created_at, placement.created_at) AS begun_at,
             template.grade_mode, placement.placement_template_id,
             template.credential_id, template.stack_id, template.gate, template.award_version_id
         FROM gate_progress AS progress
         JOIN placement ON placement.id = progress.placement_id
         JOIN placement_template AS template ON template.id = placement.placement_template_id
         LEFT JOIN lms_context AS context ON context.id = placement.lms_context_id
         WHERE progress.person_id = $1
         ORDER BY progress.placement_id, progress.lms_user_id",
    )
    .bind(id)
    .all(db)
    .await
}

/// The links of a course that show something, oldest first.
pub async fn list_links(db: &mut Conn, id: LmsContextId) -> Result<Vec<Link>, Error> {
    query(
        "SELECT placement.id AS placement_id, placement.lms_context_id, context.created_at AS begun_at,
             template.grade_mode, placement.placement_template_id,
             template.credential_id, template.stack_id, template.gate, template.award_version_id
         FROM placement
         JOIN placement_template AS template ON template.id = placement.placement_template_id
         JOIN lms_context AS context ON context.id = placement.lms_context_id
         WHERE placement.lms_context_id = $1
         ORDER BY placement.created_at, placement.id",
    )
    .bind(id)
    .all(db)
    .await
}

/// People whose count is older than this, the oldest first. Somebody with several links may be in it several times.
pub async fn list_stale(
    db: &mut Conn,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<(OrganizationId, PersonId)>, Error> {
    query(
        "SELECT organization_id, person_id FROM gate_progress
         WHERE counted_at < $1 ORDER BY counted_at LIMIT $2",
    )
    .bind(before)
    .bind(limit)
    .all(db)
    .await
}

/// Lets the counts of a link be a day old, so that the next round counts them again.
pub async fn age(tx: &mut Tx, id: PlacementId) -> Result<(), Error> {
    query("UPDATE gate_progress SET counted_at = 0 WHERE placement_id = $1")
        .bind(id)
        .execute(tx)
        .await
        .map(drop)
}

/// How many stand where before a gate.
pub async fn count(db: &mut Conn, id: PlacementId) -> Result<Vec<Count>, Error> {
    query(
        "SELECT state, held, CAST(COUNT(*) AS BIGINT) AS learners FROM gate_progress
         WHERE placement_id = $1 GROUP BY state, held ORDER BY state, held",
    )
    .bind(id)
    .all(db)
    .await
}

/// Those who held everything that a link asks for and do not any more.
pub async fn list_lost(db: &mut Conn, id: PlacementId, limit: i64) -> Result<Vec<Behind>, Error> {
    query(
        "SELECT lms_user.name, progress.held, progress.required
         FROM gate_progress AS progress JOIN lms_user ON lms_user.id = progress.lms_user_id
         WHERE progress.placement_id = $1 AND progress.state = 'lost'
         ORDER BY lms_user.name, progress.lms_user_id LIMIT $2",
    )
    .bind(id)
    .bind(limit)
    .all(db)
    .await
}
