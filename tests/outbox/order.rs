//! In which order scores leave, and that several workers on one database are as good as one.

use std::collections::BTreeMap;
use std::time::Duration;

use microcred::domain::placement::GradeMode;
use microcred::domain::score_post::State;
use microcred::jobs;
use microcred::lifecycle::Shutdown;
use microcred::store::score_queue;
use serde_json::Value;

use super::world::{Course, LEARNER};
use crate::support::database::TestDatabase;
use crate::support::practice::SITES;

/// The timestamps that each learner's messages carried, in the order in which they were sent.
fn stamps(course: &Course) -> BTreeMap<String, Vec<String>> {
    let mut stamps: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for score in course.network.scores() {
        let text = |name: &str| score[name].as_str().unwrap().to_owned();
        stamps
            .entry(text("userId"))
            .or_default()
            .push(text("timestamp"));
    }
    stamps
}

#[tokio::test]
async fn timestamps_rise_strictly_also_within_one_moment() {
    for site in SITES {
        let course = Course::of(site, GradeMode::Points).await;
        let learner = course.handed_in(LEARNER).await;
        // The clock stands still.
        for points in [14, 15, 16, 17, 18] {
            course.decide(&learner, points).await;
            course.deliver().await;
        }
        assert_eq!(course.score(LEARNER), Some(18.0), "{site}");
        let stamps = stamps(&course).remove(&course.sub(LEARNER)).unwrap();
        assert!(
            stamps.windows(2).all(|pair| pair[0] < pair[1]),
            "{site}: {stamps:?}"
        );
        if site == "moodle" {
            assert!(
                stamps.iter().all(|stamp| stamp.contains(".000Z")),
                "{stamps:?}"
            );
        }
        let taken = course.cell(LEARNER).unwrap().stamps;
        assert_eq!(
            taken.len(),
            stamps.len(),
            "{site}: none had to be sent twice"
        );
    }
}

#[tokio::test]
async fn a_timestamp_that_is_too_old_by_the_platforms_clock_is_replaced() {
    for site in ["moodle", "generic", "canvas"] {
        let course = Course::of(site, GradeMode::Points).await;
        let learner = course.handed_in(LEARNER).await;
        course.deliver().await;
        // Somebody clears the cell by hand in the same second.
        course.type_grade(LEARNER, "").await;
        course.decide(&learner, 18).await;
        course.deliver().await;
        course.wait_seconds(600);
        course.deliver().await;
        assert_eq!(course.score(LEARNER), Some(18.0), "{site}");
    }
}

#[tokio::test]
async fn what_was_handed_in_goes_before_the_decision_about_it() {
    let course = Course::of("canvas", GradeMode::Points).await;
    let learner = course.handed_in(LEARNER).await;
    course.decide(&learner, 18).await;
    course.network.answer_first({
        let mut left = 1;
        move |request| {
            let is_now = left > 0 && crate::support::practice::is_score(request);
            left -= i32::from(is_now);
            is_now.then(|| {
                Ok(microcred::lti::fetch::Response {
                    status: 500,
                    ..Default::default()
                })
            })
        }
    });
    course.deliver().await;
    let states: Vec<_> = course
        .states(&learner)
        .await
        .into_iter()
        .map(|(state, _)| state)
        .collect();
    assert_eq!(
        states,
        [State::Retry, State::Pending],
        "the decision waits for its turn"
    );
    course.wait_seconds(600);
    course.deliver().await;
    let progress: Vec<_> = course
        .network
        .scores()
        .iter()
        .map(|score| score["activityProgress"].clone())
        .collect();
    assert_eq!(
        progress,
        ["Submitted", "Submitted", "Completed"].map(Value::from)
    );
}

/// Many learners whose work was handed in and decided.
async fn crowd(course: &Course, size: usize) -> Vec<(String, u32)> {
    let people = course.lms().people(course.site);
    let mut crowd = vec![];
    for (number, person) in people
        .iter()
        .filter(|person| person.alias.is_none())
        .take(size)
        .enumerate()
    {
        let learner = course.handed_in(&person.login).await;
        let points = u32::try_from(number % 21).unwrap();
        course.decide(&learner, points).await;
        crowd.push((person.login.clone(), points));
    }
    crowd
}

async fn two_workers_send_each_message_once(database: TestDatabase) {
    let course = Course::on(database, "canvas", GradeMode::Points).await;
    let crowd = crowd(&course, 24).await;
    course.network.slow_down(Duration::from_millis(5));
    let beside = course.world.tool.beside().await;
    loop {
        let (here, there) = tokio::join!(
            jobs::outbox::run(course.app()),
            jobs::outbox::run(&beside.app)
        );
        if here.unwrap() + there.unwrap() == 0 {
            break;
        }
    }
    assert_eq!(
        course.network.scores().len(),
        48,
        "each message was sent once"
    );
    for (login, points) in crowd {
        assert_eq!(course.score(&login), Some(f64::from(points)), "{login}");
        let cell = course.cell(&login).unwrap();
        assert_eq!(
            (cell.comments.len(), cell.submissions.len()),
            (1, 1),
            "{login}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_send_each_message_once_on_sqlite() {
    two_workers_send_each_message_once(TestDatabase::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_send_each_message_once_on_postgresql() {
    if let Some(database) = TestDatabase::postgres("scores on PostgreSQL").await {
        two_workers_send_each_message_once(database).await;
    }
}

#[tokio::test]
async fn what_a_killed_worker_had_taken_is_looked_into_after_its_lease() {
    for is_sent in [true, false] {
        let course = Course::of("canvas", GradeMode::Points).await;
        let learner = course.handed_in(LEARNER).await;
        course.deliver().await;
        course.wait_seconds(60);
        course.decide(&learner, 18).await;
        if is_sent {
            // It sent the score and was killed before it could write so.
            course.deliver().await;
        }
        let (app, now) = (course.app(), course.app().now());
        let lease = app.settings.delivery.lease;
        let id = course.posts(&learner).await[1].id;
        let mut tx = app.db.write().await.unwrap();
        microcred::store::query(
            "UPDATE score_post SET state = 'sending', claimed_by = 'killed', due_at = $2 WHERE id = $1",
        )
        .bind(id)
        .bind(now.plus(lease))
        .execute(&mut tx)
        .await
        .unwrap();
        microcred::store::query(
            "UPDATE gradebook_cell SET confirmed_points = NULL, confirmed_maximum = NULL",
        )
        .execute(&mut tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(course.deliver().await, 0, "the lease holds");
        course.wait(lease);
        assert_eq!(course.deliver().await, 1);
        assert_eq!(course.states(&learner).await[1].0, State::Confirmed);
        assert_eq!(course.score(LEARNER), Some(18.0));
        let comments = course.cell(LEARNER).unwrap().comments.len();
        assert!(comments <= 1, "a comment is never doubled");
    }
}

#[tokio::test]
async fn a_worker_that_comes_back_after_its_lease_changes_nothing() {
    let course = Course::of("canvas", GradeMode::Points).await;
    let learner = course.handed_in(LEARNER).await;
    let (app, now) = (course.app(), course.app().now());
    let mut tx = app.db.write().await.unwrap();
    let lease = (now, now.plus(Duration::from_secs(10)));
    let taken = score_queue::claim(&mut tx, course.platform, "slow", lease, 10)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    course.wait_seconds(10);
    course.deliver().await;
    let late = score_queue::Outcome {
        id: taken[0].id,
        claimed_by: "slow",
        state: State::Dead,
        due_at: now,
        is_uncertain: false,
        reason: None,
        detail: None,
        stamp: None,
    };
    let mut tx = app.db.write().await.unwrap();
    assert!(!score_queue::settle(&mut tx, &late, now).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(course.states(&learner).await[0].0, State::Confirmed);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_running_worker_sends_within_a_second_or_two_and_stops_when_it_is_asked_to() {
    let course = Course::of("canvas", GradeMode::Points).await;
    let shutdown = Shutdown::new();
    let (app, stop) = (course.app().clone(), shutdown.clone());
    let worker = tokio::spawn(async move { jobs::outbox::work(&app, &stop).await });
    let learner = course.handed_in(LEARNER).await;
    let begin = std::time::Instant::now();
    while course.states(&learner).await[0].0 != State::Confirmed {
        assert!(begin.elapsed() < Duration::from_secs(20), "it is not sent");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    shutdown.request();
    tokio::time::timeout(Duration::from_secs(5), worker)
        .await
        .unwrap()
        .unwrap();
}
