//! Gates of courses (B.4.13, machine SM-14): a link that completes when what it asks for is held. Owns what a gate asks
//! for, which awards count for it, how much of it is held and what is missing, its states, and the award that a course may give.

mod award;
mod follow;
mod holding;
mod progress;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use award::{Behind, CourseAward, LONGEST_CLAIM, LONGEST_TITLE, NoAward};
pub use follow::{Fulfilment, OWN_REASON, Step, follow};
pub use holding::{Holding, Holdings, Of, Rule};
pub use progress::{Missing, Progress, State, held, missing};

use super::stack::{MAX_DEPTH, Requirement};

/// How many micro-credentials and stacks one gate names at most.
pub const MOST: usize = 25;

/// What somebody chose to ask for in a course. Written once; links carry it into copies of the course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    /// As the course and its gradebook show it.
    pub title: String,
    /// What has to be held.
    pub requires: Requirement,
    /// Which awards count.
    #[serde(flatten)]
    pub terms: Terms,
}

/// Which awards count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Whether those do that were given before the course came to the tool.
    pub counts_existing: bool,
    /// Whether only those do that hold at the moment. What was met is lost again when one ends.
    pub current_only: bool,
    /// The lowest major number of a version that counts, by the slug of its micro-credential; any number elsewhere.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub since_major: BTreeMap<String, u16>,
}

impl Terms {
    /// Whatever was ever shown counts, wherever and whenever.
    pub const EVER: Self = Self {
        counts_existing: true,
        current_only: false,
        since_major: BTreeMap::new(),
    };

    /// What holds at the moment counts.
    pub const NOW: Self = Self {
        counts_existing: true,
        current_only: true,
        since_major: BTreeMap::new(),
    };
}

/// Why something is no gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoGate {
    /// It asks for nothing.
    #[error("a gate asks for something")]
    AsksForNothing,
    /// It asks for more than anybody overlooks.
    #[error("a gate asks for {MOST} things at most")]
    AsksForTooMuch,
    /// It asks for more of them than there are.
    #[error("a gate cannot ask for more than it names")]
    MoreThanNamed,
}

/// How many of what a gate names have to be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HowMany {
    /// Each of them.
    All,
    /// As many as this.
    Some(u32),
}

/// What has to be held, of these.
///
/// # Errors
/// [`NoGate`].
pub fn requirement(of: Vec<Requirement>, how_many: HowMany) -> Result<Requirement, NoGate> {
    let named = u32::try_from(of.len()).unwrap_or(u32::MAX);
    match how_many {
        _ if of.is_empty() => Err(NoGate::AsksForNothing),
        _ if of.len() > MOST => Err(NoGate::AsksForTooMuch),
        HowMany::All => Ok(Requirement::AllOf(of)),
        HowMany::Some(0) => Err(NoGate::AsksForNothing),
        HowMany::Some(n) if n > named => Err(NoGate::MoreThanNamed),
        HowMany::Some(n) if n == named => Ok(Requirement::AllOf(of)),
        HowMany::Some(n) => Ok(Requirement::NOf { n, of }),
    }
}

/// What comes before a micro-credential or a stack where one comes after the other: all that is named before it in the
/// same place, and before each place that it lies in. Of what one may choose from, nothing comes before anything.
#[must_use]
pub fn before<'a>(requires: &'a Requirement, leaf: &Requirement) -> Vec<&'a Requirement> {
    let mut found = Vec::new();
    collect_before(requires, leaf, &mut found);
    found
}

/// Whether the leaf lies in here; what comes before it is added on the way back.
fn collect_before<'a>(
    requires: &'a Requirement,
    leaf: &Requirement,
    found: &mut Vec<&'a Requirement>,
) -> bool {
    match requires {
        Requirement::Credential(_) | Requirement::Stack(_) => requires == leaf,
        Requirement::AllOf(parts) => {
            let place = parts
                .iter()
                .position(|part| collect_before(part, leaf, found));
            if let Some(place) = place {
                found.splice(0..0, &parts[..place]);
            }
            place.is_some()
        }
        Requirement::OneOf(parts) | Requirement::NOf { of: parts, .. } => {
            parts.iter().any(|part| collect_before(part, leaf, found))
        }
    }
}
