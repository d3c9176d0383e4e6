//! What is handed in: slots that can be filled, by everybody, within limits that can be kept.

use std::collections::BTreeSet;

use super::identity::present;
use super::ids::known;
use super::limits::{bounds, limits};
use crate::domain::credential::problem::{FieldPath, Findings, ProblemCode};
use crate::domain::credential::{Definition, Privacy, Slot, SlotKind};

pub(super) fn check(definition: &Definition, findings: &mut Findings) {
    let root = FieldPath::root();
    if definition.parts.is_empty() {
        findings
            .error(
                ProblemCode::NothingThere,
                root.field("part"),
                "nothing is handed in",
            )
            .propose("add a [[part]] with a [[part.slot]]");
    }
    for (at, component) in definition.components.iter().enumerate() {
        let path = root.entry("component", at);
        present(&component.title, &path.field("title"), findings);
    }
    for (at, part) in definition.parts.iter().enumerate() {
        let path = root.entry("part", at);
        present(&part.title, &path.field("title"), findings);
        if part.slots.is_empty() {
            findings
                .error(
                    ProblemCode::NothingThere,
                    path.field("slot"),
                    format!("the part {:?} asks for nothing", part.id),
                )
                .propose("add a [[part.slot]]");
        }
        for (at, slot) in part.slots.iter().enumerate() {
            one_slot(definition, slot, &path.entry("slot", at), findings);
        }
    }
    budgets(definition, findings);
}

fn one_slot(definition: &Definition, slot: &Slot, path: &FieldPath, findings: &mut Findings) {
    present(&slot.title, &path.field("title"), findings);
    present(&slot.prompt.0, &path.field("prompt"), findings);
    for (at, id) in slot.components.iter().enumerate() {
        let place = path.field("components").item(at);
        let all = definition.components.iter().map(|one| one.id.as_str());
        known(id, "component", all, &place, findings);
        if slot.components[..at].contains(id) {
            findings.error(
                ProblemCode::SaidTwice,
                place,
                format!("{id:?} is there twice"),
            );
        }
    }
    alternative(definition, slot, path, findings);
    limits(definition, slot, path, findings);
}

/// Alternatives: that there is one where there has to be, and that it is one.
fn alternative(definition: &Definition, slot: &Slot, path: &FieldPath, findings: &mut Findings) {
    let place = path.field("instead_of");
    let Some(other) = &slot.instead_of else {
        let has_alternative = definition
            .slots()
            .any(|one| one.instead_of.as_ref() == Some(&slot.id) && one.id != slot.id);
        if let Some(why) = needs_alternative(slot)
            && !has_alternative
        {
            findings
                .error(
                    ProblemCode::AlternativeMissing,
                    path.clone(),
                    format!(
                        "{:?} is required and {why}, and there is no other way",
                        slot.id
                    ),
                )
                .propose(format!(
                    "add a slot of another kind with instead_of = {:?} and required = false",
                    slot.id
                ));
        }
        return;
    };
    let others = definition.slots().map(|one| one.id.as_str());
    let others = others.filter(|id| *id != slot.id);
    if other != &slot.id && !known(other, "slot", others, &place, findings) {
        return;
    }
    if leads_back(definition, slot) {
        findings
            .error(
                ProblemCode::Cycle,
                place,
                format!("{:?} stands, in the end, in place of itself", slot.id),
            )
            .propose("leave instead_of out for the slot that is usually filled");
    }
    if slot.required {
        findings
            .error(
                ProblemCode::AlternativeRequired,
                path.field("required"),
                format!(
                    "{:?} is an alternative and required at the same time",
                    slot.id
                ),
            )
            .propose("required = false");
    }
}

/// Why somebody may be unable to fill a slot.
fn needs_alternative(slot: &Slot) -> Option<&'static str> {
    if !slot.required {
        return None;
    }
    match slot.kind {
        SlotKind::Video { .. } => Some("not everybody can make a film or see one"),
        SlotKind::Audio { .. } => Some("not everybody can speak or hear"),
        SlotKind::Image { .. } => Some("not everybody can see a picture"),
        _ if slot.privacy == Privacy::StudentsLikely => {
            Some("shows students, whose families may not want that")
        }
        _ => None,
    }
}

fn leads_back(definition: &Definition, slot: &Slot) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = slot.instead_of.as_deref();
    while let Some(id) = next {
        if id == slot.id {
            return true;
        }
        if !seen.insert(id) {
            return false;
        }
        next = definition
            .slot(id)
            .and_then(|slot| slot.instead_of.as_deref());
    }
    false
}

fn budgets(definition: &Definition, findings: &mut Findings) {
    let mut shared = BTreeSet::new();
    for (at, budget) in definition.word_budgets.iter().enumerate() {
        let path = FieldPath::root().entry("word_budget", at);
        present(&budget.title, &path.field("title"), findings);
        bounds(&budget.words, u32::MAX, &path.field("words"), findings);
        if budget.slots.is_empty() {
            findings.error(
                ProblemCode::NothingThere,
                path.field("slots"),
                "no text shares these words",
            );
        }
        for (at, id) in budget.slots.iter().enumerate() {
            let place = path.field("slots").item(at);
            let all = definition.slots().map(|slot| slot.id.as_str());
            if !known(id, "slot", all, &place, findings) {
                continue;
            }
            let is_text = definition
                .slot(id)
                .is_some_and(|slot| matches!(slot.kind, SlotKind::Text { .. }));
            if !is_text {
                findings.error(
                    ProblemCode::NotAText,
                    place,
                    format!("{id:?} is no text, so it has no words to count"),
                );
            } else if !shared.insert(id) {
                findings.error(
                    ProblemCode::SaidTwice,
                    place,
                    format!("the words of {id:?} are counted twice"),
                );
            }
        }
    }
}
