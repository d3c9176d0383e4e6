//! Recordings and the notes on them (B.4.2).

use super::slot::Look;
use super::{Filling, Problem, Severity, is_web_address, limit};
use crate::domain::answer::{Answer, Evidence, Note};
use crate::domain::credential::{Definition, DurationBounds, MediaSource, NoteLimits, SlotKind};
use crate::domain::words;

/// What a slot asks of a recording.
pub(super) struct RecordingAsks<'d> {
    pub duration: &'d Option<DurationBounds>,
    pub source: MediaSource,
    pub notes: &'d Option<NoteLimits>,
    pub captions_required: bool,
}

impl<'d> RecordingAsks<'d> {
    /// What this slot asks; `None` where it asks for something else.
    pub fn of(kind: &'d SlotKind) -> Option<Self> {
        match kind {
            SlotKind::Audio {
                duration,
                source,
                notes,
            } => Some(Self {
                duration,
                source: *source,
                notes,
                captions_required: false,
            }),
            SlotKind::Video {
                duration,
                source,
                captions_required,
                notes,
            } => Some(Self {
                duration,
                source: *source,
                notes,
                captions_required: *captions_required,
            }),
            _ => None,
        }
    }
}

impl Look {
    pub(super) fn recording(
        &mut self,
        definition: &Definition,
        asks: &RecordingAsks<'_>,
        limit_name: String,
        answer: &Answer,
        files: &[Evidence],
    ) {
        let Answer::Recording {
            link,
            stated_length,
            transcript,
            notes,
        } = answer
        else {
            return;
        };
        let link = link
            .as_deref()
            .map(str::trim)
            .filter(|link| !link.is_empty());
        let is_there = link.is_some() || !files.is_empty();
        let is_begun = !transcript.trim().is_empty() || !notes.is_empty();
        self.filling = match (is_there, is_begun) {
            (true, _) => Filling::Complete,
            (false, true) => Filling::Partial,
            (false, false) => Filling::Empty,
        };
        self.not_ready(files);
        if files.len() > 1 || (!files.is_empty() && link.is_some()) {
            self.unfinished(Problem::SeveralRecordings);
        }
        match link {
            Some(_) if asks.source == MediaSource::Upload => self.unfinished(Problem::LinkNotTaken),
            Some(link) if !is_web_address(link) => self.unfinished(Problem::BadAddress),
            _ if asks.source == MediaSource::Link && !files.is_empty() => {
                self.unfinished(Problem::UploadNotTaken);
            }
            _ => {}
        }
        // A file is measured; only for what lies elsewhere is the earner's word taken.
        let length = match (files.first(), link) {
            (Some(file), _) => file.duration_ms,
            (None, Some(_)) => stated_length.map(|length| u64::from(length.0) * 1000),
            (None, None) => None,
        };
        if let Some(bounds) = asks.duration {
            let (limit, findings) = limit::duration(limit_name, bounds, is_there, length);
            self.limits.push(limit);
            self.findings.extend(findings);
            match (files.first(), link) {
                (None, Some(_)) if length.is_none() => self.unfinished(Problem::LengthNotStated),
                (Some(file), _) if file.is_ready && length.is_none() => {
                    self.findings
                        .push((Problem::LengthUnknown, Severity::Warns));
                }
                _ => {}
            }
        }
        if is_there && asks.captions_required && transcript.trim().is_empty() {
            self.unfinished(Problem::TranscriptMissing);
        }
        if let Some(limits) = asks.notes {
            self.notes(definition, limits, notes, length, is_there);
        }
    }

    fn notes(
        &mut self,
        definition: &Definition,
        limits: &NoteLimits,
        notes: &[Note],
        length: Option<u64>,
        is_there: bool,
    ) {
        for note in notes {
            let has_component = note
                .components
                .iter()
                .any(|id| definition.component(id).is_some());
            let words = words::count(&note.text).number;
            if note.text.trim().is_empty() {
                self.unfinished(Problem::NoteEmpty(note.at));
            }
            if limits.name_component && !definition.components.is_empty() && !has_component {
                self.unfinished(Problem::NoteWithoutComponent(note.at));
            }
            // The last second of a recording has begun before it is over.
            if length.is_some_and(|length| u64::from(note.at.0) * 1000 > length) {
                self.unfinished(Problem::NoteAfterEnd(note.at));
            }
            if words > limits.words {
                let max = limits.words;
                self.unfinished(Problem::NoteTooLong {
                    at: note.at,
                    words,
                    max,
                });
            }
        }
        let found = notes.len();
        if is_there && found < limits.min as usize {
            self.unfinished(Problem::TooFewNotes {
                found,
                min: limits.min,
            });
        }
        if found > limits.max as usize {
            self.unfinished(Problem::TooManyNotes {
                found,
                max: limits.max,
            });
        }
    }
}
