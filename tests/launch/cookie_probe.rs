//! How a browser is recognised again between login and launch: by a cookie where it keeps one, by the platform's
//! storage where it keeps none, in a tab of its own where neither works.

use super::start;
use crate::support::app::TestApp;
use crate::support::browser::{Authentication, Place, Visit};
use crate::support::platform::TestPlatform;

fn login_path(platform: &TestPlatform) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(platform.login())
        .finish();
    format!("/lti/login?{query}")
}

#[tokio::test]
async fn a_frame_is_given_a_cookie_and_asked_to_come_again_once() {
    let (app, platform, mut browser) = start().await;
    let visit = Visit::to(&login_path(&platform)).from(&platform.issuer);
    let given = browser.visit(visit.clone()).await;
    assert_eq!(given.status(), 307);
    assert_eq!(given.headers_named("set-cookie").len(), 1);
    assert_eq!(
        app.count("SELECT CAST(COUNT(*) AS BIGINT) FROM pending_login")
            .await,
        0
    );

    let sent_on = browser.follow(&given).await;
    assert_eq!(sent_on.status(), 302);
    assert!(sent_on.location().starts_with(&platform.authorization_url));

    let next_time = browser.visit(visit).await;
    assert_eq!(next_time.status(), 302, "the cookie is known now");
}

#[tokio::test]
async fn a_post_comes_again_as_the_post_that_it_was() {
    let (_app, platform, mut browser) = start().await;
    let parameters = platform.login();
    let fields: Vec<_> = parameters
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    let given = browser
        .visit(Visit::form("/lti/login", &fields).from(&platform.issuer))
        .await;
    assert_eq!(
        (given.status(), given.location()),
        (307, "/lti/login?cookie_given=1")
    );
    assert_eq!(browser.follow(&given).await.status(), 302);
}

#[tokio::test]
async fn a_tab_is_not_asked_twice() {
    let (app, platform, browser) = start().await;
    let mut browser = browser.in_tab();
    let answer = browser
        .visit(Visit::to(&login_path(&platform)).from(&platform.issuer))
        .await;
    assert_eq!(answer.status(), 302);
    browser.open(&app, &platform, |token| token).await;
}

#[tokio::test]
async fn a_browser_that_does_not_say_where_it_shows_us_is_treated_as_a_frame() {
    let (app, platform, mut browser) = start().await;
    browser.is_modern = false;
    let answer = browser.visit(Visit::to(&login_path(&platform))).await;
    assert_eq!(answer.status(), 307);
    browser.open(&app, &platform, |token| token).await;
}

#[tokio::test]
async fn without_cookies_and_storage_a_new_tab_is_offered_and_works() {
    let (app, platform, browser) = start().await;
    let mut browser = browser.without_cookies();
    let page = browser.initiate("/lti/login", &platform.login()).await;
    assert_eq!(page.status(), 200);
    assert_eq!(
        app.count("SELECT CAST(COUNT(*) AS BIGINT) FROM pending_login")
            .await,
        0
    );
    let form = page.form_of("form[target=_blank] button");
    assert_eq!(form.action, "/lti/login");
    let mut fields = form.fields;
    fields.sort();
    let mut expected = platform.login();
    expected.sort();
    assert_eq!(fields, expected, "the hints travel on unchanged");

    let mut tab = app.browser().in_tab();
    let pairs: Vec<_> = fields
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    let answer = tab
        .visit(Visit::form("/lti/login", &pairs).from("https://tool.example"))
        .await;
    let login = Authentication::read(answer.location());
    let jwt = platform.token(&login, app.now()).jwt();
    let answer = tab
        .post_launch(&[("id_token", &jwt), ("state", login.state())])
        .await;
    assert_eq!(tab.follow(&answer).await.status(), 200);
}

#[tokio::test]
async fn without_cookies_the_platforms_storage_is_asked_and_a_new_tab_stands_by() {
    let app = TestApp::new().await;
    let platform = TestPlatform::new("lms.example").with_storage("post_message_forwarding");
    let platform = platform.connect(&app).await;
    let mut browser = app.browser().without_cookies();
    let step = browser.begin_with_storage(&platform).await;
    let data = |name: &str| step.page.attribute("#storage-step", name);
    assert_eq!(data("data-frame"), "post_message_forwarding");
    assert_eq!(data("data-origin"), "https://lms.example");
    assert_eq!(data("data-key"), "microcred_login");
    assert_eq!(step.secret.len(), 43);
    let form = step.page.form_of("#fallback form[target=_blank] button");
    let offers_storage = form
        .fields
        .iter()
        .any(|(name, _)| name == "lti_storage_target");
    assert!(!offers_storage, "a tab of its own has no storage frame");
}

#[tokio::test]
async fn a_frame_that_does_not_exist_is_never_named_to_the_script() {
    let app = TestApp::new().await;
    let platform = TestPlatform::new("lms.example").with_storage("\"><script>alert(1)</script>");
    let platform = platform.connect(&app).await;
    let step = app
        .browser()
        .without_cookies()
        .begin_with_storage(&platform)
        .await;
    assert_eq!(
        step.page.attribute("#storage-step", "data-frame"),
        "_parent"
    );
    assert!(!step.page.text().contains("alert(1)"));
}

#[tokio::test]
async fn a_login_in_a_frame_is_not_finished_in_a_tab_of_the_same_browser() {
    let (app, platform, mut browser) = start().await;
    let login = browser.begin(&platform).await;
    browser.place = Place::Tab;
    let jwt = platform.token(&login, app.now()).jwt();
    let answer = browser
        .post_launch(&[("id_token", &jwt), ("state", login.state())])
        .await;
    assert_eq!(
        (answer.status(), &*answer.code()),
        (403, "browser_mismatch")
    );
}
