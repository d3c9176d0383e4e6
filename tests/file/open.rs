//! Claims about who opens a file, how much of it, and under which headers.

use super::media::{pdf, wav};
use super::{Earner, earner};
use crate::support::app::TOOL;
use crate::support::browser::Visit;
use crate::support::platform::TestPlatform;
use crate::support::token::Token;

#[tokio::test]
async fn its_earner_opens_a_file_whole_and_in_parts() {
    let mut earner = earner().await;
    let content = wav(500);
    let answer = earner
        .send("voices", "Voices%20of%20Grade%204.wav", content.clone())
        .await;
    let href = Earner::taken(&answer)["href"].as_str().unwrap().to_owned();
    let whole = earner.browser.get(&href).await;
    assert_eq!(whole.status(), 200);
    assert_eq!(whole.bytes(), content);
    for (name, value) in [
        ("content-type", "audio/wav"),
        ("cache-control", "private, no-store"),
        ("x-content-type-options", "nosniff"),
        ("accept-ranges", "bytes"),
        (
            "content-security-policy",
            "sandbox; default-src 'none'; frame-ancestors 'self'",
        ),
        (
            "content-disposition",
            "inline; filename=\"Voices of Grade 4.wav\"; filename*=UTF-8''Voices%20of%20Grade%204.wav",
        ),
    ] {
        assert_eq!(whole.header(name), value);
    }
    let tag = whole.header("etag").to_owned();
    let length = content.len();
    for (range, status, expected) in [
        ("bytes=0-3", 206, &content[..4]),
        ("bytes=100-", 206, &content[100..]),
        ("bytes=-10", 206, &content[length - 10..]),
        ("bytes=0-1,4-5", 200, &content[..]),
    ] {
        let visit = Visit::to(&href).from(TOOL).header("range", range);
        let part = earner.browser.visit(visit).await;
        assert_eq!(part.status(), status, "{range}");
        assert_eq!(part.bytes(), expected, "{range}");
        assert_eq!(part.header("content-length"), expected.len().to_string());
    }
    let beyond = Visit::to(&href).from(TOOL).header("range", "bytes=999999-");
    let answer = earner.browser.visit(beyond).await;
    assert_eq!(answer.status(), 416);
    assert_eq!(answer.header("content-range"), format!("bytes */{length}"));
    for (known, status) in [(&*tag, 206), ("\"older\"", 200)] {
        let visit = Visit::to(&href).from(TOOL).header("range", "bytes=0-3");
        let part = earner.browser.visit(visit.header("if-range", known)).await;
        assert_eq!(part.status(), status);
    }
}

#[tokio::test]
async fn a_document_is_saved_and_a_pdf_shown() {
    let mut earner = earner().await;
    let text = earner.send("plans", "notes.csv", b"a;b".to_vec()).await;
    let text = Earner::taken(&text)["href"].as_str().unwrap().to_owned();
    let answer = earner.browser.get(&text).await;
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    assert!(
        answer
            .header("content-disposition")
            .starts_with("attachment; filename=\"notes.csv\"")
    );
    let shown = earner.send("plans", "plan.pdf", pdf(1)).await;
    let shown = Earner::taken(&shown)["href"].as_str().unwrap().to_owned();
    let answer = earner.browser.get(&shown).await;
    assert!(answer.header("content-disposition").starts_with("inline;"));
    assert!(
        answer
            .header("content-security-policy")
            .starts_with("default-src 'none';")
    );
}

#[tokio::test]
async fn nobody_else_opens_adds_describes_or_takes_away() {
    let mut earner = earner().await;
    let answer = earner.send("plan", "plan.pdf", pdf(1)).await;
    let file = Earner::taken(&answer)["id"].as_str().unwrap().to_owned();
    let (colleague, colleague_path) = earner.colleague().await;

    // Another LMS of another organisation.
    let elsewhere = TestPlatform::new("other.example")
        .connect(&earner.app)
        .await;
    let mut stranger = earner.app.browser();
    let opened = stranger
        .open(&earner.app, &elsewhere, |token: Token| token.instructor())
        .await;
    let nobody = earner.app.browser();

    let others = [
        (colleague, colleague_path, 404),
        (stranger, opened.path, 404),
        (nobody, earner.path.clone(), 401),
    ];
    for (mut browser, path, expected) in others {
        let answer = browser.get(&format!("{path}/files/{file}")).await;
        assert_eq!(answer.status(), expected);
        if expected == 401 {
            continue;
        }
        let mut other = Earner {
            app: earner.app.beside().await,
            platform: earner.platform.clone(),
            browser,
            path: path.clone(),
            attempt: earner.attempt,
        };
        for action in ["describe", "remove"] {
            let answer = other
                .post(&format!("{path}/files/{file}/{action}"), &[])
                .await;
            assert_eq!(answer.status(), 404, "{action}");
        }
        let answer = other.send("plan", "plan.pdf", pdf(1)).await;
        assert_eq!((answer.status(), &*answer.code()), (404, "not-found"));
    }
    // The earner's own cookie does not open it under another launch.
    let (_, colleague_path) = earner.colleague().await;
    let answer = earner
        .browser
        .get(&format!("{colleague_path}/files/{file}"))
        .await;
    assert_eq!(answer.status(), 401);
    let own = earner
        .browser
        .get(&format!("{}/files/{file}", earner.path))
        .await;
    assert_eq!(own.status(), 200);
    assert_eq!(earner.stored().len(), 1);
}

#[tokio::test]
async fn an_administrator_who_acts_as_somebody_sees_none_of_their_evidence() {
    let mut earner = earner().await;
    let answer = earner.send("plan", "plan.pdf", pdf(1)).await;
    let file = Earner::taken(&answer)["id"].as_str().unwrap().to_owned();
    let mut browser = earner.app.browser();
    let acting = |token: Token| {
        let custom = microcred::lti::names::claim::CUSTOM;
        token.with(custom, serde_json::json!({"masquerading_user_id": "1"}))
    };
    let opened = browser.open(&earner.app, &earner.platform, acting).await;
    let answer = browser.get(&format!("{}/files/{file}", opened.path)).await;
    assert_eq!(answer.status(), 404);
}
