//! What only one kind of message has: its type, where it leads, and its own claims.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::claims::leave_over;
use super::roles;
use super::scene::{Refusal, Scene};
use crate::clock::Timestamp;
use crate::practice::profile::Placement;
use crate::practice::site::id::secret;
use crate::practice::site::launch::{DeepLink, Message, Request};
use crate::practice::site::{Site, State};
use crate::practice::vocabulary as name;

/// How long a picker may stay open.
const PICKER_LIFE: Duration = Duration::from_hours(1);

/// A picker that was opened with this launch.
pub struct Picker {
    id: String,
    data: Option<String>,
    placement: &'static Placement,
}

/// The `message_type` claim.
pub fn message_type(message: &Message) -> &'static str {
    match message {
        Message::ResourceLink { .. } | Message::SubmissionUrl { .. } => "LtiResourceLinkRequest",
        Message::DeepLinking { .. } => "LtiDeepLinkingRequest",
        Message::SubmissionReview { .. } => "LtiSubmissionReviewRequest",
        Message::DataPrivacy { .. } => "DataPrivacyLaunchRequest",
    }
}

/// Where the launch leads: the item's own address, else what the tool registered for the message, else the tool.
pub fn target_link_uri(scene: &Scene<'_>) -> String {
    let registered = scene
        .tool
        .message(message_type(scene.message), scene.placement);
    scene
        .target
        .or_else(|| registered.and_then(|message| message.target_link_uri.as_deref()))
        .unwrap_or(scene.tool.target_link_uri.as_str())
        .to_owned()
}

/// Remembers a picker for a deep linking launch; other messages open none.
pub fn open_picker(
    site: &Site,
    state: &mut State,
    request: &Request,
    now: Timestamp,
) -> Result<Option<Picker>, Refusal> {
    let Message::DeepLinking { course, .. } = &request.message else {
        return Ok(None);
    };
    let scene = Scene::new(site, state, request)?;
    let placement = site
        .profile
        .deep_linking
        .placements
        .iter()
        .find(|placement| Some(placement.name) == scene.placement)
        .ok_or(Refusal::NotSent)?;
    let id = secret();
    let data = site.profile.deep_linking.data.then(secret);
    let link = DeepLink {
        client_id: scene.tool.client_id.clone(),
        deployment_id: scene.tool.deployment_id.clone(),
        person: scene.person.login.clone(),
        course: *course,
        placement: placement.name,
        data: data.clone(),
        expires_at: now.plus(PICKER_LIFE),
    };
    state.forget_expired(now);
    state.deep_links.insert(id.clone(), link);
    Ok(Some(Picker {
        id,
        data,
        placement,
    }))
}

/// Adds the claims of the message itself.
pub fn extend(claims: &mut Map<String, Value>, scene: &Scene<'_>, picker: Option<&Picker>) {
    if let Some(link) = resource_link(scene) {
        claims.insert(name::RESOURCE_LINK.to_owned(), leave_over(scene, link));
    }
    if let Some(picker) = picker {
        claims.insert(
            name::DL_SETTINGS.to_owned(),
            deep_linking_settings(scene, picker),
        );
    }
    // An ordinary launch of a submission's address names nobody; the address alone says whose work it is.
    let names_subject = !matches!(scene.message, Message::SubmissionUrl { .. });
    if let Some(subject) = scene.subject.filter(|_| names_subject) {
        let mut for_user = subject.profile_claims(scene.tool.privacy);
        for_user.insert("user_id".to_owned(), json!(subject.sub));
        for_user.insert(
            "roles".to_owned(),
            json!(roles(scene.site.profile, subject, scene.course)),
        );
        if scene.tool.privacy.shows_name() {
            for_user.insert("person_sourcedid".to_owned(), json!(subject.sourcedid));
        }
        claims.insert(name::FOR_USER.to_owned(), Value::Object(for_user));
    }
}

fn resource_link(scene: &Scene<'_>) -> Option<Value> {
    match scene.message {
        Message::ResourceLink { .. } | Message::SubmissionReview { .. } => scene.item.map(|item| {
            json!({ "id": item.resource_link_id, "title": item.title, "description": item.description })
        }),
        // Launched from the gradebook, Canvas knows the course but not the assignment.
        Message::SubmissionUrl { .. } => {
            scene.course.map(|course| json!({ "id": course.context_id, "title": course.title, "description": null }))
        }
        Message::DeepLinking { .. } | Message::DataPrivacy { .. } => None,
    }
}

fn deep_linking_settings(scene: &Scene<'_>, picker: &Picker) -> Value {
    let placement = picker.placement;
    let mut settings = json!({
        "deep_link_return_url": scene.site.url(&format!("/deep-linking/return?link={}", picker.id)),
        "accept_types": placement.accept_types,
        "accept_presentation_document_targets": scene.site.profile.deep_linking.presentation_targets,
        "accept_multiple": placement.accept_multiple,
        "auto_create": placement.auto_create,
    });
    if let Some(accepts) = placement.accept_lineitem {
        settings["accept_lineitem"] = json!(accepts);
    }
    if let Some(data) = &picker.data {
        settings["data"] = json!(data);
    }
    settings
}
