//! Where a person stands with a micro-credential (B.2.3). Owns how that follows from attempts and award; nobody ever sets it
//! by hand.

use super::attempt::State;
use super::coded;
use super::credential::{AttemptPolicy, Outcome};

coded! {
    /// Where a person stands.
    Standing {
        /// Nothing was begun.
        NotStarted = "not_started",
        /// The person works on it.
        InProgress = "in_progress",
        /// It is with us.
        UnderReview = "under_review",
        /// The result was "revise", and the next attempt can begin.
        Revise = "revise",
        /// The result was "revise", and a coach comes first.
        CoachNeeded = "coach_needed",
        /// The award is held.
        Earned = "earned",
        /// The award was held and has run out.
        AwardExpired = "award_expired",
        /// The window ended before anything was handed in.
        WindowClosed = "window_closed",
        /// There is no further attempt.
        AttemptsUsed = "attempts_used",
        /// A question of integrity stops it.
        OnHold = "on_hold",
        /// The person took it out, or it was ended; a new one can begin.
        Withdrawn = "withdrawn",
    }
}

/// What is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Held {
    /// No award, or one that was revoked.
    #[default]
    Nothing,
    /// An award that holds.
    Valid,
    /// An award whose time is over.
    Expired,
    /// An award that a question of integrity stops.
    Stopped,
}

/// One attempt as the rules see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// Where it stands.
    pub state: State,
    /// What was decided, where that was told.
    pub outcome: Option<Outcome>,
    /// Whether it counts.
    pub is_counted: bool,
}

/// Everything that a standing follows from.
#[derive(Clone, Copy, Debug)]
pub struct History<'a> {
    /// The attempts, oldest first.
    pub attempts: &'a [Past],
    /// The award.
    pub held: Held,
    /// How many results of "revise" a coach has talked through already.
    pub coached: usize,
}

impl History<'_> {
    /// Whether the rules leave another attempt (B.4.10). Only counted attempts use one up.
    #[must_use]
    pub fn has_attempts_left(&self, policy: &AttemptPolicy) -> bool {
        let counted = self.attempts.iter().filter(|past| past.is_counted).count();
        policy.max.is_none_or(|max| counted < usize::from(max))
    }

    /// Whether a coach comes before the next attempt: after each so many results of "revise".
    #[must_use]
    pub fn needs_coach(&self, policy: &AttemptPolicy) -> bool {
        let revise = |past: &&Past| past.outcome == Some(Outcome::Revise) && past.is_counted;
        let results = self.attempts.iter().filter(revise).count();
        policy.coach_after.is_some_and(|after| {
            after > 0 && results >= usize::from(after) && self.coached < results
        })
    }

    /// Whether an attempt is under way.
    #[must_use]
    pub fn has_open_attempt(&self) -> bool {
        self.attempts.iter().any(|past| past.state.is_open())
    }

    /// Where the person stands.
    #[must_use]
    pub fn standing(&self, policy: &AttemptPolicy) -> Standing {
        let latest = self.attempts.last();
        if latest.is_some_and(|past| past.state == State::OnHold) {
            return Standing::OnHold;
        }
        let has_passed = latest.is_some_and(|past| past.outcome == Some(Outcome::Pass));
        match (self.held, latest.map(|past| past.state)) {
            (Held::Valid, _) => Standing::Earned,
            // Somebody who renews is shown the renewal, not what ran out.
            (_, Some(State::Draft)) => Standing::InProgress,
            (_, Some(state)) if state.is_open() => Standing::UnderReview,
            (Held::Expired, _) => Standing::AwardExpired,
            (_, None) => Standing::NotStarted,
            (_, Some(State::Expired)) => Standing::WindowClosed,
            (_, Some(State::Withdrawn)) => Standing::Withdrawn,
            // What was earned waits with its award, and nothing is to be revised.
            (Held::Stopped, Some(State::Released)) => Standing::OnHold,
            (_, Some(_)) if !self.has_attempts_left(policy) => Standing::AttemptsUsed,
            (_, Some(State::Voided)) => Standing::Withdrawn,
            // The award was taken back.
            (_, Some(_)) if has_passed => Standing::Withdrawn,
            (_, Some(_)) if self.needs_coach(policy) => Standing::CoachNeeded,
            (_, Some(_)) => Standing::Revise,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: AttemptPolicy = AttemptPolicy {
        max: None,
        coach_after: Some(3),
        cool_off_days: 0,
        resubmit: crate::domain::credential::ResubmitScope::Whole,
    };

    fn past(state: State) -> Past {
        let is_released = state == State::Released;
        Past {
            state,
            outcome: is_released.then_some(Outcome::Revise),
            is_counted: is_released,
        }
    }

    fn standing(states: &[State], held: Held, policy: &AttemptPolicy) -> Standing {
        let attempts: Vec<_> = states.iter().copied().map(past).collect();
        let history = History {
            attempts: &attempts,
            held,
            coached: 0,
        };
        history.standing(policy)
    }

    #[test]
    fn a_standing_follows_from_attempts_and_award() {
        use Standing as Is;
        use State as S;
        let revised = [S::Released; 3];
        for (states, held, expected) in [
            (&[][..], Held::Nothing, Is::NotStarted),
            (&[S::Draft], Held::Nothing, Is::InProgress),
            (&[S::Submitted], Held::Nothing, Is::UnderReview),
            (&[S::Screening], Held::Nothing, Is::UnderReview),
            (&[S::Queued], Held::Nothing, Is::UnderReview),
            (&[S::InAssessment], Held::Nothing, Is::UnderReview),
            (&[S::Adjudication], Held::Nothing, Is::UnderReview),
            (&[S::Decided], Held::Nothing, Is::UnderReview),
            (&[S::Released], Held::Nothing, Is::Revise),
            (&revised, Held::Nothing, Is::CoachNeeded),
            (&[S::Released], Held::Valid, Is::Earned),
            (&[S::Released], Held::Expired, Is::AwardExpired),
            (&[S::Released, S::Draft], Held::Expired, Is::InProgress),
            (&[S::Expired], Held::Nothing, Is::WindowClosed),
            (&[S::Expired, S::Draft], Held::Nothing, Is::InProgress),
            (&[S::Withdrawn], Held::Nothing, Is::Withdrawn),
            (&[S::Voided], Held::Nothing, Is::Withdrawn),
            (&[S::OnHold], Held::Nothing, Is::OnHold),
        ] {
            assert_eq!(
                standing(states, held, &POLICY),
                expected,
                "{states:?} {held:?}"
            );
        }
    }

    #[test]
    fn whoever_passed_has_nothing_to_revise_whatever_became_of_the_award() {
        let passed = Past {
            outcome: Some(Outcome::Pass),
            ..past(State::Released)
        };
        for (held, expected) in [
            (Held::Valid, Standing::Earned),
            (Held::Expired, Standing::AwardExpired),
            (Held::Stopped, Standing::OnHold),
            (Held::Nothing, Standing::Withdrawn),
        ] {
            let history = History {
                attempts: &[passed],
                held,
                coached: 0,
            };
            assert_eq!(history.standing(&POLICY), expected, "{held:?}");
        }
    }

    #[test]
    fn attempts_that_do_not_count_use_none_up() {
        use State as S;
        let two = AttemptPolicy {
            max: Some(2),
            ..POLICY
        };
        let is = |states: &[S]| standing(states, Held::Nothing, &two);
        assert_eq!(
            is(&[S::Expired, S::Withdrawn, S::Released]),
            Standing::Revise
        );
        assert_eq!(is(&[S::Released, S::Released]), Standing::AttemptsUsed);
        assert_eq!(is(&[S::Released, S::Expired]), Standing::WindowClosed);
    }

    #[test]
    fn a_coach_is_asked_for_once_for_each_result() {
        let attempts = [past(State::Released); 3];
        let mut history = History {
            attempts: &attempts,
            held: Held::Nothing,
            coached: 0,
        };
        assert!(history.needs_coach(&POLICY));
        history.coached = 3;
        assert!(!history.needs_coach(&POLICY));
        let never = AttemptPolicy {
            coach_after: None,
            ..POLICY
        };
        history.coached = 0;
        assert!(!history.needs_coach(&never));
    }
}
