//! Claims about issuers and their keys at rest.

use microcred::domain::id::OrganizationId;
use microcred::store::issuer::{self, Issuer, Key};
use microcred::store::{Db, Error, Tx};
use serde_json::json;

use super::sample::{self, NOW, after, id};

super::on_both! {
    an_issuer_reads_as_it_was_written_and_is_found_by_what_names_it,
    a_name_is_given_once_in_an_organisation_and_a_slug_once_at_all,
    what_is_told_of_an_issuer_can_change_and_its_name_cannot,
    keys_stay_oldest_first_with_their_ends,
}

pub(super) fn named(organization_id: OrganizationId, slug: &str) -> Issuer {
    Issuer {
        id: id(),
        organization_id,
        slug: slug.into(),
        name: format!("The {slug} district"),
        url: None,
        email: Some("badges@riverbend.example".into()),
        description: None,
    }
}

/// An issuer of a new organisation.
pub(super) async fn written(tx: &mut Tx, slug: &str) -> Issuer {
    let organization_id = sample::organization(tx, slug).await;
    let new = named(organization_id, slug);
    assert!(issuer::insert(tx, &new, NOW).await.unwrap());
    new
}

async fn an_issuer_reads_as_it_was_written_and_is_found_by_what_names_it(db: Db) {
    let mut tx = db.write().await.unwrap();
    let (one, other) = (written(&mut tx, "b").await, written(&mut tx, "a").await);
    assert_eq!(
        issuer::find(&mut tx, one.id).await.unwrap(),
        Some(one.clone())
    );
    assert_eq!(
        issuer::find_by_slug(&mut tx, "b").await.unwrap(),
        Some(one.clone())
    );
    let found = issuer::find_by_name(&mut tx, one.organization_id, &one.name).await;
    assert_eq!(found.unwrap(), Some(one.clone()));
    let elsewhere = issuer::find_by_name(&mut tx, other.organization_id, &one.name).await;
    assert_eq!(elsewhere.unwrap(), None);
    assert_eq!(issuer::list(&mut tx).await.unwrap(), [other, one]);
}

async fn a_name_is_given_once_in_an_organisation_and_a_slug_once_at_all(db: Db) {
    let mut tx = db.write().await.unwrap();
    let first = written(&mut tx, "riverbend").await;
    let same_name = Issuer {
        name: first.name.clone(),
        ..named(first.organization_id, "other")
    };
    assert!(!issuer::insert(&mut tx, &same_name, NOW).await.unwrap());
    let elsewhere = sample::organization(&mut tx, "Fernleigh").await;
    let same_slug = named(elsewhere, "riverbend");
    assert!(!issuer::insert(&mut tx, &same_slug, NOW).await.unwrap());
}

async fn what_is_told_of_an_issuer_can_change_and_its_name_cannot(db: Db) {
    let mut tx = db.write().await.unwrap();
    let before = written(&mut tx, "riverbend").await;
    let changed = Issuer {
        url: Some("https://riverbend.example".into()),
        email: None,
        description: Some("A district".into()),
        name: "Another".into(),
        slug: "another".into(),
        ..before.clone()
    };
    assert!(issuer::update(&mut tx, &changed).await.unwrap());
    let after = issuer::find(&mut tx, before.id).await.unwrap().unwrap();
    let expected = Issuer {
        name: before.name,
        slug: before.slug,
        ..changed
    };
    assert_eq!(after, expected);
    let unknown = named(before.organization_id, "nobody");
    assert!(!issuer::update(&mut tx, &unknown).await.unwrap());
}

fn key(of: &Issuer, number: i64) -> Key {
    Key {
        issuer_id: of.id,
        number,
        public_key: format!("z6Mk{number}"),
        public_jwk: json!({ "kty": "EC", "x": number }).into(),
        sealed_key: "sealed".into(),
        sealed_jwk: "sealed too".into(),
        created_at: NOW,
        expired_at: None,
        revoked_at: None,
    }
}

async fn keys_stay_oldest_first_with_their_ends(db: Db) {
    let mut tx = db.write().await.unwrap();
    let (one, other) = (written(&mut tx, "b").await, written(&mut tx, "a").await);
    for new in [key(&one, 2), key(&one, 1), key(&other, 1)] {
        issuer::insert_key(&mut tx, &new).await.unwrap();
    }
    let ended = Key {
        expired_at: Some(after(1)),
        revoked_at: Some(after(2)),
        ..key(&one, 1)
    };
    issuer::end_key(&mut tx, &ended).await.unwrap();
    let keys = issuer::list_keys(&mut tx, one.id).await.unwrap();
    assert_eq!(keys, [ended, key(&one, 2)]);
    let again = issuer::insert_key(&mut tx, &key(&one, 2)).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
}
