//! What is held is counted when awards come and go, in every course, and told when it is news.

use std::sync::Arc;
use std::time::Duration;

use microcred::app::gate::awards_changed;
use microcred::domain::award::State as Award;
use microcred::domain::gate::{State, Terms};
use microcred::domain::stack::Requirement;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use super::{OFFERED, World, all, leaf};
use crate::support::award::{self, Earned};
use crate::support::database::TestDatabase;

const DAY: Duration = Duration::from_secs(24 * 3600);

#[tokio::test]
async fn each_award_is_told_and_the_last_one_meets_the_gate() {
    let world = World::new().await;
    let gate = world
        .gate(all(&["asking", "hearing", "voices"]), Terms::EVER)
        .await;
    world.dana("c", "g", gate).await;
    assert_eq!(world.told("g").await, []);
    for (held, slug) in ["asking", "hearing", "voices"].into_iter().enumerate() {
        let before = &world.progress("g").await[0];
        assert_eq!((before.held, before.state), (held as i64, State::Open));
        world.earn(slug).await;
        // What the gate does not ask for is nothing to it.
        if held == 1 {
            world.earn("trying").await;
        }
    }
    let after = &world.progress("g").await[0];
    assert_eq!((after.held, after.required), (3, 3));
    assert_eq!(
        (after.state, after.met_at),
        (State::Met, Some(world.app.now()))
    );
    let three = [Some((1, 3)), Some((2, 3)), Some((3, 3))];
    assert_eq!(world.told("g").await, three);
    assert_eq!(world.audited("gate.meet").await, 1);
    // Opening it again tells nothing.
    world.dana("c", "g", gate).await;
    assert_eq!(world.told("g").await, three);
}

#[tokio::test]
async fn what_was_earned_elsewhere_counts_when_the_gate_is_opened_first() {
    let world = World::new().await;
    let gate = world.gate(all(&["asking", "voices"]), Terms::EVER).await;
    world.open("dana", "other", "start", None).await;
    world.earn("asking").await;
    world.earn("voices").await;
    world.dana("c", "g", gate).await;
    assert_eq!(world.told("g").await, [Some((2, 2))]);
    assert_eq!(world.progress("g").await[0].state, State::Met);
}

#[tokio::test]
async fn where_only_new_awards_count_those_from_before_the_course_do_not() {
    let world = World::new().await;
    let fresh = Terms {
        counts_existing: false,
        ..Terms::EVER
    };
    let gate = world.gate(all(&["asking", "voices"]), fresh).await;
    world.open("dana", "other", "start", None).await;
    world.earn("asking").await;
    world.app.clock.advance(DAY);
    world.dana("c", "g", gate).await;
    assert_eq!(world.progress("g").await[0].held, 0);
    world.earn("voices").await;
    assert_eq!(world.told("g").await, [Some((1, 2))]);
}

#[tokio::test]
async fn of_an_edition_that_is_too_old_nothing_counts() {
    let world = World::new().await;
    let newer = Terms {
        since_major: [("asking".to_owned(), 9)].into(),
        ..Terms::EVER
    };
    let gate = world.gate(all(&["asking", "voices"]), newer).await;
    world.dana("c", "g", gate).await;
    world.earn("asking").await;
    world.earn("voices").await;
    assert_eq!(world.told("g").await, [Some((1, 2))]);
}

#[tokio::test]
async fn an_award_that_is_taken_back_is_lost_and_can_be_won_again() {
    let world = World::new().await;
    let gate = world.gate(all(&["asking", "voices"]), Terms::EVER).await;
    let as_teacher = |token: crate::support::token::Token| token.instructor();
    world.launch(("c", "g", Some(gate)), as_teacher).await;
    world.dana("c", "g", gate).await;
    world.earn("asking").await;
    let voices = world.earn("voices").await;
    award::change(&world.app.app, voices, (Award::Active, Award::Revoked)).await;
    let lost = world.progress("g").await.remove(0);
    assert_eq!((lost.held, lost.state), (1, State::Lost));
    // Since when it was met stays known.
    assert!(lost.met_at.is_some());
    world.earn("voices").await;
    assert_eq!(world.progress("g").await[0].state, State::Met);
    let told = [Some((1, 2)), Some((2, 2)), Some((1, 2)), Some((2, 2))];
    assert_eq!(world.told("g").await, told);
    assert_eq!(world.audited("gate.lose").await, 1);
    // The teacher is told, once, and nobody else.
    let notices = "SELECT CAST(COUNT(*) AS BIGINT) FROM notice WHERE kind = 'gate.lost'";
    assert_eq!(world.count(notices).await, 1);
}

#[tokio::test]
async fn an_award_that_is_stopped_and_let_go_on_is_lost_and_back() {
    let world = World::new().await;
    let gate = world.gate(all(&["asking"]), Terms::EVER).await;
    world.dana("c", "g", gate).await;
    let asking = world.earn("asking").await;
    for (step, state) in [
        ((Award::Active, Award::Suspended), State::Lost),
        ((Award::Suspended, Award::Active), State::Met),
    ] {
        award::change(&world.app.app, asking, step).await;
        assert_eq!(world.progress("g").await[0].state, state);
    }
    // Nothing is never told as nought.
    assert_eq!(world.told("g").await, [Some((1, 1)), None, Some((1, 1))]);
}

#[tokio::test]
async fn what_ends_by_the_clock_is_noticed_the_next_day_where_only_what_holds_counts() {
    let world = World::new().await;
    let now = world.gate(all(&["asking"]), Terms::NOW).await;
    let ever = world.gate(all(&["asking"]), Terms::EVER).await;
    world.dana("c", "now", now).await;
    world.dana("c", "ever", ever).await;
    world
        .earn_until("asking", Some(world.app.now().plus(DAY)))
        .await;
    world.app.clock.advance(2 * DAY);
    world.app.run_jobs().await;
    assert_eq!(world.progress("now").await[0].state, State::Lost);
    assert_eq!(world.progress("ever").await[0].state, State::Met);
    assert_eq!(world.told("now").await, [Some((1, 1)), None]);
    assert_eq!(world.told("ever").await, [Some((1, 1))]);
    // Renewed, it counts again.
    world.earn("asking").await;
    assert_eq!(world.progress("now").await[0].state, State::Met);
    // A second round in the same day counts nobody.
    let counted = microcred::app::gate::recount_stale(&world.app.app).await;
    assert_eq!(counted.unwrap(), 0);
}

#[tokio::test]
async fn two_gates_and_two_courses_count_each_for_itself() {
    let world = World::new().await;
    let some = Requirement::NOf {
        n: 2,
        of: OFFERED.iter().copied().map(leaf).collect(),
    };
    let one = world.gate(some, Terms::EVER).await;
    let other = world.gate(all(&["asking"]), Terms::EVER).await;
    for (course, link, template) in [("c", "one", one), ("c", "other", other), ("d", "far", one)] {
        world.dana(course, link, template).await;
    }
    for slug in ["asking", "trying", "voices"] {
        world.earn(slug).await;
    }
    assert_eq!(world.told("one").await, [Some((1, 2)), Some((2, 2))]);
    assert_eq!(world.told("far").await, [Some((1, 2)), Some((2, 2))]);
    assert_eq!(world.told("other").await, [Some((1, 1))]);
}

#[tokio::test]
async fn nobody_counts_who_does_not_earn() {
    let world = World::new().await;
    let gate = world.gate(all(&["asking"]), Terms::EVER).await;
    for role in ["Instructor", "Mentor"] {
        let change = |token: crate::support::token::Token| {
            token.roles(&[&format!("{}{role}", crate::support::token::MEMBERSHIP)])
        };
        world.launch(("c", "g", Some(gate)), change).await;
    }
    let preview = |token: crate::support::token::Token| {
        token.with(
            microcred::lti::names::claim::ROLES,
            serde_json::json!([
                format!("{}Learner", crate::support::token::MEMBERSHIP),
                "http://purl.imsglobal.org/vocab/lti/system/person#TestUser",
            ]),
        )
    };
    world.launch(("c", "g", Some(gate)), preview).await;
    assert_eq!(world.progress("g").await, []);
}

/// Four awards at once, each in a transaction of its own: every one is counted, and no lower number is told after a higher.
async fn awards_at_once_are_all_counted(database: TestDatabase) {
    let world = World::on(database, "generic").await;
    let gate = world.gate(all(&OFFERED), Terms::EVER).await;
    world.dana("c", "g", gate).await;
    let person = world.person("dana").await;
    let start = Arc::new(Barrier::new(OFFERED.len()));
    let mut tasks = JoinSet::new();
    for slug in OFFERED {
        let (app, start) = (world.app.app.clone(), start.clone());
        let organization = world.app.organization;
        tasks.spawn(async move {
            start.wait().await;
            let mut tx = app.db.write().await.unwrap();
            let earned = Earned {
                organization,
                person,
                slug,
                until: None,
            };
            award::write(&app, &mut tx, earned).await;
            awards_changed(&app, &mut tx, organization, person)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        });
    }
    tasks.join_all().await;
    let progress = world.progress("g").await.remove(0);
    assert_eq!((progress.held, progress.state), (4, State::Met));
    let told = world.told("g").await;
    assert_eq!(
        told,
        (1..=4).map(|held| Some((held, 4))).collect::<Vec<_>>()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn awards_at_once_are_all_counted_on_sqlite() {
    awards_at_once_are_all_counted(TestDatabase::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn awards_at_once_are_all_counted_on_postgresql() {
    if let Some(database) = TestDatabase::postgres("gates on PostgreSQL").await {
        awards_at_once_are_all_counted(database).await;
    }
}
