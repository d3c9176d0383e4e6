//! Claims about wanted readings at rest.

use microcred::domain::attempt::State as Stands;
use microcred::domain::id::OrganizationId;
use microcred::domain::reading::slot::{Position, State};
use microcred::store::attempt::{self, Attempt};
use microcred::store::reading_slot::{self, ReadingSlot};
use microcred::store::{Db, Error};

use super::sample::{after, id};
use super::work;

super::on_both! {
    a_wanted_reading_reads_as_it_was_written,
    first_and_second_are_wanted_once_and_others_as_often_as_need_be,
    it_is_changed_only_from_where_it_stands,
    what_is_held_is_under_way_or_differs_is_found,
    leases_that_are_over_are_found_but_not_of_work_that_is_stopped,
}

async fn a_wanted_reading_reads_as_it_was_written(db: Db) {
    let (enrollment, attempt) = work::queued(&db).await;
    let mut tx = db.write().await.unwrap();
    let bare = work::slot(&enrollment, &attempt, Position::First);
    let full = ReadingSlot {
        state: State::Leased,
        person_id: Some(work::person(&mut tx, &attempt).await),
        leased_at: Some(after(1)),
        leased_until: Some(after(2)),
        sent_back: Some("Say where.".into()),
        created_at: after(3),
        ..work::slot(&enrollment, &attempt, Position::Second)
    };
    for new in [&bare, &full] {
        reading_slot::insert(&mut tx, new).await.unwrap();
        let found = reading_slot::find(&mut tx, new.id).await.unwrap();
        assert_eq!(found.as_ref(), Some(new));
    }
    let listed = reading_slot::list_for_attempt(&mut tx, attempt.id).await;
    assert_eq!(listed.unwrap(), [bare, full]);
    assert_eq!(reading_slot::find(&mut tx, id()).await.unwrap(), None);
    assert_eq!(
        reading_slot::list_for_attempt(&mut tx, id()).await.unwrap(),
        []
    );
}

async fn first_and_second_are_wanted_once_and_others_as_often_as_need_be(db: Db) {
    for (position, is_once) in [
        (Position::First, true),
        (Position::Second, true),
        (Position::Adjudication, false),
        (Position::Appeal, false),
    ] {
        let (enrollment, attempt) = work::queued(&db).await;
        let mut tx = db.write().await.unwrap();
        let given_up = ReadingSlot {
            state: State::Cancelled,
            ..work::slot(&enrollment, &attempt, position)
        };
        let (first, second) = (
            work::slot(&enrollment, &attempt, position),
            work::slot(&enrollment, &attempt, position),
        );
        reading_slot::insert(&mut tx, &given_up).await.unwrap();
        reading_slot::insert(&mut tx, &first).await.unwrap();
        let outcome = reading_slot::insert(&mut tx, &second).await;
        assert_eq!(
            matches!(outcome, Err(Error::Conflict(_))),
            is_once,
            "{position:?}"
        );
    }
}

async fn it_is_changed_only_from_where_it_stands(db: Db) {
    let (enrollment, attempt) = work::queued(&db).await;
    let mut tx = db.write().await.unwrap();
    let open = work::slot(&enrollment, &attempt, Position::First);
    reading_slot::insert(&mut tx, &open).await.unwrap();
    let leased = ReadingSlot {
        state: State::Leased,
        person_id: Some(work::person(&mut tx, &attempt).await),
        leased_at: Some(after(1)),
        leased_until: Some(after(2)),
        sent_back: Some("Say where.".into()),
        due_at: after(3),
        updated_at: after(4),
        ..open
    };
    assert!(
        !reading_slot::update(&mut tx, &leased, State::Submitted)
            .await
            .unwrap()
    );
    assert!(
        reading_slot::update(&mut tx, &leased, State::Open)
            .await
            .unwrap()
    );
    assert!(
        !reading_slot::update(&mut tx, &leased, State::Open)
            .await
            .unwrap()
    );
    let found = reading_slot::find(&mut tx, leased.id).await.unwrap();
    assert_eq!(found, Some(leased));
}

async fn what_is_held_is_under_way_or_differs_is_found(db: Db) {
    let mut all = vec![];
    let mut holder = None;
    for (position, state, due) in [
        (Position::First, State::Open, 30),
        (Position::First, State::Leased, 20),
        (Position::Adjudication, State::Leased, 10),
        (Position::Adjudication, State::Open, 40),
        (Position::First, State::Submitted, 5),
        (Position::Adjudication, State::Cancelled, 5),
    ] {
        let (enrollment, attempt) = work::queued(&db).await;
        let mut tx = db.write().await.unwrap();
        let person = match holder {
            Some(person) => person,
            None => work::person(&mut tx, &attempt).await,
        };
        holder = Some(person);
        let is_leased = state == State::Leased;
        let new = ReadingSlot {
            state,
            due_at: after(due),
            person_id: (state != State::Open).then_some(person),
            leased_until: is_leased.then_some(after(100 - due)),
            ..work::slot(&enrollment, &attempt, position)
        };
        reading_slot::insert(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        all.push(new);
    }
    let mut conn = db.read().await.unwrap();
    let organization: OrganizationId = all[0].organization_id;
    let ids = |slots: Vec<ReadingSlot>| slots.into_iter().map(|slot| slot.id).collect::<Vec<_>>();
    let of = |places: &[usize]| {
        places
            .iter()
            .map(|place| all[*place].id)
            .collect::<Vec<_>>()
    };
    let held = reading_slot::list_held(&mut conn, holder.unwrap()).await;
    assert_eq!(ids(held.unwrap()), of(&[1, 2]));
    for (before, limit, active, differ) in [
        (99, 10, &[2, 1, 0, 3][..], &[2, 3][..]),
        (20, 10, &[2, 1], &[2]),
        (99, 1, &[2], &[2]),
    ] {
        let found = reading_slot::list_active(&mut conn, organization, after(before), limit).await;
        assert_eq!(ids(found.unwrap()), of(active), "{before} {limit}");
        let found =
            reading_slot::list_adjudications(&mut conn, organization, after(before), limit).await;
        assert_eq!(ids(found.unwrap()), of(differ), "{before} {limit}");
    }
    let elsewhere = reading_slot::list_active(&mut conn, id(), after(99), 10).await;
    assert_eq!(elsewhere.unwrap(), []);
    let elsewhere = reading_slot::list_adjudications(&mut conn, id(), after(99), 10).await;
    assert_eq!(elsewhere.unwrap(), []);
}

async fn leases_that_are_over_are_found_but_not_of_work_that_is_stopped(db: Db) {
    let mut ids = vec![];
    for (until, stands) in [
        (20, Stands::InAssessment),
        (10, Stands::InAssessment),
        (5, Stands::OnHold),
    ] {
        let enrollment = work::enrolled(&db).await;
        let attempt = Attempt {
            ..work::attempt(&enrollment, 1, stands)
        };
        let mut tx = db.write().await.unwrap();
        attempt::insert(&mut tx, &attempt).await.unwrap();
        let new = ReadingSlot {
            state: State::Leased,
            person_id: Some(work::person(&mut tx, &attempt).await),
            leased_until: Some(after(until)),
            ..work::slot(&enrollment, &attempt, Position::First)
        };
        reading_slot::insert(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        ids.push(new.id);
    }
    let mut conn = db.read().await.unwrap();
    for (now, limit, expected) in [
        (9, 9, &[][..]),
        (10, 9, &[ids[1]]),
        (20, 9, &[ids[1], ids[0]]),
        (20, 1, &[ids[1]]),
    ] {
        let over = reading_slot::list_over(&mut conn, after(now), limit)
            .await
            .unwrap();
        let over: Vec<_> = over.into_iter().map(|slot| slot.id).collect();
        assert_eq!(over, expected, "{now} {limit}");
        // What is not over then and ends at once belongs to the other list.
        let soon = (after(0), after(now));
        let ending = reading_slot::list_ending(&mut conn, soon, limit)
            .await
            .unwrap();
        let ending: Vec<_> = ending.into_iter().map(|slot| slot.id).collect();
        assert_eq!(ending, expected, "{now} {limit}");
        let past = reading_slot::list_ending(&mut conn, (after(now), after(now)), limit).await;
        assert_eq!(past.unwrap(), [], "{now}");
    }
}
