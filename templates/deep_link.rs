//! Deep Linking as the instructor meets it: choose what to place in the course, and the form that carries the choice
//! back to the LMS. The signed answer is made elsewhere.

use maud::{Markup, html};

use super::catalog::gate_form::{self, GateForm};
use super::catalog::shelf::{self, Shelf};
use super::layout::{self, Shell};
use super::ui::{
    self, Tone, form,
    icon::{self, Icon},
    web_address,
};

/// What can be chosen.
#[derive(Clone, Copy, Debug)]
pub struct Picker<'a> {
    /// The course's title.
    pub course: Option<&'a str>,
    /// Where the choice is posted: `choice` is `course_page`, `none`, `search`, `place`, or the one thing chosen.
    pub action: &'a str,
    /// Proves that the form is ours.
    pub form_token: &'a str,
    /// What the organisation offers; none where the LMS takes no links.
    pub shelf: Option<Shelf<'a>>,
}

/// The choice of what to place.
#[must_use]
pub fn picker(shell: &Shell, picker: &Picker) -> Markup {
    let title = shell.text("picker-title");
    layout::page(
        shell,
        &title,
        html! {
            (ui::heading(picker.course, &title, Some(&shell.text("picker-lead"))))
            form class="stack" method="post" action=(picker.action) {
                (form::token(picker.form_token))
                @match &picker.shelf {
                    Some(choice) => { (shelf::shelf(shell, choice)) (gate_card(shell)) (course_page(shell)) }
                    None => { (ui::notice(Tone::Info, &shell.text("picker-no-links-title"), Some(&shell.text("picker-no-links-text")))) }
                }
                div class="actions" {
                    button type="submit" class="button" name="choice" value="none" { (shell.text("picker-cancel")) }
                    p class="hint" { (shell.text("picker-cancel-hint")) }
                }
            }
        },
    )
}

fn gate_card(shell: &Shell) -> Markup {
    html! {
        div class="card choice" {
            span class="card-icon" { (icon::icon(Icon::Lock)) }
            div {
                h2 { (shell.text("picker-gate-title")) }
                p { (shell.text("picker-gate-text")) }
                p {
                    button type="submit" class="button" name="choice" value="gate" {
                        (shell.text("picker-gate-button"))
                    }
                }
            }
        }
    }
}

/// The page on which somebody says what a gate shall ask for.
#[derive(Clone, Copy, Debug)]
pub struct Gate<'a> {
    /// The course's title.
    pub course: Option<&'a str>,
    /// Where it is posted: `choice` is `gate-place`, `gate-search`, or `search` to go back.
    pub action: &'a str,
    /// Proves that the form is ours.
    pub form_token: &'a str,
    /// The fields.
    pub form: GateForm<'a>,
}

/// What a gate shall ask for.
#[must_use]
pub fn gate(shell: &Shell, gate: &Gate) -> Markup {
    let title = shell.text("gate-form-title");
    layout::page(
        shell,
        &title,
        html! {
            (ui::heading(gate.course, &title, Some(&shell.text("gate-form-lead"))))
            form class="stack" method="post" action=(gate.action) {
                (form::token(gate.form_token))
                (gate_form::fields(shell, &gate.form))
                p class="actions" {
                    button type="submit" class="button" name="choice" value="search" { (shell.text("gate-form-back")) }
                }
            }
        },
    )
}

fn course_page(shell: &Shell) -> Markup {
    html! {
        div class="card choice" {
            span class="card-icon" { (icon::icon(Icon::Award)) }
            div {
                h2 { (shell.text("picker-page-title")) }
                p { (shell.text("picker-page-text")) }
                p {
                    button type="submit" class="button" name="choice" value="course_page" {
                        (shell.text("picker-page-button"))
                    }
                }
            }
        }
    }
}

/// The choice of what one link of the course shows.
#[derive(Clone, Copy, Debug)]
pub struct Choose<'a> {
    /// The course's title.
    pub course: Option<&'a str>,
    /// The page of the link.
    pub back_href: &'a str,
    /// Where the choice is posted.
    pub action: &'a str,
    /// Proves that the form is ours.
    pub form_token: &'a str,
    /// What can be chosen; none while people work on what the link shows.
    pub shelf: Option<Shelf<'a>>,
}

/// The page on which an instructor chooses what a link shows.
#[must_use]
pub fn choose(shell: &Shell, choose: &Choose) -> Markup {
    let title = shell.text("choose-title");
    layout::page(
        shell,
        &title,
        html! {
            (ui::back(choose.back_href, &shell.text("choose-back")))
            (ui::heading(choose.course, &title, Some(&shell.text("choose-lead"))))
            @match &choose.shelf {
                Some(choice) => {
                    form class="stack" method="post" action=(choose.action) {
                        (form::token(choose.form_token))
                        (shelf::shelf(shell, choice))
                        (gate_card(shell))
                        (course_page(shell))
                    }
                }
                None => { (ui::notice(Tone::Info, &shell.text("choose-in-use-title"), Some(&shell.text("choose-in-use-text")))) }
            }
        },
    )
}

/// The way back to the LMS with the choice.
#[derive(Clone, Copy, Debug)]
pub struct Return<'a> {
    /// The LMS's return address. Used only when it is a web address.
    pub action: &'a str,
    /// The signed answer.
    pub jwt: &'a str,
}

/// A form that submits itself, and waits for a press of its button where scripts are off (Deep Linking 2.0: one field,
/// `JWT`, posted by the browser).
#[must_use]
pub fn return_form(shell: &Shell, answer: &Return) -> Markup {
    let title = shell.text("return-title");
    layout::page(
        shell,
        &title,
        html! {
            div class="waiting shown" {
                span class="pulse" aria-hidden="true" {}
                h1 { (title) }
                p { (shell.text("return-text")) }
                form id="return" method="post" action=[web_address(answer.action)] {
                    input type="hidden" name="JWT" value=(answer.jwt);
                    button type="submit" class="button primary" { (shell.text("return-button")) }
                }
            }
            (layout::module(shell, "auto-submit.js"))
        },
    )
}
