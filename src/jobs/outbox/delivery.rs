//! One message on its way: to which column, what the gradebook shows, whether that lets it be sent, and sending it.

use url::Url;

use super::lane::Lane;
use super::report::{Report, micros, note, verdict_only};
use super::wire::{self, Parts};
use crate::app::{Error, service};
use crate::domain::score_post::{
    Event, Grading, Judgement, Known, Message, Reason, Seen, Verdict, judge,
};
use crate::lti::ags::{self, ResultValue};
use crate::lti::service::{Endpoint, ServiceError};
use crate::store::gradebook_cell::GradebookCell;
use crate::store::score_post::ScorePost;
use crate::store::score_queue::{self, Destination};

/// How often a message is sent again at once, with what its answer asks for.
const CORRECTIONS: usize = 3;

/// Where a message goes.
pub(super) struct Way<'a> {
    pub(super) destination: &'a Destination,
    pub(super) endpoint: &'a Endpoint,
    pub(super) column: Url,
}

impl Lane {
    /// Brings one message to its cell, if the cell lets it.
    pub(super) async fn deliver(
        &self,
        post: &ScorePost,
        mut cell: GradebookCell,
    ) -> Result<Report, Error> {
        let mut db = self.app.db.read().await?;
        let (place, user) = (post.placement_id, post.lms_user_id);
        let destination = score_queue::find_destination(&mut db, place, user).await?;
        drop(db);
        let Some(destination) = destination else {
            return Ok(Report::parked(Reason::ColumnGone, cell));
        };
        let endpoint = match service::endpoint(&self.platform, &destination.lti_deployment_id) {
            Ok(endpoint) => endpoint,
            Err(error) => return Ok(Report::unsuccessful(&error, false, cell)),
        };
        let column = match self.column(post, &destination, &endpoint, &cell).await? {
            Ok(column) => column,
            Err(report) => return Ok(*report),
        };
        let way = Way {
            destination: &destination,
            endpoint: &endpoint,
            column,
        };
        let seen = match self.look(&way).await {
            Ok(seen) => seen,
            Err(error) => return Ok(Report::unsuccessful(&error, false, cell)),
        };
        let now = self.app.now();
        if let Some(seen) = &seen {
            note(&mut cell, seen, now);
        }
        let message = &post.message.0;
        let parts = Parts::of(message, &self.profile, &self.app.settings.tool);
        let scores = &self.profile.scores;
        let known = Known {
            seen: seen.as_ref(),
            confirmed: cell.confirmed(),
            doubtful: cell.doubtful(),
            is_uncertain: post.is_uncertain,
            clears_without_score: scores.pending_clears_score && !scores.canvas_extension,
            appends_comments: scores.appends_comments,
            comment: parts.comment.as_deref(),
        };
        match judge(message, &known) {
            Judgement::Send { with_comment } => {
                self.send(&way, message, &parts, with_comment, cell).await
            }
            Judgement::Arrived => Ok(Report::arrived(message, cell, now)),
            Judgement::Overridden => {
                cell.is_overridden = true;
                let reason = Some(Reason::Overridden);
                let report = Report::of(Event::Overridden, cell);
                Ok(Report { reason, ..report })
            }
            Judgement::Spared => {
                let reason = Some(Reason::ScoreKept);
                let report = Report::of(Event::Superseded, cell);
                Ok(Report { reason, ..report })
            }
        }
    }

    /// What the cell shows. Nothing where the LMS does not let us look.
    async fn look(&self, way: &Way<'_>) -> Result<Option<Seen>, ServiceError> {
        if !self.is_looking() {
            return Ok(None);
        }
        let new_id = || self.app.random.secret();
        let found = ags::find_result(
            &self.app.services,
            way.endpoint,
            self.signer(&new_id),
            &way.column,
            &way.destination.sub,
        )
        .await;
        match found {
            Ok(found) => Ok(Some(seen(found.unwrap_or_default()))),
            Err(error) if is_closed(&error) => {
                self.stop_looking();
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    async fn send(
        &self,
        way: &Way<'_>,
        message: &Message,
        parts: &Parts,
        with_comment: bool,
        mut cell: GradebookCell,
    ) -> Result<Report, Error> {
        let mut message = message.clone();
        let mut corrections = 0;
        let outcome = loop {
            let stamp = cell.last_stamp;
            let sub = &way.destination.sub;
            let score = wire::score(&message, parts, &self.profile, sub, stamp, with_comment);
            let new_id = || self.app.random.secret();
            let signer = self.signer(&new_id);
            let services = &self.app.services;
            let sent = ags::post_score(services, way.endpoint, signer, &way.column, &score).await;
            let Err(error) = sent else { break Ok(()) };
            corrections += 1;
            match verdict_only(&error) {
                Verdict::Restamp if corrections < CORRECTIONS => {}
                Verdict::NoSubmission if message.is_submission => message.is_submission = false,
                _ => break Err(error),
            }
            cell = self
                .stamp(cell.placement_id, cell.lms_user_id)
                .await?
                .keeping(&cell);
        };
        let stamp = Some(cell.last_stamp);
        if let Err(error) = outcome {
            let report = Report::unsuccessful(&error, true, cell);
            return Ok(Report { stamp, ..report });
        }
        let is_emptied = message.is_clearing() && self.is_looking();
        let now = self.app.now();
        let report = if is_emptied && message.grading != Grading::FullyGraded {
            self.see_to_it_that_it_is_empty(way, &message, parts, cell)
                .await?
        } else {
            Report::arrived(&message, cell, now)
        };
        Ok(Report {
            stamp: report.stamp.or(stamp),
            ..report
        })
    }

    /// Some products take a score away only when they are told that grading is done.
    async fn see_to_it_that_it_is_empty(
        &self,
        way: &Way<'_>,
        message: &Message,
        parts: &Parts,
        cell: GradebookCell,
    ) -> Result<Report, Error> {
        let now = self.app.now();
        let is_still_there = match self.look(way).await {
            Ok(seen) => seen.is_some_and(|seen| seen.score.is_some()),
            // The next try looks again.
            Err(error) => return Ok(Report::unsuccessful(&error, true, cell)),
        };
        if !is_still_there {
            return Ok(Report::arrived(message, cell, now));
        }
        let done = Message {
            grading: Grading::FullyGraded,
            ..message.clone()
        };
        let cell = self
            .stamp(cell.placement_id, cell.lms_user_id)
            .await?
            .keeping(&cell);
        let stamp = cell.last_stamp;
        let sub = &way.destination.sub;
        let score = wire::score(&done, parts, &self.profile, sub, stamp, true);
        let new_id = || self.app.random.secret();
        let signer = self.signer(&new_id);
        let services = &self.app.services;
        let sent = ags::post_score(services, way.endpoint, signer, &way.column, &score).await;
        let report = match sent {
            Ok(()) => Report::arrived(message, cell, now),
            Err(error) => Report::unsuccessful(&error, true, cell),
        };
        Ok(Report {
            stamp: Some(stamp),
            ..report
        })
    }
}

/// Whether results are not for us to read here, which is no reason not to send a score.
fn is_closed(error: &ServiceError) -> bool {
    match error {
        ServiceError::TokenRefused { code, .. } => code == "invalid_scope",
        ServiceError::Refused {
            status,
            is_throttled,
            ..
        } => !is_throttled && matches!(status, 401 | 403 | 405 | 501),
        _ => false,
    }
}

fn seen(value: ResultValue) -> Seen {
    Seen {
        score: value.score.map(micros),
        maximum: micros(if value.maximum > 0.0 {
            value.maximum
        } else {
            1.0
        }),
        comment: value.comment,
    }
}
