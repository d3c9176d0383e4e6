//! Launches of browsers that keep no cookie, proved by the secret that the platform's storage kept (OIDC Login with
//! Client Side postMessages). Ticket and secret together open a session, once, from a page of ours, and nothing else
//! does.

use std::time::Duration;

use serde_json::{Value, json};

use crate::support::app::{TOOL, TestApp};
use crate::support::browser::{Answer, Browser, StorageStep, Visit};
use crate::support::log::Log;
use crate::support::platform::TestPlatform;
use crate::support::token::Token;

const CONFIRM: &str = "/lti/launch/confirm";

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

    async fn refuses(&mut self, code: &str, proof: &Value) {
        let answer = self.browser.confirm(proof).await;
        assert_eq!((answer.status(), &*answer.code()), (403, code));
        assert!(answer.headers_named("set-cookie").is_empty());
        assert_eq!(self.app.launches().await, 0);
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
async fn a_wrong_secret_opens_nothing() {
    let mut scene = Scene::new().await;
    let (step, page) = scene.up_to_proof(same).await;
    let state = step.authentication.state();
    for wrong in ["", "made-up", state, step.authentication.nonce()] {
        scene
            .refuses("storage_mismatch", &Browser::proof(&page, wrong))
            .await;
    }
    let (other_login, _) = scene.up_to_proof(same).await;
    scene
        .refuses(
            "storage_mismatch",
            &Browser::proof(&page, &other_login.secret),
        )
        .await;
}

#[tokio::test]
async fn a_wrong_ticket_opens_nothing() {
    let mut scene = Scene::new().await;
    let (_, other_page) = scene.up_to_proof(same).await;
    let (step, page) = scene.up_to_proof(same).await;
    let other_ticket = other_page.attribute("#confirm-step", "data-ticket");
    for wrong in ["", "made-up", &*other_ticket, &*step.secret] {
        let mut proof = Browser::proof(&page, &step.secret);
        proof["ticket"] = json!(wrong);
        scene.refuses("ticket_invalid", &proof).await;
    }
}

#[tokio::test]
async fn a_ticket_lives_two_minutes() {
    let mut scene = Scene::new().await;
    let (step, page) = scene.up_to_proof(same).await;
    scene.app.clock.advance(Duration::from_secs(120));
    scene
        .refuses("ticket_invalid", &Browser::proof(&page, &step.secret))
        .await;
}

#[tokio::test]
async fn a_proof_opens_one_session() {
    let mut scene = Scene::new().await;
    let (step, page) = scene.up_to_proof(same).await;
    let proof = Browser::proof(&page, &step.secret);
    assert_eq!(scene.browser.confirm(&proof).await.status(), 200);
    let again = scene.browser.confirm(&proof).await;
    assert_eq!((again.status(), &*again.code()), (403, "state_replayed"));
    assert_eq!(scene.app.launches().await, 1);
}

#[tokio::test]
async fn an_answer_gets_one_ticket() {
    let mut scene = Scene::new().await;
    let (step, _) = scene.up_to_proof(same).await;
    let again = scene.post(&step, same).await;
    assert_eq!((again.status(), &*again.code()), (403, "state_replayed"));
}

#[tokio::test]
async fn a_proof_that_our_own_page_did_not_send_is_refused() {
    let mut scene = Scene::new().await;
    let (step, page) = scene.up_to_proof(same).await;
    let proof = Browser::proof(&page, &step.secret);
    let ours = || Visit::json(CONFIRM, &proof).header("x-microcred-confirm", "1");
    let fields: Vec<_> = ["id_token", "state", "ticket", "secret"]
        .iter()
        .map(|name| (*name, proof[*name].as_str().unwrap()))
        .collect();
    let mut plain_text = ours().from(TOOL);
    plain_text.body = plain_text.body.map(|(_, body)| ("text/plain", body));
    let mut without_metadata = scene.browser.clone();
    without_metadata.is_modern = false;
    for (what, visit) in [
        (
            "another site's page",
            ours().from("https://attacker.example"),
        ),
        ("the platform's page", ours().from("https://lms.example")),
        (
            "a page without an origin",
            ours().from(TOOL).header("origin", "null"),
        ),
        (
            "a sibling host",
            ours().from(TOOL).header("sec-fetch-site", "same-site"),
        ),
        ("no header of ours", Visit::json(CONFIRM, &proof).from(TOOL)),
        (
            "a form",
            Visit::form(CONFIRM, &fields)
                .from(TOOL)
                .header("x-microcred-confirm", "1"),
        ),
        ("a form that looks like JSON", plain_text),
    ] {
        let answer = scene
            .browser
            .visit(visit.header("accept", "application/json"))
            .await;
        assert_eq!(
            (answer.status(), &*answer.code()),
            (403, "cross-site-form"),
            "{what}"
        );
    }
    for visit in [ours(), ours().from("https://attacker.example")] {
        let answer = without_metadata.visit(visit).await;
        assert_eq!((answer.status(), &*answer.code()), (403, "cross-site-form"));
    }
    assert_eq!(scene.app.launches().await, 0);
    assert_eq!(
        without_metadata.confirm(&proof).await.status(),
        200,
        "an old browser gets in"
    );
}

#[tokio::test]
async fn a_login_bound_to_a_cookie_is_not_confirmed_by_a_secret() {
    let mut scene = Scene::new().await;
    let mut with_cookies = scene.app.browser();
    let login = with_cookies.begin(&scene.platform).await;
    let jwt = scene.platform.token(&login, scene.app.now()).jwt();
    let (step, page) = scene.up_to_proof(same).await;
    let mut proof = Browser::proof(&page, &step.secret);
    proof["state"] = json!(login.state());
    proof["id_token"] = json!(jwt);
    scene.refuses("ticket_invalid", &proof).await;
}

#[tokio::test]
async fn a_login_bound_to_storage_is_not_finished_by_a_cookie() {
    let mut scene = Scene::new().await;
    let step = scene.browser.begin_with_storage(&scene.platform).await;
    let mut with_cookies = scene.app.browser();
    let _own = with_cookies.begin(&scene.platform).await;
    let jwt = scene
        .platform
        .token(&step.authentication, scene.app.now())
        .jwt();
    let state = step.authentication.state();
    let page = with_cookies
        .post_launch(&[("id_token", &jwt), ("state", state)])
        .await;
    assert!(page.has("#confirm-step"), "it must still show the proof");
    assert_eq!(scene.app.launches().await, 0);
}

#[tokio::test]
async fn the_token_is_judged_after_the_proof_and_then_as_strictly() {
    let mut scene = Scene::new().await;
    let (step, page) = scene.up_to_proof(|token| token.without("sub")).await;
    let answer = scene
        .browser
        .confirm(&Browser::proof(&page, &step.secret))
        .await;
    assert_eq!((answer.status(), &*answer.code()), (401, "sub_missing"));
    assert_eq!(scene.app.launches().await, 0);
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
