//! What the claims of one test process share: the demo, chromedriver, and browsers that are handed from claim to
//! claim. The last claim that ends clears the desk.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use fantoccini::{Client, ClientBuilder};
use futures_util::FutureExt;
use tokio::runtime::Runtime;

use super::chromium::Browser;
use super::demo::Demo;
use super::driver::Driver;
use super::kind::Kind;
use crate::support::suites;

const SUITE: &str = "the tool in a browser";
/// How many browsers may wait for the next claim of their kind.
const WAITING: usize = 3;

/// Runs a claim in a browser of this kind, in which nobody has been before. When it does not hold, standard error
/// says what the browser showed. Without Chromium the claim is left out.
pub fn browse(kind: Kind, claim: impl AsyncFnOnce(&Browser)) {
    let Some(desk) = Desk::share() else { return };
    desk.runtime.block_on(async {
        let browser = desk.take(kind).await;
        let outcome = AssertUnwindSafe(claim(&browser)).catch_unwind().await;
        match outcome {
            Ok(()) => desk.put_back(kind, browser).await,
            Err(panic) => {
                browser.describe().await;
                browser.close().await;
                resume_unwind(panic);
            }
        }
    });
}

/// Keeps the demo while a claim goes from one browser to another: what the first left there has to be there for the
/// second also when no other claim runs beside. `None` without Chromium.
pub fn keep() -> Option<impl Sized> {
    Desk::share()
}

struct Desk {
    waiting: Mutex<Vec<(Kind, Client)>>,
    chromium: String,
    driver: Driver,
    demo: Arc<Demo>,
    // Last, because what is above ends through it.
    runtime: Runtime,
}

impl Desk {
    fn share() -> Option<Arc<Self>> {
        static DESK: Mutex<Weak<Desk>> = Mutex::new(Weak::new());
        let chromium = suites::piece(SUITE, "MICROCRED_TEST_CHROMIUM")?;
        let chromedriver = suites::piece(SUITE, "MICROCRED_TEST_CHROMEDRIVER")?;
        let mut shared = DESK.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(desk) = shared.upgrade() {
            return Some(desk);
        }
        let runtime = Runtime::new().unwrap();
        let demo = runtime.block_on(Demo::start());
        let desk = Arc::new(Self {
            waiting: Mutex::default(),
            chromium,
            driver: Driver::start(&chromedriver),
            demo: Arc::new(demo),
            runtime,
        });
        *shared = Arc::downgrade(&desk);
        Some(desk)
    }

    async fn take(&self, kind: Kind) -> Browser {
        let found = {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            let position = waiting.iter().position(|(known, _)| *known == kind);
            position.map(|position| waiting.remove(position).1)
        };
        let client = match found {
            Some(client) => client,
            None => self.open(kind).await,
        };
        Browser::new(client, self.demo.clone())
    }

    async fn open(&self, kind: Kind) -> Client {
        ClientBuilder::rustls()
            .unwrap()
            .capabilities(kind.capabilities(&self.chromium, &self.demo))
            .connect(&self.driver.url())
            .await
            .unwrap_or_else(|error| panic!("no browser for {kind:?}: {error}"))
    }

    async fn put_back(&self, kind: Kind, browser: Browser) {
        browser.forget().await;
        let surplus = {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            waiting.push((kind, browser.into_client()));
            (waiting.len() > WAITING).then(|| waiting.remove(0).1)
        };
        if let Some(client) = surplus {
            drop(client.close().await);
        }
    }
}
