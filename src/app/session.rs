//! Sessions after a launch. Owns the check that a request belongs to the browser that launched, and the token
//! that forms carry.

use std::sync::Arc;
use std::time::Duration;

use super::kept::Kept;
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

/// How many sessions are remembered that save something every few seconds.
const MOST_KNOWN: usize = 2048;

/// Launches as they were last looked at. What they say of the person and the course does not change; that they still hold has
/// to be looked at each time.
#[derive(Debug)]
pub struct Known(Kept<LaunchId, Arc<Launch>>);

impl Default for Known {
    fn default() -> Self {
        Self(Kept::new(MOST_KNOWN))
    }
}

/// A session that held when it was last looked at. Whoever acts by it looks, in the statement that acts, whether it still
/// does; for everything else it is asked for anew by [`Assumed::confirm`].
pub struct Assumed {
    session: Session,
    secret: String,
}

impl Assumed {
    /// The session as it was.
    pub(super) const fn session(&self) -> &Session {
        &self.session
    }

    /// The session, if it holds.
    ///
    /// # Errors
    /// As for [`find`].
    pub async fn confirm(&self, app: &App) -> Result<Session, Error> {
        let id = self.session.launch.id;
        app.assumed.0.forget(&id);
        find(app, id, Some(&self.secret)).await
    }

    /// The person's language at the LMS.
    #[must_use]
    pub fn locale(&self) -> Option<&str> {
        self.session.launch.locale.as_deref()
    }

    /// As [`Session::check_form_token`].
    ///
    /// # Errors
    /// [`Error::SessionMissing`].
    pub fn check_form_token(&self, token: &str) -> Result<(), Error> {
        self.session.check_form_token(token)
    }
}

/// As [`find`], without looking again at a launch that was looked at before for the same browser.
///
/// # Errors
/// As for [`find`].
pub async fn assume(app: &App, id: LaunchId, secret: Option<&str>) -> Result<Assumed, Error> {
    let given = secret.ok_or(Error::SessionMissing)?;
    let known =
        app.assumed.0.find(&id).filter(|known| {
            known.session_hash == fingerprint(given) && app.now() < known.expires_at
        });
    let session = match known {
        Some(known) => Session {
            launch: (*known).clone(),
            form_token: form_token(id, given),
        },
        None => {
            let session = find(app, id, secret).await?;
            app.assumed.0.keep(id, Arc::new(session.launch.clone()));
            session
        }
    };
    Ok(Assumed {
        session,
        secret: given.to_owned(),
    })
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
    /// Whether somebody acts as themselves: not in another's place, and not as the LMS's pretend learner.
    #[must_use]
    pub const fn is_in_own_name(&self) -> bool {
        !self.launch.is_masquerading && !self.launch.is_test_user
    }

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
