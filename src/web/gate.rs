//! A gate of a course, and how things that gates and stacks name are shown.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};

use super::Failure;
use super::extract::{Session, Visitor};
use super::gate_award::{Before, Filled, Typed, told};
use super::launch::address;
use super::page::{Page, Policy};
use crate::app::gate::{self, Course, Item, Shown};
use crate::app::{App, notice, placement};
use crate::clock::Timestamp;
use crate::domain::enrollment::Held as Holds;
use crate::domain::gate::Progress;
use crate::domain::id::{LaunchId, PlacementId};
use crate::domain::placement::GradeMode;
use crate::domain::role::Role;
use crate::templates::catalog::entry::Entry;
use crate::templates::gate::{
    self as template, Held, Part, Product, Setting, Setup, Standing, Terms,
};

/// A gate or a stack that is placed in the course.
///
/// # Errors
/// [`Failure::NotFound`] for a link of another course.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Path((_, id)): Path<(LaunchId, String)>,
    Query(before): Query<Before>,
) -> Result<Response, Failure> {
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let typed = Typed::Nothing {
        is_saved: before.is_saved(),
    };
    with(&app, &visitor, &session, id, typed).await
}

/// The page of a gate.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn page(
    app: &App,
    visitor: &Visitor,
    session: &Session,
    id: PlacementId,
) -> Result<Response, Failure> {
    with(
        app,
        visitor,
        session,
        id,
        Typed::Nothing { is_saved: false },
    )
    .await
}

/// The same, with what was typed into the form of what the course gives.
pub(super) async fn with(
    app: &App,
    visitor: &Visitor,
    session: &Session,
    id: PlacementId,
    typed: Typed,
) -> Result<Response, Failure> {
    let launch = &session.launch;
    let home = address(launch.id);
    let shown = gate::show(app, session, id).await?;
    let award = match shown.stack {
        None => gate::award(app, session, id).await?,
        Some(_) => None,
    };
    let code = award.as_ref().and_then(|award| award.code);
    let badge = code.map(|code| format!("{home}/badges/{code}"));
    let may_set = shown.stack.is_none() && gate::may_set_award(app, session).await?;
    let filled = if may_set {
        Some(Filled::read(app, session, (id, award.as_ref()), typed).await?)
    } else {
        None
    };
    let is_own = launch.placement_id == Some(id);
    let course = match launch.role {
        Role::Instructor => Some(gate::course(app, session, id).await?),
        _ => None,
    };
    if course.is_some() {
        notice::mark_seen(app, session, &[id.to_string()]).await?;
    }
    let may_change = is_own && placement::may_change(app, session).await?;
    let change = format!("{home}/choose");
    let mine = format!("{home}/mine");
    let shell = visitor.shell_in(launch.locale.as_deref());
    let draw = |part: Part<'_>| {
        let view = template::Gate {
            title: &shown.title,
            course: launch.course.as_deref(),
            requires: &shown.requires,
            items: &items(session, &shown.items),
            terms: terms(&shown),
            has_column: shown.grade_mode != GradeMode::None,
            award: award.as_ref().map(|award| told(award, badge.as_deref())),
            part,
            back_href: (!is_own).then_some(home.as_str()),
            mine_href: &mine,
            change_href: may_change.then_some(change.as_str()),
        };
        template::page(&shell, &view)
    };
    let markup = match &course {
        Some(course) => {
            let setting = filled
                .as_ref()
                .map(|form| form.setting(&session.form_token));
            with_setup(&launch.profile, &shown, (course, setting), |setup| {
                draw(Part::Instructor(setup))
            })
        }
        None if launch.role.may_earn() => draw(Part::Learner(Standing {
            progress: shown.progress,
            state: shown.state,
        })),
        None => draw(Part::Onlooker),
    };
    Ok(Page::new(markup, Policy::launch(launch)).into_response())
}

fn terms(shown: &Shown) -> Terms {
    Terms {
        counts_existing: shown.terms.counts_existing,
        current_only: shown.terms.current_only,
        newest_only: !shown.terms.since_major.is_empty(),
    }
}

fn with_setup<T>(
    profile: &str,
    shown: &Shown,
    (course, award): (&Course, Option<Setting<'_>>),
    draw: impl FnOnce(&Setup<'_>) -> T,
) -> T {
    let whole = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let counts: Vec<_> = course
        .counts
        .iter()
        .map(|count| (count.state, whole(count.held), count.learners))
        .collect();
    let lost: Vec<_> = course
        .lost
        .iter()
        .map(|behind| {
            let progress = Progress {
                held: whole(behind.held),
                required: whole(behind.required),
            };
            (behind.name.as_deref(), progress)
        })
        .collect();
    let columns: Vec<_> = course
        .columns
        .iter()
        .map(|line| template::Column {
            title: &line.title,
            language: &line.language,
            score_at_least: line.column.score_at_least,
            maximum: line.column.maximum,
        })
        .collect();
    draw(&Setup {
        product: Product::of(profile),
        counts: &counts,
        lost: &lost,
        columns: &columns,
        required: shown.progress.required,
        award,
    })
}

/// What a gate or a stack names, each with its page in this session.
#[must_use]
pub fn items<'a>(session: &Session, items: &'a [Item]) -> Vec<template::Item<'a>> {
    let home = address(session.launch.id);
    let is_personal = session.launch.role.may_earn();
    items
        .iter()
        .map(|item| template::Item {
            leaf: &item.leaf,
            entry: item.entry.as_ref().map(|entry| {
                let below = if entry.stack_id.is_some() { "s" } else { "c" };
                Entry {
                    slug: &entry.slug,
                    summary: &entry.summary,
                    href: Some(format!("{home}/{below}/{}", entry.slug)),
                }
            }),
            is_here: item.is_here,
            counts: is_personal && item.counts,
            held: held(item.held, item.issued_at, item.valid_until),
            standing: item.standing,
            is_personal,
        })
        .collect()
}

/// What somebody holds, in the words of the pages.
#[must_use]
pub fn held(held: Holds, since: Option<Timestamp>, until: Option<Timestamp>) -> Held {
    match (held, since) {
        (Holds::Valid, Some(since)) => Held::Valid {
            since: since.rfc3339(),
            until: until.map(Timestamp::rfc3339),
        },
        (Holds::Expired, _) => Held::Over {
            at: until.map(Timestamp::rfc3339),
        },
        (Holds::Valid, None) | (Holds::Stopped | Holds::Nothing, _) => Held::Nothing,
    }
}
