//! Claims about accounts at LMSs and the persons behind them, at rest.

use std::time::Duration;

use microcred::domain::id::LmsUserId;
use microcred::store::lms_user::{self, LmsUser, Seen};
use microcred::store::{Db, Error, Tx};

use super::sample::{self, CLASS, NOW, School, after, all_at_once, id, number};

super::on_both! {
    a_first_launch_makes_an_account_and_its_person,
    a_sub_means_somebody_at_its_registration_only,
    a_later_launch_keeps_account_and_person_and_forgets_what_is_no_longer_given,
    an_announced_account_has_not_launched,
    an_announcement_does_not_undo_a_launch,
    of_two_first_launches_the_second_finds_the_first,
    a_class_of_one_leaves_one_account_and_one_person,
    a_class_of_many_leaves_each_their_own,
    a_person_whom_somebody_refers_to_is_never_forgotten,
    accounts_are_listed_by_name_and_the_nameless_last,
    an_account_needs_a_registration_and_a_person,
}

const PERSONS: &str = "SELECT COUNT(*) FROM person";
const ACCOUNTS: &str = "SELECT COUNT(*) FROM lms_user";

async fn a_first_launch_makes_an_account_and_its_person(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let (person_id, user_id) = (id(), id());
    let mut tx = db.write().await.unwrap();
    lms_user::insert_person(&mut tx, person_id, school.organization_id, None, NOW)
        .await
        .unwrap();
    let made = lms_user::upsert(&mut tx, user_id, person_id, &school.seen("7")).await;
    tx.commit().await.unwrap();

    let expected = LmsUser {
        id: user_id,
        platform_id: school.platform.id,
        sub: "7".into(),
        person_id,
        name: Some("Dana Rey".into()),
        email: Some("dana@example.org".into()),
        last_launch_at: Some(NOW),
    };
    assert_eq!(made.unwrap(), expected);
    let mut conn = db.read().await.unwrap();
    let found = lms_user::find(&mut conn, user_id).await.unwrap();
    assert_eq!(found.as_ref(), Some(&expected));
    let found = lms_user::find_by_sub(&mut conn, school.platform.id, "7").await;
    assert_eq!(found.unwrap(), Some(expected));
    assert_eq!(lms_user::find(&mut conn, id()).await.unwrap(), None);
}

async fn a_sub_means_somebody_at_its_registration_only(db: Db) {
    let one = sample::school(&db, "Riverbend").await;
    let other = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let here = one.user(&mut tx, "a").await;
    let there = other.user(&mut tx, "a").await;
    assert_ne!(here.id, there.id);
    assert_ne!(here.person_id, there.person_id);
    for (school, user) in [(&one, &here), (&other, &there)] {
        let found = lms_user::find_by_sub(&mut tx, school.platform.id, "a").await;
        assert_eq!(found.unwrap().as_ref(), Some(user));
        let listed = lms_user::list_for_platform(&mut tx, school.platform.id).await;
        assert_eq!(listed.unwrap(), std::slice::from_ref(user));
    }
    for unknown in ["A", "a ", "", "á"] {
        let found = lms_user::find_by_sub(&mut tx, one.platform.id, unknown).await;
        assert_eq!(found.unwrap(), None, "{unknown:?}");
    }
}

async fn a_later_launch_keeps_account_and_person_and_forgets_what_is_no_longer_given(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let first = school.user(&mut tx, "7").await;
    let nameless = Seen {
        name: None,
        email: None,
        locale: None,
        launched_at: Some(after(60)),
        ..school.seen("7")
    };
    let again = lms_user::upsert(&mut tx, id(), first.person_id, &nameless).await;
    tx.commit().await.unwrap();

    let expected = LmsUser {
        name: None,
        email: None,
        last_launch_at: Some(after(60)),
        ..first
    };
    assert_eq!(again.unwrap(), expected);
    let first_launch = "SELECT first_launch_at FROM lms_user WHERE locale IS NULL";
    assert_eq!(number(&db, first_launch).await, NOW.millis());
    assert_eq!(number(&db, ACCOUNTS).await, 1);
}

async fn an_announced_account_has_not_launched(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let person_id = id();
    let announced = Seen {
        launched_at: None,
        ..school.seen("7")
    };
    let mut tx = db.write().await.unwrap();
    lms_user::insert_person(&mut tx, person_id, school.organization_id, None, NOW)
        .await
        .unwrap();
    let made = lms_user::upsert(&mut tx, id(), person_id, &announced).await;
    let made = made.unwrap();
    assert_eq!(made.last_launch_at, None);

    let launched = lms_user::upsert(&mut tx, id(), person_id, &school.seen("7")).await;
    tx.commit().await.unwrap();
    assert_eq!(launched.unwrap().last_launch_at, Some(NOW));
    let first_launch = "SELECT first_launch_at FROM lms_user";
    assert_eq!(number(&db, first_launch).await, NOW.millis());
}

async fn an_announcement_does_not_undo_a_launch(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let first = school.user(&mut tx, "7").await;
    let announced = Seen {
        launched_at: None,
        ..school.seen("7")
    };
    let again = lms_user::upsert(&mut tx, id(), first.person_id, &announced).await;
    assert_eq!(again.unwrap(), first);
}

/// What a launch does: looks for the account, and brings a person along when there is none.
async fn launch(tx: &mut Tx, school: &School, sub: &str) -> LmsUser {
    let known = lms_user::find_by_sub(tx, school.platform.id, sub)
        .await
        .unwrap();
    match known {
        Some(known) => lms_user::upsert(tx, id(), known.person_id, &school.seen(sub))
            .await
            .unwrap(),
        None => school.user(tx, sub).await,
    }
}

async fn of_two_first_launches_the_second_finds_the_first(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut first = db.write().await.unwrap();
    let first_user = launch(&mut first, &school, "7").await;
    // On PostgreSQL the second now looks, finds nobody and waits in its upsert; on SQLite it waits to begin.
    let second = tokio::spawn({
        let db = db.clone();
        async move {
            let mut second = db.write().await.unwrap();
            let user = launch(&mut second, &school, "7").await;
            second.commit().await.unwrap();
            user
        }
    });
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(!second.is_finished());
    first.commit().await.unwrap();

    assert_eq!(second.await.unwrap(), first_user);
    assert_eq!(number(&db, ACCOUNTS).await, 1);
    assert_eq!(number(&db, PERSONS).await, 1);
}

async fn a_class_of_one_leaves_one_account_and_one_person(db: Db) {
    let school = std::sync::Arc::new(sample::school(&db, "Riverbend").await);
    let users = all_at_once(&db, move |db, _| {
        let school = school.clone();
        async move {
            let mut tx = db.write().await.unwrap();
            let user = launch(&mut tx, &school, "7").await;
            tx.commit().await.unwrap();
            user
        }
    })
    .await;
    assert_eq!(users.len(), CLASS);
    assert!(users.iter().all(|user| user == &users[0]));
    assert_eq!(number(&db, ACCOUNTS).await, 1);
    assert_eq!(number(&db, PERSONS).await, 1);
}

async fn a_class_of_many_leaves_each_their_own(db: Db) {
    let school = std::sync::Arc::new(sample::school(&db, "Riverbend").await);
    let mut users = all_at_once(&db, move |db, number| {
        let school = school.clone();
        async move {
            let mut tx = db.write().await.unwrap();
            let user = launch(&mut tx, &school, &format!("student-{number}")).await;
            tx.commit().await.unwrap();
            user
        }
    })
    .await;
    users.sort_by_key(|user| user.person_id);
    users.dedup_by_key(|user| user.person_id);
    assert_eq!(users.len(), CLASS);
    let class = i64::try_from(CLASS).unwrap();
    assert_eq!(number(&db, ACCOUNTS).await, class);
    assert_eq!(number(&db, PERSONS).await, class);
}

async fn a_person_whom_somebody_refers_to_is_never_forgotten(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let dana = school.user(&mut tx, "dana").await;
    let kim = school.user(&mut tx, "kim").await;
    let owner = id();
    lms_user::insert_person(&mut tx, owner, school.organization_id, Some("Lee Oda"), NOW)
        .await
        .unwrap();
    microcred::store::role_grant::insert(
        &mut tx,
        id(),
        school.organization_id,
        owner,
        microcred::domain::grant::ToolRole::OrgOwner,
        NOW,
    )
    .await
    .unwrap();
    // Dana's launch brings somebody along who is not behind Dana's account.
    for other in [kim.person_id, owner] {
        let again = lms_user::upsert(&mut tx, id(), other, &school.seen("dana")).await;
        assert_eq!(again.unwrap().person_id, dana.person_id);
    }
    tx.commit().await.unwrap();
    assert_eq!(number(&db, PERSONS).await, 3);
}

async fn accounts_are_listed_by_name_and_the_nameless_last(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let mut expected: Vec<LmsUserId> = vec![];
    for (sub, name) in [("3", Some("Ana")), ("1", Some("Bo")), ("2", None)] {
        let person_id = school.user(&mut tx, sub).await.person_id;
        let seen = Seen {
            name,
            ..school.seen(sub)
        };
        let user = lms_user::upsert(&mut tx, id(), person_id, &seen).await;
        expected.push(user.unwrap().id);
    }
    let listed = lms_user::list_for_platform(&mut tx, school.platform.id).await;
    let listed: Vec<_> = listed.unwrap().iter().map(|user| user.id).collect();
    assert_eq!(listed, expected);
    let nobody = lms_user::list_for_platform(&mut tx, id()).await;
    assert_eq!(nobody.unwrap(), []);
}

async fn an_account_needs_a_registration_and_a_person(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let refused = lms_user::upsert(&mut tx, id(), id(), &school.seen("7")).await;
    assert!(matches!(refused, Err(Error::Broken(_))));
    drop(tx);

    let mut tx = db.write().await.unwrap();
    let refused = lms_user::insert_person(&mut tx, id(), id(), None, NOW).await;
    assert!(matches!(refused, Err(Error::Broken(_))));
}
