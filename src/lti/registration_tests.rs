use super::*;
use crate::lti::names::scope;

fn tool() -> Tool {
    Tool {
        public_url: "https://creds.example.org".parse().unwrap(),
        name: "Micro-credentials".into(),
        description: "Credentials for educators".into(),
        contact: None,
    }
}

fn configuration() -> Value {
    json!({
        "issuer": "https://lms.example",
        "authorization_endpoint": "https://lms.example/auth",
        "token_endpoint": "https://lms.example/token",
        "jwks_uri": "https://lms.example/jwks",
        "registration_endpoint": "https://lms.example/register",
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "id_token_signing_alg_values_supported": ["RS256", "none"],
        "scopes_supported": [scope::SCORE, scope::LINE_ITEM],
        PLATFORM_CONFIGURATION: {
            "product_family_code": "moodle",
            "messages_supported": [{"type": "LtiResourceLinkRequest"}, "LtiDeepLinkingRequest"],
        },
    })
}

fn parse(document: &Value) -> Result<PlatformConfiguration, RegistrationError> {
    let address = "https://lms.example/.well-known/openid-configuration"
        .parse()
        .unwrap();
    PlatformConfiguration::parse(&serde_json::to_vec(document).unwrap(), &address)
}

#[test]
fn every_address_is_needed_and_must_be_one() {
    for name in [
        "issuer",
        "authorization_endpoint",
        "token_endpoint",
        "jwks_uri",
        "registration_endpoint",
    ] {
        for bad in [
            Value::Null,
            json!(""),
            json!("see manual"),
            json!("javascript:x"),
            json!(5),
        ] {
            let mut document = configuration();
            document[name] = bad;
            assert_eq!(
                parse(&document),
                Err(RegistrationError::MemberMissing(name))
            );
        }
    }
}

#[test]
fn optional_members_may_be_absent_empty_or_odd() {
    let mut document = configuration();
    for name in [
        "scopes_supported",
        "token_endpoint_auth_methods_supported",
        "id_token_signing_alg_values_supported",
    ] {
        document[name] = json!("");
    }
    document["authorization_server"] = json!("canvas.instructure.com");
    document["op_policy_uri"] = json!("");
    document[PLATFORM_CONFIGURATION] = json!("none");
    document["token_endpoint_auth_methods_supported"] = json!([]);
    document["id_token_signing_alg_values_supported"] = Value::Null;
    let parsed = parse(&document).unwrap();
    assert_eq!(parsed.token_audience, None);
    assert!(parsed.messages.is_empty());
}

#[test]
fn a_document_speaks_only_for_its_own_host_unless_the_product_is_known_to_share_an_issuer() {
    let mut document = configuration();
    document["issuer"] = json!("https://other.example");
    assert!(matches!(
        parse(&document),
        Err(RegistrationError::ForeignIssuer { .. })
    ));
    document[PLATFORM_CONFIGURATION]["product_family_code"] = json!("canvas");
    assert!(matches!(
        parse(&document),
        Err(RegistrationError::ForeignIssuer { .. })
    ));
    document["issuer"] = json!("https://canvas.instructure.com");
    assert!(parse(&document).is_ok());
}

#[test]
fn a_platform_without_rs256_or_key_authentication_is_of_no_use() {
    for (member, value, expected) in [
        (
            "id_token_signing_alg_values_supported",
            json!(["HS256"]),
            "RS256",
        ),
        (
            "token_endpoint_auth_methods_supported",
            json!(["client_secret_post"]),
            "private_key_jwt",
        ),
    ] {
        let mut document = configuration();
        document[member] = value;
        assert_eq!(
            parse(&document),
            Err(RegistrationError::NotOffered(expected))
        );
    }
}

#[test]
fn the_registration_asks_for_what_is_on_offer_and_leaves_out_what_is_empty() {
    let platform = parse(&configuration()).unwrap();
    let profile = Profile::by_family_code(&platform.product_family_code);
    let document = platform.registration(&tool(), &profile);
    assert_eq!(
        document["scope"],
        format!("{} {}", scope::LINE_ITEM, scope::SCORE)
    );
    assert_eq!(
        document["redirect_uris"],
        json!(["https://creds.example.org/lti/launch"])
    );
    let configuration = &document[TOOL_CONFIGURATION];
    assert_eq!(configuration["domain"], "creds.example.org");
    let kinds: Vec<_> = configuration["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| &entry["type"])
        .collect();
    assert_eq!(kinds, ["LtiDeepLinkingRequest", "LtiResourceLinkRequest"]);
    assert!(document.get("contacts").is_none());
    fn has_empty(value: &Value) -> bool {
        match value {
            Value::String(text) => text.is_empty(),
            Value::Null => true,
            Value::Array(list) => list.iter().any(has_empty),
            Value::Object(members) => members.values().any(has_empty),
            _ => false,
        }
    }
    assert!(!has_empty(&document), "{document}");
}

#[test]
fn a_canvas_registration_asks_for_names_and_one_placement_per_message() {
    let mut document = configuration();
    document["issuer"] = json!("https://canvas.instructure.com");
    document[PLATFORM_CONFIGURATION] = json!({"product_family_code": "canvas"});
    let platform = parse(&document).unwrap();
    let registration = platform.registration(&tool(), &Profile::by_family_code("canvas"));
    let configuration = &registration[TOOL_CONFIGURATION];
    assert_eq!(
        configuration["https://canvas.instructure.com/lti/privacy_level"],
        "public"
    );
    for entry in configuration["messages"].as_array().unwrap() {
        assert_eq!(entry["placements"].as_array().unwrap().len(), 1);
    }
}

#[test]
fn the_answers_of_real_platforms_are_understood() {
    let canvas =
        br#"{"client_id":"10000000000042","scope":"https://purl.imsglobal.org/spec/lti-ags/scope/score"}"#;
    let moodle = format!(r#"{{"client_id":"aBc","{TOOL_CONFIGURATION}":{{"deployment_id":"3"}}}}"#);
    let number = br#"{"client_id":42}"#;
    let canvas = Registered::parse(201, canvas).unwrap();
    assert_eq!(canvas.deployment_id, None);
    assert_eq!(
        canvas.missing_scopes(&[scope::SCORE, scope::LINE_ITEM]),
        [scope::LINE_ITEM]
    );
    let moodle = Registered::parse(200, moodle.as_bytes()).unwrap();
    assert_eq!(moodle.deployment_id.as_deref(), Some("3"));
    assert!(moodle.missing_scopes(&[scope::SCORE]).is_empty());
    assert_eq!(Registered::parse(200, number).unwrap().client_id, "42");
}

#[test]
fn a_refusal_is_passed_on_in_the_platforms_own_short_words() {
    for (body, words) in [
        (
            r#"{"error":"invalid_redirect_uri","error_description":"no http"}"#,
            "invalid_redirect_uri: no http",
        ),
        (
            "domain_targetlinkuri_mismatch\n",
            "domain_targetlinkuri_mismatch",
        ),
    ] {
        let error = Registered::parse(400, body.as_bytes()).unwrap_err();
        assert_eq!(
            error,
            RegistrationError::Refused {
                status: 400,
                message: words.into()
            }
        );
    }
    let long = "x".repeat(5000);
    let error = Registered::parse(500, long.as_bytes())
        .unwrap_err()
        .to_string();
    assert!(error.len() < 500);
}
