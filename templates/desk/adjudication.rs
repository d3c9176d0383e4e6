//! Two readings of one work beside each other (A8): where they differ, and the way to settle it.

use maud::{Markup, html};

use super::case::with_comment;
use super::evidence::{Piece, Source, evidence};
use super::mark::{Audience, Told, met, reading_words, verdict};
use super::{Assignment, scripts};
use crate::domain::credential::{Definition, Model};
use crate::domain::reading::Reading;
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{
    self, Tone,
    bearings::{Bearings, bearings},
    icon::{self, Icon},
    table::table,
};

/// Two readings of one work.
#[derive(Clone, Copy, Debug)]
pub struct Adjudication<'a> {
    /// The work.
    pub assignment: Assignment<'a>,
    /// The lists.
    pub lead_href: &'a str,
    /// What was handed in.
    pub pieces: &'a [Piece<'a>],
    /// The readings, each with what it comes to in words.
    pub readings: &'a [(&'a Reading, &'a str)],
    /// Whether both readings can go back once, with a clarification.
    pub may_return: bool,
    /// Whether that was asked for without words.
    pub needs_words: bool,
}

/// Where two readings differ, and the way to settle it.
#[must_use]
pub fn adjudication(shell: &Shell, one: &Adjudication) -> Markup {
    let assignment = &one.assignment;
    let definition = assignment.definition;
    layout::page(
        shell,
        &format!(
            "{} · {}",
            shell.text("adjudication-title"),
            definition.title
        ),
        html! {
            (ui::back(one.lead_href, &shell.text("lead-back")))
            (assignment.top(shell, &shell.text("adjudication-title"), false))
            (ui::heading(Some(&definition.title), &shell.text("adjudication-title"), Some(&shell.text("adjudication-lead"))))
            (bearings(shell, &Bearings {
                place: &shell.text("adjudication-title"),
                next: &shell.text("adjudication-next"),
                by: Some(assignment.due),
                seen_by: &shell.text("lead-seen-by"),
            }))
            p { a class="button primary large" href=(assignment.href) { (shell.text("adjudication-begin")) (icon::icon(Icon::Forward)) } }
            p class="hint" { (shell.text("adjudication-hint")) }
            @if one.needs_words { (ui::notice(Tone::Attention, &shell.text("case-words-title"), Some(&shell.text("case-words-text")))) }
            (differences(shell, definition, one.readings))
            @if one.may_return {
                @let action = format!("{}/return-both", assignment.href);
                (with_comment(shell, assignment.form_token, &action, "return-both", ["return-both", "return-both-hint", "return-both-comment"]))
            }
            div class="beside" {
                @for ((reading, result), number) in one.readings.iter().zip(1..) {
                    @let id = format!("reading-{number}");
                    section class="card" aria-labelledby=(id) {
                        h2 id=(id) { (shell.text_with("adjudication-reading", &[("number", &number.to_string())])) }
                        h3 { (result) }
                        (reading_words(shell, &Told { definition, reading, work_href: "", audience: Audience::Staff }))
                    }
                }
            }
            (evidence(shell, &Source::of(assignment), one.pieces))
            (scripts(shell, "evidence-page.js"))
        },
    )
}

/// What was seen by one and not by another.
fn differences(shell: &Shell, definition: &Definition, readings: &[(&Reading, &str)]) -> Markup {
    let names: Vec<String> = (1..=readings.len())
        .map(|number| shell.text_with("adjudication-reading", &[("number", &number.to_string())]))
        .collect();
    let what = shell.text("adjudication-what");
    let columns: Vec<&str> = std::iter::once(what.as_str())
        .chain(names.iter().map(String::as_str))
        .collect();
    let mut rows: Vec<Vec<Markup>> = Vec::new();
    let mut push = |text: &str, cells: Vec<(Option<String>, Markup)>| {
        if cells.windows(2).any(|two| two[0].0 != two[1].0) {
            let mut row = vec![html! { span lang=(definition.language) { (text) } }];
            row.extend(cells.into_iter().map(|(_, cell)| cell));
            rows.push(row);
        }
    };
    for criterion in &definition.rubric.criteria {
        let seen = |reading: &Reading| {
            reading
                .criteria
                .get(&criterion.id)
                .cloned()
                .unwrap_or_default()
        };
        match definition.rubric.model {
            Model::DetailPoints => {
                for detail in &criterion.details {
                    let marks = readings.iter().map(|(reading, _)| {
                        let mark = seen(reading).details.get(&detail.id).copied();
                        (mark.map(|mark| mark.to_string()), verdict(shell, mark))
                    });
                    push(&detail.text, marks.collect());
                }
            }
            Model::CriterionLevels => {
                let marks = readings.iter().map(|(reading, _)| {
                    let level = seen(reading).level;
                    let title = criterion
                        .levels
                        .iter()
                        .find(|known| Some(&known.id) == level.as_ref());
                    let title = title.map(|level| level.title.clone()).unwrap_or_default();
                    (level, html! { (title) })
                });
                push(&criterion.title, marks.collect());
            }
            Model::AllMet => {
                let marks = readings.iter().map(|(reading, _)| {
                    let mark = seen(reading).met;
                    (mark.map(|mark| mark.to_string()), met(shell, mark))
                });
                push(&criterion.title, marks.collect());
            }
        }
    }
    for condition in &definition.rubric.conditions {
        let marks = readings.iter().map(|(reading, _)| {
            let mark = reading.conditions.get(&condition.id).copied();
            (mark.map(|mark| mark.to_string()), met(shell, mark))
        });
        push(&condition.text, marks.collect());
    }
    html! {
        section class="stack" aria-labelledby="differences" {
            h2 id="differences" { (shell.text("adjudication-differences")) }
            @if rows.is_empty() { p { (shell.text("adjudication-no-differences")) } }
            @else { (table(&shell.text("adjudication-differences"), &columns, &rows)) }
        }
    }
}
