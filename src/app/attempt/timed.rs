//! What happens to attempts by the clock: windows end (T16), which is told before and then, and what cannot be taken back any
//! more goes to work (T5). Safe to be done by several processes at once, and as often as one likes.

use std::time::Duration;

use serde_json::json;

use super::super::assessment;
use super::{Actor, App, Error, Session, enrollment, notice, own_locked, timezone, write};
use crate::domain::attempt::{Event, Facts, Guard, Who, transition};
use crate::domain::id::AttemptId;
use crate::domain::{closing, target};
use crate::store::Tx;
use crate::store::attempt::{self, Attempt};
use crate::store::window::{self as windows, Ending};

/// How many are done in one round; the next round goes on.
const ROUND: i64 = 500;

/// Ends the windows that are over, and says how many. The work in them stays and can be copied.
///
/// # Errors
/// [`Error::Store`] when it cannot be found which are over.
pub async fn end_windows(app: &App) -> Result<usize, Error> {
    let over = attempt::list_window_over(&mut app.db.read().await?, app.now(), ROUND).await?;
    Ok(each(app, over, Event::EndWindow).await)
}

/// Tells earners that a window ends in so many days (B.4.9), and says how many. While an attempt is with us or on hold its
/// window stands still, and nothing is told.
///
/// # Errors
/// [`Error::Store`] when it cannot be found which they are.
pub async fn remind_windows(app: &App) -> Result<usize, Error> {
    let day = Duration::from_secs(24 * 3600);
    let now = app.now();
    let mut done = 0;
    for (told, days) in (0..).zip(closing::TOLD_DAYS) {
        let near = (now, now.plus(day * days));
        let ending = windows::list_ending(&mut app.db.read().await?, told, near, ROUND).await?;
        for one in ending {
            match remind(app, &one).await {
                Ok(is_done) => done += usize::from(is_done),
                Err(error) => {
                    tracing::error!(%error, attempt = %one.id, "nobody was told of a window's end");
                }
            }
        }
    }
    Ok(done)
}

/// `false` when another process, or the earner, was faster.
async fn remind(app: &App, ending: &Ending) -> Result<bool, Error> {
    let due = closing::endings_due(ending.window_ends_at, app.now());
    let due = i64::try_from(due).unwrap_or(i64::MAX);
    let mut tx = app.db.write().await?;
    if !windows::update_told(&mut tx, ending, due).await? {
        return Ok(false);
    }
    let version = enrollment::version_of(&mut tx, ending.credential_version_id).await?;
    let title = version.definition.0.title;
    let detail = json!({ "title": title, "ends_at": ending.window_ends_at.rfc3339() });
    let kind = "attempt.window_ends";
    notice::tell(app, &mut tx, ending.person_id, kind, &ending.id, detail).await?;
    tx.commit().await?;
    Ok(true)
}

/// Sees to it that an earner is told anew of an end that has moved later, when that comes near.
pub(in crate::app) async fn moved_later(
    app: &App,
    tx: &mut Tx,
    attempt: &Attempt,
) -> Result<(), Error> {
    if let Some(end) = attempt.window_ends_at {
        let due = closing::endings_due(end, app.now());
        windows::lower_told(tx, attempt.id, i64::try_from(due).unwrap_or(i64::MAX)).await?;
    }
    Ok(())
}

/// Hands what cannot be taken back any more to screening or to the queue, and says how many.
///
/// # Errors
/// [`Error::Store`] when it cannot be found which they are.
pub async fn open_for_work(app: &App) -> Result<usize, Error> {
    let over = attempt::list_recall_over(&mut app.db.read().await?, app.now(), ROUND).await?;
    Ok(each(app, over, Event::OpenForWork).await)
}

/// Does each for itself: one that cannot be moved keeps no other waiting, and is tried again in the next round.
async fn each(app: &App, ids: Vec<AttemptId>, event: Event) -> usize {
    let mut done = 0;
    for id in ids {
        match advance(app, id, event).await {
            Ok(is_done) => done += usize::from(is_done),
            Err(error) => {
                tracing::error!(%error, attempt = %id, event = event.code(), "an attempt was not moved on");
            }
        }
    }
    done
}

/// `false` when another process, or the earner, was faster.
async fn advance(app: &App, id: AttemptId, event: Event) -> Result<bool, Error> {
    let mut tx = app.db.write().await?;
    let Some(mut attempt) = attempt::find_locked(&mut tx, id).await? else {
        return Ok(false);
    };
    match advance_in(app, &mut tx, Actor::System, &mut attempt, event).await {
        Ok(()) => {}
        Err(Error::Attempt(_)) => return Ok(false),
        Err(error) => return Err(error),
    }
    tx.commit().await?;
    Ok(true)
}

async fn advance_in(
    app: &App,
    tx: &mut Tx,
    actor: Actor,
    attempt: &mut Attempt,
    event: Event,
) -> Result<(), Error> {
    let version = enrollment::version_of(tx, attempt.credential_version_id).await?;
    let definition = &version.definition.0;
    let facts = facts(app, attempt, definition.assessment.screening);
    let happened = transition(Some(attempt.state), event, &facts)?;
    if event == Event::OpenForWork {
        let zone = timezone(tx, attempt).await?;
        let days = definition.assessment.target_days;
        attempt.due_at = Some(target::day(app.now(), days, &zone));
    }
    write(app, tx, actor, attempt, &happened).await?;
    if event == Event::EndWindow {
        let detail = json!({ "title": definition.title });
        let earner = attempt.person_id;
        notice::tell(app, tx, earner, "attempt.end_window", &attempt.id, detail).await?;
    }
    assessment::open_slots(app, tx, attempt, &version).await
}

/// Hands over what could still be taken back: the earner waives the rest of that time.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Attempt`] when it does not wait any more; [`Error::NotAllowed`] for a preview user, whose
/// work nobody reads.
pub async fn hand_over_now(app: &App, session: &Session, id: AttemptId) -> Result<Attempt, Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let mut attempt = own_locked(&mut tx, session, id).await?;
    if attempt.is_test {
        return Err(Error::NotAllowed("handing over the work of a preview"));
    }
    attempt.recall_until = attempt.recall_until.map(|until| until.min(now));
    let actor = Actor::Person(session.launch.person_id);
    advance_in(app, &mut tx, actor, &mut attempt, Event::OpenForWork).await?;
    tx.commit().await?;
    Ok(attempt)
}

/// What the clock says, looked at again now that nobody else can change it.
fn facts(app: &App, attempt: &Attempt, is_screened: bool) -> Facts {
    let now = app.now();
    let mut facts = Facts::of(Who::System)
        .with_if(
            Guard::WindowOver,
            attempt.window_ends_at.is_some_and(|end| end < now),
        )
        .with_if(
            Guard::RecallOver,
            attempt.recall_until.is_some_and(|until| until <= now),
        );
    facts.is_screened = is_screened;
    facts
}
