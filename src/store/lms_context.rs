//! Courses at rest.

use sqlx::FromRow;

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::id::{DeploymentId, LmsContextId, LmsUserId, PersonId};

/// One course of an LMS.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct LmsContext {
    /// Its id here.
    pub id: LmsContextId,
    /// Its id at the LMS; a copied course has a new one.
    pub lti_context_id: String,
    /// Its full name.
    pub title: Option<String>,
    /// Its short name.
    pub label: Option<String>,
    /// The collection of its line items.
    pub lineitems_url: Option<String>,
    /// Its roster.
    pub memberships_url: Option<String>,
}

/// The course with this id.
pub async fn find(db: &mut Conn, id: LmsContextId) -> Result<Option<LmsContext>, Error> {
    query(
        "SELECT id, lti_context_id, title, label, lineitems_url, memberships_url FROM lms_context
         WHERE id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// The titles of the courses that an account has launched from.
pub async fn list_titles_for_user(db: &mut Conn, id: LmsUserId) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = query(
        "SELECT DISTINCT COALESCE(lms_context.title, lms_context.label, lms_context.lti_context_id) AS name
         FROM launch JOIN lms_context ON lms_context.id = launch.lms_context_id
         WHERE launch.lms_user_id = $1 ORDER BY name",
    )
    .bind(id)
    .all(db)
    .await?;
    Ok(rows.into_iter().map(|(title,)| title).collect())
}

/// Writes what a launch says of a course and gives its id. A course that is known and unchanged is not written.
/// Service addresses that a launch does not name are kept, because not every launch names them.
pub async fn upsert(
    tx: &mut Tx,
    deployment_id: DeploymentId,
    seen: &LmsContext,
    now: Timestamp,
) -> Result<LmsContextId, Error> {
    let known: Option<LmsContext> = query(
        "SELECT id, lti_context_id, title, label, lineitems_url, memberships_url FROM lms_context
         WHERE deployment_id = $1 AND lti_context_id = $2",
    )
    .bind(deployment_id)
    .bind(&seen.lti_context_id)
    .optional(tx)
    .await?;
    if let Some(known) = known.filter(|known| !known.is_changed_by(seen)) {
        return Ok(known.id);
    }
    let (id,): (LmsContextId,) = query(
        "INSERT INTO lms_context (id, deployment_id, lti_context_id, title, label, lineitems_url,
             memberships_url, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
         ON CONFLICT (deployment_id, lti_context_id) DO UPDATE SET title = excluded.title,
             label = excluded.label,
             lineitems_url = COALESCE(excluded.lineitems_url, lms_context.lineitems_url),
             memberships_url = COALESCE(excluded.memberships_url, lms_context.memberships_url),
             updated_at = excluded.updated_at
         RETURNING id",
    )
    .bind(seen.id)
    .bind(deployment_id)
    .bind(&seen.lti_context_id)
    .bind(seen.title.as_deref())
    .bind(seen.label.as_deref())
    .bind(seen.lineitems_url.as_deref())
    .bind(seen.memberships_url.as_deref())
    .bind(now)
    .one(tx)
    .await?;
    Ok(id)
}

/// Remembers that somebody teaches a course; `false` when that is known.
pub async fn insert_instructor(
    tx: &mut Tx,
    id: LmsContextId,
    person_id: PersonId,
    now: Timestamp,
) -> Result<bool, Error> {
    query(
        "INSERT INTO context_instructor (lms_context_id, person_id, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (lms_context_id, person_id) DO NOTHING",
    )
    .bind(id)
    .bind(person_id)
    .bind(now)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// Those who were seen to teach a course.
pub async fn list_instructors(db: &mut Conn, id: LmsContextId) -> Result<Vec<PersonId>, Error> {
    let rows: Vec<(PersonId,)> = query(
        "SELECT person_id FROM context_instructor WHERE lms_context_id = $1 ORDER BY person_id",
    )
    .bind(id)
    .all(db)
    .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

impl LmsContext {
    fn is_changed_by(&self, seen: &Self) -> bool {
        let differs = |new: &Option<String>, old: &Option<String>| new.is_some() && new != old;
        self.title != seen.title
            || self.label != seen.label
            || differs(&seen.lineitems_url, &self.lineitems_url)
            || differs(&seen.memberships_url, &self.memberships_url)
    }
}
