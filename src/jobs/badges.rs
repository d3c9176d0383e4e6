//! Makes badges that are still to be made, and signs lists of what was taken back before they lapse. Any number of processes may
//! do it at once.

use crate::app::badge::{issue_due, sign_due};
use crate::app::{App, Error};

/// One round.
///
/// # Errors
/// [`Error`] when the database does not work; the next round goes on.
pub async fn run(app: &App) -> Result<(), Error> {
    let (issued, signed) = (issue_due(app).await, sign_due(app).await);
    let (issued, signed) = (issued?, signed?);
    if issued + signed > 0 {
        tracing::info!(issued, signed, "made badges and signed status lists");
    }
    Ok(())
}
