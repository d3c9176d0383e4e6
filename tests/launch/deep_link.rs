//! Deep Linking 2.0 from the request to the signed answer that the browser takes back.

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use microcred::lti::names::claim;
use serde_json::{Value, json};

use super::start;
use crate::support::app::{LAUNCH_URL, TOOL, TestApp};
use crate::support::browser::{Answer, Browser, Visit};
use crate::support::platform::TestPlatform;
use crate::support::token::{INSTITUTION, MEMBERSHIP, Token};

const RETURN: &str = "https://lms.example/deep-links?course=9&data=x.y.z";
const COURSE_PAGE: &str = "button[value=course_page]";
const CANCEL: &str = "button[value=none]";

/// The claims of the answer, checked as a platform would: against the tool's published keys.
async fn checked(app: &TestApp, page: &Answer) -> Value {
    assert_eq!(page.status(), 200, "{}", page.text());
    let form = page.form_of("form#return button");
    assert_eq!(form.action, RETURN);
    assert_eq!(form.fields.len(), 1);
    let (name, jwt) = &form.fields[0];
    assert_eq!(name, "JWT");

    let published = app.browser().get("/lti/jwks.json").await.json();
    let set: JwkSet = serde_json::from_value(published).unwrap();
    let header = jsonwebtoken::decode_header(jwt).unwrap();
    assert_eq!(header.alg, Algorithm::RS256);
    let key = set
        .find(&header.kid.unwrap())
        .expect("the key is published");
    let mut rules = Validation::new(Algorithm::RS256);
    rules.validate_exp = false;
    rules.set_audience(&["https://lms.example"]);
    rules.set_issuer(&["10000000000042"]);
    let key = DecodingKey::from_jwk(key).unwrap();
    let claims: Value = jsonwebtoken::decode(jwt, &key, &rules).unwrap().claims;
    let now = app.now().seconds();
    assert_eq!(
        (&claims["iat"], &claims["exp"]),
        (&json!(now), &json!(now + 300))
    );
    assert_eq!(claims[claim::MESSAGE_TYPE], "LtiDeepLinkingResponse");
    assert_eq!(claims[claim::VERSION], "1.3.0");
    assert_eq!(claims[claim::DEPLOYMENT_ID], "7:8865aa05");
    claims
}

async fn picker(data: Option<&str>) -> (TestApp, Browser, Answer) {
    let (app, platform, mut browser) = start().await;
    app.run_jobs().await;
    let picks = |token: Token| token.instructor().deep_linking(RETURN, data);
    let opened = browser.open(&app, &platform, picks).await;
    (app, browser, opened.page)
}

#[tokio::test]
async fn the_choice_goes_back_as_a_link_to_the_tool() {
    let (app, mut browser, page) = picker(None).await;
    let answer = browser.press(&page, COURSE_PAGE).await;
    let claims = checked(&app, &answer).await;
    let items = claims[claim::CONTENT_ITEMS].as_array().unwrap();
    assert_eq!(items.len(), 1);
    assert_eq!(items[0]["type"], "ltiResourceLink");
    assert_eq!(items[0]["url"], LAUNCH_URL);
    assert_eq!(claims.get(claim::DEEP_LINKING_DATA), None);
    assert_eq!(claims.get("azp"), None);
}

#[tokio::test]
async fn cancelling_goes_back_with_nothing_and_still_closes_the_dialog() {
    let (app, mut browser, page) = picker(Some("opaque")).await;
    let answer = browser.press(&page, CANCEL).await;
    let claims = checked(&app, &answer).await;
    assert_eq!(claims[claim::CONTENT_ITEMS], json!([]));
    assert_eq!(claims[claim::DEEP_LINKING_DATA], "opaque");
}

#[tokio::test]
async fn the_platforms_data_comes_back_byte_by_byte() {
    let odd = " {\"a\": \"b & <c>\"}\t\r\n\u{e9}e\u{301}\u{1f393}%20+\\ ";
    let long = "x".repeat(10_000);
    for data in [
        "",
        "csrftoken:c7fbba78-7b75-46e3-9201-11e6d5f36f53",
        odd,
        &long,
    ] {
        let (app, mut browser, page) = picker(Some(data)).await;
        let answer = browser.press(&page, COURSE_PAGE).await;
        let claims = checked(&app, &answer).await;
        assert_eq!(claims[claim::DEEP_LINKING_DATA], data);
    }
}

#[tokio::test]
async fn each_answer_has_a_nonce_of_its_own() {
    let (app, mut browser, page) = picker(None).await;
    let mut nonces = std::collections::HashSet::new();
    for button in [COURSE_PAGE, CANCEL, COURSE_PAGE] {
        let answer = browser.press(&page, button).await;
        let claims = checked(&app, &answer).await;
        nonces.insert(claims["nonce"].as_str().unwrap().to_owned());
    }
    assert_eq!(nonces.len(), 3);
}

#[tokio::test]
async fn the_answer_may_be_posted_to_the_lms_and_to_no_other_plain_address() {
    let (_app, mut browser, page) = picker(None).await;
    let allowed = |answer: &Answer| {
        let policy = answer.header("content-security-policy").to_owned();
        let directive = policy
            .split("; ")
            .find(|part| part.starts_with("form-action"));
        directive.unwrap().to_owned()
    };
    assert_eq!(allowed(&page), "form-action 'self'");
    let answer = browser.press(&page, COURSE_PAGE).await;
    assert_eq!(
        allowed(&answer),
        "form-action 'self' https://lms.example https:"
    );
}

async fn picks_with(roles: &[&str]) -> (TestApp, TestPlatform, Browser, Answer) {
    let (app, platform, mut browser) = start().await;
    app.run_jobs().await;
    let picks = |token: Token| token.deep_linking(RETURN, None).roles(roles);
    let answer = browser.launch(&app, &platform, picks).await;
    let page = browser.follow(&answer).await;
    (app, platform, browser, page)
}

#[tokio::test]
async fn a_learner_or_observer_places_nothing() {
    for role in ["Learner", "Mentor"] {
        let role = format!("{MEMBERSHIP}{role}");
        let (app, platform, mut browser, page) = picks_with(&[&role]).await;
        assert_eq!((page.status(), &*page.code()), (403, "not-allowed"));

        // Nor with a form that somebody else's page had.
        let picks = |token: Token| token.instructor().deep_linking(RETURN, None);
        let theirs = app.browser().open(&app, &platform, picks).await.page;
        let mut form = theirs.form_of(COURSE_PAGE);
        form.action = format!("{}/content", page.visit.path);
        let fields: Vec<_> = form
            .fields
            .iter()
            .map(|(name, value)| (&**name, &**value))
            .collect();
        let visit = Visit::form(&form.action, &fields).from(TOOL);
        assert_eq!(browser.visit(visit).await.status(), 403);
    }
}

#[tokio::test]
async fn staff_and_an_administrator_without_a_role_in_the_course_may_place_links() {
    for role in [
        format!("{MEMBERSHIP}Instructor"),
        format!("{MEMBERSHIP}ContentDeveloper"),
        format!("{INSTITUTION}Administrator"),
    ] {
        let (app, _, mut browser, page) = picks_with(&[&role]).await;
        let answer = browser.press(&page, COURSE_PAGE).await;
        checked(&app, &answer).await;
    }
}

#[tokio::test]
async fn a_place_that_takes_no_links_gets_none() {
    let (app, platform, mut browser) = start().await;
    app.run_jobs().await;
    let picks = |token: Token| {
        let settings = json!({"deep_link_return_url": RETURN, "accept_types": ["file", "html"]});
        token
            .instructor()
            .deep_linking(RETURN, None)
            .with(claim::DEEP_LINKING_SETTINGS, settings)
    };
    let page = browser.open(&app, &platform, picks).await.page;
    assert!(!page.has(COURSE_PAGE));
    let form = page.form_of(CANCEL);
    let token = form
        .fields
        .iter()
        .find(|(name, _)| name == "form_token")
        .unwrap();
    let forced = [("form_token", token.1.as_str()), ("choice", "course_page")];
    let visit = Visit::form(&form.action, &forced).from(TOOL);
    assert_eq!(browser.visit(visit).await.status(), 403);
    let answer = browser.press(&page, CANCEL).await;
    assert_eq!(
        checked(&app, &answer).await[claim::CONTENT_ITEMS],
        json!([])
    );
}

#[tokio::test]
async fn a_session_that_was_opened_for_a_course_answers_no_picker() {
    let (app, platform, mut browser) = start().await;
    let picks = |token: Token| token.instructor().deep_linking(RETURN, None);
    browser.open(&app, &platform, picks).await;
    let home = browser.open_administration(&app, &platform).await;
    let page = browser.get(&format!("{home}/connections")).await;
    let token = page.attribute("input[name=form_token]", "value");
    let fields = [("form_token", &*token), ("choice", "course_page")];
    let visit = Visit::form(&format!("{home}/content"), &fields).from(TOOL);
    let answer = browser.visit(visit).await;
    assert_eq!((answer.status(), &*answer.code()), (403, "not-allowed"));
}
