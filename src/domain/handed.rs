//! Work as it was handed in: what readers score (B.1.6, snapshot). Owns the shape of a snapshot and its one canonical text; a
//! change of the shape needs another number of the format.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::answer::{Answer, Evidence};
use super::canonical;
use super::completeness::{self, Review, SlotContent};
use super::credential::Definition;
use super::id::{AttemptId, CredentialVersionId, FileId};

/// The number of the shape below.
pub const FORMAT: u32 = 1;

/// One hand-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    /// Which shape it has.
    pub format: u32,
    /// The slug of the micro-credential.
    pub credential: String,
    /// The number of its version.
    pub version: String,
    /// The version.
    pub version_id: CredentialVersionId,
    /// The attempt.
    pub attempt: AttemptId,
    /// The how-manieth attempt it is.
    pub number: i64,
    /// When, as people and other programs read it.
    pub submitted_at: String,
    /// What the earner changed since the attempt before.
    pub resubmission_note: Option<String>,
    /// What was written.
    pub answers: Vec<HandedAnswer>,
    /// The files, without their names.
    pub files: Vec<HandedFile>,
    /// What was confirmed.
    pub attestations: Vec<HandedAttestation>,
}

/// What was written into one slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedAnswer {
    /// The slot.
    pub slot: String,
    /// The answer.
    pub answer: Answer,
    /// How long it is.
    pub word_count: i64,
    /// When it was saved.
    pub saved_at: String,
    /// The how-manieth save it was.
    pub save_seq: i64,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedFile {
    /// Its id.
    pub id: FileId,
    /// The slot.
    pub slot: String,
    /// The SHA-256 of its content, in hexadecimal digits.
    pub sha256: Option<String>,
    /// How large it is.
    pub bytes: i64,
    /// What it is.
    pub media_type: Option<String>,
    /// How long the recording is.
    pub duration_ms: Option<i64>,
    /// How many pages it has.
    pub pages: Option<i64>,
    /// What a picture shows.
    pub alt_text: String,
    /// What it is, in the earner's words.
    pub caption: String,
}

/// Something that was confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedAttestation {
    /// What.
    pub kind: String,
    /// The words that the earner read.
    pub statement: String,
    /// What the earner added.
    pub detail: String,
    /// When.
    pub given_at: String,
}

/// A text that is no snapshot.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a snapshot: {0}")]
pub struct NotHanded(String);

impl Handed {
    /// The text that is kept, and of which the hash is.
    #[must_use]
    pub fn json(&self) -> String {
        canonical::json(self)
    }

    /// What such a text says.
    ///
    /// # Errors
    /// [`NotHanded`].
    pub fn parse(text: &str) -> Result<Self, NotHanded> {
        serde_json::from_str(text).map_err(|error| NotHanded(error.to_string()))
    }

    /// The answer in a slot.
    #[must_use]
    pub fn answer(&self, slot: &str) -> Option<&Answer> {
        let found = self.answers.iter().find(|answer| answer.slot == slot);
        found.map(|found| &found.answer)
    }

    /// The files in a slot, in order.
    pub fn files_in<'h>(&'h self, slot: &'h str) -> impl Iterator<Item = &'h HandedFile> {
        self.files.iter().filter(move |file| file.slot == slot)
    }

    /// Whether a file is part of it.
    #[must_use]
    pub fn has_file(&self, id: FileId) -> bool {
        self.files.iter().any(|file| file.id == id)
    }

    /// What is there and what is missing, by today's rules.
    #[must_use]
    pub fn review(&self, definition: &Definition) -> Review {
        let contents: Vec<_> = definition
            .slots()
            .map(|slot| SlotContent {
                slot_id: slot.id.clone(),
                answer: self.answer(&slot.id).cloned(),
                files: self.files_in(&slot.id).map(HandedFile::evidence).collect(),
            })
            .collect();
        completeness::look(definition, &contents)
    }

    /// The conditions that the tool looks at itself: whether each is met, and `None` where nobody can tell.
    #[must_use]
    pub fn conditions(&self, definition: &Definition) -> BTreeMap<String, Option<bool>> {
        self.review(definition).conditions(&definition.rubric)
    }

    /// The slots in which something is different from an earlier hand-in.
    #[must_use]
    pub fn changed_slots(&self, earlier: &Self) -> BTreeSet<String> {
        let of = |work: &Self| -> BTreeSet<String> {
            let written = work.answers.iter().map(|answer| answer.slot.clone());
            written
                .chain(work.files.iter().map(|file| file.slot.clone()))
                .collect()
        };
        let mut slots = of(self);
        slots.extend(of(earlier));
        slots.retain(|slot| {
            let files = |work: &Self| -> Vec<_> {
                let files = work.files_in(slot);
                let content = files.map(|file| (file.sha256.clone(), file.caption.clone()));
                content.collect()
            };
            self.answer(slot) != earlier.answer(slot) || files(self) != files(earlier)
        });
        slots
    }
}

impl HandedFile {
    /// As rules see it. What was handed in was ready.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        Evidence {
            id: self.id,
            is_ready: true,
            duration_ms: self.duration_ms.and_then(|length| length.try_into().ok()),
            pages: self.pages.and_then(|pages| pages.try_into().ok()),
            alt_text: self.alt_text.clone(),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An id that says nothing.
    fn id<T: From<uuid::Uuid>>(number: u128) -> T {
        uuid::Uuid::from_u128(number).into()
    }

    /// Work with one text and one file.
    pub(crate) fn handed(text: &str, sha256: &str) -> Handed {
        Handed {
            format: FORMAT,
            credential: "waiting".into(),
            version: "1.0".into(),
            version_id: id(1),
            attempt: id(2),
            number: 1,
            submitted_at: "2026-11-02T09:00:00.000Z".into(),
            resubmission_note: None,
            answers: vec![HandedAnswer {
                slot: "why".into(),
                answer: Answer::Text { html: text.into() },
                word_count: 1,
                saved_at: "2026-11-01T09:00:00.000Z".into(),
                save_seq: 3,
            }],
            files: vec![HandedFile {
                id: id(3),
                slot: "plan".into(),
                sha256: Some(sha256.into()),
                bytes: 12,
                media_type: None,
                duration_ms: None,
                pages: Some(2),
                alt_text: String::new(),
                caption: String::new(),
            }],
            attestations: vec![],
        }
    }

    /// The text of format 1 as it has always been: hashes of snapshots are of it.
    #[test]
    fn the_text_of_a_snapshot_stays_as_it_is() {
        let work = handed("because", "00");
        let text = work.json();
        assert_eq!(
            text,
            "{\"answers\":[{\"answer\":{\"html\":\"because\",\"kind\":\"text\"},\"save_seq\":3,\
             \"saved_at\":\"2026-11-01T09:00:00.000Z\",\"slot\":\"why\",\"word_count\":1}],\
             \"attempt\":\"00000000-0000-0000-0000-000000000002\",\"attestations\":[],\"credential\":\"waiting\",\
             \"files\":[{\"alt_text\":\"\",\"bytes\":12,\"caption\":\"\",\"duration_ms\":null,\
             \"id\":\"00000000-0000-0000-0000-000000000003\",\"media_type\":null,\"pages\":2,\"sha256\":\"00\",\
             \"slot\":\"plan\"}],\"format\":1,\"number\":1,\"resubmission_note\":null,\
             \"submitted_at\":\"2026-11-02T09:00:00.000Z\",\"version\":\"1.0\",\
             \"version_id\":\"00000000-0000-0000-0000-000000000001\"}"
        );
        assert_eq!(Handed::parse(&text), Ok(work));
        assert!(Handed::parse("{}").is_err());
    }

    #[test]
    fn what_changed_is_told_by_slot_and_not_by_the_file_s_id() {
        let before = handed("because", "00");
        let mut after = handed("because", "00");
        after.files[0].id = id(9);
        assert!(after.changed_slots(&before).is_empty());
        let names = |work: &Handed| work.changed_slots(&before).into_iter().collect::<Vec<_>>();
        assert_eq!(names(&handed("why not", "00")), ["why"]);
        assert_eq!(names(&handed("because", "01")), ["plan"]);
        after.answers.clear();
        after.files.clear();
        assert_eq!(names(&after), ["plan", "why"]);
    }
}
