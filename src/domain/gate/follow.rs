//! What becomes of a stack's own award when what it was given for changes (B.4.13): it is given once, a new version of the
//! stack does not take it away, nor does the end of an award's time; what was taken back or stopped does.

use crate::domain::award::{Reason, State};

/// Why we ended or stopped an award of a stack ourselves. What somebody else ended is theirs to give back.
pub const OWN_REASON: Reason = Reason::StackNotFulfilled;

/// How a stack stands to what its person holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fulfilment {
    /// Whether what holds at the moment fulfils the version that is published.
    pub is_earned: bool,
    /// Whether what was ever shown and stands fulfils the version that the award was given for.
    pub stands: bool,
    /// Whether it would, but for questions of integrity that are open.
    pub may_stand: bool,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Give a new award.
    Issue,
    /// Stop the award until the questions are answered.
    Suspend,
    /// Let it hold again.
    Reinstate,
    /// Take it back.
    Revoke,
}

/// The step that follows for the newest award of a stack, which we stopped or ended ourselves when `is_ours`.
#[must_use]
pub const fn follow(newest: Option<State>, is_ours: bool, now: Fulfilment) -> Option<Step> {
    match newest {
        None | Some(State::Expired) if now.is_earned => Some(Step::Issue),
        Some(State::Revoked) if is_ours && now.is_earned => Some(Step::Issue),
        Some(State::Active) if !now.stands && now.may_stand => Some(Step::Suspend),
        Some(State::Active) if !now.stands => Some(Step::Revoke),
        Some(State::Suspended) if is_ours && now.stands => Some(Step::Reinstate),
        Some(State::Suspended) if is_ours && !now.may_stand => Some(Step::Revoke),
        _ => None,
    }
}
