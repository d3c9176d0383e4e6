//! Who is signed in to a site: a cookie with a login. Anybody may be anybody here, so it protects nothing.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use cookie::{Cookie, SameSite};

use crate::practice::site::Site;

fn cookie_name(site: &Site) -> String {
    format!("practice-{}", site.profile.name)
}

/// The login of whoever is signed in.
pub fn visitor(headers: &HeaderMap, site: &Site) -> Option<String> {
    let name = cookie_name(site);
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// Signs somebody in with an answer.
pub fn sign_in(site: &Site, login: &str, mut answer: Response) -> Response {
    let cookie = Cookie::build((cookie_name(site), login.to_owned()))
        .path(site.path(""))
        .http_only(true)
        .same_site(SameSite::Lax)
        .build();
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        answer.headers_mut().append(SET_COOKIE, value);
    }
    answer
}
