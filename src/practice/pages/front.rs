//! `GET /`: the sites.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use super::Page;
use crate::practice::guide::{Begin, Cast, Guide, Seat, Step};
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
        @if let Some(people) = &told.cast { (cast(people)) }
    }
}

/// A table that becomes a list of cards where there is little room; the roles keep it a table to those who hear it.
fn cast(told: &Cast) -> Markup {
    html! {
        h2 #who { (told.title) }
        p.lead { (told.lead) }
        table.cast role="table" aria-labelledby="who" {
            thead role="rowgroup" {
                tr role="row" {
                    th role="columnheader" scope="col" { "Who" }
                    th role="columnheader" scope="col" { "Where" }
                    th role="columnheader" scope="col" { "What to look at" }
                    th role="columnheader" scope="col" { span.unseen { "Open" } }
                }
            }
            tbody role="rowgroup" { @for seat in &told.people { (row(seat)) } }
        }
    }
}

fn row(seat: &Seat) -> Markup {
    html! {
        tr role="row" {
            th role="rowheader" scope="row" { (seat.name) }
            td role="cell" { strong { (seat.state) } small { (seat.of) } }
            td role="cell" { (seat.see) }
            td role="cell" { (begin(&seat.begin, Some(seat))) }
        }
    }
}

fn shown(step: &Step) -> Markup {
    html! {
        li.card {
            h2 { (step.title) }
            p { (step.text) }
            div.actions {
                @for beginning in &step.begin { (begin(beginning, None)) }
            }
        }
    }
}

/// The way to a place. `seat` says more about it where the label alone says little.
fn begin(begin: &Begin, seat: Option<&Seat>) -> Markup {
    let whole = |label: &str| seat.map(|seat| format!("{label} {} as {}", seat.of, seat.name));
    html! {
        @match begin {
            Begin::As { label, site, person } => {
                form method="post" action=(format!("/{site}/")) {
                    input type="hidden" name="person" value=(person);
                    button type="submit" { (label) }
                }
            }
            Begin::Item { label, site, person, item } => {
                a.button.second href=(format!("/{site}/launch?person={person}&item={item}"))
                    aria-label=[whole(label)] { (label) }
            }
            Begin::Page { label, address } => { a href=(address) { (label) } }
        }
    }
}
