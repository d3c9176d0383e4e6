//! Work whose time with somebody is over. What they wrote about it is theirs still, and stands here.

use maud::{Markup, html};

use crate::domain::reading::Reading;
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{self, Tone, form};

/// Work that is no longer somebody's.
#[derive(Clone, Copy, Debug)]
pub struct Over<'a> {
    /// The address of the reading.
    pub href: &'a str,
    /// The desk.
    pub desk_href: &'a str,
    /// What forms have to carry.
    pub form_token: &'a str,
    /// What was written; `None` where nothing was.
    pub draft: Option<&'a Reading>,
    /// Whether it was asked for again, and somebody else has it by now.
    pub is_gone: bool,
}

/// The page.
#[must_use]
pub fn over(shell: &Shell, over: &Over) -> Markup {
    let title = shell.text("over-title");
    let text = shell.text(if over.is_gone {
        "over-gone"
    } else {
        "over-text"
    });
    let written: Vec<&str> = over.draft.map_or_else(Vec::new, |draft| {
        let comments = draft.criteria.values().map(|seen| seen.comment.as_str());
        let rest = [&*draft.strength, &*draft.next_step, &*draft.private_note];
        comments
            .chain(rest)
            .filter(|text| !text.is_empty())
            .collect()
    });
    layout::page(
        shell,
        &title,
        html! {
            (ui::back(over.desk_href, &shell.text("reading-back")))
            (ui::heading(None, &title, Some(&text)))
            @if !over.is_gone && over.draft.is_some() {
                form method="post" action={ (over.href) "/resume" } {
                    (form::token(over.form_token))
                    button type="submit" class="button primary large" { (shell.text("over-resume")) }
                }
            }
            @if written.is_empty() { (ui::notice(Tone::Info, &shell.text("over-nothing-title"), Some(&shell.text("over-nothing-text")))) }
            @else {
                section class="card" aria-labelledby="written" {
                    h2 id="written" { (shell.text("over-written")) }
                    p class="hint" { (shell.text("over-written-hint")) }
                    @for text in written { p class="as-typed" { (text) } }
                }
            }
        },
    )
}
