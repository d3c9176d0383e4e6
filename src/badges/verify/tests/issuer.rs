//! Whose key it is.

use super::*;

#[tokio::test]
async fn nobody_signs_for_another() {
    let mut network = network();
    let stranger = SigningKey::from_seed(&[66; 32]);
    // The stranger's key under the issuer's key name.
    let forged = signed_by(sample::rich().document(), &stranger, METHOD);
    assert_eq!(refused(&forged, &network).await, [Code::ProofNotGenuine]);
    // The key in the address of the key: nothing but what the issuer lists counts.
    let method = format!("{ISSUER}#{}", stranger.public().multibase());
    let forged = signed_by(sample::rich().document(), &stranger, &method);
    assert_eq!(refused(&forged, &network).await, [Code::KeyNotListed]);
    // The stranger's own document, and the issuer's name in the badge.
    let other = "did:web:attacker.example";
    let theirs = DidDocument::new(other).with_key("key-1", &stranger.public(), KeyEnd::default());
    network.serve("https://attacker.example/.well-known/did.json", &theirs);
    let method = format!("{other}#key-1");
    let forged = signed_by(sample::rich().document(), &stranger, &method);
    assert_eq!(refused(&forged, &network).await, [Code::KeyOfAnother]);
    let own = format!("did:key:{key}#{key}", key = stranger.public().multibase());
    let forged = signed_by(sample::rich().document(), &stranger, &own);
    assert_eq!(refused(&forged, &network).await, [Code::KeyOfAnother]);
    // A document that claims to be the issuer's.
    network.serve(ISSUER_AT, &theirs);
    let codes = refused(&badge(), &network).await;
    assert_eq!(codes, [Code::IssuerDocumentOther, Code::StatusUntrusted]);
}

#[tokio::test]
async fn an_issuer_of_the_same_name_is_told_apart_by_its_identifier() {
    let mut network = network();
    let stranger = SigningKey::from_seed(&[66; 32]);
    let other = "did:web:riverbend.attacker.example";
    let theirs = DidDocument::new(other).with_key("key-1", &stranger.public(), KeyEnd::default());
    network.serve(
        "https://riverbend.attacker.example/.well-known/did.json",
        &theirs,
    );
    let mut credential = sample::rich();
    credential.issuer.id = other.into();
    credential.credential_status = None;
    let document = signed_by(credential.document(), &stranger, &format!("{other}#key-1"));
    let report = verified(&document, &network).await;
    assert_eq!(report.outcome, Outcome::Valid);
    let shown = report.badge.as_ref().unwrap();
    assert_eq!(shown.issuer_name.as_deref(), Some("Riverbend District"));
    assert_eq!(shown.issuer, other);
    let finding = report.finding(Step::Issuer).unwrap();
    assert_eq!(finding.detail.as_deref(), Some(other));
}

#[tokio::test]
async fn issuers_of_other_kinds_are_understood() {
    let mut network = Network::default();
    let key = key();
    let multibase = key.public().multibase();
    let sign = |issuer: &str, method: &str| {
        let mut credential = sample::rich();
        credential.issuer.id = issuer.into();
        credential.credential_status = None;
        signed_by(credential.document(), &key, method)
    };
    let did = format!("did:key:{multibase}");
    let own = sign(&did, &format!("{did}#{multibase}"));
    let report = verified(&own, &network).await;
    assert_eq!(report.outcome, Outcome::Valid);
    assert_eq!(
        report.finding(Step::Issuer).unwrap().code,
        Code::IssuerIsKey
    );

    // An address: its document lists the key, or names the key's own document on the same host.
    let issuer = "https://school.example/issuer";
    let listed = "https://school.example/issuer#key-1";
    let apart = "https://school.example/keys/2";
    let method = |id: &str| json!({ "id": id, "type": "Multikey", "controller": issuer, "publicKeyMultibase": multibase });
    network.serve(
        issuer,
        &json!({ "id": issuer, "assertionMethod": [method(listed), apart] }),
    );
    network.serve(apart, &method(apart));
    for id in [listed, apart] {
        let report = verified(&sign(issuer, id), &network).await;
        assert_eq!(report.outcome, Outcome::Valid, "{report:?}");
    }
    let elsewhere = "https://attacker.example/key";
    network.serve(elsewhere, &method(elsewhere));
    assert_eq!(
        refused(&sign(issuer, elsewhere), &network).await,
        [Code::KeyNotListed]
    );
    for (issuer, code) in [
        ("did:ion:x", Code::IssuerUnsupported),
        ("did:web:gone.example", Code::IssuerUnreachable),
        ("urn:uuid:1", Code::IssuerUnsupported),
    ] {
        let codes = refused(&sign(issuer, &format!("{issuer}#k")), &network).await;
        assert_eq!(codes, [code], "{issuer}");
    }
}

#[tokio::test]
async fn a_key_signs_until_its_end_and_what_it_signed_before_stays_valid() {
    for (end, is_valid) in [
        (SIGNED.minus(std::time::Duration::from_secs(1)), false),
        (NOW, true),
    ] {
        for end in [
            KeyEnd {
                expires: Some(end),
                revoked: None,
            },
            KeyEnd {
                expires: None,
                revoked: Some(end),
            },
        ] {
            let mut network = network();
            let issuer = DidDocument::new(ISSUER).with_key("key-1", &key().public(), end);
            network.serve(ISSUER_AT, &issuer);
            let report = verified(&badge(), &network).await;
            let code = report.finding(Step::Issuer).unwrap().code;
            let expected = if is_valid {
                Code::KeyListed
            } else {
                Code::KeyEnded
            };
            assert_eq!(code, expected, "{end:?}");
        }
    }
}

#[tokio::test]
async fn a_token_is_verified_by_the_issuers_keys_alone() {
    let (private, jwk) = es256();
    let (_, strange) = es256();
    let mut document = sample::rich().document();
    document.remove("credentialStatus");
    let method = format!("{ISSUER}#key-2");
    let token = jwt::sign(&document, JwtAlgorithm::Es256, &private, &method).unwrap();
    for (listed, code) in [(jwk, Code::ProofGenuine), (strange, Code::ProofNotGenuine)] {
        let mut network = Network::default();
        let issuer = DidDocument::new(ISSUER).with_jwk("key-2", listed, KeyEnd::default());
        network.serve(ISSUER_AT, &issuer);
        let report = verify(token.as_bytes(), &network, NOW).await;
        assert_eq!(
            report.finding(Step::Proof).unwrap().code,
            code,
            "{report:?}"
        );
    }
    let elsewhere = jwt::sign(
        &document,
        JwtAlgorithm::Es256,
        &private,
        "https://attacker.example/jwk",
    );
    let report = verify(elsewhere.unwrap().as_bytes(), &Network::default(), NOW).await;
    assert_eq!(wrong(&report), [Code::KeyOfAnother]);
}

fn es256() -> (jsonwebtoken::EncodingKey, Value) {
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
    let random = aws_lc_rs::rand::SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    let key = jsonwebtoken::EncodingKey::from_ec_der(pkcs8.as_ref());
    let jwk =
        jsonwebtoken::jwk::Jwk::from_encoding_key(&key, jsonwebtoken::Algorithm::ES256).unwrap();
    (key, serde_json::to_value(jwk).unwrap())
}
