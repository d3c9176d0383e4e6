//! Whether the course is set up so that scores arrive and open the way, as a list to go through, with the exact numbers and
//! steps for the product.

use maud::{Markup, html};

use crate::domain::placement::{self, GradeMode, hundredths};
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{
    self, Tone,
    icon::{self, Icon},
};

/// A column that is wanted.
pub use placement::Column;

/// What is known of a column at the LMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnThere {
    /// There is none, and none can be made.
    No,
    /// There is none yet; it is made with the first score.
    ToBeMade,
    /// There is one; it could not be looked at.
    Unread,
    /// There is one, with this maximum in millionths.
    Maximum(u64),
}

/// A link of the course.
#[derive(Clone, Copy, Debug)]
pub struct SetupLink<'a> {
    /// What it shows; nothing where it has come loose.
    pub title: Option<&'a str>,
    /// As the course calls it.
    pub link_title: Option<&'a str>,
    /// What the gradebook gets.
    pub grade_mode: GradeMode,
    /// The column that it wants, and what is known of it.
    pub column: Option<(Column, ColumnThere)>,
}

/// The page.
#[derive(Clone, Copy, Debug)]
pub struct Setup<'a> {
    /// The course.
    pub course: Option<&'a str>,
    /// The list of people.
    pub back_href: &'a str,
    /// The links of the course.
    pub links: &'a [SetupLink<'a>],
    /// The code of the product's profile.
    pub profile: &'a str,
    /// The permissions that the LMS has not given.
    pub missing_scopes: &'a [&'a str],
}

/// The page.
#[must_use]
pub fn setup(shell: &Shell, setup: &Setup) -> Markup {
    layout::page(
        shell,
        &shell.text("checkup-title"),
        html! {
            (ui::back(setup.back_href, &shell.text("roster-title")))
            (ui::heading(setup.course, &shell.text("checkup-title"), Some(&shell.text("checkup-lead"))))
            (permissions(shell, setup.missing_scopes))
            @if setup.links.is_empty() {
                (ui::empty(Icon::Award, &shell.text("role-instructor-empty-title"), &shell.text("role-instructor-empty-text")))
            }
            @for link in setup.links { (link_card(shell, setup, link)) }
            (by_hand(shell, setup))
        },
    )
}

fn permissions(shell: &Shell, missing: &[&str]) -> Markup {
    html! {
        @if missing.is_empty() {
            (ui::notice(Tone::Good, &shell.text("checkup-permissions-title"), Some(&shell.text("checkup-permissions-text"))))
        } @else {
            div class="notice attention" {
                (icon::icon(Icon::Clock))
                div {
                    p class="notice-title" { (shell.text("checkup-missing-title")) }
                    p { (shell.text("checkup-missing-text")) }
                    ul class="plain codes" { @for scope in missing { li { code { (scope) } } } }
                }
            }
        }
    }
}

/// Whether something is as it should be, in words.
fn point(tone: Tone, text: &str) -> Markup {
    let icon = if tone == Tone::Good {
        Icon::Check
    } else {
        Icon::Clock
    };
    html! { li class=[(tone != Tone::Good).then_some("open")] { (icon::icon(icon)) div { (text) } } }
}

fn link_card(shell: &Shell, setup: &Setup, link: &SetupLink) -> Markup {
    let name = link.title.or(link.link_title);
    html! {
        section class="card" {
            h2 { (name.map_or_else(|| shell.text("checkup-loose"), str::to_owned)) }
            ul class="marks-told" role="list" {
                @if link.title.is_none() { (point(Tone::Attention, &shell.text("checkup-loose-text"))) }
                @match link.column {
                    None if link.title.is_some() => { (point(Tone::Good, &shell.text("checkup-no-column"))) }
                    None => {}
                    Some((column, there)) => { (column_points(shell, setup, link, column, there)) }
                }
            }
        }
    }
}

fn column_points(
    shell: &Shell,
    setup: &Setup,
    link: &SetupLink,
    column: Column,
    there: ColumnThere,
) -> Markup {
    let max = column.maximum.to_string();
    let with = |key: &str, points: &str| shell.text_with(key, &[("points", points), ("max", &max)]);
    let own = column.score_at_least.to_string();
    html! {
        @match there {
            ColumnThere::No => { (point(Tone::Attention, &with("checkup-column-none", &own))) }
            ColumnThere::ToBeMade => { (point(Tone::Good, &with("checkup-column-later", &own))) }
            ColumnThere::Unread => { (point(Tone::Attention, &with("checkup-column-unread", &own))) }
            ColumnThere::Maximum(found) if found == u64::from(column.maximum) * 1_000_000 => {
                (point(Tone::Good, &with("checkup-column-fits", &own)))
            }
            ColumnThere::Maximum(found) => {
                @let found = hundredths(found / 10_000);
                (point(Tone::Attention, &shell.text_with("checkup-column-other", &[("number", &found), ("max", &max)])))
            }
        }
        @if link.grade_mode == GradeMode::Points || link.grade_mode == GradeMode::PassOnly {
            @let at_least = match there {
                ColumnThere::Maximum(found) => hundredths(column.score_at_least_of(found)),
                _ => own.clone(),
            };
            (point(Tone::Good, &shell.text_with(rule_key(setup.profile), &[("points", &at_least)])))
        }
    }
}

const fn rule_key(profile: &str) -> &'static str {
    match profile.as_bytes() {
        b"canvas" => "checkup-rule-canvas",
        b"moodle" => "checkup-rule-moodle",
        _ => "checkup-rule-other",
    }
}

/// What only somebody in the LMS can see.
fn by_hand(shell: &Shell, setup: &Setup) -> Markup {
    let keys: &[&str] = match setup.profile {
        "canvas" => &[
            "checkup-canvas-posting",
            "checkup-canvas-attempts",
            "checkup-canvas-points",
        ],
        "moodle" => &["checkup-moodle-grades", "checkup-moodle-points"],
        _ => &["checkup-other-visible", "checkup-other-attempts"],
    };
    html! {
        section class="card quiet" aria-labelledby="by-hand" {
            h2 id="by-hand" { (shell.text("checkup-by-hand")) }
            p { (shell.text("checkup-by-hand-text")) }
            ol { @for key in keys { li { (shell.text(key)) } } }
        }
    }
}
