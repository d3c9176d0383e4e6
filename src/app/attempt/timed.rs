//! What happens to attempts by the clock: windows end (T16), and what cannot be taken back any more goes to work (T5). Safe
//! to be done by several processes at once, and as often as one likes.

use super::{Actor, App, Error, enrollment, write};
use crate::domain::attempt::{Event, Facts, Guard, Who, transition};
use crate::domain::id::AttemptId;
use crate::store::attempt::{self, Attempt};

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
    let definition = enrollment::version_of(&mut tx, attempt.credential_version_id)
        .await?
        .definition
        .0;
    let facts = facts(app, &attempt, definition.assessment.screening);
    let Ok(happened) = transition(Some(attempt.state), event, &facts) else {
        return Ok(false);
    };
    write(app, &mut tx, Actor::System, &mut attempt, &happened).await?;
    tx.commit().await?;
    Ok(true)
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
