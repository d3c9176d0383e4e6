//! Persons and the rights that our administrators give them. Owns granting, and the one question that the
//! administrators' pages ask.

use serde_json::json;

use super::audit::{self, Actor, Change};
use super::session::Session;
use super::{App, Error};
use crate::domain::grant::ToolRole;
use crate::domain::id::{OrganizationId, PersonId, PlatformId};
use crate::store::lms_user::{self, LmsUser, Seen};
use crate::store::{self, Conn, platform, role_grant};

/// The tool roles that the session's person had when the request came, for what a page offers; none in another's place, and
/// none for the LMS's pretend learner.
#[must_use]
pub fn tool_roles(session: &Session) -> &[ToolRole] {
    if session.is_in_own_name() {
        &session.launch.tool_roles.0
    } else {
        &[]
    }
}

/// As [`tool_roles`], looked at now, for what somebody does.
pub(super) async fn granted(
    db: &mut Conn,
    session: &Session,
) -> Result<Vec<ToolRole>, store::Error> {
    let launch = &session.launch;
    if !session.is_in_own_name() {
        return Ok(vec![]);
    }
    role_grant::list_for_person(db, launch.organization_id, launch.person_id).await
}

/// Whether the person of this session administers their organisation's connections.
///
/// # Errors
/// [`Error::Store`].
pub async fn is_org_owner(app: &App, session: &Session) -> Result<bool, Error> {
    let launch = &session.launch;
    let mut db = app.db.read().await?;
    let role = ToolRole::OrgOwner;
    Ok(role_grant::exists(&mut db, launch.organization_id, launch.person_id, role).await?)
}

/// As [`is_org_owner`], for pages that nobody else may open. A person whom an administrator acts as is not
/// let in: the session proves who acts, not whose rights they are.
///
/// # Errors
/// [`Error::NotAllowed`].
pub async fn require_org_owner(app: &App, session: &Session) -> Result<OrganizationId, Error> {
    if !session.launch.is_masquerading && is_org_owner(app, session).await? {
        Ok(session.launch.organization_id)
    } else {
        Err(Error::NotAllowed("administration"))
    }
}

/// Gives the account `sub` of a registration a tool role; an account that has not launched yet is announced, so
/// that the first administrator can be named before the first launch.
///
/// # Errors
/// [`Error::NotFound`] for an unknown registration.
pub async fn grant(
    app: &App,
    actor: Actor,
    platform_id: PlatformId,
    sub: &str,
    role: ToolRole,
) -> Result<PersonId, Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let platform = platform::find(&mut tx, platform_id)
        .await?
        .ok_or(Error::NotFound("registration"))?;
    let person_id = match lms_user::find_by_sub(&mut tx, platform_id, sub).await? {
        Some(user) => user.person_id,
        None => {
            let person_id: PersonId = app.new_id();
            lms_user::insert_person(&mut tx, person_id, platform.organization_id, None, now)
                .await?;
            let seen = Seen {
                platform_id,
                sub,
                name: None,
                email: None,
                locale: None,
                launched_at: None,
            };
            lms_user::upsert(&mut tx, app.new_id(), person_id, &seen)
                .await?
                .person_id
        }
    };
    let organization_id = platform.organization_id;
    role_grant::insert(
        &mut tx,
        app.random.id(now),
        organization_id,
        person_id,
        role,
        now,
    )
    .await?;
    record(
        app,
        &mut tx,
        actor,
        organization_id,
        person_id,
        "role.grant",
        role,
    )
    .await?;
    tx.commit().await?;
    Ok(person_id)
}

/// The organisation that a registration belongs to.
///
/// # Errors
/// [`Error::NotFound`] for an unknown registration.
pub async fn organization_of(app: &App, id: PlatformId) -> Result<OrganizationId, Error> {
    let found = platform::find(&mut app.db.read().await?, id).await?;
    found
        .map(|platform| platform.organization_id)
        .ok_or(Error::NotFound("registration"))
}

/// Takes a tool role back.
///
/// # Errors
/// [`Error::NotFound`] when the account has no such role.
pub async fn revoke(
    app: &App,
    actor: Actor,
    platform_id: PlatformId,
    sub: &str,
    role: ToolRole,
) -> Result<(), Error> {
    const NONE: Error = Error::NotFound("role");
    let mut tx = app.db.write().await?;
    let platform = platform::find(&mut tx, platform_id)
        .await?
        .ok_or(Error::NotFound("registration"))?;
    let user = lms_user::find_by_sub(&mut tx, platform_id, sub)
        .await?
        .ok_or(NONE)?;
    let organization_id = platform.organization_id;
    if !role_grant::revoke(&mut tx, organization_id, user.person_id, role, app.now()).await? {
        return Err(NONE);
    }
    record(
        app,
        &mut tx,
        actor,
        organization_id,
        user.person_id,
        "role.revoke",
        role,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

async fn record(
    app: &App,
    tx: &mut crate::store::Tx,
    actor: Actor,
    organization_id: OrganizationId,
    person_id: PersonId,
    kind: &str,
    role: ToolRole,
) -> Result<(), Error> {
    let change = Change {
        actor,
        organization_id: Some(organization_id),
        kind,
        subject_id: person_id.to_string(),
        detail: json!({ "role": role.code() }),
    };
    audit::record(app, tx, change).await
}

/// The accounts of a registration.
///
/// # Errors
/// [`Error::Store`].
pub async fn list(app: &App, platform_id: PlatformId) -> Result<Vec<LmsUser>, Error> {
    let mut db = app.db.read().await?;
    Ok(lms_user::list_for_platform(&mut db, platform_id).await?)
}
