//! Before a reading is submitted (A5): what is missing, what it comes to, and word for word what the educator will read.

use maud::{Markup, html};

use super::mark::{Audience, Told, reading_words};
use super::{Assignment, position_key};
use crate::domain::credential::{Band, Definition};
use crate::domain::reading::{LEAST_WORDS, Missing, Reading};
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{
    self, Tone,
    bearings::{Bearings, bearings},
    form,
    icon::{self, Icon},
};

/// The page before submitting.
#[derive(Clone, Copy, Debug)]
pub struct Review<'a> {
    /// Which reading.
    pub assignment: Assignment<'a>,
    /// What is written.
    pub reading: &'a Reading,
    /// How often it was saved, so that nobody submits what they did not see.
    pub seq: i64,
    /// What is missing, with where it can be changed.
    pub gaps: &'a [Gap],
    /// What it comes to, once everything is scored.
    pub result: Option<Result<'a>>,
    /// Whether the reason has to be said for which a difference is settled this way: for an adjudication.
    pub asks_rationale: bool,
    /// That reason, as typed before.
    pub rationale: &'a str,
}

/// Something that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What, in words.
    pub text: String,
    /// The place on the page of the reading, such as `#c-asks`.
    pub anchor: String,
}

/// What is missing, in words.
#[must_use]
pub fn gap(shell: &Shell, definition: &Definition, missing: &Missing) -> Gap {
    let title = |id: &str| {
        let criterion = definition.rubric.criteria.iter().find(|one| one.id == *id);
        criterion.map_or_else(|| id.to_owned(), |one| one.title.clone())
    };
    let named = |key: &str, name: &str| shell.text_with(key, &[("name", name)]);
    let (text, anchor) = match missing {
        Missing::Score {
            criterion,
            detail: Some(detail),
        } => {
            let one = definition
                .rubric
                .criteria
                .iter()
                .find(|one| one.id == *criterion);
            let found = one.and_then(|one| one.details.iter().find(|known| known.id == *detail));
            let text = found.map_or(detail.as_str(), |found| &found.text);
            let anchor = format!("#d-{criterion}-{detail}");
            (named("missing-mark", text), anchor)
        }
        Missing::Score { criterion, .. } => {
            let text = named("missing-score", &title(criterion));
            (text, format!("#c-{criterion}"))
        }
        Missing::Comment { criterion, words } => {
            let values = [
                ("name", &*title(criterion)),
                ("number", &*LEAST_WORDS.to_string()),
                ("done", &*words.to_string()),
            ];
            let text = shell.text_with("missing-comment", &values);
            (text, format!("#comment-{criterion}"))
        }
        Missing::Evidence { criterion } => {
            let text = named("missing-evidence", &title(criterion));
            (text, format!("#c-{criterion}"))
        }
        Missing::Condition { condition } => {
            let known = definition
                .rubric
                .conditions
                .iter()
                .find(|one| one.id == *condition);
            let text = known.map_or(condition.as_str(), |known| &known.text);
            (named("missing-condition", text), format!("#k-{condition}"))
        }
        Missing::Reason => (shell.text("missing-reason"), String::from("#insufficient")),
        Missing::Strength => (shell.text("missing-strength"), String::from("#strength")),
        Missing::NextStep => (shell.text("missing-next-step"), String::from("#next-step")),
    };
    Gap { text, anchor }
}

/// What a reading comes to.
#[derive(Clone, Copy, Debug)]
pub struct Result<'a> {
    /// All points.
    pub total: u32,
    /// Of so many.
    pub max: u32,
    /// The band after caps and pass rule.
    pub band: Option<&'a Band>,
    /// Whether a condition or the rule keeps it below what the points say.
    pub is_capped: bool,
}

/// The page.
#[must_use]
pub fn review(shell: &Shell, review: &Review) -> Markup {
    let assignment = &review.assignment;
    let definition = assignment.definition;
    let is_whole = review.gaps.is_empty();
    let next = if is_whole {
        "review-next-submit"
    } else {
        "review-next-gaps"
    };
    layout::page(
        shell,
        &format!("{} · {}", shell.text("review-page-title"), definition.title),
        html! {
            (ui::back(assignment.href, &shell.text("review-back")))
            (assignment.top(shell, &shell.text("stage-review"), true))
            (ui::heading(Some(&shell.text(position_key(assignment.position))), &shell.text("review-page-title"), Some(&shell.text("review-lead"))))
            (bearings(shell, &Bearings {
                place: &shell.text("stage-review"),
                next: &shell.text(next),
                by: assignment.until,
                seen_by: &shell.text("reading-seen-by"),
            }))
            @if !is_whole { (gaps(shell, review)) }
            @if let Some(result) = &review.result { (comes_to(shell, result)) }
            (letter(shell, review))
            (submit(shell, review))
        },
    )
}

fn gaps(shell: &Shell, review: &Review) -> Markup {
    html! {
        section class="matters" aria-labelledby="gaps" {
            h2 id="gaps" { (shell.text("review-gaps")) }
            ul role="list" {
                @for gap in review.gaps {
                    li { (icon::icon(Icon::Alert)) a href={ (review.assignment.href) (gap.anchor) } { (gap.text) } }
                }
            }
        }
    }
}

/// For the assessor alone.
fn comes_to(shell: &Shell, result: &Result) -> Markup {
    let words = super::result_words(
        shell,
        result.total,
        result.max,
        result.band.map(|band| band.title.as_str()),
    );
    html! {
        section class="card quiet" aria-labelledby="comes-to" {
            h2 id="comes-to" { (shell.text("review-result")) }
            p class="comes-to" { strong { (words) } }
            @if result.is_capped { p { (shell.text("review-capped")) } }
            @if let Some(band) = result.band { p class="hint" { (band.text) } }
        }
    }
}

/// What the educator will read, once it is released.
fn letter(shell: &Shell, review: &Review) -> Markup {
    let definition = review.assignment.definition;
    let told = Told {
        definition,
        reading: review.reading,
        work_href: review.assignment.href,
        audience: Audience::Educator,
    };
    let band = review.result.as_ref().and_then(|result| result.band);
    html! {
        section class="card letter" aria-labelledby="letter" {
            h2 id="letter" { (shell.text("review-letter")) }
            p class="hint" { (shell.text("review-letter-hint")) }
            @if let Some(band) = band {
                h3 class="visually-hidden" { (shell.text("review-letter-result")) }
                p class="lead" lang=(definition.language) { (band.earner_text) }
            } @else { h3 class="visually-hidden" { (shell.text("review-letter-result")) } }
            (reading_words(shell, &told))
        }
        @if !review.reading.private_note.is_empty() {
            section class="card quiet private" aria-labelledby="not-sent" {
                h2 id="not-sent" { (icon::icon(Icon::Lock)) (shell.text("review-not-sent")) }
                p class="as-typed" { (review.reading.private_note) }
            }
        }
    }
}

fn submit(shell: &Shell, review: &Review) -> Markup {
    let assignment = &review.assignment;
    html! {
        form class="stack" method="post" action={ (assignment.href) "/review" } {
            (form::token(assignment.form_token))
            input type="hidden" name=(super::SEQ) value=(review.seq);
            @if review.asks_rationale {
                div class="field wide" {
                    label for="rationale" { (shell.text("review-rationale")) }
                    p class="hint" id="rationale-hint" { (shell.text("review-rationale-hint")) }
                    textarea id="rationale" name="rationale" rows="4" aria-describedby="rationale-hint" { (review.rationale) }
                }
            }
            @if review.reading.asks_for_second { (ui::notice(Tone::Info, &shell.text("review-second-title"), Some(&shell.text("review-second-text")))) }
            p class="hint" { (shell.text("review-final")) }
            p class="actions" {
                @if review.gaps.is_empty() {
                    button type="submit" class="button primary large" { (shell.text("review-submit")) }
                }
                a class="button" href=(assignment.href) { (shell.text("review-back")) }
            }
        }
    }
}
