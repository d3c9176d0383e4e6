//! What is scored and said of the work as a whole: conditions, the words for the educator, and those that are not for the
//! educator.

use maud::{Markup, html};

use super::criterion;
use super::field::{ALL, condition_name};
use super::mark::{self, insufficient_key};
use super::scoring::Scoring;
use crate::domain::credential::{Condition, ConditionCheck, Definition};
use crate::domain::reading::Insufficient;
use crate::templates::layout::Shell;
use crate::templates::ui::icon::{self, Icon};

pub(super) fn conditions(shell: &Shell, scoring: &Scoring) -> Markup {
    let definition = scoring.assignment.definition;
    html! {
        @if !definition.rubric.conditions.is_empty() {
            section class="card criterion-card" aria-labelledby="conditions" {
                h3 id="conditions" { (shell.text("conditions-title")) }
                p class="hint" { (shell.text("conditions-hint")) }
                @for condition in &definition.rubric.conditions { (condition_of(shell, scoring, definition, condition)) }
            }
        }
    }
}

fn condition_of(
    shell: &Shell,
    scoring: &Scoring,
    definition: &Definition,
    condition: &Condition,
) -> Markup {
    let name = condition_name(&condition.id);
    let found = match condition.check {
        ConditionCheck::Limit(_) => scoring.found.get(&condition.id).copied().flatten(),
        ConditionCheck::Assessor => None,
    };
    let said = scoring.reading.conditions.get(&condition.id).copied();
    html! {
        @match found {
            Some(is_met) => {
                div class="score found" {
                    p lang=(definition.language) { (condition.text) }
                    p { (mark::met(shell, Some(is_met))) " " span class="hint" { (shell.text("condition-found")) } }
                }
            }
            None => {
                fieldset class="score" id={ "k-" (condition.id) } data-mark data-condition=(condition.id) tabindex="-1" {
                    legend lang=(definition.language) { (condition.text) }
                    (criterion::pair(shell, &name, said, ("mark-met", "mark-not-met")))
                }
            }
        }
    }
}

/// What is said of the whole.
pub(super) fn whole(shell: &Shell, scoring: &Scoring) -> Markup {
    let reading = scoring.reading;
    html! {
        section class="card criterion-card" aria-labelledby="whole" {
            h3 id="whole" { (shell.text("whole-title")) }
            (area(shell, "strength", "feedback-strength", Some("strength-hint"), &reading.strength))
            (area(shell, "next-step", "feedback-next-step", Some("next-step-hint"), &reading.next_step))
            (insufficient(shell, scoring))
        }
        section class="card criterion-card private" aria-labelledby="private" {
            h3 id="private" { (icon::icon(Icon::Lock)) (shell.text("private-title")) }
            p class="hint" { (shell.text("private-hint")) }
            (area(shell, "private-note", "feedback-private", None, &reading.private_note))
            div class="check" {
                input type="checkbox" id="second" name={ "a_" (ALL) "_second" } value="yes" checked[reading.asks_for_second] data-field="second";
                label for="second" { (shell.text("asks-second")) }
            }
        }
    }
}

fn insufficient(shell: &Shell, scoring: &Scoring) -> Markup {
    let rubric = &scoring.assignment.definition.rubric;
    let may_be = rubric
        .bands
        .iter()
        .any(|band| band.insufficient_below.is_some());
    html! {
        @if may_be {
            div class="field" {
                label for="insufficient" { (shell.text("insufficient")) }
                p class="hint" id="insufficient-hint" { (shell.text("insufficient-hint")) }
                select id="insufficient" name={ "a_" (ALL) "_insufficient" } aria-describedby="insufficient-hint" data-field="insufficient" {
                    option value="" { (shell.text("insufficient-none")) }
                    @for reason in Insufficient::ALL {
                        option value=(reason.code()) selected[scoring.reading.insufficient == Some(reason)] { (shell.text(insufficient_key(reason))) }
                    }
                }
            }
        }
    }
}

fn area(shell: &Shell, id: &str, key: &str, hint: Option<&str>, value: &str) -> Markup {
    let hint_id = format!("{id}-hint");
    html! {
        div class="field wide" {
            label for=(id) { (shell.text(key)) }
            @if let Some(hint) = hint { p class="hint" id=(hint_id) { (shell.text(hint)) } }
            textarea id=(id) name={ "a_" (ALL) "_" (id) } rows="3" aria-describedby=[hint.map(|_| &hint_id)] data-field=(id) { (value) }
        }
    }
}
