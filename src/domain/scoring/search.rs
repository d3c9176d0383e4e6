//! The search behind the threshold: states, and the choices that lead from one to the next.

use std::collections::{BTreeSet, HashSet};

use super::threshold::NoThreshold;
use super::{in_order, shown_from};
use crate::domain::credential::{Criterion, Model, Outcome, PassRule, Rubric};

/// More states than any rubric that a person can apply.
const MOST_STATES: usize = 100_000;
const MOST_DEMANDS: usize = 64;

/// What the rule can tell apart of the criteria that were taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct State {
    pub(super) total: u32,
    /// One bit for each demand.
    held: u64,
    /// How many components have a point, of those that were left behind.
    touched: u32,
    /// Whether the component that is being taken has one.
    is_touching: bool,
    /// The lowest band that an unmet condition caps to.
    cap: usize,
}

/// One way to score a criterion, or a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Choice {
    points: u32,
    /// Demands that hold from now on.
    gained: u64,
    /// Demands that do not hold any more.
    lost: u64,
    /// Whether another component begins here.
    begins_component: bool,
    /// Whether it gives a point to a component.
    touches: bool,
    cap: usize,
}

pub(super) struct Search<'a> {
    rubric: &'a Rubric,
    /// By component, so that each is taken in one go.
    pub(super) criteria: Vec<&'a Criterion>,
    demands: Vec<&'a PassRule>,
}

impl<'a> Search<'a> {
    pub(super) fn new(rubric: &'a Rubric) -> Result<Self, NoThreshold> {
        let mut demands = Vec::new();
        collect(&rubric.pass, &mut demands)?;
        let mut criteria: Vec<_> = rubric.criteria.iter().collect();
        criteria.sort_by_key(|criterion| criterion.component.as_deref());
        Ok(Self {
            rubric,
            criteria,
            demands,
        })
    }

    /// Demands on all of something hold until one does not meet them.
    pub(super) fn start(&self) -> State {
        let mut held = 0;
        for (bit, demand) in self.demands.iter().enumerate() {
            let is_universal = match demand {
                PassRule::EveryCriterionAtLeast(_) => true,
                PassRule::PartPassed(part) => {
                    let mut criteria = self.rubric.criteria.iter();
                    criteria.any(|criterion| criterion.parts == [part.as_str()])
                }
                _ => false,
            };
            held |= u64::from(is_universal) << bit;
        }
        State {
            total: 0,
            held,
            touched: 0,
            is_touching: false,
            cap: usize::MAX,
        }
    }

    pub(super) fn choices(&self, criterion: &Criterion) -> HashSet<Choice> {
        let at = self
            .criteria
            .iter()
            .position(|one| std::ptr::eq(*one, criterion));
        let before = at
            .and_then(|at| at.checked_sub(1))
            .map(|at| self.criteria[at]);
        let begins_component = before.is_none_or(|before| before.component != criterion.component);
        ways(self.rubric.model, criterion)
            .into_iter()
            .map(|way| {
                let mut choice = Choice {
                    points: way.points,
                    gained: 0,
                    lost: 0,
                    begins_component,
                    touches: way.points > 0 && criterion.component.is_some(),
                    cap: usize::MAX,
                };
                for (bit, demand) in self.demands.iter().enumerate() {
                    let (gains, loses) = effect(demand, criterion, &way);
                    choice.gained |= u64::from(gains) << bit;
                    choice.lost |= u64::from(loses) << bit;
                }
                choice
            })
            .collect()
    }

    /// Met and not met, for a condition that the rule speaks of.
    pub(super) fn condition_choices(&self, index: usize) -> Option<HashSet<Choice>> {
        let condition = &self.rubric.conditions[index];
        let mut gained = 0;
        for (bit, demand) in self.demands.iter().enumerate() {
            let is_asked = matches!(demand, PassRule::ConditionMet(id) if *id == condition.id);
            gained |= u64::from(is_asked) << bit;
        }
        if gained == 0 {
            return None;
        }
        let bands = in_order(self.rubric);
        let cap = bands.iter().position(|band| band.id == condition.caps_to);
        let choice = |gained, cap| Choice {
            points: 0,
            gained,
            lost: 0,
            begins_component: false,
            touches: false,
            cap,
        };
        Some(HashSet::from([
            choice(gained, usize::MAX),
            choice(0, cap.unwrap_or(usize::MAX)),
        ]))
    }

    pub(super) fn passes(&self, state: &State) -> bool {
        let bands = in_order(self.rubric);
        let band = bands
            .iter()
            .position(|band| (band.min..=band.max).contains(&state.total));
        band.is_some_and(|band| bands[band.min(state.cap)].outcome == Outcome::Pass)
            && self.holds(&self.rubric.pass, state)
    }

    fn holds(&self, rule: &PassRule, state: &State) -> bool {
        match rule {
            PassRule::AllOf(rules) => rules.iter().all(|rule| self.holds(rule, state)),
            PassRule::AnyOf(rules) => rules.iter().any(|rule| self.holds(rule, state)),
            PassRule::Not(rule) => !self.holds(rule, state),
            PassRule::TotalAtLeast(least) => state.total >= *least,
            PassRule::ComponentsTouchedAtLeast(least) => {
                state.touched + u32::from(state.is_touching) >= *least
            }
            demand => {
                let bit = self.demands.iter().position(|one| *one == demand);
                bit.is_some_and(|bit| state.held >> bit & 1 == 1)
            }
        }
    }
}

/// Every state with every choice.
pub(super) fn advance(
    states: &HashSet<State>,
    choices: &HashSet<Choice>,
) -> Result<HashSet<State>, NoThreshold> {
    let mut next = HashSet::new();
    for state in states {
        for choice in choices {
            let left_behind = choice.begins_component && state.is_touching;
            next.insert(State {
                total: state.total + choice.points,
                held: (state.held | choice.gained) & !choice.lost,
                touched: state.touched + u32::from(left_behind),
                is_touching: (state.is_touching && !choice.begins_component) || choice.touches,
                cap: state.cap.min(choice.cap),
            });
        }
        if next.len() > MOST_STATES {
            return Err(NoThreshold::TooComplex);
        }
    }
    Ok(next)
}

/// The demands that need a bit: all but those on the total and on components, which have a number.
fn collect<'a>(rule: &'a PassRule, demands: &mut Vec<&'a PassRule>) -> Result<(), NoThreshold> {
    match rule {
        PassRule::AllOf(rules) | PassRule::AnyOf(rules) => {
            for rule in rules {
                collect(rule, demands)?;
            }
        }
        PassRule::Not(rule) => collect(rule, demands)?,
        PassRule::TotalAtLeast(_) | PassRule::ComponentsTouchedAtLeast(_) => {}
        demand if demands.contains(&demand) => {}
        demand => demands.push(demand),
    }
    if demands.len() > MOST_DEMANDS {
        return Err(NoThreshold::TooComplex);
    }
    Ok(())
}

/// One outcome of a criterion.
struct Way<'a> {
    points: u32,
    level: Option<&'a str>,
    is_shown: bool,
}

fn ways(model: Model, criterion: &Criterion) -> Vec<Way<'_>> {
    let plain = |points, is_shown| Way {
        points,
        level: None,
        is_shown,
    };
    match model {
        Model::DetailPoints => {
            let shown_from = shown_from(criterion, model);
            let mut sums = BTreeSet::from([0]);
            for detail in &criterion.details {
                let with: Vec<_> = sums.iter().map(|sum: &u32| sum + detail.points).collect();
                sums.extend(with);
            }
            let sums = sums.into_iter();
            sums.map(|sum| plain(sum, sum >= shown_from)).collect()
        }
        Model::CriterionLevels => {
            let levels = criterion.levels.iter().map(|level| Way {
                points: level.points,
                level: Some(&level.id),
                is_shown: level.shown,
            });
            levels.chain([plain(0, false)]).collect()
        }
        Model::AllMet => vec![plain(0, false), plain(1, true)],
    }
}

/// Whether a demand begins to hold, or ceases to, when a criterion comes out this way.
fn effect(demand: &PassRule, criterion: &Criterion, way: &Way<'_>) -> (bool, bool) {
    match demand {
        PassRule::CriterionAtLeast {
            criterion: id,
            points,
        } => (*id == criterion.id && way.points >= *points, false),
        PassRule::LevelIs {
            criterion: id,
            level,
        } => (*id == criterion.id && way.level == Some(level), false),
        PassRule::EveryCriterionAtLeast(least) => (false, way.points < *least),
        PassRule::PartPassed(part) => (false, criterion.parts == [part.as_str()] && !way.is_shown),
        _ => (false, false),
    }
}
