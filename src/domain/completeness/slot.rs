//! One slot by itself: how far it is filled, how long its texts are, and what its limits say.

use chrono::NaiveDate;

use super::limit::{self, Said};
use super::recording::RecordingAsks;
use super::{
    Filling, LimitResult, Measure, Problem, Severity, SlotContent, empty_answer, fits,
    is_web_address, words_of,
};
use crate::domain::answer::{Answer, Evidence, Visit};
use crate::domain::credential::{
    Bounds, Column, ColumnKind, Definition, Enforcement, Slot, SlotKind,
};
use crate::domain::rich_text;
use crate::domain::words::Count;

/// What there is to say about one slot.
#[derive(Clone, Debug)]
pub(super) struct Look {
    pub filling: Filling,
    pub count: Count,
    pub limits: Vec<LimitResult>,
    pub findings: Said,
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
        (kind, Answer::Recording { .. }) => {
            if let Some(asks) = RecordingAsks::of(kind) {
                look.recording(definition, &asks, name("duration"), &answer, &content.files);
            }
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
            let filled = visits.iter().filter(|visit| !is_blank_visit(visit));
            let amount = filled.clone().count();
            let value = (amount > 0).then_some(amount as u64);
            look.measure(bounds.as_ref(), name("visits"), Measure::Visits, value);
            let each = minutes_each.map(|min| at_least(min, *shorter));
            let shortest = filled.filter_map(|visit| visit.minutes).min();
            let shortest = shortest.map(u64::from);
            let limit = name("minutes_each");
            look.measure(each.as_ref(), limit, Measure::MinutesEach, shortest);
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
            look.filling = Filling::Complete;
        }
        _ => {}
    }
    look
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
    pub(super) fn unfinished(&mut self, problem: Problem) {
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

    pub(super) fn not_ready(&mut self, files: &[Evidence]) {
        for (at, file) in files.iter().enumerate() {
            if !file.is_ready {
                self.unfinished(Problem::FileNotReady(at + 1));
            }
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

/// A limit that has no upper bound.
const fn at_least(min: u32, under: Enforcement) -> Bounds {
    Bounds {
        min: Some(min),
        max: None,
        over: Enforcement::Warn,
        under,
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

/// Exactly one recording, picture or document where nothing else is said.
const ONE: Bounds = Bounds {
    min: Some(1),
    max: Some(1),
    over: Enforcement::Block,
    under: Enforcement::Block,
};
