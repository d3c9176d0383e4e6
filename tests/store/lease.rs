//! Claims about leases at rest.

use microcred::clock::Timestamp;
use microcred::store::{Db, lease};

use super::sample::{CLASS, INSTANT, NOW, after, all_at_once, number};

super::on_both! {
    a_lease_is_held_by_one_until_it_expires,
    its_holder_prolongs_it,
    who_lost_a_lease_has_to_wait,
    two_leases_have_nothing_to_do_with_each_other,
    one_lease_is_given_back_by_its_holder_alone,
    a_holder_gives_back_its_own_leases_only,
    of_a_class_that_asks_at_once_one_holds_it,
}

async fn acquired(db: &Db, name: &str, holder: &str, now: Timestamp, until: Timestamp) -> bool {
    let mut tx = db.write().await.unwrap();
    let is_acquired = lease::acquire(&mut tx, name, holder, now, until).await;
    tx.commit().await.unwrap();
    is_acquired.unwrap()
}

async fn a_lease_is_held_by_one_until_it_expires(db: Db) {
    assert!(acquired(&db, "sweep", "one", NOW, after(60)).await);
    assert!(!acquired(&db, "sweep", "two", NOW, after(90)).await);
    let last_moment = after(60).minus(INSTANT);
    assert!(!acquired(&db, "sweep", "two", last_moment, after(90)).await);
    assert!(acquired(&db, "sweep", "two", after(60), after(120)).await);
    let until = "SELECT expires_at FROM lease WHERE holder = 'two'";
    assert_eq!(number(&db, until).await, after(120).millis());
}

async fn its_holder_prolongs_it(db: Db) {
    assert!(acquired(&db, "sweep", "one", NOW, after(60)).await);
    assert!(acquired(&db, "sweep", "one", after(30), after(90)).await);
    assert!(!acquired(&db, "sweep", "two", after(60), after(120)).await);
    assert!(acquired(&db, "sweep", "two", after(90), after(120)).await);
}

async fn who_lost_a_lease_has_to_wait(db: Db) {
    assert!(acquired(&db, "sweep", "one", NOW, after(60)).await);
    assert!(acquired(&db, "sweep", "two", after(70), after(130)).await);
    assert!(!acquired(&db, "sweep", "one", after(80), after(140)).await);
    assert!(acquired(&db, "sweep", "one", after(130), after(190)).await);
}

async fn one_lease_is_given_back_by_its_holder_alone(db: Db) {
    assert!(acquired(&db, "sweep", "one", NOW, after(60)).await);
    assert!(acquired(&db, "rotate", "one", NOW, after(60)).await);
    for (holder, is_free) in [("two", false), ("one", true)] {
        let mut tx = db.write().await.unwrap();
        lease::release(&mut tx, "sweep", holder).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            acquired(&db, "sweep", "three", NOW, after(60)).await,
            is_free
        );
    }
    assert!(!acquired(&db, "rotate", "three", NOW, after(60)).await);
}

async fn two_leases_have_nothing_to_do_with_each_other(db: Db) {
    assert!(acquired(&db, "sweep", "one", NOW, after(60)).await);
    assert!(acquired(&db, "rotate", "two", NOW, after(60)).await);
    assert!(!acquired(&db, "rotate", "one", NOW, after(60)).await);
}

async fn a_holder_gives_back_its_own_leases_only(db: Db) {
    for name in ["sweep", "rotate"] {
        assert!(acquired(&db, name, "one", NOW, after(60)).await);
    }
    assert!(acquired(&db, "send", "two", NOW, after(60)).await);
    let mut tx = db.write().await.unwrap();
    assert_eq!(lease::release_all(&mut tx, "one").await.unwrap(), 2);
    assert_eq!(lease::release_all(&mut tx, "one").await.unwrap(), 0);
    tx.commit().await.unwrap();
    assert!(acquired(&db, "sweep", "two", NOW, after(60)).await);
    assert!(!acquired(&db, "send", "one", NOW, after(60)).await);
}

async fn of_a_class_that_asks_at_once_one_holds_it(db: Db) {
    // Once for a lease that nobody has held, and once for one that has just expired.
    for now in [NOW, after(60)] {
        let holders = all_at_once(&db, move |db, number| async move {
            let holder = format!("{now:?} {number}");
            let until = now.plus(std::time::Duration::from_secs(60));
            let is_acquired = acquired(&db, "sweep", &holder, now, until).await;
            is_acquired.then_some(holder)
        })
        .await;
        assert_eq!(holders.len(), CLASS);
        assert_eq!(holders.into_iter().flatten().count(), 1);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM lease").await, 1);
    }
}
