//! Whether a badge is what it says, whoever issued it: each question asked on its own, so that a reader learns which
//! one has which answer.
//!
//! A key counts only because the issuer's own document lists it. That the address of a key contains the key, or that a
//! token brings its key along, says nothing about who signed.

mod code;
mod hosted;
mod issuer;
mod newer;
mod picture;
mod report;
mod source;
mod status;
mod structure;

use serde_json::{Map, Value};

pub use code::{Code, Step, Verdict};
pub use report::{Finding, Outcome, Report, Shown};
pub use source::MAX_BYTES;

use super::canonical::CanonicalError;
use super::fetch::Fetch;
use super::jwt::{self, Token};
use super::moment;
use super::proof::{Proof, ProofError};
use crate::clock::Timestamp;
use source::{Found, Source};

/// Verifies whatever somebody has of a badge: JSON, a JWT, a picture with a badge inside, or an address where one of
/// these is.
pub async fn verify(given: &[u8], network: &dyn Fetch, now: Timestamp) -> Report {
    match source::find(given, network).await {
        Ok(Found::Secured(secured, picture)) => of_secured(&secured, picture, network, now).await,
        Ok(Found::Hosted(hosted)) => hosted::verify(hosted, network, now).await,
        Err(finding) => Report::ending_with(vec![finding], None),
    }
}

async fn of_secured(
    secured: &Source,
    picture: Option<Vec<u8>>,
    network: &dyn Fetch,
    now: Timestamp,
) -> Report {
    let mut findings = vec![Finding::new(match secured {
        Source::Document(_) => Code::ReadDocument,
        Source::Token(_) => Code::ReadToken,
    })];
    let document = secured.document();
    let shown = Shown::of(document);
    if let Err(finding) = structure::check(document) {
        findings.push(finding);
        return Report::ending_with(findings, shown);
    }
    findings.push(Finding::new(Code::StructureSound));
    findings.extend(authenticate(secured, network, now).await);
    let status = status::check(document, network, now).await;
    let is_sound = |findings: &[Finding]| {
        let mut all = findings.iter();
        all.all(|finding| finding.verdict == Verdict::Good)
    };
    // Where a forgery would send us is nothing to follow.
    let newer = match status.code {
        Code::Revoked if is_sound(&findings) => newer::find(document, network, now).await,
        _ => None,
    };
    findings.push(newer.unwrap_or(status));
    findings.push(validity(document, now));
    if let Some(picture) = picture {
        findings.push(picture::check(&picture, document, network).await);
    }
    Report::new(findings, shown)
}

/// Whether the issuer's key made the proof: first whose key it is, then whether the proof is genuine.
async fn authenticate(secured: &Source, network: &dyn Fetch, now: Timestamp) -> [Finding; 2] {
    let Some(issuer) = jwt::issuer_of(secured.document()) else {
        return [
            Finding::new(Code::IssuerMissing),
            Finding::new(Code::ProofNotChecked),
        ];
    };
    match secured {
        Source::Document(document) => of_document(document, issuer, network, now).await,
        Source::Token(token) => of_token(token, issuer, network).await,
    }
}

async fn of_document(
    document: &Map<String, Value>,
    issuer: &str,
    network: &dyn Fetch,
    now: Timestamp,
) -> [Finding; 2] {
    let proof = match Proof::of(document) {
        Ok(proof) => proof,
        Err(error) => {
            let code = match error {
                ProofError::Missing => Code::ProofMissing,
                ProofError::Unsupported => Code::ProofUnsupported,
                ProofError::Malformed => Code::ProofMalformed,
            };
            return [Finding::new(Code::IssuerNotAsked), Finding::new(code)];
        }
    };
    let (key, bound) = match issuer::key(issuer, &proof.method, network).await {
        Ok(found) => found,
        Err(finding) => return [finding, Finding::new(Code::ProofNotChecked)],
    };
    let Some(multikey) = key.multikey else {
        let finding = Finding::new(Code::KeyUnsupported).about(&proof.method);
        return [finding, Finding::new(Code::ProofNotChecked)];
    };
    let bound = issuer::unless_ended(&key, proof.created, bound);
    let genuine = match proof.is_genuine(document, &multikey) {
        _ if proof.expires.is_some_and(|end| end <= now) => Finding::new(Code::ProofExpired),
        Ok(true) => Finding::new(Code::ProofGenuine),
        Ok(false) => Finding::new(Code::ProofNotGenuine),
        Err(error) => of_canonical(&error),
    };
    [bound, genuine]
}

fn of_canonical(error: &CanonicalError) -> Finding {
    match error {
        CanonicalError::UnknownContext(context) => {
            Finding::new(Code::ContextUnknown).about(context)
        }
        CanonicalError::Undefined(word) => Finding::new(Code::WordUndefined).about(word),
        CanonicalError::TooLarge | CanonicalError::Ambiguous => Finding::new(Code::TooComplex),
        CanonicalError::Unreadable(why) => Finding::new(Code::ContextsUnfit).about(why),
    }
}

async fn of_token(token: &Token, issuer: &str, network: &dyn Fetch) -> [Finding; 2] {
    let (keys, bound) = match issuer::keys_of_token(issuer, token, network).await {
        Ok(found) => found,
        Err(finding) => return [finding, Finding::new(Code::ProofNotChecked)],
    };
    let is_genuine = |key: &&super::did::IssuerKey| {
        let jwk = key.jwk.as_ref();
        jwk.is_some_and(|jwk| token.is_genuine(jwk))
    };
    let signed_at = text(&token.document, "validFrom").or(text(&token.document, "issuanceDate"));
    match keys.iter().find(is_genuine) {
        Some(key) => [
            issuer::unless_ended(key, signed_at.and_then(moment::read), bound),
            Finding::new(Code::ProofGenuine),
        ],
        None => [bound, Finding::new(Code::ProofNotGenuine)],
    }
}

fn validity(document: &Map<String, Value>, now: Timestamp) -> Finding {
    let at = |names: [&str; 2]| names.iter().find_map(|name| text(document, name));
    let (from, until) = (
        at(["validFrom", "issuanceDate"]),
        at(["validUntil", "expirationDate"]),
    );
    let read = |at: Option<&str>| at.and_then(moment::read);
    match (read(from), read(until)) {
        (Some(begin), _) if begin > now => {
            Finding::new(Code::NotYetValid).about(from.unwrap_or_default())
        }
        (_, Some(end)) if end <= now => {
            Finding::new(Code::Expired).about(until.unwrap_or_default())
        }
        _ => Finding::new(Code::Current),
    }
}

fn text<'a>(document: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    document.get(name).and_then(Value::as_str)
}

#[cfg(test)]
mod tests;
