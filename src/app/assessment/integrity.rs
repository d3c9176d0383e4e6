//! Questions of integrity (T18–T21, W7): they stop an attempt, let it go on, or end it and what follows from it.

use serde_json::json;

use super::{App, Error, Session, claim, roles_in, tell, wanted};
use crate::app::attempt::write;
use crate::app::audit::{self, Actor, Change};
use crate::app::award as awards;
use crate::app::enrollment;
use crate::app::gate;
use crate::app::outbox::{self, Cause};
use crate::clock::Timestamp;
use crate::domain::attempt::{Event, Facts, Guard, State, Transition, Who, transition};
use crate::domain::award::{Event as Ends, Reason, State as Holds};
use crate::domain::id::{AttemptId, OrganizationId};
use crate::domain::reading::slot::State as Wanted;
use crate::store::attempt::{self, Attempt};
use crate::store::{Tx, award, decision, reading_slot};

const NONE: Error = Error::NotFound("attempt");

/// On whose behalf.
#[derive(Clone, Copy, Debug)]
pub enum By<'s> {
    /// An integrity officer, in their own organisation.
    Officer(&'s Session),
    /// Somebody at the command line.
    Operator,
}

impl By<'_> {
    const fn actor(self) -> Actor {
        match self {
            Self::Officer(session) => Actor::Person(session.launch.person_id),
            Self::Operator => Actor::Operator,
        }
    }

    /// Whether an attempt is within reach: an officer's own work is not.
    async fn check(self, tx: &mut Tx, attempt: &Attempt) -> Result<(), Error> {
        let Self::Officer(session) = self else {
            return Ok(());
        };
        if !roles_in(tx, session).await?.integrity_officer {
            return Err(Error::NotAllowed("questions of integrity"));
        }
        let launch = &session.launch;
        let organization: OrganizationId = launch.organization_id;
        let is_within =
            attempt.organization_id == organization && attempt.person_id != launch.person_id;
        is_within.then_some(()).ok_or(NONE)
    }
}

async fn find(tx: &mut Tx, by: By<'_>, id: AttemptId) -> Result<Attempt, Error> {
    let found = attempt::find_locked(tx, id).await?.ok_or(NONE)?;
    by.check(tx, &found).await?;
    Ok(found)
}

fn facts(guard: Guard, reason: &str) -> Facts {
    Facts::of(Who::IntegrityOfficer).with_if(guard, !reason.trim().is_empty())
}

/// Stops an attempt, whatever state it is in, and its clocks (T18).
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`]; [`Error::Attempt`] when it is at its end, or without a reason.
pub async fn hold(app: &App, by: By<'_>, id: AttemptId, reason: &str) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let mut attempt = find(&mut tx, by, id).await?;
    let facts = facts(Guard::CaseOpened, reason);
    let happened = transition(Some(attempt.state), Event::Hold, &facts)?;
    attempt.held_from = Some(attempt.state.code().to_owned());
    finish(app, tx, by, attempt, &happened, reason).await
}

/// Lets a stopped attempt go on where it stood, with the lost time added (T19).
///
/// # Errors
/// As for [`hold`].
pub async fn resume_held(app: &App, by: By<'_>, id: AttemptId, reason: &str) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let mut attempt = find(&mut tx, by, id).await?;
    let mut facts = facts(Guard::CaseClosed, reason);
    facts.held_from = attempt.held_from();
    let happened = transition(Some(attempt.state), Event::Resume, &facts)?;
    // It last moved when it was stopped.
    let lost = now.since(attempt.updated_at);
    let later = |at: Option<Timestamp>| at.map(|at| at.plus(lost));
    attempt.due_at = later(attempt.due_at);
    match facts.held_from {
        Some(State::Draft) => attempt.window_ends_at = later(attempt.window_ends_at),
        Some(State::Submitted) => attempt.recall_until = later(attempt.recall_until),
        _ => {}
    }
    attempt.held_from = None;
    for mut slot in reading_slot::list_for_attempt(&mut tx, id).await? {
        if matches!(slot.state, Wanted::Open | Wanted::Leased) {
            slot.due_at = slot.due_at.plus(lost);
            slot.leased_until = later(slot.leased_until);
            let from = slot.state;
            reading_slot::update(&mut tx, &slot, from).await?;
        }
    }
    finish(app, tx, by, attempt, &happened, reason).await
}

/// Ends an attempt by the decision of a case (T20, T21): what was held because of it is taken back.
///
/// # Errors
/// As for [`hold`].
pub async fn void(
    app: &App,
    by: By<'_>,
    id: AttemptId,
    is_counted: bool,
    reason: &str,
) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let mut attempt = find(&mut tx, by, id).await?;
    let facts = facts(Guard::CaseDecided, reason);
    let happened = transition(Some(attempt.state), Event::Void, &facts)?;
    attempt.is_counted = is_counted;
    attempt.held_from = None;
    wanted::cancel_slots(app, &mut tx, &attempt).await?;
    if happened.from == Some(State::Released) {
        revoke(app, &mut tx, by, id).await?;
        outbox::cleared(app, &mut tx, &attempt, Cause::Attempt(id)).await?;
        let (organization, person) = (attempt.organization_id, attempt.person_id);
        gate::awards_changed(app, &mut tx, organization, person).await?;
    }
    finish(app, tx, by, attempt, &happened, reason).await
}

/// Takes back what an attempt led to (W7). Others learn that a case was decided, and no more of it.
async fn revoke(app: &App, tx: &mut Tx, by: By<'_>, id: AttemptId) -> Result<(), Error> {
    for decided in decision::list_for_attempt(tx, id).await? {
        let Some(held) = award::find_for_decision(tx, decided.id).await? else {
            continue;
        };
        if held.state == Holds::Revoked {
            continue;
        }
        let happening = awards::Happening {
            actor: by.actor(),
            event: Ends::Revoke,
            reason: Some(Reason::Integrity),
            detail: json!({ "attempt": id.to_string() }),
        };
        awards::happen(app, tx, held.id, happening).await?;
    }
    Ok(())
}

/// Writes it, and tells the earner. The reason is for those who look after integrity, and is in the audit log.
async fn finish(
    app: &App,
    mut tx: Tx,
    by: By<'_>,
    mut attempt: Attempt,
    happened: &Transition,
    reason: &str,
) -> Result<(), Error> {
    write(app, &mut tx, by.actor(), &mut attempt, happened).await?;
    let change = Change {
        actor: by.actor(),
        organization_id: Some(attempt.organization_id),
        kind: "attempt.integrity_reason",
        subject_id: attempt.id.to_string(),
        detail: json!({ "event": happened.event.code(), "reason": reason.trim() }),
    };
    audit::record(app, &mut tx, change).await?;
    let version = enrollment::version_of(&mut tx, attempt.credential_version_id).await?;
    let kind = format!("attempt.{}", happened.event.code());
    let detail = json!({ "title": version.definition.0.title });
    tell(app, &mut tx, attempt.person_id, &kind, &attempt.id, detail).await?;
    // Its reader may have given it back while it was stopped.
    claim::lose_reading(app, &mut tx, (Actor::System, Who::System), attempt).await?;
    tx.commit().await?;
    Ok(())
}
