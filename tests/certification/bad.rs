//! The twelve known bad payloads of the suite, under its names. Each with the variants in which it is seen.

use microcred::lti::names::claim;
use serde_json::{Value, json};

use super::refused::{Scene, refused};
use crate::support::token::Token;

#[tokio::test]
async fn b1_no_kid_sent_in_jwt_header() {
    refused(
        "kid_missing",
        &[
            |token| token.without_header("kid").jwt(),
            |token| token.header("kid", "").jwt(),
            |token| token.header("kid", Value::Null).jwt(),
            |token| token.header("kid", 66067).jwt(),
        ],
    )
    .await;
}

#[tokio::test]
async fn b2_incorrect_kid_in_jwt_header() {
    refused(
        "kid_unknown",
        &[|token| token.header("kid", "imstester_66067").jwt()],
    )
    .await;
}

#[tokio::test]
async fn b2_the_key_set_is_fetched_once_more_for_an_unknown_kid_and_then_not_for_a_while() {
    let mut scene = Scene::new().await;
    let asked = |scene: &Scene| scene.app.network.times_asked(&scene.platform.jwks_url);
    scene
        .browser
        .open(&scene.app, &scene.platform, |token| token)
        .await;
    assert_eq!(asked(&scene), 1);

    for kid in ["imstester_66067", "imstester_66068", "imstester_66067"] {
        let unknown = |token: Token| token.header("kid", kid).jwt();
        scene.refuses("kid_unknown", unknown).await;
        assert_eq!(asked(&scene), 2, "{kid}");
    }

    scene
        .browser
        .open(&scene.app, &scene.platform, |token| token)
        .await;
    assert_eq!(asked(&scene), 2);
}

#[tokio::test]
async fn b3_wrong_lti_version() {
    refused(
        "version_unsupported",
        &[
            |token| token.with(claim::VERSION, "11.3").jwt(),
            |token| token.with(claim::VERSION, "1.2.0").jwt(),
            |token| token.with(claim::VERSION, "1.1").jwt(),
            |token| token.with(claim::VERSION, "LTI-1p0").jwt(),
            |token| token.with(claim::VERSION, "1.3").jwt(),
            |token| token.with(claim::VERSION, "1.3.0 ").jwt(),
        ],
    )
    .await;
}

#[tokio::test]
async fn b4_no_lti_version() {
    refused(
        "version_missing",
        &[
            |token| token.without(claim::VERSION).jwt(),
            |token| token.with(claim::VERSION, "").jwt(),
            |token| token.with(claim::VERSION, Value::Null).jwt(),
        ],
    )
    .await;
}

#[tokio::test]
async fn b5_invalid_lti_message() {
    refused(
        "not_lti_message",
        &[
            |token| token.only(json!({"name": "badltilaunch"})).jwt(),
            |_| "badltilaunch".into(),
            |_| "bad.lti.launch".into(),
            |_| "e30.e30".into(),
            |token| token.jwt_of("[]"),
            |token| token.jwt_of("badltilaunch"),
            |token| format!("{}.five.parts", token.jwt()),
        ],
    )
    .await;
}

#[tokio::test]
async fn b6_missing_lti_claims() {
    refused(
        "claim_missing",
        &[
            |token| {
                let gone = ["aud", "iss", "sub", claim::DEPLOYMENT_ID, claim::ROLES];
                gone.into_iter()
                    .fold(token, |token, name| token.without(name))
                    .jwt()
            },
            |token| token.without("iss").jwt(),
            |token| token.without("aud").jwt(),
            |token| token.without("exp").jwt(),
            |token| token.without("iat").jwt(),
            |token| token.without("sub").without(claim::ROLES).jwt(),
        ],
    )
    .await;
}

#[tokio::test]
async fn b6_the_record_lists_every_missing_claim() {
    let mut scene = Scene::new().await;
    let gone = ["aud", "iss", "sub", claim::DEPLOYMENT_ID, claim::ROLES];
    let without = |token: Token| {
        gone.into_iter()
            .fold(token, |token, name| token.without(name))
            .jwt()
    };
    let answer = scene.refuses("claim_missing", without).await;
    let record = scene.app.record_of(&answer).await;
    for name in gone {
        assert!(record.facts["detail"].contains(name), "{record:?}");
    }
}

#[tokio::test]
async fn b7_timestamps_incorrect() {
    refused(
        "expired",
        &[|token| token.with("iat", 11111).with("exp", 22222).jwt()],
    )
    .await;
    refused(
        "iat_out_of_window",
        &[|token| token.with("iat", 11111).jwt()],
    )
    .await;
}

#[tokio::test]
async fn b8_messsage_type_claim_missing() {
    refused(
        "message_type_missing",
        &[
            |token| token.without(claim::MESSAGE_TYPE).jwt(),
            |token| token.with(claim::MESSAGE_TYPE, "").jwt(),
        ],
    )
    .await;
}

#[tokio::test]
async fn b9_role_claim_missing() {
    refused(
        "roles_missing",
        &[
            |token| token.without(claim::ROLES).jwt(),
            |token| token.with(claim::ROLES, Value::Null).jwt(),
        ],
    )
    .await;
}

#[tokio::test]
async fn b10_deployment_id_claim_missing() {
    refused(
        "deployment_missing",
        &[
            |token| token.without(claim::DEPLOYMENT_ID).jwt(),
            |token| token.with(claim::DEPLOYMENT_ID, "").jwt(),
        ],
    )
    .await;
}

#[tokio::test]
async fn b11_resource_link_id_claim_missing() {
    refused(
        "resource_link_missing",
        &[
            |token| token.without(claim::RESOURCE_LINK).jwt(),
            |token| {
                token
                    .with(claim::RESOURCE_LINK, json!({"title": "Module 1"}))
                    .jwt()
            },
            |token| token.with(claim::RESOURCE_LINK, json!({"id": ""})).jwt(),
            |token| token.with(claim::RESOURCE_LINK, json!({"id": null})).jwt(),
            |token| token.with(claim::RESOURCE_LINK, "rl-88").jwt(),
        ],
    )
    .await;
}

#[tokio::test]
async fn b12_user_claim_missing() {
    refused(
        "sub_missing",
        &[
            |token| token.without("sub").jwt(),
            |token| token.with("sub", "").jwt(),
        ],
    )
    .await;
}
