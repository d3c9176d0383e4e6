//! The rules around the work, with their defaults (B.4.17).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Use of artificial intelligence by the earner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AiPolicy {
    /// Not allowed.
    Prohibited,
    /// Allowed when the earner says how.
    #[default]
    AllowedWithDisclosure,
    /// Allowed.
    Allowed,
}

/// How often it may be tried (B.4.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AttemptPolicy {
    /// How many counted attempts; as many as needed without this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u16>,
    /// After how many results of "revise" a coach is asked for; 0 for never, 3 without this.
    #[serde(with = "never_as_zero")]
    #[schemars(with = "u16")]
    pub coach_after: Option<u16>,
    /// Days between a result and the next hand-in.
    pub cool_off_days: u16,
    /// What is handed in again.
    pub resubmit: ResubmitScope,
}

impl Default for AttemptPolicy {
    fn default() -> Self {
        Self {
            max: None,
            coach_after: Some(3),
            cool_off_days: 0,
            resubmit: ResubmitScope::Whole,
        }
    }
}

/// A number whose absence has to be said, because it has a default.
mod never_as_zero {
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands fields over by reference"
    )]
    pub fn serialize<S: Serializer>(value: &Option<u16>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(value.unwrap_or(0))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<u16>, D::Error> {
        let value = u16::deserialize(deserializer)?;
        Ok((value > 0).then_some(value))
    }
}

/// What is handed in again after "revise".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResubmitScope {
    /// Everything, pre-filled.
    Whole,
    /// The parts that have not been shown yet.
    FailedParts,
}

/// How long an attempt may take (B.4.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WindowPolicy {
    /// Months from the first saved answer.
    pub months: u16,
    /// Days that there are at least after "revise".
    pub revise_days: u16,
}

impl Default for WindowPolicy {
    fn default() -> Self {
        Self {
            months: 6,
            revise_days: 60,
        }
    }
}

/// How it is assessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AssessmentPolicy {
    /// How many assessors read each attempt, 1 or 2.
    pub readers: u8,
    /// Whether pay, a licence or credit rests on it: then every attempt has two readers.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub high_stakes: bool,
    /// Who sees whose name.
    pub blind: Blindness,
    /// How many points two readings may differ and still agree; a tenth of the maximum without this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<u32>,
    /// Who lets a result go out.
    pub release: Release,
    /// For how many minutes a hand-in can be taken back.
    pub recall_minutes: u16,
    /// Whether work is looked through for completeness before it is read.
    pub screening: bool,
    /// Business days until the result.
    pub target_days: u16,
}

impl Default for AssessmentPolicy {
    fn default() -> Self {
        Self {
            readers: 1,
            high_stakes: false,
            blind: Blindness::Double,
            tolerance: None,
            release: Release::Auto,
            recall_minutes: 60,
            screening: false,
            target_days: 10,
        }
    }
}

/// Who sees whose name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Blindness {
    /// Both do.
    Open,
    /// The assessor does not see the earner's.
    Single,
    /// Neither does.
    Double,
}

/// Who lets a result go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Release {
    /// It goes out when it is decided.
    Auto,
    /// A lead assessor does.
    Lead,
}
