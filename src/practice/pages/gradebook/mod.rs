//! `/{site}/courses/{course}/gradebook`: who stands where. Staff see everybody, learners themselves, observers whom
//! they follow.

pub mod cell;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};

use super::{Page, Problem};
use crate::practice::router::At;
use crate::practice::router::visitor::visitor;
use crate::practice::site::course::Course;
use crate::practice::site::line_item::LineItem;
use crate::practice::site::person::Person;
use crate::practice::site::{Site, State as SiteState};

/// The table.
pub async fn show(
    State(at): State<At>,
    Path(course): Path<u32>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let site = &at.site;
    let state = site.lock();
    let me = signed_in(&state, visitor(&headers, site).as_deref())?;
    let course = state
        .course(course)
        .ok_or_else(|| Problem::not_found("course"))?;
    let learners: Vec<_> = course
        .enrolments
        .iter()
        .filter(|enrolment| {
            course.is_learner(&enrolment.login) && may_see(course, me, &enrolment.login)
        })
        .filter_map(|enrolment| state.person(&enrolment.login))
        .collect();
    let columns: Vec<_> = state
        .line_items
        .iter()
        .filter(|line_item| line_item.course == course.number)
        .collect();
    let main = html! {
        p.crumbs { a href=(site.path(&format!("/courses/{}", course.number))) { (course.title) } }
        h1 { "Gradebook" }
        div.scroll tabindex="0" role="region" aria-label="Gradebook" {
            table {
                thead {
                    tr {
                        th scope="col" { "Learner" }
                        @for column in &columns {
                            th scope="col" { (column.label) " " small { "of " (column.score_maximum) } }
                        }
                    }
                }
                tbody {
                    @for learner in learners {
                        tr {
                            th scope="row" {
                                (learner.name())
                                @if state.is_removed(&learner.login) { " " small { "no longer in the course" } }
                            }
                            @for column in &columns { td { (entry(site, column, learner)) } }
                        }
                    }
                }
            }
        }
    };
    Ok(Page::new("Gradebook")
        .of(site)
        .seen_by(Some(me))
        .show(&main))
}

fn entry(site: &Site, column: &LineItem, learner: &Person) -> Markup {
    let cell = column
        .cells
        .get(&learner.login)
        .cloned()
        .unwrap_or_default();
    let address = site.path(&format!(
        "/courses/{}/gradebook/{}/{}",
        column.course, column.number, learner.login
    ));
    html! {
        @if cell.is_untouched() {
            a href=(address) aria-label=(cell.state.words()) { "–" }
        } @else {
            a href=(address) {
                @if let Some(score) = cell.score { (score) ", " }
                (cell.state.words())
            }
        }
        @match cell.comments.len() {
            0 => "",
            1 => small { " 1 comment" },
            comments => small { " " (comments) " comments" },
        }
    }
}

/// Whoever is signed in; the gradebook is for nobody else.
fn signed_in<'a>(state: &'a SiteState, login: Option<&str>) -> Result<&'a Person, Problem> {
    login.and_then(|login| state.person(login)).ok_or_else(|| {
        Problem::new(
            StatusCode::UNAUTHORIZED,
            "Who are you?",
            "Choose somebody on the site's page first.",
        )
    })
}

fn may_see(course: &Course, me: &Person, login: &str) -> bool {
    let observed = course
        .enrolment(&me.login)
        .and_then(|enrolment| enrolment.observes.as_deref());
    me.administrator || course.is_staff(&me.login) || me.login == login || observed == Some(login)
}
