//! What there is to say about the work, in words that say what to do.

use crate::domain::completeness::{Finding, Measure, Place, Problem};
use crate::domain::credential::{Definition, Seconds};
use crate::templates::layout::Shell;
use crate::templates::slot::unit;

/// A finding as a sentence, with the name of the slot or the word count in front.
#[must_use]
pub fn finding(shell: &Shell, definition: &Definition, finding: &Finding) -> String {
    let title = match &finding.place {
        Place::Slot(id) => definition.slot(id).map(|slot| slot.title.as_str()),
        Place::Budget(id) => definition
            .word_budgets
            .iter()
            .find(|budget| budget.id == *id)
            .map(|budget| budget.title.as_str()),
    };
    format!(
        "{}: {}",
        title.unwrap_or_default(),
        sentence(shell, finding.problem)
    )
}

fn sentence(shell: &Shell, problem: Problem) -> String {
    let numbered =
        |key: &str, number: usize| shell.text_with(key, &[("number", &number.to_string())]);
    let timed = |key: &str, at: Seconds| shell.text_with(key, &[("time", &at.to_string())]);
    match problem {
        Problem::Missing => shell.text("finding-missing"),
        Problem::Unfinished => shell.text("finding-unfinished"),
        Problem::FileNotReady(number) => numbered("finding-file-not-ready", number),
        Problem::AltTextMissing(number) => numbered("finding-alt-missing", number),
        Problem::TranscriptMissing => shell.text("finding-transcript"),
        Problem::LinkNotTaken => shell.text("finding-link-not-taken"),
        Problem::UploadNotTaken => shell.text("finding-upload-not-taken"),
        Problem::SeveralRecordings => shell.text("finding-several-recordings"),
        Problem::BadAddress => shell.text("finding-address"),
        Problem::LengthNotStated => shell.text("finding-length-not-stated"),
        Problem::LengthUnknown => shell.text("finding-length-unknown"),
        Problem::TooFewNotes { found, min } => bounded(shell, "finding-few-notes", found, min),
        Problem::TooManyNotes { found, max } => bounded(shell, "finding-many-notes", found, max),
        Problem::NoteEmpty(at) => timed("finding-note-empty", at),
        Problem::NoteWithoutComponent(at) => timed("finding-note-component", at),
        Problem::NoteAfterEnd(at) => timed("finding-note-after-end", at),
        Problem::NoteTooLong { at, .. } => timed("finding-note-long", at),
        Problem::RowIncomplete(number) => numbered("finding-row", number),
        Problem::VisitIncomplete(number) => numbered("finding-visit", number),
        Problem::Over {
            measure,
            value,
            bound,
        } => measured(shell, "finding-over", measure, value, bound),
        Problem::Under {
            measure,
            value,
            bound,
        } => measured(shell, "finding-under", measure, value, bound),
    }
}

fn bounded(shell: &Shell, key: &str, value: usize, bound: u32) -> String {
    shell.text_with(
        key,
        &[
            ("number", &value.to_string()),
            ("bound", &bound.to_string()),
        ],
    )
}

fn measured(shell: &Shell, key: &str, measure: Measure, value: u64, bound: u64) -> String {
    let scale = if measure == Measure::Duration {
        1000
    } else {
        1
    };
    let whole = |number: u64| u32::try_from(number / scale).unwrap_or(u32::MAX);
    let unit = unit(measure, None);
    shell.text_with(
        key,
        &[
            ("value", &unit.amount(whole(value))),
            ("bound", &unit.amount(whole(bound))),
            ("noun", &unit.noun(shell, whole(bound))),
        ],
    )
}
