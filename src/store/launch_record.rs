//! What the launch inspector keeps, at rest: which connection tried what and how it ended, and no personal data.

use std::collections::BTreeMap;

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, Tx, document, query};
use crate::clock::Timestamp;
use crate::domain::id::{LaunchRecordId, OrganizationId, PlatformId};

/// One attempt.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct LaunchRecord {
    /// Its id; what a page shows as the reference.
    pub id: LaunchRecordId,
    /// The registration, where one was recognised.
    pub platform_id: Option<PlatformId>,
    /// Whether a session was opened.
    pub is_accepted: bool,
    /// `accepted`, or the reason code.
    pub code: String,
    /// The message type, where one was read.
    pub message_type: Option<String>,
    /// What arrived, by name.
    pub facts: Json<BTreeMap<String, String>>,
    /// When.
    pub created_at: Timestamp,
}

/// Writes a record.
pub async fn insert(tx: &mut Tx, new: &LaunchRecord) -> Result<(), Error> {
    query(
        "INSERT INTO launch_record (id, platform_id, is_accepted, code, message_type, facts, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(new.id)
    .bind(new.platform_id)
    .bind(new.is_accepted)
    .bind(&new.code)
    .bind(new.message_type.as_deref())
    .bind(document(&new.facts))
    .bind(new.created_at)
    .execute(tx)
    .await
    .map(drop)
}

/// Which records to list.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    /// Those of one organisation's registrations; all, with those that no registration was recognised in, when
    /// absent.
    pub organization_id: Option<OrganizationId>,
    /// Only refusals.
    pub only_refused: bool,
    /// At most this many.
    pub limit: i64,
}

// Two texts, because the refusals have an index of their own: they are few and wanted often.
const LIST: &str = "SELECT id, platform_id, is_accepted, code, message_type, facts, created_at \
     FROM launch_record \
     WHERE $1 OR platform_id IN (SELECT platform.id FROM platform WHERE organization_id = $2) \
     ORDER BY created_at DESC, id DESC LIMIT $3";
const LIST_REFUSED: &str = "SELECT id, platform_id, is_accepted, code, message_type, facts, created_at \
     FROM launch_record \
     WHERE NOT is_accepted \
       AND ($1 OR platform_id IN (SELECT platform.id FROM platform WHERE organization_id = $2)) \
     ORDER BY created_at DESC, id DESC LIMIT $3";

/// The newest records, newest first.
pub async fn list(db: &mut Conn, filter: Filter) -> Result<Vec<LaunchRecord>, Error> {
    query(if filter.only_refused {
        LIST_REFUSED
    } else {
        LIST
    })
    .bind(filter.organization_id.is_none())
    .bind(filter.organization_id)
    .bind(filter.limit)
    .all(db)
    .await
}

/// The record with this id.
pub async fn find(db: &mut Conn, id: LaunchRecordId) -> Result<Option<LaunchRecord>, Error> {
    query(
        "SELECT id, platform_id, is_accepted, code, message_type, facts, created_at
         FROM launch_record WHERE id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// When a registration was last launched from with success.
pub async fn last_accepted_at(db: &mut Conn, id: PlatformId) -> Result<Option<Timestamp>, Error> {
    let row: Option<(Timestamp,)> = query(
        "SELECT created_at FROM launch_record WHERE platform_id = $1 AND is_accepted
         ORDER BY created_at DESC LIMIT 1",
    )
    .bind(id)
    .optional(db)
    .await?;
    Ok(row.map(|(at,)| at))
}

/// Forgets records from before `before`.
pub async fn delete_older(tx: &mut Tx, before: Timestamp) -> Result<u64, Error> {
    query("DELETE FROM launch_record WHERE created_at < $1")
        .bind(before)
        .execute(tx)
        .await
}
