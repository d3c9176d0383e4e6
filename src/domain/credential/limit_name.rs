//! The names by which conditions, reviews and pages speak of limits: `lesson-video.duration` for a limit of a slot,
//! and the word budget's own id for a budget.

use super::Definition;
use super::limit::{Bounds, Enforcement};
use super::part::{Slot, SlotKind, WordBudget};
use super::problem::FieldPath;

/// A limit of a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedLimit {
    /// `slot.limit`, or the id of a word budget.
    pub name: String,
    /// Where it is written.
    pub path: FieldPath,
    /// Whether work outside of it is capped by a condition.
    pub caps: bool,
}

impl Definition {
    /// All limits, in order.
    #[must_use]
    pub fn limits(&self) -> Vec<NamedLimit> {
        let root = FieldPath::root();
        let parts = self.parts.iter().enumerate();
        let slots = parts.flat_map(|(at, part)| {
            let place = root.entry("part", at);
            let slots = part.slots.iter().enumerate();
            slots.flat_map(move |(at, slot)| of_slot(slot, &place.entry("slot", at)))
        });
        let budgets = self.word_budgets.iter().enumerate();
        let budgets = budgets.map(|(at, budget)| of_budget(budget, &root.entry("word_budget", at)));
        slots.chain(budgets).collect()
    }
}

fn of_budget(budget: &WordBudget, place: &FieldPath) -> NamedLimit {
    NamedLimit {
        name: budget.id.clone(),
        path: place.field("words"),
        caps: bounds_cap(&budget.words),
    }
}

fn bounds_cap(bounds: &Bounds) -> bool {
    let above = bounds.max.is_some() && bounds.over == Enforcement::CapBand;
    let below = bounds.min.is_some() && bounds.under == Enforcement::CapBand;
    above || below
}

fn of_slot(slot: &Slot, place: &FieldPath) -> Vec<NamedLimit> {
    let limit = |name: &str, caps: bool| NamedLimit {
        name: format!("{}.{name}", slot.id),
        path: place.field(name),
        caps,
    };
    let bounds = |name: &str, bounds: &Option<Bounds>| {
        bounds
            .as_ref()
            .map(|bounds| limit(name, bounds_cap(bounds)))
    };
    let found = match &slot.kind {
        SlotKind::Text { words } => vec![bounds("words", words)],
        SlotKind::File { files, pages, .. } => vec![bounds("files", files), bounds("pages", pages)],
        SlotKind::Image { files } => vec![bounds("files", files)],
        SlotKind::Audio { duration, .. } | SlotKind::Video { duration, .. } => {
            let caps = |outside| outside == Enforcement::CapBand;
            vec![duration.map(|duration| limit("duration", caps(duration.outside)))]
        }
        SlotKind::Table { rows, .. } => vec![bounds("rows", rows)],
        SlotKind::ObservationLog {
            visits,
            minutes_each,
            shorter,
        } => vec![
            bounds("visits", visits),
            minutes_each.map(|_| limit("minutes_each", *shorter == Enforcement::CapBand)),
        ],
        SlotKind::Link {} | SlotKind::Attestation { .. } => Vec::new(),
    };
    found.into_iter().flatten().collect()
}
