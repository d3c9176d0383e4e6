//! A browser as a test needs it. Owns its cookies and the headers by which browsers say who asks for what; runs no
//! scripts, but can do what ours would.

mod answer;
mod cookies;
mod launch;

use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, Response, header};
use tower::ServiceExt;
use url::Url;

pub use answer::Answer;
pub use launch::{Authentication, Opened, StorageStep};

use cookies::Cookies;
use microcred::web::cookie::SESSION;

/// How the browser reaches the tool.
#[derive(Clone)]
pub enum Line {
    /// Without a network.
    Router(Router),
    /// Over HTTP, to the process that listens here, whatever the tool's address is.
    Process(SocketAddr),
}

/// Where the tool is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a page of another site.
    Frame,
    /// In a tab of its own.
    Tab,
}

/// One browser of one person.
#[derive(Clone)]
pub struct Browser {
    line: Line,
    /// The origin of the tool.
    origin: String,
    pub place: Place,
    cookies: Cookies,
    /// Whether it says where requests come from (`Sec-Fetch-*`); browsers before 2023 do not.
    pub is_modern: bool,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Visit {
    pub method: Method,
    /// Path and query.
    pub path: String,
    /// The origin of the page that asks; empty when somebody typed the address.
    pub from: String,
    /// Content type and body.
    pub body: Option<(&'static str, Vec<u8>)>,
    pub headers: Vec<(&'static str, String)>,
    /// Asked by a script and not by going there.
    pub is_fetch: bool,
}

impl Visit {
    /// Somebody goes to a page.
    pub fn to(path: &str) -> Self {
        Self {
            method: Method::GET,
            path: path.to_owned(),
            from: String::new(),
            body: None,
            headers: Vec::new(),
            is_fetch: false,
        }
    }

    /// Somebody sends a form.
    pub fn form(path: &str, fields: &[(&str, &str)]) -> Self {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let mut visit = Self::to(path);
        visit.method = Method::POST;
        visit.body = Some(("application/x-www-form-urlencoded", body.into_bytes()));
        visit
    }

    /// A script sends JSON.
    pub fn json(path: &str, body: &serde_json::Value) -> Self {
        let mut visit = Self::to(path);
        visit.method = Method::POST;
        visit.body = Some(("application/json", body.to_string().into_bytes()));
        visit.is_fetch = true;
        visit.header("accept", "application/json")
    }

    /// Asked by a page of this origin.
    pub fn from(mut self, origin: &str) -> Self {
        origin.clone_into(&mut self.from);
        self
    }

    /// With a header that browsers do not send by themselves, or with another value than theirs.
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

impl Browser {
    /// A browser with nothing in it, about to show the tool in a frame of an LMS.
    pub fn new(line: Line, origin: &str) -> Self {
        Self {
            line,
            origin: origin.to_owned(),
            place: Place::Frame,
            cookies: Cookies::default(),
            is_modern: true,
        }
    }

    /// One that keeps no cookies, as strict ones do in frames.
    pub fn without_cookies(mut self) -> Self {
        self.cookies.are_refused = true;
        self
    }

    /// One that shows the tool in a tab.
    pub fn in_tab(mut self) -> Self {
        self.place = Place::Tab;
        self
    }

    /// The same browser, with what it keeps, at another process of the tool.
    pub fn at(&self, line: Line) -> Self {
        Self {
            line,
            ..self.clone()
        }
    }

    /// The secret of its session.
    pub fn session_secret(&self) -> String {
        let secret = self.cookies.value(self.place, SESSION);
        secret.expect("a session was opened").to_owned()
    }

    /// Goes to a page of the tool, from another of its pages.
    pub async fn get(&mut self, path: &str) -> Answer {
        let origin = self.origin.clone();
        self.visit(Visit::to(path).from(&origin)).await
    }

    /// Asks the tool.
    pub async fn visit(&mut self, visit: Visit) -> Answer {
        let request = self.request(&visit);
        let answer = match &self.line {
            Line::Router(router) => {
                let response = router.clone().oneshot(request).await.unwrap();
                Answer::read(response, visit).await
            }
            Line::Process(address) => {
                let response = over_http(*address, request, &visit).await;
                Answer::read(response, visit).await
            }
        };
        for line in answer.headers_named("set-cookie") {
            self.cookies.take(self.place, &self.origin, line);
        }
        answer
    }

    /// Goes where an answer sends it.
    pub async fn follow(&mut self, answer: &Answer) -> Answer {
        let base = Url::parse(&self.origin).unwrap();
        let target = base.join(answer.location()).unwrap();
        assert_eq!(target.origin(), base.origin(), "the tool sends away");
        let path = target[url::Position::BeforePath..].to_owned();
        let mut visit = answer.visit.clone();
        visit.path = path;
        if answer.status() != 307 {
            visit.method = Method::GET;
            visit.body = None;
        }
        self.visit(visit).await
    }

    /// Sends a form of a page as a press of one of its buttons would.
    pub async fn press(&mut self, page: &Answer, button: &str) -> Answer {
        let form = page.form_of(button);
        let fields: Vec<_> = form
            .fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let origin = self.origin.clone();
        self.visit(Visit::form(&form.action, &fields).from(&origin))
            .await
    }

    fn request(&self, visit: &Visit) -> Request<Body> {
        let mut request = Request::builder()
            .method(visit.method.clone())
            .uri(&visit.path);
        let mut headers = self.fetch_metadata(visit);
        if let Some((kind, _)) = &visit.body {
            headers.push(("content-type", (*kind).to_owned()));
        }
        headers.extend(self.cookies.line(self.place).map(|line| ("cookie", line)));
        headers.retain(|(name, _)| !visit.headers.iter().any(|(other, _)| other == name));
        headers.extend(visit.headers.iter().cloned());
        for (name, value) in headers.into_iter().filter(|(_, value)| !value.is_empty()) {
            request = request.header(name, value);
        }
        let body = visit.body.as_ref().map(|(_, body)| body.clone());
        request.body(body.unwrap_or_default().into()).unwrap()
    }

    fn fetch_metadata(&self, visit: &Visit) -> Vec<(&'static str, String)> {
        let mut headers = Vec::new();
        if visit.method != Method::GET && !visit.from.is_empty() {
            headers.push((header::ORIGIN.as_str(), visit.from.clone()));
        }
        if !self.is_modern {
            return headers;
        }
        let site = match visit.from.as_str() {
            "" => "none",
            from if from == self.origin => "same-origin",
            _ => "cross-site",
        };
        let (mode, destination) = match (visit.is_fetch, self.place) {
            (true, _) => ("cors", "empty"),
            (false, Place::Frame) => ("navigate", "iframe"),
            (false, Place::Tab) => ("navigate", "document"),
        };
        headers.extend([
            ("sec-fetch-site", site.to_owned()),
            ("sec-fetch-mode", mode.to_owned()),
            ("sec-fetch-dest", destination.to_owned()),
        ]);
        headers
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a browser is no part of the tool, and the guarded client shows no headers"
)]
async fn over_http(address: SocketAddr, request: Request<Body>, visit: &Visit) -> Response<Body> {
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap();
    let (parts, _) = request.into_parts();
    let answer = client
        .request(parts.method, format!("http://{address}{}", parts.uri))
        .headers(parts.headers)
        .body(visit.body.clone().unwrap_or_default().1)
        .send()
        .await
        .unwrap();
    let mut response = Response::builder().status(answer.status());
    *response.headers_mut().unwrap() = answer.headers().clone();
    response.body(answer.bytes().await.unwrap().into()).unwrap()
}
