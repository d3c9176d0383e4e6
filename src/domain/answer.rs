//! What an earner writes into a slot. Owns the shape of an answer as it is stored and travels between page and
//! server; what makes it complete is decided elsewhere.

use serde::{Deserialize, Serialize};

use super::credential::Seconds;
use super::id::FileId;
use super::rich_text;

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

impl Answer {
    /// Its words, one piece a line: what of two attempts is compared.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Text { html } => rich_text::plain(html),
            Self::Table { rows } => lines(rows.iter().map(|row| row.join(" | "))),
            Self::ObservationLog { visits } => lines(visits.iter().map(Visit::plain)),
            Self::Link { url, description } => lines([url.clone(), description.clone()]),
            Self::Recording {
                link,
                stated_length,
                transcript,
                notes,
            } => {
                let length = stated_length.map(|length| length.to_string());
                let notes = notes
                    .iter()
                    .map(|note| format!("{} {}", note.at, note.text));
                let before = link.iter().cloned().chain(length);
                lines(before.chain(notes).chain([transcript.clone()]))
            }
            Self::Files | Self::Attestation { .. } => String::new(),
        }
    }
}

fn lines(pieces: impl IntoIterator<Item = String>) -> String {
    let said = pieces.into_iter().filter(|piece| !piece.is_empty());
    said.collect::<Vec<_>>().join("\n")
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

impl Visit {
    fn plain(&self) -> String {
        let minutes = self.minutes.map(|minutes| minutes.to_string());
        let minutes = minutes.unwrap_or_default();
        let all = [
            &self.date,
            &minutes,
            &self.setting,
            &self.focus,
            &self.seen,
            &self.take_away,
        ];
        all.map(String::as_str).join(" | ")
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_answer_is_words_that_can_be_compared() {
        let at = Seconds(75);
        let note = Note {
            at,
            components: vec![],
            text: "She waits.".into(),
        };
        for (answer, expected) in [
            (
                Answer::Text {
                    html: "<p>One</p><p>Two</p>".into(),
                },
                "One\nTwo",
            ),
            (
                Answer::Table {
                    rows: vec![vec!["a".into(), "b".into()], vec!["c".into(), "d".into()]],
                },
                "a | b\nc | d",
            ),
            (
                Answer::Recording {
                    link: None,
                    stated_length: None,
                    transcript: "Good morning.".into(),
                    notes: vec![note],
                },
                "1:15 She waits.\nGood morning.",
            ),
            (Answer::Files, ""),
            (Answer::Attestation { given: true }, ""),
        ] {
            assert_eq!(answer.plain(), expected);
        }
    }
}
