//! Launches of browsers that keep no cookie, proved by the secret that the platform's storage kept (OIDC Login with
//! Client Side postMessages). Ticket and secret together open a session, once, from a page of ours, and nothing else
//! does.

mod refusal;

use crate::support::app::{TOOL, TestApp};
use crate::support::browser::{Answer, Browser, StorageStep, Visit};
use crate::support::log::Log;
use crate::support::platform::TestPlatform;
use crate::support::token::Token;

struct Scene {
    app: TestApp,
    platform: TestPlatform,
    browser: Browser,
}

impl Scene {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let platform = TestPlatform::new("lms.example").with_storage("_parent");
        Self {
            platform: platform.connect(&app).await,
            browser: app.browser().without_cookies(),
            app,
        }
    }

    /// Up to the page that must show its proof.
    async fn up_to_proof(&mut self, change: fn(Token) -> Token) -> (StorageStep, Answer) {
        let step = self.browser.begin_with_storage(&self.platform).await;
        let page = self.post(&step, change).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        (step, page)
    }

    async fn post(&mut self, step: &StorageStep, change: fn(Token) -> Token) -> Answer {
        let token = change(self.platform.token(&step.authentication, self.app.now()));
        let state = step.authentication.state();
        self.browser
            .post_launch(&[("id_token", &token.jwt()), ("state", state)])
            .await
    }
}

fn same(token: Token) -> Token {
    token
}

#[tokio::test]
async fn ticket_and_secret_open_a_session() {
    let mut scene = Scene::new().await;
    let (step, page) = scene.up_to_proof(same).await;
    assert_eq!(
        scene.app.launches().await,
        0,
        "nothing is opened before the proof"
    );
    assert!(page.headers_named("set-cookie").is_empty());

    let answer = scene
        .browser
        .confirm(&Browser::proof(&page, &step.secret))
        .await;
    assert_eq!(answer.status(), 200, "{}", answer.text());
    let entered = answer.json();
    assert_eq!(entered["session_key"], "microcred_session");
    let secret = entered["session_secret"].as_str().unwrap();
    let location = entered["location"].as_str().unwrap();
    let with_bearer = Visit::to(location)
        .from(TOOL)
        .header("authorization", &format!("Bearer {secret}"));
    let home = scene.browser.visit(with_bearer).await;
    assert_eq!(home.status(), 200);
    assert_eq!(home.texts(".facts dd")[0], "Dana Rey");
}

#[tokio::test]
async fn a_page_without_its_cookie_looks_for_its_session_in_the_platforms_storage() {
    let mut scene = Scene::new().await;
    let (step, page) = scene.up_to_proof(same).await;
    let entered = scene
        .browser
        .confirm(&Browser::proof(&page, &step.secret))
        .await
        .json();
    let resuming = scene
        .browser
        .get(entered["location"].as_str().unwrap())
        .await;
    assert_eq!(resuming.status(), 401);
    assert_eq!(
        resuming.attribute("#resume-step", "data-key"),
        "microcred_session"
    );
    assert_eq!(
        resuming.attribute("#resume-step", "data-origin"),
        "https://lms.example"
    );
    assert!(!resuming.text().contains("Dana"));
}

#[tokio::test]
async fn a_second_launch_joins_the_sessions_that_the_storage_holds() {
    let mut scene = Scene::new().await;
    let (step, page) = scene.up_to_proof(same).await;
    let first = scene
        .browser
        .confirm(&Browser::proof(&page, &step.secret))
        .await
        .json();
    let (step, page) = scene.up_to_proof(same).await;
    let mut proof = Browser::proof(&page, &step.secret);
    proof["session"] = first["session_secret"].clone();
    let second = scene.browser.confirm(&proof).await.json();
    assert_eq!(second["session_secret"], first["session_secret"]);
    assert_ne!(second["location"], first["location"]);
}

#[tokio::test]
async fn no_secret_is_ever_in_an_address_or_in_the_log() {
    let log = Log::start();
    let mut scene = Scene::new().await;
    let (step, page) = scene.up_to_proof(same).await;
    let answer = scene
        .browser
        .confirm(&Browser::proof(&page, &step.secret))
        .await;
    let entered = answer.json();
    let ticket = page.attribute("#confirm-step", "data-ticket");
    let session = entered["session_secret"].as_str().unwrap();
    let location = entered["location"].as_str().unwrap();
    let continue_url = step.page.attribute("#storage-step", "data-continue-url");
    for secret in [step.secret.as_str(), &ticket, session] {
        for address in [
            location,
            &continue_url,
            &step.page.visit.path,
            &page.visit.path,
        ] {
            assert!(!address.contains(secret), "{address}");
        }
        assert!(!log.text().contains(secret));
    }
    let text = log.text();
    for of_the_login in [
        step.authentication.state(),
        step.authentication.nonce(),
        "hint-of-dana",
    ] {
        assert!(!text.contains(of_the_login), "{text}");
    }
    assert!(
        text.contains("launch accepted"),
        "the log was heard: {text}"
    );
}
