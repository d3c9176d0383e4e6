//! What passes, as a tree of plain demands (B.4.3).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One demand, or several joined. In a file: `pass = { total_at_least = 12 }`, or
/// `pass = { all_of = [{ total_at_least = 7 }, { criterion_at_least = { criterion = "honesty", points = 2 } }] }`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PassRule {
    /// Each of these.
    AllOf(Vec<PassRule>),
    /// At least one of these.
    AnyOf(Vec<PassRule>),
    /// Not this.
    Not(Box<PassRule>),
    /// The total is at least this.
    TotalAtLeast(u32),
    /// One criterion has at least this many points.
    CriterionAtLeast {
        /// Its id.
        criterion: String,
        /// How many.
        points: u32,
    },
    /// Every criterion has at least this many points.
    EveryCriterionAtLeast(u32),
    /// At least this many components have a point.
    ComponentsTouchedAtLeast(u32),
    /// Every criterion that is looked for in this part alone counts as shown.
    PartPassed(String),
    /// A condition is met.
    ConditionMet(String),
    /// A criterion is at this level.
    LevelIs {
        /// The criterion's id.
        criterion: String,
        /// The level's id.
        level: String,
    },
}
