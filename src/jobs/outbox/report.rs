//! What became of one try. Owns the step from an answer of the LMS to where the message stands and what is known of its
//! cell.

use std::time::Duration;

use crate::clock::Timestamp;
use crate::domain::score_post::{
    Event, Message, Reason, Seen, State, Verdict, backoff, judgement, verdict,
};
use crate::lti::service::ServiceError;
use crate::store::gradebook_cell::GradebookCell;
use crate::store::score_post::ScorePost;

/// The longest wait that an LMS may ask for.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 3600);

/// What became of one try.
#[derive(Clone, Debug)]
pub(super) struct Report {
    /// What happened.
    pub(super) event: Event,
    /// Why it did not arrive.
    pub(super) reason: Option<Reason>,
    /// What the LMS said.
    pub(super) detail: Option<String>,
    /// Whether the LMS may have taken it; `None` for no more and no less than before.
    pub(super) may_have_arrived: Option<bool>,
    /// How long the LMS asks to wait.
    pub(super) wait: Option<Duration>,
    /// What is known of the cell now.
    pub(super) cell: GradebookCell,
    /// The timestamp that it was sent with.
    pub(super) stamp: Option<Timestamp>,
}

/// Where that leaves the message.
pub(super) struct Settled {
    pub(super) state: State,
    pub(super) due_at: Timestamp,
    pub(super) is_uncertain: bool,
    pub(super) cell: GradebookCell,
}

impl Report {
    pub(super) fn of(event: Event, cell: GradebookCell) -> Self {
        Self {
            event,
            reason: None,
            detail: None,
            may_have_arrived: None,
            wait: None,
            cell,
            stamp: None,
        }
    }

    /// No answer came.
    pub(super) fn lost(cell: GradebookCell, why: &str) -> Self {
        Self {
            reason: Some(Reason::Unreachable),
            detail: Some(why.to_owned()),
            may_have_arrived: Some(true),
            ..Self::of(Event::Lost, cell)
        }
    }

    /// It arrived: now, or by an earlier try.
    pub(super) fn arrived(message: &Message, cell: GradebookCell, now: Timestamp) -> Self {
        let mut cell = if message.score.is_some() || message.is_clearing() {
            cell.confirming(message.score)
        } else {
            cell
        };
        if let Some(score) = message.score {
            cell.seen_score = Some(i64::from(score.given) * 1_000_000);
            cell.seen_maximum = Some(i64::from(score.maximum) * 1_000_000);
            cell.seen_at = Some(now);
            cell.is_overridden = false;
        } else if message.is_clearing() {
            cell.seen_score = None;
            cell.seen_at = Some(now);
            cell.is_overridden = false;
        }
        Self::of(Event::Arrived, cell)
    }

    /// A call did not lead to an answer that is a yes. `was_sent` where the call was the score itself.
    pub(super) fn unsuccessful(error: &ServiceError, was_sent: bool, cell: GradebookCell) -> Self {
        let (verdict, wait) = verdict_of(error);
        let (event, reason) = match verdict {
            Verdict::Park(reason) => (Event::Parked, reason),
            Verdict::Never(reason) => (Event::GivenUp, reason),
            Verdict::Later(reason) => (Event::Deferred, reason),
            Verdict::Restamp | Verdict::NoSubmission => (Event::Deferred, Reason::NewerThere),
        };
        let is_doubtful = was_sent && error.may_have_arrived();
        let has_answer = matches!(error, ServiceError::Refused { .. });
        Self {
            event: if is_doubtful && !has_answer {
                Event::Lost
            } else {
                event
            },
            reason: Some(reason),
            detail: Some(detail(error)),
            // A clear no to this try says nothing about an earlier one.
            may_have_arrived: is_doubtful.then_some(true),
            wait,
            ..Self::of(event, cell)
        }
    }

    /// It waits until the course changes.
    pub(super) fn parked(reason: Reason, cell: GradebookCell) -> Self {
        Self {
            reason: Some(reason),
            ..Self::of(Event::Parked, cell)
        }
    }

    /// It is tried again soon, because somebody else does what it needs.
    pub(super) fn soon(reason: Reason, cell: GradebookCell) -> Self {
        Self {
            reason: Some(reason),
            wait: Some(Duration::from_secs(2)),
            ..Self::of(Event::Deferred, cell)
        }
    }

    /// Whether the LMS as a whole does not listen.
    pub(super) fn is_unheard(&self) -> bool {
        let deaf = [
            Reason::Unreachable,
            Reason::TokenRefused,
            Reason::Trouble,
            Reason::OddAnswer,
        ];
        self.reason.is_some_and(|reason| deaf.contains(&reason))
    }

    /// Where that leaves the message, after this many tries.
    pub(super) fn settled(
        &self,
        post: &ScorePost,
        now: Timestamp,
        first: Duration,
        chance: u32,
    ) -> Settled {
        let is_uncertain = self.may_have_arrived.unwrap_or(post.is_uncertain);
        let mut event = self.event;
        let mut due_at = now;
        if matches!(event, Event::Deferred | Event::Lost) {
            match backoff::wait(post.tries, first, chance) {
                Some(usual) => due_at = now.plus(self.wait.unwrap_or(usual).min(LONGEST_WAIT)),
                None => event = Event::GivenUp,
            }
        }
        // Whoever takes it holds it, so it is being sent, and everything that a try leads to can follow that.
        let state = State::Sending.after(event).unwrap_or(State::Retry);
        let mut cell = self.cell.clone();
        if let (false, true, Some(score)) = (state.is_open(), is_uncertain, post.message.score)
            && state != State::Confirmed
        {
            cell = cell.doubting(score);
        }
        Settled {
            state,
            due_at,
            is_uncertain: is_uncertain && state != State::Confirmed,
            cell,
        }
    }
}

fn verdict_of(error: &ServiceError) -> (Verdict, Option<Duration>) {
    let later = |reason| (Verdict::Later(reason), None);
    match error {
        ServiceError::Refused {
            status,
            message,
            retry_after,
            is_throttled,
        } => (
            verdict::of_answer(*status, message, *is_throttled),
            *retry_after,
        ),
        ServiceError::TokenRefused { status: 429, .. } => later(Reason::Busy),
        ServiceError::TokenRefused { .. } | ServiceError::NotSigned(_) => {
            later(Reason::TokenRefused)
        }
        ServiceError::Fetch(crate::lti::fetch::FetchError::TooLarge(_))
        | ServiceError::Unreadable(_)
        | ServiceError::Strayed(_)
        | ServiceError::Endless => later(Reason::OddAnswer),
        ServiceError::Fetch(_) => later(Reason::Unreachable),
    }
}

pub(super) fn verdict_only(error: &ServiceError) -> Verdict {
    verdict_of(error).0
}

/// What an administrator reads of it; never an address, a token or a name.
fn detail(error: &ServiceError) -> String {
    match error {
        ServiceError::Refused {
            status, message, ..
        } => format!("{status} {message}").trim_end().to_owned(),
        other => other.to_string(),
    }
}

/// A value of the LMS in millionths.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a float that is out of range becomes the nearest number that there is"
)]
pub(super) fn micros(value: f64) -> i64 {
    (value * judgement::MICROS).round() as i64
}

/// What was seen, written into the cell.
pub(super) fn note(cell: &mut GradebookCell, seen: &Seen, now: Timestamp) {
    cell.seen_score = seen.score;
    cell.seen_maximum = Some(seen.maximum);
    cell.seen_at = Some(now);
}
