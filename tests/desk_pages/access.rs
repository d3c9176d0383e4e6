//! Who finds the desk, and who finds nothing there.

use microcred::domain::grant::ToolRole;
use serde_json::json;

use super::{EARNER, Scene, with_picture};
use crate::support::token::Token;

#[tokio::test]
async fn everybody_without_a_tool_role_finds_no_desk() {
    let scene = Scene::new(&json!({})).await;
    let mut earner = scene.opened(EARNER, false).await;
    with_picture(&scene, &mut earner).await;
    let mut assessor = scene.assessor("sub-of-ines").await;
    let address = assessor.take().await.unwrap();
    assessor.begin(&address).await;
    let page = assessor.get(&address).await;
    let file = page.attribute(".file-name a", "href");
    let below = |path: &str, person: &str| format!("{person}{}", &path[assessor.path.len()..]);
    let (address, file) = (below(&address, ""), below(&file, ""));

    let other_learner = ("sub-of-kim", "Kim Vale");
    let mut people = vec![
        ("the educator", scene.opened(EARNER, false).await),
        ("another learner", scene.opened(other_learner, false).await),
        (
            "an instructor",
            scene.opened(("sub-of-dana", "Dana Rey"), true).await,
        ),
        ("another assessor", scene.assessor("sub-of-noor").await),
        (
            "a lead",
            scene.staff("sub-of-jorge", &[ToolRole::LeadAssessor]).await,
        ),
        (
            "a screener",
            scene.staff("sub-of-lena", &[ToolRole::Screener]).await,
        ),
    ];
    for (who, person) in &mut people {
        let is_staff = ["another assessor", "a lead", "a screener"].contains(who);
        let desk = person.desk();
        let found = person.get(&desk).await.status();
        assert_eq!(found, if is_staff { 200 } else { 404 }, "{who}");
        let path = person.path.clone();
        for end in ["", "/review", "/beside"] {
            let found = person.get(&format!("{path}{address}{end}")).await;
            assert_eq!(found.status(), 404, "{who} opens {end}: {}", found.text());
        }
        assert_eq!(
            person.get(&format!("{path}{file}")).await.status(),
            404,
            "{who}"
        );
        for action in ["release", "recuse", "resume", "begin", "review"] {
            let fields = [("reason", "other"), ("seq", "1")];
            let done = person
                .post(&format!("{path}{address}/{action}"), &fields)
                .await;
            assert_eq!(done.status(), 404, "{who} may {action}: {}", done.text());
        }
        let save =
            json!({ "based_on": 1, "save_id": uuid::Uuid::now_v7().to_string(), "answer": {} });
        let saved = person.put(&format!("{path}{address}"), &save).await;
        assert!(
            [404, 409].contains(&saved.status()),
            "{who}: {}",
            saved.text()
        );
        let lead = person.get(&format!("{desk}/lead")).await.status();
        assert_eq!(lead, if *who == "a lead" { 200 } else { 404 }, "{who}");
        let screening = person.get(&format!("{desk}/screening")).await.status();
        assert_eq!(
            screening,
            if *who == "a screener" { 200 } else { 404 },
            "{who}"
        );
    }
}

#[tokio::test]
async fn the_way_to_the_desk_is_on_the_first_page_and_on_the_card() {
    let scene = Scene::new(&json!({})).await;
    let mut assessor = scene.assessor("sub-of-ines").await;
    let desk = assessor.desk();
    for page in ["", "/c/waiting-longer"] {
        let path = format!("{}{page}", assessor.path);
        let shown = assessor.get(&path).await;
        assert_eq!(shown.attribute(".desk-link a", "href"), desk, "{page}");
    }
    let mut instructor = scene.opened(("sub-of-dana", "Dana Rey"), true).await;
    let path = instructor.path.clone();
    assert!(!instructor.get(&path).await.has(".desk-link"));
}

#[tokio::test]
async fn whoever_has_no_part_in_the_course_comes_to_the_desk_at_once() {
    let scene = Scene::new(&json!({})).await;
    scene.assessor("sub-of-ines").await;
    let mut browser = scene.app.browser();
    let visitor = |token: Token| token.person("sub-of-ines", "Inés").roles(&[]);
    let launched = browser.launch(&scene.app, &scene.platform, visitor).await;
    let first = browser.follow(&launched).await;
    assert_eq!(first.location(), format!("{}/desk", launched.location()));
    let desk = browser.follow(&first).await;
    assert_eq!(desk.status(), 200);
    assert!(!desk.has(".back"), "there is nothing above it");
}
