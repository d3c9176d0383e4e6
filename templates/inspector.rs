//! Recent launches as an administrator inspects them: what arrived, which check stopped it, what to change and where.
//! Owns the words for every reason code; which code a launch ended with is decided by the protocol.

use maud::{Markup, html};

use super::layout::{self, Shell};
use super::ui::{self, Tone, icon::Icon, moment::moment};
use crate::i18n::{self, Language};

/// One launch in the list.
#[derive(Clone, Copy, Debug)]
pub struct LaunchRow<'a> {
    /// When it arrived, RFC 3339.
    pub at: &'a str,
    /// The LMS that it came from, as far as that is known.
    pub platform: &'a str,
    /// Whether it was let in.
    pub outcome_accepted: bool,
    /// The reason code.
    pub code: &'a str,
    /// What kind of launch it was.
    pub message: &'a str,
    /// Its own page.
    pub href: &'a str,
}

/// One launch in full.
#[derive(Clone, Copy, Debug)]
pub struct LaunchDetail<'a> {
    /// When it arrived, RFC 3339.
    pub at: &'a str,
    /// What finds it in the records.
    pub reference: &'a str,
    /// The LMS that it came from, as far as that is known.
    pub platform: &'a str,
    /// Whether it was let in.
    pub outcome_accepted: bool,
    /// The reason code.
    pub code: &'a str,
    /// What arrived: name and value.
    pub facts: &'a [(String, String)],
    /// The list that this launch is in.
    pub list_href: &'a str,
}

/// Which check a launch ended at, in words for an LMS administrator.
#[must_use]
pub fn check_text(language: Language, code: &str) -> String {
    i18n::text(language, &reason_key(code, "check"))
}

/// What to change, and where, so that the next launch gets past that check.
#[must_use]
pub fn remedy_text(language: Language, code: &str) -> String {
    i18n::text(language, &reason_key(code, "remedy"))
}

fn reason_key(code: &str, part: &str) -> String {
    format!("reason-{}-{part}", code.replace('_', "-"))
}

/// The list of recent launches, newest first as given.
#[must_use]
pub fn list(
    shell: &Shell,
    launches: &[LaunchRow],
    connections_href: &str,
    only_refused: bool,
    toggle_href: &str,
) -> Markup {
    let title = shell.text("inspector-title");
    let toggle = if only_refused {
        "inspector-show-all"
    } else {
        "inspector-show-stopped"
    };
    let empty = if only_refused {
        "inspector-empty-stopped"
    } else {
        "inspector-empty"
    };
    layout::page(
        shell,
        &title,
        html! {
            (ui::back(connections_href, &shell.text("connections-title")))
            (ui::heading(None, &title, Some(&shell.text("inspector-lead"))))
            p { a class="button" href=(toggle_href) { (shell.text(toggle)) } }
            @if launches.is_empty() {
                (ui::empty(Icon::Search, &shell.text(&format!("{empty}-title")), &shell.text(&format!("{empty}-text"))))
            } @else {
                ul class="rows" role="list" {
                    @for launch in launches { li class="row" { (launch_row(shell, launch)) } }
                }
            }
        },
    )
}

fn launch_row(shell: &Shell, launch: &LaunchRow) -> Markup {
    html! {
        div class="row-text" {
            p class="row-title" { a href=(launch.href) { (check_text(shell.language, launch.code)) } }
            p class="hint" {
                (moment(shell, launch.at)) " · " (launch.platform)
                @if !launch.message.is_empty() { " · " (launch.message) }
                " · " code { (launch.code) }
            }
        }
        (outcome(shell, launch.outcome_accepted))
    }
}

fn outcome(shell: &Shell, accepted: bool) -> Markup {
    if accepted {
        ui::badge(Tone::Good, &shell.text("inspector-accepted"))
    } else {
        ui::badge(Tone::Attention, &shell.text("inspector-stopped"))
    }
}

/// One launch: what to change comes first, because that is what one is here for.
#[must_use]
pub fn detail(shell: &Shell, launch: &LaunchDetail) -> Markup {
    let title = check_text(shell.language, launch.code);
    layout::page(
        shell,
        &title,
        html! {
            (ui::back(launch.list_href, &shell.text("inspector-title")))
            (ui::heading(Some(launch.platform), &title, None))
            p class="meta" { (outcome(shell, launch.outcome_accepted)) " " (moment(shell, launch.at)) }
            section class="part now" aria-labelledby="remedy" {
                h2 id="remedy" { (shell.text("inspector-remedy")) }
                p { (remedy_text(shell.language, launch.code)) }
            }
            section class="stack" aria-labelledby="arrived" {
                h2 id="arrived" { (shell.text("inspector-arrived")) }
                @if launch.facts.is_empty() {
                    p { (shell.text("inspector-arrived-nothing")) }
                } @else {
                    dl class="facts ruled" {
                        @for (name, value) in launch.facts {
                            div { dt { (name) } dd { code { (value) } } }
                        }
                    }
                }
            }
            p class="small-print" {
                span { (shell.text("reference-label")) " " code { (launch.reference) } }
                span { (shell.text("code-label")) " " code { (launch.code) } }
            }
        },
    )
}
