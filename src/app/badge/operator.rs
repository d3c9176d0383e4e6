//! What operators do with awards and badges: stop, give back, take back, correct.

use serde_json::json;

use super::issue::{Place, issue_anew};
use super::look::{Looked, look};
use super::share::name;
use crate::app::audit::{self, Actor, Change};
use crate::app::award::{self, Happening};
use crate::app::{App, Error, gate};
use crate::domain::award::{Event, Reason};
use crate::domain::badge::Code;
use crate::domain::id::PersonId;
use crate::store::badge;

/// What to do with an award.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Stop it while a question of integrity is open (W5).
    Suspend(Reason),
    /// Give it back (W6).
    Reinstate,
    /// Take it back for ever (W7).
    Revoke(Reason),
    /// Issue its badge anew with the name and address that the LMS gives now (W8); what was issued before holds no more.
    Correct,
}

/// The badges of a person, those that were earned first before the others.
///
/// # Errors
/// [`Error::Store`].
pub async fn list(app: &App, person_id: PersonId) -> Result<Vec<Looked>, Error> {
    let mut db = app.db.read().await?;
    let coded = badge::list_for_person(&mut db, person_id).await?;
    drop(db);
    let mut found = Vec::with_capacity(coded.len());
    for one in coded {
        found.push(look(app, &one.code).await?);
    }
    Ok(found)
}

/// Does it. `note` is for the audit log alone.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Award`] where the award does not stand so.
pub async fn operate(
    app: &App,
    code: &Code,
    operation: Operation,
    note: &str,
) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let shown = badge::find_by_code(&mut tx, code).await?;
    let shown = shown.ok_or(Error::NotFound("badge"))?;
    let id = shown.badge.award_id;
    let (event, reason) = match operation {
        Operation::Suspend(reason) => (Event::Suspend, Some(reason)),
        Operation::Reinstate => (Event::Reinstate, None),
        Operation::Revoke(reason) => (Event::Revoke, Some(reason)),
        Operation::Correct => {
            let shown_name = match shown.badge.public_name {
                Some(_) => name(&mut tx, shown.person_id).await?,
                None => None,
            };
            issue_anew(app, &mut tx, id, Place::New, |badge| {
                badge.public_name = shown_name;
            })
            .await?;
            let change = Change {
                actor: Actor::Operator,
                organization_id: Some(shown.organization_id),
                kind: "award.correct",
                subject_id: id.to_string(),
                detail: json!({ "note": note }),
            };
            audit::record(app, &mut tx, change).await?;
            return Ok(tx.commit().await?);
        }
    };
    let happening = Happening {
        actor: Actor::Operator,
        event,
        reason,
        detail: json!({ "note": note }),
    };
    let moved = award::happen(app, &mut tx, id, happening).await?;
    gate::awards_changed(app, &mut tx, moved.organization_id, moved.person_id).await?;
    Ok(tx.commit().await?)
}
