//! Figures for Prometheus. Owns their names, their meaning and the page that shows them; counting happens where
//! things happen, through the functions here.

use std::sync::OnceLock;
use std::time::Duration;

use axum::Router;
use axum::http::{Method, StatusCode, header};
use axum::routing::get;
use metrics::{
    Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram,
};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

/// Requests answered, by `method`, `route` (the pattern, never the address) and `status`.
pub const HTTP_REQUESTS: &str = "microcred_http_requests_total";
/// Seconds from a request to its answer, by `route`.
pub const HTTP_REQUEST_SECONDS: &str = "microcred_http_request_seconds";
/// LTI launches, by `outcome` (`accepted` or `refused`) and `code` of the refusal.
pub const LAUNCHES: &str = "microcred_launches_total";
/// Key sets fetched from platforms, by `outcome` (`fetched` or `failed`).
pub const KEY_SET_FETCHES: &str = "microcred_key_set_fetches_total";

/// Tries to send a score, by `state` (where it stands then) and `reason` (why it has not arrived).
pub const SCORES: &str = "microcred_scores_total";
/// Scores that wait to be sent.
pub const SCORES_WAITING: &str = "microcred_scores_waiting";
/// Scores that do not arrive by themselves: the course has to change, or somebody has to look.
pub const SCORES_STUCK: &str = "microcred_scores_stuck";

/// A page should come within 0.1 s, a launch within 1 s; 30 s is where a request is given up.
const SECONDS: [f64; 11] = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0,
];
const UPKEEP_EVERY: Duration = Duration::from_secs(5);

static INSTALLED: OnceLock<PrometheusHandle> = OnceLock::new();

/// Starts counting, once in a process; later calls return the same recorder.
///
/// # Panics
/// When another recorder was installed in this process, which nothing else does.
#[must_use]
pub fn install() -> PrometheusHandle {
    INSTALLED.get_or_init(first_install).clone()
}

fn first_install() -> PrometheusHandle {
    let recorder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(HTTP_REQUEST_SECONDS.to_owned()), &SECONDS)
        .expect("there are buckets")
        .build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder).expect("nothing else in this process records metrics");
    describe_counter!(HTTP_REQUESTS, "Requests answered");
    describe_histogram!(
        HTTP_REQUEST_SECONDS,
        Unit::Seconds,
        "Time from a request to its answer"
    );
    describe_counter!(LAUNCHES, "LTI launches, accepted and refused");
    describe_counter!(KEY_SET_FETCHES, "Key sets fetched from platforms");
    describe_counter!(SCORES, "Tries to send a score to a gradebook");
    describe_gauge!(SCORES_WAITING, "Scores that wait to be sent");
    describe_gauge!(SCORES_STUCK, "Scores that do not arrive by themselves");
    keep_small(handle.clone());
    handle
}

/// Samples pile up until somebody asks for them, so they are put into their buckets regularly. A thread, because
/// the recorder outlives every runtime.
fn keep_small(handle: PrometheusHandle) {
    let spawned = std::thread::Builder::new()
        .name(String::from("metrics"))
        .spawn(move || {
            loop {
                std::thread::sleep(UPKEEP_EVERY);
                handle.run_upkeep();
            }
        });
    if let Err(error) = spawned {
        tracing::warn!(%error, "metrics take memory until they are read");
    }
}

/// `GET /metrics` and nothing else, for a listener of its own.
pub fn router(handle: PrometheusHandle) -> Router {
    Router::new().route(
        "/metrics",
        get(move || async move {
            (
                [(
                    header::CONTENT_TYPE,
                    "text/plain; version=0.0.4; charset=utf-8",
                )],
                handle.render(),
            )
        }),
    )
}

/// Counts an answered request. `route` is the pattern as in the router; an address would make a new series for
/// every person.
pub fn request_finished(method: &Method, route: &str, status: StatusCode, duration: Duration) {
    counter!(
        HTTP_REQUESTS,
        "method" => method_label(method),
        "route" => route.to_owned(),
        "status" => status.as_u16().to_string()
    )
    .increment(1);
    histogram!(HTTP_REQUEST_SECONDS, "route" => route.to_owned()).record(duration);
}

/// Strangers choose the method; each new one would be a new series.
fn method_label(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

/// Counts a launch. `code` is the refusal's stable code; what an accepted one is given is not counted.
pub fn launch_finished(accepted: bool, code: &'static str) {
    let (outcome, code) = if accepted {
        ("accepted", "")
    } else {
        ("refused", code)
    };
    counter!(LAUNCHES, "outcome" => outcome, "code" => code).increment(1);
}

/// Counts a key set that was asked of a platform.
pub fn key_set_fetched(succeeded: bool) {
    let outcome = if succeeded { "fetched" } else { "failed" };
    counter!(KEY_SET_FETCHES, "outcome" => outcome).increment(1);
}

/// Counts a try to send a score.
pub fn score_settled(state: &'static str, reason: &'static str) {
    counter!(SCORES, "state" => state, "reason" => reason).increment(1);
}

/// Says how many scores wait and how many are stuck.
#[expect(clippy::cast_precision_loss, reason = "nobody has 2^52 scores")]
pub fn scores_counted(waiting: i64, stuck: i64) {
    gauge!(SCORES_WAITING).set(waiting as f64);
    gauge!(SCORES_STUCK).set(stuck as f64);
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::Request;
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    async fn answer(path: &str) -> (StatusCode, String) {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = router(install()).oneshot(request).await.unwrap();
        let status = answer.status();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn what_was_counted_stands_on_the_page() {
        let _ = install();
        request_finished(
            &Method::GET,
            "/figures/{id}",
            StatusCode::OK,
            Duration::from_millis(70),
        );
        request_finished(
            &Method::from_bytes(b"MADE-UP").unwrap(),
            "/figures/{id}",
            StatusCode::METHOD_NOT_ALLOWED,
            Duration::from_secs(2),
        );
        launch_finished(true, "ignored");
        launch_finished(false, "figures-test");
        key_set_fetched(true);
        key_set_fetched(false);

        let (status, page) = answer("/metrics").await;
        assert_eq!(status, StatusCode::OK);
        for line in [
            r#"microcred_http_requests_total{method="GET",route="/figures/{id}",status="200"} 1"#,
            r#"microcred_http_requests_total{method="other",route="/figures/{id}",status="405"} 1"#,
            r#"microcred_http_request_seconds_bucket{route="/figures/{id}",le="0.05"} 0"#,
            r#"microcred_http_request_seconds_bucket{route="/figures/{id}",le="0.1"} 1"#,
            r#"microcred_http_request_seconds_bucket{route="/figures/{id}",le="+Inf"} 2"#,
            r#"microcred_launches_total{outcome="refused",code="figures-test"} 1"#,
            "# HELP microcred_launches_total LTI launches, accepted and refused",
        ] {
            assert!(page.lines().any(|found| found == line), "{line}\n{page}");
        }
        assert!(page.contains(r#"microcred_launches_total{outcome="accepted",code=""}"#));
        assert!(page.contains(r#"microcred_key_set_fetches_total{outcome="fetched"}"#));
        assert!(page.contains(r#"microcred_key_set_fetches_total{outcome="failed"}"#));
        assert!(!page.contains("MADE-UP"));
        assert!(!page.contains("ignored"));
    }

    #[tokio::test]
    async fn nothing_but_the_figures_is_served() {
        assert_eq!(answer("/").await.0, StatusCode::NOT_FOUND);
        assert_eq!(answer("/metrics/x").await.0, StatusCode::NOT_FOUND);
    }

    #[test]
    fn several_applications_in_one_process_share_one_recorder() {
        let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(install)).collect();
        for thread in threads {
            thread.join().unwrap();
        }
        key_set_fetched(true);
        assert!(install().render().contains(KEY_SET_FETCHES));
    }
}
