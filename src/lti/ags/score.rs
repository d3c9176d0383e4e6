//! Scores (section 3.4), with the submission extension of Canvas where it is asked for.

use serde::Serialize;
use serde_json::Value;
use url::Url;

use super::{below, media};
use crate::clock::Timestamp;
use crate::lti::names::scope;
use crate::lti::service::{Call, Endpoint, ServiceError, Services, Signer};

const MAX_BYTES: usize = 256 * 1024;

/// One score message.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Score<'a> {
    /// The platform's id for the learner.
    pub user_id: &'a str,
    /// After that of every earlier message about the same learner and column.
    #[serde(serialize_with = "time")]
    pub timestamp: Timestamp,
    /// How far the learner is.
    pub activity_progress: &'a str,
    /// How far grading is.
    pub grading_progress: &'a str,
    /// The points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_given: Option<u32>,
    /// Out of how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_maximum: Option<u32>,
    /// What the learner reads beside them, in plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<&'a str>,
    /// When the work was handed in.
    #[serde(
        rename = "submission",
        skip_serializing_if = "Option::is_none",
        serialize_with = "submitted_at"
    )]
    pub submitted_at: Option<Timestamp>,
    /// What Canvas is told beside; other platforms refuse or ignore it.
    #[serde(
        rename = "https://canvas.instructure.com/lti/submission",
        skip_serializing_if = "Option::is_none"
    )]
    pub canvas: Option<Submission<'a>>,
}

/// The submission extension of Canvas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Submission<'a> {
    /// Whether work was handed in. Said always: Canvas takes it as yes where nothing is said.
    pub new_submission: bool,
    /// Whether a score stays that the message does not replace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preserve_score: Option<bool>,
    /// Whether any grade that is there stays, whoever gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prioritize_non_tool_grade: Option<bool>,
    /// How the work is looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submission_type: Option<&'a str>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submission_data: Option<&'a str>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's interface")]
fn time<S: serde::Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&at.rfc3339())
}

#[expect(clippy::ref_option, reason = "serde's interface")]
fn submitted_at<S: serde::Serializer>(
    at: &Option<Timestamp>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serde_json::json!({ "submittedAt": at.map(Timestamp::rfc3339) }).serialize(serializer)
}

/// Sends a score.
///
/// # Errors
/// [`ServiceError`]. An answer that says yes and holds an error or a page is none that can be trusted:
/// [`ServiceError::Refused`], [`ServiceError::Unreadable`].
pub async fn post_score(
    services: &Services,
    endpoint: &Endpoint,
    signer: Signer<'_>,
    line_item: &Url,
    score: &Score<'_>,
) -> Result<(), ServiceError> {
    let body = serde_json::to_vec(score)
        .map_err(|_| ServiceError::Unreadable("a score that cannot be written"))?;
    let call = Call {
        method: "POST",
        url: below(line_item, "scores"),
        accept: None,
        body: Some((media::SCORE, body)),
        max_bytes: MAX_BYTES,
    };
    let response = services
        .call(endpoint, &[scope::SCORE], signer, call)
        .await?;
    let text = response.body.trim_ascii();
    if text.first() == Some(&b'<') {
        return Err(ServiceError::Unreadable("a page instead of an answer"));
    }
    let document: Value = serde_json::from_slice(text).unwrap_or_default();
    if document
        .get("errors")
        .is_some_and(|errors| !errors.is_null())
    {
        return Err(ServiceError::Unreadable("a yes with an error in it"));
    }
    Ok(())
}
