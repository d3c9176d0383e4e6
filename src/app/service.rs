//! Calls to the services of an LMS: which registration and deployment of ours make them, and with which key. The protocol
//! is [`crate::lti::service`]'s.

use std::sync::Arc;

use serde_json::Value;
use url::Url;

use super::{App, Error, signing_key};
use crate::lti::fetch::Response;
use crate::lti::profile::{self, Profile};
pub use crate::lti::service::ServiceError;
use crate::lti::service::{Call, Endpoint, Signer};
use crate::lti::signing_key::SigningKey;
use crate::store::platform::Platform;

/// The largest answer that [`get`] takes, in bytes.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

/// The profile of a registration, with what differs in its installation.
#[must_use]
pub fn profile(platform: &Platform) -> Profile {
    profile_with(&platform.profile, &platform.profile_overrides)
}

/// The profile of this name, with what differs in an installation.
#[must_use]
pub fn profile_with(code: &str, overrides: &Value) -> Profile {
    let profile = Profile::by_code(code).unwrap_or_else(profile::GENERIC);
    if overrides.as_object().is_none_or(serde_json::Map::is_empty) {
        return profile;
    }
    // An override was checked when it was entered; one that fits no more is left out rather than stopping the course.
    profile.with(overrides).unwrap_or(profile)
}

/// A registration's services, as one deployment of it may call them.
///
/// # Errors
/// [`ServiceError::NotSigned`] when the registration's token address is none.
pub fn endpoint(platform: &Platform, lti_deployment_id: &str) -> Result<Endpoint, ServiceError> {
    let profile = profile(platform);
    let token_url: Url = platform.token_url.parse().map_err(|_| {
        ServiceError::NotSigned(String::from("the registration's token address is none"))
    })?;
    let audience = platform
        .token_audience
        .clone()
        .or(profile.token_audience)
        .unwrap_or_else(|| platform.token_url.clone());
    Ok(Endpoint {
        token_url,
        client_id: platform.client_id.clone(),
        audience,
        deployment_id: lti_deployment_id.to_owned(),
        unauthorized_status: profile.scores.unauthorized_status,
    })
}

/// The key that requests for tokens are signed with now.
///
/// # Errors
/// [`ServiceError::NotSigned`] while there is none.
pub async fn key(app: &App) -> Result<Arc<SigningKey>, ServiceError> {
    let found = signing_key::current(app).await;
    found.map_err(|error: Error| ServiceError::NotSigned(error.to_string()))
}

/// Reads one address of an LMS's services: the roster, or a page of it. The answer's `link` says where a list goes on;
/// whoever follows it stays at the same host.
///
/// # Errors
/// [`ServiceError`].
pub async fn get(
    app: &App,
    platform: &Platform,
    lti_deployment_id: &str,
    scopes: &[&str],
    url: &Url,
    accept: &'static str,
) -> Result<Response, ServiceError> {
    let endpoint = endpoint(platform, lti_deployment_id)?;
    let key = key(app).await?;
    let new_id = || app.random.secret();
    let signer = Signer {
        key: &key,
        new_id: &new_id,
    };
    let call = Call::read(url.clone(), accept, MAX_BYTES);
    app.services.call(&endpoint, scopes, signer, call).await
}

/// Reads a list page by page and hands each page to `take`, which says whether to go on.
///
/// # Errors
/// [`ServiceError`], also for a list that goes on at another host or has no end.
pub async fn get_pages(
    app: &App,
    platform: &Platform,
    lti_deployment_id: &str,
    scopes: &[&str],
    (first, accept): (&Url, &'static str),
    take: impl FnMut(&Response) -> Result<bool, ServiceError> + Send,
) -> Result<(), ServiceError> {
    let endpoint = endpoint(platform, lti_deployment_id)?;
    let key = key(app).await?;
    let new_id = || app.random.secret();
    let signer = Signer {
        key: &key,
        new_id: &new_id,
    };
    let call = Call::read(first.clone(), accept, MAX_BYTES);
    app.services
        .pages(&endpoint, scopes, signer, call, take)
        .await
}
