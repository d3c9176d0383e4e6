//! What can be earned.

use serde::Serialize;

use super::{Image, Profile, ResultDescription, amount};

/// What can be earned, the same for everybody who earns it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Achievement {
    /// Its address.
    pub id: String,
    r#type: [&'static str; 1],
    /// What kind: `MicroCredential`, or `ext:` and a name of one's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub achievement_type: Option<String>,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub description: String,
    /// What it takes.
    pub criteria: Criteria,
    /// Standards that it goes with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alignment: Vec<Alignment>,
    /// Who designed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creator: Option<Profile>,
    /// How many hours or credits it gives.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "amount")]
    pub credits_available: Option<f64>,
    /// Its subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field_of_study: Option<String>,
    /// Its code in a catalogue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub human_code: Option<String>,
    /// Its picture, without anybody's badge inside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// Its language (BCP 47).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_language: Option<String>,
    /// What it belongs to or is made of, and what it is called elsewhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
    /// Its rubric: one for each criterion, and one for the whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub result_description: Vec<ResultDescription>,
    /// What it specialises in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub specialization: Option<String>,
    /// Words to find it by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tag: Vec<String>,
    /// Its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

impl Achievement {
    /// An achievement with what each has.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        description: impl Into<String>,
        criteria: Criteria,
    ) -> Self {
        Self {
            id: id.into(),
            r#type: ["Achievement"],
            achievement_type: None,
            name: name.into(),
            description: description.into(),
            criteria,
            alignment: Vec::new(),
            creator: None,
            credits_available: None,
            field_of_study: None,
            human_code: None,
            image: None,
            in_language: None,
            related: Vec::new(),
            result_description: Vec::new(),
            specialization: None,
            tag: Vec::new(),
            version: None,
        }
    }
}

/// What it takes to earn something: a page, words in Markdown, or both.
#[derive(Clone, Debug, Serialize)]
pub struct Criteria {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    narrative: Option<String>,
}

impl Criteria {
    /// A page that says it.
    #[must_use]
    pub fn at(page: impl Into<String>) -> Self {
        Self {
            id: Some(page.into()),
            narrative: None,
        }
    }

    /// In words.
    #[must_use]
    pub fn told(narrative: impl Into<String>) -> Self {
        Self {
            id: None,
            narrative: Some(narrative.into()),
        }
    }

    /// The same, in these words too.
    #[must_use]
    pub fn and_told(mut self, narrative: impl Into<String>) -> Self {
        self.narrative = Some(narrative.into());
        self
    }
}

/// A standard that an achievement, a result or a level goes with.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Alignment {
    r#type: [&'static str; 1],
    /// What the standard is called.
    pub target_name: String,
    /// Where it is.
    pub target_url: String,
    /// Its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_code: Option<String>,
    /// What it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_description: Option<String>,
    /// Which framework it is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_framework: Option<String>,
    /// What kind of thing it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_type: Option<TargetType>,
}

impl Alignment {
    /// A standard with name and address.
    #[must_use]
    pub fn new(target_name: impl Into<String>, target_url: impl Into<String>) -> Self {
        Self {
            r#type: ["Alignment"],
            target_name: target_name.into(),
            target_url: target_url.into(),
            target_code: None,
            target_description: None,
            target_framework: None,
            target_type: None,
        }
    }
}

/// What kind of thing something is aligned with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum TargetType {
    /// A competency in CTDL-ASN.
    #[serde(rename = "ceasn:Competency")]
    Competency,
    /// A credential in CTDL.
    #[serde(rename = "ceterms:Credential")]
    Credential,
    /// An item of a CASE framework.
    #[serde(rename = "CFItem")]
    CaseItem,
    /// A rubric of a CASE framework.
    #[serde(rename = "CFRubric")]
    CaseRubric,
    /// A criterion of such a rubric.
    #[serde(rename = "CFRubricCriterion")]
    CaseRubricCriterion,
    /// A level of such a criterion.
    #[serde(rename = "CFRubricCriterionLevel")]
    CaseRubricCriterionLevel,
    /// Something in the Credential Registry.
    #[serde(rename = "CTDL")]
    Ctdl,
}

/// Another achievement that this one has to do with.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Related {
    /// Its address.
    pub id: String,
    r#type: Vec<&'static str>,
    /// Its language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_language: Option<String>,
    /// Its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

impl Related {
    /// An achievement of Open Badges 3.0, such as a part of a stack.
    #[must_use]
    pub fn achievement(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            r#type: vec!["Related"],
            in_language: None,
            version: None,
        }
    }

    /// The same achievement in Open Badges 2.0.
    #[must_use]
    pub fn badge_class(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            r#type: vec!["Related", "https://w3id.org/openbadges#BadgeClass"],
            in_language: None,
            version: Some("Open Badges v2p0".into()),
        }
    }
}
