//! `/{site}/`: who do you want to be?

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Page, Problem};
use crate::practice::profile::Kind;
use crate::practice::router::At;
use crate::practice::router::visitor::{sign_in, visitor};
use crate::practice::site::State as SiteState;
use crate::practice::site::person::Person;

/// Who to become.
#[derive(Debug, Deserialize)]
pub struct Choice {
    person: String,
}

/// The form, and links to what is worth seeing.
pub async fn show(State(at): State<At>, headers: HeaderMap) -> Response {
    let site = &at.site;
    let state = site.lock();
    let me = visitor(&headers, site).and_then(|login| state.person(&login));
    let main = html! {
        h1 { (site.profile.title) }
        @if let Some(me) = me {
            p {
                "Go on as " (me.name()) ": "
                @for course in &state.courses {
                    a href=(site.path(&format!("/courses/{}", course.number))) { (course.title) } " "
                }
            }
        }
        form method="post" action=(site.path("/")) {
            fieldset {
                legend { "Who are you?" }
                @for person in state.people.iter().filter(|person| person.alias.is_some()) {
                    label.choice {
                        input type="radio" name="person" value=(person.login)
                            checked[me.is_some_and(|me| me.login == person.login)] required;
                        span { (person.name()) " " small { (part(&state, person)) } }
                    }
                }
            }
            details {
                summary { "Another learner" }
                @for person in state.people.iter().filter(|person| person.alias.is_none()) {
                    label.choice {
                        input type="radio" name="person" value=(person.login)
                            checked[me.is_some_and(|me| me.login == person.login)];
                        span { (person.name()) }
                    }
                }
            }
            button type="submit" { "Open the course" }
        }
        p { a href=(site.path("/settings")) { "Settings: tools, faults and keys" } }
    };
    Page::new(site.profile.title)
        .of(site)
        .seen_by(me)
        .show(&main)
}

/// Signs somebody in and opens the course.
pub async fn sign_in_as(
    State(at): State<At>,
    Form(choice): Form<Choice>,
) -> Result<Response, Problem> {
    let login = {
        let state = at.site.lock();
        state
            .person(&choice.person)
            .map(|person| person.login.clone())
    };
    let login = login.ok_or_else(|| Problem::not_found("person"))?;
    Ok(sign_in(
        &at.site,
        &login,
        Redirect::to(&at.site.path("/courses/1")).into_response(),
    ))
}

/// What somebody is in the first course.
fn part(state: &SiteState, person: &Person) -> Markup {
    let enrolment = state
        .courses
        .first()
        .and_then(|course| course.enrolment(&person.login));
    let observed = enrolment
        .and_then(|enrolment| state.person(enrolment.observes.as_deref()?))
        .map(Person::name);
    html! {
        @match enrolment.map(|enrolment| enrolment.kind) {
            Some(Kind::Teacher) => "teacher",
            Some(Kind::Assistant) => "teaching assistant",
            Some(Kind::Learner) => "learner",
            Some(Kind::Observer) => { "observer" @if let Some(name) = observed { " of " (name) } },
            Some(Kind::Preview) => "student preview",
            _ if person.colleague => "colleague from the district, not in the course",
            Some(Kind::Administrator | Kind::Colleague) | None => "account administrator, not in the course",
        }
        @if person.locale == "es" { ", reads Spanish" }
    }
}
