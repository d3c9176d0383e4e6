//! What a reading refers to: only to what the pinned rubric and the work have (B.7, 7), and not without end.

use std::collections::BTreeSet;

use super::{Pointer, Reading};
use crate::domain::credential::{Definition, Model};
use crate::domain::handed::Handed;
use crate::domain::id::FileId;

/// How long one text may be, in bytes.
pub const LONGEST_TEXT: usize = 20_000;
/// How many places may be named altogether.
pub const MOST_POINTERS: usize = 1_000;

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
