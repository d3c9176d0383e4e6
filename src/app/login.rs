//! Starting a launch. Owns which registration a login belongs to, and the record that ties state, nonce,
//! registration, deployment, target and browser together.

use url::Url;

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
    let mut attempt = Attempt::default();
    attempt.note("step", "login");
    match find(app, parameters, registration, &mut attempt).await? {
        Ok(login) => Ok(login),
        Err(refusal) => Err(refusal::record(app, &attempt, refusal).await.into()),
    }
}

async fn find(
    app: &App,
    parameters: &[(String, String)],
    registration: Option<PlatformId>,
    attempt: &mut Attempt,
) -> Result<Result<Login, Refusal>, Error> {
    let initiation = match Initiation::parse(parameters) {
        Ok(initiation) => initiation,
        Err(refusal) => return Ok(Err(refusal)),
    };
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
    let mut db = app.db.read().await?;
    let candidates = match (registration, &initiation.client_id) {
        (Some(id), _) => platform::find(&mut db, id).await?.into_iter().collect(),
        (None, Some(client_id)) => platform::find_by_client(&mut db, &initiation.issuer, client_id)
            .await?
            .into_iter()
            .collect(),
        (None, None) => platform::list_by_issuer(&mut db, &initiation.issuer).await?,
    };
    drop(db);
    Ok(choose(candidates, initiation, attempt))
}

fn choose(
    mut candidates: Vec<Platform>,
    initiation: Initiation,
    attempt: &mut Attempt,
) -> Result<Login, Refusal> {
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

async fn begin(
    app: &App,
    login: &Login,
    binding: Binding,
    secret: &str,
    storage_target: Option<&str>,
) -> Result<Url, Error> {
    let now = app.now();
    let state = app.random.secret();
    let pending = PendingLogin {
        id: app.new_id(),
        nonce: app.random.secret(),
        platform_id: login.platform.id,
        deployment_hint: login.initiation.deployment_id.clone(),
        target_link_uri: login.initiation.target_link_uri.clone(),
        binding,
        secret_hash: fingerprint(secret),
        storage_target: storage_target.map(str::to_owned),
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
    pending_login::insert(&app.db, &pending, &fingerprint(&state), now).await?;
    Ok(url)
}
