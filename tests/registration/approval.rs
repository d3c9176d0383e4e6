//! A connection that registered itself waits until our administrator approves it, on the page or at the command line.

use std::process::Command;

use base64::{Engine, engine::general_purpose::STANDARD};
use microcred::app::audit::Actor;
use microcred::app::connection::{self, Subject};
use microcred::app::person;
use microcred::domain::approval::{Approval, Decision};
use microcred::domain::grant::ToolRole;
use microcred::lti::names::claim;
use serde_json::json;

use super::{Lms, platforms, register};
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::platform::TestPlatform;
use crate::support::token::{INSTITUTION, Token};

/// The same LMS as one that launches.
fn launching(app: &TestApp, lms: &Lms, client_id: &str, deployment_id: &str) -> TestPlatform {
    let mut platform = TestPlatform::new("lms.example").client(client_id);
    let member = |name: &str| lms.document[name].as_str().unwrap().to_owned();
    platform.issuer = member("issuer");
    platform.authorization_url = member("authorization_endpoint");
    platform.jwks_url = member("jwks_uri");
    deployment_id.clone_into(&mut platform.deployment_id);
    platform.deployment_hint = None;
    platform.publish(app);
    platform
}

async fn refused_login(browser: &mut Browser, platform: &TestPlatform) -> (u16, String) {
    let answer = browser.initiate("/lti/login", &platform.login()).await;
    (answer.status(), answer.code())
}

#[tokio::test]
async fn nobody_launches_before_an_administrator_approved_on_the_page() {
    let app = TestApp::new().await;
    let lms = Lms::moodle();
    register(&app, &lms).await;
    let moodle = launching(&app, &lms, "Qb4wX7k2vN9d", "17");
    let mut browser = app.browser();
    assert_eq!(
        refused_login(&mut browser, &moodle).await,
        (403, "platform_pending".into())
    );

    let known = TestPlatform::connected(&app, "known.example").await;
    let mut administrator = app.browser();
    let home = administrator.open_administration(&app, &known).await;
    let page = administrator.get(&format!("{home}/connections")).await;
    assert_eq!(page.texts("h3")[0], "Lakeside", "what waits comes first");
    let approve = "form[action*=platforms][action$=approve] button";
    let answer = administrator.press(&page, approve).await;
    let back = format!("{home}/connections");
    assert_eq!((answer.status(), answer.location()), (303, &*back));
    let page = administrator.follow(&answer).await;
    assert!(!page.has(approve));

    // Moodle named its deployment when it registered, so nothing else waits.
    browser.open(&app, &moodle, |token| token).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whose_keys_are_approved_is_shown_on_the_page_and_at_the_command_line() {
    let app = TestApp::new().await;
    let lms = Lms::canvas().with("jwks_uri", json!("https://keys.example/jwks"));
    register(&app, &lms).await;

    let known = TestPlatform::connected(&app, "known.example").await;
    let mut administrator = app.browser();
    let home = administrator.open_administration(&app, &known).await;
    let page = administrator.get(&format!("{home}/connections")).await;
    let shown = page.texts(".platform .facts dd code");
    let hosts: Vec<_> = shown.iter().filter(|text| !text.contains("://")).collect();
    assert_eq!(
        hosts,
        [
            "10000000000042",
            "school.instructure.com",
            "keys.example",
            "10000000000042",
            "known.example"
        ]
    );

    let folder = tempfile::tempdir().unwrap();
    let listed = Command::new(env!("CARGO_BIN_EXE_microcred"))
        .args(["platform", "list", "--data"])
        .arg(folder.path())
        .env("MICROCRED__DATABASE__URL", &app.database.url)
        .env("MICROCRED__SECURITY__MASTER_KEY", STANDARD.encode([7; 32]))
        .output()
        .unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(
        listed.contains("10000000000042  school.instructure.com, keys.example\n"),
        "{listed}"
    );
}

#[tokio::test]
async fn the_operator_approves_at_the_command_line() {
    let app = TestApp::new().await;
    let lms = Lms::moodle();
    register(&app, &lms).await;
    let moodle = launching(&app, &lms, "Qb4wX7k2vN9d", "17");
    let subject = Subject::Platform(platforms(&app).await[0].id);
    connection::decide(&app.app, Actor::Operator, None, subject, Decision::Approve)
        .await
        .unwrap();
    app.browser().open(&app, &moodle, |token| token).await;
}

#[tokio::test]
async fn a_canvas_deployment_waits_once_more_and_is_approved_under_its_schools_name() {
    let app = TestApp::new().await;
    let lms = Lms::canvas();
    register(&app, &lms).await;
    let canvas = launching(&app, &lms, "10000000000042", "106:8865aa05");
    let id = platforms(&app).await[0].id;
    connection::decide(
        &app.app,
        Actor::Operator,
        None,
        Subject::Platform(id),
        Decision::Approve,
    )
    .await
    .unwrap();
    let of_lakeside = |token: Token| {
        token.with(
            claim::TOOL_PLATFORM,
            json!({"guid": "g", "name": "Lakeside Academy"}),
        )
    };
    let mut browser = app.browser();
    let answer = browser.launch(&app, &canvas, of_lakeside).await;
    assert_eq!(
        (answer.status(), &*answer.code()),
        (403, "deployment_pending")
    );

    let connections = connection::list(&app.app, Some(app.organization))
        .await
        .unwrap();
    let deployment = &connections[0].deployments[0];
    assert_eq!(deployment.school_name.as_deref(), Some("Lakeside Academy"));
    let subject = Subject::Deployment(deployment.id);
    connection::decide(&app.app, Actor::Operator, None, subject, Decision::Approve)
        .await
        .unwrap();
    browser.open(&app, &canvas, of_lakeside).await;
}

#[tokio::test]
async fn approving_a_deployment_of_a_waiting_connection_approves_the_connection() {
    let app = TestApp::new().await;
    register(&app, &Lms::moodle()).await;
    let connections = connection::list(&app.app, None).await.unwrap();
    let subject = Subject::Deployment(connections[0].deployments[0].id);
    connection::decide(&app.app, Actor::Operator, None, subject, Decision::Approve)
        .await
        .unwrap();
    assert_eq!(platforms(&app).await[0].status, Approval::Active);
}

#[tokio::test]
async fn the_pages_of_administration_are_for_those_with_the_grant() {
    let app = TestApp::new().await;
    let platform = TestPlatform::connected(&app, "lms.example").await;
    let administrator_of_the_lms =
        |token: Token| token.roles(&[&format!("{INSTITUTION}Administrator")]);
    for change in [
        Token::instructor as fn(Token) -> Token,
        administrator_of_the_lms,
        |token| token,
    ] {
        let mut browser = app.browser();
        let opened = browser.open(&app, &platform, change).await;
        assert!(
            !opened.page.text().contains("/connections"),
            "no link leads there"
        );
        for page in [
            "connections",
            "launches",
            "launches/01890000-0000-7000-8000-000000000000",
        ] {
            let answer = browser.get(&format!("{}/{page}", opened.path)).await;
            assert_eq!(
                (answer.status(), &*answer.code()),
                (403, "not-allowed"),
                "{page}"
            );
        }
    }
}

#[tokio::test]
async fn a_grant_that_was_taken_back_ends_at_once() {
    let app = TestApp::new().await;
    let platform = TestPlatform::connected(&app, "lms.example").await;
    let mut browser = app.browser();
    let home = browser.open_administration(&app, &platform).await;
    let path = format!("{home}/connections");
    let page = browser.get(&path).await;
    assert_eq!(page.status(), 200);
    let role = ToolRole::OrgOwner;
    person::revoke(&app.app, Actor::Operator, platform.id(), "sub-of-ada", role)
        .await
        .unwrap();
    assert_eq!(browser.get(&path).await.status(), 403);
    for button in [
        "form[action$=invites] button",
        "form[action$=disable] button",
    ] {
        assert_eq!(browser.press(&page, button).await.status(), 403);
    }
    assert_eq!(platforms(&app).await[0].status, Approval::Active);
}
