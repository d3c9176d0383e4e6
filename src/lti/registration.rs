//! LTI Dynamic Registration 1.0. Owns reading a platform's configuration, writing our registration and reading
//! the answer; when a registration may happen and what is kept of it is the product's business.
//!
//! Read leniently, because real documents are: optional members may be absent, empty or odd. What decides
//! where secrets and people are sent is read strictly.

use serde_json::{Map, Value, json};
use url::Url;

use super::claims::{text, texts, web_address};
use super::names::message;
use super::profile::Profile;
use super::strict_json;
use super::tool::{CLAIMS, SCOPES, Tool};

/// The largest configuration or answer that is read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;
const PLATFORM_CONFIGURATION: &str = "https://purl.imsglobal.org/spec/lti-platform-configuration";
const TOOL_CONFIGURATION: &str = "https://purl.imsglobal.org/spec/lti-tool-configuration";

/// Why a registration cannot go on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationError {
    /// Not JSON, or not an object.
    #[error("the platform's {0} is not readable")]
    Unreadable(&'static str),
    /// A member that nothing works without.
    #[error("the platform's configuration has no usable {0}")]
    MemberMissing(&'static str),
    /// The issuer does not belong to the host that the document came from.
    #[error("the configuration came from {document} but speaks for the issuer {issuer}")]
    ForeignIssuer {
        /// The host that served the document.
        document: String,
        /// The issuer in it.
        issuer: String,
    },
    /// The platform cannot do what LTI needs.
    #[error("the platform does not offer {0}")]
    NotOffered(&'static str),
    /// The platform did not take the registration.
    #[error("the platform refused the registration with status {status}: {message}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The platform's own short words.
        message: String,
    },
}

/// What a platform says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlatformConfiguration {
    /// Goes into the registration as it stands.
    pub issuer: String,
    /// The OpenID Connect authorization endpoint.
    pub authorization_url: Url,
    /// The OAuth token endpoint.
    pub token_url: Url,
    /// The platform's key set.
    pub jwks_url: Url,
    /// Where to register.
    pub registration_url: Url,
    /// `aud` of client assertions, where the document gives an address for it.
    pub token_audience: Option<String>,
    /// Scopes on offer; empty when the document does not say.
    pub scopes: Vec<String>,
    /// `canvas`, `moodle`, …
    pub product_family_code: String,
    /// The school, where the document names it.
    pub account_name: Option<String>,
    /// Message types that the platform can send; empty when the document does not say.
    pub messages: Vec<String>,
}

impl PlatformConfiguration {
    /// Reads the document that was served at `address`. One that came over TLS names addresses with TLS only: what
    /// it says decides where people are sent and whose keys are believed.
    ///
    /// # Errors
    /// [`RegistrationError`], except `Refused`.
    pub fn parse(document: &[u8], address: &Url) -> Result<Self, RegistrationError> {
        let members = strict_json::object(document)
            .map_err(|_| RegistrationError::Unreadable("configuration"))?;
        let is_safe = |url: &Url| url.scheme() == "https" || address.scheme() == "http";
        let url = |name: &'static str| {
            text(&members, name)
                .and_then(|value| web_address(&value))
                .filter(is_safe)
                .ok_or(RegistrationError::MemberMissing(name))
        };
        let issuer = members
            .get("issuer")
            .and_then(Value::as_str)
            .filter(|issuer| {
                web_address(issuer).is_some_and(|url| {
                    is_safe(&url) && url.query().is_none() && url.fragment().is_none()
                })
            })
            .ok_or(RegistrationError::MemberMissing("issuer"))?
            .to_owned();
        let about = members
            .get(PLATFORM_CONFIGURATION)
            .and_then(Value::as_object);
        let product_family_code = about
            .and_then(|about| text(about, "product_family_code"))
            .unwrap_or_default();
        speaks_for(
            &issuer,
            address,
            &Profile::by_family_code(&product_family_code),
        )?;
        offers(
            &members,
            "token_endpoint_auth_methods_supported",
            "private_key_jwt",
        )?;
        offers(&members, "id_token_signing_alg_values_supported", "RS256")?;
        Ok(Self {
            issuer,
            authorization_url: url("authorization_endpoint")?,
            token_url: url("token_endpoint")?,
            jwks_url: url("jwks_uri")?,
            registration_url: url("registration_endpoint")?,
            token_audience: text(&members, "authorization_server")
                .filter(|value| web_address(value).is_some()),
            scopes: texts(members.get("scopes_supported")),
            account_name: about
                .and_then(|about| text(about, "https://canvas.instructure.com/lti/account_name")),
            messages: about
                .map(|about| messages(about.get("messages_supported")))
                .unwrap_or_default(),
            product_family_code,
        })
    }

    /// Which of our scopes the platform offers; all of them when it does not say.
    #[must_use]
    pub fn offers_scope(&self, scope: &str) -> bool {
        self.scopes.is_empty() || self.scopes.iter().any(|offered| offered == scope)
    }

    /// The registration to send (section 3.5.3). Optional members that have no value are left out: strict
    /// platforms refuse empty ones.
    #[must_use]
    pub fn registration(&self, tool: &Tool, profile: &Profile) -> Value {
        let scopes: Vec<_> = SCOPES
            .into_iter()
            .filter(|scope| self.offers_scope(scope))
            .collect();
        let mut configuration = json!({
            "domain": tool.domain(),
            "description": tool.description,
            "target_link_uri": tool.launch_url(),
            "claims": CLAIMS,
            "custom_parameters": profile.custom_parameters,
            "messages": self.message_list(tool, profile),
        });
        for (name, value) in &profile.registration_extensions {
            configuration[name] = value.clone();
        }
        let mut document = json!({
            "application_type": "web",
            "grant_types": ["client_credentials", "implicit"],
            "response_types": ["id_token"],
            "initiate_login_uri": tool.login_url(),
            "redirect_uris": [tool.launch_url()],
            "client_name": tool.name,
            "logo_uri": tool.icon_url(),
            "jwks_uri": tool.key_set_url(),
            "token_endpoint_auth_method": "private_key_jwt",
            "id_token_signed_response_alg": "RS256",
            "scope": scopes.join(" "),
            TOOL_CONFIGURATION: configuration,
        });
        if let Some(contact) = &tool.contact {
            document["contacts"] = json!([contact]);
        }
        document
    }

    /// One entry for each placement, the form that every platform takes; only messages that are on offer.
    fn message_list(&self, tool: &Tool, profile: &Profile) -> Vec<Value> {
        let entry = |kind: &str, placement: Option<&str>| {
            let mut entry =
                json!({ "type": kind, "target_link_uri": tool.launch_url(), "label": tool.name });
            if let Some(placement) = placement {
                entry["placements"] = json!([placement]);
            }
            entry
        };
        let mut list = Vec::new();
        for (kind, placements) in &profile.placements {
            if !self.takes_message(kind) {
                continue;
            }
            if placements.is_empty() {
                list.push(entry(kind, None));
            }
            list.extend(
                placements
                    .iter()
                    .map(|placement| entry(kind, Some(placement))),
            );
        }
        // Named only where the platform says that it knows them; an unknown type fails the whole registration.
        for kind in [message::SUBMISSION_REVIEW, message::DATA_PRIVACY] {
            if self.messages.iter().any(|offered| offered == kind) {
                list.push(entry(kind, None));
            }
        }
        list
    }

    fn takes_message(&self, kind: &str) -> bool {
        self.messages.is_empty() || self.messages.iter().any(|offered| offered == kind)
    }
}

/// The host of the issuer must be the host that the document came from (OpenID Connect Discovery 4.3), except
/// for products that are known to serve many schools under one issuer.
fn speaks_for(issuer: &str, address: &Url, profile: &Profile) -> Result<(), RegistrationError> {
    let document_host = address.host_str().unwrap_or_default();
    let same_host = web_address(issuer).is_some_and(|url| url.host_str() == Some(document_host));
    let is_known_exception = profile.issuer_on_other_host
        && profile.shared_issuers.iter().any(|shared| shared == issuer);
    if same_host || is_known_exception {
        Ok(())
    } else {
        Err(RegistrationError::ForeignIssuer {
            document: document_host.to_owned(),
            issuer: issuer.to_owned(),
        })
    }
}

fn offers(
    members: &Map<String, Value>,
    list: &'static str,
    wanted: &'static str,
) -> Result<(), RegistrationError> {
    let offered = texts(members.get(list));
    if offered.is_empty() || offered.iter().any(|entry| entry == wanted) {
        Ok(())
    } else {
        Err(RegistrationError::NotOffered(wanted))
    }
}

/// Objects with a `type` by the specification; plain texts from older Moodles.
fn messages(list: Option<&Value>) -> Vec<String> {
    list.and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.as_str().or_else(|| entry.get("type")?.as_str()))
        .map(str::to_owned)
        .collect()
}

/// What a platform made of our registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// Our client id there.
    pub client_id: String,
    /// The first deployment, where the platform makes one at once (Moodle does, Canvas does not).
    pub deployment_id: Option<String>,
    /// The scopes that were granted; none when the platform does not say.
    pub scopes: Option<Vec<String>>,
}

impl Registered {
    /// Reads the answer. Any 2xx will do: Moodle says 200 where the specification says 201.
    ///
    /// # Errors
    /// [`RegistrationError::Refused`] with the platform's words, or [`RegistrationError::Unreadable`].
    pub fn parse(status: u16, body: &[u8]) -> Result<Self, RegistrationError> {
        if !(200..300).contains(&status) {
            return Err(RegistrationError::Refused {
                status,
                message: refusal_words(body),
            });
        }
        let unreadable = || RegistrationError::Unreadable("answer");
        let members = strict_json::object(body).map_err(|_| unreadable())?;
        let client_id = match members.get("client_id") {
            Some(Value::String(id)) if !id.trim().is_empty() => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            _ => return Err(unreadable()),
        };
        let tool = members.get(TOOL_CONFIGURATION).and_then(Value::as_object);
        let deployment_id = tool.and_then(|tool| match tool.get("deployment_id") {
            Some(Value::Number(id)) => Some(id.to_string()),
            _ => text(tool, "deployment_id"),
        });
        let scopes = text(&members, "scope")
            .map(|scopes| scopes.split_whitespace().map(str::to_owned).collect());
        Ok(Self {
            client_id,
            deployment_id,
            scopes,
        })
    }

    /// Scopes that were asked for and not granted; none when the platform does not say what it granted.
    #[must_use]
    pub fn missing_scopes<'a>(&self, asked: &[&'a str]) -> Vec<&'a str> {
        let Some(granted) = &self.scopes else {
            return Vec::new();
        };
        asked
            .iter()
            .copied()
            .filter(|scope| !granted.iter().any(|known| known == scope))
            .collect()
    }
}

/// OAuth servers answer with JSON, Moodle with plain words; either is cut to what fits on a page.
fn refusal_words(body: &[u8]) -> String {
    let from_json = strict_json::object(body).ok().and_then(|members| {
        let words: Vec<_> = ["error", "error_description"]
            .iter()
            .filter_map(|name| text(&members, name))
            .collect();
        (!words.is_empty()).then(|| words.join(": "))
    });
    let words = from_json.unwrap_or_else(|| String::from_utf8_lossy(body).into_owned());
    words
        .chars()
        .filter(|letter| !letter.is_control())
        .take(300)
        .collect()
}

#[cfg(test)]
#[path = "registration_tests.rs"]
mod tests;
