//! The educator's result and the instructor's lists, through the whole tool: work is handed in, read, decided, revised, and
//! everybody sees what is theirs to see.

mod gradebook;
mod result;
mod review;
mod roster;

use microcred::app::assessment::{self, Save, Saving, Scope};
use microcred::app::audit::Actor;
use microcred::app::session::Session;
use microcred::app::{credential, person, session};
use microcred::domain::credential::{Definition, ResubmitScope};
use microcred::domain::grant::ToolRole;
use microcred::domain::id::{AttemptId, CredentialId};
use microcred::domain::placement::{GradeMode, VersionPolicy};
use microcred::domain::reading::{CriterionReading, Pointer, Reading};
use microcred::lti::names::claim;
use microcred::store::placement_template::{self, PlacementTemplate};
use microcred::store::{attempt, credential as credentials, lms_user};
use serde_json::json;

use crate::support::app::TestApp;
use crate::support::content;
use crate::support::platform::TestPlatform;
use crate::support::token::{MEMBERSHIP, Token};
use crate::work_pages::Person;

/// What is placed in the course.
const SLUG: &str = "voices";
/// The people who read.
const ASSESSORS: [&str; 2] = ["assessor-1", "assessor-2"];
/// What only other assessors may read.
const PRIVATE: &str = "Compare with the second anchor.";
/// What every comment says.
const COMMENT: &str = "In your overview one can see how you plan for it, and what is still to be found is a moment from your own class.";

const CONFIRMED: [(&str, &str); 4] = [
    ("own_work", "yes"),
    ("student_privacy", "yes"),
    ("consent_obtained", "yes"),
    ("ai_disclosure", "not at all"),
];

/// Two parts of one text each; one criterion is looked for in the first, three in the second.
fn definition() -> Definition {
    let mut definition = content::definition(SLUG);
    definition.parts.retain(|part| part.id != "video");
    definition.parts[0].slots.truncate(1);
    definition.word_budgets.clear();
    definition
        .rubric
        .conditions
        .retain(|condition| condition.id != "k1");
    for criterion in &mut definition.rubric.criteria {
        let part = if criterion.id == "criterion-a" {
            "overview"
        } else {
            "reflection"
        };
        criterion.parts = vec![part.into()];
    }
    definition.attempts.resubmit = ResubmitScope::FailedParts;
    definition
}

/// A course in which it is placed, with a column.
struct Scene {
    app: TestApp,
    platform: TestPlatform,
    template: String,
    credential: CredentialId,
}

impl Scene {
    async fn new() -> Self {
        Self::with(definition()).await
    }

    async fn with(definition: Definition) -> Self {
        let app = TestApp::new().await;
        app.run_jobs().await;
        let package = content::package(definition);
        credential::import(&app.app, Actor::Operator, app.organization, &package, true)
            .await
            .unwrap();
        let platform = TestPlatform::connected(&app, "lms.example").await;
        let mut scene = Self {
            credential: app.app.new_id(),
            template: String::new(),
            app,
            platform,
        };
        scene.place().await;
        for sub in ASSESSORS {
            scene.qualify(sub).await;
        }
        scene
    }

    async fn place(&mut self) {
        let app = &self.app.app;
        let owner = person::grant(
            app,
            Actor::Operator,
            self.platform.id(),
            "owner",
            ToolRole::OrgOwner,
        );
        let owner = owner.await.unwrap();
        let mut tx = app.db.write().await.unwrap();
        let known = credentials::find_by_slug(&mut tx, self.app.organization, SLUG).await;
        self.credential = known.unwrap().unwrap().id;
        let new = PlacementTemplate {
            id: app.new_id(),
            organization_id: self.app.organization,
            credential_id: Some(self.credential),
            stack_id: None,
            gate: None,
            grade_mode: GradeMode::Points,
            version_policy: VersionPolicy::Latest,
            pinned_version_id: None,
            award_version_id: None,
            created_by: owner,
        };
        placement_template::insert(&mut tx, &new, app.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.template = new.id.to_string();
    }

    async fn qualify(&self, sub: &str) {
        let app = &self.app.app;
        let granted = person::grant(
            app,
            Actor::Operator,
            self.platform.id(),
            sub,
            ToolRole::Assessor,
        );
        let who = (self.app.organization, granted.await.unwrap());
        assessment::qualify(app, Actor::Operator, who, &Scope::All, &[], true)
            .await
            .unwrap();
    }

    /// A launch from the link in the course.
    fn link(&self, token: Token) -> Token {
        token
            .with(claim::CUSTOM, json!({"microcred_placement": self.template}))
            .with(
                claim::AGS_ENDPOINT,
                json!({
                    "scope": [],
                    "lineitem": "https://lms.example/items/1",
                    "lineitems": "https://lms.example/items",
                }),
            )
            .with(
                claim::NAMES_ROLE_SERVICE,
                json!({"context_memberships_url": roster::MEMBERS, "service_versions": ["2.0"]}),
            )
    }

    /// Somebody who comes from the link.
    async fn person(&self, change: impl FnOnce(Token) -> Token) -> Person {
        self.launched(|token| change(self.link(token))).await
    }

    /// Somebody who comes in any way.
    async fn launched(&self, change: impl FnOnce(Token) -> Token) -> Person {
        let mut browser = self.app.browser();
        let opened = browser.open(&self.app, &self.platform, change).await;
        let secret = browser.session_secret();
        let found = session::find(&self.app.app, opened.launch_id, Some(&secret)).await;
        Person {
            browser,
            path: opened.path,
            form_token: found.unwrap().form_token,
        }
    }

    async fn instructor(&self) -> Person {
        self.person(|token| token.person("teacher", "Robin Vale").instructor())
            .await
    }

    /// What a use case sees of somebody.
    async fn session(&self, person: &Person) -> Session {
        let id = person.path.rsplit('/').next().unwrap().parse().unwrap();
        let secret = person.browser.session_secret();
        session::find(&self.app.app, id, Some(&secret))
            .await
            .unwrap()
    }

    /// Somebody who has written what is asked for.
    async fn at_work(&self, sub: &str, name: &str) -> (Person, String) {
        let (sub, name) = (sub.to_owned(), name.to_owned());
        let mut earner = self.person(|token| token.person(&sub, &name)).await;
        let started = earner
            .post(&format!("{}/c/{SLUG}/start", earner.path.clone()), &[])
            .await;
        assert_eq!(started.status(), 303, "{}", started.text());
        let address = started.location().to_owned();
        for slot in ["question-one", "reflection-text"] {
            write(&mut earner, &address, slot, 0, "<p>Three more voices.</p>").await;
        }
        (earner, address)
    }

    /// Hands in and waives the time to take it back.
    async fn hand_in(&self, earner: &mut Person, address: &str) {
        let submitted = earner.post(&format!("{address}/submit"), &CONFIRMED).await;
        assert_eq!(submitted.status(), 303, "{}", submitted.text());
        let status = earner.browser.get(address).await;
        assert_eq!(status.status(), 200);
        assert!(status.has(&format!("form[action='{address}/hand-over']")));
        let over = earner.post(&format!("{address}/hand-over"), &[]).await;
        assert_eq!(over.status(), 303, "{}", over.text());
    }

    /// Has assessors read, as many as it takes, until there is a decision.
    async fn read(&self, address: &str, evident: usize) {
        let id: AttemptId = address.rsplit('/').next().unwrap().parse().unwrap();
        for sub in ASSESSORS {
            let assessor = self.person(|token| token.person(sub, "Sam Reed")).await;
            let session = self.session(&assessor).await;
            let app = &self.app.app;
            let Some(slot) = assessment::claim_next(app, &session).await.unwrap() else {
                break;
            };
            let save = Save {
                based_on: 0,
                save_id: app.new_id::<uuid::Uuid>().to_string(),
                reading: reading(evident),
            };
            let Saving::Saved(saved) = assessment::save(app, &session, slot.id, save)
                .await
                .unwrap()
            else {
                panic!("it was not saved");
            };
            assessment::submit(app, &session, slot.id, saved.seq)
                .await
                .unwrap();
            let mut db = app.db.read().await.unwrap();
            let found = attempt::find(&mut db, id).await.unwrap().unwrap();
            if found.state == microcred::domain::attempt::State::Released {
                return;
            }
        }
        let mut db = self.app.app.db.read().await.unwrap();
        let found = attempt::find(&mut db, id).await.unwrap().unwrap();
        assert_eq!(found.state, microcred::domain::attempt::State::Released);
    }

    /// Somebody whose work was read, with so many details of each criterion evident.
    async fn answered(&self, sub: &str, name: &str, evident: usize) -> (Person, String) {
        let (mut earner, address) = self.at_work(sub, name).await;
        self.hand_in(&mut earner, &address).await;
        self.read(&address, evident).await;
        (earner, address)
    }

    /// How many accounts there are of this name.
    async fn accounts(&self, sub: &str) -> usize {
        let mut db = self.app.app.db.read().await.unwrap();
        let found = lms_user::find_by_sub(&mut db, self.platform.id(), sub).await;
        usize::from(found.unwrap().is_some())
    }
}

async fn write(earner: &mut Person, address: &str, slot: &str, based_on: i64, html: &str) {
    let save = json!({
        "based_on": based_on,
        "save_id": uuid::Uuid::now_v7().to_string(),
        "answer": { "kind": "text", "html": html },
    });
    let saved = earner.put(&format!("{address}/slots/{slot}"), &save).await;
    assert_eq!(saved.status(), 200, "{}", saved.text());
}

/// A reading in which the first criterion is whole and so many details of the others are evident.
fn reading(evident: usize) -> Reading {
    let mut reading = Reading {
        strength: "Your plan names a moment in which somebody new speaks.".into(),
        next_step: "Try the same plan in another class.".into(),
        private_note: PRIVATE.into(),
        ..Reading::default()
    };
    for criterion in definition().rubric.criteria {
        let is_first = criterion.id == "criterion-a";
        let slot = if is_first {
            "question-one"
        } else {
            "reflection-text"
        };
        let details = criterion.details.iter().enumerate();
        let seen = CriterionReading {
            details: details
                .map(|(at, detail)| (detail.id.clone(), is_first || at < evident))
                .collect(),
            evidence: vec![Pointer {
                slot: slot.into(),
                file: None,
                at: None,
                page: None,
                quote: Some("Three more voices.".into()),
            }],
            comment: COMMENT.into(),
            ..CriterionReading::default()
        };
        reading.criteria.insert(criterion.id, seen);
    }
    reading.conditions = [("k2".into(), true), ("k3".into(), true)].into();
    reading
}

fn role(name: &str) -> String {
    format!("{MEMBERSHIP}{name}")
}
