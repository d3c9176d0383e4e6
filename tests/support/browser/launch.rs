//! Launches as a browser goes through them, between an LMS and the tool.

use std::collections::HashMap;

use microcred::app::audit::Actor;
use microcred::app::person;
use microcred::domain::grant::ToolRole;
use microcred::domain::id::LaunchId;
use serde_json::{Value, json};
use url::Url;

use super::{Answer, Browser, Visit};
use crate::support::app::TestApp;
use crate::support::platform::TestPlatform;
use crate::support::token::Token;

/// What the platform is asked for (Security Framework 5.1.1.2).
#[derive(Clone, Debug)]
pub struct Authentication {
    pub parameters: HashMap<String, String>,
}

/// A session that was opened.
#[derive(Debug)]
pub struct Opened {
    /// Where its pages begin.
    pub path: String,
    pub launch_id: LaunchId,
    /// Its first page.
    pub page: Answer,
}

/// A login whose secret the platform keeps.
#[derive(Debug)]
pub struct StorageStep {
    pub page: Answer,
    /// What the platform's storage holds after it.
    pub secret: String,
    pub authentication: Authentication,
}

impl Authentication {
    /// From where the tool sends the browser.
    pub fn read(url: &str) -> Self {
        let url = Url::parse(url).unwrap();
        Self {
            parameters: url.query_pairs().into_owned().collect(),
        }
    }

    pub fn state(&self) -> &str {
        &self.parameters["state"]
    }

    pub fn nonce(&self) -> &str {
        &self.parameters["nonce"]
    }
}

impl Browser {
    /// Starts a launch in the LMS, with these parameters, by GET.
    pub async fn initiate(&mut self, path: &str, parameters: &[(String, String)]) -> Answer {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(parameters)
            .finish();
        let from = parameters
            .iter()
            .find(|(name, _)| name == "iss")
            .map_or_else(String::new, |(_, issuer)| issuer.clone());
        let mut answer = self
            .visit(Visit::to(&format!("{path}?{query}")).from(&from))
            .await;
        while answer.status() == 307 {
            answer = self.follow(&answer).await;
        }
        answer
    }

    /// Starts a launch and arrives at the platform's authorization endpoint.
    pub async fn begin(&mut self, platform: &TestPlatform) -> Authentication {
        let answer = self.initiate("/lti/login", &platform.login()).await;
        assert_eq!(answer.status(), 302, "{}", answer.text());
        assert!(answer.location().starts_with(&platform.authorization_url));
        Authentication::read(answer.location())
    }

    /// Starts a launch in a browser that keeps no cookies, up to the page that gives a secret to the platform.
    pub async fn begin_with_storage(&mut self, platform: &TestPlatform) -> StorageStep {
        let page = self.initiate("/lti/login", &platform.login()).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        let continue_url = page.attribute("#storage-step", "data-continue-url");
        assert!(continue_url.starts_with(&platform.authorization_url));
        StorageStep {
            secret: page.attribute("#storage-step", "data-secret"),
            authentication: Authentication::read(&continue_url),
            page,
        }
    }

    /// Posts the platform's answer.
    pub async fn post_launch(&mut self, fields: &[(&str, &str)]) -> Answer {
        self.visit(Visit::form("/lti/launch", fields).from("https://lms.example"))
            .await
    }

    /// Launches, up to the tool's answer to the token.
    pub async fn launch(
        &mut self,
        app: &TestApp,
        platform: &TestPlatform,
        change: impl FnOnce(Token) -> Token,
    ) -> Answer {
        let authentication = self.begin(platform).await;
        let token = change(platform.token(&authentication, app.now())).jwt();
        let fields = [("id_token", &*token), ("state", authentication.state())];
        self.post_launch(&fields).await
    }

    /// Launches, up to the first page.
    pub async fn open(
        &mut self,
        app: &TestApp,
        platform: &TestPlatform,
        change: impl FnOnce(Token) -> Token,
    ) -> Opened {
        let answer = self.launch(app, platform, change).await;
        assert_eq!(answer.status(), 303, "{}", answer.text());
        let path = answer.location().to_owned();
        let page = self.follow(&answer).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        Opened {
            launch_id: path.strip_prefix("/app/l/").unwrap().parse().unwrap(),
            path,
            page,
        }
    }

    /// Opens a session of somebody who administers the organisation's connections, and says where its pages begin.
    pub async fn open_administration(&mut self, app: &TestApp, platform: &TestPlatform) -> String {
        let (sub, role) = ("sub-of-ada", ToolRole::OrgOwner);
        person::grant(&app.app, Actor::Operator, platform.id(), sub, role)
            .await
            .unwrap();
        let opened = self
            .open(app, platform, |token| {
                token.person(sub, "Ada Lund").instructor()
            })
            .await;
        opened.path
    }

    /// What the page of a cookieless launch would send.
    pub fn proof(page: &Answer, secret: &str) -> Value {
        let data = |name: &str| page.attribute("#confirm-step", &format!("data-{name}"));
        json!({
            "id_token": data("id-token"), "state": data("state"), "ticket": data("ticket"),
            "secret": secret, "session": null,
        })
    }

    /// Sends it as our script would.
    pub async fn confirm(&mut self, proof: &Value) -> Answer {
        let origin = self.origin.clone();
        let visit = Visit::json("/lti/launch/confirm", proof).header("x-microcred-confirm", "1");
        self.visit(visit.from(&origin)).await
    }
}
