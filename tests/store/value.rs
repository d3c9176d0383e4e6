//! Claims about how values travel to both databases and back. The audit log carries them: a time, texts that no
//! index limits, and a document.

use microcred::clock::Timestamp;
use microcred::store::audit_event::{self, AuditEvent};
use microcred::store::{Db, Error};
use serde_json::{Value, json};
use sqlx::types::Json;

use super::sample::{NOW, id};

super::on_both! {
    any_text_comes_back_as_it_was,
    any_document_comes_back_as_it_was,
    any_millisecond_comes_back_as_it_was,
    a_text_that_cannot_be_kept_is_an_error_and_spoils_nothing,
    a_key_that_is_too_long_is_an_error_and_spoils_nothing,
}

fn event(actor: &str, detail: Value, at: Timestamp) -> AuditEvent {
    AuditEvent {
        organization_id: None,
        actor: actor.into(),
        kind: "sample.write".into(),
        subject_id: "sample".into(),
        detail: Json(detail),
        created_at: at,
    }
}

async fn written(db: &Db, event: &AuditEvent) -> Result<(), Error> {
    let mut tx = db.write().await?;
    audit_event::insert(&mut tx, id(), event).await?;
    tx.commit().await
}

async fn read(db: &Db) -> Vec<AuditEvent> {
    let mut conn = db.read().await.unwrap();
    audit_event::list_for_subject(&mut conn, "sample")
        .await
        .unwrap()
}

/// Writes them a minute apart and expects them back.
async fn come_back(db: &Db, events: Vec<AuditEvent>) {
    for event in &events {
        written(db, event).await.unwrap();
    }
    assert_eq!(read(db).await, events);
}

async fn any_text_comes_back_as_it_was(db: Db) {
    let texts = [
        "",
        " \t\r\n ",
        "D'Arcy \"Zoë\" \\ %_ $1 ?1 :x -- /* ; DROP TABLE person;",
        "\u{1f469}\u{200d}\u{1f3eb} \u{1f1e8}\u{1f1ed} \u{10ffff} \u{feff}\u{202e}\u{fffd}",
        "e\u{301} is not \u{e9}",
        "\u{1}\u{7f}\u{85}",
        "null",
        "12",
        "0x00",
        "{\"a\": 1}",
    ];
    let long = "Zoë \u{1f9ea} ".repeat(200_000);
    let events = texts
        .into_iter()
        .chain([long.as_str()])
        .zip(0..)
        .map(|(text, number)| event(text, json!(text), Timestamp::from_seconds(number)));
    come_back(&db, events.collect()).await;
}

async fn any_document_comes_back_as_it_was(db: Db) {
    let deep = (0..100).fold(json!([]), |inner, _| json!({"in": inner}));
    let documents = [
        json!(null),
        json!({}),
        json!([]),
        json!(""),
        json!(true),
        json!([[], {}, [null], {"": {"": ""}}]),
        json!({"b": 1, "a": {"ü\"\\\n": ["\u{1f9ea}", "\u{1}", "a/b"]}}),
        json!([0, -1, 1.5, 0.1, u64::MAX, i64::MIN, 1e-7, 1e20]),
        json!({"https://purl.imsglobal.org/spec/lti/claim/custom": {"due": "$ResourceLink.x"}}),
        deep,
    ];
    let events = documents
        .into_iter()
        .zip(0..)
        .map(|(document, number)| event("sample", document, Timestamp::from_seconds(number)));
    come_back(&db, events.collect()).await;
}

async fn any_millisecond_comes_back_as_it_was(db: Db) {
    let times = [
        i64::MIN,
        -1,
        0,
        1,
        NOW.millis(),
        NOW.millis() + 1,
        253_402_300_800_000,
        i64::MAX,
    ];
    let events = times.map(|millis| event("sample", json!({}), Timestamp::from_millis(millis)));
    come_back(&db, events.into()).await;
}

async fn a_text_that_cannot_be_kept_is_an_error_and_spoils_nothing(db: Db) {
    // PostgreSQL keeps no NUL, neither in a text nor in a document; SQLite does.
    let nul = "before\0after";
    let impossible = [
        event(nul, json!({}), NOW),
        event("a", json!({"x": nul}), NOW),
    ];
    for event in impossible {
        let outcome = written(&db, &event).await;
        match db.kind() {
            "sqlite" => assert!(outcome.is_ok()),
            _ => assert!(matches!(outcome, Err(Error::Broken(_))), "{outcome:?}"),
        }
        let mut conn = db.read().await.unwrap();
        let looked_up = audit_event::list_for_subject(&mut conn, nul).await;
        match db.kind() {
            "sqlite" => assert_eq!(looked_up.unwrap(), []),
            _ => assert!(matches!(looked_up, Err(Error::Broken(_)))),
        }
    }
    let before = read(&db).await.len();
    written(&db, &event("fine", json!({}), NOW)).await.unwrap();
    assert_eq!(read(&db).await.len(), before + 1);
}

async fn a_key_that_is_too_long_is_an_error_and_spoils_nothing(db: Db) {
    // An entry of a PostgreSQL index has less than 2,704 bytes after compression, which this text resists.
    let mut noise = 1_u64;
    let subject: String = std::iter::repeat_with(|| {
        noise = noise
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        format!("{:08x}", noise >> 32)
    })
    .take(2_000)
    .collect();
    let keyed = AuditEvent {
        subject_id: subject.clone(),
        ..event("sample", json!({}), NOW)
    };
    let outcome = written(&db, &keyed).await;
    match db.kind() {
        "sqlite" => assert!(outcome.is_ok()),
        _ => assert!(matches!(outcome, Err(Error::Broken(_))), "{outcome:?}"),
    }
    // Looking for one is no error anywhere.
    let mut conn = db.read().await.unwrap();
    let found = audit_event::list_for_subject(&mut conn, &subject).await;
    assert_eq!(found.unwrap().is_empty(), db.kind() != "sqlite");
}
