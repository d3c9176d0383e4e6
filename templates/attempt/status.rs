//! After the work: the receipt, the way that it takes, and what was handed in. Also for work whose time is over, or that
//! was taken back for good: it is all still there, and can be gone on with.

use maud::{Markup, html};

use super::Attempt;
use super::answered::{Try, others as answers};
use crate::domain::answer::Answer;
use crate::domain::credential::{Definition, Slot};
use crate::templates::layout::{self, Shell};
use crate::templates::slot::{FileLine, shown};
use crate::templates::ui::{
    self, Tone,
    bearings::{Bearings, bearings},
    form,
    icon::{self, Icon},
    moment::moment,
};

/// Where the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Handed in; can still be taken back.
    Submitted,
    /// With assessors, or about to be.
    UnderReview,
    /// Waits for a question to be settled.
    OnHold,
    /// There is an answer.
    Answered,
    /// Its time is over.
    Expired,
    /// Taken back for good.
    Withdrawn,
    /// Taken out by somebody responsible.
    Voided,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 7] = [
        Self::Submitted,
        Self::UnderReview,
        Self::OnHold,
        Self::Answered,
        Self::Expired,
        Self::Withdrawn,
        Self::Voided,
    ];

    /// Whether assessors have the work, or had it: what was typed besides is not waited for any more.
    const fn is_handed_in(self) -> bool {
        match self {
            Self::Submitted | Self::UnderReview | Self::OnHold | Self::Answered => true,
            Self::Expired | Self::Withdrawn | Self::Voided => false,
        }
    }

    const fn keys(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Submitted => ("status-submitted", "place-submitted", "next-submitted"),
            Self::UnderReview => ("status-review", "place-review", "next-review"),
            Self::OnHold => ("status-hold", "place-hold", "next-hold"),
            Self::Answered => ("status-answered", "place-answered", "next-answered"),
            Self::Expired => ("status-expired", "place-expired", "next-again"),
            Self::Withdrawn => ("status-withdrawn", "place-withdrawn", "next-again"),
            Self::Voided => ("status-voided", "place-voided", "next-voided"),
        }
    }
}

/// What shows that it was handed in.
#[derive(Clone, Copy, Debug)]
pub struct Receipt<'a> {
    /// The receipt's number.
    pub id: &'a str,
    /// When it was handed in.
    pub at: &'a str,
    /// The SHA-256 of what was handed in.
    pub fingerprint: &'a str,
}

/// The steps from the receipt to the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// It was handed in.
    HandedIn,
    /// The time to take it back ends.
    Recall,
    /// It is looked through for completeness.
    Screening,
    /// Assessors have it.
    Assessors,
    /// There is an answer.
    Answer,
}

impl StepKind {
    const fn key(self) -> &'static str {
        match self {
            Self::HandedIn => "way-handed-in",
            Self::Recall => "way-recall",
            Self::Screening => "way-screening",
            Self::Assessors => "way-assessors",
            Self::Answer => "way-answer",
        }
    }
}

/// Whether a step lies behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// It does.
    Done,
    /// This is where it is.
    Now,
    /// It comes later.
    Ahead,
}

/// One step of the way.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// Which.
    pub kind: StepKind,
    /// When it was, or will be.
    pub at: Option<&'a str>,
    /// Whether it lies behind.
    pub state: StepState,
}

/// The status page.
#[derive(Clone, Copy, Debug)]
pub struct Status<'a> {
    /// The try.
    pub attempt: Attempt<'a>,
    /// Where the work is.
    pub stage: Stage,
    /// The receipt, once it was handed in.
    pub receipt: Option<Receipt<'a>>,
    /// The way.
    pub steps: &'a [Step<'a>],
    /// The day by which there is an answer.
    pub target: Option<&'a str>,
    /// Until when it can be taken back.
    pub recall_until: Option<&'a str>,
    /// Whether it can be withdrawn.
    pub may_withdraw: bool,
    /// Whether there is a way to start again.
    pub may_start_again: bool,
    /// What was handed in, or saved.
    pub work: WorkShown<'a>,
    /// Whether the time to take it back can be waived, so that assessors have it at once.
    pub may_hand_over: bool,
    /// How the gradebook of the course stands to it, in words.
    pub gradebook: Option<&'a str>,
    /// Tries that there was an answer to.
    pub answers: &'a [Try<'a>],
}

/// The status page.
#[must_use]
pub fn status(shell: &Shell, status: &Status) -> Markup {
    let attempt = &status.attempt;
    let definition = attempt.definition;
    let (title, place, next) = status.stage.keys();
    let is_over = matches!(status.stage, Stage::Expired | Stage::Withdrawn);
    layout::page(
        shell,
        &format!(
            "{} · {}",
            shell.text(&format!("{title}-title")),
            definition.title
        ),
        html! {
            (ui::back(attempt.card_href, &shell.text("checklist-back")))
            (attempt.top(shell, &shell.text("stage-status"), false))
            (ui::heading(Some(&definition.title), &shell.text(&format!("{title}-title")), Some(&shell.text(&format!("{title}-text")))))
            (bearings(shell, &Bearings {
                place: &shell.text(place),
                next: &shell.text(next),
                by: status.target,
                seen_by: &shell.text(if is_over { "seen-draft" } else { "seen-submitted" }),
            }))
            @if status.may_start_again {
                div class="card" {
                    p { (shell.text("again-text")) }
                    (form::button(&format!("{}/again", attempt.href), attempt.form_token, "button primary large", &shell.text("again-button")))
                }
            }
            @if !status.steps.is_empty() { (timeline(shell, status)) }
            @if let Some(state) = status.gradebook {
                section class="card quiet" aria-labelledby="status-gradebook" {
                    h2 id="status-gradebook" { (shell.text("result-gradebook")) }
                    p { (state) }
                }
            }
            @if let Some(receipt) = status.receipt { (receipt_card(shell, &receipt)) }
            (take_back(shell, status))
            (answers(shell, status.answers))
            (work(shell, definition, &status.work))
            @if status.stage.is_handed_in() {
                div hidden data-forget=(attempt.reference) {}
                (layout::module(shell, "forget.js"))
            } @else {
                (copies(shell, status))
            }
            (layout::module(shell, "private-media.js"))
        },
    )
}

fn timeline(shell: &Shell, status: &Status) -> Markup {
    html! {
        section class="stack" aria-labelledby="status-way" {
            h2 id="status-way" { (shell.text("status-way")) }
            ol class="steps way" role="list" {
                @for step in status.steps {
                    li class={ "step " (match step.state { StepState::Done => "done", StepState::Now => "begun", StepState::Ahead => "open" }) }
                        aria-current=[(step.state == StepState::Now).then_some("step")] {
                        span class="step-mark" {
                            (icon::icon(match step.state {
                                StepState::Done => Icon::Check,
                                StepState::Now => Icon::Clock,
                                StepState::Ahead => Icon::Forward,
                            }))
                        }
                        div {
                            h3 { (shell.text(step.kind.key())) }
                            @if let Some(at) = step.at { p class="hint" { (moment(shell, at)) } }
                        }
                    }
                }
            }
        }
    }
}

fn receipt_card(shell: &Shell, receipt: &Receipt) -> Markup {
    html! {
        section class="card quiet" aria-labelledby="receipt" {
            h2 id="receipt" { (shell.text("receipt")) }
            dl class="facts" {
                div { dt { (shell.text("receipt-id")) } dd { code class="select-all" { (receipt.id) } } }
                div { dt { (shell.text("receipt-at")) } dd { (moment(shell, receipt.at)) } }
                div { dt { (shell.text("receipt-fingerprint")) } dd { code class="select-all" { (receipt.fingerprint) } } }
            }
            p class="hint" { (shell.text("receipt-hint")) }
        }
    }
}

fn take_back(shell: &Shell, status: &Status) -> Markup {
    let attempt = &status.attempt;
    html! {
        @if let Some(until) = status.recall_until {
            section class="card" aria-labelledby="recall" {
                h2 id="recall" { (shell.text("recall-title")) }
                p { (shell.text("recall-text")) " " (moment(shell, until)) "." }
                (form::button(&format!("{}/recall", attempt.href), attempt.form_token, "button", &shell.text("recall-button")))
                @if status.may_hand_over {
                    p { (shell.text("hand-over-text")) }
                    (form::button(&format!("{}/hand-over", attempt.href), attempt.form_token, "button", &shell.text("hand-over-button")))
                }
            }
        }
        @if status.may_withdraw {
            details {
                summary { (shell.text("withdraw-title")) }
                p { (shell.text("withdraw-text")) }
                (form::button(&format!("{}/withdraw", attempt.href), attempt.form_token, "button caution", &shell.text("withdraw-button")))
            }
        }
    }
}

/// What was typed in this browser and reached the server too late; a script fills and reveals it.
fn copies(shell: &Shell, status: &Status) -> Markup {
    let definition = status.attempt.definition;
    let slots = definition.parts.iter().flat_map(|part| &part.slots);
    html! {
        section class="stack" aria-labelledby="copies" data-copies=(status.attempt.reference) hidden {
            h2 id="copies" { (shell.text("copies-title")) }
            p { (shell.text("copies-text")) }
            @for slot in slots {
                article class="card" data-copy=(slot.id) hidden {
                    h3 lang=(definition.language) { (slot.title) }
                    div class="side select-all" data-copy-text {}
                }
            }
        }
        (layout::module(shell, "copies.js"))
    }
}

/// The work, to be read.
#[derive(Clone, Copy, Debug)]
pub struct WorkShown<'a> {
    /// What was written.
    pub answers: &'a [(&'a Slot, &'a Answer)],
    /// The files, each with the id of its slot.
    pub files: &'a [(&'a str, FileLine<'a>)],
}

impl<'a> WorkShown<'a> {
    fn answer(&self, slot: &Slot) -> Option<&'a Answer> {
        let mut answers = self.answers.iter();
        let found = answers.find(|(asked, _)| asked.id == slot.id);
        found.map(|(_, answer)| *answer)
    }

    fn files(&self, slot: &Slot) -> Vec<&'a FileLine<'a>> {
        let own = self.files.iter().filter(|(id, _)| *id == slot.id);
        own.map(|(_, file)| file).collect()
    }
}

/// Everything that was handed in, or saved; each slot under an id that comments lead to.
pub(super) fn work(shell: &Shell, definition: &Definition, work: &WorkShown) -> Markup {
    let has_something = |slot: &&Slot| work.answer(slot).is_some() || !work.files(slot).is_empty();
    html! {
        section class="stack" aria-labelledby="status-work" {
            h2 id="status-work" { (shell.text("status-work")) }
            @if work.answers.is_empty() && work.files.is_empty() {
                (ui::notice(Tone::Quiet, &shell.text("status-work-empty"), None))
            }
            @for slot in definition.slots().filter(has_something) {
                article class="card" id={ "work-" (slot.id) } tabindex="-1" {
                    h3 lang=(definition.language) { (slot.title) }
                    @if let Some(answer) = work.answer(slot) { (shown(shell, Some((definition, slot)), answer)) }
                    @for file in work.files(slot) { (file_shown(file)) }
                }
            }
        }
    }
}

fn file_shown(file: &FileLine) -> Markup {
    let kind = file.media_type.split('/').next().unwrap_or_default();
    html! {
        div class="player" {
            @match kind {
                "video" => { video controls preload="metadata" src=(file.href) data-private data-recording=(file.id) tabindex="0" aria-label=(file.name) {} }
                "audio" => { audio controls preload="metadata" src=(file.href) data-private data-recording=(file.id) tabindex="0" aria-label=(file.name) {} }
                _ => {}
            }
            p { a href=(file.href) data-download { (file.name) } " " span class="hint" { (file.size) } }
            @if !file.alt_text.is_empty() { p { (file.alt_text) } }
            @if !file.caption.is_empty() { p class="hint" { (file.caption) } }
        }
    }
}
