//! Scores in the gradebooks of foreign platforms. Work is handed in and scored on the tool's pages, and the tool's process
//! sends what follows; the platform says what it holds.
//!
//! `lti1p3platform` keeps every score as it came; Open edX keeps the last one of a learner, and the grades that its block was
//! given. Neither library writes results of its own: what is read back is what was sent.

use std::time::Duration;

use microcred::store::query;
use serde_json::{Value, json};

use super::platform::{Pair, Product, on_each_platform};
use super::services::Caller;
use super::work::Course;
use crate::desk_pages::SLUG;

on_each_platform! {
    a_result_and_its_revision_reach_the_gradebook_in_order_and_are_read_back: start,
    a_platform_that_has_a_newer_score_gets_ours_once_it_is_the_newest: start,
}

/// The scores of a person, the newest last.
fn scores_of<'a>(state: &'a Value, sub: &str) -> Vec<&'a Value> {
    let all = state["scores"].as_array().unwrap();
    all.iter().filter(|score| score["userId"] == sub).collect()
}

/// Whether the newest score of a person is this.
fn is_newest(state: &Value, sub: &str, given: f64) -> bool {
    let scores = scores_of(state, sub);
    let newest = scores.last().map(|score| &score["scoreGiven"]);
    newest.and_then(Value::as_f64) == Some(given)
}

/// Whether the course holds so many grades, and the newest is this share of one. Open edX keeps a score first and gives the
/// course its grade then, so whoever looks in between sees the one without the other.
fn is_counted(state: &Value, grades: usize, share: f64) -> bool {
    let all = state["grades"].as_array().unwrap();
    all.len() == grades
        && all
            .last()
            .map(|grade| &grade["score"])
            .and_then(Value::as_f64)
            == Some(share)
}

/// Whether the newest score of a person says that work waits to be graded.
fn is_pending(state: &Value, sub: &str) -> bool {
    let scores = scores_of(state, sub);
    scores
        .last()
        .is_some_and(|score| score["gradingProgress"] == "PendingManual")
}

async fn a_result_and_its_revision_reach_the_gradebook_in_order_and_are_read_back(pair: Pair) {
    let course = Course::with_pick(pair).await;
    let sub = course.pair.platform.ready.people["learner"].sub.clone();
    let mut learner = course.opened("learner").await;

    let work = learner.hand_in().await;
    let handed_in = course
        .until("handed in", |state| is_pending(state, &sub))
        .await;
    course.assess(3).await;
    let first = course
        .until("3 of 10", |state| is_newest(state, &sub, 3.0))
        .await;
    learner.revise(&work).await;
    let again = course
        .until("handed in again", |state| is_pending(state, &sub))
        .await;
    course.assess(10).await;
    let last = course
        .until("10 of 10", |state| is_newest(state, &sub, 10.0))
        .await;

    // Each was newer than the one before, by the platform's own reading of the time.
    let stamps = [&handed_in, &first, &again, &last].map(|state| {
        let stamp = scores_of(state, &sub).last().unwrap()["timestamp"].clone();
        stamp.as_str().unwrap().replace("+00:00", "Z")
    });
    assert!(stamps.is_sorted_by(|one, other| one < other), "{stamps:?}");
    let score = scores_of(&last, &sub).pop().unwrap();
    assert_eq!(score["scoreMaximum"], 10.0, "{score}");
    assert_eq!(score["activityProgress"], "Completed");
    let comment = score["comment"].as_str().unwrap();
    // The words that the author has for the earner, and not the name that the band has among those who assess.
    assert!(
        comment.starts_with("Earned: You have shown it."),
        "{comment}"
    );
    match course.pair.platform.product {
        Product::OpenLearning => assert_eq!(scores_of(&last, &sub).len(), 4, "{last:#}"),
        Product::OpenEdx => {
            let counted = course
                .until("counted", |state| is_counted(state, 2, 1.0))
                .await;
            assert_eq!(counted["grades"][0]["score"], 0.3, "{counted:#}");
        }
    }
    let caller = Caller::of(&course).await;
    let read = caller.result(&sub).await.unwrap().unwrap();
    assert_eq!((read.score, read.maximum), (Some(10.0), 10.0));
    assert_eq!(read.comment.as_deref(), Some(comment));
    assert_eq!(caller.result("nobody").await.unwrap(), None);
    assert_eq!(course.pair.tool.list(&["outbox", "list"]), json!([]));
}

/// As another process of the tool would have it whose clock runs ahead: the platform's newest score is a little ahead of
/// ours, and then much.
async fn a_platform_that_has_a_newer_score_gets_ours_once_it_is_the_newest(pair: Pair) {
    let course = Course::with_pick(pair).await;
    let people = &course.pair.platform.ready.people;
    let [near, far] = ["learner", "learner-2"].map(|person| people[person].sub.clone());
    for (person, sub) in [("learner", &near), ("learner-2", &far)] {
        let mut learner = course.opened(person).await;
        learner.hand_in().await;
        course
            .until("handed in", |state| is_pending(state, sub))
            .await;
    }
    let caller = Caller::of(&course).await;
    // One learner's score is as new as the one that the tool is about to send, so that one correction is enough.
    let ahead = course.app.clock.now().plus(Duration::from_secs(600));
    caller.say_nothing_new(&near, ahead).await.unwrap();
    let mut tx = course.app.db.write().await.unwrap();
    query(
        "UPDATE gradebook_cell SET last_stamp = $1
         WHERE lms_user_id IN (SELECT id FROM lms_user WHERE sub = $2)",
    )
    .bind(microcred::clock::Timestamp::from_millis(ahead.millis() - 1))
    .bind(near.as_str())
    .execute(&mut tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    // The other learner's is newer by more than corrections reach.
    let beyond = course.app.clock.now().plus(Duration::from_secs(20));
    caller.say_nothing_new(&far, beyond).await.unwrap();

    course.assess(10).await;
    course
        .until("10 of 10", |state| is_newest(state, &near, 10.0))
        .await;
    let waiting = wait_for_refusal(&course).await;
    assert_eq!(waiting["reason"], "newer-there", "{waiting}");
    assert_eq!(waiting["state"], "retry", "it is tried again by itself");
    let state = course.pair.platform.state().await;
    assert!(!is_newest(&state, &far, 10.0), "{state:#}");

    while course.app.clock.now() <= beyond {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let id = waiting["id"].as_str().unwrap();
    course.pair.tool.run(&["outbox", "retry", id]);
    course
        .until("10 of 10", |state| is_newest(state, &far, 10.0))
        .await;
    if let Product::OpenEdx = course.pair.platform.product {
        course
            .until("counted", |state| is_counted(state, 2, 1.0))
            .await;
    }
}

/// The one score that waits, once it was refused.
async fn wait_for_refusal(course: &Course) -> Value {
    let mut waiting = Value::Null;
    for _ in 0..100 {
        waiting = course.pair.tool.list(&["outbox", "list"]);
        if waiting[0]["state"] == "retry" || waiting[0]["state"] == "dead" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(waiting.as_array().unwrap().len(), 1, "{waiting}");
    waiting[0].clone()
}

/// Only Open edX has links without a column.
#[tokio::test]
async fn a_link_without_a_column_gets_one_that_counts() {
    let Some(pair) = Pair::start_without_columns() else {
        return;
    };
    let course = Course::with_pick(pair).await;
    let sub = course.pair.platform.ready.people["learner"].sub.clone();
    let mut learner = course.opened("learner").await;
    let before = course.pair.platform.state().await;
    assert_eq!(before["line_items"], json!([]));

    learner.hand_in().await;
    course
        .until("handed in", |state| is_pending(state, &sub))
        .await;
    course.assess(10).await;
    let state = course
        .until("10 of 10", |state| is_newest(state, &sub, 10.0))
        .await;

    let columns = state["line_items"].as_array().unwrap();
    assert_eq!(columns.len(), 1, "{state:#}");
    assert_eq!(columns[0]["resourceId"], format!("credential:{SLUG}"));
    assert_eq!(columns[0]["tag"], "points");
    assert_eq!(columns[0]["scoreMaximum"], 10);
    // Open edX counts what belongs to the link, and nothing else.
    course
        .until("counted", |state| is_counted(state, 1, 1.0))
        .await;
}
