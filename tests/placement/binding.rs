//! A link finds what it shows: by the id that it carries, or by the link that it was copied from.

use microcred::app::audit::Actor;
use microcred::app::connection::{self, NewConnection};
use serde_json::{Value, json};

use super::{audited, offer, open, school, shown};
use crate::support::app::TestApp;
use crate::support::platform::TestPlatform;
use crate::support::token::Token;

/// Places a micro-credential with the picker, and gives the custom parameters of the link.
async fn place(app: &TestApp, platform: &TestPlatform, pick: &str) -> Value {
    let mut browser = app.browser();
    let picker = |token: Token| {
        token
            .instructor()
            .deep_linking("https://lms.example/back", None)
    };
    let page = browser.open(app, platform, picker).await.page;
    let form = page.form_of("button[value=search]");
    let token = form.fields.iter().find(|(name, _)| name == "form_token");
    let fields = [("form_token", token.unwrap().1.as_str()), ("choice", pick)];
    let visit = crate::support::browser::Visit::form(&form.action, &fields);
    let answer = browser.visit(visit.from(crate::support::app::TOOL)).await;
    let (_, jwt) = &answer.form_of("form#return button").fields[0];
    let claims: Value = jsonwebtoken::dangerous::insecure_decode(jwt)
        .unwrap()
        .claims;
    claims[microcred::lti::names::claim::CONTENT_ITEMS][0]["custom"].clone()
}

fn id(custom: &Value) -> Option<String> {
    custom["microcred_placement"].as_str().map(str::to_owned)
}

#[tokio::test]
async fn the_first_launch_of_a_link_binds_it_by_what_it_carries() {
    let (app, platform) = school("generic").await;
    let custom = place(&app, &platform, "credential:voices").await;
    let mut browser = app.browser();
    for round in 0..2 {
        open(
            &app,
            &platform,
            &mut browser,
            round == 1,
            ("c", "l", custom.clone()),
        )
        .await;
        assert_eq!(shown(&app, "l").await, id(&custom));
    }
    assert_eq!(audited(&app, "placement.bind").await, 1);
}

#[tokio::test]
async fn names_of_parameters_are_read_in_any_case() {
    let (app, platform) = school("moodle").await;
    let custom = place(&app, &platform, "stack:talk").await;
    let shouted = json!({"MICROCRED_PLACEMENT": custom["microcred_placement"]});
    open(
        &app,
        &platform,
        &mut app.browser(),
        false,
        ("c", "l", shouted),
    )
    .await;
    assert_eq!(shown(&app, "l").await, id(&custom));
}

#[tokio::test]
async fn two_links_to_one_micro_credential_in_one_course_are_two() {
    let (app, platform) = school("generic").await;
    let one = place(&app, &platform, "credential:voices").await;
    let other = place(&app, &platform, "credential:voices").await;
    let mut browser = app.browser();
    open(
        &app,
        &platform,
        &mut browser,
        false,
        ("c", "l-1", one.clone()),
    )
    .await;
    open(
        &app,
        &platform,
        &mut browser,
        false,
        ("c", "l-2", other.clone()),
    )
    .await;
    assert_eq!(shown(&app, "l-1").await, id(&one));
    assert_eq!(shown(&app, "l-2").await, id(&other));
    assert_ne!(id(&one), id(&other));
    assert_eq!(
        app.count("SELECT COUNT(DISTINCT credential_id) FROM placement_template")
            .await,
        1
    );
}

#[tokio::test]
async fn what_is_malformed_unknown_or_anothers_binds_nothing() {
    let (app, platform) = school("generic").await;
    let other = connection::organization(&app.app, Some("Hilltop"), "", "UTC")
        .await
        .unwrap();
    offer(&app, other.id).await;
    let theirs = TestPlatform::new("other.example").client("20000000000001");
    theirs.publish(&app);
    let new = NewConnection {
        issuer: theirs.issuer.clone(),
        client_id: theirs.client_id.clone(),
        authorization_url: theirs.authorization_url.clone(),
        token_url: theirs.token_url.clone(),
        jwks_url: theirs.jwks_url.clone(),
        deployments: vec![theirs.deployment_id.clone()],
        ..NewConnection::default()
    };
    connection::add(&app.app, Actor::Operator, other.id, &new)
        .await
        .unwrap();
    let foreign = place(&app, &theirs, "credential:voices").await;
    let mut browser = app.browser();
    for (number, custom) in [
        foreign,
        json!({"microcred_placement": "01890000-0000-7000-8000-000000000000"}),
        json!({"microcred_placement": "nonsense"}),
        json!({"microcred_placement": ""}),
        json!({"microcred_placement": "$ResourceLink.id"}),
        json!({}),
    ]
    .into_iter()
    .enumerate()
    {
        let link = format!("l-{number}");
        open(&app, &platform, &mut browser, true, ("c", &link, custom)).await;
        assert_eq!(shown(&app, &link).await, None, "{number}");
    }
    assert_eq!(audited(&app, "placement.bind").await, 0);
}

#[tokio::test]
async fn a_copied_course_binds_itself_by_the_parameters_that_travel() {
    let (app, platform) = school("canvas").await;
    let custom = place(&app, &platform, "credential:voices").await;
    let mut browser = app.browser();
    for course in ["autumn", "spring"] {
        let link = format!("link in {course}");
        open(
            &app,
            &platform,
            &mut browser,
            false,
            (course, &link, custom.clone()),
        )
        .await;
        assert_eq!(shown(&app, &link).await, id(&custom));
    }
}

#[tokio::test]
async fn a_copy_that_lost_its_parameters_binds_by_its_ancestors() {
    let (app, platform) = school("generic").await;
    let custom = place(&app, &platform, "credential:voices").await;
    let page = place(&app, &platform, "course_page").await;
    let mut browser = app.browser();
    open(
        &app,
        &platform,
        &mut browser,
        false,
        ("autumn", "l", custom.clone()),
    )
    .await;
    open(
        &app,
        &platform,
        &mut browser,
        false,
        ("autumn", "autumn", page.clone()),
    )
    .await;
    for (link, course, lost, expected) in [
        (
            "copy",
            "spring",
            json!({"resource_link_id_history": "l"}),
            id(&custom),
        ),
        (
            "again",
            "summer",
            json!({"resource_link_id_history": "unknown, copy,l"}),
            id(&custom),
        ),
        (
            "spring",
            "spring",
            json!({"context_id_history": "autumn"}),
            id(&page),
        ),
        ("x", "spring", json!({"context_id_history": "autumn"}), None),
        (
            "y",
            "spring",
            json!({"resource_link_id_history": "$ResourceLink.id.history"}),
            None,
        ),
        (
            "z",
            "spring",
            json!({"resource_link_id_history": ",,, ,"}),
            None,
        ),
    ] {
        open(&app, &platform, &mut browser, false, (course, link, lost)).await;
        assert_eq!(shown(&app, link).await, expected, "{link}");
    }
}

#[tokio::test]
async fn ancestors_of_another_deployment_are_nobodys() {
    let (app, platform) = school("generic").await;
    let custom = place(&app, &platform, "credential:voices").await;
    let mut browser = app.browser();
    open(
        &app,
        &platform,
        &mut browser,
        false,
        ("autumn", "l", custom),
    )
    .await;
    let other = TestPlatform::new("other.example").connect(&app).await;
    let lost = json!({"resource_link_id_history": "l"});
    open(
        &app,
        &other,
        &mut app.browser(),
        false,
        ("spring", "copy", lost),
    )
    .await;
    assert_eq!(shown(&app, "copy").await, None);
}

#[tokio::test]
async fn a_link_that_is_chosen_anew_in_the_lms_follows_until_somebody_works_there() {
    let (app, platform) = school("moodle").await;
    let first = place(&app, &platform, "credential:voices").await;
    let second = place(&app, &platform, "credential:asking").await;
    let third = place(&app, &platform, "stack:talk").await;
    let mut browser = app.browser();
    open(&app, &platform, &mut browser, false, ("c", "l", first)).await;
    open(
        &app,
        &platform,
        &mut browser,
        false,
        ("c", "l", second.clone()),
    )
    .await;
    assert_eq!(shown(&app, "l").await, id(&second));
    super::choice::enroll(&app, "l", "asking").await;
    open(&app, &platform, &mut browser, false, ("c", "l", third)).await;
    assert_eq!(shown(&app, "l").await, id(&second));
}
