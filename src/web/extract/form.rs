//! Posted forms. Owns reading them strictly, and the proof that a form of ours was sent from a page of ours.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, header};

use super::{Session, percent};
use crate::app::App;
use crate::web::Failure;

const FORM: &str = "application/x-www-form-urlencoded";
const MAX_PAIRS: usize = 200;
/// A part of a try with all its rows and notes filled has some thousands of fields.
const MAX_SESSION_PAIRS: usize = 8000;
/// No part asks for more than this.
const MOST_SLOTS: usize = 100;

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

    /// What was typed into the slots of a part, each under the title that it has, and every other text of more than one
    /// word (a reason, a remark, what is said of a picture) as the slot without a name.
    #[must_use]
    pub fn typed(&self, title: impl Fn(&str) -> String) -> Vec<(String, String)> {
        let mut slots: Vec<(&str, Vec<&str>)> = Vec::new();
        for (name, value) in &self.0 {
            let value = value.trim();
            let slot = match name
                .strip_prefix("a_")
                .and_then(|rest| rest.split_once('_'))
            {
                Some((slot, _)) if !value.is_empty() => slot,
                None if value.contains(char::is_whitespace) => "",
                _ => continue,
            };
            match slots.iter().position(|(known, _)| *known == slot) {
                Some(at) => slots[at].1.push(value),
                None if slots.len() < MOST_SLOTS => slots.push((slot, vec![value])),
                None => {}
            }
        }
        let texts = slots
            .into_iter()
            .map(|(slot, values)| (title(slot), values.join("\n")));
        texts.collect()
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
        let mut pairs = Vec::new();
        for pair in body.split(|byte| *byte == b'&') {
            if pair.is_empty() {
                continue;
            }
            if pairs.len() == most {
                return Err(unreadable);
            }
            let at = pair.iter().position(|byte| *byte == b'=');
            let (name, value) = at.map_or((pair, &[][..]), |at| (&pair[..at], &pair[at + 1..]));
            match (text(name), text(value)) {
                (Some(name), Some(value)) => pairs.push((name, value)),
                _ => return Err(unreadable),
            }
        }
        Ok(Self(pairs))
    }
}

/// A name or value as it was typed, where nothing damaged it on its way.
fn text(written: &[u8]) -> Option<String> {
    let spaced: Vec<u8> = written
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    let text = String::from_utf8(percent::decoded(&spaced)).ok()?;
    (!text.contains('\0')).then_some(text)
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
        let session = Session::from_request_parts(&mut parts, app).await;
        let request = Request::from_parts(parts, body);
        let session = match session {
            // The time ran out over what was typed here, which is not let go of.
            Err(Failure::SessionOver) => {
                let body = form_body(request, app).await?;
                let fields = FormPairs::parse_up_to(&body, MAX_SESSION_PAIRS)?;
                return Err(Failure::SessionOver.giving_back(fields.typed(str::to_owned)));
            }
            session => session?,
        };
        let body = form_body(request, app).await?;
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
    fn what_somebody_wrote_is_given_back_and_what_a_page_sent_along_is_not() {
        let form = FormPairs::parse(
            b"form_token=x&do=stay&s_why=3&a_why_html=+Because+it+works.&a_why_more=And&a_how_html=+\
              &ai_disclosure=A+translation+of+one+line.&own_work=yes&change_note=+%0A",
        )
        .unwrap();
        let typed = form.typed(|slot| format!("<{slot}>"));
        let texts: Vec<_> = typed
            .iter()
            .map(|(title, text)| (&**title, &**text))
            .collect();
        assert_eq!(
            texts,
            [
                ("<why>", "Because it works.\nAnd"),
                ("<>", "A translation of one line.")
            ]
        );
    }

    #[test]
    fn a_form_is_read_or_refused_but_never_guessed_at() {
        let form = FormPairs::parse(b"state=a+b&id_token=x%2Ey&state2=").unwrap();
        assert_eq!(form.once("state").unwrap(), Some("a b"));
        assert_eq!(form.once("id_token").unwrap(), Some("x.y"));
        assert_eq!(form.once("absent").unwrap(), None);
        assert!(FormPairs::parse(b"a=1&a=2").unwrap().once("a").is_err());
        // Somebody may well have pasted it: that is a character like any other.
        let form = FormPairs::parse("a=%EF%BF%BD&b=\u{fffd}%2B%&&c".as_bytes()).unwrap();
        assert_eq!(form.once("a").unwrap(), Some("\u{fffd}"));
        assert_eq!(form.once("b").unwrap(), Some("\u{fffd}+%"));
        assert_eq!(form.once("c").unwrap(), Some(""));
        let many = "a=1&".repeat(MAX_PAIRS + 5);
        for bad in [b"a=%ff".as_slice(), b"\xff=1", b"a=%00", many.as_bytes()] {
            assert!(FormPairs::parse(bad).is_err());
        }
    }
}
