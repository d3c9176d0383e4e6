//! The page around the tool's frame: an item of the course, and the frame that answers storage messages.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use super::{Page, Problem};
use crate::practice::profile::Profile;
use crate::practice::protocol::id_token;
use crate::practice::protocol::login::{self, LaunchQuery};
use crate::practice::router::At;
use crate::practice::router::visitor::{sign_in, visitor};
use crate::practice::site::Site;

/// The tool whose frame the storage frame stands beside.
#[derive(Debug, Deserialize)]
pub struct StorageQuery {
    client_id: String,
}

/// `GET /{site}/courses/{course}/items/{item}`, as whoever is signed in.
pub async fn show(
    State(at): State<At>,
    Path((_, item)): Path<(u32, u32)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Some(login) = visitor(&headers, &at.site) else {
        return Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "Who are you?",
            "Choose somebody on the site's page first.",
        ));
    };
    framed(
        &at,
        &LaunchQuery {
            person: Some(login),
            item: Some(item),
            ..LaunchQuery::default()
        },
        None,
    )
}

/// `GET /{site}/launch?person=…&item=…`: signs somebody in and shows what they asked for.
pub async fn launch(
    State(at): State<At>,
    headers: HeaderMap,
    Query(query): Query<LaunchQuery>,
) -> Result<Response, Problem> {
    let person = query.person.clone().or_else(|| visitor(&headers, &at.site));
    framed(&at, &LaunchQuery { person, ..query }, None)
}

/// `GET /{site}/platform-storage`: the frame beside the tool's frame that keeps data for it.
pub async fn storage(
    State(at): State<At>,
    Query(query): Query<StorageQuery>,
) -> Result<Response, Problem> {
    let state = at.site.lock();
    let tool = state
        .tool(&query.client_id)
        .ok_or_else(|| Problem::not_found("tool"))?;
    let frame = at.site.profile.login.storage_target.unwrap_or_default();
    let main = html! {
        div data-platform data-site=(at.site.profile.name) data-origins=(tool.origins().join(" "))
            data-storage="here" data-frame=(frame) {}
    };
    Ok(Page::new("Storage for tools")
        .bare()
        .with_scripts(&["platform.js"])
        .show(&main))
}

/// The page with the frame in which a launch takes place.
pub fn framed(at: &At, query: &LaunchQuery, heading: Option<&str>) -> Result<Response, Problem> {
    let site = &at.site;
    let state = site.lock();
    let request = login::request(site, &state, query, None)?;
    id_token::check(site, &state, &request)?;
    let person = state.person(&request.person);
    let tool = state
        .tool(&request.client_id)
        .ok_or_else(|| Problem::not_found("tool"))?;
    let place = query.item.and_then(|item| state.item(item));
    let course = place
        .map(|(course, _)| course)
        .or_else(|| state.course(query.course.unwrap_or(1)));
    let title = heading
        .map(str::to_owned)
        .or_else(|| place.map(|(_, item)| item.title.clone()))
        .unwrap_or_else(|| tool.name.clone());
    let back = course.map_or_else(
        || site.path("/"),
        |course| site.path(&format!("/courses/{}", course.number)),
    );
    let address = raw_address(site, query, &request.person, &request.client_id);
    let main = html! {
        p.crumbs {
            a href=(back) { (course.map_or("Site", |course| course.title.as_str())) }
            a href=(address) target="_blank" rel="opener" { "Open in a new tab" }
        }
        h1 { (title) }
        (frame(site.profile, &address, &title, &tool.origins(), &tool.client_id, &back))
    };
    let page = Page::new(title.clone())
        .of(site)
        .seen_by(person)
        .wide()
        .with_scripts(&["platform.js"])
        .show(&main);
    Ok(sign_in(site, &request.person, page))
}

/// A tool's frame and what stands beside it. `close` is where the window goes when the tool is done.
pub fn frame(
    profile: &Profile,
    address: &str,
    title: &str,
    origins: &[String],
    client_id: &str,
    close: &str,
) -> Markup {
    let target = profile.login.storage_target;
    let forwarding = target.filter(|target| *target != "_parent");
    // With a forwarding frame the page itself keeps nothing; without storage nobody does.
    let storage = match (target, forwarding) {
        (None, _) => "",
        (Some(_), None) => "here",
        (Some(_), Some(_)) => "beside",
    };
    let beside = Serializer::new(String::new())
        .append_pair("client_id", client_id)
        .finish();
    html! {
        div.tool data-platform data-site=(profile.name) data-origins=(origins.join(" ")) data-storage=(storage)
            data-frame=(forwarding.unwrap_or_default()) data-close=(close) {
            @if let Some(name) = forwarding {
                iframe name=(name) title="Storage for tools" hidden
                    src={ "/" (profile.name) "/platform-storage?" (beside) } {}
            }
            iframe name="tool" title=(title) src=(address) allow="fullscreen; clipboard-write" {}
        }
    }
}

fn raw_address(site: &Site, query: &LaunchQuery, person: &str, client_id: &str) -> String {
    let path = site.path("/launch/raw?");
    let begin = path.len();
    let mut address = Serializer::for_suffix(path, begin);
    let number = |number: Option<u32>| number.map(|number| number.to_string());
    let parameters = [
        ("person", Some(person.to_owned())),
        ("client_id", Some(client_id.to_owned())),
        ("item", number(query.item)),
        ("course", number(query.course)),
        ("message", query.message.clone()),
        ("for", query.for_user.clone()),
        ("placement", query.placement.clone()),
        ("method", query.method.clone()),
    ];
    for (name, value) in parameters {
        if let Some(value) = value {
            address.append_pair(name, &value);
        }
    }
    address.finish()
}
