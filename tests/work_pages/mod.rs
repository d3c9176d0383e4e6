//! The pages of the work, through the whole tool: who sees and changes what, and what becomes of what is sent.

mod hints;
mod matrix;
mod moments;
mod ready;
mod without_script;

use std::path::Path;

use microcred::app::audit::Actor;
use microcred::app::credential;
use microcred::definition;
use microcred::store::query;
use serde_json::{Value, json};

use crate::support::app::{TOOL, TestApp};
use crate::support::browser::{Answer, Browser, Visit};
use crate::support::platform::TestPlatform;
use crate::support::token::Token;

/// The sample that has an observation log, a film with notes, a table and a text.
const SLUG: &str = "routines-that-bring-in-every-voice";

/// The tool with one published micro-credential and an LMS.
struct Scene {
    app: TestApp,
    platform: TestPlatform,
}

impl Scene {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("catalog")
            .join(SLUG);
        let package = definition::read(&folder).unwrap();
        credential::import(&app.app, Actor::Operator, app.organization, &package, true)
            .await
            .unwrap();
        let platform = TestPlatform::connected(&app, "lms.example").await;
        Self { app, platform }
    }

    /// Somebody who opens the course.
    async fn person(&self, token: impl FnOnce(Token) -> Token) -> Person {
        let mut browser = self.app.browser();
        let opened = browser.open(&self.app, &self.platform, token).await;
        let card = browser.get(&format!("{}/c/{SLUG}", opened.path)).await;
        let form_token = if card.has("input[name=form_token]") {
            card.attribute("input[name=form_token]", "value")
        } else {
            let secret = browser.session_secret();
            let found =
                microcred::app::session::find(&self.app.app, opened.launch_id, Some(&secret));
            found.await.unwrap().form_token
        };
        Person {
            browser,
            path: opened.path,
            form_token,
        }
    }
}

/// Somebody with an open session.
pub struct Person {
    pub browser: Browser,
    pub path: String,
    pub form_token: String,
}

impl Person {
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![("form_token", self.form_token.as_str())];
        all.extend(fields);
        let visit = Visit::form(path, &all).from(TOOL);
        self.browser.visit(visit).await
    }

    pub async fn put(&mut self, path: &str, document: &Value) -> Answer {
        let mut visit = Visit::json(path, document)
            .from(TOOL)
            .header("x-form-token", &self.form_token);
        visit.method = axum::http::Method::PUT;
        self.browser.visit(visit).await
    }

    /// Starts the work and gives its address.
    async fn start(&mut self) -> String {
        let started = self
            .post(&format!("{}/c/{SLUG}/start", self.path), &[])
            .await;
        assert_eq!(started.status(), 303, "{}", started.text());
        started.location().to_owned()
    }
}

/// Writes to the database what takes days to happen.
async fn write(scene: &Scene, statement: &'static str) {
    let mut tx = scene.app.app.db.write().await.unwrap();
    query(statement).execute(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// A save of the text, as the page's script sends it.
fn save(based_on: i64, html: &str) -> Value {
    json!({
        "based_on": based_on,
        "save_id": uuid::Uuid::now_v7().to_string(),
        "answer": { "kind": "text", "html": html },
    })
}
