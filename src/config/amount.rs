//! Durations and sizes with their units, as people write them.

use std::fmt;
use std::time::Duration;

use super::value::setting;

setting!(
    Duration,
    "a duration such as \"90 days\", \"12 h\", \"15 min\" or \"60 s\"",
    duration,
    duration_text
);
setting!(
    Size,
    "a size such as \"64 KiB\" or \"2 MiB\"",
    Size::parse,
    Size::to_string
);

/// A number of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Size(usize);

const SIZE_UNITS: [(&str, u64); 4] = [
    ("GiB", 1 << 30),
    ("MiB", 1 << 20),
    ("KiB", 1 << 10),
    ("B", 1),
];

impl Size {
    /// From bytes.
    #[must_use]
    pub const fn from_bytes(bytes: usize) -> Self {
        Self(bytes)
    }

    /// In bytes.
    #[must_use]
    pub const fn bytes(self) -> usize {
        self.0
    }

    fn parse(text: &str) -> Option<Self> {
        let (number, unit) = number_and_unit(text)?;
        let (_, factor) = SIZE_UNITS
            .into_iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(unit))?;
        usize::try_from(number.checked_mul(factor)?).ok().map(Self)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&in_largest_unit(self.0 as u64, &SIZE_UNITS))
    }
}

const DAY: u64 = 86_400_000;
const HOUR: u64 = 3_600_000;
const MINUTE: u64 = 60_000;
const SECOND: u64 = 1_000;

/// Every spelling of a unit and its length in milliseconds.
const DURATION_UNITS: [(&str, u64); 16] = [
    ("d", DAY),
    ("day", DAY),
    ("days", DAY),
    ("h", HOUR),
    ("hour", HOUR),
    ("hours", HOUR),
    ("m", MINUTE),
    ("min", MINUTE),
    ("minute", MINUTE),
    ("minutes", MINUTE),
    ("s", SECOND),
    ("sec", SECOND),
    ("second", SECOND),
    ("seconds", SECOND),
    ("ms", 1),
    ("milliseconds", 1),
];

/// Units in which a duration is shown, the largest first.
const SHOWN_DURATION_UNITS: [(&str, u64); 5] = [
    ("days", DAY),
    ("h", HOUR),
    ("min", MINUTE),
    ("s", SECOND),
    ("ms", 1),
];

fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = number_and_unit(text)?;
    let (_, millis) = DURATION_UNITS.into_iter().find(|(name, _)| *name == unit)?;
    number.checked_mul(millis).map(Duration::from_millis)
}

/// A duration as it would be written in the file.
pub(super) fn duration_text(duration: &Duration) -> String {
    match u64::try_from(duration.as_millis()).unwrap_or(u64::MAX) {
        0 => String::from("0 s"),
        DAY => String::from("1 day"),
        millis => in_largest_unit(millis, &SHOWN_DURATION_UNITS),
    }
}

fn number_and_unit(text: &str) -> Option<(u64, &str)> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    Some((text[..end].parse().ok()?, text[end..].trim_start()))
}

/// The amount in the largest unit that divides it; the last unit must be 1.
fn in_largest_unit(amount: u64, units: &[(&str, u64)]) -> String {
    units
        .iter()
        .find(|(_, size)| amount >= *size && amount.is_multiple_of(*size))
        .or(units.last())
        .map_or_else(String::new, |(name, size)| {
            format!("{} {name}", amount / size)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_a_whole_number_and_a_unit() {
        for (text, seconds) in [
            ("90 days", 90 * 86_400),
            ("1 day", 86_400),
            ("30d", 30 * 86_400),
            ("12 h", 43_200),
            ("1 hour", 3_600),
            ("15 min", 900),
            ("15minutes", 900),
            (" 60 s ", 60),
            ("0 s", 0),
        ] {
            assert_eq!(duration(text), Some(Duration::from_secs(seconds)), "{text}");
        }
        assert_eq!(duration("250 ms"), Some(Duration::from_millis(250)));
    }

    #[test]
    fn what_is_no_duration_is_not_guessed_at() {
        for text in [
            "",
            "60",
            "s",
            "1.5 h",
            "-5 s",
            "5 fortnights",
            "1 h 30 min",
            "5 S",
            "99999999999999999 days",
            "99999999999999999999 s",
        ] {
            assert_eq!(duration(text), None, "{text}");
        }
    }

    #[test]
    fn a_duration_reads_back_as_it_is_shown() {
        for text in [
            "90 days", "1 day", "12 h", "15 min", "90 s", "250 ms", "0 s",
        ] {
            assert_eq!(duration_text(&duration(text).unwrap()), text);
        }
        assert_eq!(duration_text(&Duration::from_secs(120)), "2 min");
    }

    #[test]
    fn a_size_is_a_whole_number_and_a_unit() {
        for (text, bytes) in [
            ("64 KiB", 65_536),
            ("2MiB", 2_097_152),
            ("512 b", 512),
            ("1 GiB", 1 << 30),
        ] {
            assert_eq!(Size::parse(text), Some(Size::from_bytes(bytes)), "{text}");
        }
        for text in ["", "64", "64 KB", "KiB", "1.5 MiB", "99999999999 GiB"] {
            assert_eq!(Size::parse(text), None, "{text}");
        }
        assert_eq!(Size::from_bytes(65_536).to_string(), "64 KiB");
        assert_eq!(Size::from_bytes(1_000).to_string(), "1000 B");
    }
}
