//! Claims that every message has: the envelope, the person, the place and the services. What only one message has
//! is in `message`.

use serde_json::{Map, Value, json};

use super::scene::{Refusal, Scene};
use super::{LIFE, message, roles, variable};
use crate::clock::Timestamp;
use crate::practice::profile::{IdForm, Kind};
use crate::practice::services::address;
use crate::practice::site::id::id;
use crate::practice::site::launch::{Message, Request};
use crate::practice::site::{Site, State};
use crate::practice::vocabulary as name;

/// The claims of a launch. A picker that is opened is remembered in the state.
pub fn build(
    site: &Site,
    state: &mut State,
    request: &Request,
    nonce: &str,
    now: Timestamp,
) -> Result<Map<String, Value>, Refusal> {
    let picker = message::open_picker(site, state, request, now)?;
    let scene = Scene::new(site, state, request)?;
    let mut claims = scene.person.profile_claims(scene.tool.privacy);
    envelope(&mut claims, &scene, nonce, now);
    person(&mut claims, &scene);
    place(&mut claims, &scene);
    services(&mut claims, &scene);
    vendor(&mut claims, &scene);
    message::extend(&mut claims, &scene, picker.as_ref());
    Ok(claims)
}

fn envelope(claims: &mut Map<String, Value>, scene: &Scene<'_>, nonce: &str, now: Timestamp) {
    let client_id = &scene.tool.client_id;
    claims.insert("iss".to_owned(), json!(scene.site.issuer));
    claims.insert("aud".to_owned(), json!(client_id));
    if scene.site.profile.token_shape.azp {
        claims.insert("azp".to_owned(), json!(client_id));
    }
    claims.insert("sub".to_owned(), json!(scene.person.sub));
    claims.insert("nonce".to_owned(), json!(nonce));
    claims.insert("iat".to_owned(), json!(now.seconds()));
    claims.insert("exp".to_owned(), json!(now.seconds() + LIFE));
    claims.insert(name::VERSION.to_owned(), json!(name::LTI_1_3));
    claims.insert(
        name::MESSAGE_TYPE.to_owned(),
        json!(message::message_type(scene.message)),
    );
    claims.insert(
        name::DEPLOYMENT_ID.to_owned(),
        json!(scene.tool.deployment_id),
    );
    claims.insert(
        name::TARGET_LINK_URI.to_owned(),
        json!(message::target_link_uri(scene)),
    );
}

fn person(claims: &mut Map<String, Value>, scene: &Scene<'_>) {
    let profile = scene.site.profile;
    claims.insert("locale".to_owned(), json!(scene.person.locale));
    claims.insert(
        name::ROLES.to_owned(),
        json!(roles(profile, scene.person, scene.course)),
    );
    let enrolment = scene
        .course
        .and_then(|course| course.enrolment(&scene.person.login));
    let observed = enrolment
        .filter(|enrolment| enrolment.kind == Kind::Observer && profile.roles.mentor_scope)
        .and_then(|enrolment| scene.state.person(enrolment.observes.as_deref()?));
    if let Some(observed) = observed
        && scene.tool.privacy.shows_name()
    {
        claims.insert(name::ROLE_SCOPE_MENTOR.to_owned(), json!([observed.sub]));
    }
}

fn place(claims: &mut Map<String, Value>, scene: &Scene<'_>) {
    let (site, profile) = (scene.site, scene.site.profile);
    let window = scene.item.is_some_and(|item| item.window);
    let target = if window { "window" } else { "iframe" };
    let mut presentation = json!({ "document_target": target, "locale": scene.person.locale });
    if let Some(course) = scene.course {
        presentation["return_url"] = json!(site.url(&format!("/courses/{}", course.number)));
        let mut context =
            json!({ "id": course.context_id, "label": course.label, "title": course.title });
        context["type"] = json!([profile.token_shape.context_type]);
        claims.insert(name::CONTEXT.to_owned(), context);
    }
    claims.insert(name::LAUNCH_PRESENTATION.to_owned(), presentation);
    let product = &profile.product;
    let platform = json!({
        "guid": format!("{}{}", id(profile, IdForm::Hex, "platform", 1), product.guid_suffix),
        "name": format!("Practice LMS ({})", profile.title),
        "url": site.url("/"),
        "version": product.version,
        "product_family_code": product.family,
    });
    claims.insert(name::TOOL_PLATFORM.to_owned(), leave_over(scene, platform));
    let mut lis = json!({});
    if scene.tool.privacy.shows_name() {
        lis["person_sourcedid"] = json!(scene.person.sourcedid);
    }
    if let Some(course) = scene.course {
        let section = profile.token_shape.context_type == name::COURSE_SECTION;
        let member = if section {
            "course_section_sourcedid"
        } else {
            "course_offering_sourcedid"
        };
        lis[member] = json!(course.sourcedid);
    }
    claims.insert(name::LIS.to_owned(), leave_over(scene, lis));
    let custom = variable::custom(scene);
    if !custom.is_empty() {
        claims.insert(name::CUSTOM.to_owned(), json!(custom));
    }
}

fn services(claims: &mut Map<String, Value>, scene: &Scene<'_>) {
    let Some(course) = scene.course else { return };
    let (site, state, tool) = (scene.site, scene.state, scene.tool);
    let granted = |offered: &str| tool.scopes.iter().any(|scope| scope == offered);
    let scopes: Vec<_> = name::scope::AGS
        .into_iter()
        .filter(|scope| granted(scope))
        .collect();
    if !scopes.is_empty() {
        let mut endpoint =
            json!({ "scope": scopes, "lineitems": address::line_items(site, tool, course.number) });
        let line_item = scene.item.and_then(|item| state.line_item_of(item.number));
        if let Some(line_item) = line_item {
            endpoint["lineitem"] = json!(address::line_item(site, state, line_item));
        }
        claims.insert(name::AGS_ENDPOINT.to_owned(), leave_over(scene, endpoint));
    }
    if granted(name::scope::MEMBERSHIP_READ) {
        let service = json!({
            "context_memberships_url": address::memberships(site, course.number),
            "service_versions": ["2.0"],
        });
        claims.insert(name::NRPS_SERVICE.to_owned(), leave_over(scene, service));
    }
}

fn vendor(claims: &mut Map<String, Value>, scene: &Scene<'_>) {
    let profile = scene.site.profile;
    if profile.token_shape.placement {
        let from_submission = matches!(scene.message, Message::SubmissionUrl { .. });
        let placement = if from_submission {
            None
        } else {
            scene.placement
        };
        claims.insert(name::CANVAS_PLACEMENT.to_owned(), json!(placement));
    }
    if profile.token_shape.legacy {
        let legacy = id(profile, IdForm::Hex, "lti 1.1 user", scene.person.number);
        let link = scene
            .item
            .map(|item| id(profile, IdForm::Hex, "lti 1.1 link", item.number));
        claims.insert(name::LEGACY_USER_ID.to_owned(), json!(legacy));
        claims.insert(
            name::LTI_1P1.to_owned(),
            json!({ "user_id": legacy, "resource_link_id": link }),
        );
    }
    if let Some(claim) = profile.token_shape.vendor_claim {
        let about = json!({
            "org_defined_id": scene.person.sourcedid,
            "user_id": scene.person.number,
            "username": scene.person.login,
            "tenantid": id(profile, IdForm::Uuid, "tenant", 1),
        });
        claims.insert(claim.to_owned(), about);
    }
}

/// Adds the model attributes that Canvas lets slip into its claims.
pub fn leave_over(scene: &Scene<'_>, mut claim: Value) -> Value {
    if scene.site.profile.token_shape.leftovers {
        claim["errors"] = json!({ "errors": {} });
        claim["validation_context"] = Value::Null;
    }
    claim
}
