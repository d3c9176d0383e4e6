//! The checklist: every step from here to the receipt, with what is there already.

use maud::{Markup, html};

use super::held::held;
use super::{Attempt, PartMark, mark};
use crate::domain::credential::Part;
use crate::templates::layout::{self, Shell};
use crate::templates::news::{News, news};
use crate::templates::slot::Fill;
use crate::templates::ui::{
    self, Tone,
    bearings::{Bearings, bearings},
    icon::{self, Icon},
};

/// One part as a step.
#[derive(Clone, Copy, Debug)]
pub struct PartLine<'a> {
    /// The part.
    pub part: &'a Part,
    /// How far it is filled.
    pub fill: Fill,
    /// How many of its pieces are complete.
    pub complete: usize,
    /// How many pieces it has, alternatives counted once.
    pub pieces: usize,
    /// What its earner says of it.
    pub mark: Option<PartMark>,
}

/// The checklist.
#[derive(Clone, Copy, Debug)]
pub struct Checklist<'a> {
    /// The try.
    pub attempt: Attempt<'a>,
    /// Its parts.
    pub parts: &'a [PartLine<'a>],
    /// Whether everything that must be there is there.
    pub can_submit: bool,
    /// What was carried over from an earlier try.
    pub is_carried: bool,
    /// What was said about an earlier try, while it is revised.
    pub revision: Option<Revision<'a>>,
    /// What there is to tell about this try.
    pub news: &'a [News],
}

/// What was said about an earlier try.
#[derive(Clone, Copy, Debug)]
pub struct Revision<'a> {
    /// Where all of it is.
    pub href: &'a str,
    /// What the assessors suggest to do next.
    pub next_step: &'a str,
    /// The ids of the parts in which everything was shown.
    pub shown: &'a [&'a str],
    /// Whether those can stay as they are.
    pub can_stay: bool,
}

/// The checklist.
#[must_use]
pub fn checklist(shell: &Shell, list: &Checklist) -> Markup {
    let attempt = &list.attempt;
    let definition = attempt.definition;
    let first_open = list.parts.iter().find(|line| line.fill != Fill::Complete);
    let next = match (first_open, list.can_submit) {
        (Some(line), _) => shell.text_with("checklist-next-part", &[("name", &line.part.title)]),
        (None, true) => shell.text("checklist-next-submit"),
        (None, false) => shell.text("checklist-next-check"),
    };
    layout::page(
        shell,
        &definition.title,
        html! {
            (ui::back(attempt.card_href, &shell.text("checklist-back")))
            (attempt.top(shell, &shell.text("stage-checklist"), true))
            div class="heading" {
                p class="eyebrow" lang=(definition.language) { (definition.title) }
                h1 { (shell.text("checklist-title")) }
                p class="lead" { (shell.text("checklist-lead")) }
            }
            (bearings(shell, &Bearings {
                place: &shell.text("place-draft"),
                next: &next,
                by: attempt.until,
                seen_by: &shell.text("seen-draft"),
            }))
            (held(shell, attempt))
            (news(shell, list.news))
            @if let Some(revision) = &list.revision { (revision_card(shell, revision)) }
            @else if list.is_carried {
                (ui::notice(Tone::Info, &shell.text("carried-title"), Some(&shell.text("carried-text"))))
            }
            ol class="steps" role="list" {
                li class={ "step " (step_class(Fill::Complete)) } {
                    span class="step-mark" { (icon::icon(Icon::Check)) }
                    div {
                        h2 { a href={ (attempt.card_href) "/details" } { (shell.text("step-read")) } }
                        p class="hint" { (shell.text("step-read-text")) }
                    }
                }
                @for line in list.parts { (part_step(shell, attempt, line, list.revision.as_ref())) }
                li class="step" {
                    span class="step-mark" { (icon::icon(Icon::Search)) }
                    div {
                        h2 { a href={ (attempt.href) "/check" } { (shell.text("step-check")) } }
                        p class="hint" { (shell.text("step-check-text")) }
                    }
                }
                li class="step" {
                    span class="step-mark" { (icon::icon(Icon::Forward)) }
                    div {
                        h2 { a href={ (attempt.href) "/submit" } { (shell.text("step-submit")) } }
                        p class="hint" { (shell.text(if list.can_submit { "step-submit-ready" } else { "step-submit-text" })) }
                    }
                }
            }
        },
    )
}

fn revision_card(shell: &Shell, revision: &Revision) -> Markup {
    html! {
        section class="card" aria-labelledby="revision" {
            h2 id="revision" { (shell.text("revise-title")) }
            p { (shell.text(if revision.can_stay { "revise-text-parts" } else { "revise-text" })) }
            @if !revision.next_step.trim().is_empty() {
                div class="comment" {
                    p class="hint" { (shell.text("result-step")) }
                    p class="as-typed" { (revision.next_step.trim()) }
                }
            }
            p { a class="button" href=(revision.href) { (icon::icon(Icon::Page)) (shell.text("revise-all")) } }
        }
    }
}

fn part_step(
    shell: &Shell,
    attempt: &Attempt,
    line: &PartLine,
    revision: Option<&Revision>,
) -> Markup {
    let done = shell.text_with(
        "step-pieces",
        &[
            ("done", &line.complete.to_string()),
            ("all", &line.pieces.to_string()),
        ],
    );
    html! {
        li class={ "step " (step_class(line.fill)) } {
            span class="step-mark" {
                (icon::icon(match line.fill {
                    Fill::Complete => Icon::Check,
                    Fill::Partial => Icon::Clock,
                    Fill::Empty => Icon::Page,
                }))
            }
            div {
                h2 lang=(attempt.definition.language) {
                    a href={ (attempt.href) "/parts/" (line.part.id) } { (line.part.title) }
                }
                p class="hint" { (done) }
                (mark::badge(shell, line.mark))
                @if let Some(revision) = revision {
                    @if revision.shown.contains(&line.part.id.as_str()) { (ui::badge(Tone::Good, &shell.text("revise-shown"))) }
                    @else { (ui::badge(Tone::Attention, &shell.text("revise-look"))) }
                }
            }
        }
    }
}

const fn step_class(fill: Fill) -> &'static str {
    match fill {
        Fill::Complete => "done",
        Fill::Partial => "begun",
        Fill::Empty => "open",
    }
}
