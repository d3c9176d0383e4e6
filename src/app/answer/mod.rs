//! Saving what an earner writes (B.4.8). Owns the promise that nothing acknowledged is lost: a save follows on the one that
//! its writer knew, or it is not taken and the newer one is shown; a save that is repeated, because its answer was lost on
//! the way, is answered like the first time.
//!
//! A save changes no state, so it is not in the audit log; the first one starts the window, which is.

mod fit;

use super::enrollment::may_write;
use super::session::Session;
use super::{App, Error, attempt, enrollment};
use crate::clock::Timestamp;
use crate::domain::answer::Answer;
use crate::domain::attempt::{Event, Facts, Guard, Who, transition};
use crate::domain::completeness::{Review, empty_answer, words_of};
use crate::domain::credential::Definition;
use crate::domain::id::AttemptId;
use crate::domain::words::Count;
use crate::store::answer::{self, StoredAnswer};

use fit::fit;
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
    let definition = definition(app, session, attempt_id).await?;
    save_in(app, session, attempt_id, &definition, slot_id, save).await
}

/// As [`save`], with what is there and what is missing in the whole work afterwards.
///
/// # Errors
/// As for [`save`].
pub async fn save_and_review(
    app: &App,
    session: &Session,
    attempt_id: AttemptId,
    slot_id: &str,
    save: Save,
) -> Result<(Saving, Review), Error> {
    let definition = definition(app, session, attempt_id).await?;
    let saving = save_in(app, session, attempt_id, &definition, slot_id, save).await?;
    let mut db = app.db.read().await?;
    let review = attempt::review(&mut db, &definition, attempt_id).await?;
    Ok((saving, review))
}

async fn save_in(
    app: &App,
    session: &Session,
    attempt_id: AttemptId,
    definition: &Definition,
    slot_id: &str,
    save: Save,
) -> Result<Saving, Error> {
    // What takes time is done before the database is held for writing.
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
    // Kept is kept, whatever happened to the attempt since.
    if let Some(stored) = &stored
        && stored.save_id == new.save_id
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
    attempt::start_window(app, &mut tx, person_id, &mut attempt, definition).await?;
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
