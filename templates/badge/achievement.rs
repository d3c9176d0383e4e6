//! What can be earned, by the version that badges name: everything that was asked for, for whoever wants to know what a badge took.

use maud::{Markup, html};

use super::{Top, top};
use crate::domain::credential::Definition;
use crate::domain::stack::Stack;
use crate::templates::catalog::entry::Entry;
use crate::templates::catalog::{member, stack};
use crate::templates::credential::details;
use crate::templates::layout::{self, Shell};

/// A version.
#[derive(Clone, Copy, Debug)]
pub struct Achievement<'a> {
    /// Its id.
    pub version: &'a str,
    /// The path of its picture.
    pub picture: &'a str,
    /// What it is.
    pub content: Content<'a>,
    /// Where the newest version of it is offered, if it is.
    pub catalog_href: Option<&'a str>,
}

/// What it is.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// A micro-credential.
    Credential(&'a Definition),
    /// A stack, with what it names as far as it can be found.
    Stack(&'a Stack, &'a [Entry<'a>]),
}

/// The page.
#[must_use]
pub fn page(shell: &Shell, achievement: &Achievement) -> Markup {
    let (title, language, claim, number, issuer) = match achievement.content {
        Content::Credential(one) => (
            &one.title,
            &one.language,
            &one.claim,
            one.version,
            &one.issuer,
        ),
        Content::Stack(one, _) => (
            &one.title,
            &one.language,
            &one.claim,
            one.version,
            &one.issuer,
        ),
    };
    let eyebrow = format!("{} {number} · {issuer}", shell.text("catalog-version"));
    layout::page(
        shell,
        title,
        html! {
            (top(shell, &Top {
                eyebrow: &eyebrow,
                title,
                language,
                claim,
                picture: achievement.picture,
            }, html! {}))
            @if let Some(href) = achievement.catalog_href {
                p { a class="button" href=(href) { (shell.text("achievement-catalog")) } }
            }
            @match achievement.content {
                Content::Credential(definition) => {
                    (details::body(shell, definition, &format!("/achievements/{}", achievement.version)))
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
