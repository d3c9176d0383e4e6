//! What Moodle 4.5 says in a dynamic registration, said again: the shape of its documents as they go over the wire,
//! with an invented site. Moodle itself is in no package registry.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::{get, post};
use axum::{Json, Router};
use microcred::lti::names::scope;
use microcred::lti::profile::Profile;
use microcred::lti::registration::{PlatformConfiguration, Registered};
use microcred::lti::tool::{SCOPES, Tool as ToolFacts};
use serde_json::{Value, json};

use super::browser::Browser;
use super::tool::Tool;

const PLATFORM: &str = "https://purl.imsglobal.org/spec/lti-platform-configuration";
const TOOL: &str = "https://purl.imsglobal.org/spec/lti-tool-configuration";
const REGISTRATION_TOKEN: &str = "registration-token-of-the-site";

/// The `openid_configuration`: services of LTI 1.1 among the scopes, and a scope `openid`.
fn configuration(site: &str) -> Value {
    json!({
        "issuer": site,
        "token_endpoint": format!("{site}/mod/lti/token.php"),
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
        "jwks_uri": format!("{site}/mod/lti/certs.php"),
        "authorization_endpoint": format!("{site}/mod/lti/auth.php"),
        "registration_endpoint": format!("{site}/mod/lti/openid-registration.php"),
        "scopes_supported": [
            "https://purl.imsglobal.org/spec/lti-bo/scope/basicoutcome",
            scope::LINE_ITEM_READONLY,
            scope::RESULT_READONLY,
            scope::SCORE,
            scope::LINE_ITEM,
            scope::CONTEXT_MEMBERSHIP_READONLY,
            "https://purl.imsglobal.org/spec/lti-ts/scope/toolsetting",
            "openid",
        ],
        "response_types_supported": ["id_token"],
        "subject_types_supported": ["public", "pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "claims_supported": ["sub", "iss", "name", "given_name", "family_name", "email"],
        PLATFORM: {
            "product_family_code": "moodle",
            "version": "4.5.1 (Build: 20250101)",
            "messages_supported": [
                { "type": "LtiResourceLinkRequest" },
                { "type": "LtiDeepLinkingRequest", "placements": ["ContentArea"] },
            ],
            "variables": ["basic-lti-launch-request", "Context.id", "Context.id.history", "Moodle.Person.userGroupIds"],
        },
    })
}

/// The answer to a registration: the tool's own words, without the messages that Moodle does not take and with the
/// deployment that it made.
fn answer(registration: &Value) -> Value {
    let configuration = &registration[TOOL];
    let granted = [
        scope::SCORE,
        scope::RESULT_READONLY,
        scope::LINE_ITEM_READONLY,
        scope::LINE_ITEM,
        scope::CONTEXT_MEMBERSHIP_READONLY,
    ];
    let mut answer = json!({
        "client_id": "q7LmZr2TtVw9Yxk",
        "scope": granted.join(" "),
        TOOL: {
            "version": "1.3.0",
            "deployment_id": "12",
            "target_link_uri": configuration["target_link_uri"],
            "domain": configuration["domain"],
            "description": configuration["description"],
            "messages": [{ "type": "LtiDeepLinkingRequest", "target_link_uri": configuration["target_link_uri"] }],
            "custom_parameters": configuration["custom_parameters"],
            "claims": ["sub", "iss", "name", "family_name", "given_name", "email"],
        },
    });
    for repeated in [
        "response_types",
        "jwks_uri",
        "initiate_login_uri",
        "grant_types",
        "redirect_uris",
        "application_type",
        "token_endpoint_auth_method",
        "client_name",
        "logo_uri",
    ] {
        answer[repeated] = registration[repeated].clone();
    }
    answer
}

#[test]
fn its_documents_are_understood() {
    let address = "https://school.example.org/mod/lti/openid-configuration.php";
    let document = configuration("https://school.example.org").to_string();
    let platform = PlatformConfiguration::parse(document.as_bytes(), &address.parse().unwrap());
    let platform = platform.unwrap();
    assert_eq!(platform.product_family_code, "moodle");
    assert_eq!(platform.account_name, None);
    assert!(SCOPES.iter().all(|scope| platform.offers_scope(scope)));

    let tool = ToolFacts {
        public_url: "https://tool.example.org".parse().unwrap(),
        name: "Micro-credentials".into(),
        description: "For educators".into(),
        contact: None,
    };
    let profile = Profile::by_family_code(&platform.product_family_code);
    let registration = platform.registration(&tool, &profile);
    assert_eq!(registration["scope"], SCOPES.join(" "));
    let messages = registration[TOOL]["messages"].as_array().unwrap();
    // The only placement that Moodle knows of; a review message would be dropped without a word.
    let kinds: Vec<_> = messages.iter().map(|message| &message["type"]).collect();
    assert!(
        kinds.contains(&&json!("LtiDeepLinkingRequest")),
        "{kinds:?}"
    );
    assert!(!kinds.contains(&&json!("LtiSubmissionReviewRequest")));

    let registered = Registered::parse(200, answer(&registration).to_string().as_bytes()).unwrap();
    assert_eq!(registered.client_id, "q7LmZr2TtVw9Yxk");
    assert_eq!(registered.deployment_id.as_deref(), Some("12"));
    assert!(registered.missing_scopes(&SCOPES).is_empty());
}

/// The site, as far as a registration goes.
async fn site() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let site = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new()
        .route("/mod/lti/openid-configuration.php", get(show))
        .route("/mod/lti/openid-registration.php", post(register))
        .with_state(site.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    site
}

async fn show(State(site): State<String>) -> Json<Value> {
    Json(configuration(&site))
}

/// Moodle says 200 where the specification says 201, and plain words where it refuses.
async fn register(headers: HeaderMap, Json(registration): Json<Value>) -> (StatusCode, String) {
    let token = format!("Bearer {REGISTRATION_TOKEN}");
    if headers
        .get(header::AUTHORIZATION)
        .is_some_and(|value| value.as_bytes() == token.as_bytes())
    {
        (StatusCode::OK, answer(&registration).to_string())
    } else {
        (StatusCode::UNAUTHORIZED, "invalid token".to_owned())
    }
}

#[tokio::test]
async fn its_answer_becomes_a_connection_with_its_deployment() {
    let (site, tool) = (site().await, Tool::start());
    let invitation = tool.run(&["platform", "invite", "--name", "Riverbend District"]);
    let configuration = format!("{site}/mod/lti/openid-configuration.php");
    let mut address: url::Url = invitation.trim().parse().unwrap();
    address
        .query_pairs_mut()
        .append_pair("openid_configuration", &configuration)
        .append_pair("registration_token", REGISTRATION_TOKEN);
    let mut browser = Browser::in_frame();
    let review = browser.open(address.as_str()).await;
    assert_eq!(review.facts()["Product"], "Moodle", "{review}");
    let done = browser.submit(&review.form("form")).await;
    assert_eq!(done.status, 200, "{done}");

    let connections = tool.list(&["platform", "list"]);
    let connection = &connections[0];
    assert_eq!(connection["profile"], "moodle", "{connections}");
    assert_eq!(connection["issuer"], site);
    assert_eq!(connection["client_id"], "q7LmZr2TtVw9Yxk");
    assert_eq!(connection["status"], "pending");
    assert_eq!(connection["missing_scopes"], json!([]));
    let deployment = &connection["deployments"][0];
    assert_eq!(deployment["deployment_id"], "12");
    assert_eq!(deployment["status"], "active");
}
