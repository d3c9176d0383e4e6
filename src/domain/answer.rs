//! What an earner writes into a slot. Owns the shape of an answer as it is stored and travels between page and
//! server; what makes it complete is decided elsewhere.

use serde::{Deserialize, Serialize};

use super::credential::Seconds;
use super::id::FileId;

/// The content of one slot. Files are rows of their own ([`FileId`]); an answer holds what is written beside them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Answer {
    /// A text, as sanitised HTML of few elements.
    Text {
        /// The HTML.
        html: String,
    },
    /// Rows of a table, each with one cell for each column of the definition.
    Table {
        /// The rows.
        rows: Vec<Vec<String>>,
    },
    /// Visits to other classrooms.
    ObservationLog {
        /// The visits.
        visits: Vec<Visit>,
    },
    /// The address of something on the web.
    Link {
        /// The address, empty while nothing was entered.
        url: String,
        /// What is to be seen there.
        description: String,
    },
    /// A recording: where it is, when it is not uploaded, and the notes on it.
    Recording {
        /// Its address on another site, where it was not uploaded.
        link: Option<String>,
        /// Its length, where it is not known from a file.
        stated_length: Option<Seconds>,
        /// The recording's text, or where its captions are.
        transcript: String,
        /// Notes, by time.
        notes: Vec<Note>,
    },
    /// Files with nothing written beside them but their own captions.
    Files,
    /// Something confirmed.
    Attestation {
        /// Whether it is.
        given: bool,
    },
}

/// One visit (screen E6).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// The day, as `2026-03-14`.
    pub date: String,
    /// How long it took; `None` while nothing was entered.
    pub minutes: Option<u32>,
    /// Grade and subject, without names.
    pub setting: String,
    /// What was looked for.
    pub focus: String,
    /// What was seen.
    pub seen: String,
    /// What to take away from it.
    pub take_away: String,
}

/// A note at a moment of a recording (B.4.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The moment.
    pub at: Seconds,
    /// The components that it speaks to.
    #[serde(default)]
    pub components: Vec<String>,
    /// What happens there.
    pub text: String,
}

/// A file of evidence as rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its id.
    pub id: FileId,
    /// Whether it can be handed in.
    pub is_ready: bool,
    /// How long the recording is, in milliseconds, where it is one and that could be told.
    pub duration_ms: Option<u64>,
    /// How many pages it has, where that could be told.
    pub pages: Option<u32>,
    /// What a picture shows, for those who do not see it.
    pub alt_text: String,
}
