//! A district with a published micro-credential and people who open it from their course.

use std::sync::Arc;
use std::time::Duration;

use microcred::app::answer::{self, Save, Saving};
use microcred::app::attempt::{self, Confirmed, HandIn, Work};
use microcred::app::session::Session;
use microcred::app::{App, Error, enrollment};
use microcred::clock::Timestamp;
use microcred::domain::answer::Answer;
use microcred::domain::attempt::State;
use microcred::domain::completeness::Attestation;
use microcred::domain::id::{
    AttemptId, CredentialId, CredentialVersionId, LaunchId, OrganizationId,
};
use microcred::domain::purpose::Purpose;
use microcred::domain::role::Role;
use microcred::store::attempt::Attempt;
use microcred::store::audit_event::{self, AuditEvent};
use microcred::store::deployment::{self, Deployment};
use microcred::store::launch::{self, NewLaunch};
use microcred::store::lms_user::{self, Seen};
use microcred::store::{Tx, document, query};
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::database::TestDatabase;
use crate::support::platform::{DEPLOYMENT, TestPlatform};

/// One day.
pub const DAY: Duration = Duration::from_secs(24 * 3600);

/// The district, its LMS, and what it offers.
#[derive(Clone)]
pub struct World {
    pub tool: Arc<TestApp>,
    pub deployment: Deployment,
    pub credential: CredentialId,
    pub version: CredentialVersionId,
}

/// What is asked: two texts, and what else one may add.
pub fn definition(number: u16) -> Value {
    json!({
        "slug": "waiting", "version": format!("{number}.0"), "title": "Waiting", "issuer": "Riverbend",
        "contact": "dana@example.org", "claim": "Waits.", "method": "Wait.",
        "licence": {"id": "CC-BY-4.0", "holder": "Riverbend"},
        "component": [{"id": "waits", "title": "Waits"}],
        "part": [{"id": "p", "title": "P", "slot": [
            {"id": "why", "title": "Why", "prompt": "Why?", "kind": "text", "words": {"max": 50}},
            {"id": "how", "title": "How", "prompt": "How?", "kind": "text"},
            {"id": "table", "title": "T", "prompt": "?", "kind": "table", "required": false,
             "column": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]},
            {"id": "log", "title": "L", "prompt": "?", "kind": "observation_log", "required": false},
            {"id": "film", "title": "F", "prompt": "?", "kind": "video", "source": "either", "required": false},
            {"id": "site", "title": "S", "prompt": "?", "kind": "link", "required": false},
            {"id": "plan", "title": "P", "prompt": "?", "kind": "file", "required": false},
        ]}],
        "rubric": {"model": "all_met", "pass": {"total_at_least": 1}},
    })
}

/// Writes a version as an import does.
pub async fn publish(
    tx: &mut Tx,
    credential: CredentialId,
    id: CredentialVersionId,
    state: &str,
    content: Value,
) {
    let number = content["version"]
        .as_str()
        .unwrap()
        .split('.')
        .next()
        .unwrap()
        .to_owned();
    query(
        "INSERT INTO credential_version (id, credential_id, major, minor, state, title, definition, content_hash,
             scored_hash, created_at)
         VALUES ($1, $2, $3, 0, $4, 'Waiting', $5, '', '', 0)",
    )
    .bind(id)
    .bind(credential)
    .bind(number.parse::<i64>().unwrap())
    .bind(state)
    .bind(document(&content))
    .execute(tx)
    .await
    .unwrap();
}

/// A text as an editor sends it.
pub fn text(text: &str) -> Answer {
    Answer::Text {
        html: format!("<p>{text}</p>"),
    }
}

/// Everything that has to be confirmed.
pub fn hand_in() -> HandIn {
    let confirmed = |kind, statement: &str, detail: &str| Confirmed {
        kind,
        statement: statement.into(),
        detail: detail.into(),
    };
    HandIn {
        confirmed: vec![
            confirmed(Attestation::OwnWork, "It is my own work.", ""),
            confirmed(Attestation::AiDisclosure, "How I used it:", "For spelling."),
        ],
        note: None,
    }
}

impl World {
    pub async fn on(database: TestDatabase) -> Self {
        let tool = TestApp::on(database).await;
        let platform = TestPlatform::connected(&tool, "lms.example").await;
        let mut tx = tool.app.db.write().await.unwrap();
        let deployment = deployment::find_by_lti_id(&mut tx, platform.id(), DEPLOYMENT)
            .await
            .unwrap()
            .unwrap();
        let (credential, version) = (tool.app.new_id(), tool.app.new_id());
        insert_credential(&mut tx, tool.organization, credential).await;
        publish(&mut tx, credential, version, "published", definition(1)).await;
        tx.commit().await.unwrap();
        Self {
            tool: Arc::new(tool),
            deployment,
            credential,
            version,
        }
    }

    pub fn app(&self) -> &App {
        &self.tool.app
    }

    pub fn now(&self) -> Timestamp {
        self.tool.now()
    }

    pub fn wait(&self, time: Duration) {
        self.tool.clock.advance(time);
    }

    /// A launch of this account in this way.
    pub async fn launched(&self, sub: &str, change: impl FnOnce(&mut NewLaunch)) -> Session {
        let app = self.app();
        let mut tx = app.db.write().await.unwrap();
        let known = lms_user::find_by_sub(&mut tx, self.deployment.platform_id, sub)
            .await
            .unwrap();
        let person_id = match known {
            Some(known) => known.person_id,
            None => {
                let id = app.new_id();
                let organization = self.tool.organization;
                lms_user::insert_person(&mut tx, id, organization, Some(sub), app.now())
                    .await
                    .unwrap();
                id
            }
        };
        let seen = Seen {
            platform_id: self.deployment.platform_id,
            sub,
            name: Some(sub),
            email: None,
            locale: None,
            launched_at: Some(app.now()),
        };
        let user = lms_user::upsert(&mut tx, app.new_id(), person_id, &seen)
            .await
            .unwrap();
        let id: LaunchId = app.new_id();
        let mut new = NewLaunch {
            id,
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
            expires_at: app.now().plus(DAY),
        };
        change(&mut new);
        launch::insert(&mut tx, &new, app.now()).await.unwrap();
        let launch = launch::find_open(&mut tx, id).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        Session {
            launch,
            form_token: String::new(),
        }
    }

    /// Somebody who takes part in the course.
    pub async fn earner(&self, sub: &str) -> Session {
        self.launched(sub, |_| {}).await
    }

    /// Opens the micro-credential and begins.
    pub async fn begin(&self, session: &Session) -> Result<Attempt, Error> {
        let opened =
            enrollment::open(self.app(), session, self.credential, self.version, None).await?;
        attempt::start(self.app(), session, opened.id).await
    }

    /// Somebody at work.
    pub async fn at_work(&self, sub: &str) -> (Session, AttemptId) {
        let session = self.earner(sub).await;
        let attempt = self.begin(&session).await.unwrap();
        // Nobody is faster than a moment.
        self.wait(Duration::from_millis(1));
        (session, attempt.id)
    }

    /// Saves what an editor sends.
    pub async fn save(
        &self,
        session: &Session,
        id: AttemptId,
        slot: &str,
        based_on: i64,
        answer: Answer,
    ) -> Result<Saving, Error> {
        let save = Save {
            based_on,
            save_id: self.app().new_id::<uuid::Uuid>().to_string(),
            answer,
        };
        answer::save(self.app(), session, id, slot, save).await
    }

    /// Fills in what is required.
    pub async fn fill(&self, session: &Session, id: AttemptId) {
        for slot in ["why", "how"] {
            let saved = self
                .save(session, id, slot, 0, text("because"))
                .await
                .unwrap();
            assert!(matches!(saved, Saving::Saved(_)));
        }
    }

    /// Hands it in.
    pub async fn submit(&self, session: &Session, id: AttemptId) -> Result<Attempt, Error> {
        attempt::submit(self.app(), session, id, &hand_in()).await
    }

    /// Everything about an attempt.
    pub async fn view(&self, session: &Session, id: AttemptId) -> Work {
        attempt::view(self.app(), session, id).await.unwrap()
    }

    /// Puts an attempt somewhere, as assessment will.
    pub async fn put(&self, id: AttemptId, state: State) {
        let mut tx = self.app().db.write().await.unwrap();
        query("UPDATE attempt SET state = $2 WHERE id = $1")
            .bind(id)
            .bind(state.code())
            .execute(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// What happened to something, oldest first.
    pub async fn events(&self, subject: impl ToString) -> Vec<AuditEvent> {
        let mut db = self.app().db.read().await.unwrap();
        audit_event::list_for_subject(&mut db, &subject.to_string())
            .await
            .unwrap()
    }
}

pub async fn insert_credential(tx: &mut Tx, organization: OrganizationId, id: CredentialId) {
    query("INSERT INTO credential (id, organization_id, slug, created_at) VALUES ($1, $2, $3, 0)")
        .bind(id)
        .bind(organization)
        .bind(&id.to_string())
        .execute(tx)
        .await
        .unwrap();
}
