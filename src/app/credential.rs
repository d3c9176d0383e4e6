//! Micro-credentials as content: files that become versions, and versions that become files again. Owns what may
//! change in place and what needs a new version.

use serde_json::json;

use super::audit::Actor;
use super::publishing::{Act, IMPORT, Subject, canonical, check_slug};
use super::{App, Error, badge, catalog};
use crate::domain::credential::life::{Event, FIRST, Facts, State};
use crate::domain::credential::{
    BadgePicture, Change, Definition, ImageFile, Package, Problem, Severity, VersionNumber,
    check as problems, check_derived, required_change, scored_text,
};
use crate::domain::id::{CredentialId, CredentialVersionId, OrganizationId};
use crate::picture::own;
use crate::random::fingerprint;
use crate::store::credential::{self, Credential, Version, VersionLine};
use crate::store::{Conn, Tx};

/// How large a picture may be, in bytes.
pub const MAX_IMAGE: usize = 2 * 1024 * 1024;

const MEDIA_TYPES: [&str; 3] = ["image/png", "image/jpeg", "image/webp"];

/// What became of a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The micro-credential.
    pub credential_id: CredentialId,
    /// The version.
    pub version_id: CredentialVersionId,
    /// Where the version is in its life now.
    pub state: State,
    /// What it was to us.
    pub what: What,
}

/// What an imported definition was to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A new name.
    New,
    /// A new number of a known name.
    NewVersion,
    /// Another content of a draft.
    Changed,
    /// Another content of something published, in texts that nothing is scored by.
    Patched,
    /// What we have.
    Unchanged,
}

impl What {
    /// In a word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::NewVersion => "new version",
            Self::Changed => "changed",
            Self::Patched => "patched",
            Self::Unchanged => "unchanged",
        }
    }
}

/// Takes a definition in: as a draft or, when `publish` asks for it, published, which retires the version before it
/// for new starts.
///
/// # Errors
/// [`Error::Invalid`] with what to do: for a change that needs another version number, and for content that cannot
/// be kept.
pub async fn import(
    app: &App,
    actor: Actor,
    organization_id: OrganizationId,
    package: &Package,
    publish: bool,
) -> Result<Imported, Error> {
    check(package)?;
    let definition = &package.definition;
    check_badge_image(definition.badge_image.as_ref(), &package.images).await?;
    let hashes = (content_hash(package)?, scored_hash(definition)?);
    let mut tx = app.db.write().await?;
    let known = credential::find_by_slug(&mut tx, organization_id, &definition.slug).await?;
    let (credential, mut what) = match known {
        Some(known) => (known, What::NewVersion),
        None => {
            let new = Credential {
                id: app.new_id(),
                organization_id,
                slug: definition.slug.clone(),
            };
            credential::insert(&mut tx, &new, app.now()).await?;
            (new, What::New)
        }
    };
    let newest = credential::find_newest(&mut tx, credential.id).await?;
    if let Some(newest) = &newest {
        keeps_licence(newest, definition)?;
    }
    let same =
        credential::find_version_by_number(&mut tx, credential.id, definition.version).await?;
    let written = |id, state| Version {
        id,
        credential_id: credential.id,
        organization_id,
        state,
        definition: definition.clone().into(),
        content_hash: hashes.0.clone(),
        scored_hash: hashes.1.clone(),
    };
    let version = match same {
        Some(same) if same.content_hash == hashes.0 => {
            what = What::Unchanged;
            same
        }
        Some(same) => {
            let act = act(actor, &same);
            what = replace(app, &mut tx, act, &same, (package, &hashes.1)).await?;
            let changed = written(same.id, same.state);
            credential::update_content(&mut tx, &changed).await?;
            credential::replace_images(&mut tx, same.id, &package.images).await?;
            act.changed(app, &mut tx, &changed.content_hash).await?;
            changed
        }
        None => {
            if let Some(newest) = &newest {
                is_newer(newest, definition)?;
            }
            let new = written(app.new_id(), FIRST);
            credential::insert_version(&mut tx, &new, app.now()).await?;
            credential::replace_images(&mut tx, new.id, &package.images).await?;
            let number = definition.version.to_string();
            act(actor, &new).made(app, &mut tx, number, IMPORT).await?;
            new
        }
    };
    let state = if publish {
        self::publish(app, &mut tx, actor, &version).await?
    } else {
        version.state
    };
    if state == State::Published {
        catalog::offer_credential(app, &mut tx, actor, &version).await?;
    }
    tx.commit().await?;
    Ok(Imported {
        credential_id: credential.id,
        version_id: version.id,
        state,
        what,
    })
}

const fn act(actor: Actor, version: &Version) -> Act {
    Act {
        actor,
        organization_id: version.organization_id,
        subject: Subject::Credential(version.id),
    }
}

fn check(package: &Package) -> Result<(), Error> {
    check_slug(&package.definition.slug)?;
    for image in &package.images {
        let name = &image.name;
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
        if name.is_empty() || name.len() > 100 || !name.chars().all(is_plain) {
            return Err(Error::Invalid(format!(
                "picture {name:?}: name it with letters, digits, dots and hyphens"
            )));
        }
        if image.bytes.len() > MAX_IMAGE {
            return Err(Error::Invalid(format!(
                "picture {name}: it has more than 2 MB; make it smaller"
            )));
        }
        let badge = package.definition.badge_image.as_ref();
        let is_badge = badge.is_some_and(|badge| badge.file == *name);
        if !MEDIA_TYPES.contains(&image.media_type.as_str()) && !is_badge {
            return Err(Error::Invalid(format!(
                "picture {name}: only PNG, JPEG and WebP are shown"
            )));
        }
    }
    Ok(())
}

/// Whether a badge can be made of the picture that an author brings for it.
pub(super) async fn check_badge_image(
    image: Option<&BadgePicture>,
    images: &[ImageFile],
) -> Result<(), Error> {
    let Some(image) = image else {
        return Ok(());
    };
    let name = &image.file;
    let file = images.iter().find(|file| file.name == *name);
    let file =
        file.ok_or_else(|| Error::Invalid(format!("picture {name}: it is named and not there")))?;
    let bytes = file.bytes.clone();
    let checked = badge::drawn(move || own::check(&bytes).map(|()| Vec::new())).await;
    checked
        .map(drop)
        .map_err(|why| Error::Invalid(format!("picture {name}: no badge can be made of it: {why}")))
}

/// Whether another content of the same number may take the place of what is there, and as what.
async fn replace(
    app: &App,
    tx: &mut Tx,
    act: Act,
    known: &Version,
    (package, scored_hash): (&Package, &str),
) -> Result<What, Error> {
    if known.state.is_open_for_change() {
        return Ok(What::Changed);
    }
    let number = known.definition.version;
    if known.state != State::Published {
        return Err(Error::Invalid(format!(
            "version {number} is {} and cannot be changed; raise the version",
            known.state.code()
        )));
    }
    let definition = &package.definition;
    let facts = Facts {
        changes_scored_text: known.scored_hash != scored_hash,
        ..Facts::default()
    };
    if facts.changes_scored_text {
        let next = next_number(&known.definition, definition);
        return Err(Error::Invalid(format!(
            "version {number} is published, and what it asks or scores would change; raise the version to {next}"
        )));
    }
    // Badges that people took along are compared with it.
    if is_another_badge(tx, known, package).await? {
        let next = next_number(&known.definition, definition);
        return Err(Error::Invalid(format!(
            "version {number} is published, and the picture of its badge would change; raise the version to {next}"
        )));
    }
    act.step(app, tx, known.state, Event::CorrectTypo, &facts)
        .await?;
    Ok(What::Patched)
}

/// Whether the author's own picture of the badge is another one than that of a known version.
async fn is_another_badge(tx: &mut Tx, known: &Version, package: &Package) -> Result<bool, Error> {
    let (before, after) = (
        known.definition.badge_image.as_ref(),
        package.definition.badge_image.as_ref(),
    );
    let Some(image) = after.filter(|_| before == after) else {
        return Ok(before != after);
    };
    let stored = credential::find_image(tx, known.id, &image.file).await?;
    let mut brought = package.images.iter();
    let brought = brought.find(|one| one.name == image.file);
    Ok(stored.map(ImageFile::from).as_ref() != brought)
}

/// The least number that a change needs.
fn next_number(old: &Definition, new: &Definition) -> VersionNumber {
    let VersionNumber { major, minor } = old.version;
    match required_change(old, new) {
        Change::Major => VersionNumber {
            major: major.saturating_add(1),
            minor: 0,
        },
        Change::None | Change::Patch | Change::Minor => VersionNumber {
            major,
            minor: minor.saturating_add(1),
        },
    }
}

/// What somebody else's licence protects comes in as they wrote it.
fn keeps_licence(newest: &Version, definition: &Definition) -> Result<(), Error> {
    match check_derived(&newest.definition, definition).pop() {
        Some(problem) => Err(Error::Invalid(format!(
            "{}: {}",
            problem.path, problem.message
        ))),
        None => Ok(()),
    }
}

/// A version that is older than the published one would take its place, and one whose number is raised too little
/// would let assessors score by criteria that they have not qualified for.
fn is_newer(newest: &Version, definition: &Definition) -> Result<(), Error> {
    let (number, known) = (definition.version, newest.definition.version);
    let next = next_number(&newest.definition, definition);
    if number >= next {
        return Ok(());
    }
    Err(Error::Invalid(format!(
        "version {number} does not do after {known}, which was published; raise the version to {next}"
    )))
}

/// Everything that has to be put right before it can be published, in one text.
fn check_for_publishing(definition: &Definition) -> Result<(), Error> {
    let is_error = |problem: &&Problem| problem.severity == Severity::Error;
    let found = problems(definition);
    let lines: Vec<_> = found
        .iter()
        .filter(is_error)
        .map(|problem| format!("{}: {}", problem.path, problem.message))
        .collect();
    if lines.is_empty() {
        return Ok(());
    }
    Err(Error::Invalid(format!(
        "{} cannot be published yet:\n{}",
        definition.slug,
        lines.join("\n")
    )))
}

async fn publish(app: &App, tx: &mut Tx, actor: Actor, version: &Version) -> Result<State, Error> {
    check_for_publishing(&version.definition)?;
    let facts = Facts::default();
    let earlier = credential::find_published(tx, version.credential_id).await?;
    if let Some(earlier) = earlier.filter(|earlier| earlier.id != version.id) {
        let act = act(actor, &earlier);
        act.step(app, tx, earlier.state, Event::Retire, &facts)
            .await?;
    }
    act(actor, version)
        .publish(app, tx, version.state, &facts)
        .await
}

fn content_hash(package: &Package) -> Result<String, Error> {
    hash_with(&package.definition, &package.images)
}

/// Of a definition or a stack and everything that lies beside it.
pub(super) fn hash_with(
    content: &impl serde::Serialize,
    images: &[ImageFile],
) -> Result<String, Error> {
    let mut images: Vec<_> = images
        .iter()
        .map(|image| json!([image.name, image.media_type, fingerprint(&image.bytes)]))
        .collect();
    images.sort_by_key(ToString::to_string);
    Ok(fingerprint(canonical(&json!([content, images]))?))
}

/// Of everything that is asked or scored, and of the rules around it.
pub(super) fn scored_hash(definition: &Definition) -> Result<String, Error> {
    Ok(fingerprint(canonical(&scored_text(definition))?))
}

/// All versions of an organisation's micro-credentials.
///
/// # Errors
/// [`Error::Store`].
pub async fn list(app: &App, organization_id: OrganizationId) -> Result<Vec<VersionLine>, Error> {
    let mut db = app.db.read().await?;
    Ok(credential::list_versions(&mut db, organization_id).await?)
}

/// The version of this name that is published or was last, as files.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn export(
    app: &App,
    organization_id: OrganizationId,
    slug: &str,
) -> Result<Package, Error> {
    let mut db = app.db.read().await?;
    let version = newest(&mut db, organization_id, slug).await?;
    let images = credential::list_images(&mut db, version.id).await?;
    Ok(Package {
        definition: version.definition.0,
        images: images.into_iter().map(ImageFile::from).collect(),
    })
}

async fn newest(
    db: &mut Conn,
    organization_id: OrganizationId,
    slug: &str,
) -> Result<Version, Error> {
    const NONE: Error = Error::NotFound("published micro-credential");
    let credential = credential::find_by_slug(db, organization_id, slug).await?;
    let credential = credential.ok_or(NONE)?;
    credential::find_newest(db, credential.id)
        .await?
        .ok_or(NONE)
}
