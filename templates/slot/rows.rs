//! Slots that are filled in rows: tables and observation logs. There is always one empty row at the end; rows that stay
//! empty are not kept. Scripts add buttons to add, copy and remove.

use maud::{Markup, html};

use super::{Desk, FORM, SlotView, row_name, script_button};
use crate::domain::answer::{Answer, Visit};
use crate::domain::credential::{Column, ColumnKind, Slot};
use crate::templates::layout::Shell;
use crate::templates::ui::icon::{self, Icon};

/// What a cell is typed into.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Area,
    Number,
    Date,
}

struct Cell<'a> {
    field: &'a str,
    label: &'a str,
    /// The language of the label, where it is the definition's.
    language: Option<&'a str>,
    kind: Kind,
    value: &'a str,
    /// What a script says of it where it cannot be read.
    odd: Option<&'a str>,
}

pub(super) fn table(shell: &Shell, desk: &Desk, view: &SlotView, columns: &[Column]) -> Markup {
    let filled = match view.answer {
        Some(Answer::Table { rows }) => rows.as_slice(),
        _ => &[],
    };
    html! {
        (sheet_start(shell))
        ol class="sheet" role="list" data-rows {
            @for number in 0..=filled.len() {
                @let cells: Vec<Cell> = columns.iter().enumerate().map(|(position, column)| Cell {
                    field: &column.id,
                    label: &column.title,
                    language: Some(&desk.definition.language),
                    kind: match column.kind {
                        ColumnKind::Text => Kind::Area,
                        ColumnKind::Number => Kind::Number,
                        ColumnKind::Date => Kind::Date,
                    },
                    value: filled.get(number).and_then(|row| row.get(position)).map_or("", String::as_str),
                    odd: None,
                }).collect();
                (row(shell, view.slot, number, "row-title", &cells))
            }
        }
        (add(shell, view.slot, "row-add"))
    }
}

pub(super) fn visits(shell: &Shell, view: &SlotView, least: Option<u32>) -> Markup {
    let empty = Visit::default();
    let filled = match view.answer {
        Some(Answer::ObservationLog { visits }) => visits.as_slice(),
        _ => &[],
    };
    let labels = [
        "visit-date",
        "visit-minutes",
        "visit-setting",
        "visit-focus",
        "visit-seen",
        "visit-take-away",
    ]
    .map(|key| shell.text(key));
    let odd_minutes = shell.text("remark-minutes-here");
    let total: u32 = filled
        .iter()
        .filter_map(|visit| visit.minutes)
        .fold(0, u32::saturating_add);
    html! {
        (sheet_start(shell))
        ol class="sheet visits" role="list" data-rows {
            @for number in 0..=filled.len() {
                @let visit = filled.get(number).unwrap_or(&empty);
                @let minutes = visit.minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
                @let values = [
                    ("date", Kind::Date, visit.date.as_str()),
                    ("minutes", Kind::Number, minutes.as_str()),
                    ("setting", Kind::Area, visit.setting.as_str()),
                    ("focus", Kind::Area, visit.focus.as_str()),
                    ("seen", Kind::Area, visit.seen.as_str()),
                    ("take_away", Kind::Area, visit.take_away.as_str()),
                ];
                @let cells: Vec<Cell> = values.into_iter().zip(&labels).map(|((field, kind, value), label)| Cell {
                    field, label, language: None, kind, value,
                    odd: (field == "minutes").then_some(odd_minutes.as_str()),
                }).collect();
                (row(shell, view.slot, number, "visit-title", &cells))
            }
        }
        p class="totals" {
            span { (shell.text("visit-total")) " " strong data-total-rows { (filled.len()) } }
            @if let Some(least) = least { span { " / " (least) } }
            " · "
            span { (shell.text("visit-total-minutes")) " " strong data-total-minutes { (total) } }
        }
        (add(shell, view.slot, "visit-add"))
    }
}

/// Where a script says that what stands in a cell cannot be read.
pub(super) fn odd(id: &str, text: &str) -> Markup {
    html! { p class="hint remark" id=(id) role="status" data-odd { span hidden { (text) } } }
}

fn sheet_start(shell: &Shell) -> Markup {
    html! { p class="hint" { (shell.text("rows-hint")) } }
}

fn row(shell: &Shell, slot: &Slot, number: usize, title: &str, cells: &[Cell]) -> Markup {
    let heading = format!("h_{}_{number}_title", slot.id);
    html! {
        li class="sheet-row" data-row { div role="group" aria-labelledby=(heading) {
            h3 id=(heading) { (shell.text(title)) " " span data-number { (number + 1) } }
            div class="cells" {
                @for cell in cells {
                    @let id = format!("f_{}_{number}_{}", slot.id, cell.field);
                    @let remark = cell.odd.map(|_| format!("h_{}_{number}_{}", slot.id, cell.field));
                    div class={ "field " @match cell.kind { Kind::Area => "area", Kind::Number | Kind::Date => "short" } } {
                        label for=(id) lang=[cell.language] { (cell.label) }
                        @match cell.kind {
                            Kind::Area => {
                                textarea id=(id) form=(FORM) name=(row_name(slot, number, cell.field)) rows="2" data-cell=(cell.field) { (cell.value) }
                            }
                            Kind::Number => {
                                input type="text" inputmode="numeric" id=(id) form=(FORM) name=(row_name(slot, number, cell.field))
                                    value=(cell.value) aria-describedby=[remark.as_deref()] data-cell=(cell.field);
                            }
                            Kind::Date => {
                                input type="date" id=(id) form=(FORM) name=(row_name(slot, number, cell.field))
                                    value=(cell.value) data-cell=(cell.field);
                            }
                        }
                        @if let (Some(remark), Some(text)) = (&remark, cell.odd) { (odd(remark, text)) }
                    }
                }
            }
            p class="row-tools" {
                (script_button("button small", "copy-row", Icon::Copy, &shell.text("row-copy")))
                (script_button("button small", "remove-row", Icon::Remove, &shell.text("row-remove")))
            }
        } }
    }
}

/// Without script it saves, and the page comes back with one more row; with one, the row is there at once.
pub(super) fn add(shell: &Shell, slot: &Slot, key: &str) -> Markup {
    html! {
        p {
            button type="submit" class="button" form=(FORM) name="do" value={ "stay:" (slot.id) } data-do="add-row" {
                (icon::icon(Icon::Add)) (shell.text(key))
            }
        }
    }
}
