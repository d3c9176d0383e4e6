//! Verifying a badge: the form, and what was found, question by question. Says what the badge says of itself apart from
//! what is known about it.

use maud::{Markup, html};

use super::layout::{self, Shell};
use super::ui::{
    self, Tone,
    icon::{self, Icon},
    moment::moment,
    prose,
};

/// Where the page is.
pub const PATH: &str = "/verify";

/// What came of it.
#[derive(Clone, Debug)]
pub enum Answer<'a> {
    /// Nothing was given.
    Nothing,
    /// It is written like a code of ours, and there is no such badge.
    NoSuchCode,
    /// Something was found.
    Report(Report<'a>),
}

/// All in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The badge is genuine and holds now.
    Holds,
    /// It is not, or does not.
    DoesNotHold,
    /// Nobody can say.
    Open,
}

/// An answer to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Nobody can say.
    Open,
    /// Not asked.
    NotAsked,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// All in all.
    pub outcome: Outcome,
    /// What the badge says of itself.
    pub badge: Option<Badge<'a>>,
    /// One for each question.
    pub findings: Vec<Finding<'a>>,
}

/// What a badge says of itself.
#[derive(Clone, Copy, Debug)]
pub struct Badge<'a> {
    /// What was earned.
    pub name: &'a str,
    /// What that is.
    pub description: Option<&'a str>,
    /// What it took, in Markdown.
    pub criteria: Option<&'a str>,
    /// Who issued it.
    pub issuer: &'a str,
    /// How the issuer calls itself.
    pub issuer_name: Option<&'a str>,
    /// The badge's own address.
    pub address: Option<&'a str>,
    /// From when.
    pub valid_from: Option<&'a str>,
    /// Until when.
    pub valid_until: Option<&'a str>,
}

/// The answer to one question.
#[derive(Clone, Copy, Debug)]
pub struct Finding<'a> {
    /// Which question.
    pub step: &'a str,
    /// What was found, as a code.
    pub code: &'a str,
    /// The answer.
    pub answer: Verdict,
    /// What it is about.
    pub detail: Option<&'a str>,
}

/// The key of the text about a finding.
#[must_use]
pub fn code_key(code: &str) -> String {
    format!("verify-{code}")
}

/// The key of a question.
#[must_use]
pub fn step_key(step: &str) -> String {
    format!("verify-step-{step}")
}

/// The page, with an answer once there is one.
#[must_use]
pub fn page(shell: &Shell, answer: Option<&Answer>) -> Markup {
    let title = shell.text("verify-title");
    layout::page(
        shell,
        &title,
        html! {
            (ui::heading(None, &title, Some(&shell.text("verify-lead"))))
            @match answer {
                Some(Answer::Nothing) => {
                    (ui::notice(Tone::Attention, &shell.text("verify-nothing-title"), Some(&shell.text("verify-nothing-text"))))
                }
                Some(Answer::NoSuchCode) => {
                    (ui::notice(Tone::Attention, &shell.text("verify-code-title"), Some(&shell.text("verify-code-text"))))
                }
                Some(Answer::Report(report)) => { (found(shell, report)) }
                None => {}
            }
            (form(shell, answer.is_some()))
        },
    )
}

fn form(shell: &Shell, is_again: bool) -> Markup {
    let title = if is_again {
        "verify-another"
    } else {
        "verify-yours"
    };
    html! {
        section class="stack" aria-labelledby="verify-form" {
            h2 id="verify-form" { (shell.text(title)) }
            form class="stack" method="post" action=(PATH) enctype="multipart/form-data" {
                div class="field" {
                    label for="badge-file" { (shell.text("verify-file")) }
                    p class="hint" id="badge-file-hint" { (shell.text("verify-file-hint")) }
                    input type="file" id="badge-file" name="file" aria-describedby="badge-file-hint"
                        accept=".png,.svg,.json,.jwt,.jws,.txt";
                }
                div class="field" {
                    label for="badge-text" { (shell.text("verify-paste")) }
                    p class="hint" id="badge-text-hint" { (shell.text("verify-paste-hint")) }
                    textarea id="badge-text" name="text" rows="6" spellcheck="false" autocomplete="off"
                        aria-describedby="badge-text-hint" {}
                }
                button type="submit" class="button primary" { (icon::icon(Icon::Check)) (shell.text("verify-button")) }
            }
            p class="hint" { (shell.text("verify-kept")) }
        }
    }
}

fn found(shell: &Shell, report: &Report) -> Markup {
    let (tone, title, text) = match report.outcome {
        Outcome::Holds => (Tone::Good, "verify-holds-title", "verify-holds-text"),
        Outcome::DoesNotHold => (Tone::Problem, "verify-not-title", "verify-not-text"),
        Outcome::Open => (Tone::Attention, "verify-open-title", "verify-open-text"),
    };
    html! {
        (ui::notice(tone, &shell.text(title), Some(&shell.text(text))))
        @if let Some(badge) = &report.badge { (said(shell, badge)) }
        section class="stack" aria-labelledby="verify-findings" {
            h2 id="verify-findings" { (shell.text("verify-findings")) }
            dl class="facts ruled" {
                @for finding in &report.findings { (question(shell, finding)) }
            }
        }
    }
}

/// What the badge says of itself: its issuer by the identifier that the key is bound to, before the name that anybody
/// could write.
fn said(shell: &Shell, badge: &Badge) -> Markup {
    let as_is = |text: Option<&str>| text.map(|text| html! { (text) });
    let at = |at: Option<&str>| at.map(|at| moment(shell, at));
    let facts = [
        ("verify-issuer", as_is(Some(badge.issuer))),
        ("verify-issuer-name", as_is(badge.issuer_name)),
        ("verify-from", at(badge.valid_from)),
        ("verify-until", at(badge.valid_until)),
        ("verify-address", as_is(badge.address)),
    ];
    html! {
        section class="stack" aria-labelledby="verify-badge" {
            h2 id="verify-badge" { (badge.name) }
            @if let Some(description) = badge.description { p { (description) } }
            dl class="facts" {
                @for (key, value) in facts {
                    @if let Some(value) = value {
                        div { dt { (shell.text(key)) } dd { (value) } }
                    }
                }
            }
            @if let Some(criteria) = badge.criteria {
                h3 { (shell.text("verify-criteria")) }
                (prose::markdown(criteria, 3, PATH))
            }
        }
    }
}

fn question(shell: &Shell, finding: &Finding) -> Markup {
    let (tone, word) = match finding.answer {
        Verdict::Yes => (Tone::Good, "verify-yes"),
        Verdict::No => (Tone::Problem, "verify-no"),
        Verdict::Open => (Tone::Attention, "verify-unknown"),
        Verdict::NotAsked => (Tone::Quiet, "verify-not-asked"),
    };
    html! {
        div {
            dt { (shell.text(&step_key(finding.step))) }
            dd {
                (ui::badge(tone, &shell.text(word))) " "
                (shell.text(&code_key(finding.code)))
                @if let Some(detail) = finding.detail { " " code { (detail) } }
            }
        }
    }
}
