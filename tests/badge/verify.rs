//! Verifying badges of anybody: on the page and by the command line.

use std::process::{Command, Output, Stdio};
use std::time::Duration;

use axum::http::Method;
use microcred::badges::did::{DidDocument, KeyEnd};
use microcred::badges::{bake, moment, proof};
use serde_json::{Value, json};

use crate::support::app::{START, TestApp};
use crate::support::badge::{ISSUER, ISSUER_AT, METHOD, key, rich};
use crate::support::browser::{Answer, Visit};

/// A badge that is a week old when tests begin.
fn signed() -> Value {
    let at = START.minus(Duration::from_secs(7 * 24 * 3600));
    let document = rich(1, &moment::written(at)).document();
    Value::Object(proof::sign(document, &key(), METHOD, at).unwrap())
}

/// A badge whose issuer is its key, so that nothing has to be fetched.
fn of_key() -> Value {
    let at = START.minus(Duration::from_secs(7 * 24 * 3600));
    let did = format!("did:key:{}", key().public().multibase());
    let mut badge = rich(1, &moment::written(at));
    badge.issuer.id.clone_from(&did);
    let method = format!("{did}#{}", key().public().multibase());
    Value::Object(proof::sign(badge.document(), &key(), &method, at).unwrap())
}

async fn app() -> TestApp {
    let app = TestApp::new().await;
    let issuer = DidDocument::new(ISSUER).with_key("key-1", &key().public(), KeyEnd::default());
    app.network
        .publish(ISSUER_AT, &serde_json::to_value(issuer).unwrap());
    app
}

/// Sends the form of the page as a browser does.
async fn send(app: &TestApp, name: &str, content: &[u8]) -> Answer {
    let head = format!(
        "--frontier\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"x\"\r\n\r\n"
    );
    let body = [head.as_bytes(), content, b"\r\n--frontier--\r\n"].concat();
    let mut visit = Visit::to("/verify");
    visit.method = Method::POST;
    visit.body = Some(("multipart/form-data; boundary=frontier", body));
    app.browser().visit(visit).await
}

#[tokio::test]
async fn everybody_may_ask_and_the_page_keeps_the_strict_policy() {
    let app = app().await;
    let page = app.browser().get("/verify").await;
    assert_eq!(page.status(), 200);
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("unsafe"),
        "{policy}"
    );
    assert!(page.has("form[enctype='multipart/form-data'] textarea"));
}

#[tokio::test]
async fn a_genuine_badge_holds_as_text_file_picture_and_address() {
    let app = app().await;
    let badge = signed().to_string();
    let plain = "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"4\"/></svg>";
    let picture = bake::bake(plain.as_bytes(), bake::Standard::V3, &badge).unwrap();
    let address = "https://badges.riverbend.example/badges/1.json";
    app.network.answer(address, 200, badge.clone());
    for (name, content) in [
        ("text", badge.as_bytes()),
        ("file", badge.as_bytes()),
        ("file", &picture),
        ("text", address.as_bytes()),
    ] {
        let answer = send(&app, name, content).await;
        assert_eq!(answer.status(), 200);
        assert!(answer.has(".notice.good"), "{}", answer.text());
        assert!(answer.text().contains(ISSUER));
    }
}

#[tokio::test]
async fn a_changed_badge_is_told_with_its_reason() {
    let app = app().await;
    let changed = signed().to_string().replace("Proficient", "Brilliant");
    let answer = send(&app, "text", changed.as_bytes()).await;
    assert!(answer.has(".notice.problem"));
    let reason = "Something was changed after it was signed";
    assert!(answer.text().contains(reason), "{}", answer.text());
}

#[tokio::test]
async fn an_issuer_that_cannot_be_reached_is_no_refusal() {
    let app = app().await;
    app.network.cut();
    let answer = send(&app, "text", signed().to_string().as_bytes()).await;
    assert!(answer.has(".notice.attention"), "{}", answer.text());
}

#[tokio::test]
async fn whatever_strangers_send_is_answered_and_nothing_of_it_runs() {
    let app = app().await;
    let nested = format!("{{\"@context\":{}", "[".repeat(1_000_000));
    let large = vec![b'x'; bake::MAX_BYTES];
    let hostile = "<svg onload=\"alert(1)\"><script>alert(1)</script></svg>";
    for content in [&b"hello"[..], nested.as_bytes(), &large, hostile.as_bytes()] {
        let answer = send(&app, "file", content).await;
        assert_eq!(answer.status(), 200);
        assert!(answer.has(".notice.problem"));
        assert!(!answer.text().contains("<script>alert"));
    }
    let empty = send(&app, "text", b"").await;
    assert!(empty.has(".notice.attention"));
    let too_large = send(&app, "file", &vec![0; 2 * bake::MAX_BYTES]).await;
    assert_eq!(
        (too_large.status(), &*too_large.code()),
        (413, "body-too-large")
    );
    let mut form = Visit::form("/verify", &[("text", "x")]);
    form.from = "https://elsewhere.example".into();
    let answer = app.browser().visit(form).await;
    assert_eq!((answer.status(), &*answer.code()), (400, "form_unreadable"));
}

fn command(arguments: &[&str], input: &[u8]) -> Output {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_microcred"))
        .args(["badge", "verify"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn the_command_explains_each_question_and_ends_as_the_badge_deserves() {
    let badge = of_key();
    let good = command(&["-"], badge.to_string().as_bytes());
    let said = String::from_utf8(good.stdout).unwrap();
    assert_eq!(good.status.code(), Some(0), "{said}");
    for part in [
        "Talk That Builds Thinking",
        "did:key:z6Mk",
        "proof-genuine",
        "status-none",
        "current",
    ] {
        assert!(said.contains(part), "{said}");
    }
    let mut changed = badge;
    changed["name"] = json!("Doctor");
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), changed.to_string()).unwrap();
    let path = file.path().to_str().unwrap();
    let bad = command(&["--json", path], b"");
    assert_eq!(bad.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&bad.stdout).unwrap();
    assert_eq!(report["outcome"], "invalid");
    let codes: Vec<_> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["code"])
        .collect();
    assert!(
        codes.iter().any(|code| *code == "proof-not-genuine"),
        "{report}"
    );
}

#[test]
fn the_command_calls_no_private_address_and_needs_something_to_read() {
    let guarded = command(&["http://127.0.0.1:9/badge"], b"");
    assert_eq!(guarded.status.code(), Some(1));
    let said = String::from_utf8(guarded.stdout).unwrap();
    assert!(said.contains("address-unreachable"), "{said}");
    assert_eq!(command(&["no-such-file.json"], b"").status.code(), Some(2));
    assert_eq!(command(&[], b"").status.code(), Some(2));
}
