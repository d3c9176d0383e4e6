//! The work as those who read it see it: part by part, with the notes on its recordings, and without names. A file is
//! called by its slot and its number, whatever its owner calls it.

use maud::{Markup, html};

use super::{Assignment, conflict};
use crate::domain::answer::{Answer, Note};
use crate::domain::credential::{Definition, Slot};
use crate::domain::difference::{Run, is_same};
use crate::domain::qualification::Recusal;
use crate::templates::credential::kind_icon;
use crate::templates::layout::Shell;
use crate::templates::slot;
use crate::templates::ui::{
    self, Tone, form,
    icon::{self, Icon},
    prose::markdown,
};

/// What was handed in for one slot.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// What was asked.
    pub slot: &'a Slot,
    /// What was written.
    pub answer: Option<&'a Answer>,
    /// The files.
    pub files: &'a [EvidenceFile<'a>],
    /// How long a text is, in words; `None` where nothing is counted.
    pub extent: Option<&'a str>,
    /// What changed since the try before; `None` where there was none.
    pub change: Option<Change<'a>>,
}

/// What is different from the try before.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// Whether anything is: words or files.
    pub is_changed: bool,
    /// The words, where some are different.
    pub runs: &'a [Run],
}

/// One file.
#[derive(Clone, Copy, Debug)]
pub struct EvidenceFile<'a> {
    /// Its id.
    pub id: &'a str,
    /// Where it is served.
    pub href: &'a str,
    /// What it is, such as `image/png`.
    pub media_type: &'a str,
    /// How large it is, in words.
    pub size: &'a str,
    /// How long it plays or how many pages it has, in words.
    pub extent: Option<&'a str>,
    /// What it shows.
    pub alt_text: &'a str,
    /// What its owner says about it.
    pub caption: &'a str,
}

impl EvidenceFile<'_> {
    fn is(&self, kind: &str) -> bool {
        self.media_type.starts_with(kind)
    }
}

/// Whose evidence it is, as far as anybody may know.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What was asked.
    pub definition: &'a Definition,
    /// Where the definition's pictures are.
    pub images: &'a str,
    /// What tells this work from other work, for what the browser remembers.
    pub reference: &'a str,
    /// Where somebody steps back who knows a person in a recording, with what forms have to carry.
    pub recuse: Option<(&'a str, &'a str)>,
}

impl<'a> Source<'a> {
    pub(super) const fn of(assignment: &Assignment<'a>) -> Self {
        Self {
            definition: assignment.definition,
            images: assignment.images,
            reference: assignment.reference,
            recuse: Some((assignment.href, assignment.form_token)),
        }
    }
}

/// All of it.
#[must_use]
pub fn evidence(shell: &Shell, source: &Source, pieces: &[Piece]) -> Markup {
    let definition = source.definition;
    html! {
        section class="evidence" aria-labelledby="evidence" data-evidence=(source.reference) {
            h2 id="evidence" { (shell.text("evidence-title")) }
            @for part in &definition.parts {
                @let own: Vec<&Piece> = pieces.iter().filter(|piece| part.slots.iter().any(|slot| slot.id == piece.slot.id)).collect();
                section class="evidence-part" aria-labelledby={ "part-" (part.id) } {
                    h3 id={ "part-" (part.id) } lang=(definition.language) { (part.title) }
                    @for piece in own { (piece_of(shell, source, piece)) }
                }
            }
        }
    }
}

fn piece_of(shell: &Shell, source: &Source, piece: &Piece) -> Markup {
    let definition = source.definition;
    let slot = piece.slot;
    let heading = format!("slot-{}-title", slot.id);
    let is_empty = piece.answer.is_none() && piece.files.is_empty();
    html! {
        section class="piece" id={ "slot-" (slot.id) } aria-labelledby=(heading) data-piece=(slot.id) data-title=(slot.title) tabindex="-1" {
            div class="piece-head" {
                (icon::icon(kind_icon(&slot.kind)))
                h4 id=(heading) lang=(definition.language) { (slot.title) }
                @if let Some(extent) = piece.extent { span class="hint" { (extent) } }
                @if let Some(change) = piece.change {
                    @if change.is_changed { (ui::badge(Tone::Info, &shell.text("evidence-changed"))) }
                    @else { (ui::badge(Tone::Quiet, &shell.text("evidence-same"))) }
                }
            }
            details class="asked" {
                summary { (shell.text("evidence-asked")) }
                div lang=(definition.language) { (markdown(&slot.prompt.0, 4, source.images)) }
            }
            @if is_empty { p class="hint" { (shell.text("evidence-empty")) } }
            @for (file, number) in piece.files.iter().zip(1..) { (file_of(shell, source, piece, file, number)) }
            @if let Some(answer) = piece.answer { div class="said" data-text { (written(shell, definition, piece, answer)) } }
            @if let Some(change) = piece.change && !is_same(change.runs) { (changed(shell, change.runs)) }
        }
    }
}

/// What was written; the notes of a recording have times that lead to their moments.
fn written(shell: &Shell, definition: &Definition, piece: &Piece, answer: &Answer) -> Markup {
    match answer {
        Answer::Recording {
            link,
            stated_length,
            transcript,
            notes,
        } => {
            let rest = Answer::Recording {
                link: link.clone(),
                stated_length: *stated_length,
                transcript: String::new(),
                notes: Vec::new(),
            };
            html! {
                (slot::shown(shell, Some((definition, piece.slot)), &rest))
                @if !notes.is_empty() {
                    h5 { (shell.text("evidence-notes")) }
                    ol class="moments" role="list" { @for note in notes { (moment_of(shell, definition, note)) } }
                }
                @if !transcript.is_empty() {
                    details {
                        summary { (shell.text("evidence-transcript")) }
                        p class="as-typed" { (transcript) }
                    }
                }
            }
        }
        answer => slot::shown(shell, Some((definition, piece.slot)), answer),
    }
}

fn moment_of(shell: &Shell, definition: &Definition, note: &Note) -> Markup {
    let names: Vec<&str> = note
        .components
        .iter()
        .filter_map(|id| definition.component(id))
        .map(|component| component.title.as_str())
        .collect();
    html! {
        li {
            strong data-moment=(note.at.0) { (note.at) }
            button type="button" class="button small" data-seek=(note.at.0) hidden {
                (icon::icon(Icon::Forward)) (note.at) span class="visually-hidden" { " " (shell.text("evidence-play")) }
            }
            " " span { (note.text) }
            @if !names.is_empty() { " " span class="hint" lang=(definition.language) { (names.join(" · ")) } }
        }
    }
}

/// "Picture 1 of Lesson plan".
pub(super) fn file_title(shell: &Shell, slot: &Slot, media_type: &str, number: usize) -> String {
    let key = if media_type.starts_with("image/") {
        "evidence-picture"
    } else if media_type.starts_with("video/") {
        "evidence-film"
    } else if media_type.starts_with("audio/") {
        "evidence-sound"
    } else {
        "evidence-document"
    };
    let values = [("number", &*number.to_string()), ("name", &*slot.title)];
    shell.text_with(key, &values)
}

fn file_of(
    shell: &Shell,
    source: &Source,
    piece: &Piece,
    file: &EvidenceFile,
    number: usize,
) -> Markup {
    let title = file_title(shell, piece.slot, file.media_type, number);
    html! {
        div class="evidence-file" data-file=(file.id) {
            @if file.is("image/") {
                a href=(file.href) data-download {
                    img src=(file.href) alt=(file.alt_text) data-private;
                    span class="visually-hidden" { (title) }
                }
            }
            @if file.is("video/") || file.is("audio/") { (player(shell, source, file, &title)) }
            p class="file-name" {
                (icon::icon(if file.is("image/") { Icon::Picture } else { Icon::Page }))
                a href=(file.href) data-download { (title) }
                " " span class="hint" { (file.size) @if let Some(extent) = file.extent { " · " (extent) } }
            }
            @if file.is("image/") && !file.alt_text.is_empty() {
                p class="hint" { (shell.text("evidence-alt")) " " (file.alt_text) }
            }
            @if !file.caption.is_empty() { p { (file.caption) } }
        }
    }
}

/// The player. People in a recording cannot be masked, so the question comes before it; without script it stands there
/// all the time.
fn player(shell: &Shell, source: &Source, file: &EvidenceFile, title: &str) -> Markup {
    html! {
        div class="player" role="group" aria-label=(shell.text("player-label")) data-player=(file.id) {
            @if let Some((href, token)) = source.recuse {
                div class="known card quiet" data-known {
                    p class="notice-title" { (shell.text("known-question")) }
                    p class="hint" { (shell.text("known-why")) }
                    div class="actions" {
                        button type="button" class="button" data-known-nobody hidden { (shell.text("known-nobody")) }
                        form method="post" action={ (href) "/recuse" } {
                            (form::token(token))
                            input type="hidden" name="reason" value=(Recusal::KnowsEarner.code());
                            button type="submit" class="button caution" { (shell.text("known-somebody")) }
                        }
                    }
                }
            }
            div data-stage {
                @if file.is("video/") {
                    video controls preload="metadata" src=(file.href) data-private tabindex="0" aria-label=(title) {}
                } @else {
                    audio controls preload="metadata" src=(file.href) data-private tabindex="0" aria-label=(title) {}
                }
                p class="hint" data-player-hint hidden { (shell.text("reading-player-keys")) }
                p { button type="button" class="button small" data-do="mark-here" hidden { (icon::icon(Icon::Add)) (shell.text("reading-mark-here")) } }
            }
        }
    }
}

/// What changed, word by word; read aloud, each change says what it is.
fn changed(shell: &Shell, runs: &[Run]) -> Markup {
    let (added, removed) = (shell.text("change-added"), shell.text("change-removed"));
    html! {
        details class="change" open {
            summary { (shell.text("evidence-change")) }
            p class="as-typed" {
                @for run in runs {
                    @match run {
                        Run::Same(text) => (text),
                        Run::Added(text) => ins { span class="visually-hidden" { " " (added) " " } (text) },
                        Run::Removed(text) => del { span class="visually-hidden" { " " (removed) " " } (text) },
                    }
                }
            }
        }
    }
}

/// The way out, below the evidence.
pub(super) fn way_out(shell: &Shell, assignment: &Assignment) -> Markup {
    conflict::recuse(shell, assignment)
}
