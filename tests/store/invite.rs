//! Claims about invitations at rest.

use microcred::clock::Timestamp;
use microcred::store::invite::{self, Invite};
use microcred::store::{Db, Error};

use super::sample::{self, CLASS, INSTANT, NOW, after, all_at_once, id};

super::on_both! {
    an_invitation_is_found_by_its_secret_and_by_its_id,
    a_secret_belongs_to_one_invitation,
    of_a_class_that_uses_it_at_once_one_does,
    an_invitation_is_void_from_the_moment_it_expires,
    using_one_invitation_leaves_the_others,
}

async fn written(db: &Db, secret_hash: &str, expires_at: Timestamp) -> Invite {
    let mut tx = db.write().await.unwrap();
    let new = Invite {
        id: id(),
        organization_id: sample::organization(&mut tx, "Riverbend").await,
        name: "Our Moodle".into(),
        platform_id: None,
        expires_at,
        used_at: None,
    };
    invite::insert(&mut tx, &new, secret_hash, NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    new
}

async fn consumed(db: &Db, invite: &Invite, now: Timestamp) -> bool {
    let mut tx = db.write().await.unwrap();
    let is_consumed = invite::consume(&mut tx, invite.id, now).await.unwrap();
    tx.commit().await.unwrap();
    is_consumed
}

async fn an_invitation_is_found_by_its_secret_and_by_its_id(db: Db) {
    let first = written(&db, "hash-1", after(60)).await;
    let school = sample::school(&db, "Riverbend").await;
    let again = Invite {
        id: id(),
        platform_id: Some(school.platform.id),
        ..first.clone()
    };
    let mut tx = db.write().await.unwrap();
    invite::insert(&mut tx, &again, "hash-2", NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let mut conn = db.read().await.unwrap();
    for (secret_hash, invite) in [("hash-1", first), ("hash-2", again)] {
        let found = invite::find_by_secret(&mut conn, secret_hash)
            .await
            .unwrap();
        assert_eq!(found.as_ref(), Some(&invite));
        let found = invite::find(&mut conn, invite.id).await.unwrap();
        assert_eq!(found, Some(invite));
    }
    for unknown in ["", "hash", "HASH-1", "hash-1 "] {
        let found = invite::find_by_secret(&mut conn, unknown).await.unwrap();
        assert_eq!(found, None, "{unknown:?}");
    }
    assert_eq!(invite::find(&mut conn, id()).await.unwrap(), None);
}

async fn a_secret_belongs_to_one_invitation(db: Db) {
    let first = written(&db, "hash", after(60)).await;
    let second = Invite { id: id(), ..first };
    let mut tx = db.write().await.unwrap();
    let refused = invite::insert(&mut tx, &second, "hash", NOW).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
}

async fn of_a_class_that_uses_it_at_once_one_does(db: Db) {
    let invite = written(&db, "hash", after(60)).await;
    let outcomes = all_at_once(&db, {
        let invite = invite.clone();
        move |db, number| {
            let invite = invite.clone();
            async move { consumed(&db, &invite, after(number as u64)).await }
        }
    })
    .await;
    assert_eq!(outcomes.len(), CLASS);
    assert_eq!(outcomes.iter().filter(|is_first| **is_first).count(), 1);
    let mut conn = db.read().await.unwrap();
    let found = invite::find(&mut conn, invite.id).await.unwrap().unwrap();
    assert!(found.used_at.is_some());
}

async fn an_invitation_is_void_from_the_moment_it_expires(db: Db) {
    let invite = written(&db, "hash", after(60)).await;
    assert!(!consumed(&db, &invite, after(61)).await);
    assert!(!consumed(&db, &invite, after(60)).await);
    let last_chance = after(60).minus(INSTANT);
    assert!(consumed(&db, &invite, last_chance).await);
    let mut conn = db.read().await.unwrap();
    let found = invite::find(&mut conn, invite.id).await.unwrap().unwrap();
    assert_eq!(found.used_at, Some(last_chance));
}

async fn using_one_invitation_leaves_the_others(db: Db) {
    let one = written(&db, "hash-1", after(60)).await;
    let other = written(&db, "hash-2", after(60)).await;
    assert!(consumed(&db, &one, NOW).await);
    assert!(!consumed(&db, &one, NOW).await);
    assert!(!consumed(&db, &Invite { id: id(), ..one }, NOW).await);
    let mut conn = db.read().await.unwrap();
    let found = invite::find(&mut conn, other.id).await.unwrap();
    assert_eq!(found, Some(other));
}
