//! Whoever is at the other end, before anybody knows who it is.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::i18n::Language;
use crate::templates::layout::Shell;

/// What every page needs of the request.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The browser's language; pages of a session prefer the LMS's.
    pub language: Language,
    /// The nonce of this answer's scripts.
    pub nonce: String,
    /// The request's id.
    pub request_id: String,
    /// A program asks, not a person.
    pub wants_json: bool,
}

impl Default for Visitor {
    fn default() -> Self {
        Self {
            language: Language::English,
            nonce: String::new(),
            request_id: String::new(),
            wants_json: false,
        }
    }
}

impl Visitor {
    /// The frame of a page.
    #[must_use]
    pub fn shell(&self) -> Shell<'_> {
        Shell {
            language: self.language,
            nonce: &self.nonce,
        }
    }

    /// The frame of a page in the language that the LMS shows the person.
    #[must_use]
    pub fn shell_in(&self, locale: Option<&str>) -> Shell<'_> {
        let language = locale.and_then(Language::from_tag).unwrap_or(self.language);
        Shell {
            language,
            nonce: &self.nonce,
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}
