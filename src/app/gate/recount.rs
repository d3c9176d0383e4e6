//! Counting again: for one person when something changed, and for everybody once a day, for what ends by the clock.

use std::time::Duration;

use serde_json::json;

use super::super::audit::{self, Actor, Change};
use super::super::notice::tell;
use super::super::outbox::{self, Cause};
use super::super::{App, Error};
use super::{Known, course_award};
use crate::domain::gate::State;
use crate::domain::id::{PersonId, StackId};
use crate::store::gate::{self, Opened, Progress};
use crate::store::{Tx, lms_context};

/// How old a count gets.
const STALE_AFTER: Duration = Duration::from_secs(24 * 3600);
/// How many are counted in one round.
const BATCH: i64 = 200;
/// What instructors are told when somebody holds less than before.
const LOST: &str = "gate.lost";

/// Counts everything that a person has opened, and writes and posts what changed.
pub(super) async fn all(
    app: &App,
    tx: &mut Tx,
    person_id: PersonId,
    known: &Known,
) -> Result<(), Error> {
    let mut given: Vec<StackId> = Vec::new();
    for opened in gate::list_opened(tx, person_id).await? {
        let state = one(app, tx, &opened, known).await?;
        if let (State::Met, Some(id)) = (state, opened.link.award_version_id) {
            course_award::give(app, tx, (&opened.progress, id), known, &mut given).await?;
        }
    }
    Ok(())
}

/// Gives where the person stands by this count.
async fn one(app: &App, tx: &mut Tx, opened: &Opened, known: &Known) -> Result<State, Error> {
    let before = &opened.progress;
    let mut after = Progress {
        counted_at: known.now,
        ..before.clone()
    };
    let Some(counted) = known.progress(&opened.link) else {
        gate::update(tx, &after).await?;
        return Ok(after.state);
    };
    after.held = i64::from(counted.held);
    after.required = i64::from(counted.required);
    after.state = before.state.after(counted.is_met());
    if after.state == State::Met && before.state != State::Met {
        after.met_at = Some(known.now);
    }
    gate::update(tx, &after).await?;
    if (after.held, after.required, after.state) == (before.held, before.required, before.state) {
        return Ok(after.state);
    }
    record(app, tx, before, &after).await?;
    let (placement, account) = (after.placement_id, after.lms_user_id);
    let cause = Cause::Gate(placement);
    outbox::gate(
        app,
        tx,
        placement,
        account,
        counted.held,
        counted.required,
        cause,
    )
    .await?;
    if after.state == State::Lost && before.state == State::Met {
        tell_instructors(app, tx, opened, known).await?;
    }
    Ok(after.state)
}

async fn record(app: &App, tx: &mut Tx, before: &Progress, after: &Progress) -> Result<(), Error> {
    let kind = match (before.state, after.state) {
        (from, to) if from == to => "gate.count",
        (_, State::Met) => "gate.meet",
        (_, State::Lost) => "gate.lose",
        (_, State::Open) => "gate.count",
    };
    let change = Change {
        actor: Actor::System,
        organization_id: Some(after.organization_id),
        kind,
        subject_id: after.placement_id.to_string(),
        detail: json!({
            "person": after.person_id, "lms_user": after.lms_user_id, "held": after.held,
            "required": after.required,
        }),
    };
    audit::record(app, tx, change).await
}

/// Says to those who teach the course that somebody holds less than the gate asks for; who, they read on its page.
async fn tell_instructors(
    app: &App,
    tx: &mut Tx,
    opened: &Opened,
    known: &Known,
) -> Result<(), Error> {
    let link = &opened.link;
    let Some(course) = link.lms_context_id else {
        return Ok(());
    };
    let title = match (&link.gate, link.stack_id.and_then(|id| known.stack(id))) {
        (Some(gate), _) => &gate.title,
        (None, Some(stack)) => &stack.title,
        (None, None) => return Ok(()),
    };
    for person_id in lms_context::list_instructors(tx, course).await? {
        let detail = json!({ "title": title, "course": course });
        tell(app, tx, person_id, LOST, &link.placement_id, detail).await?;
    }
    Ok(())
}

/// Counts for those whose count is a day old, some at a time, and gives how many they were. Any number of processes may do
/// it at once.
///
/// # Errors
/// [`Error::Store`].
pub async fn recount_stale(app: &App) -> Result<usize, Error> {
    let before = app.now().minus(STALE_AFTER);
    let mut db = app.db.read().await?;
    let mut stale = gate::list_stale(&mut db, before, BATCH).await?;
    drop(db);
    stale.sort_unstable();
    stale.dedup();
    for (organization_id, person_id) in &stale {
        let mut tx = app.db.write().await?;
        super::awards_changed(app, &mut tx, *organization_id, *person_id).await?;
        tx.commit().await?;
    }
    Ok(stale.len())
}
