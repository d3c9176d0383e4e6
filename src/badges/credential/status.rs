//! Where a badge says that its state is told.

use serde::Serialize;

/// What a status list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StatusPurpose {
    /// Taken back for ever.
    Revocation,
    /// Taken back for a time.
    Suspension,
}

impl StatusPurpose {
    /// As documents write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Revocation => "revocation",
            Self::Suspension => "suspension",
        }
    }

    /// Reads what documents write.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Revocation, Self::Suspension]
            .into_iter()
            .find(|purpose| purpose.code() == code)
    }
}

/// A badge's place in a status list (Bitstring Status List 1.0).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusEntry {
    id: String,
    r#type: &'static str,
    status_purpose: StatusPurpose,
    status_list_index: String,
    status_list_credential: String,
}

impl StatusEntry {
    /// The place `index` of the list at this address.
    #[must_use]
    pub fn new(list: &str, index: usize, status_purpose: StatusPurpose) -> Self {
        Self {
            id: format!("{list}#{index}"),
            r#type: "BitstringStatusListEntry",
            status_purpose,
            status_list_index: index.to_string(),
            status_list_credential: list.to_owned(),
        }
    }
}

/// Where the newest version of a badge is.
#[derive(Clone, Debug, Serialize)]
pub struct RefreshService {
    id: String,
    r#type: &'static str,
}

impl RefreshService {
    /// A newest version at this address.
    #[must_use]
    pub fn at(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            r#type: "1EdTechCredentialRefresh",
        }
    }
}
