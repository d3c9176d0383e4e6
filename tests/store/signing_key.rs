//! Claims about the tool's signing keys at rest.

use microcred::clock::Timestamp;
use microcred::store::signing_key::{self, StoredKey};
use microcred::store::{Db, Error};
use serde_json::json;
use sqlx::types::Json;

use super::sample::{NOW, after};

super::on_both! {
    keys_read_as_they_were_written_oldest_first,
    a_key_id_belongs_to_one_key,
    a_forgotten_key_is_gone_and_the_others_stay,
}

fn key(id: &str, active_from: Timestamp, retired_at: Option<Timestamp>) -> StoredKey {
    StoredKey {
        id: id.into(),
        public_jwk: Json(json!({"kty": "RSA", "kid": id, "n": "AQAB", "key_ops": ["verify"]})),
        sealed: "sealed".into(),
        published_at: NOW,
        active_from,
        retired_at,
    }
}

async fn keys_read_as_they_were_written_oldest_first(db: Db) {
    let young = key("a", after(90), None);
    let old = key("c", NOW, Some(after(60)));
    let as_old = key("b", NOW, None);
    let mut tx = db.write().await.unwrap();
    assert_eq!(signing_key::list(&mut tx).await.unwrap(), []);
    for new in [&young, &old, &as_old] {
        signing_key::insert(&mut tx, new).await.unwrap();
    }
    tx.commit().await.unwrap();
    let listed = signing_key::list(&mut db.read().await.unwrap()).await;
    assert_eq!(listed.unwrap(), [as_old, old, young]);
}

async fn a_key_id_belongs_to_one_key(db: Db) {
    let mut tx = db.write().await.unwrap();
    signing_key::insert(&mut tx, &key("a", NOW, None))
        .await
        .unwrap();
    let refused = signing_key::insert(&mut tx, &key("a", after(1), None)).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
}

async fn a_forgotten_key_is_gone_and_the_others_stay(db: Db) {
    let (one, other) = (key("a", NOW, None), key("b", NOW, None));
    let mut tx = db.write().await.unwrap();
    for new in [&one, &other] {
        signing_key::insert(&mut tx, new).await.unwrap();
    }
    for forgotten in ["a", "a", "unknown"] {
        signing_key::delete(&mut tx, forgotten).await.unwrap();
    }
    assert_eq!(signing_key::list(&mut tx).await.unwrap(), [other]);
}
