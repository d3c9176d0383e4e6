//! Links to this tool in courses, at rest.

use sqlx::FromRow;

use super::{Conn, Error, Sql, Tx, query};
use crate::clock::Timestamp;
use crate::domain::id::{
    CredentialId, DeploymentId, LmsContextId, PlacementId, PlacementTemplateId,
};

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
    /// What it shows, once that is known.
    pub placement_template_id: Option<PlacementTemplateId>,
    /// What its own parameters named last.
    pub named_template_id: Option<PlacementTemplateId>,
}

/// The link with this id.
pub async fn find(db: &mut Conn, id: PlacementId) -> Result<Option<Placement>, Error> {
    query(
        "SELECT id, lms_context_id, resource_link_id, title, lineitem_url, placement_template_id, named_template_id
         FROM placement WHERE id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

const FIND_HELD: Sql = Sql::per(
    "SELECT id, lms_context_id, resource_link_id, title, lineitem_url, placement_template_id, named_template_id
     FROM placement WHERE id = $1",
    "SELECT id, lms_context_id, resource_link_id, title, lineitem_url, placement_template_id, named_template_id
     FROM placement WHERE id = $1 FOR UPDATE",
);

/// The link with this id, as it stays until the transaction ends: nobody else changes what it shows, and nobody's work
/// comes to depend on it.
pub async fn find_held(tx: &mut Tx, id: PlacementId) -> Result<Option<Placement>, Error> {
    query(FIND_HELD).bind(id).optional(tx).await
}

/// The first link whose column in the gradebook has this address.
pub async fn find_by_line_item(
    db: &mut Conn,
    deployment_id: DeploymentId,
    lineitem_url: &str,
) -> Result<Option<Placement>, Error> {
    query(
        "SELECT id, lms_context_id, resource_link_id, title, lineitem_url, placement_template_id, named_template_id
         FROM placement WHERE deployment_id = $1 AND lineitem_url = $2 ORDER BY created_at, id LIMIT 1",
    )
    .bind(deployment_id)
    .bind(lineitem_url)
    .optional(db)
    .await
}

/// The link with this id of the LMS.
pub async fn find_by_link(
    db: &mut Conn,
    deployment_id: DeploymentId,
    resource_link_id: &str,
) -> Result<Option<Placement>, Error> {
    query(
        "SELECT id, lms_context_id, resource_link_id, title, lineitem_url, placement_template_id, named_template_id
         FROM placement WHERE deployment_id = $1 AND resource_link_id = $2",
    )
    .bind(deployment_id)
    .bind(resource_link_id)
    .optional(db)
    .await
}

/// Writes what a launch says of a link and gives the link as it is then. A link that is known and unchanged is not
/// written. The column is kept when a launch does not name it: Canvas names it only in launches from the assignment.
/// What the link shows is not touched.
pub async fn upsert(
    tx: &mut Tx,
    deployment_id: DeploymentId,
    seen: &Placement,
    now: Timestamp,
) -> Result<Placement, Error> {
    let known = find_by_link(tx, deployment_id, &seen.resource_link_id).await?;
    if let Some(known) = known.filter(|known| !known.is_changed_by(seen)) {
        return Ok(known);
    }
    query(
        "INSERT INTO placement (id, deployment_id, lms_context_id, resource_link_id, title, lineitem_url,
             created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
         ON CONFLICT (deployment_id, resource_link_id) DO UPDATE SET
             lms_context_id = excluded.lms_context_id, title = excluded.title,
             lineitem_url = COALESCE(excluded.lineitem_url, placement.lineitem_url),
             updated_at = excluded.updated_at
         RETURNING id, lms_context_id, resource_link_id, title, lineitem_url, placement_template_id,
             named_template_id",
    )
    .bind(seen.id)
    .bind(deployment_id)
    .bind(seen.lms_context_id)
    .bind(&seen.resource_link_id)
    .bind(seen.title.as_deref())
    .bind(seen.lineitem_url.as_deref())
    .bind(now)
    .one(tx)
    .await
}

/// Writes what a link shows from now on.
pub async fn bind(
    tx: &mut Tx,
    id: PlacementId,
    template_id: PlacementTemplateId,
    now: Timestamp,
) -> Result<(), Error> {
    query("UPDATE placement SET placement_template_id = $2, bound_at = $3, updated_at = $3 WHERE id = $1")
        .bind(id)
        .bind(template_id)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
}

/// Writes what a link's own parameters name.
pub async fn update_named(
    tx: &mut Tx,
    id: PlacementId,
    template_id: PlacementTemplateId,
) -> Result<(), Error> {
    query("UPDATE placement SET named_template_id = $2 WHERE id = $1")
        .bind(id)
        .bind(template_id)
        .execute(tx)
        .await
        .map(drop)
}

/// Writes the column of a link that had none.
pub async fn update_lineitem(
    tx: &mut Tx,
    id: PlacementId,
    lineitem_url: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    query("UPDATE placement SET lineitem_url = $2, updated_at = $3 WHERE id = $1 AND lineitem_url IS NULL")
        .bind(id)
        .bind(lineitem_url)
        .bind(now)
        .execute(tx)
        .await
        .map(|rows| rows == 1)
}

/// The columns of a course's links.
pub async fn list_lineitems(db: &mut Conn, id: LmsContextId) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = query(
        "SELECT lineitem_url FROM placement WHERE lms_context_id = $1 AND lineitem_url IS NOT NULL",
    )
    .bind(id)
    .all(db)
    .await?;
    Ok(rows.into_iter().map(|(url,)| url).collect())
}

/// Whether somebody's work, or what somebody holds, feeds the column of this link.
pub async fn is_in_use(db: &mut Conn, id: PlacementId) -> Result<bool, Error> {
    let found: Option<(String,)> = query(
        "SELECT placement_id FROM enrollment_placement WHERE placement_id = $1
         UNION ALL SELECT placement_id FROM gate_progress WHERE placement_id = $1
         LIMIT 1",
    )
    .bind(id)
    .optional(db)
    .await?;
    Ok(found.is_some())
}

/// The links of a course, oldest first.
pub async fn list_for_context(db: &mut Conn, id: LmsContextId) -> Result<Vec<Placement>, Error> {
    query(
        "SELECT id, lms_context_id, resource_link_id, title, lineitem_url, placement_template_id, named_template_id
         FROM placement WHERE lms_context_id = $1 ORDER BY created_at, id",
    )
    .bind(id)
    .all(db)
    .await
}

/// The first link of a course that shows this micro-credential.
pub async fn find_for_credential(
    db: &mut Conn,
    lms_context_id: LmsContextId,
    credential_id: CredentialId,
) -> Result<Option<Placement>, Error> {
    query(
        "SELECT placement.id, placement.lms_context_id, placement.resource_link_id, placement.title,
             placement.lineitem_url, placement.placement_template_id, placement.named_template_id
         FROM placement JOIN placement_template AS template ON template.id = placement.placement_template_id
         WHERE placement.lms_context_id = $1 AND template.credential_id = $2
         ORDER BY placement.created_at, placement.id LIMIT 1",
    )
    .bind(lms_context_id)
    .bind(credential_id)
    .optional(db)
    .await
}

impl Placement {
    fn is_changed_by(&self, seen: &Self) -> bool {
        self.lms_context_id != seen.lms_context_id
            || self.title != seen.title
            || (seen.lineitem_url.is_some() && self.lineitem_url != seen.lineitem_url)
    }
}
