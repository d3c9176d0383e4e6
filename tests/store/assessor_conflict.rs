//! Claims about who must not read whose work, at rest.

use microcred::domain::qualification::Recusal;
use microcred::store::{Db, assessor_conflict};

use super::sample::{NOW, number};
use super::work;

super::on_both! {
    a_conflict_holds_for_two_people_and_is_written_once,
}

async fn a_conflict_holds_for_two_people_and_is_written_once(db: Db) {
    let (_, attempt) = work::queued(&db).await;
    let earner = attempt.person_id;
    let mut tx = db.write().await.unwrap();
    let (one, other) = (
        work::person(&mut tx, &attempt).await,
        work::person(&mut tx, &attempt).await,
    );
    for reason in Recusal::ALL {
        assessor_conflict::insert(&mut tx, one, earner, reason, NOW)
            .await
            .unwrap();
    }
    for (person, of, expected) in [
        (one, earner, true),
        (other, earner, false),
        (earner, one, false),
    ] {
        let found = assessor_conflict::exists(&mut tx, person, of).await;
        assert_eq!(found.unwrap(), expected);
    }
    tx.commit().await.unwrap();
    let rows = number(
        &db,
        "SELECT COUNT(*) FROM assessor_conflict WHERE reason = 'knows_earner'",
    )
    .await;
    assert_eq!(rows, 1, "the first reason stays");
}
