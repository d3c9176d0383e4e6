//! Dynamic registration takes a right document once per invitation and refuses wrong ones as the product does.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

use crate::practice::testing::{Answer, Lab};
use crate::practice::vocabulary::{self as name, scope};

fn document() -> Value {
    json!({
        "application_type": "web",
        "grant_types": ["client_credentials", "implicit"],
        "response_types": ["id_token"],
        "initiate_login_uri": "https://new.example/lti/login",
        "redirect_uris": ["https://new.example/lti/launch"],
        "client_name": "A new tool",
        "jwks_uri": "https://new.example/lti/jwks.json",
        "token_endpoint_auth_method": "private_key_jwt",
        "scope": format!("{} https://example.org/scope/other", scope::SCORE),
        "https://purl.imsglobal.org/spec/lti-tool-configuration": {
            "domain": "new.example",
            "target_link_uri": "https://new.example/lti/launch",
            "claims": ["iss", "sub", "name"],
            "custom_parameters": { "context_history": "$Context.id.history" },
            "messages": [{ "type": "LtiResourceLinkRequest" }, { "type": "LtiDeepLinkingRequest" }],
        },
    })
}

/// Starts a registration and gives the invitation's token.
async fn invite(lab: &Lab, site: &str) -> String {
    let fields = [("url", "https://new.example/lti/register?invite=1")];
    let answer = lab
        .post_form(&format!("/{site}/settings/registrations"), &fields)
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let page = lab.get(answer.header("location")).await;
    let source = url::Url::parse(&page.select("iframe")[0]["src"]).unwrap();
    let parameters: std::collections::HashMap<_, _> = source.query_pairs().into_owned().collect();
    assert_eq!(parameters["invite"], "1");
    assert_eq!(
        parameters["openid_configuration"],
        lab.site(site).openid_configuration_url.as_str()
    );
    parameters["registration_token"].clone()
}

async fn send(lab: &Lab, site: &str, method: Method, token: &str, document: &Value) -> Answer {
    let configuration = lab
        .call(
            Request::get(format!("/{site}/openid-configuration"))
                .header(header::AUTHORIZATION, format!("Bearer {token}"))
                .body(Body::empty())
                .unwrap(),
        )
        .await;
    let endpoint = match configuration.status {
        StatusCode::OK => configuration.json()["registration_endpoint"]
            .as_str()
            .unwrap()
            .to_owned(),
        // Refused without an invitation; the address is still needed to be refused there too.
        _ => "http://lms.example/canvas/api/lti/registrations".to_owned(),
    };
    let request = Request::builder()
        .method(method)
        .uri(endpoint.strip_prefix("http://lms.example").unwrap())
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(document.to_string()))
        .unwrap();
    lab.call(request).await
}

#[tokio::test]
async fn a_right_document_is_answered_as_each_product_does() {
    let lab = Lab::new().await;
    for (site, status, deployment) in [
        ("canvas", 201, false),
        ("moodle", 200, true),
        ("brightspace", 201, true),
        ("generic", 201, true),
    ] {
        let token = invite(&lab, site).await;
        let answer = send(&lab, site, Method::POST, &token, &document()).await;
        assert_eq!(answer.status.as_u16(), status, "{site}: {}", answer.body);
        let answer = answer.json();
        assert!(answer["client_id"].is_string());
        assert_eq!(answer["scope"], scope::SCORE);
        assert_eq!(
            answer[name::TOOL_CONFIGURATION]["deployment_id"].is_string(),
            deployment
        );
    }
}

#[tokio::test]
async fn an_invitation_serves_once_and_for_an_hour() {
    let lab = Lab::new().await;
    let token = invite(&lab, "generic").await;
    assert_eq!(
        send(&lab, "generic", Method::POST, &token, &document())
            .await
            .status,
        StatusCode::CREATED
    );
    let again = send(&lab, "generic", Method::POST, &token, &document()).await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED);

    let token = invite(&lab, "generic").await;
    lab.clock.advance(std::time::Duration::from_secs(3601));
    let late = send(&lab, "generic", Method::POST, &token, &document()).await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn without_an_invitation_nothing_is_registered() {
    let lab = Lab::new().await;
    for (site, body) in [
        ("canvas", "Invalid registration token"),
        ("moodle", "missing_registration_token"),
    ] {
        let answer = send(&lab, site, Method::POST, "made-up", &document()).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(answer.body.contains(body));
    }
}

#[tokio::test]
async fn only_canvas_hides_its_configuration_from_the_uninvited() {
    let lab = Lab::new().await;
    assert_eq!(
        lab.get("/canvas/openid-configuration").await.status,
        StatusCode::UNAUTHORIZED
    );
    let moodle = lab.get("/moodle/openid-configuration").await.json();
    assert_eq!(moodle["issuer"], "http://lms.example/moodle");
    assert_eq!(
        moodle[name::PLATFORM_CONFIGURATION]["product_family_code"],
        "moodle"
    );
}

#[tokio::test]
async fn each_gap_in_a_document_is_refused() {
    let lab = Lab::new().await;
    let cases = [
        (
            "/client_name",
            json!(null),
            "missing required attribute client_name",
        ),
        ("/redirect_uris", json!([]), "invalid_redirect_uris"),
        (
            "/token_endpoint_auth_method",
            json!("client_secret_basic"),
            "invalid_token_endpoint_auth_method",
        ),
        ("/response_types", json!(["code"]), "invalid_response_types"),
        (
            "/application_type",
            json!("native"),
            "invalid_application_type",
        ),
        (
            "/https:~1~1purl.imsglobal.org~1spec~1lti-tool-configuration/domain",
            json!(""),
            "missing_domain",
        ),
        (
            "/https:~1~1purl.imsglobal.org~1spec~1lti-tool-configuration/domain",
            json!("other.example"),
            "domain_targetlinkuri_mismatch",
        ),
    ];
    for (pointer, value, word) in cases {
        let mut wrong = document();
        *wrong.pointer_mut(pointer).unwrap() = value;
        let token = invite(&lab, "moodle").await;
        let answer = send(&lab, "moodle", Method::POST, &token, &wrong).await;
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (StatusCode::BAD_REQUEST, word)
        );
        // Canvas does not compare the domain.
        if word != "domain_targetlinkuri_mismatch" {
            let token = invite(&lab, "canvas").await;
            let answer = send(&lab, "canvas", Method::POST, &token, &wrong).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{pointer}");
        }
    }
}

#[tokio::test]
async fn canvas_refuses_unknown_placements_and_moodle_drops_them() {
    let lab = Lab::new().await;
    let mut wide = document();
    wide[name::TOOL_CONFIGURATION]["messages"] =
        json!([{ "type": "LtiResourceLinkRequest" }, { "type": "LtiStartProctoring" }]);
    let token = invite(&lab, "canvas").await;
    let canvas = send(&lab, "canvas", Method::POST, &token, &wide).await;
    assert_eq!(canvas.status, StatusCode::UNPROCESSABLE_ENTITY);
    let token = invite(&lab, "moodle").await;
    let moodle = send(&lab, "moodle", Method::POST, &token, &wide).await;
    assert_eq!(
        moodle.json()[name::TOOL_CONFIGURATION]["messages"],
        json!([{ "type": "LtiResourceLinkRequest" }])
    );
}

#[tokio::test]
async fn a_registered_tool_launches_only_after_an_administrator_let_it_in() {
    let lab = Lab::new().await;
    let token = invite(&lab, "canvas").await;
    let client = send(&lab, "canvas", Method::POST, &token, &document())
        .await
        .json()["client_id"]
        .clone();
    let client = client.as_str().unwrap();
    let launch = format!("/canvas/launch/raw?person=dana&message=deep_linking&client_id={client}");
    assert_eq!(lab.get(&launch).await.status, StatusCode::FORBIDDEN);

    lab.post_form(&format!("/canvas/settings/tools/{client}/activate"), &[])
        .await;
    let initiation = lab.initiate(&launch).await;
    assert_eq!(
        initiation["target_link_uri"],
        "https://new.example/lti/launch"
    );
    assert!(initiation["deployment_id"].contains(':'));
}

#[tokio::test]
async fn moodle_lets_a_tool_read_and_change_its_registration() {
    let lab = Lab::new().await;
    let token = invite(&lab, "moodle").await;
    let made = send(&lab, "moodle", Method::POST, &token, &document())
        .await
        .json();
    let access = made["registration_access_token"].as_str().unwrap();
    let read = send(&lab, "moodle", Method::GET, access, &Value::Null).await;
    assert_eq!(read.json()["client_name"], "A new tool");

    let mut changed = document();
    changed["client_name"] = json!("A renamed tool");
    let updated = send(&lab, "moodle", Method::PUT, access, &changed)
        .await
        .json();
    assert_eq!(
        (&updated["client_name"], &updated["client_id"]),
        (&json!("A renamed tool"), &made["client_id"])
    );
    let stranger = send(&lab, "moodle", Method::PUT, "made-up", &changed).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
}
