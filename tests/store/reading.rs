//! Claims about readings at rest.

use microcred::domain::reading::slot::Position;
use microcred::store::reading::{self, SubmittedReading};
use microcred::store::{Db, Error, reading_slot};

use super::sample::{after, id};
use super::work;

super::on_both! {
    a_reading_reads_as_it_was_written_and_both_versions_stay,
    readings_are_counted_once_however_often_they_were_sent_back,
}

async fn a_reading_reads_as_it_was_written_and_both_versions_stay(db: Db) {
    let (enrollment, attempt) = work::queued(&db).await;
    let mut tx = db.write().await.unwrap();
    let person = work::person(&mut tx, &attempt).await;
    let wanted = work::slot(&enrollment, &attempt, Position::First);
    reading_slot::insert(&mut tx, &wanted).await.unwrap();
    let first = work::reading(&wanted, person);
    let again = SubmittedReading {
        id: id(),
        seq: 2,
        submitted_at: after(5),
        ..first.clone()
    };
    for new in [&first, &again] {
        reading::insert(&mut tx, new).await.unwrap();
        let found = reading::find(&mut tx, new.id).await.unwrap();
        assert_eq!(found.as_ref(), Some(new));
    }
    let listed = reading::list_for_attempt(&mut tx, attempt.id).await;
    assert_eq!(listed.unwrap(), [first, again.clone()]);
    assert_eq!(reading::find(&mut tx, id()).await.unwrap(), None);
    assert_eq!(reading::list_for_attempt(&mut tx, id()).await.unwrap(), []);
    let third = SubmittedReading { id: id(), ..again };
    let refused = reading::insert(&mut tx, &third).await;
    assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
}

async fn readings_are_counted_once_however_often_they_were_sent_back(db: Db) {
    let (enrollment, attempt) = work::queued(&db).await;
    let mut tx = db.write().await.unwrap();
    let person = work::person(&mut tx, &attempt).await;
    assert_eq!(reading::count_for_person(&mut tx, person).await.unwrap(), 0);
    let average = reading::average_seconds(&mut tx, person, after(0)).await;
    assert_eq!(average.unwrap(), None);
    let wanted = work::slot(&enrollment, &attempt, Position::First);
    reading_slot::insert(&mut tx, &wanted).await.unwrap();
    for (seq, seconds_spent) in [(1, 600), (2, 200)] {
        let new = SubmittedReading {
            seq,
            seconds_spent,
            submitted_at: after(10 * seconds_spent.unsigned_abs()),
            ..work::reading(&wanted, person)
        };
        reading::insert(&mut tx, &new).await.unwrap();
    }
    assert_eq!(reading::count_for_person(&mut tx, person).await.unwrap(), 1);
    for (since, expected) in [(0, Some(400)), (2_001, Some(600)), (6_001, None)] {
        let average = reading::average_seconds(&mut tx, person, after(since)).await;
        assert_eq!(average.unwrap(), expected, "{since}");
    }
}
