//! The platform of the load test: an issuer with a key, which signs when nobody measures.

use std::net::SocketAddr;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Json;
use axum::routing::get;
use microcred::lti::names::{claim, message};
use microcred::lti::signing_key::SigningKey;
use serde_json::json;

pub const CLIENT_ID: &str = "load-test";
pub const DEPLOYMENT_ID: &str = "1";

/// The platform.
pub struct Platform {
    key: SigningKey,
    address: SocketAddr,
}

impl Platform {
    /// Starts serving its key set.
    pub async fn start() -> Self {
        let key = SigningKey::generate().expect("a key can be made");
        let set = json!({ "keys": [key.public_jwk()] });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port is free");
        let address = listener
            .local_addr()
            .expect("a bound listener has an address");
        let router = axum::Router::new().route("/jwks", get(async move || Json(set.clone())));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { key, address }
    }

    pub fn issuer(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.issuer())
    }

    /// A learner's launch, as rich as Canvas sends it. Every `number` is another person, in one of 50 courses.
    pub fn sign(&self, tool: &str, nonce: &str, number: usize) -> String {
        #[expect(
            clippy::disallowed_methods,
            reason = "the platform is another machine in life"
        )]
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs());
        let course = number % 50;
        let claims = json!({
            "iss": self.issuer(), "aud": CLIENT_ID, "azp": CLIENT_ID, "sub": format!("person-{number}"),
            "iat": now, "exp": now + 3600, "nonce": nonce, "locale": "en",
            "name": format!("Sample Person {number}"), "given_name": "Sample",
            "family_name": format!("Person {number}"), "email": format!("person-{number}@example.org"),
            claim::MESSAGE_TYPE: message::RESOURCE_LINK,
            claim::VERSION: "1.3.0",
            claim::DEPLOYMENT_ID: DEPLOYMENT_ID,
            claim::TARGET_LINK_URI: format!("{tool}/lti/launch"),
            claim::RESOURCE_LINK: {
                "id": format!("link-{course}"), "title": "Asking follow-up questions",
                "errors": {"errors": {}}, "validation_context": null,
            },
            claim::CONTEXT: {
                "id": format!("course-{course}"), "label": "PD101", "title": "Questions that build thinking",
                "type": ["http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering"],
            },
            claim::TOOL_PLATFORM: {
                "guid": "load:test", "name": "Sample District", "product_family_code": "canvas",
            },
            claim::LAUNCH_PRESENTATION: {
                "document_target": "iframe", "return_url": self.at("/back"), "locale": "en",
            },
            claim::ROLES: [
                "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner",
                "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor",
                "http://purl.imsglobal.org/vocab/lis/v2/system/person#User",
            ],
            claim::CUSTOM: {"canvas_course_id": course.to_string(), "context_id_history": ""},
            claim::AGS_ENDPOINT: {
                "scope": ["https://purl.imsglobal.org/spec/lti-ags/scope/score"],
                "lineitems": self.at("/items"), "lineitem": self.at(&format!("/items/{course}")),
            },
            claim::NAMES_ROLE_SERVICE: {
                "context_memberships_url": self.at("/members"), "service_versions": ["2.0"],
            },
        });
        self.key.sign(&claims).expect("a key signs")
    }
}
