//! The way of a save. Owns its two gaits: where nothing has happened in between, one statement; wherever something has, or
//! another row has to change with it, everything is looked at again while the attempt is held.

use std::sync::Arc;

use super::fit::fit;
use super::{App, Error, Newer, Save, Saved, Saving, Session, Unfit, attempt, may_write};
use crate::domain::answer::Answer;
use crate::domain::attempt::{Event, Facts, Guard, Who, transition};
use crate::domain::completeness::{self, Filling, SlotContent, empty_answer, words_of};
use crate::domain::credential::{Definition, Slot, SlotKind};
use crate::domain::id::AttemptId;
use crate::domain::words::Count;
use crate::store::answer::{self, StoredAnswer};
use crate::store::attempt::Attempt;
use crate::store::file_object::{self, FileObject};
use crate::store::saving::{self, Place};
use crate::store::{Tx, catalog_entry};

/// Texts up to this size are made fit in a moment; for larger ones a thread waits.
const SMALL: usize = 8 * 1024;

/// An attempt that the session's person may write in.
struct Found {
    place: Arc<Place>,
    definition: Arc<Definition>,
}

impl Found {
    fn slot(&self, id: &str) -> Result<&Slot, Unfit> {
        self.definition.slot(id).ok_or(Unfit::UnknownSlot)
    }
}

/// Looks at the person's own attempt, without the database once it is known.
async fn find(app: &App, session: &Session, attempt_id: AttemptId) -> Result<Found, Error> {
    let found = if super::enrollment::may_earn(session) {
        app.places.find(&app.db, attempt_id).await?
    } else {
        None
    };
    let owner = |place: &Arc<Place>| (place.person_id, place.organization_id);
    let place = attempt::only_own(session, found, owner)?;
    may_write(session)?;
    let (version, hash) = (place.credential_version_id, &place.content_hash);
    let definition = app.definitions.find(&app.db, version, hash).await?;
    Ok(Found { place, definition })
}

/// What became of a save, what was kept, and by which definition.
pub(super) type Kept = (Saving, Answer, Arc<Definition>);

/// Saves what was written in a slot (T2).
pub(super) async fn save(
    app: &App,
    session: &Session,
    attempt_id: AttemptId,
    slot_id: &str,
    save: Save,
) -> Result<Kept, Error> {
    match at_once(app, session, attempt_id, slot_id, save.clone()).await {
        Ok(Some(kept)) => Ok(kept),
        Ok(None) | Err(_) => with_a_look(app, session, attempt_id, slot_id, save).await,
    }
}

/// Saves in one statement, which looks by itself whether all is as it is thought to be, the session too. Nothing when it is
/// not; that, and every error, may come of what has changed since it was read: [`with_a_look`] tells.
pub(super) async fn at_once(
    app: &App,
    session: &Session,
    attempt_id: AttemptId,
    slot_id: &str,
    save: Save,
) -> Result<Option<Kept>, Error> {
    let found = find(app, session, attempt_id).await?;
    let (new, count) = prepared(app, &found, slot_id, save).await?;
    let (hash, launch) = (&found.place.content_hash, session.launch.id);
    let based_on = new.save_seq - 1;
    let is_kept = is_plain(found.slot(slot_id)?, &new)
        && saving::save(&app.db, attempt_id, &new, based_on, hash, launch).await?;
    Ok(is_kept.then(|| {
        let saving = Saving::Saved(saved(&new, count));
        (saving, new.body.0, found.definition)
    }))
}

/// Saves after reading anew what the save rests on, while nobody else changes the attempt.
pub(super) async fn with_a_look(
    app: &App,
    session: &Session,
    attempt_id: AttemptId,
    slot_id: &str,
    save: Save,
) -> Result<Kept, Error> {
    app.places.forget(attempt_id);
    let found = find(app, session, attempt_id).await?;
    let (new, _) = prepared(app, &found, slot_id, save).await?;
    let saving = carefully(app, session, attempt_id, &found, &new).await?;
    Ok((saving, new.body.0, found.definition))
}

/// What is kept if it can be, with its length. What takes time is done before the database is held for writing.
async fn prepared(
    app: &App,
    found: &Found,
    slot_id: &str,
    save: Save,
) -> Result<(StoredAnswer, Count), Error> {
    let slot = found.slot(slot_id)?;
    let save_id: uuid::Uuid = save.save_id.parse().map_err(|_| Unfit::BadSaveId)?;
    if save.based_on < 0 {
        return Err(Unfit::BadNumber.into());
    }
    let answer = made_fit(slot, save.answer).await?;
    let count = words_of(&answer);
    let new = StoredAnswer {
        slot_id: slot.id.clone(),
        word_count: i64::from(count.number),
        body: answer.into(),
        save_seq: save.based_on + 1,
        save_id: save_id.hyphenated().to_string(),
        saved_at: app.now(),
    };
    Ok((new, count))
}

async fn made_fit(slot: &Slot, answer: Answer) -> Result<Answer, Unfit> {
    if matches!(&answer, Answer::Text { html } if html.len() <= SMALL) {
        return fit(slot, answer);
    }
    let asked = slot.clone();
    let made_fit = tokio::task::spawn_blocking(move || fit(&asked, answer)).await;
    // It ends early only by a panic, which goes on here.
    made_fit.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}

/// Whether a save changes one row and no more: where no address is sent, one that was given before may have to stay. Whether
/// the attempt takes it (T2) is looked at by the statement.
fn is_plain(slot: &Slot, new: &StoredAnswer) -> bool {
    let may_keep_a_link = matches!(new.body.0, Answer::Recording { link: None, .. })
        && matches!(slot.kind, SlotKind::Audio { .. } | SlotKind::Video { .. })
        && new.save_seq > 1;
    !may_keep_a_link
}

fn saved(stored: &StoredAnswer, count: Count) -> Saved {
    Saved {
        seq: stored.save_seq,
        count,
        saved_at: stored.saved_at,
    }
}

/// Saves while nobody else changes the attempt.
async fn carefully(
    app: &App,
    session: &Session,
    attempt_id: AttemptId,
    found: &Found,
    new: &StoredAnswer,
) -> Result<Saving, Error> {
    let slot = found.slot(&new.slot_id)?;
    let mut new = new.clone();
    let based_on = new.save_seq - 1;
    let mut tx = app.db.write().await?;
    let mut attempt = attempt::own_locked(&mut tx, session, attempt_id).await?;
    let stored = answer::find(&mut tx, attempt_id, &slot.id).await?;
    // Kept is kept, whatever happened to the attempt since.
    if let Some(stored) = &stored
        && stored.save_id == new.save_id
    {
        return Ok(Saving::Saved(saved(stored, words_of(&stored.body.0))));
    }
    let seq = stored.as_ref().map_or(0, |stored| stored.save_seq);
    let facts = Facts::of(Who::Earner).with_if(Guard::NothingNewerSaved, seq == based_on);
    match transition(Some(attempt.state), Event::Save, &facts) {
        Ok(_) => {}
        Err(refusal) if refusal.unmet() == [Guard::NothingNewerSaved] => {
            return Ok(Saving::Conflict(newer(slot, &attempt, stored)));
        }
        Err(refusal) => return Err(refusal.into()),
    }
    if let Some(stored) = &stored {
        keep_link(&mut tx, &attempt, &stored.body.0, &mut new.body.0).await?;
    }
    // The attempt's row is taken, so nobody came in between.
    if !answer::save(&mut tx, attempt_id, &new, based_on).await? {
        return Err(Error::NotFound("answer"));
    }
    let person_id = session.launch.person_id;
    attempt::start_window(app, &mut tx, person_id, &mut attempt, &found.definition).await?;
    tx.commit().await?;
    Ok(Saving::Saved(saved(&new, words_of(&new.body.0))))
}

fn newer(slot: &Slot, attempt: &Attempt, stored: Option<StoredAnswer>) -> Newer {
    match stored {
        Some(stored) => Newer {
            answer: stored.body.0,
            seq: stored.save_seq,
            saved_at: stored.saved_at,
            save_id: Some(stored.save_id),
        },
        None => Newer {
            answer: empty_answer(&slot.kind),
            seq: 0,
            saved_at: attempt.opened_at,
            save_id: None,
        },
    }
}

/// Where an organisation has stopped taking links to other sites, the page has no field for one any more, and what it
/// sends has none: the one that was given before stays.
async fn keep_link(
    tx: &mut Tx,
    attempt: &Attempt,
    stored: &Answer,
    new: &mut Answer,
) -> Result<(), Error> {
    let (
        Answer::Recording {
            link: Some(given),
            stated_length: length,
            ..
        },
        Answer::Recording {
            link: link @ None,
            stated_length,
            ..
        },
    ) = (stored, new)
    else {
        return Ok(());
    };
    let version = super::enrollment::version_of(tx, attempt.credential_version_id).await?;
    let (organization_id, credential_id) = (version.organization_id, version.credential_id);
    let entry = catalog_entry::find_for_credential(tx, organization_id, credential_id).await?;
    if entry.is_some_and(|entry| !entry.accepts_linked_media) {
        *link = Some(given.clone());
        *stated_length = *length;
    }
    Ok(())
}

/// How far a slot is filled with this in it.
pub(super) async fn filling(
    app: &App,
    attempt_id: AttemptId,
    definition: &Definition,
    slot_id: &str,
    answer: Answer,
) -> Result<Option<Filling>, Error> {
    let Some(slot) = definition.slot(slot_id) else {
        return Ok(None);
    };
    let files = match slot.kind {
        SlotKind::Audio { .. } | SlotKind::Video { .. } => {
            let mut db = app.db.read().await?;
            file_object::list_for_attempt(&mut db, attempt_id).await?
        }
        _ => vec![],
    };
    let content = SlotContent {
        slot_id: slot.id.clone(),
        answer: Some(answer),
        files: files
            .iter()
            .filter(|file| file.slot_id == slot.id && file.rejection.is_none())
            .map(FileObject::evidence)
            .collect(),
    };
    Ok(Some(completeness::filling(definition, slot, &content)))
}
