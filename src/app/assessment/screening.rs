//! Looking work through before it is read (T6, T7): is it complete, can it be opened, does it show somebody who must not be
//! shown. Nobody is scored here.

use serde_json::json;

use super::case::handed;
use super::{App, Error, NONE, Session, roles_in, tell, wanted};
use crate::app::attempt::{moved_later, timezone, write};
use crate::app::audit::Actor;
use crate::app::enrollment;
use crate::clock::Timestamp;
use crate::domain::attempt::{Event, Facts, Guard, State, Who, transition};
use crate::domain::completeness::Review;
use crate::domain::credential::Definition;
use crate::domain::handed::Handed;
use crate::domain::id::AttemptId;
use crate::domain::screening::Lack;
use crate::domain::{reading, window};
use crate::store::attempt::{self, Attempt};
use crate::store::{Conn, Tx, assessor_conflict, snapshot};

/// How many days there are at least after work comes back (T6).
const LEAST_DAYS: u16 = 14;
const LIST: i64 = 200;
const LONGEST: usize = 10_000;

/// Work to look through.
#[derive(Clone, Debug)]
pub struct Screening {
    /// The attempt.
    pub attempt_id: AttemptId,
    /// What the work is called.
    pub code: String,
    /// Since when it waits.
    pub since: Timestamp,
    /// What is asked.
    pub definition: Definition,
    /// The work.
    pub handed: Handed,
    /// What is there and what is missing, as far as the tool can tell.
    pub review: Review,
}

async fn screener(db: &mut Conn, session: &Session) -> Result<(), Error> {
    let roles = roles_in(db, session).await?;
    let may = roles.screener.then_some(());
    may.ok_or(Error::NotAllowed("looking work through"))
}

/// Nobody looks through their own work, or that of somebody whom they must not read.
async fn may_screen(db: &mut Conn, session: &Session, attempt: &Attempt) -> Result<bool, Error> {
    let launch = &session.launch;
    let (me, earner) = (launch.person_id, attempt.person_id);
    let is_other = attempt.organization_id == launch.organization_id && earner != me;
    Ok(is_other && !assessor_conflict::exists(db, me, earner).await?)
}

/// What waits to be looked through, longest waiting first.
///
/// # Errors
/// [`Error::NotAllowed`] for whoever is no screener.
pub async fn screenings(app: &App, session: &Session) -> Result<Vec<Screening>, Error> {
    let mut db = app.db.read().await?;
    screener(&mut db, session).await?;
    let organization = session.launch.organization_id;
    let mut list = vec![];
    for attempt in attempt::list_screening(&mut db, organization, app.now(), LIST).await? {
        if may_screen(&mut db, session, &attempt).await? {
            list.push(shown(&mut db, &attempt).await?);
        }
    }
    Ok(list)
}

/// One piece of work to look through.
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`] when it does not wait for that, or not for this person.
pub async fn screening(app: &App, session: &Session, id: AttemptId) -> Result<Screening, Error> {
    let mut db = app.db.read().await?;
    screener(&mut db, session).await?;
    let found = attempt::find(&mut db, id).await?.ok_or(NONE)?;
    if found.state != State::Screening || !may_screen(&mut db, session, &found).await? {
        return Err(NONE);
    }
    shown(&mut db, &found).await
}

async fn shown(db: &mut Conn, attempt: &Attempt) -> Result<Screening, Error> {
    let version = enrollment::version_of(db, attempt.credential_version_id).await?;
    let definition = version.definition.0;
    let receipts = snapshot::list_receipts(db, attempt.id).await?;
    let seq = receipts.last().ok_or(NONE)?.seq;
    let handed = handed(db, attempt.id, seq).await?;
    Ok(Screening {
        attempt_id: attempt.id,
        code: reading::code(attempt.id),
        since: attempt.updated_at,
        review: handed.review(&definition),
        definition,
        handed,
    })
}

async fn screened(tx: &mut Tx, session: &Session, id: AttemptId) -> Result<Attempt, Error> {
    screener(tx, session).await?;
    let found = attempt::find_locked(tx, id).await?.ok_or(NONE)?;
    if may_screen(tx, session, &found).await? {
        Ok(found)
    } else {
        Err(NONE)
    }
}

/// Lets work go on to the assessors (T7).
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`]; [`Error::Attempt`] when somebody was faster.
pub async fn pass(app: &App, session: &Session, id: AttemptId) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let mut attempt = screened(&mut tx, session, id).await?;
    let facts = Facts::of(Who::Screener);
    let happened = transition(Some(attempt.state), Event::PassScreening, &facts)?;
    let actor = Actor::Person(session.launch.person_id);
    write(app, &mut tx, actor, &mut attempt, &happened).await?;
    let version = enrollment::version_of(&mut tx, attempt.credential_version_id).await?;
    wanted::open_slots(app, &mut tx, &attempt, &version).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives work back that cannot be read as it is (T6). It is not counted, and there is time to mend it.
///
/// # Errors
/// As for [`pass`]; [`Error::Attempt`] without a reason.
pub async fn return_incomplete(
    app: &App,
    session: &Session,
    id: AttemptId,
    lacks: &[Lack],
    note: &str,
) -> Result<(), Error> {
    if note.len() > LONGEST {
        return Err(Error::Invalid(String::from("the note is too long")));
    }
    let now = app.now();
    let mut tx = app.db.write().await?;
    let mut attempt = screened(&mut tx, session, id).await?;
    let facts = Facts::of(Who::Screener).with_if(Guard::ReasonGiven, !lacks.is_empty());
    let happened = transition(Some(attempt.state), Event::ReturnIncomplete, &facts)?;
    let zone = window::zone(&timezone(&mut tx, &attempt).await?);
    let since = attempt.submitted_at.unwrap_or(now);
    let least = window::days_from(now, LEAST_DAYS, zone);
    attempt.window_ends_at = attempt
        .window_ends_at
        .map(|end| window::paused(end, since, now).max(least));
    attempt.submitted_at = None;
    attempt.recall_until = None;
    attempt.due_at = None;
    let actor = Actor::Person(session.launch.person_id);
    write(app, &mut tx, actor, &mut attempt, &happened).await?;
    moved_later(app, &mut tx, &attempt).await?;
    let version = enrollment::version_of(&mut tx, attempt.credential_version_id).await?;
    let detail = json!({
        "title": version.definition.0.title,
        "reasons": lacks.iter().map(|lack| lack.code()).collect::<Vec<_>>(),
        "note": note.replace('\0', "").trim(),
        "days": LEAST_DAYS,
    });
    let earner = attempt.person_id;
    tell(
        app,
        &mut tx,
        earner,
        "attempt.return_incomplete",
        &attempt.id,
        detail,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
