//! Invitations: without one, nobody registers anything; with one, one LMS, once.

use std::time::Duration;

use super::{CONNECT, Lms, invitation, nothing_came_of_it, open, platforms, register, sent};
use crate::support::app::{TOOL, TestApp};
use crate::support::browser::Visit;
use crate::support::platform::TestPlatform;

#[tokio::test]
async fn without_an_invitation_that_holds_no_lms_is_even_called() {
    let app = TestApp::new().await;
    let lms = Lms::generic();
    lms.publish(&app);
    let mut browser = app.browser().without_cookies();
    let made_up = format!("{TOOL}/lti/register?invite={}", "A".repeat(43));
    let none = format!("{TOOL}/lti/register");
    let empty = format!("{TOOL}/lti/register?invite=");
    for address in [made_up, none, empty] {
        let answer = open(&mut browser, &address, &lms).await;
        nothing_came_of_it(&app, &lms, &answer, 404, "invite-invalid").await;
    }
    assert!(app.network.requests().is_empty());
}

#[tokio::test]
async fn an_invitation_holds_for_seven_days() {
    let app = TestApp::new().await;
    let lms = Lms::generic();
    lms.publish(&app);
    let invitation = invitation(&app, app.organization, None).await;
    let mut browser = app.browser().without_cookies();
    app.clock.advance(Duration::from_secs(7 * 24 * 3600 - 60));
    let page = open(&mut browser, &invitation, &lms).await;
    assert_eq!(page.status(), 200);
    app.clock.advance(Duration::from_secs(60));
    let answer = open(&mut browser, &invitation, &lms).await;
    nothing_came_of_it(&app, &lms, &answer, 404, "invite-invalid").await;
    let answer = browser.press(&page, CONNECT).await;
    nothing_came_of_it(&app, &lms, &answer, 404, "invite-invalid").await;
}

#[tokio::test]
async fn an_invitation_is_good_for_one_registration() {
    let app = TestApp::new().await;
    let lms = Lms::generic();
    lms.publish(&app);
    let invitation = invitation(&app, app.organization, None).await;
    let mut browser = app.browser().without_cookies();
    let first = open(&mut browser, &invitation, &lms).await;
    let second = open(&mut browser, &invitation, &lms).await;
    assert_eq!(browser.press(&first, CONNECT).await.status(), 200);

    let answer = open(&mut browser, &invitation, &lms).await;
    assert_eq!((answer.status(), &*answer.code()), (404, "invite-invalid"));
    let answer = browser.press(&second, CONNECT).await;
    assert_eq!((answer.status(), &*answer.code()), (404, "invite-invalid"));
    assert_eq!(
        (sent(&app, &lms).len(), platforms(&app).await.len()),
        (1, 1)
    );
}

#[tokio::test]
async fn a_second_click_registers_nothing_more() {
    let app = TestApp::new().await;
    let lms = Lms::generic();
    lms.publish(&app);
    let invitation = invitation(&app, app.organization, None).await;
    let browser = app.browser().without_cookies();
    let page = open(&mut browser.clone(), &invitation, &lms).await;
    app.network.slow_down(Duration::from_millis(100));
    let (mut one, mut other) = (browser.clone(), browser.clone());
    let (one, other) = tokio::join!(one.press(&page, CONNECT), other.press(&page, CONNECT));
    let mut outcomes = [one.status(), other.status()];
    outcomes.sort_unstable();
    assert_eq!(outcomes, [200, 404]);
    assert_eq!(
        (sent(&app, &lms).len(), platforms(&app).await.len()),
        (1, 1)
    );
}

#[tokio::test]
async fn a_confirmation_waits_half_an_hour() {
    let app = TestApp::new().await;
    let lms = Lms::generic();
    lms.publish(&app);
    let invitation = invitation(&app, app.organization, None).await;
    let mut browser = app.browser().without_cookies();
    let page = open(&mut browser, &invitation, &lms).await;
    app.clock.advance(Duration::from_secs(30 * 60));
    let answer = browser.press(&page, CONNECT).await;
    nothing_came_of_it(&app, &lms, &answer, 404, "not-found").await;
    let page = open(&mut browser, &invitation, &lms).await;
    assert_eq!(
        browser.press(&page, CONNECT).await.status(),
        200,
        "the invitation still holds"
    );
}

#[tokio::test]
async fn only_the_page_that_was_shown_confirms() {
    let app = TestApp::new().await;
    let lms = Lms::generic();
    lms.publish(&app);
    let invitation = invitation(&app, app.organization, None).await;
    let mut browser = app.browser().without_cookies();
    let page = open(&mut browser, &invitation, &lms).await;
    let other = open(&mut browser, &invitation, &lms).await;
    let form = page.form_of(CONNECT);
    let token_of_the_other = &other.form_of(CONNECT).fields[0].1;
    for wrong in ["", "made-up", token_of_the_other] {
        let visit = Visit::form(&form.action, &[("form_token", wrong)]).from(TOOL);
        let answer = browser.visit(visit).await;
        nothing_came_of_it(&app, &lms, &answer, 404, "not-found").await;
    }
    let right = [("form_token", form.fields[0].1.as_str())];
    for from in ["https://attacker.example", "https://lms.example", ""] {
        let answer = browser
            .visit(Visit::form(&form.action, &right).from(from))
            .await;
        nothing_came_of_it(&app, &lms, &answer, 403, "cross-site-form").await;
    }
    for unknown in [
        "/lti/register/01890000-0000-7000-8000-000000000000",
        "/lti/register/no-id",
    ] {
        let answer = browser.visit(Visit::form(unknown, &right).from(TOOL)).await;
        nothing_came_of_it(&app, &lms, &answer, 404, "not-found").await;
    }
    assert_eq!(
        browser.press(&page, CONNECT).await.status(),
        200,
        "it is not used up by that"
    );
}

#[tokio::test]
async fn what_the_lms_said_cannot_be_changed_by_the_form() {
    let app = TestApp::new().await;
    let lms = Lms::generic();
    lms.publish(&app);
    let invitation = invitation(&app, app.organization, None).await;
    let mut browser = app.browser().without_cookies();
    let page = open(&mut browser, &invitation, &lms).await;
    let form = page.form_of(CONNECT);
    let names: Vec<_> = form.fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["form_token"]);
    let tampered = [
        ("form_token", form.fields[0].1.as_str()),
        ("registration_endpoint", "https://attacker.example/register"),
        ("jwks_uri", "https://attacker.example/jwks"),
        ("issuer", "https://attacker.example"),
    ];
    browser
        .visit(Visit::form(&form.action, &tampered).from(TOOL))
        .await;
    assert_eq!(
        platforms(&app).await[0].jwks_url,
        "https://lms.example/jwks"
    );
    let requests = app.network.requests();
    assert!(
        requests
            .iter()
            .all(|request| request.url.host_str() == Some("lms.example"))
    );
}

#[tokio::test]
async fn an_administrator_makes_an_invitation_that_works_and_is_shown_once() {
    let app = TestApp::new().await;
    let known = TestPlatform::connected(&app, "known.example").await;
    let mut administrator = app.browser();
    let home = administrator.open_administration(&app, &known).await;
    let page = administrator.get(&format!("{home}/connections")).await;
    let shown = administrator
        .press(&page, "form[action$=invites] button")
        .await;
    let address = shown.one("code.address");
    assert!(
        address.starts_with("https://tool.example/lti/register?invite="),
        "{address}"
    );
    assert!(
        !administrator
            .get(&format!("{home}/connections"))
            .await
            .has("code.address")
    );

    let lms = Lms::generic();
    lms.publish(&app);
    let mut browser = app.browser().without_cookies();
    let page = open(&mut browser, &address, &lms).await;
    assert_eq!(browser.press(&page, CONNECT).await.status(), 200);
    assert_eq!(platforms(&app).await.len(), 2);
}

#[tokio::test]
async fn what_was_done_is_in_the_audit_trail() {
    let app = TestApp::new().await;
    register(&app, &Lms::moodle()).await;
    let events = app.count(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event
         WHERE (kind = 'invite.create' AND actor = 'operator')
            OR (kind = 'platform.register' AND actor = 'system')",
    );
    assert_eq!(events.await, 2);
}
