//! The desk of lead assessors (A8): where readings differ, what waits to go out, and what takes too long. No educator's
//! name is here, and readers are named to nobody but the lead.

use maud::{Markup, html};

use crate::domain::reading::slot::Position;
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{
    self, Tone,
    bearings::{Bearings, bearings},
    form,
    moment::moment,
};

/// The lists.
#[derive(Clone, Copy, Debug)]
pub struct LeadDesk<'a> {
    /// The desk of readers.
    pub desk_href: &'a str,
    /// What forms have to carry.
    pub form_token: &'a str,
    /// Where readings differ.
    pub differing: &'a [Beside<'a>],
    /// What is decided and not released.
    pub decided: &'a [Decided<'a>],
    /// What is overdue or will be soon.
    pub overdue: &'a [Overdue<'a>],
    /// What is under way in good time.
    pub under_way: &'a [Overdue<'a>],
}

/// Work on which two readings differ.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// The micro-credential.
    pub title: &'a str,
    /// What stands in place of a name.
    pub code: &'a str,
    /// The reading that settles it; what is done with it posts below.
    pub href: &'a str,
    /// When the answer is due.
    pub due: &'a str,
    /// Who may do what about it.
    pub turn: Turn,
}

/// Whose turn it is to settle a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Anybody's, this person's too.
    Free,
    /// This person has begun.
    Own,
    /// Somebody else has begun.
    Other,
    /// This person has read the work, or must not.
    Barred,
}

/// Something that is decided and waits to go out.
#[derive(Clone, Copy, Debug)]
pub struct Decided<'a> {
    /// The micro-credential.
    pub title: &'a str,
    /// What stands in place of a name.
    pub code: &'a str,
    /// The page that shows it.
    pub href: &'a str,
    /// When the answer is due.
    pub due: Option<&'a str>,
}

/// A reading that is late, or nearly.
#[derive(Clone, Copy, Debug)]
pub struct Overdue<'a> {
    /// The micro-credential.
    pub title: &'a str,
    /// What stands in place of a name.
    pub code: &'a str,
    /// Which reading.
    pub position: Position,
    /// When the answer is due.
    pub due: Option<&'a str>,
    /// How near that is.
    pub pace: Pace,
    /// Since when somebody has it; `None` while nobody does.
    pub since: Option<&'a str>,
    /// The reading; what is done with it posts below.
    pub href: &'a str,
    /// The page with the readings that there are.
    pub case_href: &'a str,
    /// Who may be given it.
    pub readers: &'a [Reader<'a>],
}

/// How near a day is on which something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// It is over.
    Over,
    /// Most of the time is gone.
    Soon,
    /// There is time.
    InTime,
}

/// Somebody who reads.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// Their id.
    pub id: &'a str,
    /// Their name.
    pub name: &'a str,
}

/// The lists.
#[must_use]
pub fn lead_desk(shell: &Shell, desk: &LeadDesk) -> Markup {
    layout::page(
        shell,
        &shell.text("lead-title"),
        html! {
            (ui::back(desk.desk_href, &shell.text("reading-back")))
            (ui::heading(None, &shell.text("lead-title"), Some(&shell.text("lead-lead"))))
            (bearings(shell, &Bearings {
                place: &shell.text("lead-title"),
                next: &shell.text("lead-next"),
                by: None,
                seen_by: &shell.text("lead-seen-by"),
            }))
            section class="stack" aria-labelledby="differing" {
                h2 id="differing" { (shell.text("lead-differing")) }
                @if desk.differing.is_empty() { p { (shell.text("lead-differing-none")) } }
                @else { ul class="cards" role="list" { @for one in desk.differing { li { (differing(shell, desk, one)) } } } }
            }
            section class="stack" aria-labelledby="decided" {
                h2 id="decided" { (shell.text("lead-decided")) }
                @if desk.decided.is_empty() { p { (shell.text("lead-decided-none")) } }
                @else { ul class="cards" role="list" { @for one in desk.decided { li { (decided_card(shell, one)) } } } }
            }
            section class="stack" aria-labelledby="overdue" {
                h2 id="overdue" { (shell.text("lead-overdue")) }
                @if desk.overdue.is_empty() { p { (shell.text("lead-overdue-none")) } }
                @else { ul class="cards" role="list" { @for (one, at) in desk.overdue.iter().zip(0..) { li { (line(shell, desk, one, "late", at)) } } } }
            }
            @if !desk.under_way.is_empty() {
                section class="stack" aria-labelledby="under-way" {
                    h2 id="under-way" { (shell.text("lead-under-way")) }
                    ul class="cards" role="list" { @for (one, at) in desk.under_way.iter().zip(0..) { li { (line(shell, desk, one, "way", at)) } } }
                }
            }
        },
    )
}

fn differing(shell: &Shell, desk: &LeadDesk, one: &Beside) -> Markup {
    html! {
        div class="card desk-card" {
            div class="card-head" {
                h3 { (one.title) }
                @match one.turn {
                    Turn::Own => (ui::badge(Tone::Info, &shell.text("lead-begun"))),
                    Turn::Other => (ui::badge(Tone::Quiet, &shell.text("lead-begun-other"))),
                    Turn::Free | Turn::Barred => {}
                }
            }
            p class="meta" {
                span { (shell.text("reading-code")) " " code { (one.code) } }
                span { (shell.text("desk-answer-due")) " " (moment(shell, one.due)) }
            }
            @match one.turn {
                Turn::Own => {
                    p { a class="button primary" href={ (one.href) "/beside" } { (shell.text("lead-compare")) span class="visually-hidden" { " " (one.code) } } }
                }
                Turn::Free => {
                    form method="post" action={ (one.href) "/take" } {
                        (form::token(desk.form_token))
                        button type="submit" class="button primary" { (shell.text("lead-settle")) span class="visually-hidden" { " " (one.code) } }
                    }
                }
                Turn::Other => {}
                Turn::Barred => { p class="hint" { (shell.text("lead-barred")) } }
            }
        }
    }
}

fn decided_card(shell: &Shell, one: &Decided) -> Markup {
    html! {
        div class="card desk-card" {
            div class="card-head" {
                h3 { a href=(one.href) { (one.title) } }
            }
            p class="meta" {
                span { (shell.text("reading-code")) " " code { (one.code) } }
                @if let Some(due) = one.due { span { (shell.text("desk-answer-due")) " " (moment(shell, due)) } }
            }
            p { a class="button primary" href=(one.href) { (shell.text("lead-look")) span class="visually-hidden" { " " (one.code) } } }
        }
    }
}

fn line(shell: &Shell, desk: &LeadDesk, one: &Overdue, list: &str, at: usize) -> Markup {
    let id = format!("{list}-{at}");
    html! {
        div class="card desk-card" {
            div class="card-head" {
                h3 { (one.title) }
                @match one.pace {
                    Pace::Over => (ui::badge(Tone::Problem, &shell.text("desk-overdue"))),
                    Pace::Soon => (ui::badge(Tone::Attention, &shell.text("lead-soon"))),
                    Pace::InTime => {}
                }
            }
            p class="meta" {
                span { (shell.text("reading-code")) " " code { (one.code) } }
                span { (shell.text(super::position_key(one.position))) }
                @if let Some(due) = one.due { span { (shell.text("desk-answer-due")) " " (moment(shell, due)) } }
                @match one.since {
                    Some(since) => { span { (shell.text("lead-with")) " " (moment(shell, since)) } }
                    None => { span { (shell.text("lead-with-nobody")) } }
                }
            }
            div class="actions" {
                @if !one.readers.is_empty() {
                    form class="assign" method="post" action={ (one.href) "/assign" } {
                        (form::token(desk.form_token))
                        label for=(id) { (shell.text("lead-assign-to")) }
                        select id=(id) name="reader" {
                            @for reader in one.readers { option value=(reader.id) { (reader.name) } }
                        }
                        button type="submit" class="button" { (shell.text("lead-assign")) span class="visually-hidden" { " " (one.code) } }
                    }
                }
                @if one.since.is_none() {
                    form method="post" action={ (one.href) "/take" } {
                        (form::token(desk.form_token))
                        button type="submit" class="button" { (shell.text("lead-take-over")) span class="visually-hidden" { " " (one.code) } }
                    }
                }
                a class="button" href=(one.case_href) { (shell.text("lead-look")) span class="visually-hidden" { " " (one.code) } }
            }
        }
    }
}
