//! What happens to attempts by the clock: windows that are over end, and what cannot be taken back any more goes to work. Any
//! number of processes may do it at once.

use crate::app::attempt::{end_windows, open_for_work};
use crate::app::{App, Error};

/// One round.
///
/// # Errors
/// [`Error`] when the database does not work; the next round goes on.
pub async fn run(app: &App) -> Result<(), Error> {
    // Neither waits for the other to work.
    let (ended, opened) = (end_windows(app).await, open_for_work(app).await);
    let (ended, opened) = (ended?, opened?);
    if ended + opened > 0 {
        tracing::info!(ended, opened, "moved attempts on");
    }
    Ok(())
}
