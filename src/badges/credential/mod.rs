//! The documents of Open Badges 3.0, as types that are written in the one shape that the specification's JSON Schema
//! demands: sets are arrays even of one, what is empty is left out, points and marks are texts, numbers are rounded.
//!
//! Badges are built from these types alone. A member that is not here would have no meaning in the contexts, so that no
//! signature could cover it; `endorsementJwt` and `jti` are not here because verifiers disagree about them.

mod achievement;
mod profile;
mod result;
mod status;

use serde::Serialize;
use serde_json::{Map, Value};

pub use achievement::{Achievement, Alignment, Criteria, Related, TargetType};
pub use profile::{Identifier, IdentifierEntry, Image, Profile};
pub use result::{
    AchievedResult, ResultDescription, ResultStatus, ResultType, RubricCriterionLevel,
};
pub use status::{RefreshService, StatusEntry, StatusPurpose};

use super::context::{CREDENTIALS_V2, OPEN_BADGES, OPEN_BADGES_EXTENSIONS};

/// Where the JSON Schema of the document is.
const SCHEMA: &str =
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";

/// An award as a document, before it is signed.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OpenBadgeCredential {
    #[serde(rename = "@context")]
    context: [&'static str; 3],
    /// The document's address.
    pub id: String,
    r#type: [&'static str; 2],
    /// What the badge is called where badges are listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A sentence about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who stands for it.
    pub issuer: Profile,
    /// From when it holds ([`super::moment::written`]); moves forward when the same badge is issued again.
    pub valid_from: String,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
    /// When it was first awarded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub awarded_date: Option<String>,
    /// Who earned what.
    pub credential_subject: AchievementSubject,
    /// What the work was, in words; never the work itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    credential_schema: [Schema; 1],
    /// Where it is said whether the badge was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credential_status: Option<StatusEntry>,
    /// Where the newest version of the badge is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_service: Option<RefreshService>,
}

#[derive(Clone, Debug, Serialize)]
struct Schema {
    id: &'static str,
    r#type: &'static str,
}

impl OpenBadgeCredential {
    /// A badge with what every badge has.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        issuer: Profile,
        valid_from: impl Into<String>,
        credential_subject: AchievementSubject,
    ) -> Self {
        Self {
            context: [CREDENTIALS_V2, OPEN_BADGES, OPEN_BADGES_EXTENSIONS],
            id: id.into(),
            r#type: ["VerifiableCredential", "OpenBadgeCredential"],
            name: None,
            description: None,
            issuer,
            valid_from: valid_from.into(),
            valid_until: None,
            awarded_date: None,
            credential_subject,
            evidence: Vec::new(),
            credential_schema: [Schema {
                id: SCHEMA,
                r#type: "1EdTechJsonSchemaValidator2019",
            }],
            credential_status: None,
            refresh_service: None,
        }
    }

    /// The document, to be signed.
    #[must_use]
    pub fn document(&self) -> Map<String, Value> {
        document(self)
    }
}

/// A document of ours as JSON.
///
/// # Panics
/// Never: our types are objects with texts for names.
pub(super) fn document(of: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(of) {
        Ok(Value::Object(members)) => members,
        _ => unreachable!("the documents of this library are objects"),
    }
}

/// Who earned what, and how well.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AchievementSubject {
    /// The earner, under a name that says nothing outside (`urn:uuid:…`). Badges as JWT need it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    r#type: [&'static str; 1],
    /// What was earned.
    pub achievement: Achievement,
    /// How the earner can be recognised.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub identifier: Vec<Identifier>,
    /// How well, one for each [`ResultDescription`] that has one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub result: Vec<AchievedResult>,
    /// Hours or credits.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "amount")]
    pub credits_earned: Option<f64>,
    /// First day of the work (`2026-11-28`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity_start_date: Option<String>,
    /// Last day of the work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity_end_date: Option<String>,
    /// Which number a licence has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license_number: Option<String>,
    /// How it was earned, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrative: Option<String>,
    /// In which role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Who assessed: an organisation, never a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Profile>,
    /// In which term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// The picture of this badge of this earner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
}

impl AchievementSubject {
    /// An achievement, of nobody yet.
    #[must_use]
    pub const fn new(achievement: Achievement) -> Self {
        Self {
            id: None,
            r#type: ["AchievementSubject"],
            achievement,
            identifier: Vec::new(),
            result: Vec::new(),
            credits_earned: None,
            activity_start_date: None,
            activity_end_date: None,
            license_number: None,
            narrative: None,
            role: None,
            source: None,
            term: None,
            image: None,
        }
    }
}

/// What a piece of work was.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// Where it can be seen, by the earner's own choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    r#type: [&'static str; 1],
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// How it came about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrative: Option<String>,
    /// What kind of work it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub genre: Option<String>,
    /// For whom it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
}

impl Evidence {
    /// A piece of work with its name.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            id: None,
            r#type: ["Evidence"],
            name: Some(name.into()),
            description: None,
            narrative: None,
            genre: None,
            audience: None,
        }
    }
}

/// Writes a number with at most six decimals, and a whole one without any: beyond that, readers of JSON-LD disagree about
/// its digits.
#[expect(clippy::ref_option, reason = "serde hands the field over as it is")]
fn amount<S: serde::Serializer>(number: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    const LARGEST: f64 = 1e12;
    let rounded = number.map(|number| (number * 1e6).round() / 1e6);
    match rounded.filter(|number| number.abs() <= LARGEST) {
        #[expect(clippy::cast_possible_truncation, reason = "whole and small enough")]
        Some(number) if number.fract() == 0.0 => serializer.serialize_i64(number as i64),
        Some(number) => serializer.serialize_f64(number),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
pub(super) mod sample;
#[cfg(test)]
mod tests;
