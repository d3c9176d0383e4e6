//! Reading a course's list of people from its LMS, and keeping it. Owns how often that is done, what a list that could be
//! read in part only may change (it adds people and takes nobody away), and what is noted of a launch.

use std::time::Duration;

use super::super::session::Session;
use super::super::{App, Error, role, service};
use super::require_instructor;
use crate::clock::Timestamp;
use crate::domain::id::LmsContextId;
use crate::domain::roster::Presence;
use crate::lti::launch::Launch;
use crate::lti::names::scope;
use crate::lti::nrps::{self, Member, Status};
use crate::lti::service::ServiceError;
use crate::store::lms_context::LmsContext;
use crate::store::platform::Platform;
use crate::store::roster::{self, Reading};
use crate::store::{Tx, deployment, lms_context, platform};

/// A list is not read more often than this.
const NOT_WITHIN: Duration = Duration::from_secs(180);
/// A list that is older is read again when somebody looks at it.
const FRESH: Duration = Duration::from_secs(15 * 60);
/// A list that is older is read again by itself.
const DAILY: Duration = Duration::from_secs(24 * 3600);
/// How long somebody who opens a list for the first time waits for it; the rest comes by itself.
const PATIENCE: Duration = Duration::from_secs(6);
/// How many lists are read in one round.
const ROUND: i64 = 20;
/// How many people are written at once: nobody else writes meanwhile.
const AT_ONCE: usize = 250;

/// The code of a list that the LMS's administrator has not opened to us.
const NOT_GRANTED: &str = "roster-not-granted";
/// The code of a list whose address is none.
const NO_ADDRESS: &str = "roster-no-address";
/// The code of an answer that is no list.
const UNREADABLE: &str = "roster-unreadable";
/// The code of a list that has more people than any course.
const ENDLESS: &str = "roster-endless";

/// Sees to it that there is a list to look at: the first one is waited for, a little; one that is old is read in the
/// background. Whoever looks sees what there is.
///
/// # Errors
/// [`Error::NotFound`] for everybody who does not teach in the course.
pub async fn look(app: &App, session: &Session) -> Result<(), Error> {
    let course = require_instructor(session)?;
    let now = app.now();
    let mut db = app.db.read().await?;
    let known = roster::find(&mut db, course).await?;
    let is_offered = lms_context::find(&mut db, course)
        .await?
        .is_some_and(|course| course.memberships_url.is_some());
    drop(db);
    let is_fresh = known.as_ref().is_some_and(|known| {
        let tried = known.asked_at.max(known.fetched_at);
        tried.is_some_and(|tried| tried.plus(FRESH) > now)
    });
    if !is_offered || is_fresh {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    roster::want(&mut tx, course, now).await?;
    tx.commit().await?;
    if known.is_none() {
        // Pages that were read by then are kept, and the rest is read in the background.
        let _ = tokio::time::timeout(PATIENCE, read(app, course)).await;
    }
    Ok(())
}

/// Reads the list now, for somebody who asks for it.
///
/// # Errors
/// [`Error::NotFound`] for everybody who does not teach in the course.
pub async fn refresh(app: &App, session: &Session) -> Result<(), Error> {
    let course = require_instructor(session)?;
    read(app, course).await
}

/// Reads the lists that somebody waits for and those that are a day old, and says how many.
///
/// # Errors
/// [`Error::Store`] when it cannot be found which they are.
pub async fn refresh_due(app: &App) -> Result<usize, Error> {
    let now = app.now();
    let mut db = app.db.read().await?;
    let mut due = roster::list_wanted(&mut db, ROUND).await?;
    for stale in roster::list_stale(&mut db, now.minus(DAILY), ROUND).await? {
        if !due.contains(&stale) {
            due.push(stale);
        }
    }
    drop(db);
    for course in &due {
        if let Err(error) = read(app, *course).await {
            tracing::error!(%error, course = %course, "a list of people was not read");
        }
    }
    Ok(due.len())
}

/// Reads the list of a course, unless that was begun a moment ago. What the LMS does wrong is written down for those who
/// look at the list.
async fn read(app: &App, course: LmsContextId) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    if !roster::begin(&mut tx, course, now, now.minus(NOT_WITHIN)).await? {
        return Ok(());
    }
    tx.commit().await?;
    let (members, error) = match source(app, course).await? {
        Ok(source) => ask(app, &source).await,
        Err(code) => (Vec::new(), Some(code)),
    };
    let mut seen = 0;
    for some in members.chunks(AT_ONCE) {
        let mut tx = app.db.write().await?;
        for member in some {
            seen += i64::from(write(&mut tx, course, member, now).await?);
        }
        tx.commit().await?;
    }
    let mut tx = app.db.write().await?;
    let reading = Reading {
        asked_at: now,
        member_count: seen,
        error,
    };
    roster::finish(&mut tx, course, &reading).await?;
    if error.is_none() {
        roster::delete_unlisted(&mut tx, course, now).await?;
        roster::mark_left(&mut tx, course, now).await?;
    }
    tx.commit().await?;
    match error {
        None => tracing::info!(course = %course, people = seen, "read a list of people"),
        Some(code) => {
            tracing::warn!(course = %course, people = seen, code, "read a part of a list of people");
        }
    }
    Ok(())
}

/// Where a list is, and who may ask for it.
struct Source {
    platform: Platform,
    lti_deployment_id: String,
    first: url::Url,
}

/// The code of what stands in the way, where something does.
async fn source(app: &App, course: LmsContextId) -> Result<Result<Source, &'static str>, Error> {
    let mut db = app.db.read().await?;
    let Some(owner) = deployment::find_for_context(&mut db, course).await? else {
        return Ok(Err(NO_ADDRESS));
    };
    let known: Option<LmsContext> = lms_context::find(&mut db, course).await?;
    let platform = platform::find(&mut db, owner.platform_id).await?;
    let (Some(known), Some(platform)) = (known, platform) else {
        return Ok(Err(NO_ADDRESS));
    };
    let granted = platform.granted_scopes.as_ref();
    if granted.is_some_and(|scopes| {
        !scopes
            .iter()
            .any(|one| one == scope::CONTEXT_MEMBERSHIP_READONLY)
    }) {
        return Ok(Err(NOT_GRANTED));
    }
    let per_page = service::profile(&platform).paging.members_per_page;
    let address = known.memberships_url.unwrap_or_default();
    Ok(match nrps::first_page(&address, per_page) {
        Some(first) => Ok(Source {
            platform,
            lti_deployment_id: owner.lti_deployment_id,
            first,
        }),
        None => Err(NO_ADDRESS),
    })
}

/// Everybody on the pages that came, and the code of why there are no more.
async fn ask(app: &App, source: &Source) -> (Vec<Member>, Option<&'static str>) {
    let mut members = Vec::new();
    let mut odd = None;
    let asked = service::get_pages(
        app,
        &source.platform,
        &source.lti_deployment_id,
        &[scope::CONTEXT_MEMBERSHIP_READONLY],
        (&source.first, nrps::MEDIA_TYPE),
        |response| {
            let Ok(page) = nrps::Page::read(&response.body) else {
                odd = Some(UNREADABLE);
                return Ok(false);
            };
            members.extend(page.members);
            if members.len() > nrps::MAX_MEMBERS {
                odd = Some(ENDLESS);
                return Ok(false);
            }
            Ok(true)
        },
    )
    .await;
    let code = asked.as_ref().err().map(ServiceError::code);
    (members, odd.or(code))
}

/// `false` for somebody who was taken off the list.
async fn write(
    tx: &mut Tx,
    course: LmsContextId,
    member: &Member,
    now: Timestamp,
) -> Result<bool, Error> {
    let presence = match member.status {
        Status::Active => Presence::Active,
        Status::Inactive => Presence::Inactive,
        Status::Deleted => return Ok(false),
    };
    let seen = roster::Member {
        sub: &member.person.id,
        name: member.person.name.as_deref(),
        email: member.person.email.as_deref(),
        roles: member.roles.received(),
        role: role::of(&member.roles),
        presence,
    };
    roster::upsert_listed(tx, course, &seen, now).await?;
    Ok(true)
}

/// Somebody who comes from a course, so that its list has them even where the LMS gives none. A preview user is nobody.
pub fn member(launch: &Launch) -> Option<roster::Member<'_>> {
    (!launch.roles.is_test_user()).then(|| roster::Member {
        sub: &launch.person.id,
        name: launch.person.name.as_deref(),
        email: launch.person.email.as_deref(),
        roles: launch.roles.received(),
        role: role::of(&launch.roles),
        presence: Presence::Active,
    })
}
