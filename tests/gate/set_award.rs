//! Who may say what a course gives, and what becomes of it when several say so at once.

use microcred::app::gate::{AskedAward, issuers, may_set_award, set_award};
use microcred::app::session::Session;
use microcred::app::{Error, gate};
use microcred::domain::gate::Terms;
use microcred::domain::grant::ToolRole;
use microcred::domain::id::PlacementTemplateId;
use microcred::lti::names::claim;
use microcred::store::launch;
use serde_json::json;
use tokio::task::JoinSet;

use super::course_award::SAID;
use super::{World, all};
use crate::support::browser::Opened;
use crate::support::database::TestDatabase;

/// How many copies of a course there are.
const COPIES: usize = 8;

impl World {
    async fn session(&self, opened: &Opened) -> Session {
        let mut db = self.app.app.db.read().await.unwrap();
        let launch = launch::find_open(&mut db, opened.launch_id).await.unwrap();
        Session {
            launch: launch.unwrap(),
            form_token: String::new(),
        }
    }

    /// What the session's person says that the course gives.
    async fn asked(&self, session: &Session, title: &str) -> AskedAward {
        let issuers = issuers(&self.app.app, session).await.unwrap();
        AskedAward {
            title: title.into(),
            claim: SAID.1.into(),
            issuer: issuers[0].clone(),
            language: "en".into(),
        }
    }

    /// The facilitator opens the gate of a copy of the course; the LMS says from which link it was made.
    async fn copy(&self, number: usize, gate: PlacementTemplateId) -> Opened {
        let custom = json!({ "microcred_placement": gate, "resource_link_id_history": "g" });
        let (course, link) = (format!("c{number}"), format!("g{number}"));
        let opened = self.launch((&course, &link, Some(gate)), |token| {
            let token = token.person("robin", "Robin Vale").instructor();
            token.with(claim::CUSTOM, custom)
        });
        opened.await.1
    }
}

#[tokio::test]
async fn nobody_says_what_a_course_gives_in_anothers_place_or_as_a_preview_user() {
    let world = World::new().await;
    let gate = world.gate(all(&["asking"]), Terms::EVER).await;
    let role = Some(ToolRole::ProgramAdmin);
    let (_browser, opened) = world.teach(("c", "g"), gate, role).await;
    let (app, id) = (&world.app.app, world.link("g").await);
    let own = world.session(&opened).await;
    let asked = world.asked(&own, SAID.0).await;
    for (is_masquerading, is_test_user) in [(true, false), (false, true)] {
        let mut session = own.clone();
        session.launch.is_masquerading = is_masquerading;
        session.launch.is_test_user = is_test_user;
        assert!(!may_set_award(app, &session).await.unwrap());
        let set = set_award(app, &session, id, Some(&asked)).await;
        assert!(matches!(set, Err(Error::NotAllowed(_))), "{set:?}");
    }
    assert!(may_set_award(app, &own).await.unwrap());
}

/// Copies of a course go on with one stack: each of those who say something else at the same moment makes a version of it.
async fn what_copies_of_a_course_give_can_be_said_at_once(database: TestDatabase) {
    let world = World::on(database, "generic").await;
    let gate = world.gate(all(&["asking"]), Terms::EVER).await;
    let role = Some(ToolRole::ProgramAdmin);
    let (_browser, opened) = world.teach(("c", "g"), gate, role).await;
    let own = world.session(&opened).await;
    let asked = world.asked(&own, SAID.0).await;
    let id = world.link("g").await;
    let set = set_award(&world.app.app, &own, id, Some(&asked)).await;
    set.unwrap().unwrap();
    let mut sessions = vec![];
    for number in 0..COPIES {
        let opened = world.copy(number, gate).await;
        let id = world.link(&format!("g{number}")).await;
        sessions.push((world.session(&opened).await, id));
    }
    let mut tasks = JoinSet::new();
    for (number, (session, id)) in sessions.into_iter().enumerate() {
        let asked = world.asked(&session, &format!("Title {number}")).await;
        let app = world.app.app.clone();
        tasks.spawn(async move { gate::set_award(&app, &session, id, Some(&asked)).await });
    }
    for set in tasks.join_all().await {
        set.unwrap().unwrap();
    }
    for (statement, count) in [
        ("SELECT CAST(COUNT(*) AS BIGINT) FROM stack", 1),
        ("SELECT CAST(COUNT(*) AS BIGINT) FROM stack_version", 9),
        (
            "SELECT CAST(COUNT(DISTINCT major) AS BIGINT) FROM stack_version",
            9,
        ),
    ] {
        assert_eq!(world.count(statement).await, count, "{statement}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_copies_of_a_course_give_can_be_said_at_once_on_sqlite() {
    what_copies_of_a_course_give_can_be_said_at_once(TestDatabase::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_copies_of_a_course_give_can_be_said_at_once_on_postgresql() {
    if let Some(database) = TestDatabase::postgres("awards said at once on PostgreSQL").await {
        what_copies_of_a_course_give_can_be_said_at_once(database).await;
    }
}
