//! Scores leave for gradebooks. Owns the loop that looks for what is due; each LMS has a [`lane`] of its own, so that a
//! slow one holds up nobody else, and a lane sends several messages at a time, but one after the other to each cell.
//!
//! What may be sent is judged by the domain ([`crate::domain::score_post`]); which of several processes sends it, by the
//! lease in the database. A process that is killed leaves messages that may have arrived: whoever takes them next looks
//! at the gradebook first.

mod column;
mod delivery;
mod lane;
mod report;
mod wire;

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use tokio::task::JoinSet;

use crate::app::{App, Error};
use crate::clock::Timestamp;
use crate::domain::id::PlatformId;
use crate::lifecycle::Shutdown;
use crate::metrics;
use crate::store::{platform, score_post, score_queue};

use lane::{Drained, Lane};

/// How often somebody looks for what is due: a person who waits for a score waits no longer.
const EVERY: Duration = Duration::from_secs(1);
/// How often what waits is counted.
const COUNT_EVERY: Duration = Duration::from_secs(30);
/// How long messages under way may take when the process stops.
const GRACE: Duration = Duration::from_secs(20);

/// Sends what is due now, and says how many messages were tried.
///
/// # Errors
/// [`Error`] when the database does not work.
pub async fn run(app: &App) -> Result<usize, Error> {
    let mut tried = 0;
    let shutdown = Shutdown::new();
    for id in due(app).await? {
        tried += Lane::open(app, id).await?.drain(&shutdown).await?.tried;
    }
    Ok(tried)
}

/// The LMSs with messages that are due.
async fn due(app: &App) -> Result<Vec<PlatformId>, Error> {
    let (mut db, now) = (app.db.read().await?, app.now());
    let mut due = Vec::new();
    for platform in platform::list(&mut db).await? {
        if score_queue::is_due(&mut db, platform.id, now).await? {
            due.push(platform.id);
        }
    }
    Ok(due)
}

/// Sends what is due, until it is asked to stop.
pub async fn work(app: &App, shutdown: &Shutdown) {
    let mut lanes = Lanes::default();
    let mut counted_at: Option<Timestamp> = None;
    while !shutdown.is_requested() {
        if let Err(error) = lanes.start(app, shutdown).await {
            tracing::error!(%error, "what is due could not be read; it is tried again");
        }
        let now = app.now();
        if counted_at.is_none_or(|at| now.since(at) >= COUNT_EVERY) {
            counted_at = Some(now);
            if let Err(error) = count(app).await {
                tracing::warn!(%error, "scores that wait could not be counted");
            }
        }
        tokio::select! {
            () = shutdown.requested() => break,
            () = tokio::time::sleep(EVERY) => {}
            Some(ended) = lanes.running.join_next() => lanes.end(app.now(), ended),
        }
    }
    let finish = async { while lanes.running.join_next().await.is_some() {} };
    if tokio::time::timeout(GRACE, finish).await.is_err() {
        tracing::warn!("scores were still under way; another process looks what became of them");
    }
}

/// The lanes that are open, and those that rest because their LMS does not answer.
#[derive(Default)]
struct Lanes {
    running: JoinSet<(PlatformId, Result<Drained, Error>)>,
    open: HashSet<PlatformId>,
    resting: HashMap<PlatformId, Timestamp>,
}

impl Lanes {
    async fn start(&mut self, app: &App, shutdown: &Shutdown) -> Result<(), Error> {
        let now = app.now();
        self.resting.retain(|_, until| *until > now);
        for id in due(app).await? {
            if self.resting.contains_key(&id) || !self.open.insert(id) {
                continue;
            }
            let (app, shutdown) = (app.clone(), shutdown.clone());
            self.running.spawn(async move {
                let drained = async { Lane::open(&app, id).await?.drain(&shutdown).await };
                (id, drained.await)
            });
        }
        Ok(())
    }

    fn end(
        &mut self,
        now: Timestamp,
        ended: Result<(PlatformId, Result<Drained, Error>), tokio::task::JoinError>,
    ) {
        match ended {
            Ok((id, outcome)) => {
                self.open.remove(&id);
                match outcome {
                    Ok(drained) => {
                        let rest = drained.rest.map(|rest| now.plus(rest));
                        self.resting.extend(rest.map(|until| (id, until)));
                    }
                    Err(error) => {
                        tracing::error!(%error, platform = %id, "scores were left; it is tried again");
                    }
                }
            }
            Err(error) => {
                tracing::error!(%error, "a lane of scores broke; its messages are taken up again");
                // Which one it was is not known any more; a second lane beside a running one does no harm.
                self.open.clear();
            }
        }
    }
}

async fn count(app: &App) -> Result<(), Error> {
    let mut db = app.db.read().await?;
    let (mut waiting, mut stuck) = (0, 0);
    for platform in platform::list(&mut db).await? {
        let (here, there) = score_post::count(&mut db, platform.id).await?;
        waiting += here;
        stuck += there;
    }
    metrics::scores_counted(waiting, stuck);
    Ok(())
}
