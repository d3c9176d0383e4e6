//! The token endpoint gives tokens to a client that proves itself, and to nobody else.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::practice::testing::{Answer, CLIENT, Lab, foreign_key, tool_key};
use crate::practice::vocabulary::scope;

const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Claims of a right assertion.
fn claims(lab: &Lab, site: &str) -> Value {
    let now = lab.clock.now().seconds();
    json!({
        "iss": CLIENT, "sub": CLIENT, "aud": lab.site(site).token_audience,
        "iat": now, "exp": now + 120, "jti": crate::practice::site::id::secret(),
    })
}

async fn ask(lab: &Lab, site: &str, assertion: &str, scopes: &str) -> Answer {
    let fields = [
        ("grant_type", "client_credentials"),
        ("client_assertion_type", ASSERTION),
        ("client_assertion", assertion),
        ("scope", scopes),
    ];
    lab.post_form(lab.site(site).token_url.path(), &fields)
        .await
}

#[tokio::test]
async fn a_client_that_signs_with_its_published_key_gets_a_token_for_an_hour() {
    let lab = Lab::new().await;
    for site in ["canvas", "moodle", "brightspace", "generic"] {
        let answer = ask(
            &lab,
            site,
            &tool_key().sign(&claims(&lab, site)),
            scope::SCORE,
        )
        .await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let answer = answer.json();
        assert_eq!(answer["expires_in"], 3600);
        assert_eq!(answer["scope"], scope::SCORE);
        assert!(answer["access_token"].as_str().unwrap().len() > 20);
    }
}

#[tokio::test]
async fn each_wrong_claim_is_refused() {
    let lab = Lab::new().await;
    let now = lab.clock.now().seconds();
    let cases = [
        ("iss", json!("somebody else")),
        ("iss", Value::Null),
        ("sub", json!("somebody else")),
        ("aud", json!("http://lms.example/other")),
        ("exp", json!(now - 61)),
        ("exp", json!((now + 60).to_string())),
        ("exp", json!(now + 7200)),
        ("iat", json!(now + 120)),
        ("iat", json!(now.to_string())),
        ("jti", Value::Null),
    ];
    for (name, value) in cases {
        let mut claims = claims(&lab, "generic");
        claims[name] = value.clone();
        let answer = ask(&lab, "generic", &tool_key().sign(&claims), scope::SCORE).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{name}={value}");
        assert_eq!(answer.json()["error"], "invalid_client", "{name}={value}");
    }
}

#[tokio::test]
async fn an_assertion_serves_once() {
    let lab = Lab::new().await;
    let assertion = tool_key().sign(&claims(&lab, "generic"));
    assert_eq!(
        ask(&lab, "generic", &assertion, scope::SCORE).await.status,
        StatusCode::OK
    );
    let again = ask(&lab, "generic", &assertion, scope::SCORE).await;
    assert_eq!(again.json()["error"], "invalid_client");
}

#[tokio::test]
async fn a_key_that_the_tool_does_not_publish_proves_nothing() {
    let lab = Lab::new().await;
    let answer = ask(
        &lab,
        "canvas",
        &foreign_key().sign(&claims(&lab, "canvas")),
        scope::SCORE,
    )
    .await;
    assert_eq!(answer.json()["error"], "invalid_client");
}

#[tokio::test]
async fn brightspace_wants_its_constant_audience_and_not_its_token_address() {
    let lab = Lab::new().await;
    let mut claims = claims(&lab, "brightspace");
    claims["aud"] = json!(lab.site("brightspace").token_url);
    let answer = ask(&lab, "brightspace", &tool_key().sign(&claims), scope::SCORE).await;
    assert_eq!(answer.json()["error"], "invalid_client");
}

#[tokio::test]
async fn unknown_scopes_are_left_out_or_spoil_the_request_as_the_product_does_it() {
    let lab = Lab::new().await;
    let both = format!("{} https://example.org/scope/other", scope::SCORE);
    let moodle = ask(
        &lab,
        "moodle",
        &tool_key().sign(&claims(&lab, "moodle")),
        &both,
    )
    .await;
    assert_eq!(moodle.json()["scope"], scope::SCORE);
    let canvas = ask(
        &lab,
        "canvas",
        &tool_key().sign(&claims(&lab, "canvas")),
        &both,
    )
    .await;
    assert_eq!(canvas.json()["error"], "invalid_scope");
    let nothing = ask(
        &lab,
        "moodle",
        &tool_key().sign(&claims(&lab, "moodle")),
        "openid",
    )
    .await;
    assert_eq!(nothing.json()["error"], "invalid_scope");
}

#[tokio::test]
async fn another_grant_or_assertion_type_is_refused() {
    let lab = Lab::new().await;
    let assertion = tool_key().sign(&claims(&lab, "generic"));
    let path = lab.site("generic").token_url.path().to_owned();
    let answer = lab
        .post_form(
            &path,
            &[("grant_type", "password"), ("client_assertion", &assertion)],
        )
        .await;
    assert_eq!(answer.json()["error"], "unsupported_grant_type");
    let fields = [
        ("grant_type", "client_credentials"),
        ("client_assertion", assertion.as_str()),
        ("scope", scope::SCORE),
    ];
    assert_eq!(
        lab.post_form(&path, &fields).await.json()["error"],
        "invalid_request"
    );
}

#[tokio::test]
async fn a_key_set_that_cannot_be_fetched_or_is_too_large_proves_nothing() {
    let large =
        axum::Router::new().route("/keys", axum::routing::get(|| async { " ".repeat(70_000) }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, large).await.unwrap() });
    for (jwks_url, reason) in [
        (format!("http://{address}/keys"), "too large"),
        (format!("http://{address}/nothing"), "404"),
        ("http://127.0.0.1:1/keys".to_owned(), "could not be fetched"),
    ] {
        let lab = Lab::new().await;
        lab.lms.site("generic").unwrap().lock().tools[0].jwks_url = jwks_url.parse().unwrap();
        let answer = ask(
            &lab,
            "generic",
            &tool_key().sign(&claims(&lab, "generic")),
            scope::SCORE,
        )
        .await;
        assert_eq!(answer.json()["error"], "invalid_client");
        assert!(
            answer.json()["error_description"]
                .as_str()
                .unwrap()
                .contains(reason),
            "{}",
            answer.body
        );
    }
}

#[tokio::test]
async fn moodle_takes_no_charset_with_the_content_type() {
    let lab = Lab::new().await;
    for (site, status) in [("moodle", 400), ("generic", 200)] {
        let assertion = tool_key().sign(&claims(&lab, site));
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "client_credentials")
            .append_pair("client_assertion_type", ASSERTION)
            .append_pair("client_assertion", &assertion)
            .append_pair("scope", scope::SCORE)
            .finish();
        let request = axum::http::Request::post(lab.site(site).token_url.path())
            .header(
                "content-type",
                "application/x-www-form-urlencoded; charset=utf-8",
            )
            .body(axum::body::Body::from(form))
            .unwrap();
        assert_eq!(lab.call(request).await.status.as_u16(), status, "{site}");
    }
}
