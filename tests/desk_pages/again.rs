//! The next try of the same educator: what changed, what was said, and what need not be scored again.

use serde_json::json;

use super::{COMMENT, EARNER, Scene};

#[tokio::test]
async fn the_next_try_shows_what_changed_and_carries_what_did_not() {
    let scene = Scene::new(&json!({})).await;
    let mut earner = scene.opened(EARNER, false).await;
    let first = scene
        .handed_in(
            &mut earner,
            ["I wait so that they think.", "I count to three."],
        )
        .await;
    let mut assessors = [
        scene.assessor("sub-of-ines").await,
        scene.assessor("sub-of-noor").await,
    ];
    scene.read_all(&mut assessors, 3).await;
    let again = earner.post(&format!("{first}/again"), &[]).await;
    assert_eq!(again.status(), 303, "{}", again.text());
    let address = again.location().to_owned();
    let part = earner.get(&format!("{address}/parts/lesson")).await;
    let seq: i64 = part
        .attribute("input[name=s_how]", "value")
        .parse()
        .unwrap();
    let saved = earner
        .put(
            &format!("{address}/slots/how"),
            &json!({
                "based_on": seq,
                "save_id": uuid::Uuid::now_v7().to_string(),
                "answer": { "kind": "text", "html": "<p>I count to five.</p>" },
            }),
        )
        .await;
    assert_eq!(saved.status(), 200, "{}", saved.text());
    scene.submit(&mut earner, &address).await;

    let (at, work) = {
        let first = assessors[0].take().await;
        match first {
            Some(work) => (0, work),
            None => (1, assessors[1].take().await.unwrap()),
        }
    };
    let assessor = &mut assessors[at];
    assessor.begin(&work).await;
    let page = assessor.get(&work).await;
    assert_eq!(page.texts(".change").len(), 1, "{}", page.text());
    assert!(page.one(".change del").contains("three"));
    assert!(page.one(".change ins").contains("five"));
    assert_eq!(page.texts(".last-time").len(), 2);
    let last = page.texts(".last-time");
    assert!(last.iter().any(|text| text.contains(COMMENT)), "{last:?}");
    // What stands in the part that did not change can be taken over, with the words; the other not.
    assert_eq!(page.texts("[data-carry]").len(), 1);
    let carried = assessor.save(&work, &[("do", "carry:reason")]).await;
    assert_eq!(carried.location(), format!("{work}#c-reason"));
    let page = assessor.get(&work).await;
    assert_eq!(page.one("[data-looked]"), "5 of 10 looked at");
    assert_eq!(page.one("#comment-reason"), COMMENT);
    assert_eq!(page.one("#comment-wait"), "");
}
