//! Files in a slot: bringing them, saying what they show, taking them away again.

use maud::{Markup, html};

use super::{Desk, SlotView, script_button};
use crate::domain::credential::{MediaKind, Seconds, SlotKind};
use crate::domain::file::LONGEST_DESCRIPTION;
use crate::templates::credential::limit::Unit;
use crate::templates::layout::Shell;
use crate::templates::ui::{
    form,
    icon::{self, Icon},
};

/// What browsers offer in a choice of pictures.
pub const PICTURES: &str = "image/png,image/jpeg,image/webp,image/heic";
/// Of films.
pub const FILMS: &str = "video/*";
/// Of sound recordings.
pub const SOUNDS: &str = "audio/*";

/// Where a file is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// It is being looked at.
    Checking,
    /// It can be handed in.
    Ready,
    /// It cannot be used.
    Unusable,
}

/// One file.
#[derive(Clone, Copy, Debug)]
pub struct FileLine<'a> {
    /// Its id.
    pub id: &'a str,
    /// What the earner calls it.
    pub name: &'a str,
    /// Where it is on its way.
    pub state: FileState,
    /// Why it cannot be used, in words.
    pub reason: Option<&'a str>,
    /// What it is, such as `image/png`.
    pub media_type: &'a str,
    /// How large it is, in words.
    pub size: &'a str,
    /// How long it plays or how many pages it has, in words.
    pub extent: Option<&'a str>,
    /// What it shows.
    pub alt_text: &'a str,
    /// What to know about it.
    pub caption: &'a str,
    /// Where it is served; forms that change it post below.
    pub href: &'a str,
}

/// A size as people read it: `850 KB`, `3.2 MB`.
#[must_use]
pub fn size(bytes: u64) -> String {
    const STEPS: [(u64, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "KB")];
    let step = STEPS.into_iter().find(|(step, _)| bytes >= *step);
    match step {
        None => format!("{bytes} B"),
        Some((step, unit)) => {
            let tenths = bytes / (step / 10);
            match (tenths / 10, tenths % 10) {
                (whole, 0) => format!("{whole} {unit}"),
                (whole, _) if whole >= 100 => format!("{whole} {unit}"),
                (whole, tenth) => format!("{whole}.{tenth} {unit}"),
            }
        }
    }
}

/// How much there is in a file, in words.
#[must_use]
pub fn extent(shell: &Shell, duration_ms: Option<u64>, pages: Option<u32>) -> Option<String> {
    let length = duration_ms.map(|length| {
        let seconds = u32::try_from(length / 1000).unwrap_or(u32::MAX);
        Seconds(seconds).to_string()
    });
    length.or_else(|| pages.map(|pages| format!("{pages} {}", Unit::Pages.noun(shell, pages))))
}

/// What browsers offer for kinds of documents: what is taken, and nothing else.
pub(super) fn accept(kinds: &[MediaKind]) -> String {
    let of = |kind: &MediaKind| match kind {
        MediaKind::Pdf => ".pdf",
        MediaKind::Document => ".docx,.odt",
        MediaKind::Slides => ".pptx,.odp",
        MediaKind::Spreadsheet => ".xlsx,.ods,.csv",
        MediaKind::Image => PICTURES,
        MediaKind::Text => ".txt",
    };
    kinds.iter().map(of).collect::<Vec<_>>().join(",")
}

/// What becomes of what a file says about people and places, and what does not.
const fn privacy(kind: &SlotKind) -> &'static str {
    match kind {
        SlotKind::Image { .. } => "upload-privacy-picture",
        SlotKind::Audio { .. } | SlotKind::Video { .. } => "upload-privacy-film",
        _ => "upload-privacy-document",
    }
}

/// The files that are there, and the way to bring another one.
pub(super) fn files(shell: &Shell, desk: &Desk, view: &SlotView, accept: &str) -> Markup {
    let slot = view.slot;
    let id = format!("f_{}_file", slot.id);
    let hint = format!("h_{}_file", slot.id);
    let is_checking = view
        .files
        .iter()
        .any(|file| file.state == FileState::Checking);
    html! {
        ul class="files" role="list" id={ "files-" (slot.id) } data-files data-checking[is_checking] {
            @for file in view.files { (file_line(shell, desk, view, file)) }
        }
        form class="upload" method="post" enctype="multipart/form-data" action={ (desk.attempt_href) "/slots/" (slot.id) "/files" } data-upload {
            (form::token(desk.form_token))
            div class="field wide" {
                label for=(id) { (shell.text("upload-label")) }
                p class="hint" id=(hint) {
                    (shell.text_with("upload-hint", &[("size", view.largest_file)])) " " (shell.text(privacy(&slot.kind)))
                }
                input type="file" id=(id) name="file" accept=[(!accept.is_empty()).then_some(accept)] aria-describedby=(hint) required;
            }
            button type="submit" class="button" { (icon::icon(Icon::Upload)) (shell.text("upload-button")) }
            div class="upload-progress" data-progress hidden
                data-sending=(shell.text("upload-sending")) data-done=(shell.text("upload-done"))
                data-broken=(shell.text("upload-broken")) data-stopped=(shell.text("upload-stopped")) {
                progress max="100" value="0" aria-label=(shell.text("upload-progress")) {}
                p role="status" data-upload-state {}
                (script_button("button small", "stop-upload", Icon::Remove, &shell.text("upload-stop")))
            }
        }
    }
}

fn file_line(shell: &Shell, desk: &Desk, view: &SlotView, file: &FileLine) -> Markup {
    let is_picture = file.media_type.starts_with("image/");
    let asks_for_alt = is_picture || matches!(view.slot.kind, SlotKind::Image { .. });
    html! {
        li class="file" {
            @if is_picture && file.state == FileState::Ready {
                img class="file-picture" src=(file.href) alt=(file.alt_text) data-private;
            }
            div class="file-text" {
                p class="file-name" {
                    (icon::icon(if is_picture { Icon::Picture } else { Icon::Page }))
                    @if file.state == FileState::Ready { a href=(file.href) data-download { (file.name) } } @else { (file.name) }
                }
                p class="hint" { (file.size) @if let Some(extent) = file.extent { " · " (extent) } }
                @match file.state {
                    FileState::Checking => { p class="file-state" { (icon::icon(Icon::Clock)) (shell.text("file-checking")) } }
                    FileState::Unusable => {
                        p class="field-error" { (icon::icon(Icon::Alert)) (file.reason.unwrap_or_default()) }
                    }
                    FileState::Ready => (describe(shell, desk, file, asks_for_alt)),
                }
                form method="post" action={ (file.href) "/remove" } data-remove-file {
                    (form::token(desk.form_token))
                    button type="submit" class="button small" {
                        (icon::icon(Icon::Remove)) (shell.text("file-remove"))
                        span class="visually-hidden" { " " (file.name) }
                    }
                    (form_state(shell, "file-remove-broken"))
                }
            }
        }
    }
}

fn describe(shell: &Shell, desk: &Desk, file: &FileLine, asks_for_alt: bool) -> Markup {
    let alt = format!("f_{}_alt", file.id);
    let caption = format!("f_{}_caption", file.id);
    html! {
        form class="describe" method="post" action={ (file.href) "/describe" } data-describe {
            (form::token(desk.form_token))
            @if asks_for_alt {
                div class="field wide" {
                    label for=(alt) { (shell.text("file-alt")) }
                    p class="hint" id={ (alt) "_hint" } { (shell.text("file-alt-hint")) }
                    textarea id=(alt) name="alt_text" rows="2" maxlength="1000" aria-describedby={ (alt) "_hint" } { (file.alt_text) }
                }
            } @else { input type="hidden" name="alt_text" value=(file.alt_text); }
            div class="field wide" {
                label for=(caption) { (shell.text("file-caption")) }
                input type="text" id=(caption) name="caption" maxlength=(LONGEST_DESCRIPTION) value=(file.caption);
            }
            button type="submit" class="button small" { (shell.text("file-describe")) }
            (form_state(shell, "file-describe-broken"))
        }
    }
}

/// How the sending of a form went, when a script sends it; `broken` is said when nothing is known of it.
fn form_state(shell: &Shell, broken: &str) -> Markup {
    html! {
        p class="field-error" role="status" data-form-state data-broken=(shell.text(broken)) hidden {}
    }
}
