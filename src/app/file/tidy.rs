//! Content that nobody needs: uploads that a stopped process left, files that were not taken or were taken away.

use std::time::Duration;

use super::super::audit::Actor;
use super::super::{App, Error};
use super::record;
use crate::domain::file::FileEvent;
use crate::store::file_object;

/// How long an upload may be under way, and how long it is said why a file was not taken.
const PATIENCE: Duration = Duration::from_secs(24 * 3600);
/// How many files one round deletes.
const A_ROUND: i64 = 200;

/// Deletes what nobody needs, and says how many files that were. Content goes first: a row without content is found
/// again by the next round, content without a row would be found by nobody.
///
/// # Errors
/// [`Error::Evidence`] or [`Error::Store`]; the next round tries again.
pub async fn tidy(app: &App) -> Result<usize, Error> {
    let before = app.now().minus(PATIENCE);
    let leftovers = {
        let mut db = app.db.read().await?;
        file_object::list_leftovers(&mut db, before, A_ROUND).await?
    };
    let count = leftovers.len();
    for leftover in leftovers {
        app.evidence.delete(&leftover.object_key).await?;
        let mut tx = app.db.write().await?;
        let (id, state) = (leftover.id, leftover.state);
        if file_object::mark_purged(&mut tx, id, state, app.now()).await? {
            let purged = (leftover.organization_id, id, FileEvent::Deleted.code());
            record(app, &mut tx, Actor::System, purged).await?;
        }
        tx.commit().await?;
    }
    Ok(count)
}
