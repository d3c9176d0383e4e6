//! Who stands for badges, as everybody sees it.

use maud::{Markup, html};

use super::fact;
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{self, moment::moment, web_address};

/// An issuer.
#[derive(Clone, Copy, Debug)]
pub struct Issuer<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What it is.
    pub description: Option<&'a str>,
    /// Its page.
    pub url: Option<&'a str>,
    /// Where questions go.
    pub email: &'a str,
    /// Its identifier.
    pub did: &'a str,
    /// The path of the document that the identifier leads to.
    pub document_href: &'a str,
    /// Its keys, oldest first.
    pub keys: &'a [Key<'a>],
}

/// A key for documents.
#[derive(Clone, Debug)]
pub struct Key<'a> {
    /// Its name in the document.
    pub name: String,
    /// The key.
    pub public: &'a str,
    /// Since when it signs, in RFC 3339.
    pub from: String,
    /// Until when it signed.
    pub until: Option<String>,
    /// Whether it is no longer in good hands.
    pub is_known: bool,
}

/// The page.
#[must_use]
pub fn page(shell: &Shell, issuer: &Issuer) -> Markup {
    let url = issuer.url.map(|url| match web_address(url) {
        Some(url) => html! { a href=(url) { (url) } },
        None => html! { (url) },
    });
    layout::page(
        shell,
        &shell.text_with("issuer-title", &[("name", issuer.name)]),
        html! {
            (ui::heading(Some(&shell.text("issuer-kind")), issuer.name, issuer.description))
            dl class="facts" {
                (fact(shell, "issuer-page", url))
                (fact(shell, "issuer-contact", Some(html! { a href={ "mailto:" (issuer.email) } { (issuer.email) } })))
                (fact(shell, "issuer-did", Some(html! { code class="select-all" { (issuer.did) } })))
                (fact(shell, "issuer-document", Some(html! { a href=(issuer.document_href) { "did.json" } })))
            }
            section class="stack" aria-labelledby="issuer-keys" {
                h2 id="issuer-keys" { (shell.text("issuer-keys")) }
                p { (shell.text("issuer-keys-text")) }
                ul class="rows" role="list" {
                    @for key in issuer.keys.iter().rev() {
                        li class="row" {
                            div class="row-text" {
                                p class="row-title" { (key.name) }
                                p { code class="long" { (key.public) } }
                                p class="hint" {
                                    (shell.text("issuer-key-from")) " " (moment(shell, &key.from))
                                    @if let Some(until) = &key.until { ", " (shell.text("issuer-key-until")) " " (moment(shell, until)) }
                                    @if key.is_known { ". " (shell.text("issuer-key-known")) }
                                }
                            }
                        }
                    }
                }
            }
        },
    )
}
