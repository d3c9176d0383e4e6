//! What assessors wrote about the work, as its earner reads it: criterion by criterion, each comment beside the evidence that
//! it speaks of. Stands on the page of the result, and beside the editor while the work is revised.

use maud::{Markup, html};

use crate::domain::credential::{Criterion, Definition, Model};
use crate::domain::reading::{CriterionReading, Feedback, Pointer};
use crate::templates::layout::Shell;
use crate::templates::ui::{
    self, Tone,
    icon::{self, Icon},
};

/// What was written, and where its places are.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// What is asked.
    pub definition: &'a Definition,
    /// What was written.
    pub feedback: &'a Feedback,
    /// Where evidence is shown.
    pub evidence: Evidence<'a>,
    /// The address that files are served below.
    pub files_href: &'a str,
}

/// Where evidence is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence<'a> {
    /// Further down on the same page.
    Below,
    /// In the editor of the attempt at this address.
    Editor(&'a str),
}

/// One criterion: what was seen of it, what was not found yet, the comment and the places.
#[must_use]
pub fn criterion(shell: &Shell, told: &Told, criterion: &Criterion) -> Markup {
    let rubric = &told.definition.rubric;
    let nothing = CriterionReading::default();
    let seen = told.feedback.criteria.get(&criterion.id);
    let seen = seen.unwrap_or(&nothing);
    let points = told.feedback.points(rubric, criterion).to_string();
    let max = criterion.max_points(rubric.model).to_string();
    let is_shown = told.feedback.is_shown(rubric, criterion);
    html! {
        article class="card told" {
            div class="card-head" {
                h3 lang=(told.definition.language) { (criterion.title) }
                @if rubric.model == Model::AllMet {
                    (ui::badge(tone(is_shown), &shell.text(if is_shown { "told-shown" } else { "told-not-yet" })))
                } @else {
                    (ui::badge(tone(is_shown), &shell.text_with("told-points", &[("points", &points), ("max", &max)])))
                }
            }
            (statements(shell, told, criterion, seen))
            @if !seen.comment.trim().is_empty() {
                div class="comment" {
                    p class="hint" { (shell.text("told-comment")) }
                    p class="as-typed" { (seen.comment.trim()) }
                }
            }
            (places(shell, told, &seen.evidence))
        }
    }
}

/// The criteria that are looked for in one part.
#[must_use]
pub fn of_part(shell: &Shell, told: &Told, part: &str) -> Markup {
    let criteria = told.definition.rubric.criteria.iter();
    html! {
        @for one in criteria.filter(|criterion| criterion.parts.iter().any(|id| id == part)) {
            (criterion(shell, told, one))
        }
    }
}

const fn tone(is_shown: bool) -> Tone {
    if is_shown { Tone::Good } else { Tone::Quiet }
}

/// Details one by one; of levels, the one that was reached.
fn statements(
    shell: &Shell,
    told: &Told,
    criterion: &Criterion,
    seen: &CriterionReading,
) -> Markup {
    let language = &told.definition.language;
    html! {
        @if !criterion.details.is_empty() {
            ul class="marks-told" role="list" {
                @for detail in &criterion.details {
                    @let is_evident = seen.details.get(&detail.id).copied().unwrap_or(false);
                    li class=[(!is_evident).then_some("open")] {
                        (icon::icon(if is_evident { Icon::Check } else { Icon::Search }))
                        div {
                            span class="visually-hidden" { (shell.text(if is_evident { "told-evident" } else { "told-not-found" })) " " }
                            span lang=(language) { (detail.text) }
                            @if !is_evident { " " span class="hint" { (shell.text("told-not-found")) } }
                            @if let Some(pointers) = seen.detail_evidence.get(&detail.id) { (places(shell, told, pointers)) }
                        }
                    }
                }
            }
        }
        @for level in criterion.levels.iter().filter(|level| seen.level.as_ref() == Some(&level.id)) {
            p lang=(language) { strong { (level.title) } " – " (level.text) }
        }
    }
}

/// Where to look, with the words that are meant.
fn places(shell: &Shell, told: &Told, pointers: &[Pointer]) -> Markup {
    html! {
        @if !pointers.is_empty() {
            ul class="places" role="list" {
                @for pointer in pointers {
                    li {
                        (icon::icon(Icon::Place))
                        div { (place(shell, told, pointer)) }
                    }
                }
            }
        }
    }
}

fn place(shell: &Shell, told: &Told, pointer: &Pointer) -> Markup {
    let slot = told.definition.slot(&pointer.slot);
    let title = slot.map_or(pointer.slot.as_str(), |slot| slot.title.as_str());
    let moment = pointer
        .at
        .map(|at| shell.text_with("told-play-from", &[("time", &at.to_string())]));
    html! {
        a href=(slot_href(told, &pointer.slot)) lang=(told.definition.language) { (title) }
        @match (&pointer.at, &pointer.file, moment) {
            (Some(at), Some(file), Some(words)) => {
                // The address names the moment, so that it plays from there without a script, too.
                " · " a href={ (told.files_href) "/" (file) "#t=" (at.0) } data-play=(file) data-at=(at.0) { (words) }
            }
            (Some(_), None, Some(words)) => { " · " (words) }
            _ => {}
        }
        @if let Some(page) = pointer.page {
            " · " (shell.text_with("told-page", &[("number", &page.to_string())]))
        }
        @if let Some(quote) = &pointer.quote { blockquote { p { (quote) } } }
    }
}

fn slot_href(told: &Told, slot: &str) -> String {
    match told.evidence {
        Evidence::Below => format!("#work-{slot}"),
        Evidence::Editor(attempt) => {
            let part = told.definition.part_of(slot).map_or("", |part| &part.id);
            format!("{attempt}/parts/{part}#slot-{slot}")
        }
    }
}
