//! From what an assessor saw to a decision (B.4.3): points, band, caps, pass rule, and the score that an LMS is told
//! (D.2). Integer arithmetic on plain data; the same input gives the same result on every machine.

mod rule;
mod search;
mod threshold;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::credential::{Band, Criterion, Model, Outcome, Rubric};

pub use threshold::{NoThreshold, passing_totals, threshold};

/// What an assessor saw, by the criterion's id.
pub type Scores = BTreeMap<String, Score>;

/// Which conditions are met, by their ids: the assessor's word and what the tool found about limits.
pub type Conditions = BTreeMap<String, bool>;

/// What an assessor saw of one criterion, as the rubric's model asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Score {
    /// The ids of the details that are evident in at least one part.
    Evident(BTreeSet<String>),
    /// The id of the level.
    Level(String),
    /// Whether it is met.
    Met(bool),
}

/// What follows from the scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scoring {
    /// All points together.
    pub total: u32,
    /// The id of the band that the total lies in; `None` only for a rubric that has a gap.
    pub band_by_points: Option<String>,
    /// The id of the band that the decision names, after caps and pass rule.
    pub band: Option<String>,
    /// The decision.
    pub outcome: Outcome,
    /// Whether the assessor has to give a reason and a coach is offered: there was too little to go on.
    pub insufficient: bool,
    /// The score for a gradebook column whose maximum is the rubric's: reaches the threshold exactly when the outcome
    /// is to pass.
    pub posted_points: u32,
}

/// The decision about these scores. A criterion without a score has no points, details and levels that the rubric
/// does not know have none either, and a condition of which nothing is known is not met.
#[must_use]
pub fn score(rubric: &Rubric, scores: &Scores, conditions: &Conditions) -> Scoring {
    let standing = Standing::new(rubric, scores, conditions);
    let decided = decide(rubric, &standing);
    let total = standing.total;
    let id_of = |band: Option<&Band>| band.map(|band| band.id.clone());
    Scoring {
        total,
        band_by_points: id_of(decided.by_points),
        band: id_of(decided.band),
        outcome: decided.outcome,
        insufficient: decided
            .by_points
            .and_then(|band| band.insufficient_below)
            .is_some_and(|below| total < below),
        posted_points: posted(rubric, total, decided.outcome),
    }
}

/// What the scores say of one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its points.
    pub points: u32,
    /// Whether it counts as shown.
    pub is_shown: bool,
}

/// What these scores say of one criterion of a rubric of this model.
#[must_use]
pub fn seen(model: Model, criterion: &Criterion, scores: &Scores) -> Seen {
    let standing = CriterionStanding::new(model, criterion, scores);
    Seen {
        points: standing.points,
        is_shown: standing.is_shown,
    }
}

/// A decision before it is told to anybody.
struct Decided<'a> {
    by_points: Option<&'a Band>,
    band: Option<&'a Band>,
    outcome: Outcome,
}

fn decide<'a>(rubric: &'a Rubric, standing: &Standing<'_>) -> Decided<'a> {
    let bands = in_order(rubric);
    let by_points = bands
        .iter()
        .position(|band| (band.min..=band.max).contains(&standing.total));
    let cap = rubric
        .conditions
        .iter()
        .filter(|condition| !standing.is_met(&condition.id))
        .filter_map(|condition| bands.iter().position(|band| band.id == condition.caps_to))
        .min();
    let capped = match (by_points, cap) {
        (Some(band), Some(cap)) => Some(band.min(cap)),
        (band, _) => band,
    };
    let passes = capped.is_some_and(|band| bands[band].outcome == Outcome::Pass)
        && rule::holds(&rubric.pass, standing);
    let band = if passes {
        capped
    } else {
        // A decision to revise never shows a band that passes.
        let highest = || {
            bands
                .iter()
                .rposition(|band| band.outcome == Outcome::Revise)
        };
        capped
            .filter(|band| bands[*band].outcome == Outcome::Revise)
            .or_else(highest)
    };
    Decided {
        by_points: by_points.map(|band| bands[band]),
        band: band.map(|band| bands[band]),
        outcome: if passes {
            Outcome::Pass
        } else {
            Outcome::Revise
        },
    }
}

/// The total, moved to the right side of the threshold where the decision is another than the points say.
fn posted(rubric: &Rubric, total: u32, outcome: Outcome) -> u32 {
    match (threshold(rubric), outcome) {
        (Ok(threshold), Outcome::Pass) => total.max(threshold),
        (Ok(threshold), Outcome::Revise) => total.min(threshold.saturating_sub(1)),
        // Nothing reaches what cannot be reached; such a rubric is not published.
        (Err(_), _) => total,
    }
}

/// Bands from the lowest, whatever order they are written in.
fn in_order(rubric: &Rubric) -> Vec<&Band> {
    let mut bands: Vec<_> = rubric.bands.iter().collect();
    bands.sort_by_key(|band| band.min);
    bands
}

/// Where each criterion stands.
struct Standing<'a> {
    rubric: &'a Rubric,
    total: u32,
    criteria: Vec<CriterionStanding<'a>>,
    conditions: &'a Conditions,
}

struct CriterionStanding<'a> {
    criterion: &'a Criterion,
    points: u32,
    level: Option<&'a str>,
    is_shown: bool,
}

impl<'a> Standing<'a> {
    fn new(rubric: &'a Rubric, scores: &Scores, conditions: &'a Conditions) -> Self {
        let criteria: Vec<_> = rubric
            .criteria
            .iter()
            .map(|criterion| CriterionStanding::new(rubric.model, criterion, scores))
            .collect();
        Self {
            rubric,
            total: criteria
                .iter()
                .map(|criterion| criterion.points)
                .fold(0, u32::saturating_add),
            criteria,
            conditions,
        }
    }

    fn is_met(&self, condition: &str) -> bool {
        let is_known = self.rubric.conditions.iter().any(|one| one.id == condition);
        is_known && self.conditions.get(condition).copied().unwrap_or(false)
    }
}

impl<'a> CriterionStanding<'a> {
    fn new(model: Model, criterion: &'a Criterion, scores: &Scores) -> Self {
        let mut standing = Self {
            criterion,
            points: 0,
            level: None,
            is_shown: false,
        };
        match (model, scores.get(&criterion.id)) {
            (Model::DetailPoints, Some(Score::Evident(evident))) => {
                let evident = criterion
                    .details
                    .iter()
                    .filter(|detail| evident.contains(&detail.id));
                standing.points = evident
                    .map(|detail| detail.points)
                    .fold(0, u32::saturating_add);
                standing.is_shown = standing.points >= shown_from(criterion, model);
            }
            (Model::CriterionLevels, Some(Score::Level(id))) => {
                if let Some(level) = criterion.levels.iter().find(|level| level.id == *id) {
                    standing.points = level.points;
                    standing.level = Some(&level.id);
                    standing.is_shown = level.shown;
                }
            }
            (Model::AllMet, Some(Score::Met(true))) => {
                standing.points = 1;
                standing.is_shown = true;
            }
            _ => {}
        }
        standing
    }
}

/// From how many points on a criterion of details counts as shown.
fn shown_from(criterion: &Criterion, model: Model) -> u32 {
    criterion
        .shown_at
        .unwrap_or_else(|| criterion.max_points(model))
}

#[cfg(test)]
mod tests;
