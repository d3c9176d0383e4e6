//! What happens to attempts by the clock: windows that are over end, which is told before, what cannot be taken back any more
//! goes to work, leases end or are about to, and awards run out. Any number of processes may do it at once.

use crate::app::assessment::{end_leases, remind_leases};
use crate::app::attempt::{end_windows, open_for_work, remind_windows};
use crate::app::award::expire_due;
use crate::app::{App, Error};

/// One round.
///
/// # Errors
/// [`Error`] when the database does not work; the next round goes on.
pub async fn run(app: &App) -> Result<(), Error> {
    // None waits for another to work.
    let (ended, opened) = (end_windows(app).await, open_for_work(app).await);
    let (leases, awards) = (end_leases(app).await, expire_due(app).await);
    let (reminded, windows) = (remind_leases(app).await, remind_windows(app).await);
    let (ended, opened, leases, awards) = (ended?, opened?, leases?, awards?);
    let reminded = reminded? + windows?;
    if ended + opened + leases + awards + reminded > 0 {
        tracing::info!(
            ended,
            opened,
            leases,
            awards,
            reminded,
            "moved on what the clock moves"
        );
    }
    Ok(())
}
