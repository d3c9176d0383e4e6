//! A tool's registration document and the tool that comes of it. What the document must hold is in `check`.

mod check;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use url::Url;

use crate::practice::profile::Profile;
use crate::practice::settings::Privacy;
use crate::practice::site::tool::{Tool, ToolMessage};
use crate::practice::vocabulary::{CANVAS_PRIVACY_LEVEL, TOOL_CONFIGURATION, scope};

/// Something wrong with a document.
#[derive(Debug)]
pub struct Objection {
    /// RFC 7591 section 3.2.2.
    pub code: &'static str,
    pub field: &'static str,
    pub message: String,
    /// Moodle's word for it.
    word: Option<&'static str>,
}

impl Objection {
    fn new(field: &'static str, message: impl Into<String>, word: Option<&'static str>) -> Self {
        let code = if field == "redirect_uris" {
            "invalid_redirect_uri"
        } else {
            "invalid_client_metadata"
        };
        Self {
            code,
            field,
            message: message.into(),
            word,
        }
    }

    /// The one word that Moodle answers.
    pub fn word(&self) -> String {
        self.word.map_or_else(
            || format!("missing required attribute {}", self.field),
            str::to_owned,
        )
    }
}

/// A document that was understood.
pub struct Document {
    pub tool: Tool,
}

/// Reads a document; all that is wrong with it comes back at once.
pub fn read(profile: &Profile, body: &[u8]) -> Result<Document, Vec<Objection>> {
    let Ok(document) = serde_json::from_slice::<Value>(body) else {
        return Err(vec![Objection::new(
            "body",
            "is not JSON",
            Some("invalid_json"),
        )]);
    };
    let configuration = &document[TOOL_CONFIGURATION];
    let mut objections = check::required(&document);
    objections.extend(check::about_configuration(profile, configuration));
    let messages = read_messages(profile, configuration, &mut objections);
    let custom = read_custom(configuration, &mut objections);
    let (Some(login_url), Some(target), Some(jwks_url)) = (
        url(&document, "initiate_login_uri"),
        url(configuration, "target_link_uri"),
        url(&document, "jwks_uri"),
    ) else {
        return Err(objections);
    };
    if !objections.is_empty() {
        return Err(objections);
    }
    let asked = document["scope"].as_str().unwrap_or_default();
    let scopes = asked
        .split_ascii_whitespace()
        .filter(|one| scope::ALL.contains(one))
        .map(str::to_owned)
        .collect();
    let mut kept = document.clone();
    kept[TOOL_CONFIGURATION]["messages"] = kept_messages(configuration, &messages);
    Ok(Document {
        tool: Tool {
            client_id: String::new(),
            deployment_id: String::new(),
            name: document["client_name"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
            login_url,
            redirect_uris: texts(&document["redirect_uris"]),
            target_link_uri: target,
            jwks_url,
            privacy: privacy(profile, configuration),
            scopes,
            custom,
            messages,
            active: false,
            document: Some(kept),
            registration_token: None,
        },
    })
}

fn read_messages(
    profile: &Profile,
    configuration: &Value,
    objections: &mut Vec<Objection>,
) -> Vec<ToolMessage> {
    let Some(messages) = configuration["messages"].as_array() else {
        objections.push(Objection::new("messages", "must be a list", None));
        return Vec::new();
    };
    let mut kept = Vec::new();
    for message in messages {
        let kind = message["type"].as_str().unwrap_or_default();
        let offered = profile
            .registration
            .messages
            .iter()
            .find(|(one, _)| *one == kind);
        let mut placements = texts(&message["placements"]);
        let known = |placement: &String| {
            offered.is_some_and(|(_, offered)| {
                offered.is_empty() || offered.contains(&placement.as_str())
            })
        };
        let unknown = offered.is_none() || !placements.iter().all(known);
        if unknown && !profile.registration.drops_unknown_messages {
            let message = format!("{kind} or one of its placements is not supported");
            objections.push(Objection::new("messages", message, None));
            continue;
        }
        if offered.is_none() {
            continue;
        }
        placements.retain(known);
        kept.push(ToolMessage {
            message_type: kind.to_owned(),
            placements,
            target_link_uri: message["target_link_uri"].as_str().map(str::to_owned),
            custom: custom_of(&message["custom_parameters"]).unwrap_or_default(),
        });
    }
    kept
}

/// The messages of the document that were kept, as they were written.
fn kept_messages(configuration: &Value, kept: &[ToolMessage]) -> Value {
    let messages = configuration["messages"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    json!(
        messages
            .into_iter()
            .filter(|message| kept
                .iter()
                .any(|kept| message["type"] == *kept.message_type))
            .collect::<Vec<_>>()
    )
}

fn read_custom(configuration: &Value, objections: &mut Vec<Objection>) -> BTreeMap<String, String> {
    custom_of(&configuration["custom_parameters"]).unwrap_or_else(|| {
        objections.push(Objection::new(
            "custom_parameters",
            "must be texts",
            Some("invalid_custom_parameters"),
        ));
        BTreeMap::new()
    })
}

fn custom_of(custom: &Value) -> Option<BTreeMap<String, String>> {
    match custom {
        Value::Null => Some(BTreeMap::new()),
        Value::Object(custom) => custom
            .iter()
            .map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
            .collect(),
        _ => None,
    }
}

/// What the tool will learn about people: by Canvas's own member there, else by the claims that it lists.
fn privacy(profile: &Profile, configuration: &Value) -> Privacy {
    if !profile.registration.privacy_from_claims {
        return serde_json::from_value(configuration[CANVAS_PRIVACY_LEVEL].clone())
            .unwrap_or_default();
    }
    let claims = texts(&configuration["claims"]);
    let lists = |name: &str| claims.iter().any(|claim| claim == name);
    match (
        lists("name") || lists("given_name") || lists("family_name"),
        lists("email"),
    ) {
        (true, true) => Privacy::Public,
        (true, false) => Privacy::NameOnly,
        (false, true) => Privacy::EmailOnly,
        (false, false) => Privacy::Anonymous,
    }
}

fn texts(value: &Value) -> Vec<String> {
    let texts = value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

fn url(value: &Value, field: &str) -> Option<Url> {
    value[field].as_str().and_then(|text| Url::parse(text).ok())
}
