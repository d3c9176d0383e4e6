//! Makes badges that are still to be made, signs lists of what was taken back before they lapse, and tells holders that the time
//! of an award ends. Any number of processes may do it at once.

use crate::app::award::remind_due;
use crate::app::badge::{issue_due, sign_due};
use crate::app::{App, Error};

/// One round.
///
/// # Errors
/// [`Error`] when the database does not work; the next round goes on.
pub async fn run(app: &App) -> Result<(), Error> {
    let (issued, signed) = (issue_due(app).await, sign_due(app).await);
    let reminded = remind_due(app).await;
    let (issued, signed, reminded) = (issued?, signed?, reminded?);
    if issued + signed + reminded > 0 {
        tracing::info!(
            issued,
            signed,
            reminded,
            "made badges, signed status lists, told of ends"
        );
    }
    Ok(())
}
