//! Claims about files within the work: with and without scripts, until it is handed in, and what goes with time.

use std::time::Duration;

use serde_json::Value;

use super::media::{pdf, png};
use super::{Earner, earner};
use crate::support::app::TOOL;
use crate::support::browser::Visit;
use crate::support::work::{set_state, take_snapshot};

const FORM: &str = "multipart/form-data; boundary=frontier";

fn form(token: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = format!(
        "--frontier\r\ncontent-disposition: form-data; name=\"form_token\"\r\n\r\n{token}\r\n"
    )
    .into_bytes();
    for (name, content) in files {
        body.extend(
            format!("--frontier\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n")
                .into_bytes(),
        );
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body.extend(b"--frontier--\r\n");
    body
}

fn sent(path: &str, body: Vec<u8>) -> Visit {
    let mut visit = Visit::form(path, &[]).from(TOOL);
    visit.body = Some((FORM, body));
    visit
}

#[tokio::test]
async fn a_form_without_a_script_adds_files_and_leads_back_to_their_slot() {
    let mut earner = earner().await;
    let token = earner.form_token().await;
    let large = vec![b'a'; 3 * 1024 * 1024];
    let body = form(
        &token,
        &[
            ("one.pdf", &pdf(1)),
            ("two.txt", &large),
            ("three.exe", b"MZ\x90\0\x03\0"),
        ],
    );
    let answer = earner
        .browser
        .visit(sent(&earner.slot("plans"), body))
        .await;
    assert_eq!(answer.status(), 303, "{}", answer.text());
    let expected = format!(
        "{}/attempts/{}/parts/evidence#slot-plans",
        earner.path, earner.attempt
    );
    assert_eq!(answer.location(), expected);
    assert_eq!(earner.stored().len(), 2);
    let states =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM file_object WHERE rejection = 'file-active-content'";
    assert_eq!(
        earner.app.count(states).await,
        1,
        "the reason stands in the slot"
    );
}

#[tokio::test]
async fn a_form_from_elsewhere_adds_nothing() {
    let mut earner = earner().await;
    let path = earner.slot("plan");
    let token = earner.form_token().await;
    let good = form(&token, &[("one.pdf", &pdf(1))]);
    let wrong = form("x", &[("one.pdf", &pdf(1))]);
    let mut late = good.clone();
    let token_end = good
        .windows(10)
        .skip(1)
        .position(|window| window == b"--frontier");
    late.drain(..=token_end.unwrap());
    for (visit, status) in [
        (sent(&path, good.clone()).from("https://lms.example"), 403),
        (sent(&path, wrong), 403),
        (sent(&path, late), 400),
        (sent(&path, b"--frontier".to_vec()), 400),
    ] {
        let answer = earner.browser.visit(visit).await;
        assert_eq!(answer.status(), status, "{}", answer.text());
    }
    let mut visit = earner.visit("plan", "a.txt", b"words".to_vec()).await;
    visit.headers.retain(|(name, _)| *name != "x-form-token");
    assert_eq!(earner.browser.visit(visit).await.status(), 403);
    assert!(earner.stored().is_empty());
}

#[tokio::test]
async fn a_file_is_described_and_taken_away() {
    let mut earner = earner().await;
    let answer = earner.send("pictures", "wall.png", png(3, 2)).await;
    let file = Earner::taken(&answer)["id"].as_str().unwrap().to_owned();
    let path = format!("{}/files/{file}", earner.path);
    let fields = [
        ("alt_text", "  A wall\nof questions "),
        ("caption", "October"),
    ];
    let answer = earner.post(&format!("{path}/describe"), &fields).await;
    assert_eq!(answer.status(), 303);
    let described =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM file_object WHERE alt_text = 'A wall of questions'";
    assert_eq!(earner.app.count(described).await, 1);

    let answer = earner.post(&format!("{path}/remove"), &[]).await;
    assert_eq!(answer.status(), 303);
    assert_eq!(earner.browser.get(&path).await.status(), 404);
    assert_eq!(
        earner.post(&format!("{path}/remove"), &[]).await.status(),
        404
    );
    earner.app.run_jobs().await;
    assert!(
        earner.stored().is_empty(),
        "its content goes with the next round"
    );
    let events = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE kind LIKE 'file.%'";
    assert_eq!(earner.app.count(events).await, 6);
}

#[tokio::test]
async fn what_is_handed_in_stays_as_it_is() {
    let mut earner = earner().await;
    let answer = earner.send("plans", "plan.pdf", pdf(1)).await;
    let file = Earner::taken(&answer)["id"].as_str().unwrap().to_owned();
    set_state(&earner.app.app.db, earner.attempt, "submitted").await;
    let path = format!("{}/files/{file}", earner.path);
    for action in ["describe", "remove"] {
        let answer = earner.post(&format!("{path}/{action}"), &[]).await;
        assert_eq!(
            (answer.status(), &*answer.code()),
            (409, "file-work-not-open")
        );
    }
    let answer = earner.send("plans", "more.pdf", pdf(1)).await;
    assert_eq!(answer.code(), "file-work-not-open");
    assert_eq!(earner.browser.get(&path).await.status(), 200);

    // Recalled, and then taken away: what was handed in is kept all the same.
    take_snapshot(&earner.app.app.db, earner.attempt, earner.app.now()).await;
    set_state(&earner.app.app.db, earner.attempt, "draft").await;
    earner.app.clock.advance(Duration::from_secs(60));
    assert_eq!(
        earner.post(&format!("{path}/remove"), &[]).await.status(),
        303
    );
    earner.app.run_jobs().await;
    assert_eq!(earner.stored().len(), 1);
}

#[tokio::test]
async fn what_a_stopped_process_left_goes_after_a_day() {
    let mut earner = earner().await;
    let answer = earner.send("plan", "plan.pdf", pdf(1)).await;
    let file = Earner::taken(&answer);
    // As a process leaves it that is killed while the content comes: a row, and the beginning of a file.
    let stored = earner.stored().remove(0);
    let begun = format!("{}#1", stored.display());
    std::fs::rename(&stored, &begun).unwrap();
    let mut tx = earner.app.app.db.write().await.unwrap();
    microcred::store::query("UPDATE file_object SET state = 'uploading'")
        .execute(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let href = file["href"].as_str().unwrap();
    assert_eq!(
        earner.browser.get(href).await.status(),
        404,
        "nothing half-done is shown"
    );
    earner.app.run_jobs().await;
    assert_eq!(earner.stored().len(), 1);
    earner.app.clock.advance(Duration::from_secs(25 * 3600));
    earner.app.run_jobs().await;
    assert!(earner.stored().is_empty());
}

#[tokio::test]
async fn evidence_is_closed_to_other_users_of_the_machine() {
    use std::os::unix::fs::PermissionsExt;
    let mut earner = earner().await;
    let answer = earner.send("plan", "plan.pdf", pdf(1)).await;
    assert_ne!(Earner::taken(&answer)["id"], Value::Null);
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(earner.app.evidence.path()), 0o700);
    assert_eq!(mode(&earner.stored()[0]), 0o600);
}

#[tokio::test]
async fn a_form_with_another_long_field_is_not_read_to_its_end() {
    let mut earner = earner().await;
    let token = earner.form_token().await;
    let body = form(&token, &[("one.pdf", &pdf(1))]);
    let body = String::from_utf8_lossy(&body).replace("name=\"file\"", "name=\"other\"");
    let long = body.replace("%PDF", &"x".repeat(4000));
    let slot = earner.slot("plans");
    let answer = earner.browser.visit(sent(&slot, long.into_bytes())).await;
    assert_eq!(answer.status(), 400);
    assert_eq!(earner.stored().len(), 0);
}
