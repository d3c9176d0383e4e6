//! What a person holds, as gates and stacks look at it: each award with the name and number of what it is of. Owns no table
//! of its own.

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, query};
use crate::clock::Timestamp;
use crate::domain::award::State;
use crate::domain::gate;
use crate::domain::id::{
    AwardId, CredentialId, CredentialVersionId, PersonId, PlacementId, StackId, StackVersionId,
};
use crate::domain::stack::Stack;

/// One award.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Holding {
    /// The award.
    pub award_id: AwardId,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// When it was given.
    pub issued_at: Timestamp,
    /// When its time is over.
    pub valid_until: Option<Timestamp>,
    /// When it stopped to hold.
    pub ended_at: Option<Timestamp>,
    /// Why it ended.
    pub end_reason: Option<String>,
    /// The micro-credential, where it is of one.
    pub credential_id: Option<CredentialId>,
    /// The version that was shown.
    pub credential_version_id: Option<CredentialVersionId>,
    /// The title of that version.
    pub title: Option<String>,
    /// Its name.
    pub slug: Option<String>,
    /// The major number of that version.
    pub major: Option<i64>,
    /// The stack, where it is of one.
    pub stack_id: Option<StackId>,
    /// The link whose gate led to it, where it is of a course.
    pub placement_id: Option<PlacementId>,
    /// The version that was fulfilled.
    pub stack_version_id: Option<StackVersionId>,
    /// Its content.
    pub stack: Option<Json<Stack>>,
}

/// Everything that a person holds or held, oldest first.
pub async fn list_for_person(db: &mut Conn, id: PersonId) -> Result<Vec<Holding>, Error> {
    query(
        "SELECT award.id AS award_id, award.state, award.issued_at, award.valid_until, award.ended_at, award.end_reason,
             award.credential_id, award.credential_version_id, shown.title, credential.slug, shown.major,
             award.stack_id, of_stack.placement_id, award.stack_version_id, fulfilled.definition AS stack
         FROM award
         LEFT JOIN credential ON credential.id = award.credential_id
         LEFT JOIN credential_version AS shown ON shown.id = award.credential_version_id
         LEFT JOIN stack AS of_stack ON of_stack.id = award.stack_id
         LEFT JOIN stack_version AS fulfilled ON fulfilled.id = award.stack_version_id
         WHERE award.person_id = $1
         ORDER BY award.issued_at, award.id",
    )
    .bind(id)
    .all(db)
    .await
}

impl Holding {
    /// What it is called.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        match &self.stack {
            Some(stack) => Some(&stack.title),
            None => self.title.as_deref(),
        }
    }

    /// As the rules see it.
    #[must_use]
    pub fn counted(&self) -> Option<gate::Holding> {
        let of = match (&self.slug, self.major, &self.stack) {
            (_, _, Some(stack)) => gate::Of::Stack {
                slug: stack.slug.clone(),
                requires: stack.requires.clone(),
            },
            (Some(slug), Some(major), None) => gate::Of::Credential {
                slug: slug.clone(),
                major: u16::try_from(major).unwrap_or(u16::MAX),
            },
            _ => return None,
        };
        Some(gate::Holding {
            of,
            state: self.state,
            issued_at: self.issued_at,
            valid_until: self.valid_until,
        })
    }
}
