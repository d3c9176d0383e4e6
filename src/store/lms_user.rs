//! Accounts at LMSs and the persons behind them, at rest. An account is known by registration and `sub`, never
//! by an e-mail address.

use sqlx::FromRow;

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::id::{LmsUserId, OrganizationId, PersonId, PlatformId};

/// One account.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct LmsUser {
    /// Its id.
    pub id: LmsUserId,
    /// Where the account is.
    pub platform_id: PlatformId,
    /// The LMS's id for the person.
    pub sub: String,
    /// Who it is.
    pub person_id: PersonId,
    /// As the LMS last gave it.
    pub name: Option<String>,
    /// As the LMS last gave it.
    pub email: Option<String>,
    /// When the person last came.
    pub last_launch_at: Option<Timestamp>,
}

/// What a launch says of an account.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// Where the account is.
    pub platform_id: PlatformId,
    /// The LMS's id for the person.
    pub sub: &'a str,
    /// The person's name, where the LMS gives it.
    pub name: Option<&'a str>,
    /// The person's address, where the LMS gives it.
    pub email: Option<&'a str>,
    /// The person's language, where the LMS gives it.
    pub locale: Option<&'a str>,
    /// `None` when the account is only announced and has not launched.
    pub launched_at: Option<Timestamp>,
}

/// The account with this id.
pub async fn find(db: &mut Conn, id: LmsUserId) -> Result<Option<LmsUser>, Error> {
    query(
        "SELECT id, platform_id, sub, person_id, name, email, last_launch_at FROM lms_user WHERE id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// The account that the LMS calls so.
pub async fn find_by_sub(
    db: &mut Conn,
    platform_id: PlatformId,
    sub: &str,
) -> Result<Option<LmsUser>, Error> {
    query(
        "SELECT id, platform_id, sub, person_id, name, email, last_launch_at FROM lms_user
         WHERE platform_id = $1 AND sub = $2",
    )
    .bind(platform_id)
    .bind(sub)
    .optional(db)
    .await
}

/// The accounts of a person.
pub async fn list_for_person(db: &mut Conn, id: PersonId) -> Result<Vec<LmsUser>, Error> {
    query(
        "SELECT id, platform_id, sub, person_id, name, email, last_launch_at FROM lms_user
         WHERE person_id = $1 ORDER BY id",
    )
    .bind(id)
    .all(db)
    .await
}

/// All accounts of one registration, by name; those without one last.
pub async fn list_for_platform(db: &mut Conn, id: PlatformId) -> Result<Vec<LmsUser>, Error> {
    query(
        "SELECT id, platform_id, sub, person_id, name, email, last_launch_at FROM lms_user
         WHERE platform_id = $1 ORDER BY name NULLS LAST, id",
    )
    .bind(id)
    .all(db)
    .await
}

/// Writes a new person for an account that is not known yet.
pub async fn insert_person(
    tx: &mut Tx,
    id: PersonId,
    organization_id: OrganizationId,
    display_name: Option<&str>,
    now: Timestamp,
) -> Result<(), Error> {
    query("INSERT INTO person (id, organization_id, display_name, created_at) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(organization_id)
        .bind(display_name)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
}

/// Writes what a launch says of an account, made when it is not there. A name or address that the LMS no
/// longer gives is forgotten. Safe against two first launches at once: the one that comes second finds the
/// other's account, and the person it brought along is forgotten unless somebody refers to it.
pub async fn upsert(
    tx: &mut Tx,
    id: LmsUserId,
    person_id: PersonId,
    seen: &Seen<'_>,
) -> Result<LmsUser, Error> {
    let user: LmsUser = query(
        "INSERT INTO lms_user (id, platform_id, sub, person_id, name, email, locale, first_launch_at,
             last_launch_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
         ON CONFLICT (platform_id, sub) DO UPDATE SET name = excluded.name, email = excluded.email,
             locale = excluded.locale,
             first_launch_at = COALESCE(lms_user.first_launch_at, excluded.first_launch_at),
             last_launch_at = COALESCE(excluded.last_launch_at, lms_user.last_launch_at)
         RETURNING id, platform_id, sub, person_id, name, email, last_launch_at",
    )
    .bind(id)
    .bind(seen.platform_id)
    .bind(seen.sub)
    .bind(person_id)
    .bind(seen.name)
    .bind(seen.email)
    .bind(seen.locale)
    .bind(seen.launched_at)
    .one(tx)
    .await?;
    if user.person_id != person_id {
        delete_person_of_nobody(tx, person_id).await?;
    }
    Ok(user)
}

/// Forgets a person that was brought along for an account which another launch made first.
pub(super) async fn delete_person_of_nobody(tx: &mut Tx, id: PersonId) -> Result<(), Error> {
    query(
        "DELETE FROM person WHERE id = $1
           AND NOT EXISTS (SELECT 1 FROM lms_user WHERE lms_user.person_id = person.id)
           AND NOT EXISTS (SELECT 1 FROM role_grant WHERE role_grant.person_id = person.id)",
    )
    .bind(id)
    .execute(tx)
    .await
    .map(drop)
}
