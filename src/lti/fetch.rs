//! The network as an argument. Owns the small contract between this library and whoever makes its HTTP
//! requests; the client with its time limits and address guard is the caller's.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use url::Url;

use crate::clock::Timestamp;

/// One request to a platform.
#[derive(Clone, Debug)]
pub struct Request {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// Where to.
    pub url: Url,
    /// Header names and values.
    pub headers: Vec<(&'static str, String)>,
    /// The body, for `POST` and `PUT`.
    pub body: Option<Vec<u8>>,
    /// More bytes than this in the answer are an error.
    pub max_bytes: usize,
}

impl Request {
    /// A `GET` for JSON with an answer of at most `max_bytes`.
    #[must_use]
    pub fn json(url: Url, max_bytes: usize) -> Self {
        Self {
            method: "GET",
            url,
            headers: vec![("accept", String::from("application/json"))],
            body: None,
            max_bytes,
        }
    }
}

/// What came back, whatever its status.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// `max-age` of `Cache-Control`, where there was one.
    pub max_age: Option<Duration>,
    /// The `Link` headers as they came, joined by commas: Moodle's are not ASCII.
    pub link: Option<Vec<u8>>,
    /// How long to wait before asking again, by `Retry-After`.
    pub retry_after: Option<Duration>,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// Whether the platform says that nothing is left of what may be asked (`X-Rate-Limit-Remaining`).
    pub is_throttled: bool,
    /// When it was given, by the platform's clock (`Date`).
    pub answered_at: Option<Timestamp>,
    /// The body, complete.
    pub body: Vec<u8>,
}

impl Response {
    /// Any 2xx: Moodle answers 200 where others answer 201.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The address is not one that this tool may call (private network, plain http, foreign scheme).
    #[error("the address {0} may not be called")]
    AddressRefused(String),
    /// No connection, no name, no TLS, or the time was up.
    #[error("{host} could not be reached: {why}")]
    Unreachable {
        /// Whom we called.
        host: String,
        /// In a few words; never a body.
        why: String,
        /// Whether the request may have arrived all the same.
        may_have_arrived: bool,
    },
    /// The answer was larger than allowed.
    #[error("the answer of {0} was larger than allowed")]
    TooLarge(String),
}

/// The future that [`Fetch::fetch`] gives.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response, FetchError>> + Send + 'a>>;

/// Whoever makes HTTP requests for this library. Implementations must follow no redirect to another origin,
/// bound time and size, and refuse addresses that a stranger must not make us call.
pub trait Fetch: Send + Sync {
    /// Makes one request.
    fn fetch(&self, request: Request) -> Answer<'_>;
}
