//! Security headers, on every answer whatever its status; and the twin of every error page for programs.

use std::time::Duration;

use axum::http::Method;
use microcred::lti::names::claim;
use microcred::web::Options;
use serde_json::json;

use super::start;
use crate::support::app::{OPTIONS, TOOL, TestApp};
use crate::support::browser::{Answer, Browser, Visit};
use crate::support::platform::TestPlatform;
use crate::support::token::Token;

#[track_caller]
fn has_security_headers(answer: &Answer, ancestors: &str) {
    let what = format!("{} {}", answer.status(), answer.visit.path);
    let policy = answer.header("content-security-policy");
    for directive in [
        "default-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    ] {
        assert!(policy.contains(directive), "{what}: {policy}");
    }
    assert!(
        policy.contains("script-src 'nonce-") && !policy.contains("unsafe"),
        "{what}: {policy}"
    );
    let framed_by = policy.split_once("frame-ancestors ").unwrap().1;
    assert_eq!(framed_by, ancestors, "{what}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(answer.header("referrer-policy"), "same-origin", "{what}");
    assert!(answer.headers.get("x-frame-options").is_none(), "{what}");
    assert!(answer.headers.get("server").is_none(), "{what}");
    assert_eq!(answer.header("cache-control"), "no-store", "{what}");
}

const STRANGERS: &str = "'self' https:";
const OF_THE_LMS: &str = "'self' https://lms.example";

async fn asked(browser: &mut Browser, method: Method, path: &str) -> Answer {
    let mut visit = Visit::to(path).from(TOOL);
    visit.method = method;
    browser.visit(visit).await
}

#[tokio::test]
async fn pages_of_a_session_are_framed_by_their_lms_alone() {
    let (app, platform, mut browser) = start().await;
    let home = browser.open_administration(&app, &platform).await;
    for path in [
        home.clone(),
        format!("{home}/connections"),
        format!("{home}/launches"),
    ] {
        let page = browser.get(&path).await;
        assert_eq!(page.status(), 200);
        has_security_headers(&page, OF_THE_LMS);
    }
}

#[tokio::test]
async fn an_lms_that_sends_people_back_to_another_host_may_frame_us_from_there() {
    let (app, platform, mut browser) = start().await;
    let elsewhere = |token: Token| {
        let back = json!({"return_url": "https://school.example:8443/courses/9?a=b"});
        token.with(claim::LAUNCH_PRESENTATION, back)
    };
    let page = browser.open(&app, &platform, elsewhere).await.page;
    has_security_headers(
        &page,
        "'self' https://lms.example https://school.example:8443",
    );
}

#[tokio::test]
async fn every_status_has_the_headers() {
    let (app, platform, mut browser) = start().await;
    let parameters = platform.login();
    let fields: Vec<_> = parameters
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    let probe = browser
        .visit(Visit::form("/lti/login", &fields).from(&platform.issuer))
        .await;
    let sent_on = browser.follow(&probe).await;
    let opened = browser.launch(&app, &platform, |token| token).await;
    let home = opened.location().to_owned();
    let too_large = "x".repeat(OPTIONS.max_body + 1);
    let answers = [
        (200, asked(&mut browser, Method::GET, "/").await),
        (302, sent_on),
        (303, opened),
        (307, probe),
        (400, browser.initiate("/lti/login", &[]).await),
        (401, app.browser().get(&home).await),
        (403, browser.get(&format!("{home}/connections")).await),
        (404, asked(&mut browser, Method::GET, "/nowhere").await),
        (
            404,
            asked(
                &mut browser,
                Method::GET,
                "/lti/register?invite=made-up&openid_configuration=x",
            )
            .await,
        ),
        (
            405,
            asked(&mut browser, Method::DELETE, "/lti/launch").await,
        ),
        (405, asked(&mut browser, Method::OPTIONS, &home).await),
        (413, browser.post_launch(&[("id_token", &too_large)]).await),
        (
            401,
            browser
                .launch(&app, &platform, |token| token.without("sub"))
                .await,
        ),
    ];
    for (status, answer) in answers {
        assert_eq!(answer.status(), status, "{}", answer.visit.path);
        has_security_headers(&answer, STRANGERS);
        assert_eq!(answer.header("x-request-id").len(), 32);
    }
}

#[tokio::test]
async fn our_own_failures_have_them_too_and_say_nothing_of_their_cause() {
    let app = TestApp::new().await;
    let platform = TestPlatform::connected(&app, "lms.example").await;
    let mut browser = app.browser();
    let opened = browser.open(&app, &platform, |token| token).await;
    app.database.db.close().await;
    app.app.db.close().await;
    let answer = browser.get(&opened.path).await;
    assert_eq!((answer.status(), &*answer.code()), (500, "internal"));
    has_security_headers(&answer, STRANGERS);
    for word in ["pool", "sqlx", "database", "closed"] {
        assert!(
            !answer.text().to_lowercase().contains(word),
            "{}",
            answer.text()
        );
    }
}

#[tokio::test]
async fn a_panic_is_an_answer_and_the_tool_goes_on() {
    let (app, platform, mut browser) = start().await;
    app.network.serve(&platform.jwks_url, |_| {
        panic!("a mistake with a secret in it")
    });
    let answer = browser.launch(&app, &platform, |token| token).await;
    assert_eq!((answer.status(), &*answer.code()), (500, "internal"));
    has_security_headers(&answer, STRANGERS);
    assert!(!answer.text().contains("mistake with"));

    platform.publish(&app);
    browser.open(&app, &platform, |token| token).await;
}

#[tokio::test]
async fn a_request_that_takes_too_long_ends_and_says_so() {
    let app = TestApp::new().await.with_options(Options {
        timeout: Duration::from_millis(150),
        ..OPTIONS
    });
    let platform = TestPlatform::connected(&app, "lms.example").await;
    app.network.slow_down(Duration::from_secs(60));
    let answer = app.browser().launch(&app, &platform, |token| token).await;
    assert_eq!((answer.status(), &*answer.code()), (503, "busy"));
    has_security_headers(&answer, STRANGERS);
    assert_eq!(app.launches().await, 0);
}

#[tokio::test]
async fn programs_get_the_same_as_problem_details() {
    let (app, platform, mut browser) = start().await;
    let opened = browser.open(&app, &platform, |token| token).await;
    let json = |path: &str| {
        Visit::to(path)
            .from(TOOL)
            .header("accept", "application/json")
    };
    let mut posted = json("/lti/launch");
    posted.method = Method::POST;
    posted.body = Some((
        "application/x-www-form-urlencoded",
        b"state=made-up".to_vec(),
    ));
    let connections = format!("{}/connections", opened.path);
    for (visit, status, code) in [
        (json("/nowhere"), 404, "not-found"),
        (json("/lti/launch"), 405, "method-not-allowed"),
        (json("/lti/login"), 400, "login_parameter_missing"),
        (json(&connections), 403, "not-allowed"),
        (posted, 403, "state_unknown"),
    ] {
        let answer = browser.visit(visit).await;
        let problem = answer.json();
        assert_eq!(answer.status(), status);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(
            (&problem["status"], &problem["code"]),
            (&json!(status), &json!(code))
        );
        for member in ["type", "title", "detail", "next", "reference"] {
            assert!(
                problem[member]
                    .as_str()
                    .is_some_and(|text| !text.is_empty()),
                "{problem}"
            );
        }
        has_security_headers(&answer, STRANGERS);
    }
}

#[tokio::test]
async fn only_what_belongs_to_nobody_may_be_kept() {
    let (app, _platform, mut browser) = start().await;
    app.run_jobs().await;
    let page = browser.get("/").await;
    let style = page.attribute("link[rel=stylesheet]", "href");
    for (path, kept) in [
        (&*style, "public, max-age=31536000, immutable"),
        ("/icon.svg", "public, max-age=86400"),
        ("/lti/jwks.json", "public, max-age=600"),
        ("/lti/config/canvas.json", "no-store"),
        ("/healthz", "no-store"),
        ("/readyz", "no-store"),
    ] {
        let answer = browser.get(path).await;
        assert_eq!(
            (answer.status(), answer.header("cache-control")),
            (200, kept),
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}

#[tokio::test]
async fn scripts_run_by_a_nonce_that_is_new_on_every_page() {
    let (_app, _platform, mut browser) = start().await;
    let mut nonces = std::collections::HashSet::new();
    for _ in 0..3 {
        let page = browser.get("/").await;
        let nonce = page.attribute("script", "nonce");
        let policy = page.header("content-security-policy");
        assert!(policy.contains(&format!("'nonce-{nonce}'")), "{policy}");
        assert!(
            page.texts("script").iter().all(String::is_empty),
            "no script stands in a page"
        );
        assert!(!page.has("[style]") && !page.has("style"));
        nonces.insert(nonce);
    }
    assert_eq!(nonces.len(), 3);
}
