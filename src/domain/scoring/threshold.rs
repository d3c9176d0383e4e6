//! The lowest total with which work can pass: what a gradebook and a gate are told.
//!
//! The method is exact. Criteria are taken one after the other, and of all ways to score them only what the pass
//! rule can tell apart is kept: the total, and for each of the rule's demands whether it holds so far. Two ways that
//! agree in this are one state, so the number of states grows with the points and the demands and not with the ways
//! to score. A condition that the rule speaks of is one more choice, met or not, of which the second caps the band;
//! all others are taken as met, because not meeting them never helps.
//!
//! Bounds: 100,000 states, 64 demands in the rule, 1,000 points. A rubric beyond them has no
//! threshold and is not published.

use std::collections::{BTreeSet, HashSet};

use super::in_order;
use super::search::{Search, advance};
use crate::domain::credential::{Model, Outcome, PassRule, Rubric};

/// More points than any gradebook column of ours.
const MOST_POINTS: u32 = 1_000;

/// Why a rubric has no threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoThreshold {
    /// No scoring passes.
    #[error("no work can pass")]
    Unreachable,
    /// The rubric is beyond the bounds of the search.
    #[error("the pass rule is too laborious to find the lowest total that passes")]
    TooComplex,
}

/// The lowest total for which some scoring passes.
///
/// # Errors
/// When none does, or the rubric is beyond the bounds.
pub fn threshold(rubric: &Rubric) -> Result<u32, NoThreshold> {
    // The usual rule, without a search: the points themselves decide.
    if let PassRule::TotalAtLeast(least) = rubric.pass
        && rubric.model == Model::DetailPoints
        && has_every_total(rubric)
    {
        let bands = in_order(rubric);
        let passing = bands.iter().filter(|band| band.outcome == Outcome::Pass);
        let lowest = passing
            .filter(|band| band.max >= least)
            .map(|band| band.min.max(least))
            .min();
        return lowest
            .filter(|total| *total <= rubric.max_points())
            .ok_or(NoThreshold::Unreachable);
    }
    let totals = passing_totals(rubric)?;
    totals.first().copied().ok_or(NoThreshold::Unreachable)
}

/// Whether every total can be reached, because each detail gives one point.
fn has_every_total(rubric: &Rubric) -> bool {
    let mut details = rubric.criteria.iter().flat_map(|one| &one.details);
    details.all(|detail| detail.points == 1)
}

/// All totals for which some scoring passes; never empty.
///
/// # Errors
/// When there is none, or the rubric is beyond the bounds.
pub fn passing_totals(rubric: &Rubric) -> Result<BTreeSet<u32>, NoThreshold> {
    if rubric.max_points() > MOST_POINTS {
        return Err(NoThreshold::TooComplex);
    }
    let search = Search::new(rubric)?;
    let mut states = HashSet::from([search.start()]);
    for criterion in &search.criteria {
        states = advance(&states, &search.choices(criterion))?;
    }
    for condition in 0..rubric.conditions.len() {
        if let Some(choices) = search.condition_choices(condition) {
            states = advance(&states, &choices)?;
        }
    }
    let passing = states.iter().filter(|state| search.passes(state));
    let totals: BTreeSet<_> = passing.map(|state| state.total).collect();
    if totals.is_empty() {
        return Err(NoThreshold::Unreachable);
    }
    Ok(totals)
}
