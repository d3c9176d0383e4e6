use super::*;
use crate::badges::credential;
use crate::badges::key::SigningKey;
use serde_json::json;

const DID: &str = "did:web:badges.example:issuers:7";

#[test]
fn a_did_leads_to_its_document_and_nowhere_else() {
    for (did, address) in [
        (
            "did:web:badges.example",
            "https://badges.example/.well-known/did.json",
        ),
        (DID, "https://badges.example/issuers/7/did.json"),
        (
            "did:web:badges.example%3A8443:x",
            "https://badges.example:8443/x/did.json",
        ),
        (
            "did:web:badges.example%3a8443",
            "https://badges.example:8443/.well-known/did.json",
        ),
    ] {
        assert_eq!(super::address(did).unwrap().as_str(), address);
    }
    for did in [
        "did:web:",
        "did:web:a/b",
        "did:web:user@host",
        "did:web:host:..:x",
        "did:web:host:%2e%2e:x",
        "did:web:host:a%2Fb",
        "did:web:host::x",
        "did:web:host?x",
        "did:web:host#x",
        "did:key:z6Mk",
        "https://host",
    ] {
        assert_eq!(super::address(did), None, "{did}");
    }
    assert_eq!(
        web("h.example", Some(8443), &["x"]),
        "did:web:h.example%3A8443:x"
    );
    assert_eq!(web("badges.example", None, &["issuers", "7"]), DID);
}

#[test]
fn what_we_publish_is_what_we_read() {
    let key = SigningKey::from_seed(&[1; 32]).public();
    let ended = KeyEnd {
        expires: None,
        revoked: Some(Timestamp::from_seconds(1_795_000_000)),
    };
    let document = DidDocument::new(DID)
        .also_known_as("https://badges.example/ob2/issuers/7")
        .with_key("key-1", &key, ended)
        .with_jwk("key-2", json!({ "kty": "EC" }), KeyEnd::default());
    let keys = issuer_keys(&credential::document(&document), DID).unwrap();
    assert_eq!(keys.len(), 2);
    assert_eq!(keys[0].id, format!("{DID}#key-1"));
    assert_eq!((keys[0].multikey, keys[0].end), (Some(key), ended));
    assert_eq!(keys[1].jwk.as_ref().unwrap()["kty"], "EC");
}

#[test]
fn keys_that_are_not_the_issuers_or_not_for_issuing_are_none() {
    let key = SigningKey::from_seed(&[1; 32]).public().multibase();
    let method = |id: &str, controller: &str| json!({ "id": format!("{DID}#{id}"), "type": "Multikey", "controller": controller, "publicKeyMultibase": key });
    let document = json!({
        "id": DID,
        "verificationMethod": [method("a", DID), method("b", "did:web:other.example"), method("c", DID)],
        "assertionMethod": [format!("{DID}#a"), format!("{DID}#b"), "#missing", 7],
        "authentication": [format!("{DID}#c")],
    });
    let document = document.as_object().unwrap();
    let ids: Vec<_> = issuer_keys(document, DID)
        .unwrap()
        .into_iter()
        .map(|key| key.id)
        .collect();
    assert_eq!(ids, [format!("{DID}#a")]);
    assert_eq!(issuer_keys(document, "did:web:other.example"), None);
}
