//! Readings: what an assessor writes about work that was handed in (B.1.7, B.4.5). Owns the shape of a reading as it is stored
//! and travels between page and server, and the step from it to scores.
//!
//! A reading tells "not looked at yet" from "not found", which scores cannot: nothing is totalled while something is open.

mod feedback;

use std::collections::BTreeMap;

pub use feedback::Feedback;
use serde::{Deserialize, Serialize};

use super::credential::{Criterion, Model, Rubric, Seconds};
use super::id::FileId;
use super::scoring::{Score, Scores};

/// Everything that an assessor writes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reading {
    /// What was seen, by criterion.
    pub criteria: BTreeMap<String, CriterionReading>,
    /// Whether the conditions are met that the assessor looks at, by their ids.
    pub conditions: BTreeMap<String, bool>,
    /// What the work does well, for the earner.
    pub strength: String,
    /// What to do next, for the earner.
    pub next_step: String,
    /// For other assessors and auditors; never for the earner.
    pub private_note: String,
    /// Why there was too little to go on, where the total says so.
    pub insufficient: Option<Insufficient>,
    /// Whether the assessor wants somebody else to read it too.
    pub asks_for_second: bool,
}

/// What was seen of one criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CriterionReading {
    /// For details: whether each is evident, by its id. One that is absent was not looked at yet.
    pub details: BTreeMap<String, bool>,
    /// For levels: the id of the level.
    pub level: Option<String>,
    /// For a criterion that is met or not.
    pub met: Option<bool>,
    /// Where it is to be seen: of the criterion.
    pub evidence: Vec<Pointer>,
    /// Where it is to be seen: of each detail.
    pub detail_evidence: BTreeMap<String, Vec<Pointer>>,
    /// What the earner reads about it.
    pub comment: String,
}

/// A place in the work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pointer {
    /// The slot.
    pub slot: String,
    /// The file, where it is in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileId>,
    /// The moment of a recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Seconds>,
    /// The page of a document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The words of a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
}

/// Why there was too little to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Insufficient {
    /// Nothing in it is about the skill.
    OffTopic,
    /// It is another file than it should be.
    WrongFile,
    /// A part is missing.
    PartMissing,
}

impl Insufficient {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::OffTopic, Self::WrongFile, Self::PartMissing];

    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OffTopic => "off_topic",
            Self::WrongFile => "wrong_file",
            Self::PartMissing => "part_missing",
        }
    }
}

impl Reading {
    /// The scores, once every criterion is scored whole; `None` before.
    #[must_use]
    pub fn scores(&self, rubric: &Rubric) -> Option<Scores> {
        let score = |criterion: &Criterion| {
            let seen = self.criteria.get(&criterion.id)?;
            let score = match rubric.model {
                Model::DetailPoints => {
                    let marks = criterion.details.iter().map(|detail| {
                        let is_evident = seen.details.get(&detail.id)?;
                        Some((detail.id.clone(), *is_evident))
                    });
                    let marks: Vec<_> = marks.collect::<Option<_>>()?;
                    let evident = marks.into_iter().filter(|(_, is_evident)| *is_evident);
                    Score::Evident(evident.map(|(id, _)| id).collect())
                }
                Model::CriterionLevels => {
                    let level = seen.level.as_ref()?;
                    let is_known = criterion.levels.iter().any(|known| known.id == *level);
                    Score::Level(is_known.then(|| level.clone())?)
                }
                Model::AllMet => Score::Met(seen.met?),
            };
            Some((criterion.id.clone(), score))
        };
        rubric.criteria.iter().map(score).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::credential::sample::worked_rubric;

    #[test]
    fn there_are_scores_once_every_detail_was_looked_at() {
        let rubric = worked_rubric();
        assert_eq!(rubric.model, Model::DetailPoints);
        let mut reading = Reading::default();
        for criterion in &rubric.criteria {
            assert_eq!(reading.scores(&rubric), None, "{} is open", criterion.id);
            let seen = reading.criteria.entry(criterion.id.clone()).or_default();
            for (at, detail) in criterion.details.iter().enumerate() {
                seen.details.insert(detail.id.clone(), at % 2 == 0);
            }
        }
        let scores = reading.scores(&rubric).unwrap();
        for criterion in &rubric.criteria {
            let evident = criterion.details.iter().step_by(2);
            let evident = evident.map(|detail| detail.id.clone()).collect();
            assert_eq!(scores.get(&criterion.id), Some(&Score::Evident(evident)));
        }
    }
}
