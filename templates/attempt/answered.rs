//! The result: what it is, in words that lead on, what was seen of each criterion beside the evidence, and the one thing to
//! do next. Says nothing of who read it.

use maud::{Markup, html};

use super::Attempt;
use super::status::{WorkShown, work};
use crate::domain::award;
use crate::domain::credential::{Band, Outcome};
use crate::domain::reading::{Feedback, Insufficient};
use crate::domain::roster::Sync;
use crate::domain::score_post::State;
use crate::templates::feedback::{Evidence, Told, criterion};
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{
    self, Tone,
    bearings::{Bearings, bearings},
    form,
    icon::{self, Icon},
    moment::moment,
};

/// What comes after a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next<'a> {
    /// It is earned.
    Earned {
        /// Until when it is valid; always without this.
        valid_until: Option<&'a str>,
        /// The page of its badge, as soon as it has one.
        badge_href: Option<&'a str>,
        /// Where the award stands now.
        stands: award::State,
        /// Whether it can be earned again by now.
        may_renew: bool,
    },
    /// The work can be revised.
    Revise {
        /// From when on it can be handed in again, where that is not now.
        from: Option<&'a str>,
        /// How many tries are left, where they are counted.
        left: Option<i64>,
        /// Whether this person may begin; not somebody who acts in another's name.
        may_start: bool,
        /// Whether only what was not shown yet is handed in again.
        is_of_parts: bool,
    },
    /// The revision is under way, or was handed in.
    Begun {
        /// Where it is.
        href: &'a str,
    },
    /// A coach comes first.
    Coach,
    /// There is no further try.
    NoneLeft,
    /// It was taken back, or its time is over.
    Ended,
}

/// What the gradebook of the course has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score<'a> {
    /// What was sent, of which maximum.
    pub sent: Option<(u32, u32)>,
    /// How that stands, in words.
    pub state: Option<&'a str>,
}

/// Something that this leads to: a stack or a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unlock<'a> {
    /// What.
    pub title: &'a str,
    /// How far it is, in words.
    pub text: &'a str,
    /// Where it is shown.
    pub href: Option<&'a str>,
}

/// Another try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Try<'a> {
    /// Its number.
    pub number: i64,
    /// Where it is.
    pub href: &'a str,
    /// When there was an answer.
    pub at: &'a str,
    /// What it said.
    pub outcome: Outcome,
}

/// The page of a result.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// The try.
    pub attempt: Attempt<'a>,
    /// Its number.
    pub number: i64,
    /// What was decided.
    pub outcome: Outcome,
    /// Where the total lies.
    pub band: Option<&'a Band>,
    /// The points, and the most that there are; nothing where criteria are only met or not.
    pub points: Option<(u32, u32)>,
    /// When it was told.
    pub at: &'a str,
    /// Whether it takes the place of an earlier result of the same try.
    pub is_changed: bool,
    /// What was written.
    pub feedback: &'a Feedback,
    /// The conditions, and whether each is met.
    pub conditions: &'a [(&'a str, bool)],
    /// What the gradebook has; nothing where there is no column.
    pub score: Option<Score<'a>>,
    /// What comes next.
    pub next: Next<'a>,
    /// What it leads to.
    pub unlocks: &'a [Unlock<'a>],
    /// The other tries that there was an answer to.
    pub others: &'a [Try<'a>],
    /// What was handed in.
    pub work: WorkShown<'a>,
    /// The address that files are served below.
    pub files_href: &'a str,
}

/// The page of a result.
#[must_use]
pub fn answered(shell: &Shell, answered: &Answered) -> Markup {
    let attempt = &answered.attempt;
    let definition = attempt.definition;
    let (title, place, tone) = match answered.outcome {
        Outcome::Pass => ("result-pass-title", "place-earned", "earned"),
        Outcome::Revise => ("result-revise-title", "place-revise", "leads-on"),
    };
    let told = Told {
        definition,
        feedback: answered.feedback,
        evidence: Evidence::Below,
        files_href: answered.files_href,
    };
    layout::page(
        shell,
        &format!("{} · {}", shell.text(title), definition.title),
        html! {
            (ui::back(attempt.card_href, &shell.text("checklist-back")))
            (attempt.top(shell, &shell.text("stage-result"), false))
            div class={ "heading result " (tone) } {
                p class="eyebrow" lang=(definition.language) { (definition.title) }
                h1 { (shell.text(title)) }
                @if let Some(band) = answered.band { p class="lead" lang=(definition.language) { (band.earner_text) } }
            }
            (bearings(shell, &Bearings {
                place: &shell.text(place),
                next: &shell.text(next_key(answered.next)),
                by: None,
                seen_by: &shell.text("seen-result"),
            }))
            @if answered.is_changed {
                (ui::notice(Tone::Info, &shell.text("result-changed-title"), Some(&shell.text("result-changed-text"))))
            }
            (next_step(shell, answered))
            (in_short(shell, answered))
            (facts(shell, answered))
            (unlocks(shell, answered))
            section class="stack" aria-labelledby="result-criteria" {
                h2 id="result-criteria" { (shell.text("result-criteria")) }
                @for one in &definition.rubric.criteria { (criterion(shell, &told, one)) }
            }
            (conditions(shell, answered))
            (work(shell, definition, &answered.work))
            (others(shell, answered.others))
            p class="actions no-print" hidden data-print {
                button type="button" class="button" { (icon::icon(Icon::Page)) (shell.text("result-print")) }
            }
            div hidden data-forget=(attempt.reference) {}
            (layout::module(shell, "forget.js"))
            (layout::module(shell, "private-media.js"))
            (layout::module(shell, "result.js"))
        },
    )
}

const fn next_key(next: Next) -> &'static str {
    match next {
        Next::Earned {
            stands: award::State::Suspended,
            ..
        } => "next-question",
        Next::Earned {
            stands: award::State::Revoked,
            ..
        } => "next-voided",
        Next::Earned {
            may_renew: true, ..
        } => "next-renew",
        Next::Earned { .. } => "next-earned",
        Next::Revise { .. } => "next-revise",
        Next::Begun { .. } => "next-begun",
        Next::Coach => "next-coach",
        Next::NoneLeft => "next-none-left",
        Next::Ended => "next-again",
    }
}

fn next_step(shell: &Shell, answered: &Answered) -> Markup {
    let attempt = &answered.attempt;
    html! {
        section class="card state no-print" aria-labelledby="result-next" {
            h2 id="result-next" { (shell.text("result-next")) }
            @match answered.next {
                Next::Earned { valid_until, badge_href, stands, may_renew } => {
                    p { (shell.text("result-earned-text")) }
                    @if let Some(until) = valid_until {
                        @match stands {
                            award::State::Active => { p { (shell.text("result-valid-until")) " " (moment(shell, until)) "." } }
                            award::State::Expired => { p { (shell.text("result-was-valid-until")) " " (moment(shell, until)) "." } }
                            award::State::Suspended | award::State::Revoked => {}
                        }
                    }
                    @match stands {
                        award::State::Active | award::State::Expired => {}
                        award::State::Suspended => {
                            (ui::notice(Tone::Attention, &shell.text("result-question-title"), Some(&shell.text("result-question-text"))))
                        }
                        award::State::Revoked => {
                            (ui::notice(Tone::Attention, &shell.text("result-taken-back-title"), Some(&shell.text("result-taken-back-text"))))
                        }
                    }
                    @if may_renew {
                        p { (shell.text("result-renew-text")) }
                        (form::button(&format!("{}/again", attempt.href), attempt.form_token, "button primary large", &shell.text("result-renew")))
                    }
                    @if let Some(href) = badge_href {
                        @if stands == award::State::Active { p { (shell.text("result-badge-text")) } }
                        p { a class=(if may_renew { "button" } else { "button primary large" }) href=(href) {
                            (icon::icon(Icon::Award)) (shell.text("result-badge"))
                        } }
                    }
                }
                Next::Revise { from, left, may_start, is_of_parts } => {
                    p { (shell.text(if is_of_parts { "result-revise-parts" } else { "result-revise-text" })) }
                    @if let Some(until) = attempt.until { p { (shell.text("result-revise-until")) " " (moment(shell, until)) "." } }
                    @if let Some(from) = from { p { (shell.text("result-cool-off")) " " (moment(shell, from)) ". " (shell.text("result-cool-off-hint")) } }
                    @if let Some(left) = left { p { (shell.count("result-tries-left", left)) } }
                    @if may_start {
                        (form::button(&format!("{}/again", attempt.href), attempt.form_token, "button primary large", &shell.text("result-revise-button")))
                    }
                }
                Next::Begun { href } => {
                    p { (shell.text("result-begun-text")) }
                    p { a class="button primary large" href=(href) { (shell.text("result-begun-button")) } }
                }
                Next::Coach => {
                    (ui::notice(Tone::Attention, &shell.text("closed-coach-title"), Some(&shell.text("closed-coach-text"))))
                }
                Next::NoneLeft => {
                    (ui::notice(Tone::Attention, &shell.text("closed-tries-title"), Some(&shell.text("closed-tries-text"))))
                }
                Next::Ended => {
                    p { (shell.text("again-text")) }
                    (form::button(&format!("{}/again", attempt.href), attempt.form_token, "button primary large", &shell.text("again-button")))
                }
            }
        }
    }
}

/// A strength and a next step, before anything else that was written.
fn in_short(shell: &Shell, answered: &Answered) -> Markup {
    let feedback = answered.feedback;
    html! {
        @if let Some(why) = feedback.insufficient {
            (ui::notice(Tone::Attention, &shell.text("result-little-title"), Some(&shell.text(match why {
                Insufficient::OffTopic => "result-little-off-topic",
                Insufficient::WrongFile => "result-little-wrong-file",
                Insufficient::PartMissing => "result-little-part-missing",
            }))))
        }
        div class="sides in-short" {
            @for (id, key, text, icon) in [
                ("result-strength", "result-strength", &feedback.strength, Icon::Check),
                ("result-step", "result-step", &feedback.next_step, Icon::Forward),
            ] {
                @if !text.trim().is_empty() {
                    section class="card" aria-labelledby=(id) {
                        h2 id=(id) { (icon::icon(icon)) (shell.text(key)) }
                        p class="as-typed" { (text.trim()) }
                    }
                }
            }
        }
    }
}

fn facts(shell: &Shell, answered: &Answered) -> Markup {
    let amount = |(points, max): (u32, u32)| {
        let (points, max) = (points.to_string(), max.to_string());
        shell.text_with("told-points", &[("points", &points), ("max", &max)])
    };
    let score = answered.score;
    let sent = score.and_then(|score| score.sent);
    let is_moved = sent.is_some_and(|sent| {
        answered
            .points
            .is_some_and(|points| points.1 == sent.1 && points.0 != sent.0)
    });
    html! {
        section class="card quiet" aria-labelledby="result-facts" {
            h2 id="result-facts" { (shell.text("result-facts")) }
            dl class="facts" {
                div { dt { (shell.text("result-try")) } dd { (answered.number) } }
                div { dt { (shell.text("result-at")) } dd { (moment(shell, answered.at)) } }
                @if let Some(points) = answered.points { div { dt { (shell.text("result-points")) } dd { (amount(points)) } } }
                div { dt { (shell.text("result-gradebook")) } dd {
                    @match score {
                        None => { (shell.text("result-gradebook-none")) }
                        Some(score) => {
                            @if let Some(sent) = score.sent { (amount(sent)) }
                            @if let Some(state) = score.state { @if score.sent.is_some() { " · " } (state) }
                            @if is_moved { p class="hint" { (shell.text("result-gradebook-moved")) } }
                        }
                    }
                } }
            }
        }
    }
}

fn unlocks(shell: &Shell, answered: &Answered) -> Markup {
    html! {
        @if !answered.unlocks.is_empty() {
            section class="stack" aria-labelledby="result-unlocks" {
                h2 id="result-unlocks" { (shell.text("result-unlocks")) }
                ul class="rows" role="list" {
                    @for one in answered.unlocks {
                        li class="row" {
                            div class="row-text" {
                                p class="row-title" {
                                    @match one.href {
                                        Some(href) => { a href=(href) { (one.title) } }
                                        None => { (one.title) }
                                    }
                                }
                                p class="hint" { (one.text) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn conditions(shell: &Shell, answered: &Answered) -> Markup {
    html! {
        @if !answered.conditions.is_empty() {
            section class="stack" aria-labelledby="result-conditions" {
                h2 id="result-conditions" { (shell.text("rubric-conditions")) }
                ul class="marks-told" role="list" {
                    @for (text, is_met) in answered.conditions {
                        li class=[(!is_met).then_some("open")] {
                            (icon::icon(if *is_met { Icon::Check } else { Icon::Clock }))
                            div {
                                span lang=(answered.attempt.definition.language) { (text) }
                                " " span class="hint" { (shell.text(if *is_met { "result-condition-met" } else { "result-condition-open" })) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How the gradebook of the course stands to somebody's work, in words for them.
#[must_use]
pub fn gradebook(shell: &Shell, sync: Sync) -> String {
    if sync.is_overridden {
        return shell.text("gradebook-person");
    }
    shell.text(match sync.state {
        State::Pending | State::Sending | State::Unknown | State::Retry => "gradebook-on-its-way",
        State::Confirmed | State::Superseded => "gradebook-arrived",
        State::Overridden => "gradebook-person",
        State::Parked | State::Dead => "gradebook-stuck",
    })
}

/// Tries that there was an answer to.
pub(super) fn others(shell: &Shell, others: &[Try]) -> Markup {
    html! {
        @if !others.is_empty() {
            section class="stack no-print" aria-labelledby="result-others" {
                h2 id="result-others" { (shell.text("result-others")) }
                ul class="rows" role="list" {
                    @for other in others {
                        li class="row" {
                            div class="row-text" {
                                p class="row-title" {
                                    a href=(other.href) { (shell.text_with("result-other", &[("number", &other.number.to_string())])) }
                                }
                                p class="hint" { (moment(shell, other.at)) }
                            }
                            (ui::badge(
                                if other.outcome == Outcome::Pass { Tone::Good } else { Tone::Quiet },
                                &shell.text(if other.outcome == Outcome::Pass { "rubric-result-shown" } else { "rubric-result-not-yet" }),
                            ))
                        }
                    }
                }
            }
        }
    }
}
