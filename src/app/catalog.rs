//! What an organisation offers. Owns who finds and opens what, and the entry that publishing makes.

use serde_json::json;

use super::audit::{self, Actor, Change};
use super::{App, Error};
use crate::domain::catalog::{Search, Status, Summary, Viewer, Visibility};
use crate::domain::credential::Definition;
use crate::domain::id::{CredentialVersionId, OrganizationId};
use crate::domain::stack::Requirement;
use crate::store::catalog_entry::{self, CatalogEntry};
use crate::store::credential::Image;
use crate::store::organization::{self, Organization};
use crate::store::{Conn, Tx, credential, stack};

/// An entry with the content behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The entry.
    pub entry: CatalogEntry,
    /// What it is of.
    pub content: Content,
}

/// A published version.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Of a micro-credential.
    Credential(Box<credential::Version>),
    /// Of a stack.
    Stack(Box<stack::Version>),
}

/// The organisation whose catalogue is shown to the public: the one that this installation was set up for.
///
/// # Errors
/// [`Error::NotFound`] before there is one.
pub async fn public_organization(app: &App) -> Result<Organization, Error> {
    let mut db = app.db.read().await?;
    organization::find_first(&mut db)
        .await?
        .ok_or(Error::NotFound("organisation"))
}

/// What this viewer finds, by title.
///
/// # Errors
/// [`Error::Store`].
pub async fn list(
    app: &App,
    organization_id: OrganizationId,
    viewer: Viewer,
    search: &Search,
) -> Result<Vec<CatalogEntry>, Error> {
    let mut db = app.db.read().await?;
    let mut entries = catalog_entry::list(&mut db, organization_id).await?;
    entries.retain(|entry| {
        viewer.finds(entry.status, entry.visibility) && search.finds(&entry.summary, &entry.tags)
    });
    entries.sort_by_cached_key(CatalogEntry::sort_key);
    Ok(entries)
}

/// What everybody finds of these micro-credentials and stacks, in this order.
///
/// # Errors
/// [`Error::Store`].
pub async fn list_public_of(
    app: &App,
    organization_id: OrganizationId,
    named: &[&Requirement],
) -> Result<Vec<CatalogEntry>, Error> {
    let mut db = app.db.read().await?;
    let mut found = Vec::new();
    for leaf in named {
        found.extend(match leaf {
            Requirement::Credential(slug) => {
                catalog_entry::find_public_credential(&mut db, organization_id, slug).await?
            }
            Requirement::Stack(slug) => {
                catalog_entry::find_public_stack(&mut db, organization_id, slug).await?
            }
            Requirement::AllOf(_) | Requirement::OneOf(_) | Requirement::NOf { .. } => None,
        });
    }
    Ok(found)
}

/// How many entries are on a page of the public list.
pub const A_PAGE: usize = 24;

/// One page of the public list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// What is on it.
    pub entries: Vec<CatalogEntry>,
    /// How much was found in all.
    pub total: usize,
    /// Which page it is, from 1.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
}

impl Listed {
    /// The page that was asked for, or the last one.
    fn place(total: usize, page: usize) -> Self {
        let pages = total.div_ceil(A_PAGE).max(1);
        Self {
            entries: Vec::new(),
            total,
            page: page.clamp(1, pages),
            pages,
        }
    }

    const fn skipped(&self) -> usize {
        (self.page - 1) * A_PAGE
    }
}

/// What everybody finds, by title, page by page. Without a search only the page itself is read.
///
/// # Errors
/// [`Error::Store`].
pub async fn list_public(
    app: &App,
    organization_id: OrganizationId,
    search: &Search,
    page: usize,
) -> Result<Listed, Error> {
    if *search != Search::default() {
        let mut found = list(app, organization_id, Viewer::Public, search).await?;
        let mut listed = Listed::place(found.len(), page);
        found.drain(..listed.skipped());
        found.truncate(A_PAGE);
        listed.entries = found;
        return Ok(listed);
    }
    let mut db = app.db.read().await?;
    let total = catalog_entry::count_public(&mut db, organization_id).await?;
    let mut listed = Listed::place(usize::try_from(total).unwrap_or(0), page);
    let skipped = i64::try_from(listed.skipped()).unwrap_or(i64::MAX);
    let most = i64::try_from(A_PAGE).unwrap_or(i64::MAX);
    listed.entries = catalog_entry::list_public(&mut db, organization_id, skipped, most).await?;
    Ok(listed)
}

/// The content behind entries; those of which nothing is published any more are left out.
///
/// # Errors
/// [`Error::Store`].
pub async fn open(app: &App, entries: Vec<CatalogEntry>) -> Result<Vec<Offer>, Error> {
    let mut db = app.db.read().await?;
    let mut offers = Vec::with_capacity(entries.len());
    for entry in entries {
        let content = match (entry.credential_id, entry.stack_id) {
            (Some(id), _) => credential::find_published(&mut db, id)
                .await?
                .map(|version| Content::Credential(Box::new(version))),
            (None, Some(id)) => stack::find_published(&mut db, id)
                .await?
                .map(|version| Content::Stack(Box::new(version))),
            (None, None) => None,
        };
        offers.extend(content.map(|content| Offer { entry, content }));
    }
    Ok(offers)
}

/// The published micro-credential, or else the stack, of this name, where this viewer may open it.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(
    app: &App,
    organization_id: OrganizationId,
    viewer: Viewer,
    slug: &str,
) -> Result<Offer, Error> {
    let mut db = app.db.read().await?;
    let offers = [
        find_credential(&mut db, organization_id, slug).await?,
        find_stack(&mut db, organization_id, slug).await?,
    ];
    offers
        .into_iter()
        .flatten()
        .find(|offer| viewer.may_open(offer.entry.status, offer.entry.visibility))
        .ok_or(Error::NotFound("entry of the catalogue"))
}

/// The published micro-credential of this name, whoever asks.
pub(super) async fn find_credential(
    db: &mut Conn,
    organization_id: OrganizationId,
    slug: &str,
) -> Result<Option<Offer>, Error> {
    let Some(known) = credential::find_by_slug(db, organization_id, slug).await? else {
        return Ok(None);
    };
    let version = credential::find_published(db, known.id).await?;
    let entry = catalog_entry::find_for_credential(db, organization_id, known.id).await?;
    let content = version.map(|version| Content::Credential(Box::new(version)));
    Ok(offer(entry, content))
}

/// The published stack of this name, whoever asks.
pub(super) async fn find_stack(
    db: &mut Conn,
    organization_id: OrganizationId,
    slug: &str,
) -> Result<Option<Offer>, Error> {
    let Some(known) = stack::find_by_slug(db, organization_id, slug).await? else {
        return Ok(None);
    };
    let version = stack::find_published(db, known.id).await?;
    let entry = catalog_entry::find_for_stack(db, organization_id, known.id).await?;
    let content = version.map(|version| Content::Stack(Box::new(version)));
    Ok(offer(entry, content))
}

fn offer(entry: Option<CatalogEntry>, content: Option<Content>) -> Option<Offer> {
    Some(Offer {
        entry: entry?,
        content: content?,
    })
}

/// The content of a version, in whatever state it is.
///
/// # Errors
/// [`Error::NotFound`] also for a version of another organisation.
pub async fn load(
    app: &App,
    organization_id: OrganizationId,
    version_id: CredentialVersionId,
) -> Result<Definition, Error> {
    let mut db = app.db.read().await?;
    let version = credential::find_version(&mut db, version_id).await?;
    version
        .filter(|version| version.organization_id == organization_id)
        .map(|version| version.definition.0)
        .ok_or(Error::NotFound("version"))
}

/// A picture of a version.
///
/// # Errors
/// [`Error::NotFound`] also for a version of another organisation.
pub async fn image(
    app: &App,
    organization_id: OrganizationId,
    version_id: CredentialVersionId,
    name: &str,
) -> Result<Image, Error> {
    const NONE: Error = Error::NotFound("picture");
    let mut db = app.db.read().await?;
    let version = credential::find_version(&mut db, version_id).await?;
    if version.is_none_or(|version| version.organization_id != organization_id) {
        return Err(NONE);
    }
    let image = credential::find_image(&mut db, version_id, name).await?;
    image.filter(Image::is_shown).ok_or(NONE)
}

/// What an organisation says of an entry; what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Whether it can be placed and begun.
    pub status: Option<Status>,
    /// Who finds it.
    pub visibility: Option<Visibility>,
    /// How hard it is.
    pub tier: Option<i64>,
    /// The organisation's own words to find it by.
    pub tags: Option<Vec<String>>,
    /// Whom it is offered to.
    pub audience: Option<Vec<String>>,
}

/// Changes how a micro-credential or a stack is offered.
///
/// # Errors
/// [`Error::NotFound`] for what was never published here.
pub async fn change(
    app: &App,
    actor: Actor,
    organization_id: OrganizationId,
    slug: &str,
    terms: Terms,
) -> Result<CatalogEntry, Error> {
    let mut tx = app.db.write().await?;
    let found = match find_credential(&mut tx, organization_id, slug).await? {
        Some(offer) => Some(offer),
        None => find_stack(&mut tx, organization_id, slug).await?,
    };
    let mut entry = found
        .ok_or(Error::NotFound("entry of the catalogue"))?
        .entry;
    entry.status = terms.status.unwrap_or(entry.status);
    entry.visibility = terms.visibility.unwrap_or(entry.visibility);
    entry.tier = terms.tier.or(entry.tier);
    entry.tags = terms.tags.map_or(entry.tags, Into::into);
    entry.audience = terms.audience.map_or(entry.audience, Into::into);
    catalog_entry::update(&mut tx, &entry, app.now()).await?;
    record(app, &mut tx, actor, "change", &entry).await?;
    tx.commit().await?;
    Ok(entry)
}

/// Sees to it that what was just published is in the catalogue as it now is.
pub(super) async fn offer_credential(
    app: &App,
    tx: &mut Tx,
    actor: Actor,
    version: &credential::Version,
) -> Result<(), Error> {
    let (organization_id, id) = (version.organization_id, version.credential_id);
    let known = catalog_entry::find_for_credential(tx, organization_id, id).await?;
    let new = CatalogEntry {
        credential_id: Some(id),
        slug: version.definition.slug.clone(),
        ..entry(app, organization_id, Summary::from(&version.definition.0))
    };
    offer_as(app, tx, actor, known, new).await
}

/// As [`offer_credential`], for a stack.
pub(super) async fn offer_stack(
    app: &App,
    tx: &mut Tx,
    actor: Actor,
    version: &stack::Version,
) -> Result<(), Error> {
    let (organization_id, id) = (version.organization_id, version.stack_id);
    let known = catalog_entry::find_for_stack(tx, organization_id, id).await?;
    let new = CatalogEntry {
        stack_id: Some(id),
        slug: version.definition.slug.clone(),
        ..entry(app, organization_id, Summary::from(&version.definition.0))
    };
    offer_as(app, tx, actor, known, new).await
}

fn entry(app: &App, organization_id: OrganizationId, summary: Summary) -> CatalogEntry {
    CatalogEntry {
        id: app.new_id(),
        organization_id,
        credential_id: None,
        stack_id: None,
        slug: String::new(),
        status: Status::Offered,
        visibility: Visibility::Public,
        tier: None,
        tags: Vec::new().into(),
        audience: Vec::new().into(),
        accepts_linked_media: true,
        summary: summary.into(),
    }
}

async fn offer_as(
    app: &App,
    tx: &mut Tx,
    actor: Actor,
    known: Option<CatalogEntry>,
    new: CatalogEntry,
) -> Result<(), Error> {
    match known {
        None => {
            catalog_entry::insert(tx, &new, app.now()).await?;
            record(app, tx, actor, "create", &new).await
        }
        Some(known) if known.summary == new.summary => Ok(()),
        Some(known) => {
            let changed = CatalogEntry {
                summary: new.summary,
                ..known
            };
            Ok(catalog_entry::update(tx, &changed, app.now()).await?)
        }
    }
}

async fn record(
    app: &App,
    tx: &mut Tx,
    actor: Actor,
    verb: &str,
    entry: &CatalogEntry,
) -> Result<(), Error> {
    let change = Change {
        actor,
        organization_id: Some(entry.organization_id),
        kind: &format!("catalog_entry.{verb}"),
        subject_id: entry.id.to_string(),
        detail: json!({
            "slug": entry.slug, "status": entry.status.code(), "visibility": entry.visibility.code(),
            "tier": entry.tier, "tags": entry.tags, "audience": entry.audience,
        }),
    };
    audit::record(app, tx, change).await
}
