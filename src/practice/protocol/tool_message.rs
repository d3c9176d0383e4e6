//! Tokens that tools sign: client assertions and deep linking responses. Owns fetching the tool's keys, checking the
//! signature, and the claims that both share; each endpoint checks the rest.

use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Map, Value};
use url::Url;

use crate::clock::Timestamp;

/// The largest key set that is read, in bytes.
const LARGEST_KEY_SET: usize = 64 * 1024;
/// How far the tool's clock may be ahead or behind, in seconds.
const LEEWAY: i64 = 60;

/// What is wrong with a token.
#[derive(Debug, thiserror::Error)]
pub enum Wrong {
    #[error("it is not a signed JWT")]
    NotAToken,
    #[error("its alg must be RS256")]
    Algorithm,
    #[error("its header has no kid")]
    NoKeyId,
    #[error("the tool's key set could not be fetched: {0}")]
    Fetch(String),
    #[error("the tool's key set has no key with this kid")]
    UnknownKey,
    #[error("JWS signature invalid")]
    Signature,
    #[error("the claim {0} is missing or has a wrong type")]
    Claim(&'static str),
    #[error("it has expired")]
    Expired,
    #[error("it is from the future")]
    Future,
    #[error("it lives longer than {0} seconds")]
    LivesTooLong(i64),
    #[error("the '{0}' is invalid")]
    Value(&'static str),
    #[error("it was used before")]
    Replayed,
}

/// Claims whose signature is good.
#[derive(Debug)]
pub struct Signed(Map<String, Value>);

/// The claims of a token, unchecked; only good for finding whose it is.
pub fn peek(token: &str) -> Result<Map<String, Value>, Wrong> {
    jsonwebtoken::dangerous::insecure_decode_claims(token).map_err(|_| Wrong::NotAToken)
}

/// Checks a signature against the keys that the tool publishes now.
pub async fn verify(http: &reqwest::Client, jwks_url: &Url, token: &str) -> Result<Signed, Wrong> {
    let header = jsonwebtoken::decode_header(token).map_err(|_| Wrong::NotAToken)?;
    if header.alg != Algorithm::RS256 {
        return Err(Wrong::Algorithm);
    }
    let kid = header.kid.ok_or(Wrong::NoKeyId)?;
    let keys = fetch_keys(http, jwks_url).await?;
    let key = keys
        .iter()
        .find(|key| key.common.key_id.as_deref() == Some(&kid))
        .ok_or(Wrong::UnknownKey)?;
    let key = DecodingKey::from_jwk(key).map_err(|_| Wrong::Signature)?;
    let mut rules = Validation::new(Algorithm::RS256);
    // Times are checked against the practice LMS's own clock, names by the endpoint.
    rules.validate_exp = false;
    rules.validate_aud = false;
    rules.required_spec_claims.clear();
    let token = jsonwebtoken::decode(token, &key, &rules).map_err(|_| Wrong::Signature)?;
    Ok(Signed(token.claims))
}

impl Signed {
    pub fn text(&self, name: &'static str) -> Result<&str, Wrong> {
        self.0
            .get(name)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
            .ok_or(Wrong::Claim(name))
    }

    pub fn value(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Whether a claim is exactly this text.
    pub fn require(&self, name: &'static str, expected: &str) -> Result<(), Wrong> {
        if self.text(name)? == expected {
            Ok(())
        } else {
            Err(Wrong::Value(name))
        }
    }

    /// Whether the audience is, or lists, this text.
    pub fn require_audience(&self, expected: &str) -> Result<(), Wrong> {
        let named = match self.0.get("aud") {
            Some(Value::String(one)) => one == expected,
            Some(Value::Array(several)) => several.iter().any(|one| one == expected),
            _ => return Err(Wrong::Claim("aud")),
        };
        if named {
            Ok(())
        } else {
            Err(Wrong::Value("aud"))
        }
    }

    /// Whether `iat` and `exp` are numbers, enclose now, and are close together. Gives the time until which the token
    /// must be remembered.
    pub fn require_fresh(&self, now: Timestamp, longest: i64) -> Result<Timestamp, Wrong> {
        let number = |name| {
            self.0
                .get(name)
                .and_then(Value::as_i64)
                .ok_or(Wrong::Claim(name))
        };
        let (issued, expires) = (number("iat")?, number("exp")?);
        if expires + LEEWAY <= now.seconds() {
            return Err(Wrong::Expired);
        }
        if issued > now.seconds() + LEEWAY {
            return Err(Wrong::Future);
        }
        if expires - issued > longest {
            return Err(Wrong::LivesTooLong(longest));
        }
        Ok(Timestamp::from_seconds(expires + LEEWAY))
    }
}

async fn fetch_keys(http: &reqwest::Client, url: &Url) -> Result<Vec<Jwk>, Wrong> {
    let failed = |error: reqwest::Error| Wrong::Fetch(error.without_url().to_string());
    let mut answer = http
        .get(url.clone())
        .send()
        .await
        .map_err(failed)?
        .error_for_status()
        .map_err(failed)?;
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(failed)? {
        body.extend_from_slice(&chunk);
        if body.len() > LARGEST_KEY_SET {
            return Err(Wrong::Fetch("it is too large".to_owned()));
        }
    }
    let set: Value =
        serde_json::from_slice(&body).map_err(|_| Wrong::Fetch("invalid JSON".to_owned()))?;
    // One key that is not understood must not hide the others.
    let keys = set["keys"].as_array().cloned().unwrap_or_default();
    Ok(keys
        .into_iter()
        .filter_map(|key| serde_json::from_value(key).ok())
        .collect())
}
