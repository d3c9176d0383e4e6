//! Slots that may be filled in place of others: another medium, or a way without students.

use super::Filling;
use super::slot::Look;
use crate::domain::credential::Slot;

/// The slot at the end of a chain of alternatives.
fn root<'d>(slot: &'d Slot, looks: &[(&'d Slot, Look)]) -> &'d Slot {
    let mut at = slot;
    // A chain is no longer than there are slots; a circle ends there too.
    for _ in looks {
        let next = at.instead_of.as_ref().and_then(|id| {
            let found = looks.iter().find(|(slot, _)| slot.id == *id);
            found.map(|(slot, _)| *slot)
        });
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// The complete slot that fills in for this one, when it is not complete itself.
pub(super) fn stand_in(slot: &Slot, looks: &[(&Slot, Look)]) -> Option<String> {
    let own = looks.iter().find(|(other, _)| other.id == slot.id);
    if own.is_some_and(|(_, look)| look.filling == Filling::Complete) {
        return None;
    }
    let wanted = &root(slot, looks).id;
    looks
        .iter()
        .find(|(other, look)| {
            other.id != slot.id
                && look.filling == Filling::Complete
                && root(other, looks).id == *wanted
        })
        .map(|(other, _)| other.id.clone())
}

/// Whether the work cannot be handed in while this slot is as it is: it is required, or the one that was chosen in place of
/// one that is, and nothing else fills in.
pub(super) fn is_needed(slot: &Slot, looks: &[(&Slot, Look)]) -> bool {
    root(slot, looks).required && stand_in(slot, looks).is_none()
}
