//! A stack as people read it: what it is about, and what has to be held, as a list in lists.

use maud::{Markup, html};

use super::entry::Entry;
use crate::domain::catalog::Summary;
use crate::domain::gate::Progress;
use crate::domain::stack::{Order, Requirement, Stack};
use crate::templates::gate::{Item, item, meter, missing_list};
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{self, prose};

/// A stack in a course.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    /// Its content.
    pub definition: &'a Stack,
    /// What lists say of it.
    pub summary: &'a Summary,
    /// The course's title.
    pub course: Option<&'a str>,
    /// What it names, with the pages in this course.
    pub members: &'a [Entry<'a>],
    /// What the reader holds of it; nothing for those who do not earn.
    pub held: Option<Holds<'a>>,
    /// Where its link can be made to show something else.
    pub change_href: Option<&'a str>,
}

/// What somebody holds of a stack.
#[derive(Clone, Copy, Debug)]
pub struct Holds<'a> {
    /// How much.
    pub progress: Progress,
    /// Everything that the stack names.
    pub items: &'a [Item<'a>],
}

/// The page that a link to a stack opens.
#[must_use]
pub fn page(shell: &Shell, stack: &Placed) -> Markup {
    let definition = stack.definition;
    layout::page(
        shell,
        &definition.title,
        html! {
            div class="heading" {
                p class="eyebrow" {
                    (super::entry::kind(shell, stack.summary))
                    @if let Some(course) = stack.course { " · " (course) }
                }
                h1 lang=(definition.language) { (definition.title) }
                p class="lead" lang=(definition.language) { (definition.claim) }
            }
            @if let Some(holds) = stack.held { (held(shell, definition, holds)) }
            (text(definition))
            section class="stack" aria-labelledby="members" {
                h2 id="members" { (shell.text("shelf-members")) }
                (tree(shell, definition, &|leaf| match stack.held {
                    Some(holds) => item::card(shell, leaf, holds.items),
                    None => super::member(shell, leaf, stack.members),
                }))
            }
            @if let Some(href) = stack.change_href { (change_link(shell, href)) }
        },
    )
}

fn held(shell: &Shell, definition: &Stack, holds: Holds) -> Markup {
    html! {
        section class="card state" aria-labelledby="standing" {
            h2 id="standing" { (shell.text("gate-standing")) }
            (meter(shell, holds.progress))
            @if holds.progress.is_met() {
                (ui::notice(ui::Tone::Good, &shell.text("stack-met-title"), Some(&shell.text("stack-met-text"))))
            } @else {
                h3 { (shell.text("gate-missing")) }
                (missing_list(shell, &definition.requires, holds.items))
            }
        }
    }
}

/// The way to let a link show something else.
#[must_use]
pub fn change_link(shell: &Shell, href: &str) -> Markup {
    html! { p { a class="button" href=(href) { (shell.text("choose-again")) } } }
}

/// What it is about.
#[must_use]
pub fn text(definition: &Stack) -> Markup {
    html! {
        @if let Some(text) = &definition.text {
            div lang=(definition.language) { (prose::markdown(text.as_str(), 2, "")) }
        }
    }
}

/// What has to be held. `leaf` shows one micro-credential or stack.
#[must_use]
pub fn tree(shell: &Shell, definition: &Stack, leaf: &dyn Fn(&Requirement) -> Markup) -> Markup {
    html! {
        @if definition.order == Order::Sequential {
            (ui::notice(ui::Tone::Info, &shell.text("stack-sequential-title"), Some(&shell.text("stack-sequential-text"))))
        }
        (requirement(shell, &definition.requires, leaf))
    }
}

/// What has to be held, as a list in lists. `leaf` shows one micro-credential or stack.
#[must_use]
pub fn requirement(
    shell: &Shell,
    requirement: &Requirement,
    leaf: &dyn Fn(&Requirement) -> Markup,
) -> Markup {
    let (words, parts) = match requirement {
        Requirement::Credential(_) | Requirement::Stack(_) => return leaf(requirement),
        Requirement::AllOf(parts) => (shell.text("stack-all"), parts),
        Requirement::OneOf(parts) => (shell.text("stack-one"), parts),
        Requirement::NOf { n, of } => (shell.count("stack-some", i64::from(*n)), of),
    };
    html! {
        p class="requirement" { (words) }
        ol class="cards requirement-parts" role="list" {
            @for part in parts { li { (self::requirement(shell, part, leaf)) } }
        }
    }
}

/// The name of what is required.
#[must_use]
pub fn slug(leaf: &Requirement) -> &str {
    match leaf {
        Requirement::Credential(slug) | Requirement::Stack(slug) => slug,
        Requirement::AllOf(_) | Requirement::OneOf(_) | Requirement::NOf { .. } => "",
    }
}
