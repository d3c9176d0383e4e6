//! Every component in every state on one page, to look at and to test against.

use maud::{Markup, html};

use super::layout::{self, Shell};
use super::ui;

/// The style guide.
#[must_use]
pub fn page(shell: &Shell) -> Markup {
    let title = shell.text("styleguide-title");
    layout::page(
        shell,
        &title,
        html! { (ui::heading(None, &title, Some(&shell.text("styleguide-lead")))) },
    )
}
