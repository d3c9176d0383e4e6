//! The network as an argument. Whoever makes the requests bounds their time and size, follows no redirect to another
//! origin and refuses addresses that a stranger must not make it call.

use std::future::Future;
use std::pin::Pin;

use url::Url;

/// Why there is no content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The address is not one that may be called.
    #[error("the address may not be called")]
    Refused,
    /// No connection, no answer in time, or it broke off.
    #[error("there is no answer: {0}")]
    Unreachable(String),
    /// An answer that is not a success.
    #[error("the answer has status {0}")]
    Status(u16),
    /// The answer was larger than allowed.
    #[error("the answer is larger than allowed")]
    TooLarge,
}

/// The future that [`Fetch::get`] gives.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Vec<u8>, FetchError>> + Send + 'a>>;

/// Whoever makes HTTP requests for this library.
pub trait Fetch: Send + Sync {
    /// The content at an address, complete, of at most `max_bytes`.
    fn get(&self, address: Url, max_bytes: usize) -> Answer<'_>;
}
