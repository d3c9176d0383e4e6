//! Handing in: what goes, what is said about it, who will see it, and by when there is an answer.

use maud::{Markup, html};

use super::held::held;
use super::{Attempt, Matter, hints, matters};
use crate::domain::completeness::Attestation;
use crate::templates::layout::{self, Shell};
use crate::templates::slot::Fill;
use crate::templates::ui::{
    self, Tone,
    bearings::{Bearings, bearings},
    form,
    icon::{self, Icon},
    moment::moment,
};

/// What is confirmed, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedKind {
    /// It has to be ticked.
    Confirm,
    /// It is said in words; empty means "none".
    Say,
}

/// The words that are confirmed, which are kept with the work. `is_said` when they ask for words in return.
#[must_use]
pub fn statement(shell: &Shell, kind: Attestation, is_said: bool) -> String {
    shell.text(statement_key(kind, is_said))
}

/// The key of those words.
#[must_use]
pub const fn statement_key(kind: Attestation, is_said: bool) -> &'static str {
    match kind {
        Attestation::OwnWork => "attest-own-work",
        Attestation::StudentPrivacy => "attest-student-privacy",
        Attestation::ConsentObtained => "attest-consent-obtained",
        Attestation::AiDisclosure if is_said => "attest-ai-disclosure",
        Attestation::AiDisclosure => "attest-ai-none",
        Attestation::SharedArtifact => "attest-shared",
    }
}

/// Something that is confirmed with handing in.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// What it is about; the name of its field.
    pub about: Attestation,
    /// What is confirmed.
    pub statement: &'a str,
    /// Whether it has to be.
    pub is_required: bool,
    /// How.
    pub kind: AskedKind,
    /// What was ticked or said before something was missing.
    pub value: &'a str,
}

/// Why something complete cannot be handed in now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmet {
    /// Something is not confirmed.
    Confirmation,
    /// The time for it is over.
    Window,
    /// Too little time has passed since the decision before.
    CoolOff,
}

impl Unmet {
    /// Its words: a title and what to do.
    fn words(self, shell: &Shell) -> (String, String) {
        let (title, text) = match self {
            Self::Confirmation => ("submit-unconfirmed-title", "submit-unconfirmed-text"),
            Self::Window => ("submit-window-title", "submit-window-text"),
            Self::CoolOff => ("submit-cool-off-title", "submit-cool-off-text"),
        };
        (shell.text(title), shell.text(text))
    }
}

/// The page to hand in on.
#[derive(Clone, Copy, Debug)]
pub struct Submit<'a> {
    /// The try.
    pub attempt: Attempt<'a>,
    /// Each slot: title, how far it is filled, what is in it in words, where it is.
    pub summary: &'a [(&'a str, Fill, &'a str, &'a str)],
    /// What to look at.
    pub matters: &'a [Matter<'a>],
    /// What to confirm.
    pub asked: &'a [Asked<'a>],
    /// The day of the answer, if it is handed in today.
    pub target: &'a str,
    /// Why it was not taken when it was sent.
    pub unmet: Option<Unmet>,
    /// Whether "what did you change?" is asked, and what was said.
    pub change_note: Option<&'a str>,
    /// From when on it can be handed in, where that is not now.
    pub rests_until: Option<&'a str>,
    /// How many places look like somebody's name, address or number.
    pub hints: usize,
}

/// The page to hand in on.
#[must_use]
pub fn submit(shell: &Shell, submit: &Submit) -> Markup {
    let attempt = &submit.attempt;
    let definition = attempt.definition;
    let is_blocked = submit.matters.iter().any(|matter| matter.blocks);
    let minutes = definition.assessment.recall_minutes;
    layout::page(
        shell,
        &format!("{} · {}", shell.text("submit-title"), definition.title),
        html! {
            (ui::back(attempt.href, &shell.text("workspace-back")))
            (attempt.top(shell, &shell.text("stage-submit"), true))
            (ui::heading(Some(&definition.title), &shell.text("submit-title"), Some(&shell.text("submit-lead"))))
            (bearings(shell, &Bearings {
                place: &shell.text("stage-submit"),
                next: &shell.text(if is_blocked { "submit-next-matters" } else { "submit-next" }),
                by: attempt.until,
                seen_by: &shell.text("seen-submitted"),
            }))
            @if let Some((title, text)) = submit.unmet.map(|unmet| unmet.words(shell)) {
                (ui::notice(Tone::Attention, &title, Some(&text)))
            }
            @if let Some(until) = submit.rests_until {
                p class="notice info" { span { (shell.text("result-cool-off")) " " (moment(shell, until)) ". " (shell.text("result-cool-off-hint")) } }
            }
            (held(shell, attempt))
            section class="stack" aria-labelledby="submit-summary" {
                h2 id="submit-summary" { (shell.text("submit-summary")) }
                ul class="rows" role="list" {
                    @for (title, fill, content, href) in submit.summary {
                        li class="row" {
                            div class="row-text" {
                                p class="row-title" { a href=(href) lang=(definition.language) { (title) } }
                                p class="hint" { (content) }
                            }
                            @match fill {
                                Fill::Complete => (ui::badge(Tone::Good, &shell.text("fill-complete"))),
                                Fill::Partial => (ui::badge(Tone::Attention, &shell.text("fill-partial"))),
                                Fill::Empty => (ui::badge(Tone::Quiet, &shell.text("fill-empty"))),
                            }
                        }
                    }
                }
                (matters(shell, submit.matters))
                (hints::pointer(shell, attempt.href, submit.hints))
            }
            @if is_blocked {
                p { a class="button primary large" href=(attempt.href) { (shell.text("workspace-back")) } }
            } @else { (confirm(shell, submit, u32::from(minutes))) }
        },
    )
}

fn confirm(shell: &Shell, submit: &Submit, minutes: u32) -> Markup {
    let attempt = &submit.attempt;
    let target = submit.target;
    html! {
        form class="stack submit-form" method="post" action={ (attempt.href) "/submit" } {
            (form::token(attempt.form_token))
            @if let Some(note) = submit.change_note {
                div class="field wide" {
                    label for="change_note" { (shell.text("submit-change-note")) }
                    p class="hint" id="change_note_hint" { (shell.text("submit-change-note-hint")) }
                    textarea id="change_note" name="change_note" rows="3" aria-describedby="change_note_hint" { (note) }
                }
            }
            fieldset class="card" {
                legend { (shell.text("submit-confirm")) }
                @for asked in submit.asked { (asked_field(asked)) }
            }
            section class="card quiet" aria-labelledby="submit-then" {
                h2 id="submit-then" { (shell.text("submit-then")) }
                ul {
                    li { (shell.text_with("submit-then-answer", &[("date", target)])) }
                    li { (shell.count("submit-then-recall", i64::from(minutes))) }
                    li { (shell.text("submit-then-seen")) }
                }
            }
            p class="actions" {
                button type="submit" class="button primary large" { (shell.text("submit-button")) (icon::icon(Icon::Forward)) }
            }
        }
    }
}

fn asked_field(asked: &Asked) -> Markup {
    let name = asked.about.code();
    let id = format!("asked_{name}");
    html! {
        @match asked.kind {
            AskedKind::Confirm => {
                div class="check" {
                    input type="checkbox" id=(id) name=(name) value="yes" required[asked.is_required] checked[asked.value == "yes"];
                    label for=(id) { (asked.statement) }
                }
            }
            AskedKind::Say => {
                div class="field wide" {
                    label for=(id) { (asked.statement) }
                    textarea id=(id) name=(name) rows="2" required[asked.is_required] { (asked.value) }
                }
            }
        }
    }
}
