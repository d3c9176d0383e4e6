//! Claims about the life of an attempt: what is written with each step, what the clock does, and that the steps are those of
//! the table.

use std::time::Duration;

use futures_util::stream;
use microcred::app::file::{self, Upload};
use microcred::app::{Error, attempt, enrollment};
use microcred::domain::attempt::{Guard, Refusal, State};
use microcred::domain::canonical;
use microcred::domain::completeness::{Filling, Problem};
use microcred::domain::enrollment::Standing;
use microcred::random::fingerprint;
use microcred::store::{query, snapshot};
use serde_json::Value;
use tokio_util::bytes::Bytes;

use super::world::{DAY, World, definition, hand_in, publish, text};

super::on_both! {
    an_attempt_goes_from_start_to_queue_and_every_step_is_recorded,
    a_snapshot_holds_the_work_as_it_was_and_its_hash_is_of_its_bytes,
    what_is_taken_back_is_handed_in_again_as_another_snapshot,
    what_is_missing_is_named_and_nothing_is_handed_in,
    a_window_starts_with_the_first_save_and_ends_where_the_district_is,
    a_window_that_is_over_keeps_the_work_for_the_next_attempt,
    a_window_never_ends_while_the_attempt_is_with_us,
    the_time_with_us_is_given_back,
    what_was_taken_out_can_be_begun_again,
    a_class_of_tabs_that_start_at_once_gets_one_attempt,
    the_first_attempt_pins_what_is_published_and_later_ones_stay_with_it,
    a_preview_users_attempt_is_marked_and_reaches_no_assessor,
    a_released_attempt_is_never_changed,
    several_processes_move_attempts_on_once,
    files_are_handed_in_under_their_hashes_and_those_not_taken_are_not,
}

const MINUTE: Duration = Duration::from_secs(60);

fn unmet(refused: Result<impl std::fmt::Debug, Error>) -> Vec<Guard> {
    match refused {
        Err(Error::Attempt(refusal)) => refusal.unmet().to_vec(),
        other => panic!("{other:?}"),
    }
}

fn stands_at(refused: Result<impl std::fmt::Debug, Error>) -> State {
    match refused {
        Err(Error::Attempt(Refusal::NotFromHere {
            state: Some(state), ..
        })) => state,
        other => panic!("{other:?}"),
    }
}

async fn an_attempt_goes_from_start_to_queue_and_every_step_is_recorded(world: World) {
    let (dana, id) = world.at_work("dana").await;
    world.fill(&dana, id).await;
    world.wait(MINUTE);
    world.submit(&dana, id).await.unwrap();
    world.wait(MINUTE);
    attempt::recall(world.app(), &dana, id).await.unwrap();
    world.wait(MINUTE);
    world.submit(&dana, id).await.unwrap();
    assert_eq!(world.view(&dana, id).await.standing, Standing::UnderReview);
    world.wait(61 * MINUTE);
    world.tool.run_jobs().await;

    assert_eq!(world.view(&dana, id).await.attempt.state, State::Queued);
    let events = world.events(id).await;
    let kinds: Vec<_> = events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "attempt.start",
            "attempt.start_window",
            "attempt.submit",
            "attempt.recall",
            "attempt.submit",
            "attempt.open_for_work",
        ]
    );
    let person = dana.launch.person_id.to_string();
    let actors: Vec<_> = events.iter().map(|event| event.actor.as_str()).collect();
    assert_eq!(
        actors,
        [&*person, &*person, &*person, &*person, &*person, "system"]
    );
    assert_eq!(events[5].detail.0["transition"], "T5");
    assert_eq!(events[5].detail.0["to"], "queued");
    let opened = world.view(&dana, id).await.enrollment;
    assert_eq!(world.events(opened.id).await[0].kind, "enrollment.open");
}

async fn a_snapshot_holds_the_work_as_it_was_and_its_hash_is_of_its_bytes(world: World) {
    let (dana, id) = world.at_work("dana").await;
    world.fill(&dana, id).await;
    world
        .save(&dana, id, "why", 1, text("Ünï 猫 &amp; more"))
        .await
        .unwrap();
    world.submit(&dana, id).await.unwrap();
    let work = world.view(&dana, id).await;
    let mut db = world.app().db.read().await.unwrap();
    let taken = snapshot::find(&mut db, id, 1).await.unwrap().unwrap();
    assert_eq!(work.receipts[0].content_hash, taken.content_hash);
    assert_eq!(fingerprint(&taken.content), taken.content_hash);
    let content: Value = serde_json::from_str(&taken.content).unwrap();
    assert_eq!(canonical::json(&content), taken.content, "it is canonical");
    assert_eq!(content["credential"], "waiting");
    assert_eq!(content["version_id"], world.version.to_string());
    assert_eq!(content["answers"][1]["slot"], "why");
    assert_eq!(
        content["answers"][1]["answer"]["html"],
        "<p>Ünï 猫 &amp; more</p>"
    );
    assert_eq!(content["answers"][1]["save_seq"], 2);
    assert_eq!(content["attestations"][1]["detail"], "For spelling.");
    assert_eq!(work.attestations.len(), 2);
}

async fn what_is_taken_back_is_handed_in_again_as_another_snapshot(world: World) {
    let (dana, id) = world.at_work("dana").await;
    world.fill(&dana, id).await;
    world.submit(&dana, id).await.unwrap();
    let recalled = attempt::recall(world.app(), &dana, id).await.unwrap();
    assert_eq!(
        (recalled.state, recalled.submitted_at, recalled.recall_until),
        (State::Draft, None, None)
    );
    world
        .save(&dana, id, "why", 1, text("another"))
        .await
        .unwrap();
    world.submit(&dana, id).await.unwrap();
    let receipts = world.view(&dana, id).await.receipts;
    assert_eq!(receipts.len(), 2);
    assert!(receipts[0].recalled_at.is_some() && receipts[1].recalled_at.is_none());
    assert_ne!(receipts[0].content_hash, receipts[1].content_hash);

    world.wait(60 * MINUTE);
    let late = attempt::recall(world.app(), &dana, id).await;
    assert_eq!(
        unmet(late),
        [Guard::RecallOpen],
        "an hour later it is too late, with or without the job"
    );
}

async fn what_is_missing_is_named_and_nothing_is_handed_in(world: World) {
    let (dana, id) = world.at_work("dana").await;
    let nothing = attempt::submit(world.app(), &dana, id, &attempt::HandIn::default()).await;
    assert_eq!(unmet(nothing), [Guard::Complete, Guard::AttestationsGiven]);
    world.fill(&dana, id).await;
    world
        .save(&dana, id, "why", 1, text(&"word ".repeat(51)))
        .await
        .unwrap();
    assert_eq!(unmet(world.submit(&dana, id).await), [Guard::LimitsKept]);
    let review = attempt::view(world.app(), &dana, id).await.unwrap().review;
    let over = review
        .blocks()
        .map(|finding| finding.problem)
        .collect::<Vec<_>>();
    assert!(
        matches!(
            over[..],
            [Problem::Over {
                value: 51,
                bound: 50,
                ..
            }]
        ),
        "{over:?}"
    );
    world.save(&dana, id, "why", 2, text("word")).await.unwrap();
    let mut silent = hand_in();
    silent.confirmed[1].detail = "  ".into();
    let refused = attempt::submit(world.app(), &dana, id, &silent).await;
    assert_eq!(
        unmet(refused),
        [Guard::AttestationsGiven],
        "how it was used has to be said"
    );
    let work = world.view(&dana, id).await;
    assert_eq!(work.attempt.state, State::Draft);
    assert_eq!((work.receipts.len(), work.attestations.len()), (0, 0));
}

async fn a_window_starts_with_the_first_save_and_ends_where_the_district_is(world: World) {
    let mut tx = world.app().db.write().await.unwrap();
    query("UPDATE organization SET timezone = 'America/Los_Angeles' WHERE id = $1")
        .bind(world.tool.organization)
        .execute(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let (dana, id) = world.at_work("dana").await;
    world.wait(10 * DAY);
    assert_eq!(
        world.view(&dana, id).await.attempt.window_ends_at,
        None,
        "opening the page starts nothing"
    );
    let first = world.now();
    world.save(&dana, id, "why", 0, text("one")).await.unwrap();
    world.wait(DAY);
    world.save(&dana, id, "why", 1, text("two")).await.unwrap();
    let attempt = world.view(&dana, id).await.attempt;
    assert_eq!(attempt.window_started_at, Some(first));
    assert_eq!(first.rfc3339(), "2026-11-28T11:06:40.001Z");
    let end = attempt.window_ends_at.unwrap().rfc3339();
    assert_eq!(
        end, "2027-05-29T06:59:59.999Z",
        "the end of 28 May in Los Angeles, in summer time"
    );
}

async fn a_window_that_is_over_keeps_the_work_for_the_next_attempt(world: World) {
    let (dana, id) = world.at_work("dana").await;
    world.fill(&dana, id).await;
    world.wait(200 * DAY);
    assert_eq!(
        unmet(world.submit(&dana, id).await),
        [Guard::WindowOpen],
        "with or without the job"
    );
    world.tool.run_jobs().await;
    let work = world.view(&dana, id).await;
    assert_eq!(
        (work.attempt.state, work.attempt.is_counted),
        (State::Expired, false)
    );
    assert_eq!(work.standing, Standing::WindowClosed);
    assert_eq!(work.answers.len(), 2, "nothing is gone");
    assert_eq!(
        stands_at(world.save(&dana, id, "why", 1, text("late")).await),
        State::Expired
    );

    let next = attempt::start(world.app(), &dana, work.enrollment.id)
        .await
        .unwrap();
    assert_eq!((next.number, next.carried_from_attempt_id), (2, Some(id)));
    assert_eq!(next.window_ends_at, None, "a window of its own");
    let work = world.view(&dana, next.id).await;
    assert_eq!(work.review.slot("why").unwrap().filling, Filling::Complete);
    assert_eq!(work.answers[0].save_seq, 1);
    assert_eq!(work.standing, Standing::InProgress);
}

/// B.7, 15.
async fn a_window_never_ends_while_the_attempt_is_with_us(world: World) {
    for state in State::ALL.into_iter().filter(|state| state.is_with_us()) {
        let (dana, id) = world.at_work(state.code()).await;
        world.fill(&dana, id).await;
        world.put(id, state).await;
        world.wait(400 * DAY);
        world.tool.run_jobs().await;
        let found = world.view(&dana, id).await.attempt.state;
        assert_ne!(found, State::Expired, "{}", state.code());
    }
}

async fn the_time_with_us_is_given_back(world: World) {
    let (dana, id) = world.at_work("dana").await;
    world.fill(&dana, id).await;
    let end = world.view(&dana, id).await.attempt.window_ends_at.unwrap();
    world.wait(end.minus(MINUTE).since(world.now()));
    world.submit(&dana, id).await.unwrap();
    world.wait(30 * MINUTE);
    world.tool.run_jobs().await;
    let recalled = attempt::recall(world.app(), &dana, id).await.unwrap();
    assert_eq!(recalled.window_ends_at, Some(end.plus(30 * MINUTE)));
    world.tool.run_jobs().await;
    world.submit(&dana, id).await.unwrap();
}

async fn what_was_taken_out_can_be_begun_again(world: World) {
    let (dana, id) = world.at_work("dana").await;
    world.fill(&dana, id).await;
    let out = attempt::withdraw(world.app(), &dana, id).await.unwrap();
    assert_eq!((out.state, out.is_counted), (State::Withdrawn, false));
    assert_eq!(stands_at(world.submit(&dana, id).await), State::Withdrawn);
    assert_eq!(
        stands_at(attempt::withdraw(world.app(), &dana, id).await),
        State::Withdrawn
    );
    let overview = enrollment::find(world.app(), &dana, world.credential)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(overview.standing, Standing::Withdrawn);
    let next = world.begin(&dana).await.unwrap();
    assert_eq!(next.number, 2);
    let overviews = enrollment::list(world.app(), &dana).await.unwrap();
    assert_eq!((overviews.len(), overviews[0].attempts.len()), (1, 2));
}

/// B.7, 1.
async fn a_class_of_tabs_that_start_at_once_gets_one_attempt(world: World) {
    let dana = world.earner("dana").await;
    let mut tabs = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let (world, dana) = (world.clone(), dana.clone());
        tabs.spawn(async move { world.begin(&dana).await.unwrap().id });
    }
    let mut ids = tabs.join_all().await;
    ids.dedup();
    assert_eq!(ids.len(), 1, "{ids:?}");
    let overview = enrollment::find(world.app(), &dana, world.credential)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(overview.attempts.len(), 1);
}

/// B.7, 14, as far as work is concerned.
async fn the_first_attempt_pins_what_is_published_and_later_ones_stay_with_it(world: World) {
    let (dana, robin) = (world.earner("dana").await, world.earner("robin").await);
    let first = world.begin(&dana).await.unwrap();
    let opened = enrollment::open(world.app(), &robin, world.credential, world.version, None)
        .await
        .unwrap();
    let next = world.app().new_id();
    let mut tx = world.app().db.write().await.unwrap();
    query("UPDATE credential_version SET state = 'retired' WHERE id = $1")
        .bind(world.version)
        .execute(&mut tx)
        .await
        .unwrap();
    publish(&mut tx, world.credential, next, "published", definition(2)).await;
    tx.commit().await.unwrap();

    let late = attempt::start(world.app(), &robin, opened.id)
        .await
        .unwrap();
    assert_eq!(late.credential_version_id, next, "nothing was begun yet");
    attempt::withdraw(world.app(), &dana, first.id)
        .await
        .unwrap();
    let again = world.begin(&dana).await.unwrap();
    assert_eq!(
        again.credential_version_id, world.version,
        "what was written still fits"
    );

    let mut tx = world.app().db.write().await.unwrap();
    query("UPDATE credential_version SET state = 'retired' WHERE id = $1")
        .bind(next)
        .execute(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let kim = world.earner("kim").await;
    assert_eq!(unmet(world.begin(&kim).await), [Guard::Offered]);
}

async fn a_preview_users_attempt_is_marked_and_reaches_no_assessor(world: World) {
    let preview = world
        .launched("student-view", |launch| launch.is_test_user = true)
        .await;
    let attempt = world.begin(&preview).await.unwrap();
    assert!(attempt.is_test);
    world.fill(&preview, attempt.id).await;
    world.submit(&preview, attempt.id).await.unwrap();
    world.wait(2 * DAY);
    world.tool.run_jobs().await;
    assert_eq!(
        world.view(&preview, attempt.id).await.attempt.state,
        State::Submitted
    );
    attempt::withdraw(world.app(), &preview, attempt.id)
        .await
        .unwrap();
}

/// B.7, 2, as far as the earner and the clock are concerned.
async fn a_released_attempt_is_never_changed(world: World) {
    let (dana, id) = world.at_work("dana").await;
    world.fill(&dana, id).await;
    world.submit(&dana, id).await.unwrap();
    world.put(id, State::Released).await;
    let before = world.view(&dana, id).await;
    world.wait(400 * DAY);
    world.tool.run_jobs().await;
    assert_eq!(
        stands_at(world.save(&dana, id, "why", 1, text("late")).await),
        State::Released
    );
    assert_eq!(stands_at(world.submit(&dana, id).await), State::Released);
    assert_eq!(
        stands_at(attempt::recall(world.app(), &dana, id).await),
        State::Released
    );
    assert_eq!(
        stands_at(attempt::withdraw(world.app(), &dana, id).await),
        State::Released
    );
    let after = world.view(&dana, id).await;
    assert_eq!(after.attempt, before.attempt);
    assert_eq!(after.answers, before.answers);
    assert_eq!(after.receipts, before.receipts);
}

async fn several_processes_move_attempts_on_once(world: World) {
    let mut all = vec![];
    for number in 0..6 {
        let (session, id) = world.at_work(&format!("earner {number}")).await;
        world.fill(&session, id).await;
        world.submit(&session, id).await.unwrap();
        all.push(id);
    }
    world.wait(61 * MINUTE);
    let mut processes = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let world = world.clone();
        processes.spawn(async move { attempt::open_for_work(world.app()).await.unwrap() });
    }
    let moved: usize = processes.join_all().await.into_iter().sum();
    assert_eq!(moved, all.len());
    for id in all {
        let kinds: Vec<_> = world
            .events(id)
            .await
            .into_iter()
            .map(|event| event.kind)
            .collect();
        assert_eq!(
            kinds
                .iter()
                .filter(|kind| *kind == "attempt.open_for_work")
                .count(),
            1
        );
    }
}

async fn files_are_handed_in_under_their_hashes_and_those_not_taken_are_not(world: World) {
    let (dana, id) = world.at_work("dana").await;
    let upload = async |name: &str, content: &'static str| {
        let body = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(
            content.as_bytes(),
        ))]);
        let upload = Upload {
            name: name.into(),
            announced: None,
            body,
        };
        file::upload(world.app(), &dana, id, "plan", upload).await
    };
    let first = world.now();
    upload("plan.txt", "Wait for three seconds.").await.unwrap();
    let started = world.view(&dana, id).await.attempt.window_started_at;
    assert_eq!(started, Some(first), "a file is an answer");
    world.fill(&dana, id).await;
    world.submit(&dana, id).await.unwrap();
    let work = world.view(&dana, id).await;
    assert_eq!(work.review.slot("plan").unwrap().filling, Filling::Complete);
    let mut db = world.app().db.read().await.unwrap();
    let taken = snapshot::find(&mut db, id, 1).await.unwrap().unwrap();
    let content: Value = serde_json::from_str(&taken.content).unwrap();
    let files = content["files"].as_array().unwrap();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0]["slot"], "plan");
    assert_eq!(files[0]["bytes"], 23);
    assert_eq!(files[0]["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(files[0]["sha256"].as_str(), work.files[0].sha256.as_deref());
    drop(db);
    assert!(
        upload("more.txt", "Too late.").await.is_err(),
        "nothing is added to what was handed in"
    );

    let (robin, other) = world.at_work("robin").await;
    world.fill(&robin, other).await;
    let body = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(
        b"<html><script>x</script></html>",
    ))]);
    let hostile = Upload {
        name: "plan.txt".into(),
        announced: None,
        body,
    };
    assert!(
        file::upload(world.app(), &robin, other, "plan", hostile)
            .await
            .is_err()
    );
    world.submit(&robin, other).await.unwrap();
    let mut db = world.app().db.read().await.unwrap();
    let taken = snapshot::find(&mut db, other, 1).await.unwrap().unwrap();
    let content: Value = serde_json::from_str(&taken.content).unwrap();
    assert_eq!(content["files"], serde_json::json!([]));
}
