//! Genuine tokens in the wrong hands: an answer belongs to one login, one login to one browser, and it is used once.

use std::time::Duration;

use serde_json::{Value, json};

use super::refused::{Scene, refused};
use crate::support::app::TestApp;
use crate::support::database::TestDatabase;
use crate::support::platform::TestPlatform;
use crate::support::token::Token;

#[tokio::test]
async fn a_token_without_a_nonce_is_refused() {
    refused(
        "nonce_missing",
        &[
            |token| token.without("nonce").jwt(),
            |token| token.with("nonce", "").jwt(),
            |token| token.with("nonce", Value::Null).jwt(),
        ],
    )
    .await;
    refused(
        "claim_malformed",
        &[|token| token.with("nonce", json!(["n"])).jwt()],
    )
    .await;
}

#[tokio::test]
async fn a_nonce_that_is_not_of_this_login_is_refused() {
    let mut scene = Scene::new().await;
    let other = scene.browser.begin(&scene.platform).await;
    scene
        .refuses("nonce_mismatch", |token| {
            token.with("nonce", other.nonce()).jwt()
        })
        .await;
    scene
        .refuses("nonce_mismatch", |token| {
            token.with("nonce", "made-up").jwt()
        })
        .await;
    let near_miss = |token: Token| {
        let nonce = format!("{} ", token.claims()["nonce"].as_str().unwrap());
        token.with("nonce", nonce).jwt()
    };
    scene.refuses("nonce_mismatch", near_miss).await;
}

#[tokio::test]
async fn a_token_that_opened_a_session_opens_no_second_one_in_another_login() {
    let mut scene = Scene::new().await;
    let first = scene.browser.begin(&scene.platform).await;
    let jwt = scene.platform.token(&first, scene.app.now()).jwt();
    let fields = [("id_token", &*jwt), ("state", first.state())];
    assert_eq!(scene.browser.post_launch(&fields).await.status(), 303);

    let second = scene.browser.begin(&scene.platform).await;
    scene.refuses_answer("nonce_mismatch", &second, &jwt).await;
}

#[tokio::test]
async fn the_same_answer_posted_twice_opens_one_session() {
    let mut scene = Scene::new().await;
    let login = scene.browser.begin(&scene.platform).await;
    let jwt = scene.platform.token(&login, scene.app.now()).jwt();
    let fields = [("id_token", &*jwt), ("state", login.state())];
    assert_eq!(scene.browser.post_launch(&fields).await.status(), 303);

    scene.refuses_answer("state_replayed", &login, &jwt).await;
    assert_eq!(scene.app.launches().await, 1);
}

#[tokio::test]
async fn a_login_that_brought_a_bad_token_has_no_second_try() {
    let mut scene = Scene::new().await;
    let login = scene.browser.begin(&scene.platform).await;
    let token = scene.platform.token(&login, scene.app.now());
    let bad = token.clone().without_header("kid").jwt();
    scene.refuses_answer("kid_missing", &login, &bad).await;
    scene
        .refuses_answer("state_replayed", &login, &token.jwt())
        .await;
}

#[tokio::test]
async fn an_answer_without_a_login_of_ours_is_refused() {
    let mut scene = Scene::new().await;
    let login = scene.browser.begin(&scene.platform).await;
    let jwt = scene.platform.token(&login, scene.app.now()).jwt();
    let upper = login.state().to_uppercase();
    for (code, fields) in [
        ("state_missing", vec![("id_token", &*jwt)]),
        ("state_missing", vec![("id_token", &*jwt), ("state", "")]),
        (
            "state_unknown",
            vec![("id_token", &*jwt), ("state", "made-up")],
        ),
        (
            "state_unknown",
            vec![("id_token", &*jwt), ("state", login.nonce())],
        ),
        (
            "state_unknown",
            vec![("id_token", &*jwt), ("state", &*upper)],
        ),
        ("token_missing", vec![("state", login.state())]),
    ] {
        scene.refuses_form(code, &fields, &[]).await;
    }
}

#[tokio::test]
async fn an_answer_that_comes_too_late_is_refused() {
    let mut scene = Scene::new().await;
    let login = scene.browser.begin(&scene.platform).await;
    scene.app.clock.advance(Duration::from_secs(600));
    let jwt = scene.platform.token(&login, scene.app.now()).jwt();
    scene.refuses_answer("state_expired", &login, &jwt).await;
}

#[tokio::test]
async fn an_answer_in_another_browser_is_refused_and_costs_the_right_one_nothing() {
    let mut scene = Scene::new().await;
    let login = scene.browser.begin(&scene.platform).await;
    let jwt = scene.platform.token(&login, scene.app.now()).jwt();
    let right = scene.browser.clone();

    scene.browser = scene.app.browser();
    scene.refuses_answer("browser_mismatch", &login, &jwt).await;
    let _own = scene.browser.begin(&scene.platform).await;
    scene.refuses_answer("browser_mismatch", &login, &jwt).await;

    scene.browser = right;
    let fields = [("id_token", &*jwt), ("state", login.state())];
    assert_eq!(scene.browser.post_launch(&fields).await.status(), 303);
}

/// Eight tabs post the same answer at once.
async fn one_session_comes_of_many_posts(app: TestApp) {
    let platform = TestPlatform::connected(&app, "lms.example").await;
    let mut browser = app.browser();
    let login = browser.begin(&platform).await;
    let jwt = platform.token(&login, app.now()).jwt();
    let posts: Vec<_> = (0..8)
        .map(|_| {
            let (mut browser, state, jwt) =
                (browser.clone(), login.state().to_owned(), jwt.clone());
            tokio::spawn(async move {
                let answer = browser
                    .post_launch(&[("id_token", &jwt), ("state", &state)])
                    .await;
                (
                    answer.status(),
                    (answer.status() != 303).then(|| answer.code()),
                )
            })
        })
        .collect();
    let mut outcomes = Vec::new();
    for post in posts {
        outcomes.push(post.await.unwrap());
    }
    outcomes.sort();
    assert_eq!(outcomes[0], (303, None));
    let replayed = (403, Some("state_replayed".to_owned()));
    assert!(
        outcomes[1..].iter().all(|outcome| *outcome == replayed),
        "{outcomes:?}"
    );
    assert_eq!(app.launches().await, 1);
    let records = app.records().await;
    assert_eq!(
        records.iter().filter(|record| record.is_accepted).count(),
        1
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_posts_at_once_one_opens_a_session_on_sqlite() {
    one_session_comes_of_many_posts(TestApp::new().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_posts_at_once_one_opens_a_session_on_postgresql() {
    if let Some(database) = TestDatabase::postgres("launches on PostgreSQL").await {
        one_session_comes_of_many_posts(TestApp::on(database).await).await;
    }
}
