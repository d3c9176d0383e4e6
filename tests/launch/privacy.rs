//! Data privacy launches: who may ask what is held about whom, and that the answer is complete.

use microcred::lti::names::{claim, message};
use serde_json::{Value, json};

use super::start;
use crate::support::platform::TestPlatform;
use crate::support::token::{EMAIL, INSTITUTION, MEMBERSHIP, NAME, SUB, Token};

/// A launch without course and link, as the message is sent.
fn asks(token: Token, subject: &str) -> Token {
    token
        .without(claim::RESOURCE_LINK)
        .without(claim::CONTEXT)
        .with(claim::MESSAGE_TYPE, message::DATA_PRIVACY)
        .with(claim::FOR_USER, json!({"user_id": subject}))
}

fn administrator(token: Token) -> Token {
    token
        .person("sub-of-ada", "Ada Lund")
        .roles(&[&format!("{INSTITUTION}Administrator")])
}

#[tokio::test]
async fn an_administrator_sees_what_is_held_about_somebody() {
    let (app, platform, mut browser) = start().await;
    app.browser().open(&app, &platform, |token| token).await;
    for kind in [message::DATA_PRIVACY, message::DATA_PRIVACY_PREFIXED] {
        let about_dana =
            |token: Token| asks(administrator(token), SUB).with(claim::MESSAGE_TYPE, kind);
        let page = browser.open(&app, &platform, about_dana).await.page;
        let facts = page.texts(".facts dd");
        assert_eq!(facts[..2], [NAME, EMAIL]);
        assert!(
            facts[2].starts_with("1 visit from the learning platform"),
            "{facts:?}"
        );
        assert_eq!(facts[3], "Reading science");
    }
}

#[tokio::test]
async fn somebody_sees_what_is_held_about_themselves() {
    let (app, platform, mut browser) = start().await;
    let page = browser
        .open(&app, &platform, |token| asks(token, SUB))
        .await
        .page;
    assert_eq!(page.texts(".facts dd")[..2], [NAME, EMAIL]);
}

#[tokio::test]
async fn nobody_else_asks_about_others() {
    let (app, platform, mut browser) = start().await;
    app.browser().open(&app, &platform, |token| token).await;
    let before = app.launches().await;
    for role in ["Learner", "Instructor", "Mentor", "Administrator"] {
        let other = |token: Token| {
            let role = format!("{MEMBERSHIP}{role}");
            asks(token.person("sub-of-kim", "Kim Vale").roles(&[&role]), SUB)
        };
        let answer = browser.launch(&app, &platform, other).await;
        assert_eq!(
            (answer.status(), &*answer.code()),
            (403, "privacy_not_allowed"),
            "{role}"
        );
    }
    let nobody = |token: Token| asks(administrator(token), SUB).with(claim::FOR_USER, json!({}));
    let answer = browser.launch(&app, &platform, nobody).await;
    assert_eq!(
        (answer.status(), &*answer.code()),
        (401, "for_user_missing")
    );
    assert_eq!(app.launches().await, before);
}

#[tokio::test]
async fn what_is_held_can_be_taken_along_as_a_file() {
    let (app, platform, mut browser) = start().await;
    app.browser().open(&app, &platform, |token| token).await;
    let opened = browser
        .open(&app, &platform, |token| asks(administrator(token), SUB))
        .await;
    let href = opened.page.attribute("a[href$=export]", "href");
    let file = browser.get(&href).await;
    assert_eq!(file.header("content-type"), "application/json");
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"personal-data.json\""
    );
    assert_eq!(file.header("cache-control"), "no-store");
    let expected = json!({
        "lms_user_id": SUB, "name": NAME, "email": EMAIL, "launches": 1,
        "last_launch_at": app.now().rfc3339(), "courses": ["Reading science"],
        "work": [], "awards": [],
    });
    assert_eq!(file.json(), expected);
    let written = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE kind = 'privacy.export'";
    assert_eq!(app.count(written).await, 1, "and who took it along");

    let stranger = app.browser().get(&href).await;
    assert_eq!(stranger.status(), 401);
}

#[tokio::test]
async fn of_an_unknown_person_nothing_is_held_and_nothing_is_exported() {
    let (app, platform, mut browser) = start().await;
    let other = TestPlatform::new("other.example").connect(&app).await;
    let elsewhere = |token: Token| token.person("sub-of-kim", "Kim Vale");
    app.browser().open(&app, &other, elsewhere).await;
    let about_kim = |token: Token| asks(administrator(token), "sub-of-kim");
    let opened = browser.open(&app, &platform, about_kim).await;
    assert!(opened.page.text().contains("We hold nothing"));
    assert!(
        !opened.page.text().contains("Kim Vale"),
        "another platform's person is another's"
    );
    let export = browser
        .get(&format!("{}/privacy/export", opened.path))
        .await;
    assert_eq!(export.status(), 404);
}

#[tokio::test]
async fn a_session_of_another_kind_exports_nothing() {
    let (app, platform, mut browser) = start().await;
    let opened = browser.open(&app, &platform, administrator).await;
    let export = browser
        .get(&format!("{}/privacy/export", opened.path))
        .await;
    assert_eq!((export.status(), &*export.code()), (403, "not-allowed"));
}

#[tokio::test]
async fn a_privacy_launch_needs_no_roles_claim_to_be_about_oneself() {
    let (app, platform, mut browser) = start().await;
    let bare = |token: Token| {
        let token = asks(token, SUB)
            .without(claim::ROLES)
            .without(claim::TARGET_LINK_URI);
        token.with(claim::LAUNCH_PRESENTATION, Value::Null)
    };
    browser.open(&app, &platform, bare).await;
}
