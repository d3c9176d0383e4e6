//! What is held about somebody who works on micro-credentials: all of their own, nothing of their assessors.

use futures_util::stream;
use microcred::app::file::{self, Upload};
use microcred::app::{badge, privacy};
use microcred::clock::Timestamp;
use microcred::domain::id::AttemptId;
use microcred::domain::purpose::Purpose;
use microcred::store::{Tx, query};
use serde_json::{Value, json};
use tokio_util::bytes::Bytes;

use super::world::World;
use crate::file::media::pdf;

super::on_both! {
    everything_that_somebody_wrote_and_brought_is_in_it,
    a_decision_is_in_it_once_it_was_told_and_its_reader_never_is,
}

/// What an administrator takes along about somebody.
async fn taken(world: &World, sub: &str) -> Value {
    let purpose = Purpose::DataPrivacy {
        subject: sub.into(),
    };
    let ada = world
        .launched("ada", |new| {
            new.purpose = purpose;
        })
        .await;
    let held = privacy::take(world.app(), &ada).await.unwrap().unwrap();
    serde_json::to_value(held).unwrap()
}

async fn everything_that_somebody_wrote_and_brought_is_in_it(world: World) {
    let (dana, id) = world.at_work("dana").await;
    let (robin, other) = world.at_work("robin").await;
    world.fill(&robin, other).await;
    let upload = Upload {
        name: "My plan.pdf".into(),
        announced: None,
        body: stream::iter([Ok::<_, std::io::Error>(Bytes::from(pdf(1)))]),
    };
    let plan = file::upload(world.app(), &dana, id, "plan", upload)
        .await
        .unwrap();
    file::describe(world.app(), &dana, plan.id, "", "October")
        .await
        .unwrap();
    world.fill(&dana, id).await;
    world.submit(&dana, id).await.unwrap();

    let held = taken(&world, "dana").await;
    assert_eq!(held["work"].as_array().unwrap().len(), 1);
    let work = &held["work"][0];
    assert_eq!(
        (&work["micro_credential"], &work["version"]),
        (&json!("Waiting"), &json!("1.0"))
    );
    let attempt = &work["attempts"][0];
    assert_eq!(
        (&attempt["number"], &attempt["state"]),
        (&json!(1), &json!("submitted"))
    );
    let answers = attempt["answers"].as_array().unwrap();
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[1]["title"], "Why");
    assert_eq!(answers[1]["answer"]["html"], "<p>because</p>");
    let file = &attempt["files"][0];
    assert_eq!(
        (&file["name"], &file["caption"]),
        (&json!("My plan.pdf"), &json!("October"))
    );
    assert!(file["bytes"].as_i64().unwrap() > 100);
    assert_eq!(attempt["attestations"].as_array().unwrap().len(), 2);
    assert_eq!(attempt["attestations"][0]["detail"], "For spelling.");
    let snapshot = &attempt["snapshots"][0];
    assert_eq!(snapshot["content"]["credential"], "waiting");
    assert_eq!(snapshot["content_hash"].as_str().unwrap().len(), 43);
    assert_eq!(held["awards"], json!([]));

    let kim = taken(&world, "robin").await;
    assert_eq!(kim["work"][0]["attempts"][0]["files"], json!([]));
    let events = world.events("dana").await;
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].kind, "privacy.export");
}

/// One reading by Morgan Hale, and a decision that rests on it.
async fn decide(
    world: &World,
    tx: &mut Tx,
    id: AttemptId,
    released_at: Option<Timestamp>,
) -> String {
    let new_id = || world.app().new_id::<uuid::Uuid>().to_string();
    let (assessor, slot, reading, decision) = (new_id(), new_id(), new_id(), new_id());
    let now = world.now();
    let organization = world.tool.organization;
    query("INSERT INTO person (id, organization_id, display_name, created_at) VALUES ($1, $2, 'Morgan Hale', $3)")
        .bind(&assessor)
        .bind(organization)
        .bind(now)
        .execute(tx)
        .await
        .unwrap();
    query(
        "INSERT INTO reading_slot (id, organization_id, attempt_id, snapshot_seq, position, state, credential_id, major,
             language, earner_id, due_at, created_at, updated_at)
         VALUES ($1, $2, $3, 1, 'r1', 'submitted', $4, 1, 'en', $5, $6, $6, $6)",
    )
    .bind(&slot)
    .bind(organization)
    .bind(id)
    .bind(world.credential)
    .bind(&assessor)
    .bind(now)
    .execute(tx)
    .await
    .unwrap();
    query(
        "INSERT INTO reading (id, reading_slot_id, attempt_id, person_id, seq, content, total, band, outcome,
             scored_hash, seconds_spent, submitted_at)
         VALUES ($1, $2, $3, $4, 1, $5, 3, 'good', 'pass', '', 60, $6)",
    )
    .bind(&reading)
    .bind(&slot)
    .bind(id)
    .bind(&assessor)
    .bind(microcred::store::document(&json!({ "private_note": "Known to me.", "strength": "Clear waits." })))
    .bind(now)
    .execute(tx)
    .await
    .unwrap();
    query(
        "INSERT INTO decision (id, attempt_id, basis, reading_id, total, band, outcome, posted_points, rationale,
             decided_by, decided_at, released_at)
         VALUES ($1, $2, 'single', $3, 3, 'good', 'pass', 3, 'Agreed with Morgan Hale', $4, $5, $6)",
    )
    .bind(&decision)
    .bind(id)
    .bind(&reading)
    .bind(&assessor)
    .bind(now)
    .bind(released_at)
    .execute(tx)
    .await
    .unwrap();
    decision
}

async fn a_decision_is_in_it_once_it_was_told_and_its_reader_never_is(world: World) {
    let (dana, id) = world.at_work("dana").await;
    world.fill(&dana, id).await;
    world.submit(&dana, id).await.unwrap();
    let mut tx = world.app().db.write().await.unwrap();
    let decision = decide(&world, &mut tx, id, None).await;
    tx.commit().await.unwrap();
    let held = taken(&world, "dana").await;
    assert_eq!(held["work"][0]["attempts"][0]["decisions"], json!([]));
    assert!(!held.to_string().contains("Clear waits."));

    let mut tx = world.app().db.write().await.unwrap();
    query("UPDATE decision SET released_at = $2 WHERE id = $1")
        .bind(&decision)
        .bind(world.now())
        .execute(&mut tx)
        .await
        .unwrap();
    query(
        "INSERT INTO award (id, organization_id, person_id, credential_id, credential_version_id, decision_id, state,
             issued_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'active', $7)",
    )
    .bind(&world.app().new_id::<uuid::Uuid>().to_string())
    .bind(world.tool.organization)
    .bind(dana.launch.person_id)
    .bind(world.credential)
    .bind(world.version)
    .bind(&decision)
    .bind(world.now())
    .execute(&mut tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    badge::issue_due(world.app()).await.unwrap();
    let held = taken(&world, "dana").await;
    let told = &held["work"][0]["attempts"][0]["decisions"][0];
    assert_eq!(
        (&told["outcome"], &told["total"]),
        (&json!("pass"), &json!(3))
    );
    assert_eq!(told["strength"], "Clear waits.");
    let award = &held["awards"][0];
    assert_eq!(award["title"], "Waiting");
    assert_eq!(award["badge"]["shown_name"], Value::Null);
    assert_eq!(award["badge"]["document"]["name"], "Waiting");
    for hidden in ["Morgan Hale", "Known to me"] {
        assert!(!held.to_string().contains(hidden), "{hidden}");
    }
}
