//! What a gate shall ask for, as its fields: the name, the entries of the catalogue, how many of them, and which awards
//! count. Owns the fields inside of a form; the form is the page's.

use maud::{Markup, html};

use super::shelf::{self, Shelf};
use crate::templates::layout::Shell;
use crate::templates::ui::{
    self, Tone,
    form::{self, Field},
};

/// The name that a gate has when nobody gave it one.
#[must_use]
pub fn default_title(shell: &Shell) -> String {
    shell.text("gate-form-name-default")
}

/// The fields as they are filled in.
#[derive(Clone, Copy, Debug)]
pub struct GateForm<'a> {
    /// What can be chosen, and what is ticked.
    pub shelf: Shelf<'a>,
    /// The gate's name.
    pub title: &'a str,
    /// Whether some of what is ticked are enough.
    pub is_some: bool,
    /// How many are, as it was typed.
    pub number: &'a str,
    /// Whether awards count that were given before the course came to the tool.
    pub counts_existing: bool,
    /// Whether only awards count that hold at the moment.
    pub current_only: bool,
    /// Whether only awards of the newest edition count.
    pub newest_only: bool,
    /// What to change.
    pub problem: Option<Problem>,
}

/// What to change before it can be placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing is ticked.
    NothingChosen,
    /// More is ticked than a gate holds.
    TooMuch,
    /// The number does not go with what is ticked.
    Number,
}

impl Problem {
    /// Every problem.
    pub const ALL: [Self; 3] = [Self::NothingChosen, Self::TooMuch, Self::Number];

    const fn key(self) -> &'static str {
        match self {
            Self::NothingChosen => "shelf-nothing-chosen",
            Self::TooMuch => "gate-form-too-much",
            Self::Number => "gate-form-number-unfit",
        }
    }
}

/// The fields.
#[must_use]
pub fn fields(shell: &Shell, gate: &GateForm) -> Markup {
    let number_error = shell.text("gate-form-number-error");
    let is_unfit = gate.problem == Some(Problem::Number);
    html! {
        @if let Some(problem) = gate.problem {
            @let key = problem.key();
            (ui::notice(Tone::Attention, &shell.text(&format!("{key}-title")), Some(&shell.text(&format!("{key}-text")))))
        }
        (form::field(&Field {
            id: "gate-title",
            name: "gate_title",
            label: &shell.text("gate-form-name"),
            hint: Some(&shell.text("gate-form-name-hint")),
            value: gate.title,
            error: None,
            is_disabled: false,
        }))
        (shelf::search_bar(shell, gate.shelf.search, "gate-search"))
        (shelf::lists(shell, &gate.shelf))
        fieldset class="options" {
            legend { (shell.text("gate-form-how-many")) }
            p class="option" {
                input type="radio" id="gate-all" name="gate_how" value="all" checked[!gate.is_some];
                label for="gate-all" { (shell.text("gate-form-all")) }
            }
            p class="option" {
                input type="radio" id="gate-some" name="gate_how" value="some" checked[gate.is_some];
                label for="gate-some" { (shell.text("gate-form-some")) }
            }
            (form::field(&Field {
                id: "gate-number",
                name: "gate_number",
                label: &shell.text("gate-form-number"),
                hint: Some(&shell.text("gate-form-number-hint")),
                value: gate.number,
                error: is_unfit.then_some(number_error.as_str()),
                is_disabled: false,
            }))
        }
        fieldset class="options" {
            legend { (shell.text("gate-form-counts")) }
            (tick(shell, "gate_existing", "gate-form-existing", gate.counts_existing))
            (tick(shell, "gate_current", "gate-form-current", gate.current_only))
            (tick(shell, "gate_newest", "gate-form-newest", gate.newest_only))
        }
        @if gate.shelf.columns {
            p class="hint" { (shell.text("gate-form-column")) }
        } @else {
            (ui::notice(Tone::Info, &shell.text("grade-unavailable-title"), Some(&shell.text("grade-unavailable-text"))))
        }
        p class="shelf-place" {
            button type="submit" class="button primary large" name="choice" value="gate-place" {
                (shell.text("gate-form-place"))
            }
        }
    }
}

fn tick(shell: &Shell, name: &str, key: &str, is_ticked: bool) -> Markup {
    html! {
        p class="option" {
            input type="checkbox" id=(name) name=(name) value="yes" aria-describedby={ (name) "-text" } checked[is_ticked];
            label for=(name) { (shell.text(key)) }
        }
        p class="hint" id={ (name) "-text" } { (shell.text(&format!("{key}-text"))) }
    }
}
