//! Invented rows for the storage tests, and the running of many writers at once.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use microcred::clock::Timestamp;
use microcred::domain::approval::Approval;
use microcred::domain::id::{OrganizationId, PlatformId};
use microcred::domain::purpose::Purpose;
use microcred::domain::role::Role;
use microcred::random::Random;
use microcred::store::deployment::{self, Deployment};
use microcred::store::launch::NewLaunch;
use microcred::store::lms_user::{self, LmsUser, Seen};
use microcred::store::organization::{self, Organization};
use microcred::store::pending_login::{Binding, PendingLogin};
use microcred::store::platform::{self, Platform};
use microcred::store::{Db, Sql, Tx, query};
use serde_json::json;
use sqlx::types::Json;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

/// When the tests take place; its milliseconds are no whole second.
pub const NOW: Timestamp = Timestamp::from_millis(1_795_000_000_123);

/// How many write at once, where that is what a test is about: a class.
pub const CLASS: usize = 32;

/// One millisecond: the smallest step of time that is kept.
pub const INSTANT: Duration = Duration::from_millis(1);

/// [`NOW`] and this many seconds.
pub fn after(seconds: u64) -> Timestamp {
    NOW.plus(Duration::from_secs(seconds))
}

/// A new id of any noun.
pub fn id<T: From<uuid::Uuid>>() -> T {
    T::from(Random::system().id(NOW))
}

/// An organisation of this name.
pub async fn organization(tx: &mut Tx, name: &str) -> OrganizationId {
    let new = Organization {
        id: id(),
        name: name.into(),
        timezone: "Europe/Berlin".into(),
    };
    organization::find_or_insert(tx, &new, NOW)
        .await
        .unwrap()
        .id
}

/// An active registration that is not written yet, at an issuer of its own.
pub fn platform(organization_id: OrganizationId) -> Platform {
    let id: PlatformId = id();
    Platform {
        id,
        organization_id,
        name: "Riverbend Moodle".into(),
        profile: "moodle".into(),
        profile_overrides: Json(json!({})),
        issuer: format!("https://{id}.example.org"),
        client_id: "client-1".into(),
        authorization_url: "https://lms.example.org/auth".into(),
        token_url: "https://lms.example.org/token".into(),
        jwks_url: "https://lms.example.org/jwks".into(),
        token_audience: None,
        status: Approval::Active,
        asked_scopes: Json(vec![]),
        granted_scopes: None,
    }
}

/// An active deployment that is not written yet.
pub fn deployment(platform_id: PlatformId, lti_deployment_id: &str) -> Deployment {
    Deployment {
        id: id(),
        platform_id,
        lti_deployment_id: lti_deployment_id.into(),
        school_name: Some("Riverbend School".into()),
        platform_guid: None,
        status: Approval::Active,
        first_seen_at: NOW,
    }
}

/// An LMS whose launches are accepted.
pub struct School {
    pub organization_id: OrganizationId,
    pub platform: Platform,
    pub deployment: Deployment,
}

/// Writes an LMS whose launches are accepted, of the organisation of this name.
pub async fn school(db: &Db, organization_name: &str) -> School {
    let mut tx = db.write().await.unwrap();
    let organization_id = organization(&mut tx, organization_name).await;
    let platform = platform(organization_id);
    platform::insert(&mut tx, &platform, NOW).await.unwrap();
    let deployment = deployment(platform.id, "1");
    deployment::insert_if_unknown(&mut tx, &deployment)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    School {
        organization_id,
        platform,
        deployment,
    }
}

impl School {
    /// What a launch of Dana Rey, known to this LMS as `sub`, says of her.
    pub fn seen<'a>(&self, sub: &'a str) -> Seen<'a> {
        Seen {
            platform_id: self.platform.id,
            sub,
            name: Some("Dana Rey"),
            email: Some("dana@example.org"),
            locale: Some("de-CH"),
            launched_at: Some(NOW),
        }
    }

    /// Writes a first launch's person and account.
    pub async fn user(&self, tx: &mut Tx, sub: &str) -> LmsUser {
        let person_id = id();
        lms_user::insert_person(tx, person_id, self.organization_id, Some("Dana Rey"), NOW)
            .await
            .unwrap();
        lms_user::upsert(tx, id(), person_id, &self.seen(sub))
            .await
            .unwrap()
    }

    /// A login that waits for its launch and is not written yet.
    pub fn login(&self, expires_at: Timestamp) -> PendingLogin {
        PendingLogin {
            id: id(),
            nonce: "nonce".into(),
            platform_id: self.platform.id,
            deployment_hint: None,
            target_link_uri: "https://tool.example.org/".into(),
            binding: Binding::Cookie,
            secret_hash: "secret".into(),
            storage_target: None,
            ticket_hash: None,
            ticket_expires_at: None,
            expires_at,
            consumed_at: None,
        }
    }

    /// A launch that is not written yet, outside of any course, good for an hour.
    pub fn launch(&self, user: &LmsUser) -> NewLaunch {
        NewLaunch {
            id: id(),
            session_hash: "session".into(),
            lms_user_id: user.id,
            deployment_id: self.deployment.id,
            lms_context_id: None,
            placement_id: None,
            role: Role::Earner,
            roles: vec![],
            is_test_user: false,
            is_masquerading: false,
            purpose: Purpose::Course,
            locale: None,
            return_url: None,
            storage_target: None,
            expires_at: after(3600),
        }
    }
}

/// The one number that a statement gives.
pub async fn number(db: &Db, sql: impl Into<Sql>) -> i64 {
    let (number,): (i64,) = query(sql).one(&mut db.read().await.unwrap()).await.unwrap();
    number
}

/// Lets a whole class do the same at the same time, each in a task of its own, and gathers what they were told.
pub async fn all_at_once<T, Work>(db: &Db, act: impl Fn(Db, usize) -> Work) -> Vec<T>
where
    T: Send + 'static,
    Work: Future<Output = T> + Send + 'static,
{
    let start = Arc::new(Barrier::new(CLASS));
    let mut tasks = JoinSet::new();
    for number in 0..CLASS {
        let (start, work) = (start.clone(), act(db.clone(), number));
        tasks.spawn(async move {
            start.wait().await;
            work.await
        });
    }
    tasks.join_all().await
}
