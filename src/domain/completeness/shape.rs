//! Answers by their shape: which slot takes which, and what can be told of one without knowing what is asked.

use crate::domain::answer::Answer;
use crate::domain::credential::SlotKind;
use crate::domain::rich_text;
use crate::domain::words::{self, Count};

/// Whether an answer is of the kind that a slot asks for.
#[must_use]
pub const fn fits(kind: &SlotKind, answer: &Answer) -> bool {
    matches!(
        (kind, answer),
        (SlotKind::Text { .. }, Answer::Text { .. })
            | (SlotKind::Table { .. }, Answer::Table { .. })
            | (
                SlotKind::ObservationLog { .. },
                Answer::ObservationLog { .. }
            )
            | (SlotKind::Link {}, Answer::Link { .. })
            | (
                SlotKind::Audio { .. } | SlotKind::Video { .. },
                Answer::Recording { .. }
            )
            | (
                SlotKind::File { .. } | SlotKind::Image { .. },
                Answer::Files
            )
            | (SlotKind::Attestation { .. }, Answer::Attestation { .. })
    )
}

/// The answer of a slot in which nothing was written yet.
#[must_use]
pub fn empty_answer(kind: &SlotKind) -> Answer {
    match kind {
        SlotKind::Text { .. } => Answer::Text {
            html: String::new(),
        },
        SlotKind::Table { .. } => Answer::Table { rows: vec![] },
        SlotKind::ObservationLog { .. } => Answer::ObservationLog { visits: vec![] },
        SlotKind::Link {} => Answer::Link {
            url: String::new(),
            description: String::new(),
        },
        SlotKind::Audio { .. } | SlotKind::Video { .. } => Answer::Recording {
            link: None,
            stated_length: None,
            transcript: String::new(),
            notes: vec![],
        },
        SlotKind::File { .. } | SlotKind::Image { .. } => Answer::Files,
        SlotKind::Attestation { .. } => Answer::Attestation { given: false },
    }
}

/// How long the texts of an answer are.
#[must_use]
pub fn words_of(answer: &Answer) -> Count {
    let text = match answer {
        Answer::Text { html } => return words::count(&rich_text::plain(html)),
        Answer::Table { rows } => rows
            .iter()
            .flatten()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join("\n"),
        Answer::ObservationLog { visits } => {
            let texts = visits
                .iter()
                .flat_map(|visit| [&visit.setting, &visit.focus, &visit.seen, &visit.take_away]);
            texts.map(String::as_str).collect::<Vec<_>>().join("\n")
        }
        Answer::Link { description, .. } => description.clone(),
        Answer::Recording { notes, .. } => notes
            .iter()
            .map(|note| note.text.as_str())
            .collect::<Vec<_>>()
            .join("\n"),
        Answer::Files | Answer::Attestation { .. } => String::new(),
    };
    words::count(&text)
}

/// Whether a browser can open it.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let text = text.trim();
    url::Url::parse(text).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.host_str().is_some_and(|host| !host.is_empty())
    })
}
