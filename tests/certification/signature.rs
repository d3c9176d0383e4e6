//! Tokens that are not signed as they must be. Only RS256 with a key of the registered key set counts; whatever the
//! token itself says about keys does not.

use aws_lc_rs::signature::{RSA_PKCS1_SHA384, RSA_PKCS1_SHA512, RSA_PSS_SHA256};
use serde_json::{Value, json};

use super::refused::{Scene, refused};
use crate::support::token::{PlatformKey, Signer, Token};

fn own_key() -> &'static PlatformKey {
    PlatformKey::number(0)
}

fn attackers_key() -> &'static PlatformKey {
    PlatformKey::number(2)
}

#[tokio::test]
async fn an_unsigned_token_is_refused() {
    refused(
        "algorithm_refused",
        &[
            |token| token.signed("none", Signer::Nobody).jwt(),
            |token| token.signed("None", Signer::Nobody).jwt(),
            |token| {
                token
                    .signed("none", Signer::Nobody)
                    .without_header("kid")
                    .jwt()
            },
            // A genuine signature does not help a token that says it needs none.
            |token| token.header("alg", "none").jwt(),
            |token| token.without_header("alg").jwt(),
            |token| token.header("alg", json!(["RS256"])).jwt(),
        ],
    )
    .await;
    refused(
        "signature_invalid",
        &[|token| token.signed("RS256", Signer::Nobody).jwt()],
    )
    .await;
}

#[tokio::test]
async fn a_token_signed_with_the_public_key_as_a_shared_secret_is_refused() {
    refused(
        "algorithm_refused",
        &[
            |token| {
                token
                    .signed("HS256", Signer::Hmac(own_key().public_pem()))
                    .jwt()
            },
            |token| {
                let jwk = own_key().public_jwk.to_string().into_bytes();
                token.signed("HS256", Signer::Hmac(jwk)).jwt()
            },
        ],
    )
    .await;
    refused(
        "signature_invalid",
        &[|token| {
            token
                .signed("RS256", Signer::Hmac(own_key().public_pem()))
                .jwt()
        }],
    )
    .await;
}

#[tokio::test]
async fn a_token_signed_with_another_algorithm_of_the_same_key_is_refused() {
    refused(
        "algorithm_refused",
        &[
            |token| {
                token
                    .signed("RS384", Signer::Rsa(own_key(), &RSA_PKCS1_SHA384))
                    .jwt()
            },
            |token| {
                token
                    .signed("RS512", Signer::Rsa(own_key(), &RSA_PKCS1_SHA512))
                    .jwt()
            },
            |token| {
                token
                    .signed("PS256", Signer::Rsa(own_key(), &RSA_PSS_SHA256))
                    .jwt()
            },
            |token| token.header("alg", "rs256").jwt(),
        ],
    )
    .await;
    refused(
        "signature_invalid",
        &[|token| {
            token
                .signed("RS256", Signer::Rsa(own_key(), &RSA_PSS_SHA256))
                .jwt()
        }],
    )
    .await;
}

#[tokio::test]
async fn a_token_that_was_signed_by_somebody_else_or_changed_is_refused() {
    refused(
        "signature_invalid",
        &[
            |token| {
                Token::new(token.claims(), attackers_key())
                    .header("kid", own_key().kid.as_str())
                    .jwt()
            },
            |token| changed_after_signing(&token, |claims| claims["sub"] = json!("somebody-else")),
            |token| {
                changed_after_signing(&token, |claims| claims["exp"] = json!(4_000_000_000_i64))
            },
            |token| {
                let jwt = token.jwt();
                jwt[..jwt.len() - 8].to_owned()
            },
            |token| format!("{}AAAA", token.jwt()),
            |token| {
                let jwt = token.jwt();
                format!("{}.", jwt.rsplit_once('.').unwrap().0)
            },
        ],
    )
    .await;
}

fn changed_after_signing(token: &Token, change: impl FnOnce(&mut Value)) -> String {
    let mut claims = token.claims();
    change(&mut claims);
    let changed = token.jwt_of(&claims.to_string());
    let genuine = token.jwt();
    let (input, _) = changed.rsplit_once('.').unwrap();
    let (_, signature) = genuine.rsplit_once('.').unwrap();
    format!("{input}.{signature}")
}

#[tokio::test]
async fn keys_that_a_token_brings_along_are_ignored_and_never_fetched() {
    let mut scene = Scene::new().await;
    let own_set = scene.platform.jwks_url.clone();
    let set = json!({"keys": [attackers_key().public_jwk]});
    scene
        .app
        .network
        .publish("https://attacker.example/jwks", &set);
    let jwk = attackers_key().public_jwk.clone();
    let pem = String::from_utf8(attackers_key().public_pem()).unwrap();
    for (header, value) in [
        ("jku", json!("https://attacker.example/jwks")),
        ("x5u", json!("https://attacker.example/jwks")),
        ("jwk", jwk),
        ("x5c", json!([pem])),
    ] {
        let forged = |token: Token| {
            Token::new(token.claims(), attackers_key()).header(header, value.clone())
        };
        let code = "kid_unknown";
        scene.refuses(code, |token| forged(token).jwt()).await;
        let under_our_kid = |token| forged(token).header("kid", own_key().kid.as_str()).jwt();
        scene.refuses("signature_invalid", under_our_kid).await;

        let genuine = |token: Token| token.header(header, value.clone());
        scene
            .browser
            .open(&scene.app, &scene.platform, genuine)
            .await;
    }
    let requests = scene.app.network.requests();
    assert!(
        requests
            .iter()
            .all(|request| request.url.as_str() == own_set),
        "{requests:?}"
    );
}

#[tokio::test]
async fn a_header_that_asks_for_an_extension_is_refused() {
    refused(
        "critical_header_refused",
        &[
            |token| token.header("crit", json!(["exp"])).header("exp", 1).jwt(),
            |token| token.header("crit", json!([])).jwt(),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_token_without_a_key_set_to_check_it_against_is_refused_and_no_session_opens() {
    let mut scene = Scene::new().await;
    let jwks_url = scene.platform.jwks_url.clone();
    for (status, body) in [
        (500, "down"),
        (200, "<html>"),
        (200, "{}"),
        (200, r#"{"keys":[],"keys":[]}"#),
    ] {
        scene.app.network.answer(&jwks_url, status, body);
        let answer = scene
            .browser
            .launch(&scene.app, &scene.platform, |token| token)
            .await;
        assert_eq!(
            (answer.status(), &*answer.code()),
            (503, "key_set_unavailable")
        );
        assert_eq!(scene.app.launches().await, 0);
        // After a failure the platform is left alone for a while.
        scene.app.clock.advance(std::time::Duration::from_secs(31));
    }
    scene.platform.publish(&scene.app);
    scene
        .browser
        .open(&scene.app, &scene.platform, |token| token)
        .await;
}

#[tokio::test]
async fn a_platform_that_is_down_for_a_while_locks_nobody_out() {
    let mut scene = Scene::new().await;
    scene
        .browser
        .open(&scene.app, &scene.platform, |token| token)
        .await;
    scene.app.network.cut();
    scene
        .app
        .clock
        .advance(std::time::Duration::from_secs(3 * 3600));
    scene
        .browser
        .open(&scene.app, &scene.platform, |token| token)
        .await;
}

#[tokio::test]
async fn a_rotated_key_is_found_at_once_and_the_old_one_no_longer_opens_anything() {
    let mut scene = Scene::new().await;
    scene
        .browser
        .open(&scene.app, &scene.platform, |token| token)
        .await;
    let old = scene.platform.clone();
    scene.platform.key = PlatformKey::number(1);
    scene.platform.publish(&scene.app);
    scene
        .browser
        .open(&scene.app, &scene.platform, |token| token)
        .await;
    scene.platform = old;
    scene.refuses("kid_unknown", |token| token.jwt()).await;
}
