//! A line item as it travels (AGS 2.0 section 3.2.2).

use serde_json::{Value, json};

use crate::practice::profile::{Absent, Profile};
use crate::practice::services::{Refused, address};
use crate::practice::site::content::NewLineItem;
use crate::practice::site::line_item::LineItem;
use crate::practice::site::{Site, State};
use crate::practice::vocabulary::CANVAS_SUBMISSION_TYPE;

/// Writes a line item.
pub fn write(site: &Site, state: &State, line_item: &LineItem) -> Value {
    let absent = site.profile.line_item.absent;
    let mut wire = json!({
        "id": address::line_item(site, state, line_item),
        "label": line_item.label,
        "scoreMaximum": line_item.score_maximum,
    });
    let item = line_item.item.and_then(|item| state.item(item));
    let texts = [
        ("resourceId", line_item.resource_id.as_deref()),
        ("tag", line_item.tag.as_deref()),
        (
            "resourceLinkId",
            item.map(|(_, item)| item.resource_link_id.as_str()),
        ),
        ("startDateTime", line_item.start_date_time.as_deref()),
        ("endDateTime", line_item.end_date_time.as_deref()),
    ];
    for (name, value) in texts {
        match (value, absent) {
            (Some(value), _) => wire[name] = json!(value),
            (None, Absent::EmptyText) => wire[name] = json!(""),
            (None, Absent::Null) => wire[name] = Value::Null,
            (None, Absent::Omitted) => {}
        }
    }
    if let Some(released) = line_item.grades_released {
        wire["gradesReleased"] = json!(released);
    }
    if let Some(review) = &line_item.submission_review {
        wire["submissionReview"] = review.clone();
    }
    if let Some(kind) = &line_item.submission_type {
        wire[CANVAS_SUBMISSION_TYPE] = kind.clone();
    }
    wire
}

/// Reads a line item, and the resource link that it names.
pub fn read(profile: &Profile, body: &[u8]) -> Result<(NewLineItem, Option<String>), Refused> {
    let wrong = |message: &str| Refused::new(profile.services.malformed, message);
    let wire: Value =
        serde_json::from_slice(body).map_err(|_| Refused::new(400, "The body is not JSON."))?;
    let label = text(&wire, "label").ok_or_else(|| wrong("label is missing"))?;
    let score_maximum = wire["scoreMaximum"]
        .as_f64()
        .filter(|maximum| *maximum > 0.0);
    let score_maximum =
        score_maximum.ok_or_else(|| wrong("scoreMaximum must be a number above 0"))?;
    for date in ["startDateTime", "endDateTime"] {
        if text(&wire, date)
            .is_some_and(|date| chrono::DateTime::parse_from_rfc3339(&date).is_err())
        {
            return Err(Refused::new(
                400,
                format!("{date} is not a time in ISO 8601 with a zone"),
            ));
        }
    }
    let submission_type = wire
        .get(CANVAS_SUBMISSION_TYPE)
        .filter(|_| profile.line_item.submission_type);
    if let Some(kind) = submission_type
        && !(kind["type"] == "none"
            || kind["type"] == "external_tool" && kind["external_tool_url"].is_string())
    {
        return Err(Refused::new(400, "The submission type is not valid."));
    }
    let new = NewLineItem {
        label,
        score_maximum,
        resource_id: text(&wire, "resourceId"),
        tag: text(&wire, "tag"),
        start_date_time: text(&wire, "startDateTime"),
        end_date_time: text(&wire, "endDateTime"),
        grades_released: wire["gradesReleased"].as_bool(),
        submission_review: wire
            .get("submissionReview")
            .filter(|review| review.is_object())
            .cloned(),
        submission_type: submission_type.cloned(),
    };
    Ok((new, text(&wire, "resourceLinkId")))
}

/// Puts what was read in the place of what was there.
pub fn replace(line_item: &mut LineItem, new: NewLineItem) {
    line_item.label = new.label;
    line_item.score_maximum = new.score_maximum;
    line_item.resource_id = new.resource_id;
    line_item.tag = new.tag;
    line_item.start_date_time = new.start_date_time;
    line_item.end_date_time = new.end_date_time;
    line_item.grades_released = new.grades_released;
    line_item.submission_review = new.submission_review;
}

fn text(wire: &Value, member: &str) -> Option<String> {
    wire[member]
        .as_str()
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}
