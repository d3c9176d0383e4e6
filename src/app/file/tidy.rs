//! Content that nobody needs: uploads that a stopped process left, files that were not taken or were taken away.

use std::time::Duration;

use super::super::audit::Actor;
use super::super::{App, Error};
use super::record;
use crate::domain::file::FileEvent;
use crate::store::file_object::{self, Leftover};
use crate::store::{Tx, enrollment};

/// How long an upload may be under way, and how long it is said why a file was not taken.
const PATIENCE: Duration = Duration::from_secs(24 * 3600);
/// How many files one round deletes.
const A_ROUND: i64 = 200;

/// Deletes what nobody needs, and says how many files that were. Content goes first: a row without content is found
/// again by the next round, content without a row would be found by nobody.
///
/// # Errors
/// [`Error::Store`] when it cannot be found which they are. What could not be deleted is tried again by the next round.
pub async fn tidy(app: &App) -> Result<usize, Error> {
    let before = app.now().minus(PATIENCE);
    let leftovers = {
        let mut db = app.db.read().await?;
        file_object::list_leftovers(&mut db, before, A_ROUND).await?
    };
    let mut count = 0;
    for leftover in leftovers {
        let id = leftover.id;
        match purge(app, leftover).await {
            Ok(()) => count += 1,
            // One that cannot be deleted keeps no other waiting.
            Err(error) => tracing::error!(%error, file = %id, "a file was not deleted"),
        }
    }
    Ok(count)
}

async fn purge(app: &App, leftover: Leftover) -> Result<(), Error> {
    if let_go(app, &leftover).await? {
        return Ok(());
    }
    // Nobody begins to share it any more: only what can be handed in goes into the next attempt.
    app.evidence.delete(&leftover.object_key).await?;
    let mut tx = app.db.write().await?;
    mark(app, &mut tx, &leftover).await?;
    Ok(tx.commit().await?)
}

/// Content that another file needs stays, and this one needs it no more. `false` when no other does. Whoever asks the same
/// about the other one waits: of two, the second finds that it is the last.
async fn let_go(app: &App, leftover: &Leftover) -> Result<bool, Error> {
    let mut tx = app.db.write().await?;
    enrollment::hold(&mut tx, leftover.enrollment_id).await?;
    if !file_object::is_shared(&mut tx, leftover.id, &leftover.object_key).await? {
        return Ok(false);
    }
    mark(app, &mut tx, leftover).await?;
    tx.commit().await?;
    Ok(true)
}

async fn mark(app: &App, tx: &mut Tx, leftover: &Leftover) -> Result<(), Error> {
    let (id, state) = (leftover.id, leftover.state);
    if file_object::mark_purged(tx, id, state, app.now()).await? {
        let purged = (leftover.organization_id, id, FileEvent::Deleted.code());
        record(app, tx, Actor::System, purged).await?;
    }
    Ok(())
}
