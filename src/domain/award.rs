//! What somebody holds (B.1.8, machine SM-7 as far as decisions and the clock drive it). Owns the states of an award, and when
//! it counts.

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

/// Whether an award holds at a moment. Its time ends by the clock, whether or not anybody has written that down yet.
#[must_use]
pub fn held(state: State, valid_until: Option<Timestamp>, now: Timestamp) -> Held {
    match state {
        State::Active if valid_until.is_some_and(|end| end <= now) => Held::Expired,
        State::Active => Held::Valid,
        State::Expired => Held::Expired,
        State::Suspended | State::Revoked => Held::Nothing,
    }
}

/// The best of several.
#[must_use]
pub fn best(held: impl IntoIterator<Item = Held>) -> Held {
    held.into_iter()
        .fold(Held::Nothing, |best, one| match (best, one) {
            (Held::Valid, _) | (_, Held::Valid) => Held::Valid,
            (Held::Expired, _) | (_, Held::Expired) => Held::Expired,
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
            (State::Suspended, None, Held::Nothing),
            (State::Revoked, Some(at(200)), Held::Nothing),
        ] {
            assert_eq!(held(state, until, at(100)), expected, "{state:?} {until:?}");
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
