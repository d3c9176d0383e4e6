//! What has to be held before work can begin, and what is recognised where it is held already.

use microcred::domain::award::State as Award;
use microcred::domain::stack::{Order, Stack};

use super::World;
use crate::support::award;
use crate::support::browser::{Answer, Browser};
use crate::support::content;

const START: &str = "form[action$='/start'] button";

/// Presses the start of a micro-credential.
async fn start(browser: &mut Browser, page: &Answer) -> Answer {
    browser.press(page, START).await
}

/// A micro-credential that builds on two others.
async fn building(world: &World) {
    let mut definition = content::definition("building");
    definition.requires = vec!["asking".into(), "voices".into()];
    world.publish(definition).await;
}

#[tokio::test]
async fn the_card_says_what_comes_first_with_links_and_opens_when_it_is_held() {
    let world = World::new().await;
    building(&world).await;
    let template = world.credential("building").await;
    let links = |page: &Answer| page.texts(".state .missing a");
    let opened = world.dana("c", "b", template).await;
    assert_eq!(
        links(&opened.page),
        ["The art of asking", "The art of voices"]
    );
    assert!(!opened.page.has(START));
    let href = opened.page.attribute(".state .missing a", "href");
    let there = world.open("dana", "c", "b", Some(template)).await;
    let (mut browser, again) = there;
    let path = format!("{}{}", again.path, href.strip_prefix(&opened.path).unwrap());
    assert_eq!(browser.get(&path).await.one("h1"), "The art of asking");

    world.earn("asking").await;
    let opened = world.dana("c", "b", template).await;
    assert_eq!(links(&opened.page), ["The art of voices"]);
    let voices = world.earn("voices").await;
    let (mut browser, opened) = world.open("dana", "c", "b", Some(template)).await;
    let begun = start(&mut browser, &opened.page).await;
    assert_eq!(begun.status(), 303, "{}", begun.text());
    // Who has begun goes on, whatever becomes of what they held before.
    award::change(&world.app.app, voices, (Award::Active, Award::Revoked)).await;
    let (mut browser, opened) = world.open("dana", "c", "b", Some(template)).await;
    assert!(!opened.page.has(".state .missing"));
    let work = opened.page.attribute(".state a.primary", "href");
    assert_eq!(browser.get(&work).await.status(), 200);
}

#[tokio::test]
async fn work_does_not_begin_behind_the_cards_back() {
    let world = World::new().await;
    let mut definition = content::definition("building");
    world.publish(definition.clone()).await;
    let template = world.credential("building").await;
    let (mut browser, opened) = world.open("dana", "c", "b", Some(template)).await;
    // It begins to ask for something while the page is open.
    definition.requires = vec!["asking".into()];
    definition.version.minor += 1;
    world.publish(definition).await;
    let begun = start(&mut browser, &opened.page).await;
    assert_eq!(begun.status(), 409, "{}", begun.text());
    let attempts = "SELECT CAST(COUNT(*) AS BIGINT) FROM attempt";
    assert_eq!(world.count(attempts).await, 0);
}

#[tokio::test]
async fn in_a_stack_in_order_what_comes_before_is_held_before_the_next_begins() {
    let world = World::new().await;
    let stack = Stack {
        order: Order::Sequential,
        ..content::stack("talk", &["asking", "hearing", "voices"])
    };
    world.publish_stack(&stack).await;
    let (link, voices) = (world.stack("talk").await, world.credential("voices").await);
    world.dana("c", "s", link).await;
    world.earn("asking").await;
    let page = world.dana("c", "v", voices).await.page;
    assert_eq!(page.texts(".state .missing a"), ["The art of hearing"]);
    // In a course without the stack nobody has to follow its order.
    let elsewhere = world.dana("d", "v2", voices).await.page;
    assert!(elsewhere.has(START));
    world.earn("hearing").await;
    assert!(world.dana("c", "v", voices).await.page.has(START));
}

#[tokio::test]
async fn what_was_earned_elsewhere_is_recognised_once_where_it_is_opened() {
    let world = World::new().await;
    world.open("dana", "other", "start", None).await;
    let asking = world.earn("asking").await;
    let template = world.credential("asking").await;
    world.dana("c", "a", template).await;
    world.dana("c", "a", template).await;
    let [message] = &world.messages("a").await[..] else {
        panic!("one message: {:?}", world.messages("a").await);
    };
    let said = serde_json::to_value(message).unwrap();
    assert_eq!(said["comment"]["remark"], "recognised", "{said}");
    let maximum = content::definition("asking").rubric.max_points();
    let score = message.score.unwrap();
    assert_eq!((score.given, score.maximum), (17, maximum));
    // What was taken back is not recognised anywhere.
    award::change(&world.app.app, asking, (Award::Active, Award::Revoked)).await;
    world.dana("d", "a2", template).await;
    assert_eq!(world.told("a2").await, []);
}
