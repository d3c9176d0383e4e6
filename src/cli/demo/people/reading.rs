//! What an assessor says about a piece of work, in few words in a file, as the reading that the desk would send. Owns that step.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::credential::{Criterion, Definition, Model};
use crate::domain::reading::{CriterionReading, Pointer, Reading};

/// What is said.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    strength: String,
    next_step: String,
    /// Details that are not evident; all others are.
    #[serde(default)]
    not_evident: Vec<String>,
    /// Conditions that are met, of those that an assessor looks at.
    #[serde(default)]
    conditions: Vec<String>,
    criteria: BTreeMap<String, Seen>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Seen {
    level: Option<String>,
    /// In which slots.
    at: Vec<String>,
    comment: String,
}

impl Told {
    /// The reading of work on this.
    pub(super) fn reading(&self, definition: &Definition) -> Reading {
        let rubric = &definition.rubric;
        let seen = rubric.criteria.iter().filter_map(|criterion| {
            let said = self.criteria.get(&criterion.id)?;
            Some((
                criterion.id.clone(),
                self.seen(rubric.model, criterion, said),
            ))
        });
        Reading {
            criteria: seen.collect(),
            conditions: self
                .conditions
                .iter()
                .map(|id| (id.clone(), true))
                .collect(),
            strength: self.strength.clone(),
            next_step: self.next_step.clone(),
            ..Reading::default()
        }
    }

    fn seen(&self, model: Model, criterion: &Criterion, said: &Seen) -> CriterionReading {
        let evident = |id: &String| (id.clone(), !self.not_evident.contains(id));
        let details = criterion.details.iter().map(|detail| evident(&detail.id));
        let pointer = |slot: &String| Pointer {
            slot: slot.clone(),
            file: None,
            at: None,
            page: None,
            quote: None,
        };
        CriterionReading {
            details: match model {
                Model::DetailPoints => details.collect(),
                Model::CriterionLevels | Model::AllMet => BTreeMap::new(),
            },
            level: said.level.clone(),
            evidence: said.at.iter().map(pointer).collect(),
            comment: said.comment.clone(),
            ..CriterionReading::default()
        }
    }
}
