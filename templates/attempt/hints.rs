//! Words that look like somebody's name, address or number: a list for the writer alone, with where each is and what to write
//! instead.

use maud::{Markup, html};

use crate::domain::privacy_hint::{Hint, Kind};
use crate::templates::layout::Shell;
use crate::templates::ui::{
    Tone,
    icon::{self, Icon},
};

/// Something to look at, with where it is.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    /// The title of its part.
    pub part: &'a str,
    /// The title of its slot.
    pub slot: &'a str,
    /// Where it can be changed.
    pub href: &'a str,
    /// What.
    pub hint: &'a Hint,
}

/// The section about other people's privacy.
pub(super) fn section(shell: &Shell, language: &str, hints: &[Placed]) -> Markup {
    let count = i64::try_from(hints.len()).unwrap_or(i64::MAX);
    html! {
        section class="stack" aria-labelledby="check-students" {
            h2 id="check-students" { (shell.text("check-students")) }
            p { (shell.text("check-students-text")) }
            @if hints.is_empty() {
                p class="hint" { (shell.text("hints-none")) }
            } @else {
                h3 { (shell.count("hints-found", count)) }
                p class="hint" { (shell.text("hints-private")) }
                ul class="hints" role="list" {
                    @for placed in hints { (line(shell, language, placed)) }
                }
            }
        }
    }
}

fn line(shell: &Shell, language: &str, placed: &Placed) -> Markup {
    let hint = placed.hint;
    let (icon, advice) = match hint.kind {
        Kind::Name => (Icon::Person, "hints-name"),
        Kind::Email => (Icon::Link, "hints-email"),
        Kind::Phone => (Icon::Link, "hints-phone"),
    };
    html! {
        li {
            (icon::icon(icon))
            div {
                p class="excerpt" { (hint.before) mark { (hint.found) } (hint.after) }
                p class="meta" {
                    a href=(placed.href) lang=(language) { (placed.part) " · " (placed.slot) }
                    @if hint.times > 1 { span { (shell.count("hints-times", i64::try_from(hint.times).unwrap_or(i64::MAX))) } }
                }
                p class="hint" { (shell.text(advice)) }
            }
        }
    }
}

/// The word about them on the page to hand in on; nothing where nothing was found.
pub(super) fn pointer(shell: &Shell, href: &str, found: usize) -> Markup {
    let count = i64::try_from(found).unwrap_or(i64::MAX);
    html! {
        @if found > 0 {
            div class={ "notice " (Tone::Info.class()) } {
                (icon::icon(Icon::Person))
                div {
                    p class="notice-title" { a href={ (href) "/check#check-students" } { (shell.count("hints-found", count)) } }
                    p { (shell.text("hints-pointer")) }
                }
            }
        }
    }
}
