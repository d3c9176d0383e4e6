//! `/{site}/courses/{course}`: what the course holds.

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use super::{Page, Problem};
use crate::practice::router::At;
use crate::practice::router::visitor::visitor;
use crate::practice::site::course::{Course, Item, ItemKind};
use crate::practice::site::{Site, State as SiteState};

/// Which picker led here.
#[derive(Debug, Deserialize)]
pub struct Told {
    told: Option<String>,
}

/// The course page.
pub async fn show(
    State(at): State<At>,
    Path(number): Path<u32>,
    Query(told): Query<Told>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let site = &at.site;
    let mut state = site.lock();
    let login = visitor(&headers, site);
    let notice = told.told.and_then(|picker| state.notices.remove(&picker));
    let notice = notice.filter(|notice| Some(&notice.person) == login.as_ref());
    let notice = notice.map(|notice| notice.text);
    let me = login.and_then(|login| state.person(&login));
    let course = state
        .course(number)
        .ok_or_else(|| Problem::not_found("course"))?;
    let staff = me.is_some_and(|me| me.administrator || course.is_staff(&me.login));
    let main = html! {
        h1 { (course.title) }
        p.quiet { (course.label) @if state.faults.course_concluded { " · concluded" } }
        @if me.is_none() {
            p.notice { "You have not said who you are. " a href=(site.path("/")) { "Choose somebody" } "." }
        }
        (links(site, &state, course, staff))
        @if state.tools.is_empty() {
            p.notice {
                "No tool is registered here yet. " a href=(site.path("/settings")) { "Register one" }
                " and the items below will open it."
            }
        }
        ul.items {
            @for item in course.items.iter().filter(|item| item.kind != ItemKind::Navigation) {
                (row(site, &state, course, item))
            }
        }
        @if staff {
            form method="post" action=(site.path(&format!("/courses/{}/copy", course.number))) {
                button.second type="submit" { "Copy this course" }
            }
        }
    };
    Ok(Page::new(course.title.clone())
        .of(site)
        .seen_by(me)
        .telling(notice)
        .show(&main))
}

/// `POST …/copy`: the course once more, as for the next term.
pub async fn copy(
    State(at): State<At>,
    Path(number): Path<u32>,
    headers: HeaderMap,
) -> Result<Redirect, Problem> {
    let mut state = at.site.lock();
    let course = state
        .course(number)
        .ok_or_else(|| Problem::not_found("course"))?;
    let me = visitor(&headers, &at.site).and_then(|login| state.person(&login));
    if !me.is_some_and(|me| me.administrator || course.is_staff(&me.login)) {
        return Err(Problem::forbidden("Only the course's staff copy it."));
    }
    let copy = state
        .copy_course(at.site.profile, number)
        .ok_or_else(|| Problem::not_found("course"))?;
    Ok(Redirect::to(&at.site.path(&format!("/courses/{copy}"))))
}

fn picker_address(site: &Site, course: &Course, placement: &str, client_id: &str) -> String {
    let query = Serializer::new(String::new())
        .append_pair("client_id", client_id)
        .finish();
    site.path(&format!(
        "/courses/{}/picker/{placement}?{query}",
        course.number
    ))
}

fn links(site: &Site, state: &SiteState, course: &Course, staff: bool) -> Markup {
    let placements = site.profile.deep_linking.placements;
    let active: Vec<_> = state.tools.iter().filter(|tool| tool.active).collect();
    let below = |path: &str| site.path(&format!("/courses/{}{path}", course.number));
    html! {
        nav.tabs aria-label="Course" {
            @for item in course.items.iter().filter(|item| item.kind == ItemKind::Navigation) {
                a href=(below(&format!("/items/{}", item.number))) { (item.title) }
            }
            @if staff {
                a href=(below("/roster")) { "Roster" }
            }
            a href=(below("/gradebook")) { "Gradebook" }
        }
        @if staff {
            @for (position, tool) in active.iter().enumerate() {
                p.actions {
                    @if active.len() > 1 { span { (tool.name) } }
                    @for (place, placement) in placements.iter().enumerate() {
                        a.button.second[position + place > 0]
                            href=(picker_address(site, course, placement.name, &tool.client_id)) {
                            (placement.label)
                        }
                    }
                }
            }
        }
    }
}

fn row(site: &Site, state: &SiteState, course: &Course, item: &Item) -> Markup {
    let line_item = state.line_item_of(item.number);
    let (kind, address) = match item.kind {
        ItemKind::Assignment => ("assignment", None),
        ItemKind::Link | ItemKind::Navigation => ("link", None),
        ItemKind::WebLink => ("web address", item.url.clone()),
    };
    let address = address
        .unwrap_or_else(|| site.path(&format!("/courses/{}/items/{}", course.number, item.number)));
    html! {
        li {
            a href=(address) { (item.title) }
            span.quiet {
                (kind)
                @if let Some(line_item) = line_item { ", " (line_item.score_maximum) " points" }
                @if let Some(due) = &item.due_at { ", due " (due) }
            }
        }
    }
}
