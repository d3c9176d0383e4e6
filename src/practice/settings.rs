//! What a practice LMS is started with.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::clock::Clock;

/// Settings of a practice LMS.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address under which browsers and tools reach it, without a path, such as `http://127.0.0.1:8090/`.
    pub public_url: Url,
    /// The tools that it knows from the start.
    pub tools: Vec<ToolRegistration>,
    /// Decides what time it is for tokens, launches and grades.
    pub clock: Clock,
}

/// One tool, known to one site.
#[derive(Clone, Debug)]
pub struct ToolRegistration {
    /// The site: `canvas`, `moodle`, `brightspace` or `generic`.
    pub site: String,
    /// The client id that the tool knows itself by on this site.
    pub client_id: String,
    /// The deployment id of its launches.
    pub deployment_id: String,
    /// What people read.
    pub name: String,
    /// Login initiation address.
    pub login_url: Url,
    /// Redirect addresses, compared character by character.
    pub redirect_uris: Vec<String>,
    /// Where a link without an address of its own leads.
    pub target_link_uri: Url,
    /// The tool's key set, fetched whenever a signature of the tool is checked.
    pub jwks_url: Url,
    /// What the tool learns about people.
    pub privacy: Privacy,
}

/// What a tool learns about people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// Names and addresses.
    Public,
    /// Names only.
    NameOnly,
    /// Addresses only.
    EmailOnly,
    /// Neither.
    #[default]
    Anonymous,
}

impl Privacy {
    pub(super) fn shows_name(self) -> bool {
        matches!(self, Self::Public | Self::NameOnly)
    }

    pub(super) fn shows_email(self) -> bool {
        matches!(self, Self::Public | Self::EmailOnly)
    }

    /// The setting in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Public => "names and addresses",
            Self::NameOnly => "names only",
            Self::EmailOnly => "addresses only",
            Self::Anonymous => "neither names nor addresses",
        }
    }
}
