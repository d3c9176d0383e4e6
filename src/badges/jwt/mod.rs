//! A badge as VC-JWT: a signature around the document (Open Badges 3.0, 8.2.3). Owns the header's rules, writing and
//! reading; whose key it is, is not asked here.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};
use serde_json::{Map, Value, json};

use super::moment;
use crate::clock::Timestamp;
use crate::strict_json;

/// The largest token that is read, in bytes.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// All that a header may hold.
const HEADER: [&str; 4] = ["alg", "jwk", "kid", "typ"];

/// Why a token cannot be made or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JwtError {
    /// The document has no id, issuer, subject with an id, or beginning.
    #[error("the document lacks what every token must say")]
    Incomplete,
    /// Signing did not work.
    #[error("the token could not be signed")]
    NotSigned,
    /// No compact JWS of a JSON object.
    #[error("this is no signed token")]
    Unreadable,
    /// Another algorithm than RS256 or ES256.
    #[error("the token is signed in a way that Open Badges does not allow")]
    Algorithm,
    /// The header holds what it may not, or names no key.
    #[error("the token's header is not as Open Badges allows")]
    Header,
    /// The claims around the badge say something else than the badge.
    #[error("the token says something else than the badge in it")]
    Contradiction,
}

/// The algorithms of Open Badges 3.0 as verifiers take them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JwtAlgorithm {
    /// RSA, which every verifier takes.
    Rs256,
    /// P-256.
    Es256,
}

impl JwtAlgorithm {
    const fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Es256 => "ES256",
        }
    }

    const fn known(self) -> Algorithm {
        match self {
            Self::Rs256 => Algorithm::RS256,
            Self::Es256 => Algorithm::ES256,
        }
    }
}

/// Signs a document as JWT. `kid` is the address of the key in the issuer's DID document.
///
/// # Errors
/// [`JwtError::Incomplete`] and [`JwtError::NotSigned`].
pub fn sign(
    document: &Map<String, Value>,
    algorithm: JwtAlgorithm,
    key: &EncodingKey,
    kid: &str,
) -> Result<String, JwtError> {
    let mut claims = document.clone();
    for (name, value) in registered(document).ok_or(JwtError::Incomplete)? {
        claims.insert(name.into(), value);
    }
    let header = json!({ "alg": algorithm.name(), "kid": kid, "typ": "JWT" });
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(&header), part(&Value::Object(claims)));
    let signature = jsonwebtoken::crypto::sign(signed.as_bytes(), key, algorithm.known())
        .map_err(|_| JwtError::NotSigned)?;
    Ok(format!("{signed}.{signature}"))
}

/// The claims that repeat what the document says.
fn registered(document: &Map<String, Value>) -> Option<Vec<(&'static str, Value)>> {
    let at = |name: &str| {
        Some(json!(
            moment::read(document.get(name)?.as_str()?)?.seconds()
        ))
    };
    let mut claims = vec![
        ("iss", json!(issuer_of(document)?)),
        ("jti", json!(document.get("id")?.as_str()?)),
        (
            "sub",
            json!(document.get("credentialSubject")?.get("id")?.as_str()?),
        ),
        ("nbf", at("validFrom")?),
    ];
    if document.contains_key("validUntil") {
        claims.push(("exp", at("validUntil")?));
    }
    Some(claims)
}

/// The issuer of a credential, which is written as an address or as an object with an `id`.
#[must_use]
pub fn issuer_of(document: &Map<String, Value>) -> Option<&str> {
    match document.get("issuer")? {
        Value::String(id) => Some(id),
        issuer => issuer.get("id")?.as_str(),
    }
}

/// A token taken apart, before anything about it is believed.
#[derive(Clone, Debug)]
pub struct Token {
    /// How it says it is signed.
    pub algorithm: JwtAlgorithm,
    /// The address of the key.
    pub kid: Option<String>,
    /// The key itself, which proves nothing about who signed.
    pub jwk: Option<Map<String, Value>>,
    /// The badge in it.
    pub document: Map<String, Value>,
    signed: String,
    signature: String,
}

impl Token {
    /// Whether a text has the form of a token: three parts in base64url, the first of them a JSON object.
    #[must_use]
    pub fn is_like(text: &str) -> bool {
        let is_base64 = |part: &str| {
            part.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        };
        text.starts_with("ey") && text.split('.').count() == 3 && text.split('.').all(is_base64)
    }

    /// Takes a token apart and compares its claims with the badge in it.
    ///
    /// # Errors
    /// [`JwtError`].
    pub fn read(text: &str) -> Result<Self, JwtError> {
        if text.len() > MAX_BYTES || !Self::is_like(text) {
            return Err(JwtError::Unreadable);
        }
        let (signed, signature) = text.rsplit_once('.').ok_or(JwtError::Unreadable)?;
        let (header, claims) = signed.split_once('.').ok_or(JwtError::Unreadable)?;
        let object = |part: &str| {
            let bytes = URL_SAFE_NO_PAD
                .decode(part)
                .map_err(|_| JwtError::Unreadable)?;
            strict_json::object(&bytes).map_err(|_| JwtError::Unreadable)
        };
        let header = object(header)?;
        let algorithm = algorithm(&header)?;
        let document = badge(object(claims)?)?;
        Ok(Self {
            algorithm,
            kid: header.get("kid").and_then(Value::as_str).map(str::to_owned),
            jwk: header.get("jwk").and_then(Value::as_object).cloned(),
            document,
            signed: signed.to_owned(),
            signature: signature.to_owned(),
        })
    }

    /// Whether the signature is that key's.
    #[must_use]
    pub fn is_genuine(&self, jwk: &Map<String, Value>) -> bool {
        let text = |name: &str| jwk.get(name).and_then(Value::as_str);
        let key = match (self.algorithm, text("kty"), text("crv")) {
            (JwtAlgorithm::Rs256, Some("RSA"), _) => {
                let parts = text("n").zip(text("e"));
                parts.and_then(|(n, e)| DecodingKey::from_rsa_components(n, e).ok())
            }
            (JwtAlgorithm::Es256, Some("EC"), Some("P-256")) => {
                let parts = text("x").zip(text("y"));
                parts.and_then(|(x, y)| DecodingKey::from_ec_components(x, y).ok())
            }
            _ => None,
        };
        let Some(key) = key else { return false };
        let verified = jsonwebtoken::crypto::verify(
            &self.signature,
            self.signed.as_bytes(),
            &key,
            self.algorithm.known(),
        );
        matches!(verified, Ok(true))
    }
}

fn algorithm(header: &Map<String, Value>) -> Result<JwtAlgorithm, JwtError> {
    let text = |name: &str| header.get(name).and_then(Value::as_str);
    let algorithm = match text("alg") {
        Some("RS256") => JwtAlgorithm::Rs256,
        Some("ES256") => JwtAlgorithm::Es256,
        _ => return Err(JwtError::Algorithm),
    };
    let is_known = header.keys().all(|name| HEADER.contains(&name.as_str()));
    // Open Badges wants `JWT`; the newer VC-JOSE-COSE wants `vc+jwt`, and both are signed alike.
    let is_typed = header
        .get("typ")
        .is_none_or(|typ| typ == "JWT" || typ == "vc+jwt");
    let is_private = header.get("jwk").is_some_and(|jwk| jwk.get("d").is_some());
    let names_key = text("kid").is_some() || header.get("jwk").is_some_and(Value::is_object);
    if is_known && is_typed && !is_private && names_key {
        Ok(algorithm)
    } else {
        Err(JwtError::Header)
    }
}

/// The badge among the claims: they are it (VC Data Model 2.0), or it is one of them (1.1).
fn badge(claims: Map<String, Value>) -> Result<Map<String, Value>, JwtError> {
    let document = match claims.get("vc") {
        Some(Value::Object(inner)) => inner.clone(),
        Some(_) => return Err(JwtError::Unreadable),
        None => claims.clone(),
    };
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let same = |claim: &str, said: Option<&str>| text(claim).is_none() || text(claim) == said;
    let time = |claim: &str, names: [&str; 2]| {
        let Some(seconds) = claims.get(claim) else {
            return true;
        };
        let said = names.iter().find_map(|name| document.get(*name)?.as_str());
        // Some write the time with a fraction.
        #[expect(clippy::cast_possible_truncation, reason = "a time in seconds fits")]
        let at = seconds
            .as_f64()
            .map(|at| Timestamp::from_seconds(at.floor() as i64));
        said.is_none_or(|said| {
            moment::read(said).map(Timestamp::seconds) == at.map(Timestamp::seconds)
        })
    };
    let subject = document
        .get("credentialSubject")
        .and_then(|subject| subject.get("id")?.as_str());
    let agrees = text("iss").is_some()
        && same("iss", issuer_of(&document))
        && same("jti", document.get("id").and_then(Value::as_str))
        && same("sub", subject)
        && time("nbf", ["validFrom", "issuanceDate"])
        && time("exp", ["validUntil", "expirationDate"]);
    // A claim that the document does not repeat would end a token whose badge says that it goes on.
    let ends = !claims.contains_key("exp")
        || ["validUntil", "expirationDate"]
            .iter()
            .any(|name| document.contains_key(*name));
    if agrees && ends {
        Ok(document)
    } else {
        Err(JwtError::Contradiction)
    }
}

#[cfg(test)]
mod tests;
