//! Readings: what an assessor writes about work that was handed in (B.1.7, B.4.5). Owns the shape of a reading as it is stored
//! and travels between page and server, and the step from it to scores.
//!
//! A reading tells "not looked at yet" from "not found", which scores cannot: nothing is totalled while something is open.

mod carry;
mod feedback;
mod reference;
mod review;
#[cfg(test)]
mod review_tests;
pub mod second;
pub mod slot;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::credential::{Rubric, Seconds};
use super::id::{AttemptId, FileId};
use super::scoring::Scores;

pub use carry::carry;
pub use feedback::Feedback;
pub use reference::{LONGEST_TEXT, Unknown, is_too_long, unknown};
pub use review::{LEAST_WORDS, Missing, Review, conditions, points_by_criterion, review};

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
    /// That it was looked for everywhere and is nowhere.
    pub none_found: bool,
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

/// What assessors call somebody's work by: it names nobody, and stays the same for one attempt.
#[must_use]
pub fn code(id: AttemptId) -> String {
    let digits = id.to_string().replace('-', "").to_uppercase();
    let last = &digits[digits.len() - 8..];
    format!("{}-{}", &last[..4], &last[4..])
}

impl Reading {
    /// The same without what no database keeps in a text.
    #[must_use]
    pub fn without_nul(mut self) -> Self {
        let clean = |text: &mut String| text.retain(|letter| letter != '\0');
        for seen in self.criteria.values_mut() {
            clean(&mut seen.comment);
            let of_details = seen.detail_evidence.values_mut().flatten();
            for pointer in seen.evidence.iter_mut().chain(of_details) {
                clean(&mut pointer.slot);
                pointer.quote.iter_mut().for_each(clean);
            }
        }
        for text in [
            &mut self.strength,
            &mut self.next_step,
            &mut self.private_note,
        ] {
            clean(text);
        }
        self
    }

    /// The scores, once every criterion is scored whole; `None` before.
    #[must_use]
    pub fn scores(&self, rubric: &Rubric) -> Option<Scores> {
        let of_criteria = rubric.criteria.iter().map(|criterion| {
            let seen = self.criteria.get(&criterion.id)?;
            let score = seen.score(rubric.model, criterion)?;
            Some((criterion.id.clone(), score))
        });
        of_criteria.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::credential::Model;
    use crate::domain::credential::sample::worked_rubric;
    use crate::domain::scoring::Score;

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
