//! Whether a pass rule holds.

use std::collections::BTreeSet;

use super::{CriterionStanding, Standing};
use crate::domain::credential::PassRule;

pub(super) fn holds(rule: &PassRule, standing: &Standing<'_>) -> bool {
    let of = |id: &str| standing.criteria.iter().find(|one| one.criterion.id == id);
    match rule {
        PassRule::AllOf(rules) => rules.iter().all(|rule| holds(rule, standing)),
        PassRule::AnyOf(rules) => rules.iter().any(|rule| holds(rule, standing)),
        PassRule::Not(rule) => !holds(rule, standing),
        PassRule::TotalAtLeast(least) => standing.total >= *least,
        PassRule::CriterionAtLeast { criterion, points } => {
            of(criterion).is_some_and(|one| one.points >= *points)
        }
        PassRule::EveryCriterionAtLeast(least) => {
            standing.criteria.iter().all(|one| one.points >= *least)
        }
        PassRule::ComponentsTouchedAtLeast(least) => touched(&standing.criteria) >= *least,
        PassRule::PartPassed(part) => {
            let mut of_part = standing
                .criteria
                .iter()
                .filter(|one| one.criterion.parts == [part.as_str()])
                .peekable();
            of_part.peek().is_some() && of_part.all(|one| one.is_shown)
        }
        PassRule::ConditionMet(condition) => standing.is_met(condition),
        PassRule::LevelIs { criterion, level } => {
            of(criterion).is_some_and(|one| one.level == Some(level))
        }
    }
}

/// How many components have a point.
fn touched(criteria: &[CriterionStanding<'_>]) -> u32 {
    let with_points = criteria.iter().filter(|one| one.points > 0);
    let components: BTreeSet<_> = with_points
        .filter_map(|one| one.criterion.component.as_deref())
        .collect();
    u32::try_from(components.len()).unwrap_or(u32::MAX)
}
