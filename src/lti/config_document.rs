//! Ready-made configurations: what an administrator pastes into the LMS, or copies from a list. Owns the
//! documents; the addresses in them are the tool's own.

use serde_json::{Value, json};

use super::names::message;
use super::profile::Profile;
use super::tool::{SCOPES, Tool};

/// The JSON of a Canvas LTI key ("Paste JSON", "Enter URL"), with every placement that this tool uses.
#[must_use]
pub fn canvas(tool: &Tool, profile: &Profile) -> Value {
    let placements: Vec<_> = profile
        .placements
        .iter()
        .flat_map(|(kind, names)| names.iter().map(move |name| placement(tool, kind, name)))
        .collect();
    json!({
        "title": tool.name,
        "description": tool.description,
        "oidc_initiation_url": tool.login_url(),
        "target_link_uri": tool.launch_url(),
        "public_jwk_url": tool.key_set_url(),
        "scopes": SCOPES,
        "custom_fields": profile.custom_parameters,
        "extensions": [{
            "domain": tool.domain(),
            "tool_id": "microcred",
            "platform": "canvas.instructure.com",
            "privacy_level": "public",
            "settings": {
                "text": tool.name,
                "icon_url": tool.icon_url(),
                "selection_width": 900,
                "selection_height": 700,
                "placements": placements,
            },
        }],
    })
}

fn placement(tool: &Tool, kind: &str, name: &str) -> Value {
    let mut entry = json!({
        "placement": name,
        "message_type": kind,
        "target_link_uri": tool.launch_url(),
        "text": tool.name,
    });
    if kind == message::RESOURCE_LINK && name == "course_navigation" {
        // A teacher decides whether the course menu shows it.
        entry["default"] = json!("disabled");
    }
    entry
}

/// What to enter into the forms of any other platform, under the specification's names.
#[must_use]
pub fn values(tool: &Tool, profile: &Profile) -> Value {
    json!({
        "platform": profile.product,
        "name": tool.name,
        "description": tool.description,
        "lti_version": super::names::VERSION,
        "initiate_login_uri": tool.login_url(),
        "redirect_uris": [tool.launch_url()],
        "target_link_uri": tool.launch_url(),
        "deep_linking_uri": tool.launch_url(),
        "jwks_uri": tool.key_set_url(),
        "domain": tool.domain(),
        "icon_uri": tool.icon_url(),
        "scopes": SCOPES,
        "custom_parameters": profile.custom_parameters,
        "messages": [
            message::RESOURCE_LINK,
            message::DEEP_LINKING,
            message::SUBMISSION_REVIEW,
            message::DATA_PRIVACY,
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tool() -> Tool {
        Tool {
            public_url: "https://microcred.example.org".parse().unwrap(),
            name: String::from("Micro-credentials"),
            description: String::from(
                "Educator micro-credentials: evidence, rubric scoring and badges",
            ),
            contact: None,
        }
    }

    #[test]
    fn the_canvas_file_in_the_repository_is_what_the_tool_serves() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/lti-config/canvas.json");
        let profile = Profile::by_code("canvas").unwrap();
        let served = serde_json::to_string_pretty(&canvas(&tool(), &profile)).unwrap() + "\n";
        if std::env::var_os("MICROCRED_WRITE_FILES").is_some() {
            std::fs::write(path, &served).unwrap();
        }
        assert_eq!(
            std::fs::read_to_string(path).unwrap(),
            served,
            "run the test with MICROCRED_WRITE_FILES=1"
        );
    }

    #[test]
    fn every_address_in_a_configuration_is_the_tools_own() {
        let profile = Profile::by_code("moodle").unwrap();
        let document = values(&tool(), &profile);
        for name in [
            "initiate_login_uri",
            "target_link_uri",
            "deep_linking_uri",
            "jwks_uri",
            "icon_uri",
        ] {
            assert!(
                document[name]
                    .as_str()
                    .unwrap()
                    .starts_with("https://microcred.example.org/"),
                "{name}"
            );
        }
        assert_eq!(document["domain"], "microcred.example.org");
    }
}
