//! Sessions after a launch: whose they are, how long they last, and what ends them.

use std::time::Duration;

use microcred::app::audit::Actor;
use microcred::app::connection::{self, Subject};
use microcred::domain::approval::Decision;
use microcred::lti::names::claim;
use microcred::store::deployment;
use serde_json::json;

use super::start;
use crate::support::app::{TOOL, TestApp};
use crate::support::browser::{Answer, Browser, Visit};
use crate::support::platform::TestPlatform;
use crate::support::token::Token;

fn is_over(answer: &Answer) -> bool {
    (answer.status(), &*answer.code()) == (401, "session-expired")
}

#[tokio::test]
async fn a_session_survives_reloading() {
    let (app, platform, mut browser) = start().await;
    let opened = browser.open(&app, &platform, |token| token).await;
    for _ in 0..3 {
        app.clock.advance(Duration::from_secs(3600));
        let page = browser.get(&opened.path).await;
        assert_eq!(page.texts(".facts dd")[0], "Dana Rey");
    }
}

#[tokio::test]
async fn a_session_ends_after_eight_hours_and_the_page_says_so() {
    let (app, platform, mut browser) = start().await;
    let opened = browser.open(&app, &platform, |token| token).await;
    app.clock.advance(Duration::from_secs(8 * 3600 - 1));
    assert_eq!(browser.get(&opened.path).await.status(), 200);
    app.clock.advance(Duration::from_secs(1));
    let page = browser.get(&opened.path).await;
    assert!(is_over(&page));
    assert_eq!(page.one("h1"), "Welcome back – please open this page again");
    assert!(!page.text().contains("Dana"));

    let opened = browser.open(&app, &platform, |token| token).await;
    assert_eq!(
        browser.get(&opened.path).await.status(),
        200,
        "a new launch opens it again"
    );
}

#[tokio::test]
async fn a_session_belongs_to_one_browser() {
    let (app, platform, mut browser) = start().await;
    let opened = browser.open(&app, &platform, |token| token).await;
    assert!(is_over(&app.browser().get(&opened.path).await), "no cookie");

    let mut other = app.browser();
    other
        .open(&app, &platform, |token| {
            token.person("sub-of-kim", "Kim Vale")
        })
        .await;
    assert!(is_over(&other.get(&opened.path).await), "another cookie");
    assert_eq!(browser.get(&opened.path).await.status(), 200);
}

#[tokio::test]
async fn whoever_comes_after_somebody_else_at_a_machine_does_not_come_into_their_session() {
    let (app, platform, mut browser) = start().await;
    let other_lms = TestPlatform::new("other.example").connect(&app).await;
    let opened = browser.open(&app, &platform, |token| token).await;
    let elsewhere = browser.open(&app, &other_lms, |token| token).await;
    assert_eq!(browser.get(&opened.path).await.status(), 200, "two LMSs");
    let kim = |token: Token| token.person("sub-of-kim", "Kim Vale");
    let theirs = browser.open(&app, &platform, kim).await;
    for path in [&opened.path, &elsewhere.path] {
        assert!(is_over(&browser.get(path).await), "{path}");
    }
    let again = browser.open(&app, &platform, kim).await;
    for path in [&theirs.path, &again.path] {
        assert_eq!(browser.get(path).await.status(), 200, "{path}");
    }
}

#[tokio::test]
async fn a_changed_launch_id_leads_nowhere() {
    let (app, platform, mut browser) = start().await;
    let opened = browser.open(&app, &platform, |token| token).await;
    let mut other = app.browser();
    let theirs = other
        .open(&app, &platform, |token| {
            token.person("sub-of-kim", "Kim Vale")
        })
        .await;
    let made_up = "/app/l/01890000-0000-7000-8000-000000000000";
    for path in [made_up, &theirs.path] {
        assert!(is_over(&browser.get(path).await), "{path}");
    }
    for path in ["/app/l/no-id", "/app/l/", &format!("{}x", opened.path)] {
        assert_eq!(browser.get(path).await.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn two_launches_in_one_browser_do_not_mix() {
    let (app, platform, mut browser) = start().await;
    let course = |id: &str, title: &str| json!({"id": id, "title": title});
    let teaches = |token: Token| {
        token
            .instructor()
            .with(claim::CONTEXT, course("c1", "Mentoring"))
    };
    let learns = |token: Token| token.with(claim::CONTEXT, course("c2", "Assessment"));
    let one = browser.open(&app, &platform, teaches).await;
    let other = browser.open(&app, &platform, learns).await;
    for (path, facts) in [
        (&one.path, ["Mentoring", "Instructor"]),
        (&other.path, ["Assessment", "Participant"]),
        (&one.path, ["Mentoring", "Instructor"]),
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.texts(".facts dd")[1..3], facts);
    }
}

async fn switch(app: &TestApp, subject: Subject, decision: Decision) {
    connection::decide(&app.app, Actor::Operator, None, subject, decision)
        .await
        .unwrap();
}

#[tokio::test]
async fn switching_a_platform_or_deployment_off_ends_its_sessions() {
    let (app, platform, mut browser) = start().await;
    let other = TestPlatform::new("other.example").connect(&app).await;
    let deployment = {
        let mut db = app.app.db.read().await.unwrap();
        let found = deployment::find_by_lti_id(&mut db, platform.id(), &platform.deployment_id);
        found.await.unwrap().unwrap().id
    };
    let opened = browser.open(&app, &platform, |token| token).await;
    let elsewhere = browser.open(&app, &other, |token| token).await;
    for subject in [
        Subject::Deployment(deployment),
        Subject::Platform(platform.id()),
    ] {
        switch(&app, subject, Decision::Disable).await;
        assert!(is_over(&browser.get(&opened.path).await));
        assert_eq!(browser.get(&elsewhere.path).await.status(), 200);
        switch(&app, subject, Decision::Approve).await;
        assert_eq!(browser.get(&opened.path).await.status(), 200);
    }
}

async fn with_bearer(browser: &mut Browser, path: &str, bearer: &str) -> Answer {
    let visit = Visit::to(path).from(TOOL).header("authorization", bearer);
    browser.visit(visit).await
}

#[tokio::test]
async fn where_the_cookie_does_not_work_the_bearer_does_and_only_the_right_one() {
    let app = TestApp::new().await;
    let platform = TestPlatform::new("lms.example")
        .with_storage("_parent")
        .connect(&app)
        .await;
    let mut browser = app.browser().without_cookies();
    let step = browser.begin_with_storage(&platform).await;
    let jwt = platform.token(&step.authentication, app.now()).jwt();
    let state = step.authentication.state();
    let page = browser
        .post_launch(&[("id_token", &jwt), ("state", state)])
        .await;
    let entered = browser
        .confirm(&Browser::proof(&page, &step.secret))
        .await
        .json();
    let path = entered["location"].as_str().unwrap();
    let secret = entered["session_secret"].as_str().unwrap();

    let right = format!("Bearer {secret}");
    assert_eq!(with_bearer(&mut browser, path, &right).await.status(), 200);
    let ended = format!("Bearer {}", "A".repeat(43));
    assert!(is_over(&with_bearer(&mut browser, path, &ended).await));
    for wrong in [
        format!("Basic {secret}"),
        format!("bearer{secret}"),
        format!("Bearer {secret}x"),
    ] {
        assert_eq!(
            with_bearer(&mut browser, path, &wrong).await.status(),
            401,
            "{wrong}"
        );
    }
    app.clock.advance(Duration::from_secs(8 * 3600));
    assert!(is_over(&with_bearer(&mut browser, path, &right).await));
}

#[tokio::test]
async fn somebody_an_administrator_acts_as_is_marked_and_not_let_into_administration() {
    let (app, platform, mut browser) = start().await;
    let path = browser.open_administration(&app, &platform).await;
    assert_eq!(
        browser.get(&format!("{path}/connections")).await.status(),
        200
    );
    let acted_as = |token: Token| {
        let custom = json!({"masquerading_user_id": "4711"});
        token
            .person("sub-of-ada", "Ada Lund")
            .with(claim::CUSTOM, custom)
    };
    let opened = browser.open(&app, &platform, acted_as).await;
    assert!(
        opened
            .page
            .text()
            .contains("You are acting as someone else")
    );
    let answer = browser.get(&format!("{}/connections", opened.path)).await;
    assert_eq!((answer.status(), &*answer.code()), (403, "not-allowed"));
}
