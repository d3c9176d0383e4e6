//! The way to one LMS. Owns taking messages by lease, how many are under way at a time, and giving the LMS a rest when it
//! does not answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;

use super::report::Report;
use crate::app::{App, Error, service};
use crate::domain::id::{LmsUserId, PlacementId, PlatformId};
use crate::domain::score_post::Reason;
use crate::lifecycle::Shutdown;
use crate::lti::profile::Profile;
use crate::lti::service::Signer;
use crate::lti::signing_key::SigningKey;
use crate::metrics;
use crate::store::gradebook_cell::{self, GradebookCell};
use crate::store::platform::{self, Platform};
use crate::store::score_post::ScorePost;
use crate::store::score_queue::{self, Outcome};

/// How many messages in a row may find no open ear before the LMS is left alone for a while.
const PATIENCE: usize = 4;

/// The way to one LMS.
pub(super) struct Lane {
    pub(super) app: App,
    pub(super) platform: Platform,
    pub(super) profile: Profile,
    /// Names this lane as the holder of what it takes.
    pub(super) holder: String,
    pub(super) key: Arc<SigningKey>,
    /// Whether results may be read; known once somebody was not let in.
    pub(super) may_look: AtomicBool,
}

/// What came of a lane.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Drained {
    /// How many messages were tried.
    pub(super) tried: usize,
    /// How long the LMS is to be left alone.
    pub(super) rest: Option<Duration>,
}

impl Lane {
    pub(super) async fn open(app: &App, id: PlatformId) -> Result<Self, Error> {
        let mut db = app.db.read().await?;
        let platform = platform::find(&mut db, id).await?;
        drop(db);
        let platform = platform.ok_or(Error::NotFound("registration"))?;
        let key = service::key(app)
            .await
            .map_err(|error| Error::Unreachable(error.to_string()))?;
        Ok(Self {
            profile: service::profile(&platform),
            platform,
            holder: app.new_id::<uuid::Uuid>().to_string(),
            key,
            may_look: AtomicBool::new(true),
            app: app.clone(),
        })
    }

    /// Sends what is due, until nothing is, the LMS needs a rest, or the process is asked to stop. What is under way is
    /// brought to its end in any case.
    pub(super) async fn drain(self, shutdown: &Shutdown) -> Result<Drained, Error> {
        let lane = Arc::new(self);
        let most = lane.app.settings.delivery.connections;
        // Tasks of their own: whoever waits here must not hold up those who write.
        let mut under_way = JoinSet::new();
        let mut drained = Drained::default();
        let mut unheard = 0;
        let mut problem = None;
        loop {
            let may_take = drained.rest.is_none() && problem.is_none() && !shutdown.is_requested();
            if may_take && under_way.len() <= most / 2 {
                match lane.take(most - under_way.len()).await {
                    Ok(taken) => {
                        for post in taken {
                            under_way.spawn(lane.clone().carry(post));
                        }
                    }
                    Err(error) => problem = Some(error),
                }
            }
            let Some(carried) = under_way.join_next().await else {
                return problem.map_or(Ok(drained), Err);
            };
            drained.tried += 1;
            match carried {
                Ok(Ok(report)) => {
                    unheard = if report.is_unheard() { unheard + 1 } else { 0 };
                    if report.reason == Some(Reason::Busy) || unheard >= PATIENCE.max(most) {
                        let usual = lane.app.settings.delivery.first_retry / 4;
                        drained.rest = Some(report.wait.unwrap_or(usual).min(usual * 4));
                    }
                }
                Ok(Err(error)) => problem = Some(error),
                // It has said so itself; the message is taken up again when its lease is over.
                Err(broken) => tracing::error!(%broken, "a score was left half-way"),
            }
        }
    }

    /// Takes messages.
    async fn take(&self, most: usize) -> Result<Vec<ScorePost>, Error> {
        let now = self.app.now();
        let lease = (now, now.plus(self.app.settings.delivery.lease));
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        let mut tx = self.app.db.write().await?;
        let id = self.platform.id;
        let posts = score_queue::claim(&mut tx, id, &self.holder, lease, limit).await?;
        tx.commit().await?;
        Ok(posts)
    }

    /// In which steps timestamps are told apart, in milliseconds.
    fn step(&self) -> i64 {
        if self.profile.scores.whole_second_timestamps {
            1000
        } else {
            1
        }
    }

    /// The cell with the next timestamp for a message to it. In a transaction of its own, which waits for nobody while it
    /// holds the cell: whoever writes a message holds several.
    pub(super) async fn stamp(
        &self,
        place: PlacementId,
        user: LmsUserId,
    ) -> Result<GradebookCell, Error> {
        let mut tx = self.app.db.write().await?;
        let now = self.app.now();
        let stamped = gradebook_cell::stamp(&mut tx, place, user, now, self.step()).await?;
        tx.commit().await?;
        // It was made together with its first message.
        stamped.ok_or(Error::NotFound("gradebook cell"))
    }

    pub(super) fn signer<'a>(
        &'a self,
        new_id: &'a (dyn Fn() -> String + Send + Sync),
    ) -> Signer<'a> {
        Signer {
            key: &self.key,
            new_id,
        }
    }

    /// Sends one message and writes what became of it. A message that takes longer than its lease allows may have arrived.
    async fn carry(self: Arc<Self>, post: ScorePost) -> Result<Report, Error> {
        let cell = self.stamp(post.placement_id, post.lms_user_id).await?;
        let patience = self.app.settings.delivery.lease * 3 / 4;
        let sending = self.deliver(&post, cell.clone());
        let report = match tokio::time::timeout(patience, sending).await {
            Ok(report) => report?,
            Err(_) => Report::lost(cell, "no answer in time"),
        };
        self.settle(&post, &report).await?;
        Ok(report)
    }

    async fn settle(&self, post: &ScorePost, report: &Report) -> Result<(), Error> {
        let now = self.app.now();
        let first = self.app.settings.delivery.first_retry;
        let chance = u32::from_be_bytes(self.app.random.bytes());
        let settled = report.settled(post, now, first, chance);
        let outcome = Outcome {
            id: post.id,
            claimed_by: &self.holder,
            state: settled.state,
            due_at: settled.due_at,
            is_uncertain: settled.is_uncertain,
            reason: report.reason.map(Reason::code),
            detail: report.detail.as_deref(),
            stamp: report.stamp,
        };
        let mut tx = self.app.db.write().await?;
        // The cell before the message, as whoever writes a message takes them.
        gradebook_cell::update(&mut tx, &settled.cell, now).await?;
        if !score_queue::settle(&mut tx, &outcome, now).await? {
            // Somebody else took it when the lease was over; what they find holds, and nothing of this is kept.
            return Ok(());
        }
        tx.commit().await?;
        let code = report.reason.map_or("", Reason::code);
        metrics::score_settled(settled.state.code(), code);
        tracing::debug!(
            post = %post.id, platform = %self.platform.id, state = settled.state.code(), reason = code,
            tries = post.tries, "score settled"
        );
        Ok(())
    }

    pub(super) fn stop_looking(&self) {
        self.may_look.store(false, Ordering::Relaxed);
    }

    pub(super) fn is_looking(&self) -> bool {
        self.may_look.load(Ordering::Relaxed)
    }
}
