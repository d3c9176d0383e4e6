//! What people hold, at rest.

use sqlx::FromRow;

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::award::State;
use crate::domain::id::{
    AwardId, CredentialId, CredentialVersionId, DecisionId, OrganizationId, PersonId, StackId,
    StackVersionId,
};

/// One award: of a micro-credential or of a stack.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Award {
    /// Its id.
    pub id: AwardId,
    /// In which organisation.
    pub organization_id: OrganizationId,
    /// Whose.
    pub person_id: PersonId,
    /// The micro-credential, where it is of one.
    pub credential_id: Option<CredentialId>,
    /// The version that was shown.
    pub credential_version_id: Option<CredentialVersionId>,
    /// The stack, where it is of one.
    pub stack_id: Option<StackId>,
    /// The version of it that was fulfilled.
    pub stack_version_id: Option<StackVersionId>,
    /// The decision that it rests on.
    pub decision_id: Option<DecisionId>,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// When it was given.
    pub issued_at: Timestamp,
    /// When its time is over.
    pub valid_until: Option<Timestamp>,
    /// When it stopped to hold.
    pub ended_at: Option<Timestamp>,
    /// Why it did.
    pub end_reason: Option<String>,
    /// The award that it renews.
    pub renews_award_id: Option<AwardId>,
}

/// Writes a new award.
///
/// # Errors
/// [`Error::Conflict`] for a second award of one decision, and for a second of a stack while one holds.
pub async fn insert(tx: &mut Tx, new: &Award) -> Result<(), Error> {
    query(
        "INSERT INTO award (id, organization_id, person_id, credential_id, credential_version_id, stack_id,
             stack_version_id, decision_id, state, issued_at, valid_until, ended_at, end_reason, renews_award_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(new.id)
    .bind(new.organization_id)
    .bind(new.person_id)
    .bind(new.credential_id)
    .bind(new.credential_version_id)
    .bind(new.stack_id)
    .bind(new.stack_version_id)
    .bind(new.decision_id)
    .bind(new.state.code())
    .bind(new.issued_at)
    .bind(new.valid_until)
    .bind(new.ended_at)
    .bind(new.end_reason.as_deref())
    .bind(new.renews_award_id)
    .execute(tx)
    .await
    .map(drop)
}

/// Moves an award from one state to another, with why. `false` when it does not stand there.
pub async fn update_state(
    tx: &mut Tx,
    id: AwardId,
    (from, to): (State, State),
    reason: Option<&str>,
    now: Timestamp,
) -> Result<bool, Error> {
    let ended = (to != State::Active).then_some(now);
    query(
        "UPDATE award SET state = $3, ended_at = $4, end_reason = $5 WHERE id = $1 AND state = $2",
    )
    .bind(id)
    .bind(from.code())
    .bind(to.code())
    .bind(ended)
    .bind(reason)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// The award with this id.
pub async fn find(db: &mut Conn, id: AwardId) -> Result<Option<Award>, Error> {
    query(
        "SELECT id, organization_id, person_id, credential_id, credential_version_id, stack_id, stack_version_id,
             decision_id, state, issued_at, valid_until, ended_at, end_reason, renews_award_id
         FROM award WHERE id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// The award that a decision led to.
pub async fn find_for_decision(db: &mut Conn, id: DecisionId) -> Result<Option<Award>, Error> {
    query(
        "SELECT id, organization_id, person_id, credential_id, credential_version_id, stack_id, stack_version_id,
             decision_id, state, issued_at, valid_until, ended_at, end_reason, renews_award_id
         FROM award WHERE decision_id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// Everything that a person holds or held, oldest first.
pub async fn list_for_person(db: &mut Conn, id: PersonId) -> Result<Vec<Award>, Error> {
    query(
        "SELECT id, organization_id, person_id, credential_id, credential_version_id, stack_id, stack_version_id,
             decision_id, state, issued_at, valid_until, ended_at, end_reason, renews_award_id
         FROM award WHERE person_id = $1 ORDER BY issued_at, id",
    )
    .bind(id)
    .all(db)
    .await
}

/// Awards that are written as active and whose time is over, longest over first.
pub async fn list_over(db: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<Award>, Error> {
    query(
        "SELECT id, organization_id, person_id, credential_id, credential_version_id, stack_id, stack_version_id,
             decision_id, state, issued_at, valid_until, ended_at, end_reason, renews_award_id
         FROM award WHERE state = 'active' AND valid_until <= $1 ORDER BY valid_until LIMIT $2",
    )
    .bind(now)
    .bind(limit)
    .all(db)
    .await
}

/// An award whose time ends.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Ending {
    /// The award.
    pub id: AwardId,
    /// Whose.
    pub person_id: PersonId,
    /// When it ends.
    pub valid_until: Timestamp,
    /// How often its holder was told.
    pub ending_told: i64,
}

/// Awards that hold until some moment before this one, and whose holders were told so often; those that end first first.
pub async fn list_ending(
    db: &mut Conn,
    told: i64,
    until: Timestamp,
    limit: i64,
) -> Result<Vec<Ending>, Error> {
    query(
        "SELECT id, person_id, valid_until, ending_told FROM award
         WHERE state = 'active' AND ending_told = $1 AND valid_until <= $2 ORDER BY valid_until LIMIT $3",
    )
    .bind(told)
    .bind(until)
    .bind(limit)
    .all(db)
    .await
}

/// Writes how often the holder of an award was told that its time ends. `false` when somebody else told them just now.
pub async fn update_told(tx: &mut Tx, ending: &Ending, told: i64) -> Result<bool, Error> {
    query("UPDATE award SET ending_told = $3 WHERE id = $1 AND ending_told = $2")
        .bind(ending.id)
        .bind(ending.ending_told)
        .bind(told)
        .execute(tx)
        .await
        .map(|rows| rows == 1)
}

/// What an award is called, and the code of its badge.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Name {
    /// The title of what it is of.
    pub title: String,
    /// The code, where it has a badge.
    pub code: Option<String>,
}

/// What an award is called.
pub async fn find_name(db: &mut Conn, id: AwardId) -> Result<Option<Name>, Error> {
    query(
        "SELECT COALESCE(shown.title, fulfilled.title) AS title, badge.code
         FROM award
         LEFT JOIN credential_version AS shown ON shown.id = award.credential_version_id
         LEFT JOIN stack_version AS fulfilled ON fulfilled.id = award.stack_version_id
         LEFT JOIN badge ON badge.award_id = award.id
         WHERE award.id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}
