//! Badges of anybody, verified for anybody. Owns how much of that is done at once and how long it may take, and what is known of
//! our own badges besides.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout, timeout_at};
use url::Url;

use super::look::look;
use super::own;
use crate::app::{App, Error};
use crate::badges::fetch::{Answer, Fetch, FetchError};
use crate::badges::verify::{self, Finding, Report};
use crate::clock::Timestamp;
use crate::domain::award::State;
use crate::domain::badge::Code;
use crate::lti::fetch::{self as outside, Request};

/// Reading a badge keeps a core busy for a moment; strangers do not get more of them than this.
static AT_ONCE: Semaphore = Semaphore::const_new(8);
/// How long one waits for a place.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long everything that a badge refers to may take to come, together.
const TIME: Duration = Duration::from_secs(15);

/// The tool's guarded client as badges' network, until a time.
struct Network {
    fetch: Arc<dyn outside::Fetch>,
    until: Instant,
}

impl Network {
    fn until_time_is_up(fetch: Arc<dyn outside::Fetch>) -> Self {
        Self {
            fetch,
            until: Instant::now() + TIME,
        }
    }
}

impl Fetch for Network {
    fn get(&self, address: Url, max_bytes: usize) -> Answer<'_> {
        let request = Request {
            headers: vec![(
                "accept",
                "application/vc, application/vc+ld+json, application/ld+json, application/json, */*;q=0.5".into(),
            )],
            ..Request::json(address, max_bytes)
        };
        Box::pin(async move {
            let answer = timeout_at(self.until, self.fetch.fetch(request)).await;
            let answer = answer.map_err(|_| FetchError::Unreachable("the time was up".into()))?;
            let response = answer.map_err(|error| match error {
                outside::FetchError::AddressRefused(_) => FetchError::Refused,
                outside::FetchError::Unreachable { why, .. } => FetchError::Unreachable(why),
                outside::FetchError::TooLarge(_) => FetchError::TooLarge,
            })?;
            if response.is_success() {
                Ok(response.body)
            } else {
                Err(FetchError::Status(response.status))
            }
        })
    }
}

/// Addresses of badges of ours are answered from here, all others through the network.
struct OwnFirst {
    app: App,
    network: Network,
}

impl Fetch for OwnFirst {
    fn get(&self, address: Url, max_bytes: usize) -> Answer<'_> {
        let addresses = &self.app.settings.badges.addresses;
        let Some(path) = addresses.own_path(&address).map(str::to_owned) else {
            return self.network.get(address, max_bytes);
        };
        Box::pin(async move {
            let content = own::content(&self.app, &path).await?;
            if content.len() > max_bytes {
                return Err(FetchError::TooLarge);
            }
            Ok(content)
        })
    }
}

/// What came of verifying.
#[derive(Clone, Debug)]
pub enum Verified {
    /// Each question has its answer.
    Report(Box<Report>),
    /// Too many are at it.
    Busy,
    /// It is written like a code of ours, and there is no such badge.
    NoSuchCode,
    /// It is a code, and codes were asked for too often that are nobody's.
    TooManyCodes,
}

/// Verifies what somebody has of a badge: its content, its address, or the code of one of ours.
///
/// # Errors
/// [`Error::Store`].
pub async fn verify(app: &App, given: Vec<u8>) -> Result<Verified, Error> {
    let place = timeout(PATIENCE, AT_ONCE.acquire()).await;
    let Ok(Ok(_place)) = place else {
        return Ok(Verified::Busy);
    };
    let given = match typed(&given) {
        None => given,
        Some(_) if !app.code_misses.has_left(app.now()) => return Ok(Verified::TooManyCodes),
        Some(code) => {
            match look(app, &code).await {
                Err(Error::NotFound(_)) => {
                    app.code_misses.take(app.now());
                    return Ok(Verified::NoSuchCode);
                }
                found => found?,
            };
            let addresses = &app.settings.badges.addresses;
            addresses.badge(&code).into_bytes()
        }
    };
    let network = OwnFirst {
        app: app.clone(),
        network: Network::until_time_is_up(app.strangers.clone()),
    };
    let Some(mut report) = verify_through(network, app.now(), given).await else {
        return Ok(Verified::Busy);
    };
    tell_stopped(app, &mut report).await?;
    Ok(Verified::Report(Box::new(report)))
}

/// The code that somebody typed, where it is one.
fn typed(given: &[u8]) -> Option<Code> {
    let text = std::str::from_utf8(given).ok()?;
    Code::read(text.trim())
}

/// A list can only say that a badge holds no more. Of one of ours it is known besides whether a question is open, or it was
/// taken back for good.
async fn tell_stopped(app: &App, report: &mut Report) -> Result<(), Error> {
    let addresses = &app.settings.badges.addresses;
    let Some(badge) = &report.badge else {
        return Ok(());
    };
    let path = badge.id.as_deref().and_then(|id| addresses.path_of(id));
    let code = path.and_then(|path| Code::read(path.strip_prefix("/badges/")?));
    let Some(code) = code.filter(|_| addresses.is_own_issuer(&badge.issuer)) else {
        return Ok(());
    };
    let state = match look(app, &code).await {
        Ok(looked) => looked.state,
        Err(Error::NotFound(_)) => return Ok(()),
        Err(error) => return Err(error),
    };
    for finding in &mut report.findings {
        if finding.code == verify::Code::Revoked && state == State::Suspended {
            *finding = Finding::new(verify::Code::Suspended);
        }
    }
    Ok(())
}

/// The same for one who asks alone, such as a command. `None` when the runtime is at its end.
pub async fn verify_alone(
    fetch: Arc<dyn outside::Fetch>,
    now: Timestamp,
    given: Vec<u8>,
) -> Option<Report> {
    verify_through(Network::until_time_is_up(fetch), now, given).await
}

async fn verify_through(
    network: impl Fetch + 'static,
    now: Timestamp,
    given: Vec<u8>,
) -> Option<Report> {
    let runtime = Handle::current();
    // Off the threads that answer others.
    let work = move || runtime.block_on(verify::verify(&given, &network, now));
    tokio::task::spawn_blocking(work).await.ok()
}
