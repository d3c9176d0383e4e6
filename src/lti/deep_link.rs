//! Deep Linking 2.0: what a platform lets us choose, and the message that takes the choice back. Owns both
//! documents; what can be chosen is the product's.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value, json};
use url::Url;

use super::claims::{text, texts, web_address};
use super::error::{Reason, Refusal};
use super::names::{self, claim, message};
use crate::clock::Timestamp;

const RESPONSE_LIFE: Duration = Duration::from_secs(300);

/// What the platform accepts (Deep Linking 2.0 section 4.4.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Where the browser posts the answer to, query included.
    pub return_url: Url,
    /// Types of content; others than ours are kept but not used.
    pub accept_types: Vec<String>,
    /// Whether several items may be returned; one when the platform does not say.
    pub accept_multiple: bool,
    /// Whether line items are taken; unknown when the platform does not say (Canvas never does).
    pub accept_line_item: Option<bool>,
    /// Opaque; given back byte by byte.
    pub data: Option<String>,
}

impl Settings {
    /// Reads the settings claim.
    ///
    /// # Errors
    /// [`Reason::SettingsMissing`] when there is no claim or no usable return address.
    pub fn from_claims(claims: &Map<String, Value>) -> Result<Self, Refusal> {
        let missing = |what: &str| Refusal::new(Reason::SettingsMissing, what);
        let settings = claims
            .get(claim::DEEP_LINKING_SETTINGS)
            .and_then(Value::as_object)
            .ok_or_else(|| missing("deep_linking_settings is absent"))?;
        let return_url = text(settings, "deep_link_return_url")
            .and_then(|address| web_address(&address))
            .ok_or_else(|| missing("deep_link_return_url is absent or no address"))?;
        Ok(Self {
            return_url,
            accept_types: texts(settings.get("accept_types")),
            accept_multiple: settings
                .get("accept_multiple")
                .and_then(Value::as_bool)
                .unwrap_or(false),
            accept_line_item: settings.get("accept_lineitem").and_then(Value::as_bool),
            data: settings
                .get("data")
                .and_then(Value::as_str)
                .map(str::to_owned),
        })
    }

    /// Whether a link to this tool can be returned at all.
    #[must_use]
    pub fn accepts_links(&self) -> bool {
        self.accept_types
            .iter()
            .any(|kind| kind == "ltiResourceLink")
    }
}

/// One chosen link (Deep Linking 2.0 section 3.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResourceLinkItem {
    /// As the course shows it.
    pub title: String,
    /// A plain sentence below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Where it leads; must lie on this tool's origin.
    pub url: Url,
    /// A small picture beside the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<Picture>,
    /// A larger one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<Picture>,
    /// How it opens in a window of its own, where it shall.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// How it opens in a frame, where it shall.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iframe: Option<Frame>,
    /// Parameters that come back with every launch and travel along when the course is copied.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub custom: BTreeMap<String, String>,
    /// The column of the gradebook, where it shall have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_item: Option<LineItem>,
    /// When it can be opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available: Option<Period>,
    /// When work is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submission: Option<Period>,
}

/// A picture by its address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// Where it is.
    pub url: Url,
    /// In pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// In pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

/// A window of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Window {
    /// Its name; `_blank` for a new one each time.
    pub target_name: String,
}

/// A frame in the course's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// A column to be made together with the link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineItem {
    /// Its maximum, above 0.
    pub score_maximum: u32,
    /// Its heading; the link's title without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What we call the thing that is scored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<String>,
    /// What kind of score it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
}

/// From when until when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Period {
    /// From when.
    #[serde(serialize_with = "instant", skip_serializing_if = "Option::is_none")]
    pub start_date_time: Option<Timestamp>,
    /// Until when.
    #[serde(serialize_with = "instant", skip_serializing_if = "Option::is_none")]
    pub end_date_time: Option<Timestamp>,
}

#[expect(clippy::ref_option, reason = "serde hands fields over so")]
fn instant<S: Serializer>(moment: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    moment.map(Timestamp::rfc3339).serialize(serializer)
}

impl ResourceLinkItem {
    /// A link with a title and nothing that may be left out.
    #[must_use]
    pub const fn new(title: String, url: Url) -> Self {
        Self {
            title,
            text: None,
            url,
            icon: None,
            thumbnail: None,
            window: None,
            iframe: None,
            custom: BTreeMap::new(),
            line_item: None,
            available: None,
            submission: None,
        }
    }
}

/// The answer to a request.
#[derive(Clone, Debug)]
pub struct Response<'a> {
    /// Our client id at the platform.
    pub client_id: &'a str,
    /// The platform's issuer, as its token had it.
    pub issuer: &'a str,
    /// The deployment of the request.
    pub deployment_id: &'a str,
    /// `data` of the request.
    pub data: Option<&'a str>,
    /// Fresh for each answer.
    pub nonce: &'a str,
    /// The choice; empty to cancel, which still closes the platform's dialog.
    pub items: &'a [ResourceLinkItem],
    /// A line that the platform may show.
    pub message: Option<&'a str>,
    /// Whether `sub` is sent, which the specification does not ask for and one product does.
    pub names_subject: bool,
}

impl Response<'_> {
    /// The claims to sign (Deep Linking 2.0 section 4.5). `azp` is left out: the Security Framework and the
    /// examples of Deep Linking disagree about its value, and nobody needs it.
    #[must_use]
    pub fn claims(&self, now: Timestamp) -> Value {
        let items: Vec<_> = self.items.iter().map(content_item).collect();
        let mut claims = json!({
            "iss": self.client_id,
            "aud": self.issuer,
            "iat": now.seconds(),
            "exp": now.plus(RESPONSE_LIFE).seconds(),
            "nonce": self.nonce,
            claim::MESSAGE_TYPE: message::DEEP_LINKING_RESPONSE,
            claim::VERSION: names::VERSION,
            claim::DEPLOYMENT_ID: self.deployment_id,
            claim::CONTENT_ITEMS: items,
        });
        if self.names_subject {
            claims["sub"] = json!(self.client_id);
        }
        if let Some(data) = self.data {
            claims[claim::DEEP_LINKING_DATA] = json!(data);
        }
        if let Some(message) = self.message {
            claims[claim::DEEP_LINKING_MESSAGE] = json!(message);
        }
        claims
    }
}

fn content_item(item: &ResourceLinkItem) -> Value {
    let mut value = json!(item);
    value["type"] = json!("ltiResourceLink");
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(settings: Value) -> Map<String, Value> {
        json!({ claim::DEEP_LINKING_SETTINGS: settings })
            .as_object()
            .unwrap()
            .clone()
    }

    #[test]
    fn a_request_needs_an_address_to_return_to() {
        for bad in [
            json!({}),
            json!({"deep_link_return_url": ""}),
            json!({"deep_link_return_url": "javascript:x"}),
            json!([]),
        ] {
            assert_eq!(
                Settings::from_claims(&request(bad)).unwrap_err().reason,
                Reason::SettingsMissing
            );
        }
    }

    #[test]
    fn unknown_types_are_tolerated_and_the_query_of_the_return_address_is_kept() {
        let settings = Settings::from_claims(&request(json!({
            "deep_link_return_url": "https://lms.example/dl?data=x.y.z",
            "accept_types": ["https://vendor.example/odd", "ltiResourceLink", 5],
        })))
        .unwrap();
        assert!(settings.accepts_links());
        assert!(!settings.accept_multiple);
        assert_eq!(settings.return_url.query(), Some("data=x.y.z"));
    }

    #[test]
    fn the_answer_echoes_the_data_and_says_what_was_chosen() {
        let url: Url = "https://tool.example/lti/launch".parse().unwrap();
        let item = ResourceLinkItem::new("Micro-credentials".into(), url);
        let claims = Response {
            client_id: "client",
            issuer: "https://lms.example",
            deployment_id: "1",
            data: Some("op aque"),
            nonce: "n",
            items: &[item],
            message: None,
            names_subject: false,
        }
        .claims(Timestamp::from_seconds(1_000));
        assert_eq!(claims["iss"], "client");
        assert_eq!(claims["aud"], "https://lms.example");
        assert_eq!(
            (claims["iat"].as_i64(), claims["exp"].as_i64()),
            (Some(1_000), Some(1_300))
        );
        assert_eq!(claims[claim::DEEP_LINKING_DATA], "op aque");
        assert_eq!(
            claims[claim::CONTENT_ITEMS],
            json!([{"type": "ltiResourceLink", "title": "Micro-credentials", "url": "https://tool.example/lti/launch"}])
        );
        assert!(claims.get("azp").is_none());
        assert!(claims.get("sub").is_none());
    }

    #[test]
    fn everything_that_a_link_can_say_is_written_under_its_name() {
        let url: Url = "https://tool.example/lti/launch".parse().unwrap();
        let picture = Picture {
            url: "https://tool.example/icon.svg".parse().unwrap(),
            width: Some(64),
            height: None,
        };
        let moment = |seconds| Some(Timestamp::from_seconds(seconds));
        let item = ResourceLinkItem {
            text: Some("A claim.".into()),
            icon: Some(picture.clone()),
            thumbnail: Some(picture),
            window: Some(Window {
                target_name: "_blank".into(),
            }),
            iframe: Some(Frame {
                width: 900,
                height: 800,
            }),
            custom: BTreeMap::from([("microcred_placement".to_owned(), "1".to_owned())]),
            line_item: Some(LineItem {
                score_maximum: 20,
                label: Some("A title".into()),
                resource_id: Some("credential:x".into()),
                tag: Some("points".into()),
            }),
            available: Some(Period {
                start_date_time: moment(0),
                end_date_time: moment(86_400),
            }),
            submission: Some(Period {
                start_date_time: None,
                end_date_time: moment(3_600),
            }),
            ..ResourceLinkItem::new("A title".into(), url)
        };
        assert_eq!(
            content_item(&item),
            json!({
                "type": "ltiResourceLink", "title": "A title", "text": "A claim.",
                "url": "https://tool.example/lti/launch",
                "icon": {"url": "https://tool.example/icon.svg", "width": 64},
                "thumbnail": {"url": "https://tool.example/icon.svg", "width": 64},
                "window": {"targetName": "_blank"}, "iframe": {"width": 900, "height": 800},
                "custom": {"microcred_placement": "1"},
                "lineItem": {
                    "scoreMaximum": 20, "label": "A title", "resourceId": "credential:x", "tag": "points",
                },
                "available": {
                    "startDateTime": "1970-01-01T00:00:00.000Z", "endDateTime": "1970-01-02T00:00:00.000Z",
                },
                "submission": {"endDateTime": "1970-01-01T01:00:00.000Z"},
            })
        );
    }
}
