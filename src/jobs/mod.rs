//! Work that no request waits for. Owns the loop that does it and stops in good order; what is done is each
//! job's own file.

pub mod attempts;
pub mod badges;
pub mod gates;
pub mod housekeeping;
pub mod outbox;
pub mod rosters;

use std::time::Duration;

use crate::app::App;
use crate::lifecycle::Shutdown;
use crate::store::lease;

const EVERY: Duration = Duration::from_secs(60);

/// Works until it is asked to stop, then gives its leases back, so that another process need not wait for them
/// to run out.
pub async fn work(app: App, shutdown: Shutdown) {
    // Scores do not wait for the tidying, nor the tidying for them.
    tokio::join!(outbox::work(&app, &shutdown), keep_order(&app, &shutdown));
}

async fn keep_order(app: &App, shutdown: &Shutdown) {
    let holder = app.random.id(app.now()).to_string();
    while !shutdown.is_requested() {
        // A round may wait for slow LMSs for minutes. What it has begun to write is undone with its transaction, and the
        // next process does it.
        tokio::select! {
            () = shutdown.requested() => break,
            () = round(app, &holder) => {}
        }
        tokio::select! {
            () = shutdown.requested() => break,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
    if let Err(error) = release(app, &holder).await {
        tracing::warn!(%error, "leases could not be given back; they end by themselves");
    }
}

async fn round(app: &App, holder: &str) {
    if let Err(error) = housekeeping::run(app, holder).await {
        tracing::error!(%error, "housekeeping did not finish; it is tried again");
    }
    if let Err(error) = attempts::run(app).await {
        tracing::error!(%error, "attempts were not all moved on; it is tried again");
    }
    if let Err(error) = rosters::run(app).await {
        tracing::error!(%error, "lists of people were not all read; it is tried again");
    }
    if let Err(error) = gates::run(app).await {
        tracing::error!(%error, "gates were not all counted; it is tried again");
    }
    if let Err(error) = badges::run(app).await {
        tracing::error!(%error, "badges were not all made; it is tried again");
    }
}

async fn release(app: &App, holder: &str) -> Result<(), crate::store::Error> {
    let mut tx = app.db.write().await?;
    lease::release_all(&mut tx, holder).await?;
    tx.commit().await
}
