//! From a definition to what a link in a course shows: importing, choosing, binding, and the public catalogue.

mod binding;
mod catalog;
mod choice;
mod command;
mod import;
mod picker;

use microcred::app::audit::Actor;
use microcred::app::{credential, stack};
use microcred::domain::credential::{Definition, Package};
use microcred::domain::id::OrganizationId;
use microcred::lti::names::claim;
use microcred::store::query;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::browser::{Answer, Browser};
use crate::support::content;
use crate::support::platform::TestPlatform;
use crate::support::token::Token;

/// A district that offers two micro-credentials and a stack of them.
async fn school(profile: &str) -> (TestApp, TestPlatform) {
    let app = TestApp::new().await;
    app.run_jobs().await;
    offer(&app, app.organization).await;
    let mut platform = TestPlatform::new("lms.example");
    platform.profile = profile.into();
    let platform = platform.connect(&app).await;
    (app, platform)
}

/// Publishes the two and the stack.
async fn offer(app: &TestApp, organization_id: OrganizationId) {
    for slug in ["asking", "voices"] {
        publish(app, organization_id, content::definition(slug)).await;
    }
    let talk = content::stack("talk", &["asking", "voices"]);
    stack::import(
        &app.app,
        Actor::Operator,
        organization_id,
        &talk.into(),
        true,
    )
    .await
    .unwrap();
}

async fn publish(app: &TestApp, organization_id: OrganizationId, definition: Definition) {
    let package: Package = content::package(definition);
    credential::import(&app.app, Actor::Operator, organization_id, &package, true)
        .await
        .unwrap();
}

/// How often something was written into the audit log.
async fn audited(app: &TestApp, kind: &str) -> i64 {
    let mut db = app.app.db.read().await.unwrap();
    let (count,): (i64,) =
        query("SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE kind = $1")
            .bind(kind)
            .one(&mut db)
            .await
            .unwrap();
    count
}

/// The ids of templates, oldest first.
async fn templates(app: &TestApp) -> Vec<String> {
    let mut db = app.app.db.read().await.unwrap();
    let rows: Vec<(String,)> = query("SELECT id FROM placement_template ORDER BY created_at, id")
        .all(&mut db)
        .await
        .unwrap();
    rows.into_iter().map(|(id,)| id).collect()
}

/// What a link of the LMS shows, as the id of its template.
async fn shown(app: &TestApp, resource_link_id: &str) -> Option<String> {
    let mut db = app.app.db.read().await.unwrap();
    let (id,): (Option<String>,) =
        query("SELECT placement_template_id FROM placement WHERE resource_link_id = $1")
            .bind(resource_link_id)
            .one(&mut db)
            .await
            .unwrap();
    id
}

/// A launch of this link of this course with these custom parameters.
fn link(token: Token, course: &str, id: &str, custom: &Value) -> Token {
    token
        .with(
            claim::CONTEXT,
            json!({"id": course, "title": "Reading science"}),
        )
        .with(claim::RESOURCE_LINK, json!({"id": id, "title": "A link"}))
        .with(claim::CUSTOM, custom.clone())
}

/// Opens a link, as an instructor or as a learner, and gives the first page.
async fn open(
    app: &TestApp,
    platform: &TestPlatform,
    browser: &mut Browser,
    is_instructor: bool,
    (course, id, custom): (&str, &str, Value),
) -> Answer {
    let launch = |token: Token| {
        let token = if is_instructor {
            token.instructor()
        } else {
            token
        };
        link(token, course, id, &custom)
    };
    browser.open(app, platform, launch).await.page
}
