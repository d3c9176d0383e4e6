//! Connections to LMSs: registrations and deployments as our administrators see and decide them. Owns adding,
//! changing and approving them.

use serde_json::json;
use url::Url;

use super::audit::{self, Actor, Change};
use super::{App, Error};
use crate::clock::Timestamp;
use crate::domain::approval::{Approval, Decision};
use crate::domain::id::{DeploymentId, OrganizationId, PlatformId};
use crate::lti::claims::web_address;
use crate::lti::profile::Profile;
use crate::lti::tool::SCOPES;
use crate::store::deployment::{self, Deployment};
use crate::store::organization::{self, Organization};
use crate::store::platform::{self, Platform};
use crate::store::{Conn, Tx, launch_record};

/// A registration as somebody enters it.
#[derive(Clone, Debug, Default)]
pub struct NewConnection {
    /// For people; the product's name when empty.
    pub name: Option<String>,
    /// The code of a profile; `generic` when empty.
    pub profile: Option<String>,
    /// Fields of the profile that differ.
    pub profile_overrides: Option<serde_json::Value>,
    /// Compared byte by byte.
    pub issuer: String,
    /// Our client id there.
    pub client_id: String,
    /// OpenID Connect authorization endpoint.
    pub authorization_url: String,
    /// OAuth token endpoint.
    pub token_url: String,
    /// Key set.
    pub jwks_url: String,
    /// `aud` of client assertions, where it is particular.
    pub token_audience: Option<String>,
    /// Deployments that are approved at once.
    pub deployments: Vec<String>,
}

/// Adds a registration that an operator entered, approved; or changes the one with the same issuer and client
/// id, so that a corrected file can be imported again.
///
/// # Errors
/// [`Error::Invalid`] with everything that does not fit.
pub async fn add(
    app: &App,
    actor: Actor,
    organization_id: OrganizationId,
    new: &NewConnection,
) -> Result<Platform, Error> {
    let now = app.now();
    let entered = check(app, organization_id, new)?;
    let mut tx = app.db.write().await?;
    let known = platform::find_by_client(&mut tx, &new.issuer, &new.client_id).await?;
    let platform = match known {
        Some(known) if known.organization_id != organization_id => {
            return Err(Error::Invalid(String::from(
                "this issuer and client id belong to another organisation",
            )));
        }
        Some(known) => {
            let changed = Platform {
                id: known.id,
                status: known.status,
                granted_scopes: known.granted_scopes,
                ..entered
            };
            platform::update(&mut tx, &changed, now).await?;
            changed
        }
        None => {
            platform::insert(&mut tx, &entered, now).await?;
            entered
        }
    };
    for lti_deployment_id in &new.deployments {
        approve_named_deployment(app, &mut tx, &platform, lti_deployment_id, now).await?;
    }
    let change = Change {
        actor,
        organization_id: Some(organization_id),
        kind: "platform.enter",
        subject_id: platform.id.to_string(),
        detail: json!({ "issuer": platform.issuer, "client_id": platform.client_id }),
    };
    audit::record(app, &mut tx, change).await?;
    tx.commit().await?;
    Ok(platform)
}

fn check(
    app: &App,
    organization_id: OrganizationId,
    new: &NewConnection,
) -> Result<Platform, Error> {
    let mut problems = Vec::new();
    let code = new.profile.as_deref().unwrap_or("generic");
    let profile = Profile::by_code(code);
    match &profile {
        None => problems.push(format!("profile: there is no profile {code:?}")),
        Some(profile) => {
            if let Some(overrides) = &new.profile_overrides
                && let Err(error) = profile.with(overrides)
            {
                problems.push(format!("profile_overrides: {error}"));
            }
        }
    }
    let addresses = [
        ("issuer", &new.issuer),
        ("authorization_url", &new.authorization_url),
        ("token_url", &new.token_url),
        ("jwks_url", &new.jwks_url),
    ];
    for (name, address) in addresses {
        if web_address(address).is_none() {
            problems.push(format!("{name}: {address:?} is no http(s) address"));
        }
    }
    if new.client_id.trim().is_empty() {
        problems.push(String::from("client_id: is empty"));
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems.join("\n")));
    }
    let product = profile.map_or_else(|| code.to_owned(), |profile| profile.product);
    Ok(Platform {
        id: app.new_id(),
        organization_id,
        name: new.name.clone().unwrap_or(product),
        profile: code.to_owned(),
        profile_overrides: new
            .profile_overrides
            .clone()
            .unwrap_or_else(|| json!({}))
            .into(),
        issuer: new.issuer.clone(),
        client_id: new.client_id.clone(),
        authorization_url: new.authorization_url.clone(),
        token_url: new.token_url.clone(),
        jwks_url: new.jwks_url.clone(),
        token_audience: new.token_audience.clone(),
        status: Approval::Active,
        asked_scopes: SCOPES
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .into(),
        granted_scopes: None,
    })
}

/// A deployment that somebody named beforehand, approved.
pub(super) fn named_deployment(
    app: &App,
    platform: &Platform,
    lti_deployment_id: &str,
    now: Timestamp,
) -> Deployment {
    Deployment {
        id: app.new_id(),
        platform_id: platform.id,
        lti_deployment_id: lti_deployment_id.to_owned(),
        school_name: None,
        platform_guid: None,
        status: Approval::Active,
        first_seen_at: now,
    }
}

/// Writes a deployment that an operator named, approved whatever was decided about it before.
async fn approve_named_deployment(
    app: &App,
    tx: &mut Tx,
    platform: &Platform,
    lti_deployment_id: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let new = named_deployment(app, platform, lti_deployment_id, now);
    deployment::insert_if_unknown(tx, &new).await?;
    if let Some(known) = deployment::find_by_lti_id(tx, platform.id, lti_deployment_id).await?
        && known.status != Approval::Active
    {
        deployment::update_status(tx, known.id, Approval::Active, now).await?;
    }
    Ok(())
}

/// What a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A registration.
    Platform(PlatformId),
    /// A deployment.
    Deployment(DeploymentId),
}

/// Decides about a registration or a deployment. `within` limits it to one organisation; what is not in it is
/// not found. Approving a deployment of a pending registration approves the registration too, because nobody
/// can mean one without the other.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn decide(
    app: &App,
    actor: Actor,
    within: Option<OrganizationId>,
    subject: Subject,
    decision: Decision,
) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let (platform, deployment) = find_subject(&mut tx, subject).await?;
    if within.is_some_and(|organization_id| organization_id != platform.organization_id) {
        return Err(Error::NotFound("connection"));
    }
    let (kind, subject_id) = match &deployment {
        Some(deployment) => {
            let status = deployment.status.decided(decision);
            deployment::update_status(&mut tx, deployment.id, status, now).await?;
            ("deployment", deployment.id.to_string())
        }
        None => ("platform", platform.id.to_string()),
    };
    let is_implied = decision == Decision::Approve && platform.status == Approval::Pending;
    if deployment.is_none() || is_implied {
        platform::update_status(&mut tx, platform.id, platform.status.decided(decision), now)
            .await?;
    }
    let change = Change {
        actor,
        organization_id: Some(platform.organization_id),
        kind: &format!("{kind}.{}", decision.code()),
        subject_id,
        detail: json!({}),
    };
    audit::record(app, &mut tx, change).await?;
    tx.commit().await?;
    Ok(())
}

async fn find_subject(
    db: &mut Conn,
    subject: Subject,
) -> Result<(Platform, Option<Deployment>), Error> {
    const NONE: Error = Error::NotFound("connection");
    let (platform_id, deployment) = match subject {
        Subject::Platform(id) => (id, None),
        Subject::Deployment(id) => {
            let deployment = deployment::find(db, id).await?.ok_or(NONE)?;
            (deployment.platform_id, Some(deployment))
        }
    };
    Ok((
        platform::find(db, platform_id).await?.ok_or(NONE)?,
        deployment,
    ))
}

/// A registration with what belongs to it.
#[derive(Clone, Debug)]
pub struct Connection {
    /// The registration.
    pub platform: Platform,
    /// Its deployments.
    pub deployments: Vec<Deployment>,
    /// When somebody last launched from it.
    pub last_launch_at: Option<Timestamp>,
}

impl Connection {
    /// The hosts of the registration's addresses, each once: where people are sent, what is asked for tokens, whose keys are
    /// believed. What is no address is given as it is.
    #[must_use]
    pub fn hosts(&self) -> Vec<String> {
        let platform = &self.platform;
        let mut hosts = Vec::new();
        for address in [
            &platform.authorization_url,
            &platform.token_url,
            &platform.jwks_url,
        ] {
            let url = web_address(address);
            let host = url.as_ref().and_then(Url::host_str).unwrap_or(address);
            if !hosts.iter().any(|known| known == host) {
                hosts.push(host.to_owned());
            }
        }
        hosts
    }

    /// Scopes that were asked for and, by the LMS's own words, not granted.
    #[must_use]
    pub fn missing_scopes(&self) -> Vec<&str> {
        let Some(granted) = &self.platform.granted_scopes else {
            return Vec::new();
        };
        let asked = self.platform.asked_scopes.iter();
        asked
            .filter(|scope| !granted.contains(scope))
            .map(String::as_str)
            .collect()
    }
}

/// All connections, or those of one organisation.
///
/// # Errors
/// [`Error::Store`].
pub async fn list(app: &App, within: Option<OrganizationId>) -> Result<Vec<Connection>, Error> {
    let mut db = app.db.read().await?;
    let platforms = match within {
        Some(id) => platform::list_for_organization(&mut db, id).await?,
        None => platform::list(&mut db).await?,
    };
    let mut connections = Vec::with_capacity(platforms.len());
    for platform in platforms {
        connections.push(Connection {
            deployments: deployment::list_for_platform(&mut db, platform.id).await?,
            last_launch_at: launch_record::last_accepted_at(&mut db, platform.id).await?,
            platform,
        });
    }
    Ok(connections)
}

/// The organisation of this name, made when there is none; without a name, the first one, made under
/// `default_name` in a new installation.
///
/// # Errors
/// [`Error::Store`].
pub async fn organization(
    app: &App,
    name: Option<&str>,
    default_name: &str,
    timezone: &str,
) -> Result<Organization, Error> {
    let mut tx = app.db.write().await?;
    if name.is_none()
        && let Some(first) = organization::find_first(&mut tx).await?
    {
        return Ok(first);
    }
    let new = Organization {
        id: app.new_id(),
        name: name.unwrap_or(default_name).to_owned(),
        timezone: timezone.to_owned(),
    };
    let found = organization::find_or_insert(&mut tx, &new, app.now()).await?;
    tx.commit().await?;
    Ok(found)
}
