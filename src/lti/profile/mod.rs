//! How real platforms differ, as data. Owns the fields and the choice of a profile; [`table`] holds the rows.
//!
//! Nothing else in the code asks which product a platform is. A registration may override single fields, so
//! that an odd installation needs a setting and not a release.

mod table;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use table::{ALL, GENERIC};

/// What is particular about one product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// The name in settings and on the command line.
    pub code: String,
    /// The name for people.
    pub product: String,
    /// `product_family_code` values that this product sends.
    pub family_codes: Vec<String>,
    /// Issuers that the product uses for every customer; such an issuer never identifies a school.
    pub shared_issuers: Vec<String>,
    /// `aud` of client assertions where it is not the token address.
    pub token_audience: Option<String>,
    /// Who may show us in a frame, where that is not the origin of the authorization endpoint alone; entries of
    /// a `frame-ancestors` directive.
    pub frame_ancestors: Vec<String>,
    /// Whether the configuration document may come from another host than the issuer's (LTI Dynamic
    /// Registration asks for one host; Canvas serves all customers under one issuer).
    pub issuer_on_other_host: bool,
    /// Custom parameters to ask for, by name.
    pub custom_parameters: BTreeMap<String, String>,
    /// Placements to ask for in a registration, by message type, in the product's own names.
    pub placements: BTreeMap<String, Vec<String>>,
    /// Members to add to the tool configuration of a registration.
    pub registration_extensions: BTreeMap<String, Value>,
    /// How scores act.
    pub scores: Scores,
    /// How lists are paged.
    pub paging: Paging,
    /// What the answer of a picker may hold.
    pub deep_linking: DeepLinking,
}

/// What the product makes of a score (spec: platform behaviour, effect matrix).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a row of a table of independent facts"
)]
pub struct Scores {
    /// Whether Canvas' submission extension is sent; others refuse or ignore it.
    pub canvas_extension: bool,
    /// Timestamps of one learner's scores are compared in whole seconds.
    pub whole_second_timestamps: bool,
    /// A score without points takes away an earlier one.
    pub pending_clears_score: bool,
    /// Each comment is added to those before; elsewhere the newest stands alone, and leaving it out removes it.
    pub appends_comments: bool,
    /// Line breaks of comments are shown only as `<br/>`.
    pub html_line_breaks: bool,
    /// Whether Canvas is asked to leave any grade that is there as it is, whoever gave it: our own earlier one too, which then is
    /// never raised. Off everywhere; without it, what a person typed is looked at before each score. For a registration
    /// whose institution wants Canvas itself to guard grades.
    pub keeps_any_grade: bool,
    /// The status that a missing or worn-out token is answered with.
    pub unauthorized_status: u16,
}

/// How the product pages its lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paging {
    /// Whether `limit` may be sent for line items and results; Moodle's links are broken when it is.
    pub limit_on_grades: bool,
    /// How many members to ask for at a time; nothing is asked when absent.
    pub members_per_page: Option<u32>,
}

/// What the product makes of the answer of a picker (spec: deep linking response).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a row of a table of independent facts"
)]
pub struct DeepLinking {
    /// Where in the product a link may bring its column along; everywhere when the list is empty. What the request
    /// itself says goes before.
    pub column_places: Vec<String>,
    /// Whether several links are taken where the request says so.
    pub several: bool,
    /// Whether a picture is shown beside a link.
    pub icon: bool,
    /// Whether links shall open in a window of their own.
    pub window: bool,
    /// Whether the answer has to name a subject.
    pub subject: bool,
}

impl DeepLinking {
    /// Whether a link that is placed at `place` can have a column, when the request says `accepts` about it.
    #[must_use]
    pub fn takes_columns(&self, place: Option<&str>, accepts: Option<bool>) -> bool {
        accepts.unwrap_or_else(|| {
            let is_listed = |place| self.column_places.iter().any(|known| known == place);
            self.column_places.is_empty() || place.is_none_or(is_listed)
        })
    }
}

/// A field that cannot be overridden as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the profile override does not fit: {0}")]
pub struct BadOverride(String);

impl Profile {
    /// The profile of this name.
    #[must_use]
    pub fn by_code(code: &str) -> Option<Self> {
        ALL.iter()
            .map(|row| row())
            .find(|profile| profile.code == code)
    }

    /// The profile of the product that calls itself so; the generic one when nobody does.
    #[must_use]
    pub fn by_family_code(family_code: &str) -> Self {
        let wanted = family_code.to_ascii_lowercase();
        ALL.iter()
            .map(|row| row())
            .find(|profile| profile.family_codes.contains(&wanted))
            .unwrap_or_else(GENERIC)
    }

    /// The same profile with some fields replaced; nested objects are replaced member by member.
    ///
    /// # Errors
    /// [`BadOverride`] when a field does not exist or has another type.
    pub fn with(&self, overrides: &Value) -> Result<Self, BadOverride> {
        let mut whole =
            serde_json::to_value(self).map_err(|error| BadOverride(error.to_string()))?;
        overlay(&mut whole, overrides, "")?;
        let profile: Self =
            serde_json::from_value(whole).map_err(|error| BadOverride(error.to_string()))?;
        match profile
            .frame_ancestors
            .iter()
            .find(|entry| !is_source(entry))
        {
            Some(entry) => Err(BadOverride(format!(
                "frame_ancestors: {entry:?} is neither https: nor an origin such as https://lms.example"
            ))),
            None => Ok(profile),
        }
    }
}

/// Whether it names sites in a `frame-ancestors` directive, and nothing behind it: a scheme, or a scheme and a host with or
/// without a port.
fn is_source(entry: &str) -> bool {
    let host = entry
        .strip_prefix("https:")
        .or_else(|| entry.strip_prefix("http:"));
    host.is_some_and(|host| {
        host.is_empty()
            || host.strip_prefix("//").is_some_and(|host| {
                !host.is_empty()
                    && host.chars().all(|letter| {
                        letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':' | '*')
                    })
            })
    })
}

fn overlay(whole: &mut Value, overrides: &Value, path: &str) -> Result<(), BadOverride> {
    let (Some(fields), Some(changes)) = (whole.as_object_mut(), overrides.as_object()) else {
        return Err(BadOverride(format!("{path} is not an object")));
    };
    for (name, change) in changes {
        let field = fields
            .get_mut(name)
            .ok_or_else(|| BadOverride(format!("there is no field {path}{name}")))?;
        if field.is_object()
            && !path.contains('.')
            && matches!(name.as_str(), "scores" | "paging" | "deep_linking")
        {
            overlay(field, change, &format!("{name}."))?;
        } else {
            *field = change.clone();
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_product_is_known_by_what_it_calls_itself() {
        assert_eq!(Profile::by_family_code("canvas").code, "canvas");
        assert_eq!(Profile::by_family_code("Moodle").code, "moodle");
        assert_eq!(Profile::by_family_code("something-new").code, "generic");
    }

    #[test]
    fn codes_are_unique_and_found_again() {
        for row in ALL {
            let profile = row();
            assert_eq!(Profile::by_code(&profile.code), Some(profile));
        }
        assert_eq!(Profile::by_code("nobody"), None);
    }

    #[test]
    fn a_registration_overrides_single_fields() {
        let changed = GENERIC()
            .with(&json!({"token_audience": "https://lms.example/aud", "scores": {"canvas_extension": true, "keeps_any_grade": true}}))
            .unwrap();
        assert_eq!(
            changed.token_audience.as_deref(),
            Some("https://lms.example/aud")
        );
        assert!(changed.scores.canvas_extension && changed.scores.keeps_any_grade);
        let framed = json!({"frame_ancestors": ["https:", "https://*.lms.example", "http://lms.example:8080"]});
        assert_eq!(GENERIC().with(&framed).unwrap().frame_ancestors.len(), 3);
        assert_eq!(
            changed.scores.unauthorized_status,
            GENERIC().scores.unauthorized_status
        );
    }

    #[test]
    fn the_request_says_whether_columns_are_taken_and_else_the_place_does() {
        let canvas = Profile::by_code("canvas").unwrap().deep_linking;
        let generic = GENERIC().deep_linking;
        for (profile, place, accepts, takes) in [
            (&canvas, Some("assignment_selection"), None, true),
            (&canvas, Some("editor_button"), None, false),
            (&canvas, Some("editor_button"), Some(true), true),
            (&canvas, None, None, true),
            (&generic, Some("ContentArea"), None, true),
            (&generic, None, Some(false), false),
        ] {
            assert_eq!(profile.takes_columns(place, accepts), takes, "{place:?}");
        }
    }

    #[test]
    fn an_override_that_does_not_fit_says_where() {
        for bad in [
            json!({"scoress": {}}),
            json!({"scores": {"canvas_extension": "yes"}}),
            json!([]),
            json!({"scores": 5}),
            json!({"frame_ancestors": "https:"}),
            json!({"frame_ancestors": ["*"]}),
            json!({"frame_ancestors": ["https://"]}),
            json!({"frame_ancestors": ["https://lms.example; script-src *"]}),
            json!({"frame_ancestors": ["https://lms.example/course"]}),
        ] {
            assert!(GENERIC().with(&bad).is_err(), "{bad}");
        }
    }
}
