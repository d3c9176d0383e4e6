//! What a micro-credential asks for and how it is judged: the content of one version, as authors write it and as
//! it is stored once published. Owns the shape; whether a definition makes sense is [`check`]'s to say.
//!
//! Everything here is plain data that serialises to one canonical form, so that a version can be compared and
//! fingerprinted. Ids are the author's own (`lesson-video`), unique within one definition.

mod change;
mod check;
pub mod life;
mod limit;
mod limit_name;
mod part;
mod pass_rule;
mod policy;
mod problem;
mod rubric;
#[cfg(test)]
pub(crate) mod sample;
mod text;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use change::{Change, check_derived, required_change, scored_text};
pub(in crate::domain) use check::check_stack;
pub use check::{Link, PictureReference, check, has_errors, links, markdown_options, pictures};
pub use limit::{Bounds, DurationBounds, Enforcement, Seconds};
pub use limit_name::NamedLimit;
pub use part::{
    Column, ColumnKind, EvidenceKind, MediaKind, MediaSource, NoteLimits, Part, Privacy, Slot,
    SlotKind, WordBudget,
};
pub use pass_rule::PassRule;
pub use policy::{
    AiPolicy, AssessmentPolicy, AttemptPolicy, Blindness, Release, ResubmitScope, WindowPolicy,
};
pub(in crate::domain) use problem::Findings;
pub use problem::{FieldPath, Problem, ProblemCode, Severity, Step};
pub use rubric::{
    Band, Condition, ConditionCheck, Criterion, Detail, FeedbackRule, Level, Model, Outcome, Rubric,
};
pub use text::{Hours, Markdown};

/// The content of one version of a micro-credential (domain model B.1.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The name in addresses and files: lower-case letters, digits and hyphens. Stays the same across versions.
    pub slug: String,
    /// `major.minor`. A change of what is asked or scored needs a new version.
    pub version: VersionNumber,
    /// The language that this definition is written in (BCP 47).
    #[serde(default = "english")]
    pub language: String,
    /// As catalogues and badges show it.
    pub title: String,
    /// Who stands behind it.
    pub issuer: String,
    /// Where questions go: an e-mail address or a web address.
    pub contact: String,
    /// The competency in one sentence: what somebody who holds it has shown.
    pub claim: String,
    /// The method in brief.
    pub method: Markdown,
    /// Whom it is for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<String>,
    /// Words to find it by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Whether somebody without a class of students can do it.
    #[serde(default)]
    pub students: StudentNeed,
    /// How long the work takes, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Estimate>,
    /// Hours that an award stands for, where somebody grants hours. Nominal: nobody measures them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// The languages that evidence may be in (BCP 47).
    #[serde(default = "english_only")]
    pub evidence_languages: Vec<String>,
    /// What others may do with this definition.
    pub licence: Licence,
    /// How long an award is valid, in months; it does not expire without this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_months: Option<u16>,
    /// Slugs of micro-credentials that must be held before this one can be started.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<String>,
    /// The picture on its card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Picture>,
    /// The author's own picture of the badge; it is drawn from the title otherwise. It is part of the version: another picture
    /// needs another number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge_image: Option<BadgePicture>,
    /// What is different from the version before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change_note: Option<String>,
    /// Use of artificial intelligence by the earner.
    #[serde(default)]
    pub ai: AiPolicy,
    /// How often it may be tried.
    #[serde(default)]
    pub attempts: AttemptPolicy,
    /// How long an attempt may take.
    #[serde(default)]
    pub window: WindowPolicy,
    /// How it is assessed.
    #[serde(default)]
    pub assessment: AssessmentPolicy,
    /// The pieces of the competency.
    #[serde(default, rename = "component", skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Component>,
    /// Research and resources.
    #[serde(default, rename = "citation", skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
    /// What is handed in.
    #[serde(default, rename = "part")]
    pub parts: Vec<Part>,
    /// Word counts that several slots share.
    #[serde(default, rename = "word_budget", skip_serializing_if = "Vec::is_empty")]
    pub word_budgets: Vec<WordBudget>,
    /// How it is judged.
    pub rubric: Rubric,
}

fn english() -> String {
    String::from("en")
}

fn english_only() -> Vec<String> {
    vec![english()]
}

/// The number of a version. Another major number means that assessors have to qualify again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct VersionNumber {
    /// Changes with criteria and the pass rule.
    pub major: u16,
    /// Changes with everything else that is scored.
    pub minor: u16,
}

/// A text that is no version number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no version number such as \"1.0\"")]
pub struct NotAVersion(String);

impl TryFrom<String> for VersionNumber {
    type Error = NotAVersion;

    fn try_from(text: String) -> Result<Self, NotAVersion> {
        let number = |part: &str| {
            let is_plain = part == "0" || !part.starts_with('0');
            let is_digits = part.bytes().all(|byte| byte.is_ascii_digit());
            (is_plain && is_digits).then(|| part.parse().ok()).flatten()
        };
        text.split_once('.')
            .and_then(|(major, minor)| {
                Some(Self {
                    major: number(major)?,
                    minor: number(minor)?,
                })
            })
            .ok_or(NotAVersion(text))
    }
}

impl std::fmt::Display for VersionNumber {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}.{}", self.major, self.minor)
    }
}

impl From<VersionNumber> for String {
    fn from(number: VersionNumber) -> Self {
        number.to_string()
    }
}

impl JsonSchema for VersionNumber {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "VersionNumber".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$",
            "description": "major.minor, such as \"1.0\"",
            "examples": ["1.0"],
        })
    }
}

/// Whether a class of students is needed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StudentNeed {
    /// It can be done at home.
    #[default]
    None,
    /// There is a way without students.
    Optional,
    /// There is no way without students.
    Required,
}

/// An estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Estimate {
    /// At least.
    pub min: u32,
    /// At most.
    pub max: u32,
}

impl Estimate {
    /// In whole hours, rounded outwards, where that says more than minutes do.
    #[must_use]
    pub const fn in_hours(self) -> Option<Self> {
        if self.min < 120 {
            return None;
        }
        Some(Self {
            min: self.min / 60,
            max: self.max.div_ceil(60),
        })
    }
}

/// What others may do with a definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// An SPDX identifier, such as `CC-BY-4.0`, or the address of the licence's text.
    pub id: String,
    /// Whose it is.
    pub holder: String,
    /// The line that a copy has to carry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
    /// Whether the text may be changed.
    #[serde(default = "yes")]
    pub derivatives: bool,
    /// Whether it may be used for money.
    #[serde(default = "yes")]
    pub commercial: bool,
}

fn yes() -> bool {
    true
}

/// A picture beside the definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// The name of the file in the definition's folder: PNG, JPEG or WebP.
    pub file: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// The author's own picture of a badge, beside the definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BadgePicture {
    /// The name of the file beside the definition: PNG or SVG, square at best.
    pub file: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// One piece of the competency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Its id.
    pub id: String,
    /// In a few words.
    pub title: String,
    /// What it means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Markdown>,
    /// Where it stands in frameworks of teaching.
    #[serde(default, rename = "alignment", skip_serializing_if = "Vec::is_empty")]
    pub alignments: Vec<Alignment>,
}

/// One place in a framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Alignment {
    /// The framework's name.
    pub framework: String,
    /// The place's code.
    pub code: String,
    /// What the framework calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Something to read, watch or rely on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Research that it rests on, or a resource that helps with the work.
    pub kind: CitationKind,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authors: Option<String>,
    /// When it appeared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// What it is called.
    pub title: String,
    /// Where it appeared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// What it is good for here, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where it can be had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// For video and audio: whether it has captions or a transcript.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captions: Option<Captions>,
}

/// What a citation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CitationKind {
    /// What the micro-credential rests on.
    Research,
    /// What helps with the work.
    Resource,
}

/// Whether a recording can be followed without hearing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Captions {
    /// It has them.
    Yes,
    /// It has none.
    No,
    /// Nobody has looked.
    Unknown,
}

impl Definition {
    /// All slots, in order.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.parts.iter().flat_map(|part| &part.slots)
    }

    /// The slot of this id.
    #[must_use]
    pub fn slot(&self, id: &str) -> Option<&Slot> {
        self.slots().find(|slot| slot.id == id)
    }

    /// The part that a slot is in.
    #[must_use]
    pub fn part_of(&self, slot_id: &str) -> Option<&Part> {
        self.parts
            .iter()
            .find(|part| part.slots.iter().any(|slot| slot.id == slot_id))
    }

    /// The component of this id.
    #[must_use]
    pub fn component(&self, id: &str) -> Option<&Component> {
        self.components.iter().find(|component| component.id == id)
    }

    /// The shared word count that a slot belongs to.
    #[must_use]
    pub fn word_budget_of(&self, slot_id: &str) -> Option<&WordBudget> {
        self.word_budgets
            .iter()
            .find(|budget| budget.slots.iter().any(|id| id == slot_id))
    }
}

/// A definition with the pictures that lie beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The definition.
    pub definition: Definition,
    /// Its pictures, by name.
    pub images: Vec<ImageFile>,
}

/// A picture that a definition brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageFile {
    /// The name of the file, which texts refer to.
    pub name: String,
    /// What it is, by its content: `image/png`, `image/jpeg` or `image/webp`; of a badge's own picture also
    /// `image/svg+xml`.
    pub media_type: String,
    /// The file.
    pub bytes: Vec<u8>,
}
