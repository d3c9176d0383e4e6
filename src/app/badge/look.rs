//! Badges as everybody sees them who has their address.

use serde_json::{Map, Value, json};

use super::compose;
use crate::app::{App, Error};
use crate::badges::context::{CREDENTIALS_V2, OPEN_BADGES, OPEN_BADGES_EXTENSIONS};
use crate::badges::credential::Achievement;
use crate::badges::{moment, ob2};
use crate::domain::award::{Reason, State, standing};
use crate::domain::badge::Code;
use crate::domain::credential::{BadgePicture, Definition};
use crate::domain::decision::Basis;
use crate::domain::id::{CredentialVersionId, OrganizationId, StackVersionId};
use crate::domain::stack::{Requirement, Stack};
use crate::store::badge::{self, Shown};
use crate::store::stack::{self, Version};
use crate::store::{Conn, credential, decision, organization};

const NONE: Error = Error::NotFound("badge");
const NO_VERSION: Error = Error::NotFound("achievement");

/// A badge, what it is of, and where it stands now.
#[derive(Clone, Debug)]
pub struct Looked {
    /// The badge and its award.
    pub shown: Shown,
    /// Where the award stands at this moment.
    pub state: State,
    /// What it is of.
    pub of: Of,
    /// On what the decision rests, for a micro-credential.
    pub basis: Option<Basis>,
    /// The organisation that assessed.
    pub assessed_by: String,
}

/// What can be earned.
#[derive(Clone, Debug)]
pub enum Of {
    /// A micro-credential.
    Credential(Box<Definition>),
    /// A stack.
    Stack(Box<Stack>),
    /// What a course gives, as the stack that it is kept as.
    Course(Box<Stack>),
}

impl Of {
    /// What it is called.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Credential(definition) => &definition.title,
            Self::Stack(stack) | Self::Course(stack) => &stack.title,
        }
    }

    /// What somebody who holds it has shown.
    #[must_use]
    pub fn claim(&self) -> &str {
        match self {
            Self::Credential(definition) => &definition.claim,
            Self::Stack(stack) | Self::Course(stack) => &stack.claim,
        }
    }

    /// In which language it is written.
    #[must_use]
    pub fn language(&self) -> &str {
        match self {
            Self::Credential(definition) => &definition.language,
            Self::Stack(stack) | Self::Course(stack) => &stack.language,
        }
    }

    /// Who stands behind it.
    #[must_use]
    pub fn issuer(&self) -> &str {
        match self {
            Self::Credential(definition) => &definition.issuer,
            Self::Stack(stack) | Self::Course(stack) => &stack.issuer,
        }
    }

    /// The name in addresses.
    #[must_use]
    pub fn slug(&self) -> &str {
        match self {
            Self::Credential(definition) => &definition.slug,
            Self::Stack(stack) | Self::Course(stack) => &stack.slug,
        }
    }

    /// It as stacks and gates name it; nothing names what a course gives.
    #[must_use]
    pub fn leaf(&self) -> Option<Requirement> {
        match self {
            Self::Credential(definition) => Some(Requirement::Credential(definition.slug.clone())),
            Self::Stack(stack) => Some(Requirement::Stack(stack.slug.clone())),
            Self::Course(_) => None,
        }
    }

    /// The author's own picture of the badge, where there is one.
    #[must_use]
    pub fn badge_image(&self) -> Option<&BadgePicture> {
        match self {
            Self::Credential(definition) => definition.badge_image.as_ref(),
            Self::Stack(stack) | Self::Course(stack) => stack.badge_image.as_ref(),
        }
    }

    /// The hours that it stands for, as they are written.
    #[must_use]
    pub fn hours(&self) -> Option<String> {
        match self {
            Self::Credential(definition) => definition.hours,
            Self::Stack(stack) | Self::Course(stack) => stack.hours,
        }
        .map(|hours| hours.to_string())
    }

    /// Standards, each once, as people write them.
    #[must_use]
    pub fn standards(&self) -> Vec<String> {
        match self {
            Self::Credential(definition) => compose::standards(definition),
            Self::Stack(_) | Self::Course(_) => Vec::new(),
        }
    }
}

/// The badge with this code.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn look(app: &App, code: &Code) -> Result<Looked, Error> {
    let mut db = app.db.read().await?;
    let shown = badge::find_by_code(&mut db, code).await?.ok_or(NONE)?;
    let of = of(&mut db, shown.credential_version_id, shown.stack_version_id).await?;
    let basis = match shown.decision_id {
        Some(id) => decision::find(&mut db, id).await?.map(|found| found.basis),
        None => None,
    };
    let assessed_by = organization::find(&mut db, shown.organization_id).await?;
    Ok(Looked {
        state: standing(shown.state, shown.valid_until, app.now()),
        of,
        basis,
        assessed_by: assessed_by.map_or_else(String::new, |found| found.name),
        shown,
    })
}

async fn of(
    db: &mut Conn,
    credential_version: Option<CredentialVersionId>,
    stack_version: Option<StackVersionId>,
) -> Result<Of, Error> {
    if let Some(id) = credential_version {
        let version = credential::find_version(db, id).await?.ok_or(NO_VERSION)?;
        return Ok(Of::Credential(Box::new(version.definition.0)));
    }
    let id = stack_version.ok_or(NO_VERSION)?;
    let version = stack::find_version(db, id).await?.ok_or(NO_VERSION)?;
    Ok(of_stack(version))
}

fn of_stack(version: Version) -> Of {
    let stack = Box::new(version.definition.0);
    match version.placement_id {
        Some(_) => Of::Course(stack),
        None => Of::Stack(stack),
    }
}

/// What a version of a micro-credential or of a stack is, by the id that badges name. Drafts are nobody's business: only what was
/// awarded or is published can be seen.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn achievement(app: &App, version: &str) -> Result<Of, Error> {
    let mut db = app.db.read().await?;
    Ok(public_version(&mut db, version).await?.0)
}

/// The same, with the organisation whose it is.
pub(super) async fn public_version(
    db: &mut Conn,
    version: &str,
) -> Result<(Of, OrganizationId), Error> {
    use crate::domain::credential::life::State as Life;
    let is_public = |state: Life| matches!(state, Life::Published | Life::Retired | Life::Norming);
    if let Ok(id) = version.parse::<CredentialVersionId>()
        && let Some(found) = credential::find_version(db, id).await?
        && is_public(found.state)
    {
        let of = Of::Credential(Box::new(found.definition.0));
        return Ok((of, found.organization_id));
    }
    let id: StackVersionId = version.parse().map_err(|_| NO_VERSION)?;
    let found = stack::find_version(db, id).await?;
    let found = found.filter(|found| is_public(found.state));
    let found = found.ok_or(NO_VERSION)?;
    let organization_id = found.organization_id;
    Ok((of_stack(found), organization_id))
}

impl Of {
    /// As a document of Open Badges 3.0.
    #[must_use]
    pub fn document(&self, app: &App, version: &str) -> Value {
        let mut document = json!(self.written(app, version));
        document["@context"] = json!([CREDENTIALS_V2, OPEN_BADGES, OPEN_BADGES_EXTENSIONS]);
        document
    }

    fn written(&self, app: &App, version: &str) -> Achievement {
        let addresses = &app.settings.badges.addresses;
        match self {
            Self::Credential(definition) => {
                compose::credential_achievement(addresses, version, definition)
            }
            Self::Stack(stack) => {
                compose::stack_achievement(addresses, version, (stack, false), &[])
            }
            Self::Course(stack) => {
                compose::stack_achievement(addresses, version, (stack, true), &[])
            }
        }
    }
}

/// What can be earned, in Open Badges 2.0. `issuer` is who issues badges of it, by the name in addresses.
#[must_use]
pub fn badge_class_2(app: &App, version: &str, of: &Of, issuer: &str) -> Map<String, Value> {
    let addresses = &app.settings.badges.addresses;
    let mut class = ob2::BadgeClass::new(
        addresses.badge_class_2(&version),
        of.title(),
        of.claim(),
        addresses.picture(&version),
        ob2::Criteria {
            id: addresses.achievement(&version),
            narrative: None,
        },
        addresses.issuer_2(issuer),
    );
    if let Of::Credential(definition) = of {
        class.tags.clone_from(&definition.tags);
    }
    class.document()
}

/// An award in Open Badges 2.0.
#[derive(Clone, Debug, PartialEq)]
pub enum Assertion {
    /// It was given, and not taken back.
    Holds(Map<String, Value>),
    /// It was taken back.
    Gone(Map<String, Value>),
    /// It cannot be said whose it is: the LMS gave no address.
    Nobodys,
}

/// An award in Open Badges 2.0, as it is now.
#[must_use]
pub fn assertion_2(app: &App, looked: &Looked) -> Assertion {
    let addresses = &app.settings.badges.addresses;
    let (badge, shown) = (&looked.shown.badge, &looked.shown);
    let id = addresses.assertion_2(&badge.code);
    if matches!(looked.state, State::Suspended | State::Revoked) {
        let reason = shown.reason().filter(|_| looked.state == State::Revoked);
        let reason = reason.map(|reason| reason.code().to_owned());
        return Assertion::Gone(ob2::Revoked::new(id, reason).document());
    }
    let Some(identity) = &badge.identity else {
        return Assertion::Nobodys;
    };
    let version = shown.version();
    let mut assertion = ob2::Assertion::of_identity(
        id,
        addresses.badge_class_2(&version),
        (identity, &badge.salt),
        moment::written(shown.issued_at),
    );
    assertion.expires = shown.valid_until.map(moment::written);
    assertion.image = Some(addresses.badge_as(&badge.code, super::Form::Png));
    Assertion::Holds(assertion.document())
}

impl Shown {
    /// Why the award was stopped or taken back, as far as that is for everybody.
    #[must_use]
    pub fn reason(&self) -> Option<Reason> {
        self.end_reason.clone()?.try_into().ok()
    }

    /// The id of the version that was shown or fulfilled.
    #[must_use]
    pub fn version(&self) -> String {
        version(self.credential_version_id, self.stack_version_id)
    }
}

/// The id of the version that an award is of, as badges name it: that of a micro-credential or that of a stack.
pub(super) fn version(
    credential: Option<CredentialVersionId>,
    stack: Option<StackVersionId>,
) -> String {
    let credential = credential.map(|id| id.to_string());
    let stack = stack.map(|id| id.to_string());
    credential.or(stack).unwrap_or_default()
}
