//! What a reading lacks before it can be submitted (B.4.5), and what it says that the pinned rubric does not know (B.7, 7).
//! Owns both lists; the points are [`crate::domain::scoring`]'s.

use std::collections::{BTreeMap, BTreeSet};

use super::{CriterionReading, Pointer, Reading};
use crate::domain::credential::{ConditionCheck, Criterion, Definition, FeedbackRule, Model};
use crate::domain::handed::Handed;
use crate::domain::id::FileId;
use crate::domain::scoring::{self, Conditions, Score, Scoring};
use crate::domain::words;

/// How many words a comment has that explains something.
pub const LEAST_WORDS: u32 = 15;
/// How long one text may be, in bytes.
pub const LONGEST_TEXT: usize = 20_000;
/// How many places may be named altogether.
pub const MOST_POINTERS: usize = 1_000;

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

/// Something that is not in the definition or the work that the reading is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unknown {
    /// A criterion.
    Criterion(String),
    /// A detail, a level, or a mark of another model than the rubric's.
    Mark {
        /// The criterion.
        criterion: String,
        /// The detail or level.
        mark: String,
    },
    /// A condition.
    Condition(String),
    /// A slot.
    Slot(String),
    /// A file.
    File(FileId),
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

/// Everything that a reading refers to and that is not in the pinned definition or in the work.
#[must_use]
pub fn unknown(definition: &Definition, handed: &Handed, reading: &Reading) -> BTreeSet<Unknown> {
    let rubric = &definition.rubric;
    let mut unknown = BTreeSet::new();
    for (id, seen) in &reading.criteria {
        let Some(criterion) = rubric.criteria.iter().find(|known| known.id == *id) else {
            unknown.insert(Unknown::Criterion(id.clone()));
            continue;
        };
        let mark = |mark: &str| Unknown::Mark {
            criterion: id.clone(),
            mark: mark.to_owned(),
        };
        let is_detail = |detail: &String| {
            let is_known = criterion.details.iter().any(|known| known.id == *detail);
            rubric.model == Model::DetailPoints && is_known
        };
        let details = seen.details.keys().chain(seen.detail_evidence.keys());
        unknown.extend(details.filter(|id| !is_detail(id)).map(|id| mark(id)));
        let is_level = |level: &&String| {
            let is_known = criterion.levels.iter().any(|known| known.id == **level);
            rubric.model == Model::CriterionLevels && is_known
        };
        unknown.extend(
            seen.level
                .iter()
                .filter(|level| !is_level(level))
                .map(|level| mark(level)),
        );
        if seen.met.is_some() && rubric.model != Model::AllMet {
            unknown.insert(mark("met"));
        }
        for pointer in seen.pointers() {
            unknown.extend(unknown_place(definition, handed, pointer));
        }
    }
    let is_condition = |id: &&String| rubric.conditions.iter().any(|known| known.id == **id);
    let conditions = reading.conditions.keys().filter(|id| !is_condition(id));
    unknown.extend(conditions.cloned().map(Unknown::Condition));
    unknown
}

fn unknown_place(definition: &Definition, handed: &Handed, pointer: &Pointer) -> Option<Unknown> {
    if definition.slot(&pointer.slot).is_none() {
        return Some(Unknown::Slot(pointer.slot.clone()));
    }
    let file = pointer.file?;
    let mut files = handed.files_in(&pointer.slot);
    let is_there = files.any(|known| known.id == file);
    (!is_there).then_some(Unknown::File(file))
}

/// Whether a text or the number of places is beyond measure.
#[must_use]
pub fn is_too_long(reading: &Reading) -> bool {
    let of_criteria = reading.criteria.values();
    let mut texts = of_criteria
        .flat_map(|seen| {
            let quotes = seen.pointers().filter_map(|pointer| pointer.quote.as_ref());
            quotes.chain([&seen.comment])
        })
        .chain([&reading.strength, &reading.next_step, &reading.private_note]);
    let pointers = reading
        .criteria
        .values()
        .map(|seen| seen.pointers().count());
    texts.any(|text| text.len() > LONGEST_TEXT) || pointers.sum::<usize>() > MOST_POINTERS
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
