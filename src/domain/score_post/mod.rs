//! Messages to the gradebooks of LMSs (machine SM-12 of the domain model, and its section D). Owns what is said at which
//! step ([`message`]), whether it may be said in view of what the gradebook shows ([`judgement`]), what an answer
//! means ([`verdict`]) and when to try again ([`backoff`]).

pub mod backoff;
pub mod judgement;
pub mod message;
pub mod verdict;

pub use judgement::{Judgement, Known, Seen, judge};
pub use message::{Activity, Comment, Grading, Message, Remark, Score};
pub use verdict::{Reason, Verdict};

super::coded! {
    /// Where a message stands.
    State {
        /// It waits for its turn.
        Pending = "pending",
        /// Somebody is sending it, or was when their process ended.
        Sending = "sending",
        /// It was sent, and no answer came.
        Unknown = "unknown",
        /// It was not taken, and is tried again.
        Retry = "retry",
        /// It arrived.
        Confirmed = "confirmed",
        /// A newer one took its place, or there was nothing left to say.
        Superseded = "superseded",
        /// A person's grade at the LMS stands instead.
        Overridden = "overridden",
        /// It cannot arrive until something changes in the course; the next launch from there sends it again.
        Parked = "parked",
        /// It does not arrive. Somebody has to look.
        Dead = "dead",
    }

    /// What a message is about.
    Kind {
        /// Work was handed in.
        Submitted = "submitted",
        /// A decision was told.
        Decision = "decision",
        /// A result was withdrawn.
        Clear = "clear",
        /// How much of a gate is held.
        Gate = "gate",
        /// What was earned elsewhere is recognised here.
        Recognised = "recognised",
    }

    /// What a message follows from.
    CauseKind {
        /// An attempt was handed in.
        Attempt = "attempt",
        /// A decision.
        Decision = "decision",
        /// A gate was looked at.
        Gate = "gate",
        /// An award.
        Award = "award",
    }
}

/// What happens to a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody takes it to send it; also when the lease of whoever did so before is over.
    Taken,
    /// It arrived.
    Arrived,
    /// No answer came.
    Lost,
    /// It is to be tried again.
    Deferred,
    /// Trying again does not help.
    GivenUp,
    /// Trying again helps when the course changes.
    Parked,
    /// A person's grade stands.
    Overridden,
    /// A newer one takes its place, or it has nothing to say any more.
    Superseded,
    /// Somebody asks to send it again, or the course may have changed.
    SentAgain,
}

impl State {
    /// Those that a worker still has to do with.
    pub const OPEN: [Self; 4] = [Self::Pending, Self::Sending, Self::Unknown, Self::Retry];

    /// Whether a worker still has to do with it.
    #[must_use]
    pub fn is_open(self) -> bool {
        Self::OPEN.contains(&self)
    }

    /// Where an event leads; `None` where it cannot happen.
    #[must_use]
    pub const fn after(self, event: Event) -> Option<Self> {
        match (self, event) {
            (Self::Pending | Self::Sending | Self::Unknown | Self::Retry, Event::Taken) => {
                Some(Self::Sending)
            }
            (Self::Sending, Event::Arrived) => Some(Self::Confirmed),
            (Self::Sending, Event::Lost) => Some(Self::Unknown),
            (Self::Sending, Event::Deferred) => Some(Self::Retry),
            (Self::Sending, Event::GivenUp) => Some(Self::Dead),
            (Self::Sending, Event::Parked) => Some(Self::Parked),
            (Self::Sending, Event::Overridden) => Some(Self::Overridden),
            // Whether one arrived that has been sent must be known before the next one is.
            (
                Self::Pending | Self::Sending | Self::Retry | Self::Parked | Self::Dead,
                Event::Superseded,
            ) => Some(Self::Superseded),
            // Whoever takes their own grade away may ask for ours.
            (Self::Retry | Self::Parked | Self::Dead | Self::Overridden, Event::SentAgain) => {
                Some(Self::Pending)
            }
            _ => None,
        }
    }
}

impl Kind {
    /// Whether it says where somebody stands, so that a newer one makes it pointless.
    #[must_use]
    pub const fn is_result(self) -> bool {
        !matches!(self, Self::Submitted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATES: [State; 9] = [
        State::Pending,
        State::Sending,
        State::Unknown,
        State::Retry,
        State::Confirmed,
        State::Superseded,
        State::Overridden,
        State::Parked,
        State::Dead,
    ];
    const EVENTS: [Event; 9] = [
        Event::Taken,
        Event::Arrived,
        Event::Lost,
        Event::Deferred,
        Event::GivenUp,
        Event::Parked,
        Event::Overridden,
        Event::Superseded,
        Event::SentAgain,
    ];

    #[test]
    fn what_arrived_or_was_settled_stays_so() {
        for state in [State::Confirmed, State::Superseded] {
            for event in EVENTS {
                assert_eq!(state.after(event), None, "{state:?} {event:?}");
            }
        }
    }

    #[test]
    fn what_may_have_arrived_is_never_passed_over() {
        assert_eq!(State::Unknown.after(Event::Superseded), None);
        assert_eq!(State::Unknown.after(Event::SentAgain), None);
    }

    #[test]
    fn only_what_is_open_is_taken_and_all_of_it_is() {
        for state in STATES {
            let taken = state.after(Event::Taken);
            assert_eq!(taken.is_some(), state.is_open(), "{state:?}");
        }
    }

    #[test]
    fn every_state_can_be_reached_and_is_found_by_its_code() {
        for wanted in STATES {
            let is_reached = wanted == State::Pending
                || STATES.iter().any(|from| {
                    EVENTS
                        .iter()
                        .any(|event| from.after(*event) == Some(wanted))
                });
            assert!(is_reached, "{wanted:?}");
            assert_eq!(State::try_from(wanted.code().to_owned()), Ok(wanted));
        }
    }
}
