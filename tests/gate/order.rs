//! Whoever opens a link and whoever counts what somebody holds take the same rows, and never wait for each other in a
//! circle.

use std::time::Duration;

use microcred::domain::gate::Terms;
use microcred::store::{gate, gradebook_cell, lms_user, query, score_post};

use super::{World, all};
use crate::support::database::TestDatabase;

/// How many connections of the database wait for a row that somebody else has.
const WAITING: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'";

/// A message about Dana waits for a change in the course, and the link has become a gate since, which counts for her from
/// her next launch on.
async fn parked(world: &World) -> microcred::domain::id::PlacementTemplateId {
    world.open("dana", "other", "start", None).await;
    world.earn("asking").await;
    let credential = world.credential("asking").await;
    world.dana("c", "g", credential).await;
    assert_eq!(world.told("g").await.len(), 1);
    let gate = world.gate(all(&["asking", "voices"]), Terms::EVER).await;
    let mut tx = world.app.app.db.write().await.unwrap();
    let changed = query("UPDATE placement SET placement_template_id = $1, named_template_id = $1 WHERE resource_link_id = 'g'")
        .bind(gate)
        .execute(&mut tx)
        .await;
    assert_eq!(changed.unwrap(), 1);
    let changed =
        query("UPDATE score_post SET state = 'parked', reason = 'column-gone', updated_at = 0")
            .execute(&mut tx)
            .await;
    assert_eq!(changed.unwrap(), 1);
    tx.commit().await.unwrap();
    gate
}

/// PostgreSQL alone has several writers at a time.
#[tokio::test]
async fn a_launch_that_sends_again_what_waited_does_not_stand_in_the_way_of_a_count() {
    let Some(database) = TestDatabase::postgres("launches beside counts").await else {
        return;
    };
    let world = World::on(database, "generic").await;
    let template = parked(&world).await;
    let (link, person) = (world.link("g").await, world.person("dana").await);
    let app = &world.app.app;
    let mut tx = app.db.write().await.unwrap();
    let dana = lms_user::find_by_sub(&mut tx, world.platform.id(), "dana").await;
    let dana = dana.unwrap().unwrap().id;

    // Somebody counts: first the person, then the cell, then the messages.
    gate::hold_person(&mut tx, person).await.unwrap();
    let counting = async {
        while world.count(WAITING).await == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let now = world.app.now();
        let cell = gradebook_cell::next(&mut tx, link, dana, now)
            .await
            .unwrap();
        let seq = cell.last_seq;
        let gave_way = score_post::supersede(&mut tx, link, dana, seq, true, now).await;
        tx.commit().await.unwrap();
        gave_way.unwrap()
    };
    // Meanwhile Dana comes, and has to wait for it.
    let coming = world.dana("c", "g", template);
    let both = async { tokio::join!(counting, coming) };
    let (gave_way, opened) = tokio::time::timeout(Duration::from_secs(20), both)
        .await
        .expect("neither waits for ever");

    assert_eq!(gave_way, 1);
    assert!(opened.path.starts_with("/app/l/"));
    // Her launch told the gate; what gave way is not sent again.
    assert_eq!(world.told("g").await.len(), 2);
    let revived = "SELECT CAST(COUNT(*) AS BIGINT) FROM score_post WHERE state = 'superseded'";
    assert_eq!(world.count(revived).await, 1);
}

#[tokio::test]
async fn what_waited_is_sent_again_by_the_launch_and_gives_way_to_what_the_gate_says() {
    let world = World::new().await;
    let credential = world.credential("asking").await;
    world.open("dana", "other", "start", None).await;
    world.earn("asking").await;
    world.dana("c", "a", credential).await;
    let mut tx = world.app.app.db.write().await.unwrap();
    query("UPDATE score_post SET state = 'parked', reason = 'column-gone', updated_at = 0")
        .execute(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    world.open("kim", "c", "a", Some(credential)).await;

    let waiting = "SELECT CAST(COUNT(*) AS BIGINT) FROM score_post WHERE state = 'pending'";
    assert_eq!(world.count(waiting).await, 1, "whoever comes");
}
