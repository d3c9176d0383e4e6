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
}
