//! Content items and what the course makes of them (Deep Linking 2.0 section 3).

use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde_json::Value;
use url::Url;

use super::Signed;
use crate::practice::pages::Problem;
use crate::practice::profile::Placement;
use crate::practice::site::content::{NewItem, NewLineItem};
use crate::practice::site::launch::DeepLink;
use crate::practice::site::{Site, State};
use crate::practice::vocabulary::{DL_CONTENT_ITEMS, DL_ERRORMSG, DL_MSG};

/// What became of a response.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Titles of what was made.
    pub made: Vec<String>,
    /// Why items were left out.
    left_out: Vec<String>,
    /// What the tool has to say.
    message: Option<String>,
}

impl Outcome {
    /// All of it in a sentence or three.
    pub fn summary(&self) -> String {
        let mut summary = match self.made.len() {
            0 => "Nothing was added.".to_owned(),
            1 => "1 item was added.".to_owned(),
            several => format!("{several} items were added."),
        };
        for more in self.message.iter().chain(&self.left_out) {
            summary.push(' ');
            summary.push_str(more);
        }
        summary
    }
}

/// Makes what the response asks for; a wrong item is left out and told, the others are made.
pub fn create(
    site: &Site,
    state: &mut State,
    link: &DeepLink,
    signed: &Signed,
) -> Result<Outcome, Problem> {
    let placement = site
        .profile
        .deep_linking
        .placements
        .iter()
        .find(|placement| placement.name == link.placement)
        .ok_or_else(super::closed)?;
    let text = |name| {
        signed
            .value(name)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let mut outcome = Outcome {
        message: text(DL_ERRORMSG).or_else(|| text(DL_MSG)),
        ..Outcome::default()
    };
    let items = match signed.value(DL_CONTENT_ITEMS) {
        None => &[][..],
        Some(Value::Array(items)) => items,
        Some(_) => return Err(not_taken("content_items is not a list")),
    };
    if items.len() > 1 && !placement.accept_multiple {
        return Err(not_taken("only one item was asked for"));
    }
    for item in items {
        match read(placement, &link.client_id, item) {
            Ok(new) => {
                let title = new.title.clone();
                if state.add_item(site.profile, link.course, new).is_some() {
                    outcome.made.push(title);
                }
            }
            Err(reason) => outcome.left_out.push(format!("Left out: {reason}.")),
        }
    }
    Ok(outcome)
}

fn not_taken(reason: &str) -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "The tool's answer was not taken",
        format!("In it, {reason}."),
    )
}

fn read(placement: &Placement, client_id: &str, item: &Value) -> Result<NewItem, String> {
    let kind = text(item, "type").ok_or("an item has no type")?;
    if !placement.accept_types.contains(&kind.as_str()) {
        return Err(format!("an item of type {kind} was not asked for"));
    }
    let url = text(item, "url");
    if let Some(url) = &url {
        let address = Url::parse(url).map_err(|_| format!("{url} is not an address"))?;
        if !matches!(address.scheme(), "http" | "https") {
            return Err(format!("{url} is not a web address"));
        }
    }
    let is_web_link = kind != "ltiResourceLink";
    if is_web_link && url.is_none() {
        return Err(format!("an item of type {kind} has no url"));
    }
    let title = text(item, "title").unwrap_or_else(|| "Untitled".to_owned());
    let graded = !is_web_link
        && placement.creates_line_items
        && item.get("lineItem").is_some_and(Value::is_object);
    let line_item = graded
        .then(|| read_line_item(&title, &item["lineItem"]))
        .transpose()?;
    Ok(NewItem {
        title,
        description: text(item, "text").unwrap_or_default(),
        client_id: client_id.to_owned(),
        url,
        custom: read_custom(&item["custom"])?,
        placement: Some(placement.name.to_owned()),
        window: item.get("window").is_some(),
        is_web_link,
        available_from: text(&item["available"], "startDateTime"),
        available_until: text(&item["available"], "endDateTime"),
        due_at: text(&item["submission"], "endDateTime"),
        line_item,
    })
}

fn read_line_item(title: &str, line_item: &Value) -> Result<NewLineItem, String> {
    let score_maximum = line_item["scoreMaximum"]
        .as_f64()
        .filter(|maximum| *maximum > 0.0)
        .ok_or_else(|| format!("the lineItem of {title} needs a scoreMaximum above 0"))?;
    Ok(NewLineItem {
        label: text(line_item, "label").unwrap_or_else(|| title.to_owned()),
        score_maximum,
        resource_id: text(line_item, "resourceId"),
        tag: text(line_item, "tag"),
        grades_released: line_item["gradesReleased"].as_bool(),
        submission_review: line_item.get("submissionReview").cloned(),
        ..NewLineItem::default()
    })
}

/// Custom parameters; numbers become text, as most products do it, and anything else is refused.
fn read_custom(custom: &Value) -> Result<BTreeMap<String, String>, String> {
    let Some(custom) = custom.as_object() else {
        return if custom.is_null() {
            Ok(BTreeMap::new())
        } else {
            Err("custom is not an object".to_owned())
        };
    };
    let pairs = custom.iter().map(|(name, value)| match value {
        Value::String(text) => Ok((name.clone(), text.clone())),
        Value::Number(number) => Ok((name.clone(), number.to_string())),
        _ => Err(format!("the custom parameter {name} is not a text")),
    });
    pairs.collect()
}

fn text(value: &Value, member: &str) -> Option<String> {
    value
        .get(member)
        .and_then(Value::as_str)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}
