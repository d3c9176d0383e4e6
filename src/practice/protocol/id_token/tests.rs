//! What an `id_token` says, message by message and product by product.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::practice::testing::{CLIENT, DEPLOYMENT, Lab, REDIRECT};
use crate::practice::vocabulary::{self as name, role, scope};
use crate::practice::{Faults, LaunchRequest, Message, Privacy};

const SITES: [&str; 4] = ["canvas", "moodle", "brightspace", "generic"];

/// Whether any text in it begins or ends with white space, which certification forbids.
fn has_loose_space(value: &Value) -> bool {
    match value {
        Value::String(text) => text.trim() != text,
        Value::Array(items) => items.iter().any(has_loose_space),
        Value::Object(members) => members.values().any(has_loose_space),
        _ => false,
    }
}

#[tokio::test]
async fn every_launch_has_what_certification_asks_of_a_platform() {
    for privacy in [Privacy::Public, Privacy::Anonymous] {
        let lab = Lab::with_privacy(privacy).await;
        for site in SITES {
            for person in ["dana", "sam"] {
                let claims = lab.launch(site, &format!("person={person}&item=1")).await;
                assert_eq!(claims["iss"], lab.site(site).issuer);
                assert_eq!(claims["aud"], CLIENT);
                assert!(claims["sub"].is_string());
                assert!(claims["iat"].is_i64() && claims["exp"].is_i64());
                assert_eq!(claims[name::VERSION], "1.3.0");
                assert_eq!(claims[name::MESSAGE_TYPE], "LtiResourceLinkRequest");
                assert_eq!(claims[name::DEPLOYMENT_ID], DEPLOYMENT);
                assert_eq!(claims[name::TARGET_LINK_URI], REDIRECT);
                assert!(claims[name::RESOURCE_LINK]["id"].is_string());
                assert!(!has_loose_space(&claims), "{claims}");
                assert_eq!(claims.get("name").is_some(), privacy == Privacy::Public);
                assert_eq!(claims.get("email").is_some(), privacy == Privacy::Public);
            }
        }
    }
}

#[tokio::test]
async fn names_and_addresses_are_shown_apart() {
    let names = Lab::with_privacy(Privacy::NameOnly)
        .await
        .launch("canvas", "person=sam&item=1")
        .await;
    assert!(names["name"] == "Sam Okafor" && names.get("email").is_none());
    let addresses = Lab::with_privacy(Privacy::EmailOnly)
        .await
        .launch("canvas", "person=sam&item=1")
        .await;
    assert!(addresses["email"] == "sam@example.org" && addresses.get("name").is_none());
}

#[tokio::test]
async fn roles_are_those_that_the_product_sends() {
    let cases = [
        ("canvas", "dana", role::INSTRUCTOR, true),
        ("canvas", "sam", role::LEARNER, true),
        ("canvas", "sam", role::INSTITUTION_INSTRUCTOR, true),
        ("canvas", "priya", role::TEACHING_ASSISTANT, true),
        ("canvas", "robin", role::MENTOR, true),
        ("canvas", "preview", role::TEST_USER, true),
        ("canvas", "alex", role::INSTITUTION_ADMINISTRATOR, true),
        ("canvas", "alex", role::INSTRUCTOR, false),
        ("moodle", "priya", role::INSTRUCTOR, true),
        ("moodle", "priya", role::TEACHING_ASSISTANT, false),
        ("moodle", "robin", role::MENTOR, false),
        ("generic", "priya", role::INSTRUCTOR, true),
    ];
    let lab = Lab::new().await;
    for (site, person, role, sent) in cases {
        let claims = lab.launch(site, &format!("person={person}&item=1")).await;
        let roles = claims[name::ROLES].as_array().unwrap();
        assert_eq!(
            roles.iter().any(|one| one == role),
            sent,
            "{site} {person} {role}"
        );
    }
}

#[tokio::test]
async fn an_observer_names_whom_they_observe_where_the_product_says_so() {
    let lab = Lab::new().await;
    let canvas = lab.launch("canvas", "person=robin&item=1").await;
    let sam = lab
        .lms
        .people("canvas")
        .into_iter()
        .find(|person| person.login == "sam")
        .unwrap();
    assert_eq!(canvas[name::ROLE_SCOPE_MENTOR], json!([sam.sub]));
    let moodle = lab.launch("moodle", "person=robin&item=1").await;
    assert!(moodle.get(name::ROLE_SCOPE_MENTOR).is_none());
}

#[tokio::test]
async fn canvas_sends_its_leftovers_and_others_do_not() {
    let lab = Lab::new().await;
    let canvas = lab.launch("canvas", "person=sam&item=1").await;
    assert_eq!(canvas["azp"], CLIENT);
    assert!(
        canvas[name::RESOURCE_LINK]
            .get("validation_context")
            .is_some_and(Value::is_null)
    );
    assert_eq!(
        canvas[name::TOOL_PLATFORM]["errors"],
        json!({ "errors": {} })
    );
    assert_eq!(canvas[name::CANVAS_PLACEMENT], "assignment_selection");
    let generic = lab.launch("generic", "person=sam&item=1").await;
    assert!(generic[name::RESOURCE_LINK].get("errors").is_none() && generic.get("azp").is_none());
    let brightspace = lab.launch("brightspace", "person=sam&item=1").await;
    assert_eq!(brightspace["http://www.brightspace.com"]["username"], "sam");
}

#[tokio::test]
async fn a_launch_from_the_navigation_of_canvas_is_tied_to_the_course_only() {
    let lab = Lab::new().await;
    for (site, same) in [("canvas", true), ("generic", false)] {
        let claims = lab.launch(site, "person=sam&item=3").await;
        assert_eq!(
            claims[name::RESOURCE_LINK]["id"] == claims[name::CONTEXT]["id"],
            same
        );
        assert!(claims[name::AGS_ENDPOINT].get("lineitem").is_none());
        assert!(claims[name::AGS_ENDPOINT]["lineitems"].is_string());
    }
}

#[tokio::test]
async fn services_are_announced_with_their_scopes() {
    let claims = Lab::new().await.launch("moodle", "person=sam&item=1").await;
    let scopes = claims[name::AGS_ENDPOINT]["scope"].as_array().unwrap();
    assert!(
        scope::AGS
            .iter()
            .all(|scope| scopes.iter().any(|one| one == scope))
    );
    assert_eq!(
        claims[name::NRPS_SERVICE]["service_versions"],
        json!(["2.0"])
    );
    assert_eq!(claims[name::CONTEXT]["type"], json!([name::COURSE_SECTION]));
}

#[tokio::test]
async fn a_review_names_the_learner_and_the_column() {
    let lab = Lab::new().await;
    let review = |person: &str| format!("person={person}&message=submission_review&item=1&for=sam");
    let sam = lab
        .lms
        .people("moodle")
        .into_iter()
        .find(|person| person.login == "sam")
        .unwrap();
    for person in ["dana", "sam"] {
        let claims = lab.launch("moodle", &review(person)).await;
        assert_eq!(claims[name::MESSAGE_TYPE], "LtiSubmissionReviewRequest");
        assert_eq!(claims[name::FOR_USER]["user_id"], sam.sub);
        assert!(claims[name::AGS_ENDPOINT]["lineitem"].is_string());
        assert!(claims[name::LAUNCH_PRESENTATION]["return_url"].is_string());
    }
    let other = lab
        .get(&format!("/moodle/launch/raw?{}", review("mei")))
        .await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_data_privacy_launch_is_for_administrators_and_has_no_place() {
    let lab = Lab::new().await;
    let claims = lab
        .launch("generic", "person=alex&message=data_privacy&for=sam")
        .await;
    assert_eq!(claims[name::MESSAGE_TYPE], "DataPrivacyLaunchRequest");
    assert_eq!(claims[name::FOR_USER]["name"], "Sam Okafor");
    assert_eq!(
        claims[name::ROLES],
        json!([role::INSTITUTION_ADMINISTRATOR])
    );
    assert!(claims.get(name::CONTEXT).is_none() && claims.get(name::RESOURCE_LINK).is_none());
    let teacher = lab
        .get("/generic/launch/raw?person=dana&message=data_privacy&for=sam")
        .await;
    assert_eq!(teacher.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn login_initiation_speaks_as_the_product_does() {
    let lab = Lab::new().await;
    let canvas = lab.initiate("/canvas/launch/raw?person=sam&item=1").await;
    assert_eq!(canvas["deployment_id"], DEPLOYMENT);
    assert_eq!(canvas["canvas_environment"], "production");
    assert_eq!(canvas["lti_storage_target"], "post_message_forwarding");
    let moodle = lab.initiate("/moodle/launch/raw?person=sam&item=1").await;
    assert_eq!(moodle["lti_deployment_id"], DEPLOYMENT);
    assert!(moodle["lti_message_hint"].starts_with('{'));
    assert!(!moodle.contains_key("lti_storage_target"));
    let generic = lab.initiate("/generic/launch/raw?person=sam&item=1").await;
    assert_eq!(generic["lti_storage_target"], "_parent");
    for (site, equal) in [("canvas", false), ("moodle", true)] {
        let initiation = lab
            .initiate(&format!("/{site}/launch/raw?person=sam&item=1"))
            .await;
        let claims = lab.launch(site, "person=sam&item=1").await;
        assert_eq!(
            claims["sub"] == initiation["login_hint"].as_str(),
            equal,
            "{site}"
        );
    }
}

#[tokio::test]
async fn the_method_of_login_initiation_can_be_chosen() {
    let lab = Lab::new().await;
    for site in SITES {
        let get = lab
            .get(&format!("/{site}/launch/raw?person=sam&item=1&method=get"))
            .await;
        assert_eq!(get.status, StatusCode::SEE_OTHER);
        let post = lab
            .get(&format!("/{site}/launch/raw?person=sam&item=1&method=post"))
            .await;
        assert_eq!(
            post.select("form[method=post]")[0]["action"],
            "https://tool.example/lti/login"
        );
    }
}

#[tokio::test]
async fn a_launch_signed_for_a_load_test_is_the_same_as_one_from_the_endpoint() {
    let lab = Lab::new().await;
    let request = LaunchRequest {
        person: "sam".to_owned(),
        client_id: CLIENT.to_owned(),
        nonce: "nonce-1".to_owned(),
        message: Message::ResourceLink { item: 1 },
    };
    let signed = lab.lms.sign_launch("canvas", request.clone()).unwrap();
    let signed = lab.verify("canvas", &signed).await;
    assert_eq!(signed, lab.launch("canvas", "person=sam&item=1").await);
    let stranger = LaunchRequest {
        person: "nobody".to_owned(),
        ..request
    };
    assert!(lab.lms.sign_launch("canvas", stranger).is_err());
}

#[tokio::test]
async fn a_rotated_key_signs_at_once_and_the_old_one_goes_or_stays() {
    let lab = Lab::new().await;
    let keys = async || lab.get("/canvas/api/lti/security/jwks").await;
    let before = keys().await;
    assert_eq!(before.header("cache-control"), "public, max-age=600");
    lab.post_form("/canvas/settings/rotate-keys", &[("old", "keep")])
        .await;
    assert_eq!(keys().await.json()["keys"].as_array().unwrap().len(), 2);
    lab.lms.set_faults(
        "canvas",
        Faults {
            keys_rotated: true,
            ..Faults::default()
        },
    );
    let after = keys().await.json();
    assert_eq!(after["keys"].as_array().unwrap().len(), 1);
    assert_ne!(after["keys"][0]["kid"], before.json()["keys"][0]["kid"]);
    // `launch` checks the signature against what is published now.
    lab.launch("canvas", "person=sam&item=1").await;
}
