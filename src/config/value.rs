//! How the value of a setting is written and shown. Owns the spelling of each type; what a value is good for is
//! the sections' business.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use figment::value::Value;
use url::Url;

/// A type that settings can have.
pub(super) trait Setting: Sized {
    /// What a person should have written, to stand after "is not".
    const KIND: &'static str;
    /// Whether its values must never be shown.
    const IS_SECRET: bool = false;

    /// From text, as in the environment or between quotation marks in the file.
    fn parse(text: &str) -> Option<Self>;

    /// From any value of the file.
    fn read(value: &Value) -> Option<Self> {
        value.as_str().and_then(Self::parse)
    }

    /// The value when the setting is nowhere set and has no default.
    fn absent() -> Option<Self> {
        None
    }

    /// The value as people may see it, as TOML text.
    fn shown(&self) -> String;
}

/// Makes a [`Setting`] of a type by the words for its kind, its parser and its text.
macro_rules! setting {
    ($type:ty, $kind:literal, $parse:expr, $text:expr) => {
        impl $crate::config::value::Setting for $type {
            const KIND: &'static str = $kind;

            fn parse(text: &str) -> Option<Self> {
                ($parse)(text)
            }

            fn shown(&self) -> String {
                format!("{:?}", ($text)(self))
            }
        }
    };
}
pub(super) use setting;

setting!(
    SocketAddr,
    "an address and a port such as \"127.0.0.1:8080\"",
    |text: &str| text.parse().ok(),
    SocketAddr::to_string
);
setting!(
    Url,
    "an address such as \"https://credentials.example.org\"",
    |text: &str| text.parse().ok(),
    |url: &Url| url.as_str().trim_end_matches('/').to_owned()
);
setting!(
    PathBuf,
    "a path",
    |text: &str| (!text.is_empty()).then(|| PathBuf::from(text)),
    |path: &PathBuf| path.display().to_string()
);
setting!(
    String,
    "a text",
    |text: &str| Some(text.to_owned()),
    String::clone
);
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

impl Setting for bool {
    const KIND: &'static str = "true or false";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn read(value: &Value) -> Option<Self> {
        value
            .to_bool()
            .or_else(|| value.as_str().and_then(Self::parse))
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

impl<T: Setting> Setting for Option<T> {
    const KIND: &'static str = T::KIND;
    const IS_SECRET: bool = T::IS_SECRET;

    fn parse(text: &str) -> Option<Self> {
        T::parse(text).map(Some)
    }

    fn read(value: &Value) -> Option<Self> {
        match value.as_str() {
            Some("") => Some(None),
            _ => T::read(value).map(Some),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn shown(&self) -> String {
        self.as_ref()
            .map_or_else(|| String::from("(not set)"), Setting::shown)
    }
}

/// A text that is never shown: not in messages, not in logs, not when serialized.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

const HIDDEN: &str = "***";

impl Secret {
    /// The text itself, for the one place that needs it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

impl serde::Serialize for Secret {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(HIDDEN)
    }
}

impl Setting for Secret {
    const KIND: &'static str = "a text";
    const IS_SECRET: bool = true;

    fn parse(text: &str) -> Option<Self> {
        Some(Self(text.to_owned()))
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

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
