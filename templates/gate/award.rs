//! What a course gives to who meets its gate: as everybody reads it, and as those who may say so set it.

use maud::{Markup, html};

use crate::domain::gate::{LONGEST_CLAIM, LONGEST_TITLE, NoAward};
use crate::templates::layout::Shell;
use crate::templates::ui::form::{self, Field};
use crate::templates::ui::icon::{self, Icon};
use crate::templates::ui::{self, Tone};

/// What is given.
#[derive(Clone, Copy, Debug)]
pub struct Award<'a> {
    /// What it is called.
    pub title: &'a str,
    /// What it took.
    pub claim: &'a str,
    /// In which language that is written.
    pub language: &'a str,
    /// Who stands behind it.
    pub issuer: &'a str,
    /// The reader's own badge, where they were given it.
    pub badge_href: Option<&'a str>,
}

/// The form of what is given.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// Where it is sent.
    pub action: &'a str,
    /// Proof that the form is of this page.
    pub form_token: &'a str,
    /// What it is called, as it was typed last.
    pub title: &'a str,
    /// What it took, as it was typed last.
    pub claim: &'a str,
    /// Who stands behind it.
    pub issuer: &'a str,
    /// Who could.
    pub issuers: &'a [String],
    /// Whether the course gives something now.
    pub is_set: bool,
    /// What to change.
    pub problem: Option<NoAward>,
    /// Whether it was written just now.
    pub is_saved: bool,
}

/// What is given, as everybody reads it.
#[must_use]
pub fn told(shell: &Shell, award: &Award) -> Markup {
    html! {
        section class="card" aria-labelledby="award" {
            p class="eyebrow" { (shell.text("course-award-eyebrow")) }
            h2 id="award" lang=(award.language) { (award.title) }
            p lang=(award.language) { (award.claim) }
            p class="hint" { (shell.text("badge-issuer")) " " (award.issuer) }
            @if let Some(href) = award.badge_href {
                p { a class="button primary" href=(href) { (icon::icon(Icon::Award)) (shell.text("course-award-own")) } }
            }
        }
    }
}

/// The form of what is given, for those who may say so.
#[must_use]
pub fn form(shell: &Shell, setting: &Setting) -> Markup {
    let longest = |key, most: usize| shell.text_with(key, &[("count", &most.to_string())]);
    let title_error = longest("course-award-title-error", LONGEST_TITLE);
    let is_wrong = |why| setting.problem == Some(why);
    html! {
        section class="card" aria-labelledby="set-award" {
            h2 id="set-award" { (shell.text("course-award-set")) }
            p { (shell.text("course-award-set-text")) }
            @if setting.is_saved {
                div role="status" { (ui::notice(Tone::Good, &shell.text("course-award-saved-title"), Some(&shell.text("course-award-saved-text")))) }
            }
            form class="stack" method="post" action=(setting.action) {
                (form::token(setting.form_token))
                (form::field(&Field {
                    id: "award-title",
                    name: "award_title",
                    label: &shell.text("course-award-title"),
                    hint: Some(&shell.text("course-award-title-hint")),
                    value: setting.title,
                    error: is_wrong(NoAward::Title).then_some(title_error.as_str()),
                    is_disabled: false,
                }))
                (claim(shell, setting.claim, is_wrong(NoAward::Claim).then(|| longest("course-award-claim-error", LONGEST_CLAIM))))
                div class="field" {
                    label for="award-issuer" { (shell.text("badge-issuer")) }
                    select id="award-issuer" name="award_issuer" {
                        @for issuer in setting.issuers {
                            option value=(issuer) selected[issuer == setting.issuer] { (issuer) }
                        }
                    }
                }
                p class="actions" {
                    button type="submit" class="button primary" name="award" value="give" { (shell.text("course-award-save")) }
                    @if setting.is_set {
                        button type="submit" class="button" name="award" value="none" { (shell.text("course-award-none")) }
                    }
                }
                p class="hint" { (shell.text("course-award-stays")) }
            }
        }
    }
}

/// What it took, in a field for some lines.
fn claim(shell: &Shell, value: &str, error: Option<String>) -> Markup {
    let described = if error.is_some() {
        "award-claim-hint award-claim-error"
    } else {
        "award-claim-hint"
    };
    html! {
        div class="field" {
            label for="award-claim" { (shell.text("course-award-claim")) }
            p class="hint" id="award-claim-hint" { (shell.text("course-award-claim-hint")) }
            textarea id="award-claim" name="award_claim" rows="3" aria-describedby=(described) aria-invalid=[error.as_ref().map(|_| "true")] { (value) }
            @if let Some(error) = error {
                p class="field-error" id="award-claim-error" { (icon::icon(Icon::Alert)) (error) }
            }
        }
    }
}
