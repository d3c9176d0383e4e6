//! Claims about what earners are told of the end of their window.

use microcred::app::attempt;
use microcred::app::notice;
use microcred::app::session::Session;
use microcred::domain::attempt::State;
use microcred::domain::id::AttemptId;
use microcred::jobs;

use super::world::{DAY, World, text};

super::on_both! {
    an_earner_is_told_four_times_before_the_window_ends_and_once_when_it_has,
    what_was_missed_is_told_once,
    nothing_is_told_while_it_is_with_us,
}

/// What somebody was told of an attempt and has not seen, oldest first.
pub async fn told(world: &World, dana: &Session, id: AttemptId) -> Vec<String> {
    let unseen = notice::list_unseen(world.app(), dana).await.unwrap();
    let about = unseen
        .into_iter()
        .filter(|one| one.subject_id == id.to_string());
    let mut kinds: Vec<_> = about.map(|one| one.kind).collect();
    kinds.reverse();
    kinds
}

async fn days(world: &World, days: u32) {
    for _ in 0..days {
        world.wait(DAY);
        jobs::attempts::run(world.app()).await.unwrap();
    }
}

async fn an_earner_is_told_four_times_before_the_window_ends_and_once_when_it_has(world: World) {
    let (dana, id) = world.at_work("dana").await;
    days(&world, 2).await;
    world.save(&dana, id, "why", 0, text("one")).await.unwrap();
    let end = world.view(&dana, id).await.attempt.window_ends_at.unwrap();
    let left = u32::try_from(end.since(world.now()).as_secs() / DAY.as_secs()).unwrap();
    days(&world, left - 60).await;
    assert_eq!(told(&world, &dana, id).await.len(), 0);
    for (pass, times) in [(1, 1), (29, 1), (1, 2), (22, 2), (1, 3), (5, 3), (1, 4)] {
        days(&world, pass).await;
        let told = told(&world, &dana, id).await;
        assert_eq!(
            told,
            vec!["attempt.window_ends"; times],
            "after {pass} days"
        );
    }
    jobs::attempts::run(world.app()).await.unwrap();
    days(&world, 2).await;
    assert_eq!(world.view(&dana, id).await.attempt.state, State::Expired);
    let told = told(&world, &dana, id).await;
    assert_eq!((told.len(), &*told[4]), (5, "attempt.end_window"));
}

async fn what_was_missed_is_told_once(world: World) {
    let (dana, id) = world.at_work("dana").await;
    world.save(&dana, id, "why", 0, text("one")).await.unwrap();
    let end = world.view(&dana, id).await.attempt.window_ends_at.unwrap();
    world.wait(end.minus(5 * DAY).since(world.now()));
    for _ in 0..3 {
        let round = [
            attempt::remind_windows(world.app()),
            attempt::remind_windows(world.app()),
        ];
        futures_util::future::try_join_all(round).await.unwrap();
    }
    assert_eq!(told(&world, &dana, id).await, ["attempt.window_ends"]);
    let unseen = notice::list_unseen(world.app(), &dana).await.unwrap();
    assert_eq!(unseen[0].detail.0["ends_at"], end.rfc3339());
    assert_eq!(unseen[0].detail.0["title"], "Waiting");
    // Who has the page before them has seen it.
    notice::mark_window_seen(world.app(), &dana, &id.to_string())
        .await
        .unwrap();
    assert_eq!(told(&world, &dana, id).await, [] as [&str; 0]);
    days(&world, 4).await;
    assert_eq!(told(&world, &dana, id).await, ["attempt.window_ends"]);
}

async fn nothing_is_told_while_it_is_with_us(world: World) {
    for state in State::ALL {
        if state == State::Draft {
            continue;
        }
        let (dana, id) = world.at_work(state.code()).await;
        world.save(&dana, id, "why", 0, text("one")).await.unwrap();
        world.put(id, state).await;
        let end = world.view(&dana, id).await.attempt.window_ends_at.unwrap();
        let near = end.minus(DAY).since(world.now());
        world.wait(near);
        attempt::remind_windows(world.app()).await.unwrap();
        let kinds = told(&world, &dana, id).await;
        assert_eq!(kinds, [] as [&str; 0], "{}", state.code());
    }
}
