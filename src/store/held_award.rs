//! What a person holds, with what it is called: for whoever asks what is kept about them.

use sqlx::FromRow;

use super::{Conn, Error, query};
use crate::clock::Timestamp;
use crate::domain::award::State;
use crate::domain::id::{AwardId, DecisionId, PersonId};

/// One award with its title.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct HeldAward {
    /// Its id.
    pub id: AwardId,
    /// What the micro-credential or the stack is called.
    pub title: String,
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
}

/// Everything that a person holds or held, oldest first.
pub async fn list_for_person(db: &mut Conn, id: PersonId) -> Result<Vec<HeldAward>, Error> {
    query(
        "SELECT award.id, COALESCE(credential_version.title, stack_version.title, '') AS title, award.decision_id,
             award.state, award.issued_at, award.valid_until, award.ended_at
         FROM award
         LEFT JOIN credential_version ON credential_version.id = award.credential_version_id
         LEFT JOIN stack_version ON stack_version.id = award.stack_version_id
         WHERE award.person_id = $1 ORDER BY award.issued_at, award.id",
    )
    .bind(id)
    .all(db)
    .await
}
