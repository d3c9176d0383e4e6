//! Links in courses. Owns what a link can show and what the gradebook gets from it.

use super::credential::Rubric;
use super::id::{CredentialId, StackId};
use super::scoring::threshold;
use super::stack::{Requirement, Stack};

super::coded! {
    /// What the gradebook gets (domain model D.2).
    GradeMode {
        /// The points of the rubric.
        Points = "points",
        /// One point for those who hold it, and nothing for the others.
        PassOnly = "pass_only",
        /// Nothing; there is no column.
        None = "none",
    }

    /// Which version somebody begins with who comes through the link.
    VersionPolicy {
        /// The one that is published when they begin.
        Latest = "latest_compatible",
        /// The one that was published when the link was placed.
        Pin = "pin",
    }
}

/// What a link shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// One micro-credential.
    Credential(CredentialId),
    /// A stack.
    Stack(StackId),
    /// A gate, which completes when what it asks for is held.
    Gate,
    /// Whatever else is placed in the course.
    CoursePage,
}

impl GradeMode {
    /// Every mode, the usual one first.
    pub const ALL: [Self; 3] = [Self::Points, Self::PassOnly, Self::None];

    /// The maximum of the column for a micro-credential; there is no column without one.
    #[must_use]
    pub fn column_of(self, rubric: &Rubric) -> Option<Column> {
        match self {
            Self::Points => Some(Column {
                maximum: rubric.max_points(),
                // A rubric in which nobody can pass lets nobody through.
                score_at_least: threshold(rubric).unwrap_or_else(|_| rubric.max_points()),
            }),
            Self::PassOnly => Some(Column::ONE),
            Self::None => None,
        }
        .filter(|column| column.maximum > 0)
    }

    /// The maximum of the column for a stack, which counts what is held of it.
    #[must_use]
    pub fn column_of_stack(self, stack: &Stack) -> Option<Column> {
        self.column_of_requirement(&stack.requires)
    }

    /// The maximum of the column for whatever counts what is held.
    #[must_use]
    pub fn column_of_requirement(self, requires: &Requirement) -> Option<Column> {
        let needed = requires.needed();
        match self {
            Self::Points => Some(Column {
                maximum: needed,
                score_at_least: needed,
            }),
            Self::PassOnly => Some(Column::ONE),
            Self::None => None,
        }
        .filter(|column| column.maximum > 0)
    }
}

/// A column of the gradebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its maximum.
    pub maximum: u32,
    /// What a rule such as "score at least" has to ask for, so that those and only those get through who passed.
    pub score_at_least: u32,
}

impl Column {
    const ONE: Self = Self {
        maximum: 1,
        score_at_least: 1,
    };

    /// What a rule has to ask for in a gradebook whose column has another maximum, in millionths: in hundredths, rounded
    /// down, because a number that is rounded up is never reached.
    #[must_use]
    pub fn score_at_least_of(self, maximum: u64) -> u64 {
        let exact =
            u128::from(self.score_at_least) * u128::from(maximum) / u128::from(self.maximum.max(1));
        u64::try_from(exact / 10_000).unwrap_or(u64::MAX)
    }
}

/// A number of hundredths as people read it: `16`, `88.88`.
#[must_use]
pub fn hundredths(number: u64) -> String {
    match (number / 100, number % 100) {
        (whole, 0) => whole.to_string(),
        (whole, rest) if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
        (whole, rest) => format!("{whole}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_on_another_scale_is_rounded_down() {
        for (maximum, score_at_least, there, shown) in [
            (20, 16, 20_000_000, "16"),
            (18, 16, 100_000_000, "88.88"),
            (20, 16, 100_000_000, "80"),
            (20, 15, 10_000_000, "7.5"),
            (3, 2, 1_000_000, "0.66"),
        ] {
            let column = Column {
                maximum,
                score_at_least,
            };
            assert_eq!(hundredths(column.score_at_least_of(there)), shown);
        }
    }
}
