//! What is handed in: parts, and in each of them the slots to fill.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limit::{Bounds, DurationBounds, Enforcement};
use super::text::Markdown;

/// A group of slots that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its id.
    pub id: String,
    /// In a few words.
    pub title: String,
    /// What to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructions: Option<Markdown>,
    /// What to provide.
    #[serde(default, rename = "slot")]
    pub slots: Vec<Slot>,
}

/// One thing to provide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("unevaluatedProperties" = false))]
pub struct Slot {
    /// Its id.
    pub id: String,
    /// In a few words.
    pub title: String,
    /// What is asked.
    pub prompt: Markdown,
    /// Whether work without it can be handed in.
    #[serde(default = "yes")]
    pub required: bool,
    /// The slot that this one may be filled in place of: another medium, or a way without students.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
    /// Whom it may show.
    #[serde(default)]
    pub privacy: Privacy,
    /// Components that it usually speaks to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<String>,
    /// Whether colleagues may hand in the same artifact.
    #[serde(default)]
    pub may_be_shared: bool,
    /// What it is made of, with its limits.
    #[serde(flatten)]
    pub kind: SlotKind,
}

const fn yes() -> bool {
    true
}

/// Whom a piece of evidence may show; decides what the earner has to confirm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// Nobody but the earner.
    #[default]
    None,
    /// Perhaps students, or their work.
    StudentsPossible,
    /// Most likely students.
    StudentsLikely,
    /// A colleague or another adult.
    OtherAdult,
}

/// What a slot is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SlotKind {
    /// A text to write.
    Text {
        /// How many words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Bounds>,
    },
    /// Documents.
    File {
        /// How many files; one without this.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        files: Option<Bounds>,
        /// How many pages each of them has, where that can be told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pages: Option<Bounds>,
        /// Which documents are taken; all that we know without this.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        types: Vec<MediaKind>,
    },
    /// Pictures, each with a description for those who do not see it.
    Image {
        /// How many pictures; one without this.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        files: Option<Bounds>,
    },
    /// A sound recording.
    Audio {
        /// How long.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        duration: Option<DurationBounds>,
        /// Where it may be.
        #[serde(default)]
        source: MediaSource,
        /// Notes at moments of the recording.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notes: Option<NoteLimits>,
    },
    /// A film.
    Video {
        /// How long.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        duration: Option<DurationBounds>,
        /// Where it may be.
        #[serde(default)]
        source: MediaSource,
        /// Whether it has to come with captions.
        #[serde(default)]
        captions_required: bool,
        /// Notes at moments of the film.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notes: Option<NoteLimits>,
    },
    /// Rows to fill in.
    Table {
        /// Its columns.
        #[serde(rename = "column")]
        columns: Vec<Column>,
        /// How many rows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rows: Option<Bounds>,
    },
    /// Visits to other classrooms.
    ObservationLog {
        /// How many visits.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        visits: Option<Bounds>,
        /// How many minutes each of them takes at least.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes_each: Option<u32>,
        /// What happens to visits that are shorter.
        #[serde(default = "warn")]
        shorter: Enforcement,
    },
    /// The address of something on the web.
    Link {},
    /// Something to confirm.
    Attestation {
        /// What is confirmed, word by word.
        statement: String,
    },
}

const fn warn() -> Enforcement {
    Enforcement::Warn
}

/// The kinds of slots without their limits, for lists and icons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A text to write.
    Text,
    /// Documents.
    File,
    /// Pictures.
    Image,
    /// A sound recording.
    Audio,
    /// A film.
    Video,
    /// Rows to fill in.
    Table,
    /// Visits to other classrooms.
    ObservationLog,
    /// The address of something on the web.
    Link,
    /// Something to confirm.
    Attestation,
}

impl EvidenceKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Text,
        Self::File,
        Self::Image,
        Self::Audio,
        Self::Video,
        Self::Table,
        Self::ObservationLog,
        Self::Link,
        Self::Attestation,
    ];

    /// Its name in keys of texts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::File => "file",
            Self::Image => "image",
            Self::Audio => "audio",
            Self::Video => "video",
            Self::Table => "table",
            Self::ObservationLog => "observation-log",
            Self::Link => "link",
            Self::Attestation => "attestation",
        }
    }
}

impl SlotKind {
    /// The kind without its limits.
    #[must_use]
    pub const fn evidence(&self) -> EvidenceKind {
        match self {
            Self::Text { .. } => EvidenceKind::Text,
            Self::File { .. } => EvidenceKind::File,
            Self::Image { .. } => EvidenceKind::Image,
            Self::Audio { .. } => EvidenceKind::Audio,
            Self::Video { .. } => EvidenceKind::Video,
            Self::Table { .. } => EvidenceKind::Table,
            Self::ObservationLog { .. } => EvidenceKind::ObservationLog,
            Self::Link {} => EvidenceKind::Link,
            Self::Attestation { .. } => EvidenceKind::Attestation,
        }
    }
}

/// Kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// PDF.
    Pdf,
    /// Texts: Word and its free relatives.
    Document,
    /// Slides, likewise.
    Slides,
    /// Tables, likewise, and CSV.
    Spreadsheet,
    /// PNG, JPEG, WebP, HEIC.
    Image,
    /// Plain text.
    Text,
}

/// Where a recording may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediaSource {
    /// Here.
    #[default]
    Upload,
    /// On another site.
    Link,
    /// Either.
    Either,
}

/// Notes that the earner makes at moments of a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteLimits {
    /// At least this many; fewer cannot be handed in.
    #[serde(default)]
    pub min: u32,
    /// At most this many.
    #[serde(default = "thirty")]
    pub max: u32,
    /// Whether each has to name a component.
    #[serde(default = "yes")]
    pub name_component: bool,
    /// How many words each may have.
    #[serde(default = "eighty")]
    pub words: u32,
}

const fn thirty() -> u32 {
    30
}

const fn eighty() -> u32 {
    80
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What its cells hold.
    #[serde(default)]
    pub kind: ColumnKind,
    /// Whether its cells may be empty.
    #[serde(default)]
    pub optional: bool,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Words.
    #[default]
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
}

/// A word count that several slots share (B.4.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WordBudget {
    /// Its id.
    pub id: String,
    /// In a few words.
    pub title: String,
    /// The text slots that share it.
    pub slots: Vec<String>,
    /// How many words all of them have together.
    pub words: Bounds,
}
