//! Pages at the end of a launch: the moment in which a script confirms the browser, the moment in which it looks for a
//! session, and the first page of the tool. Own what is shown and where scripts find their data.

mod home;

#[cfg(test)]
pub(crate) use home::role_key;
pub use home::{Home, Link, home};

use maud::{Markup, html};

use super::failure::Kind;
use super::layout::{self, Shell};
use super::ui::{
    self, Tone,
    icon::{self, Icon},
    step,
};

/// What the script needs to prove that the browser which began the login is the one that finishes it.
#[derive(Clone, Copy, Debug)]
pub struct ConfirmStep<'a> {
    /// Name of the platform's storage frame, or `_parent`.
    pub frame: &'a str,
    /// Origin of the platform's authorization address: the only one whose answer counts.
    pub origin: &'a str,
    /// Key that the secret was stored under.
    pub key: &'a str,
    /// One-time ticket of this pending launch.
    pub ticket: &'a str,
    /// The `state` that the platform sent back.
    pub state: &'a str,
    /// The token that the platform sent, not yet looked into.
    pub id_token: &'a str,
    /// Where the script posts ticket and secret.
    pub confirm_url: &'a str,
}

/// "One moment…". The data is in `#confirm-step` (`data-frame`, `data-origin`, `data-key`, `data-ticket`, `data-state`,
/// `data-id-token`, `data-confirm-url`). When the launch does not go on, the script fills `#failure-title`,
/// `#failure-message`, `#failure-next`, `#failure-reference` (they hold a general text until then) and reveals
/// `#failure` inside the live region `#outcome`.
#[must_use]
pub fn confirm(shell: &Shell, step: &ConfirmStep) -> Markup {
    layout::page(
        shell,
        &shell.text("step-waiting-title"),
        html! {
            (step::waiting(shell))
            div id="confirm-step" hidden
                data-frame=(step.frame) data-origin=(step.origin) data-key=(step.key)
                data-ticket=(step.ticket) data-state=(step.state) data-id-token=(step.id_token)
                data-confirm-url=(step.confirm_url) {}
            div id="outcome" aria-live="polite" {
                article id="failure" class="explanation" hidden {
                    span class="emblem" { (icon::icon(Icon::Clock)) }
                    h1 id="failure-title" { (shell.text(&Kind::Relaunch.key("title"))) }
                    p id="failure-message" class="lead" { (shell.text(&Kind::Relaunch.key("happened"))) }
                    div class="parts" {
                        section class="part now" {
                            h2 { (shell.text("part-next")) }
                            p id="failure-next" { (shell.text(&Kind::Relaunch.key("next"))) }
                        }
                    }
                    p class="small-print" {
                        span { (shell.text("reference-label")) " " code id="failure-reference" { "–" } }
                    }
                }
            }
            noscript {
                article class="explanation" {
                    span class="emblem" { (icon::icon(Icon::Info)) }
                    h1 { (shell.text("confirm-script-title")) }
                    p class="lead" { (shell.text("confirm-script-text")) }
                }
            }
            (layout::module(shell, "launch-confirm.js"))
        },
    )
}

/// What the script needs to take up a session again that the browser sent no cookie for.
#[derive(Clone, Copy, Debug)]
pub struct ResumeStep<'a> {
    /// Name of the platform's storage frame, or `_parent`.
    pub frame: &'a str,
    /// Origin of the platform's authorization address.
    pub origin: &'a str,
    /// Key that the session was stored under.
    pub key: &'a str,
}

/// "One moment…". The data is in `#resume-step` (`data-frame`, `data-origin`, `data-key`); `#fallback` says that the
/// session has ended and is revealed when there is nothing to take up; `#unanswered` is shown on top of a page that stays
/// because its form got no answer.
#[must_use]
pub fn resume(shell: &Shell, step: &ResumeStep) -> Markup {
    layout::page(
        shell,
        &shell.text("step-waiting-title"),
        html! {
            (step::waiting(shell))
            div id="resume-step" hidden data-frame=(step.frame) data-origin=(step.origin) data-key=(step.key) {}
            div id="unanswered" role="alert" hidden {
                (ui::notice(Tone::Attention, &shell.text("unanswered-title"), Some(&shell.text("unanswered-text"))))
            }
            section id="fallback" hidden aria-live="polite" { (session_expired(shell)) }
            noscript { (session_expired(shell)) }
            (layout::module(shell, "resume.js"))
        },
    )
}

fn session_expired(shell: &Shell) -> Markup {
    let text = |part| shell.text(&Kind::SessionExpired.key(part));
    html! {
        article class="explanation" {
            span class="emblem" { (icon::icon(Icon::Clock)) }
            h1 { (text("title")) }
            (step::three_parts(shell, &text("happened"), &text("kept"), &text("next")))
        }
    }
}
