//! The LMSs that an organisation is connected to, for its administrator: approve, switch off, invite another.

use maud::{Markup, html};

use super::layout::{self, Shell};
use super::registration;
use super::ui::{
    self, Tone, form,
    icon::{self, Icon},
    moment::moment,
};

/// One LMS.
#[derive(Clone, Copy, Debug)]
pub struct PlatformRow<'a> {
    /// What the LMS calls itself.
    pub name: &'a str,
    /// The LMS's product.
    pub product: &'a str,
    /// The LMS's issuer.
    pub issuer: &'a str,
    /// Our client id there.
    pub client_id: &'a str,
    /// The hosts that its addresses are on.
    pub hosts: &'a [String],
    /// `pending`, `active` or `disabled`.
    pub status: &'a str,
    /// Where in the LMS the tool was installed.
    pub deployments: &'a [DeploymentRow<'a>],
    /// Names of the services that the LMS left out.
    pub missing_scopes: &'a [&'a str],
    /// When somebody last came in from there, RFC 3339.
    pub last_launch: Option<&'a str>,
    /// Where the approval is posted.
    pub approve_action: &'a str,
    /// Where switching off is posted.
    pub disable_action: &'a str,
}

/// One place in an LMS where the tool was installed.
#[derive(Clone, Copy, Debug)]
pub struct DeploymentRow<'a> {
    /// The LMS's id for it.
    pub deployment_id: &'a str,
    /// The school or account that the LMS named.
    pub school: Option<&'a str>,
    /// `pending`, `active` or `disabled`.
    pub status: &'a str,
    /// When it was first seen, RFC 3339.
    pub first_seen: &'a str,
    /// Where the approval is posted.
    pub approve_action: &'a str,
    /// Where switching off is posted.
    pub disable_action: &'a str,
}

/// All connections of an organisation.
#[derive(Clone, Copy, Debug)]
pub struct Connections<'a> {
    /// The organisation's name.
    pub organization: &'a str,
    /// Its LMSs.
    pub platforms: &'a [PlatformRow<'a>],
    /// Proves that a form is ours.
    pub form_token: &'a str,
    /// Where a new invitation is asked for.
    pub invite_action: &'a str,
    /// The address to hand over to an LMS administrator, right after it was made. It is not shown again.
    pub new_invite: Option<&'a str>,
    /// The page of recent launches.
    pub inspector_href: &'a str,
    /// The first page of the tool.
    pub home_href: &'a str,
}

/// A status in words and how it is meant. An unknown status is shown as it is.
fn status(shell: &Shell, status: &str) -> Markup {
    match status {
        "pending" => ui::badge(Tone::Attention, &shell.text("status-pending")),
        "active" => ui::badge(Tone::Good, &shell.text("status-active")),
        "disabled" => ui::badge(Tone::Quiet, &shell.text("status-disabled")),
        other => ui::badge(Tone::Quiet, other),
    }
}

fn waits(platform: &PlatformRow) -> bool {
    platform.status == "pending"
        || (platform.status == "active"
            && platform
                .deployments
                .iter()
                .any(|deployment| deployment.status == "pending"))
}

/// The page of connections: what waits for approval comes first.
#[must_use]
pub fn page(shell: &Shell, connections: &Connections) -> Markup {
    let title = shell.text("connections-title");
    let (waiting, settled): (Vec<_>, Vec<_>) = connections
        .platforms
        .iter()
        .partition(|platform| waits(platform));
    layout::page(
        shell,
        &title,
        html! {
            (ui::back(connections.home_href, &shell.text("connections-home")))
            (ui::heading(Some(connections.organization), &title, Some(&shell.text("connections-lead"))))
            @if let Some(address) = connections.new_invite { (new_invite(shell, address)) }
            @if !waiting.is_empty() {
                (group(shell, "pending", &shell.count("connections-waiting", count(&waiting)), &waiting, connections.form_token))
            }
            @if !settled.is_empty() {
                (group(shell, "settled", &shell.text("connections-settled"), &settled, connections.form_token))
            }
            @if connections.platforms.is_empty() {
                (ui::empty(Icon::Plug, &shell.text("connections-empty-title"), &shell.text("connections-empty-text")))
            }
            (invite(shell, connections))
            section class="stack" aria-labelledby="inspector" {
                h2 id="inspector" { (shell.text("connections-inspector")) }
                p { (shell.text("connections-inspector-text")) }
                p { a class="button" href=(connections.inspector_href) { (icon::icon(Icon::Search)) (shell.text("connections-inspector-link")) } }
            }
        },
    )
}

fn count<T>(rows: &[T]) -> i64 {
    i64::try_from(rows.len()).unwrap_or(i64::MAX)
}

fn group(
    shell: &Shell,
    id: &str,
    title: &str,
    platforms: &[&PlatformRow],
    form_token: &str,
) -> Markup {
    html! {
        section class="stack" aria-labelledby=(id) {
            h2 id=(id) { (title) }
            @for platform in platforms { (platform_card(shell, platform, form_token)) }
        }
    }
}

fn platform_card(shell: &Shell, platform: &PlatformRow, form_token: &str) -> Markup {
    html! {
        article class="card platform" {
            div class="card-head" {
                h3 { (platform.name) }
                (status(shell, platform.status))
            }
            dl class="facts" {
                div { dt { (shell.text("registration-product")) } dd { (platform.product) } }
                div { dt { (shell.text("registration-issuer")) } dd { code { (platform.issuer) } } }
                div { dt { (shell.text("client-id")) } dd { code { (platform.client_id) } } }
                div {
                    dt { (shell.text("connections-hosts")) }
                    dd { @for host in platform.hosts { code { (host) } " " } }
                }
                div {
                    dt { (shell.text("connections-last-launch")) }
                    dd {
                        @if let Some(at) = platform.last_launch { (moment(shell, at)) }
                        @else { (shell.text("connections-no-launch")) }
                    }
                }
            }
            @if platform.status == "pending" { p class="hint" { (shell.text("connections-hosts-hint")) } }
            (registration::missing(shell, platform.missing_scopes))
            (deployments(shell, platform, form_token))
            (switch(shell, platform.status, platform.approve_action, platform.disable_action, form_token, platform.name))
        }
    }
}

fn deployments(shell: &Shell, platform: &PlatformRow, form_token: &str) -> Markup {
    html! {
        h4 { (shell.text("connections-deployments")) }
        @if platform.deployments.is_empty() {
            p class="hint" { (shell.text("connections-no-deployments")) }
        } @else {
            ul class="rows" role="list" {
                @for deployment in platform.deployments {
                    li class="row" {
                        div class="row-text" {
                            p class="row-title" {
                                @if let Some(school) = deployment.school { (school) " " }
                                code { (deployment.deployment_id) }
                            }
                            p class="hint" { (shell.text("connections-first-seen")) " " (moment(shell, deployment.first_seen)) }
                        }
                        (status(shell, deployment.status))
                        (switch(
                            shell, deployment.status, deployment.approve_action, deployment.disable_action, form_token,
                            deployment.school.unwrap_or(deployment.deployment_id),
                        ))
                    }
                }
            }
        }
    }
}

/// Approve what is not on; switch off what is not off, after opening what that means. `what` tells apart the buttons
/// of a page for those who hear them in a list.
fn switch(
    shell: &Shell,
    status: &str,
    approve: &str,
    disable: &str,
    form_token: &str,
    what: &str,
) -> Markup {
    let label = |text: String| html! { (text) span class="visually-hidden" { " – " (what) } };
    html! {
        div class="switch" {
            @if status != "active" {
                form method="post" action=(approve) {
                    (form::token(form_token))
                    button type="submit" class=(if status == "pending" { "button primary" } else { "button" }) {
                        (label(shell.text(if status == "pending" { "approve" } else { "switch-on" })))
                    }
                }
            }
            @if status != "disabled" {
                details {
                    summary { (label(shell.text("switch-off-open"))) }
                    p { (shell.text("switch-off-text")) }
                    form method="post" action=(disable) {
                        (form::token(form_token))
                        button type="submit" class="button caution" { (label(shell.text("switch-off"))) }
                    }
                }
            }
        }
    }
}

fn invite(shell: &Shell, connections: &Connections) -> Markup {
    html! {
        section class="stack" aria-labelledby="invite" {
            h2 id="invite" { (shell.text("invite-title")) }
            p { (shell.text("invite-text")) }
            (form::button(connections.invite_action, connections.form_token, "button", &shell.text("invite-button")))
        }
    }
}

fn new_invite(shell: &Shell, address: &str) -> Markup {
    html! {
        section class="notice good" aria-labelledby="new-invite" {
            (icon::icon(Icon::Check))
            div {
                h2 id="new-invite" class="notice-title" { (shell.text("invite-new-title")) }
                p { (shell.text("invite-new-text")) }
                p { code class="address select-all" { (address) } }
                p class="hint" { (shell.text("invite-new-once")) }
            }
        }
    }
}
