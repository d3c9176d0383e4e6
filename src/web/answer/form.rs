//! The fields of a part as answers, as browsers send them without script. Nothing that was typed is let go of: what does
//! not fit comes back in its field with a word about it.

use std::collections::BTreeMap;

use crate::domain::answer::{Answer, Note, Visit};
use crate::domain::credential::{Definition, Seconds, Slot, SlotKind};
use crate::domain::{length, note, rich_text};
use crate::templates::slot::Odd;
use crate::web::Failure;
use crate::web::extract::FormPairs;

/// What was typed into a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The answer.
    pub answer: Answer,
    /// What is odd about it.
    pub odd: Vec<Odd>,
    /// Pasted lines that could not be read.
    pub pasted: String,
    /// The length of a recording, as it was typed, where it could not be read.
    pub unread: String,
}

/// Reads the fields of a slot; `None` for slots that have none. `stored` is what was saved before: a text whose words
/// are the same keeps its form, which a plain field cannot show.
///
/// # Errors
/// [`Failure::Unreadable`] for a field that came twice.
pub fn typed(
    definition: &Definition,
    slot: &Slot,
    fields: &FormPairs,
    stored: Option<&Answer>,
) -> Result<Option<Typed>, Failure> {
    let field = |name: &str| {
        let found = fields.once(&format!("a_{}_{name}", slot.id))?;
        Ok::<_, Failure>(found.map(|text| text.replace("\r\n", "\n")))
    };
    let text = |name: &str| Ok::<_, Failure>(field(name)?.unwrap_or_default());
    let mut odd = Vec::new();
    let mut pasted = String::new();
    let mut unread = String::new();
    let answer = match &slot.kind {
        SlotKind::Text { .. } => match field("text")? {
            None => return Ok(None),
            Some(text) => Answer::Text {
                html: html(&text, stored),
            },
        },
        SlotKind::Table { columns, .. } => Answer::Table {
            rows: rows(fields, slot)
                .into_values()
                .map(|row| {
                    let cell = |id: &String| first(&row, id);
                    columns.iter().map(|column| cell(&column.id)).collect()
                })
                .collect(),
        },
        SlotKind::ObservationLog { .. } => Answer::ObservationLog {
            visits: rows(fields, slot)
                .into_values()
                .enumerate()
                .map(|(place, row)| visit(&row, place + 1, &mut odd))
                .collect(),
        },
        SlotKind::Link {} => Answer::Link {
            url: text("url")?.trim().to_owned(),
            description: text("description")?,
        },
        SlotKind::Audio { notes, .. } | SlotKind::Video { notes, .. } => {
            let mut all: Vec<Note> = rows(fields, slot)
                .into_values()
                .enumerate()
                .map(|(place, row)| note_of(&row, place + 1, &mut odd))
                .collect();
            if notes.is_some() {
                let reading = note::read(&text("paste")?, &definition.components);
                all.extend(reading.notes);
                let left: Vec<String> = reading.problems.into_iter().map(|one| one.text).collect();
                if !left.is_empty() {
                    odd.push(Odd::Lines);
                    pasted = left.join("\n");
                }
            }
            let link = text("link")?.trim().to_owned();
            let stated = text("stated_length")?.trim().to_owned();
            let stated_length = length::read(&stated);
            if stated_length.is_none() && !stated.is_empty() {
                odd.push(Odd::Length);
                unread = stated;
            }
            Answer::Recording {
                link: (!link.is_empty()).then_some(link),
                stated_length,
                transcript: text("transcript")?,
                notes: all,
            }
        }
        SlotKind::Attestation { .. } => Answer::Attestation {
            given: field("given")?.is_some(),
        },
        SlotKind::File { .. } | SlotKind::Image { .. } => return Ok(None),
    };
    Ok(Some(Typed {
        answer,
        odd,
        pasted,
        unread,
    }))
}

/// Whether nothing is in it.
#[must_use]
pub fn is_blank(answer: &Answer) -> bool {
    match answer {
        Answer::Text { html } => html.is_empty(),
        Answer::Table { rows } => rows.is_empty(),
        Answer::ObservationLog { visits } => visits.is_empty(),
        Answer::Link { url, description } => url.is_empty() && description.is_empty(),
        Answer::Recording {
            link,
            stated_length,
            transcript,
            notes,
        } => link.is_none() && stated_length.is_none() && transcript.is_empty() && notes.is_empty(),
        Answer::Files => true,
        Answer::Attestation { given } => !given,
    }
}

fn html(text: &str, stored: Option<&Answer>) -> String {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    match stored {
        Some(Answer::Text { html }) if words(&rich_text::plain(html)) == words(text) => {
            html.clone()
        }
        _ => rich_text::from_plain(text),
    }
}

type Row = Vec<(String, String)>;

/// The rows of a slot by their number, without those in which nothing was typed.
fn rows(fields: &FormPairs, slot: &Slot) -> BTreeMap<usize, Row> {
    let prefix = format!("a_{}_", slot.id);
    let mut rows: BTreeMap<usize, Row> = BTreeMap::new();
    for (name, value) in &fields.0 {
        let Some(rest) = name.strip_prefix(&prefix) else {
            continue;
        };
        if let Some((number, field)) = rest.split_once('_')
            && let Ok(number) = number.parse()
        {
            let value = value.replace("\r\n", "\n");
            rows.entry(number)
                .or_default()
                .push((field.to_owned(), value));
        }
    }
    rows.retain(|_, row| row.iter().any(|(_, value)| !value.trim().is_empty()));
    rows
}

fn first(row: &Row, field: &str) -> String {
    let found = row.iter().find(|(name, _)| name == field);
    found.map_or_else(String::new, |(_, value)| value.clone())
}

fn visit(row: &Row, place: usize, odd: &mut Vec<Odd>) -> Visit {
    let minutes = first(row, "minutes");
    let number = minutes.trim().parse().ok();
    if number.is_none() && !minutes.trim().is_empty() {
        odd.push(Odd::Minutes(place));
    }
    Visit {
        date: first(row, "date"),
        minutes: number,
        setting: first(row, "setting"),
        focus: first(row, "focus"),
        seen: first(row, "seen"),
        take_away: first(row, "take_away"),
    }
}

/// A note without a time that can be read is kept at the beginning until it has one.
fn note_of(row: &Row, place: usize, odd: &mut Vec<Odd>) -> Note {
    let at = Seconds::try_from(first(row, "at").trim().to_owned());
    if at.is_err() {
        odd.push(Odd::NoteTime(place));
    }
    let components = row.iter().filter(|(name, _)| name == "components");
    Note {
        at: at.unwrap_or(Seconds(0)),
        components: components.map(|(_, id)| id.clone()).collect(),
        text: first(row, "text"),
    }
}
