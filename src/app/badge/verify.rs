//! Badges of anybody, verified for anybody. Owns how much of that is done at once and how long it may take.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout, timeout_at};
use url::Url;

use crate::app::App;
use crate::badges::fetch::{Answer, Fetch, FetchError};
use crate::badges::verify::{self, Report};
use crate::clock::Timestamp;
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

/// Verifies what somebody has of a badge. `None` when too many are at it.
pub async fn verify(app: &App, given: Vec<u8>) -> Option<Report> {
    let place = timeout(PATIENCE, AT_ONCE.acquire()).await;
    let _place = place.ok()?.ok()?;
    verify_alone(app.strangers.clone(), app.now(), given).await
}

/// The same for one who asks alone, such as a command. `None` when the runtime is at its end.
pub async fn verify_alone(
    fetch: Arc<dyn outside::Fetch>,
    now: Timestamp,
    given: Vec<u8>,
) -> Option<Report> {
    let runtime = Handle::current();
    let network = Network {
        fetch,
        until: Instant::now() + TIME,
    };
    // Off the threads that answer others.
    let work = move || runtime.block_on(verify::verify(&given, &network, now));
    tokio::task::spawn_blocking(work).await.ok()
}
