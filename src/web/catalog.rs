//! The public catalogue, for everybody without an account.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::Failure;
use super::extract::Visitor;
use super::page::{Page, Policy};
use crate::app::App;
use crate::app::catalog::{self, Content};
use crate::domain::catalog::{Search, Viewer};
use crate::domain::stack::Requirement;
use crate::store::catalog_entry::CatalogEntry;
use crate::store::credential::Image;
use crate::templates::catalog as template;
use crate::templates::catalog::entry::Entry;

/// What somebody looks for.
#[derive(Debug, Deserialize)]
pub struct Find {
    /// Words.
    #[serde(default)]
    search: String,
    /// A topic.
    tag: Option<String>,
    /// Which page, from 1; what is no number is the first.
    #[serde(default)]
    page: String,
}

/// The list.
///
/// # Errors
/// [`Failure::NotFound`] before there is an organisation.
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(find): Query<Find>,
) -> Result<Response, Failure> {
    let organization = catalog::public_organization(&app).await?;
    let search = Search::new(&find.search, find.tag.as_deref());
    let page = find.page.parse().unwrap_or(1);
    let found = catalog::list_public(&app, organization.id, &search, page).await?;
    let view = template::List {
        organization: &organization.name,
        search: &find.search,
        tag: find.tag.as_deref().filter(|tag| !tag.is_empty()),
        entries: &found.entries.iter().map(card).collect::<Vec<_>>(),
        total: found.total,
        page: found.page,
        pages: found.pages,
    };
    let markup = template::list(&visitor.shell(), &view);
    Ok(Page::new(markup, Policy::stranger(&app)).into_response())
}

/// The card of an entry.
pub(super) fn card(entry: &CatalogEntry) -> Entry<'_> {
    Entry {
        slug: &entry.slug,
        summary: &entry.summary,
        href: Some(format!("{}/{}", template::PATH, entry.slug)),
    }
}

/// One entry with everything about it.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let organization = catalog::public_organization(&app).await?;
    let offer = catalog::find(&app, organization.id, Viewer::Public, &slug).await?;
    let members = match &offer.content {
        Content::Credential(_) => Vec::new(),
        Content::Stack(version) => {
            let requires = &version.definition.requires;
            let everything = Search::default();
            let public = catalog::list(&app, organization.id, Viewer::Public, &everything);
            named(requires, public.await?)
        }
    };
    let cards: Vec<_> = members.iter().map(card).collect();
    let view = template::Page {
        slug: &offer.entry.slug,
        summary: &offer.entry.summary,
        content: match &offer.content {
            Content::Credential(version) => template::Content::Credential(&version.definition.0),
            Content::Stack(version) => template::Content::Stack(&version.definition.0, &cards),
        },
    };
    let markup = template::page(&visitor.shell(), &view);
    Ok(Page::new(markup, Policy::stranger(&app)).into_response())
}

/// The entries that a stack names.
pub(super) fn named(requires: &Requirement, entries: Vec<CatalogEntry>) -> Vec<CatalogEntry> {
    let (credentials, stacks) = (requires.credentials(), requires.stacks());
    let is_named = |entry: &CatalogEntry| match entry.stack_id {
        Some(_) => stacks.contains(entry.slug.as_str()),
        None => credentials.contains(&entry.slug.as_str()),
    };
    entries.into_iter().filter(is_named).collect()
}

/// A picture of a public micro-credential.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn image(
    State(app): State<App>,
    Path((slug, name)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let organization = catalog::public_organization(&app).await?;
    let offer = catalog::find(&app, organization.id, Viewer::Public, &slug).await?;
    let Content::Credential(version) = offer.content else {
        return Err(Failure::NotFound);
    };
    let image = catalog::image(&app, organization.id, version.id, &name).await?;
    Ok(picture(image))
}

/// A picture of a definition, as what it is and nothing else.
#[must_use]
pub fn picture(image: Image) -> Response {
    let kind = HeaderValue::from_str(&image.media_type)
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let headers: [(HeaderName, HeaderValue); 4] = [
        (header::CONTENT_TYPE, kind),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("sandbox; default-src 'none'"),
        ),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=300"),
        ),
    ];
    (headers, image.content).into_response()
}
