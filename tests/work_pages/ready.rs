//! Calling a part ready, for oneself, with and without scripts.

use serde_json::json;

use super::{Scene, save};

#[tokio::test]
async fn a_part_is_ticked_by_its_form_and_shown_wherever_parts_are_listed() {
    let scene = Scene::new().await;
    let mut earner = scene.person(|token| token).await;
    let address = earner.start().await;
    let part = format!("{address}/parts/change");
    let check = format!("{address}/check");
    assert!(!earner.browser.get(&check).await.has("#check-marked"));

    // It is one of the fields of the part, and saved with what was typed.
    let fields = [
        ("s_count-table", "0"),
        ("s_what-changed", "0"),
        ("a_what-changed_text", "Seven more students spoke."),
        ("ready_was", ""),
        ("ready", "yes"),
    ];
    let saved = earner.post(&part, &fields).await;
    assert_eq!(saved.location(), part, "{}", saved.text());
    let page = earner.browser.get(&part).await;
    assert!(page.has("#ready_box[checked]"));
    assert!(page.has("[data-ready-changed][hidden]"));
    assert_eq!(page.texts(".part-links .badge.good").len(), 1);
    let list = earner.browser.get(&address).await;
    assert_eq!(list.one(".step .badge.good"), "Ready for me");
    let checked = earner.browser.get(&check).await;
    assert_eq!(checked.texts("#check-marked ~ .rows .badge.good").len(), 1);
    assert_eq!(checked.texts("#check-marked ~ .rows .badge.quiet").len(), 2);

    // What is changed afterwards is told, and the mark stays.
    let changed = save(1, "<p>Eight more students spoke.</p>");
    let slot = format!("{address}/slots/what-changed");
    assert_eq!(earner.put(&slot, &changed).await.status(), 200);
    let page = earner.browser.get(&part).await;
    assert!(page.has("#ready_box[checked]"));
    assert!(!page.has("[data-ready-changed][hidden]"));
    assert_eq!(page.texts(".part-links .badge.attention").len(), 1);

    // An older page, on which nothing was ticked yet, takes nothing back.
    let old = [("ready_was", ""), ("do", "stay")];
    assert_eq!(earner.post(&part, &old).await.status(), 303);
    assert!(earner.browser.get(&part).await.has("#ready_box[checked]"));
    let again = [
        ("ready_was", "yes"),
        ("ready", "yes"),
        ("ready_again", "yes"),
    ];
    assert_eq!(earner.post(&part, &again).await.status(), 303);
    let page = earner.browser.get(&part).await;
    assert!(page.has("[data-ready-changed][hidden]"));
    let back = [("ready_was", "yes")];
    assert_eq!(earner.post(&part, &back).await.status(), 303);
    let page = earner.browser.get(&part).await;
    assert!(page.has("#ready_box:not([checked])"));
}

#[tokio::test]
async fn a_script_ticks_a_part_and_hears_since_when() {
    let scene = Scene::new().await;
    let mut earner = scene.person(|token| token).await;
    let address = earner.start().await;
    let ready = format!("{address}/parts/change/ready");
    let ticked = earner.put(&ready, &json!({ "is_ready": true })).await;
    assert_eq!(ticked.status(), 200, "{}", ticked.text());
    assert!(ticked.json()["marked_at"].is_string());
    let page = earner.browser.get(&format!("{address}/parts/change")).await;
    assert!(page.has("#ready_box[checked]"));
    let back = earner.put(&ready, &json!({ "is_ready": false })).await;
    assert_eq!(back.json(), json!({ "marked_at": null }));
    for (path, body) in [
        (
            format!("{address}/parts/no-such/ready"),
            json!({ "is_ready": true }),
        ),
        (ready, json!({ "is_ready": "yes" })),
    ] {
        let refused = earner.put(&path, &body).await;
        assert!([400, 404].contains(&refused.status()), "{path}");
    }
}
