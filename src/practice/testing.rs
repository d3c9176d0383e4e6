//! What tests share: a practice LMS on a clock that stands still, called without a socket, and a tool of which only
//! the key set is served, on a real one.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::routing::get;
use axum::{Json, Router};
use http_body_util::BodyExt;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use scraper::{Html, Selector};
use serde_json::Value;
use tower::ServiceExt;
use url::Url;

use super::site::keys::{KeySet, SigningKey};
use super::{PracticeLms, Privacy, Settings, ToolRegistration};
use crate::clock::{Clock, Timestamp};

/// The client id of the tool on every site.
pub const CLIENT: &str = "client-1";
/// Its deployment.
pub const DEPLOYMENT: &str = "7";
/// Its redirect address.
pub const REDIRECT: &str = "https://tool.example/lti/launch";

/// A key of the tool's; making one takes long enough to share it.
pub fn tool_key() -> &'static SigningKey {
    static KEY: OnceLock<SigningKey> = OnceLock::new();
    KEY.get_or_init(SigningKey::generate)
}

/// A key that the tool does not publish.
pub fn foreign_key() -> &'static SigningKey {
    static KEY: OnceLock<SigningKey> = OnceLock::new();
    KEY.get_or_init(SigningKey::generate)
}

/// The key that every site starts with, for the same reason.
fn platform_key() -> &'static SigningKey {
    static KEY: OnceLock<SigningKey> = OnceLock::new();
    KEY.get_or_init(SigningKey::generate)
}

/// A practice LMS with one tool on every site.
pub struct Lab {
    pub lms: PracticeLms,
    pub clock: Clock,
    router: Router,
}

impl Lab {
    pub async fn new() -> Self {
        Self::with_privacy(Privacy::Public).await
    }

    pub async fn with_privacy(privacy: Privacy) -> Self {
        let jwks_url = serve_tool_keys().await;
        let clock = Clock::fixed(Timestamp::from_seconds(1_795_000_000));
        let tools = ["canvas", "moodle", "brightspace", "generic"]
            .map(|site| ToolRegistration {
                site: site.to_owned(),
                client_id: CLIENT.to_owned(),
                deployment_id: DEPLOYMENT.to_owned(),
                name: "Example tool".to_owned(),
                login_url: Url::parse("https://tool.example/lti/login").unwrap(),
                redirect_uris: vec![REDIRECT.to_owned()],
                target_link_uri: Url::parse(REDIRECT).unwrap(),
                jwks_url: jwks_url.clone(),
                privacy,
            })
            .to_vec();
        let public_url = Url::parse("http://lms.example/").unwrap();
        let lms = PracticeLms::new(Settings {
            public_url,
            tools,
            clock: clock.clone(),
        })
        .unwrap();
        for site in lms.all_sites() {
            site.lock().keys = KeySet::of(platform_key());
        }
        Self {
            router: lms.router(),
            lms,
            clock,
        }
    }

    /// A practice LMS that was made otherwise, without a tool to check.
    pub fn of(lms: PracticeLms) -> Self {
        Self {
            router: lms.router(),
            clock: lms.clock().clone(),
            lms,
        }
    }

    pub async fn call(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    /// A page as somebody sees it.
    pub async fn get_as(&self, site: &str, login: &str, path: &str) -> Answer {
        let request = Request::get(path)
            .header(header::COOKIE, format!("practice-{site}={login}"))
            .body(Body::empty())
            .unwrap();
        self.call(request).await
    }

    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_form_as("none", "nobody", path, fields).await
    }

    /// A form that somebody sends.
    pub async fn post_form_as(
        &self,
        site: &str,
        login: &str,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let form = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::USER_AGENT, "test")
            .header(header::COOKIE, format!("practice-{site}={login}"))
            .body(Body::from(form))
            .unwrap();
        self.call(request).await
    }

    /// The parameters with which a launch begins.
    pub async fn initiate(&self, path: &str) -> BTreeMap<String, String> {
        let answer = self.get(path).await;
        if answer.status == StatusCode::SEE_OTHER {
            let location = Url::parse(answer.header("location")).unwrap();
            return location.query_pairs().into_owned().collect();
        }
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        answer.fields()
    }

    /// The claims of a launch taken all the way, as the tool would read them after checking the signature.
    pub async fn launch(&self, site: &str, query: &str) -> Value {
        let initiation = self.initiate(&format!("/{site}/launch/raw?{query}")).await;
        let answer = self
            .authorize(site, &authentication_request(&initiation))
            .await;
        self.verify(site, &answer.fields()["id_token"]).await
    }

    /// The answer to an authentication request.
    pub async fn authorize(&self, site: &str, request: &BTreeMap<String, String>) -> Answer {
        let facts = self.site(site);
        let mut url = facts.authorization_url;
        url.query_pairs_mut().extend_pairs(request);
        self.get(&format!("{}?{}", url.path(), url.query().unwrap()))
            .await
    }

    /// Claims of a token that is signed with a published key.
    pub async fn verify(&self, site: &str, token: &str) -> Value {
        let keys = self.get(self.site(site).jwks_url.path()).await.json();
        let keys: jsonwebtoken::jwk::JwkSet = serde_json::from_value(keys).unwrap();
        let kid = jsonwebtoken::decode_header(token).unwrap().kid.unwrap();
        let key = DecodingKey::from_jwk(keys.find(&kid).expect("the key is published")).unwrap();
        let mut rules = Validation::new(Algorithm::RS256);
        rules.validate_exp = false;
        rules.validate_aud = false;
        jsonwebtoken::decode::<Value>(token, &key, &rules)
            .unwrap()
            .claims
    }

    pub fn site(&self, name: &str) -> super::SiteFacts {
        self.lms
            .sites()
            .into_iter()
            .find(|site| site.name == name)
            .unwrap()
    }
}

/// A right authentication request for a login initiation.
pub fn authentication_request(initiation: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    [
        ("scope", "openid"),
        ("response_type", "id_token"),
        ("response_mode", "form_post"),
        ("prompt", "none"),
        ("client_id", &initiation["client_id"]),
        ("redirect_uri", REDIRECT),
        ("login_hint", &initiation["login_hint"]),
        ("lti_message_hint", &initiation["lti_message_hint"]),
        ("state", "state-1"),
        ("nonce", "nonce-1"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.body))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    /// Named fields of the page's form.
    pub fn fields(&self) -> BTreeMap<String, String> {
        self.select("form input[name]")
            .into_iter()
            .map(|input| {
                (
                    input["name"].clone(),
                    input.get("value").cloned().unwrap_or_default(),
                )
            })
            .collect()
    }

    /// Attributes of the elements that match; the text is under `""`.
    pub fn select(&self, selector: &str) -> Vec<BTreeMap<String, String>> {
        let page = Html::parse_document(&self.body);
        page.select(&Selector::parse(selector).unwrap())
            .map(|element| {
                let attributes = element.value().attrs();
                attributes
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .chain([(String::new(), element.text().collect::<String>())])
                    .collect()
            })
            .collect()
    }

    /// The `error` that a tool is told.
    pub fn error(&self) -> String {
        self.fields().get("error").cloned().unwrap_or_default()
    }
}

async fn serve_tool_keys() -> Url {
    let mut keys = KeySet::of(tool_key());
    let router = Router::new().route("/jwks.json", get(Json(keys.published())));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    Url::parse(&format!("http://{address}/jwks.json")).unwrap()
}
