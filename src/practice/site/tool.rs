//! Tools that a site knows, and what they have been given: access tokens and invitations to register.

use std::collections::BTreeMap;

use serde_json::Value;
use url::Url;

use crate::clock::Timestamp;
use crate::practice::settings::{Privacy, ToolRegistration};
use crate::practice::vocabulary::scope;

/// A tool.
#[derive(Clone, Debug)]
pub struct Tool {
    pub client_id: String,
    pub deployment_id: String,
    pub name: String,
    pub login_url: Url,
    pub redirect_uris: Vec<String>,
    pub target_link_uri: Url,
    pub jwks_url: Url,
    pub privacy: Privacy,
    pub scopes: Vec<String>,
    /// Custom parameters of the whole tool; those of an item come on top.
    pub custom: BTreeMap<String, String>,
    /// Target addresses of its own per message type and placement.
    pub messages: Vec<ToolMessage>,
    /// Whether an administrator has switched it on.
    pub active: bool,
    /// The document it registered with, if it did so itself.
    pub document: Option<Value>,
    /// Lets a tool read and change its registration where the product allows it.
    pub registration_token: Option<String>,
}

/// A message that a tool registered for.
#[derive(Clone, Debug)]
pub struct ToolMessage {
    pub message_type: String,
    pub placements: Vec<String>,
    pub target_link_uri: Option<String>,
    pub custom: BTreeMap<String, String>,
}

impl From<ToolRegistration> for Tool {
    fn from(registration: ToolRegistration) -> Self {
        Self {
            client_id: registration.client_id,
            deployment_id: registration.deployment_id,
            name: registration.name,
            login_url: registration.login_url,
            redirect_uris: registration.redirect_uris,
            target_link_uri: registration.target_link_uri,
            jwks_url: registration.jwks_url,
            privacy: registration.privacy,
            scopes: scope::ALL.map(str::to_owned).to_vec(),
            custom: BTreeMap::new(),
            messages: Vec::new(),
            active: true,
            document: None,
            registration_token: None,
        }
    }
}

impl Tool {
    /// What the tool registered for a message from a placement.
    pub fn message(&self, message_type: &str, placement: Option<&str>) -> Option<&ToolMessage> {
        self.messages.iter().find(|message| {
            message.message_type == message_type
                && placement.is_none_or(|placement| {
                    message.placements.is_empty()
                        || message.placements.iter().any(|one| one == placement)
                })
        })
    }

    /// Origins of its addresses, for checking who sends window messages.
    pub fn origins(&self) -> Vec<String> {
        let mut origins: Vec<String> = [&self.login_url, &self.target_link_uri]
            .into_iter()
            .cloned()
            .chain(
                self.redirect_uris
                    .iter()
                    .filter_map(|uri| Url::parse(uri).ok()),
            )
            .map(|url| url.origin().ascii_serialization())
            .collect();
        origins.sort();
        origins.dedup();
        origins
    }
}

/// A bearer token for the services.
#[derive(Clone, Debug)]
pub struct AccessToken {
    pub client_id: String,
    pub scopes: Vec<String>,
    pub expires_at: Timestamp,
}

/// An invitation to register, opened by an administrator.
#[derive(Clone, Debug)]
pub struct RegistrationStart {
    /// The tool's registration address.
    pub url: Url,
    pub expires_at: Timestamp,
    /// The client that came of it; an invitation serves once.
    pub client_id: Option<String>,
}
