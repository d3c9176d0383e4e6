//! What a platform must know about this tool. Owns the tool's addresses and wishes as one value, from which
//! registrations and ready-made configurations are written.

use url::Url;

use super::names::scope;

/// The scopes that this tool asks for. Both line item scopes are named, because Moodle gives reading only to
/// those who ask for reading.
pub const SCOPES: [&str; 5] = [
    scope::LINE_ITEM,
    scope::LINE_ITEM_READONLY,
    scope::RESULT_READONLY,
    scope::SCORE,
    scope::CONTEXT_MEMBERSHIP_READONLY,
];

/// Claims that this tool has a use for; some platforms send only what was asked for.
pub const CLAIMS: [&str; 7] = [
    "iss",
    "sub",
    "name",
    "given_name",
    "family_name",
    "email",
    "locale",
];

/// This tool as platforms see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    /// The address that everything else hangs from, without a path.
    pub public_url: Url,
    /// As platforms list it.
    pub name: String,
    /// One sentence for administrators.
    pub description: String,
    /// Whom an LMS administrator can write to.
    pub contact: Option<String>,
}

impl Tool {
    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.origin().ascii_serialization())
    }

    /// Where platforms start a launch.
    #[must_use]
    pub fn login_url(&self) -> String {
        self.at("/lti/login")
    }

    /// The one redirect URI and default target link. It has no query and never changes, because platforms
    /// compare it character by character.
    #[must_use]
    pub fn launch_url(&self) -> String {
        self.at("/lti/launch")
    }

    /// What a grader opens from the gradebook to look at handed-in work. The work is named in the query, where no
    /// platform loses it; who may look is decided when it is opened.
    #[must_use]
    pub fn submission_url(&self, name: &str) -> String {
        format!("{}?submission={name}", self.launch_url())
    }

    /// Where platforms find our public keys.
    #[must_use]
    pub fn key_set_url(&self) -> String {
        self.at("/lti/jwks.json")
    }

    /// The picture beside our name.
    #[must_use]
    pub fn icon_url(&self) -> String {
        self.at("/icon.svg")
    }

    /// Host (and port, where it is not the usual one) without scheme, as registrations want it.
    #[must_use]
    pub fn domain(&self) -> String {
        let host = self.public_url.host_str().unwrap_or_default();
        self.public_url
            .port()
            .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }
}
