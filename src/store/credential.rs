//! Micro-credentials and their versions at rest.

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, Tx, document, query};
use crate::clock::Timestamp;
use crate::domain::credential::life::State;
use crate::domain::credential::{Definition, ImageFile, VersionNumber};
use crate::domain::id::{CredentialId, CredentialVersionId, OrganizationId};

/// A micro-credential, across its versions.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Credential {
    /// Its id.
    pub id: CredentialId,
    /// Whose it is.
    pub organization_id: OrganizationId,
    /// Its name in addresses and files, unique in the organisation.
    pub slug: String,
}

/// One version with its content.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Version {
    /// Its id.
    pub id: CredentialVersionId,
    /// Of which micro-credential.
    pub credential_id: CredentialId,
    /// Whose that is.
    pub organization_id: OrganizationId,
    /// Where it is in its life.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// The content.
    pub definition: Json<Definition>,
    /// Fingerprint of everything in it, pictures included.
    pub content_hash: String,
    /// Fingerprint of what is asked and scored.
    pub scored_hash: String,
}

/// One version as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct VersionLine {
    /// Its id.
    pub id: CredentialVersionId,
    /// The name of the micro-credential.
    pub slug: String,
    /// The first part of its number.
    pub major: i64,
    /// The second part of its number.
    pub minor: i64,
    /// Where it is in its life.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// Its title.
    pub title: String,
    /// When it was published.
    pub published_at: Option<Timestamp>,
}

/// A picture that belongs to a version.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Image {
    /// Its name.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// The file.
    pub content: Vec<u8>,
}

impl Image {
    /// Whether it is shown as it is. A drawing is not: it could do more than show something.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.media_type != "image/svg+xml"
    }
}

impl From<Image> for ImageFile {
    fn from(image: Image) -> Self {
        Self {
            name: image.name,
            media_type: image.media_type,
            bytes: image.content,
        }
    }
}

/// Writes a new micro-credential.
pub async fn insert(tx: &mut Tx, new: &Credential, now: Timestamp) -> Result<(), Error> {
    query("INSERT INTO credential (id, organization_id, slug, created_at) VALUES ($1, $2, $3, $4)")
        .bind(new.id)
        .bind(new.organization_id)
        .bind(&new.slug)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
}

/// The organisation's micro-credential of this name.
pub async fn find_by_slug(
    db: &mut Conn,
    organization_id: OrganizationId,
    slug: &str,
) -> Result<Option<Credential>, Error> {
    query(
        "SELECT id, organization_id, slug FROM credential WHERE organization_id = $1 AND slug = $2",
    )
    .bind(organization_id)
    .bind(slug)
    .optional(db)
    .await
}

/// Writes a new version.
pub async fn insert_version(tx: &mut Tx, new: &Version, now: Timestamp) -> Result<(), Error> {
    query(
        "INSERT INTO credential_version (id, credential_id, major, minor, state, title, definition, content_hash,
             scored_hash, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new.id)
    .bind(new.credential_id)
    .bind(i64::from(new.definition.version.major))
    .bind(i64::from(new.definition.version.minor))
    .bind(new.state.code())
    .bind(&new.definition.title)
    .bind(document(&new.definition))
    .bind(&new.content_hash)
    .bind(&new.scored_hash)
    .bind(now)
    .execute(tx)
    .await
    .map(drop)
}

/// The version with this id.
pub async fn find_version(
    db: &mut Conn,
    id: CredentialVersionId,
) -> Result<Option<Version>, Error> {
    query(
        "SELECT version.id, version.credential_id, credential.organization_id, version.state, version.definition,
             version.content_hash, version.scored_hash
         FROM credential_version AS version JOIN credential ON credential.id = version.credential_id
         WHERE version.id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// The version with this number.
pub async fn find_version_by_number(
    db: &mut Conn,
    credential_id: CredentialId,
    number: VersionNumber,
) -> Result<Option<Version>, Error> {
    query(
        "SELECT version.id, version.credential_id, credential.organization_id, version.state, version.definition,
             version.content_hash, version.scored_hash
         FROM credential_version AS version JOIN credential ON credential.id = version.credential_id
         WHERE version.credential_id = $1 AND version.major = $2 AND version.minor = $3",
    )
    .bind(credential_id)
    .bind(i64::from(number.major))
    .bind(i64::from(number.minor))
    .optional(db)
    .await
}

/// The version that people begin with now.
pub async fn find_published(
    db: &mut Conn,
    credential_id: CredentialId,
) -> Result<Option<Version>, Error> {
    query(
        "SELECT version.id, version.credential_id, credential.organization_id, version.state, version.definition,
             version.content_hash, version.scored_hash
         FROM credential_version AS version JOIN credential ON credential.id = version.credential_id
         WHERE version.credential_id = $1 AND version.state = 'published'",
    )
    .bind(credential_id)
    .optional(db)
    .await
}

/// The newest version that is or was published: what can be read when nothing can be begun any more.
pub async fn find_newest(
    db: &mut Conn,
    credential_id: CredentialId,
) -> Result<Option<Version>, Error> {
    query(
        "SELECT version.id, version.credential_id, credential.organization_id, version.state, version.definition,
             version.content_hash, version.scored_hash
         FROM credential_version AS version JOIN credential ON credential.id = version.credential_id
         WHERE version.credential_id = $1 AND version.state IN ('published', 'retired')
         ORDER BY version.major DESC, version.minor DESC LIMIT 1",
    )
    .bind(credential_id)
    .optional(db)
    .await
}

/// All versions of an organisation's micro-credentials, by name, the newest first.
pub async fn list_versions(
    db: &mut Conn,
    organization_id: OrganizationId,
) -> Result<Vec<VersionLine>, Error> {
    query(
        "SELECT version.id, credential.slug, version.major, version.minor, version.state, version.title,
             version.published_at
         FROM credential JOIN credential_version AS version ON version.credential_id = credential.id
         WHERE credential.organization_id = $1
         ORDER BY credential.slug, version.major DESC, version.minor DESC",
    )
    .bind(organization_id)
    .all(db)
    .await
}

/// Writes where a version is in its life, and when it came to be published or retired.
pub async fn update_state(
    tx: &mut Tx,
    id: CredentialVersionId,
    state: State,
    now: Timestamp,
) -> Result<(), Error> {
    query(
        "UPDATE credential_version SET state = $2,
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
    query(
        "UPDATE credential_version SET title = $2, definition = $3, content_hash = $4, scored_hash = $5 WHERE id = $1",
    )
    .bind(changed.id)
    .bind(&changed.definition.title)
    .bind(document(&changed.definition))
    .bind(&changed.content_hash)
    .bind(&changed.scored_hash)
    .execute(tx)
    .await
    .map(drop)
}

/// Replaces a version's pictures.
pub async fn replace_images(
    tx: &mut Tx,
    id: CredentialVersionId,
    images: &[ImageFile],
) -> Result<(), Error> {
    query("DELETE FROM credential_image WHERE credential_version_id = $1")
        .bind(id)
        .execute(tx)
        .await?;
    for image in images {
        query(
            "INSERT INTO credential_image (credential_version_id, name, media_type, content) VALUES ($1, $2, $3, $4)",
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
    id: CredentialVersionId,
    name: &str,
) -> Result<Option<Image>, Error> {
    query(
        "SELECT name, media_type, content FROM credential_image WHERE credential_version_id = $1 AND name = $2",
    )
    .bind(id)
    .bind(name)
    .optional(db)
    .await
}

/// All pictures of a version, by name.
pub async fn list_images(db: &mut Conn, id: CredentialVersionId) -> Result<Vec<Image>, Error> {
    query(
        "SELECT name, media_type, content FROM credential_image WHERE credential_version_id = $1 ORDER BY name",
    )
    .bind(id)
    .all(db)
    .await
}
