//! Invented work for the storage tests: a micro-credential in one version, a person in it, an attempt.

use microcred::domain::answer::Answer;
use microcred::domain::attempt::State;
use microcred::domain::credential::Outcome;
use microcred::domain::decision::Basis;
use microcred::domain::id::{
    AttemptId, CredentialId, CredentialVersionId, OrganizationId, PersonId,
};
use microcred::domain::reading::Reading;
use microcred::domain::reading::slot::{Position, State as Wanted};
use microcred::store::answer::StoredAnswer;
use microcred::store::attempt::{self, Attempt};
use microcred::store::decision::{self, Decision};
use microcred::store::enrollment::{self, Enrollment};
use microcred::store::reading::SubmittedReading;
use microcred::store::reading_slot::ReadingSlot;
use microcred::store::{Db, Tx, document, lms_user, query, reading, reading_slot};
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
        saved_at: NOW,
    }
}

/// Somebody else in the same organisation, such as an assessor.
pub async fn person(tx: &mut Tx, of: &Attempt) -> PersonId {
    let person_id = id();
    lms_user::insert_person(tx, person_id, of.organization_id, Some("Robin Vale"), NOW)
        .await
        .unwrap();
    person_id
}

/// Work that waits in the queue.
pub async fn queued(db: &Db) -> (Enrollment, Attempt) {
    let enrollment = enrolled(db).await;
    let new = attempt(&enrollment, 1, State::Queued);
    let mut tx = db.write().await.unwrap();
    attempt::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    (enrollment, new)
}

/// A wanted reading that is not written yet.
pub fn slot(enrollment: &Enrollment, of: &Attempt, position: Position) -> ReadingSlot {
    ReadingSlot {
        id: id(),
        organization_id: of.organization_id,
        attempt_id: of.id,
        snapshot_seq: 1,
        position,
        state: Wanted::Open,
        credential_id: enrollment.credential_id,
        major: 1,
        language: "en".into(),
        earner_id: of.person_id,
        due_at: sample::after(1_000),
        person_id: None,
        leased_at: None,
        leased_until: None,
        sent_back: None,
        created_at: NOW,
        updated_at: NOW,
    }
}

/// A reading that is not written yet.
pub fn reading(of: &ReadingSlot, by: PersonId) -> SubmittedReading {
    SubmittedReading {
        id: id(),
        reading_slot_id: of.id,
        attempt_id: of.attempt_id,
        person_id: by,
        seq: 1,
        content: Json(Reading {
            strength: "Clear goals.".into(),
            ..Reading::default()
        }),
        total: 1,
        band: "yes".into(),
        outcome: Outcome::Pass,
        scored_hash: "hash".into(),
        seconds_spent: 600,
        submitted_at: NOW,
    }
}

/// A decision that is not written yet.
pub fn decision(on: &SubmittedReading) -> Decision {
    Decision {
        id: id(),
        attempt_id: on.attempt_id,
        basis: Basis::Single,
        reading_id: on.id,
        total: 1,
        band: "yes".into(),
        outcome: Outcome::Pass,
        posted_points: 1,
        rationale: String::new(),
        supersedes_id: None,
        decided_by: None,
        decided_at: NOW,
        released_by: None,
        released_at: None,
    }
}

/// Work that was read and decided.
pub async fn decided(db: &Db) -> (Enrollment, Attempt, Decision) {
    let (enrollment, attempt) = queued(db).await;
    let wanted = slot(&enrollment, &attempt, Position::First);
    let mut tx = db.write().await.unwrap();
    let read = reading(&wanted, person(&mut tx, &attempt).await);
    let decision = decision(&read);
    reading_slot::insert(&mut tx, &wanted).await.unwrap();
    reading::insert(&mut tx, &read).await.unwrap();
    decision::insert(&mut tx, &decision).await.unwrap();
    tx.commit().await.unwrap();
    (enrollment, attempt, decision)
}
