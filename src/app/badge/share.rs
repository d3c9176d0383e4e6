//! What holders let others see of their own badges. Owns who may choose, and what a choice changes: the name is on the badge's
//! page only; how each criterion was shown is in the badge, which is issued anew for it.

use serde_json::json;

use super::issue::{Place, issue_anew};
use super::look::{Looked, look};
use crate::app::audit::{self, Actor, Change};
use crate::app::session::Session;
use crate::app::{App, Error};
use crate::domain::award::State;
use crate::domain::badge::Code;
use crate::domain::id::PersonId;
use crate::domain::purpose::Purpose;
use crate::store::lms_user::{self, LmsUser};
use crate::store::{Conn, badge};

const NONE: Error = Error::NotFound("badge");

/// What others may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Whose badge it is.
    pub shows_name: bool,
    /// How each criterion was shown.
    pub shows_results: bool,
}

/// A badge as its holder sees it.
#[derive(Clone, Debug)]
pub struct Mine {
    /// The badge.
    pub looked: Looked,
    /// What others may see at the moment.
    pub choice: Choice,
    /// The holder's name, as the LMS gives it.
    pub name: Option<String>,
}

/// One of the badges of the session's person.
///
/// # Errors
/// [`Error::WrongPurpose`]; [`Error::NotFound`] also for somebody else's.
pub async fn mine(app: &App, session: &Session, code: &Code) -> Result<Mine, Error> {
    let person_id = holder(session)?;
    let looked = look(app, code).await?;
    if looked.shown.person_id != person_id {
        return Err(NONE);
    }
    let badge = &looked.shown.badge;
    let choice = Choice {
        shows_name: badge.public_name.is_some(),
        shows_results: badge.shows_results,
    };
    let name = name(&mut app.db.read().await?, person_id).await?;
    Ok(Mine {
        looked,
        choice,
        name,
    })
}

/// The person whose badges these are.
fn holder(session: &Session) -> Result<PersonId, Error> {
    let launch = &session.launch;
    if launch.purpose.0 != Purpose::Course {
        return Err(Error::WrongPurpose);
    }
    Ok(launch.person_id)
}

/// The name that the LMS gave last.
pub(super) async fn name(db: &mut Conn, person_id: PersonId) -> Result<Option<String>, Error> {
    let names = accounts(db, person_id).await?.into_iter();
    Ok(names
        .filter_map(|account| account.name)
        .find(|name| !name.trim().is_empty()))
}

/// The accounts of a person, the one that came last first.
pub(super) async fn accounts(db: &mut Conn, person_id: PersonId) -> Result<Vec<LmsUser>, Error> {
    let mut accounts = lms_user::list_for_person(db, person_id).await?;
    accounts.sort_by_key(|account| account.last_launch_at);
    accounts.reverse();
    Ok(accounts)
}

/// Writes what others may see of one of the badges of the session's person. An administrator who acts as somebody may not.
///
/// # Errors
/// As for [`mine`]; [`Error::NotAllowed`]; [`Error::Invalid`] for a name that the LMS does not give.
pub async fn share(app: &App, session: &Session, code: &Code, choice: Choice) -> Result<(), Error> {
    let person_id = holder(session)?;
    if session.launch.is_masquerading {
        return Err(Error::NotAllowed("sharing a badge"));
    }
    let mut tx = app.db.write().await?;
    let shown = badge::find_by_code(&mut tx, code).await?.ok_or(NONE)?;
    if shown.person_id != person_id {
        return Err(NONE);
    }
    if matches!(shown.state, State::Suspended | State::Revoked) {
        return Err(NONE);
    }
    let public_name = if choice.shows_name {
        let name = name(&mut tx, person_id).await?;
        let none = || Error::Invalid("the LMS gives no name that could be shown".into());
        Some(name.ok_or_else(none)?)
    } else {
        None
    };
    let id = shown.badge.award_id;
    if shown.badge.shows_results == choice.shows_results {
        badge::update_name(&mut tx, id, public_name.as_deref()).await?;
    } else {
        issue_anew(app, &mut tx, id, Place::New, |badge| {
            badge.public_name = public_name;
            badge.shows_results = choice.shows_results;
        })
        .await?;
    }
    let change = Change {
        actor: Actor::Person(person_id),
        organization_id: Some(shown.organization_id),
        kind: "badge.share",
        subject_id: id.to_string(),
        detail: json!({ "name": choice.shows_name, "results": choice.shows_results }),
    };
    audit::record(app, &mut tx, change).await?;
    Ok(tx.commit().await?)
}
