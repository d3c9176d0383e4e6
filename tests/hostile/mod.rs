//! What nobody who means well would send. Whatever it is, the answer is a refusal, it comes soon, and the tool goes on.

mod documents;
mod forms;
mod requests;
mod server;
mod tokens;

use std::time::{Duration, Instant};

use crate::support::app::TestApp;
use crate::support::browser::{Answer, Browser, Visit};
use crate::support::database::TestDatabase;
use crate::support::platform::TestPlatform;

/// How soon a refusal comes, on a machine that does much else at the same time.
const SOON: Duration = Duration::from_secs(5);

/// A tool that is under attack, and who attacks it.
struct Attack {
    app: TestApp,
    platform: TestPlatform,
    browser: Browser,
}

impl Attack {
    async fn new() -> Self {
        Self::on(TestDatabase::sqlite().await).await
    }

    async fn on(database: TestDatabase) -> Self {
        let app = TestApp::on(database).await;
        Self {
            platform: TestPlatform::connected(&app, "lms.example").await,
            browser: app.browser(),
            app,
        }
    }

    /// Sends this, and is refused with 4xx, soon, without a session.
    async fn refuses(&mut self, what: &str, visit: Visit) -> Answer {
        let asked = Instant::now();
        let mut answer = self.browser.visit(visit).await;
        if answer.status() == 307 {
            // A login in a frame is given a cookie, and has to come again with it before anything else.
            answer = self.browser.follow(&answer).await;
        }
        let took = asked.elapsed();
        assert!(
            (400..500).contains(&answer.status()),
            "{what}: {}",
            answer.status()
        );
        assert!(took < SOON, "{what}: {took:?}");
        assert_eq!(self.app.launches().await, 0, "{what}");
        answer
    }

    /// The tool lets in whom it should.
    async fn goes_on(self) {
        let mut browser = self.app.browser();
        assert_eq!(browser.get("/healthz").await.status(), 200);
        browser.open(&self.app, &self.platform, |token| token).await;
    }
}

/// A posted body of this type.
fn body(path: &str, kind: &'static str, bytes: impl Into<Vec<u8>>) -> Visit {
    let mut visit = Visit::form(path, &[]).from("https://lms.example");
    visit.body = Some((kind, bytes.into()));
    visit
}
