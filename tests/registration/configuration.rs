//! What an LMS says of itself and answers: read leniently where that costs nothing, and strictly where it decides
//! where people, keys and secrets go.

use serde_json::{Value, json};

use super::{CONNECT, Lms, invitation, nothing_came_of_it, open, platforms, register, sent};
use crate::support::app::TestApp;

const INCOMPLETE: (u16, &str) = (502, "registration-incomplete");

/// An LMS that says this of itself gets no further than the first page.
async fn refused(lms: Lms) {
    let app = TestApp::new().await;
    lms.publish(&app);
    refused_as_published(&app, &lms).await;
}

async fn refused_as_published(app: &TestApp, lms: &Lms) {
    let invitation = invitation(app, app.organization, None).await;
    let answer = open(&mut app.browser().without_cookies(), &invitation, lms).await;
    let (status, code) = INCOMPLETE;
    nothing_came_of_it(app, lms, &answer, status, code).await;
    assert_eq!(
        app.count("SELECT CAST(COUNT(*) AS BIGINT) FROM registration_draft")
            .await,
        0
    );
    assert_eq!(
        app.count("SELECT CAST(COUNT(*) AS BIGINT) FROM invite WHERE used_at IS NULL")
            .await,
        1
    );
}

#[tokio::test]
async fn a_configuration_that_cannot_be_read_is_refused() {
    for (status, body) in [
        (200, "<html>Sign in</html>".to_owned()),
        (200, "[]".to_owned()),
        (200, String::new()),
        (200, "{\"issuer\": \u{fffd}".to_owned()),
        (200, format!("{{\"a\":{}", "[".repeat(100_000))),
        (404, Lms::generic().document.to_string()),
        (302, Lms::generic().document.to_string()),
        (500, "down".to_owned()),
    ] {
        let app = TestApp::new().await;
        let lms = Lms::generic();
        lms.publish(&app);
        app.network.answer(&lms.configuration_url, status, body);
        refused_as_published(&app, &lms).await;
    }
}

#[tokio::test]
async fn a_configuration_larger_than_any_is_refused() {
    refused(Lms::generic().with("padding", json!("x".repeat(64 * 1024)))).await;
}

#[tokio::test]
async fn an_lms_that_cannot_be_reached_is_refused() {
    let app = TestApp::new().await;
    let lms = Lms::generic();
    lms.publish(&app);
    app.network.cut();
    refused_as_published(&app, &lms).await;
}

#[tokio::test]
async fn a_configuration_that_says_a_thing_twice_is_refused() {
    let app = TestApp::new().await;
    let lms = Lms::generic();
    lms.publish(&app);
    let twice = lms
        .document
        .to_string()
        .replacen('{', r#"{"issuer":"https://lms.example","#, 1);
    app.network.answer(&lms.configuration_url, 200, twice);
    refused_as_published(&app, &lms).await;
}

#[tokio::test]
async fn an_lms_speaks_for_the_issuer_of_its_own_host_only() {
    for issuer in [
        "https://other.example",
        "https://lms.example.attacker.example",
        "https://attacker.example/lms.example",
        "https://canvas.instructure.com",
        "https://lms.example?tenant=1",
        "https://lms.example#x",
        "lms.example",
        "",
    ] {
        refused(Lms::generic().with("issuer", json!(issuer))).await;
    }
    // What Canvas may, only Canvas' own issuers may.
    refused(Lms::canvas().with("issuer", json!("https://other.example"))).await;
}

#[tokio::test]
async fn what_decides_where_people_keys_and_secrets_go_must_be_there_and_use_tls() {
    for member in ["authorization_endpoint", "token_endpoint", "jwks_uri"] {
        for bad in [
            Value::Null,
            json!(""),
            json!("/relative"),
            json!("javascript:alert(1)"),
            json!("file:///etc/passwd"),
            json!("http://lms.example/plain"),
        ] {
            refused(Lms::generic().with(member, bad)).await;
        }
    }
    for bad in [json!("http://lms.example"), json!("ftp://lms.example")] {
        refused(Lms::generic().with("issuer", bad)).await;
    }
    let app = TestApp::new().await;
    let lms = Lms::generic();
    lms.publish(&app);
    let plain = lms.clone().with(
        "registration_endpoint",
        json!("http://lms.example/register"),
    );
    app.network.publish(&lms.configuration_url, &plain.document);
    refused_as_published(&app, &plain).await;
}

#[tokio::test]
async fn an_lms_that_cannot_do_what_lti_needs_is_refused() {
    refused(Lms::generic().with(
        "token_endpoint_auth_methods_supported",
        json!(["client_secret_basic"]),
    ))
    .await;
    refused(Lms::generic().with("id_token_signing_alg_values_supported", json!(["ES256"]))).await;
}

#[tokio::test]
async fn oddities_of_real_documents_keep_nobody_out() {
    let odd = Lms::generic()
        .with("op_policy_uri", json!(""))
        .with("claims_supported", Value::Null)
        .with("scopes_supported", json!("openid"))
        .with("service_documentation", json!("see the manual"))
        .with(
            super::PLATFORM_CONFIGURATION,
            json!({"messages_supported": ["LtiResourceLinkRequest"]}),
        );
    let without_lists = {
        let mut lms = Lms::generic();
        let members = lms.document.as_object_mut().unwrap();
        members.retain(|name, _| !name.ends_with("_supported") && !name.starts_with("https:"));
        lms
    };
    for lms in [odd, without_lists] {
        let app = TestApp::new().await;
        assert_eq!(register(&app, &lms).await.status(), 200);
        assert_eq!(platforms(&app).await[0].profile, "generic");
    }
}

#[tokio::test]
async fn an_lms_that_refuses_or_answers_nonsense_is_not_connected() {
    for (status, body) in [
        (400, "domain_targetlinkuri_mismatch"),
        (401, "missing_registration_token"),
        (
            400,
            r#"{"error": "invalid_client_metadata", "error_description": "<script>alert(1)</script>"}"#,
        ),
        (500, "down"),
        (302, r#"{"client_id": "client-1"}"#),
        (201, "<html>"),
        (201, "{}"),
        (201, r#"{"client_id": ""}"#),
        (201, r#"{"client_id": null}"#),
        (201, r#"{"client_id": ["client-1"]}"#),
        (201, r#"{"client_id": "client-1", "client_id": "client-2"}"#),
    ] {
        let app = TestApp::new().await;
        let lms = Lms::generic().answering(move |_| (status, body.to_owned()));
        let answer = register(&app, &lms).await;
        assert_eq!((answer.status(), &*answer.code()), INCOMPLETE, "{body}");
        // The LMS's words are shown to its administrator, as words and never as a script.
        assert_eq!(answer.texts(".detail").len(), 1);
        let scripts = answer.texts("script");
        assert!(!scripts.iter().any(|script| script.contains("alert(1)")));
        assert_eq!(sent(&app, &lms).len(), 1);
        assert!(platforms(&app).await.is_empty());
        let still_holds =
            app.count("SELECT CAST(COUNT(*) AS BIGINT) FROM invite WHERE used_at IS NULL");
        assert_eq!(still_holds.await, 1);
    }
}

#[tokio::test]
async fn an_lms_that_goes_silent_while_it_registers_is_not_connected() {
    let app = TestApp::new().await;
    let lms = Lms::generic();
    lms.publish(&app);
    let invitation = invitation(&app, app.organization, None).await;
    let mut browser = app.browser().without_cookies();
    let page = open(&mut browser, &invitation, &lms).await;
    app.network.cut();
    let answer = browser.press(&page, CONNECT).await;
    assert_eq!((answer.status(), &*answer.code()), INCOMPLETE);
    assert!(platforms(&app).await.is_empty());
}

#[tokio::test]
async fn what_an_lms_calls_itself_is_shown_as_text() {
    let app = TestApp::new().await;
    let mut lms = Lms::canvas();
    let name = "<script>alert(1)</script>\"'&";
    lms.document[super::PLATFORM_CONFIGURATION]["https://canvas.instructure.com/lti/account_name"] =
        json!(name);
    lms.publish(&app);
    let invitation = invitation(&app, app.organization, None).await;
    let page = open(&mut app.browser().without_cookies(), &invitation, &lms).await;
    assert_eq!(page.texts(".facts dd")[0], name);
    assert!(!page.text().contains("<script>alert"));
}
