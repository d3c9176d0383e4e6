//! The pass rule: that it speaks of what is there, and that somebody can pass.

use std::collections::BTreeSet;

use super::ids::known;
use crate::domain::credential::problem::{FieldPath, Findings, ProblemCode};
use crate::domain::credential::{Definition, Model, Outcome, PassRule};
use crate::domain::scoring::{NoThreshold, passing_totals};

/// How deep a rule may be. Nobody reads a deeper one.
const DEEPEST: usize = 8;

pub(super) fn check(definition: &Definition, path: &FieldPath, findings: &mut Findings) {
    rule(definition, &definition.rubric.pass, path, 1, findings);
}

fn rule(
    definition: &Definition,
    pass: &PassRule,
    path: &FieldPath,
    depth: usize,
    findings: &mut Findings,
) {
    if depth > DEEPEST {
        findings.error(
            ProblemCode::TooDeep,
            path.clone(),
            format!("the pass rule is more than {DEEPEST} levels deep"),
        );
        return;
    }
    match pass {
        PassRule::AllOf(rules) => {
            several(definition, rules, &path.field("all_of"), depth, findings);
        }
        PassRule::AnyOf(rules) => {
            several(definition, rules, &path.field("any_of"), depth, findings);
        }
        PassRule::Not(inner) => rule(definition, inner, &path.field("not"), depth + 1, findings),
        _ => leaf(definition, pass, path, findings),
    }
}

fn several(
    definition: &Definition,
    rules: &[PassRule],
    path: &FieldPath,
    depth: usize,
    findings: &mut Findings,
) {
    if rules.is_empty() {
        findings.error(
            ProblemCode::NothingThere,
            path.clone(),
            "there is no demand in this list",
        );
    }
    for (at, inner) in rules.iter().enumerate() {
        rule(definition, inner, &path.item(at), depth + 1, findings);
    }
}

fn leaf(definition: &Definition, pass: &PassRule, path: &FieldPath, findings: &mut Findings) {
    let rubric = &definition.rubric;
    let criteria = || rubric.criteria.iter().map(|one| one.id.as_str());
    match pass {
        PassRule::AllOf(_) | PassRule::AnyOf(_) | PassRule::Not(_) => {}
        PassRule::TotalAtLeast(least) => {
            let most = rubric.max_points();
            reachable(*least, most, &path.field("total_at_least"), findings);
        }
        PassRule::EveryCriterionAtLeast(least) => {
            let place = path.field("every_criterion_at_least");
            let each = rubric.criteria.iter();
            let most = each.map(|one| one.max_points(rubric.model)).min();
            reachable(*least, most.unwrap_or(0), &place, findings);
        }
        PassRule::CriterionAtLeast { criterion, points } => {
            let place = path.field("criterion_at_least");
            let at = place.field("criterion");
            if known(criterion, "criterion", criteria(), &at, findings) {
                let one = rubric.criteria.iter().find(|one| one.id == *criterion);
                let most = one.map_or(0, |one| one.max_points(rubric.model));
                reachable(*points, most, &place.field("points"), findings);
            }
        }
        PassRule::ComponentsTouchedAtLeast(least) => {
            let all = rubric.criteria.iter();
            let all: BTreeSet<_> = all.filter_map(|one| one.component.as_ref()).collect();
            let most = u32::try_from(all.len()).unwrap_or(u32::MAX);
            reachable(
                *least,
                most,
                &path.field("components_touched_at_least"),
                findings,
            );
        }
        PassRule::PartPassed(part) => part_passed(definition, part, path, findings),
        PassRule::ConditionMet(condition) => {
            let all = rubric.conditions.iter().map(|one| one.id.as_str());
            let place = path.field("condition_met");
            known(condition, "condition", all, &place, findings);
        }
        PassRule::LevelIs { criterion, level } => {
            level_is(
                definition,
                criterion,
                level,
                &path.field("level_is"),
                findings,
            );
        }
    }
}

fn reachable(least: u32, most: u32, path: &FieldPath, findings: &mut Findings) {
    if least == 0 || least > most {
        findings
            .error(
                ProblemCode::OutOfRange,
                path.clone(),
                format!("{least} is demanded, and there can be 1 to {most}"),
            )
            .propose(format!("a number from 1 to {most}"));
    }
}

fn part_passed(definition: &Definition, part: &str, path: &FieldPath, findings: &mut Findings) {
    let place = path.field("part_passed");
    let parts = definition.parts.iter().map(|one| one.id.as_str());
    let rubric = &definition.rubric;
    if known(part, "part", parts, &place, findings)
        && !rubric.criteria.iter().any(|one| one.parts == [part])
    {
        findings
            .error(
                ProblemCode::PartWithoutCriterion,
                place,
                format!(
                    "no criterion is looked for in {part:?} alone, so it cannot pass by itself"
                ),
            )
            .propose(format!("give a criterion parts = [{part:?}]"));
    }
}

fn level_is(
    definition: &Definition,
    criterion: &str,
    level: &str,
    path: &FieldPath,
    findings: &mut Findings,
) {
    let rubric = &definition.rubric;
    if rubric.model != Model::CriterionLevels {
        findings.error(
            ProblemCode::ModelMismatch,
            path.clone(),
            "criteria have levels only with model = \"criterion_levels\"",
        );
        return;
    }
    let criteria = rubric.criteria.iter().map(|one| one.id.as_str());
    if known(
        criterion,
        "criterion",
        criteria,
        &path.field("criterion"),
        findings,
    ) && let Some(one) = rubric.criteria.iter().find(|one| one.id == criterion)
    {
        let levels = one.levels.iter().map(|level| level.id.as_str());
        known(level, "level", levels, &path.field("level"), findings);
    }
}

/// Whether work can pass, and can reach every band that passes. Asked only of a rubric that is right otherwise.
pub(super) fn reach(definition: &Definition, path: &FieldPath, findings: &mut Findings) {
    let rubric = &definition.rubric;
    match passing_totals(rubric) {
        Err(NoThreshold::TooComplex) => {
            findings
                .error(
                    ProblemCode::PassTooComplex,
                    path.field("pass"),
                    "the lowest total that passes could not be found, so no gradebook can be told",
                )
                .propose("say it with fewer demands");
        }
        Err(NoThreshold::Unreachable) => {
            findings.error(
                ProblemCode::PassUnreachable,
                path.field("pass"),
                "no work can fulfil the pass rule and be in a band that passes",
            );
        }
        Ok(totals) => {
            for (at, band) in rubric.bands.iter().enumerate() {
                let is_reached = totals.range(band.min..=band.max).next().is_some();
                if band.outcome == Outcome::Pass && !is_reached {
                    findings.error(
                        ProblemCode::PassUnreachable,
                        path.entry("band", at),
                        format!(
                            "no work that fulfils the pass rule is in the band {:?}",
                            band.id
                        ),
                    );
                }
            }
        }
    }
}
