//! A district that has given badges, and whoever looks at them.

use microcred::app::audit::Actor;
use microcred::app::badge::{self, Operation};
use microcred::app::{credential, stack};
use microcred::clock::Timestamp;
use microcred::domain::badge::Code;
use microcred::domain::id::{AwardId, PersonId};
use microcred::lti::names::claim;
use microcred::store::{badge as rows, lms_user};
use serde_json::json;

use crate::support::app::TestApp;
use crate::support::award::{self, Earned};
use crate::support::browser::{Answer, Browser, Opened, Visit};
use crate::support::content;
use crate::support::database::TestDatabase;
use crate::support::platform::TestPlatform;

/// The teacher who holds badges: her name and her account must be nowhere but where she lets them be seen.
pub const NAME: &str = "Ximena Rocafuerte";
pub const SUB: &str = "lms-user-4711";
pub const EMAIL: &str = "lms-user-4711@example.org";

/// A district with two micro-credentials, an LMS, and Ximena who learns there.
pub struct World {
    pub app: TestApp,
    pub platform: TestPlatform,
}

impl World {
    pub async fn new() -> Self {
        Self::on(TestDatabase::sqlite().await).await
    }

    pub async fn on(database: TestDatabase) -> Self {
        let app = TestApp::on(database).await;
        app.run_jobs().await;
        let platform = TestPlatform::connected(&app, "lms.example").await;
        let world = Self { app, platform };
        for slug in ["asking", "voices"] {
            let package = content::package(content::definition(slug));
            let organization = world.app.organization;
            credential::import(
                &world.app.app,
                Actor::Operator,
                organization,
                &package,
                true,
            )
            .await
            .unwrap();
        }
        world.open().await;
        world
    }

    /// Ximena opens her course.
    pub async fn open(&self) -> (Browser, Opened) {
        self.open_as(SUB, NAME).await
    }

    /// Somebody opens the course.
    pub async fn open_as(&self, sub: &str, name: &str) -> (Browser, Opened) {
        let mut browser = self.app.browser();
        let opened = browser
            .open(&self.app, &self.platform, |token| {
                token
                    .person(sub, name)
                    .with(claim::CONTEXT, json!({"id": "c", "title": "Course"}))
                    .with(claim::RESOURCE_LINK, json!({"id": "l", "title": "Link"}))
            })
            .await;
        (browser, opened)
    }

    pub async fn person(&self) -> PersonId {
        let mut db = self.app.app.db.read().await.unwrap();
        let found = lms_user::find_by_sub(&mut db, self.platform.id(), SUB).await;
        found.unwrap().unwrap().person_id
    }

    /// Ximena earns something, and its badge is made.
    pub async fn earn(&self, slug: &str, until: Option<Timestamp>) -> Code {
        let earned = Earned {
            organization: self.app.organization,
            person: self.person().await,
            slug,
            until,
        };
        let id = award::give(&self.app.app, earned).await;
        self.code(id).await
    }

    pub async fn code(&self, id: AwardId) -> Code {
        badge::issue_due(&self.app.app).await.unwrap();
        let mut db = self.app.app.db.read().await.unwrap();
        let found = rows::find(&mut db, id).await.unwrap();
        found.unwrap().badge.code
    }

    /// A stack of both that is worth a badge.
    pub async fn publish_stack(&self) {
        let content = content::stack("talk", &["asking", "voices"]);
        let organization = self.app.organization;
        stack::import(
            &self.app.app,
            Actor::Operator,
            organization,
            &content.into(),
            true,
        )
        .await
        .unwrap();
    }

    pub async fn operate(&self, code: &Code, operation: Operation) {
        badge::operate(&self.app.app, code, operation, "case 12")
            .await
            .unwrap();
    }

    /// A stranger asks for something by its path.
    pub async fn get(&self, path: &str, accept: &str) -> Answer {
        let visit = Visit::to(path).header("accept", accept);
        self.app.browser().visit(visit).await
    }

    /// The id of the version that a badge is of.
    pub async fn version(&self, code: &Code) -> String {
        let looked = badge::look(&self.app.app, code).await.unwrap();
        looked.shown.version()
    }

    /// The name of the issuer in addresses.
    pub async fn issuer(&self, code: &Code) -> String {
        let looked = badge::look(&self.app.app, code).await.unwrap();
        looked.shown.issuer_slug
    }
}
