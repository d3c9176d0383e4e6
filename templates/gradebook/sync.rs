//! Both values of each learner, what became of the last message, and what settles it.

use maud::{Markup, html};

use crate::domain::score_post::{Reason, State};
use crate::templates::layout::{self, Shell};
use crate::templates::roster::state_key;
use crate::templates::score_post::{reason_text, remedy_text};
use crate::templates::ui::{
    self, form,
    icon::{self, Icon},
    moment::moment,
    table::table,
};

/// A link with a column.
#[derive(Clone, Copy, Debug)]
pub struct SyncLink<'a> {
    /// What it shows.
    pub title: &'a str,
    /// The page about it.
    pub href: &'a str,
    /// Whether this is that page.
    pub is_shown: bool,
}

/// One learner.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Their name, where the LMS shares it.
    pub name: Option<&'a str>,
    /// The value here, of how many.
    pub here: Option<(u32, u32)>,
    /// The value in the LMS when it was last looked at, of how many, in words.
    pub there: Option<(&'a str, &'a str)>,
    /// Where the last message stands.
    pub state: Option<State>,
    /// Why it has not arrived.
    pub reason: Option<Reason>,
    /// Whether somebody at the LMS gave more, and that stands.
    pub is_overridden: bool,
    /// When something last happened.
    pub at: Option<&'a str>,
    /// Where forms that settle it post to, where something can be settled.
    pub action: Option<&'a str>,
}

/// The page.
#[derive(Clone, Copy, Debug)]
pub struct Sync<'a> {
    /// The course.
    pub course: Option<&'a str>,
    /// The list of people.
    pub back_href: &'a str,
    /// The links with a column.
    pub links: &'a [SyncLink<'a>],
    /// The learners of the one that is shown.
    pub lines: &'a [Line<'a>],
    /// What forms have to carry.
    pub form_token: &'a str,
}

/// The page.
#[must_use]
pub fn sync(shell: &Shell, sync: &Sync) -> Markup {
    let columns = [
        "roster-person",
        "sync-here",
        "sync-there",
        "sync-wins",
        "sync-last",
        "sync-do",
    ]
    .map(|key| shell.text(key));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let rows: Vec<Vec<Markup>> = sync
        .lines
        .iter()
        .map(|line| cells(shell, sync, line))
        .collect();
    let shown = sync.links.iter().find(|link| link.is_shown);
    layout::page(
        shell,
        &shell.text("sync-title"),
        html! {
            (ui::back(sync.back_href, &shell.text("roster-title")))
            (ui::heading(sync.course, &shell.text("sync-title"), Some(&shell.text("sync-lead"))))
            @if sync.links.len() > 1 {
                nav class="part-links" aria-label=(shell.text("sync-links")) {
                    ul role="list" {
                        @for link in sync.links {
                            li { a href=(link.href) aria-current=[link.is_shown.then_some("page")] { (link.title) } }
                        }
                    }
                }
            }
            @match (shown, rows.is_empty()) {
                (Some(link), false) => { (table(link.title, &columns, &rows)) }
                (Some(_), true) => { (ui::empty(Icon::Page, &shell.text("sync-empty-title"), &shell.text("sync-empty-text"))) }
                (None, _) => { (ui::empty(Icon::Page, &shell.text("sync-none-title"), &shell.text("sync-none-text"))) }
            }
            p class="hint" { (shell.text("sync-hint")) }
        },
    )
}

fn cells(shell: &Shell, sync: &Sync, line: &Line) -> Vec<Markup> {
    let amount = |points: &str, max: &str| {
        shell.text_with("told-points", &[("points", points), ("max", max)])
    };
    let wins = match (line.is_overridden, line.here) {
        (true, _) => "sync-wins-lms",
        (false, Some(_)) => "sync-wins-tool",
        (false, None) => "sync-wins-nobody",
    };
    vec![
        html! { (line.name.map_or_else(|| shell.text("roster-no-name"), str::to_owned)) },
        html! { @match line.here { Some((points, max)) => (amount(&points.to_string(), &max.to_string())), None => "–" } },
        html! { @match line.there { Some((points, max)) => (amount(points, max)), None => "–" } },
        html! { (shell.text(wins)) },
        html! {
            @match line.state { Some(state) => { (shell.text(state_key(state))) } None => { "–" } }
            @if let Some(at) = line.at { br; span class="hint" { (moment(shell, at)) } }
            @if let Some(reason) = line.reason {
                p { (reason_text(shell.language, reason)) }
                p class="hint" { (remedy_text(shell.language, reason)) }
            }
        },
        html! {
            @if let Some(action) = line.action {
                (form::button(&format!("{action}/again"), sync.form_token, "button", &shell.text("sync-again")))
                (form::button(&format!("{action}/accept"), sync.form_token, "button", &shell.text("sync-accept")))
            } @else { (icon::icon(Icon::Check)) span class="visually-hidden" { (shell.text("sync-nothing")) } }
        },
    ]
}
