//! What a reading lacks before it can be submitted (B.4.5). Owns that list; the points are [`crate::domain::scoring`]'s.

use std::collections::BTreeMap;

use super::{CriterionReading, Pointer, Reading};
use crate::domain::credential::{ConditionCheck, Criterion, Definition, FeedbackRule, Model};
use crate::domain::scoring::{self, Conditions, Score, Scoring};
use crate::domain::words;

/// How many words a comment has that explains something.
pub const LEAST_WORDS: u32 = 15;
/// Something that is missing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// A criterion, or one of its details, was not looked at.
    Score {
        /// The criterion.
        criterion: String,
        /// The detail, where there are some.
        detail: Option<String>,
    },
    /// A comment is too short to explain something.
    Comment {
        /// The criterion.
        criterion: String,
        /// How many words it has.
        words: u32,
    },
    /// It is not said where something is to be seen, or that it is nowhere.
    Evidence {
        /// The criterion.
        criterion: String,
    },
    /// A condition was not looked at.
    Condition {
        /// Which.
        condition: String,
    },
    /// Why there was too little to go on.
    Reason,
    /// What the work does well.
    Strength,
    /// What to do next.
    NextStep,
}

/// Where a reading stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// What is missing, in the rubric's order.
    pub missing: Vec<Missing>,
    /// How many marks were made.
    pub marked: usize,
    /// How many there are to make.
    pub marks: usize,
    /// What follows, once everything is scored.
    pub scoring: Option<Scoring>,
}

impl Review {
    /// Whether it can be submitted.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty() && self.scoring.is_some()
    }

    /// Whether everything has its score, whatever words are missing.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        self.scoring.is_some()
    }
}

/// Looks at a reading. `found` is what the tool itself says about conditions; where it cannot tell, the assessor does.
#[must_use]
pub fn review(
    definition: &Definition,
    found: &BTreeMap<String, Option<bool>>,
    reading: &Reading,
) -> Review {
    let rubric = &definition.rubric;
    let nothing = CriterionReading::default();
    let mut missing = vec![];
    let (mut marked, mut marks) = (0, 0);
    for criterion in &rubric.criteria {
        let seen = reading.criteria.get(&criterion.id).unwrap_or(&nothing);
        let open = open_marks(rubric.model, criterion, seen);
        let of_it = match rubric.model {
            Model::DetailPoints => criterion.details.len(),
            Model::CriterionLevels | Model::AllMet => 1,
        };
        marks += of_it;
        marked += of_it - open.len().min(of_it);
        if open.is_empty() && needs_words(rubric.model, criterion, seen) {
            let words = words::count(&seen.comment).number;
            if words < LEAST_WORDS {
                let criterion = criterion.id.clone();
                missing.push(Missing::Comment { criterion, words });
            }
            if !seen.says_where() {
                let criterion = criterion.id.clone();
                missing.push(Missing::Evidence { criterion });
            }
        }
        missing.extend(open);
    }
    let conditions = conditions(definition, found, reading);
    for condition in &rubric.conditions {
        if !conditions.contains_key(&condition.id) {
            let condition = condition.id.clone();
            missing.push(Missing::Condition { condition });
        }
    }
    let is_answered = conditions.len() == rubric.conditions.len();
    let scores = reading.scores(rubric).filter(|_| is_answered);
    let scoring = scores.map(|scores| scoring::score(rubric, &scores, &conditions));
    let is_insufficient = scoring.as_ref().is_some_and(|one| one.insufficient);
    if is_insufficient && reading.insufficient.is_none() {
        missing.push(Missing::Reason);
    }
    for (text, what) in [
        (&reading.strength, Missing::Strength),
        (&reading.next_step, Missing::NextStep),
    ] {
        if words::count(text).number == 0 {
            missing.push(what);
        }
    }
    Review {
        missing,
        marked,
        marks,
        scoring,
    }
}

/// Whether each condition is met, by the tool where it can tell and by the assessor where it cannot; those that nobody looked
/// at are left out.
#[must_use]
pub fn conditions(
    definition: &Definition,
    found: &BTreeMap<String, Option<bool>>,
    reading: &Reading,
) -> Conditions {
    let conditions = definition.rubric.conditions.iter();
    conditions
        .filter_map(|condition| {
            let by_tool = match condition.check {
                ConditionCheck::Limit(_) => found.get(&condition.id).copied().flatten(),
                ConditionCheck::Assessor => None,
            };
            let is_met = by_tool.or_else(|| reading.conditions.get(&condition.id).copied())?;
            Some((condition.id.clone(), is_met))
        })
        .collect()
}

/// The marks that were not made yet.
fn open_marks(model: Model, criterion: &Criterion, seen: &CriterionReading) -> Vec<Missing> {
    let open = |detail: Option<&String>| Missing::Score {
        criterion: criterion.id.clone(),
        detail: detail.cloned(),
    };
    match model {
        Model::DetailPoints => {
            let details = criterion.details.iter().map(|detail| &detail.id);
            details
                .filter(|id| !seen.details.contains_key(*id))
                .map(|id| open(Some(id)))
                .collect()
        }
        Model::CriterionLevels => {
            let is_known = |id: &String| criterion.levels.iter().any(|level| level.id == *id);
            let is_set = seen.level.as_ref().is_some_and(is_known);
            (!is_set).then(|| open(None)).into_iter().collect()
        }
        Model::AllMet => seen.met.is_none().then(|| open(None)).into_iter().collect(),
    }
}

/// Whether a criterion that is scored has to be explained.
fn needs_words(model: Model, criterion: &Criterion, seen: &CriterionReading) -> bool {
    match criterion.feedback {
        FeedbackRule::Always => true,
        FeedbackRule::Never => false,
        FeedbackRule::BelowTop => points(model, criterion, seen) < criterion.max_points(model),
    }
}

fn points(model: Model, criterion: &Criterion, seen: &CriterionReading) -> u32 {
    match model {
        Model::DetailPoints => {
            let evident = |id: &String| seen.details.get(id).copied().unwrap_or(false);
            let details = criterion.details.iter().filter(|one| evident(&one.id));
            details
                .map(|detail| detail.points)
                .fold(0, u32::saturating_add)
        }
        Model::CriterionLevels => {
            let mut levels = criterion.levels.iter();
            let level = levels.find(|level| Some(&level.id) == seen.level.as_ref());
            level.map_or(0, |level| level.points)
        }
        Model::AllMet => u32::from(seen.met == Some(true)),
    }
}

/// The points of each criterion, for whoever shows them beside the total.
#[must_use]
pub fn points_by_criterion(definition: &Definition, reading: &Reading) -> BTreeMap<String, u32> {
    let rubric = &definition.rubric;
    let nothing = CriterionReading::default();
    let of = |criterion: &Criterion| {
        let seen = reading.criteria.get(&criterion.id).unwrap_or(&nothing);
        (criterion.id.clone(), points(rubric.model, criterion, seen))
    };
    rubric.criteria.iter().map(of).collect()
}

impl CriterionReading {
    /// Every place that is named.
    pub fn pointers(&self) -> impl Iterator<Item = &Pointer> {
        self.evidence
            .iter()
            .chain(self.detail_evidence.values().flatten())
    }

    /// Whether it is said where something is to be seen, or that it is nowhere.
    #[must_use]
    pub fn says_where(&self) -> bool {
        self.none_found || self.pointers().next().is_some()
    }

    /// The score, as far as it is one.
    #[must_use]
    pub fn score(&self, model: Model, criterion: &Criterion) -> Option<Score> {
        match model {
            Model::DetailPoints => {
                let marks = criterion.details.iter().map(|detail| {
                    let is_evident = self.details.get(&detail.id)?;
                    Some((detail.id.clone(), *is_evident))
                });
                let marks: Vec<_> = marks.collect::<Option<_>>()?;
                let evident = marks.into_iter().filter(|(_, is_evident)| *is_evident);
                Some(Score::Evident(evident.map(|(id, _)| id).collect()))
            }
            Model::CriterionLevels => {
                let level = self.level.as_ref()?;
                let is_known = criterion.levels.iter().any(|known| known.id == *level);
                is_known.then(|| Score::Level(level.clone()))
            }
            Model::AllMet => self.met.map(Score::Met),
        }
    }
}
