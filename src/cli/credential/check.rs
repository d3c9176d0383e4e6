//! `microcred credential check`: one line for each problem, or all of them as JSON.

use std::path::PathBuf;

use clap::Args;

use crate::cli::{Failure, output};
use crate::definition::{Checked, Kind, survey};
use crate::domain::credential::Severity;

/// What to check.
#[derive(Args)]
pub struct Arguments {
    /// A definition's folder, a stack's file, or a folder of many
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let checked =
        survey(&arguments.paths).map_err(|error| Failure::wrong_use(error.to_string()))?;
    let problems: Vec<_> = checked
        .iter()
        .flat_map(|one| &one.report.problems)
        .collect();
    let count = |severity| {
        let of_severity = problems.iter().filter(|one| one.severity == severity);
        of_severity.count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if arguments.json {
        output::json(&problems);
    } else {
        for problem in &problems {
            output::line(&problem.to_string());
        }
        let found = format!(
            "{}, {}: {}, {}",
            counted(of(&checked, Kind::Definition), "definition"),
            counted(of(&checked, Kind::Stack), "stack"),
            counted(errors, "error"),
            counted(warnings, "warning"),
        );
        output::line(&found);
    }
    if errors == 0 {
        return Ok(());
    }
    Err(Failure::problem(format!(
        "{} to mend before publishing",
        counted(errors, "problem")
    )))
}

fn of(checked: &[Checked], kind: Kind) -> usize {
    checked.iter().filter(|one| one.kind == kind).count()
}

fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    }
}
