//! What is wrong with the files of a definition, each problem with its place.

use std::fmt;

use serde::Serialize;

use crate::domain::credential::Severity;

/// All problems of a definition or of a stack, in the order of their places.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
pub struct Report {
    /// The problems.
    pub problems: Vec<Located>,
}

/// One problem and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Located {
    /// The file, from the folder that was looked at.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The field, such as `rubric.band[2].min`; empty for the file as a whole.
    pub field: String,
    /// Whether it can be published nevertheless.
    #[serde(serialize_with = "severity_code")]
    pub severity: Severity,
    /// The stable name of the kind of problem.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub proposal: Option<String>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands fields over by reference"
)]
fn severity_code<S: serde::Serializer>(
    severity: &Severity,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(severity.code())
}

impl Report {
    /// Whether something stands in the way of publishing.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// The same problems, of files in this folder.
    #[must_use]
    pub fn below(mut self, folder: &str) -> Self {
        for problem in &mut self.problems {
            problem.file = match problem.file.as_str() {
                "" => folder.to_owned(),
                file => format!("{}/{file}", folder.trim_end_matches('/')),
            };
        }
        self
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, problem) in self.problems.iter().enumerate() {
            if position > 0 {
                formatter.write_str("\n")?;
            }
            problem.fmt(formatter)?;
        }
        Ok(())
    }
}

impl fmt::Display for Located {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", self.file, self.line, self.column)?;
        if !self.field.is_empty() {
            write!(formatter, " {}", self.field)?;
        }
        formatter.write_str(": ")?;
        if self.severity == Severity::Warning {
            formatter.write_str("warning: ")?;
        }
        formatter.write_str(&self.message)?;
        if let Some(proposal) = &self.proposal {
            write!(formatter, " ({proposal})")?;
        }
        Ok(())
    }
}
