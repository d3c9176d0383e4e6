//! Stacks as content. Owns taking their files in, and making them files again.

use super::audit::Actor;
use super::publishing::{Act, IMPORT, Subject, canonical, check_slug};
use super::{App, Error, catalog};
use crate::domain::credential::life::{Event, FIRST, Facts, State};
use crate::domain::credential::{ImageFile, Severity};
use crate::domain::id::{OrganizationId, StackId, StackVersionId};
use crate::domain::stack;
use crate::random::fingerprint;
use crate::store::stack::{Stack, Version};
use crate::store::{Tx, credential, stack as rows};

use super::credential::{What, check_badge_image, hash_with};

/// What became of a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The stack.
    pub stack_id: StackId,
    /// The version.
    pub version_id: StackVersionId,
    /// Where the version is in its life now.
    pub state: State,
    /// What it was to us.
    pub what: What,
}

/// Takes a stack in, as a draft or published. A published stack is never changed: any change is a new version.
///
/// # Errors
/// [`Error::Invalid`] with what to do: for another content of a published number, for a version that is older than
/// the published one, and for a published stack that names what is not published.
pub async fn import(
    app: &App,
    actor: Actor,
    organization_id: OrganizationId,
    package: &stack::Package,
    publish: bool,
) -> Result<Imported, Error> {
    let content = &package.stack;
    check_slug(&content.slug)?;
    check_badge_image(content.badge_image.as_ref(), &package.images).await?;
    let content_hash = content_hash(package)?;
    let mut tx = app.db.write().await?;
    let known = rows::find_by_slug(&mut tx, organization_id, &content.slug).await?;
    let (stack, mut what) = match known {
        Some(known) => (known, What::NewVersion),
        None => {
            let new = Stack {
                id: app.new_id(),
                organization_id,
                slug: content.slug.clone(),
                placement_id: None,
            };
            rows::insert(&mut tx, &new, app.now()).await?;
            (new, What::New)
        }
    };
    let same = rows::find_version_by_number(&mut tx, stack.id, content.version).await?;
    let published = rows::find_published(&mut tx, stack.id).await?;
    let written = |id, state| Version {
        id,
        stack_id: stack.id,
        organization_id,
        placement_id: None,
        state,
        definition: content.clone().into(),
        content_hash: content_hash.clone(),
    };
    let version = match same {
        Some(same) if same.content_hash == content_hash => {
            what = What::Unchanged;
            same
        }
        Some(same) if same.state.is_open_for_change() => {
            what = What::Changed;
            let changed = written(same.id, same.state);
            rows::update_content(&mut tx, &changed).await?;
            rows::replace_images(&mut tx, changed.id, &package.images).await?;
            let act = act(actor, &changed);
            act.changed(app, &mut tx, &changed.content_hash).await?;
            changed
        }
        Some(same) => {
            return Err(Error::Invalid(format!(
                "version {} of the stack is {} and cannot be changed; raise the version",
                content.version,
                same.state.code()
            )));
        }
        None => {
            if let Some(newer) = published
                .as_ref()
                .filter(|published| published.definition.version > content.version)
            {
                return Err(Error::Invalid(format!(
                    "version {} is older than {}, which is published; raise the version above that",
                    content.version, newer.definition.version
                )));
            }
            let new = written(app.new_id(), FIRST);
            rows::insert_version(&mut tx, &new, app.now()).await?;
            rows::replace_images(&mut tx, new.id, &package.images).await?;
            let number = content.version.to_string();
            act(actor, &new).made(app, &mut tx, number, IMPORT).await?;
            new
        }
    };
    let mut state = version.state;
    if publish {
        check_for_publishing(content)?;
        names_what_is_published(&mut tx, organization_id, content).await?;
        let facts = Facts::default();
        if let Some(earlier) = published.filter(|earlier| earlier.id != version.id) {
            let act = act(actor, &earlier);
            act.step(app, &mut tx, earlier.state, Event::Retire, &facts)
                .await?;
        }
        let act = act(actor, &version);
        state = act.publish(app, &mut tx, state, &facts).await?;
    }
    if state == State::Published {
        catalog::offer_stack(app, &mut tx, actor, &version).await?;
    }
    tx.commit().await?;
    Ok(Imported {
        stack_id: stack.id,
        version_id: version.id,
        state,
        what,
    })
}

/// Of the stack, and of the pictures beside it where there are any.
fn content_hash(package: &stack::Package) -> Result<String, Error> {
    if package.images.is_empty() {
        return Ok(fingerprint(canonical(&package.stack)?));
    }
    hash_with(&package.stack, &package.images)
}

/// The stack of this name that is published, as files.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn export(
    app: &App,
    organization_id: OrganizationId,
    slug: &str,
) -> Result<stack::Package, Error> {
    const NONE: Error = Error::NotFound("published stack");
    let mut db = app.db.read().await?;
    let known = rows::find_by_slug(&mut db, organization_id, slug).await?;
    let version = rows::find_published(&mut db, known.ok_or(NONE)?.id).await?;
    let version = version.ok_or(NONE)?;
    let images = rows::list_images(&mut db, version.id).await?;
    Ok(stack::Package {
        stack: version.definition.0,
        images: images.into_iter().map(ImageFile::from).collect(),
    })
}

const fn act(actor: Actor, version: &Version) -> Act {
    Act {
        actor,
        organization_id: version.organization_id,
        subject: Subject::Stack(version.id),
    }
}

/// Everything that has to be put right before it can be published, in one text.
fn check_for_publishing(content: &stack::Stack) -> Result<(), Error> {
    let found = stack::check(content);
    let errors = found
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    let lines: Vec<_> = errors
        .map(|problem| format!("{}: {}", problem.path, problem.message))
        .collect();
    if lines.is_empty() {
        return Ok(());
    }
    Err(Error::Invalid(format!(
        "{} cannot be published yet:\n{}",
        content.slug,
        lines.join("\n")
    )))
}

/// Because a stack that cannot be completed is no offer. What it names is published before it, so it names itself
/// never, nor does a stack that it names.
async fn names_what_is_published(
    tx: &mut Tx,
    organization_id: OrganizationId,
    content: &stack::Stack,
) -> Result<(), Error> {
    let missing = |kind: &str, slug: &str| {
        Error::Invalid(format!(
            "the stack names the {kind} {slug:?}, which is not published here; publish that first"
        ))
    };
    for slug in content.requires.credentials() {
        let known = credential::find_by_slug(tx, organization_id, slug).await?;
        let id = known.ok_or_else(|| missing("micro-credential", slug))?.id;
        if credential::find_published(tx, id).await?.is_none() {
            return Err(missing("micro-credential", slug));
        }
    }
    for slug in content.requires.stacks() {
        let known = rows::find_by_slug(tx, organization_id, slug).await?;
        let id = known.ok_or_else(|| missing("stack", slug))?.id;
        let is_itself = slug == content.slug;
        if is_itself || rows::find_published(tx, id).await?.is_none() {
            return Err(missing("stack", slug));
        }
    }
    Ok(())
}
