//! A browser with scripts turned off: follows redirects, keeps cookies, posts forms, and says of itself what browsers
//! say (`Origin`, `Sec-Fetch-*`). Owns nothing of LTI but the form that every launch ends in.

use std::collections::BTreeMap;
use std::fmt;

use reqwest::header::{COOKIE, HOST, HeaderMap, LOCATION, ORIGIN, SET_COOKIE};
use reqwest::{Client, Method, StatusCode, redirect};
use scraper::{ElementRef, Html, Selector};
use url::Url;

const MAX_REDIRECTS: usize = 10;

/// One person's browser.
pub struct Browser {
    http: Client,
    /// By host, as browsers do: the port does not count.
    cookies: BTreeMap<(String, String), String>,
    in_frame: bool,
    /// A public origin, and where it is really reached.
    reached: Option<(String, String)>,
}

impl Browser {
    /// Shows pages in a tab of their own.
    #[expect(
        clippy::disallowed_methods,
        reason = "this client plays somebody's browser and is no part of the tool"
    )]
    pub fn new() -> Self {
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .no_proxy();
        Self {
            http: client.build().unwrap(),
            cookies: BTreeMap::new(),
            in_frame: false,
            reached: None,
        }
    }

    /// Shows pages in a frame of the platform's page.
    pub fn in_frame() -> Self {
        Self {
            in_frame: true,
            ..Self::new()
        }
    }

    /// Finds the public `origin` at another address, as behind a proxy that ends TLS.
    pub fn with_origin_at(self, origin: &str, address: &str) -> Self {
        Self {
            reached: Some((origin.to_owned(), address.to_owned())),
            ..self
        }
    }

    /// Opens an address and follows where it leads.
    pub async fn open(&mut self, address: &str) -> Page {
        let url = address.parse().unwrap();
        self.travel(Method::GET, url, None, None).await
    }

    /// Posts a form and follows where that leads.
    pub async fn submit(&mut self, form: &Form) -> Page {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&form.fields)
            .finish();
        let page = Some(&form.page);
        self.travel(Method::POST, form.action.clone(), Some(body), page)
            .await
    }

    /// Begins a launch and stops at the form that would bring the platform's message to the tool.
    pub async fn begin_launch(&mut self, start: &str) -> Form {
        let mut form = self.open(start).await.form("form");
        // Some platforms bring the login initiation by a form too.
        if !form.field("login_hint").is_empty() {
            form = self.submit(&form).await.form("form");
        }
        assert!(!form.field("id_token").is_empty(), "{form:?}");
        form
    }

    /// Launches, up to the tool's first page.
    pub async fn launch(&mut self, start: &str) -> Page {
        let message = self.begin_launch(start).await;
        self.submit(&message).await
    }

    async fn travel(
        &mut self,
        mut method: Method,
        mut url: Url,
        mut body: Option<String>,
        page: Option<&Url>,
    ) -> Page {
        let mut stays_at_home = page.is_none_or(|page| page.origin() == url.origin());
        for _ in 0..MAX_REDIRECTS {
            let site = match (page, stays_at_home) {
                (None, _) => "none",
                (Some(_), true) => "same-origin",
                (Some(_), false) => "cross-site",
            };
            let mut request = self
                .http
                .request(method.clone(), self.really(&url))
                .header("sec-fetch-site", site)
                .header(
                    "sec-fetch-dest",
                    if self.in_frame { "iframe" } else { "document" },
                )
                .header(HOST, authority(&url))
                .header(COOKIE, self.cookies_for(&url));
            if let Some(body) = &body {
                request = request
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(body.clone());
            }
            if let (Some(page), &Method::POST) = (page, &method) {
                request = request.header(ORIGIN, page.origin().ascii_serialization());
            }
            let answer = request.send().await.unwrap();
            self.keep_cookies(&url, answer.headers());
            let status = answer.status();
            let Some(location) = answer.headers().get(LOCATION) else {
                let body = answer.text().await.unwrap();
                return Page { url, status, body };
            };
            let next = url.join(location.to_str().unwrap()).unwrap();
            stays_at_home &= next.origin() == url.origin();
            url = next;
            if status != StatusCode::TEMPORARY_REDIRECT {
                (method, body) = (Method::GET, None);
            }
        }
        panic!("{MAX_REDIRECTS} redirects lead to {url}");
    }

    fn really(&self, url: &Url) -> String {
        match &self.reached {
            Some((origin, address)) if url.origin().ascii_serialization() == *origin => {
                url.as_str().replacen(origin, address, 1)
            }
            _ => url.to_string(),
        }
    }

    fn cookies_for(&self, url: &Url) -> String {
        let host = url.host_str().unwrap();
        let held = self.cookies.iter().filter(|((of, _), _)| of == host);
        held.map(|((_, name), value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ")
    }

    fn keep_cookies(&mut self, url: &Url, headers: &HeaderMap) {
        let host = url.host_str().unwrap();
        for cookie in headers.get_all(SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies
                .insert((host.to_owned(), name.to_owned()), value.to_owned());
        }
    }
}

fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap();
    url.port()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// What the browser shows.
#[derive(Debug)]
pub struct Page {
    pub url: Url,
    pub status: StatusCode,
    pub body: String,
}

impl fmt::Display for Page {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body: String = self.body.chars().take(4_000).collect();
        write!(formatter, "{} {}\n{body}", self.status, self.url)
    }
}

impl Page {
    /// The first form that the selector finds, with its hidden fields.
    ///
    /// # Panics
    /// When there is none that is posted.
    pub fn form(&self, selector: &str) -> Form {
        let document = Html::parse_document(&self.body);
        let form = document
            .select(&parsed(selector))
            .next()
            .unwrap_or_else(|| panic!("no {selector} on {self}"));
        let method = form.attr("method").unwrap_or("get");
        assert!(method.eq_ignore_ascii_case("post"), "{self}");
        let inputs = parsed("input[name]");
        // Boxes and choices are sent when they are ticked.
        let is_sent = |input: &ElementRef| {
            !matches!(input.attr("type"), Some("checkbox" | "radio"))
                || input.attr("checked").is_some()
        };
        let fields = form.select(&inputs).filter(is_sent).map(|input| {
            let attribute = |name| input.attr(name).unwrap_or_default().to_owned();
            (attribute("name"), attribute("value"))
        });
        Form {
            fields: fields.collect(),
            action: self
                .url
                .join(form.attr("action").unwrap_or_default())
                .unwrap(),
            page: self.url.clone(),
        }
    }

    /// The text of the first element that the selector finds.
    pub fn text(&self, selector: &str) -> Option<String> {
        let document = Html::parse_document(&self.body);
        document.select(&parsed(selector)).next().map(text_of)
    }

    /// An attribute of the first element that the selector finds.
    ///
    /// # Panics
    /// When there is none.
    pub fn attribute(&self, selector: &str, name: &str) -> String {
        let document = Html::parse_document(&self.body);
        let found = document.select(&parsed(selector)).next();
        let value = found.and_then(|element| element.attr(name));
        value
            .unwrap_or_else(|| panic!("no {name} of {selector} on {self}"))
            .to_owned()
    }

    /// Where the link with this text leads.
    ///
    /// # Panics
    /// When there is no such link.
    pub fn link(&self, text: &str) -> Url {
        let document = Html::parse_document(&self.body);
        let links = parsed("a[href]");
        let found = document.select(&links).find(|link| text_of(*link) == text);
        let address = found.and_then(|link| link.attr("href"));
        let address = address.unwrap_or_else(|| panic!("no link {text:?} on {self}"));
        self.url.join(address).unwrap()
    }

    /// What our pages list in pairs of name and value.
    pub fn facts(&self) -> BTreeMap<String, String> {
        let document = Html::parse_document(&self.body);
        let of = |fact: ElementRef, name| fact.select(&parsed(name)).next().map(text_of);
        let facts = parsed("dl.facts > div");
        document
            .select(&facts)
            .filter_map(|fact| Some((of(fact, "dt")?, of(fact, "dd")?)))
            .collect()
    }

    /// The code that our failure pages show.
    pub fn code(&self) -> Option<String> {
        self.text(".small-print span:last-child code")
    }
}

fn parsed(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

fn text_of(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// A form before it is posted.
#[derive(Clone, Debug)]
pub struct Form {
    pub action: Url,
    fields: Vec<(String, String)>,
    /// The page that it stands on.
    page: Url,
}

impl Form {
    /// The value of a field; empty when there is no such field.
    pub fn field(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// With another value, or one more field.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }
    /// The same form on somebody else's page.
    pub fn on(mut self, page: &str) -> Self {
        self.page = page.parse().unwrap();
        self
    }
}
