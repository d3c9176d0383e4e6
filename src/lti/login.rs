//! The first two steps of a launch: the platform asks us to start (Security Framework 5.1.1.1), we ask it to
//! authenticate the person (5.1.1.2). Owns reading and writing these two requests.

use openidconnect::core::{CoreAuthPrompt, CoreClient, CoreJsonWebKeySet, CoreResponseType};
use openidconnect::{
    AuthUrl, AuthenticationFlow, ClientId, CsrfToken, IssuerUrl, LoginHint, Nonce, RedirectUrl,
};
use url::Url;

use super::error::{Reason, Refusal};

/// What a platform sends to have a launch started, by GET or by POST.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Initiation {
    /// Who asks.
    pub issuer: String,
    /// Opaque; given back unchanged.
    pub login_hint: String,
    /// Where the launch wants to end. Unsigned and never trusted; the token's claim decides.
    pub target_link_uri: String,
    /// Which of several registrations, where the platform says so.
    pub client_id: Option<String>,
    /// Which deployment, where the platform says so; the token must then say the same.
    pub deployment_id: Option<String>,
    /// Opaque; given back unchanged, even when it is JSON or a JWT of the platform's own.
    pub message_hint: Option<String>,
    /// The name of the frame that keeps things for tools, where the platform has one.
    pub storage_target: Option<String>,
}

/// Names of parameters as they travel. The deployment has two: the specification's and Canvas'.
const ISSUER: &str = "iss";
const LOGIN_HINT: &str = "login_hint";
const TARGET_LINK_URI: &str = "target_link_uri";
const CLIENT_ID: &str = "client_id";
const DEPLOYMENT_ID: [&str; 2] = ["lti_deployment_id", "deployment_id"];
const MESSAGE_HINT: &str = "lti_message_hint";
const STORAGE_TARGET: &str = "lti_storage_target";

/// As in LTI Core 5.3, for names too.
const MAX_ID_BYTES: usize = 255;
const MAX_ADDRESS_BYTES: usize = 2_048;
/// Hints are the platform's own; some are a JWT.
const MAX_HINT_BYTES: usize = 8_192;

/// How long a parameter may be. Anybody may send them, and some are kept until the login has ended.
fn max_bytes(name: &str) -> usize {
    match name {
        ISSUER | TARGET_LINK_URI => MAX_ADDRESS_BYTES,
        LOGIN_HINT | MESSAGE_HINT => MAX_HINT_BYTES,
        _ => MAX_ID_BYTES,
    }
}

impl Initiation {
    /// Reads the parameters, of a query or of a form. Others than the known ones are left alone.
    ///
    /// # Errors
    /// [`Reason::LoginParameterMissing`], [`Reason::LoginParameterDuplicate`], or [`Reason::FormUnreadable`] for one that is
    /// longer than any platform needs.
    pub fn parse(parameters: &[(String, String)]) -> Result<Self, Refusal> {
        let optional = |name: &str| -> Result<Option<String>, Refusal> {
            let mut found = parameters
                .iter()
                .filter(|(known, _)| known == name)
                .map(|(_, value)| value);
            match (found.next(), found.next()) {
                (_, Some(_)) => Err(Refusal::new(
                    Reason::LoginParameterDuplicate,
                    format!("{name} came twice"),
                )),
                (Some(value), None) if value.len() > max_bytes(name) => Err(Refusal::new(
                    Reason::FormUnreadable,
                    format!(
                        "{name} has {} bytes, at most {} are taken",
                        value.len(),
                        max_bytes(name)
                    ),
                )),
                (value, None) => Ok(value.filter(|value| !value.is_empty()).cloned()),
            }
        };
        let required = |name: &str| {
            optional(name)?.ok_or_else(|| {
                Refusal::new(Reason::LoginParameterMissing, format!("{name} is absent"))
            })
        };
        let deployment_id = match (optional(DEPLOYMENT_ID[0])?, optional(DEPLOYMENT_ID[1])?) {
            (Some(one), Some(other)) if one != other => {
                return Err(Refusal::new(
                    Reason::LoginParameterDuplicate,
                    "lti_deployment_id and deployment_id differ",
                ));
            }
            (one, other) => one.or(other),
        };
        Ok(Self {
            issuer: required(ISSUER)?,
            login_hint: required(LOGIN_HINT)?,
            target_link_uri: required(TARGET_LINK_URI)?,
            client_id: optional(CLIENT_ID)?,
            deployment_id,
            message_hint: optional(MESSAGE_HINT)?,
            storage_target: optional(STORAGE_TARGET)?,
        })
    }

    /// The same request again, for a form that starts it in a tab of its own. The storage frame is left out,
    /// because that tab has none.
    #[must_use]
    pub fn parameters(&self) -> Vec<(String, String)> {
        let optional = [
            (CLIENT_ID, &self.client_id),
            (DEPLOYMENT_ID[0], &self.deployment_id),
            (MESSAGE_HINT, &self.message_hint),
        ];
        [
            (ISSUER, &self.issuer),
            (LOGIN_HINT, &self.login_hint),
            (TARGET_LINK_URI, &self.target_link_uri),
        ]
        .into_iter()
        .chain(
            optional
                .into_iter()
                .filter_map(|(name, value)| Some((name, value.as_ref()?))),
        )
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .collect()
    }
}

/// What we ask the platform for in return.
#[derive(Clone, Copy, Debug)]
pub struct AuthenticationRequest<'a> {
    /// The registered issuer.
    pub issuer: &'a str,
    /// Our client id there.
    pub client_id: &'a str,
    /// The platform's OpenID Connect authorization endpoint.
    pub authorization_url: &'a Url,
    /// Our one redirect URI, character by character as it is registered.
    pub redirect_uri: &'a str,
    /// What the platform sent.
    pub initiation: &'a Initiation,
    /// Ties the answer to this login.
    pub state: &'a str,
    /// Ties the token to this login.
    pub nonce: &'a str,
}

/// An address of the registration that cannot be used for a request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the registration's {0} is not a usable address")]
pub struct BadAddress(pub &'static str);

impl AuthenticationRequest<'_> {
    /// The address to send the browser to (Security Framework 5.1.1.2). Only the standard's parameters are
    /// sent: Moodle breaks on a tool's own `repost`.
    ///
    /// # Errors
    /// [`BadAddress`] when the registered issuer or our redirect URI is no address.
    pub fn url(&self) -> Result<Url, BadAddress> {
        let issuer = IssuerUrl::new(self.issuer.to_owned()).map_err(|_| BadAddress("issuer"))?;
        let redirect = RedirectUrl::new(self.redirect_uri.to_owned())
            .map_err(|_| BadAddress("redirect_uri"))?;
        let client = CoreClient::new(
            ClientId::new(self.client_id.to_owned()),
            issuer,
            CoreJsonWebKeySet::new(Vec::new()),
        )
        .set_auth_uri(AuthUrl::from_url(self.authorization_url.clone()))
        .set_redirect_uri(redirect);
        let (state, nonce) = (self.state.to_owned(), self.nonce.to_owned());
        let request = client
            .authorize_url(
                AuthenticationFlow::<CoreResponseType>::Implicit(false),
                move || CsrfToken::new(state),
                move || Nonce::new(nonce),
            )
            .add_prompt(CoreAuthPrompt::None)
            .set_login_hint(LoginHint::new(self.initiation.login_hint.clone()))
            .add_extra_param("response_mode", "form_post");
        let request = match &self.initiation.message_hint {
            Some(hint) => request.add_extra_param(MESSAGE_HINT, hint.clone()),
            None => request,
        };
        Ok(request.url().0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    const LEAST: [(&str, &str); 3] = [
        ("iss", "https://lms.example"),
        ("login_hint", "h"),
        ("target_link_uri", "https://tool.example/"),
    ];

    #[test]
    fn three_parameters_are_enough_and_each_of_them_is_needed() {
        assert!(Initiation::parse(&pairs(&LEAST)).is_ok());
        for (absent, (name, _)) in LEAST.iter().enumerate() {
            let mut given = LEAST.to_vec();
            given.remove(absent);
            let refusal = Initiation::parse(&pairs(&given)).unwrap_err();
            assert_eq!(refusal.reason, Reason::LoginParameterMissing);
            assert!(refusal.detail.contains(name));
        }
    }

    #[test]
    fn the_deployment_is_read_under_both_names() {
        for name in DEPLOYMENT_ID {
            let mut given = LEAST.to_vec();
            given.push((name, "7:abc"));
            assert_eq!(
                Initiation::parse(&pairs(&given))
                    .unwrap()
                    .deployment_id
                    .as_deref(),
                Some("7:abc")
            );
        }
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        for extra in [
            vec![("iss", "https://other.example")],
            vec![("deployment_id", "1"), ("lti_deployment_id", "2")],
        ] {
            let given: Vec<_> = LEAST.iter().copied().chain(extra).collect();
            assert_eq!(
                Initiation::parse(&pairs(&given)).unwrap_err().reason,
                Reason::LoginParameterDuplicate
            );
        }
    }

    #[test]
    fn what_is_longer_than_any_platform_needs_is_refused() {
        for (name, most) in [
            (ISSUER, 2_048),
            (TARGET_LINK_URI, 2_048),
            (CLIENT_ID, 255),
            (DEPLOYMENT_ID[0], 255),
            (DEPLOYMENT_ID[1], 255),
            (LOGIN_HINT, 8_192),
            (MESSAGE_HINT, 8_192),
            (STORAGE_TARGET, 255),
        ] {
            for (length, refused) in [(most, None), (most + 1, Some(Reason::FormUnreadable))] {
                let value = "x".repeat(length);
                let mut given = LEAST.to_vec();
                given.retain(|(known, _)| *known != name);
                given.push((name, value.as_str()));
                let parsed = Initiation::parse(&pairs(&given));
                let reason = parsed.err().map(|refusal| refusal.reason);
                assert_eq!(reason, refused, "{name} of {length} bytes");
            }
        }
    }

    #[test]
    fn hints_travel_back_unchanged_and_a_query_of_the_endpoint_is_kept() {
        let hint = r#"{"cmid":5,"launchid":"a&b=c"}"#;
        let mut given = LEAST.to_vec();
        given.extend([("lti_message_hint", hint), ("unknown", "x")]);
        let initiation = Initiation::parse(&pairs(&given)).unwrap();
        let url = AuthenticationRequest {
            issuer: "https://lms.example",
            client_id: "10000000000042",
            authorization_url: &"https://lms.example/auth?tenant=7".parse().unwrap(),
            redirect_uri: "https://tool.example/lti/launch",
            initiation: &initiation,
            state: "s",
            nonce: "n",
        }
        .url()
        .unwrap();
        let sent: HashMap<_, _> = url.query_pairs().into_owned().collect();
        let expected = [
            ("tenant", "7"),
            ("scope", "openid"),
            ("response_type", "id_token"),
            ("response_mode", "form_post"),
            ("prompt", "none"),
            ("client_id", "10000000000042"),
            ("redirect_uri", "https://tool.example/lti/launch"),
            ("login_hint", "h"),
            ("lti_message_hint", hint),
            ("state", "s"),
            ("nonce", "n"),
        ];
        assert_eq!(sent.len(), expected.len());
        for (name, value) in expected {
            assert_eq!(sent[name], value, "{name}");
        }
    }
}
