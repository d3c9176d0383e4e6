//! Limits of slots: that they can be kept.

use super::identity::present;
use super::ids::distinct;
use crate::domain::credential::limit::{Bounds, DurationBounds};
use crate::domain::credential::problem::{FieldPath, Findings, ProblemCode};
use crate::domain::credential::{Definition, NoteLimits, Slot, SlotKind};

/// More files than this nobody looks through.
const MOST_FILES: u32 = 20;
const MOST_NOTES: u32 = 200;

pub(super) fn limits(
    definition: &Definition,
    slot: &Slot,
    path: &FieldPath,
    findings: &mut Findings,
) {
    let mut bounded = |name: &str, value: &Option<Bounds>, most: u32| {
        if let Some(value) = value {
            bounds(value, most, &path.field(name), findings);
        }
    };
    match &slot.kind {
        SlotKind::Text { words } => bounded("words", words, u32::MAX),
        SlotKind::File { files, pages, .. } => {
            bounded("files", files, MOST_FILES);
            bounded("pages", pages, u32::MAX);
        }
        SlotKind::Image { files } => bounded("files", files, MOST_FILES),
        SlotKind::Audio {
            duration, notes, ..
        }
        | SlotKind::Video {
            duration, notes, ..
        } => {
            if let Some(value) = duration {
                lengths(value, &path.field("duration"), findings);
            }
            if let Some(value) = notes {
                note_limits(definition, value, &path.field("notes"), findings);
            }
        }
        SlotKind::Table { columns, rows } => {
            bounded("rows", rows, u32::MAX);
            if columns.is_empty() {
                findings
                    .error(
                        ProblemCode::NothingThere,
                        path.field("column"),
                        "the table has no columns",
                    )
                    .propose("add a [[part.slot.column]]");
            }
            let named = columns.iter().enumerate();
            let named = named.map(|(at, one)| (one.id.as_str(), path.entry("column", at)));
            distinct(named.collect(), findings);
            for (at, column) in columns.iter().enumerate() {
                let place = path.entry("column", at).field("title");
                present(&column.title, &place, findings);
            }
        }
        SlotKind::ObservationLog {
            visits,
            minutes_each,
            ..
        } => {
            bounded("visits", visits, u32::MAX);
            if *minutes_each == Some(0) {
                findings.error(
                    ProblemCode::OutOfRange,
                    path.field("minutes_each"),
                    "a visit takes at least a minute",
                );
            }
        }
        SlotKind::Attestation { statement } => {
            present(statement, &path.field("statement"), findings);
        }
        SlotKind::Link {} => {}
    }
}

pub(super) fn bounds(bounds: &Bounds, most: u32, path: &FieldPath, findings: &mut Findings) {
    if bounds.min.is_none() && bounds.max.is_none() {
        findings
            .error(
                ProblemCode::NothingThere,
                path.clone(),
                "the limit has neither min nor max",
            )
            .propose("give one of them, or leave the limit out");
    }
    if let (Some(min), Some(max)) = (bounds.min, bounds.max)
        && min > max
    {
        findings
            .error(
                ProblemCode::LimitsCrossed,
                path.field("min"),
                format!("min = {min} is above max = {max}"),
            )
            .propose("exchange min and max");
    }
    if bounds.max == Some(0) {
        findings.error(
            ProblemCode::OutOfRange,
            path.field("max"),
            "max = 0 leaves nothing to hand in",
        );
    }
    for (name, value) in [("min", bounds.min), ("max", bounds.max)] {
        if let Some(value) = value
            && value > most
        {
            findings
                .error(
                    ProblemCode::OutOfRange,
                    path.field(name),
                    format!("{value} is more than the {most} that are taken"),
                )
                .propose(format!("{name} = {most}"));
        }
    }
}

fn lengths(bounds: &DurationBounds, path: &FieldPath, findings: &mut Findings) {
    if let (Some(min), Some(max)) = (bounds.min, bounds.max)
        && min > max
    {
        findings
            .error(
                ProblemCode::LimitsCrossed,
                path.field("min"),
                format!("min = \"{min}\" is above max = \"{max}\""),
            )
            .propose("exchange min and max");
    }
    if bounds.max.is_some_and(|max| max.0 == 0) {
        findings.error(
            ProblemCode::OutOfRange,
            path.field("max"),
            "a recording of no length shows nothing",
        );
    }
    if bounds.min.is_none() && bounds.max.is_none() {
        findings
            .error(
                ProblemCode::NothingThere,
                path.clone(),
                "the limit has neither min nor max",
            )
            .propose("give one of them, or leave the limit out");
    }
}

fn note_limits(
    definition: &Definition,
    limits: &NoteLimits,
    path: &FieldPath,
    findings: &mut Findings,
) {
    if limits.min > limits.max {
        findings
            .error(
                ProblemCode::LimitsCrossed,
                path.field("min"),
                format!("min = {} is above max = {}", limits.min, limits.max),
            )
            .propose("exchange min and max");
    }
    if limits.max == 0 || limits.max > MOST_NOTES {
        findings.error(
            ProblemCode::OutOfRange,
            path.field("max"),
            format!("there can be 1 to {MOST_NOTES} notes"),
        );
    }
    if limits.words == 0 {
        findings.error(
            ProblemCode::OutOfRange,
            path.field("words"),
            "a note of no words says nothing",
        );
    }
    if limits.name_component && definition.components.is_empty() {
        findings
            .error(
                ProblemCode::NothingThere,
                path.field("name_component"),
                "notes have to name a component, and there are none",
            )
            .propose("name_component = false, or add a [[component]]");
    }
}
