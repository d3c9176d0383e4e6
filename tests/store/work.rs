//! Invented work for the storage tests: a micro-credential in one version, a person in it, an attempt.

use microcred::domain::answer::Answer;
use microcred::domain::attempt::State;
use microcred::domain::id::{
    AttemptId, CredentialId, CredentialVersionId, OrganizationId, PersonId,
};
use microcred::store::answer::StoredAnswer;
use microcred::store::attempt::{self, Attempt};
use microcred::store::enrollment::{self, Enrollment};
use microcred::store::{Db, Tx, document, query};
use serde_json::json;
use sqlx::types::Json;

use super::sample::{self, NOW, id};

/// A version of a micro-credential that asks for one text.
pub async fn version(
    tx: &mut Tx,
    credential_id: CredentialId,
    number: i64,
    state: &str,
) -> CredentialVersionId {
    let definition = json!({
        "slug": "waiting", "version": format!("{number}.0"), "title": "Waiting", "issuer": "Riverbend",
        "contact": "dana@example.org", "claim": "Waits.", "method": "Wait.",
        "licence": {"id": "CC-BY-4.0", "holder": "Riverbend"},
        "part": [{"id": "p", "title": "P", "slot": [{"id": "why", "title": "Why", "prompt": "Why?", "kind": "text"}]}],
        "rubric": {"model": "all_met", "pass": {"total_at_least": 1}},
    });
    let version_id = id();
    query(
        "INSERT INTO credential_version (id, credential_id, major, minor, state, title, definition, content_hash,
             scored_hash, created_at)
         VALUES ($1, $2, $3, 0, $4, 'Waiting', $5, '', '', $6)",
    )
    .bind(version_id)
    .bind(credential_id)
    .bind(number)
    .bind(state)
    .bind(document(&definition))
    .bind(NOW)
    .execute(tx)
    .await
    .unwrap();
    version_id
}

/// A micro-credential without versions.
pub async fn credential(tx: &mut Tx, organization_id: OrganizationId, slug: &str) -> CredentialId {
    let credential_id = id();
    query("INSERT INTO credential (id, organization_id, slug, created_at) VALUES ($1, $2, $3, $4)")
        .bind(credential_id)
        .bind(organization_id)
        .bind(slug)
        .bind(NOW)
        .execute(tx)
        .await
        .unwrap();
    credential_id
}

/// An enrollment that is not written yet.
pub fn enrollment(
    organization_id: OrganizationId,
    person_id: PersonId,
    credential_id: CredentialId,
    credential_version_id: CredentialVersionId,
) -> Enrollment {
    Enrollment {
        id: id(),
        organization_id,
        person_id,
        credential_id,
        credential_version_id,
    }
}

/// Somebody who is enrolled in something.
pub async fn enrolled(db: &Db) -> Enrollment {
    let school = sample::school(db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let user = school.user(&mut tx, "dana").await;
    let credential_id = credential(
        &mut tx,
        school.organization_id,
        &id::<AttemptId>().to_string(),
    )
    .await;
    let version_id = version(&mut tx, credential_id, 1, "published").await;
    let new = enrollment(
        school.organization_id,
        user.person_id,
        credential_id,
        version_id,
    );
    let opened = enrollment::find_or_insert(&mut tx, &new, NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    opened
}

/// An attempt that is not written yet.
pub fn attempt(enrollment: &Enrollment, number: i64, state: State) -> Attempt {
    Attempt {
        id: id(),
        enrollment_id: enrollment.id,
        person_id: enrollment.person_id,
        organization_id: enrollment.organization_id,
        credential_version_id: enrollment.credential_version_id,
        number,
        state,
        is_counted: false,
        opened_at: NOW,
        window_started_at: None,
        window_ends_at: None,
        submitted_at: None,
        recall_until: None,
        carried_from_attempt_id: None,
        resubmission_note: None,
        is_test: false,
        due_at: None,
        held_from: None,
        superseded_at: None,
        updated_at: NOW,
    }
}

/// Somebody at work.
pub async fn draft(db: &Db) -> Attempt {
    let new = attempt(&enrolled(db).await, 1, State::Draft);
    let mut tx = db.write().await.unwrap();
    attempt::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    new
}

/// An answer to `why` that is not written yet.
pub fn answer(text: &str) -> StoredAnswer {
    StoredAnswer {
        slot_id: "why".into(),
        body: Json(Answer::Text { html: text.into() }),
        word_count: 1,
        save_seq: 1,
        save_id: id::<uuid::Uuid>().to_string(),
        is_ready: false,
        saved_at: NOW,
    }
}
