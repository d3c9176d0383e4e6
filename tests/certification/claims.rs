//! Genuine tokens whose claims do not hold: for others, at another time, about nobody, in odd shapes.

use microcred::lti::names::{claim, message};
use serde_json::{Value, json};

use super::refused::{Scene, refused};
use crate::support::token::Token;

fn seconds(token: &Token, name: &str) -> i64 {
    token.claims()[name].as_i64().unwrap()
}

#[tokio::test]
async fn a_token_for_another_client_is_refused_with_401() {
    let mut scene = Scene::new().await;
    for audience in [
        json!("10000000000043"),
        json!(["10000000000043"]),
        json!("1000000000004"),
        json!(" 10000000000042"),
        json!("10000000000042 "),
        json!([]),
    ] {
        let answer = scene
            .refuses("audience_mismatch", |token| {
                token.with("aud", audience.clone()).jwt()
            })
            .await;
        // Security Framework 5.1.3, rule 3.
        assert_eq!(answer.status(), 401);
    }
}

#[tokio::test]
async fn a_token_that_is_also_for_somebody_untrusted_is_refused() {
    refused(
        "audience_untrusted",
        &[
            |token| {
                token
                    .with("aud", json!(["10000000000042", "https://other.example"]))
                    .jwt()
            },
            |token| {
                let audience = json!(["https://other.example", "10000000000042"]);
                token
                    .with("aud", audience)
                    .with("azp", "10000000000042")
                    .jwt()
            },
        ],
    )
    .await;
}

#[tokio::test]
async fn a_token_that_another_party_may_use_is_refused() {
    refused(
        "azp_mismatch",
        &[
            |token| token.with("azp", "10000000000043").jwt(),
            |token| token.with("azp", "").jwt(),
            |token| token.with("azp", json!(["10000000000042"])).jwt(),
        ],
    )
    .await;
}

#[tokio::test]
async fn an_issuer_counts_only_character_by_character() {
    refused(
        "issuer_mismatch",
        &[
            |token| token.with("iss", "https://lms.example/").jwt(),
            |token| token.with("iss", " https://lms.example").jwt(),
            |token| token.with("iss", "https://lms.example\n").jwt(),
            |token| token.with("iss", "https://LMS.example").jwt(),
            |token| token.with("iss", "http://lms.example").jwt(),
            |token| {
                token
                    .with("iss", "https://lms.example.attacker.example")
                    .jwt()
            },
        ],
    )
    .await;
}

#[tokio::test]
async fn times_must_be_numbers_and_there() {
    refused(
        "claim_malformed",
        &[
            |token| {
                let expires = seconds(&token, "exp").to_string();
                token.with("exp", expires).jwt()
            },
            |token| {
                let issued = seconds(&token, "iat").to_string();
                token.with("iat", issued).jwt()
            },
            |token| token.with("exp", "2099-01-01T00:00:00Z").jwt(),
            |token| token.with("exp", json!([4_000_000_000_i64])).jwt(),
            |token| token.with("exp", -1).jwt(),
            |token| token.with("exp", 1e300).jwt(),
            |token| token.with("nbf", "soon").jwt(),
        ],
    )
    .await;
    refused(
        "claim_missing",
        &[
            |token| token.without("exp").jwt(),
            |token| token.with("exp", Value::Null).jwt(),
            |token| token.without("iat").jwt(),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_token_of_another_time_is_refused() {
    refused(
        "expired",
        &[|token| {
            let now = seconds(&token, "iat");
            token.with("exp", now - 60).jwt()
        }],
    )
    .await;
    refused(
        "iat_out_of_window",
        &[
            |token| {
                let now = seconds(&token, "iat");
                token.with("iat", now + 61).jwt()
            },
            |token| {
                let now = seconds(&token, "iat");
                token.with("iat", now - 661).jwt()
            },
        ],
    )
    .await;
    refused(
        "not_yet_valid",
        &[|token| {
            let now = seconds(&token, "iat");
            token.with("nbf", now + 61).jwt()
        }],
    )
    .await;
}

#[tokio::test]
async fn ids_are_texts_of_at_most_255_characters() {
    refused(
        "claim_malformed",
        &[
            |token| token.with("sub", "x".repeat(256)).jwt(),
            |token| token.with("sub", 40899).jwt(),
            |token| token.with("sub", "   ").jwt(),
            |token| token.with(claim::DEPLOYMENT_ID, "x".repeat(256)).jwt(),
            |token| token.with(claim::DEPLOYMENT_ID, 7).jwt(),
            |token| {
                token
                    .with(claim::RESOURCE_LINK, json!({"id": "x".repeat(256)}))
                    .jwt()
            },
        ],
    )
    .await;
}

#[tokio::test]
async fn two_ids_that_differ_in_spaces_are_two_people() {
    let mut scene = Scene::new().await;
    for sub in ["rey", "rey ", " rey", "Rey"] {
        let with_sub = |token: Token| token.with("sub", sub);
        scene
            .browser
            .open(&scene.app, &scene.platform, with_sub)
            .await;
    }
    let people = scene
        .app
        .count("SELECT CAST(COUNT(*) AS BIGINT) FROM lms_user");
    assert_eq!(people.await, 4);
}

#[tokio::test]
async fn a_target_link_on_a_foreign_host_is_refused() {
    refused(
        "target_link_foreign",
        &[
            |token| {
                token
                    .with(
                        claim::TARGET_LINK_URI,
                        "https://attacker.example/lti/launch",
                    )
                    .jwt()
            },
            |token| {
                token
                    .with(
                        claim::TARGET_LINK_URI,
                        "https://tool.example.attacker.example/",
                    )
                    .jwt()
            },
            |token| {
                token
                    .with(
                        claim::TARGET_LINK_URI,
                        "https://tool.example@attacker.example/",
                    )
                    .jwt()
            },
            |token| {
                token
                    .with(claim::TARGET_LINK_URI, "http://tool.example/lti/launch")
                    .jwt()
            },
            |token| {
                token
                    .with(
                        claim::TARGET_LINK_URI,
                        "https://tool.example:8443/lti/launch",
                    )
                    .jwt()
            },
        ],
    )
    .await;
    refused(
        "claim_malformed",
        &[
            |token| {
                token
                    .with(claim::TARGET_LINK_URI, "javascript:alert(1)")
                    .jwt()
            },
            |token| token.with(claim::TARGET_LINK_URI, "/lti/launch").jwt(),
        ],
    )
    .await;
    refused(
        "target_link_missing",
        &[|token| token.without(claim::TARGET_LINK_URI).jwt()],
    )
    .await;
}

#[tokio::test]
async fn a_deep_linking_request_needs_settings_and_no_resource_link() {
    const RETURN: &str = "https://lms.example/deep-links";
    let mut scene = Scene::new().await;
    let picks = |token: Token| token.instructor().deep_linking(RETURN, None);
    let opened = scene.browser.open(&scene.app, &scene.platform, picks).await;
    assert!(opened.page.has("button[name=choice]"));
    let least = |token: Token| picks(token).without(claim::ROLES).without(claim::CONTEXT);
    scene.browser.open(&scene.app, &scene.platform, least).await;
    refused(
        "settings_missing",
        &[
            |token| {
                token
                    .deep_linking(RETURN, None)
                    .without(claim::DEEP_LINKING_SETTINGS)
                    .jwt()
            },
            |token| {
                token
                    .deep_linking(RETURN, None)
                    .with(claim::DEEP_LINKING_SETTINGS, json!({}))
                    .jwt()
            },
            |token| token.deep_linking("javascript:alert(1)", None).jwt(),
            |token| token.with(claim::MESSAGE_TYPE, message::DEEP_LINKING).jwt(),
        ],
    )
    .await;
}

#[tokio::test]
async fn messages_that_this_tool_does_not_take_are_explained() {
    let mut scene = Scene::new().await;
    for kind in [
        "LtiStartProctoring",
        "LtiStartAssessment",
        "LtiEndAssessment",
        "LtiEulaRequest",
        "LtiAssetProcessorSettingsRequest",
        "LtiReportReviewRequest",
        "LtiDeepLinkingResponse",
        "LtiContextCopyNotice",
        "ltiresourcelinkrequest",
        "basic-lti-launch-request",
    ] {
        let answer = scene
            .refuses("message_type_unsupported", |token| {
                token.with(claim::MESSAGE_TYPE, kind).jwt()
            })
            .await;
        assert_eq!(answer.one("h1"), "This tool cannot do that");
    }
}

#[tokio::test]
async fn a_token_that_says_a_thing_twice_is_refused() {
    refused(
        "duplicate_member",
        &[
            |token| {
                let claims = token.claims().to_string();
                token.jwt_of(&claims.replacen('{', r#"{"sub":"somebody-else","#, 1))
            },
            |token| {
                let claims = token.claims().to_string();
                token.jwt_of(&claims.replacen('{', r#"{"\u0073ub":"somebody-else","#, 1))
            },
            |token| {
                let link = r#"{"id":"rl-1","id":"rl-2"}"#;
                let claims = token
                    .with(claim::RESOURCE_LINK, "LINK")
                    .claims()
                    .to_string();
                let token = Token::new(json!({}), crate::support::token::PlatformKey::number(0));
                token.jwt_of(&claims.replace("\"LINK\"", link))
            },
        ],
    )
    .await;
}

#[tokio::test]
async fn a_token_larger_than_any_launch_is_refused() {
    let mut scene = Scene::new().await;
    let large = |token: Token| token.with("padding", "x".repeat(64 * 1024)).jwt();
    let answer = scene.refuses("token_too_large", large).await;
    assert_eq!(answer.status(), 413);
}
