//! A reading in words: what was seen of each criterion, with its places in the work and what was said about it. For the
//! person who wrote it before it is submitted, for a lead beside another one, and for whoever reads the next try.

use maud::{Markup, html};

use super::evidence::file_title;
use crate::domain::credential::{Condition, ConditionCheck, Criterion, Definition, Model};
use crate::domain::reading::{CriterionReading, Insufficient, Pointer, Reading};
use crate::templates::layout::Shell;
use crate::templates::ui::{
    self, Tone,
    icon::{self, Icon},
};

/// What was said of an earlier try.
#[derive(Clone, Copy, Debug)]
pub struct Past<'a> {
    /// The reading that counted.
    pub reading: &'a Reading,
    /// What of it may be taken over, because it was not changed since.
    pub carried: &'a Reading,
}

/// What a reader is told of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The educator: no private note.
    Educator,
    /// Those who assess.
    Staff,
}

/// A reading, and to whom it is told.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// What the work is about.
    pub definition: &'a Definition,
    /// What was written.
    pub reading: &'a Reading,
    /// The address of the page that shows the work; empty where it is on the same page.
    pub work_href: &'a str,
    /// To whom.
    pub audience: Audience,
}

/// A whole reading.
#[must_use]
pub fn reading_words(shell: &Shell, told: &Told) -> Markup {
    let Told {
        definition,
        reading,
        ..
    } = *told;
    html! {
        div class="reading-words" {
            @for criterion in &definition.rubric.criteria {
                (criterion_words(shell, told, criterion))
            }
            (conditions(shell, definition, reading))
            @if !reading.strength.is_empty() {
                h4 { (shell.text("feedback-strength")) }
                p class="as-typed" { (reading.strength) }
            }
            @if !reading.next_step.is_empty() {
                h4 { (shell.text("feedback-next-step")) }
                p class="as-typed" { (reading.next_step) }
            }
            @if let Some(reason) = reading.insufficient { p { (shell.text(insufficient_key(reason))) } }
            @if told.audience == Audience::Staff && !reading.private_note.is_empty() {
                div class="private" {
                    h4 { (icon::icon(Icon::Lock)) (shell.text("feedback-private")) }
                    p class="as-typed" { (reading.private_note) }
                }
            }
        }
    }
}

fn criterion_words(shell: &Shell, told: &Told, criterion: &Criterion) -> Markup {
    let nothing = CriterionReading::default();
    let seen = told.reading.criteria.get(&criterion.id).unwrap_or(&nothing);
    let definition = told.definition;
    html! {
        section class="criterion-words" {
            h4 lang=(definition.language) { (criterion.title) }
            (marks(shell, told, criterion, seen))
            (places(shell, told, &seen.evidence))
            @if !seen.comment.is_empty() { p class="as-typed comment" { (seen.comment) } }
        }
    }
}

/// What was seen, by the rubric's model.
fn marks(shell: &Shell, told: &Told, criterion: &Criterion, seen: &CriterionReading) -> Markup {
    let definition = told.definition;
    html! {
        @match definition.rubric.model {
            Model::DetailPoints => {
                ul class="verdicts" role="list" {
                    @for detail in &criterion.details {
                        li {
                            (verdict(shell, seen.details.get(&detail.id).copied()))
                            " " span lang=(definition.language) { (detail.text) }
                            @if let Some(pointers) = seen.detail_evidence.get(&detail.id) { (places(shell, told, pointers)) }
                        }
                    }
                }
            }
            Model::CriterionLevels => {
                @let level = criterion.levels.iter().find(|level| Some(&level.id) == seen.level.as_ref());
                @match level {
                    Some(level) => { p lang=(definition.language) { strong { (level.title) } " – " (level.text) } }
                    None => { p { (open(shell)) } }
                }
            }
            Model::AllMet => { p { (met(shell, seen.met)) } }
        }
    }
}

/// "Evident", "Not found", or that it was not looked at.
pub(super) fn verdict(shell: &Shell, is_evident: Option<bool>) -> Markup {
    match is_evident {
        Some(true) => ui::badge(Tone::Good, &shell.text("mark-evident")),
        Some(false) => ui::badge(Tone::Quiet, &shell.text("mark-not-found")),
        None => open(shell),
    }
}

/// "Met", "Not met yet", or that it was not looked at.
pub(super) fn met(shell: &Shell, is_met: Option<bool>) -> Markup {
    match is_met {
        Some(true) => ui::badge(Tone::Good, &shell.text("mark-met")),
        Some(false) => ui::badge(Tone::Quiet, &shell.text("mark-not-met")),
        None => open(shell),
    }
}

fn open(shell: &Shell) -> Markup {
    ui::badge(Tone::Attention, &shell.text("mark-open"))
}

fn conditions(shell: &Shell, definition: &Definition, reading: &Reading) -> Markup {
    let asked: Vec<&Condition> = definition
        .rubric
        .conditions
        .iter()
        .filter(|condition| condition.check == ConditionCheck::Assessor)
        .collect();
    html! {
        @if !asked.is_empty() {
            h4 { (shell.text("conditions-title")) }
            ul class="verdicts" role="list" {
                @for condition in asked {
                    li {
                        (met(shell, reading.conditions.get(&condition.id).copied()))
                        " " span lang=(definition.language) { (condition.text) }
                    }
                }
            }
        }
    }
}

/// Where it is to be seen, as links into the work.
fn places(shell: &Shell, told: &Told, pointers: &[Pointer]) -> Markup {
    html! {
        @if !pointers.is_empty() {
            ul class="places" role="list" {
                @for pointer in pointers { li { (icon::icon(Icon::Place)) (place(shell, told, pointer)) } }
            }
        }
    }
}

fn place(shell: &Shell, told: &Told, pointer: &Pointer) -> Markup {
    let definition = told.definition;
    let title = definition
        .slot(&pointer.slot)
        .map_or(pointer.slot.as_str(), |slot| slot.title.as_str());
    let at = pointer.at.map(|at| at.to_string());
    let page = pointer
        .page
        .map(|page| shell.text_with("place-page", &[("number", &page.to_string())]));
    html! {
        a href={ (told.work_href) "#slot-" (pointer.slot) } lang=(definition.language) data-place=(pointer.slot) data-at=[pointer.at.map(|at| at.0)] { (title) }
        @if let Some(at) = at { " · " (at) }
        @if let Some(page) = page { " · " (page) }
        @if let Some(quote) = &pointer.quote { " · " q { (quote) } }
    }
}

/// The key of a reason why there was too little to go on.
pub(super) const fn insufficient_key(reason: Insufficient) -> &'static str {
    match reason {
        Insufficient::OffTopic => "insufficient-off-topic",
        Insufficient::WrongFile => "insufficient-wrong-file",
        Insufficient::PartMissing => "insufficient-part-missing",
    }
}

/// "Picture 2 of Work samples", for choices.
pub(super) fn spot_title(shell: &Shell, spot: &super::Spot) -> String {
    match spot.file {
        Some((_, number)) => file_title(shell, spot.slot, spot_kind(spot), number),
        None => spot.slot.title.clone(),
    }
}

fn spot_kind(spot: &super::Spot) -> &'static str {
    use crate::domain::credential::SlotKind;
    match spot.slot.kind {
        SlotKind::Image { .. } => "image/",
        SlotKind::Video { .. } => "video/",
        SlotKind::Audio { .. } => "audio/",
        _ => "",
    }
}
