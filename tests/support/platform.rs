//! A platform (an LMS) as a test needs it. Owns its registration here, what it publishes, and the launches it makes;
//! it refuses nothing, because what is tested is what *we* refuse.

use microcred::app::audit::Actor;
use microcred::app::connection::{self, NewConnection};
use microcred::clock::Timestamp;
use microcred::domain::id::PlatformId;
use microcred::lti::names::{VERSION, claim, message};
use serde_json::{Value, json};

use super::app::{LAUNCH_URL, TestApp};
use super::browser::Authentication;
use super::token::{EMAIL, MEMBERSHIP, NAME, PlatformKey, SUB, Token};

/// The deployment that is approved from the beginning.
pub const DEPLOYMENT: &str = "7:8865aa05";

/// One platform.
#[derive(Clone)]
pub struct TestPlatform {
    pub issuer: String,
    pub client_id: String,
    pub deployment_id: String,
    pub authorization_url: String,
    pub token_url: String,
    pub jwks_url: String,
    /// The code of the product's profile.
    pub profile: String,
    /// What it signs with.
    pub key: &'static PlatformKey,
    /// The deployment that its logins name, where they do.
    pub deployment_hint: Option<String>,
    /// The frame that keeps things for tools, where it has one.
    pub storage_target: Option<&'static str>,
    id: Option<PlatformId>,
}

impl TestPlatform {
    /// The platform at this host, not registered yet.
    pub fn new(host: &str) -> Self {
        Self {
            issuer: format!("https://{host}"),
            client_id: "10000000000042".into(),
            deployment_id: DEPLOYMENT.into(),
            deployment_hint: Some(DEPLOYMENT.into()),
            authorization_url: format!("https://{host}/auth"),
            token_url: format!("https://{host}/token"),
            jwks_url: format!("https://{host}/jwks"),
            profile: "generic".into(),
            key: PlatformKey::number(0),
            storage_target: None,
            id: None,
        }
    }

    /// As [`TestPlatform::new`], registered and approved with its deployment, its key published.
    pub async fn connected(app: &TestApp, host: &str) -> Self {
        Self::new(host).connect(app).await
    }

    /// Another client id.
    pub fn client(mut self, client_id: &str) -> Self {
        self.client_id = client_id.into();
        self
    }

    /// Another key, so that its tokens are nobody else's.
    pub fn with_key(mut self, key: &'static PlatformKey) -> Self {
        self.key = key;
        self
    }

    /// With storage for tools.
    pub fn with_storage(mut self, frame: &'static str) -> Self {
        self.storage_target = Some(frame);
        self
    }

    /// Registers it as an operator would, with its deployment, and publishes its key.
    pub async fn connect(mut self, app: &TestApp) -> Self {
        self.publish(app);
        let new = NewConnection {
            name: Some(format!("LMS of {}", self.issuer)),
            profile: Some(self.profile.clone()),
            issuer: self.issuer.clone(),
            client_id: self.client_id.clone(),
            authorization_url: self.authorization_url.clone(),
            token_url: self.token_url.clone(),
            jwks_url: self.jwks_url.clone(),
            deployments: vec![self.deployment_id.clone()],
            ..NewConnection::default()
        };
        let added = connection::add(&app.app, Actor::Operator, app.organization, &new).await;
        self.id = Some(added.unwrap().id);
        self
    }

    /// Publishes its key set.
    pub fn publish(&self, app: &TestApp) {
        let keys = json!({"keys": [self.key.public_jwk]});
        app.network.publish(&self.jwks_url, &keys);
    }

    /// Its registration here.
    pub fn id(&self) -> PlatformId {
        self.id.expect("the test has registered this platform")
    }

    /// What it sends to have a launch started.
    pub fn login(&self) -> Vec<(String, String)> {
        let mut parameters = vec![
            ("iss", self.issuer.as_str()),
            ("login_hint", "hint-of-dana"),
            ("target_link_uri", LAUNCH_URL),
            ("client_id", &self.client_id),
            ("lti_message_hint", r#"{"cmid":5,"launchid":"a&b=c"}"#),
        ];
        let hint = self.deployment_hint.as_deref();
        parameters.extend(hint.map(|id| ("lti_deployment_id", id)));
        parameters.extend(
            self.storage_target
                .map(|frame| ("lti_storage_target", frame)),
        );
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        parameters.into_iter().map(owned).collect()
    }

    /// A launch that is valid in everything: a learner opens a link in a course.
    pub fn token(&self, authentication: &Authentication, now: Timestamp) -> Token {
        let mut claims = self.link_claims();
        for (name, value) in [
            ("iss", json!(self.issuer)),
            ("aud", json!(self.client_id)),
            ("sub", json!(SUB)),
            ("iat", json!(now.seconds())),
            ("exp", json!(now.seconds() + 3600)),
            ("nonce", json!(authentication.nonce())),
            ("name", json!(NAME)),
            ("given_name", json!("Dana")),
            ("family_name", json!("Rey")),
            ("email", json!(EMAIL)),
        ] {
            claims[name] = value;
        }
        Token::new(claims, self.key)
    }

    fn link_claims(&self) -> Value {
        json!({
            claim::VERSION: VERSION,
            claim::MESSAGE_TYPE: message::RESOURCE_LINK,
            claim::DEPLOYMENT_ID: self.deployment_id,
            claim::TARGET_LINK_URI: LAUNCH_URL,
            claim::RESOURCE_LINK: {"id": "rl-88", "title": "Module 1"},
            claim::ROLES: [format!("{MEMBERSHIP}Learner")],
            claim::CONTEXT: {
                "id": "ctx-9", "label": "PD-101", "title": "Reading science",
                "type": ["http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection"],
            },
            claim::LAUNCH_PRESENTATION: {
                "document_target": "iframe", "return_url": format!("{}/courses/9", self.issuer),
            },
            claim::TOOL_PLATFORM: {
                "guid": "guid-of-riverbend", "name": "Riverbend School", "product_family_code": "generic",
            },
        })
    }
}
