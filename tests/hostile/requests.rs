//! Requests: to nowhere, in strange ways, with very much around them.

use axum::http::Method;

use super::Attack;
use crate::support::app::TOOL;
use crate::support::browser::Visit;

fn asked(method: &str, path: &str) -> Visit {
    let mut visit = Visit::to(path).from(TOOL);
    visit.method = Method::from_bytes(method.as_bytes()).unwrap();
    visit
}

#[tokio::test]
async fn paths_that_lead_nowhere_lead_nowhere() {
    let mut attack = Attack::new().await;
    let long = format!("/{}", "a/".repeat(4_000));
    for path in [
        "//",
        "/lti",
        "/lti/",
        "/lti/launch/",
        "/LTI/launch",
        "/app",
        "/app/l/",
        "/app/l/x/y/z",
        "/assets/",
        "/assets/none.css",
        "/assets/../Cargo.toml",
        "/assets/..%2f..%2fCargo.toml",
        "/assets/%2e%2e%2fCargo.toml",
        "/assets/%00",
        "/assets/%ff",
        "/lti/config/none",
        "/lti/config/..%2f",
        "/.env",
        "/metrics",
        "/%",
        "/%zz",
        "/%c0%ae",
        long.as_str(),
    ] {
        let answer = attack.refuses(path, asked("GET", path)).await;
        assert!(
            [400, 404, 405].contains(&answer.status()),
            "{path}: {}",
            answer.status()
        );
        assert!(!answer.text().contains("[package]"));
    }
    attack.goes_on().await;
}

#[tokio::test]
async fn methods_that_an_address_does_not_answer_are_refused_with_405() {
    let mut attack = Attack::new().await;
    for path in [
        "/",
        "/lti/login",
        "/lti/launch",
        "/lti/launch/confirm",
        "/lti/jwks.json",
        "/lti/register",
        "/healthz",
    ] {
        for method in [
            "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "BREW",
        ] {
            let answer = attack.refuses(method, asked(method, path)).await;
            assert_eq!(
                (answer.status(), &*answer.code()),
                (405, "method-not-allowed"),
                "{method} {path}"
            );
        }
    }
    for path in ["/lti/launch", "/lti/launch/confirm"] {
        for method in ["GET", "HEAD"] {
            assert_eq!(
                attack.refuses(method, asked(method, path)).await.status(),
                405
            );
        }
    }
    attack.goes_on().await;
}

#[tokio::test]
async fn head_answers_like_get_without_a_body() {
    let mut attack = Attack::new().await;
    attack.app.run_jobs().await;
    for (path, status) in [
        ("/", 200),
        ("/healthz", 200),
        ("/lti/jwks.json", 200),
        ("/nowhere", 404),
    ] {
        let answer = attack.browser.visit(asked("HEAD", path)).await;
        assert_eq!(answer.status(), status);
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}

#[tokio::test]
async fn nothing_grants_another_site_to_read_what_is_somebodys() {
    let mut attack = Attack::new().await;
    for path in [
        "/",
        "/lti/login",
        "/lti/launch",
        "/app/l/01890000-0000-7000-8000-000000000000",
    ] {
        let mut preflight = asked("OPTIONS", path).from("https://attacker.example");
        preflight = preflight.header("access-control-request-method", "POST");
        let answer = attack.refuses(path, preflight).await;
        assert!(answer.headers.get("access-control-allow-origin").is_none());
    }
}

#[tokio::test]
async fn very_much_around_a_request_changes_nothing() {
    let mut attack = Attack::new().await;
    let cookies = "a=b; ".repeat(20_000);
    let ours = "__Host-microcred_session=x; ".repeat(5_000);
    let languages = "xx-yy;q=0.5,".repeat(10_000);
    for (name, value) in [
        ("cookie", cookies.as_str()),
        ("cookie", ours.as_str()),
        ("cookie", "__Host-microcred_session"),
        ("cookie", "=;=;=;__Host-microcred_browser==;"),
        ("accept-language", languages.as_str()),
        ("accept-language", "\u{7f}q=NaN;;,,*;q=1e400"),
        ("accept", "json"),
        ("authorization", "Bearer"),
        (
            "authorization",
            "Bearer ...........................................",
        ),
        ("origin", "https://tool.example/../x"),
        ("sec-fetch-site", "same-origin, cross-site"),
        ("x-forwarded-host", "attacker.example"),
        ("host", "attacker.example"),
    ] {
        let path = "/app/l/01890000-0000-7000-8000-000000000000";
        let value: String = value
            .chars()
            .filter(|letter| !letter.is_control())
            .collect();
        let answer = attack
            .refuses(name, Visit::to(path).from(TOOL).header(name, &value))
            .await;
        assert_eq!(answer.status(), 401, "{name}");
        assert!(!answer.text().contains("attacker.example"));
    }
    let mut many = Visit::to("/").from(TOOL);
    many.headers = (0..2_000).map(|_| ("x-padding", "y".repeat(50))).collect();
    assert_eq!(attack.browser.visit(many).await.status(), 200);
    attack.goes_on().await;
}

#[tokio::test]
async fn where_the_tool_is_comes_from_its_settings_and_not_from_the_request() {
    let mut attack = Attack::new().await;
    let query =
        "iss=https%3A%2F%2Flms.example&login_hint=h&target_link_uri=t&client_id=10000000000042";
    for (name, value) in [
        ("host", "attacker.example"),
        ("x-forwarded-host", "attacker.example"),
        ("x-forwarded-proto", "http"),
        ("forwarded", "host=attacker.example"),
    ] {
        let visit = Visit::to(&format!("/lti/login?{query}")).header(name, value);
        let mut browser = attack.app.browser().in_tab();
        let answer = browser.visit(visit).await;
        assert!(
            answer
                .location()
                .contains("redirect_uri=https%3A%2F%2Ftool.example%2Flti%2Flaunch")
        );
        assert!(!answer.location().contains("attacker"));
    }
    attack.app.run_jobs().await;
    let config = attack
        .browser
        .visit(Visit::to("/lti/config/canvas.json").header("host", "attacker.example"))
        .await;
    assert!(!config.text().contains("attacker"));
    attack.goes_on().await;
}

#[tokio::test]
async fn strangers_do_not_fill_the_records() {
    let mut attack = Attack::new().await;
    for _ in 0..80 {
        attack
            .refuses(
                "a stranger",
                asked("GET", "/lti/login?iss=https%3A%2F%2Fnobody.example"),
            )
            .await;
    }
    assert_eq!(attack.app.records().await.len(), 60);
    attack.goes_on().await;
}
