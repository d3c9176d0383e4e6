//! Content that is picked on the tool's page, taken by a foreign platform, and opened from there.

use serde_json::json;

use super::browser::Browser;
use super::platform::{Pair, Product, on_each_platform};

on_each_platform! {
    what_is_picked_is_taken_and_opens: start,
}

async fn what_is_picked_is_taken_and_opens(pair: Pair) {
    let mut teacher = Browser::in_frame();
    let picker = teacher.launch(&pair.platform.picker_url("teacher")).await;
    let choice = picker.form("form").with("choice", "course_page");
    let answer = teacher.submit(&choice).await.form("form#return");
    let taken = teacher.submit(&answer).await;
    assert_eq!(taken.status, 200, "{taken}");

    let state = pair.platform.state().await;
    let item = &state["content_items"][0];
    assert_eq!(item["type"], "ltiResourceLink", "{state}");
    assert_eq!(item["title"], "Micro-credentials");
    assert_eq!(item["url"], format!("{}/lti/launch", pair.tool.url));

    let page = Browser::new()
        .launch(&pair.platform.item_url("learner"))
        .await;
    assert_eq!(page.facts()["Name"], "Dana Rey", "{page}");
    assert_eq!(page.facts()["Role"], "Participant");
}

#[tokio::test]
async fn picking_nothing_is_taken_too() {
    let Some(pair) = Pair::start(Product::OpenLearning) else {
        return;
    };
    let mut teacher = Browser::new();
    let picker = teacher.launch(&pair.platform.picker_url("teacher")).await;
    let choice = picker.form("form").with("choice", "none");
    let answer = teacher.submit(&choice).await.form("form#return");
    let taken = teacher.submit(&answer).await;

    assert_eq!(taken.status, 200, "{taken}");
    let state = pair.platform.state().await;
    assert_eq!(state["content_items"], json!([]));
}

/// Not of Open edX, which does not even let a learner ask.
#[tokio::test]
async fn a_learner_is_offered_nothing_to_pick() {
    let Some(pair) = Pair::start(Product::OpenLearning) else {
        return;
    };
    let mut learner = Browser::new();
    let page = learner.launch(&pair.platform.picker_url("learner")).await;

    assert_eq!(page.status, 403, "{page}");
    assert_eq!(page.code().as_deref(), Some("not-allowed"));
}
