//! Who may say what a course gives.

use microcred::app::Error;
use microcred::app::gate::{AskedAward, issuers, may_set_award, set_award};
use microcred::app::session::Session;
use microcred::domain::gate::Terms;
use microcred::domain::grant::ToolRole;
use microcred::store::launch;

use super::course_award::SAID;
use super::{World, all};
use crate::support::browser::Opened;

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
