//! Files of evidence at rest: what is known of each. Their content is in the evidence store, under a key that is
//! nowhere else; a file that went into the next attempt shares it with the one that it came from.

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::answer::Evidence;
use crate::domain::credential::Definition;
use crate::domain::file::{FileEvent, FileState, Format, NotTaken};
use crate::domain::id::{AttemptId, EnrollmentId, FileId, OrganizationId, PersonId};

/// A file as it is written before its content comes.
#[derive(Clone, Debug)]
pub struct NewFileObject {
    /// Its id.
    pub id: FileId,
    /// Of which try.
    pub attempt_id: AttemptId,
    /// For which slot.
    pub slot_id: String,
    /// Where its content will be.
    pub object_key: String,
    /// What its earner calls it.
    pub original_name: String,
}

/// A file.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct FileObject {
    /// Its id.
    pub id: FileId,
    /// Of which try.
    pub attempt_id: AttemptId,
    /// For which slot.
    pub slot_id: String,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: FileState,
    /// Where its content is.
    pub object_key: String,
    /// What its earner calls it; for nobody else's eyes.
    pub original_name: String,
    /// What it is, by its content.
    pub media_type: Option<String>,
    /// How large it is.
    pub bytes: i64,
    /// The SHA-256 of its content, in hexadecimal digits.
    pub sha256: Option<String>,
    /// How long the recording is.
    pub duration_ms: Option<i64>,
    /// How many pages it has.
    pub pages: Option<i64>,
    /// How wide the picture is.
    pub width: Option<i64>,
    /// How high the picture is.
    pub height: Option<i64>,
    /// What a picture shows, for those who do not see it.
    pub alt_text: String,
    /// What it is, in its earner's words.
    pub caption: String,
    /// Its place among the files of its slot.
    pub position: i64,
    /// Why it is not taken.
    pub rejection: Option<String>,
    /// When it was begun.
    pub created_at: Timestamp,
}

impl FileObject {
    /// What it is, once that is known.
    #[must_use]
    pub fn format(&self) -> Option<Format> {
        self.media_type.clone()?.try_into().ok()
    }

    /// Why it is not taken.
    #[must_use]
    pub fn not_taken(&self) -> Option<NotTaken> {
        self.rejection.clone()?.try_into().ok()
    }

    /// As rules see it.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        Evidence {
            id: self.id,
            is_ready: self.state.is_ready(),
            duration_ms: self.duration_ms.and_then(|length| length.try_into().ok()),
            pages: self.pages.and_then(|pages| pages.try_into().ok()),
            alt_text: self.alt_text.clone(),
        }
    }
}

/// What a look at the content told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What it is.
    pub format: Format,
    /// How large it is as it is kept.
    pub bytes: i64,
    /// The SHA-256 of what is kept, in hexadecimal digits.
    pub sha256: String,
    /// How long the recording is.
    pub duration_ms: Option<i64>,
    /// How many pages it has.
    pub pages: Option<i64>,
    /// How wide the picture is.
    pub width: Option<i64>,
    /// How high the picture is.
    pub height: Option<i64>,
}

/// Whose try it is, where it stands, and what it is about.
#[derive(Clone, Debug, FromRow)]
pub struct Owner {
    /// Whose.
    pub person_id: PersonId,
    /// In which organisation.
    pub organization_id: OrganizationId,
    /// Where it stands.
    pub attempt_state: String,
    /// The version that it answers.
    pub definition: Json<Definition>,
}

/// Content that nobody needs any more.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Leftover {
    /// The file.
    pub id: FileId,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: FileState,
    /// Where its content is.
    pub object_key: String,
    /// In which organisation.
    pub organization_id: OrganizationId,
    /// Of which enrollment: files share content within one.
    pub enrollment_id: EnrollmentId,
}

/// Whose try it is.
pub async fn find_owner(db: &mut Conn, attempt_id: AttemptId) -> Result<Option<Owner>, Error> {
    query(
        "SELECT enrollment.person_id, enrollment.organization_id, attempt.state AS attempt_state,
             credential_version.definition
         FROM attempt
         JOIN enrollment ON enrollment.id = attempt.enrollment_id
         JOIN credential_version ON credential_version.id = attempt.credential_version_id
         WHERE attempt.id = $1",
    )
    .bind(attempt_id)
    .optional(db)
    .await
}

/// Makes sure that the try is a draft and stays one until the transaction ends; whoever adds or removes a file of the
/// same try waits. `false` when it is no draft.
pub async fn hold_draft(tx: &mut Tx, attempt_id: AttemptId) -> Result<bool, Error> {
    // Changes nothing but who may change it next.
    let found: Option<(String,)> =
        query("UPDATE attempt SET state = state WHERE id = $1 RETURNING state")
            .bind(attempt_id)
            .optional(tx)
            .await?;
    Ok(found.is_some_and(|(state,)| state == "draft"))
}

/// Writes a file whose content is about to come, behind the others of its slot.
pub async fn insert(tx: &mut Tx, new: &NewFileObject, now: Timestamp) -> Result<(), Error> {
    query(
        "INSERT INTO file_object (id, attempt_id, slot_id, state, object_key, original_name, bytes, alt_text,
             caption, position, created_at, updated_at)
         SELECT $1, $2, $3, 'uploading', $4, $5, 0, '', '', COALESCE(MAX(position), 0) + 1, $6, $6
         FROM file_object WHERE attempt_id = $2 AND slot_id = $3",
    )
    .bind(new.id)
    .bind(new.attempt_id)
    .bind(&new.slot_id)
    .bind(&new.object_key)
    .bind(&new.original_name)
    .bind(now)
    .execute(tx)
    .await
    .map(drop)
}

/// Copies a file that can be handed in into another try, with what is said of it; its content is the same, and is not
/// copied. `false` when it cannot be handed in.
pub async fn carry(
    tx: &mut Tx,
    from: FileId,
    (id, attempt_id): (FileId, AttemptId),
    now: Timestamp,
) -> Result<bool, Error> {
    query(
        "INSERT INTO file_object (id, attempt_id, slot_id, state, object_key, original_name, media_type, bytes,
             sha256, duration_ms, pages, width, height, alt_text, caption, position, created_at, updated_at)
         SELECT $2, $3, slot_id, state, object_key, original_name, media_type, bytes,
             sha256, duration_ms, pages, width, height, alt_text, caption, position, $4, $4
         FROM file_object WHERE id = $1 AND state IN ('ready', 'ready_original') AND removed_at IS NULL",
    )
    .bind(from)
    .bind(id)
    .bind(attempt_id)
    .bind(now)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// Whether another file needs this content. One that was taken away does too, until its content is gone for it as well.
pub async fn is_shared(db: &mut Conn, id: FileId, object_key: &str) -> Result<bool, Error> {
    let other: Option<(FileId,)> = query(
        "SELECT id FROM file_object WHERE object_key = $1 AND id <> $2 AND state <> 'purged' LIMIT 1",
    )
    .bind(object_key)
    .bind(id)
    .optional(db)
    .await?;
    Ok(other.is_some())
}

/// The file with this id, unless it was taken away.
pub async fn find(db: &mut Conn, id: FileId) -> Result<Option<FileObject>, Error> {
    query(
        "SELECT id, attempt_id, slot_id, state, object_key, original_name, media_type, bytes, sha256,
             duration_ms, pages, width, height, alt_text, caption, position, rejection, created_at
         FROM file_object WHERE id = $1 AND removed_at IS NULL",
    )
    .bind(id)
    .optional(db)
    .await
}

/// All files of a try that were not taken away, slot by slot in their order; those that are on their way or were
/// not taken too.
pub async fn list_for_attempt(
    db: &mut Conn,
    attempt_id: AttemptId,
) -> Result<Vec<FileObject>, Error> {
    query(
        "SELECT id, attempt_id, slot_id, state, object_key, original_name, media_type, bytes, sha256,
             duration_ms, pages, width, height, alt_text, caption, position, rejection, created_at
         FROM file_object WHERE attempt_id = $1 AND removed_at IS NULL ORDER BY slot_id, position",
    )
    .bind(attempt_id)
    .all(db)
    .await
}

/// How many places of a slot are taken.
pub async fn count_for_slot(
    db: &mut Conn,
    attempt_id: AttemptId,
    slot_id: &str,
) -> Result<i64, Error> {
    let (count,): (i64,) = query(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM file_object
         WHERE attempt_id = $1 AND slot_id = $2 AND state IN ('uploading', 'processing', 'ready', 'ready_original')",
    )
    .bind(attempt_id)
    .bind(slot_id)
    .one(db)
    .await?;
    Ok(count)
}

/// Moves a file on from where it is known to stand. `false` when it stands elsewhere by now.
///
/// # Panics
/// When the domain has no such transition: callers name an event that can happen.
pub async fn advance(
    tx: &mut Tx,
    id: FileId,
    from: FileState,
    event: FileEvent,
    now: Timestamp,
) -> Result<bool, Error> {
    let to = from
        .after(event)
        .expect("the event can happen in this state");
    query("UPDATE file_object SET state = $3, updated_at = $4 WHERE id = $1 AND state = $2")
        .bind(id)
        .bind(from.code())
        .bind(to.code())
        .bind(now)
        .execute(tx)
        .await
        .map(|rows| rows == 1)
}

/// Writes down what a file was found to be.
pub async fn update_facts(tx: &mut Tx, id: FileId, facts: &Facts) -> Result<(), Error> {
    query(
        "UPDATE file_object SET media_type = $2, bytes = $3, sha256 = $4, duration_ms = $5, pages = $6,
             width = $7, height = $8
         WHERE id = $1",
    )
    .bind(id)
    .bind(facts.format.code())
    .bind(facts.bytes)
    .bind(facts.sha256.as_str())
    .bind(facts.duration_ms)
    .bind(facts.pages)
    .bind(facts.width)
    .bind(facts.height)
    .execute(tx)
    .await
    .map(drop)
}

/// Writes down why a file is not taken.
pub async fn update_rejection(tx: &mut Tx, id: FileId, why: NotTaken) -> Result<(), Error> {
    query("UPDATE file_object SET rejection = $2 WHERE id = $1")
        .bind(id)
        .bind(why.code())
        .execute(tx)
        .await
        .map(drop)
}

/// Writes what the earner says of a file.
pub async fn update_description(
    tx: &mut Tx,
    id: FileId,
    alt_text: &str,
    caption: &str,
    now: Timestamp,
) -> Result<(), Error> {
    query(
        "UPDATE file_object SET alt_text = $2, caption = $3, updated_at = $4
         WHERE id = $1 AND removed_at IS NULL",
    )
    .bind(id)
    .bind(alt_text)
    .bind(caption)
    .bind(now)
    .execute(tx)
    .await
    .map(drop)
}

/// Takes a file away. `false` when it stands elsewhere by now.
pub async fn remove(
    tx: &mut Tx,
    id: FileId,
    from: FileState,
    now: Timestamp,
) -> Result<bool, Error> {
    query(
        "UPDATE file_object SET state = 'removed', removed_at = $3, updated_at = $3
         WHERE id = $1 AND state = $2 AND removed_at IS NULL",
    )
    .bind(id)
    .bind(from.code())
    .bind(now)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// Dismisses what is said about files that were not taken into a slot: the next try is the answer to it.
pub async fn dismiss_rejected(
    tx: &mut Tx,
    attempt_id: AttemptId,
    slot_id: &str,
    now: Timestamp,
) -> Result<u64, Error> {
    query(
        "UPDATE file_object SET state = 'removed', removed_at = $3, updated_at = $3
         WHERE attempt_id = $1 AND slot_id = $2 AND state = 'rejected'",
    )
    .bind(attempt_id)
    .bind(slot_id)
    .bind(now)
    .execute(tx)
    .await
}

/// Content that nobody needs: uploads that nobody finished and files that were not taken, since `before`; and what
/// was taken away, unless it was handed in while it was there: a snapshot keeps what it names.
pub async fn list_leftovers(
    db: &mut Conn,
    before: Timestamp,
    most: i64,
) -> Result<Vec<Leftover>, Error> {
    query(
        "SELECT file_object.id, file_object.state, file_object.object_key, enrollment.organization_id,
             enrollment.id AS enrollment_id
         FROM file_object
         JOIN attempt ON attempt.id = file_object.attempt_id
         JOIN enrollment ON enrollment.id = attempt.enrollment_id
         WHERE file_object.state IN ('uploading', 'processing', 'rejected') AND file_object.updated_at < $1
         UNION ALL
         SELECT file_object.id, file_object.state, file_object.object_key, enrollment.organization_id,
             enrollment.id AS enrollment_id
         FROM file_object
         JOIN attempt ON attempt.id = file_object.attempt_id
         JOIN enrollment ON enrollment.id = attempt.enrollment_id
         WHERE file_object.state = 'removed' AND NOT EXISTS (
             SELECT 1 FROM snapshot WHERE snapshot.attempt_id = file_object.attempt_id
                 AND snapshot.taken_at BETWEEN file_object.created_at AND file_object.removed_at)
         LIMIT $2",
    )
    .bind(before)
    .bind(most)
    .all(db)
    .await
}

/// Writes down that a file's content is gone.
pub async fn mark_purged(
    tx: &mut Tx,
    id: FileId,
    from: FileState,
    now: Timestamp,
) -> Result<bool, Error> {
    query(
        "UPDATE file_object SET state = 'purged', removed_at = COALESCE(removed_at, $3), updated_at = $3
         WHERE id = $1 AND state = $2",
    )
    .bind(id)
    .bind(from.code())
    .bind(now)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}
