//! Dynamic registration as an LMS's administrator sees it, in a frame of the LMS and without any cookie.

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::Failure;
use super::extract::{FormPairs, Visitor, is_same_origin};
use super::page::{Page, Policy};
use crate::app::{App, registration};
use crate::lti::names::scope;
use crate::lti::tool::SCOPES;
use crate::templates::registration as template;

/// What the LMS appends to the address of the invitation.
#[derive(Deserialize)]
pub struct Start {
    invite: Option<String>,
    openid_configuration: Option<String>,
    registration_token: Option<String>,
}

/// First step: what the LMS says of itself.
///
/// # Errors
/// [`Failure::InviteInvalid`], [`Failure::Registration`].
pub async fn review(
    State(app): State<App>,
    visitor: Visitor,
    Query(start): Query<Start>,
) -> Result<Response, Failure> {
    let invite = start.invite.ok_or(Failure::InviteInvalid)?;
    let configuration = start
        .openid_configuration
        .ok_or(Failure::Unreadable("openid-configuration-missing"))?;
    let token = start
        .registration_token
        .as_deref()
        .filter(|token| !token.is_empty());
    let review = registration::begin(&app, &invite, &configuration, token).await?;
    let scopes: Vec<_> = SCOPES
        .iter()
        .map(|scope| template::Scope {
            name: scope_name(scope),
            offered: review.platform.offers_scope(scope),
        })
        .collect();
    let host = review
        .platform
        .authorization_url
        .host_str()
        .unwrap_or_default();
    let key_host = review.platform.jwks_url.host_str();
    let view = template::Review {
        invite_name: &review.invite.name,
        platform_name: review
            .platform
            .account_name
            .as_deref()
            .unwrap_or(&review.invite.name),
        product: &review.profile.product,
        issuer: &review.platform.issuer,
        host,
        key_host: key_host.filter(|key_host| *key_host != host),
        scopes: &scopes,
        is_update: review.invite.platform_id.is_some(),
        action: &format!("/lti/register/{}", review.draft_id),
        form_token: &review.form_token,
    };
    Ok(Page::new(
        template::review(&visitor.shell(), &view),
        Policy::stranger(&app),
    )
    .into_response())
}

/// Second step: registers.
///
/// # Errors
/// [`Failure::CrossSite`], [`Failure::NotFound`], [`Failure::Registration`].
pub async fn register(
    State(app): State<App>,
    Path(draft): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
    form: FormPairs,
) -> Result<Response, Failure> {
    if !is_same_origin(&app, &headers) {
        return Err(Failure::CrossSite);
    }
    let draft = draft.parse().map_err(|_| Failure::NotFound)?;
    let token = form.once("form_token")?.unwrap_or_default();
    let outcome = registration::complete(&app, draft, token).await?;
    let missing: Vec<_> = outcome
        .missing_scopes
        .iter()
        .map(|scope| scope_name(scope))
        .collect();
    let view = template::Done {
        platform_name: &outcome.platform.name,
        client_id: &outcome.platform.client_id,
        missing_scopes: &missing,
        is_pending: outcome.is_pending,
    };
    Ok(Page::new(
        template::done(&visitor.shell(), &view),
        Policy::stranger(&app),
    )
    .into_response())
}

/// The name under which the texts explain a scope.
pub(super) fn scope_name(scope: &str) -> &'static str {
    match scope {
        scope::LINE_ITEM => "lineitem",
        scope::LINE_ITEM_READONLY => "lineitem-readonly",
        scope::RESULT_READONLY => "result-readonly",
        scope::SCORE => "score",
        _ => "contextmembership-readonly",
    }
}
