//! Several platforms, clients and schools at one tool: what belongs to one never opens another.

use microcred::app::audit::Actor;
use microcred::app::connection::{self, Subject};
use microcred::domain::approval::Decision;
use microcred::domain::id::DeploymentId;
use microcred::lti::names::claim;
use microcred::store::deployment;
use serde_json::json;

use super::refused::Scene;
use crate::support::app::LAUNCH_URL;
use crate::support::platform::TestPlatform;
use crate::support::token::{PlatformKey, Token};

async fn deployment_called(scene: &Scene, lti_id: &str) -> DeploymentId {
    let mut db = scene.app.app.db.read().await.unwrap();
    let found = deployment::find_by_lti_id(&mut db, scene.platform.id(), lti_id).await;
    found.unwrap().unwrap().id
}

async fn decide(scene: &Scene, subject: Subject, decision: Decision) {
    connection::decide(&scene.app.app, Actor::Operator, None, subject, decision)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_token_of_one_platform_does_not_answer_the_login_of_another() {
    let mut scene = Scene::new().await;
    let other = TestPlatform::new("other.example")
        .client("other-client")
        .with_key(PlatformKey::number(1));
    let other = other.connect(&scene.app).await;
    let login = scene.browser.begin(&scene.platform).await;
    let jwt = other.token(&login, scene.app.now()).jwt();
    let answer = scene
        .refuses_answer("platform_mismatch", &login, &jwt)
        .await;
    assert_eq!(answer.status(), 401);
}

#[tokio::test]
async fn one_client_id_at_two_issuers_is_two_registrations() {
    let mut scene = Scene::new().await;
    let other = TestPlatform::new("other.example")
        .with_key(PlatformKey::number(1))
        .connect(&scene.app)
        .await;
    assert_eq!(other.client_id, scene.platform.client_id);
    for platform in [&scene.platform, &other] {
        scene
            .browser
            .open(&scene.app, platform, |token| token)
            .await;
    }
    let people = scene
        .app
        .count("SELECT CAST(COUNT(*) AS BIGINT) FROM lms_user");
    assert_eq!(people.await, 2);

    let login = scene.browser.begin(&scene.platform).await;
    let jwt = other.token(&login, scene.app.now()).jwt();
    scene
        .refuses_answer("platform_mismatch", &login, &jwt)
        .await;
    let login = scene.browser.begin(&scene.platform).await;
    let jwt = other
        .token(&login, scene.app.now())
        .with("iss", scene.platform.issuer.as_str())
        .jwt();
    scene.refuses_answer("kid_unknown", &login, &jwt).await;
}

#[tokio::test]
async fn of_several_clients_of_one_issuer_the_login_must_say_which() {
    let mut scene = Scene::new().await;
    let second = TestPlatform::new("lms.example")
        .client("10000000000099")
        .connect(&scene.app)
        .await;
    let mut parameters = second.login();
    parameters.retain(|(name, _)| name != "client_id");

    let answer = scene.browser.initiate("/lti/login", &parameters).await;
    assert_eq!(
        (answer.status(), &*answer.code()),
        (400, "platform_ambiguous")
    );
    let own_address = format!("/lti/login/{}", second.id());
    let answer = scene.browser.initiate(&own_address, &parameters).await;
    assert!(answer.location().contains("client_id=10000000000099"));

    let login = scene.browser.begin(&scene.platform).await;
    let jwt = second.token(&login, scene.app.now()).jwt();
    scene
        .refuses_answer("platform_mismatch", &login, &jwt)
        .await;
}

#[tokio::test]
async fn the_redirect_uri_is_always_ours_whatever_the_login_says() {
    let mut scene = Scene::new().await;
    for (name, value) in [
        ("redirect_uri", "https://attacker.example/lti/launch"),
        ("target_link_uri", "https://attacker.example/lti/launch"),
        ("target_link_uri", "javascript:alert(1)"),
        (
            "target_link_uri",
            "https://tool.example/lti/launch?redirect_uri=https://attacker.example/",
        ),
        ("response_mode", "query"),
        ("state", "of-the-attacker"),
        ("nonce", "of-the-attacker"),
        ("scope", "openid everything"),
    ] {
        let mut parameters = scene.platform.login();
        parameters.retain(|(known, _)| known != name);
        parameters.push((name.into(), value.into()));
        let answer = scene.browser.initiate("/lti/login", &parameters).await;
        let asked = crate::support::browser::Authentication::read(answer.location());
        assert_eq!(asked.parameters["redirect_uri"], LAUNCH_URL, "{name}");
        assert_eq!(asked.parameters["response_mode"], "form_post");
        assert_eq!(asked.parameters["scope"], "openid");
        assert!(
            !answer.location().contains("attacker"),
            "{}",
            answer.location()
        );
    }
}

#[tokio::test]
async fn a_deployment_that_nobody_has_approved_waits_under_the_name_of_its_school() {
    let mut scene = Scene::new().await;
    let elsewhere = |token: Token| {
        token
            .with(claim::DEPLOYMENT_ID, "99:new")
            .with(
                claim::TOOL_PLATFORM,
                json!({"guid": "g-99", "name": "Lakeside Academy"}),
            )
            .jwt()
    };
    scene.platform.deployment_hint = None;
    let answer = scene.refuses("deployment_pending", elsewhere).await;
    assert_eq!(answer.one("h1"), "This connection is waiting for approval");
    scene.refuses("deployment_pending", elsewhere).await;
    let known = scene
        .app
        .count("SELECT CAST(COUNT(*) AS BIGINT) FROM deployment WHERE status = 'pending'");
    assert_eq!(known.await, 1);

    let mut administrator = scene.app.browser();
    let path = administrator
        .open_administration(&scene.app, &scene.platform)
        .await;
    let page = administrator.get(&format!("{path}/connections")).await;
    let waiting = page.one("section[aria-labelledby=waiting] .row:last-child .row-title");
    assert_eq!(waiting, "Lakeside Academy 99:new");

    let answer = administrator
        .press(
            &page,
            "section[aria-labelledby=waiting] .row:last-child form[action$=approve] button",
        )
        .await;
    assert_eq!(answer.status(), 303);
    let approved = |token: Token| token.with(claim::DEPLOYMENT_ID, "99:new");
    scene
        .browser
        .open(&scene.app, &scene.platform, approved)
        .await;
}

#[tokio::test]
async fn a_deployment_that_was_switched_off_lets_nobody_in() {
    let mut scene = Scene::new().await;
    let id = deployment_called(&scene, "7:8865aa05").await;
    decide(&scene, Subject::Deployment(id), Decision::Disable).await;
    scene
        .refuses("deployment_disabled", |token| token.jwt())
        .await;
    decide(&scene, Subject::Deployment(id), Decision::Approve).await;
    scene
        .browser
        .open(&scene.app, &scene.platform, |token| token)
        .await;
}

#[tokio::test]
async fn a_platform_that_was_switched_off_during_a_login_lets_nobody_in() {
    let mut scene = Scene::new().await;
    let login = scene.browser.begin(&scene.platform).await;
    decide(
        &scene,
        Subject::Platform(scene.platform.id()),
        Decision::Disable,
    )
    .await;
    let jwt = scene.platform.token(&login, scene.app.now()).jwt();
    scene
        .refuses_answer("platform_disabled", &login, &jwt)
        .await;

    let answer = scene
        .browser
        .initiate("/lti/login", &scene.platform.login())
        .await;
    assert_eq!(
        (answer.status(), &*answer.code()),
        (403, "platform_disabled")
    );
}

#[tokio::test]
async fn the_token_must_name_the_deployment_that_the_login_named() {
    let mut scene = Scene::new().await;
    scene
        .refuses("deployment_mismatch", |token| {
            token.with(claim::DEPLOYMENT_ID, "99:new").jwt()
        })
        .await;
    let rows = scene
        .app
        .count("SELECT CAST(COUNT(*) AS BIGINT) FROM deployment");
    assert_eq!(rows.await, 1);
}
