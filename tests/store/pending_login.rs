//! Claims about logins that wait for their launch, at rest.

use microcred::clock::Timestamp;
use microcred::domain::approval::Approval;
use microcred::domain::id::PendingLoginId;
use microcred::store::pending_login::{self, Binding, PendingLogin};
use microcred::store::platform::{self, Platform};
use microcred::store::{Db, Error};

use super::sample::{self, CLASS, INSTANT, NOW, after, all_at_once, id, number};

super::on_both! {
    a_login_is_found_by_its_state,
    a_state_belongs_to_one_login,
    of_a_class_that_uses_a_login_at_once_one_does,
    a_login_is_void_from_the_moment_it_expires,
    using_one_login_leaves_the_others,
    a_ticket_is_issued_once_and_reads_as_it_was_written,
    of_a_class_that_asks_for_a_ticket_at_once_one_gets_it,
    a_used_login_loses_its_ticket_and_gets_no_other,
    a_login_that_is_too_old_gets_no_ticket,
    only_logins_that_expired_before_are_forgotten,
    a_login_needs_its_registration_as_it_is,
}

async fn written(db: &Db, state_hash: &str, expires_at: Timestamp) -> PendingLogin {
    let school = sample::school(db, "Riverbend").await;
    let new = school.login(expires_at);
    assert!(insert(db, &new, state_hash).await.unwrap());
    new
}

/// Writes it with its registration as that is now.
async fn insert(db: &Db, new: &PendingLogin, state_hash: &str) -> Result<bool, Error> {
    let found = platform::find(&mut db.read().await?, new.platform_id).await?;
    pending_login::insert(db, new, &found.unwrap(), state_hash, NOW).await
}

async fn found(db: &Db, state_hash: &str) -> Option<PendingLogin> {
    let mut conn = db.read().await.unwrap();
    let found = pending_login::find_by_state(&mut conn, state_hash).await;
    let (login, platform) = found.unwrap()?;
    let known = platform::find(&mut conn, login.platform_id).await.unwrap();
    assert_eq!(Some(platform), known, "with its registration");
    Some(login)
}

async fn consumed(db: &Db, id: PendingLoginId, now: Timestamp) -> bool {
    let mut tx = db.write().await.unwrap();
    let is_consumed = pending_login::consume(&mut tx, id, now).await.unwrap();
    tx.commit().await.unwrap();
    is_consumed
}

async fn issued(db: &Db, id: PendingLoginId, ticket: &str, now: Timestamp) -> bool {
    let mut tx = db.write().await.unwrap();
    let is_issued = pending_login::issue_ticket(&mut tx, id, ticket, after(30), now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    is_issued
}

async fn a_login_is_found_by_its_state(db: Db) {
    let bare = written(&db, "state-1", after(60)).await;
    let full = PendingLogin {
        id: id(),
        deployment_hint: Some("1".into()),
        binding: Binding::Storage,
        storage_target: Some("_parent".into()),
        ..bare.clone()
    };
    assert!(insert(&db, &full, "state-2").await.unwrap());
    assert_eq!(found(&db, "state-1").await, Some(bare));
    assert_eq!(found(&db, "state-2").await, Some(full));
    for unknown in ["", "state", "STATE-1"] {
        assert_eq!(found(&db, unknown).await, None, "{unknown:?}");
    }
}

async fn a_state_belongs_to_one_login(db: Db) {
    let first = written(&db, "state", after(60)).await;
    let second = PendingLogin { id: id(), ..first };
    let refused = insert(&db, &second, "state").await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
}

async fn of_a_class_that_uses_a_login_at_once_one_does(db: Db) {
    let login_id = written(&db, "state", after(60)).await.id;
    let outcomes = all_at_once(&db, move |db, number| async move {
        let now = after(number as u64);
        consumed(&db, login_id, now).await.then_some(now)
    })
    .await;
    assert_eq!(outcomes.len(), CLASS);
    let winners: Vec<_> = outcomes.into_iter().flatten().collect();
    assert_eq!(winners.len(), 1);
    // What became of it can still be told.
    let login = found(&db, "state").await.unwrap();
    assert_eq!(login.consumed_at, Some(winners[0]));
}

async fn a_login_is_void_from_the_moment_it_expires(db: Db) {
    let login = written(&db, "state", after(60)).await;
    assert!(!consumed(&db, login.id, after(61)).await);
    assert!(!consumed(&db, login.id, after(60)).await);
    assert_eq!(found(&db, "state").await, Some(login.clone()));
    assert!(consumed(&db, login.id, after(60).minus(INSTANT)).await);
}

async fn using_one_login_leaves_the_others(db: Db) {
    let one = written(&db, "state-1", after(60)).await;
    let other = written(&db, "state-2", after(60)).await;
    assert!(consumed(&db, one.id, NOW).await);
    assert!(!consumed(&db, one.id, NOW).await);
    assert!(!consumed(&db, id(), NOW).await);
    assert_eq!(found(&db, "state-2").await, Some(other));
}

async fn a_ticket_is_issued_once_and_reads_as_it_was_written(db: Db) {
    let login = written(&db, "state-1", after(60)).await;
    let other = written(&db, "state-2", after(60)).await;
    assert!(issued(&db, login.id, "ticket", NOW).await);
    assert!(!issued(&db, login.id, "another", NOW).await);
    assert!(!issued(&db, id(), "another", NOW).await);
    let with_ticket = PendingLogin {
        ticket_hash: Some("ticket".into()),
        ticket_expires_at: Some(after(30)),
        ..login
    };
    assert_eq!(found(&db, "state-1").await, Some(with_ticket));
    assert_eq!(found(&db, "state-2").await, Some(other));
}

async fn of_a_class_that_asks_for_a_ticket_at_once_one_gets_it(db: Db) {
    let login_id = written(&db, "state", after(60)).await.id;
    let outcomes = all_at_once(&db, move |db, number| async move {
        let ticket = format!("ticket-{number}");
        let is_issued = issued(&db, login_id, &ticket, NOW).await;
        is_issued.then_some(ticket)
    })
    .await;
    let winners: Vec<_> = outcomes.into_iter().flatten().collect();
    assert_eq!(winners.len(), 1);
    let login = found(&db, "state").await.unwrap();
    assert_eq!(login.ticket_hash.as_ref(), Some(&winners[0]));
}

async fn a_used_login_loses_its_ticket_and_gets_no_other(db: Db) {
    let login = written(&db, "state", after(60)).await;
    assert!(issued(&db, login.id, "ticket", NOW).await);
    assert!(consumed(&db, login.id, NOW).await);
    assert_eq!(found(&db, "state").await.unwrap().ticket_hash, None);
    assert!(!issued(&db, login.id, "another", NOW).await);
    assert_eq!(found(&db, "state").await.unwrap().ticket_hash, None);
}

async fn a_login_that_is_too_old_gets_no_ticket(db: Db) {
    let login = written(&db, "state", after(60)).await;
    assert!(!issued(&db, login.id, "ticket", after(60)).await);
    assert!(issued(&db, login.id, "ticket", after(60).minus(INSTANT)).await);
}

async fn only_logins_that_expired_before_are_forgotten(db: Db) {
    let used = written(&db, "used", after(10)).await;
    written(&db, "expired", after(10)).await;
    let on_the_dot = written(&db, "on the dot", after(20)).await;
    let fresh = written(&db, "fresh", after(30)).await;
    assert!(consumed(&db, used.id, NOW).await);

    let mut tx = db.write().await.unwrap();
    let forgotten = pending_login::delete_expired(&mut tx, after(20)).await;
    assert_eq!(forgotten.unwrap(), 2);
    tx.commit().await.unwrap();

    assert_eq!(found(&db, "used").await, None);
    assert_eq!(found(&db, "expired").await, None);
    assert_eq!(found(&db, "on the dot").await, Some(on_the_dot));
    assert_eq!(found(&db, "fresh").await, Some(fresh));
    assert_eq!(number(&db, "SELECT COUNT(*) FROM platform").await, 4);
}

/// A login begins on what was known of its registration a moment ago.
async fn a_login_needs_its_registration_as_it_is(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let known = &school.platform;
    let changed = [
        Platform {
            issuer: "https://elsewhere.example.org".into(),
            ..known.clone()
        },
        Platform {
            client_id: "client-2".into(),
            ..known.clone()
        },
        Platform {
            authorization_url: "https://lms.example.org/other".into(),
            ..known.clone()
        },
    ];
    let new = school.login(after(60));
    let write = async |new: &PendingLogin, platform: &Platform| {
        pending_login::insert(&db, new, platform, "state", NOW)
            .await
            .unwrap()
    };
    for platform in &changed {
        assert!(!write(&new, platform).await, "{platform:?}");
    }
    let orphan = PendingLogin {
        platform_id: id(),
        ..new.clone()
    };
    assert!(!write(&orphan, known).await);
    for status in [Approval::Pending, Approval::Disabled] {
        let mut tx = db.write().await.unwrap();
        platform::update_status(&mut tx, known.id, status, NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert!(!write(&new, known).await, "{status:?}");
    }
    assert_eq!(number(&db, "SELECT COUNT(*) FROM pending_login").await, 0);
    let mut tx = db.write().await.unwrap();
    platform::update_status(&mut tx, known.id, Approval::Active, NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(write(&new, known).await);
    assert_eq!(found(&db, "state").await, Some(new));
}
