//! Every route of the practice LMS on one page.

pub mod parameters;
pub mod visitor;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use super::lms::PracticeLms;
use super::pages::{asset, course, front, item, people};
use super::protocol::{authorize, jwks, login};
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
    Router::new()
        .route(&path(""), get(people::show))
        .route(&path("/"), get(people::show).post(people::sign_in_as))
        .route(&path("/courses/{course}"), get(course::show))
        .route(&path("/courses/{course}/items/{item}"), get(item::show))
        .route(&path("/launch"), get(item::launch))
        .route(&path("/launch/raw"), get(login::start))
        .route(&path("/platform-storage"), get(item::storage))
        .route(
            &path(paths.authorization),
            get(authorize::authorize).post(authorize::authorize),
        )
        .route(&path(paths.jwks), get(jwks::show))
        .with_state(at)
}
