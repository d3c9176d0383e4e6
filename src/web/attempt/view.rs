//! A try as its pages show it: the texts, addresses and lists that templates borrow.

use crate::app::App;
use crate::app::attempt::Work;
use crate::app::file::FileView;
use crate::app::outbox::Cell;
use crate::app::result::Told;
use crate::app::session;
use crate::clock::Timestamp;
use crate::domain::answer::Answer;
use crate::domain::closing;
use crate::domain::completeness::{Filling, Finding, Place, Severity};
use crate::domain::credential::{Definition, ResubmitScope, Slot};
use crate::domain::file::FileState as Stands;
use crate::domain::roster::Sync;
use crate::store::file_object::FileObject;
use crate::templates::attempt::{self as template, Attempt, Matter, Notice, PartLine, PartMark};
use crate::templates::failure::{self, Kind};
use crate::templates::layout::Shell;
use crate::templates::slot::file::{extent, size};
use crate::templates::slot::{FileLine, FileState};
use crate::web::launch::address;

/// What all pages of a try borrow.
pub struct Texts {
    pub href: String,
    pub card_href: String,
    pub images: String,
    reference: String,
    saved_at: Option<String>,
    until: Option<String>,
    days_left: Option<i64>,
}

impl Texts {
    pub fn new(app: &App, session: &session::Session, work: &Work) -> Self {
        let home = address(session.launch.id);
        let card_href = format!("{home}/c/{}", work.definition.slug);
        let saved_at = work.answers.iter().map(|stored| stored.saved_at).max();
        let end = work.attempt.window_ends_at;
        Self {
            href: format!("{home}/attempts/{}", work.attempt.id),
            images: format!("{card_href}/images"),
            card_href,
            reference: work.attempt.id.to_string(),
            saved_at: saved_at.map(Timestamp::rfc3339),
            until: end.map(Timestamp::rfc3339),
            days_left: end.and_then(|end| closing::days_left(end, app.now(), &work.timezone)),
        }
    }

    pub fn reference(&self) -> &str {
        &self.reference
    }

    pub fn attempt<'a>(&'a self, session: &'a session::Session, work: &'a Work) -> Attempt<'a> {
        let launch = &session.launch;
        let notice = match (launch.is_masquerading, launch.is_test_user) {
            (true, _) => Some(Notice::Masquerade),
            (_, true) => Some(Notice::TestUser),
            _ => None,
        };
        Attempt {
            definition: &work.definition,
            href: &self.href,
            card_href: &self.card_href,
            form_token: &session.form_token,
            saved_at: self.saved_at.as_deref(),
            until: self.until.as_deref(),
            days_left: self.days_left,
            reference: &self.reference,
            notice,
        }
    }

    /// Findings as words, each with the place where it can be changed.
    pub fn matters(
        &self,
        shell: &Shell,
        work: &Work,
        wanted: impl Fn(&Finding) -> bool,
    ) -> Vec<(String, String, bool)> {
        let found = work
            .review
            .findings
            .iter()
            .filter(|finding| wanted(finding));
        found
            .map(|finding| {
                let text = template::finding(shell, &work.definition, finding);
                let blocks = finding.severity == Severity::Blocks;
                (text, self.place(&work.definition, &finding.place), blocks)
            })
            .collect()
    }

    /// Where a slot, or the first of those that share a word count, is.
    fn place(&self, definition: &Definition, place: &Place) -> String {
        let slot = match place {
            Place::Slot(id) => Some(id.as_str()),
            Place::Budget(id) => definition
                .word_budgets
                .iter()
                .find(|budget| budget.id == *id)
                .and_then(|budget| budget.slots.first())
                .map(String::as_str),
        };
        slot.map_or_else(
            || self.href.clone(),
            |slot| self.slot_href(definition, slot),
        )
    }

    /// The address of a slot on the page of its part.
    pub fn slot_href(&self, definition: &Definition, slot: &str) -> String {
        let part = definition.part_of(slot).map_or("", |part| &part.id);
        format!("{}/parts/{part}#slot-{slot}", self.href)
    }
}

/// Findings as templates take them.
pub fn borrowed(found: &[(String, String, bool)]) -> Vec<Matter<'_>> {
    found
        .iter()
        .map(|(text, href, blocks)| Matter {
            text,
            href,
            blocks: *blocks,
        })
        .collect()
}

/// The parts with how far they are. A slot in place of another counts as that one; what nobody has to fill counts once
/// something is in it.
pub fn part_lines(work: &Work) -> Vec<PartLine<'_>> {
    work.definition
        .parts
        .iter()
        .map(|part| {
            let slots = part.slots.iter().filter(|slot| slot.instead_of.is_none());
            let looked: Vec<(bool, Filling)> = slots
                .filter_map(|slot| {
                    let review = work.review.slot(&slot.id)?;
                    let filling = match &review.filled_by {
                        Some(other) => work.review.slot(other)?.filling,
                        None => review.filling,
                    };
                    (slot.required || filling != Filling::Empty).then_some((slot.required, filling))
                })
                .collect();
            let complete = looked
                .iter()
                .filter(|(_, filling)| *filling == Filling::Complete)
                .count();
            let is_begun = looked.iter().any(|(_, filling)| *filling != Filling::Empty);
            let fill = if complete == looked.len() && complete > 0 {
                Filling::Complete
            } else if is_begun {
                Filling::Partial
            } else {
                Filling::Empty
            };
            PartLine {
                part,
                fill,
                complete,
                pieces: looked.len(),
                mark: part_mark(work, &part.id),
            }
        })
        .collect()
}

/// What its earner says of a part.
fn part_mark(work: &Work, part: &str) -> Option<PartMark> {
    let mark = work.marks.iter().find(|mark| mark.part_id == part)?;
    Some(if mark.is_changed {
        PartMark::Changed
    } else {
        PartMark::Ready
    })
}

/// The parts in which everything was shown that is looked for in them.
pub fn shown_parts<'w>(work: &'w Work, told: &Told) -> Vec<&'w str> {
    let definition = &work.definition;
    let parts = definition.parts.iter().map(|part| part.id.as_str());
    parts
        .filter(|part| told.feedback.is_part_shown(&definition.rubric, part))
        .collect()
}

/// Whether such parts can stay as they are when the work is handed in again.
pub fn can_stay(work: &Work) -> bool {
    work.definition.attempts.resubmit == ResubmitScope::FailedParts
}

/// How the gradebook stands to it, in words; nothing while nothing was sent.
pub fn gradebook(shell: &Shell, cell: &Cell) -> Option<String> {
    let post = cell.post.as_ref()?;
    let sync = Sync {
        state: post.state,
        is_overridden: cell.cell.is_overridden,
    };
    Some(template::gradebook(shell, sync))
}

/// The files of a try with their texts.
pub struct Files(Vec<FileText>);

struct FileText {
    slot_id: String,
    id: String,
    name: String,
    state: FileState,
    reason: Option<String>,
    media_type: &'static str,
    size: String,
    extent: Option<String>,
    alt_text: String,
    caption: String,
    href: String,
}

impl Files {
    pub fn new(shell: &Shell, session: &session::Session, files: &[FileObject]) -> Self {
        let home = address(session.launch.id);
        let shown = files
            .iter()
            .map(|file| FileView::from(file.clone()))
            .filter(|file| !matches!(file.state, Stands::Removed | Stands::Purged));
        Self(
            shown
                .map(|file| FileText {
                    slot_id: file.slot_id.clone(),
                    id: file.id.to_string(),
                    name: file.name.clone(),
                    state: match file.state {
                        Stands::Uploading | Stands::Processing => FileState::Checking,
                        state if state.is_ready() => FileState::Ready,
                        _ => FileState::Unusable,
                    },
                    reason: file
                        .not_taken
                        .map(|why| failure::texts(shell, Kind::NotTaken(why)).message),
                    media_type: file.format.map_or("", |format| format.code()),
                    size: size(file.bytes),
                    extent: extent(shell, file.duration_ms, file.pages),
                    alt_text: file.alt_text.clone(),
                    caption: file.caption.clone(),
                    href: format!("{home}/files/{}", file.id),
                })
                .collect(),
        )
    }

    /// The files of one slot.
    pub fn of_slot(&self, slot: &Slot) -> Vec<FileLine<'_>> {
        let own = self.0.iter().filter(|file| file.slot_id == slot.id);
        own.map(FileText::line).collect()
    }

    /// Those that can be handed in, each with the id of its slot.
    pub fn with_slots(&self) -> Vec<(&str, FileLine<'_>)> {
        self.0
            .iter()
            .filter(|file| file.state == FileState::Ready)
            .map(|file| (file.slot_id.as_str(), file.line()))
            .collect()
    }
}

/// What was written, each with the slot that it answers; what is only files is not.
pub fn written(work: &Work) -> Vec<(&Slot, &Answer)> {
    work.answers
        .iter()
        .filter(|stored| stored.body.0 != Answer::Files)
        .filter_map(|stored| Some((work.definition.slot(&stored.slot_id)?, &stored.body.0)))
        .collect()
}

impl FileText {
    fn line(&self) -> FileLine<'_> {
        FileLine {
            id: &self.id,
            name: &self.name,
            state: self.state,
            reason: self.reason.as_deref(),
            media_type: self.media_type,
            size: &self.size,
            extent: self.extent.as_deref(),
            alt_text: &self.alt_text,
            caption: &self.caption,
            href: &self.href,
        }
    }
}
