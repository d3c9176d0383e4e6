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
/// [`Error::Store`]; what was ended before it is ended.
pub async fn end_windows(app: &App) -> Result<usize, Error> {
    let over = attempt::list_window_over(&mut app.db.read().await?, app.now(), ROUND).await?;
    each(app, over, Event::EndWindow).await
}

/// Hands what cannot be taken back any more to screening or to the queue, and says how many.
///
/// # Errors
/// [`Error::Store`]; what was handed on before it is.
pub async fn open_for_work(app: &App) -> Result<usize, Error> {
    let over = attempt::list_recall_over(&mut app.db.read().await?, app.now(), ROUND).await?;
    each(app, over, Event::OpenForWork).await
}

/// One that does not work keeps none of the others waiting; it is reported at the end.
async fn each(app: &App, ids: Vec<AttemptId>, event: Event) -> Result<usize, Error> {
    let (mut done, mut failure) = (0, None);
    for id in ids {
        match one(app, id, event).await {
            Ok(is_moved) => done += usize::from(is_moved),
            Err(error) => failure = Some(error),
        }
    }
    failure.map_or(Ok(done), Err)
}

async fn one(app: &App, id: AttemptId, event: Event) -> Result<bool, Error> {
    let mut tx = app.db.write().await?;
    let Some(mut attempt) = attempt::find_locked(&mut tx, id).await? else {
        return Ok(false);
    };
    let version = enrollment::version_of(&mut tx, attempt.credential_version_id).await?;
    let facts = facts(app, &attempt, version.definition.0.assessment.screening);
    // Another process, or the earner, was faster: it does not stand there any more.
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
