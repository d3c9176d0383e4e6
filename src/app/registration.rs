//! Dynamic registration from the invitation to a connection that waits for approval. Owns its two steps: read
//! what the LMS says of itself and show it; then, when its administrator confirms, register.
//!
//! What the LMS said is kept here between the steps. The form carries a one-time token and nothing else, so
//! nobody can register one LMS with another's addresses.

use std::time::Duration;

use serde_json::json;
use url::Url;

use super::audit::{self, Actor, Change};
use super::{App, Error, connection, invite};
use crate::domain::approval::Approval;
use crate::domain::id::RegistrationDraftId;
use crate::lti::claims::web_address;
use crate::lti::fetch::{Request, Response};
use crate::lti::profile::Profile;
use crate::lti::registration::{MAX_BYTES, PlatformConfiguration, Registered, RegistrationError};
use crate::lti::tool::SCOPES;
use crate::random::fingerprint;
use crate::store::Tx;
use crate::store::deployment::{self, Deployment};
use crate::store::invite::{self as store_invite, Invite};
use crate::store::platform::{self, Platform};
use crate::store::registration_draft::{self, RegistrationDraft};

const DRAFT_LIFETIME: Duration = Duration::from_secs(30 * 60);
const TOKEN_PURPOSE: &str = "registration-token";

/// What the LMS's administrator is shown before anything is registered.
#[derive(Clone, Debug)]
pub struct Review {
    /// Names the draft in the form's address.
    pub draft_id: RegistrationDraftId,
    /// Must come back with the form.
    pub form_token: String,
    /// The invitation.
    pub invite: Invite,
    /// What the LMS says of itself.
    pub platform: PlatformConfiguration,
    /// What we know of the product.
    pub profile: Profile,
}

/// First step: checks the invitation, reads the LMS's configuration and keeps it.
///
/// # Errors
/// [`Error::InviteInvalid`], [`Error::Registration`], [`Error::Unreachable`].
pub async fn begin(
    app: &App,
    invite_secret: &str,
    configuration_url: &str,
    registration_token: Option<&str>,
) -> Result<Review, Error> {
    let invite = invite::find(app, invite_secret).await?;
    let address = web_address(configuration_url)
        .ok_or(RegistrationError::MemberMissing("openid_configuration"))?;
    let mut request = Request::json(address.clone(), MAX_BYTES);
    if let Some(token) = registration_token {
        // Canvas serves its configuration only to those who show the token.
        request
            .headers
            .push(("authorization", format!("Bearer {token}")));
    }
    let response = send(app, request).await?;
    if !response.is_success() {
        return Err(RegistrationError::Unreadable("configuration").into());
    }
    let platform = PlatformConfiguration::parse(&response.body, &address)?;
    let configuration: serde_json::Value = serde_json::from_slice(&response.body)
        .map_err(|_| RegistrationError::Unreadable("configuration"))?;
    let now = app.now();
    let form_token = app.random.secret();
    let sealed_token = registration_token
        .map(|token| app.seal.seal(TOKEN_PURPOSE, token.as_bytes(), &app.random))
        .transpose()?;
    let draft = RegistrationDraft {
        id: app.new_id(),
        invite_id: invite.id,
        configuration: configuration.into(),
        configuration_url: address.to_string(),
        sealed_token,
        form_token_hash: fingerprint(&form_token),
        expires_at: now.plus(DRAFT_LIFETIME),
    };
    let mut tx = app.db.write().await?;
    registration_draft::insert(&mut tx, &draft, now).await?;
    tx.commit().await?;
    let profile = Profile::by_family_code(&platform.product_family_code);
    Ok(Review {
        draft_id: draft.id,
        form_token,
        invite,
        platform,
        profile,
    })
}

/// What came of a registration.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The connection, waiting for approval unless it renews an approved one.
    pub platform: Platform,
    /// Whether people can come in only after somebody approved it, or the deployment that was named.
    pub is_pending: bool,
    /// Scopes that were asked for and not granted.
    pub missing_scopes: Vec<String>,
}

/// Second step: registers at the LMS and writes the connection.
///
/// # Errors
/// [`Error::NotFound`] for a draft that is unknown, used or too old; [`Error::Registration`] with the LMS's
/// words when it refuses; [`Error::InviteInvalid`] when the invitation was used meanwhile.
pub async fn complete(
    app: &App,
    draft_id: RegistrationDraftId,
    form_token: &str,
) -> Result<Outcome, Error> {
    let (draft, invite) = take_draft(app, draft_id, form_token).await?;
    let address: Url = draft
        .configuration_url
        .parse()
        .map_err(|_| Error::NotFound("registration"))?;
    let document = serde_json::to_vec(&draft.configuration.0)
        .map_err(|_| RegistrationError::Unreadable("configuration"))?;
    let configuration = PlatformConfiguration::parse(&document, &address)?;
    let profile = Profile::by_family_code(&configuration.product_family_code);
    let registered = register(app, &configuration, &profile, draft.sealed_token.as_deref()).await?;
    let asked: Vec<&str> = SCOPES
        .into_iter()
        .filter(|scope| configuration.offers_scope(scope))
        .collect();
    let new = Platform {
        id: app.new_id(),
        organization_id: invite.organization_id,
        name: configuration
            .account_name
            .clone()
            .unwrap_or_else(|| invite.name.clone()),
        profile: profile.code.clone(),
        profile_overrides: json!({}).into(),
        issuer: configuration.issuer.clone(),
        client_id: registered.client_id.clone(),
        authorization_url: configuration.authorization_url.to_string(),
        token_url: configuration.token_url.to_string(),
        jwks_url: configuration.jwks_url.to_string(),
        token_audience: configuration.token_audience.clone(),
        status: Approval::Pending,
        asked_scopes: SCOPES
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .into(),
        granted_scopes: registered.scopes.clone().map(Into::into),
    };
    let mut tx = app.db.write().await?;
    let platform = write(
        app,
        &mut tx,
        &invite,
        new,
        registered.deployment_id.as_deref(),
    )
    .await?;
    let deployment = match &registered.deployment_id {
        Some(id) => deployment::find_by_lti_id(&mut tx, platform.id, id).await?,
        None => None,
    };
    tx.commit().await?;
    let is_pending = platform.status == Approval::Pending
        || deployment.is_some_and(|deployment| deployment.status == Approval::Pending);
    let mut missing: Vec<String> = SCOPES
        .iter()
        .filter(|scope| !asked.contains(scope))
        .map(ToString::to_string)
        .collect();
    missing.extend(
        registered
            .missing_scopes(&asked)
            .into_iter()
            .map(str::to_owned),
    );
    Ok(Outcome {
        platform,
        is_pending,
        missing_scopes: missing,
    })
}

/// The draft is used up before the LMS is asked: of two clicks, one registers. The invitation is used up with the
/// connection that comes of it, so that it still holds when the LMS refuses.
async fn take_draft(
    app: &App,
    draft_id: RegistrationDraftId,
    form_token: &str,
) -> Result<(RegistrationDraft, Invite), Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let draft = registration_draft::consume(&mut tx, draft_id, now)
        .await?
        .filter(|draft| draft.form_token_hash == fingerprint(form_token))
        .ok_or(Error::NotFound("registration"))?;
    let invite = store_invite::find(&mut tx, draft.invite_id)
        .await?
        .ok_or(Error::InviteInvalid)?;
    tx.commit().await?;
    if invite.used_at.is_some() || invite.expires_at <= now {
        return Err(Error::InviteInvalid);
    }
    Ok((draft, invite))
}

async fn register(
    app: &App,
    configuration: &PlatformConfiguration,
    profile: &Profile,
    sealed_token: Option<&str>,
) -> Result<Registered, Error> {
    let document = configuration.registration(&app.settings.tool, profile);
    let mut request = Request::json(configuration.registration_url.clone(), MAX_BYTES);
    request.method = "POST";
    request
        .headers
        .push(("content-type", String::from("application/json")));
    if let Some(sealed) = sealed_token {
        let token = app.seal.open(TOKEN_PURPOSE, sealed)?;
        let token = String::from_utf8_lossy(&token).into_owned();
        request
            .headers
            .push(("authorization", format!("Bearer {token}")));
    }
    request.body = Some(document.to_string().into_bytes());
    let response = send(app, request).await?;
    Ok(Registered::parse(response.status, &response.body)?)
}

async fn send(app: &App, request: Request) -> Result<Response, Error> {
    app.fetch
        .fetch(request)
        .await
        .map_err(|error| Error::Unreachable(error.to_string()))
}

/// Writes the connection. An invitation that was made to renew one, and a platform that gave us the client id
/// that we had before, change that connection instead of adding a second. One that would lead elsewhere then waits
/// for approval again: whoever holds an invitation may not send the people of an approved LMS to other pages, or
/// have other keys believed.
async fn write(
    app: &App,
    tx: &mut Tx,
    invite: &Invite,
    new: Platform,
    deployment_id: Option<&str>,
) -> Result<Platform, Error> {
    let now = app.now();
    if !store_invite::consume(tx, invite.id, now).await? {
        return Err(Error::InviteInvalid);
    }
    let by_client = platform::find_by_client(tx, &new.issuer, &new.client_id).await?;
    let known = match (by_client, invite.platform_id) {
        (Some(known), _) => Some(known),
        (None, Some(id)) => platform::find(tx, id).await?,
        (None, None) => None,
    };
    let is_known = known.is_some();
    let platform = match known {
        Some(known) if known.organization_id != invite.organization_id => {
            return Err(Error::InviteInvalid);
        }
        Some(known) => {
            let status = if known.status == Approval::Active && leads_elsewhere(&known, &new) {
                Approval::Pending
            } else {
                known.status
            };
            let changed = Platform {
                id: known.id,
                name: known.name,
                profile_overrides: known.profile_overrides,
                status,
                ..new
            };
            platform::update(tx, &changed, now).await?;
            platform::update_status(tx, changed.id, status, now).await?;
            changed
        }
        None => {
            platform::insert(tx, &new, now).await?;
            new
        }
    };
    if let Some(id) = deployment_id {
        // Who approves a registration that waits approves with it the deployment that it came with. Nobody decides
        // about one that was decided before, so a deployment that it now adds waits by itself. One that is known stays as it
        // was decided.
        let is_decided = is_known && platform.status != Approval::Pending;
        let named = connection::named_deployment(app, &platform, id, now);
        let new = Deployment {
            status: if is_decided {
                Approval::Pending
            } else {
                named.status
            },
            ..named
        };
        deployment::insert_if_unknown(tx, &new).await?;
    }
    let change = Change {
        actor: Actor::System,
        organization_id: Some(platform.organization_id),
        kind: "platform.register",
        subject_id: platform.id.to_string(),
        detail: json!({ "issuer": platform.issuer, "client_id": platform.client_id, "invite": invite.id }),
    };
    audit::record(app, tx, change).await?;
    Ok(platform)
}

/// Whether people, keys or secrets would go to other addresses than those that were approved, or what we sign be meant for
/// another.
fn leads_elsewhere(known: &Platform, new: &Platform) -> bool {
    let addresses = |platform: &Platform| {
        [
            platform.issuer.clone(),
            platform.authorization_url.clone(),
            platform.token_url.clone(),
            platform.jwks_url.clone(),
        ]
    };
    addresses(known) != addresses(new) || known.token_audience != new.token_audience
}
