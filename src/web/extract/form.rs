//! Posted forms. Owns reading them strictly, and the proof that a form of ours was sent from a page of ours.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, header};
use url::form_urlencoded;

use super::Session;
use crate::app::App;
use crate::web::Failure;

const FORM: &str = "application/x-www-form-urlencoded";
const MAX_PAIRS: usize = 200;
/// A part of a try with all its rows and notes filled has some thousands of fields.
const MAX_SESSION_PAIRS: usize = 8000;

/// The fields of a form in the order in which they came, before anything is known about them.
#[derive(Clone, Debug, Default)]
pub struct FormPairs(pub Vec<(String, String)>);

impl FormPairs {
    /// The value of a field that may come once.
    ///
    /// # Errors
    /// [`Failure::Unreadable`] when it came twice, because nobody can say which one was meant.
    pub fn once(&self, name: &str) -> Result<Option<&str>, Failure> {
        let mut found = self.0.iter().filter(|(known, _)| known == name);
        match (found.next(), found.next()) {
            (_, Some(_)) => Err(Failure::Unreadable("form_unreadable")),
            (first, None) => Ok(first.map(|(_, value)| value.as_str())),
        }
    }

    /// Reads a form, or a query, which is written like one.
    ///
    /// # Errors
    /// [`Failure::Unreadable`] for what is not UTF-8, holds a NUL, or has more fields than anybody sends.
    pub fn parse(body: &[u8]) -> Result<Self, Failure> {
        Self::parse_up_to(body, MAX_PAIRS)
    }

    fn parse_up_to(body: &[u8], most: usize) -> Result<Self, Failure> {
        let unreadable = Failure::Unreadable("form_unreadable");
        let pairs: Vec<_> = form_urlencoded::parse(body)
            .take(most + 1)
            .map(|(n, v)| (n.into_owned(), v.into_owned()))
            .collect();
        // The parser puts U+FFFD where bytes are not UTF-8; a form that holds it was damaged on its way.
        let is_damaged = pairs.iter().any(|(name, value)| {
            name.contains('\u{fffd}')
                || value.contains('\u{fffd}')
                || name.contains('\0')
                || value.contains('\0')
        });
        if pairs.len() > most || is_damaged {
            return Err(unreadable);
        }
        Ok(Self(pairs))
    }
}

impl FromRequest<App> for FormPairs {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        Self::parse(&form_body(request, app).await?)
    }
}

async fn form_body(request: Request, app: &App) -> Result<Bytes, Failure> {
    if !is_form(request.headers()) {
        return Err(Failure::Unreadable("form_unreadable"));
    }
    body(request, app).await
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    kind.split(';')
        .next()
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case(FORM))
}

async fn body(request: Request, app: &App) -> Result<Bytes, Failure> {
    // The limit of the router holds here: what is longer ends in an error.
    Bytes::from_request(request, app)
        .await
        .map_err(|_| Failure::TooLarge)
}

/// A form of a session's page: sent from a page of ours, with that session's token.
#[derive(Clone, Debug)]
pub struct SessionForm {
    /// The session.
    pub session: Session,
    /// The fields.
    pub fields: FormPairs,
}

impl FromRequest<App> for SessionForm {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        if !is_same_origin(app, &parts.headers) {
            return Err(Failure::CrossSite);
        }
        let session = Session::from_request_parts(&mut parts, app).await?;
        let body = form_body(Request::from_parts(parts, body), app).await?;
        let fields = FormPairs::parse_up_to(&body, MAX_SESSION_PAIRS)?;
        let token = fields.once("form_token")?.unwrap_or_default();
        session
            .check_form_token(token)
            .map_err(|_| Failure::CrossSite)?;
        Ok(Self { session, fields })
    }
}

/// Whether a page of ours sent this request. `SameSite` does not help in a frame, so the browser's own words do:
/// `Sec-Fetch-Site`, and `Origin` where the browser is older.
#[must_use]
pub fn is_same_origin(app: &App, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let ours = app.settings.tool.public_url.origin().ascii_serialization();
    let by_origin = text("origin").map(|origin| origin == ours);
    match text("sec-fetch-site") {
        Some(site) => site == "same-origin" && by_origin != Some(false),
        None => by_origin == Some(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_or_refused_but_never_guessed_at() {
        let form = FormPairs::parse(b"state=a+b&id_token=x%2Ey&state2=").unwrap();
        assert_eq!(form.once("state").unwrap(), Some("a b"));
        assert_eq!(form.once("id_token").unwrap(), Some("x.y"));
        assert_eq!(form.once("absent").unwrap(), None);
        assert!(FormPairs::parse(b"a=1&a=2").unwrap().once("a").is_err());
        let many = "a=1&".repeat(MAX_PAIRS + 5);
        for bad in [b"a=%ff".as_slice(), b"\xff=1", b"a=%00", many.as_bytes()] {
            assert!(FormPairs::parse(bad).is_err());
        }
    }
}
