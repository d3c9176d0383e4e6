//! Two versions of what somebody writes, to decide between. Owns the structure that `saving.js` fills in and whose buttons it
//! hears: `data-conflict`, its sides and its choices.

use maud::{Markup, html};

use super::Tone;
use super::moment::moment;
use crate::templates::layout::Shell;

/// A place for two versions. It is hidden while there is one.
#[derive(Clone, Debug)]
pub struct Conflict<'a> {
    /// Its id.
    pub id: &'a str,
    /// Whether it stands by itself, as a card.
    pub is_card: bool,
    /// What was saved elsewhere, where the page comes back because of it.
    pub newer: Option<Newer<'a>>,
    /// What happened, and what to do.
    pub text: String,
    /// What keeping both means.
    pub both: String,
    /// What to do where no script runs.
    pub without_script: String,
}

/// What was saved elsewhere.
#[derive(Clone, Debug)]
pub struct Newer<'a> {
    /// As scripts read it.
    pub json: Option<String>,
    /// Since when.
    pub saved_at: &'a str,
    /// As people read it.
    pub shown: Markup,
}

/// The place. With scripts the buttons decide; without, what was saved elsewhere is shown.
#[must_use]
pub fn conflict(shell: &Shell, conflict: &Conflict) -> Markup {
    let newer = conflict.newer.as_ref();
    html! {
        div class=(if conflict.is_card { "conflict card" } else { "conflict" }) id=(conflict.id)
            data-conflict tabindex="-1" hidden[newer.is_none()]
            data-newer=[newer.and_then(|newer| newer.json.as_deref())] data-newer-at=[newer.map(|newer| newer.saved_at)] {
            div role="alert" { (super::notice(Tone::Attention, &shell.text("conflict-title"), Some(&conflict.text))) }
            div class="sides" {
                div data-side="mine" hidden {
                    h3 { (shell.text("conflict-mine")) }
                    div class="side" data-mine {}
                }
                div {
                    h3 {
                        (shell.text("conflict-theirs")) " "
                        span data-theirs-at { @if let Some(newer) = newer { (moment(shell, newer.saved_at)) } }
                    }
                    div class="side" data-theirs { @if let Some(newer) = newer { (newer.shown) } }
                }
            }
            p class="actions" data-choices hidden {
                button type="button" class="button" data-keep="mine" { (shell.text("conflict-keep-mine")) }
                button type="button" class="button" data-keep="theirs" { (shell.text("conflict-keep-theirs")) }
                button type="button" class="button" data-keep="both" { (conflict.both) }
            }
            noscript { p { (conflict.without_script) } }
        }
    }
}
