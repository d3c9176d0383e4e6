//! Claims about what earners say of their parts for themselves.

use microcred::app::file::{self, Upload};
use microcred::app::session::Session;
use microcred::app::{Error, attempt};
use microcred::domain::attempt::State;
use microcred::domain::id::AttemptId;

use futures_util::stream;
use tokio_util::bytes::Bytes;

use super::world::{World, text};
use crate::file::media::pdf;

super::on_both! {
    a_mark_stays_and_says_that_something_was_changed_since,
    a_file_and_what_is_said_of_it_are_in_the_part_too,
    a_mark_guards_nothing_and_is_in_no_other_attempt,
}

/// Whether there is a mark, and whether something was changed since.
async fn mark(world: &World, dana: &Session, id: AttemptId) -> Option<bool> {
    let marks = world.view(dana, id).await.marks;
    assert!(marks.iter().all(|mark| mark.part_id == "p"));
    marks.first().map(|mark| mark.is_changed)
}

async fn tick(world: &World, dana: &Session, id: AttemptId, is_ready: bool) {
    let marked = attempt::mark_part(world.app(), dana, id, "p", is_ready).await;
    assert_eq!(marked.unwrap().is_some(), is_ready);
}

async fn a_mark_stays_and_says_that_something_was_changed_since(world: World) {
    let (dana, id) = world.at_work("dana").await;
    assert_eq!(mark(&world, &dana, id).await, None);
    tick(&world, &dana, id, true).await;
    assert_eq!(mark(&world, &dana, id).await, Some(false));
    let started = world.view(&dana, id).await.attempt.window_started_at;
    assert_eq!(started, None, "a mark is no saved answer");

    world.save(&dana, id, "why", 0, text("one")).await.unwrap();
    assert_eq!(mark(&world, &dana, id).await, Some(true));
    tick(&world, &dana, id, true).await;
    assert_eq!(mark(&world, &dana, id).await, Some(false));
    // What is put back as it was is what was called ready.
    world.save(&dana, id, "why", 1, text("two")).await.unwrap();
    assert_eq!(mark(&world, &dana, id).await, Some(true));
    world.save(&dana, id, "why", 2, text("one")).await.unwrap();
    assert_eq!(mark(&world, &dana, id).await, Some(false));

    tick(&world, &dana, id, false).await;
    tick(&world, &dana, id, false).await;
    assert_eq!(mark(&world, &dana, id).await, None);
    let unknown = attempt::mark_part(world.app(), &dana, id, "nowhere", true).await;
    assert!(matches!(unknown, Err(Error::NotFound("part"))));
    let kinds: Vec<_> = world.events(id).await;
    assert_eq!(kinds.len(), 2, "to begin and to start the window");
}

async fn a_file_and_what_is_said_of_it_are_in_the_part_too(world: World) {
    let (dana, id) = world.at_work("dana").await;
    tick(&world, &dana, id, true).await;
    let upload = Upload {
        name: "plan.pdf".into(),
        announced: None,
        body: stream::iter([Ok::<_, std::io::Error>(Bytes::from(pdf(2)))]),
    };
    let brought = file::upload(world.app(), &dana, id, "plan", upload).await;
    let brought = brought.unwrap();
    assert_eq!(mark(&world, &dana, id).await, Some(true));
    tick(&world, &dana, id, true).await;
    file::describe(world.app(), &dana, brought.id, "", "The plan")
        .await
        .unwrap();
    assert_eq!(mark(&world, &dana, id).await, Some(true));
    tick(&world, &dana, id, true).await;
    file::remove(world.app(), &dana, brought.id).await.unwrap();
    assert_eq!(mark(&world, &dana, id).await, Some(true));
}

async fn a_mark_guards_nothing_and_is_in_no_other_attempt(world: World) {
    let (dana, id) = world.at_work("dana").await;
    world.fill(&dana, id).await;
    world.submit(&dana, id).await.unwrap();
    let late = attempt::mark_part(world.app(), &dana, id, "p", true).await;
    assert!(matches!(late, Err(Error::Attempt(_))));
    attempt::recall(world.app(), &dana, id).await.unwrap();
    tick(&world, &dana, id, true).await;
    world.save(&dana, id, "how", 1, text("x")).await.unwrap();
    let handed_in = world.submit(&dana, id).await.unwrap();
    assert_eq!(handed_in.state, State::Submitted, "changed since or not");

    attempt::withdraw(world.app(), &dana, id).await.unwrap();
    let next = world.begin(&dana).await.unwrap();
    assert_eq!(next.carried_from_attempt_id, Some(id));
    assert_eq!(mark(&world, &dana, next.id).await, None);
    assert_eq!(mark(&world, &dana, id).await, Some(true));
}
