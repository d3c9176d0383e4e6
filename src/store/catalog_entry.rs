//! What organisations offer, at rest.

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, Tx, document, query};
use crate::clock::Timestamp;
use crate::domain::catalog::{Status, Summary, Visibility};
use crate::domain::id::{CatalogEntryId, CredentialId, LmsContextId, OrganizationId, StackId};

/// A micro-credential or a stack in an organisation's catalogue.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct CatalogEntry {
    /// Its id.
    pub id: CatalogEntryId,
    /// Whose catalogue it is.
    pub organization_id: OrganizationId,
    /// The micro-credential, where it is one.
    pub credential_id: Option<CredentialId>,
    /// The stack, where it is one.
    pub stack_id: Option<StackId>,
    /// Its name in addresses.
    pub slug: String,
    /// Whether it can be placed and begun.
    #[sqlx(try_from = "String")]
    pub status: Status,
    /// Who finds it.
    #[sqlx(try_from = "String")]
    pub visibility: Visibility,
    /// How hard it is, as the organisation counts.
    pub tier: Option<i64>,
    /// The organisation's own words to find it by, besides the author's.
    pub tags: Json<Vec<String>>,
    /// Whom the organisation offers it to, where that is not everybody it is for.
    pub audience: Json<Vec<String>>,
    /// Whether recordings may lie on other sites where the definition takes them.
    pub accepts_linked_media: bool,
    /// What lists show of it.
    pub summary: Json<Summary>,
}

impl CatalogEntry {
    /// By what it is found in a list: its title, without regard to capitals.
    #[must_use]
    pub fn sort_key(&self) -> String {
        self.summary.title.to_lowercase()
    }
}

/// Writes a new entry.
pub async fn insert(tx: &mut Tx, new: &CatalogEntry, now: Timestamp) -> Result<(), Error> {
    query(
        "INSERT INTO catalog_entry (id, organization_id, credential_id, stack_id, status, visibility, tier, tags,
             audience, accepts_linked_media, summary, created_at, updated_at, sort_key)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)",
    )
    .bind(new.id)
    .bind(new.organization_id)
    .bind(new.credential_id)
    .bind(new.stack_id)
    .bind(new.status.code())
    .bind(new.visibility.code())
    .bind(new.tier)
    .bind(document(&new.tags))
    .bind(document(&new.audience))
    .bind(new.accepts_linked_media)
    .bind(document(&new.summary))
    .bind(now)
    .bind(&new.sort_key())
    .execute(tx)
    .await
    .map(drop)
}

/// Replaces what the organisation says of an entry: all but what it is of.
pub async fn update(tx: &mut Tx, changed: &CatalogEntry, now: Timestamp) -> Result<(), Error> {
    query(
        "UPDATE catalog_entry SET status = $2, visibility = $3, tier = $4, tags = $5, audience = $6,
             accepts_linked_media = $7, summary = $8, updated_at = $9, sort_key = $10
         WHERE id = $1",
    )
    .bind(changed.id)
    .bind(changed.status.code())
    .bind(changed.visibility.code())
    .bind(changed.tier)
    .bind(document(&changed.tags))
    .bind(document(&changed.audience))
    .bind(changed.accepts_linked_media)
    .bind(document(&changed.summary))
    .bind(now)
    .bind(&changed.sort_key())
    .execute(tx)
    .await
    .map(drop)
}

/// The organisation's entry of a micro-credential.
pub async fn find_for_credential(
    db: &mut Conn,
    organization_id: OrganizationId,
    credential_id: CredentialId,
) -> Result<Option<CatalogEntry>, Error> {
    query(
        "SELECT entry.id, entry.organization_id, entry.credential_id, entry.stack_id, credential.slug, entry.status,
             entry.visibility, entry.tier, entry.tags, entry.audience, entry.accepts_linked_media, entry.summary
         FROM catalog_entry AS entry JOIN credential ON credential.id = entry.credential_id
         WHERE entry.organization_id = $1 AND entry.credential_id = $2",
    )
    .bind(organization_id)
    .bind(credential_id)
    .optional(db)
    .await
}

/// The organisation's entry of a stack.
pub async fn find_for_stack(
    db: &mut Conn,
    organization_id: OrganizationId,
    stack_id: StackId,
) -> Result<Option<CatalogEntry>, Error> {
    query(
        "SELECT entry.id, entry.organization_id, entry.credential_id, entry.stack_id, stack.slug, entry.status,
             entry.visibility, entry.tier, entry.tags, entry.audience, entry.accepts_linked_media, entry.summary
         FROM catalog_entry AS entry JOIN stack ON stack.id = entry.stack_id
         WHERE entry.organization_id = $1 AND entry.stack_id = $2",
    )
    .bind(organization_id)
    .bind(stack_id)
    .optional(db)
    .await
}

/// The organisation's whole catalogue, in no order.
pub async fn list(
    db: &mut Conn,
    organization_id: OrganizationId,
) -> Result<Vec<CatalogEntry>, Error> {
    query(
        "SELECT entry.id, entry.organization_id, entry.credential_id, entry.stack_id,
             COALESCE(credential.slug, stack.slug) AS slug, entry.status, entry.visibility, entry.tier, entry.tags,
             entry.audience, entry.accepts_linked_media, entry.summary
         FROM catalog_entry AS entry
         LEFT JOIN credential ON credential.id = entry.credential_id
         LEFT JOIN stack ON stack.id = entry.stack_id
         WHERE entry.organization_id = $1",
    )
    .bind(organization_id)
    .all(db)
    .await
}

/// Some of what everybody finds ([`crate::domain::catalog::Viewer::Public`]), by title, behind the first `skipped`.
pub async fn list_public(
    db: &mut Conn,
    organization_id: OrganizationId,
    skipped: i64,
    most: i64,
) -> Result<Vec<CatalogEntry>, Error> {
    query(
        "SELECT entry.id, entry.organization_id, entry.credential_id, entry.stack_id,
             COALESCE(credential.slug, stack.slug) AS slug, entry.status, entry.visibility, entry.tier, entry.tags,
             entry.audience, entry.accepts_linked_media, entry.summary
         FROM catalog_entry AS entry
         LEFT JOIN credential ON credential.id = entry.credential_id
         LEFT JOIN stack ON stack.id = entry.stack_id
         WHERE entry.organization_id = $1 AND entry.status = 'offered' AND entry.visibility = 'public'
         ORDER BY entry.sort_key, entry.id LIMIT $3 OFFSET $2",
    )
    .bind(organization_id)
    .bind(skipped)
    .bind(most)
    .all(db)
    .await
}

/// The entry of a micro-credential of this name, where everybody finds it.
pub async fn find_public_credential(
    db: &mut Conn,
    organization_id: OrganizationId,
    slug: &str,
) -> Result<Option<CatalogEntry>, Error> {
    query(
        "SELECT entry.id, entry.organization_id, entry.credential_id, entry.stack_id, credential.slug, entry.status,
             entry.visibility, entry.tier, entry.tags, entry.audience, entry.accepts_linked_media, entry.summary
         FROM credential
         JOIN catalog_entry AS entry ON entry.organization_id = $1 AND entry.credential_id = credential.id
         WHERE credential.organization_id = $1 AND credential.slug = $2
             AND entry.status = 'offered' AND entry.visibility = 'public'",
    )
    .bind(organization_id)
    .bind(slug)
    .optional(db)
    .await
}

/// The entry of a stack of this name, where everybody finds it.
pub async fn find_public_stack(
    db: &mut Conn,
    organization_id: OrganizationId,
    slug: &str,
) -> Result<Option<CatalogEntry>, Error> {
    query(
        "SELECT entry.id, entry.organization_id, entry.credential_id, entry.stack_id, stack.slug, entry.status,
             entry.visibility, entry.tier, entry.tags, entry.audience, entry.accepts_linked_media, entry.summary
         FROM stack
         JOIN catalog_entry AS entry ON entry.organization_id = $1 AND entry.stack_id = stack.id
         WHERE stack.organization_id = $1 AND stack.slug = $2
             AND entry.status = 'offered' AND entry.visibility = 'public'",
    )
    .bind(organization_id)
    .bind(slug)
    .optional(db)
    .await
}

/// How much everybody finds.
pub async fn count_public(db: &mut Conn, organization_id: OrganizationId) -> Result<i64, Error> {
    let (count,): (i64,) = query(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM catalog_entry
         WHERE organization_id = $1 AND status = 'offered' AND visibility = 'public'",
    )
    .bind(organization_id)
    .one(db)
    .await?;
    Ok(count)
}

/// What is placed in a course, each once, in the order in which it came to be placed there.
pub async fn list_for_context(
    db: &mut Conn,
    organization_id: OrganizationId,
    lms_context_id: LmsContextId,
) -> Result<Vec<CatalogEntry>, Error> {
    let placed: Vec<CatalogEntry> = query(
        "SELECT entry.id, entry.organization_id, entry.credential_id, entry.stack_id,
             COALESCE(credential.slug, stack.slug) AS slug, entry.status, entry.visibility, entry.tier, entry.tags,
             entry.audience, entry.accepts_linked_media, entry.summary
         FROM placement
         JOIN placement_template AS template ON template.id = placement.placement_template_id
         JOIN catalog_entry AS entry ON entry.organization_id = $2
             AND (entry.credential_id = template.credential_id OR entry.stack_id = template.stack_id)
         LEFT JOIN credential ON credential.id = entry.credential_id
         LEFT JOIN stack ON stack.id = entry.stack_id
         WHERE placement.lms_context_id = $1
         ORDER BY placement.created_at, placement.id",
    )
    .bind(lms_context_id)
    .bind(organization_id)
    .all(db)
    .await?;
    let mut once: Vec<CatalogEntry> = Vec::with_capacity(placed.len());
    for entry in placed {
        if !once.iter().any(|known| known.id == entry.id) {
            once.push(entry);
        }
    }
    Ok(once)
}
