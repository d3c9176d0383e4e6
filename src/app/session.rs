//! Sessions after a launch. Owns the check that a request belongs to the browser that launched, and the token
//! that forms carry.

use std::time::Duration;

use super::{App, Error};
use crate::domain::id::LaunchId;
use crate::random::fingerprint;
use crate::store::launch::{self, Launch};

/// A session that holds.
#[derive(Clone, Debug)]
pub struct Session {
    /// The launch that opened it.
    pub launch: Launch,
    /// What forms on its pages must carry.
    pub form_token: String,
}

/// The session that launch `id` opened, for the browser that holds `secret`.
///
/// # Errors
/// [`Error::SessionMissing`] without or with another secret, and for launches that do not exist (a stranger
/// does not learn which); [`Error::SessionOver`] when its time is up.
pub async fn find(app: &App, id: LaunchId, secret: Option<&str>) -> Result<Session, Error> {
    let secret = secret.ok_or(Error::SessionMissing)?;
    let mut db = app.db.read().await?;
    let launch = launch::find_open(&mut db, id)
        .await?
        .ok_or(Error::SessionMissing)?;
    drop(db);
    if launch.session_hash != fingerprint(secret) {
        return Err(Error::SessionMissing);
    }
    if launch.ended_at.is_some() || launch.expires_at <= app.now() {
        return Err(Error::SessionOver);
    }
    let form_token = form_token(id, secret);
    Ok(Session { launch, form_token })
}

/// The launch whose page was opened without its cookie, when the platform's storage may hold its secret
/// instead. Says nothing about the session itself.
///
/// # Errors
/// [`Error::Store`].
pub async fn find_resumable(app: &App, id: LaunchId) -> Result<Option<Launch>, Error> {
    let mut db = app.db.read().await?;
    let launch = launch::find_open(&mut db, id).await?;
    Ok(launch.filter(|launch| launch.storage_target.is_some() && launch.ended_at.is_none()))
}

/// The key under which the platform's storage keeps a session's secret.
pub const SESSION_KEY: &str = "microcred_session";

/// Bound to one launch and one browser; a page of another launch cannot send its forms here.
fn form_token(id: LaunchId, secret: &str) -> String {
    fingerprint(format!("form:{id}:{secret}"))
}

/// How long a page can lead into a tab of its own.
const TICKET_LIFE: Duration = Duration::from_secs(3600);

/// What leads a further tab of the same browser into a session: a browser that keeps cookies apart for each site around
/// a frame sends none there. Only this tool can read it.
///
/// # Errors
/// [`Error::Seal`].
pub fn ticket(app: &App, id: LaunchId, secret: &str) -> Result<String, Error> {
    let until = app.now().plus(TICKET_LIFE).millis();
    let content = format!("{until}:{secret}");
    Ok(app
        .seal
        .seal(&ticket_purpose(id), content.as_bytes(), &app.random)?)
}

/// The session and the secret to which a ticket leads.
///
/// # Errors
/// [`Error::SessionOver`] for a ticket that is old or not ours; otherwise as for [`find`].
pub async fn redeem(app: &App, id: LaunchId, ticket: &str) -> Result<(Session, String), Error> {
    let content = app.seal.open(&ticket_purpose(id), ticket);
    let content = content.map_err(|_| Error::SessionOver)?;
    let content = String::from_utf8(content).map_err(|_| Error::SessionOver)?;
    let (until, secret) = content.split_once(':').ok_or(Error::SessionOver)?;
    let until: i64 = until.parse().map_err(|_| Error::SessionOver)?;
    if until <= app.now().millis() {
        return Err(Error::SessionOver);
    }
    let session = find(app, id, Some(secret)).await?;
    Ok((session, secret.to_owned()))
}

fn ticket_purpose(id: LaunchId) -> String {
    format!("tab:{id}")
}

impl Session {
    /// Checks the token that a form brought.
    ///
    /// # Errors
    /// [`Error::SessionMissing`] when it is not this session's.
    pub fn check_form_token(&self, token: &str) -> Result<(), Error> {
        // Fingerprints are compared instead of the tokens, so that the time it takes tells nothing.
        if fingerprint(token) == fingerprint(&self.form_token) {
            Ok(())
        } else {
            Err(Error::SessionMissing)
        }
    }
}
