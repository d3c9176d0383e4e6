//! Answers for programs: open to pages of any origin, with a tag by which a second fetch costs nothing.

use aws_lc_rs::digest::{SHA256, digest};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::badges::identity::hex;

/// To be asked for each time whether it still is what it was.
const ASKED_EACH_TIME: &str = "no-cache";
/// What everybody may read for five minutes without asking again.
pub const FIVE_MINUTES: &str = "public, max-age=300";

/// What never changes.
pub const A_DAY: &str = "public, max-age=86400";

/// The media types of pictures.
pub const PNG: &str = "image/png";
pub const SVG: &str = "image/svg+xml";

/// Something that programs fetch.
#[derive(Clone, Debug)]
pub struct Document {
    kind: &'static str,
    content: Vec<u8>,
    status: StatusCode,
    cache: &'static str,
    by_accept: bool,
}

impl Document {
    /// A text or picture of this media type.
    #[must_use]
    pub fn new(kind: &'static str, content: impl Into<Vec<u8>>) -> Self {
        Self {
            kind,
            content: content.into(),
            status: StatusCode::OK,
            cache: ASKED_EACH_TIME,
            by_accept: false,
        }
    }

    /// A document in JSON.
    #[must_use]
    pub fn json(kind: &'static str, document: &Value) -> Self {
        Self::new(kind, document.to_string())
    }

    /// The same, which may be kept for a while.
    #[must_use]
    pub const fn kept(mut self, cache: &'static str) -> Self {
        self.cache = cache;
        self
    }

    /// The same in place of what was here and is gone.
    #[must_use]
    pub const fn gone(mut self) -> Self {
        self.status = StatusCode::GONE;
        self
    }

    /// The same, chosen among other forms at this address.
    #[must_use]
    pub const fn by_accept(mut self) -> Self {
        self.by_accept = true;
        self
    }

    /// The answer to a request with these headers.
    #[must_use]
    pub fn answer(self, request: &HeaderMap) -> Response {
        let tag = tag(&self.content);
        let mut response = if self.status == StatusCode::OK && is_known(request, &tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let kind = HeaderValue::from_static(self.kind);
            (self.status, [(header::CONTENT_TYPE, kind)], self.content).into_response()
        };
        let headers = response.headers_mut();
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(self.cache));
        // A picture may be drawn by anybody's browser, and do nothing else there.
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("sandbox; default-src 'none'"),
        );
        if self.by_accept {
            headers.insert(header::VARY, HeaderValue::from_static("accept"));
        }
        opened(response)
    }
}

/// The same answer, readable by pages of any origin.
#[must_use]
pub fn opened(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
    response
}

/// The tag of a content.
fn tag(content: &[u8]) -> String {
    let hash = digest(&SHA256, content);
    format!("\"{}\"", hex(&hash.as_ref()[..12]))
}

/// Whether the program has it already.
fn is_known(request: &HeaderMap, tag: &str) -> bool {
    let lines = request.get_all(header::IF_NONE_MATCH).iter();
    let tags = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','));
    tags.map(|known| known.trim().trim_start_matches("W/"))
        .any(|known| known == tag || known == "*")
}
