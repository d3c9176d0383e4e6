//! The document around every page: head, header, main, footer, scripts. Owns nothing that a single page says.

use maud::{DOCTYPE, Markup, html};

use super::{assets, ui::mark};
use crate::i18n::{self, Language};

/// What every page needs to know about the request that it answers.
#[derive(Clone, Copy, Debug)]
pub struct Shell<'a> {
    /// The language of the page.
    pub language: Language,
    /// The nonce that the response's Content-Security-Policy allows scripts by.
    pub nonce: &'a str,
}

impl Shell<'_> {
    /// The text behind a key, in the language of the page.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        i18n::text(self.language, key)
    }

    /// As [`text`](Self::text), with values set into it.
    #[must_use]
    pub fn text_with(&self, key: &str, arguments: &[(&'static str, &str)]) -> String {
        i18n::text_with(self.language, key, arguments)
    }

    /// As [`text`](Self::text), in the plural form for `number`, which the text calls `count`.
    #[must_use]
    pub fn count(&self, key: &str, number: i64) -> String {
        i18n::count(self.language, key, "count", number)
    }
}

/// A whole document. `content` goes into the `main` landmark and brings the page's one `h1`.
#[must_use]
pub fn page(shell: &Shell, title: &str, content: Markup) -> Markup {
    page_with_head(shell, title, html! {}, content)
}

/// The same with more in its head, for pages that programs look at too.
#[must_use]
#[expect(
    clippy::needless_pass_by_value,
    reason = "a page's content is made for this one call"
)]
pub fn page_with_head(shell: &Shell, title: &str, head: Markup, content: Markup) -> Markup {
    let product = shell.text("product-name");
    html! {
        (DOCTYPE)
        html lang=(shell.language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · " (product) }
                link rel="stylesheet" href=(assets::href("style.css"));
                link rel="icon" type="image/svg+xml" href=(assets::href("icon.svg"));
                (module(shell, "frame.js"))
                (module(shell, "local-time.js"))
                (head)
            }
            body {
                header class="masthead" {
                    p class="brand" { (mark::mark()) span class="brand-name" { (product) } }
                }
                main class="main" { (content) }
                footer class="footer" { p { (shell.text("product-line")) } }
            }
        }
    }
}

/// A script element for one of the embedded ES modules. Modules are deferred, so the place in the document is free.
#[must_use]
pub fn module(shell: &Shell, name: &str) -> Markup {
    html! { script type="module" nonce=(shell.nonce) src=(assets::href(name)) {} }
}
