//! Dynamic registration as an LMS administrator meets it, inside a frame of the LMS: what will be connected, and what
//! was connected. What the platform was asked for and answered is decided elsewhere.

use maud::{Markup, html};

use super::layout::{self, Shell};
use super::ui::{self, Tone, form};

/// The names of the services that the tool asks for, as the suffixes of their texts.
pub const SCOPES: [&str; 5] = [
    "lineitem",
    "lineitem-readonly",
    "result-readonly",
    "score",
    "contextmembership-readonly",
];

/// What is about to be registered.
#[derive(Clone, Copy, Debug)]
pub struct Review<'a> {
    /// Whom the invitation connects the LMS to.
    pub invite_name: &'a str,
    /// What the LMS calls itself.
    pub platform_name: &'a str,
    /// The LMS's product.
    pub product: &'a str,
    /// The LMS's issuer.
    pub issuer: &'a str,
    /// The host that people are sent to.
    pub host: &'a str,
    /// The host of the LMS's keys, where it is another.
    pub key_host: Option<&'a str>,
    /// The services that the tool asks for.
    pub scopes: &'a [Scope<'a>],
    /// Whether this LMS is connected already and only changes.
    pub is_update: bool,
    /// Where the agreement is posted.
    pub action: &'a str,
    /// Proves that the form is ours.
    pub form_token: &'a str,
}

/// One service of the LMS.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// One of [`SCOPES`].
    pub name: &'a str,
    /// Whether the LMS offers it.
    pub offered: bool,
}

/// What a scope lets the tool do; the name itself when it is none of ours.
#[must_use]
pub fn scope_title(shell: &Shell, name: &str) -> String {
    if SCOPES.contains(&name) {
        shell.text(&format!("scope-{name}"))
    } else {
        name.to_owned()
    }
}

/// What does not work without a scope; nothing for one that is none of ours.
#[must_use]
pub fn scope_without(shell: &Shell, name: &str) -> Option<String> {
    SCOPES
        .contains(&name)
        .then(|| shell.text(&format!("scope-{name}-without")))
}

/// The page that asks for agreement.
#[must_use]
pub fn review(shell: &Shell, review: &Review) -> Markup {
    let title = shell.text_with("registration-title", &[("platform", review.platform_name)]);
    let lead = shell.text_with("registration-lead", &[("name", review.invite_name)]);
    let button = if review.is_update {
        "registration-update"
    } else {
        "registration-connect"
    };
    layout::page(
        shell,
        &title,
        html! {
            (ui::heading(None, &title, Some(&lead)))
            @if review.is_update {
                (ui::notice(
                    Tone::Attention,
                    &shell.text("registration-known-title"),
                    Some(&shell.text("registration-known-text")),
                ))
            }
            section class="card" aria-labelledby="platform" {
                h2 id="platform" { (shell.text("registration-platform")) }
                dl class="facts" {
                    div { dt { (shell.text("registration-name")) } dd { (review.platform_name) } }
                    div { dt { (shell.text("registration-product")) } dd { (review.product) } }
                    div { dt { (shell.text("registration-host")) } dd { code { (review.host) } } }
                    @if let Some(host) = review.key_host {
                        div { dt { (shell.text("registration-key-host")) } dd { code { (host) } } }
                    }
                    div { dt { (shell.text("registration-issuer")) } dd { code { (review.issuer) } } }
                }
                p class="hint" { (shell.text("registration-host-hint")) }
            }
            section class="stack" aria-labelledby="scopes" {
                h2 id="scopes" { (shell.text("registration-scopes")) }
                ul class="rows" role="list" {
                    @for scope in review.scopes { li class="row" { (scope_row(shell, scope)) } }
                }
            }
            div class="actions" {
                (form::button(review.action, review.form_token, "button primary large", &shell.text(button)))
                p class="hint" { (shell.text("registration-leave")) }
            }
        },
    )
}

fn scope_row(shell: &Shell, scope: &Scope) -> Markup {
    html! {
        div class="row-text" {
            p class="row-title" { (scope_title(shell, scope.name)) }
            @if !scope.offered {
                @if let Some(without) = scope_without(shell, scope.name) { p class="hint" { (without) } }
            }
        }
        @if scope.offered { (ui::badge(Tone::Good, &shell.text("scope-offered"))) }
        @else { (ui::badge(Tone::Attention, &shell.text("scope-not-offered"))) }
    }
}

/// What was registered.
#[derive(Clone, Copy, Debug)]
pub struct Done<'a> {
    /// What the LMS calls itself.
    pub platform_name: &'a str,
    /// The client id that the LMS gave.
    pub client_id: &'a str,
    /// Names of the services that the LMS left out.
    pub missing_scopes: &'a [&'a str],
    /// Whether our administrator has yet to approve the connection.
    pub is_pending: bool,
}

/// The last page, which closes its window when asked to.
#[must_use]
pub fn done(shell: &Shell, done: &Done) -> Markup {
    let title = shell.text_with("registered-title", &[("platform", done.platform_name)]);
    let next = if done.is_pending {
        "registered-pending"
    } else {
        "registered-active"
    };
    layout::page(
        shell,
        &title,
        html! {
            (ui::heading(None, &title, None))
            (ui::notice(
                if done.is_pending { Tone::Attention } else { Tone::Good },
                &shell.text(&format!("{next}-title")),
                Some(&shell.text(&format!("{next}-text"))),
            ))
            (missing(shell, done.missing_scopes))
            dl class="facts" {
                div { dt { (shell.text("client-id")) } dd { code class="select-all" { (done.client_id) } } }
            }
            div class="actions" {
                button type="button" class="button primary" id="close-window" { (shell.text("close-window")) }
                p class="hint" { (shell.text("close-window-hint")) }
            }
            (layout::module(shell, "close.js"))
        },
    )
}

/// The services that an LMS left out and what does not work without them; nothing when all are there.
#[must_use]
pub fn missing(shell: &Shell, missing_scopes: &[&str]) -> Markup {
    html! {
        @if !missing_scopes.is_empty() {
            div class="notice attention" {
                (ui::icon::icon(ui::icon::Icon::Alert))
                div {
                    p class="notice-title" { (shell.text("scopes-missing-title")) }
                    ul class="plain" {
                        @for name in missing_scopes {
                            li {
                                strong { (scope_title(shell, name)) }
                                @if let Some(without) = scope_without(shell, name) { " – " (without) }
                            }
                        }
                    }
                    p { (shell.text("scopes-missing-text")) }
                }
            }
        }
    }
}
