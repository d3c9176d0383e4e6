//! Cells of the gradebook. Owns what is known about one learner's work in one column.

pub mod score;

use crate::clock::Timestamp;

/// One learner in one column.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// The score on the column's scale.
    pub score: Option<f64>,
    pub graded_by: Option<Grader>,
    pub state: CellState,
    pub comments: Vec<Comment>,
    pub attempts: Vec<Attempt>,
    pub activity_progress: Option<String>,
    pub grading_progress: Option<String>,
    /// When the cell last changed: the timestamp of the newest score message, or the time of a typed grade.
    pub changed_at: Option<Timestamp>,
    /// The timestamps of all score messages that were taken.
    pub stamps: Vec<Timestamp>,
}

impl Cell {
    /// Whether there is nothing to see in it.
    pub fn is_untouched(&self) -> bool {
        self.score.is_none() && matches!(self.state, CellState::NotHandedIn)
    }

    /// A grade that somebody types into the gradebook; nothing takes the grade away.
    pub fn type_grade(&mut self, score: Option<f64>, login: &str, now: Timestamp) {
        self.score = score;
        self.graded_by = score.map(|_| Grader::Person(login.to_owned()));
        self.state = match (score, self.attempts.is_empty()) {
            (Some(_), _) => CellState::Graded,
            (None, false) => CellState::NeedsGrading,
            (None, true) => CellState::NotHandedIn,
        };
        self.changed_at = Some(now);
    }
}

/// Where a score came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grader {
    Tool,
    /// Typed in by somebody, by login.
    Person(String),
}

/// What the gradebook says about the work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellState {
    #[default]
    NotHandedIn,
    HandedIn,
    NeedsGrading,
    Graded,
}

impl CellState {
    /// Words for people.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotHandedIn => "not handed in",
            Self::HandedIn => "handed in",
            Self::NeedsGrading => "needs grading",
            Self::Graded => "graded",
        }
    }
}

/// A remark about the work.
#[derive(Clone, Debug)]
pub struct Comment {
    pub at: Timestamp,
    pub text: String,
}

/// A handing-in.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub submitted_at: Timestamp,
    /// Address with which a grader opens the work.
    pub url: Option<String>,
}
