use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::badges::credential::sample::{self, METHOD};

/// The example of 1EdTech's implementation guide (2024): its seed, document and signature.
mod published {
    use super::*;

    pub const SEED: &str = "6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4";
    pub const METHOD: &str =
        "https://example.edu/issuers/565049#z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi";
    pub const DOCUMENT_HASH: &str =
        "87f65a76d40146205e3b3e06cb0fbd153f97f9ce70372390f52566bb7f9e0773";
    pub const PROOF_VALUE: &str =
        "z5x9aCBYovW3CQCbKdNyhEm7ffYSw1YpEdPywQJoNbzDD2gkzQDKJ1sYKJaWvqZtkMtSbz35HcbgXVEDYHxCzgkCr";

    pub fn document() -> Map<String, Value> {
        let document = json!({
            "@context": [
                "https://www.w3.org/ns/credentials/v2",
                "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
            ],
            "id": "http://example.com/credentials/3527",
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": {
                "id": "https://example.edu/issuers/565049",
                "type": ["Profile"],
                "url": "https://www.imsglobal.org",
                "name": "Example Corp"
            },
            "validFrom": "2010-01-01T00:00:00Z",
            "name": "Teamwork Badge",
            "credentialSubject": {
                "id": "did:example:ebfeb1f712ebc6f1c276e12ec21",
                "type": ["AchievementSubject"],
                "achievement": {
                    "id": "https://example.com/achievements/21st-century-skills/teamwork",
                    "type": ["Achievement"],
                    "criteria": {
                        "narrative": "Team members are nominated for this badge by their peers and recognized upon review by Example Corp management."
                    },
                    "description": "This badge recognizes the development of the capacity to collaborate within a group environment.",
                    "name": "Teamwork"
                }
            }
        });
        document.as_object().unwrap().clone()
    }

    pub fn key() -> SigningKey {
        let byte = |at: usize| u8::from_str_radix(&SEED[at * 2..at * 2 + 2], 16).unwrap();
        SigningKey::from_seed(&std::array::from_fn(byte))
    }
}

fn signed() -> (Map<String, Value>, PublicKey) {
    let key = SigningKey::from_seed(&[7; 32]);
    let document = sample::rich().document();
    let signed = sign(
        document,
        &key,
        METHOD,
        Timestamp::from_seconds(1_795_000_000),
    )
    .unwrap();
    (signed, key.public())
}

#[test]
fn the_published_vector_is_reproduced() {
    let document = published::document();
    let text = canonical::n_quads(&document).unwrap();
    let hash = digest(&SHA256, text.as_bytes());
    assert_eq!(
        crate::badges::identity::hex(hash.as_ref()),
        published::DOCUMENT_HASH
    );
    let created = moment::read("2010-01-01T19:23:24Z").unwrap();
    let signed = sign(document, &published::key(), published::METHOD, created).unwrap();
    assert_eq!(signed["proof"][0]["proofValue"], published::PROOF_VALUE);
    let proof = Proof::of(&signed).unwrap();
    assert_eq!(
        proof.is_genuine(&signed, &published::key().public()),
        Ok(true)
    );
}

#[test]
fn a_proof_is_an_array_and_holds() {
    let (signed, key) = signed();
    assert_eq!(signed["proof"].as_array().unwrap().len(), 1);
    let proof = Proof::of(&signed).unwrap();
    assert_eq!(proof.method, METHOD);
    assert_eq!(proof.created, Some(Timestamp::from_seconds(1_795_000_000)));
    assert_eq!(proof.is_genuine(&signed, &key), Ok(true));
    assert_eq!(proof.is_genuine_over_ours(&signed, &key), Ok(true));
    // Others write one proof without an array.
    let mut single = signed.clone();
    single["proof"] = signed["proof"][0].clone();
    assert_eq!(
        Proof::of(&single).unwrap().is_genuine(&single, &key),
        Ok(true)
    );
}

type Change = fn(&mut Value);

#[test]
fn whatever_is_changed_ends_the_proof() {
    let (signed, key) = signed();
    let cases: [(&str, Change); 7] = [
        ("name", |badge| badge["name"] = json!("Doctor")),
        ("level", |badge| {
            badge["credentialSubject"]["result"][1]["achievedLevel"] = json!("https://x.example/9");
        }),
        ("boolean", |badge| {
            badge["credentialSubject"]["identifier"][0]["hashed"] = json!(false);
        }),
        ("order of a list", |badge| {
            let list = &mut badge["credentialSubject"]["achievement"]["resultDescription"][0]["allowedValue"];
            list.as_array_mut().unwrap().reverse();
        }),
        ("number", |badge| {
            badge["credentialSubject"]["creditsEarned"] = json!(15);
        }),
        ("created", |badge| {
            badge["proof"][0]["created"] = json!("2020-01-01T00:00:00Z");
        }),
        ("status", |badge| {
            badge.as_object_mut().unwrap().remove("credentialStatus");
        }),
    ];
    for (what, change) in cases {
        let mut changed = Value::Object(signed.clone());
        change(&mut changed);
        let changed = changed.as_object().unwrap();
        let proof = Proof::of(changed).unwrap();
        assert_eq!(proof.is_genuine(changed, &key), Ok(false), "{what}");
        let as_ours = proof.is_genuine_over_ours(changed, &key);
        assert_eq!(as_ours, Ok(false), "{what}");
    }
    let other = SigningKey::from_seed(&[8; 32]).public();
    let proof = Proof::of(&signed).unwrap();
    assert_eq!(proof.is_genuine(&signed, &other), Ok(false));
}

#[test]
fn a_proof_that_is_none_says_why() {
    let (signed, _) = signed();
    let with = |proof: Value| {
        let mut document = signed.clone();
        document["proof"] = proof;
        Proof::of(&document).unwrap_err()
    };
    let good = &signed["proof"][0];
    let changed = |name: &str, value: Value| {
        let mut proof = good.clone();
        proof[name] = value;
        json!([proof])
    };
    assert_eq!(with(json!([])), ProofError::Missing);
    assert_eq!(
        with(changed("cryptosuite", json!("bbs-2023"))),
        ProofError::Unsupported
    );
    for (name, value) in [
        ("proofPurpose", json!("authentication")),
        ("proofValue", json!("zIl")),
        ("proofValue", json!(["z1"])),
        ("proofValue", json!("z".repeat(10_000))),
        ("created", json!("yesterday")),
        ("verificationMethod", json!(null)),
    ] {
        assert_eq!(with(changed(name, value)), ProofError::Malformed, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_signed_holds_and_only_that(name in "\\PC{1,30}", other in "\\PC{1,30}") {
        let key = SigningKey::from_seed(&[9; 32]);
        let mut badge = sample::rich();
        badge.name = Some(name.clone());
        let mut signed = sign(badge.document(), &key, METHOD, Timestamp::from_seconds(1)).unwrap();
        let proof = Proof::of(&signed).unwrap();
        prop_assert_eq!(proof.is_genuine(&signed, &key.public()), Ok(true));
        signed["name"] = json!(other);
        prop_assert_eq!(proof.is_genuine(&signed, &key.public()), Ok(name == other));
    }
}
