//! Access tokens (Security Framework 4.1, RFC 7523). Owns asking for them and keeping them for as long as they live. For
//! each set of scopes one request goes out at a time, and whoever waited for it shares what came of it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::sync::Mutex as Turn;
use url::Url;
use url::form_urlencoded::Serializer;

use super::{Endpoint, ServiceError, Signer};
use crate::clock::{Clock, Timestamp};
use crate::lti::fetch::{Fetch, Request, Response};

const MAX_BYTES: usize = 64 * 1024;
/// How long an assertion of ours is good.
const ASSERTION_LIFE: Duration = Duration::from_secs(120);
/// How long before its end a token is not used any more.
const MARGIN: Duration = Duration::from_secs(60);
/// How long a token lives whose answer does not say.
const USUAL_LIFE: u64 = 3600;
/// The longest life that is believed.
const LONGEST_LIFE: u64 = 24 * 3600;
/// How long a no is shared, so that many who wait do not each ask for it.
const NO_FOR: Duration = Duration::from_secs(5);

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Tokens of all platforms.
pub struct Tokens {
    fetch: Arc<dyn Fetch>,
    clock: Clock,
    entries: Mutex<HashMap<Key, Arc<Turn<Option<Held>>>>>,
}

#[derive(PartialEq, Eq, Hash)]
struct Key {
    token_url: Url,
    client_id: String,
    deployment_id: String,
    audience: String,
    scopes: Vec<String>,
}

struct Held {
    until: Timestamp,
    outcome: Result<Arc<str>, ServiceError>,
}

/// A token to call with.
pub(super) struct Token {
    pub(super) value: Arc<str>,
    /// Whether it was given out just now.
    pub(super) is_new: bool,
}

impl Tokens {
    pub(super) fn new(fetch: Arc<dyn Fetch>, clock: Clock) -> Self {
        Self {
            fetch,
            clock,
            entries: Mutex::default(),
        }
    }

    fn entry(&self, endpoint: &Endpoint, scopes: &[&str]) -> Arc<Turn<Option<Held>>> {
        let mut scopes: Vec<_> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        scopes.sort();
        let key = Key {
            token_url: endpoint.token_url.clone(),
            client_id: endpoint.client_id.clone(),
            deployment_id: endpoint.deployment_id.clone(),
            audience: endpoint.audience.clone(),
            scopes,
        };
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.entry(key).or_default().clone()
    }

    /// A token for these scopes, from memory or from the platform.
    pub(super) async fn find(
        &self,
        endpoint: &Endpoint,
        scopes: &[&str],
        signer: Signer<'_>,
    ) -> Result<Token, ServiceError> {
        let entry = self.entry(endpoint, scopes);
        let mut held = entry.lock().await;
        let now = self.clock.now();
        if let Some(held) = held.as_ref().filter(|held| now < held.until) {
            let value = held.outcome.clone()?;
            return Ok(Token {
                value,
                is_new: false,
            });
        }
        let outcome = self.ask(endpoint, scopes, signer, now).await;
        let until = match &outcome {
            Ok(answer) => now.plus(answer.life().saturating_sub(MARGIN)),
            Err(_) => now.plus(NO_FOR),
        };
        let outcome = outcome.map(|answer| Arc::from(answer.access_token));
        *held = Some(Held {
            until,
            outcome: outcome.clone(),
        });
        Ok(Token {
            value: outcome?,
            is_new: true,
        })
    }

    /// Forgets a token that is not taken any more, unless somebody has replaced it already.
    pub(super) async fn forget(&self, endpoint: &Endpoint, scopes: &[&str], token: &str) {
        let entry = self.entry(endpoint, scopes);
        let mut held = entry.lock().await;
        held.take_if(|held| matches!(&held.outcome, Ok(value) if **value == *token));
    }

    async fn ask(
        &self,
        endpoint: &Endpoint,
        scopes: &[&str],
        signer: Signer<'_>,
        now: Timestamp,
    ) -> Result<Answer, ServiceError> {
        let assertion = signer.key.sign(&Assertion {
            iss: &endpoint.client_id,
            sub: &endpoint.client_id,
            aud: &endpoint.audience,
            iat: now.seconds(),
            exp: now.plus(ASSERTION_LIFE).seconds(),
            jti: (signer.new_id)(),
            deployment_id: &endpoint.deployment_id,
        })?;
        let body = Serializer::new(String::new())
            .append_pair("grant_type", "client_credentials")
            .append_pair("client_assertion_type", ASSERTION_TYPE)
            .append_pair("client_assertion", &assertion)
            .append_pair("scope", &scopes.join(" "))
            .finish();
        let request = Request {
            method: "POST",
            url: endpoint.token_url.clone(),
            headers: vec![
                // Exactly this: Moodle takes no parameters beside it.
                (
                    "content-type",
                    String::from("application/x-www-form-urlencoded"),
                ),
                ("accept", String::from("application/json")),
            ],
            body: Some(body.into_bytes()),
            max_bytes: MAX_BYTES,
        };
        read(&self.fetch.fetch(request).await?)
    }
}

#[derive(Serialize)]
struct Assertion<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    iat: i64,
    exp: i64,
    jti: String,
    #[serde(rename = "https://purl.imsglobal.org/spec/lti/claim/deployment_id")]
    deployment_id: &'a str,
}

/// What is read of a token's answer; `token_type` is misspelt or absent at some platforms and always means *Bearer*.
#[derive(Deserialize)]
struct Answer {
    access_token: String,
    #[serde(default)]
    expires_in: serde_json::Value,
}

impl Answer {
    /// Seconds as a number or as text, within reason.
    fn life(&self) -> Duration {
        let told = self
            .expires_in
            .as_f64()
            .or_else(|| self.expires_in.as_str().and_then(|text| text.parse().ok()));
        let seconds = told.map_or(Duration::from_secs(USUAL_LIFE), |seconds| {
            Duration::try_from_secs_f64(seconds).unwrap_or_default()
        });
        seconds.min(Duration::from_secs(LONGEST_LIFE))
    }
}

fn read(response: &Response) -> Result<Answer, ServiceError> {
    if !response.is_success() {
        return Err(ServiceError::token_refused(response));
    }
    let answer: Answer = serde_json::from_slice(&response.body)
        .map_err(|_| ServiceError::token_refused(response))?;
    // It becomes a header.
    let is_usable = !answer.access_token.is_empty()
        && answer
            .access_token
            .bytes()
            .all(|byte| byte.is_ascii_graphic());
    if is_usable {
        Ok(answer)
    } else {
        Err(ServiceError::Unreadable("no usable access token"))
    }
}
