//! Claims about awards at rest.

use microcred::domain::award::State;
use microcred::domain::id::{StackId, StackVersionId};
use microcred::store::award::{self, Award};
use microcred::store::decision::Decision;
use microcred::store::enrollment::Enrollment;
use microcred::store::{Db, Error, Tx, document, query};
use serde_json::json;

use super::sample::{NOW, after, id};
use super::work;

super::on_both! {
    an_award_reads_as_it_was_written_and_is_found_by_its_decision,
    a_decision_leads_to_one_award,
    of_a_stack_one_award_holds_at_a_time,
    an_award_is_moved_from_where_it_stands,
    awards_that_are_over_are_found_the_longest_over_first,
    awards_that_end_are_found_by_how_often_that_was_told,
    an_award_has_the_title_of_what_it_is_of,
}

pub(super) fn of_credential(enrollment: &Enrollment, decision: &Decision) -> Award {
    Award {
        id: id(),
        organization_id: enrollment.organization_id,
        person_id: enrollment.person_id,
        credential_id: Some(enrollment.credential_id),
        credential_version_id: Some(enrollment.credential_version_id),
        stack_id: None,
        stack_version_id: None,
        decision_id: Some(decision.id),
        state: State::Active,
        issued_at: NOW,
        valid_until: None,
        ended_at: None,
        end_reason: None,
        renews_award_id: None,
    }
}

pub(super) async fn of_stack(tx: &mut Tx, enrollment: &Enrollment) -> Award {
    let (stack, version): (StackId, StackVersionId) = (id(), id());
    query("INSERT INTO stack (id, organization_id, slug, created_at) VALUES ($1, $2, $1, $3)")
        .bind(stack)
        .bind(enrollment.organization_id)
        .bind(NOW)
        .execute(tx)
        .await
        .unwrap();
    query(
        "INSERT INTO stack_version (id, stack_id, major, minor, state, title, definition, content_hash, created_at)
         VALUES ($1, $2, 1, 0, 'published', 'Talk', $3, '', $4)",
    )
    .bind(version)
    .bind(stack)
    .bind(document(&json!({})))
    .bind(NOW)
    .execute(tx)
    .await
    .unwrap();
    Award {
        id: id(),
        organization_id: enrollment.organization_id,
        person_id: enrollment.person_id,
        credential_id: None,
        credential_version_id: None,
        stack_id: Some(stack),
        stack_version_id: Some(version),
        decision_id: None,
        state: State::Active,
        issued_at: after(1),
        valid_until: None,
        ended_at: None,
        end_reason: None,
        renews_award_id: None,
    }
}

async fn an_award_reads_as_it_was_written_and_is_found_by_its_decision(db: Db) {
    let (enrollment, _, decision) = work::decided(&db).await;
    let mut tx = db.write().await.unwrap();
    let bare = of_credential(&enrollment, &decision);
    let full = Award {
        valid_until: Some(after(9)),
        ended_at: Some(after(8)),
        end_reason: Some("Somebody else's work.".into()),
        renews_award_id: Some(bare.id),
        state: State::Revoked,
        ..of_stack(&mut tx, &enrollment).await
    };
    for new in [&bare, &full] {
        award::insert(&mut tx, new).await.unwrap();
        let found = award::find(&mut tx, new.id).await.unwrap();
        assert_eq!(found.as_ref(), Some(new));
    }
    let found = award::find_for_decision(&mut tx, decision.id).await;
    assert_eq!(found.unwrap().as_ref(), Some(&bare));
    let listed = award::list_for_person(&mut tx, enrollment.person_id).await;
    assert_eq!(listed.unwrap(), [bare, full]);
    assert_eq!(award::find(&mut tx, id()).await.unwrap(), None);
    assert_eq!(award::find_for_decision(&mut tx, id()).await.unwrap(), None);
    assert_eq!(award::list_for_person(&mut tx, id()).await.unwrap(), []);
}

async fn a_decision_leads_to_one_award(db: Db) {
    let (enrollment, _, decision) = work::decided(&db).await;
    let mut tx = db.write().await.unwrap();
    let first = of_credential(&enrollment, &decision);
    award::insert(&mut tx, &first).await.unwrap();
    let second = of_credential(&enrollment, &decision);
    let refused = award::insert(&mut tx, &second).await;
    assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
}

async fn of_a_stack_one_award_holds_at_a_time(db: Db) {
    let (enrollment, ..) = work::decided(&db).await;
    let mut tx = db.write().await.unwrap();
    let first = of_stack(&mut tx, &enrollment).await;
    award::insert(&mut tx, &first).await.unwrap();
    let move_on = (State::Active, State::Expired);
    award::update_state(&mut tx, first.id, move_on, None, after(1))
        .await
        .unwrap();
    let second = Award { id: id(), ..first };
    award::insert(&mut tx, &second).await.unwrap();
    let third = Award { id: id(), ..second };
    let refused = award::insert(&mut tx, &third).await;
    assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
}

async fn an_award_is_moved_from_where_it_stands(db: Db) {
    let (enrollment, _, decision) = work::decided(&db).await;
    let mut tx = db.write().await.unwrap();
    let new = of_credential(&enrollment, &decision);
    award::insert(&mut tx, &new).await.unwrap();
    let revoke = (State::Active, State::Revoked);
    let why = Some("Somebody else's work.");
    let suspended = (State::Suspended, State::Revoked);
    assert!(
        !award::update_state(&mut tx, new.id, suspended, why, after(1))
            .await
            .unwrap()
    );
    assert!(
        award::update_state(&mut tx, new.id, revoke, why, after(1))
            .await
            .unwrap()
    );
    assert!(
        !award::update_state(&mut tx, new.id, revoke, why, after(2))
            .await
            .unwrap()
    );
    let ended = award::find(&mut tx, new.id).await.unwrap().unwrap();
    assert_eq!(ended.state, State::Revoked);
    assert_eq!(
        (ended.ended_at, ended.end_reason.as_deref()),
        (Some(after(1)), why)
    );
}

async fn awards_that_are_over_are_found_the_longest_over_first(db: Db) {
    let mut ids = vec![];
    for (until, state) in [
        (Some(20), State::Active),
        (Some(10), State::Active),
        (Some(5), State::Expired),
        (None, State::Active),
    ] {
        let (enrollment, _, decision) = work::decided(&db).await;
        let new = Award {
            state,
            valid_until: until.map(after),
            ..of_credential(&enrollment, &decision)
        };
        let mut tx = db.write().await.unwrap();
        award::insert(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        ids.push(new.id);
    }
    let mut conn = db.read().await.unwrap();
    for (now, limit, expected) in [
        (9, 10, &[][..]),
        (10, 10, &[ids[1]]),
        (20, 10, &[ids[1], ids[0]]),
        (20, 1, &[ids[1]]),
    ] {
        let over = award::list_over(&mut conn, after(now), limit)
            .await
            .unwrap();
        let over: Vec<_> = over.into_iter().map(|award| award.id).collect();
        assert_eq!(over, expected, "{now} {limit}");
    }
}

async fn awards_that_end_are_found_by_how_often_that_was_told(db: Db) {
    let (enrollment, _, decision) = work::decided(&db).await;
    let new = Award {
        valid_until: Some(after(100)),
        ..of_credential(&enrollment, &decision)
    };
    let mut tx = db.write().await.unwrap();
    award::insert(&mut tx, &new).await.unwrap();
    let ending = async |tx: &mut Tx, told, until| {
        let found = award::list_ending(tx, told, after(until), 10).await;
        found.unwrap()
    };
    assert_eq!(ending(&mut tx, 0, 99).await, []);
    let found = ending(&mut tx, 0, 100).await;
    assert_eq!((found.len(), found[0].id), (1, new.id));
    assert_eq!(found[0].person_id, new.person_id);
    assert!(award::update_told(&mut tx, &found[0], 2).await.unwrap());
    assert!(!award::update_told(&mut tx, &found[0], 2).await.unwrap());
    assert_eq!(ending(&mut tx, 0, 100).await, []);
    assert_eq!(ending(&mut tx, 2, 100).await[0].ending_told, 2);
    let step = (State::Active, State::Revoked);
    award::update_state(&mut tx, new.id, step, None, NOW)
        .await
        .unwrap();
    assert_eq!(
        ending(&mut tx, 2, 100).await,
        [],
        "what does not hold does not end"
    );
}

async fn an_award_has_the_title_of_what_it_is_of(db: Db) {
    let (enrollment, _, decision) = work::decided(&db).await;
    let mut tx = db.write().await.unwrap();
    let of_stack = of_stack(&mut tx, &enrollment).await;
    for (new, title) in [
        (of_credential(&enrollment, &decision), "Waiting"),
        (of_stack, "Talk"),
    ] {
        award::insert(&mut tx, &new).await.unwrap();
        let name = award::find_name(&mut tx, new.id).await.unwrap().unwrap();
        assert_eq!((&*name.title, name.code), (title, None));
    }
    assert_eq!(award::find_name(&mut tx, id()).await.unwrap(), None);
}
