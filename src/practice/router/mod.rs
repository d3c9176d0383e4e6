//! Every route of the practice LMS on one page.

pub mod parameters;
pub mod visitor;

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::lms::PracticeLms;
use super::pages::Problem;
use super::pages::{self, asset, course, front, gradebook, item, people, picker, roster, settings};
use super::protocol::{authorize, deep_linking, jwks, login, registration, token};
use super::services::{fault, line_item, membership, result, score};
use super::site::Site;
use crate::clock::Timestamp;

/// What every handler of a site is given.
#[derive(Clone, Debug)]
pub struct At {
    pub lms: PracticeLms,
    pub site: Arc<Site>,
}

impl At {
    pub fn now(&self) -> Timestamp {
        self.lms.clock().now()
    }
}

/// The routes of all sites.
pub fn router(lms: &PracticeLms) -> Router {
    let shared = Router::new()
        .route("/", get(front::show))
        .route("/assets/{name}", get(asset::show))
        .with_state(lms.clone());
    lms.all_sites()
        .iter()
        .map(|site| {
            site_router(At {
                lms: lms.clone(),
                site: Arc::clone(site),
            })
        })
        .fold(shared, Router::merge)
}

fn site_router(at: At) -> Router {
    let site = Arc::clone(&at.site);
    let path = |path: &str| site.path(path);
    let paths = &site.profile.paths;
    let own_pages = Router::new()
        .route(&path(""), get(people::show))
        .route(&path("/"), get(people::show).post(people::sign_in_as))
        .route(&path("/courses/{course}"), get(course::show))
        .route(&path("/courses/{course}/items/{item}"), get(item::show))
        .route(
            &path("/courses/{course}/picker/{placement}"),
            get(picker::show),
        )
        .route(&path("/courses/{course}/copy"), post(course::copy))
        .route(&path("/courses/{course}/roster"), get(roster::show))
        .route(&path("/courses/{course}/gradebook"), get(gradebook::show))
        .route(
            &path("/courses/{course}/gradebook/{line_item}/{login}"),
            get(gradebook::cell::show).post(gradebook::cell::grade),
        )
        .route(&path("/settings"), get(settings::show))
        .route(&path("/settings/rotate-keys"), post(settings::rotate_keys))
        .route(&path("/settings/faults"), post(settings::switch_faults))
        .route(&path("/settings/tools"), post(settings::add_tool))
        .route(
            &path("/settings/tools/{client_id}/activate"),
            post(settings::activate_tool),
        )
        .route(
            &path("/settings/registrations"),
            post(pages::registration::start),
        )
        .route(
            &path("/settings/registrations/{token}"),
            get(pages::registration::show),
        )
        .layer(from_fn(refuse_foreign_forms));
    let messages = Router::new()
        .route(&path("/launch"), get(item::launch))
        .route(&path("/launch/raw"), get(login::start))
        .route(&path("/platform-storage"), get(item::storage))
        .route(
            &path(paths.authorization),
            get(authorize::authorize).post(authorize::authorize),
        )
        .route(&path(paths.jwks), get(jwks::show))
        .route(&path("/deep-linking/return"), post(deep_linking::take))
        .route(
            &path("/openid-configuration"),
            get(registration::configuration::show),
        )
        .route(
            &path(paths.registration),
            post(registration::create)
                .get(registration::show)
                .put(registration::update),
        );
    let line_item = |below: &str| format!("{}{below}", path(paths.line_item));
    let services = Router::new()
        .route(
            &path(paths.line_items),
            get(line_item::list).post(line_item::create),
        )
        .route(
            &line_item(""),
            get(line_item::show)
                .put(line_item::update)
                .delete(line_item::delete),
        )
        .route(&line_item("/scores"), post(score::create))
        .route(&line_item("/results"), get(result::list))
        .route(&path(paths.memberships), get(membership::list))
        .layer(from_fn_with_state(at.clone(), fault::lose_answer));
    let called_by_tools = services
        .route(&path(paths.token), post(token::issue))
        .layer(from_fn_with_state(at.clone(), fault::interrupt));
    own_pages
        .merge(messages)
        .merge(called_by_tools)
        .with_state(at)
}

/// Forms of the LMS's own pages are taken from its own pages only.
async fn refuse_foreign_forms(request: Request, next: Next) -> Response {
    let foreign = request
        .headers()
        .get("sec-fetch-site")
        .is_some_and(|site| site == "cross-site");
    if foreign && request.method() == Method::POST {
        return Problem::new(
            StatusCode::FORBIDDEN,
            "Not from here",
            "This form was sent by another site.",
        )
        .into_response();
    }
    next.run(request).await
}
