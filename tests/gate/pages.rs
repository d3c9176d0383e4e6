//! What people see of gates: learners how much they hold, those who teach how many stand where, and nobody more.

use microcred::app::gate::{Unlocks, unlocked_by};
use microcred::app::session::Session;
use microcred::domain::award::State as Award;
use microcred::domain::gate::Terms;
use microcred::store::{credential, launch};

use super::{World, all};
use crate::support::award;
use crate::support::browser::Answer;
use crate::support::content;
use crate::support::token::{MEMBERSHIP, Token};

/// How a learner stands to each thing that is named.
fn standings(page: &Answer) -> Vec<String> {
    page.texts(".item-standing .badge")
}

#[tokio::test]
async fn a_learner_reads_how_much_is_held_and_where_the_rest_begins() {
    let world = World::new().await;
    let gate = world
        .gate(all(&["asking", "hearing", "voices"]), Terms::NOW)
        .await;
    let asking = world.credential("asking").await;
    world.dana("c", "a", asking).await;
    world.earn("asking").await;
    let (mut browser, opened) = world.open("dana", "c", "g", Some(gate)).await;
    let page = &opened.page;
    assert_eq!(page.attribute("progress", "aria-label"), "1 of 3 held");
    assert_eq!(
        page.texts(".missing a"),
        ["The art of hearing", "The art of voices"]
    );
    assert_eq!(standings(page), ["Held", "Not begun", "Not begun"]);
    // It is opened, by its address too.
    let start = page.attribute(".missing a", "href");
    assert_eq!(browser.get(&start).await.one("h1"), "The art of hearing");
    world.earn("hearing").await;
    world.earn("voices").await;
    let page = world.dana("c", "g", gate).await.page;
    assert_eq!(page.attribute("progress", "aria-label"), "3 of 3 held");
    assert_eq!(
        page.one(".notice.good .notice-title"),
        "You hold everything that is asked for here"
    );
    assert!(!page.has(".missing"));
}

#[tokio::test]
async fn whoever_teaches_reads_how_many_stand_where_and_the_numbers_of_the_course() {
    let world = World::new().await;
    let gate = world.gate(all(&["asking", "voices"]), Terms::EVER).await;
    let asking = world.credential("asking").await;
    world.dana("c", "a", asking).await;
    world.dana("c", "g", gate).await;
    world.earn("asking").await;
    world.open("robin", "c", "g", Some(gate)).await;
    let (_, opened) = world
        .launch(("c", "g", Some(gate)), Token::instructor)
        .await;
    let page = &opened.page;
    assert_eq!(
        page.texts("[aria-labelledby=counts] tbody td"),
        [
            "0 of 2 held",
            "On the way",
            "1",
            "1 of 2 held",
            "On the way",
            "1"
        ]
    );
    let rubric = content::definition("asking").rubric;
    let (least, most) = (
        microcred::domain::scoring::threshold(&rubric)
            .unwrap()
            .to_string(),
        rubric.max_points().to_string(),
    );
    assert_eq!(
        page.texts("[aria-labelledby=setup] tbody td"),
        [
            "The art of asking",
            &least,
            &most,
            "Course completion",
            "2",
            "2"
        ]
    );
    assert_eq!(standings(page), Vec::<String>::new());
    assert!(!page.has("progress"));
}

#[tokio::test]
async fn the_steps_are_in_the_words_of_the_product() {
    for (profile, words) in [
        ("canvas", "Require “Score at least” 2"),
        ("moodle", "enter 2 as “Grade to pass”"),
        ("brightspace", "with at least 2"),
    ] {
        let database = crate::support::database::TestDatabase::sqlite().await;
        let world = World::on(database, profile).await;
        let gate = world.gate(all(&["asking", "voices"]), Terms::EVER).await;
        let (_, opened) = world
            .launch(("c", "g", Some(gate)), Token::instructor)
            .await;
        let steps = opened
            .page
            .texts(".setup-steps li")
            .join("\n")
            .to_lowercase();
        assert!(steps.contains(&words.to_lowercase()), "{profile}: {steps}");
    }
}

#[tokio::test]
async fn nobody_reads_of_a_gate_what_is_not_theirs() {
    let world = World::new().await;
    let gate = world.gate(all(&["asking"]), Terms::EVER).await;
    world.dana("c", "g", gate).await;
    let id = world.link("g").await;
    for (role, course, status) in [
        ("Learner", "c", 200),
        ("Learner", "d", 404),
        ("Instructor", "c", 200),
        ("Instructor", "d", 404),
        ("Mentor", "c", 200),
    ] {
        let change = |token: Token| {
            let token = token.person("robin", "Robin Vale");
            token.roles(&[&format!("{MEMBERSHIP}{role}")])
        };
        let (mut browser, opened) = world.launch((course, "start", None), change).await;
        let page = browser.get(&format!("{}/gates/{id}", opened.path)).await;
        assert_eq!(page.status(), status, "{role} {course}");
        let is_counted = page.has("[aria-labelledby=counts]");
        assert_eq!(
            is_counted,
            role == "Instructor" && status == 200,
            "{role} {course}"
        );
        assert!(!page.text().contains("dana"), "{role} {course}");
    }
    let (mut browser, opened) = world.open("dana", "c", "g", Some(gate)).await;
    for odd in ["x", "01890000-0000-7000-8000-000000000000"] {
        let page = browser.get(&format!("{}/gates/{odd}", opened.path)).await;
        assert_eq!(page.status(), 404, "{odd}");
    }
}

#[tokio::test]
async fn one_page_shows_what_is_held_begun_and_on_the_way() {
    let world = World::new().await;
    world
        .publish_stack(&content::stack("talk", &["asking", "voices"]))
        .await;
    let gate = world.gate(all(&["asking"]), Terms::EVER).await;
    world.dana("c", "g", gate).await;
    world.earn("asking").await;
    let voices = world.credential("voices").await;
    let (mut browser, opened) = world.open("dana", "c", "v", Some(voices)).await;
    browser
        .press(&opened.page, "form[action$='/start'] button")
        .await;
    let (mut browser, opened) = world.open("dana", "c", "page", None).await;
    let nothing = world.template(|_| {}).await;
    let (_, home) = world.open("dana", "c", "home", Some(nothing)).await;
    assert!(home.page.has("a[href$='/mine']"));
    let page = browser.get(&format!("{}/mine", opened.path)).await;
    for (section, expected) in [
        ("held", vec!["The art of asking"]),
        ("begun", vec!["The art of voices"]),
        ("mine-gates", vec!["Course completion"]),
        ("mine-stacks", vec!["All about talk"]),
    ] {
        let titles = page.texts(&format!("[aria-labelledby={section}] h3"));
        assert_eq!(titles, expected, "{section}");
    }
    // Every one of them leads somewhere.
    for link in page
        .page()
        .select(&scraper::Selector::parse("main h3 a").unwrap())
    {
        let href = link.attr("href").unwrap();
        assert_eq!(browser.get(href).await.status(), 200, "{href}");
    }
    // Somebody else holds nothing of it.
    let (mut browser, opened) = world.open("robin", "c", "page", None).await;
    let page = browser.get(&format!("{}/mine", opened.path)).await;
    assert!(page.has("[aria-labelledby=held] .empty"));
    assert!(!page.has("[aria-labelledby=begun]"));
}

#[tokio::test]
async fn an_award_says_what_it_counts_for() {
    let world = World::new().await;
    world
        .publish_stack(&content::stack("talk", &["asking", "voices"]))
        .await;
    let gate = world.gate(all(&["asking"]), Terms::EVER).await;
    let other = world.gate(all(&["trying"]), Terms::EVER).await;
    world.dana("c", "other", other).await;
    let opened = world.dana("c", "g", gate).await;
    world.earn("asking").await;
    let mut db = world.app.app.db.read().await.unwrap();
    let found = credential::find_by_slug(&mut db, world.app.organization, "asking").await;
    let launch = launch::find_open(&mut db, opened.launch_id).await.unwrap();
    drop(db);
    let session = Session {
        launch: launch.unwrap(),
        form_token: String::new(),
    };
    let id = found.unwrap().unwrap().id;
    let unlocked = unlocked_by(&world.app.app, &session, id).await.unwrap();
    let told: Vec<_> = unlocked
        .iter()
        .map(|one| (&*one.title, one.progress.held, one.progress.required))
        .collect();
    assert_eq!(
        told,
        [("All about talk", 1, 2), ("Course completion", 1, 1)]
    );
    let link = world.link("g").await;
    assert_eq!(unlocked[0].of, Unlocks::Stack("talk".into()));
    assert_eq!(unlocked[1].of, Unlocks::Gate(link));
}

#[tokio::test]
async fn whoever_teaches_is_told_of_a_loss_until_they_have_looked() {
    let world = World::new().await;
    let gate = world.gate(all(&["asking"]), Terms::EVER).await;
    let teach = async |course| {
        let launch = world.launch((course, "start", None), Token::instructor);
        launch.await
    };
    teach("c").await;
    world.dana("c", "g", gate).await;
    let asking = world.earn("asking").await;
    award::change(&world.app.app, asking, (Award::Active, Award::Revoked)).await;
    let news = |page: &Answer| page.texts("[aria-labelledby=news] a");
    // In another course there is nothing to look at.
    assert_eq!(news(&teach("d").await.1.page), Vec::<String>::new());
    let (mut browser, opened) = teach("c").await;
    let told = "Someone no longer holds what this asks for: Course completion";
    assert_eq!(news(&opened.page), [told]);
    let href = opened.page.attribute("[aria-labelledby=news] a", "href");
    let page = browser.get(&href).await;
    let named = page.texts("[aria-labelledby=counts] > ul li");
    assert_eq!(named, ["dana: 0 of 1 held"]);
    assert_eq!(news(&teach("c").await.1.page), Vec::<String>::new());
}
