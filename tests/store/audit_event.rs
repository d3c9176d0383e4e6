//! Claims about the audit log at rest.

use microcred::clock::Timestamp;
use microcred::store::audit_event::{self, AuditEvent};
use microcred::store::{Db, Error};
use serde_json::json;
use sqlx::types::Json;

use super::sample::{self, NOW, after, id};

super::on_both! {
    what_happened_to_one_thing_is_told_in_order,
    an_event_is_written_once,
}

fn event(subject_id: &str, kind: &str, at: Timestamp) -> AuditEvent {
    AuditEvent {
        organization_id: None,
        actor: "operator".into(),
        kind: kind.into(),
        subject_id: subject_id.into(),
        detail: Json(json!(null)),
        created_at: at,
    }
}

async fn what_happened_to_one_thing_is_told_in_order(db: Db) {
    let mut tx = db.write().await.unwrap();
    let made = AuditEvent {
        organization_id: Some(sample::organization(&mut tx, "Riverbend").await),
        actor: "system".into(),
        detail: Json(json!({"was": {"status": "pending"}, "names": ["Ä", ""], "many": [[], {}]})),
        ..event("platform-1", "platform.create", NOW)
    };
    let decided = event("platform-1", "platform.approve", after(1));
    let elsewhere = event("platform-2", "platform.create", NOW);
    for event in [&decided, &elsewhere, &made] {
        audit_event::insert(&mut tx, id(), event).await.unwrap();
    }
    tx.commit().await.unwrap();

    let mut conn = db.read().await.unwrap();
    let told = audit_event::list_for_subject(&mut conn, "platform-1").await;
    assert_eq!(told.unwrap(), [made, decided]);
    let told = audit_event::list_for_subject(&mut conn, "platform-2").await;
    assert_eq!(told.unwrap(), [elsewhere]);
    let told = audit_event::list_for_subject(&mut conn, "platform").await;
    assert_eq!(told.unwrap(), []);
}

async fn an_event_is_written_once(db: Db) {
    let event_id = id();
    let mut tx = db.write().await.unwrap();
    let event = event("platform-1", "platform.create", NOW);
    audit_event::insert(&mut tx, event_id, &event)
        .await
        .unwrap();
    let refused = audit_event::insert(&mut tx, event_id, &event).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
}
