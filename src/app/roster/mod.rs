//! The people of a course and where each stands, for its instructors. Owns who may see that (only who teaches in this very
//! course) and what they see of it: standing, result and dates, never evidence and never what assessors wrote. Reading the
//! list from the LMS is in [`read`].

mod read;

use super::session::Session;
use super::{App, Error};
use crate::clock::Timestamp;
use crate::domain::credential::Definition;
use crate::domain::id::{CredentialId, LmsContextId};
use crate::domain::purpose::Purpose;
use crate::domain::roster::{Learner, Presence};
use crate::store::catalog_entry::{self, CatalogEntry};
use crate::store::roster::{self, Asked, Person};
use crate::store::{Conn, credential, lms_context, placement, placement_template};

pub(super) use read::member;
pub use read::{look, refresh, refresh_due};

/// The people of a course with where they stand with one micro-credential.
#[derive(Clone, Debug)]
pub struct Roster {
    /// What is placed in the course and can be earned.
    pub credentials: Vec<CatalogEntry>,
    /// The one that is shown, with its content; none where nothing is placed.
    pub shown: Option<Shown>,
    /// What is known of the list.
    pub list: Option<roster::Roster>,
    /// Whether the LMS offers a list at all.
    pub is_offered: bool,
}

/// One micro-credential with everybody who can earn it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Which.
    pub entry: CatalogEntry,
    /// What it asks for now; bands have their names in it.
    pub definition: Definition,
    /// The people.
    pub learners: Vec<Learner>,
}

/// The session's course, for those who teach in it.
///
/// # Errors
/// [`Error::NotFound`] for everybody else.
pub fn require_instructor(session: &Session) -> Result<LmsContextId, Error> {
    let launch = &session.launch;
    let is_at_work = launch.purpose.0 == Purpose::Course;
    launch
        .lms_context_id
        .filter(|_| is_at_work && launch.role.may_see_roster())
        .ok_or(Error::NotFound("roster"))
}

/// The people of the session's course, with their standing in the micro-credential of this name, or in the one that the
/// session's link shows, or in the first that is placed.
///
/// # Errors
/// [`Error::NotFound`] for everybody who does not teach in the course, and for a micro-credential that is not in it.
pub async fn view(app: &App, session: &Session, slug: Option<&str>) -> Result<Roster, Error> {
    let course = require_instructor(session)?;
    let launch = &session.launch;
    let mut db = app.db.read().await?;
    let placed = catalog_entry::list_for_context(&mut db, launch.organization_id, course).await?;
    let credentials: Vec<CatalogEntry> = placed
        .into_iter()
        .filter(|entry| entry.credential_id.is_some())
        .collect();
    let entry = match slug {
        Some(slug) => {
            let found = credentials.iter().find(|entry| entry.slug == slug);
            Some(found.ok_or(Error::NotFound("micro-credential"))?)
        }
        None => {
            let own = own_credential(&mut db, session).await?;
            let found = credentials
                .iter()
                .find(|entry| entry.credential_id == own && own.is_some());
            found.or(credentials.first())
        }
    };
    let shown = match entry {
        Some(entry) => shown(app, &mut db, session, course, entry).await?,
        None => None,
    };
    let known = lms_context::find(&mut db, course).await?;
    Ok(Roster {
        shown,
        list: roster::find(&mut db, course).await?,
        is_offered: known.is_some_and(|course| course.memberships_url.is_some()),
        credentials,
    })
}

/// The micro-credential that the session's link shows.
async fn own_credential(db: &mut Conn, session: &Session) -> Result<Option<CredentialId>, Error> {
    let Some(id) = session.launch.placement_id else {
        return Ok(None);
    };
    let link = placement::find(db, id).await?;
    let Some(template) = link.and_then(|link| link.placement_template_id) else {
        return Ok(None);
    };
    let organization_id = session.launch.organization_id;
    let template = placement_template::find(db, organization_id, template).await?;
    Ok(template.and_then(|template| template.credential_id))
}

async fn shown(
    app: &App,
    db: &mut Conn,
    session: &Session,
    course: LmsContextId,
    entry: &CatalogEntry,
) -> Result<Option<Shown>, Error> {
    let Some(credential_id) = entry.credential_id else {
        return Ok(None);
    };
    let Some(version) = credential::find_newest(db, credential_id).await? else {
        return Ok(None);
    };
    let definition = version.definition.0;
    let link = placement::find_for_credential(db, course, credential_id).await?;
    let asked = Asked {
        lms_context_id: course,
        platform_id: session.launch.platform_id,
        credential_id,
        placement_id: link.map(|link| link.id),
    };
    let people = roster::list_standings(db, asked).await?;
    let now = app.now();
    let learners = people
        .into_iter()
        .map(|person| learner(person, &definition, now));
    Ok(Some(Shown {
        entry: entry.clone(),
        // Who is gone and left nothing is nobody's business any more.
        learners: learners
            .filter(|learner| learner.presence == Presence::Active || learner.last.is_some())
            .collect(),
        definition,
    }))
}

fn learner(mut person: Person, definition: &Definition, now: Timestamp) -> Learner {
    let mut answers = person.tries.iter().rev();
    Learner {
        standing: Learner::standing(&person.tries, &definition.attempts, now),
        answer: answers.find_map(|one| one.answer.clone()),
        last: person.tries.pop(),
        sub: person.sub,
        name: person.name,
        email: person.email,
        presence: person.presence,
        lms_user_id: person.lms_user_id,
        sync: person.sync,
    }
}
