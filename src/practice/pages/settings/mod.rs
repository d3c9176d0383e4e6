//! `/{site}/settings`: tools, faults and keys.

mod fault;
mod tool;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{Redirect, Response};
use maud::{Markup, html};

use super::Page;
use crate::practice::router::At;
use crate::practice::router::parameters::Parameters;
use crate::practice::router::visitor::visitor;
use crate::practice::site::Site;

pub use fault::switch_faults;
pub use tool::{activate as activate_tool, add as add_tool};

/// The settings page. Whoever comes may change them: it is a practice LMS.
pub async fn show(State(at): State<At>, headers: HeaderMap) -> Response {
    let site = &at.site;
    let state = site.lock();
    let me = visitor(&headers, site).and_then(|login| state.person(&login));
    let main = html! {
        h1 { "Settings" }
        (addresses(site))
        h2 { "Tools" }
        (tool::list(site, &state))
        (tool::registration_form(site))
        (tool::manual_form(site))
        h2 { "Faults" }
        (fault::form(site, &state))
        h2 { "Signing keys" }
        form.actions method="post" action=(site.path("/settings/rotate-keys")) {
            button.second type="submit" name="old" value="keep" { "Rotate, keep the old key published" }
            button.second type="submit" name="old" value="drop" { "Rotate, drop the old key" }
        }
    };
    Page::new("Settings").of(site).seen_by(me).show(&main)
}

/// `POST …/rotate-keys`: signs with a new key; `old` says whether the old one stays published.
pub async fn rotate_keys(State(at): State<At>, form: Parameters) -> Redirect {
    at.site.lock().keys.rotate(form.one("old") != "drop");
    Redirect::to(&at.site.path("/settings"))
}

fn addresses(site: &Site) -> Markup {
    let paths = &site.profile.paths;
    html! {
        details {
            summary { "Addresses that a tool must know" }
            dl.facts {
                dt { "Issuer" } dd { code { (site.issuer) } }
                dt { "Authorization" } dd { code { (site.url(paths.authorization)) } }
                dt { "Token" } dd { code { (site.url(paths.token)) } }
                dt { "Audience of client assertions" } dd { code { (site.token_audience()) } }
                dt { "Key set" } dd { code { (site.url(paths.jwks)) } }
                dt { "OpenID configuration" } dd { code { (site.url("/openid-configuration")) } }
            }
        }
    }
}
