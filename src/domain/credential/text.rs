//! Texts and amounts that need a type of their own.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A longer text in Markdown. In a definition file it is written in place or, as `{ file = "method.md" }`, in a file
/// beside it; here it is always the text itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Markdown(pub String);

impl Markdown {
    /// The source text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl JsonSchema for Markdown {
    fn schema_name() -> Cow<'static, str> {
        "Markdown".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Markdown, in place or in a file beside the definition",
            "oneOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "properties": { "file": { "type": "string", "pattern": "\\.md$" } },
                    "required": ["file"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}

/// Hours in hundredths, written as a number such as `0.25` or `8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "f64", try_from = "f64")]
pub struct Hours(u32);

/// A number that is no amount of hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("hours are a number from 0.01 to 10000 with at most two decimals")]
pub struct NotHours;

impl Hours {
    /// From hundredths of an hour; `None` for zero and for more than anybody grants.
    #[must_use]
    pub const fn from_hundredths(hundredths: u32) -> Option<Self> {
        if hundredths == 0 || hundredths > 1_000_000 {
            return None;
        }
        Some(Self(hundredths))
    }

    /// In hundredths of an hour.
    #[must_use]
    pub const fn hundredths(self) -> u32 {
        self.0
    }
}

impl TryFrom<f64> for Hours {
    type Error = NotHours;

    fn try_from(hours: f64) -> Result<Self, NotHours> {
        let hundredths = hours * 100.0;
        let rounded = hundredths.round();
        if !(1.0..=1_000_000.0).contains(&rounded) || (hundredths - rounded).abs() > 1e-6 {
            return Err(NotHours);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number between 1 and a million, as was just seen"
        )]
        Ok(Self(rounded as u32))
    }
}

impl From<Hours> for f64 {
    fn from(hours: Hours) -> Self {
        Self::from(hours.0) / 100.0
    }
}

impl std::fmt::Display for Hours {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", f64::from(*self))
    }
}

impl JsonSchema for Hours {
    fn schema_name() -> Cow<'static, str> {
        "Hours".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Hours with at most two decimals, such as 8 or 0.25",
            "type": "number",
            "exclusiveMinimum": 0,
            "maximum": 10_000,
            "examples": [8],
        })
    }
}
