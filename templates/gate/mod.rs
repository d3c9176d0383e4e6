//! A gate of a course: for learners how much they hold of what it asks for, and where they begin what is missing; for those
//! who teach the course how many stand where, what it gives, and how it is set up. Own the pages; what counts is decided elsewhere.

pub mod award;
pub mod item;
pub mod setup;

use maud::{Markup, html};

pub use award::{Award, Setting};
pub use item::{Held, Item};
pub use setup::{Column, Product, Setup};

use super::catalog::stack::{change_link, requirement};
use super::layout::{self, Shell};
use super::ui::{self, Tone};
use crate::domain::gate::{Missing, Progress, State, missing};
use crate::domain::stack::Requirement;

/// A gate.
#[derive(Clone, Copy, Debug)]
pub struct Gate<'a> {
    /// Its name.
    pub title: &'a str,
    /// The course's title.
    pub course: Option<&'a str>,
    /// What it asks for.
    pub requires: &'a Requirement,
    /// Everything that it names.
    pub items: &'a [Item<'a>],
    /// Which awards count.
    pub terms: Terms,
    /// Whether the gradebook has a column for it.
    pub has_column: bool,
    /// What the course gives to who meets it.
    pub award: Option<Award<'a>>,
    /// What this person sees of it.
    pub part: Part<'a>,
    /// Where the course's page is, when one came from there.
    pub back_href: Option<&'a str>,
    /// Where all that the person holds is shown.
    pub mine_href: &'a str,
    /// Where its link can be made to show something else.
    pub change_href: Option<&'a str>,
}

/// Which awards count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Those that were given before the course came to the tool.
    pub counts_existing: bool,
    /// Only those that hold at the moment.
    pub current_only: bool,
    /// Only those of the newest edition.
    pub newest_only: bool,
}

/// What a person sees.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// How much they hold.
    Learner(Standing),
    /// How many stand where, and how to set it up.
    Instructor(&'a Setup<'a>),
    /// What it asks for.
    Onlooker,
}

/// How far a learner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How much is held.
    pub progress: Progress,
    /// Where the learner stands.
    pub state: State,
}

/// The page of a gate.
#[must_use]
pub fn page(shell: &Shell, gate: &Gate) -> Markup {
    let lead = match gate.part {
        Part::Learner(_) => "gate-lead-learner",
        Part::Instructor(_) => "gate-lead-instructor",
        Part::Onlooker => "gate-lead-onlooker",
    };
    layout::page(
        shell,
        gate.title,
        html! {
            @if let Some(href) = gate.back_href { (ui::back(href, &shell.text("card-back"))) }
            (ui::heading(gate.course, gate.title, Some(&shell.text(lead))))
            @match gate.part {
                Part::Learner(standing) => { (learner(shell, gate, standing)) }
                Part::Instructor(course) => { (setup::counts(shell, gate, course)) }
                Part::Onlooker => {}
            }
            section class="stack" aria-labelledby="asks" {
                h2 id="asks" { (shell.text("gate-asks")) }
                (requirement(shell, gate.requires, &|leaf| item::card(shell, leaf, gate.items)))
                (terms(shell, gate.terms))
            }
            @if let Some(award) = &gate.award { (award::told(shell, award)) }
            @if let Part::Instructor(course) = gate.part {
                @if let Some(setting) = &course.award { (award::form(shell, setting)) }
                (setup::steps(shell, gate, course))
            }
            @if matches!(gate.part, Part::Learner(_)) {
                p { a class="button" href=(gate.mine_href) { (shell.text("mine-title")) } }
            }
            @if let Some(href) = gate.change_href { (change_link(shell, href)) }
        },
    )
}

fn learner(shell: &Shell, gate: &Gate, standing: Standing) -> Markup {
    html! {
        section class="card state" aria-labelledby="standing" {
            h2 id="standing" { (shell.text("gate-standing")) }
            (meter(shell, standing.progress))
            @match standing.state {
                State::Met => {
                    (ui::notice(Tone::Good, &shell.text("gate-met-title"), Some(&shell.text(met_key(gate.has_column)))))
                }
                State::Lost => {
                    (ui::notice(Tone::Attention, &shell.text("gate-lost-title"), Some(&shell.text("gate-lost-text"))))
                }
                State::Open => { p { (shell.text(open_key(gate.has_column))) } }
            }
            @if standing.state != State::Met {
                h3 { (shell.text("gate-missing")) }
                (missing_list(shell, gate.requires, gate.items))
            }
        }
    }
}

const fn met_key(has_column: bool) -> &'static str {
    if has_column {
        "gate-met-column"
    } else {
        "gate-met-text"
    }
}

const fn open_key(has_column: bool) -> &'static str {
    if has_column {
        "gate-open-column"
    } else {
        "gate-open-text"
    }
}

/// How much is held, as a bar and in words.
#[must_use]
pub fn meter(shell: &Shell, progress: Progress) -> Markup {
    let words = progress_text(shell, progress);
    html! {
        p class="held" {
            progress class="held-bar" max=(progress.required.max(1)) value=(progress.held) aria-label=(words) {}
            span aria-hidden="true" { (words) }
        }
    }
}

/// How much is held, in words.
#[must_use]
pub fn progress_text(shell: &Shell, progress: Progress) -> String {
    let (done, all) = (progress.held.to_string(), progress.required.to_string());
    shell.text_with("gate-held", &[("done", &done), ("all", &all)])
}

/// What is missing, each with a link to where it begins.
#[must_use]
pub fn missing_list(shell: &Shell, requires: &Requirement, items: &[Item]) -> Markup {
    let holds = |leaf: &Requirement| {
        let mut named = items.iter().filter(|item| item.leaf == leaf);
        named.any(|item| item.counts)
    };
    html! {
        ul class="missing" {
            @for missing in missing(requires, &holds) {
                li {
                    @match missing {
                        Missing::One(leaf) => { (item::link(shell, leaf, items)) }
                        Missing::Some { more, of } => {
                            (shell.count("gate-some-more", i64::from(more)))
                            ul { @for part in of { li { (part_link(shell, part, items)) } } }
                        }
                    }
                }
            }
        }
    }
}

/// A part of a choice: one thing, or several that belong together.
fn part_link(shell: &Shell, part: &Requirement, items: &[Item]) -> Markup {
    html! {
        @for (place, leaf) in part.leaves().into_iter().enumerate() {
            @if place > 0 { " · " }
            (item::link(shell, leaf, items))
        }
    }
}

fn terms(shell: &Shell, terms: Terms) -> Markup {
    let existing = if terms.counts_existing {
        "gate-term-existing"
    } else {
        "gate-term-fresh"
    };
    let current = if terms.current_only {
        "gate-term-current"
    } else {
        "gate-term-ever"
    };
    html! {
        ul class="hint" {
            li { (shell.text(existing)) }
            li { (shell.text(current)) }
            @if terms.newest_only { li { (shell.text("gate-term-newest")) } }
        }
    }
}
