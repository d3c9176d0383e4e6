//! A sound recording or a film: uploaded or linked, with notes at moments of it. Everything can be typed; the player and
//! its keys come on top.

use maud::{Markup, html};

use super::{
    Desk, FORM, FileState, SlotView, area, file, line, name, row_name, rows, script_button,
};
use crate::domain::answer::{Answer, Note};
use crate::domain::credential::{MediaSource, NoteLimits, SlotKind};
use crate::templates::layout::Shell;
use crate::templates::ui::icon::{self, Icon};

pub(super) fn recording(
    shell: &Shell,
    desk: &Desk,
    view: &SlotView,
    source: MediaSource,
    limits: Option<NoteLimits>,
) -> Markup {
    let (link, stated, transcript, notes) = match view.answer {
        Some(Answer::Recording {
            link,
            stated_length,
            transcript,
            notes,
        }) => (
            link.as_deref().unwrap_or_default(),
            stated_length.map(|length| length.to_string()),
            transcript.as_str(),
            notes.as_slice(),
        ),
        _ => ("", None, "", &[][..]),
    };
    let is_film = matches!(view.slot.kind, SlotKind::Video { .. });
    let takes_upload = source != MediaSource::Link || !view.takes_links;
    let takes_link = source != MediaSource::Upload && view.takes_links;
    let stated = stated.unwrap_or_default();
    html! {
        @if takes_upload {
            (file::files(shell, desk, view, if is_film { file::FILMS } else { file::SOUNDS }))
        }
        @if takes_link {
            @if takes_upload { p class="hint" { (shell.text("recording-or-link")) } }
            (line(shell, view.slot, "link", "recording-link", link, "url"))
            (length(shell, view, &stated))
        }
        (player(shell, view, is_film))
        (area(shell, view.slot, "transcript", if is_film { "recording-captions" } else { "recording-transcript" }, transcript))
        @if let Some(limits) = limits { (note_rows(shell, desk, view, limits, notes)) }
    }
}

/// How long a linked recording is. What cannot be read stays in the field, with a word about it.
fn length(shell: &Shell, view: &SlotView, stated: &str) -> Markup {
    let id = format!("f_{}_stated_length", view.slot.id);
    let remark = format!("h_{}_stated_length", view.slot.id);
    let (value, is_read) = if view.unread.is_empty() {
        (stated, true)
    } else {
        (view.unread, false)
    };
    html! {
        div class="field wide" {
            label for=(id) { (shell.text("recording-length")) }
            input type="text" id=(id) form=(FORM) name=(name(view.slot, "stated_length")) value=(value)
                aria-describedby=(remark) data-field="stated_length";
            p class="hint remark" id=(remark) role="status" data-length-odd {
                span hidden[is_read] { (shell.text("remark-length")) }
            }
        }
    }
}

/// The player, once there is something to play.
fn player(shell: &Shell, view: &SlotView, is_film: bool) -> Markup {
    let ready = view
        .files
        .iter()
        .find(|file| file.state == FileState::Ready);
    let label = shell.text("player-label");
    html! {
        @if let Some(file) = ready {
            div class="player" role="group" aria-label=(label) data-player {
                @if is_film {
                    video controls preload="metadata" src=(file.href) data-private tabindex="0" aria-label=(file.name) {}
                } @else {
                    audio controls preload="metadata" src=(file.href) data-private tabindex="0" aria-label=(file.name) {}
                }
                p class="hint" data-player-hint hidden { (shell.text("player-keys")) }
                p { (script_button("button", "note-here", Icon::Add, &shell.text("note-here"))) }
            }
        }
    }
}

fn note_rows(
    shell: &Shell,
    desk: &Desk,
    view: &SlotView,
    limits: NoteLimits,
    notes: &[Note],
) -> Markup {
    let title = format!("notes-{}", view.slot.id);
    html! {
        div class="notes" role="group" aria-labelledby=(title) {
            h3 id=(title) { (shell.text("notes")) }
            p class="hint" { (shell.text(if limits.name_component { "notes-hint-component" } else { "notes-hint" })) }
            ol class="sheet" role="list" data-rows {
                @for number in 0..=notes.len() { (note_row(shell, desk, view, number, notes.get(number))) }
            }
            (rows::add(shell, view.slot, "note-add"))
            (paste(shell, view))
        }
    }
}

fn note_row(
    shell: &Shell,
    desk: &Desk,
    view: &SlotView,
    number: usize,
    note: Option<&Note>,
) -> Markup {
    let slot = view.slot;
    let at = note.map(|note| note.at.to_string()).unwrap_or_default();
    let text = note.map_or("", |note| &note.text);
    let id = |field: &str| format!("f_{}_{number}_{field}", slot.id);
    let heading = format!("h_{}_{number}_title", slot.id);
    let remark = format!("h_{}_{number}_at", slot.id);
    html! {
        li class="sheet-row note" data-row { div role="group" aria-labelledby=(heading) {
            h4 id=(heading) { (shell.text("note-title")) " " span data-number { (number + 1) } }
            div class="cells" {
                div class="field short" {
                    label for=(id("at")) { (shell.text("note-at")) }
                    input type="text" id=(id("at")) form=(FORM) name=(row_name(slot, number, "at")) value=(at)
                        placeholder="3:15" aria-describedby=(remark) data-cell="at";
                    (rows::odd(&remark, &shell.text("remark-time-here")))
                }
                div class="field area" {
                    label for=(id("text")) { (shell.text("note-text")) }
                    textarea id=(id("text")) form=(FORM) name=(row_name(slot, number, "text")) rows="2" data-cell="text" { (text) }
                }
                div class="field checks" role="group" aria-labelledby=(id("components")) {
                    span class="label" id=(id("components")) { (shell.text("note-components")) }
                    @for (position, component) in desk.definition.components.iter().enumerate() {
                        @let box_id = id(&format!("c{position}"));
                        @let is_named = note.is_some_and(|note| note.components.contains(&component.id));
                        div class="check" {
                            input type="checkbox" id=(box_id) form=(FORM) name=(row_name(slot, number, "components"))
                                value=(component.id) data-cell="components" checked[is_named];
                            label for=(box_id) lang=(desk.definition.language) { (component.title) }
                        }
                    }
                }
            }
            p class="row-tools" {
                (script_button("button small", "play-here", Icon::Forward, &shell.text("note-play")))
                (script_button("button small", "remove-row", Icon::Remove, &shell.text("note-remove")))
            }
        } }
    }
}

/// Notes that were written elsewhere, one for each line.
fn paste(shell: &Shell, view: &SlotView) -> Markup {
    let slot = view.slot;
    let id = format!("f_{}_paste", slot.id);
    let hint = format!("h_{}_paste", slot.id);
    html! {
        details class="paste" open[!view.pasted.is_empty()] {
            summary { (shell.text("notes-paste")) }
            div class="field wide" {
                label for=(id) { (shell.text("notes-paste-label")) }
                p class="hint" id=(hint) { (shell.text("notes-paste-hint")) }
                textarea id=(id) form=(FORM) name=(name(slot, "paste")) rows="4" aria-describedby=(hint) data-paste { (view.pasted) }
            }
            p {
                button type="submit" class="button" form=(FORM) name="do" value={ "stay:" (slot.id) } {
                    (icon::icon(Icon::Add)) (shell.text("notes-paste-button"))
                }
            }
        }
    }
}
