//! Claims about handing out wanted readings: each to one, to those who may, the oldest due first.

use std::collections::BTreeSet;

use microcred::domain::attempt::State as Stands;
use microcred::domain::id::PersonId;
use microcred::domain::qualification::{Recusal, State as Able};
use microcred::domain::reading::slot::{Position, State};
use microcred::store::attempt::{self, Attempt};
use microcred::store::enrollment::Enrollment;
use microcred::store::qualification::{self, Qualification};
use microcred::store::reading_queue::{self, Claim};
use microcred::store::reading_slot::{self, ReadingSlot};
use microcred::store::{Db, Tx, assessor_conflict, reading};

use super::sample::{CLASS, NOW, after, all_at_once, id};
use super::work;

super::on_both! {
    the_oldest_due_is_given_and_urgent_second_readings_before_it,
    who_may_not_read_it_is_given_nothing_and_told_so,
    nobody_has_more_than_they_can,
    of_a_class_that_asks_at_once_each_gets_another,
    what_waits_is_counted_by_its_day_for_those_who_may_read_it,
    a_reader_who_is_held_lets_others_be_named,
}

/// An assessor who may read everything of an enrollment's micro-credential.
async fn assessor(tx: &mut Tx, enrollment: &Enrollment, of: &Attempt) -> Qualification {
    let able = Qualification {
        person_id: work::person(tx, of).await,
        credential_id: enrollment.credential_id,
        major: 1,
        state: Able::Qualified,
        languages: vec![].into(),
        valid_until: None,
        is_experienced: false,
    };
    qualification::upsert(tx, &able, NOW).await.unwrap();
    able
}

fn asks(slot: &ReadingSlot, person_id: PersonId) -> Claim {
    Claim {
        organization_id: slot.organization_id,
        person_id,
        now: after(10),
        until: after(99),
        urgent_before: after(50),
        most: 3,
    }
}

async fn the_oldest_due_is_given_and_urgent_second_readings_before_it(db: Db) {
    let mut wanted = vec![];
    let mut last = None;
    for (position, due, stands) in [
        (Position::First, 30, Stands::Queued),
        (Position::Second, 40, Stands::InAssessment),
        (Position::Second, 60, Stands::InAssessment),
        (Position::Appeal, 50, Stands::InAssessment),
        (Position::First, 20, Stands::OnHold),
        (Position::Adjudication, 5, Stands::Adjudication),
    ] {
        let enrollment = work::enrolled(&db).await;
        let attempt = work::attempt(&enrollment, 1, stands);
        let mut tx = db.write().await.unwrap();
        attempt::insert(&mut tx, &attempt).await.unwrap();
        let slot = ReadingSlot {
            due_at: after(due),
            ..work::slot(&enrollment, &attempt, position)
        };
        reading_slot::insert(&mut tx, &slot).await.unwrap();
        tx.commit().await.unwrap();
        wanted.push(slot);
        last = Some((enrollment, attempt));
    }
    let (_, attempt) = last.unwrap();
    let mut tx = db.write().await.unwrap();
    let me = work::person(&mut tx, &attempt).await;
    for slot in &wanted {
        let able = Qualification {
            person_id: me,
            credential_id: slot.credential_id,
            major: 1,
            state: Able::Qualified,
            languages: vec![].into(),
            valid_until: None,
            is_experienced: false,
        };
        qualification::upsert(&mut tx, &able, NOW).await.unwrap();
    }
    let claim = Claim {
        most: 9,
        ..asks(&wanted[0], me)
    };
    let mut given = vec![];
    while let Some(slot) = reading_queue::claim(&mut tx, &claim).await.unwrap() {
        let expected = ReadingSlot {
            state: State::Leased,
            person_id: Some(me),
            leased_at: Some(after(10)),
            leased_until: Some(after(99)),
            updated_at: after(10),
            ..wanted
                .iter()
                .find(|known| known.id == slot.id)
                .unwrap()
                .clone()
        };
        assert_eq!(slot, expected);
        given.push(slot.id);
    }
    assert_eq!(given, [1, 3, 0, 2].map(|place: usize| wanted[place].id));
}

async fn who_may_not_read_it_is_given_nothing_and_told_so(db: Db) {
    let (enrollment, attempt) = work::queued(&db).await;
    let slot = work::slot(&enrollment, &attempt, Position::First);
    let other = work::slot(&enrollment, &attempt, Position::Second);
    let mut tx = db.write().await.unwrap();
    reading_slot::insert(&mut tx, &slot).await.unwrap();
    let mut people = vec![];
    // Whoever is not qualified, for this version, now, in this language.
    for change in [
        &(|able: &mut Qualification| able.state = Able::Suspended)
            as &(dyn Fn(&mut Qualification) + Sync),
        &|able| able.major = 2,
        &|able| able.valid_until = Some(after(10)),
        &|able| able.languages = vec!["es".into(), "e".into()].into(),
    ] {
        let mut able = assessor(&mut tx, &enrollment, &attempt).await;
        let gone = Qualification {
            state: Able::Lapsed,
            ..able.clone()
        };
        qualification::upsert(&mut tx, &gone, NOW).await.unwrap();
        change(&mut able);
        qualification::upsert(&mut tx, &able, NOW).await.unwrap();
        people.push((able.person_id, true));
    }
    people.push((work::person(&mut tx, &attempt).await, true));
    // The earner, whoever has a conflict, whoever reads or has read the same work.
    let earner = Qualification {
        person_id: attempt.person_id,
        ..assessor(&mut tx, &enrollment, &attempt).await
    };
    qualification::upsert(&mut tx, &earner, NOW).await.unwrap();
    people.push((attempt.person_id, false));
    let partial = assessor(&mut tx, &enrollment, &attempt).await.person_id;
    let earner_id = attempt.person_id;
    assessor_conflict::insert(&mut tx, partial, earner_id, Recusal::Supervises, NOW)
        .await
        .unwrap();
    people.push((partial, false));
    let reader = assessor(&mut tx, &enrollment, &attempt).await.person_id;
    let held = ReadingSlot {
        state: State::Leased,
        person_id: Some(reader),
        leased_until: Some(after(99)),
        ..other.clone()
    };
    reading_slot::insert(&mut tx, &held).await.unwrap();
    people.push((reader, false));
    let author = assessor(&mut tx, &enrollment, &attempt).await.person_id;
    let read = work::reading(&held, author);
    reading::insert(&mut tx, &read).await.unwrap();
    people.push((author, false));
    for (at, (person, is_impartial)) in people.into_iter().enumerate() {
        let claimed = reading_queue::claim(&mut tx, &asks(&slot, person)).await;
        assert_eq!(claimed.unwrap(), None, "{at}");
        let able = reading_queue::is_eligible(&mut tx, slot.id, person, after(10)).await;
        assert!(!able.unwrap(), "{at}");
        let found = reading_queue::is_impartial(&mut tx, attempt.id, person).await;
        assert_eq!(found.unwrap(), is_impartial, "{at}");
        let counted =
            reading_queue::count_by_due(&mut tx, slot.organization_id, person, after(10)).await;
        assert_eq!(counted.unwrap(), [], "{at}");
    }
    let mut able = assessor(&mut tx, &enrollment, &attempt).await;
    able.languages = vec!["es".into(), "en".into()].into();
    able.valid_until = Some(after(11));
    qualification::upsert(&mut tx, &able, NOW).await.unwrap();
    let person = able.person_id;
    assert!(
        reading_queue::is_eligible(&mut tx, slot.id, person, after(10))
            .await
            .unwrap()
    );
    let elsewhere = Claim {
        organization_id: id(),
        ..asks(&slot, person)
    };
    assert_eq!(
        reading_queue::claim(&mut tx, &elsewhere).await.unwrap(),
        None
    );
    let claimed = reading_queue::claim(&mut tx, &asks(&slot, person)).await;
    assert_eq!(claimed.unwrap().unwrap().id, slot.id);
}

async fn nobody_has_more_than_they_can(db: Db) {
    let (enrollment, first) = work::queued(&db).await;
    let mut tx = db.write().await.unwrap();
    let me = assessor(&mut tx, &enrollment, &first).await.person_id;
    tx.commit().await.unwrap();
    for _ in 0..4 {
        let (other, attempt) = work::queued(&db).await;
        let mut tx = db.write().await.unwrap();
        let slot = ReadingSlot {
            credential_id: enrollment.credential_id,
            ..work::slot(&other, &attempt, Position::First)
        };
        reading_slot::insert(&mut tx, &slot).await.unwrap();
        tx.commit().await.unwrap();
    }
    let wanted = work::slot(&enrollment, &first, Position::First);
    let given = all_at_once(&db, move |db, _| {
        let claim = asks(&wanted, me);
        async move {
            let mut tx = db.write().await.unwrap();
            reading_queue::hold_reader(&mut tx, me).await.unwrap();
            let given = reading_queue::claim(&mut tx, &claim).await.unwrap();
            tx.commit().await.unwrap();
            given.map(|slot| slot.id)
        }
    })
    .await;
    let given: Vec<_> = given.into_iter().flatten().collect();
    assert_eq!(given.len(), 3);
    assert_eq!(given.into_iter().collect::<BTreeSet<_>>().len(), 3);
}

async fn of_a_class_that_asks_at_once_each_gets_another(db: Db) {
    let (enrollment, first) = work::queued(&db).await;
    let mut people = vec![];
    for _ in 0..CLASS {
        let (other, attempt) = work::queued(&db).await;
        let mut tx = db.write().await.unwrap();
        people.push(assessor(&mut tx, &enrollment, &first).await.person_id);
        let slot = ReadingSlot {
            credential_id: enrollment.credential_id,
            ..work::slot(&other, &attempt, Position::First)
        };
        reading_slot::insert(&mut tx, &slot).await.unwrap();
        tx.commit().await.unwrap();
    }
    let wanted = work::slot(&enrollment, &first, Position::First);
    let given = all_at_once(&db, move |db, at| {
        let claim = asks(&wanted, people[at]);
        async move {
            let mut tx = db.write().await.unwrap();
            let given = reading_queue::claim(&mut tx, &claim).await.unwrap();
            tx.commit().await.unwrap();
            given.unwrap().id
        }
    })
    .await;
    assert_eq!(given.into_iter().collect::<BTreeSet<_>>().len(), CLASS);
}

async fn what_waits_is_counted_by_its_day_for_those_who_may_read_it(db: Db) {
    let (enrollment, first) = work::queued(&db).await;
    let mut tx = db.write().await.unwrap();
    let me = assessor(&mut tx, &enrollment, &first).await.person_id;
    tx.commit().await.unwrap();
    for due in [30, 20, 30] {
        let (other, attempt) = work::queued(&db).await;
        let mut tx = db.write().await.unwrap();
        let slot = ReadingSlot {
            credential_id: enrollment.credential_id,
            due_at: after(due),
            ..work::slot(&other, &attempt, Position::First)
        };
        reading_slot::insert(&mut tx, &slot).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut conn = db.read().await.unwrap();
    let organization = first.organization_id;
    let counted = reading_queue::count_by_due(&mut conn, organization, me, NOW).await;
    assert_eq!(counted.unwrap(), [(after(20), 1), (after(30), 2)]);
}

/// Rows that name a person are written while that person is being given work.
async fn a_reader_who_is_held_lets_others_be_named(db: Db) {
    let (_, attempt) = work::queued(&db).await;
    let mut tx = db.write().await.unwrap();
    let person = work::person(&mut tx, &attempt).await;
    reading_queue::hold_reader(&mut tx, person).await.unwrap();
    assessor_conflict::insert(&mut tx, person, attempt.person_id, Recusal::Other, NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}
