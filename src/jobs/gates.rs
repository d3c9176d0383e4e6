//! Counts once a day what everybody holds before gates, for what ends by the clock. Any number of processes may do it at
//! once.

use crate::app::gate::recount_stale;
use crate::app::{App, Error};

/// How many batches one round does at most; the next round does the others.
const BATCHES: usize = 5;

/// One round.
///
/// # Errors
/// [`Error`] when the database does not work; the next round goes on.
pub async fn run(app: &App) -> Result<(), Error> {
    for _ in 0..BATCHES {
        let counted = recount_stale(app).await?;
        if counted == 0 {
            break;
        }
        tracing::info!(counted, "counted what people hold before gates");
    }
    Ok(())
}
