//! More time for a draft (T24): who may give it, how much, and that its earner is told. An attempt whose time is over stays
//! as it is; its earner begins another with a copy.

use chrono::NaiveDate;
use serde_json::json;

use super::{Actor, App, Error, Session, enrollment, moved_later, notice, timezone, write};
use crate::app::audit::{self, Change};
use crate::clock::Timestamp;
use crate::domain::attempt::{Event, Facts, Guard, Who, transition};
use crate::domain::grant::ToolRole;
use crate::domain::id::AttemptId;
use crate::domain::{closing, window};
use crate::store::attempt::{self, Attempt};
use crate::store::window::{self as windows, OpenWindow};
use crate::store::{Conn, Tx, organization, role_grant};

const NONE: Error = Error::NotFound("attempt");
/// How many windows are looked through for the one that somebody is asked about.
const MOST: i64 = 5_000;
/// How long a reason may be, in bytes.
const LONGEST: usize = 10_000;

/// On whose behalf.
#[derive(Clone, Copy, Debug)]
pub enum Giver<'s> {
    /// Somebody who runs the programme, in their own organisation.
    ProgramAdmin(&'s Session),
    /// Somebody at the command line.
    Operator,
}

impl Giver<'_> {
    const fn actor(self) -> Actor {
        match self {
            Self::ProgramAdmin(session) => Actor::Person(session.launch.person_id),
            Self::Operator => Actor::Operator,
        }
    }

    /// Whether an attempt is within reach: one's own is not.
    async fn check(self, tx: &mut Tx, attempt: &Attempt) -> Result<(), Error> {
        let Self::ProgramAdmin(session) = self else {
            return Ok(());
        };
        program_admin(tx, session).await?;
        let launch = &session.launch;
        let is_within = attempt.organization_id == launch.organization_id
            && attempt.person_id != launch.person_id
            && !attempt.is_test;
        is_within.then_some(()).ok_or(NONE)
    }
}

/// Only who was granted it, and only as themselves.
async fn program_admin(db: &mut Conn, session: &Session) -> Result<(), Error> {
    let launch = &session.launch;
    let is_self = !launch.is_masquerading && !launch.is_test_user;
    let (organization, person) = (launch.organization_id, launch.person_id);
    let has =
        is_self && role_grant::exists(db, organization, person, ToolRole::ProgramAdmin).await?;
    has.then_some(())
        .ok_or(Error::NotAllowed("giving more time"))
}

/// The windows of an organisation, as those who run its programme see them.
#[derive(Clone, Debug)]
pub struct Windows {
    /// The windows, the first to end first.
    pub open: Vec<OpenWindow>,
    /// The zone of the organisation, for days.
    pub timezone: String,
}

/// The open windows of the session's organisation, of people or micro-credentials with this in their name.
///
/// # Errors
/// [`Error::NotAllowed`] for whoever does not run the programme.
pub async fn open_windows(app: &App, session: &Session, search: &str) -> Result<Windows, Error> {
    let mut db = app.db.read().await?;
    program_admin(&mut db, session).await?;
    let launch = &session.launch;
    let organization_id = launch.organization_id;
    let mut open = windows::list_open(&mut db, organization_id, app.now(), MOST).await?;
    let wanted = search.trim().to_lowercase();
    let is_wanted = |text: &str| text.to_lowercase().contains(&wanted);
    open.retain(|one| {
        one.person_id != launch.person_id
            && (is_wanted(one.name.as_deref().unwrap_or_default()) || is_wanted(&one.title))
    });
    Ok(Windows {
        open,
        timezone: zone_of(&mut db, session).await?,
    })
}

async fn zone_of(db: &mut Conn, session: &Session) -> Result<String, Error> {
    let found = organization::find(db, session.launch.organization_id).await?;
    Ok(found.map_or_else(|| String::from("UTC"), |found| found.timezone))
}

/// One open window of the session's organisation.
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`] for one that is not open, somebody else's organisation's, or one's own.
pub async fn open_window(app: &App, session: &Session, id: AttemptId) -> Result<Windows, Error> {
    let mut db = app.db.read().await?;
    program_admin(&mut db, session).await?;
    let launch = &session.launch;
    let found = windows::find_open(&mut db, launch.organization_id, id).await?;
    let is_open = |found: &OpenWindow| {
        found.person_id != launch.person_id && found.window_ends_at >= app.now()
    };
    let found = found.filter(is_open);
    Ok(Windows {
        open: vec![found.ok_or(NONE)?],
        timezone: zone_of(&mut db, session).await?,
    })
}

/// Gives a draft more time, until the end of a day where the organisation is, and tells its earner. Gives the new end. Why is
/// kept in the audit log and told to nobody.
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`]; [`Error::Attempt`] for what is no draft, without a reason, and for a day that is
/// no later than the end that there is, or too late; [`Error::Invalid`] for a reason without end.
pub async fn extend(
    app: &App,
    by: Giver<'_>,
    id: AttemptId,
    until: NaiveDate,
    reason: &str,
) -> Result<Timestamp, Error> {
    if reason.len() > LONGEST {
        return Err(Error::Invalid(String::from("the reason is too long")));
    }
    let now = app.now();
    let mut tx = app.db.write().await?;
    let mut attempt = attempt::find_locked(&mut tx, id).await?.ok_or(NONE)?;
    by.check(&mut tx, &attempt).await?;
    let zone = window::zone(&timezone(&mut tx, &attempt).await?);
    let before = attempt.window_ends_at;
    let later = before.and_then(|end| closing::extended(end, until, now, zone));
    let facts = Facts::of(Who::ProgramAdmin)
        .with_if(Guard::ReasonGiven, !reason.trim().is_empty())
        .with(Guard::MayExtend)
        .with_if(Guard::EndsLater, later.is_some());
    let happened = transition(Some(attempt.state), Event::Extend, &facts)?;
    let end = later.ok_or(NONE)?;
    attempt.window_ends_at = Some(end);
    write(app, &mut tx, by.actor(), &mut attempt, &happened).await?;
    moved_later(app, &mut tx, &attempt).await?;
    let change = Change {
        actor: by.actor(),
        organization_id: Some(attempt.organization_id),
        kind: "attempt.extend_reason",
        subject_id: id.to_string(),
        detail: json!({
            "from": before.map(Timestamp::rfc3339),
            "until": end.rfc3339(),
            "reason": reason.replace('\0', "").trim(),
        }),
    };
    audit::record(app, &mut tx, change).await?;
    let version = enrollment::version_of(&mut tx, attempt.credential_version_id).await?;
    let detail = json!({ "title": version.definition.0.title, "ends_at": end.rfc3339() });
    notice::tell(
        app,
        &mut tx,
        attempt.person_id,
        "attempt.extend",
        &id,
        detail,
    )
    .await?;
    tx.commit().await?;
    Ok(end)
}
