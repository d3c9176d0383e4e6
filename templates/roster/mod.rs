//! The people of a course, for those who teach in it: who stands where with one micro-credential. Shows results and dates,
//! and nothing of what was written.

mod csv;

pub use csv::csv;

use maud::{Markup, html};

use crate::domain::enrollment::Standing;
use crate::domain::roster::{Order, Presence, Sync};
use crate::domain::score_post::State;
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{
    self, Tone, form,
    icon::{self, Icon},
    moment::moment,
    table::table,
};

/// One person.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Their name, where the LMS shares it.
    pub name: Option<&'a str>,
    /// Their address, where the LMS shares it.
    pub email: Option<&'a str>,
    /// Whether they take part now.
    pub presence: Presence,
    /// Where they stand.
    pub standing: Standing,
    /// The band of their last answer, as staff call it.
    pub band: Option<&'a str>,
    /// The points of that answer, of how many; nothing where criteria are only met or not.
    pub points: Option<(i64, u32)>,
    /// The number of their last try.
    pub number: Option<i64>,
    /// When it was handed in.
    pub submitted_at: Option<&'a str>,
    /// When the last answer was told.
    pub answered_at: Option<&'a str>,
    /// How much of the course's gate is held, in words.
    pub gate: Option<&'a str>,
    /// How the gradebook stands to it.
    pub sync: Option<Sync>,
}

/// What is known of the list itself.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    /// Whether the LMS offers one at all.
    pub is_offered: bool,
    /// When it was last read to its end.
    pub read_at: Option<&'a str>,
    /// The code of why the last reading did not come to its end.
    pub error: Option<&'a str>,
    /// Whether it is being read.
    pub is_awaited: bool,
}

/// What was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Part of a name.
    pub search: &'a str,
    /// Only those who stand here.
    pub standing: Option<Standing>,
    /// By what it is put in order.
    pub order: Order,
    /// Whether the other way round.
    pub is_reversed: bool,
}

/// The list.
#[derive(Clone, Copy, Debug)]
pub struct Roster<'a> {
    /// The course.
    pub course: Option<&'a str>,
    /// The first page of the session.
    pub home_href: &'a str,
    /// The address of this page.
    pub href: &'a str,
    /// What forms have to carry.
    pub form_token: &'a str,
    /// What is placed in the course: name in addresses, title, whether it is the one that is shown.
    pub credentials: &'a [(&'a str, &'a str, bool)],
    /// How many stand where.
    pub counts: &'a [(Standing, usize)],
    /// Who is on this page.
    pub rows: &'a [Row<'a>],
    /// How many there are on all pages.
    pub found: usize,
    /// Which page this is, of how many.
    pub page: (usize, usize),
    /// The addresses of the page before and the next one.
    pub neighbours: (Option<&'a str>, Option<&'a str>),
    /// What was asked for.
    pub asked: Asked<'a>,
    /// The same list as a file.
    pub csv_href: &'a str,
    /// Where the gradebook is compared.
    pub sync_href: Option<&'a str>,
    /// Where the set-up of the course is checked.
    pub setup_href: Option<&'a str>,
    /// What is known of the list itself.
    pub list: List<'a>,
}

/// The list.
#[must_use]
pub fn page(shell: &Shell, roster: &Roster) -> Markup {
    layout::page(
        shell,
        &shell.text("roster-title"),
        html! {
            (ui::back(roster.home_href, &shell.text("card-back")))
            (ui::heading(roster.course, &shell.text("roster-title"), Some(&shell.text("roster-lead"))))
            (list_state(shell, roster))
            @if roster.credentials.is_empty() {
                (ui::empty(Icon::Award, &shell.text("role-instructor-empty-title"), &shell.text("role-instructor-empty-text")))
            } @else {
                (filters(shell, roster))
                (counts(shell, roster.counts))
                (people(shell, roster))
                p class="actions" {
                    a class="button" href=(roster.csv_href) data-download { (icon::icon(Icon::Download)) (shell.text("roster-csv")) }
                    @if let Some(href) = roster.sync_href { a class="button" href=(href) { (shell.text("sync-title")) } }
                    @if let Some(href) = roster.setup_href { a class="button" href=(href) { (shell.text("checkup-title")) } }
                }
                p class="hint" { (shell.text("roster-private")) }
            }
            (layout::module(shell, "private-media.js"))
        },
    )
}

/// What to know of the list before reading it: whether it is whole, and as of when.
fn list_state(shell: &Shell, roster: &Roster) -> Markup {
    let list = &roster.list;
    html! {
        @if !list.is_offered {
            (ui::notice(Tone::Attention, &shell.text("roster-not-offered-title"), Some(&shell.text("roster-not-offered-text"))))
        } @else if let Some(code) = list.error {
            (ui::notice(Tone::Attention, &shell.text("roster-part-title"), Some(&problem(shell, code))))
        } @else if list.is_awaited {
            (ui::notice(Tone::Info, &shell.text("roster-awaited-title"), Some(&shell.text("roster-awaited-text"))))
        }
        @if list.is_offered {
            div class="actions" {
                @if let Some(at) = list.read_at { p class="hint" { (shell.text("roster-read-at")) " " (moment(shell, at)) } }
                (form::button(&format!("{}/refresh", roster.href), roster.form_token, "button", &shell.text("roster-refresh")))
            }
        }
    }
}

/// Why the list could not be read to its end, and what to do.
fn problem(shell: &Shell, code: &str) -> String {
    shell.text(match code {
        "roster-not-granted" => "roster-problem-not-granted",
        "service-token" | "service-signature" => "roster-problem-token",
        "service-unreachable" => "roster-problem-unreachable",
        "service-refused" => "roster-problem-refused",
        _ => "roster-problem-answer",
    })
}

fn filters(shell: &Shell, roster: &Roster) -> Markup {
    let asked = &roster.asked;
    let orders = [
        (Order::Name, "roster-order-name"),
        (Order::Standing, "roster-order-standing"),
        (Order::Submitted, "roster-order-submitted"),
        (Order::Answered, "roster-order-answered"),
    ];
    html! {
        form class="filters" role="search" method="get" action=(roster.href) {
            @if roster.credentials.len() > 1 {
                div class="field" {
                    label for="credential" { (shell.text("roster-credential")) }
                    select id="credential" name="credential" {
                        @for (slug, title, is_shown) in roster.credentials { option value=(slug) selected[*is_shown] { (title) } }
                    }
                }
            } @else {
                @for (slug, ..) in roster.credentials { input type="hidden" name="credential" value=(slug); }
            }
            div class="field" {
                label for="search" { (shell.text("roster-search")) }
                input type="search" id="search" name="search" value=(asked.search);
            }
            div class="field" {
                label for="standing" { (shell.text("roster-standing")) }
                select id="standing" name="standing" {
                    option value="" { (shell.text("roster-standing-any")) }
                    @for (standing, _) in roster.counts {
                        option value=(standing.code()) selected[asked.standing == Some(*standing)] { (standing_words(shell, *standing)) }
                    }
                }
            }
            div class="field" {
                label for="order" { (shell.text("roster-order")) }
                select id="order" name="order" {
                    @for (order, key) in orders { option value=(order.code()) selected[asked.order == order] { (shell.text(key)) } }
                }
            }
            div class="check" {
                input type="checkbox" id="reversed" name="reversed" value="yes" checked[asked.is_reversed];
                label for="reversed" { (shell.text("roster-reversed")) }
            }
            button type="submit" class="button" { (icon::icon(Icon::Search)) (shell.text("roster-show")) }
        }
    }
}

fn counts(shell: &Shell, counts: &[(Standing, usize)]) -> Markup {
    html! {
        @if !counts.is_empty() {
            dl class="counts" {
                @for (standing, number) in counts {
                    div { dt { (standing_words(shell, *standing)) } dd { (number) } }
                }
            }
        }
    }
}

fn people(shell: &Shell, roster: &Roster) -> Markup {
    let has_gate = roster.rows.iter().any(|row| row.gate.is_some());
    let mut keys = vec![
        "roster-person",
        "roster-standing",
        "roster-result",
        "result-try",
        "roster-submitted",
        "roster-answered",
    ];
    keys.extend(has_gate.then_some("roster-gate"));
    keys.push("roster-sync");
    let columns: Vec<String> = keys.iter().map(|key| shell.text(key)).collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let rows: Vec<Vec<Markup>> = roster
        .rows
        .iter()
        .map(|row| cells(shell, row, has_gate))
        .collect();
    let found = i64::try_from(roster.found).unwrap_or(i64::MAX);
    let caption = shell.count("roster-found", found);
    html! {
        @if roster.rows.is_empty() {
            (ui::empty(Icon::Person, &shell.text("roster-empty-title"), &shell.text("roster-empty-text")))
        } @else {
            (table(&caption, &columns, &rows))
            (pager(shell, roster))
        }
    }
}

fn cells(shell: &Shell, row: &Row, has_gate: bool) -> Vec<Markup> {
    let when =
        |at: Option<&str>| html! { @match at { Some(at) => (moment(shell, at)), None => "–" } };
    let mut cells = vec![
        html! {
            span { (row.name.map_or_else(|| shell.text("roster-no-name"), str::to_owned)) }
            @if let Some(email) = row.email { br; span class="hint" { (email) } }
            @if let Some(words) = presence_words(shell, row.presence) { br; span class="hint" { (words) } }
        },
        standing_badge(shell, row.standing),
        html! { (result(shell, row)) },
        html! { @match row.number { Some(number) => (number), None => "–" } },
        when(row.submitted_at),
        when(row.answered_at),
    ];
    if has_gate {
        cells.push(html! { (row.gate.unwrap_or("–")) });
    }
    cells.push(html! { @match row.sync { Some(sync) => (sync_words(shell, sync)), None => "–" } });
    cells
}

fn result(shell: &Shell, row: &Row) -> String {
    let points = row.points.map(|(points, max)| {
        let (points, max) = (points.to_string(), max.to_string());
        shell.text_with("told-points", &[("points", &points), ("max", &max)])
    });
    match (row.band, points) {
        (Some(band), Some(points)) => format!("{band}, {points}"),
        (Some(one), None) => one.to_owned(),
        (None, Some(one)) => one,
        (None, None) => String::from("–"),
    }
}

fn pager(shell: &Shell, roster: &Roster) -> Markup {
    let (number, all) = roster.page;
    let (before, after) = roster.neighbours;
    html! {
        @if all > 1 {
            nav class="pager" aria-label=(shell.text("roster-pages")) {
                @match before {
                    Some(href) => { a class="button" href=(href) rel="prev" { (icon::icon(Icon::Back)) (shell.text("roster-before")) } }
                    None => { span {} }
                }
                p { (shell.text_with("roster-page", &[("number", &number.to_string()), ("all", &all.to_string())])) }
                @match after {
                    Some(href) => { a class="button" href=(href) rel="next" { (shell.text("roster-after")) (icon::icon(Icon::Forward)) } }
                    None => { span {} }
                }
            }
        }
    }
}

/// Where somebody stands, in words for those who teach.
#[must_use]
pub fn standing_words(shell: &Shell, standing: Standing) -> String {
    shell.text(match standing {
        Standing::NotStarted => "standing-not-started",
        Standing::InProgress => "standing-in-progress",
        Standing::UnderReview => "standing-under-review",
        Standing::Revise => "standing-revise",
        Standing::CoachNeeded => "standing-coach-needed",
        Standing::Earned => "standing-earned",
        Standing::AwardExpired => "standing-award-expired",
        Standing::WindowClosed => "standing-window-closed",
        Standing::AttemptsUsed => "standing-attempts-used",
        Standing::OnHold => "standing-on-hold",
        Standing::Withdrawn => "standing-withdrawn",
    })
}

/// The same as a badge.
#[must_use]
pub fn standing_badge(shell: &Shell, standing: Standing) -> Markup {
    ui::badge(tone(standing), &standing_words(shell, standing))
}

const fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Earned => Tone::Good,
        Standing::InProgress | Standing::UnderReview => Tone::Info,
        Standing::Revise | Standing::CoachNeeded | Standing::OnHold => Tone::Attention,
        Standing::NotStarted
        | Standing::AwardExpired
        | Standing::WindowClosed
        | Standing::AttemptsUsed
        | Standing::Withdrawn => Tone::Quiet,
    }
}

fn presence_words(shell: &Shell, presence: Presence) -> Option<String> {
    match presence {
        Presence::Active => None,
        Presence::Inactive => Some(shell.text("presence-inactive")),
        Presence::Left => Some(shell.text("presence-left")),
    }
}

/// How the gradebook stands to somebody.
#[must_use]
pub fn sync_words(shell: &Shell, sync: Sync) -> String {
    if sync.is_overridden {
        return shell.text("sync-overridden");
    }
    shell.text(state_key(sync.state))
}

/// The key of where a message to a gradebook stands.
#[must_use]
pub const fn state_key(state: State) -> &'static str {
    match state {
        State::Pending | State::Sending => "sync-on-its-way",
        State::Unknown | State::Retry => "sync-tried-again",
        State::Confirmed | State::Superseded => "sync-arrived",
        State::Overridden => "sync-overridden",
        State::Parked => "sync-parked",
        State::Dead => "sync-stuck",
    }
}
