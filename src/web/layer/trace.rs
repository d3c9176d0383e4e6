//! The request's id, its line in the log and its place in the metrics. Logs the route and never the address:
//! addresses of LMSs carry hints about persons.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use crate::metrics;

/// The header that carries the id, for whoever is asked for help.
pub const REQUEST_ID: &str = "x-request-id";

/// The id of one request.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Follows a request from the first byte to the last header.
pub async fn follow(mut request: Request, next: Next) -> Response {
    let id = uuid::Uuid::now_v7().simple().to_string();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| String::from("(none)"), |path| path.as_str().to_owned());
    request.extensions_mut().insert(RequestId(id.clone()));
    let span = tracing::info_span!("request", %id, %method, %route);
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let duration = started.elapsed();
    metrics::request_finished(&method, &route, response.status(), duration);
    span.in_scope(|| {
        let milliseconds = duration.as_secs_f64() * 1000.0;
        tracing::info!(
            status = response.status().as_u16(),
            milliseconds,
            "answered"
        );
    });
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}
