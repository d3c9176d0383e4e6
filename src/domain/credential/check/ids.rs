//! Ids: of the right form, each there once, and every name that refers to one refers to one that is there.

use std::collections::BTreeMap;

use super::identity::{is_slug, slugged};
use crate::domain::credential::Definition;
use crate::domain::credential::problem::{FieldPath, Findings, ProblemCode};

const LONGEST: usize = 60;

/// The ids of one kind, with the place where each stands.
type Named<'a> = Vec<(&'a str, FieldPath)>;

pub(super) fn check(definition: &Definition, findings: &mut Findings) {
    let root = FieldPath::root();
    let components = definition.components.iter().enumerate();
    distinct(
        components
            .map(|(at, component)| (component.id.as_str(), root.entry("component", at)))
            .collect(),
        findings,
    );
    let parts = definition.parts.iter().enumerate();
    distinct(
        parts
            .clone()
            .map(|(at, part)| (part.id.as_str(), root.entry("part", at)))
            .collect(),
        findings,
    );
    // Slots and word budgets share their names, because conditions name the limits of both.
    let mut limited: Named = parts
        .flat_map(|(at, part)| {
            let place = root.entry("part", at);
            let slots = part.slots.iter().enumerate();
            slots.map(move |(index, slot)| (slot.id.as_str(), place.entry("slot", index)))
        })
        .collect();
    let budgets = definition.word_budgets.iter().enumerate();
    limited.extend(budgets.map(|(at, budget)| (budget.id.as_str(), root.entry("word_budget", at))));
    distinct(limited, findings);
    rubric(definition, findings);
}

fn rubric(definition: &Definition, findings: &mut Findings) {
    let root = FieldPath::root().field("rubric");
    let rubric = &definition.rubric;
    let criteria = rubric.criteria.iter().enumerate();
    distinct(
        criteria
            .clone()
            .map(|(at, criterion)| (criterion.id.as_str(), root.entry("criterion", at)))
            .collect(),
        findings,
    );
    for (at, criterion) in criteria {
        let place = root.entry("criterion", at);
        let details = criterion.details.iter().enumerate();
        distinct(
            details
                .map(|(at, detail)| (detail.id.as_str(), place.entry("detail", at)))
                .collect(),
            findings,
        );
        let levels = criterion.levels.iter().enumerate();
        distinct(
            levels
                .map(|(at, level)| (level.id.as_str(), place.entry("level", at)))
                .collect(),
            findings,
        );
    }
    let conditions = rubric.conditions.iter().enumerate();
    distinct(
        conditions
            .map(|(at, condition)| (condition.id.as_str(), root.entry("condition", at)))
            .collect(),
        findings,
    );
    let bands = rubric.bands.iter().enumerate();
    distinct(
        bands
            .map(|(at, band)| (band.id.as_str(), root.entry("band", at)))
            .collect(),
        findings,
    );
}

/// Ids of the right form, each there once.
pub(super) fn distinct(named: Named, findings: &mut Findings) {
    let mut first = BTreeMap::new();
    for (id, path) in named {
        if !is_slug(id, LONGEST) {
            findings
                .error(
                    ProblemCode::IdForm,
                    path.field("id"),
                    format!("{id:?} is no id"),
                )
                .propose(format!(
                    "use lower-case letters, digits and hyphens: {:?}",
                    slugged(id)
                ));
        } else if let Some(other) = first.insert(id, path.clone()) {
            findings
                .error(
                    ProblemCode::IdTwice,
                    path.field("id"),
                    format!("{id:?} is the id of {other} as well"),
                )
                .propose("give one of them another id");
        }
    }
}

/// A name that has to be one of these; says which of them is nearest when it is not.
pub(super) fn known<'a>(
    name: &str,
    kind: &str,
    all: impl Iterator<Item = &'a str>,
    path: &FieldPath,
    findings: &mut Findings,
) -> bool {
    let all: Vec<_> = all.collect();
    if all.contains(&name) {
        return true;
    }
    let problem = findings.error(
        ProblemCode::UnknownReference,
        path.clone(),
        format!("there is no {kind} {name:?}"),
    );
    if let Some(near) = crate::domain::nearest::nearest(name, all.iter().copied()) {
        problem.propose(format!("did you mean {near:?}?"));
    } else if !all.is_empty() {
        problem.propose(format!("there are: {}", all.join(", ")));
    }
    false
}
