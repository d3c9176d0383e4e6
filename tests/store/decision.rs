//! Claims about decisions at rest.

use microcred::domain::credential::Outcome;
use microcred::domain::decision::Basis;
use microcred::store::decision::{self, Decision};
use microcred::store::{Db, Error};

use super::sample::{after, id};
use super::work;

super::on_both! {
    a_decision_reads_as_it_was_written,
    a_decision_goes_out_once_and_stays_as_it_is,
    of_two_that_take_the_place_of_one_the_first_does,
    an_enrollment_lists_what_went_out,
}

fn next(first: &Decision) -> Decision {
    Decision {
        id: id(),
        basis: Basis::Adjudicated,
        outcome: Outcome::Revise,
        rationale: "The second goal is not there.".into(),
        supersedes_id: Some(first.id),
        decided_at: after(5),
        ..first.clone()
    }
}

async fn a_decision_reads_as_it_was_written(db: Db) {
    let (_, attempt, first) = work::decided(&db).await;
    let mut tx = db.write().await.unwrap();
    let lead = work::person(&mut tx, &attempt).await;
    let second = Decision {
        decided_by: Some(lead),
        released_by: Some(lead),
        released_at: Some(after(6)),
        ..next(&first)
    };
    decision::insert(&mut tx, &second).await.unwrap();
    for known in [&first, &second] {
        let found = decision::find(&mut tx, known.id).await.unwrap();
        assert_eq!(found.as_ref(), Some(known));
    }
    let listed = decision::list_for_attempt(&mut tx, attempt.id).await;
    assert_eq!(listed.unwrap(), [first, second]);
    assert_eq!(decision::find(&mut tx, id()).await.unwrap(), None);
    assert_eq!(decision::list_for_attempt(&mut tx, id()).await.unwrap(), []);
}

/// B.7, 2.
async fn a_decision_goes_out_once_and_stays_as_it_is(db: Db) {
    let (_, attempt, first) = work::decided(&db).await;
    let mut tx = db.write().await.unwrap();
    let lead = work::person(&mut tx, &attempt).await;
    assert!(
        decision::release(&mut tx, first.id, Some(lead), after(1))
            .await
            .unwrap()
    );
    assert!(
        !decision::release(&mut tx, first.id, None, after(2))
            .await
            .unwrap()
    );
    let expected = Decision {
        released_by: Some(lead),
        released_at: Some(after(1)),
        ..first
    };
    let found = decision::find(&mut tx, expected.id).await.unwrap();
    assert_eq!(found, Some(expected));
}

async fn of_two_that_take_the_place_of_one_the_first_does(db: Db) {
    let (_, _, first) = work::decided(&db).await;
    let mut tx = db.write().await.unwrap();
    decision::insert(&mut tx, &next(&first)).await.unwrap();
    let refused = decision::insert(&mut tx, &next(&first)).await;
    assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
}

async fn an_enrollment_lists_what_went_out(db: Db) {
    let (enrollment, _, first) = work::decided(&db).await;
    work::decided(&db).await;
    let mut tx = db.write().await.unwrap();
    let listed = decision::list_released(&mut tx, enrollment.id).await;
    assert_eq!(listed.unwrap(), []);
    decision::release(&mut tx, first.id, None, after(1))
        .await
        .unwrap();
    decision::insert(&mut tx, &next(&first)).await.unwrap();
    let listed = decision::list_released(&mut tx, enrollment.id)
        .await
        .unwrap();
    assert_eq!(
        listed.iter().map(|one| one.id).collect::<Vec<_>>(),
        [first.id]
    );
}
