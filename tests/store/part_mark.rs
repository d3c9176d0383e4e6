//! Claims about what earners say of their parts, at rest.

use microcred::store::Db;
use microcred::store::part_mark::{self, PartMark};

use super::sample::{NOW, after, id};
use super::work;

super::on_both! {
    a_mark_reads_as_it_was_written_gives_way_to_a_new_one_and_can_be_taken_back,
}

async fn a_mark_reads_as_it_was_written_gives_way_to_a_new_one_and_can_be_taken_back(db: Db) {
    let draft = work::draft(&db).await;
    let mut tx = db.write().await.unwrap();
    let lesson = PartMark {
        part_id: "lesson".into(),
        content_hash: "one".into(),
        marked_at: NOW,
    };
    let change = PartMark {
        part_id: "change".into(),
        ..lesson.clone()
    };
    for mark in [&lesson, &change] {
        part_mark::upsert(&mut tx, draft.id, mark).await.unwrap();
    }
    let listed = part_mark::list_for_attempt(&mut tx, draft.id).await;
    assert_eq!(listed.unwrap(), [change.clone(), lesson.clone()]);
    let again = PartMark {
        content_hash: "two".into(),
        marked_at: after(1),
        ..lesson
    };
    part_mark::upsert(&mut tx, draft.id, &again).await.unwrap();
    let is_gone = part_mark::delete(&mut tx, draft.id, "change").await;
    assert!(is_gone.unwrap());
    let is_gone = part_mark::delete(&mut tx, draft.id, "change").await;
    assert!(!is_gone.unwrap(), "it is gone already");
    let listed = part_mark::list_for_attempt(&mut tx, draft.id).await;
    assert_eq!(listed.unwrap(), [again]);
    let elsewhere = part_mark::list_for_attempt(&mut tx, id()).await;
    assert_eq!(elsewhere.unwrap(), []);
}
