//! What can be earned, by the version that badges name: a page with everything that was asked for, and the document.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::accept::{self, Wanted};
use super::document::{A_DAY, Document, PNG, SVG};
use super::no_badge;
use crate::app::badge::{self, Form, Of};
use crate::app::{App, catalog};
use crate::store::catalog_entry::CatalogEntry;
use crate::templates::badge::achievement::{self as template, Content};
use crate::web::Failure;
use crate::web::catalog::{card, picture};
use crate::web::extract::Visitor;
use crate::web::failure::ForPrograms;
use crate::web::page::{Page, Policy};

/// The page or the document.
///
/// # Errors
/// [`Failure::NoBadge`].
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(version): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let wanted = accept::wanted(&headers);
    let is_document = matches!(wanted, Wanted::Document(_));
    let of = match badge::achievement(&app, &version).await {
        Ok(of) => of,
        Err(error) if is_document => {
            return Err(ForPrograms(no_badge(error)).into_response());
        }
        Err(error) => return Err(no_badge(error).into_response()),
    };
    if let Wanted::Document(kind) = wanted {
        let document = Document::json(kind, &of.document(&app, &version));
        return Ok(document.by_accept().answer(&headers));
    }
    let (is_offered, members) = offered(&app, &of)
        .await
        .map_err(IntoResponse::into_response)?;
    let cards: Vec<_> = members.iter().map(card).collect();
    let catalog_href = format!("/catalog/{}", of.slug());
    let view = template::Achievement {
        version: &version,
        picture: &format!("/achievements/{version}/picture.svg"),
        content: match &of {
            Of::Credential(definition) => Content::Credential(definition),
            Of::Stack(stack) | Of::Course(stack) => Content::Stack(stack, &cards),
        },
        catalog_href: is_offered.then_some(&*catalog_href),
    };
    let markup = template::page(&visitor.shell(), &view);
    let mut response = Page::new(markup, Policy::stranger(&app)).into_response();
    let by = HeaderValue::from_static("accept, accept-language");
    response.headers_mut().insert(header::VARY, by);
    Ok(response)
}

/// Whether it is in the public catalogue, and what it names of there.
async fn offered(app: &App, of: &Of) -> Result<(bool, Vec<CatalogEntry>), Failure> {
    let organization = catalog::public_organization(app).await?;
    let own = of.leaf();
    let own: Vec<_> = own.iter().collect();
    let own = catalog::list_public_of(app, organization.id, &own).await?;
    let members = match of {
        Of::Credential(_) => Vec::new(),
        Of::Stack(stack) | Of::Course(stack) => {
            catalog::list_public_of(app, organization.id, &stack.requires.leaves()).await?
        }
    };
    Ok((!own.is_empty(), members))
}

/// Its picture, with nobody's badge inside.
///
/// # Errors
/// [`Failure::NoBadge`].
pub async fn badge_picture(
    State(app): State<App>,
    Path((version, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ForPrograms> {
    let (form, kind) = match &*name {
        "picture.png" => (Form::Png, PNG),
        "picture.svg" => (Form::Svg, SVG),
        _ => return Err(Failure::NoBadge("badge-not-found").into()),
    };
    let of = badge::achievement(&app, &version).await.map_err(no_badge)?;
    let picture = badge::picture(&app, &version, &of, form)
        .await
        .map_err(no_badge)?;
    let document = Document::new(kind, picture.to_vec()).kept(A_DAY);
    Ok(document.answer(&headers))
}

/// A picture inside of what is told of it.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn image(
    State(app): State<App>,
    Path((version, name)): Path<(String, String)>,
) -> Result<Response, Failure> {
    Ok(picture(badge::picture_told(&app, &version, &name).await?))
}
