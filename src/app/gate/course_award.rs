//! The award that a course gives to who meets its gate. Owns who may say so and what is written of it: a stack of the gate's own,
//! in no catalogue, of which another version is made when anything in it changes. Each is retired as soon as it is published:
//! gates name it, and nobody gives it, or finds it, by what it asks for. What was given stays, whatever becomes of the
//! gate; it is stopped and taken back as the awards of stacks are, with what it rests on.

use serde_json::json;

use super::super::audit::{self, Actor, Change};
use super::super::award as awards;
use super::super::person::granted;
use super::super::publishing::{Act, Subject, canonical};
use super::super::session::Session;
use super::super::{App, Error};
use super::Known;
use super::stack_award::{Of, award_of, is_ours, newest};
use crate::domain::badge::Code;
use crate::domain::credential::VersionNumber;
use crate::domain::credential::life::{Event, FIRST, Facts};
use crate::domain::gate::CourseAward as Said;
use crate::domain::gate::{Behind, Fulfilment, Gate, NoAward, Step, follow};
use crate::domain::grant::ToolRole;
use crate::domain::id::{OrganizationId, PlacementId, StackId, StackVersionId};
use crate::domain::purpose::Purpose;
use crate::domain::role::Role;
use crate::domain::stack::Stack;
use crate::random::fingerprint;
use crate::store::gate::{self as rows, Link, Progress};
use crate::store::placement_template::{self, PlacementTemplate};
use crate::store::stack::{self, Version};
use crate::store::{Conn, Tx, badge, issuer, organization, placement};

const NONE: Error = Error::NotFound("gate");
/// From what a version is made.
const SOURCE: &str = "gate";

/// The award of a gate, as somebody in its course sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct CourseAward {
    /// What is given.
    pub of: Stack,
    /// The code of the badge of the session's person, where they were given it and it is worth one.
    pub code: Option<Code>,
}

/// What shall be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedAward {
    /// What it is called.
    pub title: String,
    /// What it took.
    pub claim: String,
    /// Who stands behind it, by name.
    pub issuer: String,
    /// In which language that is written.
    pub language: String,
}

/// The award of a gate of the session's course, where it gives one.
///
/// # Errors
/// [`Error::Store`].
pub async fn award(
    app: &App,
    session: &Session,
    placement_id: PlacementId,
) -> Result<Option<CourseAward>, Error> {
    let mut db = app.db.read().await?;
    let link = rows::find_link(&mut db, placement_id).await?;
    let Some(id) = link.and_then(|link| link.award_version_id) else {
        return Ok(None);
    };
    let Some(version) = stack::find_version(&mut db, id).await? else {
        return Ok(None);
    };
    let person_id = session.launch.person_id;
    let now = app.now();
    let known = Known::read(&mut db, session.launch.organization_id, person_id, now).await?;
    let own = newest(&known, version.stack_id).map(|row| row.award_id);
    let codes = badge::list_for_person(&mut db, person_id).await?;
    let code = codes.iter().find(|coded| Some(coded.award_id) == own);
    Ok(Some(CourseAward {
        of: version.definition.0,
        code: code.map(|coded| coded.code),
    }))
}

/// Whether the session's person may say what the gates of their course give: whoever teaches the course and runs the programme
/// of the organisation. A badge is given in the name of an issuer, and that is not for everybody who teaches to say (B.3).
///
/// # Errors
/// [`Error::Store`].
pub async fn may_set_award(app: &App, session: &Session) -> Result<bool, Error> {
    may_set(&mut app.db.read().await?, session).await
}

async fn may_set(db: &mut Conn, session: &Session) -> Result<bool, Error> {
    let launch = &session.launch;
    let teaches = launch.role == Role::Instructor && launch.purpose.0 == Purpose::Course;
    Ok(teaches
        && granted(db, session)
            .await?
            .contains(&ToolRole::ProgramAdmin))
}

/// The names of those who can stand behind an award: the organisation's issuers, and the organisation itself.
///
/// # Errors
/// [`Error::Store`].
pub async fn issuers(app: &App, session: &Session) -> Result<Vec<String>, Error> {
    let mut db = app.db.read().await?;
    let all = behind(&mut db, session.launch.organization_id).await?;
    Ok(all.into_iter().map(|(name, _)| name).collect())
}

/// Each name, with where questions go as far as that was said.
async fn behind(
    db: &mut Conn,
    organization_id: OrganizationId,
) -> Result<Vec<(String, Option<String>)>, Error> {
    let all = issuer::list(db).await?.into_iter();
    let ours = all.filter(|issuer| issuer.organization_id == organization_id);
    let mut found: Vec<_> = ours
        .map(|issuer| (issuer.name, issuer.email.or(issuer.url)))
        .collect();
    let own = organization::find(db, organization_id).await?;
    let is_new = |name: &str| found.iter().all(|(known, _)| known != name);
    let own = own.filter(|own| is_new(&own.name));
    found.extend(own.map(|own| (own.name, None)));
    Ok(found)
}

/// Says what a gate of the session's course gives from now on; nothing when nothing is asked. Who meets it already is given it
/// in the next round.
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`] for a gate of another course and an issuer of nobody. What is typed may be
/// [`NoAward`].
pub async fn set_award(
    app: &App,
    session: &Session,
    placement_id: PlacementId,
    asked: Option<&AskedAward>,
) -> Result<Result<(), NoAward>, Error> {
    let launch = &session.launch;
    let mut tx = app.db.write().await?;
    if !may_set(&mut tx, session).await? {
        return Err(Error::NotAllowed("saying what a course gives"));
    }
    // Of two who say so at once, the second sees what the first said.
    placement::find_held(&mut tx, placement_id).await?;
    let link = rows::find_link(&mut tx, placement_id).await?;
    let is_here =
        |link: &Link| link.lms_context_id.is_some() && link.lms_context_id == launch.lms_context_id;
    let link = link.filter(is_here).ok_or(NONE)?;
    let template_id = link.placement_template_id;
    let template = placement_template::find(&mut tx, launch.organization_id, template_id).await?;
    let template = template.ok_or(NONE)?;
    let gate = template.gate.as_ref().ok_or(NONE)?;
    let award_version_id = match asked {
        None => None,
        Some(asked) => {
            let said = match Said::read(&asked.title, &asked.claim) {
                Ok(said) => said,
                Err(why) => return Ok(Err(why)),
            };
            let of = (placement_id, template.award_version_id);
            Some(version(app, &mut tx, session, of, (said, asked, gate)).await?)
        }
    };
    if award_version_id == template.award_version_id {
        return Ok(Ok(()));
    }
    let changed = PlacementTemplate {
        id: app.new_id(),
        award_version_id,
        created_by: launch.person_id,
        ..template
    };
    placement_template::insert(&mut tx, &changed, app.now()).await?;
    placement::bind(&mut tx, placement_id, changed.id, app.now()).await?;
    rows::age(&mut tx, placement_id).await?;
    let change = Change {
        actor: Actor::Person(launch.person_id),
        organization_id: Some(launch.organization_id),
        kind: "gate.set_award",
        subject_id: placement_id.to_string(),
        detail: json!({ "placement_template": changed.id, "stack_version": award_version_id }),
    };
    audit::record(app, &mut tx, change).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// The version with this content, of the stack that the gate leads to now or led to before; made where there is none.
async fn version(
    app: &App,
    tx: &mut Tx,
    session: &Session,
    (placement_id, current): (PlacementId, Option<StackVersionId>),
    (said, asked, gate): (Said, &AskedAward, &Gate),
) -> Result<StackVersionId, Error> {
    let organization_id = session.launch.organization_id;
    let all = behind(tx, organization_id).await?;
    let issuer = all.into_iter().find(|(name, _)| *name == asked.issuer);
    let (issuer, contact) = issuer.ok_or(Error::NotFound("issuer"))?;
    let contact = contact.unwrap_or_else(|| app.settings.badges.contact.clone());
    let of = stack_of(app, tx, organization_id, (placement_id, current)).await?;
    let newest = stack::find_newest(tx, of.id).await?;
    let first = VersionNumber { major: 1, minor: 0 };
    let number = newest
        .as_ref()
        .map_or(first, |known| known.definition.version);
    let behind = Behind {
        issuer: &issuer,
        contact: &contact,
        language: &asked.language,
    };
    let mut content = said.stack(of.slug.clone(), number, gate.requires.clone(), behind);
    if let Some(newest) = newest {
        if newest.definition.0 == content {
            return Ok(newest.id);
        }
        content.version.major += 1;
    }
    let actor = Actor::Person(session.launch.person_id);
    publish(app, tx, actor, &of, content).await
}

/// The stack that the gate leads to now, or led to before; a new one otherwise. A copy of a course goes on with the stack of
/// the course that it was copied from, so that nobody is given the same thing in each of them.
async fn stack_of(
    app: &App,
    tx: &mut Tx,
    organization_id: OrganizationId,
    (placement_id, current): (PlacementId, Option<StackVersionId>),
) -> Result<stack::Stack, Error> {
    let mut known = match current {
        Some(id) => stack::find_version(tx, id).await?.map(|of| of.stack_id),
        None => None,
    };
    if known.is_none() {
        let own = stack::find_for_placement(tx, placement_id).await?;
        known = own.map(|own| own.id);
    }
    // Of two who say so at once in copies of a course, the second makes the version after that of the first.
    if let Some(id) = known
        && let Some(held) = stack::find_held(tx, id).await?
    {
        return Ok(held);
    }
    let new = stack::Stack {
        id: app.new_id(),
        organization_id,
        slug: format!("course-{placement_id}"),
        placement_id: Some(placement_id),
    };
    stack::insert(tx, &new, app.now()).await?;
    Ok(new)
}

async fn publish(
    app: &App,
    tx: &mut Tx,
    actor: Actor,
    of: &stack::Stack,
    content: Stack,
) -> Result<StackVersionId, Error> {
    let number = content.version.to_string();
    let new = Version {
        id: app.new_id(),
        stack_id: of.id,
        organization_id: of.organization_id,
        placement_id: of.placement_id,
        state: FIRST,
        content_hash: fingerprint(canonical(&content)?),
        definition: content.into(),
    };
    let act = Act {
        actor,
        organization_id: of.organization_id,
        subject: Subject::Stack(new.id),
    };
    let facts = Facts::default();
    stack::insert_version(tx, &new, app.now()).await?;
    act.made(app, tx, number, SOURCE).await?;
    let published = act.publish(app, tx, new.state, &facts).await?;
    // A process of a version before there were awards of courses takes what is published for something that everybody
    // can earn.
    act.step(app, tx, published, Event::Retire, &facts).await?;
    Ok(new.id)
}

/// Gives the award of a course to somebody who meets its gate, unless they have it or somebody took it back. `given` are those
/// that they were given just now.
pub(super) async fn give(
    app: &App,
    tx: &mut Tx,
    (before, version_id): (&Progress, StackVersionId),
    known: &Known,
    given: &mut Vec<StackId>,
) -> Result<(), Error> {
    const MET: Fulfilment = Fulfilment {
        is_earned: true,
        stands: true,
        may_stand: true,
    };
    let Some(version) = stack::find_version(tx, version_id).await? else {
        return Ok(());
    };
    let newest = newest(known, version.stack_id);
    let step = follow(
        newest.map(|row| row.state),
        newest.is_some_and(is_ours),
        MET,
    );
    if step != Some(Step::Issue) || given.contains(&version.stack_id) {
        return Ok(());
    }
    let of = Of {
        organization_id: before.organization_id,
        person_id: before.person_id,
    };
    let new = award_of(app, of, version.stack_id, version.id);
    let detail = json!({ "placement": before.placement_id, "person": before.person_id });
    awards::give(app, tx, &new, detail).await?;
    given.push(version.stack_id);
    Ok(())
}
