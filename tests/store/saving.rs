//! Claims about a save in one statement: it goes into a draft, on the save that it knows, and into nothing else.

use microcred::domain::attempt::State;
use microcred::store::answer::{self, StoredAnswer};
use microcred::store::saving;
use microcred::store::{Db, attempt};

use super::sample::{CLASS, NOW, all_at_once, id, number};
use super::work;

super::on_both! {
    a_place_tells_whose_it_is_where_it_stands_and_what_is_in_it,
    a_save_by_itself_is_taken_only_into_a_draft_and_on_the_one_that_it_knows,
    of_a_class_that_saves_by_itself_on_the_same_one_does,
    who_hands_in_first_keeps_the_save_out_and_who_saves_first_is_in,
}

async fn a_place_tells_whose_it_is_where_it_stands_and_what_is_in_it(db: Db) {
    let draft = work::draft(&db).await;
    let mut tx = db.write().await.unwrap();
    let empty = saving::find_place(&mut tx, draft.id, "why").await.unwrap();
    let empty = empty.unwrap();
    assert_eq!(
        (empty.person_id, empty.organization_id, empty.state),
        (draft.person_id, draft.organization_id, State::Draft)
    );
    assert_eq!((empty.save_seq, empty.save_id), (None, None));
    let new = work::answer("a");
    answer::save(&mut tx, draft.id, &new, 0).await.unwrap();
    let mut begun = draft.clone();
    begun.window_started_at = Some(NOW);
    attempt::update(&mut tx, &begun, State::Draft)
        .await
        .unwrap();
    let found = saving::find_place(&mut tx, draft.id, "why").await.unwrap();
    let found = found.unwrap();
    assert_eq!(
        (found.save_seq, found.save_id, found.window_started_at),
        (Some(1), Some(new.save_id), Some(NOW))
    );
    assert_eq!(found.credential_version_id, draft.credential_version_id);
    let nobody = saving::find_place(&mut tx, id(), "why").await.unwrap();
    assert_eq!(nobody, None);
}

async fn a_save_by_itself_is_taken_only_into_a_draft_and_on_the_one_that_it_knows(db: Db) {
    let draft = work::draft(&db).await;
    let put = async |state: State| {
        let mut tx = db.write().await.unwrap();
        let now = attempt::find(&mut tx, draft.id).await.unwrap().unwrap();
        let changed = attempt::Attempt {
            state,
            ..now.clone()
        };
        attempt::update(&mut tx, &changed, now.state).await.unwrap();
        tx.commit().await.unwrap();
    };
    for (state, based_on, is_taken) in [
        (State::Draft, 1, false),
        (State::Submitted, 0, false),
        (State::Draft, 0, true),
        (State::Draft, 0, false),
        (State::Draft, 2, false),
        (State::Draft, 1, true),
        (State::Expired, 2, false),
        (State::Draft, 2, true),
    ] {
        put(state).await;
        let new = work::answer(&format!("on {based_on}"));
        let taken = saving::save(&db, draft.id, &new, based_on).await.unwrap();
        assert_eq!(taken, is_taken, "{state:?} on {based_on}");
        if is_taken {
            let mut conn = db.read().await.unwrap();
            let found = answer::find(&mut conn, draft.id, "why").await.unwrap();
            let expected = StoredAnswer {
                save_seq: based_on + 1,
                ..new
            };
            assert_eq!(found, Some(expected));
        }
    }
    let nowhere = saving::save(&db, id(), &work::answer("a"), 0).await;
    assert!(!nowhere.unwrap());
}

/// B.7, 13.
async fn of_a_class_that_saves_by_itself_on_the_same_one_does(db: Db) {
    let draft = work::draft(&db).await.id;
    for round in 0..3 {
        let taken = all_at_once(&db, move |db, at| async move {
            let new = work::answer(&at.to_string());
            saving::save(&db, draft, &new, round).await.unwrap()
        })
        .await;
        assert_eq!(taken.len(), CLASS);
        assert_eq!(taken.iter().filter(|taken| **taken).count(), 1);
        let seq = number(&db, "SELECT save_seq FROM answer").await;
        assert_eq!(seq, round + 1);
    }
}

async fn who_hands_in_first_keeps_the_save_out_and_who_saves_first_is_in(db: Db) {
    let draft = work::draft(&db).await;
    assert!(
        saving::save(&db, draft.id, &work::answer("a"), 0)
            .await
            .unwrap()
    );
    for round in 1..20_i64 {
        // Somebody hands in, and takes it back, while somebody else saves.
        let handing_in = {
            let (db, draft) = (db.clone(), draft.clone());
            tokio::spawn(async move {
                let mut tx = db.write().await.unwrap();
                let mut held = attempt::find_locked(&mut tx, draft.id)
                    .await
                    .unwrap()
                    .unwrap();
                let seen = answer::find(&mut tx, draft.id, "why")
                    .await
                    .unwrap()
                    .unwrap();
                tokio::task::yield_now().await;
                held.state = State::Submitted;
                attempt::update(&mut tx, &held, State::Draft).await.unwrap();
                tx.commit().await.unwrap();
                seen.save_seq
            })
        };
        let before = number(&db, "SELECT save_seq FROM answer").await;
        let taken = saving::save(&db, draft.id, &work::answer("b"), before).await;
        let (taken, seen) = (taken.unwrap(), handing_in.await.unwrap());
        let now = number(&db, "SELECT save_seq FROM answer").await;
        assert_eq!(now, before + i64::from(taken));
        assert_eq!(seen, now, "what was acknowledged is in, round {round}");
        let mut tx = db.write().await.unwrap();
        attempt::update(&mut tx, &draft, State::Submitted)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}
