//! Claims about attempts at rest.

use microcred::domain::attempt::State;
use microcred::store::attempt::{self, Attempt};
use microcred::store::{Db, Error};

use super::sample::{CLASS, INSTANT, NOW, after, all_at_once, id, number};
use super::work;

super::on_both! {
    an_attempt_reads_as_it_was_written,
    of_all_who_start_at_once_one_does,
    a_new_attempt_waits_until_the_one_before_is_at_its_end,
    a_change_is_taken_only_from_where_the_attempt_stands,
    of_all_who_move_it_at_once_one_does,
    windows_that_are_over_are_found_in_drafts_alone,
    what_cannot_be_taken_back_is_found_but_not_of_preview_users,
    what_waits_for_a_desk_is_found_by_its_organisation,
}

async fn an_attempt_reads_as_it_was_written(db: Db) {
    let enrollment = work::enrolled(&db).await;
    let bare = work::attempt(&enrollment, 1, State::Expired);
    let full = Attempt {
        is_counted: true,
        window_started_at: Some(after(1)),
        window_ends_at: Some(after(2)),
        submitted_at: Some(after(3)),
        recall_until: Some(after(4)),
        carried_from_attempt_id: Some(bare.id),
        resubmission_note: Some("Another lesson.".into()),
        is_test: true,
        due_at: Some(after(6)),
        held_from: Some("draft".into()),
        superseded_at: Some(after(7)),
        updated_at: after(5),
        ..work::attempt(&enrollment, 2, State::Submitted)
    };
    let mut tx = db.write().await.unwrap();
    for new in [&bare, &full] {
        attempt::insert(&mut tx, new).await.unwrap();
        assert_eq!(
            attempt::find(&mut tx, new.id).await.unwrap().as_ref(),
            Some(new)
        );
        assert_eq!(
            attempt::find_locked(&mut tx, new.id)
                .await
                .unwrap()
                .as_ref(),
            Some(new)
        );
    }
    let listed = attempt::list_for_enrollment(&mut tx, enrollment.id)
        .await
        .unwrap();
    assert_eq!(listed, [bare, full]);
    assert_eq!(attempt::find(&mut tx, id()).await.unwrap(), None);
    assert_eq!(attempt::find_locked(&mut tx, id()).await.unwrap(), None);
    assert_eq!(
        attempt::list_for_enrollment(&mut tx, id()).await.unwrap(),
        []
    );
}

/// B.7, 1: at most one open attempt for a person and a micro-credential.
async fn of_all_who_start_at_once_one_does(db: Db) {
    let enrollment = work::enrolled(&db).await;
    let outcomes = all_at_once(&db, move |db, at| {
        let number = i64::try_from(at).unwrap() + 1;
        let new = work::attempt(&enrollment, number, State::Draft);
        async move {
            let mut tx = db.write().await.unwrap();
            attempt::insert(&mut tx, &new).await?;
            tx.commit().await
        }
    })
    .await;
    let conflicts = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Err(Error::Conflict(_))));
    assert_eq!(conflicts.count(), CLASS - 1);
    assert_eq!(number(&db, "SELECT COUNT(*) FROM attempt").await, 1);
}

async fn a_new_attempt_waits_until_the_one_before_is_at_its_end(db: Db) {
    for state in State::ALL {
        let enrollment = work::enrolled(&db).await;
        let mut tx = db.write().await.unwrap();
        attempt::insert(&mut tx, &work::attempt(&enrollment, 1, state))
            .await
            .unwrap();
        let next = attempt::insert(&mut tx, &work::attempt(&enrollment, 2, State::Draft)).await;
        assert_eq!(next.is_ok(), !state.is_open(), "{}", state.code());
    }
}

async fn a_change_is_taken_only_from_where_the_attempt_stands(db: Db) {
    let draft = work::draft(&db).await;
    let changed = Attempt {
        state: State::Submitted,
        is_counted: true,
        window_started_at: Some(NOW),
        window_ends_at: Some(after(9)),
        submitted_at: Some(after(1)),
        recall_until: Some(after(2)),
        resubmission_note: Some("Another lesson.".into()),
        due_at: Some(after(3)),
        held_from: Some("queued".into()),
        superseded_at: Some(after(4)),
        updated_at: after(1),
        ..draft.clone()
    };
    let mut tx = db.write().await.unwrap();
    assert!(
        !attempt::update(&mut tx, &changed, State::Queued)
            .await
            .unwrap()
    );
    assert_eq!(
        attempt::find(&mut tx, draft.id).await.unwrap().as_ref(),
        Some(&draft)
    );
    assert!(
        attempt::update(&mut tx, &changed, State::Draft)
            .await
            .unwrap()
    );
    assert_eq!(
        attempt::find(&mut tx, draft.id).await.unwrap().as_ref(),
        Some(&changed)
    );
    assert!(
        !attempt::update(&mut tx, &changed, State::Draft)
            .await
            .unwrap()
    );
}

async fn of_all_who_move_it_at_once_one_does(db: Db) {
    let draft = work::draft(&db).await;
    let moved = all_at_once(&db, move |db, at| {
        let draft = draft.clone();
        async move {
            let mut tx = db.write().await.unwrap();
            let found = attempt::find_locked(&mut tx, draft.id)
                .await
                .unwrap()
                .unwrap();
            let to = if at % 2 == 0 {
                State::Withdrawn
            } else {
                State::Submitted
            };
            let is_first = found.state == State::Draft;
            let changed = Attempt { state: to, ..found };
            let is_moved = attempt::update(&mut tx, &changed, State::Draft)
                .await
                .unwrap();
            assert_eq!(is_moved, is_first, "who has the row knows where it stands");
            tx.commit().await.unwrap();
            is_moved
        }
    })
    .await;
    assert_eq!(moved.into_iter().filter(|moved| *moved).count(), 1);
}

async fn windows_that_are_over_are_found_in_drafts_alone(db: Db) {
    let mut expected = vec![];
    for state in State::ALL {
        let enrollment = work::enrolled(&db).await;
        let mut tx = db.write().await.unwrap();
        let new = Attempt {
            window_ends_at: Some(after(10)),
            ..work::attempt(&enrollment, 1, state)
        };
        attempt::insert(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        if state == State::Draft {
            expected.push(new.id);
        }
    }
    work::draft(&db).await;
    let mut conn = db.read().await.unwrap();
    let at_the_end = attempt::list_window_over(&mut conn, after(10), 10)
        .await
        .unwrap();
    assert_eq!(at_the_end, [], "the last moment is still inside");
    let over = attempt::list_window_over(&mut conn, after(10).plus(INSTANT), 10)
        .await
        .unwrap();
    assert_eq!(over, expected);
    assert_eq!(
        attempt::list_window_over(&mut conn, after(99), 0)
            .await
            .unwrap(),
        []
    );
}

async fn what_cannot_be_taken_back_is_found_but_not_of_preview_users(db: Db) {
    let mut ids = vec![];
    for (until, is_test) in [(20, false), (10, false), (10, true)] {
        let enrollment = work::enrolled(&db).await;
        let mut tx = db.write().await.unwrap();
        let new = Attempt {
            recall_until: Some(after(until)),
            is_test,
            ..work::attempt(&enrollment, 1, State::Submitted)
        };
        attempt::insert(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        ids.push(new.id);
    }
    let mut conn = db.read().await.unwrap();
    assert_eq!(
        attempt::list_recall_over(&mut conn, after(9), 10)
            .await
            .unwrap(),
        []
    );
    assert_eq!(
        attempt::list_recall_over(&mut conn, after(10), 10)
            .await
            .unwrap(),
        [ids[1]]
    );
    let both = attempt::list_recall_over(&mut conn, after(20), 10)
        .await
        .unwrap();
    assert_eq!(both, [ids[1], ids[0]]);
}

async fn what_waits_for_a_desk_is_found_by_its_organisation(db: Db) {
    let mut expected = (vec![], vec![]);
    let mut organization = None;
    for state in State::ALL {
        for waits_since in [20, 10] {
            let enrollment = work::enrolled(&db).await;
            organization = Some(enrollment.organization_id);
            let new = Attempt {
                updated_at: after(waits_since),
                ..work::attempt(&enrollment, 1, state)
            };
            let mut tx = db.write().await.unwrap();
            attempt::insert(&mut tx, &new).await.unwrap();
            tx.commit().await.unwrap();
            match state {
                State::Screening => expected.0.insert(0, new),
                State::Decided => expected.1.insert(0, new),
                _ => {}
            }
        }
    }
    let mut conn = db.read().await.unwrap();
    let organization = organization.unwrap();
    for (of, screening, decided) in [
        (organization, expected.0.as_slice(), expected.1.as_slice()),
        (id(), &[], &[]),
    ] {
        let found = attempt::list_screening(&mut conn, of, after(99), 10).await;
        assert_eq!(found.unwrap(), screening);
        let found = attempt::list_decided(&mut conn, of, after(99), 10).await;
        assert_eq!(found.unwrap(), decided);
    }
    let first = attempt::list_decided(&mut conn, organization, after(99), 1).await;
    assert_eq!(first.unwrap(), expected.1[..1]);
}

#[test]
fn where_an_attempt_was_held_is_a_state() {
    let enrollment = work::enrollment(id(), id(), id(), id());
    let mut held = work::attempt(&enrollment, 1, State::OnHold);
    for (code, state) in [
        (None, None),
        (Some("queued"), Some(State::Queued)),
        (Some("nowhere"), None),
    ] {
        held.held_from = code.map(str::to_owned);
        assert_eq!(held.held_from(), state);
    }
}
