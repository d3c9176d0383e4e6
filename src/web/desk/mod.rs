//! The pages of those who read work: the desk, one reading, what it comes to, and the pages of leads and screeners. Who may
//! see or do what is the use cases' to say; whoever may not gets "not found".

mod case;
mod evidence;
mod form;
mod home;
mod lead;
mod reading;
mod review;
mod screening;
mod view;
mod write;

use std::str::FromStr;

use axum::Router;
use axum::routing::{get, post};
use maud::Markup;

pub use home::{is_all, ways};
pub use view::desk_href;

use super::Failure;
use super::extract::Session;
use super::page::{Page, Policy};
use crate::app::{App, Error};
use crate::domain::id::{AttemptId, ReadingSlotId};

/// The routes of everything below the desk but what is written.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/app/l/{launch}/desk", get(home::desk))
        .route("/app/l/{launch}/desk/next", post(home::next))
        .route("/app/l/{launch}/desk/{slot}/begin", post(reading::begin))
        .route(
            "/app/l/{launch}/desk/{slot}/release",
            post(reading::release),
        )
        .route("/app/l/{launch}/desk/{slot}/recuse", post(reading::recuse))
        .route("/app/l/{launch}/desk/{slot}/resume", post(reading::resume))
        .route("/app/l/{launch}/desk/{slot}/tab", post(reading::tab))
        .route(
            "/app/l/{launch}/desk/{slot}/review",
            get(review::show).post(review::submit),
        )
        .route(
            "/app/l/{launch}/desk/{slot}/files/{file}",
            get(evidence::file),
        )
        .route(
            "/app/l/{launch}/desk/{slot}/images/{name}",
            get(evidence::image),
        )
        .route("/app/l/{launch}/desk/{slot}/take", post(lead::take))
        .route("/app/l/{launch}/desk/{slot}/assign", post(lead::assign))
        .route("/app/l/{launch}/desk/{slot}/beside", get(lead::beside))
        .route(
            "/app/l/{launch}/desk/{slot}/return-both",
            post(lead::return_both),
        )
        .route("/app/l/{launch}/desk/lead", get(lead::list))
        .route("/app/l/{launch}/desk/lead/{attempt}", get(case::show))
        .route(
            "/app/l/{launch}/desk/lead/{attempt}/release",
            post(case::release),
        )
        .route("/app/l/{launch}/desk/lead/{attempt}/hold", post(case::hold))
        .route(
            "/app/l/{launch}/desk/lead/{attempt}/readings/{reading}/send-back",
            post(case::send_back),
        )
        .route(
            "/app/l/{launch}/desk/lead/{attempt}/files/{file}",
            get(evidence::led_file),
        )
        .route(
            "/app/l/{launch}/desk/lead/{attempt}/images/{name}",
            get(evidence::led_image),
        )
        .route("/app/l/{launch}/desk/screening", get(screening::list))
        .route(
            "/app/l/{launch}/desk/screening/{attempt}",
            get(screening::show),
        )
        .route(
            "/app/l/{launch}/desk/screening/{attempt}/pass",
            post(screening::pass),
        )
        .route(
            "/app/l/{launch}/desk/screening/{attempt}/return",
            post(screening::give_back),
        )
        .route(
            "/app/l/{launch}/desk/screening/{attempt}/files/{file}",
            get(evidence::screened_file),
        )
        .route(
            "/app/l/{launch}/desk/screening/{attempt}/images/{name}",
            get(evidence::screened_image),
        )
}

/// The route of what is written, which is more than other forms are.
pub fn writing() -> Router<App> {
    Router::new().route(
        "/app/l/{launch}/desk/{slot}",
        get(reading::show).post(write::save).put(write::autosave),
    )
}

/// The id in an address; one that is none names nothing.
fn id<T: FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

fn slot_id(text: &str) -> Result<ReadingSlotId, Failure> {
    id(text)
}

fn attempt_id(text: &str) -> Result<AttemptId, Failure> {
    id(text)
}

/// To whoever may not read work, there is none.
fn hidden(error: Error) -> Failure {
    match error {
        Error::NotAllowed(_) => Failure::NotFound,
        error => error.into(),
    }
}

fn page(session: &Session, markup: Markup) -> Page {
    Page::new(markup, Policy::launch(&session.launch))
}
