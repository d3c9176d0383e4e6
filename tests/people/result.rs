//! What educators read of their result, and what they go on from.

use super::{COMMENT, PRIVATE, SLUG, Scene, definition, role, write};
use crate::work_pages::Person;

#[tokio::test]
async fn an_educator_reads_the_result_revises_and_earns() {
    let scene = Scene::new().await;
    let (mut earner, first) = scene.answered("dana", "Dana Rey", 3).await;

    // Whoever comes in is told, until it was read.
    let card = earner.browser.get(&earner.path.clone()).await;
    assert!(card.text().contains("There is a result"), "{}", card.text());
    let led = earner.browser.get(&first).await;
    assert_eq!(led.location(), format!("{first}/result"));
    let result = earner.browser.get(&format!("{first}/result")).await;
    assert_eq!(result.status(), 200, "{}", result.text());
    assert_eq!(result.one("h1"), "Not yet – here is what leads on");
    let text = result.text();
    for said in [
        COMMENT,
        "Try the same plan in another class.",
        "14 of 20",
        "5 of 5",
        "3 of 5",
    ] {
        assert!(text.contains(said), "{said}");
    }
    for unsaid in [PRIVATE, "Sam Reed", "assessor-1"] {
        assert!(!text.contains(unsaid), "{unsaid}");
    }
    // Comments lead to the work on the same page.
    assert!(result.has("a[href='#work-question-one']"));
    assert!(result.has("article#work-question-one"));
    let card = earner.browser.get(&earner.path.clone()).await;
    assert!(!card.text().contains("There is a result: "));
    // The card leads to the answer, too.
    let answer = card.attribute(".state a.primary", "href");
    assert_eq!(answer, format!("{first}/result"));

    // The revision begins with the work, and with what was said beside it.
    let again = earner.post(&format!("{first}/again"), &[]).await;
    assert_eq!(again.status(), 303, "{}", again.text());
    let second = again.location().to_owned();
    assert_ne!(second, first);
    let list = earner.browser.get(&second).await;
    assert!(list.has(&format!("a[href='{first}/result']")));
    assert_eq!(
        list.texts(".step .badge"),
        ["Shown last time", "Read the comments"]
    );
    let part = earner
        .browser
        .get(&format!("{second}/parts/reflection"))
        .await;
    assert!(part.text().contains(COMMENT));
    assert!(part.text().contains("Three more voices."));
    assert!(!part.has("details.unchanged"));
    // What was shown can stay as it is.
    let part = earner
        .browser
        .get(&format!("{second}/parts/overview"))
        .await;
    assert!(part.has("details.unchanged"));
    assert!(!part.text().contains(PRIVATE));

    write(
        &mut earner,
        &second,
        "reflection-text",
        1,
        "<p>Five more voices.</p>",
    )
    .await;
    let form = earner.browser.get(&format!("{second}/submit")).await;
    assert!(form.has("textarea[name=change_note]"));
    scene.hand_in(&mut earner, &second).await;
    scene.read(&second, 5).await;
    let result = earner.browser.get(&format!("{second}/result")).await;
    assert_eq!(result.one("h1"), "You have earned this micro-credential");
    assert!(result.has(&format!("a[href='{first}/result']")));
    assert!(!result.has(&format!("form[action='{second}/again']")));

    // The earlier result stays, and leads to the later one.
    let result = earner.browser.get(&format!("{first}/result")).await;
    assert_eq!(result.one("h1"), "Not yet – here is what leads on");
    assert!(result.has(&format!("a[href='{second}']")));
}

#[tokio::test]
async fn there_is_nothing_to_read_before_it_is_released() {
    let mut definition = definition();
    definition.assessment.release = microcred::domain::credential::Release::Lead;
    let scene = Scene::with(definition).await;
    let (mut earner, address) = scene.at_work("dana", "Dana Rey").await;
    let result = format!("{address}/result");
    assert_eq!(earner.browser.get(&result).await.status(), 404);
    scene.hand_in(&mut earner, &address).await;
    assert_eq!(earner.browser.get(&result).await.status(), 404);
    let status = earner.browser.get(&address).await;
    assert!(status.has(".way"), "{}", status.text());
    assert!(!status.text().contains(COMMENT));
}

/// Who sees what of a result (domain model B.3): the earner all of it, everybody else nothing.
#[tokio::test]
async fn a_result_is_its_earners_alone() {
    let scene = Scene::new().await;
    let (mut earner, address) = scene.answered("dana", "Dana Rey", 3).await;
    let mut people: Vec<(&str, Person)> = vec![
        (
            "another earner",
            scene.person(|token| token.person("kim", "Kim Adler")).await,
        ),
        ("an instructor", scene.instructor().await),
        (
            "an assessor",
            scene
                .person(|token| token.person("assessor-1", "Sam Reed"))
                .await,
        ),
    ];
    for (name, role_name) in [("an observer", "Mentor"), ("a visitor", "Member")] {
        let role = role(role_name);
        let person = scene.person(|token| token.person(role_name, "Ada Lund").roles(&[&role]));
        people.push((name, person.await));
    }
    let number = address.rsplit('/').next().unwrap().to_owned();
    for (name, person) in &mut people {
        for path in [
            format!("{}/attempts/{number}/result", person.path),
            format!("{}/attempts/{number}", person.path),
            format!("{}/attempts/{number}/parts/overview", person.path),
        ] {
            let answer = person.browser.get(&path).await;
            assert_eq!(answer.status(), 404, "{name} {path}");
            assert!(!answer.text().contains(COMMENT), "{name}");
        }
        for verb in ["again", "hand-over"] {
            let path = format!("{}/attempts/{number}/{verb}", person.path);
            assert_eq!(person.post(&path, &[]).await.status(), 404, "{name} {verb}");
        }
        // Another browser's session opens nothing either.
        let theirs = person.browser.get(&format!("{address}/result")).await;
        assert_eq!(theirs.status(), 401, "{name}");
    }
    let own = earner.browser.get(&format!("{address}/result")).await;
    assert_eq!(own.status(), 200);
    let details = earner
        .browser
        .get(&format!("{}/c/{SLUG}/details", earner.path))
        .await;
    assert!(!details.text().contains(COMMENT));
}
