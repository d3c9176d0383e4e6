//! Checking the token of a login. Owns bringing together what the check needs: the registration, the platform's
//! keys, the nonce; and what the launch inspector may know of the token.

use serde_json::Value;
use url::Url;

use super::refusal::Attempt;
use super::{App, login};
use crate::lti::id_token::{self, UnverifiedToken};
use crate::lti::launch::{self, Expectation, Launch};
use crate::lti::names::claim;
use crate::lti::{Reason, Refusal, claims, keyset};
use crate::store::pending_login::PendingLogin;
use crate::store::platform::{self, Platform};

/// Checks a token against the login that it answers.
///
/// # Errors
/// The first rule that does not hold.
pub async fn check(
    app: &App,
    raw: Option<&str>,
    platform: &Platform,
    login: &PendingLogin,
    attempt: &mut Attempt,
) -> Result<Launch, Refusal> {
    attempt.note("issuer", &platform.issuer);
    attempt.note("client_id", &platform.client_id);
    login::check_status(platform)?;
    let raw = raw
        .filter(|raw| !raw.is_empty())
        .ok_or_else(|| Refusal::new(Reason::TokenMissing, "the form has no id_token"))?;
    let token = id_token::parse(raw)?;
    note_claims(attempt, &token);
    belongs_to_login(app, &token, platform).await?;
    let kid = launch::check_header(&token)?;
    let address = platform.jwks_url.parse().map_err(|_| {
        Refusal::new(
            Reason::KeySetUnavailable,
            "the registered key set is no address",
        )
    })?;
    let key = app.key_sets.key(&address, kid).await?;
    keyset::check_signature(&token, &key)?;
    attempt.is_signed = true;
    let expected = Expectation {
        issuer: &platform.issuer,
        client_id: &platform.client_id,
        nonce: &login.nonce,
        deployment_hint: login.deployment_hint.as_deref(),
        tool_url: &app.settings.tool.public_url,
        now: app.now(),
        leeway: app.settings.leeway,
        max_age: app.settings.max_token_age,
    };
    let launch = launch::check_claims(&token.claims, &expected)?;
    note_target_link(attempt, login, &launch);
    Ok(launch)
}

/// Notes a target link that is not the one of the login (LTI Core 5.3.4 asks for the same). The token's holds. Queries are
/// left out, because they may carry secrets.
fn note_target_link(attempt: &mut Attempt, login: &PendingLogin, launch: &Launch) {
    let Some(signed) = &launch.target_link else {
        return;
    };
    let named = claims::web_address(&login.target_link_uri);
    if named.as_ref() == Some(signed) {
        return;
    }
    let named = named
        .as_ref()
        .map_or_else(|| String::from("(no address)"), without_query);
    let signed = without_query(signed);
    attempt.note("target link of the login", &named);
    let of_the_token = if named == signed {
        "the same up to the query"
    } else {
        signed.as_str()
    };
    attempt.note("target link of the token", of_the_token);
}

fn without_query(url: &Url) -> String {
    format!("{}{}", url.origin().ascii_serialization(), url.path())
}

/// A token that another of our registrations would take is told apart from one that nobody would: the first is
/// somebody mixing two platforms up, or trying to.
async fn belongs_to_login(
    app: &App,
    token: &UnverifiedToken<'_>,
    platform: &Platform,
) -> Result<(), Refusal> {
    let issuer = claims::text(&token.claims, "iss").unwrap_or_default();
    let audience = claims::texts(token.claims.get("aud"));
    let is_expected = issuer == platform.issuer && audience.contains(&platform.client_id);
    if is_expected || issuer.is_empty() || audience.is_empty() {
        return Ok(());
    }
    let unavailable =
        |_| Refusal::new(Reason::PlatformError, "the registrations could not be read");
    let mut db = app.db.read().await.map_err(unavailable)?;
    for client_id in audience.iter().take(4) {
        let other = platform::find_by_client(&mut db, &issuer, client_id)
            .await
            .map_err(unavailable)?;
        if other.is_some_and(|other| other.id != platform.id) {
            return Err(Refusal::new(
                Reason::PlatformMismatch,
                format!(
                    "the login was of issuer {:?}, client {:?}; the token is of issuer {issuer:?}, client \
                     {client_id:?}",
                    platform.issuer, platform.client_id
                ),
            ));
        }
    }
    Ok(())
}

/// Notes what an administrator needs to compare, and of the person only whether it came.
fn note_claims(attempt: &mut Attempt, token: &UnverifiedToken<'_>) {
    const SHOWN: [(&str, &str); 9] = [
        ("token issuer", "iss"),
        ("token audience", "aud"),
        ("issued at", "iat"),
        ("expires at", "exp"),
        ("version", claim::VERSION),
        ("message type", claim::MESSAGE_TYPE),
        ("deployment", claim::DEPLOYMENT_ID),
        ("roles", claim::ROLES),
        ("placement", claim::CANVAS_PLACEMENT),
    ];
    attempt.note("alg", &token.algorithm);
    attempt.note("kid", token.key_id.as_deref().unwrap_or_default());
    for (name, claim) in SHOWN {
        if let Some(value) = token.claims.get(claim) {
            attempt.note(
                name,
                &value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned),
            );
        }
    }
    let names: Vec<_> = token.claims.keys().map(String::as_str).collect();
    attempt.note("claims present", &names.join(" "));
    for (fact, name) in [("name sent", "name"), ("e-mail sent", "email")] {
        attempt.note(
            fact,
            if token.claims.contains_key(name) {
                "yes"
            } else {
                "no"
            },
        );
    }
    let kind = token
        .claims
        .get(claim::MESSAGE_TYPE)
        .and_then(Value::as_str);
    attempt.message_type = kind.map(|kind| kind.chars().take(64).collect());
}
