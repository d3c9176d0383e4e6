//! What people meet who are late, early, or not themselves.

use super::{Person, SLUG, Scene, save, write};
use crate::support::app::TOOL;
use crate::support::browser::Visit;

/// Fills in what is required, as far as handing in looks at it.
async fn complete(scene: &Scene) {
    write(
        scene,
        "UPDATE credential_version SET definition =
             REPLACE(definition, '\"required\":true', '\"required\":false')",
    )
    .await;
}

const CONFIRMED: [(&str, &str); 4] = [
    ("own_work", "yes"),
    ("student_privacy", "yes"),
    ("consent_obtained", "yes"),
    ("ai_disclosure", "not at all"),
];

async fn at_work(scene: &Scene) -> (Person, String) {
    let mut earner = scene.person(|token| token).await;
    let address = earner.start().await;
    let slot = format!("{address}/slots/what-changed");
    let saved = earner.put(&slot, &save(0, "<p>More voices.</p>")).await;
    assert_eq!(saved.status(), 200, "{}", saved.text());
    (earner, address)
}

#[tokio::test]
async fn who_presses_twice_gets_the_receipt_twice() {
    let scene = Scene::new().await;
    complete(&scene).await;
    let (earner, address) = at_work(&scene).await;
    let mut fields = vec![("form_token", earner.form_token.as_str())];
    fields.extend(CONFIRMED);
    let submit = format!("{address}/submit");
    let press = || Visit::form(&submit, &fields).from(TOOL);
    let (mut one, mut other) = (earner.browser.clone(), earner.browser.clone());
    let (first, second) = tokio::join!(one.visit(press()), other.visit(press()));
    for answer in [first, second] {
        assert_eq!(answer.status(), 303, "{}", answer.text());
        assert_eq!(answer.location(), address);
    }
}

#[tokio::test]
async fn who_is_late_is_told_that_and_not_that_something_is_unconfirmed() {
    let scene = Scene::new().await;
    complete(&scene).await;
    let (mut earner, address) = at_work(&scene).await;
    let submit = format!("{address}/submit");
    let answer = earner.post(&submit, &[]).await;
    assert_eq!(answer.status(), 422);
    assert!(answer.text().contains("not confirmed"), "{}", answer.text());
    write(&scene, "UPDATE attempt SET window_ends_at = 1").await;
    let answer = earner.post(&submit, &CONFIRMED).await;
    assert_eq!(answer.status(), 422);
    assert!(!answer.text().contains("not confirmed"));
    assert!(answer.text().contains("The time for this try is over"));
    assert!(answer.has("input[name=own_work][checked]"));
}

#[tokio::test]
async fn who_acts_in_the_earners_place_reads_and_opens_no_file() {
    let scene = Scene::new().await;
    let (mut earner, address) = at_work(&scene).await;
    write(&scene, "UPDATE launch SET is_masquerading = TRUE").await;
    for page in ["", "/parts/change", "/submit", "/check"] {
        let answer = earner.browser.get(&format!("{address}{page}")).await;
        assert_eq!(answer.status(), 200, "{page}");
    }
    let saved = earner
        .put(
            &format!("{address}/slots/what-changed"),
            &save(1, "<p>x</p>"),
        )
        .await;
    assert_eq!(saved.status(), 403);
    write(&scene, "UPDATE attempt SET state = 'submitted'").await;
    let answer = earner.browser.get(&address).await;
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn what_is_kept_is_acknowledged_even_when_nothing_can_be_said_of_it() {
    let scene = Scene::new().await;
    let (mut earner, address) = at_work(&scene).await;
    write(
        &scene,
        "INSERT INTO file_object (id, attempt_id, slot_id, state, object_key, original_name, bytes, alt_text, caption,
             position, created_at, updated_at)
         SELECT id, id, 'lesson-video', 'nobody knows', '', '', 0, '', '', 1, 0, 0 FROM attempt",
    )
    .await;
    let slot = format!("{address}/slots/lesson-video");
    let mut film = save(0, "");
    film["answer"] = serde_json::json!({
        "kind": "recording", "link": null, "stated_length": null, "transcript": "Good morning.", "notes": [],
    });
    let saved = earner.put(&slot, &film).await;
    assert_eq!(saved.status(), 200, "{}", saved.text());
    assert_eq!(saved.json()["seq"], 1);
    assert_eq!(saved.json()["review"], serde_json::Value::Null);
}

#[tokio::test]
async fn what_cannot_be_begun_leaves_no_trace() {
    let scene = Scene::new().await;
    let mut earner = scene.person(|token| token).await;
    write(&scene, "UPDATE catalog_entry SET status = 'paused'").await;
    let start = format!("{}/c/{SLUG}/start", earner.path);
    let answer = earner.post(&start, &[]).await;
    assert_eq!(answer.status(), 409, "{}", answer.text());
    let enrollments = "SELECT CAST(COUNT(*) AS BIGINT) FROM enrollment";
    assert_eq!(scene.app.count(enrollments).await, 0);

    // Who has begun goes on.
    write(&scene, "UPDATE catalog_entry SET status = 'offered'").await;
    let address = earner.start().await;
    write(&scene, "UPDATE catalog_entry SET status = 'paused'").await;
    assert_eq!(earner.start().await, address);
}

#[tokio::test]
async fn who_is_too_late_with_a_part_gets_the_words_back() {
    let scene = Scene::new().await;
    let (mut earner, address) = at_work(&scene).await;
    let change = format!("{address}/parts/change");
    let typed = [
        ("s_what-changed", "1"),
        ("a_what-changed_text", "Words <b>of mine</b>."),
        ("s_count-table", "0"),
        ("a_count-table_0_counted", "Hands"),
    ];
    write(&scene, "UPDATE attempt SET state = 'submitted'").await;
    let answer = earner.post(&change, &typed).await;
    assert_eq!(answer.status(), 409);
    let kept = answer.texts("textarea[readonly]");
    assert_eq!(kept, ["Words <b>of mine</b>.", "Hands"]);

    scene
        .app
        .clock
        .advance(std::time::Duration::from_secs(13 * 3600));
    let answer = earner.post(&change, &typed).await;
    assert_eq!(answer.status(), 401);
    let kept = answer.texts("textarea[readonly]");
    assert!(
        kept.contains(&String::from("Words <b>of mine</b>.")),
        "{kept:?}"
    );

    // Nobody else's page has it shown.
    let visit = Visit::form(&change, &typed).from("https://evil.example");
    let answer = earner.browser.visit(visit).await;
    assert_eq!(answer.status(), 403);
    assert!(!answer.text().contains("of mine"));
}

#[tokio::test]
async fn a_link_given_before_stays_where_links_are_taken_no_more() {
    let scene = Scene::new().await;
    let (mut earner, address) = at_work(&scene).await;
    let slot = format!("{address}/slots/lesson-video");
    let film = |link: Option<&str>, transcript: &str, based_on: i64| {
        serde_json::json!({
            "based_on": based_on,
            "save_id": uuid::Uuid::now_v7().to_string(),
            "answer": {
                "kind": "recording", "link": link, "stated_length": link.map(|_| "7:10"),
                "transcript": transcript, "notes": [],
            },
        })
    };
    let given = "https://video.example.org/lesson";
    let saved = earner.put(&slot, &film(Some(given), "", 0)).await;
    assert_eq!(saved.status(), 200, "{}", saved.text());
    write(
        &scene,
        "UPDATE catalog_entry SET accepts_linked_media = FALSE",
    )
    .await;
    let saved = earner.put(&slot, &film(None, "Good morning.", 1)).await;
    assert_eq!(saved.status(), 200, "{}", saved.text());
    let kept = earner.put(&slot, &film(None, "x", 1)).await.json();
    assert_eq!(kept["newer"]["link"], given);
    assert_eq!(kept["newer"]["transcript"], "Good morning.");

    // Where links are taken, it can be taken back.
    write(
        &scene,
        "UPDATE catalog_entry SET accepts_linked_media = TRUE",
    )
    .await;
    earner.put(&slot, &film(None, "", 2)).await;
    let kept = earner.put(&slot, &film(None, "x", 2)).await.json();
    assert_eq!(kept["newer"]["link"], serde_json::Value::Null);
}
