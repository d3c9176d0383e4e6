//! Parts of the pages that a person sees for a second between LMS and tool, while a script finishes the launch.
//! Each shows `#waiting`; a script reveals the part that follows it by taking `hidden` away, which takes `#waiting` off.

use maud::{Markup, html};

use crate::templates::layout::Shell;

/// "One moment…", with the page's `h1`. Not shown where scripts are off: `noscript` says what to do there.
#[must_use]
pub fn waiting(shell: &Shell) -> Markup {
    html! {
        div id="waiting" class="waiting" {
            span class="pulse" aria-hidden="true" {}
            h1 { (shell.text("step-waiting-title")) }
            p { (shell.text("step-waiting-text")) }
        }
    }
}

/// What happened, what was kept, what to do now: the three parts of every explanation.
#[must_use]
pub fn three_parts(shell: &Shell, happened: &str, kept: &str, next: &str) -> Markup {
    html! {
        div class="parts" {
            section class="part" {
                h2 { (shell.text("part-happened")) }
                p { (happened) }
            }
            section class="part" {
                h2 { (shell.text("part-kept")) }
                p { (kept) }
            }
            section class="part now" {
                h2 { (shell.text("part-next")) }
                p { (next) }
            }
        }
    }
}
