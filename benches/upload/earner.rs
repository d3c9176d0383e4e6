//! Somebody in the middle of their work: rows in the tool's database, as a launch and a start leave them.

use microcred::clock::{Clock, Timestamp};
use microcred::random::{Random, fingerprint};
use microcred::store::{Db, Tx, query};
use serde_json::json;
use sqlx::types::Json;

/// Their session and their draft.
pub struct Earner {
    launch: String,
    attempt: String,
    secret: String,
}

/// Where a film goes, and what proves whose it is.
pub struct Target {
    pub path: String,
    pub secret: String,
    pub form_token: String,
}

/// How many slots for films the draft has.
const SLOTS: usize = 8;

impl Earner {
    /// Writes the rows.
    pub async fn open(database: &str) -> Self {
        let (random, now) = (Random::system(), Clock::system().now());
        let id = || random.id(now).to_string();
        let earner = Self {
            launch: id(),
            attempt: id(),
            secret: random.secret(),
        };
        let db = Db::open(database).await.expect("the database opens");
        let mut tx = db.write().await.expect("the database can be written");
        earner.write(&mut tx, now, id).await.expect("the rows fit");
        tx.commit().await.expect("the rows are kept");
        db.close().await;
        earner
    }

    /// The slot of this number.
    pub fn film(&self, number: usize) -> Target {
        let (launch, attempt) = (&self.launch, &self.attempt);
        Target {
            path: format!("/app/l/{launch}/attempts/{attempt}/slots/film-{number}/files"),
            secret: self.secret.clone(),
            form_token: fingerprint(format!("form:{launch}:{}", self.secret)),
        }
    }

    async fn write(
        &self,
        tx: &mut Tx,
        now: Timestamp,
        id: impl Fn() -> String,
    ) -> Result<(), microcred::store::Error> {
        let (person, user, platform, deployment) = (id(), id(), id(), id());
        let (credential, version, enrollment) = (id(), id(), id());
        let (organization,): (String,) =
            query("SELECT id FROM organization LIMIT 1").one(tx).await?;
        let later = Timestamp::from_millis(now.millis() + 3_600_000);
        query("INSERT INTO person (id, organization_id, created_at) VALUES ($1, $2, $3)")
            .bind(&person)
            .bind(&organization)
            .bind(now)
            .execute(tx)
            .await?;
        query(
            "INSERT INTO platform (id, organization_id, name, profile, profile_overrides, issuer, client_id,
                 authorization_url, token_url, jwks_url, status, asked_scopes, created_at, updated_at)
             VALUES ($1, $2, 'LMS', 'generic', '{}', $1, $1, 'https://lms.example/a', 'https://lms.example/t',
                 'https://lms.example/j', 'active', '[]', $3, $3)",
        )
        .bind(&platform)
        .bind(&organization)
        .bind(now)
        .execute(tx)
        .await?;
        query(
            "INSERT INTO deployment (id, platform_id, lti_deployment_id, status, first_seen_at)
             VALUES ($1, $2, '1', 'active', $3)",
        )
        .bind(&deployment)
        .bind(&platform)
        .bind(now)
        .execute(tx)
        .await?;
        query(
            "INSERT INTO lms_user (id, platform_id, person_id, sub, last_launch_at) VALUES ($1, $2, $3, $1, $4)",
        )
        .bind(&user)
        .bind(&platform)
        .bind(&person)
        .bind(now)
        .execute(tx)
        .await?;
        query(
            "INSERT INTO launch (id, session_hash, lms_user_id, deployment_id, role, roles, is_test_user,
                 is_masquerading, purpose, created_at, expires_at)
             VALUES ($1, $2, $3, $4, 'earner', '[]', $5, $5, '{\"kind\":\"course\"}', $6, $7)",
        )
        .bind(&self.launch)
        .bind(&fingerprint(&self.secret))
        .bind(&user)
        .bind(&deployment)
        .bind(false)
        .bind(now)
        .bind(later)
        .execute(tx)
        .await?;
        query("INSERT INTO credential (id, organization_id, slug, created_at) VALUES ($1, $2, $1, $3)")
            .bind(&credential)
            .bind(&organization)
            .bind(now)
            .execute(tx)
            .await?;
        query(
            "INSERT INTO credential_version (id, credential_id, major, minor, state, title, definition,
                 content_hash, scored_hash, created_at)
             VALUES ($1, $2, 1, 0, 'published', 'Films', $3, '', '', $4)",
        )
        .bind(&version)
        .bind(&credential)
        .bind(microcred::store::document(&Json(definition())))
        .bind(now)
        .execute(tx)
        .await?;
        query(
            "INSERT INTO enrollment (id, organization_id, person_id, credential_id, credential_version_id, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&enrollment)
        .bind(&organization)
        .bind(&person)
        .bind(&credential)
        .bind(&version)
        .bind(now)
        .execute(tx)
        .await?;
        query(
            "INSERT INTO attempt (id, enrollment_id, credential_version_id, number, state, is_counted, opened_at,
                 updated_at)
             VALUES ($1, $2, $3, 1, 'draft', $4, $5, $5)",
        )
        .bind(&self.attempt)
        .bind(&enrollment)
        .bind(&version)
        .bind(true)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    }
}

fn definition() -> serde_json::Value {
    let slots: Vec<_> = (0..SLOTS)
        .map(|number| {
            json!({
                "id": format!("film-{number}"), "title": "Film", "prompt": "Add it.", "kind": "video",
            })
        })
        .collect();
    json!({
        "slug": "films", "version": "1.0", "title": "Films", "issuer": "Sample District",
        "contact": "help@example.org", "claim": "Films.", "method": "Film.",
        "licence": {"id": "CC-BY-4.0", "holder": "Sample District"},
        "part": [{"id": "films", "title": "Films", "slot": slots}],
        "rubric": {"model": "all_met", "pass": {"total_at_least": 1}},
    })
}
