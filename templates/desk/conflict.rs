//! The question before anything is shown (A2): may this person read it? What is said here tells nobody who wrote it.

use maud::{Markup, html};

use super::{Assignment, position_key};
use crate::domain::qualification::Recusal;
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{
    self,
    bearings::{Bearings, bearings},
    form,
    icon::{self, Icon},
    moment::moment,
};

/// The question.
#[derive(Clone, Copy, Debug)]
pub struct Conflict<'a> {
    /// The reading.
    pub assignment: Assignment<'a>,
    /// Which try of this educator it is.
    pub number: i64,
    /// Whether there is an earlier try to compare with.
    pub has_earlier: bool,
    /// Whether there is a recording, whose people cannot be masked.
    pub has_recording: bool,
}

/// The question.
#[must_use]
pub fn conflict(shell: &Shell, conflict: &Conflict) -> Markup {
    let assignment = &conflict.assignment;
    let definition = assignment.definition;
    layout::page(
        shell,
        &format!(
            "{} · {}",
            shell.text("conflict-check-title"),
            definition.title
        ),
        html! {
            (ui::back(assignment.desk_href, &shell.text("reading-back")))
            (assignment.top(shell, &shell.text("stage-conflict"), false))
            (ui::heading(Some(&definition.title), &shell.text("conflict-check-title"), Some(&shell.text("conflict-check-lead"))))
            (bearings(shell, &Bearings {
                place: &shell.text("conflict-place"),
                next: &shell.text("conflict-next"),
                by: assignment.until,
                seen_by: &shell.text("conflict-seen-by"),
            }))
            (facts(shell, conflict))
            section class="card" aria-labelledby="go-on" {
                h2 id="go-on" { (shell.text("conflict-question")) }
                ul {
                    li { (shell.text("conflict-question-know")) }
                    li { (shell.text("conflict-question-supervise")) }
                    li { (shell.text("conflict-question-coach")) }
                }
                form method="post" action={ (assignment.href) "/begin" } {
                    (form::token(assignment.form_token))
                    button type="submit" class="button primary large" { (shell.text("conflict-go-on")) (icon::icon(Icon::Forward)) }
                }
            }
            (recuse(shell, assignment))
        },
    )
}

fn facts(shell: &Shell, conflict: &Conflict) -> Markup {
    let assignment = &conflict.assignment;
    let definition = assignment.definition;
    html! {
        dl class="facts ruled" {
            div { dt { (shell.text("reading-code")) } dd { code { (assignment.code) } } }
            div { dt { (shell.text("conflict-credential")) } dd lang=(definition.language) { (definition.title) } }
            div { dt { (shell.text("conflict-reading")) } dd { (shell.text(position_key(assignment.position))) } }
            div {
                dt { (shell.text("conflict-try")) }
                dd {
                    (conflict.number)
                    @if conflict.has_earlier { " · " (shell.text("conflict-earlier")) }
                }
            }
            div { dt { (shell.text("desk-answer-due")) } dd { (moment(shell, assignment.due)) } }
            @if conflict.has_recording {
                div { dt { (shell.text("conflict-recording")) } dd { (shell.text("conflict-recording-text")) } }
            }
        }
    }
}

/// The key of a reason not to read it.
pub(super) const fn reason_key(reason: Recusal) -> &'static str {
    match reason {
        Recusal::KnowsEarner => "recuse-knows",
        Recusal::Supervises => "recuse-supervises",
        Recusal::Coached => "recuse-coached",
        Recusal::Other => "recuse-other",
    }
}

/// The way out, with its reason. It is one click from a closed line.
pub(super) fn recuse(shell: &Shell, assignment: &Assignment) -> Markup {
    html! {
        details class="recuse" {
            summary { (shell.text("recuse-open")) }
            form class="stack" method="post" action={ (assignment.href) "/recuse" } {
                (form::token(assignment.form_token))
                fieldset class="choices" {
                    legend { (shell.text("recuse-reason")) }
                    @for (at, reason) in Recusal::ALL.into_iter().enumerate() {
                        @let id = format!("recuse-{}", reason.code());
                        div class="check" {
                            input type="radio" id=(id) name="reason" value=(reason.code()) checked[at == 0];
                            label for=(id) { (shell.text(reason_key(reason))) }
                        }
                    }
                }
                p class="hint" { (shell.text("recuse-hint")) }
                button type="submit" class="button caution" { (shell.text("recuse-button")) }
            }
        }
    }
}
