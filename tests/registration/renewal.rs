//! Registering again: the connection that is there changes, there is never a second one, and what was decided about it
//! is not undone by the LMS.

use microcred::app::audit::Actor;
use microcred::app::connection::{self, Subject};
use microcred::domain::approval::{Approval, Decision};
use microcred::domain::id::PlatformId;
use microcred::store::deployment::{self, Deployment};
use serde_json::json;

use super::{CONNECT, Lms, TOOL_CONFIGURATION, invitation, open, platforms, register};
use crate::support::app::TestApp;

async fn decide(app: &TestApp, subject: Subject, decision: Decision) {
    connection::decide(&app.app, Actor::Operator, None, subject, decision)
        .await
        .unwrap();
}

async fn approved(app: &TestApp, lms: &Lms) -> PlatformId {
    assert_eq!(register(app, lms).await.status(), 200);
    let id = platforms(app).await[0].id;
    decide(app, Subject::Platform(id), Decision::Approve).await;
    id
}

async fn deployments(app: &TestApp, id: PlatformId) -> Vec<Deployment> {
    let mut db = app.app.db.read().await.unwrap();
    deployment::list_for_platform(&mut db, id).await.unwrap()
}

#[tokio::test]
async fn the_same_client_of_the_same_issuer_is_the_same_connection() {
    let app = TestApp::new().await;
    let id = approved(&app, &Lms::generic()).await;
    let more = Lms::generic().with("scopes_supported", json!(["openid"]));
    let done = register(&app, &more).await;
    assert_eq!(done.status(), 200);
    let after = platforms(&app).await;
    assert_eq!((after.len(), after[0].id), (1, id));
    assert_eq!(
        after[0].status,
        Approval::Active,
        "nothing that matters has changed"
    );
}

#[tokio::test]
async fn an_invitation_to_renew_changes_that_connection_whatever_its_new_client_id() {
    let app = TestApp::new().await;
    let id = approved(&app, &Lms::generic()).await;
    let lms = Lms::generic().answering(|sent| {
        let mut answer = sent.clone();
        answer["client_id"] = json!("client-2");
        (201, answer.to_string())
    });
    lms.publish(&app);
    let invitation = invitation(&app, app.organization, Some(id)).await;
    let mut browser = app.browser().without_cookies();
    let page = open(&mut browser, &invitation, &lms).await;
    assert_eq!(browser.press(&page, CONNECT).await.status(), 200);
    let after = platforms(&app).await;
    assert_eq!((after.len(), after[0].id), (1, id));
    assert_eq!(
        (&*after[0].client_id, after[0].status),
        ("client-2", Approval::Active)
    );
}

#[tokio::test]
async fn a_connection_that_now_leads_elsewhere_waits_for_approval_again() {
    for member in [
        "authorization_endpoint",
        "token_endpoint",
        "jwks_uri",
        "authorization_server",
    ] {
        let app = TestApp::new().await;
        let id = approved(&app, &Lms::generic()).await;
        let moved = Lms::generic().with(member, json!("https://attacker.example/x"));
        register(&app, &moved).await;
        let after = platforms(&app).await;
        assert_eq!((after.len(), after[0].id), (1, id));
        assert_eq!(after[0].status, Approval::Pending, "{member}");
    }
}

#[tokio::test]
async fn a_connection_that_was_switched_off_stays_off() {
    let app = TestApp::new().await;
    let id = approved(&app, &Lms::generic()).await;
    decide(&app, Subject::Platform(id), Decision::Disable).await;
    register(&app, &Lms::generic()).await;
    register(
        &app,
        &Lms::generic().with("jwks_uri", json!("https://lms.example/new-keys")),
    )
    .await;
    assert_eq!(platforms(&app).await[0].status, Approval::Disabled);
}

#[tokio::test]
async fn a_deployment_that_was_switched_off_stays_off() {
    let app = TestApp::new().await;
    let id = approved(&app, &Lms::moodle()).await;
    let deployment = deployments(&app, id).await[0].id;
    decide(&app, Subject::Deployment(deployment), Decision::Disable).await;
    register(&app, &Lms::moodle()).await;
    let after = deployments(&app, id).await;
    assert_eq!((after.len(), after[0].status), (1, Approval::Disabled));
}

/// As Moodle, with a second deployment.
fn further() -> Lms {
    Lms::moodle().answering(|_| {
        let answer =
            json!({"client_id": "Qb4wX7k2vN9d", TOOL_CONFIGURATION: {"deployment_id": "18"}});
        (200, answer.to_string())
    })
}

async fn statuses(app: &TestApp, id: PlatformId) -> Vec<(String, Approval)> {
    let mut statuses: Vec<_> = deployments(app, id)
        .await
        .into_iter()
        .map(|row| (row.lti_deployment_id, row.status))
        .collect();
    statuses.sort_by(|one, other| one.0.cmp(&other.0));
    statuses
}

#[tokio::test]
async fn a_further_deployment_of_an_approved_connection_waits_for_its_own_approval() {
    let app = TestApp::new().await;
    let id = approved(&app, &Lms::moodle()).await;
    let page = register(&app, &further()).await;
    assert!(!page.text().contains("Ready to use"), "{}", page.text());
    assert_eq!(platforms(&app).await[0].status, Approval::Active);
    assert_eq!(
        statuses(&app, id).await,
        [
            (String::from("17"), Approval::Active),
            (String::from("18"), Approval::Pending)
        ]
    );
    decide(&app, Subject::Platform(id), Decision::Disable).await;
    register(&app, &further()).await;
    let after = statuses(&app, id).await;
    assert_eq!((after.len(), after[1].1), (2, Approval::Pending));
}

#[tokio::test]
async fn a_further_deployment_of_a_connection_that_waits_is_approved_with_it() {
    let app = TestApp::new().await;
    let id = approved(&app, &Lms::moodle()).await;
    let moved = further().with("jwks_uri", json!("https://moodle.example/new-keys"));
    register(&app, &moved).await;
    assert_eq!(platforms(&app).await[0].status, Approval::Pending);
    assert_eq!(
        statuses(&app, id).await,
        [
            (String::from("17"), Approval::Active),
            (String::from("18"), Approval::Active)
        ]
    );
}
