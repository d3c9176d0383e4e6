//! Lists of people in courses, read from their LMSs: those that somebody waits for, and all once a day. Any number of
//! processes may do it at once.

use crate::app::{App, Error, roster};

/// One round.
///
/// # Errors
/// [`Error`] when the database does not work; the next round goes on.
pub async fn run(app: &App) -> Result<(), Error> {
    let read = roster::refresh_due(app).await?;
    if read > 0 {
        tracing::debug!(read, "read lists of people");
    }
    Ok(())
}
