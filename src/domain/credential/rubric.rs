//! How work is judged: criteria by one of three models, conditions, bands and the pass rule (B.4.3, B.4.4).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pass_rule::PassRule;

/// The published yardstick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// How points come about.
    pub model: Model,
    /// What is looked at.
    #[serde(default, rename = "criterion")]
    pub criteria: Vec<Criterion>,
    /// Demands on the whole that cap the result when they are not met.
    #[serde(default, rename = "condition", skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Condition>,
    /// What totals mean, lowest first.
    #[serde(default, rename = "band")]
    pub bands: Vec<Band>,
    /// What passes, besides a band that does.
    pub pass: PassRule,
}

/// How points come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Model {
    /// Each detail gives its points where it is evident in at least one part.
    DetailPoints,
    /// Each criterion is at one of its levels.
    CriterionLevels,
    /// Each criterion is met or not, and gives one point when it is.
    AllMet,
}

/// One thing that is looked at. Has details, levels or neither, as the model wants it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its id.
    pub id: String,
    /// In a few words, or the whole statement where it is met or not.
    pub title: String,
    /// The component that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// The parts in which it is looked for.
    #[serde(default)]
    pub parts: Vec<String>,
    /// For `detail_points`.
    #[serde(default, rename = "detail", skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<Detail>,
    /// For `criterion_levels`, lowest first.
    #[serde(default, rename = "level", skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// For `detail_points`: from how many points on the criterion counts as shown; all of them without this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_at: Option<u32>,
    /// When the assessor has to explain.
    #[serde(default)]
    pub feedback: FeedbackRule,
}

/// Something that an assessor can see or not see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Detail {
    /// Its id.
    pub id: String,
    /// What is seen.
    pub text: String,
    /// What it gives.
    #[serde(default = "one")]
    pub points: u32,
}

const fn one() -> u32 {
    1
}

/// One step of a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Its id.
    pub id: String,
    /// In a word.
    pub title: String,
    /// What it gives.
    pub points: u32,
    /// What work at this level looks like.
    pub text: String,
    /// Whether the criterion counts as shown.
    #[serde(default)]
    pub shown: bool,
}

/// When an assessor has to explain a score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackRule {
    /// Below the top.
    #[default]
    BelowTop,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// A demand on the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Its id.
    pub id: String,
    /// What is demanded.
    pub text: String,
    /// The best band that work can reach which does not meet it.
    pub caps_to: String,
    /// Who looks: the assessor, or the tool by a limit.
    #[serde(default)]
    pub check: ConditionCheck,
}

/// Who looks whether a condition is met.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConditionCheck {
    /// The assessor.
    #[default]
    Assessor,
    /// The tool: a limit by slot and name, such as `lesson-video.duration` or `visits.visits`, or by word budget.
    Limit(String),
}

/// What a range of totals means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Its id.
    pub id: String,
    /// Its name among staff.
    pub title: String,
    /// The lowest total.
    pub min: u32,
    /// The highest total.
    pub max: u32,
    /// What follows.
    pub outcome: Outcome,
    /// What work in this band looks like, for assessors.
    pub text: String,
    /// What the earner reads. Growth language: nobody fails.
    pub earner_text: String,
    /// Totals below this need a reason from the assessor and offer a coach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insufficient_below: Option<u32>,
}

/// What a decision says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The skill was shown.
    Pass,
    /// Not yet.
    Revise,
}

impl Outcome {
    /// The stable name; the same that serde writes.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Revise => "revise",
        }
    }
}

impl TryFrom<String> for Outcome {
    type Error = crate::domain::UnknownCode;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        match code.as_str() {
            "pass" => Ok(Self::Pass),
            "revise" => Ok(Self::Revise),
            _ => Err(crate::domain::UnknownCode {
                kind: "Outcome",
                code,
            }),
        }
    }
}

impl Criterion {
    /// The most points that it can give.
    #[must_use]
    pub fn max_points(&self, model: Model) -> u32 {
        match model {
            Model::DetailPoints => self
                .details
                .iter()
                .map(|detail| detail.points)
                .fold(0, u32::saturating_add),
            Model::CriterionLevels => self
                .levels
                .iter()
                .map(|level| level.points)
                .max()
                .unwrap_or(0),
            Model::AllMet => 1,
        }
    }
}

impl Rubric {
    /// The band with this id.
    #[must_use]
    pub fn band(&self, id: &str) -> Option<&Band> {
        self.bands.iter().find(|band| band.id == id)
    }

    /// The most points that work can have; the maximum of the gradebook column.
    #[must_use]
    pub fn max_points(&self) -> u32 {
        self.criteria
            .iter()
            .map(|criterion| criterion.max_points(self.model))
            .fold(0, u32::saturating_add)
    }

    /// The band that a total lies in.
    #[must_use]
    pub fn band_of(&self, total: u32) -> Option<&Band> {
        self.bands
            .iter()
            .find(|band| (band.min..=band.max).contains(&total))
    }
}
