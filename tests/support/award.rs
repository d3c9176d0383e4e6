//! Awards as if assessors had decided, for tests of what follows from them.

use microcred::app::{App, gate};
use microcred::clock::Timestamp;
use microcred::domain::award::State;
use microcred::domain::id::{AwardId, EnrollmentId, OrganizationId, PersonId};
use microcred::store::award::{self, Award};
use microcred::store::{Tx, credential, query};
use uuid::Uuid;

/// What is held, and until when.
#[derive(Clone, Copy)]
pub struct Earned<'a> {
    pub organization: OrganizationId,
    pub person: PersonId,
    /// The micro-credential's name.
    pub slug: &'a str,
    pub until: Option<Timestamp>,
}

/// Gives an award of what is published under this name, with everything that it rests on, and whatever follows from it.
pub async fn give(app: &App, earned: Earned<'_>) -> AwardId {
    let mut tx = app.db.write().await.unwrap();
    let id = write(app, &mut tx, earned).await;
    gate::awards_changed(app, &mut tx, earned.organization, earned.person)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

/// Moves an award to another state, with whatever follows from it.
pub async fn change(app: &App, id: AwardId, step: (State, State)) {
    let mut tx = app.db.write().await.unwrap();
    let known = award::find(&mut tx, id).await.unwrap().unwrap();
    assert!(
        award::update_state(&mut tx, id, step, Some("case"), app.now())
            .await
            .unwrap()
    );
    gate::awards_changed(app, &mut tx, known.organization_id, known.person_id)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Writes the award alone.
#[expect(clippy::too_many_lines, reason = "one row after the other")]
pub async fn write(app: &App, tx: &mut Tx, earned: Earned<'_>) -> AwardId {
    let Earned {
        organization,
        person,
        slug,
        until,
    } = earned;
    let now = app.now();
    let of = credential::find_by_slug(tx, organization, slug)
        .await
        .unwrap()
        .unwrap();
    let version = credential::find_published(tx, of.id)
        .await
        .unwrap()
        .unwrap();
    let id = || app.new_id::<Uuid>().to_string();
    let (attempt, slot, reading, decision) = (id(), id(), id(), id());
    let (enrollment,): (EnrollmentId,) = query(
        "INSERT INTO enrollment (id, organization_id, person_id, credential_id, credential_version_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (person_id, credential_id) DO UPDATE SET person_id = excluded.person_id
         RETURNING id",
    )
    .bind(&id())
    .bind(organization)
    .bind(person)
    .bind(of.id)
    .bind(version.id)
    .bind(now)
    .one(tx)
    .await
    .unwrap();
    query(
        "INSERT INTO attempt (id, enrollment_id, credential_version_id, number, state, is_counted, opened_at,
             is_test, updated_at)
         VALUES ($1, $2, $3, (SELECT COUNT(*) + 1 FROM attempt WHERE enrollment_id = $2), 'released', TRUE, $4,
             FALSE, $4)",
    )
    .bind(&attempt)
    .bind(enrollment)
    .bind(version.id)
    .bind(now)
    .execute(tx)
    .await
    .unwrap();
    query(
        "INSERT INTO reading_slot (id, organization_id, attempt_id, snapshot_seq, position, state, credential_id,
             major, language, earner_id, due_at, created_at, updated_at)
         VALUES ($1, $2, $3, 1, 'r1', 'done', $4, 1, 'en', $5, $6, $6, $6)",
    )
    .bind(&slot)
    .bind(organization)
    .bind(&attempt)
    .bind(of.id)
    .bind(person)
    .bind(now)
    .execute(tx)
    .await
    .unwrap();
    query(
        "INSERT INTO reading (id, reading_slot_id, attempt_id, person_id, seq, content, total, band, outcome,
             scored_hash, seconds_spent, submitted_at)
         VALUES ($1, $2, $3, $4, 1, $5, 17, 'met', 'pass', '', 60, $6)",
    )
    .bind(&reading)
    .bind(&slot)
    .bind(&attempt)
    .bind(person)
    .bind(microcred::store::document(&serde_json::json!({})))
    .bind(now)
    .execute(tx)
    .await
    .unwrap();
    query(
        "INSERT INTO decision (id, attempt_id, basis, reading_id, total, band, outcome, posted_points, rationale,
             decided_at, released_at)
         VALUES ($1, $2, 'single', $3, 17, 'met', 'pass', 17, '', $4, $4)",
    )
    .bind(&decision)
    .bind(&attempt)
    .bind(&reading)
    .bind(now)
    .execute(tx)
    .await
    .unwrap();
    let new = Award {
        id: app.new_id(),
        organization_id: organization,
        person_id: person,
        credential_id: Some(of.id),
        credential_version_id: Some(version.id),
        stack_id: None,
        stack_version_id: None,
        decision_id: Some(decision.parse().unwrap()),
        state: State::Active,
        issued_at: now,
        valid_until: until,
        ended_at: None,
        end_reason: None,
        renews_award_id: None,
    };
    award::insert(tx, &new).await.unwrap();
    new.id
}
