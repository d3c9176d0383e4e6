//! The gradebook beside the tool's results, and the check of the set-up.

use microcred::lti::names::claim;
use microcred::store::query;
use serde_json::json;

use super::{COMMENT, Scene};

#[tokio::test]
async fn both_numbers_are_shown_and_what_is_stuck_can_be_settled() {
    let scene = Scene::new().await;
    scene.answered("dana", "Dana Rey", 3).await;
    let mut tx = scene.app.app.db.write().await.unwrap();
    query("UPDATE score_post SET state = 'dead', reason = $1 WHERE kind = 'decision'")
        .bind("not-in-course")
        .execute(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut teacher = scene.instructor().await;
    let sync = format!("{}/sync", teacher.path);
    let panel = teacher.browser.get(&sync).await;
    assert_eq!(panel.status(), 200, "{}", panel.text());
    let text = panel.text();
    assert!(
        text.contains("Dana Rey") && text.contains("14 of 20") && !text.contains(COMMENT),
        "{text}"
    );
    let form = panel.form_of(".table form button");
    assert!(form.action.ends_with("/again"), "{}", form.action);

    let mut earner = scene.person(|token| token.person("dana", "Dana Rey")).await;
    let path = form.action.replace(&teacher.path, &earner.path);
    assert_eq!(earner.post(&path, &[]).await.status(), 404);
    let mut other = scene
        .person(|token| {
            token
                .person("other", "Kim Adler")
                .instructor()
                .with(claim::CONTEXT, json!({"id": "another"}))
                .with(claim::RESOURCE_LINK, json!({"id": "rl-another"}))
        })
        .await;
    let path = form.action.replace(&teacher.path, &other.path);
    for action in [path.clone(), path.replace("/again", "/accept")] {
        assert_eq!(other.post(&action, &[]).await.status(), 404);
    }

    let accept = form.action.replace("/again", "/accept");
    assert_eq!(teacher.post(&accept, &[]).await.status(), 303);
    let panel = teacher.browser.get(&sync).await;
    assert!(!panel.has(".table form"));
    assert!(panel.text().contains("The LMS’s"));
    assert_eq!(teacher.post(&accept, &[]).await.status(), 404);
}

#[tokio::test]
async fn the_check_names_the_numbers_of_this_course() {
    let scene = Scene::new().await;
    let token = json!({"access_token": "t", "token_type": "Bearer", "expires_in": 3600});
    scene
        .app
        .network
        .publish("https://lms.example/token", &token);
    let mut teacher = scene.instructor().await;
    let path = format!("{}/setup", teacher.path);
    for (document, said) in [
        (
            json!({"id": "https://lms.example/items/1", "scoreMaximum": 20}),
            "has 20 points, as it should",
        ),
        (
            json!({"id": "https://lms.example/items/1", "scoreMaximum": 100}),
            "has 100 points",
        ),
        (json!({"scoreMaximum": "many"}), "could not look at"),
    ] {
        scene
            .app
            .network
            .publish("https://lms.example/items/1", &document);
        let page = teacher.browser.get(&path).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    scene
        .app
        .network
        .publish("https://lms.example/items/1", &json!({"scoreMaximum": 100}));
    let page = teacher.browser.get(&path).await;
    assert!(
        page.text().contains("a score of at least 80"),
        "{}",
        page.text()
    );
}
