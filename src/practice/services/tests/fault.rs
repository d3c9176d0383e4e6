//! Faults in the way of scores.

use axum::http::StatusCode;
use serde_json::json;

use super::{Tool, below};
use crate::practice::Faults;
use crate::practice::vocabulary::{CANVAS_SUBMISSION, media};

const SITES: [&str; 4] = ["canvas", "moodle", "brightspace", "generic"];

#[tokio::test]
async fn a_concluded_course_takes_no_more_scores_except_on_moodle() {
    for (site, status) in [
        ("canvas", 422),
        ("moodle", 200),
        ("brightspace", 403),
        ("generic", 403),
    ] {
        let tool = Tool::on(site).await;
        tool.lab.lms.set_faults(
            site,
            Faults {
                course_concluded: true,
                ..Faults::default()
            },
        );
        assert_eq!(
            tool.post_score(&tool.score(0)).await.status.as_u16(),
            status,
            "{site}"
        );
    }
}

#[tokio::test]
async fn faults_come_in_order_and_run_out() {
    for site in SITES {
        let tool = Tool::on(site).await;
        let faults = Faults {
            too_many_requests: 1,
            retry_after_seconds: 7,
            server_errors: 1,
            lost_answers: 1,
            ..Faults::default()
        };
        tool.lab.lms.set_faults(site, faults);
        let throttled = tool.post_score(&tool.score(0)).await;
        assert_eq!(
            (throttled.status.as_u16(), throttled.header("retry-after")),
            (429, "7")
        );
        assert_eq!(tool.post_score(&tool.score(0)).await.status.as_u16(), 500);
        assert!(tool.result("sam").await.is_null());
        // Carried out, though the tool is told otherwise.
        assert_eq!(tool.post_score(&tool.score(0)).await.status.as_u16(), 502);
        assert_eq!(tool.result("sam").await["resultScore"], json!(75.0));
        assert_eq!(
            tool.lab.lms.faults(site),
            Faults {
                retry_after_seconds: 7,
                ..Faults::default()
            }
        );
    }
}

#[tokio::test]
async fn extensions_can_be_refused_as_schoology_does_it() {
    let tool = Tool::on("generic").await;
    tool.lab.lms.set_faults(
        "generic",
        Faults {
            extensions_refused: true,
            ..Faults::default()
        },
    );
    let mut score = tool.score(0);
    score[CANVAS_SUBMISSION] = json!({ "new_submission": true });
    assert_eq!(
        tool.post_score(&score).await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        tool.post_score(&tool.score(0)).await.status,
        StatusCode::NO_CONTENT
    );
}

#[tokio::test]
async fn attempts_can_run_out() {
    let tool = Tool::on("canvas").await;
    tool.lab.lms.set_faults(
        "canvas",
        Faults {
            allowed_attempts: 1,
            ..Faults::default()
        },
    );
    assert_eq!(tool.post_score(&tool.score(0)).await.status, StatusCode::OK);
    assert_eq!(
        tool.post_score(&tool.score(5)).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let mut kept = tool.score(10);
    kept[CANVAS_SUBMISSION] = json!({ "new_submission": false });
    assert_eq!(tool.post_score(&kept).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_cut_connection_ends_without_an_answer_after_the_score_is_in() {
    let tool = Tool::on("generic").await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let served = tokio::spawn(crate::practice::serve(
        listener,
        tool.lab.lms.clone(),
        async {
            stopped.await.unwrap_or_default();
        },
    ));
    tool.lab.lms.set_faults(
        "generic",
        Faults {
            lost_answers: 1,
            cut_connection: true,
            ..Faults::default()
        },
    );
    let send = async || {
        let url = below(&tool.line_item(), "/scores").replace("lms.example", &address.to_string());
        let request = tool.lab.lms.http().post(url).bearer_auth(&tool.token);
        request
            .header("content-type", media::SCORE)
            .body(tool.score(0).to_string())
            .send()
            .await
    };
    assert!(send().await.is_err());
    assert_eq!(tool.result("sam").await["resultScore"], json!(75.0));
    // The same message again is answered, and says that the platform has it.
    assert_eq!(send().await.unwrap().status(), StatusCode::CONFLICT);
    stop.send(()).unwrap();
    served.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_slow_service_takes_its_time() {
    let tool = Tool::on("generic").await;
    tool.lab.lms.set_faults(
        "generic",
        Faults {
            slow_ms: 60,
            ..Faults::default()
        },
    );
    let begun = std::time::Instant::now();
    tool.result("sam").await;
    assert!(begun.elapsed() >= std::time::Duration::from_millis(60));
}
