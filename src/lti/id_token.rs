//! The bytes of an `id_token`, taken apart without trust. Owns the compact serialisation (RFC 7515) and its
//! limits; whether the signature and the claims hold is decided in [`super::launch`].

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value};

use super::error::{Reason, Refusal};
use super::strict_json::{self, JsonError};

/// The largest token that is looked at, in bytes. Canvas' richest launches stay under 8 KiB.
pub const MAX_BYTES: usize = 64 * 1024;

/// A token whose parts could be read. Nothing in it is known to be true.
#[derive(Debug, Clone, PartialEq)]
pub struct UnverifiedToken<'a> {
    /// `alg`: how it claims to be signed.
    pub algorithm: String,
    /// `kid`: the key it claims to be signed with.
    pub key_id: Option<String>,
    /// Names of extensions that the reader must understand (`crit`, RFC 7515 4.1.11).
    pub critical: bool,
    /// The claims.
    pub claims: Map<String, Value>,
    /// Header and payload as they were signed.
    pub signing_input: &'a str,
    /// The signature, still in base64url.
    pub signature: &'a str,
}

/// Takes a compact JWT apart. Key material that the header may carry or point to (`jku`, `jwk`, `x5u`, `x5c`)
/// is never looked at: keys come from the registration alone (Security Framework 5.1.1, rule 15 of our digest).
///
/// # Errors
/// [`Reason::TokenTooLarge`], [`Reason::NotLtiMessage`] or [`Reason::DuplicateMember`].
pub fn parse(raw: &str) -> Result<UnverifiedToken<'_>, Refusal> {
    if raw.len() > MAX_BYTES {
        return Err(Refusal::new(
            Reason::TokenTooLarge,
            format!("{} bytes arrived, {MAX_BYTES} are allowed", raw.len()),
        ));
    }
    let not_jwt = |what: &str| Refusal::new(Reason::NotLtiMessage, what);
    let (signing_input, signature) = raw
        .rsplit_once('.')
        .ok_or_else(|| not_jwt("the id_token is not a JWT"))?;
    let (header, payload) = signing_input
        .split_once('.')
        .ok_or_else(|| not_jwt("the id_token is not a JWT"))?;
    if payload.contains('.') {
        return Err(not_jwt(
            "the id_token has more than three parts (an encrypted token?)",
        ));
    }
    let header = part(header, "header")?;
    let claims = part(payload, "payload")?;
    let text = |name: &str| header.get(name).and_then(Value::as_str).map(str::to_owned);
    Ok(UnverifiedToken {
        algorithm: text("alg").unwrap_or_default(),
        key_id: text("kid").filter(|kid| !kid.is_empty()),
        critical: header.contains_key("crit"),
        claims,
        signing_input,
        signature,
    })
}

fn part(encoded: &str, which: &str) -> Result<Map<String, Value>, Refusal> {
    let bytes = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| {
        Refusal::new(
            Reason::NotLtiMessage,
            format!("the {which} is not base64url"),
        )
    })?;
    strict_json::object(&bytes).map_err(|error| match error {
        JsonError::DuplicateMember => Refusal::new(
            Reason::DuplicateMember,
            format!("in the {which} of the id_token"),
        ),
        JsonError::Unreadable(place) => Refusal::new(
            Reason::NotLtiMessage,
            format!("the {which} is not a JSON object ({place})"),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn token(header: &str, payload: &str) -> String {
        format!(
            "{}.{}.c2ln",
            URL_SAFE_NO_PAD.encode(header),
            URL_SAFE_NO_PAD.encode(payload)
        )
    }

    #[test]
    fn the_parts_of_a_token_are_told_apart() {
        let raw = token(
            r#"{"alg":"RS256","kid":"k1"}"#,
            r#"{"iss":"https://lms.example"}"#,
        );
        let parsed = parse(&raw).unwrap();
        assert_eq!(parsed.algorithm, "RS256");
        assert_eq!(parsed.key_id.as_deref(), Some("k1"));
        assert_eq!(parsed.claims["iss"], "https://lms.example");
        assert_eq!(
            format!("{}.{}", parsed.signing_input, parsed.signature),
            raw
        );
    }

    #[test]
    fn what_is_no_token_is_refused_with_its_reason() {
        let many = "a.".repeat(10);
        let large = "a".repeat(MAX_BYTES + 1);
        let twice = token(r#"{"alg":"RS256"}"#, r#"{"sub":"a","sub":"b"}"#);
        let list = token("[]", "{}");
        for (raw, reason) in [
            ("", Reason::NotLtiMessage),
            ("bad-launch", Reason::NotLtiMessage),
            (many.as_str(), Reason::NotLtiMessage),
            ("%%%.%%%.%%%", Reason::NotLtiMessage),
            (list.as_str(), Reason::NotLtiMessage),
            (large.as_str(), Reason::TokenTooLarge),
            (twice.as_str(), Reason::DuplicateMember),
        ] {
            assert_eq!(parse(raw).unwrap_err().reason, reason);
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_panic(raw in "\\PC*") {
            let _ = parse(&raw);
        }

        #[test]
        fn no_header_or_payload_makes_the_parser_panic(header in ".*", payload in ".*") {
            let _ = parse(&token(&header, &payload));
        }
    }
}
