//! Claims about what assessors have written and not submitted.

use microcred::domain::id::{PersonId, ReadingSlotId};
use microcred::domain::reading::Reading;
use microcred::domain::reading::slot::{Position, State};
use microcred::store::Db;
use microcred::store::reading_draft::{self, ReadingDraft};
use microcred::store::reading_slot::{self, ReadingSlot};

use super::sample::{CLASS, after, all_at_once, id};
use super::work;

super::on_both! {
    a_draft_grows_save_by_save_and_a_late_one_changes_nothing,
    of_all_who_save_the_next_at_once_one_does,
    drafts_that_nobody_goes_on_with_are_forgotten,
}

async fn wanted(db: &Db) -> (ReadingSlotId, PersonId) {
    let (enrollment, attempt) = work::queued(db).await;
    let mut tx = db.write().await.unwrap();
    let person = work::person(&mut tx, &attempt).await;
    let wanted = work::slot(&enrollment, &attempt, Position::First);
    reading_slot::insert(&mut tx, &wanted).await.unwrap();
    tx.commit().await.unwrap();
    (wanted.id, person)
}

fn draft((slot, person): (ReadingSlotId, PersonId), seq: i64, text: &str) -> ReadingDraft {
    ReadingDraft {
        reading_slot_id: slot,
        person_id: person,
        content: Reading {
            strength: text.into(),
            ..Reading::default()
        }
        .into(),
        save_seq: seq,
        save_id: id::<uuid::Uuid>().to_string(),
        saved_at: after(seq.unsigned_abs()),
    }
}

async fn a_draft_grows_save_by_save_and_a_late_one_changes_nothing(db: Db) {
    let who = wanted(&db).await;
    let mut tx = db.write().await.unwrap();
    assert_eq!(
        reading_draft::find(&mut tx, who.0, who.1).await.unwrap(),
        None
    );
    let (first, second) = (draft(who, 1, "Clear"), draft(who, 2, "Clear goals"));
    assert!(!reading_draft::save(&mut tx, &second, 1).await.unwrap());
    assert!(reading_draft::save(&mut tx, &first, 0).await.unwrap());
    assert!(reading_draft::save(&mut tx, &second, 1).await.unwrap());
    for (late, based_on) in [(draft(who, 1, "Late"), 0), (draft(who, 2, "Late"), 1)] {
        assert!(!reading_draft::save(&mut tx, &late, based_on).await.unwrap());
    }
    let found = reading_draft::find(&mut tx, who.0, who.1).await.unwrap();
    assert_eq!(found, Some(second));
    assert_eq!(
        reading_draft::find(&mut tx, who.0, id()).await.unwrap(),
        None
    );
}

async fn of_all_who_save_the_next_at_once_one_does(db: Db) {
    let who = wanted(&db).await;
    for based_on in [0, 1] {
        let saved = all_at_once(&db, move |db, at| async move {
            let mut tx = db.write().await.unwrap();
            let new = draft(who, based_on + 1, &at.to_string());
            let is_saved = reading_draft::save(&mut tx, &new, based_on).await.unwrap();
            tx.commit().await.unwrap();
            is_saved
        })
        .await;
        assert_eq!(saved.len(), CLASS);
        assert_eq!(saved.into_iter().filter(|saved| *saved).count(), 1);
    }
}

async fn drafts_that_nobody_goes_on_with_are_forgotten(db: Db) {
    let (old, new, held) = (wanted(&db).await, wanted(&db).await, wanted(&db).await);
    let mut tx = db.write().await.unwrap();
    for (who, seconds) in [(old, 10), (new, 20), (held, 10)] {
        let draft = ReadingDraft {
            saved_at: after(seconds),
            ..draft(who, 1, "Clear")
        };
        reading_draft::save(&mut tx, &draft, 0).await.unwrap();
    }
    let open = reading_slot::find(&mut tx, held.0).await.unwrap().unwrap();
    let leased = ReadingSlot {
        state: State::Leased,
        person_id: Some(held.1),
        ..open
    };
    reading_slot::update(&mut tx, &leased, State::Open)
        .await
        .unwrap();
    let gone = reading_draft::delete_older(&mut tx, after(20)).await;
    assert_eq!(gone.unwrap(), 1);
    for (who, is_there) in [(old, false), (new, true), (held, true)] {
        let found = reading_draft::find(&mut tx, who.0, who.1).await.unwrap();
        assert_eq!(found.is_some(), is_there);
    }
}
