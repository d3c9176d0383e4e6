//! What somebody chose to place. Owns turning it into a template that links can carry, and the change of a link's
//! target by an instructor of its course.

use std::collections::BTreeMap;

use serde_json::json;
use sqlx::types::Json;

use super::super::audit::{self, Actor, Change};
use super::super::catalog::{self, Content, Offer};
use super::super::session::Session;
use super::super::{App, Error};
use crate::domain::catalog::Viewer;
use crate::domain::gate::{self, Gate, HowMany, Terms};
use crate::domain::id::PlacementId;
use crate::domain::placement::{GradeMode, VersionPolicy};
use crate::domain::purpose::Purpose;
use crate::domain::role::Role;
use crate::domain::stack::Requirement;
use crate::store::launch::Launch;
use crate::store::placement_template::{self, PlacementTemplate};
use crate::store::{Conn, Tx, placement};

/// One thing that can be placed, by its name in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// A micro-credential.
    Credential(String),
    /// A stack.
    Stack(String),
    /// A gate, which counts what is held of other entries.
    Gate(Box<Asked>),
    /// The page that shows all that is placed in the course.
    CoursePage,
}

/// What a gate shall ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// As the course and its gradebook show it.
    pub title: String,
    /// The micro-credentials and stacks, by their names in the catalogue.
    pub of: Vec<Requirement>,
    /// How many of them.
    pub how_many: HowMany,
    /// Whether awards count that were given before the course came to the tool.
    pub counts_existing: bool,
    /// Whether an award has to hold at the moment.
    pub current_only: bool,
    /// Whether awards of earlier major versions are left out.
    pub newest_only: bool,
}

impl Pick {
    /// From what a form sends: `credential:` or `stack:` with the name, or `course_page`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':') {
            Some(("credential", slug)) => Some(Self::Credential(slug.to_owned())),
            Some(("stack", slug)) => Some(Self::Stack(slug.to_owned())),
            None if text == "course_page" => Some(Self::CoursePage),
            _ => None,
        }
    }

    /// One entry of the catalogue as a gate names it.
    #[must_use]
    pub fn leaf(text: &str) -> Option<Requirement> {
        match Self::parse(text)? {
            Self::Credential(slug) => Some(Requirement::Credential(slug)),
            Self::Stack(slug) => Some(Requirement::Stack(slug)),
            Self::Gate(_) | Self::CoursePage => None,
        }
    }
}

/// What was chosen, found and written down.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What links carry the id of.
    pub template: PlacementTemplate,
    /// What it is; nothing for the course's page and for gates.
    pub offer: Option<Offer>,
}

/// Finds what was picked and writes it down with its audit event.
///
/// # Errors
/// [`Error::NotFound`] for what is not offered to be placed here.
pub(in crate::app) async fn write(
    app: &App,
    tx: &mut Tx,
    launch: &Launch,
    pick: &Pick,
    grade_mode: GradeMode,
) -> Result<Choice, Error> {
    let offer = find(tx, launch, pick).await?;
    let gate = match pick {
        Pick::Gate(asked) => Some(gate(tx, launch, asked).await?),
        _ => None,
    };
    let grade_mode = match (&offer, &gate, grade_mode) {
        (Some(_), _, mode) => mode,
        // The column of a gate counts; whoever wants none gets none.
        (None, Some(_), GradeMode::Points | GradeMode::PassOnly) => GradeMode::Points,
        (None, ..) => GradeMode::None,
    };
    let template = PlacementTemplate {
        id: app.new_id(),
        organization_id: launch.organization_id,
        credential_id: offer.as_ref().and_then(|offer| offer.entry.credential_id),
        stack_id: offer.as_ref().and_then(|offer| offer.entry.stack_id),
        gate: gate.map(Json),
        grade_mode,
        version_policy: VersionPolicy::Latest,
        pinned_version_id: None,
        award_version_id: None,
        created_by: launch.person_id,
    };
    placement_template::insert(tx, &template, app.now()).await?;
    let change = Change {
        actor: Actor::Person(launch.person_id),
        organization_id: Some(launch.organization_id),
        kind: "placement_template.create",
        subject_id: template.id.to_string(),
        detail: json!({
            "slug": offer.as_ref().map(|offer| &offer.entry.slug),
            "gate": template.gate,
            "grade_mode": template.grade_mode.code(),
            "launch": launch.id,
        }),
    };
    audit::record(app, tx, change).await?;
    Ok(Choice { template, offer })
}

async fn find(db: &mut Conn, launch: &Launch, pick: &Pick) -> Result<Option<Offer>, Error> {
    let organization_id = launch.organization_id;
    let found = match pick {
        Pick::CoursePage | Pick::Gate(_) => return Ok(None),
        Pick::Credential(slug) => catalog::find_credential(db, organization_id, slug).await?,
        Pick::Stack(slug) => catalog::find_stack(db, organization_id, slug).await?,
    };
    let is_offered =
        |offer: &Offer| Viewer::Placing.finds(offer.entry.status, offer.entry.visibility);
    match found.filter(is_offered) {
        Some(offer) => Ok(Some(offer)),
        None => Err(Error::NotFound("entry of the catalogue")),
    }
}

/// What a gate asks for, of what can be placed here.
async fn gate(db: &mut Conn, launch: &Launch, asked: &Asked) -> Result<Gate, Error> {
    let requires = gate::requirement(asked.of.clone(), asked.how_many)
        .map_err(|why| Error::Invalid(why.to_string()))?;
    let mut since_major = BTreeMap::new();
    for leaf in requires.leaves() {
        let pick = match leaf {
            Requirement::Credential(slug) => Pick::Credential(slug.clone()),
            Requirement::Stack(slug) => Pick::Stack(slug.clone()),
            _ => continue,
        };
        let offer = find(db, launch, &pick).await?;
        if let Some(Content::Credential(version)) = offer.map(|offer| offer.content)
            && asked.newest_only
        {
            let definition = &version.definition;
            since_major.insert(definition.slug.clone(), definition.version.major);
        }
    }
    Ok(Gate {
        title: asked.title.clone(),
        requires,
        terms: Terms {
            counts_existing: asked.counts_existing,
            current_only: asked.current_only,
            since_major,
        },
    })
}

impl Choice {
    /// Which column the gradebook gets, where it gets one.
    #[must_use]
    pub fn column(&self) -> Option<crate::domain::placement::Column> {
        let mode = self.template.grade_mode;
        if let Some(gate) = &self.template.gate {
            return mode.column_of_requirement(&gate.requires);
        }
        match &self.offer.as_ref()?.content {
            Content::Credential(version) => mode.column_of(&version.definition.rubric),
            Content::Stack(version) => mode.column_of_stack(&version.definition),
        }
    }
}

/// Whether this session is one of an instructor who may say what its link shows, if nobody works on that.
///
/// # Errors
/// [`Error::NotAllowed`].
pub fn require_chooser(session: &Session) -> Result<(), Error> {
    own_link(&session.launch).map(drop)
}

/// Whether this session may change what its link shows: an instructor of the link's course, while nobody's work
/// depends on it.
///
/// # Errors
/// [`Error::Store`].
pub async fn may_change(app: &App, session: &Session) -> Result<bool, Error> {
    let Ok(id) = own_link(&session.launch) else {
        return Ok(false);
    };
    let mut db = app.db.read().await?;
    Ok(!placement::is_in_use(&mut db, id).await?)
}

/// Lets the session's link show something else.
///
/// # Errors
/// [`Error::NotAllowed`] for anybody but an instructor of the course, and while somebody's work depends on the link;
/// [`Error::NotFound`] for what is not offered.
pub async fn change(
    app: &App,
    session: &Session,
    pick: &Pick,
    grade_mode: GradeMode,
) -> Result<(), Error> {
    let launch = &session.launch;
    let id = own_link(launch)?;
    let mut tx = app.db.write().await?;
    // Whoever begins at this moment waits, or is waited for.
    placement::find_held(&mut tx, id).await?;
    if placement::is_in_use(&mut tx, id).await? {
        return Err(Error::NotAllowed("changing a link that people work on"));
    }
    let choice = write(app, &mut tx, launch, pick, grade_mode).await?;
    placement::bind(&mut tx, id, choice.template.id, app.now()).await?;
    let change = Change {
        actor: Actor::Person(launch.person_id),
        organization_id: Some(launch.organization_id),
        kind: "placement.bind",
        subject_id: id.to_string(),
        detail: json!({ "placement_template": choice.template.id, "by": "choice" }),
    };
    audit::record(app, &mut tx, change).await?;
    tx.commit().await?;
    Ok(())
}

fn own_link(launch: &Launch) -> Result<PlacementId, Error> {
    let is_instructor = launch.role == Role::Instructor && !launch.is_masquerading;
    match launch.placement_id {
        Some(id) if is_instructor && launch.purpose.0 == Purpose::Course => Ok(id),
        _ => Err(Error::NotAllowed("changing what a link shows")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pick_is_read_or_refused() {
        let credential = Pick::Credential("every-voice".into());
        assert_eq!(Pick::parse("credential:every-voice"), Some(credential));
        assert_eq!(Pick::parse("stack:talk"), Some(Pick::Stack("talk".into())));
        assert_eq!(Pick::parse("course_page"), Some(Pick::CoursePage));
        for odd in ["", "credential", "gate:x", "course_page:x"] {
            assert_eq!(Pick::parse(odd), None, "{odd}");
        }
    }
}
