//! One thing to provide, as a field of the workspace: what is asked, what is there, how much of it, and where it can be
//! written. Own the names of fields, which the web layer reads and scripts find their way by.
//!
//! A field of slot `visits` is called `a_visits_text`, one in its third row `a_visits_2_seen`; ids of definitions hold
//! no underscore. Every field belongs to the one form of the part ([`FORM`]), wherever on the page it is.

pub mod file;
mod measure;
mod recording;
mod remark;
mod rows;
mod shown;
mod text;

pub use file::{FileLine, FileState};
pub use measure::{Measure, Severity, amount, counter, unit};
pub use remark::{Odd, remark};
pub use shown::shown;

/// How far a slot is filled.
pub use crate::domain::completeness::Filling as Fill;

use maud::{Markup, html};

use super::credential::{kind_icon, limit};
use super::layout::Shell;
use super::ui::{
    self, Tone,
    icon::{self, Icon},
    prose::markdown,
};
use crate::domain::answer::Answer;
use crate::domain::credential::{Component, Definition, Slot, SlotKind};

/// The id of the form that all fields of a part belong to.
pub const FORM: &str = "part-form";

/// What a slot was saved as elsewhere while it was written here.
#[derive(Clone, Copy, Debug)]
pub struct Newer<'a> {
    /// What is stored.
    pub answer: &'a Answer,
    /// Since when.
    pub saved_at: &'a str,
}

/// One slot with what is in it.
#[derive(Clone, Copy, Debug)]
pub struct SlotView<'a> {
    /// What is asked.
    pub slot: &'a Slot,
    /// What is written.
    pub answer: Option<&'a Answer>,
    /// The same as plain text, for text slots.
    pub plain: &'a str,
    /// How often it was saved.
    pub seq: i64,
    /// The files in it.
    pub files: &'a [FileLine<'a>],
    /// How much of it there is, against its limits.
    pub measures: &'a [Measure],
    /// The word count that it shares with others: what it is called, and how much of it is used.
    pub budget: Option<(&'a str, &'a str, Measure)>,
    /// How far it is filled.
    pub fill: Fill,
    /// Set when somebody else, or another tab, has saved it in the meantime.
    pub newer: Option<Newer<'a>>,
    /// Whether what is in the fields is kept nowhere: it was sent and not taken.
    pub is_unsaved: bool,
    /// Why not everything was taken, in words.
    pub remark: Option<&'a str>,
    /// Pasted lines that could not be read as notes.
    pub pasted: &'a str,
    /// The length of a recording as it was typed, where it could not be read.
    pub unread: &'a str,
    /// The largest file that is taken, in words.
    pub largest_file: &'a str,
    /// Whether the organisation takes recordings on other sites.
    pub takes_links: bool,
}

/// What all slots of a page share.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// The definition.
    pub definition: &'a Definition,
    /// The address of the attempt.
    pub attempt_href: &'a str,
    /// Where the definition's pictures are.
    pub images: &'a str,
    /// What forms have to carry.
    pub form_token: &'a str,
}

/// The name of a field.
fn name(slot: &Slot, field: &str) -> String {
    format!("a_{}_{field}", slot.id)
}

/// The name of a field in a row.
fn row_name(slot: &Slot, row: usize, field: &str) -> String {
    format!("a_{}_{row}_{field}", slot.id)
}

/// The name that a slot's kind has for scripts; the same that answers carry.
const fn kind_name(kind: &SlotKind) -> &'static str {
    match kind {
        SlotKind::Text { .. } => "text",
        SlotKind::File { .. } | SlotKind::Image { .. } => "files",
        SlotKind::Audio { .. } | SlotKind::Video { .. } => "recording",
        SlotKind::Table { .. } => "table",
        SlotKind::ObservationLog { .. } => "observation_log",
        SlotKind::Link {} => "link",
        SlotKind::Attestation { .. } => "attestation",
    }
}

/// The slot as a section of the part.
#[must_use]
pub fn slot(shell: &Shell, desk: &Desk, view: &SlotView) -> Markup {
    let slot = view.slot;
    let heading = format!("slot-{}-title", slot.id);
    html! {
        section class="slot card" id={ "slot-" (slot.id) } aria-labelledby=(heading)
            data-slot=(slot.id) data-kind=(kind_name(&slot.kind)) data-seq=(view.seq) data-unsaved[view.is_unsaved] {
            div class="slot-head" {
                span class="card-icon" { (icon::icon(kind_icon(&slot.kind))) }
                div {
                    h2 id=(heading) lang=(desk.definition.language) { (slot.title) }
                    p class="meta" { (requirement(shell, desk, slot)) (fill_badge(shell, view.fill)) }
                }
            }
            div class="slot-prompt" lang=(desk.definition.language) { (markdown(&slot.prompt.0, 2, desk.images)) }
            @let limits = limit::of_slot(shell, slot);
            @if !limits.is_empty() { p class="hint" { (shell.text("slot-limits")) " " (limits.join(" · ")) } }
            (components(shell, desk, slot))
            (conflict(shell, view))
            @if let Some(remark) = view.remark { (ui::notice(Tone::Attention, &shell.text("slot-remark"), Some(remark))) }
            input type="hidden" form=(FORM) name={ "s_" (slot.id) } value=(view.seq);
            (content(shell, desk, view))
            @for measure in view.measures { (counter(shell, *measure, None)) }
            @if let Some((id, title, measure)) = view.budget { (counter(shell, measure, Some((id, title)))) }
        }
    }
}

fn content(shell: &Shell, desk: &Desk, view: &SlotView) -> Markup {
    let slot = view.slot;
    match &slot.kind {
        SlotKind::Text { .. } => text::field(shell, desk, view),
        SlotKind::File { types, .. } => file::files(shell, desk, view, &file::accept(types)),
        SlotKind::Image { .. } => file::files(shell, desk, view, file::PICTURES),
        SlotKind::Audio { source, notes, .. } | SlotKind::Video { source, notes, .. } => {
            recording::recording(shell, desk, view, *source, *notes)
        }
        SlotKind::Table { columns, .. } => rows::table(shell, desk, view, columns),
        SlotKind::ObservationLog { visits, .. } => {
            rows::visits(shell, view, visits.and_then(|bounds| bounds.min))
        }
        SlotKind::Link {} => link(shell, view),
        SlotKind::Attestation { statement } => attestation(desk, view, statement),
    }
}

/// Whether it is needed, and in place of what it may be filled.
fn requirement(shell: &Shell, desk: &Desk, slot: &Slot) -> Markup {
    let instead = slot
        .instead_of
        .as_deref()
        .and_then(|id| desk.definition.slot(id));
    html! {
        @if let Some(other) = instead {
            span { (shell.text_with("slot-instead-of", &[("name", &other.title)])) }
        } @else if slot.required {
            span { (shell.text("slot-required")) }
        } @else {
            span { (shell.text("slot-optional")) }
        }
    }
}

/// "Complete", "Begun", or nothing while it is empty.
fn fill_badge(shell: &Shell, fill: Fill) -> Markup {
    match fill {
        Fill::Empty => html! {},
        Fill::Partial => ui::badge(Tone::Attention, &shell.text("fill-partial")),
        Fill::Complete => ui::badge(Tone::Good, &shell.text("fill-complete")),
    }
}

/// The same for scripts: the words, and the class of the badge.
#[must_use]
pub fn fill_words(shell: &Shell, fill: Fill) -> Option<(String, &'static str)> {
    match fill {
        Fill::Empty => None,
        Fill::Partial => Some((shell.text("fill-partial"), "attention")),
        Fill::Complete => Some((shell.text("fill-complete"), "good")),
    }
}

/// The components that the slot usually speaks to.
fn components(shell: &Shell, desk: &Desk, slot: &Slot) -> Markup {
    let found: Vec<&Component> = slot
        .components
        .iter()
        .filter_map(|id| desk.definition.component(id))
        .collect();
    html! {
        @if !found.is_empty() {
            p class="chips" {
                span class="hint" { (shell.text("slot-components")) }
                @for component in found { " " span class="chip" lang=(desk.definition.language) { (component.title) } }
            }
        }
    }
}

/// What to do when it was saved elsewhere, too. With scripts the buttons decide; without, the newer text is shown below
/// and what is in the fields is saved over it by saving again.
fn conflict(shell: &Shell, view: &SlotView) -> Markup {
    ui::conflict::conflict(
        shell,
        &ui::conflict::Conflict {
            id: &format!("conflict-{}", view.slot.id),
            is_card: false,
            newer: view.newer.map(|newer| ui::conflict::Newer {
                // For the script, which can put it into the fields.
                json: serde_json::to_string(newer.answer).ok(),
                saved_at: newer.saved_at,
                shown: shown(shell, None, newer.answer),
            }),
            text: shell.text("conflict-text"),
            both: shell.text("conflict-keep-both"),
            without_script: shell.text("conflict-without-script"),
        },
    )
}

fn link(shell: &Shell, view: &SlotView) -> Markup {
    let (url, description) = match view.answer {
        Some(Answer::Link { url, description }) => (url.as_str(), description.as_str()),
        _ => ("", ""),
    };
    html! {
        (line(shell, view.slot, "url", "link-url", url, "url"))
        (area(shell, view.slot, "description", "link-description", description))
    }
}

fn attestation(desk: &Desk, view: &SlotView, statement: &str) -> Markup {
    let given = matches!(view.answer, Some(Answer::Attestation { given: true }));
    let id = format!("f_{}_given", view.slot.id);
    html! {
        div class="check" {
            input type="checkbox" id=(id) form=(FORM) name=(name(view.slot, "given")) value="yes" checked[given];
            label for=(id) lang=(desk.definition.language) { (statement) }
        }
    }
}

/// One line of a slot.
fn line(shell: &Shell, slot: &Slot, field: &str, key: &str, value: &str, kind: &str) -> Markup {
    let id = format!("f_{}_{field}", slot.id);
    html! {
        div class="field wide" {
            label for=(id) { (shell.text(key)) }
            input type=(kind) id=(id) form=(FORM) name=(name(slot, field)) value=(value) data-field=(field);
        }
    }
}

/// Several lines of a slot.
fn area(shell: &Shell, slot: &Slot, field: &str, key: &str, value: &str) -> Markup {
    let id = format!("f_{}_{field}", slot.id);
    html! {
        div class="field wide" {
            label for=(id) { (shell.text(key)) }
            textarea id=(id) form=(FORM) name=(name(slot, field)) rows="3" data-field=(field) { (value) }
        }
    }
}

/// A button that only a script can answer; it appears when there is one.
fn script_button(class: &str, action: &str, icon: Icon, label: &str) -> Markup {
    html! {
        button type="button" class=(class) data-do=(action) hidden { (icon::icon(icon)) (label) }
    }
}
