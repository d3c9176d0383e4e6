//! Dynamic registration as an administrator sees it: the tool's page in a frame.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Redirect, Response};
use maud::html;
use url::Url;

use super::{Page, Problem};
use crate::practice::router::At;
use crate::practice::router::parameters::Parameters;
use crate::practice::site::id::secret;
use crate::practice::site::tool::RegistrationStart;

/// How long a tool may take to register.
const LIFE: Duration = Duration::from_hours(1);

/// `POST …/settings/registrations`: invites the tool at an address.
pub async fn start(State(at): State<At>, form: Parameters) -> Result<Redirect, Problem> {
    let url = Url::parse(form.one("url"))
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"));
    let url = url.ok_or_else(|| {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Not started",
            "This is not the address of a web page.",
        )
    })?;
    let token = secret();
    let now = at.now();
    let mut state = at.site.lock();
    state.forget_expired(now);
    let start = RegistrationStart {
        url,
        expires_at: now.plus(LIFE),
        client_id: None,
    };
    state.registrations.insert(token.clone(), start);
    Ok(Redirect::to(
        &at.site.path(&format!("/settings/registrations/{token}")),
    ))
}

/// `GET …/settings/registrations/{token}`: the tool's registration page; when it closes itself, back to the settings.
pub async fn show(State(at): State<At>, Path(token): Path<String>) -> Result<Response, Problem> {
    let site = &at.site;
    let mut url = {
        let state = site.lock();
        let start = state
            .registrations
            .get(&token)
            .ok_or_else(|| Problem::not_found("registration"))?;
        start.url.clone()
    };
    let origin = url.origin().ascii_serialization();
    url.query_pairs_mut()
        .append_pair("openid_configuration", &site.url("/openid-configuration"))
        .append_pair("registration_token", &token);
    let settings = site.path("/settings");
    let main = html! {
        p.crumbs { a href=(settings) { "Settings" } }
        h1 { "Registration of a tool" }
        div.tool data-platform data-site=(site.profile.name) data-origins=(origin) data-storage="" data-frame=""
            data-close=(settings) {
            iframe name="tool" title="The tool's registration page" src=(url) {}
        }
    };
    Ok(Page::new("Registration of a tool")
        .of(site)
        .wide()
        .with_scripts(&["platform.js"])
        .show(&main))
}
