//! Saving what an earner writes (B.4.8). Owns the promise that nothing acknowledged is lost: a save follows on the one that
//! its writer knew, or it is not taken and the newer one is shown; a save that is repeated, because its answer was lost on
//! the way, is answered like the first time.
//!
//! A save changes no state, so it is not in the audit log; the first one starts the window, which is.

use super::enrollment::may_write;
use super::session::Session;
use super::{App, Error, attempt, enrollment, rich_text};
use crate::clock::Timestamp;
use crate::domain::answer::{Answer, Note, Visit};
use crate::domain::attempt::{Event, Facts, Guard, State, Who, transition};
use crate::domain::completeness::{empty_answer, fits, words_of};
use crate::domain::credential::{Definition, Slot, SlotKind};
use crate::domain::id::AttemptId;
use crate::domain::words::Count;
use crate::store::answer::{self, StoredAnswer};

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

/// What is to be saved in a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    /// The number of the save that its writer knew; 0 for none.
    pub based_on: i64,
    /// A UUID of its own; a repetition has the same.
    pub save_id: String,
    /// What was written.
    pub answer: Answer,
}

/// What became of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// It is kept.
    Saved(Saved),
    /// Somebody saved something else in between, in another tab or at another device; nothing was overwritten.
    Conflict(Newer),
}

/// A save that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its number; the next save is based on it.
    pub seq: i64,
    /// How long the text is.
    pub count: Count,
    /// When it was saved.
    pub saved_at: Timestamp,
}

/// What is kept instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newer {
    /// What was written.
    pub answer: Answer,
    /// Its number; a save that shall replace it is based on it.
    pub seq: i64,
    /// When it was saved; the beginning of the attempt where nothing was.
    pub saved_at: Timestamp,
}

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

/// Saves what was written in a slot (T2).
///
/// # Errors
/// [`Error::NotFound`] for everybody but the earner; [`Error::Attempt`] with the state when it is not worked on any more;
/// [`Error::Answer`] for what cannot be kept.
pub async fn save(
    app: &App,
    session: &Session,
    attempt_id: AttemptId,
    slot_id: &str,
    save: Save,
) -> Result<Saving, Error> {
    // What takes time is done before the database is held for writing.
    let definition = definition(app, session, attempt_id).await?;
    let slot = definition.slot(slot_id).ok_or(Unfit::UnknownSlot)?;
    let save_id: uuid::Uuid = save.save_id.parse().map_err(|_| Unfit::BadSaveId)?;
    if save.based_on < 0 {
        return Err(Unfit::BadNumber.into());
    }
    let answer = fit(slot, save.answer)?;
    let count = words_of(&answer);
    let now = app.now();
    let new = StoredAnswer {
        slot_id: slot.id.clone(),
        body: answer.into(),
        word_count: i64::from(count.number),
        save_seq: save.based_on + 1,
        save_id: save_id.hyphenated().to_string(),
        is_ready: false,
        saved_at: now,
    };

    let mut tx = app.db.write().await?;
    let mut attempt = attempt::own_locked(&mut tx, session, attempt_id).await?;
    let stored = answer::find(&mut tx, attempt_id, slot_id).await?;
    if let Some(stored) = &stored
        && stored.save_id == new.save_id
        && attempt.state == State::Draft
    {
        return Ok(Saving::Saved(Saved {
            seq: stored.save_seq,
            count: words_of(&stored.body.0),
            saved_at: stored.saved_at,
        }));
    }
    let seq = stored.as_ref().map_or(0, |stored| stored.save_seq);
    let facts = Facts::of(Who::Earner).with_if(Guard::NothingNewerSaved, seq == save.based_on);
    match transition(Some(attempt.state), Event::Save, &facts) {
        Ok(_) => {}
        Err(refusal) if refusal.unmet() == [Guard::NothingNewerSaved] => {
            return Ok(Saving::Conflict(match stored {
                Some(stored) => Newer {
                    answer: stored.body.0,
                    seq,
                    saved_at: stored.saved_at,
                },
                None => Newer {
                    answer: empty_answer(&slot.kind),
                    seq,
                    saved_at: attempt.opened_at,
                },
            }));
        }
        Err(refusal) => return Err(refusal.into()),
    }
    // The attempt's row is taken, so nobody came in between.
    if !answer::save(&mut tx, attempt_id, &new, save.based_on).await? {
        return Err(Error::NotFound("answer"));
    }
    let person_id = session.launch.person_id;
    attempt::start_window(app, &mut tx, person_id, &mut attempt, &definition).await?;
    tx.commit().await?;
    Ok(Saving::Saved(Saved {
        seq: new.save_seq,
        count,
        saved_at: now,
    }))
}

/// Writes whether the earner says that a slot is done.
///
/// # Errors
/// As for [`save`].
pub async fn mark_ready(
    app: &App,
    session: &Session,
    attempt_id: AttemptId,
    slot_id: &str,
    is_ready: bool,
) -> Result<(), Error> {
    let definition = definition(app, session, attempt_id).await?;
    let slot = definition.slot(slot_id).ok_or(Unfit::UnknownSlot)?;
    let mut tx = app.db.write().await?;
    let attempt = attempt::own_locked(&mut tx, session, attempt_id).await?;
    let facts = Facts::of(Who::Earner).with(Guard::NothingNewerSaved);
    transition(Some(attempt.state), Event::Save, &facts)?;
    let empty = StoredAnswer {
        slot_id: slot.id.clone(),
        body: empty_answer(&slot.kind).into(),
        word_count: 0,
        save_seq: 0,
        save_id: app.new_id::<uuid::Uuid>().hyphenated().to_string(),
        is_ready,
        saved_at: app.now(),
    };
    answer::mark_ready(&mut tx, attempt_id, &empty, is_ready).await?;
    tx.commit().await?;
    Ok(())
}

/// What is asked in an attempt that the session's person may write in.
async fn definition(
    app: &App,
    session: &Session,
    attempt_id: AttemptId,
) -> Result<Definition, Error> {
    let mut db = app.db.read().await?;
    let attempt = attempt::own(&mut db, session, attempt_id).await?;
    may_write(session)?;
    let version = enrollment::version_of(&mut db, attempt.credential_version_id).await?;
    Ok(version.definition.0)
}

/// An answer as it is kept: of the kind that the slot asks for, harmless, and of a size that can be read. Nothing is cut
/// off; what is too large is refused, so that its writer still has it.
fn fit(slot: &Slot, answer: Answer) -> Result<Answer, Unfit> {
    if !fits(&slot.kind, &answer) {
        return Err(Unfit::WrongKind);
    }
    Ok(match answer {
        Answer::Text { html } => {
            bounded(&html, MAX_TEXT)?;
            Answer::Text {
                html: rich_text::clean(&html),
            }
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
