//! The names of fields, which the web layer reads and scripts find their way by.
//!
//! Fields of a criterion are called `a_c-{criterion}_…`, those of the whole `a_all_…`; ids of definitions hold no
//! underscore. In a row the number of the row stands between two of them.

use crate::domain::credential::{Criterion, Definition, Slot};
use crate::domain::id::FileId;

/// The id of the form that all fields of a reading belong to.
pub const FORM: &str = "reading-form";
/// The field with the number of the save that the form is based on.
pub const SEQ: &str = "seq";
/// The group of what is said of the whole.
pub const ALL: &str = "all";

/// The group of a criterion's fields.
#[must_use]
pub fn criterion_group(criterion: &str) -> String {
    format!("c-{criterion}")
}

/// Whether a detail is evident: `yes` or `no`.
#[must_use]
pub fn detail_name(criterion: &str, detail: &str) -> String {
    format!("a_c-{criterion}_d-{detail}")
}

/// The level of a criterion.
#[must_use]
pub fn level_name(criterion: &str) -> String {
    format!("a_c-{criterion}_level")
}

/// Whether a criterion is met: `yes` or `no`.
#[must_use]
pub fn met_name(criterion: &str) -> String {
    format!("a_c-{criterion}_met")
}

/// What the educator reads about a criterion.
#[must_use]
pub fn comment_name(criterion: &str) -> String {
    format!("a_c-{criterion}_comment")
}

/// That nothing of a criterion is to be found.
#[must_use]
pub fn none_name(criterion: &str) -> String {
    format!("a_c-{criterion}_none")
}

/// Whether a condition is met: `yes` or `no`.
#[must_use]
pub fn condition_name(condition: &str) -> String {
    format!("a_all_k-{condition}")
}

/// The group of the pointers of a criterion, or of one of its details.
#[must_use]
pub fn pointer_group(criterion: &str, detail: Option<&str>) -> String {
    let detail = detail.map_or_else(|| String::from("own"), |detail| format!("p-{detail}"));
    format!("a_c-{criterion}_{detail}")
}

/// A field of a pointer in its row.
#[must_use]
pub fn pointer_name(group: &str, row: usize, field: &str) -> String {
    format!("{group}_{row}_{field}")
}

/// A place in the work that can be pointed to: a slot, or one of its files where it has several.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    /// The slot.
    pub slot: &'a Slot,
    /// The file, and its number in the slot.
    pub file: Option<(FileId, usize)>,
}

impl Spot<'_> {
    /// What a form sends for it.
    #[must_use]
    pub fn value(&self) -> String {
        match self.file {
            Some((file, _)) => format!("{}/{file}", self.slot.id),
            None => self.slot.id.clone(),
        }
    }
}

/// Where the evidence for a criterion may be: in the parts that it is sought in.
#[must_use]
pub fn spots<'a>(
    definition: &'a Definition,
    criterion: &Criterion,
    files: impl Fn(&str) -> Vec<FileId>,
) -> Vec<Spot<'a>> {
    let is_sought =
        |part: &str| criterion.parts.is_empty() || criterion.parts.iter().any(|one| one == part);
    let parts = definition.parts.iter().filter(|part| is_sought(&part.id));
    parts
        .flat_map(|part| &part.slots)
        .flat_map(|slot| {
            let own = files(&slot.id);
            let several = if own.len() > 1 { own } else { Vec::new() };
            let files = several.into_iter().zip(1..);
            std::iter::once(Spot { slot, file: None }).chain(files.map(move |file| Spot {
                slot,
                file: Some(file),
            }))
        })
        .collect()
}
