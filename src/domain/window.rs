//! The time that somebody has for an attempt (B.4.9). Owns the arithmetic of days in the organisation's zone; when a window
//! starts and what its end means is decided elsewhere.
//!
//! A window ends with its last day: one millisecond before the next day begins where the organisation is. A month later is
//! the same day of the month, or the month's last day where it is shorter. Where clocks are put forward at midnight, the day
//! begins with the first moment that exists; where midnight comes twice, with the first of the two.

use std::time::Duration;

use chrono::{DateTime, Days, LocalResult, Months, NaiveDate, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use crate::clock::Timestamp;

const DAY: Duration = Duration::from_secs(24 * 3600);

/// The zone of this name; UTC for a name that nobody knows, so that a wrong setting never keeps anybody from working.
#[must_use]
pub fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::UTC)
}

/// The end of a window that starts now and lasts some months.
#[must_use]
pub fn end(start: Timestamp, months: u16, zone: Tz) -> Timestamp {
    let last =
        day_of(start, zone).and_then(|day| day.checked_add_months(Months::new(u32::from(months))));
    last.and_then(|day| end_of(day, zone)).unwrap_or(start)
}

/// The end of the day that is some days from now.
#[must_use]
pub fn days_from(now: Timestamp, days: u16, zone: Tz) -> Timestamp {
    let last = day_of(now, zone).and_then(|day| day.checked_add_days(Days::new(u64::from(days))));
    last.and_then(|day| end_of(day, zone))
        .unwrap_or_else(|| now.plus(DAY * u32::from(days)))
}

/// A window that stood still for a while ends that much later.
#[must_use]
pub fn paused(end: Timestamp, from: Timestamp, until: Timestamp) -> Timestamp {
    end.plus(until.since(from))
}

/// The end of the window after a result of "revise": what was left when it was handed in, or the days that the rules give,
/// whichever is more.
#[must_use]
pub fn after_revise(
    end: Timestamp,
    submitted: Timestamp,
    released: Timestamp,
    revise_days: u16,
    zone: Tz,
) -> Timestamp {
    paused(end, submitted, released).max(days_from(released, revise_days, zone))
}

pub(super) fn day_of(at: Timestamp, zone: Tz) -> Option<NaiveDate> {
    DateTime::from_timestamp_millis(at.millis()).map(|at| at.with_timezone(&zone).date_naive())
}

/// The last millisecond of a day.
pub(super) fn end_of(day: NaiveDate, zone: Tz) -> Option<Timestamp> {
    let next = day.succ_opt()?.and_time(NaiveTime::MIN);
    // A day may begin late, but never by more than a whole day, which one zone once left out.
    let begins = (0..=48 * 4).find_map(|quarter| {
        let at = next.checked_add_signed(TimeDelta::minutes(quarter * 15))?;
        match zone.from_local_datetime(&at) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at),
            LocalResult::None => None,
        }
    })?;
    Some(Timestamp::from_millis(begins.timestamp_millis() - 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::from_millis(
            DateTime::parse_from_rfc3339(text)
                .unwrap()
                .timestamp_millis(),
        )
    }

    #[test]
    fn a_window_ends_with_its_last_day_where_the_organisation_is() {
        for (name, start, months, expected) in [
            ("UTC", "2026-03-14T10:00:00Z", 6, "2026-09-14T23:59:59.999Z"),
            // Winter time starts and summer time ends it: the end follows the wall clock.
            (
                "Europe/Berlin",
                "2026-01-10T10:00:00Z",
                6,
                "2026-07-10T21:59:59.999Z",
            ),
            (
                "America/New_York",
                "2026-08-31T12:00:00Z",
                6,
                "2027-03-01T04:59:59.999Z",
            ),
            // Late in the evening there is the next day in UTC.
            (
                "America/Los_Angeles",
                "2026-05-02T05:30:00Z",
                1,
                "2026-06-02T06:59:59.999Z",
            ),
            // Months have different lengths.
            ("UTC", "2026-08-31T00:00:00Z", 1, "2026-09-30T23:59:59.999Z"),
            ("UTC", "2027-08-31T00:00:00Z", 6, "2028-02-29T23:59:59.999Z"),
            // Clocks go forward at midnight of 24 April 2026: that day begins at one.
            (
                "Africa/Cairo",
                "2026-03-23T10:00:00Z",
                1,
                "2026-04-23T21:59:59.999Z",
            ),
            // Clocks go back at one on 1 November 2026: midnight comes twice, and the day has begun with the first.
            (
                "America/Havana",
                "2026-09-30T12:00:00Z",
                1,
                "2026-10-31T03:59:59.999Z",
            ),
            (
                "America/Havana",
                "2026-08-31T12:00:00Z",
                2,
                "2026-11-01T03:59:59.999Z",
            ),
            (
                "No/Such_Zone",
                "2026-03-14T10:00:00Z",
                1,
                "2026-04-14T23:59:59.999Z",
            ),
        ] {
            let found = end(at(start), months, zone(name));
            assert_eq!(found.rfc3339(), at(expected).rfc3339(), "{name} {start}");
        }
    }

    #[test]
    fn time_with_us_is_given_back() {
        let end = at("2026-09-14T23:59:59.999Z");
        let back = paused(end, at("2026-09-14T23:00:00Z"), at("2026-09-15T00:30:00Z"));
        assert_eq!(back, at("2026-09-15T01:29:59.999Z"));
    }

    #[test]
    fn after_a_result_the_longer_time_counts() {
        let berlin = zone("Europe/Berlin");
        let (submitted, released) = (at("2026-03-01T10:00:00Z"), at("2026-03-11T10:00:00Z"));
        let long = after_revise(
            at("2026-08-01T21:59:59.999Z"),
            submitted,
            released,
            60,
            berlin,
        );
        assert_eq!(long, at("2026-08-11T21:59:59.999Z"));
        let short = after_revise(
            at("2026-03-05T22:59:59.999Z"),
            submitted,
            released,
            60,
            berlin,
        );
        assert_eq!(short, at("2026-05-10T21:59:59.999Z"));
    }

    proptest! {
        #[test]
        fn a_window_is_as_long_as_it_says_in_every_zone(
            start in 0_i64..4_000_000_000_000,
            months in 1_u16..25,
            zone in proptest::sample::select(&chrono_tz::TZ_VARIANTS[..]),
        ) {
            let start = Timestamp::from_millis(start);
            let end = end(start, months, zone);
            let days = end.since(start).as_secs() / (24 * 3600);
            prop_assert!(days >= u64::from(months) * 28 - 1, "{days}");
            prop_assert!(days <= u64::from(months) * 31 + 2, "{days}");
            let next = day_of(Timestamp::from_millis(end.millis() + 1), zone).unwrap();
            prop_assert!(day_of(end, zone).unwrap() < next, "it ends with a day");
        }
    }
}
