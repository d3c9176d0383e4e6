//! Claims about a save in one statement: it goes into a draft, on the save that it knows, and into nothing else.

use microcred::domain::attempt::State;
use microcred::domain::id::LaunchId;
use microcred::store::answer::{self, StoredAnswer};
use microcred::store::attempt::{self, Attempt};
use microcred::store::saving;
use microcred::store::{Db, credential, launch, query};

use super::sample::{self, CLASS, NOW, after, all_at_once, id, number};
use super::work;

super::on_both! {
    a_place_tells_whose_it_is_and_what_it_is_on,
    a_save_by_itself_is_not_taken_before_its_window_begins_or_on_other_content,
    a_save_by_itself_is_taken_only_by_a_session_that_holds,
    a_save_by_itself_is_taken_only_into_a_draft_and_on_the_one_that_it_knows,
    of_a_class_that_saves_by_itself_on_the_same_one_does,
    who_hands_in_first_keeps_the_save_out_and_who_saves_first_is_in,
}

async fn a_place_tells_whose_it_is_and_what_it_is_on(db: Db) {
    let draft = work::draft(&db).await;
    let mut tx = db.write().await.unwrap();
    let found = saving::find_place(&mut tx, draft.id).await.unwrap();
    let version = credential::find_version(&mut tx, draft.credential_version_id).await;
    let expected = saving::Place {
        person_id: draft.person_id,
        organization_id: draft.organization_id,
        credential_version_id: draft.credential_version_id,
        content_hash: version.unwrap().unwrap().content_hash,
    };
    assert_eq!(found, Some(expected));
    let nobody = saving::find_place(&mut tx, id()).await.unwrap();
    assert_eq!(nobody, None);
}

/// A draft whose window has begun, the hash of what it is on, and a session.
async fn begun(db: &Db) -> (Attempt, String, LaunchId) {
    let draft = work::draft(db).await;
    let begun = Attempt {
        window_started_at: Some(NOW),
        ..draft
    };
    let school = sample::school(db, "Hilltop").await;
    let mut tx = db.write().await.unwrap();
    attempt::update(&mut tx, &begun, State::Draft)
        .await
        .unwrap();
    let place = saving::find_place(&mut tx, begun.id).await.unwrap();
    let user = school.user(&mut tx, "kim").await;
    let session = school.launch(&user);
    launch::insert(&mut tx, &session, NOW).await.unwrap();
    tx.commit().await.unwrap();
    (begun, place.unwrap().content_hash, session.id)
}

async fn a_save_by_itself_is_taken_only_by_a_session_that_holds(db: Db) {
    let (draft, hash, session) = begun(&db).await;
    let save = async |seconds: u64, based_on: i64, session: LaunchId| {
        let new = StoredAnswer {
            saved_at: after(seconds),
            ..work::answer("a")
        };
        let taken = saving::save(&db, draft.id, &new, based_on, &hash, session).await;
        taken.unwrap()
    };
    let change = async |statement: &'static str| {
        let mut tx = db.write().await.unwrap();
        let rows = query(statement).execute(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert!(rows > 0, "{statement}");
    };
    assert!(!save(0, 0, id()).await, "there is no such session");
    assert!(!save(3600, 0, session).await, "its time is over");
    for (off, on) in [
        (
            "UPDATE platform SET status = 'disabled'",
            "UPDATE platform SET status = 'active'",
        ),
        (
            "UPDATE deployment SET status = 'disabled'",
            "UPDATE deployment SET status = 'active'",
        ),
        (
            "UPDATE launch SET ended_at = 1",
            "UPDATE launch SET ended_at = NULL",
        ),
    ] {
        change(off).await;
        assert!(!save(0, 0, session).await, "{off}");
        change(on).await;
    }
    assert!(save(0, 0, session).await);
    change("UPDATE launch SET ended_at = 1").await;
    assert!(!save(0, 1, session).await);
    change("UPDATE launch SET ended_at = NULL").await;
    assert!(!save(3600, 1, session).await);
    assert!(save(3599, 1, session).await);
}

async fn a_save_by_itself_is_taken_only_into_a_draft_and_on_the_one_that_it_knows(db: Db) {
    let (draft, hash, session) = begun(&db).await;
    let put = async |state: State| {
        let mut tx = db.write().await.unwrap();
        let now = attempt::find(&mut tx, draft.id).await.unwrap().unwrap();
        let changed = Attempt {
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
        let taken = saving::save(&db, draft.id, &new, based_on, &hash, session)
            .await
            .unwrap();
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
    let nowhere = saving::save(&db, id(), &work::answer("a"), 0, &hash, session).await;
    assert!(!nowhere.unwrap());
}

async fn a_save_by_itself_is_not_taken_before_its_window_begins_or_on_other_content(db: Db) {
    let fresh = work::draft(&db).await;
    let (begun, hash, session) = begun(&db).await;
    for (attempt, based_on, hash, is_taken) in [
        (fresh.id, 0, &*hash, false),
        (begun.id, 0, "another", false),
        (begun.id, 0, &*hash, true),
        (begun.id, 1, "another", false),
        (begun.id, 1, &*hash, true),
    ] {
        let new = work::answer("a");
        let taken = saving::save(&db, attempt, &new, based_on, hash, session).await;
        assert_eq!(taken.unwrap(), is_taken, "{attempt} on {based_on}, {hash}");
    }
}

/// B.7, 13.
async fn of_a_class_that_saves_by_itself_on_the_same_one_does(db: Db) {
    let (draft, hash, session) = begun(&db).await;
    for round in 0..3 {
        let hash = hash.clone();
        let taken = all_at_once(&db, move |db, at| {
            let hash = hash.clone();
            async move {
                let new = work::answer(&at.to_string());
                let taken = saving::save(&db, draft.id, &new, round, &hash, session).await;
                taken.unwrap()
            }
        })
        .await;
        assert_eq!(taken.len(), CLASS);
        assert_eq!(taken.iter().filter(|taken| **taken).count(), 1);
        let seq = number(&db, "SELECT save_seq FROM answer").await;
        assert_eq!(seq, round + 1);
    }
}

async fn who_hands_in_first_keeps_the_save_out_and_who_saves_first_is_in(db: Db) {
    let (draft, hash, session) = begun(&db).await;
    let first = saving::save(&db, draft.id, &work::answer("a"), 0, &hash, session).await;
    assert!(first.unwrap());
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
        let taken = saving::save(&db, draft.id, &work::answer("b"), before, &hash, session).await;
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
