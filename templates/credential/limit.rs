//! Limits in words: "250 to 350 words", "at most 2 files". Owns how amounts are said.

use crate::domain::credential::{Bounds, DurationBounds, Enforcement, Seconds, Slot, SlotKind};
use crate::templates::layout::Shell;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Words of a text.
    Words,
    /// Letters, in scripts without spaces.
    Characters,
    /// Files.
    Files,
    /// Pages of a document.
    Pages,
    /// Rows of a table.
    Rows,
    /// Visits.
    Visits,
    /// Notes on a recording.
    Notes,
    /// Minutes of a visit.
    Minutes,
    /// The length of a recording, in seconds.
    Length,
}

impl Unit {
    /// The key of its noun.
    const fn key(self) -> &'static str {
        match self {
            Self::Words => "unit-words",
            Self::Characters => "unit-characters",
            Self::Files => "unit-files",
            Self::Pages => "unit-pages",
            Self::Rows => "unit-rows",
            Self::Visits => "unit-visits",
            Self::Notes => "unit-notes",
            Self::Minutes => "unit-minutes",
            Self::Length => "unit-length",
        }
    }

    /// An amount without its noun.
    #[must_use]
    pub fn amount(self, number: u32) -> String {
        match self {
            Self::Length => Seconds(number).to_string(),
            _ => number.to_string(),
        }
    }

    /// The noun that goes with an amount.
    #[must_use]
    pub fn noun(self, shell: &Shell, number: u32) -> String {
        shell.count(self.key(), i64::from(number))
    }
}

/// "4 to 6 rows".
#[must_use]
pub fn range(shell: &Shell, unit: Unit, min: Option<u32>, max: Option<u32>) -> Option<String> {
    // "At least none" says nothing.
    let min = min.filter(|min| *min > 0);
    let (key, last) = match (min, max) {
        (Some(min), Some(max)) if min == max => ("range-exactly", max),
        (Some(_), Some(max)) => ("range-between", max),
        (Some(min), None) => ("range-least", min),
        (None, Some(max)) => ("range-most", max),
        (None, None) => return None,
    };
    let min = min.map_or_else(String::new, |min| unit.amount(min));
    let max = max.map_or_else(String::new, |max| unit.amount(max));
    let noun = unit.noun(shell, last);
    let values: &[(&'static str, &str)] = match key {
        "range-between" => &[("min", &min), ("max", &max), ("noun", &noun)],
        "range-least" => &[("min", &min), ("noun", &noun)],
        _ => &[("max", &max), ("noun", &noun)],
    };
    Some(shell.text_with(key, values))
}

/// What happens outside of a limit, in words for a hint.
#[must_use]
pub fn consequence(shell: &Shell, enforcement: Enforcement) -> String {
    shell.text(match enforcement {
        Enforcement::Block => "limit-block",
        Enforcement::CapBand => "limit-cap",
        Enforcement::Warn => "limit-advice",
    })
}

/// All limits of a slot, each in a few words.
#[must_use]
pub fn of_slot(shell: &Shell, slot: &Slot) -> Vec<String> {
    let mut all = Vec::new();
    let mut add = |unit, bounds: &Option<Bounds>| {
        if let Some(bounds) = bounds {
            all.extend(bounded(shell, unit, bounds));
        }
    };
    match &slot.kind {
        SlotKind::Text { words } => add(Unit::Words, words),
        SlotKind::File { files, pages, .. } => {
            add(Unit::Files, files);
            add(Unit::Pages, pages);
        }
        SlotKind::Image { files } => add(Unit::Files, files),
        SlotKind::Table { rows, .. } => add(Unit::Rows, rows),
        SlotKind::ObservationLog {
            visits,
            minutes_each,
            ..
        } => {
            add(Unit::Visits, visits);
            all.extend(
                minutes_each.and_then(|least| range(shell, Unit::Minutes, Some(least), None)),
            );
        }
        SlotKind::Audio {
            duration, notes, ..
        }
        | SlotKind::Video {
            duration, notes, ..
        } => {
            all.extend(duration.as_ref().and_then(|bounds| length(shell, bounds)));
            if let Some(notes) = notes {
                all.extend(range(shell, Unit::Notes, Some(notes.min), Some(notes.max)));
            }
        }
        SlotKind::Link {} | SlotKind::Attestation { .. } => {}
    }
    all
}

/// A range with what happens outside of it.
#[must_use]
pub fn bounded(shell: &Shell, unit: Unit, bounds: &Bounds) -> Option<String> {
    let range = range(shell, unit, bounds.min, bounds.max)?;
    let enforcement = bounds.max.map_or(bounds.under, |_| bounds.over);
    Some(format!("{range} ({})", consequence(shell, enforcement)))
}

fn length(shell: &Shell, bounds: &DurationBounds) -> Option<String> {
    let seconds = |length: Option<Seconds>| length.map(|length| length.0);
    let range = range(
        shell,
        Unit::Length,
        seconds(bounds.min),
        seconds(bounds.max),
    )?;
    Some(format!("{range} ({})", consequence(shell, bounds.outside)))
}
