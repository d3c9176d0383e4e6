//! A world of one issuer, and what holds for every badge in it.

mod hosted;
mod issuer;
mod source;
mod status;

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
    status_list::document(
        LIST_AT,
        issuer,
        purpose,
        &bits,
        ("2026-11-28T00:00:00Z", until),
    )
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
    report
        .findings
        .iter()
        .filter(is_wrong)
        .map(|finding| finding.code)
        .collect()
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
    context["@context"] = json!([
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-9.json"
    ]);
    assert_eq!(refused(&context, &network).await, [Code::ContextUnknown]);
    let mut other = badge();
    other["proof"][0]["cryptosuite"] = json!("bbs-2023");
    assert_eq!(refused(&other, &network).await, [Code::ProofUnsupported]);
}

#[test]
fn every_code_is_its_own_and_a_kebab() {
    let codes: std::collections::HashSet<_> = Code::ALL.iter().map(|code| code.code()).collect();
    assert_eq!(codes.len(), Code::ALL.len());
    assert!(codes.iter().all(|code| {
        code.chars()
            .all(|letter| letter.is_ascii_lowercase() || letter == '-')
    }));
}

/// The signature covers what a document means. What it says must stand where it is looked for: an end that is spelled
/// out or told of elsewhere would be signed, and not noticed.
#[tokio::test]
async fn nothing_that_is_signed_can_be_hidden() {
    let network = network();
    let move_away = |name: &str, to: &dyn Fn(&mut Value, Value)| {
        let mut hidden = badge();
        let value = hidden.as_object_mut().unwrap().remove(name).unwrap();
        to(&mut hidden, value);
        hidden
    };
    let spelled_out = move_away("validUntil", &|badge, value| {
        badge["https://www.w3.org/2018/credentials#validUntil"] =
            json!({ "@value": value, "@type": "http://www.w3.org/2001/XMLSchema#dateTime" });
    });
    assert_eq!(refused(&spelled_out, &network).await.len(), 1);
    let elsewhere = move_away("credentialStatus", &|badge, value| {
        let again = json!({ "id": badge["id"], "type": badge["type"], "credentialStatus": value });
        badge["credentialSubject"]["source"] = again;
    });
    assert_eq!(refused(&elsewhere, &network).await, [Code::WordUndefined]);
    for member in ["validUntil", "validFrom"] {
        let wrapped = move_away(member, &|badge, value| badge[member] = json!([value]));
        assert_eq!(refused(&wrapped, &network).await, [Code::MemberMissing]);
    }
}
