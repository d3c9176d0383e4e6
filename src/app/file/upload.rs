//! Taking a file in. Owns the order of it: a row first, so that whatever is stored is known; then the content; then
//! what it is found to be. However it ends, row and content agree.

use futures_util::Stream;
use tokio_util::bytes::Bytes;

use super::super::audit::Actor;
use super::super::session::Session;
use super::super::{App, Error, attempt};
use super::{FILE, FileView, own_draft, record};
use crate::domain::file::{FileEvent, FileState, Intake, NotTaken, plain_name};
use crate::domain::id::{AttemptId, FileId, OrganizationId, PersonId};
use crate::evidence::{self, EvidenceStore, Terms};
use crate::store::file_object::{self, Facts, FileObject, NewFileObject};

/// A file as it comes.
#[derive(Debug)]
pub struct Upload<S> {
    /// What its earner calls it.
    pub name: String,
    /// How many bytes were announced, where any were.
    pub announced: Option<u64>,
    /// Its content.
    pub body: S,
}

/// A file that has its row.
struct Begun {
    id: FileId,
    key: String,
    person_id: PersonId,
    organization_id: OrganizationId,
    intake: Intake,
    terms: Terms,
}

/// Takes a file into a slot of the person's own draft. Whoever calls it sees to it that it is not dropped half-way:
/// it reads until the body ends or breaks, and then settles what became of it.
///
/// # Errors
/// [`Error::NotFound`] when the try is not theirs; [`Error::NotTaken`] with what its earner can do something about,
/// and then nothing is stored.
pub async fn upload<S, E>(
    app: &App,
    session: &Session,
    attempt_id: AttemptId,
    slot_id: &str,
    upload: Upload<S>,
) -> Result<FileView, Error>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin + Send,
{
    let Upload {
        name,
        announced,
        mut body,
    } = upload;
    let taken = take(
        app,
        session,
        (attempt_id, slot_id),
        &name,
        announced,
        &mut body,
    )
    .await;
    if matches!(taken, Err(Error::NotTaken(why)) if why != NotTaken::Interrupted) {
        evidence::pass_over(&mut body, app.settings.upload_idle).await;
    }
    taken
}

async fn take<S, E>(
    app: &App,
    session: &Session,
    place: (AttemptId, &str),
    name: &str,
    announced: Option<u64>,
    body: &mut S,
) -> Result<FileView, Error>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin + Send,
{
    let begun = begin(app, session, place, name, announced).await?;
    let settled = match take_in(app, &begun, body).await {
        Ok(facts) => settle(app, &begun, &facts).await,
        Err(error) => Err(error),
    };
    let Err(error) = settled else {
        return find(app, &begun).await?.map(FileView::from).ok_or(FILE);
    };
    // What was written down is only known from the row: an answer of the database may be lost on its way. Where the row
    // cannot be read either, nothing is deleted, and what is left is found by the tidying.
    match find(app, &begun).await? {
        Some(file) if file.state.is_ready() => Ok(file.into()),
        _ => {
            turn_away(app, &begun, &error).await?;
            Err(error)
        }
    }
}

async fn begin(
    app: &App,
    session: &Session,
    (attempt_id, slot_id): (AttemptId, &str),
    name: &str,
    announced: Option<u64>,
) -> Result<Begun, Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let owner = own_draft(&mut tx, session, attempt_id).await?;
    let slot = owner
        .definition
        .slot(slot_id)
        .ok_or(Error::NotFound("slot"))?;
    let intake = Intake::of(&slot.kind).ok_or(NotTaken::NoFilesHere)?;
    let limits = &app.settings.evidence_limits;
    let most = intake.formats().map(|format| limits.of(format)).max();
    let terms = Terms {
        announced,
        most: most.unwrap_or(0),
        idle: app.settings.upload_idle,
    };
    match announced {
        Some(0) => return Err(NotTaken::Empty.into()),
        Some(announced) if announced > terms.most => return Err(NotTaken::TooLarge.into()),
        _ => {}
    }
    let taken = file_object::count_for_slot(&mut tx, attempt_id, slot_id).await?;
    if taken >= i64::from(intake.most) {
        return Err(NotTaken::SlotFull.into());
    }
    file_object::dismiss_rejected(&mut tx, attempt_id, slot_id, now).await?;
    let id: FileId = app.new_id();
    let key = EvidenceStore::key(owner.organization_id, id, &app.random.secret());
    let new = NewFileObject {
        id,
        attempt_id,
        slot_id: slot_id.to_owned(),
        object_key: key.clone(),
        original_name: plain_name(name),
    };
    file_object::insert(&mut tx, &new, now).await?;
    // The first file starts the window as the first answer does.
    let mut attempt = attempt::own_locked(&mut tx, session, attempt_id).await?;
    let person_id = owner.person_id;
    attempt::start_window(app, &mut tx, person_id, &mut attempt, &owner.definition).await?;
    let actor = Actor::Person(owner.person_id);
    record(app, &mut tx, actor, (owner.organization_id, id, "begin")).await?;
    tx.commit().await?;
    Ok(Begun {
        id,
        key,
        person_id: owner.person_id,
        organization_id: owner.organization_id,
        intake,
        terms,
    })
}

/// Stores the content and looks at it.
async fn take_in<E>(
    app: &App,
    begun: &Begun,
    body: impl Stream<Item = Result<Bytes, E>> + Unpin + Send,
) -> Result<Facts, Error> {
    let received = app.evidence.receive(&begun.key, body, begun.terms).await?;
    advance(app, begun, FileState::Uploading, FileEvent::Received, None).await?;
    let looked = app.evidence.look(&begun.key, &received).await?;
    if !begun.intake.takes(looked.format) {
        return Err(NotTaken::OtherType.into());
    }
    if received.bytes > app.settings.evidence_limits.of(looked.format) {
        return Err(NotTaken::TooLarge.into());
    }
    let received = app.evidence.strip(&begun.key, looked, received).await?;
    Ok(Facts {
        format: looked.format,
        bytes: i64::try_from(received.bytes).unwrap_or(i64::MAX),
        sha256: received.sha256,
        duration_ms: looked.duration_ms.and_then(|length| length.try_into().ok()),
        pages: looked.pages.map(i64::from),
        width: looked.size.map(|(width, _)| width.into()),
        height: looked.size.map(|(_, height)| height.into()),
    })
}

/// Writes down what it was found to be.
async fn settle(app: &App, begun: &Begun, facts: &Facts) -> Result<(), Error> {
    use crate::domain::file::Family::{Audio, Video};
    let is_recording = matches!(facts.format.family(), Audio | Video);
    let event = if is_recording && facts.duration_ms.is_none() {
        FileEvent::KeptAsItIs
    } else {
        FileEvent::Understood
    };
    advance(app, begun, FileState::Processing, event, Some(facts)).await
}

async fn find(app: &App, begun: &Begun) -> Result<Option<FileObject>, Error> {
    let mut db = app.db.read().await?;
    Ok(file_object::find(&mut db, begun.id).await?)
}

/// Moves the file on, with what was found.
async fn advance(
    app: &App,
    begun: &Begun,
    from: FileState,
    event: FileEvent,
    facts: Option<&Facts>,
) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    if !file_object::advance(&mut tx, begun.id, from, event, app.now()).await? {
        return Err(FILE);
    }
    if let Some(facts) = facts {
        file_object::update_facts(&mut tx, begun.id, facts).await?;
    }
    let happened = (begun.organization_id, begun.id, event.code());
    record(app, &mut tx, Actor::Person(begun.person_id), happened).await?;
    Ok(tx.commit().await?)
}

/// Deletes what came and says why, unless its earner took it away in the meantime.
async fn turn_away(app: &App, begun: &Begun, error: &Error) -> Result<(), Error> {
    app.evidence.delete(&begun.key).await?;
    let why = match error {
        Error::NotTaken(why) => *why,
        _ => NotTaken::Interrupted,
    };
    let mut tx = app.db.write().await?;
    let event = FileEvent::TurnedAway;
    for state in [FileState::Uploading, FileState::Processing] {
        if file_object::advance(&mut tx, begun.id, state, event, app.now()).await? {
            file_object::update_rejection(&mut tx, begun.id, why).await?;
            let happened = (begun.organization_id, begun.id, event.code());
            record(app, &mut tx, Actor::Person(begun.person_id), happened).await?;
        }
    }
    Ok(tx.commit().await?)
}
