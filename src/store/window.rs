//! Windows of drafts at rest: which end when, and how often that was told.

use sqlx::FromRow;

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::id::{AttemptId, CredentialVersionId, OrganizationId, PersonId};

/// A window that ends.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Ending {
    /// Of which attempt.
    pub id: AttemptId,
    /// Whose.
    pub person_id: PersonId,
    /// On which version.
    pub credential_version_id: CredentialVersionId,
    /// When it ends.
    pub window_ends_at: Timestamp,
    /// How often its earner was told.
    pub window_told: i64,
}

/// Windows of drafts that end between two moments and whose earners were told so often, the first to end first. Preview
/// users are told nothing.
pub async fn list_ending(
    db: &mut Conn,
    told: i64,
    (from, until): (Timestamp, Timestamp),
    limit: i64,
) -> Result<Vec<Ending>, Error> {
    query(
        "SELECT attempt.id, enrollment.person_id, attempt.credential_version_id, attempt.window_ends_at,
             attempt.window_told
         FROM attempt JOIN enrollment ON enrollment.id = attempt.enrollment_id
         WHERE attempt.state = 'draft' AND attempt.window_told = $1 AND attempt.window_ends_at >= $2
             AND attempt.window_ends_at <= $3 AND NOT attempt.is_test
         ORDER BY attempt.window_ends_at LIMIT $4",
    )
    .bind(told)
    .bind(from)
    .bind(until)
    .bind(limit)
    .all(db)
    .await
}

/// Writes how often an earner was told. `false` when somebody else told them just now, or the attempt moved.
pub async fn update_told(tx: &mut Tx, ending: &Ending, told: i64) -> Result<bool, Error> {
    query(
        "UPDATE attempt SET window_told = $4
         WHERE id = $1 AND window_told = $2 AND window_ends_at = $3 AND state = 'draft'",
    )
    .bind(ending.id)
    .bind(ending.window_told)
    .bind(ending.window_ends_at)
    .bind(told)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// Forgets what an earner was told of an end that has moved later: no more than was due by now is told.
pub async fn lower_told(tx: &mut Tx, id: AttemptId, due: i64) -> Result<bool, Error> {
    query("UPDATE attempt SET window_told = $2 WHERE id = $1 AND window_told > $2")
        .bind(id)
        .bind(due)
        .execute(tx)
        .await
        .map(|rows| rows == 1)
}

/// A window that is open, as those who run a programme see it: whose and until when, and nothing of the work.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct OpenWindow {
    /// Of which attempt.
    pub id: AttemptId,
    /// Whose.
    pub person_id: PersonId,
    /// What they are called, where that is known.
    pub name: Option<String>,
    /// What is worked on.
    pub title: String,
    /// The number of the attempt.
    pub number: i64,
    /// When it ends.
    pub window_ends_at: Timestamp,
}

/// The windows of an organisation's drafts that end at this moment or later, the first to end first.
pub async fn list_open(
    db: &mut Conn,
    organization_id: OrganizationId,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<OpenWindow>, Error> {
    query(
        "SELECT attempt.id, enrollment.person_id, COALESCE((SELECT lms_user.name FROM lms_user
                 WHERE lms_user.person_id = enrollment.person_id AND lms_user.name IS NOT NULL
                 ORDER BY lms_user.last_launch_at DESC LIMIT 1), person.display_name) AS name,
             credential_version.title, attempt.number, attempt.window_ends_at
         FROM attempt JOIN enrollment ON enrollment.id = attempt.enrollment_id
         JOIN person ON person.id = enrollment.person_id
         JOIN credential_version ON credential_version.id = attempt.credential_version_id
         WHERE attempt.state = 'draft' AND attempt.window_ends_at >= $2 AND enrollment.organization_id = $1
             AND NOT attempt.is_test
         ORDER BY attempt.window_ends_at LIMIT $3",
    )
    .bind(organization_id)
    .bind(now)
    .bind(limit)
    .all(db)
    .await
}

/// The window of one draft of an organisation.
pub async fn find_open(
    db: &mut Conn,
    organization_id: OrganizationId,
    id: AttemptId,
) -> Result<Option<OpenWindow>, Error> {
    query(
        "SELECT attempt.id, enrollment.person_id, COALESCE((SELECT lms_user.name FROM lms_user
                 WHERE lms_user.person_id = enrollment.person_id AND lms_user.name IS NOT NULL
                 ORDER BY lms_user.last_launch_at DESC LIMIT 1), person.display_name) AS name,
             credential_version.title, attempt.number, attempt.window_ends_at
         FROM attempt JOIN enrollment ON enrollment.id = attempt.enrollment_id
         JOIN person ON person.id = enrollment.person_id
         JOIN credential_version ON credential_version.id = attempt.credential_version_id
         WHERE attempt.id = $2 AND attempt.state = 'draft' AND attempt.window_ends_at IS NOT NULL
             AND enrollment.organization_id = $1 AND NOT attempt.is_test",
    )
    .bind(organization_id)
    .bind(id)
    .optional(db)
    .await
}
