//! Security headers on every answer, whatever its status: an error page without the right `frame-ancestors` is
//! what people know as "refused to connect".

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::trace::RequestId;
use crate::app::App;
use crate::i18n::Language;
use crate::web::extract::Visitor;
use crate::web::page::Policy;

/// Makes the visitor known to the request, and sets the headers of the answer.
pub async fn set(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let visitor = Visitor {
        language: Language::negotiate(&[], header_text(request.headers(), header::ACCEPT_LANGUAGE)),
        nonce: app.random.secret(),
        request_id: request
            .extensions()
            .get::<RequestId>()
            .map(|id| id.0.clone())
            .unwrap_or_default(),
        wants_json: wants_json(request.headers()),
    };
    let nonce = visitor.nonce.clone();
    request.extensions_mut().insert(visitor);
    let mut response = next.run(request).await;
    let policy = response
        .extensions_mut()
        .remove::<Policy>()
        .unwrap_or_else(|| Policy::stranger(&app));
    let headers = response.headers_mut();
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // "no-referrer" would also take the Origin from our own forms.
        (header::REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "browsing-topics=(), geolocation=(), usb=()",
        ),
    ];
    for (name, value) in fixed {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    // What belongs to one person is kept by nobody; only files that name their content may be.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if let Ok(value) = HeaderValue::from_str(&policy.header(&nonce)) {
        // A file of somebody's brings a stricter one along.
        headers
            .entry(header::CONTENT_SECURITY_POLICY)
            .or_insert(value);
    }
    response
}

fn header_text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

fn wants_json(headers: &HeaderMap) -> bool {
    let accept = header_text(headers, header::ACCEPT).unwrap_or_default();
    accept.contains("json") && !accept.contains("text/html")
}
