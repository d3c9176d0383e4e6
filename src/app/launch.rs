//! Accepting a launch. Owns the order of things from the posted form to the session: same browser, good token,
//! approved deployment, and then everything in one transaction. The token's own rules are in
//! [`crate::lti::launch`], what is written is in [`super::opening`].

use super::refusal::{self, Attempt, Refused};
use super::{App, Error, login, opening, outbox, token};
use crate::domain::approval::Approval;
use crate::domain::id::LaunchId;
use crate::lti::launch::Launch;
use crate::lti::storage::StorageFrame;
use crate::lti::{Reason, Refusal};
use crate::random::fingerprint;
use crate::store::arrival::{self, Arrival, Named};
use crate::store::deployment::{self, Deployment};
use crate::store::pending_login::{self, Binding, PendingLogin};
use crate::store::platform::{self, Platform};

/// What the browser posts to the redirect URI.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The token.
    pub id_token: Option<String>,
    /// The state of the login.
    pub state: Option<String>,
    /// Instead of a token: the platform's error code (OpenID Connect Core 3.1.2.6).
    pub error: Option<String>,
}

/// What the browser can show for itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Browser<'a> {
    /// The cookie that the login was bound to.
    pub browser_secret: Option<&'a str>,
    /// The cookie of sessions that it opened before, which a new one joins.
    pub session_secret: Option<&'a str>,
}

/// What happens next.
#[derive(Clone, Debug)]
pub enum Next {
    /// The session is open.
    Opened(Opened),
    /// The page must show that it is the browser that started the login.
    Confirm(Box<Confirm>),
}

/// A session that was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The launch, which names the session in addresses.
    pub launch_id: LaunchId,
    /// The session's secret, for the browser's cookie.
    pub session_secret: String,
}

/// What the page of a cookieless launch needs.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// Where the platform's storage is.
    pub frame: StorageFrame,
    /// Its key.
    pub key: &'static str,
    /// Good for one confirmation.
    pub ticket: String,
    /// The platform, whose pages frame ours.
    pub platform: Platform,
}

/// Takes the answer of a platform.
///
/// # Errors
/// [`Error::Refused`] with the first rule that does not hold.
pub async fn receive(app: &App, answer: &Answer, browser: Browser<'_>) -> Result<Next, Error> {
    let mut attempt = Attempt::default();
    attempt.note("step", "launch");
    let (login, platform) = match find_login(app, answer, &mut attempt).await? {
        Ok(found) => found,
        Err(refusal) => return Err(refusal::record(app, &attempt, refusal).await.into()),
    };
    if let Some(code) = &answer.error {
        return Err(refusal::record(app, &attempt, platform_error(code))
            .await
            .into());
    }
    match login.binding {
        Binding::Cookie => {
            if browser.browser_secret.map(fingerprint).as_ref() != Some(&login.secret_hash) {
                let refusal = Refusal::new(
                    Reason::BrowserMismatch,
                    "the browser's cookie is not the login's",
                );
                return Err(refusal::record(app, &attempt, refusal).await.into());
            }
            let held = browser.session_secret;
            accept(app, answer, (&login, &platform), held, attempt)
                .await
                .map(Next::Opened)
        }
        Binding::Storage => {
            let confirm = issue_ticket(app, &login, attempt).await?;
            Ok(Next::Confirm(Box::new(confirm)))
        }
    }
}

/// Takes the proof that the page of a cookieless launch brings: the ticket that it was given and the secret that
/// the platform kept for it. `session_secret` is that of sessions which the page opened before.
///
/// # Errors
/// [`Error::Refused`].
pub async fn confirm(
    app: &App,
    answer: &Answer,
    ticket: &str,
    secret: &str,
    session_secret: Option<&str>,
) -> Result<Opened, Error> {
    let mut attempt = Attempt::default();
    attempt.note("step", "confirm");
    let (login, platform) = match find_login(app, answer, &mut attempt).await? {
        Ok(found) => found,
        Err(refusal) => return Err(refusal::record(app, &attempt, refusal).await.into()),
    };
    match check_proof(app, &login, ticket, secret) {
        Ok(()) => accept(app, answer, (&login, &platform), session_secret, attempt).await,
        Err(refusal) => Err(refusal::record(app, &attempt, refusal).await.into()),
    }
}

fn check_proof(app: &App, login: &PendingLogin, ticket: &str, secret: &str) -> Result<(), Refusal> {
    let has_ticket = login.binding == Binding::Storage
        && login.ticket_hash.as_ref() == Some(&fingerprint(ticket))
        && login
            .ticket_expires_at
            .is_some_and(|until| app.now() < until);
    if !has_ticket {
        return Err(Refusal::new(
            Reason::TicketInvalid,
            "the page's ticket is unknown or too old",
        ));
    }
    if fingerprint(secret) != login.secret_hash {
        return Err(Refusal::new(
            Reason::StorageMismatch,
            "the secret kept by the platform is another login's",
        ));
    }
    Ok(())
}

async fn find_login(
    app: &App,
    answer: &Answer,
    attempt: &mut Attempt,
) -> Result<Result<(PendingLogin, Platform), Refusal>, Error> {
    let Some(state) = answer.state.as_deref().filter(|state| !state.is_empty()) else {
        return Ok(Err(Refusal::new(
            Reason::StateMissing,
            "the form has no state",
        )));
    };
    let mut db = app.db.read().await?;
    let found = pending_login::find_by_state(&mut db, &fingerprint(state)).await?;
    drop(db);
    let Some((login, platform)) = found else {
        return Ok(Err(Refusal::new(
            Reason::StateUnknown,
            "no login has this state",
        )));
    };
    attempt.platform_id = Some(login.platform_id);
    attempt.note("binding", login.binding.code());
    Ok(if login.consumed_at.is_some() {
        Err(Refusal::new(
            Reason::StateReplayed,
            "the login was used before",
        ))
    } else if login.expires_at <= app.now() {
        let detail = format!("the login ended {}", login.expires_at.rfc3339());
        Err(Refusal::new(Reason::StateExpired, detail))
    } else {
        Ok((login, platform))
    })
}

fn platform_error(code: &str) -> Refusal {
    let reason = match code {
        "login_required"
        | "interaction_required"
        | "account_selection_required"
        | "consent_required" => Reason::LoginRequired,
        "launch_no_longer_valid" => Reason::LaunchNoLongerValid,
        _ => Reason::PlatformError,
    };
    let shown: String = code
        .chars()
        .filter(char::is_ascii_graphic)
        .take(64)
        .collect();
    Refusal::new(reason, format!("the platform answered {shown:?}"))
}

async fn issue_ticket(app: &App, login: &PendingLogin, attempt: Attempt) -> Result<Confirm, Error> {
    let now = app.now();
    let ticket = app.random.secret();
    let until = now.plus(app.settings.ticket_lifetime);
    let mut tx = app.db.write().await?;
    let is_first =
        pending_login::issue_ticket(&mut tx, login.id, &fingerprint(&ticket), until, now).await?;
    let platform = platform::find(&mut tx, login.platform_id).await?;
    tx.commit().await?;
    if !is_first {
        let refusal = Refusal::new(
            Reason::StateReplayed,
            "the answer of this login came before",
        );
        return Err(refusal::record(app, &attempt, refusal).await.into());
    }
    let platform = platform.ok_or(Error::NotFound("registration"))?;
    let authorization_url = platform
        .authorization_url
        .parse()
        .map_err(|_| Error::NotFound("authorization endpoint"))?;
    let target = login.storage_target.as_deref().unwrap_or_default();
    let frame = StorageFrame::new(target, &authorization_url);
    Ok(Confirm {
        frame,
        key: login::LOGIN_KEY,
        ticket,
        platform,
    })
}

/// The browser is the right one: checks the token and opens the session, or uses the login up and says why not.
async fn accept(
    app: &App,
    answer: &Answer,
    (login, platform): (&PendingLogin, &Platform),
    session_secret: Option<&str>,
    mut attempt: Attempt,
) -> Result<Opened, Error> {
    let raw = answer.id_token.as_deref();
    let launch = match token::check(app, raw, platform, login, &mut attempt).await {
        Ok(launch) => launch,
        Err(refusal) => return Err(refuse(app, login, &attempt, refusal, None).await?.into()),
    };
    let return_url = launch
        .presentation
        .return_url
        .as_ref()
        .map(ToString::to_string);
    let known = match find_known(app, platform, &launch).await? {
        Ok(known) => known,
        Err(refusal) => {
            return Err(refuse(app, login, &attempt, refusal, return_url)
                .await?
                .into());
        }
    };
    if let Err(refusal) = opening::check_purpose(&launch) {
        return Err(refuse(app, login, &attempt, refusal, return_url)
            .await?
            .into());
    }
    let opening = opening::Opening {
        login,
        platform,
        known: &known,
        launch: &launch,
    };
    opening::open(app, opening, session_secret, &attempt).await
}

/// A login that brought a bad token is used up: there is no second try with the same state.
async fn refuse(
    app: &App,
    login: &PendingLogin,
    attempt: &Attempt,
    refusal: Refusal,
    return_url: Option<String>,
) -> Result<Refused, Error> {
    let mut tx = app.db.write().await?;
    pending_login::consume(&mut tx, login.id, app.now()).await?;
    tx.commit().await?;
    Ok(Refused {
        return_url,
        ..refusal::record(app, attempt, refusal).await
    })
}

/// What is known of everything that the launch names, in a deployment that is approved; one that nobody has heard of is
/// written down for our administrator.
async fn find_known(
    app: &App,
    platform: &Platform,
    launch: &Launch,
) -> Result<Result<Arrival, Refusal>, Error> {
    let named = Named {
        lti_deployment_id: &launch.deployment_id,
        sub: &launch.person.id,
        lti_context_id: launch.context.as_ref().map(|context| &*context.id),
        resource_link_id: opening::link(launch).map(|link| &*link.id),
        tried_before: outbox::tried_before(app.now()),
    };
    let mut db = app.db.read().await?;
    let known = arrival::find(&mut db, platform.id, named).await?;
    drop(db);
    let known = match known {
        Some(known) => known,
        None => Arrival {
            deployment: announce_deployment(app, platform, launch).await?,
            person_id: None,
            context: None,
            placement: None,
            is_teaching: false,
            has_to_count: false,
            has_parked: false,
        },
    };
    let deployment = &known.deployment;
    let school = deployment
        .school_name
        .as_deref()
        .unwrap_or("(the LMS did not say)");
    let detail = format!(
        "deployment {:?} of {}, school {school}",
        deployment.lti_deployment_id, platform.name
    );
    Ok(match deployment.status {
        Approval::Active => Ok(known),
        Approval::Pending => Err(Refusal::new(Reason::DeploymentPending, detail)),
        Approval::Disabled => Err(Refusal::new(Reason::DeploymentDisabled, detail)),
    })
}

async fn announce_deployment(
    app: &App,
    platform: &Platform,
    launch: &Launch,
) -> Result<Deployment, Error> {
    let new = Deployment {
        id: app.new_id(),
        platform_id: platform.id,
        lti_deployment_id: launch.deployment_id.clone(),
        school_name: launch.platform.name.clone(),
        platform_guid: launch.platform.guid.clone(),
        status: Approval::Pending,
        first_seen_at: app.now(),
    };
    let mut tx = app.db.write().await?;
    deployment::insert_if_unknown(&mut tx, &new).await?;
    let found = deployment::find_by_lti_id(&mut tx, platform.id, &new.lti_deployment_id).await?;
    tx.commit().await?;
    found.ok_or(Error::NotFound("deployment"))
}
