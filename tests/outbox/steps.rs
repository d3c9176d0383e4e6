//! What the gradebook is told, row by row of the domain model's D.3, in the exact words that each product receives.

use microcred::app::outbox::{self, Cause, Told};
use microcred::domain::credential::Outcome;
use microcred::domain::id::AwardId;
use microcred::domain::placement::GradeMode;
use serde_json::{Value, json};

use super::world::{Course, LEARNER, Learner};
use crate::support::practice::SITES;

const EXTENSION: &str = "https://canvas.instructure.com/lti/submission";
const TO_READ: &str = "Open the activity to read more.";

/// The last message, without its time, which is checked.
fn last(course: &Course) -> Value {
    let mut message = course.network.scores().pop().unwrap();
    let stamp = message.as_object_mut().unwrap().remove("timestamp");
    let stamp = stamp.unwrap();
    let stamp = stamp.as_str().unwrap();
    assert!(stamp.ends_with('Z') && stamp.contains('.'), "{stamp}");
    message
}

/// A message about the learner, with what is particular about it, and the extension where the product knows it.
fn message(course: &Course, learner: &Learner, own: Value, extension: Value) -> Value {
    let mut whole = json!({"userId": course.sub(LEARNER)});
    let mut add = |members: &Value| {
        for (name, value) in members.as_object().unwrap() {
            whole[name] = value.clone();
        }
    };
    add(&own);
    if course.site == "canvas" {
        add(&json!({ EXTENSION: extension }));
    }
    if let Some(at) = learner.attempt.submitted_at {
        add(&json!({"submission": {"submittedAt": at.rfc3339()}}));
    }
    whole
}

async fn every_product(mode: GradeMode) -> Vec<(Course, Learner)> {
    let mut courses = vec![];
    for site in SITES {
        let course = Course::of(site, mode).await;
        let learner = course.handed_in(LEARNER).await;
        courses.push((course, learner));
    }
    courses
}

#[tokio::test]
async fn opening_and_saving_tell_nothing() {
    let course = Course::of("canvas", GradeMode::Points).await;
    let learner = course.learner(LEARNER).await;
    course
        .world
        .fill(&learner.session, learner.attempt.id)
        .await;
    assert_eq!(course.deliver().await, 0);
    assert!(course.network.requests().is_empty());
}

#[tokio::test]
async fn handing_in_tells_that_work_waits_and_where_a_grader_looks_at_it() {
    for (course, learner) in every_product(GradeMode::Points).await {
        course.deliver().await;
        let review = format!(
            "https://tool.example/lti/launch?submission={}",
            learner.attempt.id
        );
        let expected = message(
            &course,
            &learner,
            json!({"activityProgress": "Submitted", "gradingProgress": "PendingManual"}),
            json!({
                "new_submission": true, "preserve_score": true, "submission_type": "basic_lti_launch",
                "submission_data": review,
            }),
        );
        assert_eq!(last(&course), expected, "{}", course.site);
        let cell = course.cell(LEARNER).unwrap();
        assert_eq!((cell.score, &*cell.state), (None, "needs grading"));
        if course.site == "canvas" {
            assert_eq!(cell.submissions, [Some(review)]);
        }
    }
}

#[tokio::test]
async fn a_decision_to_revise_tells_points_below_the_mark() {
    for (course, learner) in every_product(GradeMode::Points).await {
        course.deliver().await;
        course.wait_seconds(60);
        course.decide(&learner, 14).await;
        course.deliver().await;
        let expected = message(
            &course,
            &learner,
            json!({
                "activityProgress": "InProgress", "gradingProgress": "FullyGraded", "scoreGiven": 14,
                "scoreMaximum": 20,
                "comment": format!("Almost. There is feedback for your next step.\n{TO_READ}"),
            }),
            json!({"new_submission": false}),
        );
        assert_eq!(last(&course), expected, "{}", course.site);
        assert_eq!(course.score(LEARNER), Some(14.0), "{}", course.site);
    }
}

#[tokio::test]
async fn a_decision_to_revise_tells_no_points_where_only_passing_counts() {
    for (course, learner) in every_product(GradeMode::PassOnly).await {
        course.deliver().await;
        course.wait_seconds(60);
        course.decide(&learner, 14).await;
        course.deliver().await;
        let expected = message(
            &course,
            &learner,
            json!({
                "activityProgress": "InProgress", "gradingProgress": "PendingManual",
                "comment": format!("Almost. There is feedback for your next step.\n{TO_READ}"),
            }),
            json!({"new_submission": false, "preserve_score": true}),
        );
        assert_eq!(last(&course), expected, "{}", course.site);
        assert_eq!(course.score(LEARNER), None, "{}", course.site);
    }
}

#[tokio::test]
async fn passing_tells_the_points_or_the_one_point() {
    for (mode, given, maximum) in [(GradeMode::Points, 18, 20), (GradeMode::PassOnly, 1, 1)] {
        for (course, learner) in every_product(mode).await {
            course.deliver().await;
            course.wait_seconds(60);
            course.decide(&learner, 18).await;
            course.deliver().await;
            let expected = message(
                &course,
                &learner,
                json!({
                    "activityProgress": "Completed", "gradingProgress": "FullyGraded", "scoreGiven": given,
                    "scoreMaximum": maximum, "comment": format!("Earned: Earned well.\n{TO_READ}"),
                }),
                json!({"new_submission": false}),
            );
            assert_eq!(last(&course), expected, "{}", course.site);
            let cell = course.cell(LEARNER).unwrap();
            let share = f64::from(given) / f64::from(maximum);
            assert_eq!(cell.score, Some(share * cell.maximum), "{}", course.site);
            if course.site == "canvas" {
                assert_eq!(cell.submissions.len(), 1, "grading is no handing in");
                assert_eq!(cell.comments.len(), 1);
            }
        }
    }
}

#[tokio::test]
async fn a_total_on_the_wrong_side_of_the_mark_is_put_right() {
    let course = Course::of("generic", GradeMode::Points).await;
    let learner = course.handed_in(LEARNER).await;
    let told = |outcome, posted_points| Told {
        cause: Cause::Decision(course.app().new_id()),
        outcome,
        posted_points,
        band_words: "",
        is_changed_after_review: false,
    };
    for (outcome, points, posted) in [(Outcome::Revise, 17, 15), (Outcome::Pass, 12, 16)] {
        let mut tx = course.app().db.write().await.unwrap();
        outbox::decided(
            course.app(),
            &mut tx,
            &learner.attempt,
            &told(outcome, points),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        course.deliver().await;
        assert_eq!(last(&course)["scoreGiven"], posted);
    }
}

#[tokio::test]
async fn handing_in_again_leaves_the_older_score_until_there_is_a_new_decision() {
    for (course, mut learner) in every_product(GradeMode::Points).await {
        course.decide(&learner, 14).await;
        course.deliver().await;
        course.wait_seconds(3600);
        let sent = course.network.scores().len();
        // The next attempt, as the outbox sees it.
        learner.attempt.id = course.app().new_id();
        learner.attempt.submitted_at = Some(course.app().now());
        let mut tx = course.app().db.write().await.unwrap();
        outbox::submitted(course.app(), &mut tx, &learner.attempt)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        course.deliver().await;
        assert_eq!(course.score(LEARNER), Some(14.0), "{}", course.site);
        let is_told = course.network.scores().len() > sent;
        // Moodle would take the score away, and shows nothing of a handing in.
        assert_eq!(is_told, course.site != "moodle", "{}", course.site);
        course.wait_seconds(3600);
        course.decide(&learner, 18).await;
        course.deliver().await;
        assert_eq!(course.score(LEARNER), Some(18.0), "{}", course.site);
        if course.site == "canvas" {
            assert_eq!(course.cell(LEARNER).unwrap().submissions.len(), 2);
        }
    }
}

#[tokio::test]
async fn taking_a_result_back_empties_the_cell() {
    for (course, learner) in every_product(GradeMode::Points).await {
        course.decide(&learner, 18).await;
        course.deliver().await;
        course.wait_seconds(60);
        let sent = course.network.scores().len();
        course.clear(&learner).await;
        course.deliver().await;
        let mut first = course.network.scores()[sent].clone();
        first.as_object_mut().unwrap().remove("timestamp");
        let mut expected = message(
            &course,
            &learner,
            json!({
                "activityProgress": "Initialized", "gradingProgress": "NotReady",
                "comment": "The result was withdrawn. Open the activity to read why.",
            }),
            json!({"new_submission": false, "preserve_score": false}),
        );
        expected.as_object_mut().unwrap().remove("submission");
        assert_eq!(first, expected, "{}", course.site);
        assert_eq!(course.score(LEARNER), None, "{}", course.site);
        let known = course.known(learner.session.launch.lms_user_id).await;
        assert_eq!((known.told(), known.confirmed()), (None, None));
    }
}

#[tokio::test]
async fn a_review_that_changes_the_result_tells_the_new_one_also_when_it_is_lower() {
    for (course, learner) in every_product(GradeMode::Points).await {
        course.decide(&learner, 18).await;
        course.deliver().await;
        course.wait_seconds(60);
        course.decide_as(&learner, 14, true).await;
        course.deliver().await;
        let sent = last(&course);
        assert_eq!(sent["scoreGiven"], 14);
        let comment = sent["comment"].as_str().unwrap();
        assert!(comment.starts_with("The result changed after a review: Almost."));
        assert_eq!(course.score(LEARNER), Some(14.0), "{}", course.site);
    }
}

#[tokio::test]
async fn what_was_earned_elsewhere_is_recognised_once_and_counts_as_handed_in_now() {
    for site in SITES {
        let course = Course::of(site, GradeMode::Points).await;
        let mut learner = course.learner(LEARNER).await;
        learner.attempt.submitted_at = Some(course.app().now());
        let award: AwardId = course.app().new_id();
        let told = Told {
            cause: Cause::Award(award),
            outcome: Outcome::Pass,
            posted_points: 17,
            band_words: "Earned well",
            is_changed_after_review: false,
        };
        for _ in 0..2 {
            let user = learner.session.launch.lms_user_id;
            let mut tx = course.app().db.write().await.unwrap();
            outbox::recognised(course.app(), &mut tx, course.placement, user, &told)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            course.deliver().await;
        }
        let expected = message(
            &course,
            &learner,
            json!({
                "activityProgress": "Completed", "gradingProgress": "FullyGraded", "scoreGiven": 17,
                "scoreMaximum": 20,
                "comment": format!(
                    "Recognised from an award that you earned before: Earned well.\n{TO_READ}"
                ),
            }),
            json!({
                "new_submission": true, "submission_type": "basic_lti_launch",
                "submission_data": "https://tool.example/lti/launch",
            }),
        );
        assert_eq!(course.network.scores().len(), 1, "{site}");
        assert_eq!(last(&course), expected, "{site}");
    }
}

#[tokio::test]
async fn a_gate_tells_progress_when_it_changes_and_never_nought() {
    for site in SITES {
        let course = Course::of(site, GradeMode::Points).await;
        let learner = course.learner(LEARNER).await;
        let user = learner.session.launch.lms_user_id;
        for (held, expected) in [
            (0, None),
            (4, Some(("InProgress", json!(4)))),
            (4, None),
            (5, Some(("Completed", json!(5)))),
            (4, Some(("InProgress", json!(4)))),
            (0, Some(("Initialized", Value::Null))),
            (0, None),
        ] {
            let before = course.network.scores().len();
            let cause = Cause::Gate(course.placement);
            let mut tx = course.app().db.write().await.unwrap();
            outbox::gate(
                course.app(),
                &mut tx,
                course.placement,
                user,
                held,
                5,
                cause,
            )
            .await
            .unwrap();
            tx.commit().await.unwrap();
            course.deliver().await;
            course.wait_seconds(2);
            let sent = course.network.scores();
            let Some((activity, given)) = expected else {
                assert_eq!(sent.len(), before, "{site} {held}");
                continue;
            };
            assert!(sent.len() > before, "{site} {held}");
            let sent = &sent[before];
            assert_eq!(sent["activityProgress"], activity, "{site} {held}");
            assert_eq!(sent["scoreGiven"], given, "{site} {held}");
            let score = course.cell(LEARNER).unwrap().score;
            assert_eq!(score, given.as_f64().map(|given| given * 20.0));
        }
    }
}

#[tokio::test]
async fn without_a_column_and_for_preview_users_nothing_is_written() {
    let course = Course::of("canvas", GradeMode::None).await;
    let learner = course.handed_in(LEARNER).await;
    course.decide(&learner, 18).await;
    course.clear(&learner).await;
    assert!(course.posts(&learner).await.is_empty());

    let course = Course::of("canvas", GradeMode::Points).await;
    let mut learner = course.learner(LEARNER).await;
    learner.attempt.is_test = true;
    learner.attempt.submitted_at = Some(course.app().now());
    let mut tx = course.app().db.write().await.unwrap();
    outbox::submitted(course.app(), &mut tx, &learner.attempt)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    course.decide(&learner, 18).await;
    course.clear(&learner).await;
    assert!(course.posts(&learner).await.is_empty());
}

#[tokio::test]
async fn a_comment_is_in_the_learners_language() {
    let course = Course::of("canvas", GradeMode::Points).await;
    let learner = course.handed_in("tomas").await;
    let mut tx = course.app().db.write().await.unwrap();
    microcred::store::query("UPDATE lms_user SET locale = 'es-US' WHERE id = $1")
        .bind(learner.session.launch.lms_user_id)
        .execute(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    course.decide(&learner, 18).await;
    course.deliver().await;
    let comments = course.cell("tomas").unwrap().comments;
    assert_eq!(
        comments,
        ["Obtenida: Earned well.\nAbra la actividad para leer más."]
    );
}
