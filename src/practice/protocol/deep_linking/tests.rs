//! A picker's answer is taken once, from the tool that was asked, and becomes what the placement allows.

use axum::http::StatusCode;
use serde_json::{Value, json};
use url::Url;

use crate::practice::testing::{Answer, CLIENT, DEPLOYMENT, Lab, foreign_key, tool_key};
use crate::practice::vocabulary as name;

/// Opens the picker and gives the settings claim.
async fn open(lab: &Lab, site: &str, placement: &str) -> Value {
    let claims = lab
        .launch(
            site,
            &format!("person=dana&message=deep_linking&placement={placement}"),
        )
        .await;
    assert_eq!(claims[name::MESSAGE_TYPE], "LtiDeepLinkingRequest");
    assert!(claims.get(name::RESOURCE_LINK).is_none());
    claims[name::DL_SETTINGS].clone()
}

/// Claims of a right response with two items.
fn response(lab: &Lab, site: &str, settings: &Value) -> Value {
    let now = lab.clock.now().seconds();
    let item = |title: &str| {
        json!({
            "type": "ltiResourceLink", "title": title, "url": "https://tool.example/lti/launch?c=1",
            "custom": { "credential_id": "c-1", "version": 3 },
            "lineItem": { "scoreMaximum": 4, "label": title, "resourceId": "cred:c-1", "tag": "credential" },
        })
    };
    let mut claims = json!({
        "iss": CLIENT, "aud": lab.site(site).issuer, "iat": now, "exp": now + 300,
        "nonce": crate::practice::site::id::secret(),
    });
    claims[name::MESSAGE_TYPE] = json!("LtiDeepLinkingResponse");
    claims[name::VERSION] = json!("1.3.0");
    claims[name::DEPLOYMENT_ID] = json!(DEPLOYMENT);
    claims[name::DL_CONTENT_ITEMS] = json!([item("First credential"), item("Second credential")]);
    claims[name::DL_MSG] = json!("Two credentials chosen");
    if let Some(data) = settings.get("data") {
        claims[name::DL_DATA] = data.clone();
    }
    claims
}

async fn send(lab: &Lab, settings: &Value, jwt: &str) -> Answer {
    let url = Url::parse(settings["deep_link_return_url"].as_str().unwrap()).unwrap();
    lab.post_form(
        &format!("{}?{}", url.path(), url.query().unwrap()),
        &[("JWT", jwt)],
    )
    .await
}

#[tokio::test]
async fn a_right_answer_becomes_items_with_columns_and_a_notice() {
    for (site, placement) in [
        ("canvas", "course_assignments_menu"),
        ("moodle", "ContentArea"),
    ] {
        let lab = Lab::new().await;
        let settings = open(&lab, site, placement).await;
        let answer = send(
            &lab,
            &settings,
            &tool_key().sign(&response(&lab, site, &settings)),
        )
        .await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let made: Vec<_> = lab
            .lms
            .items(site)
            .into_iter()
            .filter(|item| item.title.ends_with("credential"))
            .collect();
        assert_eq!(made.len(), 2);
        assert!(made[0].line_item_url.is_some());
        let course = &answer.select("a[data-follow]")[0]["href"];
        let elsewhere = lab
            .get_as(site, "dana", &format!("/{site}/courses/1"))
            .await;
        assert!(
            elsewhere.select("[role=status]").is_empty(),
            "not its window"
        );
        let page = lab.get_as(site, "dana", course).await;
        assert!(
            page.select("[role=status]")[0][""]
                .contains("2 items were added. Two credentials chosen")
        );
        let again = lab.get_as(site, "dana", course).await;
        assert!(again.select("[role=status]").is_empty(), "told once");
        let claims = lab
            .launch(site, &format!("person=sam&item={}", made[0].item))
            .await;
        assert_eq!(claims[name::CUSTOM]["credential_id"], "c-1");
        assert_eq!(claims[name::CUSTOM]["version"], "3");
        assert_eq!(
            claims[name::TARGET_LINK_URI],
            "https://tool.example/lti/launch?c=1"
        );
        assert!(claims[name::AGS_ENDPOINT]["lineitem"].is_string());
    }
}

#[tokio::test]
async fn each_wrong_claim_is_refused_and_nothing_is_made() {
    let lab = Lab::new().await;
    let before = lab.lms.items("generic").len();
    let now = lab.clock.now().seconds();
    let cases = [
        ("iss", json!("somebody else")),
        ("aud", json!("http://lms.example/canvas")),
        ("exp", json!(now - 61)),
        ("iat", Value::Null),
        ("nonce", Value::Null),
        (name::MESSAGE_TYPE, json!("LtiDeepLinkingRequest")),
        (name::VERSION, json!("1.3")),
        (name::DEPLOYMENT_ID, json!("8")),
        (name::DL_DATA, json!("changed")),
        (name::DL_DATA, Value::Null),
        (name::DL_CONTENT_ITEMS, json!("none")),
    ];
    for (claim, value) in cases {
        let settings = open(&lab, "generic", "ContentArea").await;
        let mut claims = response(&lab, "generic", &settings);
        claims[claim] = value.clone();
        let answer = send(&lab, &settings, &tool_key().sign(&claims)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{claim}={value}");
    }
    assert_eq!(lab.lms.items("generic").len(), before);
}

#[tokio::test]
async fn a_foreign_signature_is_refused() {
    let lab = Lab::new().await;
    let settings = open(&lab, "canvas", "course_assignments_menu").await;
    let answer = send(
        &lab,
        &settings,
        &foreign_key().sign(&response(&lab, "canvas", &settings)),
    )
    .await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_picker_is_answered_once_and_a_nonce_serves_once() {
    let lab = Lab::new().await;
    let settings = open(&lab, "canvas", "course_assignments_menu").await;
    let jwt = tool_key().sign(&response(&lab, "canvas", &settings));
    assert_eq!(send(&lab, &settings, &jwt).await.status, StatusCode::OK);
    assert_eq!(
        send(&lab, &settings, &jwt).await.status,
        StatusCode::BAD_REQUEST
    );
    let another = open(&lab, "canvas", "course_assignments_menu").await;
    assert_eq!(
        send(&lab, &another, &jwt).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn a_placement_takes_only_what_it_asked_for() {
    let lab = Lab::new().await;
    let single = open(&lab, "canvas", "assignment_selection").await;
    let answer = send(
        &lab,
        &single,
        &tool_key().sign(&response(&lab, "canvas", &single)),
    )
    .await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);

    let links = open(&lab, "moodle", "ContentArea").await;
    let mut claims = response(&lab, "moodle", &links);
    claims[name::DL_CONTENT_ITEMS] = json!([
        { "type": "html", "html": "<p>no</p>" },
        { "type": "ltiResourceLink", "url": "javascript:alert(1)" },
        { "type": "ltiResourceLink", "title": "No maximum", "lineItem": { "label": "x" } },
    ]);
    let answer = send(&lab, &links, &tool_key().sign(&claims)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains("Nothing was added."));
}

#[tokio::test]
async fn the_editor_of_canvas_makes_no_columns() {
    let lab = Lab::new().await;
    let settings = open(&lab, "canvas", "editor_button").await;
    send(
        &lab,
        &settings,
        &tool_key().sign(&response(&lab, "canvas", &settings)),
    )
    .await;
    let made: Vec<_> = lab
        .lms
        .items("canvas")
        .into_iter()
        .filter(|item| item.title.ends_with("credential"))
        .collect();
    assert_eq!(made.len(), 2);
    assert!(made.iter().all(|item| item.line_item_url.is_none()));
}

#[tokio::test]
async fn canvas_sends_no_data_and_nothing_about_line_items() {
    let lab = Lab::new().await;
    let canvas = open(&lab, "canvas", "course_assignments_menu").await;
    assert!(canvas.get("data").is_none() && canvas.get("accept_lineitem").is_none());
    let moodle = open(&lab, "moodle", "ContentArea").await;
    assert!(moodle["data"].is_string() && moodle["accept_lineitem"] == true);
}

#[tokio::test]
async fn a_learner_cannot_open_the_picker() {
    let lab = Lab::new().await;
    let answer = lab
        .get("/canvas/launch/raw?person=sam&message=deep_linking")
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}
