//! When a message that did not arrive is tried again. Owns the schedule; chance is handed in.

use std::time::Duration;

/// Waits before the second try and each later one, as multiples of the first wait: 1 minute, 5, 30, 2 hours, 6 hours.
const EARLY: [u32; 5] = [1, 5, 30, 120, 360];
/// A day, in the same measure.
const LATE: u32 = 1440;
/// How many days it is tried.
const DAYS: i64 = 14;
/// How far a wait may differ, in thousandths: those who wait together do not come back together.
const SPREAD: u32 = 200;

/// How long to wait after this many tries; `None` when it has been tried for long enough. `chance` is any number.
#[must_use]
pub fn wait(tries: i64, first: Duration, chance: u32) -> Option<Duration> {
    let done = usize::try_from(tries.saturating_sub(1)).unwrap_or(0);
    let multiple = match EARLY.get(done) {
        Some(multiple) => *multiple,
        None if tries <= i64::try_from(EARLY.len()).unwrap_or(0) + DAYS => LATE,
        None => return None,
    };
    let thousandths = 1000 - SPREAD + chance % (2 * SPREAD + 1);
    Some(first * multiple * thousandths / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn it_is_tried_after_minutes_then_hours_then_days_for_two_weeks() {
        let even = SPREAD;
        let waits: Vec<_> = (1..=20)
            .map(|tries| wait(tries, MINUTE, even).map(|wait| wait.as_secs() / 60))
            .collect();
        assert_eq!(
            waits[..6],
            [Some(1), Some(5), Some(30), Some(120), Some(360), Some(1440)]
        );
        assert_eq!(waits[18], Some(1440), "the fourteenth day");
        assert_eq!(waits[19], None);
    }

    proptest! {
        #[test]
        fn a_wait_is_off_by_a_fifth_at_most(tries in 1_i64..19, chance: u32) {
            let even = wait(tries, MINUTE, SPREAD).unwrap();
            let wait = wait(tries, MINUTE, chance).unwrap();
            prop_assert!(wait >= even * 4 / 5 && wait <= even * 6 / 5, "{wait:?}");
        }
    }
}
