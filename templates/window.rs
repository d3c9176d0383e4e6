//! More time, for those who run a programme: whose windows end when, and the page to give one of them more. Shows who and
//! until when, and nothing of the work.

use chrono::NaiveDate;
use maud::{Markup, html};

use crate::templates::layout::{self, Shell};
use crate::templates::ui::{
    self, Tone, form,
    icon::{self, Icon},
    moment::day,
    table::table,
};

/// A window.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    /// Whose, where that is known.
    pub name: Option<&'a str>,
    /// The micro-credential.
    pub title: &'a str,
    /// The number of the try.
    pub number: i64,
    /// The last day to hand in, where the organisation is.
    pub last_day: Option<NaiveDate>,
    /// How many days are left.
    pub days_left: Option<i64>,
    /// Its page.
    pub href: &'a str,
}

/// The list.
#[derive(Clone, Copy, Debug)]
pub struct Windows<'a> {
    /// Its address.
    pub href: &'a str,
    /// The desk.
    pub desk_href: &'a str,
    /// What was asked for.
    pub search: &'a str,
    /// The windows that are shown.
    pub shown: &'a [Window<'a>],
    /// How many there are.
    pub found: usize,
    /// The one that was given more time just now.
    pub extended: Option<Window<'a>>,
}

/// The list.
#[must_use]
pub fn windows(shell: &Shell, list: &Windows) -> Markup {
    let columns = [
        "roster-person",
        "roster-credential",
        "result-try",
        "windows-end",
        "windows-action",
    ];
    let columns = columns.map(|key| shell.text(key));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let rows: Vec<Vec<Markup>> = list.shown.iter().map(|one| cells(shell, one)).collect();
    let caption = shell.count(
        "windows-found",
        i64::try_from(list.found).unwrap_or(i64::MAX),
    );
    layout::page(
        shell,
        &shell.text("windows-title"),
        html! {
            (ui::back(list.desk_href, &shell.text("reading-back")))
            (ui::heading(None, &shell.text("windows-title"), Some(&shell.text("windows-lead"))))
            @if let Some(one) = &list.extended {
                div class="notice good" role="status" {
                    (icon::icon(Icon::Check))
                    div {
                        p class="notice-title" { (shell.text_with("windows-given", &[("name", &name(shell, one))])) }
                        p { (one.title) ": " (last_day(shell, one)) }
                    }
                }
            }
            form class="filters" role="search" method="get" action=(list.href) {
                div class="field" {
                    label for="search" { (shell.text("windows-search")) }
                    input type="search" id="search" name="search" value=(list.search);
                }
                button type="submit" class="button" { (icon::icon(Icon::Search)) (shell.text("roster-show")) }
            }
            @if list.shown.is_empty() {
                (ui::empty(Icon::Clock, &shell.text("windows-none-title"), &shell.text("windows-none-text")))
            } @else {
                (table(&caption, &columns, &rows))
                @if list.shown.len() < list.found { p class="hint" { (shell.text("windows-more")) } }
            }
            p class="hint" { (shell.text("windows-over")) }
        },
    )
}

fn name(shell: &Shell, one: &Window) -> String {
    one.name
        .map_or_else(|| shell.text("roster-no-name"), str::to_owned)
}

fn last_day(shell: &Shell, one: &Window) -> String {
    one.last_day
        .map_or_else(String::new, |date| day(shell, date))
}

fn cells(shell: &Shell, one: &Window) -> Vec<Markup> {
    let name = name(shell, one);
    vec![
        html! { (name) },
        html! { (one.title) },
        html! { (one.number) },
        html! {
            (last_day(shell, one))
            @if let Some(days) = one.days_left { br; span class="hint" { (shell.count("windows-left", days)) } }
        },
        html! {
            a href=(one.href) { (shell.text("windows-give")) span class="visually-hidden" { ": " (name) ", " (one.title) } }
        },
    ]
}

/// The page to give more time.
#[derive(Clone, Copy, Debug)]
pub struct MoreTime<'a> {
    /// The window.
    pub window: Window<'a>,
    /// The list.
    pub list_href: &'a str,
    /// What forms have to carry.
    pub form_token: &'a str,
    /// The first day that is more time, `2026-12-02`.
    pub least: &'a str,
    /// The last day that can be given.
    pub most: &'a str,
    /// What was chosen.
    pub until: &'a str,
    /// Why.
    pub reason: &'a str,
    /// Whether it was sent and the day does not do.
    pub is_odd_day: bool,
    /// Whether it was sent without a reason.
    pub is_without_reason: bool,
}

/// The page to give more time.
#[must_use]
pub fn more_time(shell: &Shell, page: &MoreTime) -> Markup {
    let window = &page.window;
    let name = name(shell, window);
    let described = |id: &str, is_odd: bool| {
        if is_odd {
            format!("{id}-hint {id}-error")
        } else {
            format!("{id}-hint")
        }
    };
    layout::page(
        shell,
        &shell.text("windows-give"),
        html! {
            (ui::back(page.list_href, &shell.text("windows-back")))
            (ui::heading(Some(window.title), &shell.text_with("windows-give-to", &[("name", &name)]), None))
            dl class="facts" {
                div { dt { (shell.text("result-try")) } dd { (window.number) } }
                div { dt { (shell.text("windows-end")) } dd {
                    (last_day(shell, window))
                    @if let Some(days) = window.days_left { " · " (shell.count("windows-left", days)) }
                } }
            }
            form class="stack" method="post" action=(window.href) {
                (form::token(page.form_token))
                div class="field" {
                    label for="until" { (shell.text("windows-until")) }
                    p class="hint" id="until-hint" { (shell.text("windows-until-hint")) }
                    input type="date" id="until" name="until" value=(page.until) min=(page.least) max=(page.most) required
                        aria-describedby=(described("until", page.is_odd_day)) aria-invalid=[page.is_odd_day.then_some("true")];
                    @if page.is_odd_day {
                        p class="field-error" id="until-error" { (icon::icon(Icon::Alert)) (shell.text("windows-until-odd")) }
                    }
                }
                div class="field wide" {
                    label for="reason" { (shell.text("windows-reason")) }
                    p class="hint" id="reason-hint" { (shell.text("windows-reason-hint")) }
                    textarea id="reason" name="reason" rows="3" required
                        aria-describedby=(described("reason", page.is_without_reason)) aria-invalid=[page.is_without_reason.then_some("true")] { (page.reason) }
                    @if page.is_without_reason {
                        p class="field-error" id="reason-error" { (icon::icon(Icon::Alert)) (shell.text("windows-reason-odd")) }
                    }
                }
                p class="actions" {
                    button type="submit" class="button primary large" { (shell.text("windows-give")) }
                    a class="button" href=(page.list_href) { (shell.text("windows-back")) }
                }
            }
            (ui::notice(Tone::Info, &shell.text("windows-told-title"), Some(&shell.text("windows-told-text"))))
        },
    )
}
