//! The chain by itself: JSON-LD to statements, RDFC-1.0, SHA-256, Ed25519, as its packages offer it.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::Ed25519KeyPair;
use microcred::badges::context;
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::Dataset;
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use serde_json::{Map, Value, json};

use crate::AT;
use crate::badge::METHOD;

/// The proof's value over a document.
pub fn signed(document: &Map<String, Value>) -> String {
    let options = json!({
        "@context": document["@context"],
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": microcred::badges::moment::written(AT),
        "verificationMethod": METHOD,
        "proofPurpose": "assertionMethod",
    });
    let signed = [hash(&options), hash(&Value::Object(document.clone()))].concat();
    let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).expect("32 bytes are a seed");
    format!("z{}", bs58::encode(pair.sign(&signed)).into_string())
}

fn hash(document: &Value) -> Vec<u8> {
    let text = document.to_string();
    let parser = JsonLdParser::new().for_slice(&text);
    let parser = parser.with_load_document_callback(|address, _| {
        let found = context::find(address).ok_or("unknown")?;
        Ok(JsonLdRemoteDocument {
            document: found.document.into(),
            document_url: address.to_owned(),
        })
    });
    let mut dataset: Dataset = parser.map(|quad| quad.expect("it is JSON-LD")).collect();
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 {
        hash_algorithm: CanonicalizationHashAlgorithm::Sha256,
    });
    let mut lines: Vec<_> = dataset.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    digest(&SHA256, lines.concat().as_bytes()).as_ref().to_vec()
}
