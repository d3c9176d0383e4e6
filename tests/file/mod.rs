//! Files of evidence, through the whole tool: what is taken, what is not and what is left then, and who sees what.

mod hostile;
mod kind;
pub(crate) mod media;
mod open;
mod stream;
mod strip;
mod work;

use microcred::domain::id::{AttemptId, LaunchId, PersonId};
use microcred::store::launch;
use serde_json::Value;

use crate::support::app::{TOOL, TestApp};
use crate::support::browser::{Answer, Browser, Visit};
use crate::support::platform::TestPlatform;
use crate::support::token::Token;
use crate::support::work::draft;

/// Somebody in the middle of their work.
struct Earner {
    app: TestApp,
    platform: TestPlatform,
    browser: Browser,
    /// Where the pages of the session begin.
    path: String,
    attempt: AttemptId,
}

async fn earner() -> Earner {
    let app = TestApp::new().await;
    let platform = TestPlatform::connected(&app, "lms.example").await;
    let mut browser = app.browser();
    let opened = browser.open(&app, &platform, |token| token).await;
    let person = person_of(&app, opened.launch_id).await;
    let attempt = draft(&app.app.db, app.organization, person, app.now()).await;
    Earner {
        app,
        platform,
        browser,
        path: opened.path,
        attempt,
    }
}

async fn person_of(app: &TestApp, launch_id: LaunchId) -> PersonId {
    let mut db = app.app.db.read().await.unwrap();
    let launch = launch::find_open(&mut db, launch_id).await.unwrap();
    launch.unwrap().person_id
}

impl Earner {
    /// The token of this session's forms.
    async fn form_token(&self) -> String {
        let id: LaunchId = self.path.strip_prefix("/app/l/").unwrap().parse().unwrap();
        let secret = self.browser.session_secret();
        let session = microcred::app::session::find(&self.app.app, id, Some(&secret));
        session.await.unwrap().form_token
    }

    fn slot(&self, slot: &str) -> String {
        format!("{}/attempts/{}/slots/{slot}/files", self.path, self.attempt)
    }

    /// A file as our script sends it.
    async fn visit(&self, slot: &str, name: &str, content: Vec<u8>) -> Visit {
        let mut visit = Visit::json(&self.slot(slot), &Value::Null).from(TOOL);
        visit.body = Some(("application/octet-stream", content));
        visit
            .header("x-file-name", name)
            .header("x-form-token", &self.form_token().await)
    }

    async fn send(&mut self, slot: &str, name: &str, content: Vec<u8>) -> Answer {
        let visit = self.visit(slot, name, content).await;
        self.browser.visit(visit).await
    }

    /// Sends a file that is taken, and says what is known of it.
    #[track_caller]
    fn taken(answer: &Answer) -> Value {
        assert_eq!(answer.status(), 201, "{}", answer.text());
        answer.json()["file"].clone()
    }

    /// A form of a file's page, as a browser without scripts sends it.
    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.form_token().await;
        let fields = [&[("form_token", &*token)], fields].concat();
        self.browser
            .visit(Visit::form(path, &fields).from(TOOL))
            .await
    }

    /// Somebody else, in the same course.
    async fn colleague(&self) -> (Browser, String) {
        let mut browser = self.app.browser();
        let kim = |token: Token| token.person("sub-of-kim", "Kim Vale");
        let opened = browser.open(&self.app, &self.platform, kim).await;
        (browser, opened.path)
    }

    /// The files that are stored.
    fn stored(&self) -> Vec<std::path::PathBuf> {
        let mut folders = vec![self.app.evidence.path().to_owned()];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push(path);
                }
            }
        }
        files
    }
}
