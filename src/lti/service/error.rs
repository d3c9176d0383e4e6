//! Why a call to a service did not lead to an answer. Owns what is told of a platform's own words: plain text of bounded
//! length, and never a page.

use std::time::Duration;

use serde_json::Value;

use crate::lti::fetch::{FetchError, Response};
use crate::lti::signing_key::KeyError;

/// How much of a platform's message is kept, in letters.
const MAX_LETTERS: usize = 300;
/// How deep a message is looked for.
const MAX_DEPTH: usize = 8;

/// Why there is no answer, or none that helps.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServiceError {
    /// There is no answer at all.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// The platform gives us no token.
    #[error("no access token was given ({status} {code}): {message}")]
    TokenRefused {
        /// The HTTP status.
        status: u16,
        /// The code of RFC 6749 section 5.2, or nothing.
        code: String,
        /// The platform's words.
        message: String,
    },
    /// The request for a token could not be signed.
    #[error("no request for a token could be signed: {0}")]
    NotSigned(String),
    /// The platform says no.
    #[error("the platform answered {status}: {message}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The platform's words.
        message: String,
        /// How long it asks us to wait.
        retry_after: Option<Duration>,
        /// Whether it says that we asked too much.
        is_throttled: bool,
    },
    /// The answer is not what the specification says.
    #[error("the answer is {0}")]
    Unreadable(&'static str),
    /// A list goes on at another host, which gets no token of ours.
    #[error("the list goes on at {0}, which is not the host that it began at")]
    Strayed(String),
    /// A list goes round in a circle or has no end.
    #[error("the list has no end")]
    Endless,
}

impl From<KeyError> for ServiceError {
    fn from(error: KeyError) -> Self {
        Self::NotSigned(error.to_string())
    }
}

impl ServiceError {
    /// The stable name of the kind.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Fetch(FetchError::AddressRefused(_)) => "service-address",
            Self::Fetch(FetchError::Unreachable { .. }) => "service-unreachable",
            Self::Fetch(FetchError::TooLarge(_)) => "service-answer-large",
            Self::TokenRefused { .. } => "service-token",
            Self::NotSigned(_) => "service-signature",
            Self::Refused { .. } => "service-refused",
            Self::Unreadable(_) => "service-answer",
            Self::Strayed(_) => "service-strayed",
            Self::Endless => "service-endless",
        }
    }

    /// Whether the same call may lead to an answer another time.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        match self {
            Self::Fetch(FetchError::AddressRefused(_)) | Self::Strayed(_) | Self::Endless => false,
            Self::Fetch(_)
            | Self::TokenRefused { .. }
            | Self::NotSigned(_)
            | Self::Unreadable(_) => true,
            Self::Refused {
                status,
                is_throttled,
                ..
            } => *is_throttled || *status >= 500 || matches!(*status, 408 | 425 | 429),
        }
    }

    /// Whether the call may have done its work all the same.
    #[must_use]
    pub const fn may_have_arrived(&self) -> bool {
        match self {
            Self::Fetch(FetchError::Unreachable {
                may_have_arrived, ..
            }) => *may_have_arrived,
            Self::Fetch(FetchError::TooLarge(_)) | Self::Unreadable(_) => true,
            // A gateway says so when what is behind it does not answer in time.
            Self::Refused { status, .. } => *status >= 500 || *status == 408,
            _ => false,
        }
    }

    pub(super) fn refused(response: &Response) -> Self {
        let message = message(response);
        Self::Refused {
            status: response.status,
            retry_after: response.retry_after,
            is_throttled: response.is_throttled || message.to_lowercase().contains("rate limit"),
            message,
        }
    }

    pub(super) fn token_refused(response: &Response) -> Self {
        let document: Value = serde_json::from_slice(&response.body).unwrap_or_default();
        let code = document["error"].as_str().unwrap_or_default();
        Self::TokenRefused {
            status: response.status,
            code: plain(code),
            message: message(response),
        }
    }
}

/// What the platform says about a no.
pub(crate) fn message(response: &Response) -> String {
    let Ok(document) = serde_json::from_slice::<Value>(&response.body) else {
        let text = String::from_utf8_lossy(&response.body);
        // A page says nothing that helps, and its source less.
        return if text.contains('<') {
            String::new()
        } else {
            plain(&text)
        };
    };
    let found = ["message", "error_description", "detail", "reason", "error"]
        .iter()
        .find_map(|name| find(&document, name, MAX_DEPTH))
        .or_else(|| document.as_str());
    let found = found.map(str::to_owned);
    found
        .or_else(|| of_member(&document))
        .map(|words| plain(&words))
        .unwrap_or_default()
}

/// What is wrong with the first member that something is said about, as Open edX does it: `{"timestamp": ["…"]}`.
fn of_member(document: &Value) -> Option<String> {
    let members = document.as_object()?.iter();
    let mut said = members.filter_map(|(name, said)| Some((name, said.get(0)?.as_str()?)));
    said.next().map(|(name, words)| format!("{name}: {words}"))
}

/// The first text with this name, at any depth.
fn find<'v>(value: &'v Value, name: &str, depth: usize) -> Option<&'v str> {
    let deeper = depth.checked_sub(1)?;
    match value {
        Value::Object(members) => members
            .get(name)
            .and_then(Value::as_str)
            .or_else(|| members.values().find_map(|one| find(one, name, deeper))),
        Value::Array(list) => list.iter().find_map(|one| find(one, name, deeper)),
        _ => None,
    }
}

/// A stranger's words on one line.
fn plain(text: &str) -> String {
    let is_plain = |letter: char| !letter.is_control() && !matches!(letter, '<' | '>');
    let words: String = text
        .chars()
        .map(|letter| if is_plain(letter) { letter } else { ' ' })
        .take(MAX_LETTERS)
        .collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_platforms_words_are_found_wherever_they_stand() {
        for (body, words) in [
            (
                r#"{"errors":{"type":"x","message":"No student"}}"#,
                "No student",
            ),
            (r#"{"errors":[{"message":"No student"}]}"#, "No student"),
            (
                r#"{"error":"invalid_client","error_description":"JWK Error"}"#,
                "JWK Error",
            ),
            (r#"{"status":400,"reason":"No handler"}"#, "No handler"),
            (r#""plainly so""#, "plainly so"),
            (
                r#"{"timestamp":["Only a later one"],"userId":["None"]}"#,
                "timestamp: Only a later one",
            ),
            (r#"{"timestamp":[]}"#, ""),
            ("Rate Limit\n  Exceeded", "Rate Limit Exceeded"),
            ("<html><body>Oops</body></html>", ""),
            (r#"{"message":"<b>bold</b>"}"#, "b bold /b"),
            ("", ""),
            ("{}", ""),
        ] {
            let response = Response {
                status: 400,
                body: body.into(),
                ..Response::default()
            };
            assert_eq!(message(&response), words, "{body}");
        }
    }

    #[test]
    fn a_long_or_deep_message_is_cut_short() {
        let long = format!(r#"{{"message":"{}"}}"#, "x".repeat(10_000));
        let deep = format!("{}{}", r#"{"a":"#.repeat(60), r#"{"message":"m"}"#) + &"}".repeat(60);
        for (body, length) in [(long, MAX_LETTERS), (deep, 0)] {
            let response = Response {
                body: body.into(),
                ..Response::default()
            };
            assert_eq!(message(&response).len(), length);
        }
    }
}
