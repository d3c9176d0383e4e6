//! Words that look like other people's names, as the self-check shows them: with the part and the slot that they are in.

use super::view::Texts;
use crate::app::attempt::{PlacedHint, Work};
use crate::domain::privacy_hint::Hint;
use crate::templates::attempt::Placed;

impl Texts {
    /// Words to look at again, each with its part, its slot and the address of that.
    pub fn placed<'w>(&self, work: &'w Work, found: &'w [PlacedHint]) -> Vec<PlacedText<'w>> {
        let definition = &work.definition;
        let found = found.iter().filter_map(|one| {
            Some(PlacedText {
                part: &definition.part_of(&one.slot_id)?.title,
                slot: &definition.slot(&one.slot_id)?.title,
                href: self.slot_href(definition, &one.slot_id),
                hint: &one.hint,
            })
        });
        found.collect()
    }
}

/// Words to look at again with the address that their line borrows.
pub struct PlacedText<'w> {
    part: &'w str,
    slot: &'w str,
    href: String,
    hint: &'w Hint,
}

/// The same as templates take them.
pub fn lines<'a>(placed: &'a [PlacedText<'_>]) -> Vec<Placed<'a>> {
    let lines = placed.iter().map(|one| Placed {
        part: one.part,
        slot: one.slot,
        href: &one.href,
        hint: one.hint,
    });
    lines.collect()
}
