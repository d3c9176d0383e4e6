//! Genuine tokens with a message that this tool does not take, or not in this form.

use microcred::lti::names::{claim, message};
use serde_json::json;

use super::refused::{Scene, refused};
use crate::support::token::{PlatformKey, Token};

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
                let token = Token::new(json!({}), PlatformKey::number(0));
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
