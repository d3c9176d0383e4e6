//! `GET /`: the sites.

use axum::extract::State;
use axum::response::Response;
use maud::html;

use super::Page;
use crate::practice::lms::PracticeLms;

pub async fn show(State(lms): State<PracticeLms>) -> Response {
    let main = html! {
        h1 { "Practice LMS" }
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
