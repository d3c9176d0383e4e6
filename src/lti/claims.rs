//! What a launch says, as typed values. Owns reading claims leniently: members that are unknown, null, of an
//! odd type or left over from somebody's data model never break a launch. Which claims a message *needs* is
//! decided in [`super::launch`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use url::Url;

use super::names::claim;

/// Where in the platform the launch was started from (LTI Core 5.4.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Unique within the deployment; a copied course has a new one.
    pub id: String,
    /// The short name, such as a course number.
    pub label: Option<String>,
    /// The full name.
    pub title: Option<String>,
    /// Course offering, section, group, or what the platform calls it.
    pub types: Vec<String>,
}

/// The link that was opened (LTI Core 5.3.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceLink {
    /// Unique within the deployment; a copied link has a new one.
    pub id: String,
    /// As the course shows it.
    pub title: Option<String>,
}

/// Which LMS, and whose (LTI Core 5.4.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToolPlatform {
    /// Stable identifier of the installation.
    pub guid: Option<String>,
    /// For people: the school or district.
    pub name: Option<String>,
    /// `canvas`, `moodle`, …
    pub product_family_code: Option<String>,
}

/// How and where the platform shows us (LTI Core 5.4.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presentation {
    /// Where to send the person back to; `http` or `https` only.
    pub return_url: Option<Url>,
    /// The language of the platform's page.
    pub locale: Option<String>,
}

/// Who is launching, or whom a message is about. Every member but the id is by the platform's leave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The platform's id for the person: `sub`, or `user_id` of `for_user`.
    pub id: String,
    /// The full name; put together from its parts where only those came.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
}

/// The grade service for this launch (Assignment and Grade Services 3.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GradeEndpoint {
    /// What may be asked for.
    pub scopes: Vec<String>,
    /// The collection of line items of the context.
    pub lineitems: Option<String>,
    /// The one line item of this link; platforms also send it blank.
    pub lineitem: Option<String>,
}

/// A text member that says something: not null, not another type, not blank.
#[must_use]
pub fn text(members: &Map<String, Value>, name: &str) -> Option<String> {
    let value = members.get(name)?.as_str()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// An id, exactly as it came: ids that differ in white space are different ids.
fn id(members: &Map<String, Value>, name: &str) -> Option<String> {
    let value = members.get(name)?.as_str()?;
    (!value.trim().is_empty()).then(|| value.to_owned())
}

fn object<'a>(members: &'a Map<String, Value>, name: &str) -> Option<&'a Map<String, Value>> {
    members.get(name)?.as_object()
}

/// A list of texts; a single text counts as a list of one, other entries are passed over.
#[must_use]
pub fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(many)) => many
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

/// A number as text where a text was meant: Open edX and older Canvas send ids as numbers.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

impl Context {
    /// The context claim, where there is one with an id.
    #[must_use]
    pub fn from_claims(claims: &Map<String, Value>) -> Option<Self> {
        let context = object(claims, claim::CONTEXT)?;
        Some(Self {
            id: id(context, "id")?,
            label: text(context, "label"),
            title: text(context, "title"),
            types: texts(context.get("type")),
        })
    }

    /// The name to show: the title, else the label.
    #[must_use]
    pub fn display_name(&self) -> Option<&str> {
        self.title.as_deref().or(self.label.as_deref())
    }
}

impl ResourceLink {
    /// The resource link claim, where there is one with an id.
    #[must_use]
    pub fn from_claims(claims: &Map<String, Value>) -> Option<Self> {
        let link = object(claims, claim::RESOURCE_LINK)?;
        Some(Self {
            id: id(link, "id")?,
            title: text(link, "title"),
        })
    }
}

impl ToolPlatform {
    /// The platform claim, empty where there is none.
    #[must_use]
    pub fn from_claims(claims: &Map<String, Value>) -> Self {
        object(claims, claim::TOOL_PLATFORM).map_or_else(Self::default, |platform| Self {
            guid: text(platform, "guid"),
            name: text(platform, "name").or_else(|| text(platform, "description")),
            product_family_code: text(platform, "product_family_code"),
        })
    }
}

impl Presentation {
    /// The presentation claim, empty where there is none.
    #[must_use]
    pub fn from_claims(claims: &Map<String, Value>) -> Self {
        object(claims, claim::LAUNCH_PRESENTATION).map_or_else(Self::default, |presentation| Self {
            return_url: text(presentation, "return_url").and_then(|address| web_address(&address)),
            locale: text(presentation, "locale"),
        })
    }
}

/// An `http(s)` address, so that nothing else (`javascript:`) can ever become a link or a form's target.
#[must_use]
pub fn web_address(address: &str) -> Option<Url> {
    Url::parse(address)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

impl Person {
    /// The person who launches, from the OpenID Connect claims; none without a `sub`. The id is kept character by
    /// character: two that differ in spaces are two people (OpenID Connect Core 2).
    #[must_use]
    pub fn from_claims(claims: &Map<String, Value>) -> Option<Self> {
        Self::named(id(claims, "sub")?, claims)
    }

    /// Whom the message is about, from the `for_user` claim.
    #[must_use]
    pub fn from_for_user(claims: &Map<String, Value>) -> Option<Self> {
        let subject = object(claims, claim::FOR_USER)?;
        let id = subject
            .get("user_id")
            .and_then(scalar)
            .filter(|id| !id.trim().is_empty())?;
        Self::named(id, subject)
    }

    /// Somebody on a roster.
    pub(super) fn from_member(member: &Map<String, Value>) -> Option<Self> {
        let id = member.get("user_id").and_then(scalar);
        Self::named(id.filter(|id| !id.trim().is_empty())?, member)
    }

    #[expect(clippy::unnecessary_wraps, reason = "all callers go on with an option")]
    fn named(id: String, members: &Map<String, Value>) -> Option<Self> {
        let parts: Vec<_> = ["given_name", "family_name"]
            .iter()
            .filter_map(|part| text(members, part))
            .collect();
        let name = text(members, "name").or_else(|| (!parts.is_empty()).then(|| parts.join(" ")));
        Some(Self {
            id,
            name,
            email: text(members, "email"),
        })
    }
}

impl GradeEndpoint {
    /// The grade service claim, where there is one.
    #[must_use]
    pub fn from_claims(claims: &Map<String, Value>) -> Option<Self> {
        let endpoint = object(claims, claim::AGS_ENDPOINT)?;
        let address = |name| text(endpoint, name).filter(|address| web_address(address).is_some());
        Some(Self {
            scopes: texts(endpoint.get("scope")),
            lineitems: address("lineitems"),
            lineitem: address("lineitem"),
        })
    }
}

/// The roster address (Names and Role Provisioning Services 3.6), where it is offered.
#[must_use]
pub fn memberships_url(claims: &Map<String, Value>) -> Option<String> {
    let service = object(claims, claim::NAMES_ROLE_SERVICE)?;
    text(service, "context_memberships_url").filter(|address| web_address(address).is_some())
}

/// Custom parameters. Numbers become texts; a variable that the platform did not expand (`$Context.id.history`)
/// is left out, because its name is not a value.
#[must_use]
pub fn custom(claims: &Map<String, Value>) -> BTreeMap<String, String> {
    object(claims, claim::CUSTOM)
        .into_iter()
        .flatten()
        .filter_map(|(name, value)| Some((name.clone(), scalar(value)?)))
        .filter(|(_, value)| !is_unexpanded(value))
        .collect()
}

fn is_unexpanded(value: &str) -> bool {
    let names_a_variable = |rest: &str| {
        rest.trim_start_matches('{')
            .starts_with(|first: char| first.is_ascii_alphabetic())
    };
    value
        .match_indices('$')
        .any(|(at, _)| names_a_variable(&value[at + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn claims(value: Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn a_name_is_put_together_from_its_parts_when_only_those_came() {
        for (given, expected) in [
            (
                json!({"sub": "1", "name": "Dana Rey", "given_name": "D"}),
                Some("Dana Rey"),
            ),
            (
                json!({"sub": "1", "given_name": "Dana", "family_name": "Rey"}),
                Some("Dana Rey"),
            ),
            (
                json!({"sub": "1", "family_name": "Rey", "name": null}),
                Some("Rey"),
            ),
            (
                json!({"sub": "1", "name": "  ", "email": "dana@example.org"}),
                None,
            ),
        ] {
            assert_eq!(
                Person::from_claims(&claims(given)).unwrap().name.as_deref(),
                expected
            );
        }
    }

    #[test]
    fn leftovers_and_odd_types_do_not_hide_a_context() {
        let context = Context::from_claims(&claims(json!({ claim::CONTEXT: {
            "id": "c1", "label": null, "title": 7, "type": "CourseOffering",
            "errors": {"errors": {}}, "validation_context": null,
        }})))
        .unwrap();
        assert_eq!(context.types, ["CourseOffering"]);
        assert_eq!(context.display_name(), None);
    }

    #[test]
    fn a_variable_that_was_not_expanded_is_not_a_value() {
        let custom = custom(&claims(json!({ claim::CUSTOM: {
            "history": "$Context.id.history", "prefixed": "x-${User.id}", "number": 42,
            "price": "5 $", "flag": true, "nothing": null, "list": [1], "empty": "",
        }})));
        let kept: Vec<_> = custom
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(
            kept,
            [
                ("empty", ""),
                ("flag", "true"),
                ("number", "42"),
                ("price", "5 $")
            ]
        );
    }

    #[test]
    fn only_web_addresses_become_addresses() {
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://a/b",
            "//host/path",
            "",
            "x",
        ] {
            let given = claims(json!({ claim::LAUNCH_PRESENTATION: {"return_url": bad} }));
            assert_eq!(Presentation::from_claims(&given).return_url, None, "{bad}");
        }
    }

    #[test]
    fn a_blank_line_item_is_no_line_item() {
        let given = claims(json!({ claim::AGS_ENDPOINT: {
            "scope": ["a", 5], "lineitem": "", "lineitems": "https://lms.example/items?type_id=2",
        }}));
        let endpoint = GradeEndpoint::from_claims(&given).unwrap();
        assert_eq!(endpoint.lineitem, None);
        assert_eq!(
            endpoint.lineitems.as_deref(),
            Some("https://lms.example/items?type_id=2")
        );
        assert_eq!(endpoint.scopes, ["a"]);
    }
}
