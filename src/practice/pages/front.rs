//! `GET /`: the sites.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use super::Page;
use crate::practice::guide::{Begin, Guide, Step};
use crate::practice::lms::PracticeLms;

pub async fn show(State(lms): State<PracticeLms>) -> Response {
    let main = html! {
        @match lms.guide() {
            Some(told) => { (guide(told)) h2 { "The practice LMS" } }
            None => h1 { "Practice LMS" },
        }
        p.lead {
            "An LTI 1.3 platform to practise on. Each site below is an LMS of its own that acts like the product it is "
            "named after. People, courses and grades are invented and gone when the program stops."
        }
        ul.cards {
            @for site in lms.all_sites() {
                @let state = site.lock();
                li.card {
                    h2 { a href=(site.path("/")) { (site.profile.title) } }
                    @if let Some(course) = state.courses.first() { p { (course.title) } }
                    p.quiet {
                        @match state.tools.len() {
                            0 => "no tool registered",
                            1 => "1 tool registered",
                            tools => { (tools) " tools registered" },
                        }
                    }
                    p.quiet { code { (site.issuer) } }
                }
            }
        }
    };
    Page::new("Sites").show(&main)
}

fn guide(told: &Guide) -> Markup {
    html! {
        h1 { (told.title) }
        p.lead { (told.lead) }
        ol.guide { @for step in &told.steps { (shown(step)) } }
    }
}

fn shown(step: &Step) -> Markup {
    html! {
        li.card {
            h2 { (step.title) }
            p { (step.text) }
            div.actions {
                @for begin in &step.begin {
                    @match begin {
                        Begin::As { label, site, person } => {
                            form method="post" action=(format!("/{site}/")) {
                                input type="hidden" name="person" value=(person);
                                button type="submit" { (label) }
                            }
                        }
                        Begin::Page { label, address } => { a href=(address) { (label) } }
                    }
                }
            }
        }
    }
}
