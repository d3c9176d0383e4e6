//! What happens to versions of micro-credentials and stacks. Owns the writing of each step of their life with its
//! audit event.

use serde_json::json;

use super::audit::{self, Actor, Change};
use super::{App, Error};
use crate::domain::canonical;
use crate::domain::credential::life::{self, Event, Facts, State, Step};
use crate::domain::id::{CredentialVersionId, OrganizationId, StackVersionId};
use crate::store::{Tx, credential, stack};

/// From what a version was made that somebody handed in.
pub(super) const IMPORT: &str = "import";

/// Which version something happens to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Subject {
    Credential(CredentialVersionId),
    Stack(StackVersionId),
}

impl Subject {
    const fn noun(self) -> &'static str {
        match self {
            Self::Credential(_) => "credential_version",
            Self::Stack(_) => "stack_version",
        }
    }

    fn id(self) -> String {
        match self {
            Self::Credential(id) => id.to_string(),
            Self::Stack(id) => id.to_string(),
        }
    }
}

/// Who does something to which version, and whose it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Act {
    pub actor: Actor,
    pub organization_id: OrganizationId,
    pub subject: Subject,
}

impl Act {
    /// Writes that the version was made, and from what.
    pub(super) async fn made(
        self,
        app: &App,
        tx: &mut Tx,
        number: String,
        source: &str,
    ) -> Result<(), Error> {
        let detail = json!({ "version": number, "source": source });
        self.record(app, tx, "create", detail).await
    }

    /// Writes that the content of the version was replaced.
    pub(super) async fn changed(self, app: &App, tx: &mut Tx, hash: &str) -> Result<(), Error> {
        self.record(app, tx, "change", json!({ "content_hash": hash }))
            .await
    }

    /// Lets one event happen.
    pub(super) async fn step(
        self,
        app: &App,
        tx: &mut Tx,
        state: State,
        event: Event,
        facts: &Facts,
    ) -> Result<State, Error> {
        let refused = |refusal: life::Refusal| Error::Invalid(refusal.to_string());
        let Step::To(next) = life::transition(state, event, facts).map_err(refused)? else {
            return Err(Error::Invalid(String::from("the pilot goes on in a copy")));
        };
        let now = app.now();
        match self.subject {
            Subject::Credential(id) => credential::update_state(tx, id, next, now).await?,
            Subject::Stack(id) => stack::update_state(tx, id, next, now).await?,
        }
        let detail = json!({ "from": state.code(), "to": next.code() });
        self.record(app, tx, event.code(), detail).await?;
        Ok(next)
    }

    /// Lets everything happen that is left until the version is published.
    pub(super) async fn publish(
        self,
        app: &App,
        tx: &mut Tx,
        state: State,
        facts: &Facts,
    ) -> Result<State, Error> {
        let way = life::way_to_published(state);
        if way.is_empty() && state != State::Published {
            return Err(Error::Invalid(format!(
                "this version is {}; to publish it once more, raise the version",
                state.code()
            )));
        }
        let mut state = state;
        for event in way {
            state = self.step(app, tx, state, *event, facts).await?;
        }
        Ok(state)
    }

    async fn record(
        self,
        app: &App,
        tx: &mut Tx,
        verb: &str,
        detail: serde_json::Value,
    ) -> Result<(), Error> {
        let change = Change {
            actor: self.actor,
            organization_id: Some(self.organization_id),
            kind: &format!("{}.{verb}", self.subject.noun()),
            subject_id: self.subject.id(),
            detail,
        };
        audit::record(app, tx, change).await
    }
}

/// A name that can stand in addresses and be a folder.
pub(super) fn check_slug(slug: &str) -> Result<(), Error> {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if (1..=80).contains(&slug.len()) && slug.bytes().all(is_plain) && !slug.starts_with('-') {
        return Ok(());
    }
    Err(Error::Invalid(format!(
        "slug {slug:?}: use lower-case letters, digits and hyphens, at most 80"
    )))
}

/// The content as one text in which equal contents are equal. What no text column holds is refused.
pub(super) fn canonical(content: &impl serde::Serialize) -> Result<String, Error> {
    let text = canonical::json(content);
    if text.contains("\\u0000") {
        return Err(Error::Invalid(String::from(
            "a text holds the character U+0000; take it out",
        )));
    }
    Ok(text)
}
