//! Times as badges write them: `2026-11-28T09:30:00Z`, to the second.

use chrono::{DateTime, SecondsFormat};

use crate::clock::Timestamp;

/// A time in UTC, to the second.
#[must_use]
pub fn written(at: Timestamp) -> String {
    DateTime::from_timestamp(at.seconds(), 0).map_or_else(
        || String::from("out of range"),
        |at| at.to_rfc3339_opts(SecondsFormat::Secs, true),
    )
}

/// Reads a time with its zone (RFC 3339).
#[must_use]
pub fn read(text: &str) -> Option<Timestamp> {
    let at = DateTime::parse_from_rfc3339(text).ok()?;
    Some(Timestamp::from_millis(at.timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_reads_back_to_the_second() {
        let at = Timestamp::from_millis(1_795_000_000_123);
        assert_eq!(written(at), "2026-11-18T11:06:40Z");
        assert_eq!(
            read(&written(at)),
            Some(Timestamp::from_seconds(1_795_000_000))
        );
        assert_eq!(
            read("2026-11-18T12:06:40+01:00"),
            read("2026-11-18T11:06:40Z")
        );
    }

    #[test]
    fn a_time_without_its_zone_is_none() {
        for text in ["2026-11-18T11:06:40", "2026-11-18", "", "yesterday"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
