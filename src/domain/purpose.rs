//! What a launch was for. Owns the kinds of sessions that a launch can open and what each of them remembers.

use serde::{Deserialize, Serialize};

/// What somebody came to do, as the LMS asked for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Purpose {
    /// Work on what a link in a course shows.
    Course,
    /// Choose what a link shall show.
    PickContent(ContentRequest),
    /// See one person's work.
    ReviewWork {
        /// The LMS's id of that person.
        subject: String,
        /// Their name, where the LMS gave it.
        subject_name: Option<String>,
        /// The gradebook column.
        line_item: String,
    },
    /// See one try that a link from the gradebook names.
    ReviewAttempt {
        /// Its id as the link has it, which opens nothing by itself.
        attempt: String,
    },
    /// Ask what is held about one person.
    DataPrivacy {
        /// The LMS's id of that person.
        subject: String,
    },
}

impl Purpose {
    /// The stable name of the kind.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::PickContent(_) => "pick_content",
            Self::ReviewWork { .. } => "review_work",
            Self::ReviewAttempt { .. } => "review_attempt",
            Self::DataPrivacy { .. } => "data_privacy",
        }
    }
}

/// What the LMS will take back from a picker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentRequest {
    /// Where the browser posts the choice.
    pub return_url: String,
    /// Whether links to this tool are taken.
    pub accepts_links: bool,
    /// Whether several may be chosen.
    pub accepts_several: bool,
    /// Whether links with a column in the gradebook are taken; unknown when the LMS does not say.
    #[serde(default)]
    pub accepts_columns: Option<bool>,
    /// Where in the product the picker was opened, where the product says so.
    #[serde(default)]
    pub place: Option<String>,
    /// Opaque; given back unchanged.
    pub data: Option<String>,
}
