//! A badge as its holder sees it: to take along, to show to others, and to say what others see.

use maud::{Markup, html};

use super::{Standing, Top, code, standing, top};
use crate::domain::award::State;
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{
    self, Tone, form,
    icon::{self, Icon},
};

/// A badge of the reader.
#[derive(Clone, Copy, Debug)]
pub struct Holder<'a> {
    /// Its name in addresses and on paper.
    pub code: &'a str,
    /// Its address on the web.
    pub address: &'a str,
    /// The address of this page.
    pub href: &'a str,
    /// Where everything that is held is listed.
    pub back_href: &'a str,
    /// Where the work on it can begin again, or what a stack asks for is listed.
    pub again_href: &'a str,
    /// Proof that the form is of this page.
    pub form_token: &'a str,
    /// What was earned.
    pub title: &'a str,
    /// In which language that is.
    pub language: &'a str,
    /// What somebody who holds it has shown.
    pub claim: &'a str,
    /// The issuer's name.
    pub issuer: &'a str,
    /// The path of its picture.
    pub picture: &'a str,
    /// Where it stands.
    pub standing: &'a Standing,
    /// Whether its time ends soon.
    pub is_ending: bool,
    /// Where a profile on LinkedIn takes it.
    pub linked_in: &'a str,
    /// The code for cameras that leads to its address, where it fits into one.
    pub camera: Option<&'a Camera>,
    /// What others see.
    pub choice: Choice<'a>,
    /// Whether the choice was written just now.
    pub is_saved: bool,
}

/// A code for cameras: the side in squares, with the quiet edge, and the outline of what is dark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Camera {
    /// How many squares a side has.
    pub side: usize,
    /// What is dark, as the data of a path.
    pub dark: String,
}

/// What others see of a badge.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the boxes of a form, each ticked or not"
)]
pub struct Choice<'a> {
    /// The name that the LMS gives, where it gives one.
    pub name: Option<&'a str>,
    /// Whether it is seen.
    pub shows_name: bool,
    /// Whether there is something to see of each criterion.
    pub has_results: bool,
    /// Whether that is seen.
    pub shows_results: bool,
    /// Whether the reader may change it; not somebody who acts in another's name.
    pub may_change: bool,
}

/// The page.
#[must_use]
pub fn page(shell: &Shell, badge: &Holder) -> Markup {
    let is_shareable = badge.standing.is_shareable();
    layout::page(
        shell,
        badge.title,
        html! {
            (ui::back(badge.back_href, &shell.text("mine-title")))
            (top(shell, &Top {
                eyebrow: &format!("{} · {}", shell.text("holder-eyebrow"), badge.issuer),
                title: badge.title,
                language: badge.language,
                claim: badge.claim,
                picture: badge.picture,
            }, html! {}))
            @if badge.is_saved {
                div role="status" { (ui::notice(Tone::Good, &shell.text("holder-saved-title"), Some(&shell.text("holder-saved-text")))) }
            }
            (standing(shell, badge.standing))
            (again(shell, badge))
            @if is_shareable {
                (take(shell, badge))
                (show(shell, badge))
                (choose(shell, badge))
            } @else {
                p { (shell.text("holder-stopped-text")) }
            }
        },
    )
}

/// What to do before its time ends, or after.
fn again(shell: &Shell, badge: &Holder) -> Markup {
    let is_over = badge.standing.state == State::Expired;
    html! {
        @if is_over || badge.is_ending {
            section class="card state" aria-labelledby="badge-again" {
                h2 id="badge-again" { (shell.text(if is_over { "holder-over" } else { "holder-ending" })) }
                p { (shell.text("holder-again-text")) }
                p { a class="button" href=(badge.again_href) { (shell.text("holder-again")) } }
            }
        }
    }
}

fn take(shell: &Shell, badge: &Holder) -> Markup {
    let path = format!("/badges/{}", badge.code);
    let files = [
        ("holder-png", "holder-png-hint", format!("{path}.png")),
        ("holder-svg", "holder-svg-hint", format!("{path}.svg")),
        ("holder-json", "holder-json-hint", format!("{path}.json")),
        ("holder-jwt", "holder-jwt-hint", format!("{path}.jwt")),
    ];
    html! {
        section class="stack" aria-labelledby="badge-take" {
            h2 id="badge-take" { (shell.text("holder-take")) }
            ul class="rows" role="list" {
                li class="row" {
                    div class="row-text" {
                        p class="row-title" { a href={ (badge.href) "/certificate.pdf" } download { (shell.text("holder-pdf")) } }
                        p class="hint" { (shell.text("holder-pdf-hint")) }
                    }
                    (icon::icon(Icon::Download))
                }
                @for (name, hint, href) in &files {
                    li class="row" {
                        div class="row-text" {
                            p class="row-title" { a href=(href) download { (shell.text(name)) } }
                            p class="hint" { (shell.text(hint)) }
                        }
                        (icon::icon(Icon::Download))
                    }
                }
            }
        }
    }
}

fn show(shell: &Shell, badge: &Holder) -> Markup {
    html! {
        section class="stack" aria-labelledby="badge-show" {
            h2 id="badge-show" { (shell.text("holder-show")) }
            div class="badge-show" {
                @if let Some(code) = badge.camera { (camera(shell, code)) }
                div class="stack" {
                    p { (shell.text("holder-show-text")) }
                    p { (code(badge.address)) }
                    p class="actions" {
                        a class="button" href=(badge.address) target="_blank" rel="noopener" { (icon::icon(Icon::NewTab)) (shell.text("holder-open")) }
                        a class="button" href=(badge.linked_in) target="_blank" rel="noopener" { (icon::icon(Icon::NewTab)) (shell.text("holder-linked-in")) }
                    }
                    p class="hint" { (shell.text("holder-linked-in-hint")) }
                }
            }
        }
    }
}

fn camera(shell: &Shell, camera: &Camera) -> Markup {
    let side = camera.side;
    html! {
        svg class="camera" role="img" aria-label=(shell.text("holder-camera")) viewBox={ "0 0 " (side) " " (side) } {
            path class="camera-light" d={ "M0 0h" (side) "v" (side) "H0z" } {}
            path class="camera-dark" d=(camera.dark) {}
        }
    }
}

fn choose(shell: &Shell, badge: &Holder) -> Markup {
    let choice = &badge.choice;
    html! {
        section class="card" aria-labelledby="badge-choose" {
            h2 id="badge-choose" { (shell.text("holder-choose")) }
            form class="stack" method="post" action=(badge.href) {
                (form::token(badge.form_token))
                fieldset class="options" disabled[!choice.may_change] {
                    legend class="visually-hidden" { (shell.text("holder-choose")) }
                    @match choice.name {
                        Some(name) => { (tick("shows_name", choice.shows_name, &shell.text_with("holder-name", &[("name", name)]), &shell.text("holder-name-hint"))) }
                        None => { p class="hint" { (shell.text("holder-no-name")) } }
                    }
                    @if choice.has_results {
                        (tick("shows_results", choice.shows_results, &shell.text("holder-results"), &shell.text("holder-results-hint")))
                    }
                }
                @if choice.may_change {
                    button type="submit" class="button primary" { (shell.text("holder-save")) }
                } @else {
                    p class="hint" { (shell.text("holder-not-yours")) }
                }
            }
        }
    }
}

fn tick(name: &str, is_ticked: bool, label: &str, hint: &str) -> Markup {
    let hint_id = format!("{name}-hint");
    html! {
        p class="option" {
            input type="checkbox" id=(name) name=(name) value="yes" checked[is_ticked] aria-describedby=(hint_id);
            label for=(name) { (label) }
        }
        p class="hint" id=(hint_id) { (hint) }
    }
}
