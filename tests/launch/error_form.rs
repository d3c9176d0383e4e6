//! The platform's answer when it does not authenticate anybody (OpenID Connect Core 3.1.2.6).

use super::start;
use crate::support::log::Log;

#[tokio::test]
async fn each_error_of_a_platform_has_its_page_and_its_record() {
    let (app, platform, mut browser) = start().await;
    for (error, status, code, title) in [
        (
            "login_required",
            403,
            "login_required",
            "Please sign in to your learning platform first",
        ),
        (
            "interaction_required",
            403,
            "login_required",
            "Please sign in to your learning platform first",
        ),
        (
            "consent_required",
            403,
            "login_required",
            "Please sign in to your learning platform first",
        ),
        (
            "account_selection_required",
            403,
            "login_required",
            "Please sign in to your learning platform first",
        ),
        (
            "launch_no_longer_valid",
            403,
            "launch_no_longer_valid",
            "Please open this page from your course again",
        ),
        (
            "unauthorized_client",
            400,
            "platform_error",
            "Your learning platform needs a small change",
        ),
        (
            "invalid_request_object",
            400,
            "platform_error",
            "Your learning platform needs a small change",
        ),
        (
            "server_error",
            400,
            "platform_error",
            "Your learning platform needs a small change",
        ),
        (
            "something_new",
            400,
            "platform_error",
            "Your learning platform needs a small change",
        ),
    ] {
        let login = browser.begin(&platform).await;
        let description = ("error_description", "Dana Rey is not signed in");
        let fields = [("error", error), description, ("state", login.state())];
        let answer = browser.post_launch(&fields).await;
        assert_eq!(
            (answer.status(), &*answer.code()),
            (status, code),
            "{error}"
        );
        assert_eq!(answer.one("h1"), title);
        let record = app.record_of(&answer).await;
        assert_eq!(
            (record.platform_id, &*record.code),
            (Some(platform.id()), code)
        );
        assert!(record.facts["detail"].contains(error), "{record:?}");
        assert!(!format!("{record:?}{}", answer.text()).contains("Dana"));
    }
    assert_eq!(app.launches().await, 0);
}

#[tokio::test]
async fn what_a_platform_writes_into_an_error_is_not_shown_and_not_logged() {
    let (app, platform, mut browser) = start().await;
    let log = Log::start();
    let login = browser.begin(&platform).await;
    let error = "<script>alert(1)</script> \r\nforged: line";
    let fields = [
        ("error", error),
        ("error_description", "<img src=x onerror=alert(2)>"),
        ("error_uri", "https://attacker.example/"),
        ("state", login.state()),
    ];
    let answer = browser.post_launch(&fields).await;
    assert_eq!((answer.status(), &*answer.code()), (400, "platform_error"));
    for text in [answer.text(), log.text()] {
        assert!(
            !text.contains("alert(2)") && !text.contains("attacker.example"),
            "{text}"
        );
        assert!(!text.contains("\nforged"), "{text}");
    }
    assert!(!answer.text().contains("alert(1)"));
    assert_eq!(app.launches().await, 0);
}

#[tokio::test]
async fn an_error_never_opens_a_session_even_beside_a_good_token() {
    let (app, platform, mut browser) = start().await;
    let login = browser.begin(&platform).await;
    let jwt = platform.token(&login, app.now()).jwt();
    let fields = [
        ("id_token", &*jwt),
        ("error", "login_required"),
        ("state", login.state()),
    ];
    let answer = browser.post_launch(&fields).await;
    assert_eq!((answer.status(), &*answer.code()), (403, "login_required"));
    assert_eq!(app.launches().await, 0);
}

#[tokio::test]
async fn an_error_without_a_login_of_ours_is_refused_like_any_other_answer() {
    let (_app, _platform, mut browser) = start().await;
    let answer = browser.post_launch(&[("error", "login_required")]).await;
    assert_eq!((answer.status(), &*answer.code()), (403, "state_missing"));
    let fields = [("error", "login_required"), ("state", "made-up")];
    let answer = browser.post_launch(&fields).await;
    assert_eq!((answer.status(), &*answer.code()), (403, "state_unknown"));
}
