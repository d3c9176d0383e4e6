//! Content that nobody needs: uploads that a stopped process left, files that were not taken or were taken away.

use std::time::Duration;

use super::super::audit::Actor;
use super::super::{App, Error};
use super::record;
use crate::domain::file::FileEvent;
use crate::store::file_object::{self, Leftover};

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
    app.evidence.delete(&leftover.object_key).await?;
    let mut tx = app.db.write().await?;
    let (id, state) = (leftover.id, leftover.state);
    if file_object::mark_purged(&mut tx, id, state, app.now()).await? {
        let purged = (leftover.organization_id, id, FileEvent::Deleted.code());
        record(app, &mut tx, Actor::System, purged).await?;
    }
    Ok(tx.commit().await?)
}
