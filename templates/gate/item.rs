//! One thing that a gate or a stack names: its card with how the reader stands to it, or a link to where it begins.

use maud::{Markup, html};

use crate::domain::enrollment::Standing;
use crate::domain::stack::Requirement;
use crate::templates::catalog::entry::{self, Entry};
use crate::templates::catalog::stack::slug;
use crate::templates::layout::Shell;
use crate::templates::ui::{self, Tone, moment::moment};

/// Something that is named.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// What.
    pub leaf: &'a Requirement,
    /// Its entry in the catalogue, with the page that it leads to; none for what is not published any more.
    pub entry: Option<Entry<'a>>,
    /// Whether it is placed in this course.
    pub is_here: bool,
    /// Whether it counts as held.
    pub counts: bool,
    /// What the reader holds of it.
    pub held: Held,
    /// How far the reader is with the work on it; nothing for those who do not earn.
    pub standing: Option<Standing>,
    /// Whether the reader is told how they stand to it.
    pub is_personal: bool,
}

/// What somebody holds of something, with times in RFC 3339.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// Nothing.
    Nothing,
    /// An award that holds.
    Valid {
        /// Since when.
        since: String,
        /// Until when, where it ends.
        until: Option<String>,
    },
    /// An award whose time is over.
    Over {
        /// Since when.
        at: Option<String>,
    },
}

/// The card of what is named here.
#[must_use]
pub fn card(shell: &Shell, leaf: &Requirement, items: &[Item]) -> Markup {
    let item = items.iter().find(|item| item.leaf == leaf);
    html! {
        @match item.and_then(|item| item.entry.as_ref()) {
            Some(found) => { (entry::card(shell, found, 3)) }
            None => { p { (slug(leaf)) " " span class="hint" { (shell.text("stack-member-missing")) } } }
        }
        @if let Some(item) = item { @if item.is_personal { (standing(shell, item)) } }
    }
}

fn standing(shell: &Shell, item: &Item) -> Markup {
    let (tone, key) = state(item);
    html! {
        p class="item-standing" {
            (ui::badge(tone, &shell.text(key))) " "
            @match &item.held {
                Held::Valid { since, until } => {
                    span class="hint" {
                        (shell.text("item-since")) " " (moment(shell, since))
                        @if let Some(until) = until { ", " (shell.text("item-until")) " " (moment(shell, until)) }
                    }
                }
                Held::Over { at: Some(at) } => {
                    span class="hint" { (shell.text("item-over")) " " (moment(shell, at)) }
                }
                Held::Over { at: None } | Held::Nothing => {
                    @if !item.is_here && item.entry.is_some() { span class="hint" { (shell.text("item-elsewhere")) } }
                }
            }
        }
    }
}

/// How somebody stands to it in a word.
fn state(item: &Item) -> (Tone, &'static str) {
    if item.counts {
        return (Tone::Good, "item-held");
    }
    match (&item.held, item.standing) {
        (_, Some(Standing::InProgress)) => (Tone::Info, "item-working"),
        (_, Some(Standing::UnderReview | Standing::OnHold)) => (Tone::Info, "item-review"),
        (_, Some(Standing::Revise | Standing::CoachNeeded)) => (Tone::Attention, "item-revise"),
        (Held::Over { .. }, _) => (Tone::Attention, "item-expired"),
        (Held::Valid { .. }, _) => (Tone::Attention, "item-not-counted"),
        (Held::Nothing, _) => (Tone::Quiet, "item-open"),
    }
}

/// The title of what is named, as a link to where it begins.
#[must_use]
pub fn link(shell: &Shell, leaf: &Requirement, items: &[Item]) -> Markup {
    let item = items.iter().find(|item| item.leaf == leaf);
    html! {
        @match item.and_then(|item| item.entry.as_ref()) {
            Some(Entry { summary, href: Some(href), .. }) => {
                a href=(href) lang=(summary.language) { (summary.title) }
            }
            Some(Entry { summary, href: None, .. }) => { span lang=(summary.language) { (summary.title) } }
            None => { (slug(leaf)) " " span class="hint" { (shell.text("stack-member-missing")) } }
        }
    }
}
