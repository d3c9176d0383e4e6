//! Files of work that somebody reads or looks through. Owns who may open one: whoever has the work, while they have it, and
//! only what is in it (B.7, 11).

use super::case;
use super::{App, Error, Session, screening};
use crate::app::file::{self, Opened};
use crate::domain::handed::Handed;
use crate::domain::id::{AttemptId, FileId, ReadingSlotId};

const FILE: Error = Error::NotFound("file");

/// A file of work that the session's person has to read. Its name says nothing of whose it is.
///
/// # Errors
/// [`Error::NotFound`] for everybody else, and for files that are not in the work; [`Error::Slot`] when the lease is over.
pub async fn open_file(
    app: &App,
    session: &Session,
    slot_id: ReadingSlotId,
    id: FileId,
) -> Result<Opened, Error> {
    let mut db = app.db.read().await?;
    let case = case::find(&mut db, app, session, slot_id)
        .await?
        .only_held()?;
    let name = masked(&case.handed, id).ok_or(FILE)?;
    file::open_under(&mut db, id, &name).await
}

/// A file of work that the session's person looks through.
///
/// # Errors
/// As for [`super::screening`].
pub async fn open_screened_file(
    app: &App,
    session: &Session,
    attempt_id: AttemptId,
    id: FileId,
) -> Result<Opened, Error> {
    let work = screening::screening(app, session, attempt_id).await?;
    let name = masked(&work.handed, id).ok_or(FILE)?;
    let mut db = app.db.read().await?;
    file::open_under(&mut db, id, &name).await
}

/// What a file in the work is called: by its slot and place.
fn masked(handed: &Handed, id: FileId) -> Option<String> {
    let file = handed.files.iter().find(|file| file.id == id)?;
    let mut of_slot = handed.files_in(&file.slot);
    let place = of_slot.position(|one| one.id == id)? + 1;
    Some(format!("{}-{place}", file.slot))
}
