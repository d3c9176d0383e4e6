//! The catalogue as people read it: the public list and one entry with everything about it. Own how an entry is
//! presented; who may see which is decided elsewhere.

pub mod entry;
pub mod gate_form;
pub mod grade_mode;
pub mod shelf;
pub mod stack;

use std::fmt::Write as _;

use maud::{Markup, html};

use self::entry::Entry;
use super::credential::details;
use super::layout::{self, Shell};
use super::ui::{
    self,
    icon::{self, Icon},
};
use crate::domain::catalog::Summary;
use crate::domain::credential::Definition;
use crate::domain::stack::{Requirement, Stack};

/// Where the public catalogue is.
pub const PATH: &str = "/catalog";

/// The list.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    /// Whose catalogue it is.
    pub organization: &'a str,
    /// What was looked for.
    pub search: &'a str,
    /// The topic that was asked for.
    pub tag: Option<&'a str>,
    /// What was found.
    pub entries: &'a [Entry<'a>],
}

/// The public list, with a search that works without script.
#[must_use]
pub fn list(shell: &Shell, list: &List) -> Markup {
    let title = shell.text("catalog-title");
    let count = i64::try_from(list.entries.len()).unwrap_or(i64::MAX);
    layout::page(
        shell,
        &title,
        html! {
            (ui::heading(Some(list.organization), &title, Some(&shell.text("catalog-lead"))))
            form class="search" method="get" action=(PATH) role="search" {
                (shelf::search_field(shell, list.search))
                @if let Some(tag) = list.tag { input type="hidden" name="tag" value=(tag); }
                button type="submit" class="button" { (icon::icon(Icon::Search)) (shell.text("shelf-search-button")) }
            }
            @if let Some(tag) = list.tag {
                p { (shell.text_with("catalog-tag", &[("name", tag)])) " " a href=(PATH) { (shell.text("catalog-all")) } }
            }
            @if list.entries.is_empty() {
                (ui::empty(Icon::Search, &shell.text("shelf-none-title"), &shell.text("shelf-none-text")))
            } @else {
                p class="hint" role="status" { (shell.count("shelf-found", count)) }
                ul class="cards" role="list" {
                    @for found in list.entries { li { (entry::card(shell, found, 2)) } }
                }
            }
        },
    )
}

/// One entry with everything about it.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The name in the address.
    pub slug: &'a str,
    /// What lists say of it.
    pub summary: &'a Summary,
    /// What it is.
    pub content: Content<'a>,
}

/// What an entry is of.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// A micro-credential.
    Credential(&'a Definition),
    /// A stack, with what it names as far as it can be found.
    Stack(&'a Stack, &'a [Entry<'a>]),
}

/// The public page of one entry: a micro-credential with its full rubric, or a stack with what belongs to it.
#[must_use]
pub fn page(shell: &Shell, page: &Page) -> Markup {
    let summary = page.summary;
    layout::page(
        shell,
        &summary.title,
        html! {
            (ui::back(PATH, &shell.text("catalog-back")))
            div class="heading" {
                p class="eyebrow" { (entry::kind(shell, summary)) " · " (shell.text("catalog-version")) " " (summary.version) }
                h1 lang=(summary.language) { (summary.title) }
                p class="lead" lang=(summary.language) { (summary.claim) }
            }
            (entry::facts(shell, summary))
            (tags(shell, summary))
            @match page.content {
                Content::Credential(definition) => {
                    (details::body(shell, definition, &format!("{PATH}/{}", page.slug)))
                }
                Content::Stack(definition, members) => {
                    (stack::text(definition))
                    section class="stack" aria-labelledby="members" {
                        h2 id="members" { (shell.text("shelf-members")) }
                        (stack::tree(shell, definition, &|leaf| member(shell, leaf, members)))
                    }
                }
            }
        },
    )
}

fn tags(shell: &Shell, summary: &Summary) -> Markup {
    html! {
        @if !summary.tags.is_empty() {
            ul class="tags" role="list" aria-label=(shell.text("catalog-tags")) {
                @for tag in &summary.tags {
                    li { a class="badge quiet" href={ (PATH) "?tag=" (escaped(tag)) } { (tag) } }
                }
            }
        }
    }
}

/// A text as a query takes it: everything but letters and digits of ASCII is written as its bytes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            escaped.push(char::from(byte));
        } else {
            write!(escaped, "%{byte:02X}").expect("writing to a string cannot go wrong");
        }
    }
    escaped
}

/// A member of a stack: its card, or its name where it cannot be found any more.
#[must_use]
pub fn member(shell: &Shell, leaf: &Requirement, members: &[Entry]) -> Markup {
    let found = members.iter().find(|entry| entry.is(leaf));
    html! {
        @match found {
            Some(found) => { (entry::card(shell, found, 3)) }
            None => {
                p { (stack::slug(leaf)) " " span class="hint" { (shell.text("stack-member-missing")) } }
            }
        }
    }
}
