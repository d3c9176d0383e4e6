//! What becomes of a score when the LMS says no, says nothing, or says something odd: nothing is lost, nobody waits for
//! ever, and the token goes nowhere else.

use std::time::Duration;

use microcred::domain::placement::GradeMode;
use microcred::domain::score_post::State;
use microcred::lti::fetch::{FetchError, Request, Response};

use super::world::{ASSIGNMENT, Course, LEARNER, LINK};
use crate::support::database::TestDatabase;
use crate::support::practice::{SITES, is_result, is_score};

fn says(status: u16, body: &str) -> Response {
    Response {
        status,
        body: body.as_bytes().to_vec(),
        ..Response::default()
    }
}

/// Answers one kind of request so, as often as is said.
fn times(
    mut times: usize,
    is_meant: fn(&Request) -> bool,
    answer: Result<Response, FetchError>,
) -> impl FnMut(&Request) -> Option<Result<Response, FetchError>> + Send {
    move |request| {
        let is_now = times > 0 && is_meant(request);
        times -= usize::from(is_now);
        is_now.then(|| answer.clone())
    }
}

fn lost() -> FetchError {
    FetchError::Unreachable {
        host: "lms.example".into(),
        why: "no answer in time".into(),
        may_have_arrived: true,
    }
}

#[tokio::test]
async fn every_error_of_the_score_service_has_its_consequence() {
    use State::{Confirmed, Dead, Parked, Retry, Unknown};
    for (status, body, state, reason) in [
        (
            400,
            r#"{"errors":{"message":"timestamp is missing"}}"#,
            Dead,
            "not-taken",
        ),
        (
            422,
            r#"{"errors":[{"message":"scoreMaximum must be present"}]}"#,
            Dead,
            "not-taken",
        ),
        (500, "", Retry, "trouble"),
        (502, "<html>Bad Gateway</html>", Retry, "trouble"),
        (504, "", Retry, "trouble"),
        (429, "", Retry, "busy"),
        (403, "403 Forbidden (Rate Limit Exceeded)", Retry, "busy"),
        (403, r#"{"message":"not yours"}"#, Parked, "no-right"),
        (
            401,
            r#"{"errors":{"message":"Access Token not linked to a Tool"}}"#,
            Parked,
            "not-connected",
        ),
        (404, "", Parked, "column-gone"),
        (412, "", Parked, "column-gone"),
        (
            422,
            r#"{"errors":{"message":"User not found in course or is not a student"}}"#,
            Parked,
            "not-in-course",
        ),
        (
            422,
            r#"{"errors":{"message":"This course has concluded."}}"#,
            Parked,
            "course-concluded",
        ),
        (
            400,
            r#"{"errors":{"message":"It cannot be changed: This assignment is still unpublished."}}"#,
            Retry,
            "not-published",
        ),
        (200, "<html>Please log in</html>", Unknown, "odd-answer"),
        (
            200,
            r#"{"errors":{"message":"really no"}}"#,
            Unknown,
            "odd-answer",
        ),
        (302, "", Retry, "odd-answer"),
        (200, "", Confirmed, ""),
        (204, "", Confirmed, ""),
        (201, r#"{"userId":"1"}"#, Confirmed, ""),
    ] {
        let course = Course::of("canvas", GradeMode::Points).await;
        let learner = course.handed_in(LEARNER).await;
        course
            .network
            .answer_first(times(9, is_score, Ok(says(status, body))));
        course.deliver().await;
        let (found, why) = course.states(&learner).await.remove(0);
        assert_eq!(
            (found, why.as_deref().unwrap_or("")),
            (state, reason),
            "{status} {body}"
        );
        let post = course.posts(&learner).await.remove(0);
        let detail = post.detail.unwrap_or_default();
        assert!(!detail.contains('<') && detail.len() < 400, "{detail}");
        if found.is_open() {
            assert!(post.due_at > course.app().now(), "it is not tried at once");
        }
    }
}

#[tokio::test]
async fn a_score_that_was_not_taken_is_tried_again_by_the_schedule_for_two_weeks() {
    let course = Course::of("generic", GradeMode::Points).await;
    let learner = course.handed_in(LEARNER).await;
    course
        .network
        .answer_first(times(1000, is_score, Ok(says(500, ""))));
    let mut waits = vec![];
    loop {
        course.deliver().await;
        let post = course.posts(&learner).await.remove(0);
        if post.state == State::Dead {
            assert_eq!(post.reason.as_deref(), Some("trouble"));
            break;
        }
        waits.push(post.due_at.since(course.app().now()));
        course.wait(*waits.last().unwrap());
    }
    assert_eq!(waits.len(), 19);
    let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
    for (wait, usual) in waits.iter().zip([1, 5, 30, 120, 360, 1440]) {
        assert!(*wait >= minutes(usual) * 4 / 5 && *wait <= minutes(usual) * 6 / 5);
    }
    // Somebody puts it right and asks for it.
    course.network.leave_alone();
    let post = course.posts(&learner).await.remove(0).id;
    microcred::app::outbox::retry(course.app(), &[post])
        .await
        .unwrap();
    course.deliver().await;
    assert_eq!(course.states(&learner).await[0].0, State::Confirmed);
}

#[tokio::test]
async fn a_platform_that_asks_to_wait_is_left_alone_for_as_long() {
    let course = Course::of("canvas", GradeMode::Points).await;
    let learner = course.handed_in(LEARNER).await;
    let mut answer = says(429, "");
    answer.retry_after = Some(Duration::from_secs(777));
    course.network.answer_first(times(1, is_score, Ok(answer)));
    course.deliver().await;
    let post = course.posts(&learner).await.remove(0);
    assert_eq!(
        post.due_at,
        course.app().now().plus(Duration::from_secs(777))
    );
    course.wait_seconds(777);
    course.deliver().await;
    assert_eq!(course.states(&learner).await[0].0, State::Confirmed);
}

#[tokio::test]
async fn an_answer_that_is_lost_after_the_score_was_taken_doubles_nothing() {
    for site in SITES {
        let course = Course::of(site, GradeMode::Points).await;
        let learner = course.handed_in(LEARNER).await;
        course.deliver().await;
        course.wait_seconds(60);
        course.decide(&learner, 18).await;
        course
            .network
            .answer_instead(times(1, is_score, Err(lost())));
        course.deliver().await;
        assert_eq!(course.states(&learner).await[1].0, State::Unknown);
        let sent = course.network.scores().len();
        course.wait_seconds(600);
        course.deliver().await;
        assert_eq!(course.states(&learner).await[1].0, State::Confirmed);
        assert_eq!(
            course.network.scores().len(),
            sent,
            "it was seen, not sent again"
        );
        let cell = course.cell(LEARNER).unwrap();
        assert_eq!(cell.comments.len(), 1, "{site}");
        assert_eq!(course.score(LEARNER), Some(18.0));
    }
}

#[tokio::test]
async fn an_answer_that_is_lost_together_with_the_score_costs_nothing() {
    for site in SITES {
        let course = Course::of(site, GradeMode::Points).await;
        let learner = course.handed_in(LEARNER).await;
        course.deliver().await;
        course.wait_seconds(60);
        course.decide(&learner, 18).await;
        course.network.answer_first(times(1, is_score, Err(lost())));
        course.deliver().await;
        assert_eq!(course.states(&learner).await[1].0, State::Unknown);
        course.wait_seconds(600);
        course.deliver().await;
        assert_eq!(course.states(&learner).await[1].0, State::Confirmed);
        assert_eq!(course.score(LEARNER), Some(18.0), "{site}");
    }
}

#[tokio::test]
async fn a_newer_decision_waits_until_it_is_known_what_became_of_the_older_one() {
    let course = Course::of("canvas", GradeMode::Points).await;
    let learner = course.handed_in(LEARNER).await;
    course.deliver().await;
    course.decide(&learner, 18).await;
    course
        .network
        .answer_instead(times(1, is_score, Err(lost())));
    course.deliver().await;
    // A review finds otherwise. Without looking first, 18 would be taken for what a teacher typed, and stand.
    course.decide_as(&learner, 14, true).await;
    course.wait_seconds(600);
    course.deliver().await;
    assert_eq!(course.score(LEARNER), Some(14.0));
    let states: Vec<_> = course
        .states(&learner)
        .await
        .into_iter()
        .map(|(state, _)| state)
        .collect();
    assert_eq!(states, [State::Confirmed; 3]);
    assert_eq!(course.cell(LEARNER).unwrap().comments.len(), 2);
}

#[tokio::test]
async fn a_newer_decision_takes_the_place_of_an_older_one_that_was_not_sent() {
    let course = Course::of("canvas", GradeMode::Points).await;
    let learner = course.handed_in(LEARNER).await;
    course.decide(&learner, 14).await;
    course.decide(&learner, 18).await;
    course.deliver().await;
    let states: Vec<_> = course
        .states(&learner)
        .await
        .into_iter()
        .map(|(state, _)| state)
        .collect();
    assert_eq!(
        states,
        [State::Confirmed, State::Superseded, State::Confirmed]
    );
    assert_eq!(course.cell(LEARNER).unwrap().comments.len(), 1);
}

#[tokio::test]
async fn a_worn_out_token_is_replaced_once_and_the_score_arrives() {
    for site in SITES {
        let course = Course::of(site, GradeMode::Points).await;
        let first = course.handed_in(LEARNER).await;
        course.deliver().await;
        course.decide(&first, 18).await;
        // The platform forgets all tokens before their time.
        course
            .network
            .answer_first(times(1, is_score, Ok(says(401, "expired"))));
        course.wait_seconds(60);
        course.deliver().await;
        assert_eq!(course.score(LEARNER), Some(18.0), "{site}");
        let asked = course
            .network
            .requests()
            .iter()
            .filter(|request| request.url.path().contains("token"))
            .count();
        assert_eq!(asked, 3, "one for results, two for scores");
    }
}

#[tokio::test]
async fn a_token_that_is_never_good_enough_is_not_asked_for_again_and_again() {
    let course = Course::of("canvas", GradeMode::Points).await;
    let learner = course.handed_in(LEARNER).await;
    course.network.answer_first(times(
        99,
        |request| is_score(request) || is_result(request),
        Ok(says(401, "")),
    ));
    course.deliver().await;
    assert_eq!(course.states(&learner).await[0].0, State::Parked);
    let tokens = course
        .network
        .requests()
        .into_iter()
        .filter(|request| request.url.path().contains("token"));
    assert!(tokens.count() <= 4);
}

#[tokio::test]
async fn results_that_are_not_for_us_are_no_reason_not_to_send() {
    let course = Course::of("canvas", GradeMode::Points).await;
    let learner = course.handed_in(LEARNER).await;
    course.decide(&learner, 18).await;
    course.network.answer_first(|request| {
        let body =
            String::from_utf8_lossy(request.body.as_deref().unwrap_or_default()).into_owned();
        let is_asked = request.url.path().contains("token") && body.contains("result.readonly");
        is_asked.then(|| Ok(says(400, r#"{"error":"invalid_scope"}"#)))
    });
    course.deliver().await;
    assert_eq!(course.score(LEARNER), Some(18.0));
    let asked = course
        .network
        .requests()
        .into_iter()
        .filter(is_result)
        .count();
    assert_eq!(asked, 0);
}

#[tokio::test]
async fn odd_answers_about_results_never_hang_and_send_no_token_elsewhere() {
    let page = |link: &str| Response {
        status: 200,
        body: b"[]".to_vec(),
        link: Some(link.as_bytes().to_vec()),
        ..Response::default()
    };
    for (name, answer, is_sent) in [
        ("a page", says(200, "<html>Log in</html>"), false),
        ("no list", says(200, r#"{"results":[]}"#), false),
        (
            "another host",
            page("<https://elsewhere.example/r>; rel=\"next\""),
            false,
        ),
        (
            "another port",
            page("<http://lms.example:8443/r>; rel=\"next\""),
            false,
        ),
        ("a circle", page("<?user_id=round>; rel=next"), false),
        ("curly quotes", page("<>; rel=\u{201c}prev\u{201d}"), true),
    ] {
        let course = Course::of("canvas", GradeMode::Points).await;
        let learner = course.handed_in(LEARNER).await;
        course
            .network
            .answer_first(times(2000, is_result, Ok(answer)));
        let delivered = tokio::time::timeout(Duration::from_secs(20), course.deliver()).await;
        assert!(delivered.is_ok(), "{name} hangs");
        let (state, reason) = course.states(&learner).await.remove(0);
        if is_sent {
            assert_eq!(state, State::Confirmed, "{name}");
        } else {
            assert_eq!(
                (state, reason.as_deref()),
                (State::Retry, Some("odd-answer")),
                "{name}"
            );
        }
        let is_home = |request: &Request| {
            request.url.host_str() == Some("lms.example") && request.url.port().is_none()
        };
        assert!(course.network.requests().iter().all(is_home), "{name}");
    }
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off_and_looked_into() {
    let course = Course::of("canvas", GradeMode::Points).await;
    let learner = course.handed_in(LEARNER).await;
    course.deliver().await;
    course.decide(&learner, 18).await;
    let endless = FetchError::TooLarge("lms.example".into());
    course
        .network
        .answer_instead(times(1, is_score, Err(endless)));
    course.deliver().await;
    course.wait_seconds(600);
    course.deliver().await;
    assert_eq!(course.states(&learner).await[1].0, State::Confirmed);
    assert_eq!(course.cell(LEARNER).unwrap().comments.len(), 1);
}

#[tokio::test]
async fn attempts_that_are_used_up_cost_the_submission_and_not_the_message() {
    let course = Course::of("canvas", GradeMode::Points).await;
    course.fault(|faults| faults.allowed_attempts = 1);
    let mut learner = course.handed_in(LEARNER).await;
    course.deliver().await;
    course.wait_seconds(600);
    learner.attempt.id = course.app().new_id();
    learner.attempt.submitted_at = Some(course.app().now());
    let mut tx = course.app().db.write().await.unwrap();
    microcred::app::outbox::submitted(course.app(), &mut tx, &learner.attempt)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    course.deliver().await;
    let states: Vec<_> = course
        .states(&learner)
        .await
        .into_iter()
        .map(|(state, _)| state)
        .collect();
    assert_eq!(states, [State::Confirmed; 2]);
    let sent = course.network.scores().pop().unwrap();
    assert_eq!(
        sent["https://canvas.instructure.com/lti/submission"]["new_submission"],
        false
    );
    assert_eq!(course.cell(LEARNER).unwrap().submissions.len(), 1);
}

#[tokio::test]
async fn somebody_who_comes_back_into_the_course_gets_what_waited_for_them() {
    let course = Course::of("canvas", GradeMode::Points).await;
    let learner = course.handed_in(LEARNER).await;
    course.fault(|faults| faults.removed_people = vec![LEARNER.to_owned()]);
    course.deliver().await;
    assert_eq!(course.states(&learner).await[0].0, State::Parked);
    // A parked message holds up none behind it.
    course.decide(&learner, 18).await;
    course.deliver().await;
    course.fault(|faults| faults.removed_people.clear());
    course.wait_seconds(7200);
    let (app, now) = (course.app(), course.app().now());
    let mut tx = app.db.write().await.unwrap();
    let user = learner.session.launch.lms_user_id;
    let revived =
        microcred::store::score_queue::revive(&mut tx, course.placement, user, now, now).await;
    tx.commit().await.unwrap();
    assert_eq!(revived.unwrap(), 2);
    course.deliver().await;
    assert_eq!(course.score(LEARNER), Some(18.0));
}

#[tokio::test]
async fn a_link_without_a_column_gets_one_and_only_one() {
    for site in SITES {
        let database = TestDatabase::sqlite().await;
        let course = Course::at(database, site, GradeMode::Points, LINK).await;
        let (one, other) = (
            course.handed_in(LEARNER).await,
            course.handed_in("mei").await,
        );
        course.decide(&one, 18).await;
        course.decide(&other, 14).await;
        for _ in 0..3 {
            course.deliver().await;
            course.wait_seconds(300);
        }
        assert_eq!(course.cell(LEARNER).unwrap().score, Some(18.0), "{site}");
        assert_eq!(course.cell("mei").unwrap().score, Some(14.0), "{site}");
        let columns: std::collections::BTreeSet<_> = course
            .lms()
            .cells(site)
            .iter()
            .map(|cell| cell.maximum.to_string())
            .collect();
        assert_eq!(columns.len(), 1, "{site}: {columns:?}");
        let made: Vec<_> = course
            .network
            .requests()
            .into_iter()
            .filter(|request| {
                request.method == "POST"
                    && !is_score(request)
                    && !request.url.path().contains("token")
            })
            .map(|request| String::from_utf8(request.body.unwrap()).unwrap())
            .collect();
        assert!(made.len() <= 2, "{site}: {made:#?}");
    }
}

#[tokio::test]
async fn a_column_that_was_deleted_waits_for_the_next_launch() {
    let course = Course::of("generic", GradeMode::Points).await;
    assert_eq!(ASSIGNMENT, 1);
    let learner = course.handed_in(LEARNER).await;
    course.network.answer_first(times(
        9,
        |request| is_score(request) || is_result(request),
        Ok(says(404, "")),
    ));
    course.deliver().await;
    let (state, reason) = course.states(&learner).await.remove(0);
    assert_eq!(
        (state, reason.as_deref()),
        (State::Parked, Some("column-gone"))
    );
}

#[tokio::test]
async fn a_whole_platform_that_does_not_answer_is_left_alone_for_a_while() {
    let course = Course::of("generic", GradeMode::Points).await;
    let mut learners = vec![];
    let people = course.lms().people("generic");
    let names = people
        .iter()
        .filter(|person| person.alias.is_none())
        .take(20);
    for person in names {
        learners.push(course.handed_in(&person.login).await);
    }
    let down = FetchError::Unreachable {
        host: "lms.example".into(),
        why: "no connection".into(),
        may_have_arrived: false,
    };
    course
        .network
        .answer_first(times(9999, |_| true, Err(down)));
    let tried = course.deliver().await;
    assert!(tried < 20, "{tried} of 20 were tried");
    course.network.leave_alone();
    for _ in 0..6 {
        course.deliver_later().await;
    }
    for learner in &learners {
        assert_eq!(course.states(learner).await[0].0, State::Confirmed);
    }
}
