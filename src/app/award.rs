//! What people hold (SM-7). Owns every change of an award: the award itself, its badge, the lists of what was taken back and the
//! audit event, in one transaction. What follows for gates and stacks is looked at by whoever changes it.

use std::time::Duration;

use serde_json::{Value, json};

use super::audit::{self, Actor, Change};
use super::badge::{self, Place};
use super::{App, Error, gate, notice};
use crate::domain::award::{Event, Reason, TOLD_DAYS, endings_due, transition};
use crate::domain::id::{AwardId, PersonId};
use crate::store::Tx;
use crate::store::award::{self, Award, Ending};

const NONE: Error = Error::NotFound("award");
/// How many awards one round ends, or reminds of.
const ROUND: i64 = 500;

/// Something that happens to an award.
#[derive(Clone, Debug)]
pub struct Happening {
    /// Who is behind it.
    pub actor: Actor,
    /// What.
    pub event: Event,
    /// Why, as everybody may know it who sees the badge.
    pub reason: Option<Reason>,
    /// The circumstances, for the audit log.
    pub detail: Value,
}

/// Gives an award, with its badge (W1).
pub(super) async fn give(app: &App, tx: &mut Tx, new: &Award, detail: Value) -> Result<(), Error> {
    award::insert(tx, new).await?;
    badge::issue(app, tx, new).await?;
    record(app, tx, Actor::System, new, "issue", detail).await
}

/// Moves an award from where it stands (W3, W5–W7), with its badge. Gives the award as it is then.
pub(super) async fn happen(
    app: &App,
    tx: &mut Tx,
    id: AwardId,
    happening: Happening,
) -> Result<Award, Error> {
    let now = app.now();
    let mut found = award::find(tx, id).await?.ok_or(NONE)?;
    let from = found.state;
    let Happening {
        actor,
        event,
        reason,
        detail,
    } = happening;
    found.state = transition(from, event, found.valid_until, now)?;
    let told = reason.map(Reason::code);
    // Somebody else may have moved it meanwhile.
    if !award::update_state(tx, id, (from, found.state), told, now).await? {
        return Err(NONE);
    }
    match event {
        Event::Expire => {}
        Event::Suspend | Event::Revoke => badge::taken_back(app, tx, id).await?,
        Event::Reinstate => {
            badge::issue_anew(app, tx, id, Place::New, |_| ()).await?;
        }
    }
    record(app, tx, actor, &found, event.code(), detail).await?;
    tell(app, tx, (found.id, found.person_id), event.code()).await?;
    Ok(found)
}

/// Tells the holder what happened to an award, inside the tool.
async fn tell(
    app: &App,
    tx: &mut Tx,
    (id, person_id): (AwardId, PersonId),
    verb: &str,
) -> Result<(), Error> {
    let name = award::find_name(tx, id).await?.ok_or(NONE)?;
    let detail = json!({ "title": name.title, "code": name.code });
    notice::tell(app, tx, person_id, &format!("award.{verb}"), &id, detail).await
}

async fn record(
    app: &App,
    tx: &mut Tx,
    actor: Actor,
    award: &Award,
    verb: &str,
    detail: Value,
) -> Result<(), Error> {
    let change = Change {
        actor,
        organization_id: Some(award.organization_id),
        kind: &format!("award.{verb}"),
        subject_id: award.id.to_string(),
        detail,
    };
    audit::record(app, tx, change).await
}

/// Writes down that awards have run out (W3), and says how many. Any number of processes may do it at once.
///
/// # Errors
/// [`Error::Store`] when it cannot be found which they are.
pub async fn expire_due(app: &App) -> Result<usize, Error> {
    let over = award::list_over(&mut app.db.read().await?, app.now(), ROUND).await?;
    let mut done = 0;
    for award in over {
        match expire(app, &award).await {
            Ok(()) => done += 1,
            // Another process did it just now.
            Err(Error::NotFound(_) | Error::Award(_)) => {}
            Err(error) => tracing::error!(%error, award = %award.id, "an award was not ended"),
        }
    }
    Ok(done)
}

async fn expire(app: &App, seen: &Award) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let happening = Happening {
        actor: Actor::System,
        event: Event::Expire,
        reason: None,
        detail: Value::Object(serde_json::Map::new()),
    };
    let ended = happen(app, &mut tx, seen.id, happening).await?;
    gate::awards_changed(app, &mut tx, ended.organization_id, ended.person_id).await?;
    Ok(tx.commit().await?)
}

/// Tells holders that the time of an award ends (W2), and says how many. Any number of processes may do it at once.
///
/// # Errors
/// [`Error::Store`] when it cannot be found which they are.
pub async fn remind_due(app: &App) -> Result<usize, Error> {
    let day = Duration::from_secs(24 * 3600);
    let mut done = 0;
    for (told, days) in (0..).zip(TOLD_DAYS) {
        let until = app.now().plus(day * days);
        let ending = award::list_ending(&mut app.db.read().await?, told, until, ROUND).await?;
        for one in ending {
            match remind(app, &one).await {
                Ok(is_done) => done += usize::from(is_done),
                Err(error) => tracing::error!(%error, award = %one.id, "nobody was told of an end"),
            }
        }
    }
    Ok(done)
}

async fn remind(app: &App, ending: &Ending) -> Result<bool, Error> {
    let due = endings_due(ending.valid_until, app.now());
    let due = i64::try_from(due).unwrap_or(i64::MAX);
    let mut tx = app.db.write().await?;
    if !award::update_told(&mut tx, ending, due).await? {
        return Ok(false);
    }
    tell(app, &mut tx, (ending.id, ending.person_id), "ending").await?;
    tx.commit().await?;
    Ok(true)
}
