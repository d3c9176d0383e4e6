//! What the tool answered. Owns reading it: headers, documents by selector, and the codes that refusals carry.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Response};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use super::Visit;

/// One answer, complete.
#[derive(Debug)]
pub struct Answer {
    status: u16,
    pub headers: HeaderMap,
    body: Vec<u8>,
    /// What was asked.
    pub visit: Visit,
}

/// A form as it would be sent.
#[derive(Debug)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

impl Answer {
    pub(super) async fn read(response: Response<Body>, visit: Visit) -> Self {
        let (parts, body) = response.into_parts();
        Self {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
            visit,
        }
    }

    pub fn status(&self) -> u16 {
        self.status
    }

    /// A header that is there.
    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value
            .unwrap_or_else(|| panic!("no {name} in {self:?}"))
            .to_str()
            .unwrap()
    }

    pub fn headers_named(&self, name: &str) -> Vec<&str> {
        let values = self.headers.get_all(name).iter();
        values.map(|value| value.to_str().unwrap()).collect()
    }

    #[track_caller]
    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn bytes(&self) -> &[u8] {
        &self.body
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn page(&self) -> Html {
        Html::parse_document(&self.text())
    }

    /// The texts of all elements that a selector finds, with single spaces.
    pub fn texts(&self, css: &str) -> Vec<String> {
        let page = self.page();
        page.select(&selector(css)).map(text_of).collect()
    }

    /// The text of the one element that a selector finds.
    #[track_caller]
    pub fn one(&self, css: &str) -> String {
        let texts = self.texts(css);
        assert_eq!(texts.len(), 1, "{css} in {}", self.text());
        texts.into_iter().next().unwrap()
    }

    /// An attribute of the first element that a selector finds.
    #[track_caller]
    pub fn attribute(&self, css: &str, name: &str) -> String {
        let page = self.page();
        let found = page.select(&selector(css)).next();
        let value = found.and_then(|element| element.value().attr(name).map(str::to_owned));
        value.unwrap_or_else(|| panic!("no {css} with {name} in {}", self.text()))
    }

    /// Whether the page has such an element.
    pub fn has(&self, css: &str) -> bool {
        self.page().select(&selector(css)).next().is_some()
    }

    /// The stable code that a refusal carries.
    #[track_caller]
    pub fn code(&self) -> String {
        if self.is_problem() {
            return self.json()["code"].as_str().unwrap().to_owned();
        }
        self.one(".small-print span:nth-child(2) code")
    }

    /// What finds a refusal in the records.
    #[track_caller]
    pub fn reference(&self) -> String {
        if self.is_problem() {
            return self.json()["reference"].as_str().unwrap().to_owned();
        }
        self.one(".small-print span:nth-child(1) code")
    }

    fn is_problem(&self) -> bool {
        self.headers
            .get("content-type")
            .is_some_and(|kind| kind == "application/problem+json")
    }

    /// The form that a button belongs to, with the button's own value.
    #[track_caller]
    pub fn form_of(&self, button: &str) -> Form {
        let page = self.page();
        let button = page
            .select(&selector(button))
            .next()
            .unwrap_or_else(|| panic!("no {button} in {}", self.text()));
        let form = button
            .ancestors()
            .filter_map(ElementRef::wrap)
            .find(|element| element.value().name() == "form")
            .expect("the button is in a form");
        let inputs = selector("input[name]");
        let mut fields: Vec<_> = form
            .select(&inputs)
            .filter(|input| is_sent(*input))
            .filter_map(field)
            .collect();
        fields.extend(field(button));
        Form {
            action: form.value().attr("action").unwrap_or_default().to_owned(),
            fields,
        }
    }
}

/// Boxes and choices are sent when they are ticked.
fn is_sent(input: ElementRef) -> bool {
    let element = input.value();
    !matches!(element.attr("type"), Some("checkbox" | "radio")) || element.attr("checked").is_some()
}

fn field(element: ElementRef) -> Option<(String, String)> {
    let name = element.value().attr("name")?;
    let value = element.value().attr("value").unwrap_or_default();
    Some((name.to_owned(), value.to_owned()))
}

fn text_of(element: ElementRef) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
