//! What a course gives to who meets its gate: said by whom the programme is trusted to, given once, and theirs from then on.

use microcred::app::audit::Actor;
use microcred::app::{badge, person};
use microcred::domain::award::State as Award;
use microcred::domain::gate::{State, Terms};
use microcred::domain::grant::ToolRole;
use microcred::domain::id::PlacementTemplateId;
use microcred::store::{award as rows, badge as badges};

use super::{World, all};
use crate::support::award;
use crate::support::browser::{Answer, Browser, Opened, Visit};
use crate::support::content;
use crate::support::database::TestDatabase;

/// The facilitator who also runs the programme.
const FACILITATOR: &str = "robin";

impl World {
    /// The facilitator opens a gate; what `role` says was granted to them.
    pub(super) async fn teach(
        &self,
        (course, link): (&str, &str),
        template: PlacementTemplateId,
        role: Option<ToolRole>,
    ) -> (Browser, Opened) {
        if let Some(role) = role {
            let platform = self.platform.id();
            person::grant(&self.app.app, Actor::Operator, platform, FACILITATOR, role)
                .await
                .unwrap();
        }
        self.launch((course, link, Some(template)), |token| {
            token.person(FACILITATOR, "Robin Vale").instructor()
        })
        .await
    }

    /// The facilitator says what the course gives.
    async fn say(
        &self,
        (browser, opened): (&mut Browser, &Opened),
        (title, claim): (&str, &str),
        button: &str,
    ) -> Answer {
        let path = format!("{}/gates/{}/award", opened.path, self.link("g").await);
        let token = opened
            .page
            .attribute("[aria-labelledby=set-award] input", "value");
        let issuer = opened.page.attribute("#award-issuer option", "value");
        let fields = [
            ("form_token", &*token),
            ("award_title", title),
            ("award_claim", claim),
            ("award_issuer", &*issuer),
            ("award", button),
        ];
        let sent = Visit::form(&path, &fields).from(crate::support::app::TOOL);
        browser.visit(sent).await
    }

    /// Titles and states of what the course gave to Dana, oldest first.
    async fn given(&self) -> Vec<(String, Award)> {
        let person = self.person("dana").await;
        let mut db = self.app.app.db.read().await.unwrap();
        let all = rows::list_for_person(&mut db, person).await.unwrap();
        let mut given = vec![];
        for award in all.iter().filter(|award| award.stack_id.is_some()) {
            let name = rows::find_name(&mut db, award.id).await.unwrap().unwrap();
            given.push((name.title, award.state));
        }
        given
    }

    /// The codes of Dana's badges of what the course gave.
    async fn code(&self) -> Option<microcred::domain::badge::Code> {
        let person = self.person("dana").await;
        let mut db = self.app.app.db.read().await.unwrap();
        let all = rows::list_for_person(&mut db, person).await.unwrap();
        let given = all.iter().find(|award| award.stack_id.is_some())?;
        let codes = badges::list_for_person(&mut db, person).await.unwrap();
        let own = codes.iter().find(|coded| coded.award_id == given.id)?;
        Some(own.code)
    }
}

pub(super) const SAID: (&str, &str) = ("Reading coach", "Holds all that the course is about.");

fn active(title: &str) -> (String, Award) {
    (title.to_owned(), Award::Active)
}

async fn the_award_is_given_once_with_its_badge(database: TestDatabase) {
    let world = World::on(database, "generic").await;
    let gate = world.gate(all(&["asking", "voices"]), Terms::EVER).await;
    world.dana("c", "g", gate).await;
    world.earn("asking").await;
    let role = Some(ToolRole::ProgramAdmin);
    let (mut browser, opened) = world.teach(("c", "g"), gate, role).await;
    let answer = world.say((&mut browser, &opened), SAID, "give").await;
    assert_eq!(answer.status(), 303, "{}", answer.text());
    let page = browser.follow(&answer).await;
    assert_eq!(page.one("[role=status] .notice-title"), "Saved");
    assert_eq!(page.one("#award"), SAID.0);
    assert_eq!(world.given().await, []);
    for slug in ["voices", "trying", "voices"] {
        world.earn(slug).await;
        assert_eq!(world.given().await, [active(SAID.0)], "{slug}");
    }
    // With the award, in the same transaction.
    let code = world.code().await.unwrap();
    let looked = badge::look(&world.app.app, &code).await.unwrap();
    assert!(matches!(looked.of, badge::Of::Course(_)));
    let mut stranger = world.app.browser();
    let page = stranger.get(&format!("/badges/{code}")).await;
    assert_eq!(page.one("h1"), SAID.0);
    assert!(page.one(".eyebrow").starts_with("Course · "));
    assert!(page.text().contains("The art of asking"));
    let document = stranger.get(&format!("/badges/{code}.json")).await.json();
    let achievement = &document["credentialSubject"]["achievement"];
    assert_eq!(achievement["achievementType"], "Course");
    assert_eq!(achievement["related"].as_array().unwrap().len(), 3);
    // Who holds it finds it in the gate and among everything else.
    let (mut own, opened) = world.open("dana", "c", "g", Some(gate)).await;
    let badge = opened
        .page
        .attribute("[aria-labelledby=award] a.button", "href");
    assert_eq!(own.get(&badge).await.one("h1"), SAID.0);
    let mine = own.get(&format!("{}/mine", opened.path)).await;
    assert!(
        mine.texts("#held ~ ul .card-link")
            .contains(&SAID.0.to_owned())
    );
    let paper = own.get(&format!("{badge}/certificate.pdf")).await;
    assert_eq!(paper.header("content-type"), "application/pdf");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_award_is_given_once_with_its_badge_on_sqlite() {
    the_award_is_given_once_with_its_badge(TestDatabase::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_award_is_given_once_with_its_badge_on_postgresql() {
    if let Some(database) = TestDatabase::postgres("course awards on PostgreSQL").await {
        the_award_is_given_once_with_its_badge(database).await;
    }
}

#[tokio::test]
async fn who_only_teaches_cannot_say_what_the_course_gives() {
    let world = World::new().await;
    let gate = world.gate(all(&["asking"]), Terms::EVER).await;
    for role in [None, Some(ToolRole::Assessor), Some(ToolRole::OrgOwner)] {
        let (mut browser, opened) = world.teach(("c", "g"), gate, role).await;
        assert!(!opened.page.has("[aria-labelledby=set-award]"), "{role:?}");
        let path = format!("{}/gates/{}/award", opened.path, world.link("g").await);
        let token = browser.get(&format!("{}/choose", opened.path)).await;
        let token = token.attribute("input[name=form_token]", "value");
        let fields = [
            ("form_token", &*token),
            ("award_title", SAID.0),
            ("award_claim", SAID.1),
            ("award_issuer", "Riverbend"),
            ("award", "give"),
        ];
        let sent = Visit::form(&path, &fields).from(crate::support::app::TOOL);
        let answer = browser.visit(sent).await;
        assert_eq!(answer.status(), 403, "{role:?}");
    }
    // Nor does whoever runs the programme and learns in this course.
    let role = ToolRole::ProgramAdmin;
    person::grant(
        &world.app.app,
        Actor::Operator,
        world.platform.id(),
        "dana",
        role,
    )
    .await
    .unwrap();
    let page = world.dana("c", "g", gate).await.page;
    assert!(!page.has("[aria-labelledby=set-award]"));
    assert_eq!(world.audited("gate.set_award").await, 0);
}

#[tokio::test]
async fn what_is_to_be_changed_is_said_and_nothing_typed_is_lost() {
    let world = World::new().await;
    let gate = world.gate(all(&["asking"]), Terms::EVER).await;
    let role = Some(ToolRole::ProgramAdmin);
    let (mut browser, opened) = world.teach(("c", "g"), gate, role).await;
    for (said, error) in [
        (("", "It took a year."), "#award-title-error"),
        (("Reading coach", "  "), "#award-claim-error"),
    ] {
        let page = world.say((&mut browser, &opened), said, "give").await;
        assert_eq!(page.status(), 422);
        assert!(page.has(error), "{error}");
        assert_eq!(page.attribute("#award-title", "value"), said.0);
        assert_eq!(page.one("#award-claim"), said.1.trim());
    }
    assert_eq!(world.audited("gate.set_award").await, 0);
}

#[tokio::test]
async fn who_met_the_gate_before_is_given_the_award_in_the_next_round() {
    let world = World::new().await;
    let gate = world.gate(all(&["asking"]), Terms::EVER).await;
    world.dana("c", "g", gate).await;
    world.earn("asking").await;
    assert_eq!(world.progress("g").await[0].state, State::Met);
    let role = Some(ToolRole::ProgramAdmin);
    let (mut browser, opened) = world.teach(("c", "g"), gate, role).await;
    world.say((&mut browser, &opened), SAID, "give").await;
    assert_eq!(world.given().await, []);
    world.app.run_jobs().await;
    assert_eq!(world.given().await, [active(SAID.0)]);
    // Whoever never opened the gate has not met it.
    assert_eq!(world.audited("award.issue").await, 1);
}

#[tokio::test]
async fn what_was_given_stays_when_the_course_gives_something_else_or_nothing() {
    let world = World::new().await;
    let gate = world.gate(all(&["asking"]), Terms::EVER).await;
    world.dana("c", "g", gate).await;
    let role = Some(ToolRole::ProgramAdmin);
    let (mut browser, opened) = world.teach(("c", "g"), gate, role).await;
    world.say((&mut browser, &opened), SAID, "give").await;
    world.earn("asking").await;
    let code = world.code().await.unwrap();
    let before = badge::look(&world.app.app, &code).await.unwrap();
    for (said, button) in [
        (SAID, "give"),
        (("Reading mentor", "It took a year."), "give"),
        (SAID, "none"),
        (SAID, "give"),
    ] {
        let answer = world.say((&mut browser, &opened), said, button).await;
        assert_eq!(answer.status(), 303);
        world.app.run_jobs().await;
        world.earn("trying").await;
        assert_eq!(world.given().await, [active(SAID.0)], "{said:?} {button}");
    }
    let after = badge::look(&world.app.app, &code).await.unwrap();
    assert_eq!(before.shown, after.shown);
    // One stack with a version for each thing that was said, of which the gate names the last.
    let stacks = "SELECT CAST(COUNT(*) AS BIGINT) FROM stack";
    assert_eq!(world.count(stacks).await, 1);
    let versions = "SELECT CAST(COUNT(*) AS BIGINT) FROM stack_version";
    assert_eq!(world.count(versions).await, 3);
    let published = "SELECT CAST(COUNT(*) AS BIGINT) FROM stack_version WHERE state = 'published'";
    assert_eq!(world.count(published).await, 0);
}

#[tokio::test]
async fn the_award_is_stopped_and_taken_back_with_what_it_rests_on() {
    let world = World::new().await;
    let gate = world.gate(all(&["asking", "voices"]), Terms::EVER).await;
    world.dana("c", "g", gate).await;
    let role = Some(ToolRole::ProgramAdmin);
    let (mut browser, opened) = world.teach(("c", "g"), gate, role).await;
    world.say((&mut browser, &opened), SAID, "give").await;
    let asking = world.earn("asking").await;
    world.earn("voices").await;
    for (step, expected) in [
        ((Award::Active, Award::Suspended), Award::Suspended),
        ((Award::Suspended, Award::Active), Award::Active),
        ((Award::Active, Award::Expired), Award::Active),
        ((Award::Expired, Award::Revoked), Award::Revoked),
    ] {
        award::change(&world.app.app, asking, step).await;
        let given = world.given().await;
        assert_eq!(given, [(SAID.0.to_owned(), expected)], "{step:?}");
    }
    // What is earned again meets the gate again.
    world.earn("asking").await;
    let given = world.given().await;
    assert!(given.contains(&active(SAID.0)) && given.len() == 2);
}

#[tokio::test]
async fn copies_of_a_course_give_the_same_award_once() {
    let world = World::new().await;
    let gate = world.gate(all(&["asking"]), Terms::EVER).await;
    let role = Some(ToolRole::ProgramAdmin);
    let (mut browser, opened) = world.teach(("c", "g"), gate, role).await;
    world.say((&mut browser, &opened), SAID, "give").await;
    // The LMS says from which link the copy was made.
    let copied = |token: crate::support::token::Token| {
        let custom = serde_json::json!({
            "microcred_placement": gate, "resource_link_id_history": "g",
        });
        token
            .person("dana", "dana")
            .with(microcred::lti::names::claim::CUSTOM, custom)
    };
    world.dana("c", "g", gate).await;
    world.launch(("d", "h", Some(gate)), copied).await;
    world.earn("asking").await;
    assert_eq!(world.progress("h").await[0].state, State::Met);
    assert_eq!(world.given().await, [active(SAID.0)]);
}

#[tokio::test]
async fn what_a_course_gives_is_no_stack_for_others_to_find() {
    let world = World::new().await;
    let gate = world.gate(all(&["asking"]), Terms::EVER).await;
    let role = Some(ToolRole::ProgramAdmin);
    let (mut browser, opened) = world.teach(("c", "g"), gate, role).await;
    world.say((&mut browser, &opened), SAID, "give").await;
    // Dana holds what it asks for and is in another course.
    world.open("dana", "d", "start", None).await;
    world.earn("asking").await;
    assert_eq!(world.given().await, []);
    // Whatever gives what is published by what it asks for, as processes of an earlier version do, does not see it.
    let visible = "SELECT CAST(COUNT(*) AS BIGINT) FROM stack_version WHERE state <> 'retired'";
    assert_eq!(world.count(visible).await, 0);
    let catalog = world.app.browser().get("/catalog").await;
    assert!(!catalog.text().contains(SAID.0));
    let slug = format!("course-{}", world.link("g").await);
    let mut named = content::stack("around", &[]);
    named.requires = microcred::domain::stack::Requirement::OneOf(vec![
        microcred::domain::stack::Requirement::Stack(slug),
    ]);
    let named = named.into();
    let imported = microcred::app::stack::import(
        &world.app.app,
        Actor::Operator,
        world.app.organization,
        &named,
        true,
    );
    assert!(imported.await.is_err());
}
