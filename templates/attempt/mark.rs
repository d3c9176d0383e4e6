//! "Ready, for me": what an earner says of a part for themselves, and how the pages of a try show it.

use maud::{Markup, html};

use super::Workspace;
use super::checklist::PartLine;
use crate::templates::layout::Shell;
use crate::templates::slot::FORM;
use crate::templates::ui::{
    self, Tone,
    icon::{self, Icon},
    moment::moment,
};

/// What its earner says of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartMark {
    /// It is ready.
    Ready,
    /// It was called ready, and something was changed since.
    Changed,
}

/// The same in a few words; nothing for a part that was not called ready.
pub(super) fn badge(shell: &Shell, mark: Option<PartMark>) -> Markup {
    html! {
        @match mark {
            Some(PartMark::Ready) => (ui::badge(Tone::Good, &shell.text("mark-ready"))),
            Some(PartMark::Changed) => (ui::badge(Tone::Attention, &shell.text("mark-changed"))),
            None => {}
        }
    }
}

/// The box to tick, as a field of the part's form. What it was when the page came goes along, so that a page that is older
/// than the mark takes none back. The script that ticks without a reload reads its words from it.
pub(super) fn field(shell: &Shell, work: &Workspace) -> Markup {
    let line = work.parts.iter().find(|line| line.part.id == work.part.id);
    let mark = line.and_then(|line| line.mark);
    let is_changed = mark == Some(PartMark::Changed);
    html! {
        div id="ready" class="card quiet ready" data-ready=(work.part.id) data-broken=(shell.text("mark-broken"))
            data-ready-word=(shell.text("mark-ready")) data-changed-word=(shell.text("mark-changed")) {
            div class="check" {
                input type="checkbox" id="ready_box" name="ready" value="yes" form=(FORM) checked[mark.is_some()] aria-describedby="ready_hint";
                label for="ready_box" { (shell.text("mark-box")) }
            }
            input type="hidden" name="ready_was" value=(if mark.is_some() { "yes" } else { "" }) form=(FORM);
            p class="hint" id="ready_hint" { (shell.text("mark-hint")) }
            p class="hint" role="status" data-ready-state {
                @if let Some(at) = work.marked_at { (shell.text("mark-at")) " " (moment(shell, at)) }
            }
            div class="notice attention" hidden[!is_changed] data-ready-changed {
                (icon::icon(Icon::Clock))
                div {
                    p class="notice-title" { (shell.text("mark-changed-title")) }
                    div class="check" {
                        input type="checkbox" id="ready_again" name="ready_again" value="yes" form=(FORM);
                        label for="ready_again" { (shell.text("mark-again")) }
                    }
                }
            }
        }
    }
}

/// The parts with their marks, before handing in; nothing where none was called ready, because nobody has to.
pub(super) fn list(shell: &Shell, href: &str, language: &str, parts: &[PartLine]) -> Markup {
    html! {
        @if parts.iter().any(|line| line.mark.is_some()) {
            section class="stack" aria-labelledby="check-marked" {
                h2 id="check-marked" { (shell.text("check-marked")) }
                p class="hint" { (shell.text("check-marked-text")) }
                ul class="rows" role="list" {
                    @for line in parts {
                        li class="row" {
                            p class="row-title" { a href={ (href) "/parts/" (line.part.id) } lang=(language) { (line.part.title) } }
                            @if line.mark.is_some() { (badge(shell, line.mark)) }
                            @else { (ui::badge(Tone::Quiet, &shell.text("mark-none"))) }
                        }
                    }
                }
            }
        }
    }
}
