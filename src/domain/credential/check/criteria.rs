//! Criteria and conditions: that they fit the model, are looked for somewhere, and that caps and limits know each
//! other.

use super::identity::present;
use super::ids::known;
use crate::domain::credential::problem::{FieldPath, Findings, ProblemCode};
use crate::domain::credential::{ConditionCheck, Criterion, Definition, Level, Model};

/// More points than this no gradebook column of ours has.
pub(super) const MOST_POINTS: u32 = 1000;

pub(super) fn check(definition: &Definition, path: &FieldPath, findings: &mut Findings) {
    let rubric = &definition.rubric;
    if rubric.criteria.is_empty() {
        findings
            .error(
                ProblemCode::NothingThere,
                path.field("criterion"),
                "nothing is looked at",
            )
            .propose("add a [[rubric.criterion]]");
    }
    for (at, criterion) in rubric.criteria.iter().enumerate() {
        let place = path.entry("criterion", at);
        one_criterion(definition, criterion, &place, findings);
    }
    let most = rubric.max_points();
    if most > MOST_POINTS {
        findings.error(
            ProblemCode::OutOfRange,
            path.field("criterion"),
            format!("the criteria give up to {most} points, and {MOST_POINTS} are the most"),
        );
    }
    conditions(definition, path, findings);
}

fn one_criterion(
    definition: &Definition,
    criterion: &Criterion,
    path: &FieldPath,
    findings: &mut Findings,
) {
    present(&criterion.title, &path.field("title"), findings);
    if let Some(component) = &criterion.component {
        let all = definition.components.iter().map(|one| one.id.as_str());
        let place = path.field("component");
        known(component, "component", all, &place, findings);
    }
    let parts = || definition.parts.iter().map(|part| part.id.as_str());
    if criterion.parts.is_empty() {
        let all: Vec<_> = parts().map(|id| format!("{id:?}")).collect();
        findings
            .error(
                ProblemCode::CriterionWithoutPart,
                path.field("parts"),
                format!("{:?} is looked for in no part", criterion.id),
            )
            .propose(format!("parts = [{}]", all.join(", ")));
    }
    for (at, part) in criterion.parts.iter().enumerate() {
        let place = path.field("parts").item(at);
        known(part, "part", parts(), &place, findings);
        if criterion.parts[..at].contains(part) {
            findings.error(
                ProblemCode::SaidTwice,
                place,
                format!("{part:?} is there twice"),
            );
        }
    }
    fits_model(definition.rubric.model, criterion, path, findings);
}

fn fits_model(model: Model, criterion: &Criterion, path: &FieldPath, findings: &mut Findings) {
    let mut mismatch = |field: &str, message: String, proposal: &str| {
        findings
            .error(ProblemCode::ModelMismatch, path.field(field), message)
            .propose(proposal);
    };
    let id = &criterion.id;
    match model {
        Model::DetailPoints if criterion.details.is_empty() => mismatch(
            "detail",
            format!("{id:?} has no details, which give the points in this model"),
            "add a [[rubric.criterion.detail]]",
        ),
        Model::CriterionLevels if criterion.levels.len() < 2 => mismatch(
            "level",
            format!("{id:?} needs at least two levels in this model"),
            "add a [[rubric.criterion.level]] for each step, the lowest first",
        ),
        _ => {}
    }
    if model != Model::DetailPoints && !criterion.details.is_empty() {
        mismatch(
            "detail",
            format!("{id:?} has details, which count only with model = \"detail_points\""),
            "leave them out, or change the model",
        );
    }
    if model != Model::CriterionLevels && !criterion.levels.is_empty() {
        mismatch(
            "level",
            format!("{id:?} has levels, which count only with model = \"criterion_levels\""),
            "leave them out, or change the model",
        );
    }
    if let Some(shown_at) = criterion.shown_at {
        let most = criterion.max_points(model);
        if model != Model::DetailPoints {
            mismatch(
                "shown_at",
                String::from("shown_at counts only with model = \"detail_points\""),
                "leave it out",
            );
        } else if shown_at == 0 || shown_at > most {
            findings.error(
                ProblemCode::OutOfRange,
                path.field("shown_at"),
                format!("shown_at = {shown_at}, and {id:?} gives 1 to {most} points"),
            );
        }
    }
    details(criterion, path, findings);
    levels(&criterion.levels, path, findings);
}

fn details(criterion: &Criterion, path: &FieldPath, findings: &mut Findings) {
    for (at, detail) in criterion.details.iter().enumerate() {
        let place = path.entry("detail", at);
        if detail.points == 0 {
            findings
                .error(
                    ProblemCode::OutOfRange,
                    place.field("points"),
                    "a detail that gives nothing is not looked for",
                )
                .propose("points = 1");
        }
    }
}

fn levels(levels: &[Level], path: &FieldPath, findings: &mut Findings) {
    for (at, level) in levels.iter().enumerate() {
        let place = path.entry("level", at);
        present(&level.title, &place.field("title"), findings);
    }
    for (at, pair) in levels.windows(2).enumerate() {
        let place = path.entry("level", at + 1);
        if pair[1].points <= pair[0].points {
            findings
                .error(
                    ProblemCode::OutOfRange,
                    place.field("points"),
                    format!(
                        "{:?} gives {} points, no more than {:?} below it",
                        pair[1].id, pair[1].points, pair[0].id
                    ),
                )
                .propose("write the levels from the lowest to the highest");
        }
        if pair[0].shown && !pair[1].shown {
            findings
                .error(
                    ProblemCode::OutOfRange,
                    place.field("shown"),
                    format!(
                        "{:?} is above {:?}, at which the criterion counts as shown",
                        pair[1].id, pair[0].id
                    ),
                )
                .propose("shown = true");
        }
    }
}

/// Conditions, and the limits that cap.
fn conditions(definition: &Definition, path: &FieldPath, findings: &mut Findings) {
    let rubric = &definition.rubric;
    let limits = definition.limits();
    for (at, condition) in rubric.conditions.iter().enumerate() {
        let place = path.entry("condition", at);
        let bands = rubric.bands.iter().map(|band| band.id.as_str());
        let caps_to = place.field("caps_to");
        let is_known = known(&condition.caps_to, "band", bands, &caps_to, findings);
        let highest = rubric.bands.last().map(|band| &band.id);
        if is_known && highest == Some(&condition.caps_to) {
            findings
                .error(
                    ProblemCode::OutOfRange,
                    caps_to,
                    format!(
                        "{:?} is the highest band, so nothing is capped",
                        condition.caps_to
                    ),
                )
                .propose("name a lower band");
        }
        if let ConditionCheck::Limit(name) = &condition.check {
            let place = place.field("check").field("limit");
            let names = limits.iter().map(|limit| limit.name.as_str());
            known(name, "limit", names, &place, findings);
            if limits
                .iter()
                .any(|limit| limit.name == *name && !limit.caps)
            {
                findings
                    .error(
                        ProblemCode::ConditionWithoutCap,
                        place,
                        format!(
                            "the limit {name:?} does not cap the result, so this is never asked"
                        ),
                    )
                    .propose("give the limit \"cap_band\"");
            }
        }
    }
    for limit in limits.iter().filter(|limit| limit.caps) {
        let is_named = rubric
            .conditions
            .iter()
            .any(|condition| condition.check == ConditionCheck::Limit(limit.name.clone()));
        if !is_named {
            findings
                .error(
                    ProblemCode::CapWithoutCondition,
                    limit.path.clone(),
                    "the limit caps the result, and no condition says to which band".to_string(),
                )
                .propose(format!(
                    "add a [[rubric.condition]] with check = {{ limit = {:?} }}",
                    limit.name
                ));
        }
    }
}
