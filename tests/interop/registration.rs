//! Dynamic registration at software that is strict about OpenID Connect: an invitation is made on the command line,
//! reviewed and confirmed in a browser, and `oidc-provider` judges what the tool sends.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use serde_json::{Value, json};

use super::browser::{Browser, Page};
use super::platform::FOLDER;
use super::process::{End, Running};
use super::tool::Tool;
use crate::support::suites::piece;

const SUITE: &str = "registration at strict OpenID Connect software";
const NODE_MODULES: &str = "MICROCRED_TEST_NODE_MODULES";
/// Registration by strict rules needs https and a name, so the tool is known as this and reached on loopback.
const PUBLIC: &str = "https://tool.example.org";

/// What the program prints when it is ready.
#[derive(Deserialize)]
struct Ready {
    openid_configuration: String,
    registration_token: String,
    clients_url: String,
}

struct Strict {
    _process: Running,
    ready: Ready,
    tool: Tool,
}

impl Strict {
    /// `None` when there are no packages of npm and the suite is left out.
    fn start() -> Option<Self> {
        let modules = piece(SUITE, NODE_MODULES)?;
        assert!(
            Path::new(&modules).join("oidc-provider").is_dir(),
            "{modules}"
        );
        let mut command = Command::new("node");
        command.arg(format!("{FOLDER}/strict_registration.mjs"));
        let mut process = Running::start(&mut command, End::InputCloses);
        let ready = serde_json::from_str(&process.line()).unwrap();
        Some(Self {
            _process: process,
            ready,
            tool: Tool::start_public(PUBLIC),
        })
    }

    fn browser(&self) -> Browser {
        Browser::in_frame().with_origin_at(PUBLIC, &self.tool.listens_at)
    }

    fn invite(&self) -> String {
        let arguments = ["platform", "invite", "--name", "Riverbend District"];
        self.tool.run(&arguments).trim().to_owned()
    }

    /// The page that an LMS opens with the address of an invitation.
    async fn review(&self, browser: &mut Browser, invitation: &str, token: &str) -> Page {
        let mut address: url::Url = invitation.parse().unwrap();
        address
            .query_pairs_mut()
            .append_pair("openid_configuration", &self.ready.openid_configuration)
            .append_pair("registration_token", token);
        browser.open(address.as_str()).await
    }

    /// What `oidc-provider` has registered.
    async fn clients(&self) -> Value {
        let listed = Browser::new().open(&self.ready.clients_url).await;
        serde_json::from_str(&listed.body).unwrap()
    }
}

/// Every text in a document, with where it stands.
fn texts(value: &Value, place: String, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((place, text.clone())),
        Value::Array(list) => {
            for (at, entry) in list.iter().enumerate() {
                texts(entry, format!("{place}/{at}"), found);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                texts(member, format!("{place}/{name}"), found);
            }
        }
        _ => {}
    }
}

#[tokio::test]
async fn what_we_register_is_taken_by_strict_software() {
    let Some(strict) = Strict::start() else {
        return;
    };
    let mut browser = strict.browser();
    let token = &strict.ready.registration_token;
    let review = strict.review(&mut browser, &strict.invite(), token).await;
    assert_eq!(review.status, 200, "{review}");
    let done = browser.submit(&review.form("form")).await;
    assert_eq!(done.status, 200, "{done}");

    let clients = strict.clients().await;
    let [client] = clients.as_array().unwrap().as_slice() else {
        panic!("{clients}");
    };
    let launch = format!("{PUBLIC}/lti/launch");
    for (member, expected) in [
        ("redirect_uris", json!([launch])),
        ("jwks_uri", json!(format!("{PUBLIC}/lti/jwks.json"))),
        ("initiate_login_uri", json!(format!("{PUBLIC}/lti/login"))),
        ("token_endpoint_auth_method", json!("private_key_jwt")),
        ("id_token_signed_response_alg", json!("RS256")),
        ("response_types", json!(["id_token"])),
    ] {
        assert_eq!(client[member], expected, "{client}");
    }
    let configuration = &client["https://purl.imsglobal.org/spec/lti-tool-configuration"];
    assert_eq!(configuration["domain"], "tool.example.org");
    assert_eq!(configuration["target_link_uri"], json!(launch));
    let mut found = Vec::new();
    texts(client, String::new(), &mut found);
    let empty: Vec<_> = found.iter().filter(|(_, text)| text.is_empty()).collect();
    assert!(empty.is_empty(), "{empty:?}");

    let connections = strict.tool.list(&["platform", "list"]);
    assert_eq!(connections[0]["status"], "pending", "{connections}");
    assert_eq!(connections[0]["client_id"], client["client_id"]);
    assert_eq!(connections[0]["missing_scopes"], json!([]));
    let id = client["client_id"].as_str().unwrap();
    assert_eq!(done.text("dl.facts code").as_deref(), Some(id), "{done}");
}

#[tokio::test]
async fn an_invitation_serves_once_and_its_form_only_from_our_page() {
    let Some(strict) = Strict::start() else {
        return;
    };
    let mut browser = strict.browser();
    let (invitation, token) = (strict.invite(), &strict.ready.registration_token);
    let review = strict.review(&mut browser, &invitation, token).await;
    let form = review.form("form");

    let foreign = browser
        .submit(&form.clone().on("https://elsewhere.example.org"))
        .await;
    assert_eq!(
        foreign.code().as_deref(),
        Some("cross-site-form"),
        "{foreign}"
    );
    assert_eq!(strict.clients().await, json!([]));
    assert_eq!(browser.submit(&form).await.status, 200);
    let again = browser.submit(&form).await;
    assert_eq!(again.code().as_deref(), Some("not-found"), "{again}");
    let late = strict.review(&mut browser, &invitation, token).await;
    assert_eq!(late.code().as_deref(), Some("invite-invalid"), "{late}");
    assert_eq!(strict.clients().await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_refused_registration_leaves_no_connection_and_may_be_tried_again() {
    let Some(strict) = Strict::start() else {
        return;
    };
    let mut browser = strict.browser();
    let (invitation, token) = (strict.invite(), &strict.ready.registration_token);
    let review = strict
        .review(&mut browser, &invitation, "another-token")
        .await;
    let refused = browser.submit(&review.form("form")).await;

    let code = refused.code();
    assert_eq!(
        code.as_deref(),
        Some("registration-incomplete"),
        "{refused}"
    );
    assert_eq!(strict.clients().await, json!([]));
    assert_eq!(strict.tool.list(&["platform", "list"]), json!([]));
    // The invitation still holds.
    let review = strict.review(&mut browser, &invitation, token).await;
    assert_eq!(browser.submit(&review.form("form")).await.status, 200);
}
