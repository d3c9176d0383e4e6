//! Saving what an earner writes (B.4.8). Owns the promise that nothing acknowledged is lost: a save follows on the one that
//! its writer knew, or it is not taken and the newer one is shown; a save that is repeated, because its answer was lost on
//! the way, is answered like the first time.
//!
//! A save changes no state, so it is not in the audit log; the first one starts the window, which is.

mod fit;
mod saving;

use super::enrollment::may_write;
use super::session::{Assumed, Session};
use super::{App, Error, attempt, enrollment};
use crate::clock::Timestamp;
use crate::domain::answer::Answer;
use crate::domain::completeness::Filling;
use crate::domain::id::AttemptId;
use crate::domain::words::Count;

pub use fit::{MAX_ADDRESS, MAX_FIELD, MAX_NOTES, MAX_ROWS, MAX_TEXT, Unfit};

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
    /// The id of that save, by which its writer knows it; none where nothing was saved.
    pub save_id: Option<String>,
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
    let (saving, ..) = saving::save(app, session, attempt_id, slot_id, save).await?;
    Ok(saving)
}

/// As [`save`], by a session that held when it was last looked at, and with how far the slot is filled afterwards; without it when it could not be looked at, because what is kept
/// is kept.
///
/// # Errors
/// As for [`save`].
pub async fn save_and_look(
    app: &App,
    by: &Assumed,
    attempt_id: AttemptId,
    slot_id: &str,
    save: Save,
) -> Result<(Saving, Option<Filling>), Error> {
    let plain = saving::at_once(app, by.session(), attempt_id, slot_id, save.clone()).await;
    let (saving, answer, definition) = match plain {
        Ok(Some(kept)) => kept,
        // Whatever it is, it is the session's business only if the session holds.
        Ok(None) | Err(_) => {
            let session = by.confirm(app).await?;
            saving::with_a_look(app, &session, attempt_id, slot_id, save).await?
        }
    };
    let filling = saving::filling(app, attempt_id, &definition, slot_id, answer).await;
    let filling = filling.inspect_err(
        |error| tracing::error!(%error, attempt = %attempt_id, "a saved answer was not looked at"),
    );
    Ok((saving, filling.ok().flatten()))
}
