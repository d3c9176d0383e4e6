//! A badge as everybody sees it, in the form that is wanted: by the ending of the address, or by what is accepted.

use axum::extract::{self, Path};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::accept::{self, DOCUMENT, TOKEN, Wanted};
use super::document::{Document, PNG, SVG};
use super::no_badge;
use super::view::View;
use crate::app::badge::{self, Assertion, Form, Looked, Of};
use crate::app::{App, Error};
use crate::domain::award::State;
use crate::domain::badge::Code;
use crate::templates::badge::public::{self as template, Badge, Content, Towards};
use crate::web::Failure;
use crate::web::extract::Visitor;
use crate::web::failure::ForPrograms;
use crate::web::page::{Page, Policy};

/// What is asked for.
struct Asked {
    code: Code,
    wanted: Wanted,
    /// Whether the address says so, and not what is accepted.
    by_ending: bool,
}

impl Asked {
    /// Reads the last part of an address: a code, perhaps with an ending.
    fn read(name: &str, headers: &HeaderMap) -> Option<Self> {
        let (code, ending) = match name.rsplit_once('.') {
            Some((code, ending)) => (code, Some(Form::of_ending(ending)?)),
            None => (name, None),
        };
        let wanted = match ending {
            Some(Form::Json) => Wanted::Document(DOCUMENT),
            Some(Form::Jwt) => Wanted::Token(TOKEN),
            Some(Form::Png) => Wanted::Png,
            Some(Form::Svg) => Wanted::Svg,
            None => accept::wanted(headers),
        };
        Some(Self {
            code: Code::read(code)?,
            wanted,
            by_ending: ending.is_some(),
        })
    }

    /// The failure in the form that whoever asked reads.
    fn told(&self, failure: Failure) -> Response {
        match self.wanted {
            Wanted::Page => failure.into_response(),
            _ => ForPrograms(failure).into_response(),
        }
    }
}

/// The page, the document, the token or a picture.
///
/// # Errors
/// [`Failure::NoBadge`]; [`Failure::BadgeGone`] for a picture of what was taken back.
pub async fn show(
    extract::State(app): extract::State<App>,
    visitor: Visitor,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let Some(asked) = Asked::read(&name, &headers) else {
        let failure = Failure::NoBadge("badge-not-found");
        // Nobody types an ending.
        return Err(if name.contains('.') {
            ForPrograms(failure).into_response()
        } else {
            failure.into_response()
        });
    };
    // One badge has one address: whoever typed it in capitals is led there.
    if let Some(proper) = respelled(&name, asked.code) {
        return Ok(Redirect::permanent(&format!("/badges/{proper}")).into_response());
    }
    let told = |error: Error| asked.told(no_badge(error));
    let looked = badge::look(&app, &asked.code).await.map_err(told)?;
    let document = match asked.wanted {
        Wanted::Page => return page(&app, &visitor, &looked).await.map_err(told),
        // Of what was taken back, the list says so that they name.
        Wanted::Document(kind) => Document::new(kind, looked.shown.badge.document),
        Wanted::Token(kind) => Document::new(kind, looked.shown.badge.token),
        Wanted::Png | Wanted::Svg if !is_shareable(&looked) => {
            return Err(asked.told(Failure::BadgeGone));
        }
        Wanted::Png => {
            let picture = badge::baked(&app, &looked, Form::Png).await;
            Document::new(PNG, picture.map_err(told)?)
        }
        Wanted::Svg => {
            let picture = badge::baked(&app, &looked, Form::Svg).await;
            Document::new(SVG, picture.map_err(told)?)
        }
    };
    let document = if asked.by_ending {
        document
    } else {
        document.by_accept()
    };
    Ok(document.answer(&headers))
}

/// Whether there is a picture to take along.
pub(super) const fn is_shareable(looked: &Looked) -> bool {
    matches!(looked.state, State::Active | State::Expired)
}

/// The name as it is written, where it was typed in another way.
fn respelled(name: &str, code: Code) -> Option<String> {
    let ending = name.find('.').map_or("", |at| &name[at..]);
    let proper = format!("{code}{ending}");
    (proper != name).then_some(proper)
}

async fn page(app: &App, visitor: &Visitor, looked: &Looked) -> Result<Response, Error> {
    let view = View::of(app, looked);
    let shown = &looked.shown;
    let issuer = badge::published_issuer(app, &shown.issuer_slug).await?;
    let reading = badge::shown_results(app, looked).await?;
    let parts = badge::rests_on(app, looked).await?;
    let parts: Vec<_> = parts
        .into_iter()
        .map(|part| (part.title, part.code.map(|code| format!("/badges/{code}"))))
        .collect();
    let stacks = badge::counts_towards(app, looked).await?;
    let stacks: Vec<_> = stacks
        .iter()
        .map(|(title, language, version)| Towards {
            title,
            language,
            href: format!("/achievements/{version}"),
        })
        .collect();
    let issuer_href = format!("/issuers/{}", shown.issuer_slug);
    let badge = Badge {
        code: &view.code,
        address: &view.address,
        picture_address: &view.picture_address,
        picture: &view.picture,
        content: match &looked.of {
            Of::Credential(definition) => Content::Credential(definition, reading.as_ref()),
            Of::Stack(stack) => Content::Stack(stack, &parts),
            Of::Course(stack) => Content::Course(stack, &parts),
        },
        holder: shown.badge.public_name.as_deref(),
        standing: &view.standing,
        issuer: &shown.issuer_name,
        issuer_href: &issuer_href,
        contact: &issuer.email,
        basis: looked.basis,
        assessed_by: &looked.assessed_by,
        hours: view.hours.as_deref(),
        standards: &view.standards,
        stacks: &stacks,
        rubric_href: &view.achievement_href,
        is_genuine: badge::is_genuine(app, looked).await?,
        has_older: matches!(badge::assertion_2(app, looked), Assertion::Holds(_)),
    };
    let markup = template::page(&visitor.shell(), &badge);
    let mut response = Page::new(markup, Policy::stranger(app)).into_response();
    let by = HeaderValue::from_static("accept, accept-language");
    response.headers_mut().insert(header::VARY, by);
    Ok(response)
}
