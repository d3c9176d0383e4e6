//! Work opened from a gradebook: by the LMS's message, or by a link that names the try.

use microcred::lti::names::{claim, message};
use serde_json::{Value, json};

use super::{COMMENT, Scene, role};
use crate::support::app::LAUNCH_URL;
use crate::support::token::Token;

/// The LMS's message for the work of somebody in the column of the link.
fn reviewing(token: Token, for_user: Value) -> Token {
    token
        .with(claim::MESSAGE_TYPE, message::SUBMISSION_REVIEW)
        .with(claim::FOR_USER, for_user)
        .with(
            claim::AGS_ENDPOINT,
            json!({"scope": [], "lineitem": "https://lms.example/items/1"}),
        )
        .without(claim::RESOURCE_LINK)
        .without(claim::CUSTOM)
}

/// A launch from the course whose address names a try.
fn naming(token: Token, query: &str) -> Token {
    token
        .with(claim::TARGET_LINK_URI, format!("{LAUNCH_URL}{query}"))
        .with(claim::RESOURCE_LINK, json!({"id": "ctx-9"}))
        .without(claim::CUSTOM)
}

#[tokio::test]
async fn an_instructor_sees_the_result_and_nothing_of_the_work() {
    let scene = Scene::new().await;
    let (_, address) = scene.answered("dana", "Dana Rey", 3).await;
    let number = address.rsplit('/').next().unwrap().to_owned();
    let for_user = json!({"user_id": "dana"});
    let teacher = |token: Token| token.person("teacher", "Robin Vale").instructor();
    let encoded = format!("?preview=1%2526review%253D{number}");
    let mut people = vec![
        scene
            .launched(|token| reviewing(teacher(token), for_user))
            .await,
        scene
            .launched(|token| naming(teacher(token), &format!("?review={number}")))
            .await,
        scene
            .launched(|token| naming(teacher(token), &encoded))
            .await,
    ];
    for person in &mut people {
        let page = person.browser.get(&person.path.clone()).await;
        assert_eq!(page.one("h1"), "Work of Dana Rey");
        let text = page.text();
        assert!(text.contains("14 of 20"), "{text}");
        assert!(text.contains("Not yet, can revise"));
        for hidden in [COMMENT, "Three more voices"] {
            assert!(!text.contains(hidden), "{hidden}");
        }
    }
}

#[tokio::test]
async fn a_learner_is_led_to_their_own_and_to_nobody_elses() {
    let scene = Scene::new().await;
    let (_, address) = scene.answered("dana", "Dana Rey", 3).await;
    let number = address.rsplit('/').next().unwrap().to_owned();
    let query = format!("?review={number}");
    let mut browser = scene.app.browser();
    let opened = browser
        .launch(&scene.app, &scene.platform, |token| {
            naming(token.person("dana", "Dana Rey"), &query)
        })
        .await;
    let path = opened.location().to_owned();
    let led = browser.get(&path).await;
    let own = format!("{path}/attempts/{number}");
    assert_eq!(led.location(), own);
    let result = browser.get(&format!("{own}/result")).await;
    assert!(result.text().contains(COMMENT));

    for change in [
        |token: Token| token.person("kim", "Kim Adler"),
        |token: Token| token.person("ada", "Ada Lund").roles(&[&role("Mentor")]),
        |token: Token| token.person("sam", "Sam Reed").roles(&[&role("Member")]),
        // Who teaches another course has no part in this one.
        |token: Token| {
            token
                .person("other", "Bo Lindqvist")
                .instructor()
                .with(claim::CONTEXT, json!({"id": "another"}))
        },
    ] {
        let mut person = scene.launched(|token| naming(change(token), &query)).await;
        let page = person.browser.get(&person.path.clone()).await;
        assert_eq!(page.status(), 200);
        let text = page.text();
        for hidden in [COMMENT, "14 of 20", "Dana Rey", "Not yet, can revise"] {
            assert!(!text.contains(hidden), "{hidden}: {text}");
        }
    }
}

#[tokio::test]
async fn an_id_that_is_none_shows_nothing() {
    let scene = Scene::new().await;
    for query in [
        "?review=",
        "?review=../../etc",
        "?review=019a1fff-5aee-7860-80fb-cc066382239c",
        "?review=%00",
    ] {
        let mut person = scene
            .launched(|token| naming(token.person("teacher", "Robin Vale").instructor(), query))
            .await;
        let page = person.browser.get(&person.path.clone()).await;
        assert_eq!(page.status(), 200, "{query}");
        assert!(page.text().contains("Nothing handed in yet"), "{query}");
    }
}
