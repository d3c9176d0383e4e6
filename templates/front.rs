//! The tool's address without a path: what this is, and that one comes in from a course.

use maud::{Markup, html};

use super::layout::{self, Shell};
use super::ui;

/// The front page.
#[must_use]
pub fn page(shell: &Shell) -> Markup {
    layout::page(
        shell,
        &shell.text("front-title"),
        html! {
            (ui::heading(None, &shell.text("front-title"), Some(&shell.text("front-lead"))))
            p { (shell.text("front-how")) }
            p { (shell.text("front-administrators")) }
        },
    )
}
