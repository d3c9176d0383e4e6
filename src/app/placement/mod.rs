//! Links in courses as somebody opens them. Owns what a link shows, which micro-credentials a session may open, and
//! the change of a link by an instructor; how a link finds its target by itself is in [`binding`].

pub(super) mod binding;
mod choice;

use super::catalog::{self, Content, Offer};
use super::session::Session;
use super::{App, Error};
use crate::domain::catalog::Viewer;
use crate::domain::credential::life::State;
use crate::domain::id::{CredentialId, OrganizationId, PlacementId, StackVersionId};
use crate::domain::placement::{GradeMode, Subject, VersionPolicy};
use crate::domain::purpose::Purpose;
use crate::domain::stack;
use crate::store::catalog_entry::{self, CatalogEntry};
use crate::store::placement_template::{self, PlacementTemplate};
use crate::store::{Conn, credential, placement, stack as stack_rows};

pub(super) use choice::write;
pub use choice::{Asked, Choice, Pick, change, may_change, require_chooser};

/// What the link shows that a session was opened from.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// One micro-credential.
    Credential(Box<Placed>),
    /// A stack.
    Stack(Box<PlacedStack>),
    /// A gate, by its link.
    Gate(PlacementId),
    /// All that is placed in the course.
    CoursePage,
    /// Nothing: nobody has chosen yet.
    Nothing,
}

/// A micro-credential as it is placed in a course.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The link that feeds the gradebook; none for what is opened from the catalogue without a link of its own.
    pub placement_id: Option<PlacementId>,
    /// What the gradebook gets.
    pub grade_mode: GradeMode,
    /// The micro-credential.
    pub credential_id: CredentialId,
    /// The version that is begun through this link now.
    pub version: credential::Version,
    /// Its entry in the organisation's catalogue.
    pub entry: CatalogEntry,
    /// Whether somebody can begin it now. Who has begun goes on in any case.
    pub is_open: bool,
}

/// A stack as it is placed in a course.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedStack {
    /// The link; none for a stack that is opened from another page of the course.
    pub placement_id: Option<PlacementId>,
    /// The version that holds.
    pub version_id: StackVersionId,
    /// Its content.
    pub definition: stack::Stack,
    /// What it names, as far as it is published: micro-credentials and stacks.
    pub members: Vec<CatalogEntry>,
}

/// What the session's link shows. A link that is the course itself (the entry of a navigation) and a launch without
/// a link show the course's page.
///
/// # Errors
/// [`Error::WrongPurpose`] for a session that was not opened to work in a course.
pub async fn target(app: &App, session: &Session) -> Result<Target, Error> {
    let launch = &session.launch;
    if launch.purpose.0 != Purpose::Course {
        return Err(Error::WrongPurpose);
    }
    let Some(link) = launch.placement_id else {
        return Ok(Target::CoursePage);
    };
    let is_course = launch.lti_context_id == launch.resource_link_id;
    let without = if is_course {
        Target::CoursePage
    } else {
        Target::Nothing
    };
    let Some(id) = launch.placement_template_id else {
        return Ok(without);
    };
    let organization_id = launch.organization_id;
    let mut db = app.db.read().await?;
    let Some(template) = placement_template::find(&mut db, organization_id, id).await? else {
        return Ok(without);
    };
    let found = match template.subject() {
        Subject::CoursePage => Some(Target::CoursePage),
        Subject::Gate => Some(Target::Gate(link)),
        Subject::Credential(id) => placed(&mut db, &template, Some(link), id)
            .await?
            .map(|placed| Target::Credential(Box::new(placed))),
        Subject::Stack(id) => match stack_rows::find_published(&mut db, id).await? {
            None => None,
            Some(version) => Some(Target::Stack(Box::new(PlacedStack {
                placement_id: Some(link),
                version_id: version.id,
                members: members(&mut db, organization_id, &version.definition).await?,
                definition: version.definition.0,
            }))),
        },
    };
    Ok(found.unwrap_or(Target::Nothing))
}

/// The micro-credential of this name, where this session may open it: what its link or its course shows, alone or
/// in a stack, and whatever else the organisation offers its people. The gradebook is fed by the link that was
/// opened, or else by the course's first link to it.
///
/// # Errors
/// [`Error::NotFound`], whatever stands in the way.
pub async fn credential(app: &App, session: &Session, slug: &str) -> Result<Placed, Error> {
    const NONE: Error = Error::NotFound("micro-credential");
    let launch = &session.launch;
    let organization_id = launch.organization_id;
    let mut db = app.db.read().await?;
    let known = credential::find_by_slug(&mut db, organization_id, slug).await?;
    let id = known.ok_or(NONE)?.id;
    if let Some((template, link)) = link_to(&mut db, session, id).await?
        && let Some(placed) = placed(&mut db, &template, Some(link), id).await?
    {
        return Ok(placed);
    }
    let entry = catalog_entry::find_for_credential(&mut db, organization_id, id).await?;
    let entry = entry.ok_or(NONE)?;
    let in_course = named_in_course(&mut db, session).await?;
    let is_in_course = in_course.credentials.contains(&slug.to_owned());
    if !is_in_course && !Viewer::Member.may_open(entry.status, entry.visibility) {
        return Err(NONE);
    }
    let version = credential::find_published(&mut db, id).await?.ok_or(NONE)?;
    Ok(Placed {
        placement_id: None,
        grade_mode: GradeMode::None,
        credential_id: id,
        is_open: is_in_course || Viewer::Placing.finds(entry.status, entry.visibility),
        version,
        entry,
    })
}

/// The stack of this name, where this session may open it: what its course shows, alone or in another stack, and
/// whatever else the organisation offers its people.
///
/// # Errors
/// [`Error::NotFound`], whatever stands in the way.
pub async fn stack(app: &App, session: &Session, slug: &str) -> Result<PlacedStack, Error> {
    const NONE: Error = Error::NotFound("stack");
    let organization_id = session.launch.organization_id;
    let mut db = app.db.read().await?;
    let offer = catalog::find_stack(&mut db, organization_id, slug).await?;
    let Offer { entry, content } = offer.ok_or(NONE)?;
    let in_course = named_in_course(&mut db, session).await?;
    let may_open = in_course.stacks.contains(&entry.slug)
        || Viewer::Member.may_open(entry.status, entry.visibility);
    match content {
        Content::Stack(version) if may_open => Ok(PlacedStack {
            placement_id: None,
            version_id: version.id,
            members: members(&mut db, organization_id, &version.definition).await?,
            definition: version.definition.0,
        }),
        _ => Err(NONE),
    }
}

/// What is placed in the session's course.
///
/// # Errors
/// [`Error::Store`].
pub async fn list_for_course(app: &App, session: &Session) -> Result<Vec<CatalogEntry>, Error> {
    let Some(course) = session.launch.lms_context_id else {
        return Ok(Vec::new());
    };
    let mut db = app.db.read().await?;
    Ok(catalog_entry::list_for_context(&mut db, session.launch.organization_id, course).await?)
}

/// The link that feeds the gradebook for this micro-credential: the session's own, or the course's first.
async fn link_to(
    db: &mut Conn,
    session: &Session,
    id: CredentialId,
) -> Result<Option<(PlacementTemplate, PlacementId)>, Error> {
    let launch = &session.launch;
    let mut links = Vec::new();
    if let Some(own) = launch.placement_id {
        links.extend(placement::find(db, own).await?);
    }
    if let Some(course) = launch.lms_context_id {
        links.extend(placement::find_for_credential(db, course, id).await?);
    }
    for link in links {
        let Some(template_id) = link.placement_template_id else {
            continue;
        };
        let template = placement_template::find(db, launch.organization_id, template_id).await?;
        if let Some(template) = template.filter(|found| found.credential_id == Some(id)) {
            return Ok(Some((template, link.id)));
        }
    }
    Ok(None)
}

async fn placed(
    db: &mut Conn,
    template: &PlacementTemplate,
    placement_id: Option<PlacementId>,
    id: CredentialId,
) -> Result<Option<Placed>, Error> {
    let pinned = match (template.version_policy, template.pinned_version_id) {
        (VersionPolicy::Pin, Some(version_id)) => credential::find_version(db, version_id).await?,
        _ => None,
    };
    let version = match pinned {
        Some(version) => Some(version),
        None => credential::find_newest(db, id).await?,
    };
    let entry = catalog_entry::find_for_credential(db, template.organization_id, id).await?;
    Ok(version.zip(entry).map(|(version, entry)| Placed {
        placement_id,
        grade_mode: template.grade_mode,
        credential_id: id,
        is_open: version.state == State::Published,
        version,
        entry,
    }))
}

/// The entries of what a stack names, in its order.
async fn members(
    db: &mut Conn,
    organization_id: OrganizationId,
    definition: &stack::Stack,
) -> Result<Vec<CatalogEntry>, Error> {
    let mut members = Vec::new();
    for slug in definition.requires.credentials() {
        let offer = catalog::find_credential(db, organization_id, slug).await?;
        members.extend(offer.map(|offer| offer.entry));
    }
    for slug in definition.requires.stacks() {
        let offer = catalog::find_stack(db, organization_id, slug).await?;
        members.extend(offer.map(|offer| offer.entry));
    }
    Ok(members)
}

/// Names of what the stacks of a course lead to.
#[derive(Debug, Default)]
struct Named {
    credentials: Vec<String>,
    stacks: Vec<String>,
}

/// The stacks of the session's course and what they name, with what stacks in stacks name.
async fn named_in_course(db: &mut Conn, session: &Session) -> Result<Named, Error> {
    let mut named = Named::default();
    let organization_id = session.launch.organization_id;
    let Some(course) = session.launch.lms_context_id else {
        return Ok(named);
    };
    let placed = catalog_entry::list_for_context(db, organization_id, course).await?;
    let mut open: Vec<_> = placed
        .into_iter()
        .filter(|entry| entry.stack_id.is_some())
        .map(|entry| entry.slug)
        .collect();
    for _ in 0..stack::MAX_DEPTH {
        for slug in std::mem::take(&mut open) {
            let offer = catalog::find_stack(db, organization_id, &slug).await?;
            if let Some(Content::Stack(version)) = offer.map(|offer| offer.content) {
                let requires = &version.definition.requires;
                let credentials = requires.credentials().into_iter().map(str::to_owned);
                named.credentials.extend(credentials);
                open.extend(requires.stacks().into_iter().map(str::to_owned));
            }
            named.stacks.push(slug);
        }
    }
    Ok(named)
}
