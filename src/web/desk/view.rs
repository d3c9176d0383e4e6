//! Work as its readers see it: the texts, addresses and lists that templates borrow. A file has a number, and never the
//! name that its owner gave it.

use crate::app::assessment::{self, Earlier};
use crate::app::session;
use crate::clock::Timestamp;
use crate::domain::credential::Definition;
use crate::domain::difference::{Run, difference};
use crate::domain::handed::{Handed, HandedFile};
use crate::domain::words;
use crate::store::reading_slot::ReadingSlot;
use crate::templates::desk::{self as template, Assignment, Change, EvidenceFile, Piece};
use crate::templates::layout::Shell;
use crate::templates::slot::{self as slot_words, file::extent, file::size};
use crate::web::launch::address;

/// The address of the desk.
#[must_use]
pub fn desk_href(session: &session::Session) -> String {
    format!("{}/desk", address(session.launch.id))
}

/// What all pages of one reading borrow.
pub struct Texts {
    pub href: String,
    pub desk_href: String,
    images: String,
    reference: String,
    until: Option<String>,
    due: String,
    saved_at: Option<String>,
}

impl Texts {
    pub fn new(session: &session::Session, assignment: &assessment::Assignment) -> Self {
        let draft = assignment.draft.as_ref();
        Self {
            saved_at: draft.map(|draft| draft.saved_at.rfc3339()),
            ..Self::of_slot(session, &assignment.slot)
        }
    }

    fn of_slot(session: &session::Session, slot: &ReadingSlot) -> Self {
        let desk_href = desk_href(session);
        let href = format!("{desk_href}/{}", slot.id);
        Self {
            images: format!("{href}/images"),
            href,
            desk_href,
            reference: slot.id.to_string(),
            until: slot.leased_until.map(Timestamp::rfc3339),
            due: slot.due_at.rfc3339(),
            saved_at: None,
        }
    }

    pub fn assignment<'a>(
        &'a self,
        session: &'a session::Session,
        assignment: &'a assessment::Assignment,
    ) -> Assignment<'a> {
        Assignment {
            definition: &assignment.definition,
            href: &self.href,
            desk_href: &self.desk_href,
            images: &self.images,
            form_token: &session.form_token,
            code: &assignment.code,
            position: assignment.slot.position,
            until: self.until.as_deref(),
            due: &self.due,
            saved_at: self.saved_at.as_deref(),
            reference: &self.reference,
        }
    }
}

/// The work with its texts.
pub struct Work(Vec<PieceText>);

struct PieceText {
    slot_id: String,
    files: Vec<FileText>,
    extent: Option<String>,
    change: Option<(bool, Vec<Run>)>,
}

struct FileText {
    id: String,
    href: String,
    media_type: String,
    size: String,
    extent: Option<String>,
    alt_text: String,
    caption: String,
}

impl Work {
    /// `href` is the address that its files are served below.
    pub fn new(
        shell: &Shell,
        href: &str,
        definition: &Definition,
        handed: &Handed,
        earlier: Option<&Earlier>,
    ) -> Self {
        let changed = earlier.map(|earlier| handed.changed_slots(&earlier.handed));
        let plain = |work: &Handed, slot: &str| {
            let answer = work.answer(slot);
            answer.map_or_else(String::new, crate::domain::answer::Answer::plain)
        };
        let pieces = definition.slots().map(|slot| PieceText {
            slot_id: slot.id.clone(),
            files: handed
                .files_in(&slot.id)
                .map(|file| FileText::new(shell, href, file))
                .collect(),
            extent: is_text(slot).then(|| {
                let count = words::count(&plain(handed, &slot.id));
                slot_words::amount(shell, count)
            }),
            change: earlier.zip(changed.as_ref()).map(|(earlier, changed)| {
                let before = plain(&earlier.handed, &slot.id);
                let runs = difference(&before, &plain(handed, &slot.id));
                (changed.contains(&slot.id), runs)
            }),
        });
        Self(pieces.collect())
    }

    /// The files of each slot, as the pieces borrow them.
    pub fn files(&self) -> Vec<Vec<EvidenceFile<'_>>> {
        let lines = self.0.iter();
        lines
            .map(|piece| piece.files.iter().map(FileText::line).collect())
            .collect()
    }

    /// The pieces in the definition's order.
    pub fn pieces<'a>(
        &'a self,
        definition: &'a Definition,
        handed: &'a Handed,
        files: &'a [Vec<EvidenceFile<'a>>],
    ) -> Vec<Piece<'a>> {
        let texts = self.0.iter().zip(files);
        definition
            .slots()
            .zip(texts)
            .map(|(slot, (piece, files))| {
                debug_assert_eq!(slot.id, piece.slot_id);
                Piece {
                    slot,
                    answer: handed.answer(&slot.id),
                    files,
                    extent: piece.extent.as_deref(),
                    change: piece.change.as_ref().map(|(is_changed, runs)| Change {
                        is_changed: *is_changed,
                        runs,
                    }),
                }
            })
            .collect()
    }
}

fn is_text(slot: &crate::domain::credential::Slot) -> bool {
    matches!(slot.kind, crate::domain::credential::SlotKind::Text { .. })
}

impl FileText {
    fn new(shell: &Shell, href: &str, file: &HandedFile) -> Self {
        let whole = |number: Option<i64>| number.and_then(|number| number.try_into().ok());
        let pages = file.pages.and_then(|pages| pages.try_into().ok());
        Self {
            id: file.id.to_string(),
            href: format!("{href}/files/{}", file.id),
            media_type: file.media_type.clone().unwrap_or_default(),
            size: size(u64::try_from(file.bytes).unwrap_or_default()),
            extent: extent(shell, whole(file.duration_ms), pages),
            alt_text: file.alt_text.clone(),
            caption: file.caption.clone(),
        }
    }

    fn line(&self) -> EvidenceFile<'_> {
        EvidenceFile {
            id: &self.id,
            href: &self.href,
            media_type: &self.media_type,
            size: &self.size,
            extent: self.extent.as_deref(),
            alt_text: &self.alt_text,
            caption: &self.caption,
        }
    }
}

/// What a reading comes to, in words; `None` before everything is scored.
pub fn result_words(
    shell: &Shell,
    definition: &Definition,
    review: &crate::domain::reading::Review,
) -> Option<String> {
    let scoring = review.scoring.as_ref()?;
    let rubric = &definition.rubric;
    let band = rubric
        .bands
        .iter()
        .find(|band| Some(&band.id) == scoring.band.as_ref());
    let title = band.map(|band| band.title.as_str());
    Some(template::result_words(
        shell,
        scoring.total,
        rubric.max_points(),
        title,
    ))
}
