//! Parameters of a protocol request, from the query of a GET or the form of a POST.

use axum::extract::{FromRequest, Request};
use axum::http::{Method, StatusCode};
use http_body_util::{BodyExt, Limited};

/// The largest form that is read, in bytes; a deep linking response with many items fits.
const LARGEST_FORM: usize = 256 * 1024;

/// Parameters in the order in which they came.
#[derive(Debug)]
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// The value of a parameter; empty when it is missing, which no protocol here tells apart.
    pub fn one(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(one, _)| one == name)
            .map_or("", |(_, value)| value)
    }

    /// All values of a parameter.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0
            .iter()
            .filter(|(one, _)| one == name)
            .map(|(_, value)| value.clone())
            .collect()
    }

    /// A parameter that came more than once, which OAuth forbids (RFC 6749 section 3.1).
    pub fn repeated(&self) -> Option<&str> {
        let mut names: Vec<_> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names
            .windows(2)
            .find(|pair| pair[0] == pair[1])
            .map(|pair| pair[0])
    }

    pub fn parse(encoded: &[u8]) -> Self {
        Self(url::form_urlencoded::parse(encoded).into_owned().collect())
    }
}

impl<S: Sync> FromRequest<S> for Parameters {
    type Rejection = StatusCode;

    async fn from_request(request: Request, _: &S) -> Result<Self, Self::Rejection> {
        if request.method() == Method::GET {
            return Ok(Self::parse(
                request.uri().query().unwrap_or_default().as_bytes(),
            ));
        }
        let body = Limited::new(request.into_body(), LARGEST_FORM);
        let body = body
            .collect()
            .await
            .map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
        Ok(Self::parse(&body.to_bytes()))
    }
}
