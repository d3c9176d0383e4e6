//! Gates of courses: placed, opened, counted while awards come and go, and told to gradebooks.

mod count;
mod course_award;
mod first;
mod order;
mod pages;
mod place;
mod set_award;
mod stack_award;

use microcred::app::audit::Actor;
use microcred::app::{credential, stack};
use microcred::domain::gate::{Gate, Terms};
use microcred::domain::id::{AwardId, PersonId, PlacementId, PlacementTemplateId};
use microcred::domain::placement::{GradeMode, VersionPolicy};
use microcred::domain::score_post::Message;
use microcred::domain::stack::{Requirement, Stack};
use microcred::lti::names::{claim, scope};
use microcred::store::gate::Progress;
use microcred::store::placement_template::{self, PlacementTemplate};
use microcred::store::{gate as rows, lms_user, query};
use serde_json::{Value, json};
use sqlx::types::Json;

use crate::support::app::TestApp;
use crate::support::award::{self, Earned};
use crate::support::browser::{Browser, Opened};
use crate::support::content;
use crate::support::database::TestDatabase;
use crate::support::platform::TestPlatform;
use crate::support::token::Token;

/// What the district offers.
const OFFERED: [&str; 4] = ["asking", "hearing", "trying", "voices"];

/// A district with four micro-credentials, an LMS, and a teacher called Dana who learns there.
struct World {
    app: TestApp,
    platform: TestPlatform,
}

fn leaf(slug: &str) -> Requirement {
    Requirement::Credential(slug.into())
}

fn all(slugs: &[&str]) -> Requirement {
    Requirement::AllOf(slugs.iter().copied().map(leaf).collect())
}

impl World {
    async fn new() -> Self {
        Self::on(TestDatabase::sqlite().await, "generic").await
    }

    async fn on(database: TestDatabase, profile: &str) -> Self {
        let app = TestApp::on(database).await;
        app.run_jobs().await;
        let mut platform = TestPlatform::new("lms.example");
        platform.profile = profile.into();
        let platform = platform.connect(&app).await;
        let world = Self { app, platform };
        for slug in OFFERED {
            world.publish(content::definition(slug)).await;
        }
        world
    }

    async fn publish(&self, definition: microcred::domain::credential::Definition) {
        let package = content::package(definition);
        let organization = self.app.organization;
        credential::import(&self.app.app, Actor::Operator, organization, &package, true)
            .await
            .unwrap();
    }

    async fn publish_stack(&self, content: &Stack) {
        let organization = self.app.organization;
        stack::import(
            &self.app.app,
            Actor::Operator,
            organization,
            &content.clone().into(),
            true,
        )
        .await
        .unwrap();
    }

    /// A choice that links can carry, as the picker makes it.
    async fn template(&self, change: impl FnOnce(&mut PlacementTemplate)) -> PlacementTemplateId {
        // Somebody has chosen it.
        let chooser = self.open("sub-chooser", "courses", "start", None).await;
        let person = self.person("sub-chooser").await;
        drop(chooser);
        let mut new = PlacementTemplate {
            id: self.app.app.new_id(),
            organization_id: self.app.organization,
            credential_id: None,
            stack_id: None,
            gate: None,
            grade_mode: GradeMode::Points,
            version_policy: VersionPolicy::Latest,
            pinned_version_id: None,
            award_version_id: None,
            created_by: person,
        };
        change(&mut new);
        let mut tx = self.app.app.db.write().await.unwrap();
        placement_template::insert(&mut tx, &new, self.app.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        new.id
    }

    async fn gate(&self, requires: Requirement, terms: Terms) -> PlacementTemplateId {
        let gate = Gate {
            title: "Course completion".into(),
            requires,
            terms,
        };
        self.template(|template| template.gate = Some(Json(gate)))
            .await
    }

    async fn credential(&self, slug: &str) -> PlacementTemplateId {
        let mut db = self.app.app.db.read().await.unwrap();
        let found =
            microcred::store::credential::find_by_slug(&mut db, self.app.organization, slug).await;
        let id = found.unwrap().unwrap().id;
        drop(db);
        self.template(|template| template.credential_id = Some(id))
            .await
    }

    async fn stack(&self, slug: &str) -> PlacementTemplateId {
        let mut db = self.app.app.db.read().await.unwrap();
        let found =
            microcred::store::stack::find_by_slug(&mut db, self.app.organization, slug).await;
        let id = found.unwrap().unwrap().id;
        drop(db);
        self.template(|template| template.stack_id = Some(id)).await
    }

    /// A learner opens a link of a course.
    async fn open(
        &self,
        sub: &str,
        course: &str,
        link: &str,
        template: Option<PlacementTemplateId>,
    ) -> (Browser, Opened) {
        self.launch((course, link, template), |token| token.person(sub, sub))
            .await
    }

    /// Dana opens a link of a course.
    async fn dana(&self, course: &str, link: &str, template: PlacementTemplateId) -> Opened {
        self.open("dana", course, link, Some(template)).await.1
    }

    async fn launch(
        &self,
        (course, link, template): (&str, &str, Option<PlacementTemplateId>),
        change: impl FnOnce(Token) -> Token,
    ) -> (Browser, Opened) {
        let mut browser = self.app.browser();
        let custom = template.map_or(json!({}), |id| json!({"microcred_placement": id}));
        let opened = browser
            .open(&self.app, &self.platform, |token| {
                let token = token
                    .with(claim::CONTEXT, json!({"id": course, "title": course}))
                    .with(claim::RESOURCE_LINK, json!({"id": link, "title": link}))
                    .with(claim::CUSTOM, custom)
                    .with(claim::AGS_ENDPOINT, endpoint(course, link));
                change(token)
            })
            .await;
        (browser, opened)
    }

    async fn person(&self, sub: &str) -> PersonId {
        let mut db = self.app.app.db.read().await.unwrap();
        let found = lms_user::find_by_sub(&mut db, self.platform.id(), sub).await;
        found.unwrap().unwrap().person_id
    }

    /// Dana earns something now.
    async fn earn(&self, slug: &str) -> AwardId {
        self.earn_until(slug, None).await
    }

    async fn earn_until(&self, slug: &str, until: Option<microcred::clock::Timestamp>) -> AwardId {
        let earned = Earned {
            organization: self.app.organization,
            person: self.person("dana").await,
            slug,
            until,
        };
        award::give(&self.app.app, earned).await
    }

    /// The link with this id of the LMS.
    async fn link(&self, link: &str) -> PlacementId {
        let mut db = self.app.app.db.read().await.unwrap();
        let (id,): (PlacementId,) = query("SELECT id FROM placement WHERE resource_link_id = $1")
            .bind(link)
            .one(&mut db)
            .await
            .unwrap();
        id
    }

    /// How far everybody is before a gate.
    async fn progress(&self, link: &str) -> Vec<Progress> {
        let id = self.link(link).await;
        let mut db = self.app.app.db.read().await.unwrap();
        rows::list_for_placement(&mut db, id).await.unwrap()
    }

    /// What a gradebook was told of a link: points of how many; nothing for a cell that was emptied.
    async fn told(&self, link: &str) -> Vec<Option<(u32, u32)>> {
        let messages = self.messages(link).await.into_iter();
        messages
            .map(|message| message.score.map(|score| (score.given, score.maximum)))
            .collect()
    }

    async fn messages(&self, link: &str) -> Vec<Message> {
        let id = self.link(link).await;
        let mut db = self.app.app.db.read().await.unwrap();
        let rows: Vec<(Json<Message>,)> =
            query("SELECT message FROM score_post WHERE placement_id = $1 ORDER BY seq")
                .bind(id)
                .all(&mut db)
                .await
                .unwrap();
        rows.into_iter().map(|(message,)| message.0).collect()
    }

    async fn audited(&self, kind: &str) -> i64 {
        let mut db = self.app.app.db.read().await.unwrap();
        let (count,): (i64,) =
            query("SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE kind = $1")
                .bind(kind)
                .one(&mut db)
                .await
                .unwrap();
        count
    }

    async fn count(&self, statement: &'static str) -> i64 {
        self.app.count(statement).await
    }
}

/// The services of a course, with the column of a link.
fn endpoint(course: &str, link: &str) -> Value {
    json!({
        "scope": [scope::LINE_ITEM, scope::SCORE, scope::RESULT_READONLY],
        "lineitems": format!("https://lms.example/{course}/lineitems"),
        "lineitem": format!("https://lms.example/{course}/lineitems/{link}"),
    })
}
