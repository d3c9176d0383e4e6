//! Whose key it is. The badge names an issuer, the proof names a key; whether the one stands for the other is said only
//! in the issuer's own document.

use serde_json::{Map, Value};
use url::Url;

use super::{Code, Finding};
use crate::badges::did::{self, IssuerKey, KeyEnd};
use crate::badges::fetch::Fetch;
use crate::badges::jwt::Token;
use crate::clock::Timestamp;
use crate::strict_json;

/// The largest document of an issuer, in bytes.
const MAX_DOCUMENT: usize = 256 * 1024;

/// The key at an address, if it is the issuer's for issuing.
pub async fn key(
    issuer: &str,
    method: &str,
    network: &dyn Fetch,
) -> Result<(IssuerKey, Finding), Finding> {
    let (controller, fragment) = method.split_once('#').unwrap_or((method, ""));
    if issuer.starts_with("did:key:") {
        return of_did_key(issuer, controller, fragment);
    }
    if issuer.starts_with("did:") && controller != issuer {
        return Err(Finding::new(Code::KeyOfAnother).about(method));
    }
    let keys = keys(issuer, network).await?;
    let listed = keys.into_iter().find(|key| key.id == method);
    let listed = listed.ok_or_else(|| Finding::new(Code::KeyNotListed).about(method))?;
    Ok((listed, Finding::new(Code::KeyListed).about(issuer)))
}

/// A `did:key` is its key. The fragment has to say the same; it is not what is believed.
fn of_did_key(
    issuer: &str,
    controller: &str,
    fragment: &str,
) -> Result<(IssuerKey, Finding), Finding> {
    if controller != issuer {
        return Err(Finding::new(Code::KeyOfAnother).about(controller));
    }
    let key = did::key(issuer).ok_or_else(|| Finding::new(Code::KeyUnsupported).about(issuer))?;
    if fragment != key.multibase() {
        return Err(Finding::new(Code::KeyNotListed).about(fragment));
    }
    let key = IssuerKey {
        id: format!("{controller}#{fragment}"),
        multikey: Some(key),
        jwk: None,
        end: KeyEnd::default(),
    };
    Ok((key, Finding::new(Code::IssuerIsKey).about(issuer)))
}

/// The keys that the issuer's own document lists for issuing.
async fn keys(issuer: &str, network: &dyn Fetch) -> Result<Vec<IssuerKey>, Finding> {
    let address = if issuer.starts_with("did:web:") {
        did::address(issuer)
    } else {
        web_address(issuer)
    };
    let address = address.ok_or_else(|| Finding::new(Code::IssuerUnsupported).about(issuer))?;
    let document = document(&address, network).await?;
    let other = || Finding::new(Code::IssuerDocumentOther).about(&address);
    let mut keys = did::issuer_keys(&document, issuer).ok_or_else(other)?;
    // An issuer that is an address may list keys that lie in documents of their own on its host.
    for listed in listed_elsewhere(&document, &keys) {
        let Some(place) = web_address(&listed).filter(|place| place.origin() == address.origin())
        else {
            continue;
        };
        let own = self::document(&place, network).await?;
        keys.extend(did::issuer_key(&own, issuer).filter(|key| key.id == listed));
    }
    Ok(keys)
}

/// Keys that are named and not in the document; so many are followed.
fn listed_elsewhere(document: &Map<String, Value>, keys: &[IssuerKey]) -> Vec<String> {
    const MOST: usize = 3;
    let listed = document.get("assertionMethod").and_then(Value::as_array);
    let names = listed.into_iter().flatten().filter_map(Value::as_str);
    names
        .filter(|name| keys.iter().all(|key| key.id != *name))
        .take(MOST)
        .map(str::to_owned)
        .collect()
}

fn web_address(text: &str) -> Option<Url> {
    let address: Url = text.parse().ok()?;
    matches!(address.scheme(), "https" | "http").then_some(address)
}

async fn document(address: &Url, network: &dyn Fetch) -> Result<Map<String, Value>, Finding> {
    let mut place = address.clone();
    place.set_fragment(None);
    let content = network.get(place, MAX_DOCUMENT).await;
    let content = content.map_err(|error| {
        Finding::new(Code::IssuerUnreachable).about(format!("{address}: {error}"))
    })?;
    strict_json::object(&content)
        .map_err(|_| Finding::new(Code::IssuerDocumentOther).about(address))
}

/// The keys that may have signed a token.
pub async fn keys_of_token(
    issuer: &str,
    token: &Token,
    network: &dyn Fetch,
) -> Result<(Vec<IssuerKey>, Finding), Finding> {
    if let Some(kid) = &token.kid {
        if let Some(jwk) = bare_key(issuer, kid, network).await? {
            let key = IssuerKey {
                id: kid.clone(),
                multikey: None,
                jwk: Some(jwk),
                end: KeyEnd::default(),
            };
            return Ok((vec![key], Finding::new(Code::KeyListed).about(kid)));
        }
        let (key, finding) = key(issuer, kid, network).await?;
        return Ok((vec![key], finding));
    }
    // The key that a token brings along counts if the issuer lists the same one.
    let brought = token.jwk.as_ref();
    let listed: Vec<_> = keys(issuer, network).await?.into_iter().collect();
    let same: Vec<_> = listed
        .into_iter()
        .filter(|key| {
            key.jwk
                .as_ref()
                .zip(brought)
                .is_some_and(|(one, other)| is_same(one, other))
        })
        .collect();
    if same.is_empty() {
        return Err(Finding::new(Code::KeyNotListed).about(issuer));
    }
    Ok((same, Finding::new(Code::KeyListed).about(issuer)))
}

/// Open Badges lets `kid` be the address of a key that stands alone. It says nothing of its owner, so it has to lie on
/// the issuer's own host.
async fn bare_key(
    issuer: &str,
    kid: &str,
    network: &dyn Fetch,
) -> Result<Option<Map<String, Value>>, Finding> {
    let Some(place) = web_address(kid) else {
        return Ok(None);
    };
    let home = did::address(issuer).or_else(|| web_address(issuer));
    let home = home.ok_or_else(|| Finding::new(Code::IssuerUnsupported).about(issuer))?;
    if home.origin() != place.origin() {
        return Err(Finding::new(Code::KeyOfAnother).about(kid));
    }
    let document = document(&place, network).await?;
    Ok(document.contains_key("kty").then_some(document))
}

fn is_same(one: &Map<String, Value>, other: &Map<String, Value>) -> bool {
    let parts = ["kty", "crv", "x", "y", "n", "e"];
    parts.iter().all(|part| one.get(*part) == other.get(*part))
}

/// The finding, unless the key had ended when it signed.
pub fn unless_ended(key: &IssuerKey, signed_at: Option<Timestamp>, finding: Finding) -> Finding {
    let ends = [key.end.expires, key.end.revoked];
    let Some(end) = ends.into_iter().flatten().min() else {
        return finding;
    };
    match signed_at {
        Some(at) if at < end => finding,
        _ => Finding::new(Code::KeyEnded).about(crate::badges::moment::written(end)),
    }
}
