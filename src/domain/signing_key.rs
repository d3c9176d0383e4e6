//! When our signing keys change. Owns the schedule as a pure function over what is known of the keys; making,
//! sealing and publishing them is done elsewhere.
//!
//! A key is published before it signs, so that platforms which keep our key set for a while have seen it, and
//! stays published after its last signature for as long as somebody may still check one.

use std::time::Duration;

use crate::clock::Timestamp;

/// The times that make up the schedule.
#[derive(Clone, Copy, Debug)]
pub struct RotationPolicy {
    /// How long a key signs.
    pub lifetime: Duration,
    /// How long a key is published before it signs, and after it has stopped.
    pub overlap: Duration,
}

/// What the schedule needs to know of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyTimes {
    /// Its `kid`.
    pub id: String,
    /// From when it may sign.
    pub active_from: Timestamp,
    /// When it was taken out of use before its time, if it was.
    pub retired_at: Option<Timestamp>,
}

/// The key that signs at `now`: the youngest that is active and not retired.
#[must_use]
pub fn signing(keys: &[KeyTimes], now: Timestamp) -> Option<&KeyTimes> {
    keys.iter()
        .filter(|key| key.active_from <= now && key.retired_at.is_none_or(|at| now < at))
        .max_by_key(|key| key.active_from)
}

/// From when a new key must sign, when one is to be made now; `None` while the present ones suffice.
#[must_use]
pub fn next_key(keys: &[KeyTimes], now: Timestamp, policy: RotationPolicy) -> Option<Timestamp> {
    let usable = keys
        .iter()
        .filter(|key| key.retired_at.is_none_or(|at| now < at));
    let Some(youngest) = usable.max_by_key(|key| key.active_from) else {
        // The first key of all: nobody can have seen another, so it signs at once.
        return Some(now);
    };
    let is_waiting = youngest.active_from > now;
    let successor_signs_from = youngest.active_from.plus(policy.lifetime);
    let is_due = successor_signs_from <= now.plus(policy.overlap);
    (is_due && !is_waiting).then(|| successor_signs_from.max(now.plus(policy.overlap)))
}

/// Whether a key can be forgotten: a younger one has signed for longer than the overlap, or it was retired
/// longer ago than that.
#[must_use]
pub fn is_forgettable(
    key: &KeyTimes,
    keys: &[KeyTimes],
    now: Timestamp,
    policy: RotationPolicy,
) -> bool {
    let stopped_at = match key.retired_at {
        Some(at) => Some(at),
        None => keys
            .iter()
            .filter(|other| other.active_from > key.active_from && other.retired_at.is_none())
            .map(|other| other.active_from)
            .min(),
    };
    stopped_at.is_some_and(|at| at.plus(policy.overlap) < now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY: Duration = Duration::from_secs(24 * 3600);
    const POLICY: RotationPolicy = RotationPolicy {
        lifetime: Duration::from_secs(90 * 24 * 3600),
        overlap: Duration::from_secs(2 * 24 * 3600),
    };

    fn key(id: &str, day: u32) -> KeyTimes {
        KeyTimes {
            id: id.into(),
            active_from: at(day),
            retired_at: None,
        }
    }

    fn at(day: u32) -> Timestamp {
        Timestamp::from_seconds(1_800_000_000).plus(DAY * day)
    }

    #[test]
    fn the_first_key_signs_at_once() {
        assert_eq!(next_key(&[], at(0), POLICY), Some(at(0)));
    }

    #[test]
    fn a_successor_is_published_two_days_before_it_signs() {
        let keys = [key("a", 0)];
        assert_eq!(next_key(&keys, at(87), POLICY), None);
        assert_eq!(next_key(&keys, at(88), POLICY), Some(at(90)));
        let keys = [key("a", 0), key("b", 90)];
        assert_eq!(next_key(&keys, at(89), POLICY), None);
        assert_eq!(signing(&keys, at(89)).unwrap().id, "a");
        assert_eq!(signing(&keys, at(90)).unwrap().id, "b");
    }

    #[test]
    fn the_old_key_stays_published_for_the_overlap() {
        let keys = [key("a", 0), key("b", 90)];
        assert!(!is_forgettable(&keys[0], &keys, at(92), POLICY));
        assert!(is_forgettable(&keys[0], &keys, at(93), POLICY));
        assert!(!is_forgettable(&keys[1], &keys, at(93), POLICY));
    }

    #[test]
    fn a_machine_that_slept_through_the_change_still_publishes_before_it_signs() {
        assert_eq!(next_key(&[key("a", 0)], at(200), POLICY), Some(at(202)));
    }

    proptest! {
        /// Whenever the schedule is looked at, however rarely: there is always a key that signs, and it was
        /// published for the whole overlap before (but for the very first).
        #[test]
        fn there_is_always_a_key_and_nobody_is_surprised_by_it(steps in prop::collection::vec(1_u32..120, 1..60)) {
            let mut keys: Vec<KeyTimes> = Vec::new();
            let mut published = std::collections::HashMap::new();
            let mut day = 0;
            for (index, step) in steps.into_iter().enumerate() {
                day += step;
                let now = at(day);
                keys = keys.iter().filter(|key| !is_forgettable(key, &keys, now, POLICY)).cloned().collect();
                if let Some(active_from) = next_key(&keys, now, POLICY) {
                    let id = format!("k{index}");
                    published.insert(id.clone(), now);
                    keys.push(KeyTimes { id, active_from, retired_at: None });
                }
                let current = signing(&keys, now).expect("a key signs");
                let is_first = published.len() == 1;
                prop_assert!(is_first || published[&current.id].plus(POLICY.overlap) <= now || current.id == "k0");
                prop_assert!(keys.len() <= 3);
            }
        }
    }
}
