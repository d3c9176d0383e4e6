//! By when somebody gets an answer (B.4.16). Owns the counting of business days in an organisation's zone.

use chrono::{Datelike, Days, NaiveDate, TimeZone, Weekday};

use super::window::zone;
use crate::clock::Timestamp;

/// The end of the day some business days after a moment, Monday to Friday in the zone of this name. The day of the
/// moment itself does not count.
#[must_use]
pub fn day(from: Timestamp, business_days: u16, zone_name: &str) -> Timestamp {
    let zone = zone(zone_name);
    let Some(local) = zone.timestamp_millis_opt(from.millis()).single() else {
        return from;
    };
    let mut date = local.date_naive();
    let mut left = business_days;
    while left > 0 {
        let Some(next) = date.checked_add_days(Days::new(1)) else {
            return from;
        };
        date = next;
        if !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
            left -= 1;
        }
    }
    let end = date
        .and_hms_opt(23, 59, 59)
        .and_then(|end| zone.from_local_datetime(&end).latest());
    end.map_or(from, |end| Timestamp::from_millis(end.timestamp_millis()))
}

/// The day that a moment is on, in the zone of this name.
#[must_use]
pub fn date(at: Timestamp, zone_name: &str) -> Option<NaiveDate> {
    let local = zone(zone_name).timestamp_millis_opt(at.millis()).single();
    local.map(|local| local.date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_do_not_count_and_days_are_the_organisations() {
        // Thursday, 26 November 2026, 23:00 in Chicago.
        let from = Timestamp::from_millis(1_795_755_600_000);
        for (days, zone, expected) in [
            (1, "UTC", "2026-11-30T23:59:59.000Z"),
            (1, "America/Chicago", "2026-11-28T05:59:59.000Z"),
            (2, "America/Chicago", "2026-12-01T05:59:59.000Z"),
            (10, "UTC", "2026-12-11T23:59:59.000Z"),
            (0, "UTC", "2026-11-27T23:59:59.000Z"),
        ] {
            assert_eq!(day(from, days, zone).rfc3339(), expected, "{days} {zone}");
        }
    }
}
