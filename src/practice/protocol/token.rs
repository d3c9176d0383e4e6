//! The token endpoint: client credentials with a signed assertion (Security Framework section 4, RFC 7523).

use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State as FromState;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::tool_message::{self, Wrong};
use crate::practice::router::At;
use crate::practice::router::parameters::Parameters;
use crate::practice::site::id::secret;
use crate::practice::site::tool::AccessToken;

const FORM: &str = "application/x-www-form-urlencoded";
const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// How long an access token is good, in seconds.
const LIFE: u64 = 3600;

/// A refusal as RFC 6749 section 5.2 writes it.
#[derive(Debug)]
pub struct Refused(&'static str, String);

impl Refused {
    fn assertion(wrong: &Wrong) -> Self {
        Self("invalid_client", format!("client_assertion: {wrong}"))
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let body = json!({ "error": self.0, "error_description": self.1 });
        (
            StatusCode::BAD_REQUEST,
            [(CACHE_CONTROL, "no-store")],
            Json(body),
        )
            .into_response()
    }
}

/// `POST` of the token endpoint.
pub async fn issue(
    FromState(at): FromState<At>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refused> {
    check_content_type(&at, &headers)?;
    let form = Parameters::parse(&body);
    if form.one("grant_type") != "client_credentials" {
        return Err(Refused(
            "unsupported_grant_type",
            "grant_type must be client_credentials".to_owned(),
        ));
    }
    if form.one("client_assertion_type") != ASSERTION {
        return Err(Refused(
            "invalid_request",
            format!("client_assertion_type must be {ASSERTION}"),
        ));
    }
    let client_id = authenticate(&at, form.one("client_assertion")).await?;
    let now = at.now();
    let mut state = at.site.lock();
    let tool = state.tool(&client_id).filter(|tool| tool.active);
    let tool =
        tool.ok_or_else(|| Refused("invalid_client", "the client is not switched on".to_owned()))?;
    let asked: Vec<_> = form.one("scope").split_ascii_whitespace().collect();
    let scopes: Vec<String> = asked
        .iter()
        .filter(|scope| tool.scopes.iter().any(|one| one == *scope))
        .map(|&one| one.to_owned())
        .collect();
    let incomplete = at.site.profile.token.all_or_nothing && scopes.len() < asked.len();
    if scopes.is_empty() || incomplete {
        return Err(Refused(
            "invalid_scope",
            "the client has not been granted what it asks for".to_owned(),
        ));
    }
    let token = secret();
    let answer = json!({
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": LIFE,
        "scope": scopes.join(" "),
    });
    state.forget_expired(now);
    let expires_at = now.plus(Duration::from_secs(LIFE));
    state.access_tokens.insert(
        token,
        AccessToken {
            client_id,
            scopes,
            expires_at,
        },
    );
    Ok(([(CACHE_CONTROL, "no-store")], Json(answer)).into_response())
}

fn check_content_type(at: &At, headers: &HeaderMap) -> Result<(), Refused> {
    let given = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let compared = if at.site.profile.token.content_type_parameters {
        given.split(';').next().unwrap_or_default().trim()
    } else {
        given
    };
    if compared.eq_ignore_ascii_case(FORM) {
        Ok(())
    } else {
        Err(Refused(
            "invalid_request",
            format!("the content type must be {FORM}"),
        ))
    }
}

/// The client that an assertion is good for.
async fn authenticate(at: &At, assertion: &str) -> Result<String, Refused> {
    let site = &at.site;
    let claims = tool_message::peek(assertion).map_err(|wrong| Refused::assertion(&wrong))?;
    let client_id = claims
        .get("sub")
        .and_then(|sub| sub.as_str())
        .unwrap_or_default();
    let jwks_url = site
        .lock()
        .tool(client_id)
        .map(|tool| tool.jwks_url.clone());
    let jwks_url =
        jwks_url.ok_or_else(|| Refused("invalid_client", "no such client".to_owned()))?;
    let check = async {
        let signed = tool_message::verify(at.lms.http(), &jwks_url, assertion).await?;
        signed.require("iss", client_id)?;
        signed.require("sub", client_id)?;
        signed.require_audience(&site.token_audience())?;
        let now = at.now();
        let until = signed.require_fresh(now, site.profile.token.assertion_seconds)?;
        let id = format!("assertion {client_id} {}", signed.text("jti")?);
        if site.lock().spend(id, now, until) {
            Ok(())
        } else {
            Err(Wrong::Replayed)
        }
    };
    check.await.map_err(|wrong| Refused::assertion(&wrong))?;
    Ok(client_id.to_owned())
}
