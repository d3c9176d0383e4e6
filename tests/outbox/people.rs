//! Grades that people give in the LMS, and what instructors see and may do here.

use microcred::app::{Error, outbox};
use microcred::domain::placement::GradeMode;
use microcred::domain::role::Role;
use microcred::domain::score_post::State;

use super::world::{Course, LEARNER};
use crate::support::practice::SITES;

#[tokio::test]
async fn a_grade_that_somebody_typed_is_never_lowered() {
    for site in SITES {
        let course = Course::of(site, GradeMode::Points).await;
        let learner = course.handed_in(LEARNER).await;
        course.deliver().await;
        course.wait_seconds(60);
        // 19 of our 20.
        course.type_grade(LEARNER, "95").await;
        course.wait_seconds(60);
        let sent = course.network.scores().len();
        course.decide(&learner, 18).await;
        course.deliver().await;
        assert_eq!(course.score(LEARNER), Some(19.0), "{site}");
        assert_eq!(course.network.scores().len(), sent, "{site}");
        let (state, reason) = course.states(&learner).await.pop().unwrap();
        assert_eq!(state, State::Overridden);
        assert_eq!(reason.as_deref(), Some("overridden"));
        let known = course.known(learner.session.launch.lms_user_id).await;
        assert!(known.is_overridden);
        assert_eq!(known.seen_score, Some(95_000_000));
        // A better result of ours takes its place.
        course.decide(&learner, 20).await;
        course.deliver().await;
        assert_eq!(course.score(LEARNER), Some(20.0), "{site}");
        let known = course.known(learner.session.launch.lms_user_id).await;
        assert!(!known.is_overridden);
    }
}

#[tokio::test]
async fn a_lower_grade_gives_way_to_the_decision() {
    for site in SITES {
        let course = Course::of(site, GradeMode::Points).await;
        let learner = course.handed_in(LEARNER).await;
        course.deliver().await;
        course.wait_seconds(60);
        course.type_grade(LEARNER, "30").await;
        course.wait_seconds(60);
        course.decide(&learner, 14).await;
        course.deliver().await;
        assert_eq!(course.score(LEARNER), Some(14.0), "{site}");
    }
}

#[tokio::test]
async fn handing_in_does_not_cost_a_grade_that_somebody_typed() {
    for site in SITES {
        let course = Course::of(site, GradeMode::Points).await;
        course.type_grade(LEARNER, "75").await;
        course.wait_seconds(60);
        let _learner = course.handed_in(LEARNER).await;
        course.deliver().await;
        assert_eq!(course.score(LEARNER), Some(15.0), "{site}");
    }
}

#[tokio::test]
async fn taking_a_result_back_leaves_what_somebody_typed() {
    for site in SITES {
        let course = Course::of(site, GradeMode::Points).await;
        let learner = course.handed_in(LEARNER).await;
        course.decide(&learner, 18).await;
        course.deliver().await;
        course.wait_seconds(60);
        course.type_grade(LEARNER, "100").await;
        course.wait_seconds(60);
        course.clear(&learner).await;
        course.deliver().await;
        assert_eq!(course.score(LEARNER), Some(20.0), "{site}");
    }
}

#[tokio::test]
async fn an_instructor_sees_both_numbers_and_sends_again_what_did_not_arrive() {
    let course = Course::of("canvas", GradeMode::Points).await;
    let learner = course.handed_in(LEARNER).await;
    course.fault(|faults| faults.course_concluded = true);
    course.decide(&learner, 18).await;
    course.deliver().await;
    let teacher = course.session(&course.sub("dana"), Role::Instructor).await;
    let app = course.app();
    let cells = outbox::list_for_placement(app, &teacher, course.placement)
        .await
        .unwrap();
    let [cell] = &cells[..] else {
        panic!("one cell is expected: {cells:?}")
    };
    let post = cell.post.as_ref().unwrap();
    assert_eq!(post.state, State::Parked);
    assert_eq!(post.reason.as_deref(), Some("course-concluded"));
    assert!(post.detail.as_deref().unwrap().contains("concluded"));
    assert_eq!(cell.ours().unwrap().given, 18);
    assert_eq!(cell.cell.confirmed(), None);

    course.fault(|faults| faults.course_concluded = false);
    for stranger in [
        course.session(&course.sub(LEARNER), Role::Earner).await,
        course
            .world
            .launched("teacher elsewhere", |new| new.role = Role::Instructor)
            .await,
    ] {
        let list = outbox::list_for_placement(app, &stranger, course.placement).await;
        assert!(matches!(list, Err(Error::NotFound(_))));
        let again = outbox::send_again(app, &stranger, post.id).await;
        assert!(matches!(again, Err(Error::NotFound(_))));
    }
    outbox::send_again(app, &teacher, post.id).await.unwrap();
    course.deliver().await;
    assert_eq!(course.score(LEARNER), Some(18.0));
    let done = outbox::send_again(app, &teacher, post.id).await;
    assert!(matches!(done, Err(Error::NotFound(_))), "it has arrived");
    let events = course.world.events(post.id).await;
    assert_eq!(events.last().unwrap().kind, "score.send_again");
    let cell = outbox::cell(app, course.placement, learner.session.launch.lms_user_id).await;
    assert_eq!(cell.unwrap().unwrap().post.unwrap().state, State::Confirmed);
}

#[tokio::test]
async fn an_older_result_is_not_sent_again_after_a_newer_one() {
    let course = Course::of("canvas", GradeMode::Points).await;
    let learner = course.handed_in(LEARNER).await;
    course.deliver().await;
    course.fault(|faults| faults.course_concluded = true);
    course.decide(&learner, 14).await;
    course.deliver().await;
    let old = course.posts(&learner).await.pop().unwrap();
    course.fault(|faults| faults.course_concluded = false);
    course.decide(&learner, 18).await;
    course.deliver().await;
    let teacher = course.session(&course.sub("dana"), Role::Instructor).await;
    drop(outbox::send_again(course.app(), &teacher, old.id).await);
    course.deliver().await;
    assert_eq!(course.score(LEARNER), Some(18.0));
    let states = course.states(&learner).await;
    assert_eq!(states[1].0, State::Superseded);
}

#[tokio::test]
async fn an_operator_sees_what_waits_and_sends_it_again() {
    let course = Course::of("canvas", GradeMode::Points).await;
    let learner = course.handed_in(LEARNER).await;
    let app = course.app();
    assert_eq!(outbox::count(app, course.platform).await.unwrap(), (1, 0));
    course.fault(|faults| faults.removed_people = vec![LEARNER.to_owned()]);
    course.deliver().await;
    assert_eq!(outbox::count(app, course.platform).await.unwrap(), (0, 1));
    let stuck = outbox::list_for_platform(app, course.platform, true).await;
    let stuck = stuck.unwrap();
    assert_eq!(stuck[0].reason.as_deref(), Some("not-in-course"));
    course.fault(|faults| faults.removed_people.clear());
    assert_eq!(outbox::retry(app, &[stuck[0].id]).await.unwrap(), 1);
    assert_eq!(
        outbox::list_for_platform(app, course.platform, false)
            .await
            .unwrap()
            .len(),
        1
    );
    course.deliver().await;
    assert_eq!(course.states(&learner).await[0].0, State::Confirmed);
    let nobody = outbox::retry(app, &[app.new_id()]).await;
    assert!(matches!(nobody, Err(Error::NotFound(_))));
}
