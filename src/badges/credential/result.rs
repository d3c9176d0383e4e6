//! Rubrics and marks.

use serde::Serialize;

use super::Alignment;

/// One thing that is judged: a criterion of a rubric, or the whole.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultDescription {
    /// Its address.
    pub id: String,
    r#type: [&'static str; 1],
    /// What it is called.
    pub name: String,
    /// How it is judged.
    pub result_type: ResultType,
    /// The values that there are, low to high.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_value: Vec<String>,
    /// The value that it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required_value: Option<String>,
    /// The level that it takes: the id of one of [`Self::rubric_criterion_level`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required_level: Option<String>,
    /// The least value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_min: Option<String>,
    /// The greatest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_max: Option<String>,
    /// The levels, low to high.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rubric_criterion_level: Vec<RubricCriterionLevel>,
    /// Standards that it goes with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alignment: Vec<Alignment>,
}

impl ResultDescription {
    /// Something judged.
    #[must_use]
    pub fn new(id: impl Into<String>, name: impl Into<String>, result_type: ResultType) -> Self {
        Self {
            id: id.into(),
            r#type: ["ResultDescription"],
            name: name.into(),
            result_type,
            allowed_value: Vec::new(),
            required_value: None,
            required_level: None,
            value_min: None,
            value_max: None,
            rubric_criterion_level: Vec::new(),
            alignment: Vec::new(),
        }
    }
}

/// How something is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum ResultType {
    /// In percent.
    Percent,
    /// By a level of performance.
    PerformanceLevel,
    /// In points.
    RawScore,
    /// In words of one's own.
    Result,
    /// By a criterion of a rubric, in words.
    RubricCriterion,
    /// By a level of a criterion of a rubric.
    RubricCriterionLevel,
    /// By the points of a rubric.
    RubricScore,
    /// By whether it was done.
    Status,
}

/// One level of a criterion.
#[derive(Clone, Debug, Serialize)]
pub struct RubricCriterionLevel {
    /// Its address.
    pub id: String,
    r#type: [&'static str; 1],
    /// What it is called.
    pub name: String,
    /// Its mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Its points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<String>,
    /// What work on this level is like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Standards that it goes with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alignment: Vec<Alignment>,
}

impl RubricCriterionLevel {
    /// A level.
    #[must_use]
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            r#type: ["RubricCriterionLevel"],
            name: name.into(),
            level: None,
            points: None,
            description: None,
            alignment: Vec::new(),
        }
    }
}

/// How well one thing was done.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AchievedResult {
    r#type: [&'static str; 1],
    /// Which [`ResultDescription`] it is about.
    pub result_description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    achieved_level: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<ResultStatus>,
}

impl AchievedResult {
    /// A level: the id of one of the description's.
    #[must_use]
    pub fn level(of: impl Into<String>, achieved_level: impl Into<String>) -> Self {
        Self {
            achieved_level: Some(achieved_level.into()),
            ..Self::about(of)
        }
    }

    /// A value, such as points.
    #[must_use]
    pub fn value(of: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            value: Some(value.into()),
            ..Self::about(of)
        }
    }

    /// Whether it was done.
    #[must_use]
    pub fn status(of: impl Into<String>, status: ResultStatus) -> Self {
        Self {
            status: Some(status),
            ..Self::about(of)
        }
    }

    fn about(of: impl Into<String>) -> Self {
        Self {
            r#type: ["Result"],
            result_description: of.into(),
            value: None,
            achieved_level: None,
            status: None,
        }
    }
}

/// Whether something was done. Badges are for what was: the words for what was not are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum ResultStatus {
    /// Done.
    Completed,
    /// Under way.
    InProgress,
    /// Done, and not final.
    Provisional,
}
