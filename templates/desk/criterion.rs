//! One criterion to score: its details, levels or statement, where each is to be seen, and what the educator reads of it.

use maud::{Markup, html};

use super::field::{
    Spot, criterion_group, detail_name, level_name, met_name, none_name, pointer_group,
    pointer_name,
};
use super::mark;
use super::scoring::{Scoring, comment_field, spot_option};
use crate::domain::credential::{Criterion, Detail, FeedbackRule, Level, Model};
use crate::domain::reading::{CriterionReading, Pointer};
use crate::domain::words;
use crate::templates::credential::limit::Unit;
use crate::templates::layout::Shell;
use crate::templates::slot::{Measure, Severity, counter};
use crate::templates::ui::icon::{self, Icon};

/// The criterion as a section of the form.
pub(super) fn criterion(
    shell: &Shell,
    scoring: &Scoring,
    criterion: &Criterion,
    spots: &[Spot],
) -> Markup {
    let definition = scoring.assignment.definition;
    let nothing = CriterionReading::default();
    let seen = scoring.reading.criteria.get(&criterion.id);
    let seen = seen.unwrap_or(&nothing);
    let past = scoring
        .past
        .and_then(|past| past.reading.criteria.get(&criterion.id));
    let heading = format!("c-{}-title", criterion.id);
    let points = shell.count(
        "criterion-points",
        i64::from(criterion.max_points(definition.rubric.model)),
    );
    let one = One {
        shell,
        scoring,
        criterion,
        seen,
        past,
        spots,
    };
    html! {
        section class="card criterion-card" id={ "c-" (criterion.id) } aria-labelledby=(heading)
            data-criterion=(criterion.id) data-model=(model_name(definition.rubric.model)) tabindex="-1" {
            div class="card-head" {
                h3 id=(heading) lang=(definition.language) { (criterion.title) }
                span class="hint" { (points) }
            }
            (sought(&one))
            (last_time(&one))
            @match definition.rubric.model {
                Model::DetailPoints => { @for detail in &criterion.details { (detail_of(&one, detail)) } }
                Model::CriterionLevels => (levels(&one)),
                Model::AllMet => (statement(&one)),
            }
            @if definition.rubric.model != Model::DetailPoints { (pointers(&one, None, &seen.evidence)) }
            (nowhere(&one))
            (comment(&one))
        }
    }
}

/// Everything about a criterion that its pieces need.
struct One<'a> {
    shell: &'a Shell<'a>,
    scoring: &'a Scoring<'a>,
    criterion: &'a Criterion,
    seen: &'a CriterionReading,
    past: Option<&'a CriterionReading>,
    spots: &'a [Spot<'a>],
}

impl One<'_> {
    fn language(&self) -> &str {
        &self.scoring.assignment.definition.language
    }
}

const fn model_name(model: Model) -> &'static str {
    match model {
        Model::DetailPoints => "details",
        Model::CriterionLevels => "levels",
        Model::AllMet => "met",
    }
}

/// In which parts it is looked for.
fn sought(one: &One) -> Markup {
    let parts = one.scoring.assignment.definition.parts.iter();
    let parts: Vec<_> = parts
        .filter(|part| one.criterion.parts.contains(&part.id))
        .collect();
    html! {
        @if !parts.is_empty() {
            p class="hint" {
                (one.shell.text("rubric-sought-in"))
                @for part in parts { " " a href={ "#part-" (part.id) } lang=(one.language()) { (part.title) } }
            }
        }
    }
}

/// What was said the last time, with a button that takes it over where that is allowed.
fn last_time(one: &One) -> Markup {
    let Some(past) = one.past else {
        return html! {};
    };
    let shell = one.shell;
    let carries = one
        .scoring
        .past
        .is_some_and(|past| past.carried.criteria.contains_key(&one.criterion.id));
    let level = past.level.as_ref();
    let level = one
        .criterion
        .levels
        .iter()
        .find(|known| Some(&known.id) == level);
    html! {
        div class="last-time" {
            p class="label" { (shell.text("last-time")) }
            @if let Some(level) = level { p lang=(one.language()) { (level.title) } }
            @if past.met.is_some() { p { (mark::met(shell, past.met)) } }
            @if past.comment.is_empty() { p class="hint" { (shell.text("last-time-no-comment")) } }
            @else { p class="as-typed" { (past.comment) } }
            @if carries {
                button type="submit" class="button small" name="do" value={ "carry:" (one.criterion.id) } data-carry {
                    (icon::icon(Icon::Copy)) (shell.text("last-time-carry"))
                    span class="visually-hidden" { " " (one.criterion.title) }
                }
            }
        }
    }
}

/// Two choices of which neither is made yet. They are radio buttons, so that they work without script.
pub(super) fn pair(
    shell: &Shell,
    name: &str,
    said: Option<bool>,
    (yes, no): (&str, &str),
) -> Markup {
    let choices = [("yes", yes, true), ("no", no, false)];
    html! {
        div class="pair" {
            @for (value, key, meaning) in choices {
                @let id = format!("{name}_{value}");
                span class={ "pair-choice of-" (value) } {
                    input type="radio" id=(id) name=(name) value=(value) checked[said == Some(meaning)];
                    label for=(id) { (shell.text(key)) }
                }
            }
        }
    }
}

fn detail_of(one: &One, detail: &Detail) -> Markup {
    let shell = one.shell;
    let name = detail_name(&one.criterion.id, &detail.id);
    let said = one.seen.details.get(&detail.id).copied();
    let nowhere: Vec<Pointer> = Vec::new();
    let evidence = one.seen.detail_evidence.get(&detail.id);
    let past = one.past.and_then(|past| past.details.get(&detail.id));
    html! {
        fieldset class="score" id={ "d-" (one.criterion.id) "-" (detail.id) } data-mark data-detail=(detail.id) tabindex="-1" {
            legend lang=(one.language()) { (detail.text) }
            div class="score-row" {
                (pair(shell, &name, said, ("mark-evident", "mark-not-found")))
                @if detail.points != 1 { span class="hint" { (shell.count("criterion-points", i64::from(detail.points))) } }
                @if let Some(past) = past {
                    span class="hint" { (shell.text("last-time")) " " (mark::verdict(shell, Some(*past))) }
                }
            }
            (pointers(one, Some(&detail.id), evidence.unwrap_or(&nowhere)))
        }
    }
}

fn levels(one: &One) -> Markup {
    let name = level_name(&one.criterion.id);
    html! {
        fieldset class="score levels" id={ "l-" (one.criterion.id) } data-mark tabindex="-1" {
            legend class="visually-hidden" { (one.shell.text("level-choose")) }
            @for level in &one.criterion.levels { (level_of(one, &name, level)) }
        }
    }
}

fn level_of(one: &One, name: &str, level: &Level) -> Markup {
    let id = format!("{name}_{}", level.id);
    let points = one.shell.count("criterion-points", i64::from(level.points));
    html! {
        div class="check" {
            input type="radio" id=(id) name=(name) value=(level.id) checked[one.seen.level.as_ref() == Some(&level.id)];
            label for=(id) {
                strong lang=(one.language()) { (level.title) } " " span class="hint" { (points) }
                span class="level-text" lang=(one.language()) { (level.text) }
            }
        }
    }
}

fn statement(one: &One) -> Markup {
    let name = met_name(&one.criterion.id);
    html! {
        fieldset class="score" id={ "m-" (one.criterion.id) } data-mark tabindex="-1" {
            legend class="visually-hidden" { (one.criterion.title) }
            (pair(one.shell, &name, one.seen.met, ("mark-met", "mark-not-met")))
        }
    }
}

/// Where it is to be seen: rows, of which the last is always empty. Scripts fill one from what is marked in the work.
fn pointers(one: &One, detail: Option<&str>, evidence: &[Pointer]) -> Markup {
    let shell = one.shell;
    let group = pointer_group(&one.criterion.id, detail);
    html! {
        details class="pointers" data-pointers open[!evidence.is_empty()] {
            summary { (icon::icon(Icon::Place)) (shell.text("pointers")) " " span data-pointer-count { @if !evidence.is_empty() { (evidence.len()) } } }
            button type="button" class="button small" data-do="point-here" hidden { (icon::icon(Icon::Add)) (shell.text("point-here")) }
            ol class="pointer-rows" role="list" data-rows {
                @for row in 0..=evidence.len() { (pointer_row(one, &group, row, evidence.get(row))) }
            }
        }
    }
}

fn pointer_row(one: &One, group: &str, row: usize, pointer: Option<&Pointer>) -> Markup {
    let shell = one.shell;
    let name = |field: &str| pointer_name(group, row, field);
    let chosen = pointer.map(|pointer| match pointer.file {
        Some(file)
            if one
                .spots
                .iter()
                .any(|spot| spot.file.is_some_and(|(id, _)| id == file)) =>
        {
            format!("{}/{file}", pointer.slot)
        }
        _ => pointer.slot.clone(),
    });
    let at = pointer
        .and_then(|pointer| pointer.at)
        .map(|at| at.to_string());
    let page = pointer
        .and_then(|pointer| pointer.page)
        .map(|page| page.to_string());
    let quote = pointer.and_then(|pointer| pointer.quote.as_deref());
    let line = |field: &str, key: &str, value: &str, class: &str| {
        let id = format!("f_{}", name(field));
        html! {
            div class={ "field " (class) } {
                label for=(id) { (shell.text(key)) }
                input type="text" id=(id) name=(name(field)) value=(value) data-cell=(field);
            }
        }
    };
    let place = format!("f_{}", name("place"));
    html! {
        li class="pointer-row" data-row {
            div class="field" {
                label for=(place) { (shell.text("pointer-place")) }
                select id=(place) name=(name("place")) data-cell="place" {
                    option value="" { (shell.text("pointer-nowhere")) }
                    @for spot in one.spots { (spot_option(shell, spot, chosen.as_deref())) }
                }
            }
            (line("at", "pointer-at", &at.unwrap_or_default(), "short"))
            (line("page", "pointer-page", &page.unwrap_or_default(), "short"))
            (line("quote", "pointer-quote", quote.unwrap_or_default(), "wide"))
            button type="button" class="button small" data-do="remove-row" hidden {
                (icon::icon(Icon::Remove)) (shell.text("pointer-remove"))
            }
        }
    }
}

/// That it was looked for everywhere.
fn nowhere(one: &One) -> Markup {
    let name = none_name(&one.criterion.id);
    let id = format!("f_{name}");
    html! {
        div class="check" {
            input type="checkbox" id=(id) name=(name) value="yes" checked[one.seen.none_found] data-field="none";
            label for=(id) { (one.shell.text("none-found")) }
        }
    }
}

fn comment(one: &One) -> Markup {
    let shell = one.shell;
    let (name, id) = comment_field(&one.criterion.id);
    let least = one.scoring.least_words;
    let rule = match one.criterion.feedback {
        FeedbackRule::BelowTop => "comment-below-top",
        FeedbackRule::Always => "comment-always",
        FeedbackRule::Never => "comment-never",
    };
    let count = words::count(&one.seen.comment);
    let measure = Measure {
        unit: if count.unit == words::Unit::Characters {
            Unit::Characters
        } else {
            Unit::Words
        },
        value: count.number,
        min: (one.criterion.feedback != FeedbackRule::Never).then_some(least),
        max: None,
        severity: Severity::Fine,
        under: Severity::Fine,
        over: Severity::Fine,
    };
    let hint = format!("{id}-hint");
    let number = least.to_string();
    html! {
        div class="field wide" data-comment=(criterion_group(&one.criterion.id)) {
            label for=(id) { (shell.text("comment")) span class="visually-hidden" { " " (one.criterion.title) } }
            p class="hint" id=(hint) { (shell.text_with(rule, &[("number", &number)])) }
            textarea id=(id) name=(name) rows="3" aria-describedby=(hint) data-field="comment" { (one.seen.comment) }
            (counter(shell, measure, None))
        }
    }
}
