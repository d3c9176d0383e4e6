//! A platform's public keys. Owns reading a JWK Set and the cache in front of it; fetching is handed in.
//!
//! The cache honours `max-age` between a floor and a ceiling, asks once more when a token names a key it does
//! not know (with a cool-down, so that a stranger cannot make us hammer a platform), lets one request go out
//! at a time for each key set, and goes on with the old keys for a while when the platform does not answer.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::Value;
use url::Url;

use super::error::{Reason, Refusal};
use super::fetch::{Fetch, Request};
use super::id_token::UnverifiedToken;
use super::strict_json;
use crate::clock::{Clock, Timestamp};

/// The largest key set that is read, in bytes.
pub const MAX_BYTES: usize = 256 * 1024;
const MAX_KEYS: usize = 100;

/// The keys of one platform that can check an RS256 signature, by `kid`.
#[derive(Clone, Default)]
pub struct KeySet {
    keys: HashMap<String, Arc<DecodingKey>>,
}

impl KeySet {
    /// Reads a JWK Set (RFC 7517 section 5). Entries of other types or uses, without `kid`, or that cannot be
    /// read are passed over, because one odd key must not lock everybody out.
    ///
    /// # Errors
    /// [`Reason::KeySetUnavailable`] when the document is no key set at all.
    pub fn parse(bytes: &[u8]) -> Result<Self, Refusal> {
        let unreadable = |what: &str| Refusal::new(Reason::KeySetUnavailable, what);
        let document = strict_json::object(bytes)
            .map_err(|error| unreadable(&format!("the key set is {error}")))?;
        let entries = document
            .get("keys")
            .and_then(Value::as_array)
            .ok_or_else(|| unreadable("the key set has no member \"keys\""))?;
        let keys = entries
            .iter()
            .take(MAX_KEYS)
            .filter_map(signing_key)
            .collect();
        Ok(Self { keys })
    }

    /// How many keys are usable.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether no key is usable.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    fn find(&self, kid: &str) -> Option<Arc<DecodingKey>> {
        self.keys.get(kid).cloned()
    }
}

fn signing_key(entry: &Value) -> Option<(String, Arc<DecodingKey>)> {
    let text = |name: &str| entry.get(name).and_then(Value::as_str);
    let is = |name: &str, wanted: &str| text(name).is_none_or(|found| found == wanted);
    if text("kty") != Some("RSA") || !is("use", "sig") || !is("alg", "RS256") {
        return None;
    }
    let unpadded = |name: &str| text(name).map(|value| value.trim_end_matches('='));
    let key = DecodingKey::from_rsa_components(unpadded("n")?, unpadded("e")?).ok()?;
    Some((text("kid")?.to_owned(), Arc::new(key)))
}

/// Checks that `token` was signed with RS256 by `key`.
///
/// # Errors
/// [`Reason::SignatureInvalid`].
pub fn check_signature(token: &UnverifiedToken<'_>, key: &DecodingKey) -> Result<(), Refusal> {
    let genuine = jsonwebtoken::crypto::verify(
        token.signature,
        token.signing_input.as_bytes(),
        key,
        Algorithm::RS256,
    );
    if matches!(genuine, Ok(true)) {
        Ok(())
    } else {
        Err(Refusal::new(
            Reason::SignatureInvalid,
            format!(
                "the signature does not belong to key {}",
                token.key_id.as_deref().unwrap_or("")
            ),
        ))
    }
}

/// How long key sets are kept and how often they are asked for again.
#[derive(Clone, Copy, Debug)]
pub struct CachePolicy {
    /// Kept at least this long, whatever `max-age` says.
    pub floor: Duration,
    /// Kept at most this long.
    pub ceiling: Duration,
    /// Kept this long when the platform says nothing.
    pub default_age: Duration,
    /// After a failure, or a request made because of an unknown `kid`, none is made for this long.
    pub cool_down: Duration,
    /// An outdated set is still used for this long when the platform does not answer.
    pub stale_if_error: Duration,
}

impl Default for CachePolicy {
    fn default() -> Self {
        Self {
            floor: Duration::from_secs(60),
            ceiling: Duration::from_secs(24 * 3600),
            default_age: Duration::from_secs(3600),
            cool_down: Duration::from_secs(30),
            stale_if_error: Duration::from_secs(24 * 3600),
        }
    }
}

/// Key sets of all platforms, by their address.
pub struct KeySetCache {
    fetch: Arc<dyn Fetch>,
    clock: Clock,
    policy: CachePolicy,
    on_fetch: fn(bool),
    entries: Mutex<HashMap<Url, Arc<Entry>>>,
}

#[derive(Default)]
struct Entry {
    current: Mutex<Held>,
    /// Held while a request is under way, so that there is one at a time.
    flight: tokio::sync::Mutex<()>,
}

#[derive(Clone, Default)]
struct Held {
    keys: Option<Arc<KeySet>>,
    fresh_until: Option<Timestamp>,
    fetched_at: Option<Timestamp>,
    attempted_at: Option<Timestamp>,
    cool_until: Option<Timestamp>,
    last_failure: Option<String>,
}

impl KeySetCache {
    /// An empty cache that fetches through `fetch`.
    #[must_use]
    pub fn new(fetch: Arc<dyn Fetch>, clock: Clock, policy: CachePolicy) -> Self {
        Self {
            fetch,
            clock,
            policy,
            on_fetch: |_| {},
            entries: Mutex::default(),
        }
    }

    /// The same cache, which tells `on_fetch` of each request whether it brought a key set.
    #[must_use]
    pub fn counted_by(mut self, on_fetch: fn(bool)) -> Self {
        self.on_fetch = on_fetch;
        self
    }

    /// The key `kid` of the set at `address`, fetching the set where that is called for.
    ///
    /// # Errors
    /// [`Reason::KidUnknown`] when the set has no such key, [`Reason::KeySetUnavailable`] when there is no set.
    pub async fn key(&self, address: &Url, kid: &str) -> Result<Arc<DecodingKey>, Refusal> {
        let entry = self.entry(address);
        let held = entry.held();
        let now = self.clock.now();
        let is_fresh = held.fresh_until.is_some_and(|until| now < until);
        if is_fresh && let Some(key) = held.keys.as_ref().and_then(|keys| keys.find(kid)) {
            return Ok(key);
        }
        let held = self.refresh(&entry, address, held.attempted_at).await;
        let Some(keys) = held.keys else {
            let why = held.last_failure.unwrap_or_default();
            return Err(Refusal::new(
                Reason::KeySetUnavailable,
                format!("{address}: {why}"),
            ));
        };
        keys.find(kid).ok_or_else(|| {
            Refusal::new(
                Reason::KidUnknown,
                format!(
                    "{address} holds {} usable keys, none of them {kid:?}",
                    keys.len()
                ),
            )
        })
    }

    fn entry(&self, address: &Url) -> Arc<Entry> {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.entry(address.clone()).or_default().clone()
    }

    /// Fetches, unless somebody did so since `seen` or the entry is cooling down.
    async fn refresh(&self, entry: &Entry, address: &Url, seen: Option<Timestamp>) -> Held {
        let _flight = entry.flight.lock().await;
        let held = entry.held();
        let now = self.clock.now();
        let somebody_did = held.attempted_at != seen;
        let is_cooling = held.cool_until.is_some_and(|until| now < until);
        if somebody_did || is_cooling {
            return held;
        }
        let was_fresh = held.fresh_until.is_some_and(|until| now < until);
        let outcome = self.fetch_set(address).await;
        (self.on_fetch)(outcome.is_ok());
        let should_cool = was_fresh || outcome.is_err();
        let mut held = self.settle(held, now, outcome);
        held.cool_until = should_cool.then(|| now.plus(self.policy.cool_down));
        *entry.current.lock().unwrap_or_else(PoisonError::into_inner) = held.clone();
        held
    }

    async fn fetch_set(&self, address: &Url) -> Result<(KeySet, Option<Duration>), String> {
        let response = self
            .fetch
            .fetch(Request::json(address.clone(), MAX_BYTES))
            .await
            .map_err(|error| error.to_string())?;
        if !response.is_success() {
            return Err(format!("answered with status {}", response.status));
        }
        let keys = KeySet::parse(&response.body).map_err(|refusal| refusal.detail)?;
        Ok((keys, response.max_age))
    }

    fn settle(
        &self,
        mut held: Held,
        now: Timestamp,
        outcome: Result<(KeySet, Option<Duration>), String>,
    ) -> Held {
        held.attempted_at = Some(now);
        match outcome {
            Ok((keys, max_age)) => {
                let age = max_age
                    .unwrap_or(self.policy.default_age)
                    .clamp(self.policy.floor, self.policy.ceiling);
                held.keys = Some(Arc::new(keys));
                held.fresh_until = Some(now.plus(age));
                held.fetched_at = Some(now);
                held.last_failure = None;
            }
            Err(why) => {
                let too_old = held
                    .fetched_at
                    .is_none_or(|at| now.since(at) > self.policy.stale_if_error);
                if too_old {
                    held.keys = None;
                }
                held.last_failure = Some(why);
            }
        }
        held
    }
}

impl Entry {
    fn held(&self) -> Held {
        self.current
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

#[cfg(test)]
#[path = "keyset_tests.rs"]
mod tests;
