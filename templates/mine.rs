//! What somebody holds, works on and is on the way to (E13). Owns the order in which it is told.

use maud::{Markup, html};

use super::badge::{Kind, reason_key, word};
use super::gate::{Held, meter};
use super::layout::{self, Shell};
use super::ui::{
    self, Tone,
    icon::{self, Icon},
    moment::moment,
};
use crate::domain::award::{Reason, State};
use crate::domain::enrollment::Standing;
use crate::domain::gate::Progress;

/// Everything of one person.
#[derive(Clone, Copy, Debug)]
pub struct Mine<'a> {
    /// The course's title.
    pub course: Option<&'a str>,
    /// The first page.
    pub back_href: &'a str,
    /// What is or was held.
    pub held: &'a [Award<'a>],
    /// What was stopped or taken back.
    pub stopped: &'a [Stopped<'a>],
    /// What was begun and is not held.
    pub begun: &'a [Begun<'a>],
    /// The stacks of which something is held.
    pub stacks: &'a [Way<'a>],
    /// The gates of the course.
    pub gates: &'a [Way<'a>],
}

/// One award.
#[derive(Clone, Debug)]
pub struct Award<'a> {
    /// Its title.
    pub title: &'a str,
    /// The page of what was earned.
    pub href: String,
    /// The page of its badge, where it has one.
    pub badge_href: Option<String>,
    /// Of what kind it is.
    pub kind: Kind,
    /// Whether its end is near.
    pub is_ending: bool,
    /// Whether it holds, with times in RFC 3339.
    pub held: Held,
}

/// An award that was stopped or taken back.
#[derive(Clone, Debug)]
pub struct Stopped<'a> {
    /// Its title.
    pub title: &'a str,
    /// Of what kind it is.
    pub kind: Kind,
    /// Whether it is stopped or was taken back.
    pub state: State,
    /// Since when, where it was taken back, in RFC 3339.
    pub ended_at: Option<String>,
    /// Why it was taken back.
    pub reason: Option<Reason>,
    /// The page of its badge, where it has one.
    pub badge_href: Option<String>,
    /// Who issued it.
    pub issuer: Option<&'a str>,
    /// Whom to ask.
    pub contact: &'a str,
}

/// Something that was begun.
#[derive(Clone, Debug)]
pub struct Begun<'a> {
    /// Its title.
    pub title: &'a str,
    /// The language of the title.
    pub language: &'a str,
    /// Its page.
    pub href: String,
    /// How far it is.
    pub standing: Standing,
}

/// Something that counts what is held.
#[derive(Clone, Debug)]
pub struct Way<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its page.
    pub href: String,
    /// How much is held.
    pub progress: Progress,
}

/// The page.
#[must_use]
pub fn page(shell: &Shell, mine: &Mine) -> Markup {
    let title = shell.text("mine-title");
    layout::page(
        shell,
        &title,
        html! {
            (ui::back(mine.back_href, &shell.text("choose-back")))
            (ui::heading(mine.course, &title, Some(&shell.text("mine-lead"))))
            section class="stack" aria-labelledby="held" {
                h2 id="held" { (shell.text("mine-held")) }
                @if mine.held.is_empty() {
                    (ui::empty(Icon::Award, &shell.text("mine-none-title"), &shell.text("mine-none-text")))
                } @else {
                    (group(shell, mine, |award| !award.is_ending && !is_over(award)))
                }
            }
            @for (id, key, text, is_in) in [
                ("ending", "mine-ending", "mine-ending-hint", (|award| award.is_ending) as fn(&Award) -> bool),
                ("over", "mine-over", "mine-over-hint", is_over),
            ] {
                @if mine.held.iter().any(is_in) {
                    section class="stack" aria-labelledby=(id) {
                        h2 id=(id) { (shell.text(key)) }
                        p class="hint" { (shell.text(text)) }
                        (group(shell, mine, is_in))
                    }
                }
            }
            @if !mine.stopped.is_empty() {
                section class="stack" aria-labelledby="stopped" {
                    h2 id="stopped" { (shell.text("mine-stopped")) }
                    p class="hint" { (shell.text("mine-stopped-hint")) }
                    ul class="cards" role="list" { @for award in mine.stopped { li { (stopped(shell, award)) } } }
                }
            }
            @if !mine.begun.is_empty() {
                section class="stack" aria-labelledby="begun" {
                    h2 id="begun" { (shell.text("mine-begun")) }
                    ul class="cards" role="list" { @for one in mine.begun { li { (begun(shell, one)) } } }
                }
            }
            (ways(shell, "mine-gates", mine.gates))
            (ways(shell, "mine-stacks", mine.stacks))
        },
    )
}

fn is_over(award: &Award) -> bool {
    !matches!(award.held, Held::Valid { .. })
}

/// The awards of one section.
fn group(shell: &Shell, mine: &Mine, is_in: impl Fn(&Award) -> bool) -> Markup {
    let mut awards = mine.held.iter().filter(|award| is_in(award)).peekable();
    html! {
        @if awards.peek().is_some() {
            ul class="cards" role="list" { @for award in awards { li { (held(shell, award)) } } }
        } @else {
            p { (shell.text("mine-none-now")) }
        }
    }
}

fn held(shell: &Shell, award: &Award) -> Markup {
    html! {
        article class="card credential" {
            span class="card-icon" { (icon::icon(icon_of(award.kind))) }
            div {
                h3 {
                    a class="card-link" href=(award.badge_href.as_ref().unwrap_or(&award.href)) { (award.title) }
                }
                @match &award.held {
                    Held::Valid { since, until } => {
                        p {
                            (ui::badge(Tone::Good, &shell.text("item-held"))) " "
                            span class="hint" {
                                (shell.text("item-since")) " " (moment(shell, since))
                                @match until {
                                    Some(until) => { ", " (shell.text("item-until")) " " (moment(shell, until)) }
                                    None => { ", " (shell.text("mine-always")) }
                                }
                            }
                        }
                    }
                    Held::Over { at } => {
                        p {
                            (ui::badge(Tone::Attention, &shell.text("item-expired"))) " "
                            @if let Some(at) = at { span class="hint" { (shell.text("item-over")) " " (moment(shell, at)) } }
                        }
                    }
                    Held::Nothing => {}
                }
            }
        }
    }
}

fn stopped(shell: &Shell, award: &Stopped) -> Markup {
    let is_over = award.state == State::Revoked;
    html! {
        article class="card credential" {
            span class="card-icon" { (icon::icon(icon_of(award.kind))) }
            div {
                h3 {
                    @match &award.badge_href {
                        Some(href) => { a href=(href) { (award.title) } }
                        None => { (award.title) }
                    }
                }
                p {
                    (word(shell, award.state)) " "
                    @if let Some(at) = &award.ended_at { span class="hint" { (shell.text("badge-revoked-at")) " " (moment(shell, at)) } }
                }
                p { (shell.text(if is_over { reason_key(award.reason) } else { "mine-suspended-text" })) }
                p class="hint" {
                    (shell.text("mine-stopped-ask")) " "
                    @if let Some(issuer) = award.issuer { (issuer) ", " }
                    a href={ "mailto:" (award.contact) } { (award.contact) }
                }
            }
        }
    }
}

const fn icon_of(kind: Kind) -> Icon {
    match kind {
        Kind::Credential => Icon::Award,
        Kind::Stack => Icon::Rows,
        Kind::Course => Icon::Page,
    }
}

fn begun(shell: &Shell, begun: &Begun) -> Markup {
    let (tone, key) = match begun.standing {
        Standing::InProgress => (Tone::Info, "item-working"),
        Standing::UnderReview | Standing::OnHold => (Tone::Info, "item-review"),
        Standing::Revise | Standing::CoachNeeded => (Tone::Attention, "item-revise"),
        Standing::WindowClosed | Standing::Withdrawn | Standing::AttemptsUsed => {
            (Tone::Quiet, "item-ended")
        }
        Standing::Earned => (Tone::Good, "item-held"),
        Standing::AwardExpired => (Tone::Attention, "item-expired"),
        Standing::NotStarted => (Tone::Quiet, "item-open"),
    };
    html! {
        article class="card credential" {
            span class="card-icon" { (icon::icon(Icon::Page)) }
            div {
                h3 lang=(begun.language) { a class="card-link" href=(begun.href) { (begun.title) } }
                p { (ui::badge(tone, &shell.text(key))) }
            }
        }
    }
}

fn ways(shell: &Shell, key: &str, ways: &[Way]) -> Markup {
    html! {
        @if !ways.is_empty() {
            section class="stack" aria-labelledby=(key) {
                h2 id=(key) { (shell.text(key)) }
                ul class="cards" role="list" {
                    @for way in ways {
                        li {
                            article class="card" {
                                h3 { a class="card-link" href=(way.href) { (way.title) } }
                                (meter(shell, way.progress))
                                @if way.progress.is_met() { (ui::badge(Tone::Good, &shell.text("item-held"))) }
                            }
                        }
                    }
                }
            }
        }
    }
}
