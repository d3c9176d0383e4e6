//! Files of evidence: who may add, see, describe and take them away. Owns the one answer to that; the content is the
//! evidence store's, the rules are the domain's.

mod tidy;
mod upload;

use std::ops::Range;

use futures_util::stream::BoxStream;
use serde_json::json;
use tokio_util::bytes::Bytes;

pub use tidy::tidy;
pub use upload::{Upload, upload};

use super::audit::{self, Actor, Change};
use super::session::Session;
use super::{App, Error, attempt};
use crate::domain::file::{FileEvent, FileState, Format, LONGEST_DESCRIPTION, NotTaken};
use crate::domain::id::{AttemptId, FileId, OrganizationId};
use crate::store::file_object::{self, FileObject, Owner};
use crate::store::{Conn, Tx};

const ATTEMPT: Error = Error::NotFound("attempt");
const FILE: Error = Error::NotFound("file");

/// A file as its earner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileView {
    /// Its id.
    pub id: FileId,
    /// Of which try.
    pub attempt_id: AttemptId,
    /// In which slot.
    pub slot_id: String,
    /// Where it stands.
    pub state: FileState,
    /// What its earner calls it; shown to nobody else.
    pub name: String,
    /// What it is.
    pub format: Option<Format>,
    /// How large it is.
    pub bytes: u64,
    /// How long the recording is, in milliseconds.
    pub duration_ms: Option<u64>,
    /// How many pages it has.
    pub pages: Option<u32>,
    /// How wide and high the picture is.
    pub size: Option<(u32, u32)>,
    /// What a picture shows, for those who do not see it.
    pub alt_text: String,
    /// What it is, in its earner's words.
    pub caption: String,
    /// Why it is not taken. Such a file stays in the list until the next try in its slot, or until it is removed.
    pub not_taken: Option<NotTaken>,
}

impl From<FileObject> for FileView {
    fn from(file: FileObject) -> Self {
        let side = |length: Option<i64>| u32::try_from(length?).ok();
        Self {
            id: file.id,
            attempt_id: file.attempt_id,
            state: file.state,
            format: file.format(),
            bytes: u64::try_from(file.bytes).unwrap_or(0),
            duration_ms: file.duration_ms.and_then(|length| length.try_into().ok()),
            pages: file.pages.and_then(|pages| pages.try_into().ok()),
            size: side(file.width).zip(side(file.height)),
            not_taken: file.not_taken(),
            slot_id: file.slot_id,
            name: file.original_name,
            alt_text: file.alt_text,
            caption: file.caption,
        }
    }
}

/// A file that its viewer may open.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What is known of it.
    pub file: FileView,
    /// What it is.
    pub format: Format,
    /// The SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
    /// What its earner calls it.
    pub name: String,
    key: String,
}

/// Whose try it is, for the person of this session and nobody else: a stranger does not learn that it exists.
async fn own(db: &mut Conn, session: &Session, attempt_id: AttemptId) -> Result<Owner, Error> {
    attempt::own(db, session, attempt_id).await?;
    let owner = file_object::find_owner(db, attempt_id).await?;
    owner.ok_or(ATTEMPT)
}

/// Whether the person of this session may open a file of this try: the one place where that is decided. Nobody but
/// its earner may; those who read the work come by [`super::assessment::open_file`]. An administrator who acts as somebody is not that person:
/// evidence is private.
async fn may_open(db: &mut Conn, session: &Session, id: AttemptId) -> Result<bool, Error> {
    if session.launch.is_masquerading {
        return Ok(false);
    }
    match attempt::own(db, session, id).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The person's own try, which has to be a draft and stays one until the transaction ends.
async fn own_draft(tx: &mut Tx, session: &Session, attempt_id: AttemptId) -> Result<Owner, Error> {
    attempt::own_locked(tx, session, attempt_id).await?;
    let owner = file_object::find_owner(tx, attempt_id).await?;
    if file_object::hold_draft(tx, attempt_id).await? {
        owner.ok_or(ATTEMPT)
    } else {
        Err(NotTaken::NotOpen.into())
    }
}

/// The part that a slot of the person's own try is in.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find_part(
    app: &App,
    session: &Session,
    attempt_id: AttemptId,
    slot_id: &str,
) -> Result<String, Error> {
    let mut db = app.db.read().await?;
    let owner = own(&mut db, session, attempt_id).await?;
    let part = owner.definition.part_of(slot_id);
    part.map(|part| part.id.clone())
        .ok_or(Error::NotFound("slot"))
}

/// A file for whoever may open it.
///
/// # Errors
/// [`Error::NotFound`] for everybody else, and while there is nothing to open.
pub async fn open(app: &App, session: &Session, id: FileId) -> Result<Opened, Error> {
    let mut db = app.db.read().await?;
    let file = file_object::find(&mut db, id).await?.ok_or(FILE)?;
    if !may_open(&mut db, session, file.attempt_id).await? {
        return Err(FILE);
    }
    let name = file.original_name.clone();
    ready(file, name)
}

/// A file of work that was handed in, under a name that does not say whose it is, for somebody who is known to have that
/// work before them.
pub(super) async fn open_under(db: &mut Conn, id: FileId, name: &str) -> Result<Opened, Error> {
    let mut file = file_object::find(db, id).await?.ok_or(FILE)?;
    let ending = file.format().map_or("", Format::ending);
    let name = format!("{name}.{ending}");
    file.original_name.clone_from(&name);
    ready(file, name)
}

/// A file with its content; there is none while it is on its way, or any more.
fn ready(file: FileObject, name: String) -> Result<Opened, Error> {
    let (Some(format), Some(sha256), true) =
        (file.format(), file.sha256.clone(), file.state.is_ready())
    else {
        return Err(FILE);
    };
    let key = file.object_key.clone();
    Ok(Opened {
        file: FileView::from(file),
        format,
        sha256,
        name,
        key,
    })
}

/// Some of a file's content, as it comes.
///
/// # Errors
/// [`Error::Evidence`].
pub async fn content(
    app: &App,
    opened: &Opened,
    range: Range<u64>,
) -> Result<BoxStream<'static, Result<Bytes, std::io::Error>>, Error> {
    Ok(app.evidence.read(&opened.key, range).await?)
}

/// What the earner says of a file: what a picture shows, and a caption. Longer ones are cut.
///
/// # Errors
/// [`Error::NotFound`] when it is not theirs, [`Error::NotTaken`] when the work is not open for changes.
pub async fn describe(
    app: &App,
    session: &Session,
    id: FileId,
    alt_text: &str,
    caption: &str,
) -> Result<FileView, Error> {
    let mut tx = app.db.write().await?;
    let (owner, file) = own_file(&mut tx, session, id).await?;
    let (alt_text, caption) = (words(alt_text), words(caption));
    file_object::update_description(&mut tx, id, &alt_text, &caption, app.now()).await?;
    let described = (owner.organization_id, id, "describe");
    record(app, &mut tx, Actor::Person(owner.person_id), described).await?;
    tx.commit().await?;
    Ok(FileView {
        alt_text,
        caption,
        ..file.into()
    })
}

/// Takes a file away. Its content is deleted later, unless it was handed in once.
///
/// # Errors
/// As [`describe`].
pub async fn remove(app: &App, session: &Session, id: FileId) -> Result<FileView, Error> {
    let mut tx = app.db.write().await?;
    let (owner, file) = own_file(&mut tx, session, id).await?;
    if !file_object::remove(&mut tx, id, file.state, app.now()).await? {
        return Err(FILE);
    }
    let removed = (owner.organization_id, id, FileEvent::TakenAway.code());
    record(app, &mut tx, Actor::Person(owner.person_id), removed).await?;
    tx.commit().await?;
    Ok(file.into())
}

async fn own_file(
    tx: &mut Tx,
    session: &Session,
    id: FileId,
) -> Result<(Owner, FileObject), Error> {
    let file = file_object::find(tx, id).await?.ok_or(FILE)?;
    let owner = own_draft(tx, session, file.attempt_id).await;
    let owner = owner.map_err(|error| match error {
        Error::NotFound(_) => FILE,
        error => error,
    })?;
    Ok((owner, file))
}

/// Words in one paragraph, without what steers a terminal, and not endless.
fn words(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .take(LONGEST_DESCRIPTION)
        .collect();
    text.trim().to_owned()
}

/// Writes down that something happened to a file.
async fn record(
    app: &App,
    tx: &mut Tx,
    actor: Actor,
    (organization_id, id, what): (OrganizationId, FileId, &str),
) -> Result<(), Error> {
    let change = Change {
        actor,
        organization_id: Some(organization_id),
        kind: &format!("file.{what}"),
        subject_id: id.to_string(),
        detail: json!({}),
    };
    audit::record(app, tx, change).await
}
