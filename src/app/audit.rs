//! Who did what. Owns the writing of audit events, always in the transaction of the change itself.

use serde_json::Value;

use super::{App, Error};
use crate::domain::id::{OrganizationId, PersonId};
use crate::store::Tx;
use crate::store::audit_event::{self, AuditEvent};

/// Who is behind a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody at the command line.
    Operator,
    /// The schedule, or a platform's message.
    System,
    /// A person with a session.
    Person(PersonId),
}

impl Actor {
    fn code(self) -> String {
        match self {
            Self::Operator => String::from("operator"),
            Self::System => String::from("system"),
            Self::Person(id) => id.to_string(),
        }
    }
}

/// What changed, and for whom.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    /// Who is behind it.
    pub actor: Actor,
    /// In which organisation, where it belongs to one.
    pub organization_id: Option<OrganizationId>,
    /// What, as `noun.verb`.
    pub kind: &'a str,
    /// Of what.
    pub subject_id: String,
    /// The circumstances; never a secret.
    pub detail: Value,
}

/// Writes one event.
///
/// # Errors
/// [`Error::Store`].
pub async fn record(app: &App, tx: &mut Tx, change: Change<'_>) -> Result<(), Error> {
    let now = app.now();
    let event = AuditEvent {
        organization_id: change.organization_id,
        actor: change.actor.code(),
        kind: change.kind.to_owned(),
        subject_id: change.subject_id,
        detail: change.detail.into(),
        created_at: now,
    };
    audit_event::insert(tx, app.random.id(now), &event).await?;
    Ok(())
}
