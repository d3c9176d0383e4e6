//! Dynamic registration, from the invitation to the approved connection, and the pages on which administrators decide.

mod administration;
mod approval;
mod configuration;
mod connect;
mod invitation;
mod network;
mod renewal;

use std::sync::Arc;

use microcred::app::audit::Actor;
use microcred::app::invite;
use microcred::domain::id::{OrganizationId, PlatformId};
use microcred::lti::fetch::{Request, Response};
use microcred::store::platform::{self, Platform};
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::browser::{Answer, Browser, Visit};

const CONNECT: &str = "form[action^='/lti/register/'] button";
const TOKEN: &str = "registration-token-of-the-lms";
const TOOL_CONFIGURATION: &str = "https://purl.imsglobal.org/spec/lti-tool-configuration";
const PLATFORM_CONFIGURATION: &str = "https://purl.imsglobal.org/spec/lti-platform-configuration";

/// From what was sent to an LMS to its status and body.
type Answering = Arc<dyn Fn(&Value) -> (u16, String) + Send + Sync>;

/// An LMS that can be registered at.
#[derive(Clone)]
struct Lms {
    configuration_url: String,
    document: Value,
    /// What it answers with, for what was sent to it.
    answer: Answering,
}

impl Lms {
    /// Answers with what was sent and a client id (LTI Dynamic Registration 3.6).
    fn generic() -> Self {
        Self::at("lms.example", "generic-lms", |sent| {
            let mut answer = sent.clone();
            answer["client_id"] = json!("client-1");
            (201, answer.to_string())
        })
    }

    /// As Canvas: one issuer for all schools, configuration and registration on the school's host, no deployment.
    fn canvas() -> Self {
        let mut lms = Self::at("school.instructure.com", "canvas", |sent| {
            let mut answer = sent.clone();
            answer["client_id"] = json!("10000000000042");
            (201, answer.to_string())
        });
        lms.document["issuer"] = json!("https://canvas.instructure.com");
        lms.document["authorization_server"] = json!("canvas.instructure.com");
        lms.document[PLATFORM_CONFIGURATION]["https://canvas.instructure.com/lti/account_name"] =
            json!("Lakeside Academy");
        lms
    }

    /// As Moodle: status 200, a deployment at once.
    fn moodle() -> Self {
        Self::at("moodle.example", "moodle", |sent| {
            let mut answer = sent.clone();
            answer["client_id"] = json!("Qb4wX7k2vN9d");
            answer[TOOL_CONFIGURATION]["deployment_id"] = json!("17");
            (200, answer.to_string())
        })
    }

    fn at(
        host: &str,
        product: &str,
        answer: impl Fn(&Value) -> (u16, String) + Send + Sync + 'static,
    ) -> Self {
        let on_host = |path: &str| format!("https://{host}{path}");
        Self {
            configuration_url: on_host("/.well-known/openid-configuration"),
            document: json!({
                "issuer": on_host(""),
                "authorization_endpoint": on_host("/auth"),
                "token_endpoint": on_host("/token"),
                "jwks_uri": on_host("/jwks"),
                "registration_endpoint": on_host("/register"),
                "token_endpoint_auth_methods_supported": ["private_key_jwt"],
                "id_token_signing_alg_values_supported": ["RS256"],
                PLATFORM_CONFIGURATION: {
                    "product_family_code": product,
                    "messages_supported": [{"type": "LtiResourceLinkRequest"}, {"type": "LtiDeepLinkingRequest"}],
                },
            }),
            answer: Arc::new(answer),
        }
    }

    fn with(mut self, member: &str, value: Value) -> Self {
        self.document[member] = value;
        self
    }

    fn answering(
        mut self,
        answer: impl Fn(&Value) -> (u16, String) + Send + Sync + 'static,
    ) -> Self {
        self.answer = Arc::new(answer);
        self
    }

    fn registration_url(&self) -> &str {
        self.document["registration_endpoint"].as_str().unwrap()
    }

    /// Publishes its configuration, for those who show the token, and registers.
    fn publish(&self, app: &TestApp) {
        let document = self.document.to_string();
        app.network.serve(&self.configuration_url, move |request| {
            if bearer(request) == Some(&format!("Bearer {TOKEN}")) {
                response(200, document.clone())
            } else {
                response(401, "missing_registration_token".into())
            }
        });
        let answer = self.answer.clone();
        app.network.serve(self.registration_url(), move |request| {
            let sent = serde_json::from_slice(request.body.as_deref().unwrap()).unwrap();
            let (status, body) = answer(&sent);
            response(status, body)
        });
    }
}

fn response(status: u16, body: String) -> Response {
    Response {
        status,
        body: body.into_bytes(),
        ..Response::default()
    }
}

fn bearer(request: &Request) -> Option<&String> {
    let mut headers = request.headers.iter();
    headers.find_map(|(name, value)| (*name == "authorization").then_some(value))
}

/// A new invitation of an organisation.
async fn invitation(
    app: &TestApp,
    organization: OrganizationId,
    renews: Option<PlatformId>,
) -> String {
    invite::create(&app.app, Actor::Operator, organization, "Lakeside", renews)
        .await
        .unwrap()
}

/// Opens an invitation's address in the LMS, as the LMS completes it.
async fn open(browser: &mut Browser, invitation: &str, lms: &Lms) -> Answer {
    let mut url = url::Url::parse(invitation).unwrap();
    url.query_pairs_mut()
        .append_pair("openid_configuration", &lms.configuration_url)
        .append_pair("registration_token", TOKEN);
    let path = url[url::Position::BeforePath..].to_owned();
    browser
        .visit(Visit::to(&path).from("https://lms.example"))
        .await
}

/// Registers an LMS with a new invitation, up to the last page.
async fn register(app: &TestApp, lms: &Lms) -> Answer {
    lms.publish(app);
    let invitation = invitation(app, app.organization, None).await;
    let mut browser = app.browser().without_cookies();
    let page = open(&mut browser, &invitation, lms).await;
    assert_eq!(page.status(), 200, "{}", page.text());
    browser.press(&page, CONNECT).await
}

async fn platforms(app: &TestApp) -> Vec<Platform> {
    let mut db = app.app.db.read().await.unwrap();
    platform::list(&mut db).await.unwrap()
}

/// What was sent to the LMS to register.
fn sent(app: &TestApp, lms: &Lms) -> Vec<Request> {
    let requests = app.network.requests().into_iter();
    requests
        .filter(|request| request.url.as_str() == lms.registration_url())
        .collect()
}

/// A refusal after which nothing was registered.
async fn nothing_came_of_it(app: &TestApp, lms: &Lms, answer: &Answer, status: u16, code: &str) {
    assert_eq!(
        (answer.status(), &*answer.code()),
        (status, code),
        "{}",
        answer.text()
    );
    assert!(sent(app, lms).is_empty());
    assert!(platforms(app).await.is_empty());
}
