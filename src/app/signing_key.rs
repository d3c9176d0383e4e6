//! Our signing keys in use. Owns reading, making and changing them by the domain's schedule, and a short-lived
//! copy in memory; several processes on one database share the same keys.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

use super::audit::{self, Actor, Change};
use super::{App, Error};
use crate::clock::Timestamp;
use crate::domain::signing_key::{self, KeyTimes};
use crate::lti::signing_key::SigningKey;
use crate::store::Tx;
use crate::store::lease;
use crate::store::signing_key::{self as stored, StoredKey};

const PURPOSE: &str = "signing-key";
/// How long the copy in memory is trusted. Far shorter than the overlap for which keys are published.
const FRESH_FOR: Duration = Duration::from_secs(60);
const LEASE: &str = "signing-key-rotation";
const LEASE_FOR: Duration = Duration::from_secs(120);

/// The keys as last read.
#[derive(Default)]
pub struct Cache(Mutex<Option<Held>>);

#[derive(Clone)]
struct Held {
    read_at: Timestamp,
    public: Arc<Value>,
    signing: Option<Arc<SigningKey>>,
}

/// The public keys as a JWK Set.
///
/// # Errors
/// [`Error::Store`].
pub async fn public_set(app: &App) -> Result<Arc<Value>, Error> {
    Ok(held(app).await?.public)
}

/// The key that signs now.
///
/// # Errors
/// [`Error::NotFound`] before the first rotation has made one, [`Error::Seal`] with a wrong master key.
pub async fn current(app: &App) -> Result<Arc<SigningKey>, Error> {
    held(app)
        .await?
        .signing
        .ok_or(Error::NotFound("signing key"))
}

async fn held(app: &App) -> Result<Held, Error> {
    let now = app.now();
    let copy = app
        .keys
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    if let Some(held) = copy.filter(|held| now.since(held.read_at) < FRESH_FOR) {
        return Ok(held);
    }
    let mut db = app.db.read().await?;
    let keys = stored::list(&mut db).await?;
    drop(db);
    let times = times(&keys);
    let signing = signing_key::signing(&times, now)
        .and_then(|chosen| keys.iter().find(|key| key.id == chosen.id))
        .map(|key| open(app, key))
        .transpose()?;
    let public: Vec<_> = keys.iter().map(|key| &key.public_jwk.0).collect();
    let held = Held {
        read_at: now,
        public: Arc::new(json!({ "keys": public })),
        signing: signing.map(Arc::new),
    };
    *app.keys.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(held.clone());
    Ok(held)
}

fn open(app: &App, key: &StoredKey) -> Result<SigningKey, Error> {
    let pkcs8 = app.seal.open(PURPOSE, &key.sealed)?;
    Ok(SigningKey::from_pkcs8(&pkcs8)?)
}

fn times(keys: &[StoredKey]) -> Vec<KeyTimes> {
    keys.iter()
        .map(|key| KeyTimes {
            id: key.id.clone(),
            active_from: key.active_from,
            retired_at: key.retired_at,
        })
        .collect()
}

/// All keys, oldest first, with the id of the one that signs.
///
/// # Errors
/// [`Error::Store`].
pub async fn list(app: &App) -> Result<(Vec<StoredKey>, Option<String>), Error> {
    let mut db = app.db.read().await?;
    let keys = stored::list(&mut db).await?;
    let signing = signing_key::signing(&times(&keys), app.now()).map(|key| key.id.clone());
    Ok((keys, signing))
}

/// Makes a key when the schedule calls for one, and forgets those that nobody needs. Of several processes, one
/// does it; the others find it done.
///
/// # Errors
/// [`Error::Store`], [`Error::Key`].
pub async fn keep(app: &App, holder: &str) -> Result<(), Error> {
    let now = app.now();
    let mut db = app.db.read().await?;
    let keys = stored::list(&mut db).await?;
    drop(db);
    let times = times(&keys);
    let policy = app.settings.rotation;
    let next = signing_key::next_key(&times, now, policy);
    let forgettable: Vec<_> = times
        .iter()
        .filter(|key| signing_key::is_forgettable(key, &times, now, policy))
        .map(|key| key.id.clone())
        .collect();
    if next.is_none() && forgettable.is_empty() {
        return Ok(());
    }
    let made = match next {
        Some(_) => Some(generate().await?),
        None => None,
    };
    let mut tx = app.db.write().await?;
    let is_ours = lease::acquire(&mut tx, LEASE, holder, now, now.plus(LEASE_FOR)).await?;
    // Somebody else may have changed the keys since they were read; then the next round looks again.
    if !is_ours || stored::list(&mut tx).await? != keys {
        return Ok(());
    }
    if let (Some(key), Some(active_from)) = (made, next) {
        publish(app, &mut tx, Actor::System, &key, active_from).await?;
    }
    for id in forgettable {
        stored::delete(&mut tx, &id).await?;
    }
    tx.commit().await?;
    forget_copy(app);
    Ok(())
}

/// Publishes a new key at once, outside of the schedule. It signs after the overlap; with `at_once` it signs
/// immediately, for a key that may have become known.
///
/// # Errors
/// [`Error::Store`], [`Error::Key`].
pub async fn rotate(app: &App, actor: Actor, at_once: bool) -> Result<String, Error> {
    let now = app.now();
    let key = generate().await?;
    let active_from = if at_once {
        now
    } else {
        now.plus(app.settings.rotation.overlap)
    };
    let mut tx = app.db.write().await?;
    publish(app, &mut tx, actor, &key, active_from).await?;
    tx.commit().await?;
    forget_copy(app);
    Ok(key.key_id().to_owned())
}

async fn publish(
    app: &App,
    tx: &mut Tx,
    actor: Actor,
    key: &SigningKey,
    active_from: Timestamp,
) -> Result<(), Error> {
    let new = StoredKey {
        id: key.key_id().to_owned(),
        public_jwk: key.public_jwk().clone().into(),
        sealed: app.seal.seal(PURPOSE, key.pkcs8(), &app.random)?,
        published_at: app.now(),
        active_from,
        retired_at: None,
    };
    stored::insert(tx, &new).await?;
    let change = Change {
        actor,
        organization_id: None,
        kind: "signing_key.publish",
        subject_id: new.id,
        detail: json!({ "active_from": active_from.rfc3339() }),
    };
    audit::record(app, tx, change).await
}

async fn generate() -> Result<SigningKey, Error> {
    let made = tokio::task::spawn_blocking(SigningKey::generate).await;
    Ok(made.map_err(|_| crate::lti::signing_key::KeyError::NotMade)??)
}

fn forget_copy(app: &App) {
    *app.keys.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
}
