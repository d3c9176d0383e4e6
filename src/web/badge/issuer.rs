//! Issuers: a page for people, the document with their keys for programs.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::document::{Document, FIVE_MINUTES};
use super::no_badge;
use crate::app::{App, badge};
use crate::clock::Timestamp;
use crate::templates::badge::issuer::{self as template, Key};
use crate::web::Failure;
use crate::web::extract::Visitor;
use crate::web::failure::ForPrograms;
use crate::web::page::{Page, Policy};

/// As what documents of identifiers are served.
const DID: &str = "application/did+json";

/// The page.
///
/// # Errors
/// [`Failure::NoBadge`].
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let found = badge::published_issuer(&app, &slug)
        .await
        .map_err(no_badge)?;
    let keys: Vec<_> = found
        .keys
        .iter()
        .map(|key| Key {
            name: badge::Addresses::key_name(key.number),
            public: &key.public_key,
            from: key.created_at.rfc3339(),
            until: key.expired_at.map(Timestamp::rfc3339),
            is_known: key.revoked_at.is_some(),
        })
        .collect();
    let view = template::Issuer {
        name: &found.issuer.name,
        description: found.issuer.description.as_deref(),
        url: found.issuer.url.as_deref(),
        email: &found.email,
        did: &found.did,
        document_href: &format!("/issuers/{slug}/did.json"),
        keys: &keys,
    };
    let markup = template::page(&visitor.shell(), &view);
    Ok(Page::new(markup, Policy::stranger(&app)).into_response())
}

/// What this address as a whole says of itself.
///
/// # Errors
/// [`Failure::Internal`] when the database does not work.
pub async fn host_did(State(app): State<App>, headers: HeaderMap) -> Result<Response, ForPrograms> {
    let document = badge::host_document(&app).await.map_err(no_badge)?;
    let document = Document::json(DID, &json!(document)).kept(FIVE_MINUTES);
    Ok(document.answer(&headers))
}

/// The document with its keys: where its identifier leads.
///
/// # Errors
/// [`Failure::NoBadge`].
pub async fn did(
    State(app): State<App>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ForPrograms> {
    let document = badge::did_document(&app, &slug).await.map_err(no_badge)?;
    let document = Document::json(DID, &json!(document)).kept(FIVE_MINUTES);
    Ok(document.answer(&headers))
}
