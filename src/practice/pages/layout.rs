//! What all pages share: head, header, and the headers of the answer.

use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use crate::practice::site::Site;
use crate::practice::site::person::Person;

/// A page under construction.
pub struct Page<'a> {
    title: String,
    site: Option<&'a Site>,
    person: Option<&'a Person>,
    notice: Option<String>,
    scripts: &'static [&'static str],
    wide: bool,
    bare: bool,
    posts_anywhere: bool,
}

impl<'a> Page<'a> {
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            site: None,
            person: None,
            notice: None,
            scripts: &[],
            wide: false,
            bare: false,
            posts_anywhere: false,
        }
    }

    /// Belongs to a site.
    pub fn of(mut self, site: &'a Site) -> Self {
        self.site = Some(site);
        self
    }

    /// Says who is signed in.
    pub fn seen_by(mut self, person: Option<&'a Person>) -> Self {
        self.person = person;
        self
    }

    /// Tells something once, above the rest.
    pub fn telling(mut self, notice: Option<String>) -> Self {
        self.notice = notice;
        self
    }

    pub fn with_scripts(mut self, scripts: &'static [&'static str]) -> Self {
        self.scripts = scripts;
        self
    }

    /// Uses the whole width, for the tool's frame.
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// Without header, for what is shown inside a frame.
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// Lets the page's form go to another host.
    pub fn posting_anywhere(mut self) -> Self {
        self.posts_anywhere = true;
        self
    }

    /// The finished answer.
    pub fn show(self, main: &Markup) -> Response {
        let form_action = if self.posts_anywhere { "*" } else { "'self'" };
        let policy = format!(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; frame-src *; \
             base-uri 'none'; frame-ancestors 'self'; form-action {form_action}"
        );
        let headers = [
            (CONTENT_SECURITY_POLICY, policy),
            (CACHE_CONTROL, "no-store".to_owned()),
            (REFERRER_POLICY, "same-origin".to_owned()),
        ];
        (headers, self.markup(main)).into_response()
    }

    fn markup(&self, main: &Markup) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) " – Practice LMS" }
                    link rel="stylesheet" href="/assets/practice.css";
                    link rel="icon" href="data:,";
                    @for script in self.scripts {
                        script type="module" src={ "/assets/" (script) } {}
                    }
                }
                body.bare[self.bare] {
                    @if !self.bare { (self.header()) }
                    main.wide[self.wide] #main {
                        @if let Some(notice) = &self.notice {
                            p.notice role="status" { (notice) }
                        }
                        (main)
                    }
                }
            }
        }
    }

    fn header(&self) -> Markup {
        html! {
            a.skip href="#main" { "Skip to content" }
            header.top {
                nav aria-label="Practice LMS" {
                    a.brand href="/" { "Practice LMS" }
                    @if let Some(site) = self.site {
                        a.site href=(site.path("/")) { (site.profile.title) }
                    }
                }
                @if let (Some(site), Some(person)) = (self.site, self.person) {
                    p.who { (person.name()) " · " a href=(site.path("/")) { "change" } }
                }
            }
        }
    }
}

/// A page whose form posts itself; with scripts off, a button does it.
pub fn post_form(title: &str, action: &str, fields: &[(&'static str, String)]) -> Response {
    let form = html! {
        form method="post" action=(action) data-submit {
            @for (name, value) in fields {
                input type="hidden" name=(name) value=(value);
            }
            noscript { button type="submit" { "Continue" } }
        }
    };
    Page::new(title)
        .bare()
        .posting_anywhere()
        .with_scripts(&["submit.js"])
        .show(&form)
}
