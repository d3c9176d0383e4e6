//! Invitations to register an LMS. Owns making and checking them.

use std::time::Duration;

use serde_json::json;

use super::audit::{self, Actor, Change};
use super::{App, Error};
use crate::domain::id::{OrganizationId, PlatformId};
use crate::random::fingerprint;
use crate::store::invite::{self, Invite};

const LIFETIME: Duration = Duration::from_secs(7 * 24 * 3600);

/// Makes an invitation and gives the address to hand to the LMS's administrator. It is shown this once: only
/// its fingerprint is kept. With `platform_id` the registration renews that connection instead of adding one.
///
/// # Errors
/// [`Error::Store`].
pub async fn create(
    app: &App,
    actor: Actor,
    organization_id: OrganizationId,
    name: &str,
    platform_id: Option<PlatformId>,
) -> Result<String, Error> {
    let now = app.now();
    let secret = app.random.secret();
    let new = Invite {
        id: app.new_id(),
        organization_id,
        name: name.to_owned(),
        platform_id,
        expires_at: now.plus(LIFETIME),
        used_at: None,
    };
    let mut tx = app.db.write().await?;
    invite::insert(&mut tx, &new, &fingerprint(&secret), now).await?;
    let change = Change {
        actor,
        organization_id: Some(organization_id),
        kind: "invite.create",
        subject_id: new.id.to_string(),
        detail: json!({ "name": name }),
    };
    audit::record(app, &mut tx, change).await?;
    tx.commit().await?;
    let origin = app.settings.tool.public_url.origin().ascii_serialization();
    Ok(format!("{origin}/lti/register?invite={secret}"))
}

/// The invitation with this secret, while it holds.
///
/// # Errors
/// [`Error::InviteInvalid`].
pub async fn find(app: &App, secret: &str) -> Result<Invite, Error> {
    let mut db = app.db.read().await?;
    invite::find_by_secret(&mut db, &fingerprint(secret))
        .await?
        .filter(|invite| invite.used_at.is_none() && invite.expires_at > app.now())
        .ok_or(Error::InviteInvalid)
}
