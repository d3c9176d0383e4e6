//! Stacks and their versions at rest.

use sqlx::FromRow;
use sqlx::types::Json;

use super::credential::Image;
use super::{Conn, Error, Sql, Tx, document, query};
use crate::clock::Timestamp;
use crate::domain::credential::life::State;
use crate::domain::credential::{ImageFile, VersionNumber};
use crate::domain::id::{OrganizationId, PlacementId, StackId, StackVersionId};
use crate::domain::stack;

/// A stack, across its versions.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Stack {
    /// Its id.
    pub id: StackId,
    /// Whose it is.
    pub organization_id: OrganizationId,
    /// Its name in addresses and files, unique in the organisation.
    pub slug: String,
    /// The link whose gate leads to it; none for a stack that people can find.
    pub placement_id: Option<PlacementId>,
}

/// One version with its content.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Version {
    /// Its id.
    pub id: StackVersionId,
    /// Of which stack.
    pub stack_id: StackId,
    /// Whose that is.
    pub organization_id: OrganizationId,
    /// The link whose gate leads to it; none for a stack that people can find.
    pub placement_id: Option<PlacementId>,
    /// Where it is in its life.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// The content.
    pub definition: Json<stack::Stack>,
    /// Fingerprint of everything in it.
    pub content_hash: String,
}

/// Writes a new stack.
pub async fn insert(tx: &mut Tx, new: &Stack, now: Timestamp) -> Result<(), Error> {
    query(
        "INSERT INTO stack (id, organization_id, slug, placement_id, created_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(new.id)
    .bind(new.organization_id)
    .bind(&new.slug)
    .bind(new.placement_id)
    .bind(now)
    .execute(tx)
    .await
    .map(drop)
}

/// The organisation's stack of this name, of those that people can find.
pub async fn find_by_slug(
    db: &mut Conn,
    organization_id: OrganizationId,
    slug: &str,
) -> Result<Option<Stack>, Error> {
    query(
        "SELECT id, organization_id, slug, placement_id FROM stack
         WHERE organization_id = $1 AND slug = $2 AND placement_id IS NULL",
    )
    .bind(organization_id)
    .bind(slug)
    .optional(db)
    .await
}

/// The stack that belongs to the gate of a link.
pub async fn find_for_placement(db: &mut Conn, id: PlacementId) -> Result<Option<Stack>, Error> {
    query("SELECT id, organization_id, slug, placement_id FROM stack WHERE placement_id = $1")
        .bind(id)
        .optional(db)
        .await
}

const FIND_HELD: Sql = Sql::per(
    "SELECT id, organization_id, slug, placement_id FROM stack WHERE id = $1",
    "SELECT id, organization_id, slug, placement_id FROM stack WHERE id = $1 FOR NO KEY UPDATE",
);

/// The stack with this id, to which nobody else makes a version until the transaction ends. Awards of it are given all the
/// while.
pub async fn find_held(tx: &mut Tx, id: StackId) -> Result<Option<Stack>, Error> {
    query(FIND_HELD).bind(id).optional(tx).await
}

/// Writes a new version.
pub async fn insert_version(tx: &mut Tx, new: &Version, now: Timestamp) -> Result<(), Error> {
    query(
        "INSERT INTO stack_version (id, stack_id, major, minor, state, title, definition, content_hash, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(new.id)
    .bind(new.stack_id)
    .bind(i64::from(new.definition.version.major))
    .bind(i64::from(new.definition.version.minor))
    .bind(new.state.code())
    .bind(&new.definition.title)
    .bind(document(&new.definition))
    .bind(&new.content_hash)
    .bind(now)
    .execute(tx)
    .await
    .map(drop)
}

/// The version with this number.
pub async fn find_version_by_number(
    db: &mut Conn,
    stack_id: StackId,
    number: VersionNumber,
) -> Result<Option<Version>, Error> {
    query(
        "SELECT version.id, version.stack_id, stack.organization_id, stack.placement_id, version.state,
             version.definition, version.content_hash
         FROM stack_version AS version JOIN stack ON stack.id = version.stack_id
         WHERE version.stack_id = $1 AND version.major = $2 AND version.minor = $3",
    )
    .bind(stack_id)
    .bind(i64::from(number.major))
    .bind(i64::from(number.minor))
    .optional(db)
    .await
}

/// The version with this id.
pub async fn find_version(db: &mut Conn, id: StackVersionId) -> Result<Option<Version>, Error> {
    query(
        "SELECT version.id, version.stack_id, stack.organization_id, stack.placement_id, version.state,
             version.definition, version.content_hash
         FROM stack_version AS version JOIN stack ON stack.id = version.stack_id
         WHERE version.id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// The version that holds now.
pub async fn find_published(db: &mut Conn, stack_id: StackId) -> Result<Option<Version>, Error> {
    query(
        "SELECT version.id, version.stack_id, stack.organization_id, stack.placement_id, version.state,
             version.definition, version.content_hash
         FROM stack_version AS version JOIN stack ON stack.id = version.stack_id
         WHERE version.stack_id = $1 AND version.state = 'published'",
    )
    .bind(stack_id)
    .optional(db)
    .await
}

/// The version with the highest number.
pub async fn find_newest(db: &mut Conn, stack_id: StackId) -> Result<Option<Version>, Error> {
    query(
        "SELECT version.id, version.stack_id, stack.organization_id, stack.placement_id, version.state,
             version.definition, version.content_hash
         FROM stack_version AS version JOIN stack ON stack.id = version.stack_id
         WHERE version.stack_id = $1 ORDER BY version.major DESC, version.minor DESC LIMIT 1",
    )
    .bind(stack_id)
    .optional(db)
    .await
}

/// Every stack of an organisation that is published and that people can find, by name.
pub async fn list_published(
    db: &mut Conn,
    organization_id: OrganizationId,
) -> Result<Vec<Version>, Error> {
    query(
        "SELECT version.id, version.stack_id, stack.organization_id, stack.placement_id, version.state,
             version.definition, version.content_hash
         FROM stack JOIN stack_version AS version ON version.stack_id = stack.id AND version.state = 'published'
         WHERE stack.organization_id = $1 AND stack.placement_id IS NULL ORDER BY stack.slug",
    )
    .bind(organization_id)
    .all(db)
    .await
}

/// The published version of every stack that everybody finds, by title.
pub async fn list_public(
    db: &mut Conn,
    organization_id: OrganizationId,
) -> Result<Vec<Version>, Error> {
    query(
        "SELECT version.id, version.stack_id, stack.organization_id, stack.placement_id, version.state,
             version.definition, version.content_hash
         FROM catalog_entry AS entry
         JOIN stack ON stack.id = entry.stack_id
         JOIN stack_version AS version ON version.stack_id = stack.id AND version.state = 'published'
         WHERE entry.organization_id = $1 AND entry.status = 'offered' AND entry.visibility = 'public'
         ORDER BY entry.sort_key, entry.id",
    )
    .bind(organization_id)
    .all(db)
    .await
}

/// Writes where a version is in its life, and when it came to be published or retired.
pub async fn update_state(
    tx: &mut Tx,
    id: StackVersionId,
    state: State,
    now: Timestamp,
) -> Result<(), Error> {
    query(
        "UPDATE stack_version SET state = $2,
             published_at = CASE WHEN $2 = 'published' THEN COALESCE(published_at, $3) ELSE published_at END,
             retired_at = CASE WHEN $2 = 'retired' THEN $3 ELSE retired_at END
         WHERE id = $1",
    )
    .bind(id)
    .bind(state.code())
    .bind(now)
    .execute(tx)
    .await
    .map(drop)
}

/// Replaces a version's content. Whether that may be is the caller's to know.
pub async fn update_content(tx: &mut Tx, changed: &Version) -> Result<(), Error> {
    query("UPDATE stack_version SET title = $2, definition = $3, content_hash = $4 WHERE id = $1")
        .bind(changed.id)
        .bind(&changed.definition.title)
        .bind(document(&changed.definition))
        .bind(&changed.content_hash)
        .execute(tx)
        .await
        .map(drop)
}

/// Replaces a version's pictures.
pub async fn replace_images(
    tx: &mut Tx,
    id: StackVersionId,
    images: &[ImageFile],
) -> Result<(), Error> {
    query("DELETE FROM stack_image WHERE stack_version_id = $1")
        .bind(id)
        .execute(tx)
        .await?;
    for image in images {
        query(
            "INSERT INTO stack_image (stack_version_id, name, media_type, content) VALUES ($1, $2, $3, $4)",
        )
        .bind(id)
        .bind(&image.name)
        .bind(&image.media_type)
        .bind(image.bytes.clone())
        .execute(tx)
        .await?;
    }
    Ok(())
}

/// One picture of a version.
pub async fn find_image(
    db: &mut Conn,
    id: StackVersionId,
    name: &str,
) -> Result<Option<Image>, Error> {
    query(
        "SELECT name, media_type, content FROM stack_image WHERE stack_version_id = $1 AND name = $2",
    )
    .bind(id)
    .bind(name)
    .optional(db)
    .await
}

/// All pictures of a version, by name.
pub async fn list_images(db: &mut Conn, id: StackVersionId) -> Result<Vec<Image>, Error> {
    query(
        "SELECT name, media_type, content FROM stack_image WHERE stack_version_id = $1 ORDER BY name",
    )
    .bind(id)
    .all(db)
    .await
}
