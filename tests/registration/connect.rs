//! The way that works, at three kinds of LMS.

use microcred::domain::approval::Approval;
use microcred::lti::tool::SCOPES;
use microcred::store::deployment;
use serde_json::{Value, json};

use super::{
    CONNECT, Lms, TOKEN, TOOL_CONFIGURATION, bearer, invitation, open, platforms, register, sent,
};
use crate::support::app::TestApp;

#[tokio::test]
async fn the_lmss_administrator_sees_what_will_be_connected_before_anything_is() {
    let app = TestApp::new().await;
    let lms = Lms::canvas();
    lms.publish(&app);
    let invitation = invitation(&app, app.organization, None).await;
    let page = open(&mut app.browser().without_cookies(), &invitation, &lms).await;
    assert!(
        page.one("h1").contains("Lakeside Academy"),
        "{}",
        page.one("h1")
    );
    let facts = page.texts(".facts dd");
    let expected = [
        "Lakeside Academy",
        "Canvas",
        "school.instructure.com",
        "https://canvas.instructure.com",
    ];
    assert_eq!(facts, expected);
    assert_eq!(page.texts(".rows .row").len(), SCOPES.len());
    assert!(sent(&app, &lms).is_empty());
    assert!(platforms(&app).await.is_empty());
}

#[tokio::test]
async fn keys_on_another_host_are_named_before_anybody_agrees() {
    let app = TestApp::new().await;
    let lms = Lms::canvas().with("jwks_uri", json!("https://keys.example/jwks"));
    lms.publish(&app);
    let invitation = invitation(&app, app.organization, None).await;
    let page = open(&mut app.browser().without_cookies(), &invitation, &lms).await;
    let facts = page.texts(".facts dd");
    assert_eq!(facts[2..4], ["school.instructure.com", "keys.example"]);
}

#[tokio::test]
async fn a_generic_lms_is_connected_and_waits_for_approval() {
    let app = TestApp::new().await;
    let lms = Lms::generic();
    let done = register(&app, &lms).await;
    assert_eq!(done.status(), 200, "{}", done.text());
    assert_eq!(done.one("code.select-all"), "client-1");
    assert!(done.has("#close-window"));
    let [platform] = &platforms(&app).await[..] else {
        panic!("one connection comes of one registration")
    };
    assert_eq!(platform.status, Approval::Pending);
    assert_eq!(platform.organization_id, app.organization);
    assert_eq!(
        (
            &*platform.name,
            &*platform.profile,
            &*platform.issuer,
            &*platform.client_id
        ),
        ("Lakeside", "generic", "https://lms.example", "client-1")
    );
    assert_eq!(
        (
            &*platform.authorization_url,
            &*platform.token_url,
            &*platform.jwks_url
        ),
        (
            "https://lms.example/auth",
            "https://lms.example/token",
            "https://lms.example/jwks"
        )
    );
}

#[tokio::test]
async fn canvas_is_known_by_its_shared_issuer_and_its_school() {
    let app = TestApp::new().await;
    let lms = Lms::canvas();
    assert_eq!(register(&app, &lms).await.status(), 200);
    let platform = &platforms(&app).await[0];
    assert_eq!(
        (&*platform.name, &*platform.profile, &*platform.issuer),
        (
            "Lakeside Academy",
            "canvas",
            "https://canvas.instructure.com"
        )
    );
    assert_eq!(platform.token_audience, None, "a host name is no audience");
    let mut db = app.app.db.read().await.unwrap();
    let deployments = deployment::list_for_platform(&mut db, platform.id)
        .await
        .unwrap();
    assert!(
        deployments.is_empty(),
        "Canvas names deployments at their first launch"
    );
}

#[tokio::test]
async fn moodle_answers_200_and_brings_its_deployment() {
    let app = TestApp::new().await;
    assert_eq!(register(&app, &Lms::moodle()).await.status(), 200);
    let platform = &platforms(&app).await[0];
    assert_eq!(
        (&*platform.profile, &*platform.client_id),
        ("moodle", "Qb4wX7k2vN9d")
    );
    let mut db = app.app.db.read().await.unwrap();
    let deployments = deployment::list_for_platform(&mut db, platform.id)
        .await
        .unwrap();
    assert_eq!(deployments.len(), 1);
    assert_eq!(deployments[0].lti_deployment_id, "17");
}

#[tokio::test]
async fn a_client_id_that_is_a_number_is_taken_as_its_digits() {
    let app = TestApp::new().await;
    let lms = Lms::generic().answering(|_| {
        let answer = json!({"client_id": 42, TOOL_CONFIGURATION: {"deployment_id": 7}});
        (201, answer.to_string())
    });
    assert_eq!(register(&app, &lms).await.status(), 200);
    assert_eq!(platforms(&app).await[0].client_id, "42");
}

#[tokio::test]
async fn what_is_sent_is_complete_and_has_no_empty_members() {
    let app = TestApp::new().await;
    let lms = Lms::generic();
    register(&app, &lms).await;
    let [request] = &sent(&app, &lms)[..] else {
        panic!("one request registers")
    };
    assert_eq!(request.method, "POST");
    assert_eq!(bearer(request).unwrap(), &format!("Bearer {TOKEN}"));
    assert!(
        request
            .headers
            .contains(&("content-type", "application/json".into()))
    );
    let document: Value = serde_json::from_slice(request.body.as_deref().unwrap()).unwrap();
    for (member, value) in [
        ("application_type", json!("web")),
        ("response_types", json!(["id_token"])),
        (
            "initiate_login_uri",
            json!("https://tool.example/lti/login"),
        ),
        ("redirect_uris", json!(["https://tool.example/lti/launch"])),
        ("jwks_uri", json!("https://tool.example/lti/jwks.json")),
        ("token_endpoint_auth_method", json!("private_key_jwt")),
        ("scope", json!(SCOPES.join(" "))),
    ] {
        assert_eq!(document[member], value);
    }
    let tool = &document[TOOL_CONFIGURATION];
    assert_eq!(tool["domain"], "tool.example");
    assert_eq!(tool["target_link_uri"], "https://tool.example/lti/launch");
    let types: Vec<_> = tool["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| &entry["type"])
        .collect();
    assert!(
        types.contains(&&json!("LtiDeepLinkingRequest")),
        "{types:?}"
    );
    assert_no_empty_texts(&document);
}

fn assert_no_empty_texts(value: &Value) {
    match value {
        Value::String(text) => assert!(!text.is_empty()),
        Value::Array(list) => list.iter().for_each(assert_no_empty_texts),
        Value::Object(members) => members.values().for_each(assert_no_empty_texts),
        Value::Null => panic!("a member is null"),
        Value::Bool(_) | Value::Number(_) => {}
    }
}

#[tokio::test]
async fn an_lms_without_a_registration_token_is_sent_none() {
    let app = TestApp::new().await;
    let lms = Lms::generic();
    lms.publish(&app);
    app.network.publish(&lms.configuration_url, &lms.document);
    let invitation = invitation(&app, app.organization, None).await;
    let mut browser = app.browser().without_cookies();
    for empty in ["", "&registration_token="] {
        let path = invitation.strip_prefix("https://tool.example").unwrap();
        let page = browser
            .get(&format!(
                "{path}&openid_configuration={}{empty}",
                lms.configuration_url
            ))
            .await;
        assert_eq!(page.status(), 200);
        if empty.is_empty() {
            continue;
        }
        assert_eq!(browser.press(&page, CONNECT).await.status(), 200);
    }
    let requests = app.network.requests();
    assert!(
        requests.iter().all(|request| bearer(request).is_none()),
        "{requests:?}"
    );
}

#[tokio::test]
async fn services_that_an_lms_does_not_offer_or_grant_are_shown_as_missing() {
    let app = TestApp::new().await;
    let without_roster: Vec<_> = SCOPES
        .iter()
        .filter(|scope| !scope.contains("membership"))
        .collect();
    let lms = Lms::generic()
        .with("scopes_supported", json!(without_roster))
        .answering(|sent| {
            let mut answer = sent.clone();
            let asked = sent["scope"].as_str().unwrap();
            assert!(
                !asked.contains("membership"),
                "what is not offered is not asked for"
            );
            let granted: Vec<_> = asked
                .split(' ')
                .filter(|scope| !scope.ends_with("/score"))
                .collect();
            answer["scope"] = json!(granted.join(" "));
            answer["client_id"] = json!("client-1");
            (201, answer.to_string())
        });
    let done = register(&app, &lms).await;
    let missing = done.texts(".notice .plain li");
    assert_eq!(missing.len(), 2, "{missing:?}");

    let mut browser = app.browser();
    let known = crate::support::platform::TestPlatform::connected(&app, "known.example").await;
    let home = browser.open_administration(&app, &known).await;
    let page = browser.get(&format!("{home}/connections")).await;
    let mut shown = page.texts(".notice .plain li");
    let mut expected = missing.clone();
    shown.sort();
    expected.sort();
    assert_eq!(shown, expected);
}

#[tokio::test]
async fn the_registration_token_rests_sealed_and_is_not_logged() {
    let log = crate::support::log::Log::start();
    let app = TestApp::new().await;
    let lms = Lms::generic();
    lms.publish(&app);
    let invitation = invitation(&app, app.organization, None).await;
    let mut browser = app.browser().without_cookies();
    let page = open(&mut browser, &invitation, &lms).await;
    assert_eq!(
        app.count("SELECT CAST(COUNT(*) AS BIGINT) FROM registration_draft")
            .await,
        1
    );
    for secret in [TOKEN, invitation.split_once('=').unwrap().1] {
        assert!(!app.holds_at_rest(secret.as_bytes()));
    }
    browser.press(&page, CONNECT).await;
    assert!(!log.text().contains(TOKEN));
    assert!(!log.text().contains(invitation.split_once('=').unwrap().1));
}
