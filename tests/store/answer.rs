//! Claims about answers at rest.

use microcred::domain::attempt::State;
use microcred::store::answer::{self, StoredAnswer};
use microcred::store::{Db, attempt};

use super::sample::{CLASS, after, all_at_once, id, number};
use super::work;

super::on_both! {
    an_answer_reads_as_it_was_saved,
    a_save_is_taken_only_on_the_one_that_it_knows,
    of_a_class_that_saves_on_the_same_one_does,
    a_class_that_saves_in_turn_loses_nothing,
    what_is_carried_is_a_first_save,
}

async fn an_answer_reads_as_it_was_saved(db: Db) {
    let draft = work::draft(&db).await;
    let mut tx = db.write().await.unwrap();
    let why = StoredAnswer {
        word_count: 7,
        saved_at: after(3),
        ..work::answer("<p>Déjà 猫 🐈</p>")
    };
    let who = StoredAnswer {
        slot_id: "who".into(),
        ..work::answer("")
    };
    assert_eq!(
        answer::list_for_attempt(&mut tx, draft.id).await.unwrap(),
        []
    );
    for new in [&why, &who] {
        assert!(answer::save(&mut tx, draft.id, new, 0).await.unwrap());
        let found = answer::find(&mut tx, draft.id, &new.slot_id).await.unwrap();
        assert_eq!(found.as_ref(), Some(new));
    }
    assert_eq!(
        answer::list_for_attempt(&mut tx, draft.id).await.unwrap(),
        [who, why]
    );
    assert_eq!(answer::find(&mut tx, draft.id, "when").await.unwrap(), None);
    assert_eq!(answer::find(&mut tx, id(), "why").await.unwrap(), None);
}

async fn a_save_is_taken_only_on_the_one_that_it_knows(db: Db) {
    let draft = work::draft(&db).await;
    let mut tx = db.write().await.unwrap();
    assert!(
        !answer::save(&mut tx, draft.id, &work::answer("a"), 3)
            .await
            .unwrap(),
        "there is none"
    );
    assert!(
        answer::save(&mut tx, draft.id, &work::answer("a"), 0)
            .await
            .unwrap()
    );
    assert!(
        !answer::save(&mut tx, draft.id, &work::answer("b"), 0)
            .await
            .unwrap(),
        "there is one"
    );
    assert!(
        !answer::save(&mut tx, draft.id, &work::answer("b"), 2)
            .await
            .unwrap()
    );
    let second = StoredAnswer {
        save_seq: 2,
        ..work::answer("c")
    };
    assert!(answer::save(&mut tx, draft.id, &second, 1).await.unwrap());
    assert!(
        !answer::save(&mut tx, draft.id, &work::answer("late"), 1)
            .await
            .unwrap()
    );
    let found = answer::find(&mut tx, draft.id, "why").await.unwrap();
    assert_eq!(found, Some(second));
}

async fn of_a_class_that_saves_on_the_same_one_does(db: Db) {
    let draft = work::draft(&db).await;
    let saved = all_at_once(&db, move |db, at| async move {
        let mut tx = db.write().await.unwrap();
        let is_saved = answer::save(&mut tx, draft.id, &work::answer(&at.to_string()), 0)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        is_saved
    })
    .await;
    assert_eq!(saved.into_iter().filter(|saved| *saved).count(), 1);
    assert_eq!(number(&db, "SELECT save_seq FROM answer").await, 1);
}

/// B.7, 13: a save never lowers the number, and here raises it by exactly one.
async fn a_class_that_saves_in_turn_loses_nothing(db: Db) {
    let draft = work::draft(&db).await;
    all_at_once(&db, move |db, at| {
        let draft = draft.clone();
        async move {
            let mut tx = db.write().await.unwrap();
            attempt::find_locked(&mut tx, draft.id).await.unwrap();
            let known = answer::find(&mut tx, draft.id, "why").await.unwrap();
            let seq = known.map_or(0, |known| known.save_seq);
            let new = work::answer(&at.to_string());
            assert!(answer::save(&mut tx, draft.id, &new, seq).await.unwrap());
            tx.commit().await.unwrap();
        }
    })
    .await;
    assert_eq!(
        number(&db, "SELECT save_seq FROM answer").await,
        i64::try_from(CLASS).unwrap()
    );
}

async fn what_is_carried_is_a_first_save(db: Db) {
    let enrollment = work::enrolled(&db).await;
    let (one, other) = (
        work::attempt(&enrollment, 1, State::Expired),
        work::attempt(&enrollment, 2, State::Draft),
    );
    let mut tx = db.write().await.unwrap();
    for new in [&one, &other] {
        attempt::insert(&mut tx, new).await.unwrap();
    }
    for (seq, text) in (0..).zip(["a", "b", "c"]) {
        assert!(
            answer::save(&mut tx, one.id, &work::answer(text), seq)
                .await
                .unwrap()
        );
    }
    let last = answer::find(&mut tx, one.id, "why").await.unwrap().unwrap();
    assert_eq!(answer::carry(&mut tx, one.id, other.id).await.unwrap(), 1);
    let carried = answer::find(&mut tx, other.id, "why").await.unwrap();
    assert_eq!(
        carried,
        Some(StoredAnswer {
            save_seq: 1,
            ..last.clone()
        })
    );
    assert_eq!(
        answer::find(&mut tx, one.id, "why").await.unwrap(),
        Some(last)
    );
}
