//! The signature inside a document: Data Integrity with `eddsa-rdfc-2022`. Owns making it, reading it and checking it
//! against a key; whose key it is, is not asked here.

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::{Map, Value, json};

use super::canonical::{self, CanonicalError};
use super::key::{self, SigningKey};
use super::moment;
use super::multibase::{self, PublicKey};
use crate::clock::Timestamp;

/// The one suite that certifies for Open Badges 3.0.
pub const SUITE: &str = "eddsa-rdfc-2022";
/// What issuers' signatures are for.
pub const PURPOSE: &str = "assertionMethod";
const TYPE: &str = "DataIntegrityProof";
/// The base 58 text of 64 bytes has 88 letters.
const MAX_PROOF_VALUE: usize = 128;
const MAX_PROOFS: usize = 10;

/// Signs a document: the same document with its proof, in an array, as the JSON Schema of Open Badges wants it.
/// `method` is the address of the key in the issuer's DID document.
///
/// # Errors
/// [`CanonicalError`] when a document is not wholly covered by its contexts.
///
/// # Panics
/// Never: a proof is an object.
pub fn sign(
    mut document: Map<String, Value>,
    key: &SigningKey,
    method: &str,
    created: Timestamp,
) -> Result<Map<String, Value>, CanonicalError> {
    document.remove("proof");
    let mut proof = json!({
        "type": TYPE,
        "cryptosuite": SUITE,
        "created": moment::written(created),
        "verificationMethod": method,
        "proofPurpose": PURPOSE,
    });
    let options = proof.as_object().expect("it is an object");
    let signature = key.sign(&hashes(&document, options, canonical::n_quads_of_ours)?);
    proof["proofValue"] = json!(multibase::encode(&signature));
    document.insert("proof".into(), json!([proof]));
    Ok(document)
}

/// How a document becomes its canonical form.
type Canonical = fn(&Map<String, Value>) -> Result<String, CanonicalError>;

/// What is signed: the hash of the proof's own words, then that of the document without its proofs.
fn hashes(
    unsecured: &Map<String, Value>,
    options: &Map<String, Value>,
    canonical: Canonical,
) -> Result<Vec<u8>, CanonicalError> {
    let mut options = options.clone();
    let context = unsecured.get("@context").cloned().unwrap_or_default();
    options.insert("@context".into(), context);
    let hash = |document: &Map<String, Value>| {
        let text = canonical(document)?;
        Ok(digest(&SHA256, text.as_bytes()))
    };
    let (of_options, of_document) = (hash(&options)?, hash(unsecured)?);
    Ok([of_options.as_ref(), of_document.as_ref()].concat())
}

/// A proof as it stands in a document, of the suite that is known here.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The address of the key.
    pub method: String,
    /// When it says it was made.
    pub created: Option<Timestamp>,
    /// Until when it says it holds.
    pub expires: Option<Timestamp>,
    options: Map<String, Value>,
    signature: Vec<u8>,
}

/// Why a document's proofs are not usable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// There is none.
    #[error("the document has no proof")]
    Missing,
    /// None is of a suite that is known here.
    #[error("the document has no proof of a known kind")]
    Unsupported,
    /// A proof of the known suite is damaged, or for another purpose than issuing.
    #[error("the proof is damaged")]
    Malformed,
}

impl Proof {
    /// The first proof of the known suite. A document may have others beside it; any one that holds will do.
    ///
    /// # Errors
    /// [`ProofError`].
    pub fn of(document: &Map<String, Value>) -> Result<Self, ProofError> {
        let all: Vec<&Value> = match document.get("proof") {
            None | Some(Value::Null) => return Err(ProofError::Missing),
            Some(Value::Array(all)) => all.iter().collect(),
            Some(one) => vec![one],
        };
        if all.is_empty() {
            return Err(ProofError::Missing);
        }
        let is = |proof: &Value, name: &str, wanted: &str| {
            proof.get(name).and_then(Value::as_str) == Some(wanted)
        };
        let is_known = |proof: &&&Value| is(proof, "type", TYPE) && is(proof, "cryptosuite", SUITE);
        let known = all.iter().take(MAX_PROOFS).find(is_known);
        Self::read(known.ok_or(ProofError::Unsupported)?).ok_or(ProofError::Malformed)
    }

    fn read(proof: &Value) -> Option<Self> {
        let mut options = proof.as_object()?.clone();
        let text = |name: &str| proof.get(name).and_then(Value::as_str);
        let moment = |name: &str| match proof.get(name) {
            None => Some(None),
            Some(at) => moment::read(at.as_str()?).map(Some),
        };
        if text("proofPurpose") != Some(PURPOSE) {
            return None;
        }
        // The context of the document is put in its place.
        options.remove("@context");
        options.remove("proofValue");
        Some(Self {
            method: text("verificationMethod")?.to_owned(),
            created: moment("created")?,
            expires: moment("expires")?,
            signature: multibase::decode(text("proofValue")?, MAX_PROOF_VALUE)?,
            options,
        })
    }

    /// Whether the proof is that key's over the document as it is.
    ///
    /// # Errors
    /// [`CanonicalError`] when the document says something that no signature can cover.
    pub fn is_genuine(
        &self,
        document: &Map<String, Value>,
        key: &PublicKey,
    ) -> Result<bool, CanonicalError> {
        self.is_over(document, key, canonical::n_quads)
    }

    /// The same for a document that was written here, several times as fast ([`canonical::n_quads_of_ours`]).
    ///
    /// # Errors
    /// As for [`Self::is_genuine`].
    pub fn is_genuine_over_ours(
        &self,
        document: &Map<String, Value>,
        key: &PublicKey,
    ) -> Result<bool, CanonicalError> {
        self.is_over(document, key, canonical::n_quads_of_ours)
    }

    fn is_over(
        &self,
        document: &Map<String, Value>,
        key: &PublicKey,
        canonical: Canonical,
    ) -> Result<bool, CanonicalError> {
        let mut unsecured = document.clone();
        unsecured.remove("proof");
        let signed = hashes(&unsecured, &self.options, canonical)?;
        Ok(key::is_genuine(key, &signed, &self.signature))
    }
}

#[cfg(test)]
mod tests;
