//! `GET /{site}/openid-configuration`: what the platform says of itself to a tool that registers.

use axum::Json;
use axum::extract::State as FromState;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::bearer;
use crate::practice::profile::{IdForm, Profile};
use crate::practice::router::At;
use crate::practice::site::id::id;
use crate::practice::vocabulary::{PLATFORM_CONFIGURATION, scope};

/// The configuration; some products show it only to the holder of an invitation.
pub async fn show(FromState(at): FromState<At>, headers: HeaderMap) -> Response {
    let invited = bearer(&headers).is_some_and(|token| {
        at.site
            .lock()
            .registrations
            .get(token)
            .is_some_and(|start| start.expires_at > at.now())
    });
    if at.site.profile.registration.configuration_needs_token && !invited {
        let body = json!({ "errors": [{ "message": "Invalid registration token" }] });
        return (StatusCode::UNAUTHORIZED, Json(body)).into_response();
    }
    Json(configuration(&at)).into_response()
}

fn configuration(at: &At) -> Value {
    let (site, profile) = (&at.site, at.site.profile);
    let mut scopes = vec!["openid"];
    scopes.extend(scope::ALL);
    let mut configuration = json!({
        "issuer": site.issuer,
        "authorization_endpoint": site.url(profile.paths.authorization),
        "token_endpoint": site.url(profile.paths.token),
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
        "jwks_uri": site.url(profile.paths.jwks),
        "registration_endpoint": site.url(profile.paths.registration),
        "scopes_supported": scopes,
        "response_types_supported": ["id_token"],
        "subject_types_supported": ["public", "pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "claims_supported": ["sub", "iss", "name", "given_name", "family_name", "email"],
    });
    configuration[PLATFORM_CONFIGURATION] = platform(profile);
    if let Some(server) = profile.registration.authorization_server {
        configuration["authorization_server"] = json!(server);
    }
    configuration
}

fn platform(profile: &Profile) -> Value {
    let messages: Vec<_> = profile
        .registration
        .messages
        .iter()
        .map(|(kind, placements)| {
            if placements.is_empty() {
                json!({ "type": kind })
            } else {
                json!({ "type": kind, "placements": placements })
            }
        })
        .collect();
    let mut platform = json!({
        "product_family_code": profile.product.family,
        "version": profile.product.version,
        "messages_supported": messages,
        "variables": profile.registration.variables,
    });
    if profile.token_shape.leftovers {
        platform["https://canvas.instructure.com/lti/account_name"] = json!("Practice district");
        platform["https://canvas.instructure.com/lti/account_lti_guid"] =
            json!(id(profile, IdForm::Hex, "platform", 1));
    }
    platform
}
