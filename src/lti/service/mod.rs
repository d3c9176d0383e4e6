//! Calls to a platform's services (Security Framework 4, LTI Core 6). Owns access tokens and the call itself: the token
//! goes to the address that is asked for and nowhere else, and a token that is not taken any more is replaced once.
//!
//! What is asked and what an answer means is each service's own, as in [`super::ags`].

mod error;
mod page;
#[cfg(test)]
mod tests;
mod token;

use std::sync::Arc;

use url::Url;

use super::fetch::{Fetch, Request, Response};
use super::signing_key::SigningKey;
use crate::clock::Clock;

pub use error::ServiceError;
pub use page::MAX_PAGES;
pub use token::Tokens;

/// A platform's services, as one registration and deployment of ours may use them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Where tokens are given out.
    pub token_url: Url,
    /// Our client id.
    pub client_id: String,
    /// `aud` of our assertions.
    pub audience: String,
    /// The deployment's id at the platform.
    pub deployment_id: String,
    /// The status that a missing or worn-out token is answered with.
    pub unauthorized_status: u16,
}

/// What we sign with, and where ids come from that are used once.
#[derive(Clone, Copy)]
pub struct Signer<'a> {
    /// Our key.
    pub key: &'a SigningKey,
    /// Gives another id at each call.
    pub new_id: &'a (dyn Fn() -> String + Send + Sync),
}

/// One call.
#[derive(Clone, Debug)]
pub struct Call {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// Where to.
    pub url: Url,
    /// The one media type of the answer.
    pub accept: Option<&'static str>,
    /// The media type of the body, and the body.
    pub body: Option<(&'static str, Vec<u8>)>,
    /// More bytes than this in the answer are an error.
    pub max_bytes: usize,
}

impl Call {
    /// A `GET`.
    #[must_use]
    pub const fn read(url: Url, accept: &'static str, max_bytes: usize) -> Self {
        Self {
            method: "GET",
            url,
            accept: Some(accept),
            body: None,
            max_bytes,
        }
    }
}

/// Whoever calls services. Cheap to clone; clones share their tokens.
#[derive(Clone)]
pub struct Services {
    fetch: Arc<dyn Fetch>,
    tokens: Arc<Tokens>,
}

impl Services {
    /// In this network, by this clock.
    #[must_use]
    pub fn new(fetch: Arc<dyn Fetch>, clock: Clock) -> Self {
        Self {
            tokens: Arc::new(Tokens::new(fetch.clone(), clock)),
            fetch,
        }
    }

    /// Makes one call with a token for these scopes, and gives its answer when that is a yes.
    ///
    /// # Errors
    /// [`ServiceError`]; [`ServiceError::Refused`] for every status but 2xx.
    pub async fn call(
        &self,
        endpoint: &Endpoint,
        scopes: &[&str],
        signer: Signer<'_>,
        call: Call,
    ) -> Result<Response, ServiceError> {
        let token = self.tokens.find(endpoint, scopes, signer).await?;
        let response = self.send(&token.value, call.clone()).await?;
        // One that was given out for this very call does not get better by asking for another.
        if token.is_new || !is_unauthorized(endpoint, &response) {
            return settled(response);
        }
        self.tokens.forget(endpoint, scopes, &token.value).await;
        let token = self.tokens.find(endpoint, scopes, signer).await?;
        settled(self.send(&token.value, call).await?)
    }

    async fn send(&self, token: &str, call: Call) -> Result<Response, ServiceError> {
        let mut headers = vec![("authorization", format!("Bearer {token}"))];
        headers.extend(call.accept.map(|accept| ("accept", accept.to_owned())));
        let (kind, body) = call.body.unzip();
        headers.extend(kind.map(|kind| ("content-type", kind.to_owned())));
        let request = Request {
            method: call.method,
            url: call.url,
            headers,
            body,
            max_bytes: call.max_bytes,
        };
        Ok(self.fetch.fetch(request).await?)
    }
}

fn is_unauthorized(endpoint: &Endpoint, response: &Response) -> bool {
    let status = response.status;
    let is_other = status == endpoint.unauthorized_status && !response.is_throttled;
    status == 401 || is_other
}

fn settled(response: Response) -> Result<Response, ServiceError> {
    if response.is_success() {
        Ok(response)
    } else {
        Err(ServiceError::refused(&response))
    }
}
