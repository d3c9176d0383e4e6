//! Scores of an earlier attempt for what was not changed since (B.4.10, Q-28). Owns which they are; they are only offered, and
//! an assessor confirms or changes each.

use super::Reading;
use crate::domain::credential::{Definition, ResubmitScope};
use crate::domain::handed::Handed;

/// What an earlier reading saw of criteria whose parts are as they were. Nothing where everything is handed in anew.
#[must_use]
pub fn carry(
    definition: &Definition,
    earlier: &Handed,
    now: &Handed,
    reading: &Reading,
) -> Reading {
    if definition.attempts.resubmit != ResubmitScope::FailedParts {
        return Reading::default();
    }
    let changed = now.changed_slots(earlier);
    let is_unchanged = |part: &String| {
        let of_part = definition.parts.iter().find(|known| known.id == *part);
        of_part.is_some_and(|part| part.slots.iter().all(|slot| !changed.contains(&slot.id)))
    };
    let criteria = definition.rubric.criteria.iter();
    let unchanged =
        criteria.filter(|one| !one.parts.is_empty() && one.parts.iter().all(is_unchanged));
    let seen = unchanged.filter_map(|criterion| {
        let mut seen = reading.criteria.get(&criterion.id)?.clone();
        // Places in files of the earlier attempt are places in other files now.
        seen.evidence.retain(|pointer| pointer.file.is_none());
        for pointers in seen.detail_evidence.values_mut() {
            pointers.retain(|pointer| pointer.file.is_none());
        }
        seen.detail_evidence
            .retain(|_, pointers| !pointers.is_empty());
        Some((criterion.id.clone(), seen))
    });
    Reading {
        criteria: seen.collect(),
        ..Reading::default()
    }
}
