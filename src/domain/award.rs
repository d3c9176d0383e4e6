//! What somebody holds (B.1.8, machine SM-7). Owns the states of an award, what moves it from one to another, and when it counts.

use std::time::Duration;

use super::enrollment::Held;
use crate::clock::Timestamp;

super::coded! {
    /// Where an award stands.
    State {
        /// It holds.
        Active = "active",
        /// Its time is over.
        Expired = "expired",
        /// A question of integrity stops it.
        Suspended = "suspended",
        /// It was taken back.
        Revoked = "revoked",
    }
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Active, Self::Expired, Self::Suspended, Self::Revoked];
}

super::coded! {
    /// What can happen to an award that was given.
    Event {
        /// Its time is over (W3).
        Expire = "expire",
        /// A question of integrity comes up (W5).
        Suspend = "suspend",
        /// The question is settled in favour of the holder (W6).
        Reinstate = "reinstate",
        /// It is taken back for ever (W7).
        Revoke = "revoke",
    }
}

super::coded! {
    /// Why an award was stopped or taken back, as everybody may know it who sees its badge. What led there stays in the audit log.
    Reason {
        /// It should not have been given.
        IssuedInError = "issued-in-error",
        /// A case of integrity was decided.
        Integrity = "integrity",
        /// The holder asked for it.
        Asked = "asked",
        /// What the stack asks for is not all held any more.
        StackNotFulfilled = "stack-not-fulfilled",
    }
}

/// Why something cannot happen to an award.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an award that is {} does not {}", .from.code(), .event.code())]
pub struct Refusal {
    /// Where it stands.
    pub from: State,
    /// What should have happened.
    pub event: Event,
}

/// Where an award stands after an event (SM-7). One that is reinstated goes back to what it would be by now without the
/// question: its time may have ended meanwhile.
///
/// # Errors
/// [`Refusal`] when the machine has no such step.
pub fn transition(
    from: State,
    event: Event,
    valid_until: Option<Timestamp>,
    now: Timestamp,
) -> Result<State, Refusal> {
    let is_over = valid_until.is_some_and(|end| end <= now);
    match (from, event) {
        (State::Active, Event::Expire) => Ok(State::Expired),
        (State::Active | State::Expired, Event::Suspend) => Ok(State::Suspended),
        (State::Suspended, Event::Reinstate) if is_over => Ok(State::Expired),
        (State::Suspended, Event::Reinstate) => Ok(State::Active),
        (State::Active | State::Expired | State::Suspended, Event::Revoke) => Ok(State::Revoked),
        _ => Err(Refusal { from, event }),
    }
}

/// Whether an award holds at a moment. Its time ends by the clock, whether or not anybody has written that down yet.
#[must_use]
pub fn held(state: State, valid_until: Option<Timestamp>, now: Timestamp) -> Held {
    match standing(state, valid_until, now) {
        State::Active => Held::Valid,
        State::Expired => Held::Expired,
        State::Suspended => Held::Stopped,
        State::Revoked => Held::Nothing,
    }
}

/// Where an award stands at a moment: as it is written, or over, whether or not anybody has written that down yet.
#[must_use]
pub fn standing(state: State, valid_until: Option<Timestamp>, now: Timestamp) -> State {
    match state {
        State::Active if valid_until.is_some_and(|end| end <= now) => State::Expired,
        state => state,
    }
}

/// Whether the end of an award that holds is near, so that there is still time to earn it again.
#[must_use]
pub fn is_ending(valid_until: Option<Timestamp>, now: Timestamp) -> bool {
    valid_until.is_some_and(|end| end > now && endings_due(end, now) > 0)
}

/// So many days before the end of an award its holder is told (W2).
pub const TOLD_DAYS: [u32; 3] = [90, 30, 7];

/// How often the holder should have been told by now that the time of an award ends.
#[must_use]
pub fn endings_due(valid_until: Timestamp, now: Timestamp) -> usize {
    let day = Duration::from_secs(24 * 3600);
    let is_near = |days: &&u32| valid_until <= now.plus(day * **days);
    TOLD_DAYS.iter().filter(is_near).count()
}

/// The best of several.
#[must_use]
pub fn best(held: impl IntoIterator<Item = Held>) -> Held {
    held.into_iter()
        .fold(Held::Nothing, |best, one| match (best, one) {
            (Held::Valid, _) | (_, Held::Valid) => Held::Valid,
            (Held::Expired, _) | (_, Held::Expired) => Held::Expired,
            (Held::Stopped, _) | (_, Held::Stopped) => Held::Stopped,
            (Held::Nothing, Held::Nothing) => Held::Nothing,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    #[test]
    fn an_award_holds_until_its_time_is_over_or_somebody_ends_it() {
        for (state, until, expected) in [
            (State::Active, None, Held::Valid),
            (State::Active, Some(at(101)), Held::Valid),
            (State::Active, Some(at(100)), Held::Expired),
            (State::Expired, Some(at(90)), Held::Expired),
            (State::Suspended, None, Held::Stopped),
            (State::Revoked, Some(at(200)), Held::Nothing),
        ] {
            assert_eq!(held(state, until, at(100)), expected, "{state:?} {until:?}");
        }
    }

    #[test]
    fn an_award_is_ending_in_its_last_ninety_days() {
        let day = Duration::from_secs(24 * 3600);
        let end = at(0).plus(200 * day);
        for (days, expected) in [(100, false), (110, true), (199, true), (200, false)] {
            assert_eq!(
                is_ending(Some(end), at(0).plus(days * day)),
                expected,
                "{days}"
            );
        }
        assert!(!is_ending(None, at(0)));
    }

    #[test]
    fn an_award_moves_as_the_table_says() {
        use Event::{Expire, Reinstate, Revoke, Suspend};
        use State::{Active, Expired, Revoked, Suspended};
        let events = [Expire, Suspend, Reinstate, Revoke];
        for (from, to) in [
            (
                Active,
                [Some(Expired), Some(Suspended), None, Some(Revoked)],
            ),
            (Expired, [None, Some(Suspended), None, Some(Revoked)]),
            (Suspended, [None, None, Some(Active), Some(Revoked)]),
            (Revoked, [None; 4]),
        ] {
            for (event, expected) in events.into_iter().zip(to) {
                let refused = Refusal { from, event };
                let found = transition(from, event, Some(at(200)), at(100));
                assert_eq!(found, expected.ok_or(refused), "{from:?} {event:?}");
            }
        }
        let late = transition(Suspended, Reinstate, Some(at(90)), at(100));
        assert_eq!(late, Ok(Expired));
    }

    #[test]
    fn the_end_is_told_at_ninety_thirty_and_seven_days() {
        let day = Duration::from_secs(24 * 3600);
        for (days, expected) in [(91, 0), (90, 1), (31, 1), (30, 2), (8, 2), (7, 3), (0, 3)] {
            assert_eq!(
                endings_due(at(0).plus(day * days), at(0)),
                expected,
                "{days}"
            );
        }
    }

    #[test]
    fn of_several_the_best_counts() {
        use Held::{Expired, Nothing, Valid};
        assert_eq!(best([Expired, Valid, Nothing]), Valid);
        assert_eq!(best([Nothing, Expired]), Expired);
        assert_eq!(best([]), Nothing);
    }
}
