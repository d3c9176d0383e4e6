//! `/{site}/courses/{course}/roster`: who is in the course.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::html;

use super::{Page, Problem};
use crate::practice::profile::Kind;
use crate::practice::protocol::id_token::roles;
use crate::practice::router::At;
use crate::practice::router::visitor::visitor;

/// The table; administrators can ask the tool about anybody's data from here.
pub async fn show(
    State(at): State<At>,
    Path(course): Path<u32>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let site = &at.site;
    let state = site.lock();
    let me = visitor(&headers, site).and_then(|login| state.person(&login));
    let course = state
        .course(course)
        .ok_or_else(|| Problem::not_found("course"))?;
    let administrator = me.is_some_and(|me| me.administrator);
    if !administrator && !me.is_some_and(|me| course.is_staff(&me.login)) {
        return Err(Problem::forbidden("The roster is for the course's staff."));
    }
    let ask_about_data = administrator && state.first_tool().is_some();
    let main = html! {
        p.crumbs { a href=(site.path(&format!("/courses/{}", course.number))) { (course.title) } }
        h1 { "Roster" }
        div.scroll tabindex="0" role="region" aria-label="Roster" {
            table {
                thead {
                    tr {
                        th scope="col" { "Name" }
                        th scope="col" { "Roles" }
                        th scope="col" { "LTI user id" }
                        @if ask_about_data { th scope="col" { "Data" } }
                    }
                }
                tbody {
                    @for enrolment in &course.enrolments {
                        @if let Some(person) = state.person(&enrolment.login) {
                            tr {
                                th scope="row" {
                                    (person.name())
                                    @if state.is_removed(&person.login) { " " small { "no longer in the course" } }
                                    @if enrolment.kind == Kind::Preview { " " small { "student preview" } }
                                }
                                td {
                                    @for role in roles(site.profile, person, Some(course)) {
                                        span.quiet title=(role) { (role.rsplit('/').next().unwrap_or(role)) " " }
                                    }
                                }
                                td { code { (person.sub) } }
                                @if ask_about_data {
                                    td {
                                        a href=(site.path(&format!("/launch?message=data_privacy&for={}", person.login))) {
                                            "What the tool knows about " (person.given_name)
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    };
    Ok(Page::new("Roster").of(site).seen_by(me).show(&main))
}
