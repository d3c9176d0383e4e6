//! A gate is chosen like anything else, and travels with its link.

use microcred::domain::gate::{Gate, State, Terms};
use microcred::domain::stack::Requirement;
use microcred::lti::names::claim;
use microcred::store::query;
use serde_json::{Value, json};
use sqlx::types::Json;

use super::{World, leaf};
use crate::support::app::TOOL;
use crate::support::browser::{Answer, Browser, Visit};
use crate::support::content;
use crate::support::token::Token;

/// Sends the form of a picker, or of the choice for one link.
async fn choose(browser: &mut Browser, page: &Answer, fields: &[(&str, &str)]) -> Answer {
    let form = page.form_of("button[name=choice]");
    let token = form.fields.iter().find(|(name, _)| name == "form_token");
    let mut all = vec![("form_token", token.unwrap().1.as_str())];
    all.extend(fields);
    browser
        .visit(Visit::form(&form.action, &all).from(TOOL))
        .await
}

async fn picker(world: &World) -> (Browser, Answer) {
    let mut browser = world.app.browser();
    let launch = |token: Token| {
        token
            .instructor()
            .deep_linking("https://lms.example/back", None)
    };
    let page = browser.open(&world.app, &world.platform, launch).await.page;
    (browser, page)
}

fn item(answer: &Answer) -> Value {
    assert_eq!(answer.status(), 200, "{}", answer.text());
    let (_, jwt) = &answer.form_of("form#return button").fields[0];
    let claims: Value = jsonwebtoken::dangerous::insecure_decode(jwt)
        .unwrap()
        .claims;
    claims[claim::CONTENT_ITEMS][0].clone()
}

/// What a choice asks for, as it was written down.
async fn written(world: &World, id: &str) -> Gate {
    let mut db = world.app.app.db.read().await.unwrap();
    let (gate,): (Json<Gate>,) = query("SELECT gate FROM placement_template WHERE id = $1")
        .bind(id)
        .one(&mut db)
        .await
        .unwrap();
    gate.0
}

const TWO: [(&str, &str); 3] = [
    ("pick", "credential:asking"),
    ("pick", "credential:voices"),
    ("pick", "stack:talk"),
];

#[tokio::test]
async fn an_instructor_makes_a_gate_and_its_copies_find_it() {
    let world = World::new().await;
    world
        .publish_stack(&content::stack("talk", &["asking", "hearing"]))
        .await;
    let (mut browser, page) = picker(&world).await;
    // What was ticked in the list is ticked in the gate.
    let form = choose(&mut browser, &page, &[("choice", "gate"), TWO[0]]).await;
    assert_eq!(form.texts("input[name=pick][checked]").len(), 1);
    assert_eq!(form.attribute("#gate-title", "value"), "Course completion");
    let mut fields = vec![
        ("choice", "gate-place"),
        ("gate_title", "  Ready to teach  "),
        ("gate_how", "some"),
        ("gate_number", "2"),
        ("gate_existing", "yes"),
        ("gate_newest", "yes"),
    ];
    fields.extend(TWO);
    let item = item(&choose(&mut browser, &form, &fields).await);
    let id = item["custom"]["microcred_placement"].as_str().unwrap();
    assert_eq!(item["title"], "Ready to teach");
    assert_eq!(
        item["lineItem"],
        json!({
            "scoreMaximum": 2, "label": "Ready to teach", "resourceId": format!("gate:{id}"), "tag": "points",
        })
    );
    let newest = content::definition("any").version.major;
    let expected = Gate {
        title: "Ready to teach".into(),
        requires: Requirement::NOf {
            n: 2,
            of: vec![
                leaf("asking"),
                leaf("voices"),
                Requirement::Stack("talk".into()),
            ],
        },
        terms: Terms {
            since_major: ["asking", "voices"]
                .map(|slug| (slug.to_owned(), newest))
                .into(),
            ..Terms::EVER
        },
    };
    assert_eq!(written(&world, id).await, expected);
    // The course, and a copy of it with links of its own.
    world.open("dana", "other", "start", None).await;
    world.earn("voices").await;
    for (course, link) in [("c", "g"), ("copy", "g-copy")] {
        let opened = world.dana(course, link, id.parse().unwrap()).await;
        assert_eq!(opened.page.one("h1"), "Ready to teach");
        assert_eq!(world.told(link).await, [Some((1, 2))]);
        assert_eq!(world.progress(link).await[0].state, State::Open);
    }
}

#[tokio::test]
async fn what_cannot_be_a_gate_is_asked_for_again_with_all_that_was_filled_in() {
    let world = World::new().await;
    let (mut browser, page) = picker(&world).await;
    let some = |number| {
        vec![
            ("gate_how", "some"),
            ("gate_number", number),
            TWO[0],
            TWO[1],
        ]
    };
    for (fields, problem) in [
        (vec![("gate_how", "all")], "Nothing is chosen yet"),
        (some("3"), "The number does not go with what is ticked"),
        (some("0"), "The number does not go with what is ticked"),
        (some("many"), "The number does not go with what is ticked"),
    ] {
        let mut all = vec![("choice", "gate-place"), ("gate_title", "Mine")];
        all.extend(&fields);
        let again = choose(&mut browser, &page, &all).await;
        assert_eq!(again.one(".notice-title"), problem);
        assert_eq!(again.attribute("#gate-title", "value"), "Mine");
        let ticked = fields.iter().filter(|(name, _)| *name == "pick").count();
        assert_eq!(again.texts("input[name=pick][checked]").len(), ticked);
    }
    for odd in ["gate:x", "course_page", "credential"] {
        let fields = [("choice", "gate-place"), ("pick", odd)];
        assert_eq!(
            choose(&mut browser, &page, &fields).await.status(),
            400,
            "{odd}"
        );
    }
    let fields = [("choice", "gate-place"), ("pick", "credential:nothing")];
    assert_eq!(choose(&mut browser, &page, &fields).await.status(), 404);
    let templates = "SELECT CAST(COUNT(*) AS BIGINT) FROM placement_template";
    assert_eq!(world.count(templates).await, 0);
}

#[tokio::test]
async fn a_link_to_nothing_can_be_made_a_gate_and_stays_one_while_it_counts() {
    let world = World::new().await;
    let as_teacher = |token: Token| token.instructor();
    let (mut browser, opened) = world.launch(("c", "g", None), as_teacher).await;
    let choice = browser.get(&format!("{}/choose", opened.path)).await;
    let form = choose(&mut browser, &choice, &[("choice", "gate")]).await;
    let fields = [
        ("choice", "gate-place"),
        ("gate_how", "all"),
        TWO[0],
        TWO[1],
    ];
    let chosen = choose(&mut browser, &form, &fields).await;
    assert_eq!(chosen.status(), 303, "{}", chosen.text());
    let page = browser.follow(&chosen).await;
    assert_eq!(page.one("h1"), "Course completion");
    assert!(page.has("a[href$='/choose']"));
    world.open("dana", "c", "g", None).await;
    let page = browser.get(&opened.path).await;
    assert!(!page.has("a[href$='/choose']"));
}
