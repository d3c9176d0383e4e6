//! The part of the settings that switches faults.

use axum::extract::State;
use axum::response::Redirect;
use maud::{Markup, html};

use crate::practice::faults::Faults;
use crate::practice::router::At;
use crate::practice::router::parameters::Parameters;
use crate::practice::site::{Site, State as SiteState};

/// The switches as they are.
pub fn form(site: &Site, state: &SiteState) -> Markup {
    let faults = &state.faults;
    let learners = state.people.iter().filter(|person| {
        state
            .courses
            .iter()
            .any(|course| course.is_learner(&person.login))
    });
    html! {
        form method="post" action=(site.path("/settings/faults")) {
            fieldset {
                legend { "Service calls" }
                (number("slow_ms", "Wait before each answer, in milliseconds", faults.slow_ms))
                (number("too_many_requests", "Answer the next … with 429", u64::from(faults.too_many_requests)))
                (number("retry_after_seconds", "… with Retry-After, in seconds", u64::from(faults.retry_after_seconds)))
                (number("server_errors", "Answer the next … with 500, doing nothing", u64::from(faults.server_errors)))
                (number("lost_answers", "Carry out the next … writes and lose the answer", u64::from(faults.lost_answers)))
                (switch("cut_connection", "Lose it by cutting the connection instead of 502", faults.cut_connection))
                (switch("extensions_refused", "Refuse score messages with extensions", faults.extensions_refused))
            }
            fieldset {
                legend { "Course" }
                (switch("course_concluded", "The course has concluded", faults.course_concluded))
                @if site.profile.score.submissions {
                    (number("allowed_attempts", "Attempts allowed, 0 for no limit", u64::from(faults.allowed_attempts)))
                }
                label.field {
                    "Taken out of the course"
                    select name="removed_people" multiple size="5" {
                        @for person in learners {
                            option value=(person.login) selected[state.is_removed(&person.login)] { (person.name()) }
                        }
                    }
                }
            }
            fieldset {
                legend { "Keys" }
                (switch("keys_rotated", "Sign with another key and drop the old one", faults.keys_rotated))
            }
            button type="submit" { "Set faults" }
        }
    }
}

fn number(name: &str, label: &str, value: u64) -> Markup {
    html! {
        label.field { (label) input type="number" name=(name) min="0" value=(value); }
    }
}

fn switch(name: &str, label: &str, on: bool) -> Markup {
    html! {
        label.choice { input type="checkbox" name=(name) value="on" checked[on]; span { (label) } }
    }
}

/// `POST …/settings/faults`.
pub async fn switch_faults(State(at): State<At>, form: Parameters) -> Redirect {
    let count = |name| form.one(name).parse().unwrap_or(0);
    let on = |name| !form.one(name).is_empty();
    let faults = Faults {
        slow_ms: form.one("slow_ms").parse().unwrap_or(0),
        too_many_requests: count("too_many_requests"),
        retry_after_seconds: count("retry_after_seconds"),
        server_errors: count("server_errors"),
        lost_answers: count("lost_answers"),
        cut_connection: on("cut_connection"),
        course_concluded: on("course_concluded"),
        removed_people: form.all("removed_people"),
        keys_rotated: on("keys_rotated"),
        allowed_attempts: count("allowed_attempts"),
        extensions_refused: on("extensions_refused"),
    };
    at.site.lock().switch_faults(faults);
    Redirect::to(&at.site.path("/settings"))
}
