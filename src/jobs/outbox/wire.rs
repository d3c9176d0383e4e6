//! From what a gradebook is told to the message that travels, by the product's profile.

use crate::clock::Timestamp;
use crate::domain::score_post::{Activity, Comment, Grading, Message};
use crate::i18n::Language;
use crate::lti::ags::{Score, Submission};
use crate::lti::profile::Profile;
use crate::lti::tool::Tool;
use crate::templates::score_post;

/// The parts of a message that have to be put together first.
pub(super) struct Parts {
    /// The comment in the learner's language.
    pub(super) comment: Option<String>,
    /// The address that a grader opens.
    submission: String,
}

impl Parts {
    pub(super) fn of(message: &Message, profile: &Profile, tool: &Tool) -> Self {
        Self {
            comment: message
                .comment
                .as_ref()
                .map(|comment| words(comment, profile)),
            submission: match message.review {
                Some(attempt) => tool.submission_url(&attempt.to_string()),
                None => tool.launch_url(),
            },
        }
    }
}

fn words(comment: &Comment, profile: &Profile) -> String {
    let preferred: Vec<_> = comment.locale.as_deref().into_iter().collect();
    let language = Language::negotiate(&preferred, None);
    let text = score_post::comment(language, comment.remark, &comment.band);
    if profile.scores.html_line_breaks {
        text.replace('\n', "<br/>")
    } else {
        text
    }
}

/// The message as it travels.
pub(super) fn score<'a>(
    message: &Message,
    parts: &'a Parts,
    profile: &Profile,
    sub: &'a str,
    stamp: Timestamp,
    with_comment: bool,
) -> Score<'a> {
    let is_submission = message.is_submission;
    Score {
        user_id: sub,
        timestamp: stamp,
        activity_progress: match message.activity {
            Activity::Initialized => "Initialized",
            Activity::InProgress => "InProgress",
            Activity::Submitted => "Submitted",
            Activity::Completed => "Completed",
        },
        grading_progress: match message.grading {
            Grading::FullyGraded => "FullyGraded",
            Grading::PendingManual => "PendingManual",
            Grading::NotReady => "NotReady",
        },
        score_given: message.score.map(|score| score.given),
        score_maximum: message.score.map(|score| score.maximum),
        comment: parts.comment.as_deref().filter(|_| with_comment),
        submitted_at: message.submitted_at,
        canvas: profile.scores.canvas_extension.then_some(Submission {
            new_submission: is_submission,
            preserve_score: message.preserves_score,
            prioritize_non_tool_grade: profile.scores.keeps_any_grade.then_some(true),
            submission_type: is_submission.then_some("basic_lti_launch"),
            submission_data: is_submission.then_some(parts.submission.as_str()),
        }),
    }
}
