//! Starting a launch. Owns which registration a login belongs to, and the record that ties state, nonce,
//! registration, deployment, target and browser together.

use std::sync::Arc;

use url::Url;

use super::kept::Kept;
use super::refusal::{self, Attempt};
use super::{App, Error};
use crate::domain::approval::Approval;
use crate::domain::id::PlatformId;
use crate::lti::login::{AuthenticationRequest, Initiation};
use crate::lti::storage::StorageFrame;
use crate::lti::{Reason, Refusal};
use crate::random::fingerprint;
use crate::store::pending_login::{self, Binding, PendingLogin};
use crate::store::platform::{self, Platform};

/// A login that was recognised and waits to be begun.
#[derive(Clone, Debug)]
pub struct Login {
    /// The registration.
    pub platform: Platform,
    /// Its authorization endpoint.
    pub authorization_url: Url,
    /// What the platform sent.
    pub initiation: Initiation,
}

/// A login whose secret the platform's page keeps.
#[derive(Clone, Debug)]
pub struct StorageLogin {
    /// Where to send the browser once the secret is kept.
    pub url: Url,
    /// Where the platform's storage is.
    pub frame: StorageFrame,
    /// Under which key the secret is kept.
    pub key: &'static str,
    /// The secret. It is in no address, and only its fingerprint stays here.
    pub secret: String,
}

/// How many registrations are remembered.
const MOST_KNOWN: usize = 512;

/// Registrations as they were last looked at, by issuer and client id. Whether one is still so is looked at by the statement
/// that writes a login.
#[derive(Debug)]
pub struct Registrations(Kept<(String, String), Arc<Platform>>);

impl Default for Registrations {
    fn default() -> Self {
        Self(Kept::new(MOST_KNOWN))
    }
}

/// As [`recognise`], without looking again at a registration that is known. Only for a login that is begun: what else is
/// shown of the registration may be out of date.
///
/// # Errors
/// [`Error::Refused`].
pub async fn assume(
    app: &App,
    parameters: &[(String, String)],
    registration: Option<PlatformId>,
) -> Result<Login, Error> {
    let initiation = read(app, parameters).await?;
    if registration.is_none()
        && let Some(client_id) = initiation.client_id.clone()
        && let Some(known) = app
            .registrations
            .0
            .find(&(initiation.issuer.clone(), client_id))
        && let Ok(authorization_url) = known.authorization_url.parse()
    {
        return Ok(Login {
            platform: (*known).clone(),
            authorization_url,
            initiation,
        });
    }
    look(app, initiation, registration).await
}

/// Recognises the registration of a login: by the login address (`registration`), by issuer and client id, or
/// by the issuer alone where that is enough.
///
/// # Errors
/// [`Error::Refused`].
pub async fn recognise(
    app: &App,
    parameters: &[(String, String)],
    registration: Option<PlatformId>,
) -> Result<Login, Error> {
    let initiation = read(app, parameters).await?;
    look(app, initiation, registration).await
}

async fn read(app: &App, parameters: &[(String, String)]) -> Result<Initiation, Error> {
    match Initiation::parse(parameters) {
        Ok(initiation) => Ok(initiation),
        Err(refusal) => Err(refusal::record(app, &attempt(), refusal).await.into()),
    }
}

fn attempt() -> Attempt {
    let mut attempt = Attempt::default();
    attempt.note("step", "login");
    attempt
}

async fn look(
    app: &App,
    initiation: Initiation,
    registration: Option<PlatformId>,
) -> Result<Login, Error> {
    let mut attempt = attempt();
    let candidates = candidates(app, &initiation, registration).await?;
    match choose(candidates, initiation, &mut attempt) {
        Ok(login) => {
            let platform = &login.platform;
            let key = (platform.issuer.clone(), platform.client_id.clone());
            app.registrations.0.keep(key, Arc::new(platform.clone()));
            Ok(login)
        }
        Err(refusal) => Err(refusal::record(app, &attempt, refusal).await.into()),
    }
}

async fn candidates(
    app: &App,
    initiation: &Initiation,
    registration: Option<PlatformId>,
) -> Result<Vec<Platform>, Error> {
    let mut db = app.db.read().await?;
    Ok(match (registration, &initiation.client_id) {
        (Some(id), _) => platform::find(&mut db, id).await?.into_iter().collect(),
        (None, Some(client_id)) => platform::find_by_client(&mut db, &initiation.issuer, client_id)
            .await?
            .into_iter()
            .collect(),
        (None, None) => platform::list_by_issuer(&mut db, &initiation.issuer).await?,
    })
}

fn choose(
    mut candidates: Vec<Platform>,
    initiation: Initiation,
    attempt: &mut Attempt,
) -> Result<Login, Refusal> {
    attempt.note("issuer", &initiation.issuer);
    let optional = [
        ("client_id", &initiation.client_id),
        ("deployment_id", &initiation.deployment_id),
    ];
    for (name, value) in optional {
        if let Some(value) = value {
            attempt.note(name, value);
        }
    }
    let refuse = |reason, detail: String| Err(Refusal::new(reason, detail));
    if candidates.len() > 1 {
        return refuse(
            Reason::PlatformAmbiguous,
            format!(
                "several clients are registered for the issuer {:?}",
                initiation.issuer
            ),
        );
    }
    let Some(platform) = candidates.pop() else {
        let client = initiation.client_id.as_deref().unwrap_or("(not said)");
        return refuse(
            Reason::PlatformUnknown,
            format!("issuer {:?}, client {client:?}", initiation.issuer),
        );
    };
    attempt.platform_id = Some(platform.id);
    let names_another_client = initiation
        .client_id
        .as_ref()
        .is_some_and(|client_id| *client_id != platform.client_id);
    if platform.issuer != initiation.issuer || names_another_client {
        return refuse(
            Reason::RegistrationMismatch,
            format!(
                "the login address belongs to issuer {:?}, client {:?}",
                platform.issuer, platform.client_id
            ),
        );
    }
    check_status(&platform)?;
    let authorization_url = platform.authorization_url.parse().map_err(|_| {
        Refusal::new(
            Reason::PlatformError,
            "the registered authorization endpoint is no address",
        )
    })?;
    Ok(Login {
        platform,
        authorization_url,
        initiation,
    })
}

/// Whether launches of this registration are accepted.
///
/// # Errors
/// [`Reason::PlatformPending`] or [`Reason::PlatformDisabled`].
pub fn check_status(platform: &Platform) -> Result<(), Refusal> {
    let reason = match platform.status {
        Approval::Active => return Ok(()),
        Approval::Pending => Reason::PlatformPending,
        Approval::Disabled => Reason::PlatformDisabled,
    };
    Err(Refusal::new(
        reason,
        format!("registration {} ({})", platform.id, platform.name),
    ))
}

/// Begins a login in a browser that returns cookies: `browser_secret` is what its cookie holds.
///
/// # Errors
/// [`Error::Store`].
pub async fn begin_with_cookie(
    app: &App,
    login: &Login,
    browser_secret: &str,
) -> Result<Url, Error> {
    begin(app, login, Binding::Cookie, browser_secret, None).await
}

/// Begins a login in a browser that keeps no cookie for us, at a platform that offers its storage. `None` when
/// the platform offers none.
///
/// # Errors
/// [`Error::Store`].
pub async fn begin_with_storage(app: &App, login: &Login) -> Result<Option<StorageLogin>, Error> {
    let Some(target) = &login.initiation.storage_target else {
        return Ok(None);
    };
    let frame = StorageFrame::new(target, &login.authorization_url);
    let secret = app.random.secret();
    let url = begin(app, login, Binding::Storage, &secret, Some(&frame.name)).await?;
    Ok(Some(StorageLogin {
        url,
        frame,
        key: LOGIN_KEY,
        secret,
    }))
}

/// The key under which a login's secret is kept. One key for all logins of a browser keeps the platform's small
/// quota free; a login that was overtaken by a later one is answered with "open it again".
pub const LOGIN_KEY: &str = "microcred_login";

/// Writes the login and says where it goes on. Where its registration is not as the login knows it, it is looked at anew.
async fn begin(
    app: &App,
    login: &Login,
    binding: Binding,
    secret: &str,
    storage_target: Option<&str>,
) -> Result<Url, Error> {
    let begun = Begun {
        binding,
        secret,
        storage_target,
    };
    if let Some(url) = begun.write(app, login).await? {
        return Ok(url);
    }
    let by_address = match login.initiation.client_id {
        Some(_) => None,
        None => Some(login.platform.id),
    };
    let anew = look(app, login.initiation.clone(), by_address).await?;
    let url = begun.write(app, &anew).await?;
    url.ok_or_else(|| {
        Error::Invalid(String::from(
            "the registration was changed at the same moment",
        ))
    })
}

/// How the browser that begins a login is recognised later.
#[derive(Clone, Copy)]
struct Begun<'a> {
    binding: Binding,
    secret: &'a str,
    storage_target: Option<&'a str>,
}

impl Begun<'_> {
    /// `None`, and nothing written, when the registration is not as the login knows it.
    async fn write(self, app: &App, login: &Login) -> Result<Option<Url>, Error> {
        let now = app.now();
        let state = app.random.secret();
        let pending = PendingLogin {
            id: app.new_id(),
            nonce: app.random.secret(),
            platform_id: login.platform.id,
            deployment_hint: login.initiation.deployment_id.clone(),
            target_link_uri: login.initiation.target_link_uri.clone(),
            binding: self.binding,
            secret_hash: fingerprint(self.secret),
            storage_target: self.storage_target.map(str::to_owned),
            ticket_hash: None,
            ticket_expires_at: None,
            expires_at: now.plus(app.settings.login_lifetime),
            consumed_at: None,
        };
        let url = AuthenticationRequest {
            issuer: &login.platform.issuer,
            client_id: &login.platform.client_id,
            authorization_url: &login.authorization_url,
            redirect_uri: &app.settings.tool.launch_url(),
            initiation: &login.initiation,
            state: &state,
            nonce: &pending.nonce,
        }
        .url()
        .map_err(|error| Error::Invalid(error.to_string()))?;
        let state_hash = fingerprint(&state);
        let is_written =
            pending_login::insert(&app.db, &pending, &login.platform, &state_hash, now).await?;
        Ok(is_written.then_some(url))
    }
}
