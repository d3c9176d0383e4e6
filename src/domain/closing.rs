//! The end of a window coming near (B.4.9): when its earner is told, how many days are left, and moving it later (T24). Owns
//! the reminders' days; the days themselves are [`window`]'s.

use std::time::Duration;

use chrono::{Months, NaiveDate};
use chrono_tz::Tz;

use super::{target, window};
use crate::clock::Timestamp;

/// So many days before its end an earner is told.
pub const TOLD_DAYS: [u32; 4] = [60, 30, 7, 1];
/// So many days before its end pages say it more strongly.
pub const LAST_DAYS: i64 = 7;
/// The longest that a window can be given from now, in months.
pub const MOST_MONTHS: u32 = 24;

/// How often the earner should have been told by now that the window ends. Whoever looks for the first time late tells it
/// once, and not for each day that was missed.
#[must_use]
pub fn endings_due(end: Timestamp, now: Timestamp) -> usize {
    let day = Duration::from_secs(24 * 3600);
    let is_near = |days: &&u32| end <= now.plus(day * **days);
    TOLD_DAYS.iter().filter(is_near).count()
}

/// How many days are left in the organisation's zone: none on the last one. Nothing when it is over.
#[must_use]
pub fn days_left(end: Timestamp, now: Timestamp, zone_name: &str) -> Option<i64> {
    if end < now {
        return None;
    }
    let (last, today) = (target::date(end, zone_name)?, target::date(now, zone_name)?);
    Some(last.signed_duration_since(today).num_days())
}

/// The end of a window that is given until the end of a day. Nothing when that is no more time than there is, or more than
/// the longest window has, and when the window is over: over stays over, whether or not that was written down yet.
#[must_use]
pub fn extended(end: Timestamp, day: NaiveDate, now: Timestamp, zone: Tz) -> Option<Timestamp> {
    let today = window::day_of(now, zone)?;
    let furthest = today.checked_add_months(Months::new(MOST_MONTHS))?;
    let new = window::end_of(day, zone)?;
    (end >= now && new > end && day <= furthest).then_some(new)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAY: i64 = 24 * 3_600_000;

    fn at(text: &str) -> Timestamp {
        let parsed = chrono::DateTime::parse_from_rfc3339(text).unwrap();
        Timestamp::from_millis(parsed.timestamp_millis())
    }

    #[test]
    fn an_earner_is_told_four_times_and_once_for_all_that_was_missed() {
        let end = Timestamp::from_millis(100 * DAY);
        for (day, due) in [
            (0, 0),
            (39, 0),
            (40, 1),
            (69, 1),
            (70, 2),
            (93, 3),
            (98, 3),
            (99, 4),
            (101, 4),
        ] {
            let now = Timestamp::from_millis(day * DAY);
            assert_eq!(endings_due(end, now), due, "on day {day}");
        }
    }

    #[test]
    fn the_days_that_are_left_are_those_of_the_organisation() {
        let end = at("2026-12-02T05:59:59.999Z");
        for (now, zone, left) in [
            ("2026-12-01T12:00:00Z", "America/Chicago", Some(0)),
            ("2026-12-02T05:00:00Z", "America/Chicago", Some(0)),
            ("2026-12-01T05:00:00Z", "America/Chicago", Some(1)),
            ("2026-12-01T05:00:00Z", "UTC", Some(1)),
            ("2026-11-01T05:00:00Z", "America/Chicago", Some(30)),
            ("2026-12-02T06:00:00Z", "America/Chicago", None),
        ] {
            assert_eq!(days_left(end, at(now), zone), left, "{now} {zone}");
        }
    }

    #[test]
    fn more_time_ends_with_a_day_that_is_later_and_not_too_late() {
        let (end, now) = (at("2026-12-01T22:59:59.999Z"), at("2026-11-28T10:00:00Z"));
        let zone = window::zone("Europe/Berlin");
        for (day, expected) in [
            ("2026-12-20", Some("2026-12-20T22:59:59.999Z")),
            ("2027-07-01", Some("2027-07-01T21:59:59.999Z")),
            ("2028-11-28", Some("2028-11-28T22:59:59.999Z")),
            ("2026-12-01", None),
            ("2026-11-01", None),
            ("2028-11-29", None),
            ("9999-12-31", None),
        ] {
            let given = extended(end, day.parse().unwrap(), now, zone);
            let given = given.map(Timestamp::rfc3339);
            assert_eq!(given.as_deref(), expected, "{day}");
        }
    }

    #[test]
    fn a_window_that_is_over_is_given_no_more_time() {
        let (zone, day) = (window::zone("UTC"), "2026-12-20".parse().unwrap());
        let now = at("2026-11-28T10:00:00Z");
        for (end, is_given) in [
            ("2026-11-20T23:59:59.999Z", false),
            ("2026-11-28T09:59:59.999Z", false),
            ("2026-11-28T10:00:00Z", true),
            ("2026-11-28T23:59:59.999Z", true),
        ] {
            assert_eq!(
                extended(at(end), day, now, zone).is_some(),
                is_given,
                "{end}"
            );
        }
    }

    proptest! {
        #[test]
        fn more_time_is_never_less_and_ends_a_day(
            end in 1_600_000_000_000_i64..2_000_000_000_000,
            now in 1_600_000_000_000_i64..2_000_000_000_000,
            day in 0_i32..9_000,
            zone in proptest::sample::select(&chrono_tz::TZ_VARIANTS[..]),
        ) {
            let (end, now) = (Timestamp::from_millis(end), Timestamp::from_millis(now));
            let day = NaiveDate::from_num_days_from_ce_opt(736_000 + day).unwrap();
            if let Some(new) = extended(end, day, now, zone) {
                prop_assert!(new > end && end >= now);
                prop_assert_eq!(window::day_of(new, zone), Some(day));
                prop_assert!(endings_due(new, now) <= endings_due(end, now), "later is not nearer");
            }
        }

        #[test]
        fn the_nearer_the_end_the_more_was_told(end in 0_i64..200, one in 0_i64..200, other in 0_i64..200) {
            let due = |day: i64| endings_due(Timestamp::from_millis(end * DAY), Timestamp::from_millis(day * DAY));
            prop_assert!(due(one.min(other)) <= due(one.max(other)));
        }
    }
}
