//! The self-check: what is missing, what is outside of a limit, and the rubric to go through by oneself. The marks stay
//! in the browser; nobody else sees them.

use maud::{Markup, html};

use super::checklist::PartLine;
use super::held::held;
use super::{Attempt, Matter, Placed, hints, mark, matters};
use crate::domain::credential::{Criterion, Model};
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{
    self, Tone,
    bearings::{Bearings, bearings},
    icon::{self, Icon},
};

/// The self-check.
#[derive(Clone, Copy, Debug)]
pub struct Check<'a> {
    /// The try.
    pub attempt: Attempt<'a>,
    /// What to look at.
    pub matters: &'a [Matter<'a>],
    /// The parts, with what their earner says of them.
    pub parts: &'a [PartLine<'a>],
    /// What looks like somebody's name, address or number.
    pub hints: &'a [Placed<'a>],
}

/// The self-check.
#[must_use]
pub fn check(shell: &Shell, check: &Check) -> Markup {
    let attempt = &check.attempt;
    let definition = attempt.definition;
    let can_submit = !check.matters.iter().any(|matter| matter.blocks);
    let next = if can_submit {
        "check-next-submit"
    } else {
        "check-next-matters"
    };
    layout::page(
        shell,
        &format!("{} · {}", shell.text("check-title"), definition.title),
        html! {
            (ui::back(attempt.href, &shell.text("workspace-back")))
            (attempt.top(shell, &shell.text("stage-check"), true))
            (ui::heading(Some(&definition.title), &shell.text("check-title"), Some(&shell.text("check-lead"))))
            (bearings(shell, &Bearings {
                place: &shell.text("stage-check"),
                next: &shell.text(next),
                by: attempt.until,
                seen_by: &shell.text("seen-check"),
            }))
            (held(shell, attempt))
            section class="stack" aria-labelledby="check-matters" {
                h2 id="check-matters" { (shell.text("check-matters")) }
                @if check.matters.is_empty() {
                    (ui::notice(Tone::Good, &shell.text("check-nothing-title"), Some(&shell.text("check-nothing-text"))))
                } @else { (matters(shell, check.matters)) }
            }
            (mark::list(shell, attempt.href, &definition.language, check.parts))
            (hints::section(shell, &definition.language, check.hints))
            section class="stack" aria-labelledby="check-rubric" {
                h2 id="check-rubric" { (shell.text("check-rubric")) }
                p class="hint" { (shell.text("check-private")) }
                div class="marks" data-marks=(attempt.reference) lang=(definition.language) {
                    @for criterion in &definition.rubric.criteria { (criterion_marks(shell, attempt, criterion)) }
                }
            }
            p class="actions" {
                a class="button primary large" href={ (attempt.href) "/submit" } { (shell.text("check-go-on")) (icon::icon(Icon::Forward)) }
                a class="button" href=(attempt.href) { (shell.text("workspace-back")) }
            }
            (layout::module(shell, "marks.js"))
        },
    )
}

fn criterion_marks(shell: &Shell, attempt: &Attempt, criterion: &Criterion) -> Markup {
    let statements: Vec<(&str, &str)> = match attempt.definition.rubric.model {
        Model::DetailPoints => criterion
            .details
            .iter()
            .map(|detail| (detail.id.as_str(), detail.text.as_str()))
            .collect(),
        Model::CriterionLevels => criterion
            .levels
            .iter()
            .map(|level| (level.id.as_str(), level.text.as_str()))
            .collect(),
        Model::AllMet => vec![("met", criterion.title.as_str())],
    };
    html! {
        fieldset class="card" {
            legend { (criterion.title) }
            @for (id, text) in statements {
                @let mark = format!("m_{}_{id}", criterion.id);
                div class="check" {
                    input type="checkbox" id=(mark);
                    label for=(mark) { (text) }
                }
            }
            @let parts: Vec<_> = attempt.definition.parts.iter().filter(|part| criterion.parts.contains(&part.id)).collect();
            @if !parts.is_empty() {
                p class="hint" {
                    span lang=(shell.language.tag()) { (shell.text("check-where")) }
                    @for part in parts { " " a href={ (attempt.href) "/parts/" (part.id) } { (part.title) } }
                }
            }
        }
    }
}
