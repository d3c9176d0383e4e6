//! Work that somebody reads, looks through or decides about, and its files. Owns who may open one: whoever has the work,
//! while they have it; a lead, while something is to be decided about it; and only what is in it (B.7, 11).

use super::case;
use super::lead::may_see;
use super::{App, Error, NONE, Session, lead_only, screening};
use crate::app::file::{self, Opened};
use crate::domain::attempt::State;
use crate::domain::handed::Handed;
use crate::domain::id::{AttemptId, FileId, ReadingSlotId};
use crate::store::{Conn, assessor_conflict, attempt, snapshot};

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

/// The work beside its readings, for a lead assessor who may send a reading back, hold the result or let it go out. Not
/// that of the lead, nor of somebody whom they must not read.
///
/// # Errors
/// [`Error::NotAllowed`] for whoever does not lead assessors; [`Error::NotFound`] where nothing is to be decided.
pub async fn led_work(app: &App, session: &Session, id: AttemptId) -> Result<Handed, Error> {
    let mut db = app.db.read().await?;
    led(&mut db, session, id).await
}

/// A file of the work beside its readings.
///
/// # Errors
/// As for [`led_work`]; [`Error::NotFound`] for files that are not in the work.
pub async fn open_led_file(
    app: &App,
    session: &Session,
    attempt_id: AttemptId,
    id: FileId,
) -> Result<Opened, Error> {
    let mut db = app.db.read().await?;
    let handed = led(&mut db, session, attempt_id).await?;
    let name = masked(&handed, id).ok_or(FILE)?;
    file::open_under(&mut db, id, &name).await
}

async fn led(db: &mut Conn, session: &Session, id: AttemptId) -> Result<Handed, Error> {
    lead_only(db, session).await?;
    let found = attempt::find(db, id).await?;
    let found = found.filter(|found| may_see(session, found)).ok_or(NONE)?;
    let is_open = matches!(
        found.state,
        State::InAssessment | State::Adjudication | State::Decided
    );
    let me = session.launch.person_id;
    if !is_open || assessor_conflict::exists(db, me, found.person_id).await? {
        return Err(NONE);
    }
    let receipts = snapshot::list_receipts(db, id).await?;
    let seq = receipts.last().ok_or(NONE)?.seq;
    case::handed(db, id, seq).await
}

/// What a file in the work is called: by its slot and place.
fn masked(handed: &Handed, id: FileId) -> Option<String> {
    let file = handed.files.iter().find(|file| file.id == id)?;
    let mut of_slot = handed.files_in(&file.slot);
    let place = of_slot.position(|one| one.id == id)? + 1;
    Some(format!("{}-{place}", file.slot))
}
