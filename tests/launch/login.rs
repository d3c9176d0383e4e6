//! Login initiation (Security Framework 5.1.1.1): which registration is meant, and what the platform gets back.

use microcred::lti::names::claim;
use microcred::store::{launch_record, platform};

use super::start;
use crate::support::app::LAUNCH_URL;
use crate::support::browser::{Answer, Authentication, Browser, Visit};
use crate::support::log::Log;
use crate::support::platform::TestPlatform;
use crate::support::token::Token;

type Parameters = Vec<(String, String)>;

fn without(platform: &TestPlatform, name: &str) -> Parameters {
    let mut parameters = platform.login();
    parameters.retain(|(known, _)| known != name);
    parameters
}

/// Starts a launch by POST, as half of all platforms do.
async fn post(browser: &mut Browser, path: &str, parameters: &Parameters) -> Answer {
    let fields: Vec<_> = parameters
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let visit = Visit::form(path, &fields).from("https://lms.example");
    let mut answer = browser.visit(visit).await;
    while answer.status() == 307 {
        answer = browser.follow(&answer).await;
    }
    answer
}

#[tokio::test]
async fn by_get_and_by_post_the_platform_is_asked_for_the_same() {
    let (_app, platform, mut browser) = start().await;
    let by_get = browser.initiate("/lti/login", &platform.login()).await;
    let by_post = post(&mut browser, "/lti/login", &platform.login()).await;
    for answer in [by_get, by_post] {
        assert_eq!(answer.status(), 302);
        assert!(answer.location().starts_with("https://lms.example/auth?"));
        let mut asked = Authentication::read(answer.location()).parameters;
        for fresh in ["state", "nonce"] {
            let value = asked.remove(fresh).unwrap();
            assert_eq!(value.len(), 43, "{fresh} is a secret of 256 bits");
        }
        let mut asked: Vec<_> = asked.into_iter().collect();
        asked.sort();
        let expected = [
            ("client_id", "10000000000042"),
            ("login_hint", "hint-of-dana"),
            ("lti_message_hint", r#"{"cmid":5,"launchid":"a&b=c"}"#),
            ("prompt", "none"),
            ("redirect_uri", LAUNCH_URL),
            ("response_mode", "form_post"),
            ("response_type", "id_token"),
            ("scope", "openid"),
        ];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(asked, expected);
    }
}

#[tokio::test]
async fn two_logins_share_neither_state_nor_nonce() {
    let (_app, platform, mut browser) = start().await;
    let one = browser.begin(&platform).await;
    let other = browser.begin(&platform).await;
    let values = [one.state(), one.nonce(), other.state(), other.nonce()];
    let different: std::collections::HashSet<_> = values.into_iter().collect();
    assert_eq!(different.len(), 4);
}

#[tokio::test]
async fn a_later_login_goes_where_the_registration_says_by_then() {
    let (app, platform, mut browser) = start().await;
    let mut ask = async || {
        let answer = browser.initiate("/lti/login", &platform.login()).await;
        (answer.status(), answer.location().to_owned())
    };
    let (_, before) = ask().await;
    assert!(before.starts_with("https://lms.example/auth?"), "{before}");

    let db = &app.app.db;
    let found = platform::find(&mut db.read().await.unwrap(), platform.id()).await;
    let mut registration = found.unwrap().unwrap();
    registration.authorization_url = String::from("https://lms.example/new/auth");
    let now = app.app.now();
    let mut tx = db.write().await.unwrap();
    platform::update(&mut tx, &registration, now).await.unwrap();
    tx.commit().await.unwrap();
    let (_, after) = ask().await;
    assert!(
        after.starts_with("https://lms.example/new/auth?"),
        "{after}"
    );

    registration.client_id = String::from("another client");
    let mut tx = db.write().await.unwrap();
    platform::update(&mut tx, &registration, now).await.unwrap();
    tx.commit().await.unwrap();
    let answer = browser.initiate("/lti/login", &platform.login()).await;
    assert_eq!(
        (answer.status(), &*answer.code()),
        (400, "platform_unknown")
    );
}

#[tokio::test]
async fn three_parameters_are_enough_and_each_of_them_is_needed() {
    let (app, platform, mut browser) = start().await;
    let least: Parameters = platform.login()[..3].to_vec();
    let answer = browser.initiate("/lti/login", &least).await;
    assert_eq!(answer.status(), 302);
    for name in ["iss", "login_hint", "target_link_uri"] {
        let mut parameters = without(&platform, name);
        let answer = browser.initiate("/lti/login", &parameters).await;
        assert_eq!(
            (answer.status(), &*answer.code()),
            (400, "login_parameter_missing")
        );
        parameters.push((name.into(), String::new()));
        let answer = post(&mut browser, "/lti/login", &parameters).await;
        assert_eq!(
            (answer.status(), &*answer.code()),
            (400, "login_parameter_missing")
        );
        let record = app.record_of(&answer).await;
        assert!(record.facts["detail"].contains(name), "{record:?}");
    }
}

#[tokio::test]
async fn a_parameter_that_comes_twice_is_refused() {
    let (_app, platform, mut browser) = start().await;
    for (name, value) in [
        ("iss", "https://lms.example"),
        ("client_id", "10000000000043"),
        ("deployment_id", "99:new"),
        ("lti_message_hint", "x"),
    ] {
        let mut parameters = platform.login();
        parameters.push((name.into(), value.into()));
        let answer = browser.initiate("/lti/login", &parameters).await;
        assert_eq!(
            (answer.status(), &*answer.code()),
            (400, "login_parameter_duplicate"),
            "{name}"
        );
    }
}

#[tokio::test]
async fn the_deployment_is_taken_under_both_of_its_names() {
    let (app, platform, mut browser) = start().await;
    for name in ["lti_deployment_id", "deployment_id"] {
        let mut parameters = without(&platform, "lti_deployment_id");
        parameters.push((name.into(), platform.deployment_id.clone()));
        for (deployment, status) in [(platform.deployment_id.as_str(), 303), ("99:new", 401)] {
            let answer = browser.initiate("/lti/login", &parameters).await;
            let login = Authentication::read(answer.location());
            let token = platform
                .token(&login, app.now())
                .with(claim::DEPLOYMENT_ID, deployment);
            let fields = [("id_token", &*token.jwt()), ("state", login.state())];
            let answer = browser.post_launch(&fields).await;
            assert_eq!(answer.status(), status, "{name}");
            if status == 401 {
                assert_eq!(answer.code(), "deployment_mismatch");
            }
        }
    }
}

#[tokio::test]
async fn without_a_client_id_the_issuer_alone_or_the_login_address_says_which_registration() {
    let (_app, platform, mut browser) = start().await;
    let parameters = without(&platform, "client_id");
    for path in [
        "/lti/login".to_owned(),
        format!("/lti/login/{}", platform.id()),
    ] {
        for answer in [
            browser.initiate(&path, &parameters).await,
            post(&mut browser, &path, &parameters).await,
        ] {
            assert!(answer.location().contains("client_id=10000000000042"));
        }
    }
}

#[tokio::test]
async fn a_login_address_serves_its_own_registration_and_no_other() {
    let (app, platform, mut browser) = start().await;
    let other = TestPlatform::new("other.example")
        .client("other")
        .connect(&app)
        .await;
    let address = format!("/lti/login/{}", platform.id());
    for parameters in [other.login(), without(&other, "client_id")] {
        let answer = browser.initiate(&address, &parameters).await;
        assert_eq!(
            (answer.status(), &*answer.code()),
            (400, "registration_mismatch")
        );
    }
    let unknown = "/lti/login/01890000-0000-7000-8000-000000000000";
    let answer = browser.initiate(unknown, &platform.login()).await;
    assert_eq!(
        (answer.status(), &*answer.code()),
        (400, "platform_unknown")
    );
    let answer = browser
        .initiate("/lti/login/no-id", &platform.login())
        .await;
    assert_eq!((answer.status(), &*answer.code()), (404, "not-found"));
}

#[tokio::test]
async fn a_platform_that_nobody_registered_is_told_so() {
    let (app, platform, mut browser) = start().await;
    let stranger = TestPlatform::new("stranger.example");
    let wrong_client = platform.clone().client("nobody");
    for unknown in [
        stranger.login(),
        wrong_client.login(),
        without(&stranger, "client_id"),
    ] {
        let answer = browser.initiate("/lti/login", &unknown).await;
        assert_eq!(
            (answer.status(), &*answer.code()),
            (400, "platform_unknown")
        );
    }
    assert!(app.network.requests().is_empty());
}

#[tokio::test]
async fn what_a_stranger_says_at_length_is_neither_kept_nor_logged() {
    let log = Log::start();
    let (app, platform, mut browser) = start().await;
    for (name, length, code) in [
        ("iss", 2_000, "platform_unknown"),
        ("iss", 3_000, "form_unreadable"),
        ("target_link_uri", 3_000, "form_unreadable"),
        ("client_id", 300, "form_unreadable"),
        ("lti_deployment_id", 300, "form_unreadable"),
        ("login_hint", 9_000, "form_unreadable"),
    ] {
        let mut parameters = without(&platform, name);
        parameters.push((name.into(), "x".repeat(length)));
        let answer = post(&mut browser, "/lti/login", &parameters).await;
        assert_eq!((answer.status(), &*answer.code()), (400, code), "{name}");
        let record = app.record_of(&answer).await;
        let longest = record.facts.values().map(String::len).max();
        assert!(longest <= Some(500), "{name}: {record:?}");
    }
    let logged = log.text();
    let said: Vec<_> = logged
        .lines()
        .filter(|line| line.contains("launch refused"))
        .collect();
    assert_eq!(said.len(), 6);
    assert!(said.iter().all(|line| line.len() < 1_000), "{said:?}");
    let pending = "SELECT CAST(COUNT(*) AS BIGINT) FROM pending_login";
    assert_eq!(app.count(pending).await, 0);
}

#[tokio::test]
async fn the_unsigned_target_link_is_not_where_a_launch_ends() {
    let (app, platform, mut browser) = start().await;
    let mut parameters = without(&platform, "target_link_uri");
    parameters.push((
        "target_link_uri".into(),
        "https://attacker.example/steal".into(),
    ));
    let answer = browser.initiate("/lti/login", &parameters).await;
    assert!(
        !answer.location().contains("attacker"),
        "{}",
        answer.location()
    );
    let login = Authentication::read(answer.location());
    let token: Token = platform.token(&login, app.now());
    let fields = [("id_token", &*token.jwt()), ("state", login.state())];
    let answer = browser.post_launch(&fields).await;
    assert_eq!(answer.status(), 303);
    assert!(
        answer.location().starts_with("/app/l/"),
        "{}",
        answer.location()
    );
}

#[tokio::test]
async fn a_target_link_that_differs_from_the_logins_is_noted_without_its_query() {
    let (app, platform, mut browser) = start().await;
    for (named, noted) in [
        (LAUNCH_URL, None),
        (
            "https://elsewhere.example/steal?key=of-somebody",
            Some(("https://elsewhere.example/steal", LAUNCH_URL)),
        ),
        (
            "https://tool.example/lti/launch?key=of-somebody",
            Some((LAUNCH_URL, "the same up to the query")),
        ),
        ("of-somebody", Some(("(no address)", LAUNCH_URL))),
    ] {
        let before: Vec<_> = app.records().await.iter().map(|row| row.id).collect();
        let mut parameters = without(&platform, "target_link_uri");
        parameters.push(("target_link_uri".into(), named.into()));
        let answer = browser.initiate("/lti/login", &parameters).await;
        let login = Authentication::read(answer.location());
        let token = platform.token(&login, app.now());
        let fields = [("id_token", &*token.jwt()), ("state", login.state())];
        assert_eq!(browser.post_launch(&fields).await.status(), 303, "{named}");
        let mut records = app.records().await;
        records.retain(|row| !before.contains(&row.id));
        let [record] = &records[..] else {
            panic!("one launch leaves one record: {records:?}")
        };
        let fact = |name: &str| record.facts.get(name).map(String::as_str);
        let found = fact("target link of the login").zip(fact("target link of the token"));
        assert_eq!(found, noted, "{named}");
        assert!(!format!("{record:?}").contains("of-somebody"));
    }
}

#[tokio::test]
async fn what_nobody_signed_is_recorded_so_often_in_a_minute_and_no_more() {
    let (app, platform, mut browser) = start().await;
    let login = browser.begin(&platform).await;
    let mut stranger = app.browser();
    for _ in 0..70 {
        let answer = stranger.post_launch(&[("state", login.state())]).await;
        assert_eq!(answer.code(), "browser_mismatch");
    }
    let kept = "SELECT CAST(COUNT(*) AS BIGINT) FROM launch_record WHERE code = 'browser_mismatch'";
    assert_eq!(app.count(kept).await, 60);
    // What the platform signed is recorded all the same.
    let expired = platform.token(&login, app.now()).with("exp", 1);
    let fields = [("id_token", &*expired.jwt()), ("state", login.state())];
    let reference = browser.post_launch(&fields).await.reference();
    let mut db = app.app.db.read().await.unwrap();
    let record = launch_record::find(&mut db, reference.parse().unwrap());
    assert!(record.await.unwrap().is_some());
}
