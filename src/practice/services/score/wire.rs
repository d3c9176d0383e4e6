//! A score message as it travels (AGS 2.0 section 3.4.2, and the submission extension of Canvas).

use chrono::{DateTime, Timelike};
use serde_json::{Map, Value};

use crate::clock::Timestamp;
use crate::practice::faults::Faults;
use crate::practice::profile::{Profile, TimestampRule};
use crate::practice::services::Refused;
use crate::practice::site::gradebook::score::{ScoreMessage, SubmissionExtension};
use crate::practice::vocabulary::CANVAS_SUBMISSION;

const MEMBERS: [&str; 9] = [
    "userId",
    "timestamp",
    "activityProgress",
    "gradingProgress",
    "scoreGiven",
    "scoreMaximum",
    "comment",
    "scoringUserId",
    "submission",
];
const ACTIVITY: [&str; 5] = [
    "Initialized",
    "Started",
    "InProgress",
    "Submitted",
    "Completed",
];
const GRADING: [&str; 5] = [
    "FullyGraded",
    "Pending",
    "PendingManual",
    "Failed",
    "NotReady",
];
const SUBMISSION_TYPES: [&str; 6] = [
    "none",
    "basic_lti_launch",
    "online_text_entry",
    "online_url",
    "external_tool",
    "online_upload",
];
/// How far ahead of the platform's clock a submission may be, in seconds.
const FUTURE: i64 = 60;

/// Reads a message and refuses what does not make sense.
pub fn read(
    profile: &Profile,
    faults: &Faults,
    body: &[u8],
    now: Timestamp,
) -> Result<ScoreMessage, Refused> {
    let Ok(Value::Object(wire)) = serde_json::from_slice(body) else {
        return Err(Refused::new(400, "The body is not a JSON object."));
    };
    let wrong = |message: String| Refused::new(profile.services.malformed, message);
    check_members(profile, faults, &wire)
        .map_err(|name| Refused::new(400, format!("{name} is not a known member")))?;
    let one_of = |name: &str, values: &[&str]| {
        let value = text(&wire, name)
            .filter(|value| values.contains(value))
            .map(str::to_owned);
        value.ok_or_else(|| wrong(format!("{name} must be one of {}", values.join(", "))))
    };
    if wire.contains_key("scoringUserId") && text(&wire, "scoringUserId").is_none() {
        return Err(wrong("scoringUserId must not be empty".to_owned()));
    }
    let user_id = text(&wire, "userId")
        .ok_or_else(|| wrong("userId is missing".to_owned()))?
        .to_owned();
    let timestamp =
        text(&wire, "timestamp").ok_or_else(|| Refused::new(400, "timestamp is missing"))?;
    let timestamp = time(
        timestamp,
        profile.score.timestamp == TimestampRule::NotAfterIsConflict,
    )
    .ok_or_else(|| {
        Refused::new(
            400,
            "timestamp is not in ISO 8601 with a zone and parts of a second",
        )
    })?;
    let extension = read_extension(profile, wire.get(CANVAS_SUBMISSION), now)?;
    Ok(ScoreMessage {
        user_id,
        timestamp: Some(timestamp),
        activity_progress: one_of("activityProgress", &ACTIVITY)?,
        grading_progress: one_of("gradingProgress", &GRADING)?,
        share: share(profile, &wire).map_err(wrong)?,
        comment: text(&wire, "comment").map(str::to_owned),
        submitted_at: read_submission(wire.get("submission"), now)?,
        extension,
    })
}

/// Members without the name of an address must be known; with the switch, the others too.
fn check_members(
    profile: &Profile,
    faults: &Faults,
    wire: &Map<String, Value>,
) -> Result<(), String> {
    let refused = |name: &&String| {
        let is_extension = name.contains("://");
        faults.extensions_refused || profile.score.refuses_unknown_members && !is_extension
    };
    let unknown = wire
        .keys()
        .filter(|name| !MEMBERS.contains(&name.as_str()))
        .find(|name| refused(name));
    unknown.map_or(Ok(()), |name| Err(name.clone()))
}

/// `scoreGiven` as a share of `scoreMaximum`; null is as good as absent.
fn share(profile: &Profile, wire: &Map<String, Value>) -> Result<Option<f64>, String> {
    let given = match wire.get("scoreGiven") {
        None | Some(Value::Null) => return Ok(None),
        Some(given) => given.as_f64().filter(|given| *given >= 0.0),
    };
    let given = given.ok_or("scoreGiven must be a number of 0 or more")?;
    let maximum = match wire.get("scoreMaximum") {
        None | Some(Value::Null) => profile.score.default_maximum,
        Some(maximum) => maximum.as_f64().filter(|maximum| *maximum > 0.0),
    };
    let maximum = maximum.ok_or("scoreGiven needs a scoreMaximum above 0")?;
    Ok(Some(given / maximum))
}

fn read_submission(
    submission: Option<&Value>,
    now: Timestamp,
) -> Result<Option<Timestamp>, Refused> {
    let Some(submission) = submission.filter(|submission| !submission.is_null()) else {
        return Ok(None);
    };
    let read = |name: &str| match &submission[name] {
        Value::Null => Ok(None),
        value => value
            .as_str()
            .and_then(|value| time(value, false))
            .map(Some)
            .ok_or_else(|| {
                Refused::new(
                    400,
                    format!("submission.{name} is not in ISO 8601 with a zone"),
                )
            }),
    };
    let (started, submitted) = (read("startedAt")?, read("submittedAt")?);
    if started
        .zip(submitted)
        .is_some_and(|(started, submitted)| submitted < started)
    {
        return Err(Refused::new(
            400,
            "submission.submittedAt is before submission.startedAt",
        ));
    }
    check_not_future(submitted, now)?;
    Ok(submitted)
}

fn read_extension(
    profile: &Profile,
    extension: Option<&Value>,
    now: Timestamp,
) -> Result<SubmissionExtension, Refused> {
    let Some(extension) = extension.filter(|_| profile.score.submissions) else {
        return Ok(SubmissionExtension::default());
    };
    let flag = |name: &str| extension[name].as_bool();
    let words = |name: &str| extension[name].as_str().map(str::to_owned);
    let submission_type = words("submission_type");
    if submission_type
        .as_deref()
        .is_some_and(|kind| !SUBMISSION_TYPES.contains(&kind))
    {
        return Err(Refused::new(422, "submission_type is not valid"));
    }
    let files = extension["content_items"]
        .as_array()
        .is_some_and(|items| !items.is_empty());
    if submission_type.as_deref() == Some("online_upload") && !files {
        return Err(Refused::new(422, "online_upload needs content_items"));
    }
    let submitted_at = match words("submitted_at") {
        Some(at) => Some(
            time(&at, false).ok_or_else(|| Refused::new(400, "submitted_at is not in ISO 8601"))?,
        ),
        None => None,
    };
    check_not_future(submitted_at, now)?;
    Ok(SubmissionExtension {
        new_submission: flag("new_submission"),
        preserve_score: flag("preserve_score").unwrap_or(false),
        prioritize_non_tool_grade: flag("prioritize_non_tool_grade").unwrap_or(false),
        submission_type,
        submission_data: words("submission_data"),
        submitted_at,
    })
}

fn check_not_future(at: Option<Timestamp>, now: Timestamp) -> Result<(), Refused> {
    if at.is_some_and(|at| at.seconds() > now.seconds() + FUTURE) {
        return Err(Refused::new(400, "The submission time is in the future."));
    }
    Ok(())
}

/// A time with a zone; with a fraction of a second where the product insists on one.
fn time(text: &str, needs_fraction: bool) -> Option<Timestamp> {
    let time = DateTime::parse_from_rfc3339(text).ok()?;
    let has_fraction = text.contains('.') || time.nanosecond() > 0;
    (has_fraction || !needs_fraction).then(|| Timestamp::from_millis(time.timestamp_millis()))
}

fn text<'a>(wire: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    wire.get(name)
        .and_then(Value::as_str)
        .filter(|text| !text.is_empty())
}
