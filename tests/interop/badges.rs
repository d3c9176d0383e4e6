//! Badges beside software that others wrote: two verifiers accept what we sign and refuse what was changed, and we
//! accept what they sign and refuse it when it was changed. No network: what each may load is handed over.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use microcred::badges::credential::{StatusEntry, StatusPurpose};
use microcred::badges::did::{DidDocument, KeyEnd};
use microcred::badges::fetch::{Answer, Fetch, FetchError};
use microcred::badges::jwt::{self, JwtAlgorithm};
use microcred::badges::key::SigningKey;
use microcred::badges::verify::{Outcome, Report, Step, verify};
use microcred::badges::{bake, context, moment, proof, status_list};
use microcred::clock::{Clock, Timestamp};
use serde_json::{Map, Value, json};
use url::Url;

use super::platform::FOLDER;
use crate::support::badge::{ISSUER, ISSUER_AT, METHOD, key, rich};
use crate::support::suites::piece;

const SUITE: &str = "badges at other software";
const LIST_AT: &str = "https://badges.riverbend.example/status/1";
const DAY: Duration = Duration::from_secs(24 * 3600);
const REVOKED: usize = 4_711;

/// What a program may load, by address.
#[derive(Clone)]
struct Network(BTreeMap<String, Value>);

impl Fetch for Network {
    fn get(&self, address: Url, _: usize) -> Answer<'_> {
        let found = self.0.get(address.as_str()).map(Value::to_string);
        Box::pin(async move { found.map(String::into_bytes).ok_or(FetchError::Status(404)) })
    }
}

fn now() -> Timestamp {
    Clock::system().now()
}

/// A program of others. `None` when its packages are not there and the suite is left out.
pub(crate) fn ask(program: &str, question: &Value) -> Option<Vec<Value>> {
    let is_python = Path::new(program).extension().is_some_and(|it| it == "py");
    let mut command = if is_python {
        Command::new(piece(SUITE, super::platform::PYTHON)?)
    } else {
        piece(SUITE, "MICROCRED_TEST_NODE_MODULES")?;
        Command::new("node")
    };
    let mut child = command
        .arg(format!("{FOLDER}/{program}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(question.to_string().as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{program}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

pub(crate) const PROGRAMS: [&str; 2] = ["badges.mjs", "badges.py"];

fn signed(document: Map<String, Value>, key: &SigningKey) -> Value {
    Value::Object(proof::sign(document, key, METHOD, now().minus(Duration::from_secs(60))).unwrap())
}

fn badge(place: usize) -> Map<String, Value> {
    let mut badge = rich(place, &moment::written(now().minus(DAY)));
    badge.valid_until = Some(moment::written(now().plus(DAY)));
    badge.credential_status = Some(StatusEntry::new(LIST_AT, place, StatusPurpose::Revocation));
    badge.document()
}

/// The contexts, which everybody may load.
pub(crate) fn contexts() -> BTreeMap<String, Value> {
    let read = |document: &str| serde_json::from_str(document).unwrap();
    let all = context::ALL.into_iter();
    all.map(|context| (context.address.to_owned(), read(context.document)))
        .collect()
}

/// The contexts, our issuer and its list, in which one badge is revoked.
fn network(issuer: &DidDocument) -> Network {
    let mut documents = contexts();
    let issuer = serde_json::to_value(issuer).unwrap();
    documents.insert(ISSUER_AT.into(), issuer.clone());
    documents.insert(ISSUER.into(), issuer);
    let (begin, end) = (
        moment::written(now().minus(DAY)),
        moment::written(now().plus(DAY)),
    );
    let bits = status_list::Bits::with([REVOKED]);
    let list = status_list::document(
        LIST_AT,
        ISSUER,
        StatusPurpose::Revocation,
        &bits,
        (&begin, &end),
    );
    documents.insert(LIST_AT.into(), signed(list, &key()));
    Network(documents)
}

fn ours() -> Network {
    network(&DidDocument::new(ISSUER).with_key("key-1", &key().public(), KeyEnd::default()))
}

#[test]
fn what_we_sign_holds_at_software_of_others_and_what_was_changed_does_not() {
    let good = signed(badge(1), &key());
    let changed = |change: fn(&mut Value)| {
        let mut badge = signed(badge(1), &key());
        change(&mut badge);
        badge
    };
    let expired = {
        let mut document = badge(1);
        document["validUntil"] = json!(moment::written(now().minus(Duration::from_secs(3600))));
        signed(document, &key())
    };
    let asked = [
        good,
        changed(|badge| badge["name"] = json!("Doctor")),
        changed(|badge| badge["credentialSubject"]["creditsEarned"] = json!(15)),
        changed(|badge| {
            let whole = &mut badge["credentialSubject"]["achievement"]["resultDescription"][4];
            whole["allowedValue"].as_array_mut().unwrap().reverse();
        }),
        changed(|badge| badge["proof"][0]["created"] = json!("2020-01-01T00:00:00Z")),
        signed(badge(1), &SigningKey::from_seed(&[66; 32])),
        signed(badge(REVOKED), &key()),
        expired,
    ];
    for program in PROGRAMS {
        let question =
            json!({ "network": ours().0, "now": moment::written(now()), "verify": asked });
        let Some(answers) = ask(program, &question) else {
            return;
        };
        let verdicts: Vec<_> = answers
            .iter()
            .map(|answer| answer["verified"] == true)
            .collect();
        let expected: Vec<_> = (0..asked.len()).map(|at| at == 0).collect();
        assert_eq!(verdicts, expected, "{program}: {answers:#?}");
    }
}

/// A private key, and what is published of it.
fn token_key(algorithm: JwtAlgorithm) -> (jsonwebtoken::EncodingKey, Value) {
    use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
    use base64::Engine;
    let (key, known) = match algorithm {
        JwtAlgorithm::Es256 => {
            let random = aws_lc_rs::rand::SystemRandom::new();
            let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random);
            let key = jsonwebtoken::EncodingKey::from_ec_der(pkcs8.unwrap().as_ref());
            (key, jsonwebtoken::Algorithm::ES256)
        }
        JwtAlgorithm::Rs256 => {
            let pair = aws_lc_rs::rsa::KeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048).unwrap();
            let der: Pkcs8V1Der<'_> = pair.as_der().unwrap();
            let text = base64::engine::general_purpose::STANDARD.encode(der.as_ref());
            let pem = format!("-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----\n");
            let key = jsonwebtoken::EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap();
            (key, jsonwebtoken::Algorithm::RS256)
        }
    };
    let jwk = jsonwebtoken::jwk::Jwk::from_encoding_key(&key, known).unwrap();
    (key, serde_json::to_value(jwk).unwrap())
}

/// The same token with a letter of its claims changed.
fn tampered(token: &str) -> String {
    let (header, rest) = token.split_once('.').unwrap();
    let (claims, signature) = rest.split_once('.').unwrap();
    let letter = if claims.ends_with('A') { 'Q' } else { 'A' };
    format!(
        "{header}.{}{letter}.{signature}",
        &claims[..claims.len() - 1]
    )
}

#[test]
fn our_tokens_hold_at_software_of_others_and_changed_ones_do_not() {
    for algorithm in [JwtAlgorithm::Es256, JwtAlgorithm::Rs256] {
        let (private, jwk) = token_key(algorithm);
        let issuer = DidDocument::new(ISSUER).with_jwk("key-1", jwk.clone(), KeyEnd::default());
        let mut document = badge(1);
        document.remove("credentialStatus");
        let token = jwt::sign(&document, algorithm, &private, METHOD).unwrap();
        let about = |token: &str| json!({ "token": token, "jwk": jwk, "issuer": ISSUER });
        for program in PROGRAMS {
            let asked = [about(&token), about(&tampered(&token))];
            let question = json!({ "network": network(&issuer).0, "tokens": asked });
            let Some(answers) = ask(program, &question) else {
                return;
            };
            assert_eq!(answers[0]["verified"], true, "{program}: {answers:#?}");
            assert_eq!(answers[1]["verified"], false, "{program}: {answers:#?}");
        }
    }
}

#[test]
fn our_pictures_are_read_by_software_of_others() {
    let badge = signed(badge(1), &key()).to_string();
    let plain = "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"4\"/></svg>";
    let picture = bake::bake(plain.as_bytes(), bake::Standard::V3, &badge).unwrap();
    let picture = String::from_utf8(picture).unwrap();
    let question = json!({ "network": {}, "pictures": [picture] });
    let Some(answers) = ask("badges.py", &question) else {
        return;
    };
    let content: Value = serde_json::from_str(answers[0]["content"].as_str().unwrap()).unwrap();
    assert_eq!(content.to_string(), badge);
}

async fn judged(given: &str, network: &Network) -> Report {
    verify(given.as_bytes(), network, now()).await
}

fn code(report: &Report, step: Step) -> &'static str {
    report.finding(step).unwrap().code.code()
}

#[tokio::test]
async fn what_openbadgeslib_signs_holds_here_and_what_was_changed_does_not() {
    let school = "did:web:school.example";
    let question = json!({ "network": {}, "issue": [school] });
    let Some(answers) = ask("badges.py", &question) else {
        return;
    };
    let issued = &answers[0];
    let address = "https://school.example/.well-known/did.json";
    let network = Network([(address.to_owned(), issued["document"].clone())].into());
    for kind in ["badge", "picture", "token"] {
        let given = issued[kind]
            .as_str()
            .map_or_else(|| issued[kind].to_string(), str::to_owned);
        let report = judged(&given, &network).await;
        assert_eq!(report.outcome, Outcome::Valid, "{kind}: {report:#?}");
        let changed = match kind {
            "token" => tampered(&given),
            _ => given.replace("Listening Closely", "Listening Loudly"),
        };
        let report = judged(&changed, &network).await;
        assert_eq!(report.outcome, Outcome::Invalid, "{kind}: {report:#?}");
    }
    let report = judged(&issued["badge"].to_string(), &Network(BTreeMap::new())).await;
    assert_eq!(code(&report, Step::Issuer), "issuer-unreachable");
}

#[tokio::test]
async fn what_digital_bazaar_signs_holds_here_and_what_was_changed_does_not() {
    let mut plain = badge(1);
    plain.remove("credentialStatus");
    let issuer = "did:web:lakeside.example";
    let asked =
        json!([{ "badge": plain }, { "badge": plain, "controller": issuer, "fragment": "key-9" }]);
    let at = moment::written(now().minus(Duration::from_secs(60)));
    let question = json!({ "network": ours().0, "now": at, "issue": asked });
    let Some(answers) = ask("badges.mjs", &question) else {
        return;
    };
    let method = json!({
        "id": format!("{issuer}#key-9"),
        "type": "Multikey",
        "controller": issuer,
        "publicKeyMultibase": answers[1]["key"],
    });
    let document = json!({ "id": issuer, "verificationMethod": [method], "assertionMethod": [format!("{issuer}#key-9")] });
    let address = "https://lakeside.example/.well-known/did.json";
    let network = Network([(address.to_owned(), document)].into());
    for (answer, bound) in answers.iter().zip(["issuer-is-key", "key-listed"]) {
        let report = judged(&answer["badge"].to_string(), &network).await;
        assert_eq!(report.outcome, Outcome::Valid, "{report:#?}");
        assert_eq!(code(&report, Step::Issuer), bound);
        let mut changed = answer["badge"].clone();
        changed["credentialSubject"]["achievement"]["name"] = json!("Doctor");
        let report = judged(&changed.to_string(), &network).await;
        assert_eq!(code(&report, Step::Proof), "proof-not-genuine");
    }
}
