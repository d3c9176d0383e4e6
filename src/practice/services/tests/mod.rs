//! The services as a tool meets them: with a token, by their addresses, through the whole router.

mod fault;
mod gradebook;
mod line_item;
mod membership;
mod score;

use axum::body::Body;
use axum::http::{Method, Request, header};
use serde_json::{Value, json};
use url::Url;

use crate::practice::testing::{Answer, CLIENT, Lab, tool_key};
use crate::practice::vocabulary::{self as name, media, scope};

/// A tool that has a token and the addresses from a launch.
struct Tool {
    lab: Lab,
    site: &'static str,
    token: String,
    /// Claims of the launch of the assignment as Sam.
    launch: Value,
}

impl Tool {
    async fn on(site: &'static str) -> Self {
        Self::with_scopes(site, &scope::ALL).await
    }

    async fn with_scopes(site: &'static str, scopes: &[&str]) -> Self {
        let lab = Lab::new().await;
        let launch = lab.launch(site, "person=sam&item=1").await;
        let mut tool = Self {
            lab,
            site,
            token: String::new(),
            launch,
        };
        tool.token = tool.fetch_token(scopes).await.json()["access_token"]
            .as_str()
            .unwrap()
            .to_owned();
        tool
    }

    async fn fetch_token(&self, scopes: &[&str]) -> Answer {
        let now = self.lab.clock.now().seconds();
        let facts = self.lab.site(self.site);
        let assertion = tool_key().sign(&json!({
            "iss": CLIENT, "sub": CLIENT, "aud": facts.token_audience, "iat": now, "exp": now + 60,
            "jti": crate::practice::site::id::secret(),
        }));
        let fields = [
            ("grant_type", "client_credentials"),
            (
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ),
            ("client_assertion", assertion.as_str()),
            ("scope", &scopes.join(" ")),
        ];
        self.lab.post_form(facts.token_url.path(), &fields).await
    }

    fn line_items(&self) -> String {
        self.launch[name::AGS_ENDPOINT]["lineitems"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    fn line_item(&self) -> String {
        self.launch[name::AGS_ENDPOINT]["lineitem"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    fn memberships(&self) -> String {
        self.launch[name::NRPS_SERVICE]["context_memberships_url"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    fn sub(&self, login: &str) -> String {
        self.lab
            .lms
            .people(self.site)
            .into_iter()
            .find(|person| person.login == login)
            .unwrap()
            .sub
    }

    async fn get(&self, url: &str, accept: &str) -> Answer {
        self.call(
            Method::GET,
            url,
            &[(header::ACCEPT.as_str(), accept)],
            String::new(),
        )
        .await
    }

    async fn send(&self, method: Method, url: &str, content_type: &str, body: &Value) -> Answer {
        self.call(
            method,
            url,
            &[(header::CONTENT_TYPE.as_str(), content_type)],
            body.to_string(),
        )
        .await
    }

    async fn call(
        &self,
        method: Method,
        url: &str,
        headers: &[(&str, &str)],
        body: String,
    ) -> Answer {
        let url = Url::parse(url).unwrap();
        let path = url.query().map_or(url.path().to_owned(), |query| {
            format!("{}?{query}", url.path())
        });
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::USER_AGENT, "test")
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.lab.call(request.body(Body::from(body)).unwrap()).await
    }

    /// A right score of Sam's, `millis` after the clock's time.
    fn score(&self, millis: i64) -> Value {
        let at = self.lab.clock.now().millis() + millis;
        json!({
            "userId": self.sub("sam"),
            "timestamp": crate::clock::Timestamp::from_millis(at).rfc3339(),
            "activityProgress": "Completed",
            "gradingProgress": "FullyGraded",
            "scoreGiven": 3,
            "scoreMaximum": 4,
        })
    }

    async fn post_score(&self, score: &Value) -> Answer {
        self.send(
            Method::POST,
            &below(&self.line_item(), "/scores"),
            media::SCORE,
            score,
        )
        .await
    }

    /// What the gradebook says about somebody in the assignment.
    async fn result(&self, login: &str) -> Value {
        let url = below(&self.line_item(), "/results");
        let separator = if url.contains('?') { '&' } else { '?' };
        let answer = self
            .get(
                &format!("{url}{separator}user_id={}", self.sub(login)),
                media::RESULTS,
            )
            .await;
        answer
            .json()
            .as_array()
            .unwrap()
            .first()
            .cloned()
            .unwrap_or_default()
    }
}

/// An address with something added to its path; the query stays.
fn below(url: &str, path: &str) -> String {
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let separator = if query.is_empty() { "" } else { "?" };
    format!("{base}{path}{separator}{query}")
}
