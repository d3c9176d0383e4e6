//! A gate as those who teach the course see it: how many stand where, and the steps that make the course wait for it, with
//! this course's own numbers, in the words of the product.

use maud::{Markup, html};

use super::{Gate, Setting};
use crate::domain::gate::{Progress, State};
use crate::templates::layout::Shell;
use crate::templates::ui::{self, Tone, table::table};

/// What is known of the course.
#[derive(Clone, Copy, Debug)]
pub struct Setup<'a> {
    /// The product whose words are used.
    pub product: Product,
    /// How many learners hold how much, and where they stand.
    pub counts: &'a [(State, u32, i64)],
    /// Those who held everything and do not any more: the name, where it is known, and what they hold.
    pub lost: &'a [(Option<&'a str>, Progress)],
    /// The columns of the course's micro-credentials.
    pub columns: &'a [Column<'a>],
    /// What the gate's own column counts to.
    pub required: u32,
    /// What the course gives, for those who may say so.
    pub award: Option<Setting<'a>>,
}

/// A column of the gradebook.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// Whose.
    pub title: &'a str,
    /// The language of the title.
    pub language: &'a str,
    /// What a rule has to ask for.
    pub score_at_least: u32,
    /// Its maximum.
    pub maximum: u32,
}

/// A product with words of its own for making a course wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// Canvas.
    Canvas,
    /// Moodle.
    Moodle,
    /// Any other.
    Other,
}

impl Product {
    /// Every product.
    pub const ALL: [Self; 3] = [Self::Canvas, Self::Moodle, Self::Other];

    /// By the code of a registration's profile.
    #[must_use]
    pub fn of(profile: &str) -> Self {
        match profile {
            "canvas" => Self::Canvas,
            "moodle" => Self::Moodle,
            _ => Self::Other,
        }
    }

    const fn steps(self) -> &'static [&'static str] {
        match self {
            Self::Canvas => &[
                "wait-canvas-unit",
                "wait-canvas-score",
                "wait-canvas-order",
                "wait-canvas-last",
                "wait-canvas-gate",
                "wait-canvas-posting",
                "wait-canvas-attempts",
                "wait-canvas-grade",
            ],
            Self::Moodle => &[
                "wait-moodle-pass",
                "wait-moodle-completion",
                "wait-moodle-restrict",
                "wait-moodle-gate",
                "wait-moodle-course",
            ],
            Self::Other => &[
                "wait-other-rule",
                "wait-other-order",
                "wait-other-gate",
                "wait-other-posting",
            ],
        }
    }
}

/// How many stand where.
#[must_use]
pub fn counts(shell: &Shell, gate: &Gate, setup: &Setup) -> Markup {
    let number = |wanted: &dyn Fn(State) -> bool| -> i64 {
        let of = setup.counts.iter().filter(|(state, ..)| wanted(*state));
        of.map(|(_, _, learners)| *learners).sum()
    };
    let rows: Vec<Vec<Markup>> = setup
        .counts
        .iter()
        .map(|(state, held, learners)| {
            let progress = Progress {
                held: *held,
                required: setup.required,
            };
            vec![
                html! { (super::progress_text(shell, progress)) },
                html! { (shell.text(state_key(*state))) },
                html! { (learners) },
            ]
        })
        .collect();
    html! {
        section class="stack" aria-labelledby="counts" {
            h2 id="counts" { (shell.text("gate-counts")) }
            @if !gate.has_column {
                (ui::notice(Tone::Info, &shell.text("gate-no-column-title"), Some(&shell.text("gate-no-column-text"))))
            }
            @if rows.is_empty() {
                p { (shell.text("gate-nobody")) }
            } @else {
                p { (shell.count("gate-met-count", number(&|state| state == State::Met))) " "
                    (shell.count("gate-open-count", number(&|state| state != State::Met))) }
                (table(
                    &shell.text("gate-counts-caption"),
                    &[&shell.text("gate-column-held"), &shell.text("gate-column-state"), &shell.text("gate-column-learners")],
                    &rows,
                ))
            }
            @if !setup.lost.is_empty() {
                h3 { (shell.text("gate-lost-list")) }
                p class="hint" { (shell.text("gate-lost-list-text")) }
                ul {
                    @for (name, progress) in setup.lost {
                        li {
                            @match name { Some(name) => (name), None => (shell.text("home-no-name")) }
                            ": " (super::progress_text(shell, *progress))
                        }
                    }
                }
            }
        }
    }
}

const fn state_key(state: State) -> &'static str {
    match state {
        State::Open => "gate-state-open",
        State::Met => "gate-state-met",
        State::Lost => "gate-state-lost",
    }
}

/// The steps that make the course wait for the gate.
#[must_use]
pub fn steps(shell: &Shell, gate: &Gate, setup: &Setup) -> Markup {
    let required = setup.required.to_string();
    let values = [("name", gate.title), ("number", required.as_str())];
    html! {
        section class="stack" aria-labelledby="setup" {
            h2 id="setup" { (shell.text("wait-title")) }
            p { (shell.text("wait-lead")) }
            ol class="setup-steps" {
                @for step in setup.product.steps() { li { (shell.text_with(step, &values)) } }
            }
            h3 { (shell.text("wait-numbers")) }
            p class="hint" { (shell.text("wait-numbers-text")) }
            (table(
                &shell.text("wait-numbers-caption"),
                &[&shell.text("wait-column-item"), &shell.text("wait-column-score"), &shell.text("wait-column-maximum")],
                &rows(setup, gate),
            ))
            @if setup.columns.is_empty() { p class="hint" { (shell.text("wait-no-columns")) } }
        }
    }
}

fn rows(setup: &Setup, gate: &Gate) -> Vec<Vec<Markup>> {
    let row = |title: Markup, score: u32, maximum: u32| {
        vec![title, html! { strong { (score) } }, html! { (maximum) }]
    };
    let mut rows: Vec<_> = setup
        .columns
        .iter()
        .map(|column| {
            let title = html! { span lang=(column.language) { (column.title) } };
            row(title, column.score_at_least, column.maximum)
        })
        .collect();
    if gate.has_column {
        let title = html! { (gate.title) };
        rows.push(row(title, setup.required, setup.required));
    }
    rows
}
