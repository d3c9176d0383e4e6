use std::collections::HashMap;

use serde_json::json;
use url::Url;

use super::*;
use crate::badges::bake::{Standard, bake};
use crate::badges::credential::sample::{self, ISSUER, METHOD};
use crate::badges::credential::{StatusEntry, StatusPurpose, document};
use crate::badges::did::{DidDocument, KeyEnd};
use crate::badges::fetch::{Answer, FetchError};
use crate::badges::jwt::JwtAlgorithm;
use crate::badges::key::SigningKey;
use crate::badges::{proof, status_list};

/// A network of these documents.
#[derive(Default)]
struct Network(HashMap<String, Vec<u8>>);

impl Network {
    fn serve(&mut self, address: &str, content: &impl serde::Serialize) {
        let content = serde_json::to_vec(content).unwrap();
        self.0.insert(address.to_owned(), content);
    }
}

impl Fetch for Network {
    fn get(&self, address: Url, max_bytes: usize) -> Answer<'_> {
        let found = self.0.get(address.as_str()).cloned();
        Box::pin(async move {
            let content = found.ok_or(FetchError::Status(404))?;
            if content.len() > max_bytes {
                return Err(FetchError::TooLarge);
            }
            Ok(content)
        })
    }
}

const ISSUER_AT: &str = "https://badges.riverbend.example/issuers/7/did.json";
const LIST_AT: &str = "https://badges.riverbend.example/status/1";
const SIGNED: Timestamp = Timestamp::from_seconds(1_795_900_000);
const NOW: Timestamp = Timestamp::from_seconds(1_796_000_000);

fn key() -> SigningKey {
    SigningKey::from_seed(&[7; 32])
}

fn signed_by(document: Map<String, Value>, key: &SigningKey, method: &str) -> Value {
    Value::Object(proof::sign(document, key, method, SIGNED).unwrap())
}

fn badge() -> Value {
    signed_by(sample::rich().document(), &key(), METHOD)
}

fn list(issuer: &str, purpose: StatusPurpose, set: &[usize], until: &str) -> Map<String, Value> {
    let bits = status_list::Bits::with(set.iter().copied());
    status_list::document(LIST_AT, issuer, purpose, &bits, ("2026-11-28T00:00:00Z", until))
}

const FAR: &str = "2027-01-01T00:00:00Z";

/// The issuer with its key and a list in which this badge is not set.
fn network() -> Network {
    let mut network = Network::default();
    let issuer = DidDocument::new(ISSUER).with_key("key-1", &key().public(), KeyEnd::default());
    network.serve(ISSUER_AT, &issuer);
    let list = list(ISSUER, StatusPurpose::Revocation, &[1, 2, 3], FAR);
    network.serve(LIST_AT, &signed_by(list, &key(), METHOD));
    network
}

async fn verified(badge: &Value, network: &Network) -> Report {
    verify(badge.to_string().as_bytes(), network, NOW).await
}

/// The codes of everything that is not as it should be.
fn wrong(report: &Report) -> Vec<Code> {
    let is_wrong = |finding: &&Finding| matches!(finding.verdict, Verdict::Bad | Verdict::Unknown);
    report.findings.iter().filter(is_wrong).map(|finding| finding.code).collect()
}

async fn refused(badge: &Value, network: &Network) -> Vec<Code> {
    let report = verified(badge, network).await;
    assert_ne!(report.outcome, Outcome::Valid, "{report:?}");
    wrong(&report)
}

#[tokio::test]
async fn a_genuine_badge_is_valid_and_every_question_is_answered() {
    let report = verified(&badge(), &network()).await;
    assert_eq!(report.outcome, Outcome::Valid, "{report:?}");
    let codes: Vec<_> = report.findings.iter().map(|finding| finding.code).collect();
    let expected = [
        Code::ReadDocument,
        Code::StructureSound,
        Code::KeyListed,
        Code::ProofGenuine,
        Code::StatusGood,
        Code::Current,
    ];
    assert_eq!(codes, expected);
    let shown = report.badge.unwrap();
    assert_eq!(shown.name, "Talk That Builds Thinking");
    assert_eq!(shown.issuer, ISSUER);
}

#[tokio::test]
async fn whatever_is_changed_is_noticed_and_named() {
    let network = network();
    let mut changed = badge();
    changed["credentialSubject"]["achievement"]["name"] = json!("Doctor");
    assert_eq!(refused(&changed, &network).await, [Code::ProofNotGenuine]);
    let mut added = badge();
    added["grade"] = json!("A");
    assert_eq!(refused(&added, &network).await, [Code::WordUndefined]);
    let mut stripped = badge();
    stripped.as_object_mut().unwrap().remove("proof");
    assert_eq!(refused(&stripped, &network).await, [Code::ProofMissing]);
    let mut context = badge();
    context["@context"] = json!(["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-9.json"]);
    assert_eq!(refused(&context, &network).await, [Code::ContextUnknown]);
    let mut other = badge();
    other["proof"][0]["cryptosuite"] = json!("bbs-2023");
    assert_eq!(refused(&other, &network).await, [Code::ProofUnsupported]);
}

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
    network.serve("https://riverbend.attacker.example/.well-known/did.json", &theirs);
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
    assert_eq!(report.finding(Step::Issuer).unwrap().code, Code::IssuerIsKey);

    // An address: its document lists the key, or names the key's own document on the same host.
    let issuer = "https://school.example/issuer";
    let listed = "https://school.example/issuer#key-1";
    let apart = "https://school.example/keys/2";
    let method = |id: &str| json!({ "id": id, "type": "Multikey", "controller": issuer, "publicKeyMultibase": multibase });
    network.serve(issuer, &json!({ "id": issuer, "assertionMethod": [method(listed), apart] }));
    network.serve(apart, &method(apart));
    for id in [listed, apart] {
        let report = verified(&sign(issuer, id), &network).await;
        assert_eq!(report.outcome, Outcome::Valid, "{report:?}");
    }
    let elsewhere = "https://attacker.example/key";
    network.serve(elsewhere, &method(elsewhere));
    assert_eq!(refused(&sign(issuer, elsewhere), &network).await, [Code::KeyNotListed]);
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
    for (end, is_valid) in [(SIGNED.minus(std::time::Duration::from_secs(1)), false), (NOW, true)] {
        for end in [
            KeyEnd { expires: Some(end), revoked: None },
            KeyEnd { expires: None, revoked: Some(end) },
        ] {
            let mut network = network();
            let issuer = DidDocument::new(ISSUER).with_key("key-1", &key().public(), end);
            network.serve(ISSUER_AT, &issuer);
            let report = verified(&badge(), &network).await;
            let code = report.finding(Step::Issuer).unwrap().code;
            let expected = if is_valid { Code::KeyListed } else { Code::KeyEnded };
            assert_eq!(code, expected, "{end:?}");
        }
    }
}

#[tokio::test]
async fn what_was_taken_back_is_said_and_what_nobody_can_say_too() {
    const PLACE: usize = 94_567;
    let serve = |list: Map<String, Value>, key: &SigningKey| {
        let mut network = network();
        network.serve(LIST_AT, &signed_by(list, key, METHOD));
        network
    };
    let revocation = |issuer: &str, until: &str| list(issuer, StatusPurpose::Revocation, &[PLACE], until);
    let revoked = serve(revocation(ISSUER, FAR), &key());
    assert_eq!(refused(&badge(), &revoked).await, [Code::Revoked]);
    // The list of another purpose, of a stranger, past its time.
    let suspension = list(ISSUER, StatusPurpose::Suspension, &[PLACE], FAR);
    for untrusted in [
        serve(suspension.clone(), &key()),
        serve(revocation("did:web:other.example", FAR), &key()),
        serve(revocation(ISSUER, FAR), &SigningKey::from_seed(&[66; 32])),
        serve(revocation(ISSUER, "2026-11-29T00:00:00Z"), &key()),
    ] {
        assert_eq!(refused(&badge(), &untrusted).await, [Code::StatusUntrusted]);
    }
    let mut gone = network();
    gone.0.remove(LIST_AT);
    let report = verified(&badge(), &gone).await;
    assert_eq!(report.outcome, Outcome::Uncertain);
    assert_eq!(wrong(&report), [Code::StatusUnreachable]);

    let with_status = |status: Value| {
        let mut document = sample::rich().document();
        document["credentialStatus"] = status;
        signed_by(document, &key(), METHOD)
    };
    let entry = StatusEntry::new(LIST_AT, PLACE, StatusPurpose::Suspension);
    let entry = Value::Object(document(&entry));
    let suspended = with_status(entry);
    assert_eq!(refused(&suspended, &serve(suspension, &key())).await, [Code::Suspended]);
    let beyond = Value::Object(document(&StatusEntry::new(LIST_AT, 131_072, StatusPurpose::Revocation)));
    assert_eq!(refused(&with_status(beyond), &network()).await, [Code::StatusUntrusted]);
}

#[tokio::test]
async fn a_list_of_1edtech_is_understood() {
    let address = "https://badges.riverbend.example/revoked";
    let mut document = sample::rich().document();
    document["credentialStatus"] = json!({ "id": address, "type": "1EdTechRevocationList" });
    let badge = signed_by(document, &key(), METHOD);
    let id = badge["id"].clone();
    for (listed, code) in [
        (json!([]), Code::StatusGood),
        (json!([{ "id": id, "revocationReason": "by mistake" }]), Code::Revoked),
        (json!([{ "id": id, "revoked": false }]), Code::StatusGood),
    ] {
        let mut network = network();
        let list = json!({ "id": address, "issuer": ISSUER, "revokedCredential": listed });
        network.serve(address, &list);
        let report = verified(&badge, &network).await;
        assert_eq!(report.finding(Step::Status).unwrap().code, code);
    }
}

#[tokio::test]
async fn a_badge_holds_in_its_time() {
    let badge = badge().to_string();
    for (at, code) in [
        ("2026-11-28T09:30:00Z", Code::Current),
        ("2026-11-28T09:29:59Z", Code::NotYetValid),
        ("2029-11-28T09:29:59Z", Code::Current),
        ("2029-11-28T09:30:00Z", Code::Expired),
    ] {
        let report = verify(badge.as_bytes(), &network(), moment::read(at).unwrap()).await;
        assert_eq!(report.finding(Step::Validity).unwrap().code, code, "{at}");
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
        assert_eq!(report.finding(Step::Proof).unwrap().code, code, "{report:?}");
    }
    let elsewhere = jwt::sign(&document, JwtAlgorithm::Es256, &private, "https://attacker.example/jwk");
    let report = verify(elsewhere.unwrap().as_bytes(), &Network::default(), NOW).await;
    assert_eq!(wrong(&report), [Code::KeyOfAnother]);
}

fn es256() -> (jsonwebtoken::EncodingKey, Value) {
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
    let random = aws_lc_rs::rand::SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    let key = jsonwebtoken::EncodingKey::from_ec_der(pkcs8.as_ref());
    let jwk = jsonwebtoken::jwk::Jwk::from_encoding_key(&key, jsonwebtoken::Algorithm::ES256).unwrap();
    (key, serde_json::to_value(jwk).unwrap())
}

#[tokio::test]
async fn a_badge_is_found_in_its_picture_and_at_its_address() {
    let plain = "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"4\"/></svg>";
    let picture = bake(plain.as_bytes(), Standard::V3, &badge().to_string()).unwrap();
    let mut network = network();
    let image = "https://badges.riverbend.example/achievements/talk/image.svg";
    let code = |report: &Report| report.finding(Step::Picture).unwrap().code;
    let report = verify(&picture, &network, NOW).await;
    assert_eq!((report.outcome, code(&report)), (Outcome::Valid, Code::PictureNotCompared));
    network.0.insert(image.into(), plain.into());
    let report = verify(&picture, &network, NOW).await;
    assert_eq!((report.outcome, code(&report)), (Outcome::Valid, Code::PictureSame));
    // The same badge in the picture of another.
    network.0.insert(image.into(), plain.replace('4', "3").into());
    let report = verify(&picture, &network, NOW).await;
    assert_eq!((report.outcome, code(&report)), (Outcome::Uncertain, Code::PictureDiffers));

    let address = "https://badges.riverbend.example/badges/1.svg";
    network.0.insert(address.into(), picture);
    let report = verify(format!(" {address}\n").as_bytes(), &network, NOW).await;
    assert_eq!(report.finding(Step::Proof).unwrap().code, Code::ProofGenuine);
}

#[tokio::test]
async fn what_is_no_badge_is_said_in_one_word() {
    let mut network = network();
    network.0.insert("https://page.example/".into(), b"<html>".to_vec());
    let deep = format!("{{\"a\":{}", "[".repeat(100_000));
    let older = json!({ "@context": "https://w3id.org/openbadges/v2", "type": "Assertion" }).to_string();
    let twice = "<svg xmlns:o=\"https://purl.imsglobal.org/ob/v3p0\"><o:credential verify=\"a\"/><o:credential verify=\"b\"/></svg>";
    for (given, code) in [
        ("", Code::Unrecognised),
        ("hello", Code::Unrecognised),
        ("{}", Code::NoBadge),
        ("{\"id\":1,\"id\":2}", Code::JsonUnreadable),
        (&deep, Code::JsonUnreadable),
        ("eyJhbGciOiJub25lIn0.e30.", Code::TokenUnfit),
        ("<svg></svg>", Code::PictureEmpty),
        (twice, Code::PictureTwice),
        (&older, Code::OlderVersion),
        ("https://page.example/", Code::AddressWithoutBadge),
        ("https://gone.example/", Code::AddressUnreachable),
    ] {
        let report = verify(given.as_bytes(), &network, NOW).await;
        assert_eq!(wrong(&report), [code], "{given}");
    }
}

#[tokio::test]
async fn every_member_that_a_badge_must_have_is_missed() {
    let changes: [(&str, fn(&mut Value)); 6] = [
        ("id", |badge| badge["id"] = json!("")),
        ("issuer", |badge| badge["issuer"] = json!({})),
        ("validFrom, validUntil", |badge| badge["validUntil"] = json!("never")),
        ("credentialSubject", |badge| badge["credentialSubject"] = json!([])),
        ("credentialSubject.id", |badge| {
            let subject = badge["credentialSubject"].as_object_mut().unwrap();
            subject.remove("id");
            subject.remove("identifier");
        }),
        ("achievement.criteria", |badge| badge["credentialSubject"]["achievement"]["criteria"] = json!("x")),
    ];
    for (name, change) in changes {
        let mut changed = badge();
        change(&mut changed);
        let report = verified(&changed, &network()).await;
        let finding = report.finding(Step::Structure).unwrap();
        assert_eq!((finding.code, finding.detail.as_deref()), (Code::MemberMissing, Some(name)));
    }
    let mut reversed = badge();
    reversed["@context"].as_array_mut().unwrap().reverse();
    assert_eq!(refused(&reversed, &network()).await, [Code::ContextsWrong]);
}

#[test]
fn every_code_is_its_own_and_a_kebab() {
    let codes: std::collections::HashSet<_> = Code::ALL.iter().map(|code| code.code()).collect();
    assert_eq!(codes.len(), Code::ALL.len());
    assert!(codes.iter().all(|code| code.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-')));
}
