//! The part of the settings about tools: which there are, and the two ways to add one.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Redirect;
use maud::{Markup, html};
use url::Url;

use crate::practice::pages::Problem;
use crate::practice::router::At;
use crate::practice::router::parameters::Parameters;
use crate::practice::settings::{Privacy, ToolRegistration};
use crate::practice::site::id::id;
use crate::practice::site::tool::Tool;
use crate::practice::site::{Site, State as SiteState};

/// The tools, those that wait for an administrator first.
pub fn list(site: &Site, state: &SiteState) -> Markup {
    let (waiting, active): (Vec<_>, Vec<_>) = state.tools.iter().partition(|tool| !tool.active);
    html! {
        @if state.tools.is_empty() { p { "There is none yet." } }
        ul.items {
            @for tool in waiting.into_iter().chain(active) {
                li {
                    (facts(tool))
                    @if !tool.active {
                        form method="post" action=(site.path(&format!("/settings/tools/{}/activate", tool.client_id))) {
                            button type="submit" { "Activate " (tool.name) }
                        }
                    }
                }
            }
        }
    }
}

fn facts(tool: &Tool) -> Markup {
    html! {
        details.grow open[!tool.active] {
            summary { (tool.name) " " small { @if tool.active { "active" } @else { "waiting for activation" } } }
            dl.facts {
                dt { "Client id" } dd { code { (tool.client_id) } }
                @if !tool.deployment_id.is_empty() { dt { "Deployment id" } dd { code { (tool.deployment_id) } } }
                dt { "Login initiation" } dd { code { (tool.login_url) } }
                dt { "Redirect addresses" } dd { @for uri in &tool.redirect_uris { code { (uri) } " " } }
                dt { "Target" } dd { code { (tool.target_link_uri) } }
                dt { "Key set" } dd { code { (tool.jwks_url) } }
                dt { "Learns about people" } dd { (tool.privacy.words()) }
                dt { "Scopes" } dd { @for scope in &tool.scopes { code { (scope) } " " } }
                @if !tool.messages.is_empty() {
                    dt { "Messages" }
                    dd {
                        @for message in &tool.messages { (message.message_type) " " small { (message.placements.join(", ")) } " " }
                    }
                }
            }
        }
    }
}

/// Starts dynamic registration.
pub fn registration_form(site: &Site) -> Markup {
    html! {
        form method="post" action=(site.path("/settings/registrations")) {
            fieldset {
                legend { "Let a tool register itself" }
                (field("url", "url", "The tool's registration address"))
                button type="submit" { "Start" }
            }
        }
    }
}

/// Registers a tool by hand.
pub fn manual_form(site: &Site) -> Markup {
    html! {
        details {
            summary { "Register a tool by hand" }
            form method="post" action=(site.path("/settings/tools")) {
                (field("name", "text", "Name"))
                (field("login_url", "url", "Login initiation address"))
                (field("redirect_uri", "url", "Redirect address"))
                (field("target_link_uri", "url", "Target link address"))
                (field("jwks_url", "url", "Key set address"))
                label.field {
                    "What it learns about people"
                    select name="privacy" {
                        option value="public" { (Privacy::Public.words()) }
                        option value="name_only" { (Privacy::NameOnly.words()) }
                        option value="email_only" { (Privacy::EmailOnly.words()) }
                        option value="anonymous" { (Privacy::Anonymous.words()) }
                    }
                }
                button type="submit" { "Register" }
            }
        }
    }
}

fn field(name: &str, kind: &str, label: &str) -> Markup {
    html! {
        label.field { (label) input type=(kind) name=(name) required; }
    }
}

/// `POST …/settings/tools`: a tool registered by hand, switched on at once.
pub async fn add(State(at): State<At>, form: Parameters) -> Result<Redirect, Problem> {
    let url = |name: &str| {
        Url::parse(form.one(name)).map_err(|_| {
            Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "Not registered",
                format!("{name} is not an address."),
            )
        })
    };
    let (login_url, target_link_uri, jwks_url) =
        (url("login_url")?, url("target_link_uri")?, url("jwks_url")?);
    url("redirect_uri")?;
    let profile = at.site.profile;
    let mut state = at.site.lock();
    let number = state.next_number();
    let registration = ToolRegistration {
        site: profile.name.to_owned(),
        client_id: id(profile, profile.token_shape.client, "client", number),
        deployment_id: id(
            profile,
            profile.token_shape.deployment,
            "deployment",
            number,
        ),
        name: form.one("name").to_owned(),
        login_url,
        redirect_uris: vec![form.one("redirect_uri").to_owned()],
        target_link_uri,
        jwks_url,
        privacy: serde_json::from_value(form.one("privacy").into()).unwrap_or_default(),
    };
    state.tools.push(registration.into());
    state.adopt_items(profile);
    Ok(Redirect::to(&at.site.path("/settings")))
}

/// `POST …/settings/tools/{client_id}/activate`: an administrator lets a registered tool in.
pub async fn activate(
    State(at): State<At>,
    Path(client_id): Path<String>,
) -> Result<Redirect, Problem> {
    let profile = at.site.profile;
    let mut state = at.site.lock();
    let number = state.next_number();
    let tool = state
        .tools
        .iter_mut()
        .find(|tool| tool.client_id == client_id)
        .ok_or_else(|| Problem::not_found("tool"))?;
    tool.active = true;
    if tool.deployment_id.is_empty() {
        tool.deployment_id = id(
            profile,
            profile.token_shape.deployment,
            "deployment",
            number,
        );
    }
    state.adopt_items(profile);
    Ok(Redirect::to(&at.site.path("/settings")))
}
