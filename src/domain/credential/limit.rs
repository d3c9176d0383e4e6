//! Limits on what is handed in: how much, how long, and what happens to work that is outside of them (B.4.1, B.4.2).

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// What happens to work outside of a limit. Typing is never cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Enforcement {
    /// It cannot be handed in.
    Block,
    /// It can, but a condition of the rubric caps the result.
    CapBand,
    /// It can; the earner is told.
    Warn,
}

/// From how many to how many: words, rows, files or pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// At least this many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    /// At most this many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// What happens above `max`.
    #[serde(default = "block")]
    pub over: Enforcement,
    /// What happens below `min`.
    #[serde(default = "warn")]
    pub under: Enforcement,
}

const fn block() -> Enforcement {
    Enforcement::Block
}

const fn warn() -> Enforcement {
    Enforcement::Warn
}

/// A length of time in whole seconds, written `m:ss` or `h:mm:ss`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Seconds(pub u32);

/// A text that is no length of time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no length of time such as \"6:00\" or \"1:15:00\"")]
pub struct NotADuration(String);

impl TryFrom<String> for Seconds {
    type Error = NotADuration;

    fn try_from(text: String) -> Result<Self, NotADuration> {
        let part = |text: &str, is_first: bool| -> Option<u32> {
            let has_digits = text.bytes().all(|byte| byte.is_ascii_digit());
            let has_length = if is_first {
                (1..=3).contains(&text.len())
            } else {
                text.len() == 2
            };
            let number: u32 = (has_digits && has_length).then(|| text.parse().ok())??;
            (is_first || number < 60).then_some(number)
        };
        let parts: Vec<_> = text.split(':').collect();
        let seconds = match parts.as_slice() {
            [minutes, seconds] => part(minutes, true)
                .zip(part(seconds, false))
                .map(|(minutes, seconds)| minutes * 60 + seconds),
            [hours, minutes, seconds] => part(hours, true)
                .zip(part(minutes, false))
                .zip(part(seconds, false))
                .map(|((hours, minutes), seconds)| hours * 3600 + minutes * 60 + seconds),
            _ => None,
        };
        seconds.map(Self).ok_or(NotADuration(text))
    }
}

impl std::fmt::Display for Seconds {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (hours, minutes, seconds) = (self.0 / 3600, self.0 / 60 % 60, self.0 % 60);
        if hours > 0 {
            write!(formatter, "{hours}:{minutes:02}:{seconds:02}")
        } else {
            write!(formatter, "{minutes}:{seconds:02}")
        }
    }
}

impl From<Seconds> for String {
    fn from(seconds: Seconds) -> Self {
        seconds.to_string()
    }
}

impl JsonSchema for Seconds {
    fn schema_name() -> Cow<'static, str> {
        "Seconds".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A length of time, such as \"6:00\" or \"1:15:00\"",
            "type": "string",
            "pattern": "^[0-9]{1,3}(:[0-5][0-9]){1,2}$",
            "examples": ["6:00"],
        })
    }
}

/// How long a recording may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DurationBounds {
    /// At least this long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Seconds>,
    /// At most this long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Seconds>,
    /// How far outside is still inside.
    #[serde(default = "half_a_minute")]
    pub tolerance: Seconds,
    /// What happens to a recording outside.
    #[serde(default = "block")]
    pub outside: Enforcement,
}

const fn half_a_minute() -> Seconds {
    Seconds(30)
}
