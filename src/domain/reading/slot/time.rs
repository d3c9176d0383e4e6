//! How long things last on an assessor's desk (B.4.7, B.4.16, B.4.17).

use std::time::Duration;

use crate::clock::Timestamp;

/// How long a lease lasts after the last save (B.4.17).
pub const LEASE: Duration = Duration::from_secs(8 * 3600);
/// How long one can last altogether.
pub const LONGEST_LEASE: Duration = Duration::from_secs(72 * 3600);
/// How long before its end whoever has a lease is reminded (B.4.18).
pub const REMIND_BEFORE: Duration = Duration::from_secs(3600);
/// How many an assessor may hold at a time.
pub const MOST_HELD: u16 = 3;
/// How many business days a lease lasts that a lead assessor gives.
pub const ASSIGNED_DAYS: u16 = 3;
/// After how long without a save somebody else can be given the work.
pub const AWAY_AFTER: Duration = Duration::from_secs(24 * 3600);
/// How long a draft is kept that nobody goes on with.
pub const DRAFT_KEPT: Duration = Duration::from_secs(30 * 24 * 3600);
/// How many business days there are for a difference to be settled (B.4.16).
pub const ADJUDICATION_DAYS: u16 = 5;
/// From how many business days before its day a second reading goes before first ones (B.4.7).
pub const URGENT_DAYS: u16 = 2;

/// Until when a lease lasts after a save: some hours from now, never less than before, and not beyond the longest.
#[must_use]
pub fn extended(leased_at: Timestamp, until: Timestamp, now: Timestamp) -> Timestamp {
    let longest = leased_at.plus(LONGEST_LEASE).max(until);
    until.max(now.plus(LEASE)).min(longest)
}

/// Whether a day for something is so near that lead assessors look: four fifths of its time are over (B.4.16).
#[must_use]
pub fn is_late(from: Timestamp, due: Timestamp, now: Timestamp) -> bool {
    now.since(from).as_millis() * 5 >= due.since(from).as_millis() * 4
}

/// How long there is for one reading, of the business days until the result: half, so that a second one fits in.
#[must_use]
pub const fn reading_days(target_days: u16) -> u16 {
    if target_days < 2 { 1 } else { target_days / 2 }
}

/// Whether nobody has gone on with it for so long that somebody else can be given it.
#[must_use]
pub fn is_away(last_saved_at: Option<Timestamp>, leased_at: Timestamp, now: Timestamp) -> bool {
    let last = last_saved_at.map_or(leased_at, |saved| saved.max(leased_at));
    now.since(last) >= AWAY_AFTER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_work_extends_a_lease_and_nothing_shortens_it() {
        let at = |hours: i64| Timestamp::from_seconds(hours * 3600);
        for (until, now, expected) in [
            (8, 1, 9),
            (8, 7, 15),
            (70, 65, 72),
            (72, 71, 72),
            // Three business days that a lead gave, across a weekend.
            (120, 90, 120),
        ] {
            assert_eq!(
                extended(at(0), at(until), at(now)),
                at(expected),
                "{until} {now}"
            );
        }
    }

    #[test]
    fn four_fifths_of_the_time_is_late_and_a_day_without_a_save_is_away() {
        let at = Timestamp::from_seconds;
        assert!(!is_late(at(0), at(100), at(79)));
        assert!(is_late(at(0), at(100), at(80)));
        assert!(is_late(at(0), at(100), at(500)));
        let day = 24 * 3600;
        assert!(!is_away(None, at(0), at(day - 1)));
        assert!(is_away(None, at(0), at(day)));
        assert!(!is_away(Some(at(10)), at(0), at(day)));
        assert_eq!([0, 1, 2, 5, 10].map(reading_days), [1, 1, 1, 2, 5]);
    }
}
