//! The authorization endpoint lets the right request through and refuses each wrong one in the product's words.

use axum::http::StatusCode;

use crate::practice::testing::{Lab, REDIRECT, authentication_request};

const SITES: [&str; 4] = ["canvas", "moodle", "brightspace", "generic"];

#[tokio::test]
async fn a_right_request_is_answered_with_a_signed_token_and_the_state() {
    let lab = Lab::new().await;
    for site in SITES {
        let initiation = lab
            .initiate(&format!("/{site}/launch/raw?person=sam&item=1"))
            .await;
        let answer = lab
            .authorize(site, &authentication_request(&initiation))
            .await;
        assert_eq!(answer.select("form")[0]["action"], REDIRECT);
        let fields = answer.fields();
        assert_eq!(fields["state"], "state-1");
        let claims = lab.verify(site, &fields["id_token"]).await;
        assert_eq!(claims["nonce"], "nonce-1");
        assert_eq!(claims["iss"], initiation["iss"]);
    }
}

#[tokio::test]
async fn each_wrong_parameter_is_refused_at_the_redirect_address_in_the_products_words() {
    let cases = [
        (
            "scope",
            "openid email",
            "invalid_request_object",
            "invalid_scope",
        ),
        ("scope", "", "invalid_request_object", "invalid_request"),
        (
            "response_type",
            "code",
            "invalid_request_object",
            "unsupported_response_type",
        ),
        (
            "response_mode",
            "query",
            "invalid_request_object",
            "invalid_request",
        ),
        ("nonce", "", "invalid_request_object", "invalid_request"),
        (
            "prompt",
            "login",
            "invalid_request_object",
            "invalid_request",
        ),
        (
            "login_hint",
            "somebody else",
            "login_required",
            "access_denied",
        ),
    ];
    let lab = Lab::new().await;
    for (name, value, on_canvas, on_moodle) in cases {
        for (site, expected) in [("canvas", on_canvas), ("moodle", on_moodle)] {
            let initiation = lab
                .initiate(&format!("/{site}/launch/raw?person=sam&item=1"))
                .await;
            let mut request = authentication_request(&initiation);
            request.insert(name.to_owned(), value.to_owned());
            let answer = lab.authorize(site, &request).await;
            assert_eq!(answer.error(), expected, "{name}={value} on {site}");
            assert_eq!(answer.fields()["state"], "state-1");
            assert!(!answer.fields().contains_key("id_token"));
        }
    }
}

#[tokio::test]
async fn a_missing_prompt_is_refused_except_where_the_product_does_not_mind() {
    let lab = Lab::new().await;
    for (site, expected) in [
        ("canvas", "invalid_request_object"),
        ("moodle", ""),
        ("generic", "invalid_request"),
    ] {
        let initiation = lab
            .initiate(&format!("/{site}/launch/raw?person=sam&item=1"))
            .await;
        let mut request = authentication_request(&initiation);
        request.remove("prompt");
        assert_eq!(
            lab.authorize(site, &request).await.error(),
            expected,
            "{site}"
        );
    }
}

#[tokio::test]
async fn an_unregistered_redirect_address_is_never_sent_anything() {
    let lab = Lab::new().await;
    for site in SITES {
        for redirect in [
            "https://evil.example/",
            "https://tool.example/lti/launch/",
            "https://tool.example/LTI/launch",
        ] {
            let initiation = lab
                .initiate(&format!("/{site}/launch/raw?person=sam&item=1"))
                .await;
            let mut request = authentication_request(&initiation);
            request.insert("redirect_uri".to_owned(), redirect.to_owned());
            let answer = lab.authorize(site, &request).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST);
            assert!(answer.select("form").is_empty());
        }
    }
}

#[tokio::test]
async fn only_canvas_lets_a_query_be_added_to_a_redirect_address() {
    let lab = Lab::new().await;
    for (site, status) in [
        ("canvas", StatusCode::OK),
        ("moodle", StatusCode::BAD_REQUEST),
    ] {
        let initiation = lab
            .initiate(&format!("/{site}/launch/raw?person=sam&item=1"))
            .await;
        let mut request = authentication_request(&initiation);
        request.insert("redirect_uri".to_owned(), format!("{REDIRECT}?x=1"));
        assert_eq!(lab.authorize(site, &request).await.status, status);
    }
}

#[tokio::test]
async fn an_unknown_client_or_a_changed_hint_ends_on_the_platforms_own_page() {
    let lab = Lab::new().await;
    for (name, value) in [("client_id", "nobody"), ("lti_message_hint", "made up")] {
        let initiation = lab.initiate("/canvas/launch/raw?person=sam&item=1").await;
        let mut request = authentication_request(&initiation);
        request.insert(name.to_owned(), value.to_owned());
        let answer = lab.authorize("canvas", &request).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.select("form").is_empty());
    }
}

#[tokio::test]
async fn a_canvas_launch_is_good_once_and_for_five_minutes() {
    let lab = Lab::new().await;
    let initiation = lab.initiate("/canvas/launch/raw?person=sam&item=1").await;
    let request = authentication_request(&initiation);
    assert_eq!(lab.authorize("canvas", &request).await.error(), "");
    assert_eq!(
        lab.authorize("canvas", &request).await.error(),
        "launch_no_longer_valid"
    );

    let initiation = lab.initiate("/canvas/launch/raw?person=sam&item=1").await;
    lab.clock.advance(std::time::Duration::from_secs(301));
    let late = lab
        .authorize("canvas", &authentication_request(&initiation))
        .await;
    assert_eq!(late.error(), "launch_no_longer_valid");
}

#[tokio::test]
async fn a_moodle_launch_can_be_repeated() {
    let lab = Lab::new().await;
    let initiation = lab.initiate("/moodle/launch/raw?person=sam&item=1").await;
    let request = authentication_request(&initiation);
    for _ in 0..2 {
        assert_eq!(lab.authorize("moodle", &request).await.error(), "");
    }
}

#[tokio::test]
async fn a_launch_of_somebody_else_than_who_is_signed_in_is_refused() {
    let lab = Lab::new().await;
    let initiation = lab.initiate("/generic/launch/raw?person=sam&item=1").await;
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(authentication_request(&initiation))
        .finish();
    let path = format!("/generic/oidc/authorize?{query}");
    assert_eq!(
        lab.get_as("generic", "mei", &path).await.error(),
        "login_required"
    );
    assert_eq!(lab.get_as("generic", "sam", &path).await.error(), "");
}

#[tokio::test]
async fn a_repeated_parameter_is_refused() {
    let lab = Lab::new().await;
    let initiation = lab.initiate("/generic/launch/raw?person=sam&item=1").await;
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(authentication_request(&initiation))
        .append_pair("nonce", "another")
        .finish();
    let answer = lab.get(&format!("/generic/oidc/authorize?{query}")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_request_may_be_posted_as_well() {
    let lab = Lab::new().await;
    let initiation = lab.initiate("/canvas/launch/raw?person=sam&item=1").await;
    let request = authentication_request(&initiation);
    let fields: Vec<_> = request
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let answer = lab
        .post_form("/canvas/api/lti/authorize_redirect", &fields)
        .await;
    let fields = answer.fields();
    assert!(fields.contains_key("id_token"));
    // What Canvas sends along.
    assert_eq!(fields["lti_storage_target"], "post_message_forwarding");
    assert_eq!(fields["utf8"], "✓");
}

#[tokio::test]
async fn a_tool_that_was_switched_off_is_told_so() {
    let lab = Lab::new().await;
    let initiation = lab.initiate("/canvas/launch/raw?person=sam&item=1").await;
    lab.lms.site("canvas").unwrap().lock().tools[0].active = false;
    let answer = lab
        .authorize("canvas", &authentication_request(&initiation))
        .await;
    assert_eq!(answer.error(), "unauthorized_client");
}
