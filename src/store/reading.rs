//! Readings as they were submitted, at rest.

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, query};
use crate::domain::id::{AttemptId, ReadingId};

/// One reading.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Reading {
    /// Its id.
    pub id: ReadingId,
    /// Of which attempt.
    pub attempt_id: AttemptId,
    /// What was written.
    pub content: Json<crate::domain::reading::Reading>,
}

/// The reading with this id.
pub async fn find(db: &mut Conn, id: ReadingId) -> Result<Option<Reading>, Error> {
    query("SELECT id, attempt_id, content FROM reading WHERE id = $1")
        .bind(id)
        .optional(db)
        .await
}
