//! Custom parameters and the variables in them (LTI Core appendix B). A variable that is not known stays as it was
//! written, as the specification asks.

use std::collections::BTreeMap;

use super::message::message_type;
use super::roles;
use super::scene::Scene;
use crate::practice::services::address;
use crate::practice::site::launch::{Message, Request};
use crate::practice::site::{Site, State};

/// The `custom` claim: the tool's parameters, then the message's, then the item's, each over the one before.
pub fn custom(scene: &Scene<'_>) -> BTreeMap<String, String> {
    let mut custom = scene.tool.custom.clone();
    if let Some(message) = scene
        .tool
        .message(message_type(scene.message), scene.placement)
    {
        custom.extend(message.custom.clone());
    }
    if let Some(item) = scene.item {
        custom.extend(item.custom.clone());
    }
    for value in custom.values_mut() {
        *value = substitute(value, scene);
    }
    custom
}

/// The `custom` claim that a member of a course would get for an item; the roster service tells it.
pub fn custom_for(
    site: &Site,
    state: &State,
    login: &str,
    client_id: &str,
    item: u32,
) -> BTreeMap<String, String> {
    let request = Request {
        person: login.to_owned(),
        client_id: client_id.to_owned(),
        message: Message::ResourceLink { item },
    };
    Scene::new(site, state, &request).map_or_else(|_| BTreeMap::new(), |scene| custom(&scene))
}

fn substitute(value: &str, scene: &Scene<'_>) -> String {
    if let Some(found) = value
        .strip_prefix('$')
        .and_then(|variable| look_up(variable, scene))
    {
        return found;
    }
    if !scene.site.profile.token_shape.embedded_variables {
        return value.to_owned();
    }
    let mut text = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("${") {
        text.push_str(before);
        let Some((variable, tail)) = after.split_once('}') else {
            text.push_str("${");
            rest = after;
            continue;
        };
        match look_up(variable, scene) {
            Some(found) => text.push_str(&found),
            None => text.extend(["${", variable, "}"]),
        }
        rest = tail;
    }
    text.push_str(rest);
    text
}

fn look_up(variable: &str, scene: &Scene<'_>) -> Option<String> {
    let unknown = scene.site.profile.token_shape.unknown_variables;
    if unknown.iter().any(|prefix| variable.starts_with(prefix)) {
        return None;
    }
    about_person(variable, scene)
        .or_else(|| about_course(variable, scene))
        .or_else(|| about_item(variable, scene))
}

fn about_person(variable: &str, scene: &Scene<'_>) -> Option<String> {
    let person = scene.person;
    let privacy = scene.tool.privacy;
    match variable {
        "User.id" => Some(person.sub.clone()),
        "User.username" | "Canvas.user.loginId" if privacy.shows_name() => {
            Some(person.login.clone())
        }
        "Person.name.full" if privacy.shows_name() => Some(person.name()),
        "Person.name.given" if privacy.shows_name() => Some(person.given_name.clone()),
        "Person.name.family" if privacy.shows_name() => Some(person.family_name.clone()),
        "Person.email.primary" if privacy.shows_email() => Some(person.email()),
        "Person.sourcedId" | "Canvas.user.sisSourceId" => Some(person.sourcedid.clone()),
        "Person.address.timezone" => Some("America/Chicago".to_owned()),
        "Message.locale" => Some(person.locale.to_owned()),
        "Message.documentTarget" => Some("iframe".to_owned()),
        "Membership.role" => Some(roles(scene.site.profile, person, scene.course).join(",")),
        "Canvas.user.id" => Some(person.number.to_string()),
        "Canvas.enrollment.enrollmentState" => Some("active".to_owned()),
        "ToolPlatform.productFamilyCode" => Some(scene.site.profile.product.family.to_owned()),
        "ToolPlatform.version" => Some(scene.site.profile.product.version.to_owned()),
        _ => None,
    }
}

fn about_course(variable: &str, scene: &Scene<'_>) -> Option<String> {
    let course = scene.course?;
    match variable {
        "Context.id" => Some(course.context_id.clone()),
        "Context.label" | "CourseSection.label" | "CourseOffering.label" => {
            Some(course.label.clone())
        }
        "Context.title" | "CourseSection.title" | "CourseOffering.title" | "Canvas.course.name" => {
            Some(course.title.clone())
        }
        "Context.sourcedId"
        | "CourseSection.sourcedId"
        | "CourseOffering.sourcedId"
        | "Canvas.course.sisSourceId" => Some(course.sourcedid.clone()),
        "Context.type" => Some(scene.site.profile.token_shape.context_type.to_owned()),
        "Context.id.history" | "Canvas.course.previousContextIds" => Some(history(&course.history)),
        "Canvas.course.id" => Some(course.number.to_string()),
        "Canvas.api.domain" => Some(
            scene
                .site
                .issuer
                .split('/')
                .nth(2)
                .unwrap_or_default()
                .to_owned(),
        ),
        "LineItems.url" => Some(address::line_items(scene.site, scene.tool, course.number)),
        _ => None,
    }
}

fn about_item(variable: &str, scene: &Scene<'_>) -> Option<String> {
    let item = scene.item?;
    let line_item = scene.state.line_item_of(item.number);
    match variable {
        "ResourceLink.id" => Some(item.resource_link_id.clone()),
        "ResourceLink.title" | "Canvas.assignment.title" => Some(item.title.clone()),
        "ResourceLink.description" => Some(item.description.clone()),
        "ResourceLink.id.history" => Some(history(&item.history)),
        "ResourceLink.available.startDateTime" => {
            Some(item.available_from.clone().unwrap_or_default())
        }
        "ResourceLink.available.endDateTime" => {
            Some(item.available_until.clone().unwrap_or_default())
        }
        "ResourceLink.submission.endDateTime" => Some(item.due_at.clone().unwrap_or_default()),
        "Canvas.assignment.id" => line_item.map(|line_item| line_item.number.to_string()),
        "Canvas.assignment.pointsPossible" => {
            line_item.map(|line_item| line_item.score_maximum.to_string())
        }
        "LineItem.url" => {
            line_item.map(|line_item| address::line_item(scene.site, scene.state, line_item))
        }
        _ => None,
    }
}

/// Ancestors, the nearest first, each written as in an address.
fn history(ids: &[String]) -> String {
    ids.iter()
        .map(|id| url::form_urlencoded::byte_serialize(id.as_bytes()).collect::<String>())
        .collect::<Vec<_>>()
        .join(",")
}
