//! What can be kept. Owns the bounds of an answer and the making harmless of what is in it.

use super::super::rich_text;
use crate::domain::answer::{Answer, Note, Visit};
use crate::domain::completeness::fits;
use crate::domain::credential::{Slot, SlotKind};

/// How large a text may be, in bytes: some thirty thousand words.
pub const MAX_TEXT: usize = 200 * 1024;
/// How large a cell, a field or a note may be, in bytes.
pub const MAX_FIELD: usize = 10_000;
/// How long an address may be.
pub const MAX_ADDRESS: usize = 2_000;
/// How many rows or visits there may be.
pub const MAX_ROWS: usize = 200;
/// How many notes there may be.
pub const MAX_NOTES: usize = 300;

/// Why an answer cannot be kept as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The micro-credential has no such slot.
    #[error("there is no such slot")]
    UnknownSlot,
    /// It is not what the slot asks for.
    #[error("the slot asks for another kind of answer")]
    WrongKind,
    /// A text is too large.
    #[error("a text is larger than {max} bytes")]
    TooLong {
        /// How large it may be.
        max: usize,
    },
    /// There are too many rows, visits or notes.
    #[error("there are more than {max} entries")]
    TooMany {
        /// How many there may be.
        max: usize,
    },
    /// A row has more cells than the table has columns.
    #[error("a row has more cells than there are columns")]
    RowTooWide,
    /// The save has no id of its own.
    #[error("the save has no id of its own")]
    BadSaveId,
    /// A save is based on a number that none has.
    #[error("no save has a number below zero")]
    BadNumber,
}

impl Unfit {
    /// The stable name of the kind.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnknownSlot => "answer-slot-unknown",
            Self::WrongKind => "answer-kind",
            Self::TooLong { .. } => "answer-too-long",
            Self::TooMany { .. } => "answer-too-many",
            Self::RowTooWide => "answer-row-too-wide",
            Self::BadSaveId => "answer-save-id",
            Self::BadNumber => "answer-number",
        }
    }
}

/// An answer as it is kept: of the kind that the slot asks for, harmless, and of a size that can be read. Nothing is cut
/// off; what is too large is refused, so that its writer still has it.
pub(super) fn fit(slot: &Slot, answer: Answer) -> Result<Answer, Unfit> {
    if !fits(&slot.kind, &answer) {
        return Err(Unfit::WrongKind);
    }
    Ok(match answer {
        Answer::Text { html } => {
            bounded(&html, MAX_TEXT)?;
            let html = rich_text::clean(&html);
            // Escaping makes it longer, and what is stored can be sent again as it is.
            bounded(&html, MAX_TEXT)?;
            Answer::Text { html }
        }
        Answer::Table { rows } => {
            counted(&rows, MAX_ROWS)?;
            let SlotKind::Table { columns, .. } = &slot.kind else {
                return Err(Unfit::WrongKind);
            };
            let rows = rows.into_iter().map(|row| row_of(row, columns.len()));
            Answer::Table {
                rows: rows.collect::<Result<_, _>>()?,
            }
        }
        Answer::ObservationLog { visits } => {
            counted(&visits, MAX_ROWS)?;
            let visits = visits.into_iter().map(visit);
            Answer::ObservationLog {
                visits: visits.collect::<Result<_, _>>()?,
            }
        }
        Answer::Link { url, description } => Answer::Link {
            url: field(&url, MAX_ADDRESS)?,
            description: field(&description, MAX_FIELD)?,
        },
        Answer::Recording {
            link,
            stated_length,
            transcript,
            notes,
        } => {
            counted(&notes, MAX_NOTES)?;
            let notes = notes.into_iter().map(note);
            Answer::Recording {
                link: link.map(|link| field(&link, MAX_ADDRESS)).transpose()?,
                stated_length,
                transcript: field(&transcript, MAX_TEXT)?,
                notes: notes.collect::<Result<_, _>>()?,
            }
        }
        plain @ (Answer::Files | Answer::Attestation { .. }) => plain,
    })
}

fn bounded(text: &str, max: usize) -> Result<(), Unfit> {
    if text.len() > max {
        return Err(Unfit::TooLong { max });
    }
    Ok(())
}

fn counted<T>(entries: &[T], max: usize) -> Result<(), Unfit> {
    if entries.len() > max {
        return Err(Unfit::TooMany { max });
    }
    Ok(())
}

/// A plain text as it is kept. PostgreSQL holds no NUL, and nobody types one.
fn field(text: &str, max: usize) -> Result<String, Unfit> {
    bounded(text, max)?;
    Ok(text.replace('\0', ""))
}

fn row_of(mut row: Vec<String>, columns: usize) -> Result<Vec<String>, Unfit> {
    if row.len() > columns {
        return Err(Unfit::RowTooWide);
    }
    for cell in &mut row {
        *cell = field(cell, MAX_FIELD)?;
    }
    row.resize(columns, String::new());
    Ok(row)
}

fn visit(visit: Visit) -> Result<Visit, Unfit> {
    Ok(Visit {
        date: field(&visit.date, 40)?,
        minutes: visit.minutes,
        setting: field(&visit.setting, MAX_FIELD)?,
        focus: field(&visit.focus, MAX_FIELD)?,
        seen: field(&visit.seen, MAX_FIELD)?,
        take_away: field(&visit.take_away, MAX_FIELD)?,
    })
}

fn note(note: Note) -> Result<Note, Unfit> {
    counted(&note.components, 50)?;
    let components = note.components.iter().map(|id| field(id, 200));
    Ok(Note {
        at: note.at,
        components: components.collect::<Result<_, _>>()?,
        text: field(&note.text, MAX_FIELD)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_swells_beyond_the_bound_is_refused() {
        let slot: Slot = serde_json::from_value(serde_json::json!({
            "id": "why", "title": "Why", "prompt": "Why?", "kind": "text",
        }))
        .unwrap();
        let text = |length| Answer::Text {
            html: "&".repeat(length),
        };
        assert!(fit(&slot, text(MAX_TEXT / 5)).is_ok());
        let refused = fit(&slot, text(MAX_TEXT));
        assert_eq!(refused, Err(Unfit::TooLong { max: MAX_TEXT }));
    }
}
