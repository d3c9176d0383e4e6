//! Regular tidying: signing keys by their schedule, and forgetting what has had its time. Of several processes
//! on one database, one does it.

use std::time::Duration;

use crate::app::{App, Error, assessment, file, signing_key};
use crate::store::{launch, launch_record, lease, pending_login, registration_draft};

const LEASE: &str = "housekeeping";
const LEASE_FOR: Duration = Duration::from_secs(300);
/// How long used and expired logins are kept, so that a replay is told apart from a login that never was.
const LOGIN_RETENTION: Duration = Duration::from_secs(24 * 3600);

/// One round.
///
/// # Errors
/// [`Error`] when the database or the keys do not work; the next round tries again.
pub async fn run(app: &App, holder: &str) -> Result<(), Error> {
    signing_key::keep(app, holder).await?;
    let now = app.now();
    let mut tx = app.db.write().await?;
    if !lease::acquire(&mut tx, LEASE, holder, now, now.plus(LEASE_FOR)).await? {
        return Ok(());
    }
    let settings = &app.settings;
    let sessions = launch::delete_expired(&mut tx, now.minus(settings.session_retention)).await?;
    let logins = pending_login::delete_expired(&mut tx, now.minus(LOGIN_RETENTION)).await?;
    let drafts = registration_draft::delete_expired(&mut tx, now).await?;
    let records =
        launch_record::delete_older(&mut tx, now.minus(settings.launch_record_retention)).await?;
    let readings = assessment::forget_drafts(&mut tx, now).await?;
    tx.commit().await?;
    let files = file::tidy(app).await?;
    tracing::debug!(sessions, logins, drafts, records, readings, files, "tidied");
    Ok(())
}
