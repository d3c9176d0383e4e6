use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::lti::fetch::{Answer, FetchError, Response};
use crate::lti::signing_key::SigningKey;

/// A platform whose key set can be changed and whose line can be cut.
struct Platform {
    keys: Mutex<Result<Vec<u8>, FetchError>>,
    max_age: Option<Duration>,
    requests: AtomicUsize,
}

impl Platform {
    fn with(keys: &[&SigningKey]) -> Arc<Self> {
        Arc::new(Self {
            keys: Mutex::new(Ok(document(keys))),
            max_age: Some(Duration::from_secs(600)),
            requests: AtomicUsize::new(0),
        })
    }

    fn publish(&self, keys: &[&SigningKey]) {
        *self.keys.lock().unwrap() = Ok(document(keys));
    }

    fn cut_the_line(&self) {
        *self.keys.lock().unwrap() = Err(FetchError::Unreachable {
            host: "lms.example".into(),
            why: "timed out".into(),
            may_have_arrived: true,
        });
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

impl Fetch for Platform {
    fn fetch(&self, _: Request) -> Answer<'_> {
        Box::pin(async {
            tokio::task::yield_now().await;
            self.requests.fetch_add(1, Ordering::SeqCst);
            let body = self.keys.lock().unwrap().clone()?;
            Ok(Response {
                status: 200,
                max_age: self.max_age,
                body,
                ..Response::default()
            })
        })
    }
}

fn document(keys: &[&SigningKey]) -> Vec<u8> {
    let keys: Vec<_> = keys.iter().map(|key| key.public_jwk().clone()).collect();
    serde_json::to_vec(&serde_json::json!({ "keys": keys })).unwrap()
}

fn cache(platform: &Arc<Platform>) -> (KeySetCache, Clock) {
    let clock = Clock::fixed(Timestamp::from_seconds(1_800_000_000));
    (
        KeySetCache::new(platform.clone(), clock.clone(), CachePolicy::default()),
        clock,
    )
}

fn address() -> Url {
    "https://lms.example/jwks".parse().unwrap()
}

#[tokio::test]
async fn a_known_key_is_fetched_once_while_it_is_fresh() {
    let key = SigningKey::generate().unwrap();
    let platform = Platform::with(&[&key]);
    let (cache, clock) = cache(&platform);
    for _ in 0..5 {
        cache.key(&address(), key.key_id()).await.unwrap();
        clock.advance(Duration::from_secs(100));
    }
    assert_eq!(platform.requests(), 1);
    clock.advance(Duration::from_secs(600));
    cache.key(&address(), key.key_id()).await.unwrap();
    assert_eq!(platform.requests(), 2);
}

#[tokio::test]
async fn a_new_key_is_found_by_one_more_request() {
    let (old, new) = (
        SigningKey::generate().unwrap(),
        SigningKey::generate().unwrap(),
    );
    let platform = Platform::with(&[&old]);
    let (cache, _) = cache(&platform);
    cache.key(&address(), old.key_id()).await.unwrap();
    platform.publish(&[&old, &new]);
    cache.key(&address(), new.key_id()).await.unwrap();
    assert_eq!(platform.requests(), 2);
}

#[tokio::test]
async fn unknown_keys_cannot_make_us_hammer_a_platform() {
    let key = SigningKey::generate().unwrap();
    let platform = Platform::with(&[&key]);
    let (cache, clock) = cache(&platform);
    cache.key(&address(), key.key_id()).await.unwrap();
    for attempt in 0..50 {
        let refusal = cache
            .key(&address(), &format!("forged-{attempt}"))
            .await
            .unwrap_err();
        assert_eq!(refusal.reason, Reason::KidUnknown);
    }
    assert_eq!(
        platform.requests(),
        2,
        "the first request and one because of an unknown key"
    );
    clock.advance(Duration::from_secs(31));
    cache.key(&address(), "forged").await.unwrap_err();
    assert_eq!(platform.requests(), 3);
}

#[tokio::test]
async fn many_launches_at_once_cause_one_request() {
    let key = SigningKey::generate().unwrap();
    let platform = Platform::with(&[&key]);
    let (cache, _) = cache(&platform);
    let address = address();
    let launches = (0..64).map(|_| cache.key(&address, key.key_id()));
    let found = futures_util::future::join_all(launches).await;
    assert!(found.iter().all(Result::is_ok));
    assert_eq!(platform.requests(), 1);
}

#[tokio::test]
async fn old_keys_serve_while_the_platform_does_not_answer_but_not_for_ever() {
    let key = SigningKey::generate().unwrap();
    let platform = Platform::with(&[&key]);
    let (cache, clock) = cache(&platform);
    cache.key(&address(), key.key_id()).await.unwrap();
    platform.cut_the_line();
    clock.advance(Duration::from_secs(3600));
    cache.key(&address(), key.key_id()).await.unwrap();
    clock.advance(Duration::from_secs(24 * 3600));
    let refusal = cache.key(&address(), key.key_id()).await.unwrap_err();
    assert_eq!(refusal.reason, Reason::KeySetUnavailable);
}

#[test]
fn odd_entries_do_not_spoil_the_set() {
    let key = SigningKey::generate().unwrap();
    let set = serde_json::json!({ "keys": [
        7, "x", {}, {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA", "kid": "ec"},
        {"kty": "RSA", "kid": 5, "n": "AQAB", "e": "AQAB"},
        {"kty": "RSA", "kid": "for-encryption", "use": "enc", "n": "AQAB", "e": "AQAB"},
        {"kty": "RSA", "kid": "broken", "n": "***", "e": "AQAB"},
        key.public_jwk(),
    ]});
    let set = KeySet::parse(&serde_json::to_vec(&set).unwrap()).unwrap();
    assert_eq!(set.len(), 1);
    assert!(set.find(key.key_id()).is_some());
}

#[test]
fn what_is_no_key_set_is_refused() {
    for text in [
        "",
        "[]",
        "{}",
        r#"{"keys":{}}"#,
        r#"{"keys":[],"keys":[]}"#,
        "<html>",
    ] {
        let refusal = KeySet::parse(text.as_bytes()).err().unwrap();
        assert_eq!(refusal.reason, Reason::KeySetUnavailable, "{text}");
    }
}
