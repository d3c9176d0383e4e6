//! Scores: which are taken, and what the results say afterwards.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{Tool, below};
use crate::practice::Faults;
use crate::practice::vocabulary::{CANVAS_SUBMISSION, media};

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
async fn another_tools_columns_are_not_there() {
    let tool = Tool::on("generic").await;
    let site = tool.lab.lms.site("generic").unwrap();
    site.lock().line_items[0].client_id = Some("another tool".to_owned());
    assert_eq!(
        tool.post_score(&tool.score(0)).await.status,
        StatusCode::NOT_FOUND
    );
    let read = tool.get(&tool.line_item(), media::LINE_ITEM).await;
    assert_eq!(read.status, StatusCode::NOT_FOUND);
    let list = tool.get(&tool.line_items(), media::LINE_ITEMS).await;
    assert_eq!(list.json(), json!([]));
}

#[tokio::test]
async fn results_come_page_by_page_and_for_one_person() {
    let tool = Tool::on("generic").await;
    for login in ["sam", "mei", "tomas"] {
        let mut score = tool.score(0);
        score["userId"] = json!(tool.sub(login));
        assert!(tool.post_score(&score).await.status.is_success());
    }
    let results = below(&tool.line_item(), "/results");
    let first = tool
        .get(&format!("{results}?limit=2"), media::RESULTS)
        .await;
    assert_eq!(first.json().as_array().unwrap().len(), 2);
    let next = first
        .header("link")
        .split(['<', '>'])
        .nth(1)
        .unwrap()
        .to_owned();
    assert_eq!(
        tool.get(&next, media::RESULTS)
            .await
            .json()
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(tool.result("mei").await["userId"], json!(tool.sub("mei")));
    let wrong = tool.get(&results, "application/json").await;
    assert_eq!(wrong.status, StatusCode::NOT_ACCEPTABLE);
}

#[tokio::test]
async fn a_score_of_another_media_type_is_refused_except_on_canvas() {
    for (site, status) in [("canvas", 200), ("moodle", 400), ("generic", 415)] {
        let tool = Tool::on(site).await;
        let url = below(&tool.line_item(), "/scores");
        let answer = tool
            .send(Method::POST, &url, "application/json", &tool.score(0))
            .await;
        assert_eq!(answer.status.as_u16(), status, "{site}");
    }
}
