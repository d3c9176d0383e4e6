//! What was written, to be read: in the receipt, on the status page, and beside another version of it.

use maud::{Markup, html};

use crate::domain::answer::{Answer, Note, Visit};
use crate::domain::credential::{Definition, Slot, SlotKind};
use crate::templates::layout::Shell;
use crate::templates::ui::{prose, table::table, web_address};

/// An answer. With the slot that it answers, columns and components have their names.
#[must_use]
pub fn shown(shell: &Shell, asked: Option<(&Definition, &Slot)>, answer: &Answer) -> Markup {
    match answer {
        Answer::Text { html } => prose::answer(html),
        Answer::Table { rows } => cells(shell, asked.map(|(_, slot)| slot), rows),
        Answer::ObservationLog { visits } => log(shell, visits),
        Answer::Link { url, description } => html! {
            p { (address(url)) }
            @if !description.is_empty() { p { (description) } }
        },
        Answer::Recording {
            link,
            stated_length,
            transcript,
            notes,
        } => html! {
            @if let Some(link) = link { p { (address(link)) @if let Some(length) = stated_length { " · " (length) } } }
            @if !notes.is_empty() { ol class="note-list" { @for note in notes { (note_line(asked, note)) } } }
            @if !transcript.is_empty() { p class="as-typed" { (transcript) } }
        },
        Answer::Files => html! {},
        Answer::Attestation { given } => html! {
            p { (shell.text(if *given { "attested" } else { "not-attested" })) }
        },
    }
}

fn address(url: &str) -> Markup {
    html! {
        @match web_address(url) {
            Some(href) => { a href=(href) { (url) } }
            None => { (url) }
        }
    }
}

fn cells(shell: &Shell, slot: Option<&Slot>, rows: &[Vec<String>]) -> Markup {
    let columns: Vec<&str> = match slot.map(|slot| &slot.kind) {
        Some(SlotKind::Table { columns, .. }) => {
            columns.iter().map(|column| &*column.title).collect()
        }
        _ => vec![""; rows.iter().map(Vec::len).max().unwrap_or_default()],
    };
    let rows: Vec<Vec<Markup>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| html! { (cell) }).collect())
        .collect();
    table(&shell.text("shown-rows"), &columns, &rows)
}

fn log(shell: &Shell, visits: &[Visit]) -> Markup {
    let columns = [
        "visit-date",
        "visit-minutes",
        "visit-setting",
        "visit-focus",
        "visit-seen",
        "visit-take-away",
    ]
    .map(|key| shell.text(key));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let rows: Vec<Vec<Markup>> = visits
        .iter()
        .map(|visit| {
            let minutes = visit.minutes.map(|minutes| minutes.to_string());
            vec![
                html! { (visit.date) },
                html! { (minutes.unwrap_or_default()) },
                html! { (visit.setting) },
                html! { (visit.focus) },
                html! { (visit.seen) },
                html! { (visit.take_away) },
            ]
        })
        .collect();
    table(&shell.text("shown-visits"), &columns, &rows)
}

fn note_line(asked: Option<(&Definition, &Slot)>, note: &Note) -> Markup {
    let names: Vec<&str> = note
        .components
        .iter()
        .map(|id| {
            asked
                .and_then(|(definition, _)| definition.component(id))
                .map_or(id.as_str(), |component| component.title.as_str())
        })
        .collect();
    html! {
        li { strong { (note.at) } " " (note.text) @if !names.is_empty() { " " span class="hint" { (names.join(" · ")) } } }
    }
}
