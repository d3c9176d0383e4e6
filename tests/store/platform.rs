//! Claims about LMS registrations at rest.

use microcred::domain::approval::Approval;
use microcred::store::platform::{self, Platform};
use microcred::store::{Db, Error};
use serde_json::json;
use sqlx::types::Json;

use super::sample::{self, CLASS, NOW, after, all_at_once, id, number};

super::on_both! {
    a_registration_reads_as_it_was_written,
    issuer_and_client_id_are_compared_byte_by_byte,
    one_issuer_can_have_several_clients_and_the_oldest_two_are_listed,
    a_registration_that_is_there_already_is_a_conflict,
    of_a_class_that_registers_at_once_one_does,
    each_organisation_has_its_own_list,
    an_update_changes_everything_but_owner_and_status,
    an_update_to_what_another_is_called_is_a_conflict,
    a_decision_changes_one_registration_only,
    a_registration_needs_an_organisation,
}

async fn a_registration_reads_as_it_was_written(db: Db) {
    let mut tx = db.write().await.unwrap();
    let organization_id = sample::organization(&mut tx, "Riverbend").await;
    let bare = sample::platform(organization_id);
    let full = Platform {
        profile_overrides: Json(json!({"frame": {"allowed": [true, null, 1.5]}, "ü": ""})),
        token_audience: Some("https://audience.example.org".into()),
        status: Approval::Pending,
        asked_scopes: Json(vec!["a".into(), "b".into()]),
        granted_scopes: Some(Json(vec!["b".into()])),
        ..sample::platform(organization_id)
    };
    let nothing_granted = Platform {
        granted_scopes: Some(Json(vec![])),
        ..sample::platform(organization_id)
    };
    for new in [&bare, &full, &nothing_granted] {
        platform::insert(&mut tx, new, NOW).await.unwrap();
    }
    tx.commit().await.unwrap();

    let mut conn = db.read().await.unwrap();
    for written in [bare, full, nothing_granted] {
        let found = platform::find(&mut conn, written.id).await.unwrap();
        assert_eq!(found.as_ref(), Some(&written));
        let found = platform::find_by_client(&mut conn, &written.issuer, &written.client_id).await;
        assert_eq!(found.unwrap(), Some(written));
    }
    assert_eq!(platform::find(&mut conn, id()).await.unwrap(), None);
}

async fn issuer_and_client_id_are_compared_byte_by_byte(db: Db) {
    let mut tx = db.write().await.unwrap();
    let organization_id = sample::organization(&mut tx, "Riverbend").await;
    let registered = Platform {
        issuer: "https://lms.example.org".into(),
        client_id: "Client".into(),
        ..sample::platform(organization_id)
    };
    platform::insert(&mut tx, &registered, NOW).await.unwrap();
    for (issuer, client_id, is_found) in [
        ("https://lms.example.org", "Client", true),
        ("https://lms.example.org/", "Client", false),
        ("https://LMS.example.org", "Client", false),
        ("https://lms.example.org", "client", false),
        ("https://lms.example.org", "Client ", false),
        ("https://lms.example.org", "", false),
    ] {
        let found = platform::find_by_client(&mut tx, issuer, client_id).await;
        assert_eq!(found.unwrap().is_some(), is_found, "{issuer} {client_id}");
    }
}

async fn one_issuer_can_have_several_clients_and_the_oldest_two_are_listed(db: Db) {
    let mut tx = db.write().await.unwrap();
    let organization_id = sample::organization(&mut tx, "Riverbend").await;
    let client = |client_id: &str| Platform {
        issuer: "https://cloud.example.org".into(),
        client_id: client_id.into(),
        ..sample::platform(organization_id)
    };
    let issuer = "https://cloud.example.org";
    let clients = [client("c"), client("b"), client("a")];
    for (number, (new, expected)) in clients.iter().zip([1, 2, 2]).enumerate() {
        platform::insert(&mut tx, new, after(number as u64))
            .await
            .unwrap();
        let listed = platform::list_by_issuer(&mut tx, issuer).await.unwrap();
        assert_eq!(listed, clients[..expected]);
    }
    let elsewhere = platform::list_by_issuer(&mut tx, "https://other.example.org").await;
    assert_eq!(elsewhere.unwrap(), []);
}

async fn a_registration_that_is_there_already_is_a_conflict(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let same = Platform {
        id: id(),
        ..school.platform.clone()
    };
    let refused = platform::insert(&mut tx, &same, NOW).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
    drop(tx);
    let found = platform::find(&mut db.read().await.unwrap(), school.platform.id).await;
    assert_eq!(found.unwrap(), Some(school.platform));
}

async fn of_a_class_that_registers_at_once_one_does(db: Db) {
    let mut tx = db.write().await.unwrap();
    let organization_id = sample::organization(&mut tx, "Riverbend").await;
    tx.commit().await.unwrap();
    let outcomes = all_at_once(&db, move |db, _| async move {
        let new = Platform {
            issuer: "https://lms.example.org".into(),
            ..sample::platform(organization_id)
        };
        let mut tx = db.write().await.unwrap();
        platform::insert(&mut tx, &new, NOW).await?;
        tx.commit().await
    })
    .await;
    let conflicts = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Err(Error::Conflict(_))));
    assert_eq!(conflicts.count(), CLASS - 1);
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert_eq!(number(&db, "SELECT COUNT(*) FROM platform").await, 1);
}

async fn each_organisation_has_its_own_list(db: Db) {
    let mut tx = db.write().await.unwrap();
    let riverbend = sample::organization(&mut tx, "Riverbend").await;
    let hilltop = sample::organization(&mut tx, "Hilltop").await;
    let third = sample::platform(riverbend);
    let second = sample::platform(hilltop);
    let first = sample::platform(riverbend);
    for (new, at) in [(&third, after(2)), (&second, after(1)), (&first, NOW)] {
        platform::insert(&mut tx, new, at).await.unwrap();
    }
    let all = platform::list(&mut tx).await.unwrap();
    assert_eq!(all, [first.clone(), second.clone(), third.clone()]);
    let own = platform::list_for_organization(&mut tx, riverbend).await;
    assert_eq!(own.unwrap(), [first, third]);
    let own = platform::list_for_organization(&mut tx, hilltop).await;
    assert_eq!(own.unwrap(), [second]);
    let nobody = platform::list_for_organization(&mut tx, id()).await;
    assert_eq!(nobody.unwrap(), []);
}

async fn an_update_changes_everything_but_owner_and_status(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let elsewhere = sample::organization(&mut tx, "Hilltop").await;
    let changed = Platform {
        id: school.platform.id,
        organization_id: elsewhere,
        name: "New name".into(),
        profile: "canvas".into(),
        profile_overrides: Json(json!({"sends_roles": false})),
        issuer: "https://new.example.org".into(),
        client_id: "client-2".into(),
        authorization_url: "https://new.example.org/auth".into(),
        token_url: "https://new.example.org/token".into(),
        jwks_url: "https://new.example.org/jwks".into(),
        token_audience: Some("https://new.example.org".into()),
        status: Approval::Disabled,
        asked_scopes: Json(vec!["a".into()]),
        granted_scopes: Some(Json(vec!["a".into()])),
    };
    platform::update(&mut tx, &changed, after(60))
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let found = platform::find(&mut db.read().await.unwrap(), changed.id).await;
    let expected = Platform {
        organization_id: school.organization_id,
        status: Approval::Active,
        ..changed
    };
    assert_eq!(found.unwrap(), Some(expected));
    let gone = "SELECT created_at FROM platform";
    assert_eq!(number(&db, gone).await, NOW.millis());
    let changed_at = "SELECT updated_at FROM platform";
    assert_eq!(number(&db, changed_at).await, after(60).millis());
}

async fn an_update_to_what_another_is_called_is_a_conflict(db: Db) {
    let one = sample::school(&db, "Riverbend").await.platform;
    let other = sample::school(&db, "Riverbend").await.platform;
    let mut tx = db.write().await.unwrap();
    let renamed = Platform {
        issuer: one.issuer,
        client_id: one.client_id,
        ..other
    };
    let refused = platform::update(&mut tx, &renamed, NOW).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
}

async fn a_decision_changes_one_registration_only(db: Db) {
    let one = sample::school(&db, "Riverbend").await.platform;
    let other = sample::school(&db, "Riverbend").await.platform;
    for status in [Approval::Disabled, Approval::Pending, Approval::Active] {
        let mut tx = db.write().await.unwrap();
        platform::update_status(&mut tx, one.id, status, after(5))
            .await
            .unwrap();
        platform::update_status(&mut tx, id(), Approval::Disabled, after(5))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut conn = db.read().await.unwrap();
        let decided = platform::find(&mut conn, one.id).await.unwrap().unwrap();
        assert_eq!(decided.status, status);
        let bystander = platform::find(&mut conn, other.id).await.unwrap();
        assert_eq!(bystander.as_ref(), Some(&other));
    }
    let touched = "SELECT MAX(updated_at) FROM platform";
    assert_eq!(number(&db, touched).await, after(5).millis());
}

async fn a_registration_needs_an_organisation(db: Db) {
    let mut tx = db.write().await.unwrap();
    let refused = platform::insert(&mut tx, &sample::platform(id()), NOW).await;
    assert!(matches!(refused, Err(Error::Broken(_))));
}
