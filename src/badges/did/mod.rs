//! Issuers as DIDs: where a `did:web` is found, what its document says of keys, and the key that a `did:key` is.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde_json::{Map, Value};
use url::Url;

use super::moment;
use super::multibase::PublicKey;
use crate::clock::Timestamp;

/// Documents with more keys than this are read no further.
const MAX_KEYS: usize = 200;

/// The DID of an issuer below a host: `did:web:badges.example:issuers:7`.
#[must_use]
pub fn web(host: &str, port: Option<u16>, path: &[&str]) -> String {
    let mut did = format!("did:web:{host}");
    if let Some(port) = port {
        did.push_str("%3A");
        did.push_str(&port.to_string());
    }
    for part in path {
        did.push(':');
        did.push_str(part);
    }
    did
}

/// Where the document of a `did:web` is (did:web method 3.2). `None` for what is no such DID.
#[must_use]
pub fn address(did: &str) -> Option<Url> {
    let mut parts = did.strip_prefix("did:web:")?.split(':');
    let host = parts.next()?.replace("%3A", ":").replace("%3a", ":");
    let is_host =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':');
    if host.is_empty() || !host.chars().all(is_host) {
        return None;
    }
    let path: Vec<_> = parts.collect();
    // A part may not lead out of its place, whatever it is decoded to.
    let is_part = |part: &&str| {
        let is_safe = |letter: char| letter.is_ascii_alphanumeric() || "._-%~".contains(letter);
        !part.is_empty()
            && !part.contains("%2")
            && !part.starts_with('.')
            && part.chars().all(is_safe)
    };
    if !path.iter().all(is_part) {
        return None;
    }
    let place = if path.is_empty() {
        String::from(".well-known")
    } else {
        path.join("/")
    };
    let address = format!("https://{host}/{place}/did.json");
    let address = Url::parse(&address).ok()?;
    address.host_str().is_some().then_some(address)
}

/// The key that a `did:key` is; `None` for other kinds of key and of DID.
#[must_use]
pub fn key(did: &str) -> Option<PublicKey> {
    PublicKey::from_multibase(did.strip_prefix("did:key:")?)
}

/// What an issuer publishes of its keys. Keys stay listed for ever: badges that they signed stay valid.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DidDocument {
    #[serde(rename = "@context")]
    context: [&'static str; 2],
    id: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also_known_as: Vec<String>,
    verification_method: Vec<PublishedKey>,
    assertion_method: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PublishedKey {
    id: String,
    r#type: &'static str,
    controller: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    public_key_multibase: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    public_key_jwk: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked: Option<String>,
}

impl DidDocument {
    /// The document of an issuer without keys yet.
    #[must_use]
    pub fn new(did: impl Into<String>) -> Self {
        Self {
            context: [
                "https://www.w3.org/ns/did/v1",
                "https://w3id.org/security/multikey/v1",
            ],
            id: did.into(),
            also_known_as: Vec::new(),
            verification_method: Vec::new(),
            assertion_method: Vec::new(),
        }
    }

    /// The same issuer under another address, such as that of Open Badges 2.0.
    #[must_use]
    pub fn also_known_as(mut self, address: impl Into<String>) -> Self {
        self.also_known_as.push(address.into());
        self
    }

    /// With a key for proofs inside documents, under a name such as `key-1`.
    #[must_use]
    pub fn with_key(self, name: &str, key: &PublicKey, end: KeyEnd) -> Self {
        self.with(name, "Multikey", Some(key.multibase()), None, end)
    }

    /// With a key for badges as JWT: a public JWK.
    #[must_use]
    pub fn with_jwk(self, name: &str, jwk: Value, end: KeyEnd) -> Self {
        self.with(name, "JsonWebKey", None, Some(jwk), end)
    }

    fn with(
        mut self,
        name: &str,
        kind: &'static str,
        public_key_multibase: Option<String>,
        public_key_jwk: Option<Value>,
        end: KeyEnd,
    ) -> Self {
        let id = format!("{}#{name}", self.id);
        self.verification_method.push(PublishedKey {
            id: id.clone(),
            r#type: kind,
            controller: self.id.clone(),
            public_key_multibase,
            public_key_jwk,
            expires: end.expires.map(moment::written),
            revoked: end.revoked.map(moment::written),
        });
        self.assertion_method.push(id);
        self
    }
}

/// When a key ends. What it signed before stays valid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeyEnd {
    /// From when it signs no more.
    pub expires: Option<Timestamp>,
    /// From when it was no longer in good hands.
    pub revoked: Option<Timestamp>,
}

/// A key that an issuer's document lists for issuing.
#[derive(Clone, Debug, PartialEq)]
pub struct IssuerKey {
    /// Its address.
    pub id: String,
    /// For proofs inside documents.
    pub multikey: Option<PublicKey>,
    /// For badges as JWT.
    pub jwk: Option<Map<String, Value>>,
    /// When it ends.
    pub end: KeyEnd,
}

/// The keys that a document lists for issuing, if it is the document of that issuer: keys of other controllers, and
/// those that are listed without `assertionMethod`, are passed over.
#[must_use]
pub fn issuer_keys(document: &Map<String, Value>, issuer: &str) -> Option<Vec<IssuerKey>> {
    let text = |of: &Map<String, Value>, name: &str| {
        of.get(name).and_then(Value::as_str).map(str::to_owned)
    };
    if text(document, "id").as_deref() != Some(issuer) {
        return None;
    }
    let list = |name: &str| match document.get(name) {
        Some(Value::Array(entries)) => entries.iter().take(MAX_KEYS).collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let methods = list("verificationMethod");
    let mut keys = Vec::new();
    for entry in list("assertionMethod") {
        let found = match entry {
            Value::String(id) => {
                methods
                    .iter()
                    .filter_map(|method| method.as_object())
                    .find(|method| {
                        text(method, "id")
                            .is_some_and(|own| absolute(&own, issuer) == absolute(id, issuer))
                    })
            }
            own => own.as_object(),
        };
        keys.extend(found.and_then(|method| issuer_key(method, issuer)));
    }
    Some(keys)
}

/// DID documents may write `#key-1` for their own keys.
fn absolute(id: &str, did: &str) -> String {
    if id.starts_with('#') {
        format!("{did}{id}")
    } else {
        id.to_owned()
    }
}

/// Reads one entry of `verificationMethod`, if that issuer controls it.
#[must_use]
pub fn issuer_key(method: &Map<String, Value>, issuer: &str) -> Option<IssuerKey> {
    let text = |name: &str| method.get(name).and_then(Value::as_str);
    if text("controller") != Some(issuer) {
        return None;
    }
    // A time that cannot be read is taken for the past: the key may have ended.
    let moment = |name: &str| {
        let at = method.get(name)?;
        let read = at.as_str().and_then(moment::read);
        Some(read.unwrap_or(Timestamp::from_seconds(0)))
    };
    let jwk = method.get("publicKeyJwk").and_then(Value::as_object);
    let multikey = text("publicKeyMultibase").and_then(PublicKey::from_multibase);
    Some(IssuerKey {
        id: absolute(text("id")?, issuer),
        multikey: multikey.or_else(|| of_jwk(jwk?)),
        jwk: jwk.cloned(),
        end: KeyEnd {
            expires: moment("expires"),
            revoked: moment("revoked"),
        },
    })
}

/// An Ed25519 key as JWK (RFC 8037 2), as some issuers publish theirs.
fn of_jwk(jwk: &Map<String, Value>) -> Option<PublicKey> {
    let text = |name: &str| jwk.get(name).and_then(Value::as_str);
    if (text("kty"), text("crv")) != (Some("OKP"), Some("Ed25519")) {
        return None;
    }
    let key = URL_SAFE_NO_PAD.decode(text("x")?).ok()?;
    Some(PublicKey(key.try_into().ok()?))
}

#[cfg(test)]
mod tests;
