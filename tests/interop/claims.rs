//! Launch messages as products really shape them: odd members, leftovers of data models, ids in strange forms. The
//! samples have the products' shapes and invented contents; what they mean must come out right.

use std::time::Duration;

use microcred::app::role;
use microcred::clock::Timestamp;
use microcred::domain::role::Role;
use microcred::lti::Reason;
use microcred::lti::launch::{Expectation, Launch, Message, check_claims};
use microcred::lti::names::claim;
use serde_json::{Value, json};

const NOW: i64 = 1_790_000_000;
const NONCE: &str = "nonce-of-this-login";

/// Adds what every token has, and checks it as one of this issuer.
fn check(issuer: &str, mut sample: Value) -> Result<Launch, Reason> {
    for (name, value) in [
        ("iss", json!(issuer)),
        ("aud", json!("client-7")),
        ("azp", json!("client-7")),
        ("nonce", json!(NONCE)),
        ("iat", json!(NOW)),
        ("exp", json!(NOW + 3600)),
        (claim::VERSION, json!("1.3.0")),
        (
            claim::TARGET_LINK_URI,
            json!("https://tool.example.org/lti/launch"),
        ),
    ] {
        sample[name] = value;
    }
    let expectation = Expectation {
        issuer,
        client_id: "client-7",
        nonce: NONCE,
        deployment_hint: None,
        tool_url: &"https://tool.example.org".parse().unwrap(),
        now: Timestamp::from_seconds(NOW + 1),
        leeway: Duration::from_secs(60),
        max_age: Duration::from_secs(600),
    };
    check_claims(sample.as_object().unwrap(), &expectation).map_err(|refusal| refusal.reason)
}

fn resource_link(launch: &Launch) -> &microcred::lti::claims::ResourceLink {
    match &launch.message {
        Message::ResourceLink(link) => link,
        other => panic!("{}", other.name()),
    }
}

fn canvas() -> Value {
    json!({
        "sub": "2f7c1c0e-5d0c-4b6c-9a3e-2f1f7d1c0b5a",
        "locale": "en-AU-x-unimelb",
        "name": "Dana Rey", "given_name": "Dana", "family_name": "Rey", "email": null,
        "picture": "https://district.example.org/images/dana.png",
        "errors": { "errors": {} },
        claim::MESSAGE_TYPE: "LtiResourceLinkRequest",
        claim::DEPLOYMENT_ID: "106:8865aa05b4b79b64a91a86042e43af5ea8ae79eb",
        claim::RESOURCE_LINK: {
            "id": "6bb6a8c0-0000-4000-8000-000000000001", "title": "Earn: asking questions",
            "description": "<p>Show how you ask.</p>", "errors": { "errors": {} }, "validation_context": null,
        },
        claim::CONTEXT: {
            "id": "4dde05e8ca1973bcca9bffc13e1548820eee93a3", "label": "QBT-101", "title": "Questions",
            "type": ["http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering"],
            "errors": { "errors": {} }, "validation_context": null,
        },
        claim::TOOL_PLATFORM: {
            "guid": "KnQbx0000:canvas-lms", "name": "Riverbend District", "version": "cloud",
            "product_family_code": "canvas", "errors": { "errors": {} }, "validation_context": null,
        },
        claim::LAUNCH_PRESENTATION: {
            "document_target": "iframe", "height": 500, "width": null, "locale": "en-AU",
            "return_url": "https://district.example.org/courses/1/external_content/success/external_tool_redirect",
        },
        claim::ROLES: [
            "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor",
            "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner",
            "http://purl.imsglobal.org/vocab/lis/v2/system/person#User",
        ],
        claim::CUSTOM: {
            "canvas_course_id": 1, "history": "$Context.id.history", "due": "$Canvas.assignment.dueAt.iso8601",
            "sections": [1, 2], "nothing": null,
        },
        claim::AGS_ENDPOINT: {
            "scope": ["https://purl.imsglobal.org/spec/lti-ags/scope/score"],
            "lineitems": "https://district.example.org/api/lti/courses/1/line_items",
            "lineitem": "https://district.example.org/api/lti/courses/1/line_items/42",
            "errors": { "errors": {} }, "validation_context": null,
        },
        claim::NAMES_ROLE_SERVICE: {
            "context_memberships_url": "https://district.example.org/api/lti/courses/1/names_and_roles",
            "service_versions": ["2.0"], "errors": { "errors": {} }, "validation_context": null,
        },
        "https://purl.imsglobal.org/spec/lti/claim/lis": {
            "person_sourcedid": null, "course_offering_sourcedid": "", "validation_context": null,
        },
        "https://purl.imsglobal.org/spec/lti/claim/lti11_legacy_user_id": "",
        "https://purl.imsglobal.org/spec/lti/claim/lti1p1": { "user_id": "", "oauth_consumer_key": null },
        "https://purl.imsglobal.org/spec/lti/claim/platformnotificationservice": { "service_versions": ["1.0"] },
        claim::CANVAS_PLACEMENT: "assignment_selection",
    })
}

fn open_edx() -> Value {
    json!({
        "sub": "3d3a0a6c-0000-4000-8000-000000000002",
        "name": "Tessa Quill", "email": "tessa.quill@example.org", "preferred_username": "tessa",
        claim::MESSAGE_TYPE: "LtiResourceLinkRequest",
        claim::DEPLOYMENT_ID: "1",
        claim::ROLES: [
            "http://purl.imsglobal.org/vocab/lis/v2/system/person#None",
            "http://purl.imsglobal.org/vocab/lis/v2/membership#Administrator",
            "http://purl.imsglobal.org/vocab/lis/v2/institution/person#None",
            "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor",
        ],
        claim::RESOURCE_LINK: { "id": "block-v1:Sample+RS101+2026+type@lti_consumer+block@credential" },
        claim::CONTEXT: {
            "id": "course-v1:Sample+RS101+2026", "title": "Reading Science", "label": "RS101",
            "type": ["http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering"],
        },
        claim::LAUNCH_PRESENTATION: { "document_target": "iframe" },
        claim::TOOL_PLATFORM: { "guid": "9c3f0b70-0000-5000-8000-000000000003", "name": "Sample edX" },
        claim::AGS_ENDPOINT: {
            "scope": ["https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly"],
            "lineitems": "https://edx.example.org/api/lti_consumer/v1/lti/1/lti-ags",
        },
    })
}

#[test]
fn a_launch_of_canvas_means_what_it_says() {
    let launch = check("https://canvas.instructure.com", canvas()).unwrap();
    assert_eq!(launch.person.name.as_deref(), Some("Dana Rey"));
    assert_eq!(launch.person.email, None);
    // Somebody who teaches elsewhere is a learner here.
    assert_eq!(role::of(&launch.roles), Role::Earner);
    assert_eq!(
        launch.deployment_id,
        "106:8865aa05b4b79b64a91a86042e43af5ea8ae79eb"
    );
    assert_eq!(launch.context.unwrap().title.as_deref(), Some("Questions"));
    assert_eq!(launch.platform.name.as_deref(), Some("Riverbend District"));
    assert_eq!(
        launch.platform.guid.as_deref(),
        Some("KnQbx0000:canvas-lms")
    );
    assert_eq!(launch.placement.as_deref(), Some("assignment_selection"));
    assert!(launch.presentation.return_url.is_some());
    let custom: Vec<_> = launch.custom.iter().collect();
    assert_eq!(custom, [(&"canvas_course_id".to_owned(), &"1".to_owned())]);
    let line_item = launch.grades.unwrap().lineitem;
    assert_eq!(
        line_item.as_deref(),
        Some("https://district.example.org/api/lti/courses/1/line_items/42")
    );
}

#[test]
fn course_navigation_of_canvas_is_a_launch_without_line_item() {
    let mut sample = canvas();
    let context = sample[claim::CONTEXT]["id"].clone();
    sample[claim::RESOURCE_LINK] =
        json!({ "id": context, "title": "Questions", "description": null });
    sample[claim::AGS_ENDPOINT]
        .as_object_mut()
        .unwrap()
        .remove("lineitem");
    let launch = check("https://canvas.instructure.com", sample).unwrap();
    assert_eq!(
        Some(&resource_link(&launch).id),
        launch.context.as_ref().map(|context| &context.id)
    );
    assert_eq!(launch.grades.unwrap().lineitem, None);
}

#[test]
fn account_navigation_of_canvas_is_no_course_and_gives_no_role_in_one() {
    let mut sample = canvas();
    sample[claim::CONTEXT]["type"] = json!("Account");
    sample[claim::ROLES] =
        json!(["http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator"]);
    let launch = check("https://canvas.instructure.com", sample).unwrap();
    assert_eq!(launch.context.unwrap().types, ["Account"]);
    assert_eq!(role::of(&launch.roles), Role::Visitor);
    assert!(launch.roles.is_administrator());
}

#[test]
fn an_anonymous_visitor_of_a_public_canvas_course_is_told_why() {
    let mut sample = canvas();
    sample.as_object_mut().unwrap().remove("sub");
    assert_eq!(
        check("https://canvas.instructure.com", sample),
        Err(Reason::SubMissing)
    );
}

#[test]
fn a_launch_of_open_edx_means_what_it_says() {
    let launch = check("https://edx.example.org", open_edx()).unwrap();
    assert_eq!(role::of(&launch.roles), Role::Instructor);
    assert_eq!(launch.platform.name.as_deref(), Some("Sample edX"));
    let link = resource_link(&launch);
    assert_eq!(
        link.id,
        "block-v1:Sample+RS101+2026+type@lti_consumer+block@credential"
    );
    assert_eq!(link.title, None);
    assert_eq!(launch.grades.unwrap().lineitem, None);
}

#[test]
fn a_deep_linking_request_of_open_edx_takes_links_and_has_no_data() {
    let mut sample = open_edx();
    sample[claim::MESSAGE_TYPE] = json!("LtiDeepLinkingRequest");
    sample.as_object_mut().unwrap().remove(claim::RESOURCE_LINK);
    sample[claim::DEEP_LINKING_SETTINGS] = json!({
        "accept_types": ["ltiResourceLink", "link", "html", "image"],
        "accept_presentation_document_targets": ["iframe", "window", "embed"],
        "accept_multiple": true, "auto_create": true, "title": "", "text": "",
        "deep_link_return_url": "https://edx.example.org/api/lti_consumer/v1/lti/1/lti-dl/response",
    });
    let launch = check("https://edx.example.org", sample).unwrap();
    let Message::DeepLinking(settings) = launch.message else {
        panic!("{}", launch.message.name());
    };
    assert!(settings.accepts_links() && settings.accept_multiple);
    assert_eq!(settings.data, None);
}

#[test]
fn a_launch_of_moodle_means_what_it_says() {
    let line_item =
        "https://school.example.org/mod/lti/services.php/2/lineitems/5/lineitem?type_id=12";
    let sample = json!({
        "sub": "4", "given_name": "Sam", "family_name": "Okafor", "name": "Sam Okafor",
        "https://purl.imsglobal.org/spec/lti/claim/ext": { "user_username": "sam", "lms": "moodle-2" },
        claim::MESSAGE_TYPE: "LtiResourceLinkRequest",
        claim::DEPLOYMENT_ID: "12",
        claim::ROLES: ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"],
        claim::CONTEXT: { "id": "2", "label": "QOM-1", "title": "Questions", "type": ["CourseSection"] },
        claim::RESOURCE_LINK: { "id": "1", "title": "Earn", "description": "" },
        claim::LAUNCH_PRESENTATION: {
            "locale": "en", "document_target": "iframe",
            "return_url": "https://school.example.org/mod/lti/return.php?course=2&launch_container=3&instanceid=1",
        },
        claim::TOOL_PLATFORM: {
            "product_family_code": "moodle", "version": "2025081100", "guid": "0f3b5d0e2f8f4ef0", "name": "school",
            "description": "Sample School",
        },
        "https://purl.imsglobal.org/spec/lti/claim/lis": { "person_sourcedid": "", "course_section_sourcedid": "" },
        "https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome": {
            "lis_result_sourcedid": "{\"data\":{\"instanceid\":\"1\"}}",
            "lis_outcome_service_url": "https://school.example.org/mod/lti/service.php",
        },
        claim::AGS_ENDPOINT: {
            "scope": ["https://purl.imsglobal.org/spec/lti-ags/scope/score"],
            "lineitems": "https://school.example.org/mod/lti/services.php/2/lineitems?type_id=12",
            "lineitem": line_item,
        },
    });
    let launch = check("https://school.example.org", sample).unwrap();
    assert_eq!(launch.person.id, "4");
    assert_eq!(role::of(&launch.roles), Role::Earner);
    assert_eq!(launch.platform.name.as_deref(), Some("school"));
    assert_eq!(launch.grades.unwrap().lineitem.as_deref(), Some(line_item));
}
