//! Claims about lists of what was taken back, at rest.

use microcred::domain::id::{AwardId, IssuerId};
use microcred::store::status_list::{self, StatusList, Taken};
use microcred::store::{Db, Tx, award};

use super::sample::{NOW, after, all_at_once, id};
use super::{award as awards, issuer, work};

super::on_both! {
    a_list_reads_as_it_was_written_and_the_newest_takes_places,
    a_place_is_taken_once,
    of_many_who_want_one_place_one_gets_it,
    what_was_taken_back_is_set_and_nothing_else,
    lists_are_found_before_they_lapse_and_signed_again,
}

pub(super) fn list(issuer_id: IssuerId, number: i64) -> StatusList {
    StatusList {
        id: id(),
        issuer_id,
        number,
        document: format!("{{\"number\":{number}}}"),
        signed_at: NOW,
        valid_until: after(u64::try_from(number).unwrap() * 100),
    }
}

async fn an_award(db: &Db) -> AwardId {
    let (enrollment, _, decision) = work::decided(db).await;
    let mut tx = db.write().await.unwrap();
    let new = awards::of_credential(&enrollment, &decision);
    award::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    new.id
}

/// Two lists of an issuer, and an award.
async fn world(db: &Db) -> ([StatusList; 2], AwardId) {
    let award_id = an_award(db).await;
    let mut tx = db.write().await.unwrap();
    let issuer = issuer::written(&mut tx, "riverbend").await;
    let lists = [list(issuer.id, 1), list(issuer.id, 2)];
    for new in &lists {
        assert!(status_list::insert(&mut tx, new).await.unwrap());
    }
    tx.commit().await.unwrap();
    (lists, award_id)
}

async fn a_list_reads_as_it_was_written_and_the_newest_takes_places(db: Db) {
    let ([one, two], _) = world(&db).await;
    let mut tx = db.write().await.unwrap();
    assert_eq!(
        status_list::find(&mut tx, one.id).await.unwrap(),
        Some(one.clone())
    );
    assert_eq!(
        status_list::find_locked(&mut tx, one.id).await.unwrap(),
        Some(one.clone())
    );
    assert_eq!(status_list::find(&mut tx, id()).await.unwrap(), None);
    let newest = status_list::find_newest(&mut tx, one.issuer_id)
        .await
        .unwrap();
    assert_eq!(newest, Some(two));
    assert_eq!(status_list::find_newest(&mut tx, id()).await.unwrap(), None);
    let same_number = list(one.issuer_id, 1);
    assert!(!status_list::insert(&mut tx, &same_number).await.unwrap());
}

async fn take(tx: &mut Tx, of: &StatusList, place: i64, award_id: AwardId) -> bool {
    status_list::take_place(tx, of.id, place, award_id)
        .await
        .unwrap()
}

async fn a_place_is_taken_once(db: Db) {
    let ([one, two], award_id) = world(&db).await;
    let mut tx = db.write().await.unwrap();
    assert!(take(&mut tx, &one, 7, award_id).await);
    assert!(!take(&mut tx, &one, 7, award_id).await);
    assert!(take(&mut tx, &two, 7, award_id).await);
    assert!(take(&mut tx, &one, 131_071, award_id).await);
}

async fn of_many_who_want_one_place_one_gets_it(db: Db) {
    let ([one, _], award_id) = world(&db).await;
    let took = all_at_once(&db, move |db, _| {
        let one = one.clone();
        async move {
            let mut tx = db.write().await.unwrap();
            let took = take(&mut tx, &one, 7, award_id).await;
            tx.commit().await.unwrap();
            took
        }
    })
    .await;
    assert_eq!(took.into_iter().filter(|took| *took).count(), 1);
}

async fn what_was_taken_back_is_set_and_nothing_else(db: Db) {
    let ([one, two], award_id) = world(&db).await;
    let other = an_award(&db).await;
    let mut tx = db.write().await.unwrap();
    for (list, place, award) in [
        (&one, 9, award_id),
        (&one, 3, award_id),
        (&two, 9, award_id),
        (&one, 4, other),
    ] {
        assert!(take(&mut tx, list, place, award).await);
    }
    let unset = status_list::list_unset(&mut tx, award_id).await.unwrap();
    let taken = |of: &StatusList, place| Taken {
        status_list_id: of.id,
        place,
    };
    let mut expected = vec![taken(&one, 3), taken(&one, 9), taken(&two, 9)];
    expected.sort_by_key(|taken| (taken.status_list_id, taken.place));
    assert_eq!(unset, expected);
    status_list::set(&mut tx, one.id, award_id).await.unwrap();
    assert_eq!(
        status_list::list_set(&mut tx, one.id).await.unwrap(),
        [3, 9]
    );
    let of_two = status_list::list_set(&mut tx, two.id).await.unwrap();
    assert!(of_two.is_empty());
    let unset = status_list::list_unset(&mut tx, award_id).await.unwrap();
    assert_eq!(unset, [taken(&two, 9)]);
    assert_eq!(
        status_list::list_unset(&mut tx, other).await.unwrap().len(),
        1
    );
}

async fn lists_are_found_before_they_lapse_and_signed_again(db: Db) {
    let ([one, two], _) = world(&db).await;
    let mut tx = db.write().await.unwrap();
    let ending = async |tx: &mut Tx, until| {
        let found = status_list::list_ending(tx, after(until), 10)
            .await
            .unwrap();
        found.into_iter().map(|list| list.id).collect::<Vec<_>>()
    };
    assert_eq!(ending(&mut tx, 100).await, []);
    assert_eq!(ending(&mut tx, 101).await, [one.id]);
    assert_eq!(ending(&mut tx, 201).await, [one.id, two.id]);
    let signed = StatusList {
        document: "{}".into(),
        signed_at: after(50),
        valid_until: after(300),
        ..one
    };
    status_list::update(&mut tx, &signed).await.unwrap();
    assert_eq!(
        status_list::find(&mut tx, signed.id).await.unwrap(),
        Some(signed)
    );
    assert_eq!(ending(&mut tx, 201).await, [two.id]);
}
