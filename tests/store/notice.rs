//! Claims about notices at rest.

use microcred::domain::id::PersonId;
use microcred::store::Db;
use microcred::store::notice::{self, Notice};
use serde_json::json;

use super::sample::{NOW, after, id};
use super::work;

super::on_both! {
    what_was_not_seen_is_listed_newest_first,
    it_is_known_what_somebody_was_told_since,
    what_is_seen_stays_seen_and_is_seen_by_one_person_alone,
    what_is_seen_of_one_kind_leaves_the_others,
}

fn about(person_id: PersonId, subject: &str, seconds: u64) -> Notice {
    Notice {
        id: id(),
        person_id,
        kind: "attempt.release".into(),
        subject_id: subject.into(),
        detail: json!({"title": "Waiting"}).into(),
        created_at: after(seconds),
        seen_at: None,
    }
}

async fn what_was_not_seen_is_listed_newest_first(db: Db) {
    let draft = work::draft(&db).await;
    let me = draft.person_id;
    let mut tx = db.write().await.unwrap();
    let (old, new) = (about(me, "one", 1), about(me, "two", 2));
    let seen = Notice {
        seen_at: Some(NOW),
        ..about(me, "three", 3)
    };
    for notice in [&old, &new, &seen] {
        notice::insert(&mut tx, notice).await.unwrap();
    }
    let listed = notice::list_unseen(&mut tx, me, 10).await.unwrap();
    assert_eq!(listed, [new.clone(), old]);
    assert_eq!(notice::list_unseen(&mut tx, me, 1).await.unwrap(), [new]);
    assert_eq!(notice::list_unseen(&mut tx, id(), 10).await.unwrap(), []);
}

async fn it_is_known_what_somebody_was_told_since(db: Db) {
    let draft = work::draft(&db).await;
    let me = draft.person_id;
    let mut tx = db.write().await.unwrap();
    notice::insert(&mut tx, &about(me, "one", 5)).await.unwrap();
    let kind = "attempt.release";
    for (person, what, since, is_told) in [
        (me, (kind, "one"), 5, true),
        (me, (kind, "one"), 6, false),
        (me, (kind, "two"), 0, false),
        (me, ("attempt.void", "one"), 0, false),
        (id(), (kind, "one"), 0, false),
    ] {
        let found = notice::was_told(&mut tx, person, what, after(since)).await;
        assert_eq!(found.unwrap(), is_told, "{what:?} {since}");
    }
}

async fn what_is_seen_stays_seen_and_is_seen_by_one_person_alone(db: Db) {
    let draft = work::draft(&db).await;
    let me = draft.person_id;
    let mut tx = db.write().await.unwrap();
    let other = work::person(&mut tx, &draft).await;
    for notice in [
        about(me, "one", 1),
        about(me, "one", 2),
        about(me, "two", 3),
        about(other, "one", 4),
    ] {
        notice::insert(&mut tx, &notice).await.unwrap();
    }
    assert_eq!(
        notice::mark_seen(&mut tx, me, "one", after(5))
            .await
            .unwrap(),
        2
    );
    assert_eq!(
        notice::mark_seen(&mut tx, me, "one", after(6))
            .await
            .unwrap(),
        0
    );
    let left = notice::list_unseen(&mut tx, me, 10).await.unwrap();
    assert_eq!(
        left.iter().map(|one| &*one.subject_id).collect::<Vec<_>>(),
        ["two"]
    );
    assert_eq!(
        notice::list_unseen(&mut tx, other, 10).await.unwrap().len(),
        1
    );
}

async fn what_is_seen_of_one_kind_leaves_the_others(db: Db) {
    let draft = work::draft(&db).await;
    let me = draft.person_id;
    let mut tx = db.write().await.unwrap();
    let other = Notice {
        kind: "attempt.window_ends".into(),
        ..about(me, "one", 2)
    };
    for notice in [&about(me, "one", 1), &other] {
        notice::insert(&mut tx, notice).await.unwrap();
    }
    for (person, what, seen) in [
        (me, ("attempt.window_ends", "two"), 0),
        (id(), ("attempt.window_ends", "one"), 0),
        (me, ("attempt.window_ends", "one"), 1),
        (me, ("attempt.window_ends", "one"), 0),
    ] {
        let marked = notice::mark_kind_seen(&mut tx, person, what, NOW).await;
        assert_eq!(marked.unwrap(), seen, "{what:?}");
    }
    let left = notice::list_unseen(&mut tx, me, 10).await.unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].kind, "attempt.release");
}
