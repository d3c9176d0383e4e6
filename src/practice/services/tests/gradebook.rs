//! The gradebook as people and the tool see it.

use axum::http::StatusCode;
use serde_json::json;

use super::Tool;
use crate::practice::vocabulary::{self as name, CANVAS_SUBMISSION};

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
