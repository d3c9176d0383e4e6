//! Proofs that open nothing.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Scene, same};
use crate::support::app::TOOL;
use crate::support::browser::{Browser, Visit};

const CONFIRM: &str = "/lti/launch/confirm";

impl Scene {
    async fn refuses(&mut self, code: &str, proof: &Value) {
        let answer = self.browser.confirm(proof).await;
        assert_eq!((answer.status(), &*answer.code()), (403, code));
        assert!(answer.headers_named("set-cookie").is_empty());
        assert_eq!(self.app.launches().await, 0);
    }
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
