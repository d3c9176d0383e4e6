//! Links to this tool in courses, at rest.

use sqlx::FromRow;

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::id::{DeploymentId, LmsContextId, PlacementId};

/// One link.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Placement {
    /// Its id here.
    pub id: PlacementId,
    /// The course that it is in, where it is in one.
    pub lms_context_id: Option<LmsContextId>,
    /// Its id at the LMS; a copied link has a new one.
    pub resource_link_id: String,
    /// As the course shows it.
    pub title: Option<String>,
    /// Its column in the gradebook.
    pub lineitem_url: Option<String>,
}

/// The link with this id.
pub async fn find(db: &mut Conn, id: PlacementId) -> Result<Option<Placement>, Error> {
    query(
        "SELECT id, lms_context_id, resource_link_id, title, lineitem_url FROM placement WHERE id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// Writes what a launch says of a link and gives its id. A link that is known and unchanged is not written. The
/// column is kept when a launch does not name it: Canvas names it only in launches from the assignment.
pub async fn upsert(
    tx: &mut Tx,
    deployment_id: DeploymentId,
    seen: &Placement,
    now: Timestamp,
) -> Result<PlacementId, Error> {
    let known: Option<Placement> = query(
        "SELECT id, lms_context_id, resource_link_id, title, lineitem_url FROM placement
         WHERE deployment_id = $1 AND resource_link_id = $2",
    )
    .bind(deployment_id)
    .bind(&seen.resource_link_id)
    .optional(tx)
    .await?;
    if let Some(known) = known.filter(|known| !known.is_changed_by(seen)) {
        return Ok(known.id);
    }
    let (id,): (PlacementId,) = query(
        "INSERT INTO placement (id, deployment_id, lms_context_id, resource_link_id, title, lineitem_url,
             created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
         ON CONFLICT (deployment_id, resource_link_id) DO UPDATE SET
             lms_context_id = excluded.lms_context_id, title = excluded.title,
             lineitem_url = COALESCE(excluded.lineitem_url, placement.lineitem_url),
             updated_at = excluded.updated_at
         RETURNING id",
    )
    .bind(seen.id)
    .bind(deployment_id)
    .bind(seen.lms_context_id)
    .bind(&seen.resource_link_id)
    .bind(seen.title.as_deref())
    .bind(seen.lineitem_url.as_deref())
    .bind(now)
    .one(tx)
    .await?;
    Ok(id)
}

impl Placement {
    fn is_changed_by(&self, seen: &Self) -> bool {
        self.lms_context_id != seen.lms_context_id
            || self.title != seen.title
            || (seen.lineitem_url.is_some() && self.lineitem_url != seen.lineitem_url)
    }
}
