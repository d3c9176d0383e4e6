//! Claims about cells of gradebooks at rest.

use microcred::clock::Timestamp;
use microcred::domain::placement::GradeMode;
use microcred::domain::score_post::Score;
use microcred::store::{Db, gradebook_cell};

use super::sample::{NOW, after, id};
use super::score::column;

super::on_both! {
    a_cell_counts_its_messages,
    timestamps_rise_strictly_in_the_steps_that_are_asked_for,
    what_is_known_of_a_cell_is_kept,
}

const COLUMN: Option<&str> = Some("https://lms.example.org/lineitems/1");

async fn a_cell_counts_its_messages(db: Db) {
    let column = column(&db, GradeMode::Points, COLUMN).await;
    let mut tx = db.write().await.unwrap();
    let none = gradebook_cell::find(&mut tx, column.placement, column.user).await;
    assert_eq!(none.unwrap(), None);
    for number in 1..=3 {
        let cell = gradebook_cell::next(&mut tx, column.placement, column.user, NOW).await;
        assert_eq!(cell.unwrap().last_seq, number);
    }
    let list = gradebook_cell::list_for_placement(&mut tx, column.placement)
        .await
        .unwrap();
    assert_eq!(list.len(), 1);
}

async fn timestamps_rise_strictly_in_the_steps_that_are_asked_for(db: Db) {
    let column = column(&db, GradeMode::Points, COLUMN).await;
    let mut tx = db.write().await.unwrap();
    let nowhere = gradebook_cell::stamp(&mut tx, column.placement, id(), NOW, 1).await;
    assert_eq!(nowhere.unwrap(), None);
    gradebook_cell::next(&mut tx, column.placement, column.user, NOW)
        .await
        .unwrap();
    let millis = |offset| Timestamp::from_millis(NOW.millis() + offset);
    // NOW is 123 ms after a whole second.
    for (now, step, expected) in [
        (NOW, 1, NOW),
        (NOW, 1, millis(1)),
        (NOW, 1000, millis(877)),
        (NOW, 1000, millis(1877)),
        (after(5), 1, after(5)),
        (after(5), 1000, millis(5877)),
        (after(4), 1, millis(5878)),
        (after(60), 1000, millis(59_877)),
    ] {
        let cell = gradebook_cell::stamp(&mut tx, column.placement, column.user, now, step).await;
        assert_eq!(
            cell.unwrap().unwrap().last_stamp,
            expected,
            "{now:?} {step}"
        );
    }
}

async fn what_is_known_of_a_cell_is_kept(db: Db) {
    let column = column(&db, GradeMode::Points, COLUMN).await;
    let mut tx = db.write().await.unwrap();
    let (place, user) = (column.placement, column.user);
    let cell = gradebook_cell::next(&mut tx, place, user, NOW)
        .await
        .unwrap();
    assert_eq!(
        (cell.told(), cell.confirmed(), cell.doubtful()),
        (None, None, None)
    );
    let points = |given| Score { given, maximum: 20 };
    gradebook_cell::update_told(&mut tx, place, user, Some(points(18)))
        .await
        .unwrap();
    let mut changed = cell.confirming(Some(points(14))).doubting(points(16));
    changed.seen_score = Some(14_000_000);
    changed.seen_maximum = Some(20_000_000);
    changed.seen_at = Some(after(3));
    changed.is_overridden = true;
    gradebook_cell::update(&mut tx, &changed, after(4))
        .await
        .unwrap();
    let found = gradebook_cell::find(&mut tx, place, user)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        found.told(),
        Some(points(18)),
        "what was told is its own affair"
    );
    assert_eq!(found.confirmed(), Some(points(14)));
    assert_eq!(found.doubtful(), Some(points(16)));
    assert_eq!(
        (found.seen_score, found.seen_maximum),
        (Some(14_000_000), Some(20_000_000))
    );
    assert!(found.is_overridden);
    assert_eq!(found.confirming(None).doubtful(), None);
}
