use super::*;
use crate::badges::credential::sample::{self, METHOD};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};

fn key() -> (EncodingKey, Map<String, Value>) {
    let random = aws_lc_rs::rand::SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    let key = EncodingKey::from_ec_der(pkcs8.as_ref());
    let jwk = jsonwebtoken::jwk::Jwk::from_encoding_key(&key, Algorithm::ES256).unwrap();
    let jwk = serde_json::to_value(jwk).unwrap();
    (key, jwk.as_object().unwrap().clone())
}

fn token(header: Value, claims: Value) -> String {
    let (key, _) = key();
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(&header), part(&claims));
    let signature = jsonwebtoken::crypto::sign(signed.as_bytes(), &key, Algorithm::ES256).unwrap();
    format!("{signed}.{signature}")
}

fn claims() -> Value {
    let document = sample::rich().document();
    let mut claims = document.clone();
    for (name, value) in registered(&document).unwrap() {
        claims.insert(name.into(), value);
    }
    Value::Object(claims)
}

#[test]
fn what_is_signed_reads_back_and_holds_under_its_key_alone() {
    let (key, jwk) = key();
    let document = sample::rich().document();
    let text = sign(&document, JwtAlgorithm::Es256, &key, METHOD).unwrap();
    let token = Token::read(&text).unwrap();
    assert_eq!(token.kid.as_deref(), Some(METHOD));
    assert_eq!(token.document["name"], document["name"]);
    assert_eq!(token.document["nbf"], 1_795_858_200);
    assert!(token.is_genuine(&jwk));
    let (_, other) = self::key();
    assert!(!token.is_genuine(&other));
}

#[test]
fn a_badge_of_nobody_is_no_token() {
    let mut badge = sample::rich();
    badge.credential_subject.id = None;
    let (key, _) = key();
    let signed = sign(&badge.document(), JwtAlgorithm::Es256, &key, METHOD);
    assert_eq!(signed, Err(JwtError::Incomplete));
}

#[test]
fn a_header_holds_what_it_may_and_no_more() {
    let read = |header| Token::read(&token(header, claims())).err();
    assert_eq!(read(json!({ "alg": "ES256", "kid": METHOD })), None);
    for header in [
        json!({ "alg": "ES256" }),
        json!({ "alg": "ES256", "kid": METHOD, "crit": ["exp"] }),
        json!({ "alg": "ES256", "kid": METHOD, "jku": "https://x.example" }),
        json!({ "alg": "ES256", "kid": METHOD, "typ": "at+jwt" }),
        json!({ "alg": "ES256", "jwk": { "kty": "EC", "d": "secret" } }),
    ] {
        assert_eq!(read(header), Some(JwtError::Header));
    }
    for name in ["none", "HS256", "EdDSA", "RS1"] {
        let header = json!({ "alg": name, "kid": METHOD });
        assert_eq!(read(header), Some(JwtError::Algorithm), "{name}");
    }
}

#[test]
fn claims_that_contradict_the_badge_are_noticed() {
    for (name, value) in [
        ("iss", json!("did:web:attacker.example")),
        ("jti", json!("https://attacker.example/1")),
        ("sub", json!("urn:uuid:someone")),
        ("nbf", json!(1)),
        ("exp", json!(9_999_999_999_i64)),
    ] {
        let mut claims = claims();
        claims[name] = value;
        let text = token(json!({ "alg": "ES256", "kid": METHOD }), claims);
        assert_eq!(
            Token::read(&text).err(),
            Some(JwtError::Contradiction),
            "{name}"
        );
    }
}

#[test]
fn what_is_no_token_is_unreadable() {
    for text in ["", "ey", "ey.a.b", "ey.a", "eyJ9.e30.", "{}", "a.b.c"] {
        assert_eq!(
            Token::read(text).err(),
            Some(JwtError::Unreadable),
            "{text}"
        );
    }
}
