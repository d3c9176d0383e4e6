//! What an earner reads of a reading (B.4.5): everything that was written for them, and nothing that was not. The private
//! note, the wish for a second reading and whose the reading is are not here, so that no page can show them.

use std::collections::BTreeMap;

use super::{CriterionReading, Insufficient, Reading};
use crate::domain::credential::{Criterion, Rubric};
use crate::domain::scoring::{self, Scores};

/// A reading as it is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feedback {
    /// What was seen, by criterion.
    pub criteria: BTreeMap<String, CriterionReading>,
    /// Whether the conditions are met that the assessor looks at, by their ids.
    pub conditions: BTreeMap<String, bool>,
    /// What the work does well.
    pub strength: String,
    /// What to do next.
    pub next_step: String,
    /// Why there was too little to go on.
    pub insufficient: Option<Insufficient>,
    scores: Scores,
}

impl Feedback {
    /// What is told of this reading, which was made with this rubric.
    #[must_use]
    pub fn new(reading: Reading, rubric: &Rubric) -> Self {
        Self {
            // Only a reading that is scored whole is submitted.
            scores: reading.scores(rubric).unwrap_or_default(),
            criteria: reading.criteria,
            conditions: reading.conditions,
            strength: reading.strength,
            next_step: reading.next_step,
            insufficient: reading.insufficient,
        }
    }

    /// The points that a criterion got.
    #[must_use]
    pub fn points(&self, rubric: &Rubric, criterion: &Criterion) -> u32 {
        scoring::seen(rubric.model, criterion, &self.scores).points
    }

    /// Whether a criterion counts as shown.
    #[must_use]
    pub fn is_shown(&self, rubric: &Rubric, criterion: &Criterion) -> bool {
        scoring::seen(rubric.model, criterion, &self.scores).is_shown
    }

    /// Whether everything that is looked for in a part was shown. A part in which nothing is looked for has nothing to
    /// show, and is none of those that can stay as they are.
    #[must_use]
    pub fn is_part_shown(&self, rubric: &Rubric, part: &str) -> bool {
        let mut sought = rubric
            .criteria
            .iter()
            .filter(|criterion| criterion.parts.iter().any(|id| id == part))
            .peekable();
        sought.peek().is_some() && sought.all(|criterion| self.is_shown(rubric, criterion))
    }

    /// Whether something was written about what is looked for in a part.
    #[must_use]
    pub fn speaks_of(&self, rubric: &Rubric, part: &str) -> bool {
        rubric.criteria.iter().any(|criterion| {
            criterion.parts.iter().any(|id| id == part) && self.criteria.contains_key(&criterion.id)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::credential::sample::worked_rubric;

    /// A reading in which the first so many details of each criterion are evident.
    fn reading(rubric: &Rubric, evident: usize) -> Reading {
        let mut reading = Reading::default();
        for criterion in &rubric.criteria {
            let seen = reading.criteria.entry(criterion.id.clone()).or_default();
            for (at, detail) in criterion.details.iter().enumerate() {
                seen.details.insert(detail.id.clone(), at < evident);
            }
        }
        reading
    }

    #[test]
    fn points_and_what_is_shown_follow_from_what_was_seen() {
        let rubric = worked_rubric();
        let all = Feedback::new(reading(&rubric, usize::MAX), &rubric);
        let one = Feedback::new(reading(&rubric, 1), &rubric);
        for criterion in &rubric.criteria {
            assert_eq!(
                all.points(&rubric, criterion),
                criterion.max_points(rubric.model)
            );
            assert!(all.is_shown(&rubric, criterion));
            assert_eq!(one.points(&rubric, criterion), criterion.details[0].points);
        }
    }

    #[test]
    fn a_part_is_shown_when_all_that_is_looked_for_in_it_is() {
        let mut rubric = worked_rubric();
        for criterion in &mut rubric.criteria {
            criterion.parts = vec![String::from("work")];
        }
        let last = rubric.criteria.len() - 1;
        rubric.criteria[last].parts.push(String::from("other"));
        let mut almost = reading(&rubric, usize::MAX);
        let first = &rubric.criteria[0];
        let seen = almost.criteria.get_mut(&first.id).unwrap();
        for is_evident in seen.details.values_mut() {
            *is_evident = false;
        }
        let feedback = Feedback::new(almost, &rubric);
        assert!(!feedback.is_part_shown(&rubric, "work"));
        assert!(feedback.is_part_shown(&rubric, "other"));
        assert!(!feedback.is_part_shown(&rubric, "no-such-part"));
        assert!(feedback.speaks_of(&rubric, "work"));
        assert!(!feedback.speaks_of(&rubric, "no-such-part"));
    }
}
