//! What a registration document must hold.

use serde_json::Value;
use url::Url;

use super::{Objection, texts, url};
use crate::practice::profile::Profile;
use crate::practice::vocabulary::TOOL_CONFIGURATION;

/// The client's own members (RFC 7591 section 2).
pub fn required(document: &Value) -> Vec<Objection> {
    let mut objections = Vec::new();
    for field in ["client_name", "initiate_login_uri", "jwks_uri"] {
        if document[field].as_str().is_none_or(str::is_empty) {
            objections.push(Objection::new(field, "is missing", None));
        }
    }
    for field in ["initiate_login_uri", "jwks_uri"] {
        if document[field].is_string() && url(document, field).is_none() {
            objections.push(Objection::new(field, "is not an address", None));
        }
    }
    // A client that leaves its addresses out may not send empty ones instead.
    for field in ["logo_uri", "client_uri", "tos_uri", "policy_uri"] {
        if document.get(field).is_some() && url(document, field).is_none() {
            objections.push(Objection::new(
                field,
                "is not an address",
                Some("invalid_uri"),
            ));
        }
    }
    let redirects = texts(&document["redirect_uris"]);
    if redirects.is_empty() || redirects.iter().any(|uri| Url::parse(uri).is_err()) {
        objections.push(Objection::new(
            "redirect_uris",
            "must list addresses",
            Some("invalid_redirect_uris"),
        ));
    }
    if document["token_endpoint_auth_method"] != "private_key_jwt" {
        let word = Some("invalid_token_endpoint_auth_method");
        objections.push(Objection::new(
            "token_endpoint_auth_method",
            "must be private_key_jwt",
            word,
        ));
    }
    if !texts(&document["response_types"]).contains(&"id_token".to_owned()) {
        objections.push(Objection::new(
            "response_types",
            "must hold id_token",
            Some("invalid_response_types"),
        ));
    }
    let application = document
        .get("application_type")
        .map_or(Some("web"), Value::as_str);
    if application != Some("web") {
        objections.push(Objection::new(
            "application_type",
            "must be web",
            Some("invalid_application_type"),
        ));
    }
    let grants = texts(&document["grant_types"]);
    if !["client_credentials", "implicit"]
        .iter()
        .all(|grant| grants.iter().any(|one| one == grant))
    {
        let message = "must hold implicit and client_credentials";
        objections.push(Objection::new(
            "grant_types",
            message,
            Some("invalid_grant_types"),
        ));
    }
    objections
}

/// The LTI tool configuration.
pub fn about_configuration(profile: &Profile, configuration: &Value) -> Vec<Objection> {
    if !configuration.is_object() {
        let message = "is missing";
        return vec![Objection::new(
            TOOL_CONFIGURATION,
            message,
            Some("missing required attribute lti-tool-configuration"),
        )];
    }
    let mut objections = Vec::new();
    let domain = configuration["domain"].as_str().unwrap_or_default();
    if domain.is_empty() {
        objections.push(Objection::new(
            "domain",
            "is missing",
            Some("missing_domain"),
        ));
    }
    let Some(target) = url(configuration, "target_link_uri") else {
        objections.push(Objection::new("target_link_uri", "is missing", None));
        return objections;
    };
    // The port is left out by some tools and written by others.
    let host = target.host_str().unwrap_or_default();
    let with_port = target
        .port()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    if profile.registration.domain_must_match
        && !domain.is_empty()
        && domain != host
        && domain != with_port
    {
        let message = format!("must be the host of target_link_uri, {host}");
        objections.push(Objection::new(
            "domain",
            message,
            Some("domain_targetlinkuri_mismatch"),
        ));
    }
    // Where the claims decide about names, leaving them out is a choice.
    if !profile.registration.privacy_from_claims && configuration["claims"].as_array().is_none() {
        objections.push(Objection::new("claims", "must be a list", None));
    }
    objections
}
