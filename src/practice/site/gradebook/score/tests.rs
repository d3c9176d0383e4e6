//! What a score message does to a cell, product by product.

use super::*;
use crate::practice::profile;

const NOW: Timestamp = Timestamp::from_seconds(1_000);

fn column(name: &str) -> Column<'static> {
    let profile = profile::ALL
        .iter()
        .find(|profile| profile.name == name)
        .unwrap();
    Column {
        rules: &profile.score,
        score_maximum: 20.0,
        allowed_attempts: 0,
        now: NOW,
    }
}

fn message(seconds: i64, activity: &str, grading: &str, share: Option<f64>) -> ScoreMessage {
    ScoreMessage {
        timestamp: Some(Timestamp::from_seconds(seconds)),
        activity_progress: activity.to_owned(),
        grading_progress: grading.to_owned(),
        share,
        ..ScoreMessage::default()
    }
}

fn submission(seconds: i64, extension: SubmissionExtension) -> ScoreMessage {
    let at = Some(Timestamp::from_seconds(seconds));
    ScoreMessage {
        submitted_at: at,
        extension,
        ..message(seconds, "Submitted", "PendingManual", None)
    }
}

fn with_url() -> SubmissionExtension {
    SubmissionExtension {
        submission_type: Some("basic_lti_launch".to_owned()),
        submission_data: Some("https://tool.example/s/1".to_owned()),
        ..SubmissionExtension::default()
    }
}

#[test]
fn a_score_is_moved_to_the_scale_of_its_column() {
    let mut cell = Cell::default();
    cell.receive(
        &message(1, "Completed", "FullyGraded", Some(0.75)),
        column("generic"),
    )
    .unwrap();
    assert_eq!((cell.score, cell.state), (Some(15.0), CellState::Graded));
}

#[test]
fn which_messages_wipe_a_typed_grade_depends_on_the_product() {
    // profile, gradingProgress, preserve_score, what is left of the grade
    let cases = [
        ("canvas", "PendingManual", false, None),
        ("canvas", "PendingManual", true, Some(12.0)),
        ("canvas", "NotReady", false, None),
        ("moodle", "PendingManual", false, None),
        ("moodle", "FullyGraded", false, None),
        ("generic", "PendingManual", false, Some(12.0)),
        ("generic", "FullyGraded", false, None),
        ("brightspace", "Pending", false, Some(12.0)),
    ];
    for (name, grading, preserve_score, left) in cases {
        let mut cell = Cell::default();
        cell.type_grade(Some(12.0), "dana", Timestamp::from_seconds(1));
        let mut message = message(10, "Submitted", grading, None);
        message.extension.preserve_score = preserve_score;
        cell.receive(&message, column(name)).unwrap();
        assert_eq!(cell.score, left, "{name} {grading} {preserve_score}");
    }
}

#[test]
fn a_score_that_is_still_pending_counts_on_canvas_only() {
    for (name, expected) in [("canvas", Some(10.0)), ("moodle", None), ("generic", None)] {
        let mut cell = Cell::default();
        cell.receive(
            &message(1, "Submitted", "PendingManual", Some(0.5)),
            column(name),
        )
        .unwrap();
        assert_eq!(cell.score, expected, "{name}");
        assert_eq!(cell.state, CellState::NeedsGrading);
    }
}

#[test]
fn a_typed_grade_stays_when_the_tool_asks_for_it() {
    let mut cell = Cell::default();
    cell.type_grade(Some(12.0), "dana", Timestamp::from_seconds(1));
    let mut message = message(10, "Completed", "FullyGraded", Some(1.0));
    message.extension.prioritize_non_tool_grade = true;
    cell.receive(&message, column("canvas")).unwrap();
    assert_eq!(cell.score, Some(12.0));
}

#[test]
fn timestamps_are_compared_as_the_product_compares_them() {
    let cases = [
        ("canvas", 9_999, Err(Unchanged::Older)),
        ("canvas", 10_000, Ok(())),
        ("moodle", 10_999, Err(Unchanged::NotNewer)),
        ("moodle", 11_000, Ok(())),
        ("generic", 10_000, Err(Unchanged::NotNewer)),
        ("generic", 10_001, Ok(())),
    ];
    for (name, millis, expected) in cases {
        let mut cell = Cell::default();
        cell.receive(
            &message(10, "Completed", "FullyGraded", Some(1.0)),
            column(name),
        )
        .unwrap();
        let mut second = message(0, "Completed", "FullyGraded", Some(0.5));
        second.timestamp = Some(Timestamp::from_millis(millis));
        assert_eq!(
            cell.receive(&second, column(name)),
            expected,
            "{name} {millis}"
        );
    }
}

#[test]
fn an_attempt_is_counted_once_per_submission_time() {
    let mut cell = Cell::default();
    cell.receive(&submission(1, with_url()), column("canvas"))
        .unwrap();
    let again = ScoreMessage {
        timestamp: Some(Timestamp::from_seconds(5)),
        ..submission(1, with_url())
    };
    cell.receive(&again, column("canvas")).unwrap();
    assert_eq!(cell.attempts.len(), 1);
    cell.receive(&submission(7, with_url()), column("canvas"))
        .unwrap();
    assert_eq!(cell.attempts.len(), 2);
}

#[test]
fn a_new_attempt_without_data_loses_the_submission_address() {
    let mut cell = Cell::default();
    cell.receive(&submission(1, with_url()), column("canvas"))
        .unwrap();
    assert!(cell.attempts.last().unwrap().url.is_some());
    cell.receive(
        &submission(2, SubmissionExtension::default()),
        column("canvas"),
    )
    .unwrap();
    assert!(cell.attempts.last().unwrap().url.is_none());
}

#[test]
fn a_message_without_a_new_submission_keeps_the_attempt_and_stores_no_address() {
    let not_new = SubmissionExtension {
        new_submission: Some(false),
        ..with_url()
    };
    let mut cell = Cell::default();
    cell.receive(&submission(1, not_new.clone()), column("canvas"))
        .unwrap();
    assert!(cell.attempts.is_empty());
    cell.receive(&submission(2, with_url()), column("canvas"))
        .unwrap();
    cell.receive(&submission(3, not_new), column("canvas"))
        .unwrap();
    assert!(cell.attempts[0].url.is_some());
}

#[test]
fn work_in_progress_hands_nothing_in() {
    let mut cell = Cell::default();
    let extension = with_url();
    let working = ScoreMessage {
        extension,
        ..message(1, "InProgress", "PendingManual", None)
    };
    cell.receive(&working, column("canvas")).unwrap();
    assert!(cell.attempts.is_empty());
    assert_eq!(cell.state, CellState::NotHandedIn);
}

#[test]
fn more_attempts_than_allowed_are_refused() {
    let limited = Column {
        allowed_attempts: 1,
        ..column("canvas")
    };
    let mut cell = Cell::default();
    cell.receive(&submission(1, with_url()), limited).unwrap();
    assert_eq!(
        cell.receive(&submission(2, with_url()), limited),
        Err(Unchanged::NoAttemptLeft)
    );
}

#[test]
fn comments_gather_on_canvas_and_replace_each_other_elsewhere() {
    for (name, expected) in [("canvas", 2), ("moodle", 1)] {
        let mut cell = Cell::default();
        for seconds in [1, 10] {
            let mut message = message(seconds, "Completed", "FullyGraded", Some(1.0));
            message.comment = Some(format!("at {seconds}"));
            cell.receive(&message, column(name)).unwrap();
        }
        assert_eq!(cell.comments.len(), expected);
        cell.receive(
            &message(20, "Completed", "FullyGraded", Some(1.0)),
            column(name),
        )
        .unwrap();
        assert_eq!(cell.comments.is_empty(), name == "moodle");
    }
}
