//! Looking work through before it is read.

use microcred::domain::grant::ToolRole;
use serde_json::json;

use super::{EARNER, Scene, with_picture};

#[tokio::test]
async fn work_is_looked_through_and_goes_back_with_a_reason_or_on() {
    let scene = Scene::new(&json!({ "screening": true })).await;
    let mut earner = scene.opened(EARNER, false).await;
    let work = with_picture(&scene, &mut earner).await;
    let mut screener = scene.staff("sub-of-lena", &[ToolRole::Screener]).await;
    let mut assessor = scene.assessor("sub-of-ines").await;
    assert_eq!(assessor.take().await, None, "it is not looked through yet");

    let list = format!("{}/screening", screener.desk());
    let page = screener.get(&list).await;
    let address = page.attribute(".card.desk-card a", "href");
    let page = screener.get(&address).await;
    assert!(page.text().contains("I wait so that they think."));
    assert!(!page.text().contains("Lindqvist"));
    let file = page.attribute(".file-name a", "href");
    assert_eq!(screener.get(&file).await.status(), 200);
    let silent = screener
        .post(
            &format!("{address}/return"),
            &[("note", "Look at the board.")],
        )
        .await;
    assert_eq!(silent.status(), 422);
    assert_eq!(silent.one("#note"), "Look at the board.");
    let back = screener
        .post(
            &format!("{address}/return"),
            &[
                ("reason", "unreadable"),
                ("reason", "student_data"),
                ("note", "Look at the board."),
            ],
        )
        .await;
    assert_eq!(back.location(), list, "{}", back.text());
    assert_eq!(screener.get(&address).await.status(), 404);
    assert_eq!(screener.get(&file).await.status(), 404);

    // It is handed in again, and passed on.
    scene.submit(&mut earner, &work).await;
    let passed = screener.post(&format!("{address}/pass"), &[]).await;
    assert_eq!(passed.location(), list, "{}", passed.text());
    let twice = screener.post(&format!("{address}/pass"), &[]).await;
    assert_eq!(twice.status(), 409);
    assert!(assessor.take().await.is_some());
}
