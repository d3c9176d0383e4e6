//! The desk (A1): what waits, what one has, for what one is qualified, and one large button.

use maud::{Markup, html};

use super::position_key;
use crate::domain::reading::slot::Position;
use crate::templates::layout::{self, Shell};
use crate::templates::news::{News, news};
use crate::templates::ui::{
    self, Tone,
    bearings::{Bearings, bearings},
    form,
    icon::{self, Icon},
    moment::moment,
    table::table,
};

/// The desk.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// Its address; other pages are below it.
    pub href: &'a str,
    /// The first page of the session, where there is more than the desk.
    pub home_href: Option<&'a str>,
    /// What there is to tell.
    pub news: &'a [News],
    /// What forms have to carry.
    pub form_token: &'a str,
    /// What waits for somebody with this person's qualifications, by when it is due.
    pub due: &'a [Due],
    /// How many of these are overdue.
    pub overdue: i64,
    /// What this person has.
    pub held: &'a [Held<'a>],
    /// How many one may have at a time.
    pub most_held: usize,
    /// For what this person is qualified; empty for those who do not assess.
    pub qualified: &'a [Qualified<'a>],
    /// How long this person takes, in hours; `None` before the first readings.
    pub turnaround_hours: Option<u32>,
    /// Whether this person assesses.
    pub is_assessor: bool,
    /// What was asked for and is not there: nothing waits.
    pub found_nothing: bool,
    /// What else there is for this person, each with how much waits.
    pub sides: &'a [Side<'a>],
    /// The code of work of which a reading was submitted just now.
    pub submitted: Option<&'a str>,
}

/// How much is due on one day.
#[derive(Clone, Debug)]
pub struct Due {
    /// The day, in words.
    pub day: String,
    /// How much.
    pub count: i64,
    /// Whether the day is over.
    pub is_overdue: bool,
}

/// A reading that somebody has.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// The micro-credential.
    pub title: &'a str,
    /// What stands in place of a name.
    pub code: &'a str,
    /// Which reading it is.
    pub position: Position,
    /// Until when it is this person's.
    pub until: &'a str,
    /// When the answer is due.
    pub due: &'a str,
    /// The reading.
    pub href: &'a str,
    /// Whether a lead has sent it back.
    pub is_sent_back: bool,
}

/// A micro-credential that somebody may read work on.
#[derive(Clone, Copy, Debug)]
pub struct Qualified<'a> {
    /// Its title.
    pub title: &'a str,
    /// The number of its major version.
    pub major: i64,
    /// Whether the qualification holds now.
    pub is_active: bool,
    /// Until when it holds.
    pub until: Option<&'a str>,
}

/// Another list of this person's work.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// What it is a list of.
    pub kind: SideKind,
    /// Where it is.
    pub href: &'a str,
    /// How much waits.
    pub count: usize,
}

/// What else a person may have to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideKind {
    /// What lead assessors settle and let go out.
    Lead,
    /// What is looked through before it is read.
    Screening,
    /// Whose time to hand in ends when.
    Windows,
}

impl SideKind {
    const fn key(self) -> &'static str {
        match self {
            Self::Lead => "lead-title",
            Self::Screening => "screenings-title",
            Self::Windows => "windows-title",
        }
    }
}

/// The desk.
#[must_use]
pub fn desk(shell: &Shell, desk: &Desk) -> Markup {
    let next = match (desk.held.first(), desk.is_assessor) {
        (Some(_), _) => "desk-next-held",
        (None, true) => "desk-next-take",
        (None, false) => "desk-next-sides",
    };
    let by = desk.held.first().map(|held| held.until);
    layout::page(
        shell,
        &shell.text("desk-title"),
        html! {
            @if let Some(href) = desk.home_href { (ui::back(href, &shell.text("desk-home"))) }
            (ui::heading(None, &shell.text("desk-title"), Some(&shell.text("desk-lead"))))
            (bearings(shell, &Bearings {
                place: &shell.text("desk-place"),
                next: &shell.text(next),
                by,
                seen_by: &shell.text("desk-seen-by"),
            }))
            @if let Some(code) = desk.submitted {
                (ui::notice(Tone::Good, &shell.text_with("desk-submitted", &[("name", code)]), Some(&shell.text("desk-submitted-then"))))
            }
            (news(shell, desk.news))
            (sides(shell, desk))
            @if desk.is_assessor { (assessor(shell, desk)) }
        },
    )
}

fn assessor(shell: &Shell, desk: &Desk) -> Markup {
    let waiting: i64 = desk.due.iter().map(|due| due.count).sum();
    let is_full = desk.held.len() >= desk.most_held;
    html! {
        section class="card take" aria-labelledby="take" {
            h2 id="take" { (shell.text("desk-waiting")) }
            @if desk.found_nothing {
                (ui::notice(Tone::Info, &shell.text("desk-nothing-title"), Some(&shell.text("desk-nothing-text"))))
            }
            @if waiting == 0 { p { (shell.text("desk-none-waiting")) } }
            @else { (due(shell, desk, waiting)) }
            @if is_full { p { (shell.count("desk-full", i64::try_from(desk.most_held).unwrap_or(i64::MAX))) } }
            @else if waiting > 0 {
                form method="post" action={ (desk.href) "/next" } {
                    (form::token(desk.form_token))
                    button type="submit" class="button primary large" { (shell.text("desk-next")) (icon::icon(Icon::Forward)) }
                }
                p class="hint" { (shell.text("desk-next-hint")) }
            }
        }
        section class="stack" aria-labelledby="held" {
            h2 id="held" { (shell.text("desk-held")) }
            @if desk.held.is_empty() {
                (ui::empty(Icon::Page, &shell.text("desk-held-none-title"), &shell.text("desk-held-none-text")))
            } @else {
                ul class="cards" role="list" { @for held in desk.held { li { (held_card(shell, desk, held)) } } }
            }
        }
        (about(shell, desk))
    }
}

fn due(shell: &Shell, desk: &Desk, waiting: i64) -> Markup {
    let columns = [shell.text("desk-due-by"), shell.text("desk-due-count")];
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let rows: Vec<Vec<Markup>> = desk
        .due
        .iter()
        .map(|due| {
            vec![
                html! {
                    (due.day)
                    @if due.is_overdue { " " (ui::badge(Tone::Problem, &shell.text("desk-overdue"))) }
                },
                html! { (due.count) },
            ]
        })
        .collect();
    html! {
        p class="waiting-count" {
            (shell.count("desk-waiting-count", waiting))
            @if desk.overdue > 0 {
                " · " strong { (shell.count("desk-overdue-count", desk.overdue)) }
            }
        }
        details {
            summary { (shell.text("desk-due-days")) }
            (table(&shell.text("desk-due-days"), &columns, &rows))
        }
    }
}

fn held_card(shell: &Shell, desk: &Desk, held: &Held) -> Markup {
    html! {
        div class="card desk-card" {
            div class="card-head" {
                h3 { a href=(held.href) { (held.title) } }
                @if held.is_sent_back { (ui::badge(Tone::Attention, &shell.text("desk-sent-back"))) }
            }
            p class="meta" {
                span { (shell.text("reading-code")) " " code { (held.code) } }
                span { (shell.text(position_key(held.position))) }
                span { (shell.text("desk-yours-until")) " " (moment(shell, held.until)) }
                span { (shell.text("desk-answer-due")) " " (moment(shell, held.due)) }
            }
            div class="actions" {
                a class="button primary" href=(held.href) {
                    (shell.text("desk-go-on")) span class="visually-hidden" { " " (held.code) }
                }
                form method="post" action={ (held.href) "/release" } {
                    (form::token(desk.form_token))
                    button type="submit" class="button" {
                        (shell.text("desk-release")) span class="visually-hidden" { " " (held.code) }
                    }
                }
            }
        }
    }
}

fn about(shell: &Shell, desk: &Desk) -> Markup {
    html! {
        section class="card quiet" aria-labelledby="about-me" {
            h2 id="about-me" { (shell.text("desk-about")) }
            @if let Some(hours) = desk.turnaround_hours {
                p { (shell.text("desk-turnaround")) " " strong { (turnaround(shell, hours)) } }
            } @else { p { (shell.text("desk-turnaround-none")) } }
            h3 { (shell.text("desk-qualified")) }
            @if desk.qualified.is_empty() { p { (shell.text("desk-qualified-none")) } }
            @else {
                ul class="plain qualified" {
                    @for one in desk.qualified {
                        li {
                            span { (one.title) " " span class="hint" { (shell.text_with("desk-major", &[("number", &one.major.to_string())])) } }
                            " "
                            @if one.is_active { (ui::badge(Tone::Good, &shell.text("desk-qualified-active"))) }
                            @else { (ui::badge(Tone::Quiet, &shell.text("desk-qualified-paused"))) }
                            @if let Some(until) = one.until { " " span class="hint" { (shell.text("desk-qualified-until")) " " (moment(shell, until)) } }
                        }
                    }
                }
            }
        }
    }
}

/// Hours up to two days, days from then on.
fn turnaround(shell: &Shell, hours: u32) -> String {
    if hours < 48 {
        shell.count("desk-hours", i64::from(hours.max(1)))
    } else {
        shell.count("desk-days", i64::from(hours.div_ceil(24)))
    }
}

fn sides(shell: &Shell, desk: &Desk) -> Markup {
    html! {
        @if !desk.sides.is_empty() {
            nav class="desk-sides" aria-label=(shell.text("desk-sides")) {
                ul class="actions" role="list" {
                    @for side in desk.sides {
                        li {
                            a class="button" href=(side.href) {
                                (shell.text(side.kind.key())) " " span class="badge quiet" { (side.count) }
                            }
                        }
                    }
                }
            }
        }
    }
}
