//! Scores, results and the gradebook, and the faults in their way.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{Tool, below};
use crate::practice::Faults;
use crate::practice::vocabulary::{self as name, CANVAS_SUBMISSION, media};

const SITES: [&str; 4] = ["canvas", "moodle", "brightspace", "generic"];

#[tokio::test]
async fn a_score_reaches_the_gradebook_on_the_columns_scale() {
    for (site, status) in [
        ("canvas", 200),
        ("moodle", 200),
        ("brightspace", 200),
        ("generic", 204),
    ] {
        let tool = Tool::on(site).await;
        let mut score = tool.score(0);
        score["comment"] = json!("Well listened");
        let answer = tool.post_score(&score).await;
        assert_eq!(answer.status.as_u16(), status, "{site}: {}", answer.body);
        assert_eq!(answer.body.contains("resultUrl"), site == "canvas");
        let result = tool.result("sam").await;
        assert_eq!(
            (&result["resultScore"], &result["resultMaximum"]),
            (&json!(75.0), &json!(100.0))
        );
        assert_eq!(result["comment"], "Well listened");
        let page = tool
            .lab
            .get_as(site, "dana", &format!("/{site}/courses/1/gradebook/1/sam"))
            .await;
        assert!(page.select("#grade")[0][""].contains("75"));
    }
}

#[tokio::test]
async fn each_wrong_member_is_refused() {
    // member, value, on canvas, on generic
    let cases = [
        ("userId", Value::Null, 422, 400),
        ("timestamp", Value::Null, 400, 400),
        ("timestamp", json!("yesterday"), 400, 400),
        ("timestamp", json!("2026-11-18T15:06:40Z"), 200, 400),
        ("activityProgress", json!("Done"), 422, 400),
        ("gradingProgress", json!("fullygraded"), 422, 400),
        ("scoreGiven", json!(-1), 422, 400),
        ("scoreGiven", json!("3"), 422, 400),
        ("scoreMaximum", Value::Null, 422, 400),
        ("scoreMaximum", json!(0), 422, 400),
        ("scoringUserId", json!(""), 422, 400),
        ("submission", json!({ "submittedAt": "soon" }), 400, 400),
        (
            "submission",
            json!({ "submittedAt": "2036-01-01T00:00:00.000Z" }),
            400,
            400,
        ),
        ("user_id", json!("x"), 200, 400),
        (
            CANVAS_SUBMISSION,
            json!({ "submission_type": "telegram" }),
            422,
            204,
        ),
        (
            CANVAS_SUBMISSION,
            json!({ "submission_type": "online_upload" }),
            422,
            204,
        ),
    ];
    for (site, column) in [("canvas", 0), ("generic", 1)] {
        for (member, value, on_canvas, on_generic) in &cases {
            let tool = Tool::on(site).await;
            let mut score = tool.score(0);
            score[*member] = value.clone();
            let expected = [on_canvas, on_generic][column];
            let answer = tool.post_score(&score).await;
            assert_eq!(
                answer.status.as_u16(),
                *expected,
                "{site} {member}={value}: {}",
                answer.body
            );
        }
    }
}

#[tokio::test]
async fn a_late_score_does_not_overwrite_a_newer_one() {
    // site, milliseconds after the first, status
    let cases = [
        ("canvas", -1, 400),
        ("canvas", 0, 200),
        ("moodle", 900, 409),
        ("moodle", 1_000, 200),
        ("generic", 0, 409),
        ("generic", 1, 204),
    ];
    for (site, millis, status) in cases {
        let tool = Tool::on(site).await;
        assert!(tool.post_score(&tool.score(0)).await.status.is_success());
        let mut second = tool.score(millis);
        second["scoreGiven"] = json!(1);
        assert_eq!(
            tool.post_score(&second).await.status.as_u16(),
            status,
            "{site} {millis}"
        );
        let expected = if status < 300 { 25.0 } else { 75.0 };
        assert_eq!(tool.result("sam").await["resultScore"], json!(expected));
    }
}

#[tokio::test]
async fn only_learners_of_the_course_can_be_graded() {
    for (site, status) in [
        ("canvas", 422),
        ("moodle", 400),
        ("brightspace", 403),
        ("generic", 422),
    ] {
        let tool = Tool::on(site).await;
        for login in ["dana", "priya", "robin", "alex", "preview"] {
            let mut score = tool.score(0);
            score["userId"] = json!(tool.sub(login));
            assert_eq!(
                tool.post_score(&score).await.status.as_u16(),
                status,
                "{site} {login}"
            );
        }
        let mut score = tool.score(0);
        score["userId"] = json!("nobody");
        assert_eq!(tool.post_score(&score).await.status.as_u16(), status);
        let removed = Faults {
            removed_people: vec!["sam".to_owned()],
            ..Faults::default()
        };
        tool.lab.lms.set_faults(site, removed);
        assert_eq!(
            tool.post_score(&tool.score(0)).await.status.as_u16(),
            status
        );
    }
}

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
async fn a_submission_on_canvas_keeps_its_address_and_opens_from_the_gradebook() {
    let tool = Tool::on("canvas").await;
    let mut score = tool.score(0);
    score["activityProgress"] = json!("Submitted");
    score["gradingProgress"] = json!("PendingManual");
    score.as_object_mut().unwrap().remove("scoreGiven");
    let url = "https://tool.example/lti/launch?submission=s1";
    score[CANVAS_SUBMISSION] =
        json!({ "submission_type": "basic_lti_launch", "submission_data": url });
    assert_eq!(tool.post_score(&score).await.status, StatusCode::OK);

    let review = "person=dana&message=submission_review&item=1&for=sam";
    let claims = tool.lab.launch("canvas", review).await;
    assert_eq!(claims[name::MESSAGE_TYPE], "LtiResourceLinkRequest");
    assert_eq!(claims[name::TARGET_LINK_URI], url);
    assert_eq!(
        claims[name::RESOURCE_LINK]["id"],
        claims[name::CONTEXT]["id"]
    );
    assert!(claims[name::AGS_ENDPOINT].get("lineitem").is_none());
    assert!(claims[name::CANVAS_PLACEMENT].is_null());
    let other = tool
        .lab
        .get("/canvas/launch/raw?person=mei&message=submission_review&item=1&for=sam")
        .await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
    let nothing = tool
        .lab
        .get("/canvas/launch/raw?person=dana&message=submission_review&item=1&for=mei")
        .await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_typed_grade_is_a_result_and_a_teacher_types_it() {
    let tool = Tool::on("moodle").await;
    let path = "/moodle/courses/1/gradebook/1/sam";
    let learner = tool
        .lab
        .post_form_as("moodle", "sam", path, &[("score", "100")])
        .await;
    assert_eq!(learner.status, StatusCode::FORBIDDEN);
    let answer = tool
        .lab
        .post_form_as("moodle", "dana", path, &[("score", "88.5")])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let result = tool.result("sam").await;
    assert_eq!(
        (&result["resultScore"], &result["scoringUserId"]),
        (&json!(88.5), &json!(tool.sub("dana")))
    );
    // The grade is now newer than a score from before it.
    assert_eq!(
        tool.post_score(&tool.score(0)).await.status,
        StatusCode::CONFLICT
    );
}

#[tokio::test]
async fn a_learner_sees_only_the_own_row() {
    let tool = Tool::on("generic").await;
    let rows = |page: &crate::practice::testing::Answer| page.select("tbody tr").len();
    assert_eq!(
        rows(
            &tool
                .lab
                .get_as("generic", "sam", "/generic/courses/1/gradebook")
                .await
        ),
        1
    );
    assert_eq!(
        rows(
            &tool
                .lab
                .get_as("generic", "robin", "/generic/courses/1/gradebook")
                .await
        ),
        1
    );
    assert!(
        rows(
            &tool
                .lab
                .get_as("generic", "dana", "/generic/courses/1/gradebook")
                .await
        ) > 60
    );
    let foreign = tool
        .lab
        .get_as("generic", "mei", "/generic/courses/1/gradebook/1/sam")
        .await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
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
async fn another_tools_columns_are_not_there() {
    let tool = Tool::on("generic").await;
    let foreign = below(
        &tool.line_item().replace("/lineitems/1", "/lineitems/99"),
        "/scores",
    );
    let answer = tool
        .send(Method::POST, &foreign, media::SCORE, &tool.score(0))
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
