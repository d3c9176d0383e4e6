//! Addresses of the services, in the product's form.

use crate::practice::site::line_item::LineItem;
use crate::practice::site::tool::Tool;
use crate::practice::site::{Site, State};

/// The container of a course's line items, as one tool is told it.
pub fn line_items(site: &Site, tool: &Tool, course: u32) -> String {
    let path = site
        .profile
        .paths
        .line_items
        .replace("{course}", &course.to_string());
    with_query(site, &path, &tool.deployment_id)
}

/// A line item.
pub fn line_item(site: &Site, state: &State, line_item: &LineItem) -> String {
    with_query(
        site,
        &line_item_path(site, line_item, ""),
        &deployment(state, line_item),
    )
}

/// A result of a line item; `/results` goes to the end of the path, the query stays.
pub fn result(site: &Site, state: &State, line_item: &LineItem, person: u32) -> String {
    let path = line_item_path(site, line_item, &format!("/results/{person}"));
    with_query(site, &path, &deployment(state, line_item))
}

/// The roster of a course.
pub fn memberships(site: &Site, course: u32) -> String {
    site.url(
        &site
            .profile
            .paths
            .memberships
            .replace("{course}", &course.to_string()),
    )
}

fn line_item_path(site: &Site, line_item: &LineItem, below: &str) -> String {
    let path = site
        .profile
        .paths
        .line_item
        .replace("{course}", &line_item.course.to_string())
        .replace("{line_item}", &line_item.number.to_string());
    format!("{path}{below}")
}

fn deployment(state: &State, line_item: &LineItem) -> String {
    line_item
        .client_id
        .as_deref()
        .and_then(|client_id| state.tool(client_id))
        .map(|tool| tool.deployment_id.clone())
        .unwrap_or_default()
}

fn with_query(site: &Site, path: &str, deployment: &str) -> String {
    let query = site
        .profile
        .paths
        .line_item_query
        .replace("{deployment}", deployment);
    let separator = if query.is_empty() { "" } else { "?" };
    format!("{}{separator}{query}", site.url(path))
}
