//! Work on a micro-credential that stands in the database, for tests of what belongs to it.

use microcred::clock::Timestamp;
use microcred::domain::credential::Definition;
use microcred::domain::id::{AttemptId, OrganizationId, PersonId};
use microcred::random::Random;
use microcred::store::{Db, document, query};
use serde_json::json;

/// A definition with a slot of every kind that takes files, and one that takes none.
pub fn definition() -> Definition {
    let slot = |id: &str, kind: &str, more: serde_json::Value| {
        let mut slot = json!({"id": id, "title": id, "prompt": "Add it.", "kind": kind});
        slot.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        slot
    };
    serde_json::from_value(json!({
        "slug": "routines", "version": "1.0", "title": "Routines", "issuer": "Riverbend District",
        "contact": "help@example.org", "claim": "Uses routines.", "method": "Try and show.",
        "licence": {"id": "CC-BY-4.0", "holder": "Riverbend District"},
        "part": [{
            "id": "evidence", "title": "Evidence", "slot": [
                slot("plan", "file", json!({})),
                slot("plans", "file", json!({"files": {"max": 40}, "types": ["pdf", "document", "text"]})),
                slot("pictures", "image", json!({"files": {"max": 3}})),
                slot("lesson", "video", json!({})),
                slot("voices", "audio", json!({})),
                slot("story", "text", json!({})),
            ],
        }],
        "rubric": {"model": "all_met", "pass": {"total_at_least": 1}},
    }))
    .unwrap()
}

/// A draft of this person, on the definition above.
pub async fn draft(
    db: &Db,
    organization: OrganizationId,
    person: PersonId,
    now: Timestamp,
) -> AttemptId {
    let id = || Random::system().id(now).to_string();
    let (credential, version, enrollment, attempt) = (id(), id(), id(), id());
    let mut tx = db.write().await.unwrap();
    query("INSERT INTO credential (id, organization_id, slug, created_at) VALUES ($1, $2, $1, $3)")
        .bind(&credential)
        .bind(organization)
        .bind(now)
        .execute(&mut tx)
        .await
        .unwrap();
    query(
        "INSERT INTO credential_version (id, credential_id, major, minor, state, title, definition, content_hash,
             scored_hash, created_at)
         VALUES ($1, $2, 1, 0, 'published', 'Routines', $3, '', '', $4)",
    )
    .bind(&version)
    .bind(&credential)
    .bind(document(&definition()))
    .bind(now)
    .execute(&mut tx)
    .await
    .unwrap();
    query(
        "INSERT INTO enrollment (id, organization_id, person_id, credential_id, credential_version_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&enrollment)
    .bind(organization)
    .bind(person)
    .bind(&credential)
    .bind(&version)
    .bind(now)
    .execute(&mut tx)
    .await
    .unwrap();
    query(
        "INSERT INTO attempt (id, enrollment_id, credential_version_id, number, state, is_counted, opened_at,
             updated_at)
         VALUES ($1, $2, $3, 1, 'draft', $4, $5, $5)",
    )
    .bind(&attempt)
    .bind(&enrollment)
    .bind(&version)
    .bind(true)
    .bind(now)
    .execute(&mut tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    attempt.parse().unwrap()
}

/// Moves an attempt to another state.
pub async fn set_state(db: &Db, attempt: AttemptId, state: &str) {
    let mut tx = db.write().await.unwrap();
    query("UPDATE attempt SET state = $2 WHERE id = $1")
        .bind(attempt)
        .bind(state)
        .execute(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Hands an attempt in, as far as a snapshot of it shows that.
pub async fn take_snapshot(db: &Db, attempt: AttemptId, now: Timestamp) {
    let mut tx = db.write().await.unwrap();
    query(
        "INSERT INTO snapshot (id, attempt_id, seq, content, content_hash, taken_at)
         VALUES ($1, $2, 1, $3, '', $4)",
    )
    .bind(&Random::system().id(now).to_string())
    .bind(attempt)
    .bind(SNAPSHOT_CONTENT)
    .bind(now)
    .execute(&mut tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

const SNAPSHOT_CONTENT: &str = "{}";
