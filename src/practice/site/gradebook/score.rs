//! What a score message does to a cell (AGS 2.0 section 3.4), by the profile's rules. Pure; the service reads the
//! message and answers.

use super::{Attempt, Cell, CellState, Comment, Grader};
use crate::clock::Timestamp;
use crate::practice::profile::{Comments, Scores, TimestampRule, WithoutScore};

/// A score message that was read and makes sense.
#[derive(Clone, Debug, Default)]
pub struct ScoreMessage {
    pub user_id: String,
    /// When the tool says that this came to be; `None` is only for tests.
    pub timestamp: Option<Timestamp>,
    pub activity_progress: String,
    pub grading_progress: String,
    /// The score as a share of its maximum.
    pub share: Option<f64>,
    pub comment: Option<String>,
    pub submitted_at: Option<Timestamp>,
    pub extension: SubmissionExtension,
}

/// The submission extension of Canvas.
#[derive(Clone, Debug, Default)]
pub struct SubmissionExtension {
    pub new_submission: Option<bool>,
    pub preserve_score: bool,
    pub prioritize_non_tool_grade: bool,
    pub submission_type: Option<String>,
    pub submission_data: Option<String>,
    pub submitted_at: Option<Timestamp>,
}

/// Why a message leaves the cell as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unchanged {
    /// Older than what is stored: status 400.
    Older,
    /// Not newer than what is stored: status 409.
    NotNewer,
    /// All allowed attempts are used.
    NoAttemptLeft,
}

/// What a message meets.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    pub rules: &'a Scores,
    pub score_maximum: f64,
    /// 0 is no limit.
    pub allowed_attempts: u32,
    pub now: Timestamp,
}

impl Cell {
    /// Takes a message in.
    pub fn receive(&mut self, message: &ScoreMessage, column: Column<'_>) -> Result<(), Unchanged> {
        let timestamp = message.timestamp.unwrap_or(column.now);
        self.check_timestamp(timestamp, column.rules.timestamp)?;
        let hands_in = matches!(
            message.activity_progress.as_str(),
            "Submitted" | "Completed"
        );
        if hands_in {
            self.hand_in(message, column, timestamp)?;
        }
        let recorded = column
            .rules
            .recorded
            .contains(&message.grading_progress.as_str());
        let share = message.share.filter(|_| recorded);
        match share {
            Some(share) => self.grade(share * column.score_maximum, message),
            None => self.miss_score(message, column.rules.without_score, hands_in),
        }
        self.comment(message, column.rules.comments, share.is_some(), timestamp);
        self.activity_progress = Some(message.activity_progress.clone());
        self.grading_progress = Some(message.grading_progress.clone());
        self.changed_at = Some(timestamp);
        Ok(())
    }

    fn check_timestamp(&self, timestamp: Timestamp, rule: TimestampRule) -> Result<(), Unchanged> {
        let Some(stored) = self.changed_at else {
            return Ok(());
        };
        match rule {
            TimestampRule::OlderIsBadRequest if timestamp < stored => Err(Unchanged::Older),
            TimestampRule::NotAfterInSecondsIsConflict
                if timestamp.seconds() <= stored.seconds() =>
            {
                Err(Unchanged::NotNewer)
            }
            TimestampRule::NotAfterIsConflict if timestamp <= stored => Err(Unchanged::NotNewer),
            _ => Ok(()),
        }
    }

    fn hand_in(
        &mut self,
        message: &ScoreMessage,
        column: Column<'_>,
        timestamp: Timestamp,
    ) -> Result<(), Unchanged> {
        if !column.rules.submissions {
            let submitted_at = message.submitted_at.unwrap_or(timestamp);
            self.attempts = vec![Attempt {
                submitted_at,
                url: None,
            }];
            return Ok(());
        }
        let extension = &message.extension;
        let kind = extension
            .submission_type
            .as_deref()
            .unwrap_or("external_tool");
        if !extension.new_submission.unwrap_or(kind != "none") {
            return Ok(());
        }
        // Only these two hold an address; without one a new attempt hides the address of the old.
        let holds_url = matches!(kind, "basic_lti_launch" | "online_url");
        let url = extension.submission_data.clone().filter(|_| holds_url);
        let told = message.submitted_at.or(extension.submitted_at);
        if let (Some(told), Some(last)) = (told, self.attempts.last_mut())
            && last.submitted_at == told
        {
            if url.is_some() {
                last.url = url;
            }
            return Ok(());
        }
        let used = u32::try_from(self.attempts.len()).unwrap_or(u32::MAX);
        if column.allowed_attempts > 0 && used >= column.allowed_attempts {
            return Err(Unchanged::NoAttemptLeft);
        }
        self.attempts.push(Attempt {
            submitted_at: told.unwrap_or(column.now),
            url,
        });
        Ok(())
    }

    fn grade(&mut self, score: f64, message: &ScoreMessage) {
        let typed = matches!(self.graded_by, Some(Grader::Person(_))) && self.score.is_some();
        if message.extension.prioritize_non_tool_grade && typed {
            return;
        }
        self.score = Some(score);
        self.graded_by = Some(Grader::Tool);
        let waiting = message.grading_progress == "PendingManual";
        self.state = if waiting {
            CellState::NeedsGrading
        } else {
            CellState::Graded
        };
    }

    fn miss_score(&mut self, message: &ScoreMessage, rule: WithoutScore, hands_in: bool) {
        let clears = match rule {
            WithoutScore::Clears => !message.extension.preserve_score,
            WithoutScore::ClearsWhenFullyGraded => message.grading_progress == "FullyGraded",
        };
        if clears {
            self.score = None;
            self.graded_by = None;
        }
        if hands_in && message.grading_progress == "PendingManual" {
            self.state = CellState::NeedsGrading;
        } else if self.score.is_none() {
            let handed_in = hands_in || !self.attempts.is_empty();
            self.state = if handed_in {
                CellState::HandedIn
            } else {
                CellState::NotHandedIn
            };
        }
    }

    fn comment(&mut self, message: &ScoreMessage, rule: Comments, scored: bool, at: Timestamp) {
        let comment = message
            .comment
            .clone()
            .filter(|text| !text.is_empty())
            .map(|text| Comment { at, text });
        match rule {
            Comments::Appended => self.comments.extend(comment.filter(|_| scored)),
            Comments::Replaced => self.comments = comment.into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
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
}
