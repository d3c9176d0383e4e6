//! A stack is awarded once when all of it is held, and follows what it rests on.

use microcred::domain::award::State as Award;
use microcred::domain::gate::{State, Terms};
use microcred::domain::stack::{Order, Requirement, Stack};
use microcred::store::award as rows;

use super::{World, all};
use crate::support::award;
use crate::support::content;

impl World {
    /// The states of Dana's awards of stacks, oldest first.
    async fn stack_awards(&self) -> Vec<Award> {
        let person = self.person("dana").await;
        let mut db = self.app.app.db.read().await.unwrap();
        let all = rows::list_for_person(&mut db, person).await.unwrap();
        let of_stacks = all.into_iter().filter(|award| award.stack_id.is_some());
        of_stacks.map(|award| award.state).collect()
    }
}

#[tokio::test]
async fn a_stack_is_awarded_once_whether_or_not_it_is_worth_a_badge() {
    let world = World::new().await;
    for (slug, badge) in [("talk", true), ("quiet", false)] {
        let content = Stack {
            badge,
            ..content::stack(slug, &["asking", "voices"])
        };
        world.publish_stack(&content).await;
    }
    world.open("dana", "c", "start", None).await;
    for (slug, expected) in [("asking", 0), ("voices", 2), ("trying", 2), ("voices", 2)] {
        world.earn(slug).await;
        assert_eq!(
            world.stack_awards().await,
            vec![Award::Active; expected],
            "{slug}"
        );
    }
    assert_eq!(world.audited("award.issue").await, 2);
}

#[tokio::test]
async fn a_stack_in_a_stack_counts_when_it_is_held() {
    let world = World::new().await;
    world
        .publish_stack(&content::stack("talk", &["asking", "voices"]))
        .await;
    let bundle = Stack {
        requires: Requirement::AllOf(vec![
            Requirement::Stack("talk".into()),
            Requirement::Credential("trying".into()),
        ]),
        ..content::stack("bundle", &[])
    };
    world.publish_stack(&bundle).await;
    let asks = Requirement::OneOf(vec![Requirement::Stack("bundle".into())]);
    let gate = world.gate(asks, Terms::NOW).await;
    world.dana("c", "g", gate).await;
    for (slug, expected) in [("trying", 0), ("asking", 0), ("voices", 2)] {
        world.earn(slug).await;
        assert_eq!(world.stack_awards().await.len(), expected, "{slug}");
    }
    assert_eq!(world.progress("g").await[0].state, State::Met);
}

#[tokio::test]
async fn a_stack_is_stopped_or_taken_back_with_what_it_rests_on() {
    let world = World::new().await;
    world
        .publish_stack(&content::stack("talk", &["asking", "voices"]))
        .await;
    world.open("dana", "c", "start", None).await;
    let asking = world.earn("asking").await;
    world.earn("voices").await;
    for (step, expected) in [
        ((Award::Active, Award::Suspended), vec![Award::Suspended]),
        ((Award::Suspended, Award::Active), vec![Award::Active]),
        // What ends by the clock was shown all the same.
        ((Award::Active, Award::Expired), vec![Award::Active]),
        ((Award::Expired, Award::Revoked), vec![Award::Revoked]),
    ] {
        award::change(&world.app.app, asking, step).await;
        assert_eq!(world.stack_awards().await, expected, "{step:?}");
    }
    world.earn("asking").await;
    // Both were given at the same moment of the test's clock.
    let awards = world.stack_awards().await;
    assert!(awards.contains(&Award::Revoked) && awards.contains(&Award::Active));
    assert_eq!(awards.len(), 2);
}

#[tokio::test]
async fn a_newer_version_of_a_stack_takes_nothing_away() {
    let world = World::new().await;
    world
        .publish_stack(&content::stack("talk", &["asking"]))
        .await;
    let link = world.stack("talk").await;
    world.dana("c", "s", link).await;
    world.earn("asking").await;
    assert_eq!(world.told("s").await, [Some((1, 1))]);
    let mut newer = Stack {
        requires: all(&["asking", "voices"]),
        ..content::stack("talk", &[])
    };
    newer.version.major += 1;
    world.publish_stack(&newer).await;
    world.earn("trying").await;
    assert_eq!(world.stack_awards().await, [Award::Active]);
    let progress = world.progress("s").await.remove(0);
    assert_eq!(
        (progress.held, progress.required, progress.state),
        (2, 2, State::Met)
    );
}

#[tokio::test]
async fn the_order_of_a_stack_never_stops_an_award_from_counting() {
    let world = World::new().await;
    let content = Stack {
        order: Order::Sequential,
        ..content::stack("talk", &["asking", "voices"])
    };
    world.publish_stack(&content).await;
    let link = world.stack("talk").await;
    world.dana("c", "s", link).await;
    world.earn("voices").await;
    assert_eq!(world.told("s").await, [Some((1, 2))]);
    world.earn("asking").await;
    assert_eq!(world.told("s").await, [Some((1, 2)), Some((2, 2))]);
    assert_eq!(world.stack_awards().await, [Award::Active]);
}
