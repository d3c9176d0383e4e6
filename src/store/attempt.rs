//! Attempts at rest. Owns all SQL about them; what may follow what is the domain's to say.
//!
//! Whoever changes an attempt, or what was written in it, takes its row first ([`find_locked`]): of all who write at the
//! same time, one goes first, and the others see what it did.

use sqlx::FromRow;

use super::{Conn, Error, Sql, Tx, query};
use crate::clock::Timestamp;
use crate::domain::attempt::State;
use crate::domain::id::{AttemptId, CredentialVersionId, EnrollmentId, OrganizationId, PersonId};

/// One attempt, with whose it is.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Attempt {
    /// Its id.
    pub id: AttemptId,
    /// Of which enrollment.
    pub enrollment_id: EnrollmentId,
    /// Whose.
    pub person_id: PersonId,
    /// In which organisation.
    pub organization_id: OrganizationId,
    /// On which version.
    pub credential_version_id: CredentialVersionId,
    /// The first is 1.
    pub number: i64,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// Whether it counts against the number of attempts.
    pub is_counted: bool,
    /// When it was begun.
    pub opened_at: Timestamp,
    /// When its first answer was saved.
    pub window_started_at: Option<Timestamp>,
    /// When its window ends.
    pub window_ends_at: Option<Timestamp>,
    /// When it was handed in.
    pub submitted_at: Option<Timestamp>,
    /// Until when it can be taken back.
    pub recall_until: Option<Timestamp>,
    /// The attempt whose answers it began with.
    pub carried_from_attempt_id: Option<AttemptId>,
    /// What the earner changed since the attempt before.
    pub resubmission_note: Option<String>,
    /// Whether a preview user of the LMS did it.
    pub is_test: bool,
    /// When the result is due, once it is with the assessors.
    pub due_at: Option<Timestamp>,
    /// Where it stood before a question of integrity stopped it, as a state's code.
    pub held_from: Option<String>,
    /// When the attempt after it was handed in.
    pub superseded_at: Option<Timestamp>,
    /// When it last changed state.
    pub updated_at: Timestamp,
}

impl Attempt {
    /// Where it stood before a question of integrity stopped it.
    #[must_use]
    pub fn held_from(&self) -> Option<State> {
        State::try_from(self.held_from.clone()?).ok()
    }
}

const FIND_LOCKED: Sql = Sql::per(
    "SELECT attempt.id, attempt.enrollment_id, enrollment.person_id, enrollment.organization_id,
         attempt.credential_version_id, attempt.number, attempt.state, attempt.is_counted, attempt.opened_at,
         attempt.window_started_at, attempt.window_ends_at, attempt.submitted_at, attempt.recall_until,
         attempt.carried_from_attempt_id, attempt.resubmission_note, attempt.is_test, attempt.due_at,
             attempt.held_from, attempt.superseded_at, attempt.updated_at
     FROM attempt JOIN enrollment ON enrollment.id = attempt.enrollment_id
     WHERE attempt.id = $1",
    "SELECT attempt.id, attempt.enrollment_id, enrollment.person_id, enrollment.organization_id,
         attempt.credential_version_id, attempt.number, attempt.state, attempt.is_counted, attempt.opened_at,
         attempt.window_started_at, attempt.window_ends_at, attempt.submitted_at, attempt.recall_until,
         attempt.carried_from_attempt_id, attempt.resubmission_note, attempt.is_test, attempt.due_at,
             attempt.held_from, attempt.superseded_at, attempt.updated_at
     FROM attempt JOIN enrollment ON enrollment.id = attempt.enrollment_id
     WHERE attempt.id = $1 FOR UPDATE OF attempt",
);

/// The attempt with this id.
pub async fn find(db: &mut Conn, id: AttemptId) -> Result<Option<Attempt>, Error> {
    query(
        "SELECT attempt.id, attempt.enrollment_id, enrollment.person_id, enrollment.organization_id,
             attempt.credential_version_id, attempt.number, attempt.state, attempt.is_counted, attempt.opened_at,
             attempt.window_started_at, attempt.window_ends_at, attempt.submitted_at, attempt.recall_until,
             attempt.carried_from_attempt_id, attempt.resubmission_note, attempt.is_test, attempt.due_at,
             attempt.held_from, attempt.superseded_at, attempt.updated_at
         FROM attempt JOIN enrollment ON enrollment.id = attempt.enrollment_id
         WHERE attempt.id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// The attempt with this id, which nobody else changes until the transaction ends.
pub async fn find_locked(tx: &mut Tx, id: AttemptId) -> Result<Option<Attempt>, Error> {
    query(FIND_LOCKED).bind(id).optional(tx).await
}

/// The attempts of an enrollment, oldest first.
pub async fn list_for_enrollment(db: &mut Conn, id: EnrollmentId) -> Result<Vec<Attempt>, Error> {
    query(
        "SELECT attempt.id, attempt.enrollment_id, enrollment.person_id, enrollment.organization_id,
             attempt.credential_version_id, attempt.number, attempt.state, attempt.is_counted, attempt.opened_at,
             attempt.window_started_at, attempt.window_ends_at, attempt.submitted_at, attempt.recall_until,
             attempt.carried_from_attempt_id, attempt.resubmission_note, attempt.is_test, attempt.due_at,
             attempt.held_from, attempt.superseded_at, attempt.updated_at
         FROM attempt JOIN enrollment ON enrollment.id = attempt.enrollment_id
         WHERE attempt.enrollment_id = $1 ORDER BY attempt.number",
    )
    .bind(id)
    .all(db)
    .await
}

/// Writes a new attempt.
///
/// # Errors
/// [`Error::Conflict`] when the enrollment has an open attempt, or one of this number.
pub async fn insert(tx: &mut Tx, new: &Attempt) -> Result<(), Error> {
    query(
        "INSERT INTO attempt (id, enrollment_id, credential_version_id, number, state, is_counted, opened_at,
             window_started_at, window_ends_at, submitted_at, recall_until, carried_from_attempt_id,
             resubmission_note, is_test, due_at, held_from, superseded_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
    )
    .bind(new.id)
    .bind(new.enrollment_id)
    .bind(new.credential_version_id)
    .bind(new.number)
    .bind(new.state.code())
    .bind(new.is_counted)
    .bind(new.opened_at)
    .bind(new.window_started_at)
    .bind(new.window_ends_at)
    .bind(new.submitted_at)
    .bind(new.recall_until)
    .bind(new.carried_from_attempt_id)
    .bind(new.resubmission_note.as_deref())
    .bind(new.is_test)
    .bind(new.due_at)
    .bind(new.held_from.as_deref())
    .bind(new.superseded_at)
    .bind(new.updated_at)
    .execute(tx)
    .await
    .map(drop)
}

/// Writes everything of an attempt that can change, if it still stands where `from` says. `false` when it does not.
pub async fn update(tx: &mut Tx, changed: &Attempt, from: State) -> Result<bool, Error> {
    query(
        "UPDATE attempt SET state = $3, is_counted = $4, window_started_at = $5, window_ends_at = $6,
             submitted_at = $7, recall_until = $8, resubmission_note = $9, due_at = $10, held_from = $11,
             superseded_at = $12, updated_at = $13
         WHERE id = $1 AND state = $2",
    )
    .bind(changed.id)
    .bind(from.code())
    .bind(changed.state.code())
    .bind(changed.is_counted)
    .bind(changed.window_started_at)
    .bind(changed.window_ends_at)
    .bind(changed.submitted_at)
    .bind(changed.recall_until)
    .bind(changed.resubmission_note.as_deref())
    .bind(changed.due_at)
    .bind(changed.held_from.as_deref())
    .bind(changed.superseded_at)
    .bind(changed.updated_at)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// Drafts whose window ended before now, longest over first.
pub async fn list_window_over(
    db: &mut Conn,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<AttemptId>, Error> {
    let rows: Vec<(AttemptId,)> = query(
        "SELECT id FROM attempt WHERE state = 'draft' AND window_ends_at < $1 ORDER BY window_ends_at LIMIT $2",
    )
    .bind(now)
    .bind(limit)
    .all(db)
    .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What was handed in by others than preview users and cannot be taken back any more, longest over first.
pub async fn list_recall_over(
    db: &mut Conn,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<AttemptId>, Error> {
    let rows: Vec<(AttemptId,)> = query(
        "SELECT id FROM attempt WHERE state = 'submitted' AND recall_until <= $1 AND NOT is_test
         ORDER BY recall_until LIMIT $2",
    )
    .bind(now)
    .bind(limit)
    .all(db)
    .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What an organisation's screeners have to look through, longest waiting first.
pub async fn list_screening(
    db: &mut Conn,
    organization_id: OrganizationId,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Attempt>, Error> {
    query(
        "SELECT attempt.id, attempt.enrollment_id, enrollment.person_id, enrollment.organization_id,
             attempt.credential_version_id, attempt.number, attempt.state, attempt.is_counted, attempt.opened_at,
             attempt.window_started_at, attempt.window_ends_at, attempt.submitted_at, attempt.recall_until,
             attempt.carried_from_attempt_id, attempt.resubmission_note, attempt.is_test, attempt.due_at,
             attempt.held_from, attempt.superseded_at, attempt.updated_at
         FROM attempt JOIN enrollment ON enrollment.id = attempt.enrollment_id
         WHERE attempt.state = 'screening' AND attempt.updated_at <= $2 AND enrollment.organization_id = $1
         ORDER BY attempt.updated_at LIMIT $3",
    )
    .bind(organization_id)
    .bind(now)
    .bind(limit)
    .all(db)
    .await
}

/// What is decided in an organisation and has not gone out, longest waiting first.
pub async fn list_decided(
    db: &mut Conn,
    organization_id: OrganizationId,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Attempt>, Error> {
    query(
        "SELECT attempt.id, attempt.enrollment_id, enrollment.person_id, enrollment.organization_id,
             attempt.credential_version_id, attempt.number, attempt.state, attempt.is_counted, attempt.opened_at,
             attempt.window_started_at, attempt.window_ends_at, attempt.submitted_at, attempt.recall_until,
             attempt.carried_from_attempt_id, attempt.resubmission_note, attempt.is_test, attempt.due_at,
             attempt.held_from, attempt.superseded_at, attempt.updated_at
         FROM attempt JOIN enrollment ON enrollment.id = attempt.enrollment_id
         WHERE attempt.state = 'decided' AND attempt.updated_at <= $2 AND enrollment.organization_id = $1
         ORDER BY attempt.updated_at LIMIT $3",
    )
    .bind(organization_id)
    .bind(now)
    .bind(limit)
    .all(db)
    .await
}
