//! What an instructor chooses in the picker goes back as links, in the words that each product takes.

use microcred::app::audit::Actor;
use microcred::app::catalog::{self, Terms};
use microcred::domain::catalog::Status;
use microcred::lti::names::claim;
use serde_json::{Value, json};

use super::{audited, offer, school, templates};
use crate::support::app::{TOOL, TestApp};
use crate::support::browser::{Answer, Browser, Visit};
use crate::support::content;
use crate::support::platform::TestPlatform;
use crate::support::token::Token;

const RETURN: &str = "https://lms.example/deep-links?course=9";

/// The picker, opened at a place of the product that takes one or several links.
async fn picker(
    app: &TestApp,
    platform: &TestPlatform,
    (place, settings): (Option<&str>, Value),
) -> (Browser, Answer) {
    let mut browser = app.browser();
    let launch = |token: Token| {
        let token = token.instructor().deep_linking(RETURN, Some("opaque"));
        let mut all = token.claims()[claim::DEEP_LINKING_SETTINGS].clone();
        for (name, value) in settings.as_object().unwrap() {
            all[name] = value.clone();
        }
        let token = token.with(claim::DEEP_LINKING_SETTINGS, all);
        match place {
            Some(place) => token.with(claim::CANVAS_PLACEMENT, place),
            None => token,
        }
    };
    let page = browser.open(app, platform, launch).await.page;
    (browser, page)
}

/// Sends the picker's form with these fields.
async fn choose(browser: &mut Browser, page: &Answer, fields: &[(&str, &str)]) -> Answer {
    let form = page.form_of("button[value=search]");
    let token = form
        .fields
        .iter()
        .find(|(name, _)| name == "form_token")
        .unwrap();
    let mut all = vec![("form_token", token.1.as_str())];
    all.extend(fields);
    let visit = Visit::form(&form.action, &all).from(TOOL);
    browser.visit(visit).await
}

/// The claims of the answer; that it is signed rightly is claimed elsewhere.
fn claims(answer: &Answer) -> Value {
    assert_eq!(answer.status(), 200, "{}", answer.text());
    let form = answer.form_of("form#return button");
    let (_, jwt) = &form.fields[0];
    jsonwebtoken::dangerous::insecure_decode::<Value>(jwt)
        .unwrap()
        .claims
}

fn items(answer: &Answer) -> Value {
    claims(answer)[claim::CONTENT_ITEMS].clone()
}

const CANVAS: [&str; 1] = ["context_id_history"];
const OTHERS: [&str; 2] = ["context_id_history", "resource_link_id_history"];

/// One micro-credential as this product gets it.
fn link(template: &str, slug: &str, histories: &[&str], column: Option<(u32, &str)>) -> Value {
    let definition = content::definition(slug);
    let mut custom = json!({"microcred_placement": template, "microcred_credential": slug});
    for name in histories {
        let variable = match *name {
            "context_id_history" => "$Context.id.history",
            _ => "$ResourceLink.id.history",
        };
        custom[name] = json!(variable);
    }
    let mut link = json!({
        "type": "ltiResourceLink",
        "title": definition.title, "text": definition.claim,
        "url": "https://tool.example/lti/launch",
        "icon": {"url": "https://tool.example/icon.svg"},
        "custom": custom,
    });
    if let Some((maximum, mode)) = column {
        link["lineItem"] = json!({
            "scoreMaximum": maximum, "label": definition.title,
            "resourceId": format!("credential:{slug}"), "tag": mode,
        });
    }
    link
}

#[tokio::test]
async fn one_micro_credential_goes_back_in_the_words_of_each_product() {
    let maximum = content::definition("voices").rubric.max_points();
    let points = Some((maximum, "points"));
    let one = || json!({"accept_multiple": false});
    for (profile, place, settings, histories, column, subject) in [
        ("generic", None, one(), &OTHERS[..], points, None),
        (
            "generic",
            None,
            json!({"accept_multiple": false, "accept_lineitem": false}),
            &OTHERS,
            None,
            None,
        ),
        (
            "moodle",
            Some("ContentArea"),
            json!({"accept_lineitem": true}),
            &OTHERS,
            points,
            None,
        ),
        (
            "canvas",
            Some("assignment_selection"),
            one(),
            &CANVAS,
            points,
            None,
        ),
        ("canvas", Some("editor_button"), one(), &CANVAS, None, None),
        (
            "blackboard",
            None,
            one(),
            &OTHERS,
            points,
            Some("10000000000042"),
        ),
        ("brightspace", None, one(), &OTHERS, points, None),
        ("bridge", None, one(), &OTHERS, points, None),
    ] {
        let (app, platform) = school(profile).await;
        let (mut browser, page) = picker(&app, &platform, (place, settings)).await;
        let fields = [("choice", "credential:voices"), ("grade_mode", "points")];
        let answer = choose(&mut browser, &page, &fields).await;
        let claims = claims(&answer);
        let template = &templates(&app).await[0];
        assert_eq!(
            claims[claim::CONTENT_ITEMS],
            json!([link(template, "voices", histories, column)]),
            "{profile} {place:?}"
        );
        assert_eq!(
            claims.get("sub").and_then(Value::as_str),
            subject,
            "{profile}"
        );
        assert_eq!(claims[claim::DEEP_LINKING_DATA], "opaque");
        assert_eq!(audited(&app, "placement_template.create").await, 1);
    }
}

#[tokio::test]
async fn the_column_is_what_was_chosen_for_the_gradebook() {
    let maximum = content::definition("voices").rubric.max_points();
    for (mode, column) in [
        ("points", Some((maximum, "points"))),
        ("pass_only", Some((1, "pass_only"))),
        ("none", None),
    ] {
        let (app, platform) = school("generic").await;
        let (mut browser, page) = picker(&app, &platform, (None, json!({}))).await;
        let fields = [
            ("choice", "place"),
            ("pick", "credential:voices"),
            ("grade_mode", mode),
        ];
        let answer = choose(&mut browser, &page, &fields).await;
        let template = &templates(&app).await[0];
        let expected = json!([link(template, "voices", &OTHERS, column)]);
        assert_eq!(items(&answer), expected, "{mode}");
    }
}

#[tokio::test]
async fn several_and_a_stack_go_back_together_where_several_are_taken() {
    let (app, platform) = school("moodle").await;
    let (mut browser, page) = picker(&app, &platform, (None, json!({}))).await;
    let fields = [
        ("pick", "credential:asking"),
        ("pick", "stack:talk"),
        ("grade_mode", "points"),
        ("choice", "place"),
    ];
    let answer = choose(&mut browser, &page, &fields).await;
    let items = items(&answer);
    let templates = templates(&app).await;
    assert_eq!(templates.len(), 2);
    let kinds = |name: &str| {
        let all = items.as_array().unwrap().iter();
        all.map(|item| item["custom"][name].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        kinds("microcred_placement"),
        [json!(templates[0]), json!(templates[1])]
    );
    assert_eq!(kinds("microcred_stack"), [Value::Null, json!("talk")]);
    let column = json!({
        "scoreMaximum": 2, "label": "All about talk", "resourceId": "stack:talk", "tag": "points",
    });
    assert_eq!(items[1]["lineItem"], column);

    let (mut browser, page) =
        picker(&app, &platform, (None, json!({"accept_multiple": false}))).await;
    assert!(!page.has("input[type=checkbox]"));
    let answer = choose(&mut browser, &page, &fields).await;
    assert_eq!((answer.status(), &*answer.code()), (403, "not-allowed"));
}

#[tokio::test]
async fn a_search_keeps_what_is_ticked() {
    let (app, platform) = school("generic").await;
    let (mut browser, page) = picker(&app, &platform, (None, json!({}))).await;
    assert_eq!(
        page.texts("#found ~ .cards .shelf-item > div > h3").len(),
        3
    );
    let fields = [
        ("choice", "search"),
        ("search", "ASKING"),
        ("pick", "credential:voices"),
        ("grade_mode", "pass_only"),
    ];
    let found = choose(&mut browser, &page, &fields).await;
    assert_eq!(
        found.texts("#found ~ .cards .shelf-item > div > h3"),
        ["The art of asking"]
    );
    assert_eq!(
        found.texts("#kept ~ .cards .shelf-item > div > h3"),
        ["The art of voices"]
    );
    assert_eq!(
        found.attribute("input[type=checkbox][checked]", "value"),
        "credential:voices"
    );
    assert_eq!(
        found.attribute("input[type=radio][checked]", "value"),
        "pass_only"
    );
    // By its address, too, for those without script and with bookmarks.
    let home = page.visit.path.clone();
    let by_address = browser.get(&format!("{home}?search=voices")).await;
    assert_eq!(
        by_address.texts("#found ~ .cards .shelf-item > div > h3"),
        ["The art of voices"]
    );

    let nothing = choose(&mut browser, &page, &[("choice", "place")]).await;
    assert!(nothing.has(".notice.attention"));
    assert!(nothing.has("input[name=pick]"));
}

#[tokio::test]
async fn a_preview_has_the_rubric_in_place() {
    let (app, platform) = school("generic").await;
    let (_, page) = picker(&app, &platform, (None, json!({}))).await;
    let preview = page.texts("details .preview").join(" ");
    for criterion in &content::definition("voices").rubric.criteria {
        assert!(preview.contains(&criterion.title), "{}", criterion.title);
    }
}

#[tokio::test]
async fn what_is_not_offered_or_not_ours_cannot_be_placed() {
    let (app, platform) = school("generic").await;
    let other =
        microcred::app::connection::organization(&app.app, Some("Hilltop"), "", "UTC").await;
    let other = other.unwrap().id;
    super::publish(&app, other, content::definition("theirs")).await;
    offer(&app, other).await;
    let terms = Terms {
        status: Some(Status::Paused),
        ..Terms::default()
    };
    catalog::change(&app.app, Actor::Operator, app.organization, "asking", terms)
        .await
        .unwrap();
    let (mut browser, page) = picker(&app, &platform, (None, json!({}))).await;
    for (choice, status) in [
        ("credential:theirs", 404),
        ("credential:asking", 404),
        ("credential:nowhere", 404),
        ("stack:voices", 404),
        ("gate:voices", 400),
        ("", 400),
    ] {
        let answer = choose(&mut browser, &page, &[("choice", choice)]).await;
        assert_eq!(answer.status(), status, "{choice}");
    }
    let odd = [("choice", "credential:voices"), ("grade_mode", "stars")];
    assert_eq!(choose(&mut browser, &page, &odd).await.status(), 400);
    assert!(templates(&app).await.is_empty());
}
