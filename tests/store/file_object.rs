//! Claims about files of evidence at rest.

use microcred::domain::file::{FileEvent, FileState, Format, NotTaken};
use microcred::domain::id::{AttemptId, FileId};
use microcred::store::file_object::{self, Facts, NewFileObject};
use microcred::store::{Db, lms_user};

use super::sample::{self, CLASS, NOW, after, all_at_once, id};
use crate::support::work;

super::on_both! {
    a_file_begins_empty_behind_the_others_of_its_slot,
    a_file_goes_on_from_where_it_stands_and_from_nowhere_else,
    what_is_found_of_a_file_is_kept,
    a_file_that_was_taken_away_is_found_by_nobody,
    the_next_try_dismisses_what_was_not_taken,
    an_owner_comes_with_the_definition_of_the_version,
    only_a_draft_is_held_and_a_class_adds_one_after_another,
    content_that_nobody_needs_is_found_and_what_was_handed_in_is_not,
    only_what_can_be_handed_in_is_carried_and_its_content_is_shared_until_it_is_gone,
}

async fn draft(db: &Db) -> AttemptId {
    let mut tx = db.write().await.unwrap();
    let organization = sample::organization(&mut tx, "Riverbend").await;
    let person = id();
    lms_user::insert_person(&mut tx, person, organization, Some("Dana Rey"), NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    work::draft(db, organization, person, NOW).await
}

async fn begin(db: &Db, attempt_id: AttemptId, slot: &str) -> FileId {
    let id: FileId = id();
    let new = NewFileObject {
        id,
        attempt_id,
        slot_id: slot.into(),
        object_key: format!("organization/x/{id}"),
        original_name: "plan.pdf".into(),
    };
    let mut tx = db.write().await.unwrap();
    file_object::insert(&mut tx, &new, NOW).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn happens(db: &Db, id: FileId, from: FileState, event: FileEvent) -> bool {
    let mut tx = db.write().await.unwrap();
    let has_moved = file_object::advance(&mut tx, id, from, event, after(1)).await;
    tx.commit().await.unwrap();
    has_moved.unwrap()
}

async fn removed(db: &Db, id: FileId, from: FileState) -> bool {
    let mut tx = db.write().await.unwrap();
    let is_removed = file_object::remove(&mut tx, id, from, after(2)).await;
    tx.commit().await.unwrap();
    is_removed.unwrap()
}

async fn places(db: &Db, attempt: AttemptId, slot: &str) -> Vec<(FileId, i64)> {
    let mut conn = db.read().await.unwrap();
    let files = file_object::list_for_attempt(&mut conn, attempt)
        .await
        .unwrap();
    let of_slot = files.into_iter().filter(|file| file.slot_id == slot);
    of_slot.map(|file| (file.id, file.position)).collect()
}

async fn a_file_begins_empty_behind_the_others_of_its_slot(db: Db) {
    let attempt = draft(&db).await;
    let first = begin(&db, attempt, "plans").await;
    let other = begin(&db, attempt, "pictures").await;
    let second = begin(&db, attempt, "plans").await;
    assert_eq!(
        places(&db, attempt, "plans").await,
        [(first, 1), (second, 2)]
    );
    assert_eq!(places(&db, attempt, "pictures").await, [(other, 1)]);
    let mut conn = db.read().await.unwrap();
    let file = file_object::find(&mut conn, first).await.unwrap().unwrap();
    assert_eq!((file.state, file.bytes), (FileState::Uploading, 0));
    assert!(!file.evidence().is_ready);
    let count = file_object::count_for_slot(&mut conn, attempt, "plans").await;
    assert_eq!(count.unwrap(), 2);
}

async fn a_file_goes_on_from_where_it_stands_and_from_nowhere_else(db: Db) {
    let attempt = draft(&db).await;
    let file = begin(&db, attempt, "plans").await;
    let (up, working) = (FileState::Uploading, FileState::Processing);
    assert!(!happens(&db, file, working, FileEvent::Understood).await);
    assert!(happens(&db, file, up, FileEvent::Received).await);
    assert!(!happens(&db, file, up, FileEvent::Received).await);
    assert!(happens(&db, file, working, FileEvent::Understood).await);
    let mut conn = db.read().await.unwrap();
    let found = file_object::find(&mut conn, file).await.unwrap().unwrap();
    assert!(found.evidence().is_ready);
}

async fn what_is_found_of_a_file_is_kept(db: Db) {
    let attempt = draft(&db).await;
    let file = begin(&db, attempt, "lesson").await;
    let facts = Facts {
        format: Format::Mp4,
        bytes: 5_000_000_000,
        sha256: "ab".into(),
        duration_ms: Some(754_000),
        pages: Some(3),
        width: Some(1920),
        height: Some(1080),
    };
    let mut tx = db.write().await.unwrap();
    file_object::update_facts(&mut tx, file, &facts)
        .await
        .unwrap();
    file_object::update_rejection(&mut tx, file, NotTaken::Mixed)
        .await
        .unwrap();
    file_object::update_description(&mut tx, file, "A class", "Minute 3", after(1))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut conn = db.read().await.unwrap();
    let found = file_object::find(&mut conn, file).await.unwrap().unwrap();
    assert_eq!(found.format(), Some(Format::Mp4));
    assert_eq!(found.not_taken(), Some(NotTaken::Mixed));
    assert_eq!((found.bytes, found.height), (5_000_000_000, Some(1080)));
    assert_eq!((&*found.alt_text, &*found.caption), ("A class", "Minute 3"));
    assert_eq!(found.evidence().duration_ms, Some(754_000));
}

async fn a_file_that_was_taken_away_is_found_by_nobody(db: Db) {
    let attempt = draft(&db).await;
    let file = begin(&db, attempt, "plans").await;
    assert!(!removed(&db, file, FileState::Ready).await);
    assert!(removed(&db, file, FileState::Uploading).await);
    assert!(!removed(&db, file, FileState::Uploading).await);
    let mut conn = db.read().await.unwrap();
    assert_eq!(file_object::find(&mut conn, file).await.unwrap(), None);
    let count = file_object::count_for_slot(&mut conn, attempt, "plans").await;
    assert_eq!(count.unwrap(), 0);
    drop(conn);
    assert_eq!(places(&db, attempt, "plans").await, []);
}

async fn the_next_try_dismisses_what_was_not_taken(db: Db) {
    let attempt = draft(&db).await;
    let [here, there] = [
        begin(&db, attempt, "plans").await,
        begin(&db, attempt, "plan").await,
    ];
    for file in [here, there] {
        assert!(happens(&db, file, FileState::Uploading, FileEvent::TurnedAway).await);
    }
    let kept = begin(&db, attempt, "plans").await;
    let mut tx = db.write().await.unwrap();
    let dismissed = file_object::dismiss_rejected(&mut tx, attempt, "plans", after(2)).await;
    tx.commit().await.unwrap();
    assert_eq!(dismissed.unwrap(), 1);
    let left = |slot| places(&db, attempt, slot);
    assert_eq!(left("plans").await.len(), 1);
    assert_eq!(left("plans").await[0].0, kept);
    assert_eq!(left("plan").await[0].0, there);
}

async fn an_owner_comes_with_the_definition_of_the_version(db: Db) {
    let attempt = draft(&db).await;
    let mut conn = db.read().await.unwrap();
    let owner = file_object::find_owner(&mut conn, attempt)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(owner.attempt_state, "draft");
    assert_eq!(owner.definition.0, work::definition());
    let nobody = file_object::find_owner(&mut conn, id()).await.unwrap();
    assert!(nobody.is_none());
}

async fn only_a_draft_is_held_and_a_class_adds_one_after_another(db: Db) {
    const PLACES: i64 = 5;
    let attempt = draft(&db).await;
    let added = all_at_once(&db, move |db, _| async move {
        let mut tx = db.write().await.unwrap();
        assert!(file_object::hold_draft(&mut tx, attempt).await.unwrap());
        let taken = file_object::count_for_slot(&mut tx, attempt, "plans")
            .await
            .unwrap();
        if taken >= PLACES {
            return false;
        }
        let id: FileId = id();
        let new = NewFileObject {
            id,
            attempt_id: attempt,
            slot_id: "plans".into(),
            object_key: id.to_string(),
            original_name: "plan.pdf".into(),
        };
        file_object::insert(&mut tx, &new, NOW).await.unwrap();
        tx.commit().await.unwrap();
        true
    })
    .await;
    assert_eq!(added.len(), CLASS);
    assert_eq!(added.iter().filter(|added| **added).count(), 5);
    work::set_state(&db, attempt, "submitted").await;
    let mut tx = db.write().await.unwrap();
    assert!(!file_object::hold_draft(&mut tx, attempt).await.unwrap());
}

async fn content_that_nobody_needs_is_found_and_what_was_handed_in_is_not(db: Db) {
    let attempt = draft(&db).await;
    let [left, ready, taken_away] = [
        begin(&db, attempt, "plans").await,
        begin(&db, attempt, "plans").await,
        begin(&db, attempt, "plans").await,
    ];
    happens(&db, ready, FileState::Uploading, FileEvent::Received).await;
    happens(&db, ready, FileState::Processing, FileEvent::Understood).await;
    assert!(removed(&db, taken_away, FileState::Uploading).await);
    let leftovers = |before| {
        let db = db.clone();
        async move {
            let mut conn = db.read().await.unwrap();
            let found = file_object::list_leftovers(&mut conn, before, 10)
                .await
                .unwrap();
            let mut ids: Vec<_> = found.iter().map(|leftover| leftover.id).collect();
            ids.sort();
            ids
        }
    };
    assert_eq!(leftovers(NOW).await, [taken_away], "an upload has time");
    let mut both = [left, taken_away];
    both.sort();
    assert_eq!(leftovers(after(2)).await, both);

    // Handed in while it was there: kept although it was taken away afterwards.
    work::take_snapshot(&db, attempt, after(1)).await;
    assert_eq!(leftovers(after(2)).await, [left]);

    let mut tx = db.write().await.unwrap();
    let purged = file_object::mark_purged(&mut tx, left, FileState::Uploading, after(3)).await;
    tx.commit().await.unwrap();
    assert!(purged.unwrap());
    assert_eq!(leftovers(after(9)).await, []);
    let mut conn = db.read().await.unwrap();
    assert_eq!(file_object::find(&mut conn, left).await.unwrap(), None);
}

async fn only_what_can_be_handed_in_is_carried_and_its_content_is_shared_until_it_is_gone(db: Db) {
    let attempt = draft(&db).await;
    let file = begin(&db, attempt, "plans").await;
    let carry = || {
        let db = db.clone();
        async move {
            let carried: FileId = id();
            let mut tx = db.write().await.unwrap();
            let is_carried = file_object::carry(&mut tx, file, (carried, attempt), after(3)).await;
            tx.commit().await.unwrap();
            is_carried.unwrap().then_some(carried)
        }
    };
    let shares = |id: FileId| {
        let db = db.clone();
        async move {
            let mut conn = db.read().await.unwrap();
            let key = format!("organization/x/{file}");
            file_object::is_shared(&mut conn, id, &key).await.unwrap()
        }
    };
    assert_eq!(carry().await, None, "its content is on its way");
    happens(&db, file, FileState::Uploading, FileEvent::Received).await;
    happens(&db, file, FileState::Processing, FileEvent::Understood).await;
    assert!(!shares(file).await);
    let carried = carry().await.unwrap();
    assert!(shares(file).await && shares(carried).await);
    let mut conn = db.read().await.unwrap();
    let [before, after_it] = [
        file_object::find(&mut conn, file).await.unwrap().unwrap(),
        file_object::find(&mut conn, carried)
            .await
            .unwrap()
            .unwrap(),
    ];
    drop(conn);
    assert_eq!(before.object_key, after_it.object_key);
    assert_eq!((after_it.created_at, after_it.position), (after(3), 1));

    assert!(removed(&db, file, FileState::Ready).await);
    assert!(shares(carried).await, "until it is gone");
    assert_eq!(carry().await, None);
    let mut tx = db.write().await.unwrap();
    let purged = file_object::mark_purged(&mut tx, file, FileState::Removed, after(3)).await;
    assert!(purged.unwrap());
    tx.commit().await.unwrap();
    assert!(!shares(carried).await);
}
