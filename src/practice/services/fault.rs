//! Faults between a tool and the services: slowness, refusals, and answers that get lost.

use std::panic;
use std::time::Duration;

use axum::extract::{Request, State as FromState};
use axum::http::header::RETRY_AFTER;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Refused;
use crate::practice::faults::Faults;
use crate::practice::router::At;

/// Slows calls down and refuses them before anything is done.
pub async fn interrupt(FromState(at): FromState<At>, request: Request, next: Next) -> Response {
    let slow = at.site.lock().faults.slow_ms;
    if slow > 0 {
        tokio::time::sleep(Duration::from_millis(slow)).await;
    }
    let refused = refuse(&mut at.site.lock().faults);
    match refused {
        Some(answer) => answer,
        None => next.run(request).await,
    }
}

fn refuse(faults: &mut Faults) -> Option<Response> {
    if take_one(&mut faults.too_many_requests) {
        let headers = [(RETRY_AFTER.as_str(), faults.retry_after_seconds.to_string())];
        let answer = Refused::new(429, "Too many requests; come back later.");
        return Some((headers, answer).into_response());
    }
    take_one(&mut faults.server_errors)
        .then(|| Refused::new(500, "Something went wrong here.").into_response())
}

/// Loses the answer of a write after it has been carried out.
pub async fn lose_answer(FromState(at): FromState<At>, request: Request, next: Next) -> Response {
    let writes = request.method() != Method::GET;
    let answer = next.run(request).await;
    if !writes || !answer.status().is_success() {
        return answer;
    }
    let (lost, cut) = {
        let faults = &mut at.site.lock().faults;
        (take_one(&mut faults.lost_answers), faults.cut_connection)
    };
    match (lost, cut) {
        (false, _) => answer,
        (true, false) => (StatusCode::BAD_GATEWAY, "Bad Gateway").into_response(),
        // The connection's task ends here, and with it the connection, without a byte.
        (true, true) => panic::resume_unwind(Box::new("the connection is cut on purpose")),
    }
}

fn take_one(count: &mut u32) -> bool {
    let some = *count > 0;
    *count = count.saturating_sub(1);
    some
}
