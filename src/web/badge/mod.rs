//! Badges and what belongs to them, for everybody: pages for people, documents for programs, pictures; and for their
//! holders the pages on which they take them along and choose what others see.

mod accept;
mod achievement;
mod certificate;
mod document;
mod issuer;
mod list;
mod mine;
mod older;
mod public;
mod view;

use axum::Router;
use axum::routing::get;

pub use document::opened;

use crate::app::{App, Error};
use crate::web::Failure;

/// The addresses of badges. They are written into badges and may never mean something else.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/badges/{name}", get(public::show))
        .route("/achievements/{version}", get(achievement::show))
        .route(
            "/achievements/{version}/{name}",
            get(achievement::badge_picture),
        )
        .route(
            "/achievements/{version}/images/{name}",
            get(achievement::image),
        )
        .route("/issuers/{slug}", get(issuer::show))
        .route("/.well-known/did.json", get(issuer::host_did))
        .route("/issuers/{slug}/did.json", get(issuer::did))
        .route("/status/{list}", get(list::show))
        .route("/ob2/issuers/{slug}", get(older::issuer))
        .route("/ob2/achievements/{version}", get(older::class))
        .route("/ob2/badges/{code}", get(older::assertion))
}

/// The pages of holders.
pub fn of_holders() -> Router<App> {
    Router::new()
        .route(
            "/app/l/{launch}/badges/{code}",
            get(mine::show).post(mine::share),
        )
        .route(
            "/app/l/{launch}/badges/{code}/certificate.pdf",
            get(certificate::show),
        )
}

/// What is not there is told in the words for badges.
fn no_badge(error: Error) -> Failure {
    match error {
        Error::NotFound(_) => Failure::NoBadge("badge-not-found"),
        error => error.into(),
    }
}
