//! One slot by itself: how far it is filled, how long its texts are, and what its limits say.

use chrono::NaiveDate;

use super::limit::{self, Said};
use super::{Filling, LimitResult, Measure, ONE, Problem, Severity, SlotContent};
use crate::domain::answer::{Answer, Evidence, Note, Visit};
use crate::domain::credential::{
    Bounds, Column, ColumnKind, Definition, DurationBounds, Enforcement, MediaSource, NoteLimits,
    Slot, SlotKind,
};
use crate::domain::rich_text;
use crate::domain::words::{self, Count};

/// What there is to say about one slot.
#[derive(Clone, Debug)]
pub(super) struct Look {
    pub filling: Filling,
    pub count: Count,
    pub limits: Vec<LimitResult>,
    pub findings: Said,
}

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

pub(super) fn look(definition: &Definition, slot: &Slot, content: &SlotContent) -> Look {
    // An answer of another kind, from before the definition changed, counts as none.
    let answer = content
        .answer
        .clone()
        .filter(|answer| fits(&slot.kind, answer));
    let answer = answer.unwrap_or_else(|| empty_answer(&slot.kind));
    let mut look = Look {
        filling: Filling::Empty,
        count: words_of(&answer),
        limits: vec![],
        findings: vec![],
    };
    let name = |limit: &str| format!("{}.{limit}", slot.id);
    match (&slot.kind, &answer) {
        (SlotKind::Text { words }, Answer::Text { html }) => {
            let is_blank = rich_text::plain(html).trim().is_empty();
            look.filling = if is_blank {
                Filling::Empty
            } else {
                Filling::Complete
            };
            let value = (!is_blank).then_some(u64::from(look.count.number));
            look.measure(words.as_ref(), name("words"), Measure::Words, value);
        }
        (SlotKind::File { files, pages, .. }, _) => {
            look.files(files.as_ref(), name("files"), &content.files);
            let worst = furthest_outside(pages.as_ref(), &content.files);
            look.measure(pages.as_ref(), name("pages"), Measure::Pages, worst);
        }
        (SlotKind::Image { files }, _) => {
            look.files(files.as_ref(), name("files"), &content.files);
            for (at, file) in content.files.iter().enumerate() {
                if file.alt_text.trim().is_empty() {
                    look.unfinished(Problem::AltTextMissing(at + 1));
                }
            }
        }
        (
            SlotKind::Audio {
                duration,
                source,
                notes,
            },
            Answer::Recording { .. },
        ) => {
            let asks = RecordingAsks {
                duration,
                source: *source,
                notes,
                captions_required: false,
            };
            look.recording(definition, &asks, name("duration"), &answer, &content.files);
        }
        (
            SlotKind::Video {
                duration,
                source,
                captions_required,
                notes,
            },
            Answer::Recording { .. },
        ) => {
            let asks = RecordingAsks {
                duration,
                source: *source,
                notes,
                captions_required: *captions_required,
            };
            look.recording(definition, &asks, name("duration"), &answer, &content.files);
        }
        (
            SlotKind::Table {
                columns,
                rows: bounds,
            },
            Answer::Table { rows },
        ) => {
            look.table(columns, rows);
            let filled = rows.iter().filter(|row| !is_blank_row(row)).count();
            let value = (filled > 0).then_some(filled as u64);
            look.measure(bounds.as_ref(), name("rows"), Measure::Rows, value);
        }
        (
            SlotKind::ObservationLog {
                visits: bounds,
                minutes_each,
                shorter,
            },
            Answer::ObservationLog { visits },
        ) => {
            look.visits(visits);
            let filled: Vec<_> = visits
                .iter()
                .filter(|visit| !is_blank_visit(visit))
                .collect();
            let value = (!filled.is_empty()).then_some(filled.len() as u64);
            look.measure(bounds.as_ref(), name("visits"), Measure::Visits, value);
            let each = minutes_each.map(|min| Bounds {
                min: Some(min),
                max: None,
                over: Enforcement::Warn,
                under: *shorter,
            });
            let shortest = filled
                .iter()
                .filter_map(|visit| visit.minutes)
                .min()
                .map(u64::from);
            look.measure(
                each.as_ref(),
                name("minutes_each"),
                Measure::MinutesEach,
                shortest,
            );
        }
        (SlotKind::Link {}, Answer::Link { url, description }) => {
            if is_web_address(url) {
                look.filling = Filling::Complete;
            } else if !url.trim().is_empty() {
                look.unfinished(Problem::BadAddress);
            } else if !description.trim().is_empty() {
                look.filling = Filling::Partial;
            }
        }
        (SlotKind::Attestation { .. }, Answer::Attestation { given: true }) => {
            look.filling = Filling::Complete
        }
        _ => {}
    }
    look
}

/// What a slot asks of a recording.
struct RecordingAsks<'d> {
    duration: &'d Option<DurationBounds>,
    source: MediaSource,
    notes: &'d Option<NoteLimits>,
    captions_required: bool,
}

impl Look {
    fn measure(
        &mut self,
        bounds: Option<&Bounds>,
        name: String,
        measure: Measure,
        value: Option<u64>,
    ) {
        let Some(bounds) = bounds else { return };
        let (limit, findings) = limit::bounded(name, measure, bounds, value);
        self.limits.push(limit);
        self.findings.extend(findings);
    }

    /// Says that something is missing without which the slot is not complete.
    fn unfinished(&mut self, problem: Problem) {
        self.filling = Filling::Partial;
        self.findings.push((problem, Severity::Blocks));
    }

    fn files(&mut self, bounds: Option<&Bounds>, name: String, files: &[Evidence]) {
        if !files.is_empty() {
            self.filling = Filling::Complete;
        }
        self.not_ready(files);
        let value = (!files.is_empty()).then_some(files.len() as u64);
        match bounds {
            Some(bounds) => self.measure(Some(bounds), name, Measure::Files, value),
            // Nothing was written down, so there is no limit to show; one file is what is taken.
            None => self
                .findings
                .extend(limit::bounded(name, Measure::Files, &ONE, value).1),
        }
    }

    fn not_ready(&mut self, files: &[Evidence]) {
        for (at, file) in files.iter().enumerate() {
            if !file.is_ready {
                self.unfinished(Problem::FileNotReady(at + 1));
            }
        }
    }

    fn recording(
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
                self.unfinished(Problem::UploadNotTaken)
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

    fn table(&mut self, columns: &[Column], rows: &[Vec<String>]) {
        for (at, row) in rows
            .iter()
            .enumerate()
            .filter(|(_, row)| !is_blank_row(row))
        {
            if self.filling == Filling::Empty {
                self.filling = Filling::Complete;
            }
            let is_complete = columns.iter().enumerate().all(|(column_at, column)| {
                let cell = row.get(column_at).map_or("", |cell| cell.trim());
                if cell.is_empty() {
                    column.optional
                } else {
                    is_of(column.kind, cell)
                }
            });
            if !is_complete {
                self.unfinished(Problem::RowIncomplete(at + 1));
            }
        }
    }

    fn visits(&mut self, visits: &[Visit]) {
        for (at, visit) in visits
            .iter()
            .enumerate()
            .filter(|(_, visit)| !is_blank_visit(visit))
        {
            if self.filling == Filling::Empty {
                self.filling = Filling::Complete;
            }
            let texts = [&visit.setting, &visit.focus, &visit.seen, &visit.take_away];
            let is_complete = is_date(&visit.date)
                && visit.minutes.is_some_and(|minutes| minutes > 0)
                && texts.iter().all(|text| !text.trim().is_empty());
            if !is_complete {
                self.unfinished(Problem::VisitIncomplete(at + 1));
            }
        }
    }
}

/// The pages of the file that is furthest outside of a limit, of the most pages where none is.
fn furthest_outside(bounds: Option<&Bounds>, files: &[Evidence]) -> Option<u64> {
    let bounds = bounds?;
    let distance = |pages: u32| {
        let over = bounds.max.map_or(0, |max| pages.saturating_sub(max));
        let under = bounds.min.map_or(0, |min| min.saturating_sub(pages));
        (over.max(under), pages)
    };
    let pages = files.iter().filter_map(|file| file.pages);
    pages.max_by_key(|pages| distance(*pages)).map(u64::from)
}

fn is_blank_row(row: &[String]) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

fn is_blank_visit(visit: &Visit) -> bool {
    let texts = [
        &visit.date,
        &visit.setting,
        &visit.focus,
        &visit.seen,
        &visit.take_away,
    ];
    visit.minutes.is_none() && texts.iter().all(|text| text.trim().is_empty())
}

fn is_of(kind: ColumnKind, cell: &str) -> bool {
    match kind {
        ColumnKind::Text => true,
        // A comma is a decimal point to many.
        ColumnKind::Number => cell
            .replace(',', ".")
            .parse::<f64>()
            .is_ok_and(f64::is_finite),
        ColumnKind::Date => is_date(cell),
    }
}

fn is_date(text: &str) -> bool {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").is_ok()
}

/// Whether a browser can open it.
fn is_web_address(text: &str) -> bool {
    let text = text.trim();
    url::Url::parse(text).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.host_str().is_some_and(|host| !host.is_empty())
    })
}
