//! The choice of what the gradebook shows. Each way is explained by a picture of the column that it makes, drawn as
//! a list that is read out like any other.

use maud::{Markup, html};

use crate::domain::placement::GradeMode;
use crate::templates::layout::Shell;
use crate::templates::ui::{self, Tone};

/// The three ways, one of them chosen; or, where links cannot have a column, that they have none.
#[must_use]
pub fn choice(shell: &Shell, chosen: GradeMode, takes_columns: bool) -> Markup {
    if !takes_columns {
        return ui::notice(
            Tone::Info,
            &shell.text("grade-unavailable-title"),
            Some(&shell.text("grade-unavailable-text")),
        );
    }
    html! {
        fieldset class="grade-modes" {
            legend { (shell.text("grade-legend")) }
            @for mode in GradeMode::ALL {
                @let key = key(mode);
                @let id = format!("grade-{}", mode.code());
                div class="grade-mode" {
                    p class="option" {
                        input type="radio" id=(id) name="grade_mode" value=(mode.code())
                            aria-describedby={ (id) "-text" } checked[mode == chosen];
                        label for=(id) { (shell.text(&format!("{key}-title"))) }
                    }
                    p class="hint" id={ (id) "-text" } { (shell.text(&format!("{key}-text"))) }
                    (picture(shell, mode))
                }
            }
        }
    }
}

const fn key(mode: GradeMode) -> &'static str {
    match mode {
        GradeMode::Points => "grade-points",
        GradeMode::PassOnly => "grade-pass-only",
        GradeMode::None => "grade-none",
    }
}

/// What the column looks like for somebody who passed, somebody who did not yet, and somebody who is at work.
fn picture(shell: &Shell, mode: GradeMode) -> Markup {
    let cells = match mode {
        GradeMode::Points => [Some("17 / 20"), Some("12 / 20"), None],
        GradeMode::PassOnly => [Some("1 / 1"), None, None],
        GradeMode::None => return html! {},
    };
    let people = ["grade-passed", "grade-not-yet", "grade-at-work"];
    html! {
        dl class="gradebook" {
            @for (person, cell) in people.iter().zip(cells) {
                div {
                    dt { (shell.text(person)) }
                    dd {
                        @match cell {
                            Some(cell) => (cell),
                            None => { span aria-hidden="true" { "–" } span class="visually-hidden" { (shell.text("grade-empty")) } }
                        }
                    }
                }
            }
        }
    }
}
