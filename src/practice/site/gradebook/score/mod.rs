//! What a score message does to a cell (AGS 2.0 section 3.4), by the profile's rules. Pure; the service reads the
//! message and answers.

#[cfg(test)]
mod tests;

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
        self.stamps.push(timestamp);
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
