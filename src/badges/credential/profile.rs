//! Who issues, designs, assesses or earns.

use serde::Serialize;

use crate::badges::identity::IdentityObject;

/// An organisation.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// What identifies it: an issuer's DID.
    pub id: String,
    r#type: [&'static str; 1],
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its address for letters about badges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its sign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// What it is called elsewhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_identifier: Vec<IdentifierEntry>,
    /// What it is a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_org: Option<Box<Profile>>,
}

impl Profile {
    /// An organisation by its identifier alone.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            r#type: ["Profile"],
            name: None,
            url: None,
            email: None,
            description: None,
            image: None,
            other_identifier: Vec::new(),
            parent_org: None,
        }
    }
}

/// A picture.
#[derive(Clone, Debug, Serialize)]
pub struct Image {
    /// Its address.
    pub id: String,
    r#type: &'static str,
    /// What is seen on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
}

impl Image {
    /// A picture at an address.
    #[must_use]
    pub fn at(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            r#type: "Image",
            caption: None,
        }
    }
}

/// An identifier in clear, for organisations and things.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IdentifierEntry {
    r#type: &'static str,
    identifier: String,
    identifier_type: String,
}

impl IdentifierEntry {
    /// An identifier of one of the types of Open Badges 3.0, or of `ext:` and a name.
    #[must_use]
    pub fn new(identifier: impl Into<String>, identifier_type: impl Into<String>) -> Self {
        Self {
            r#type: "IdentifierEntry",
            identifier: identifier.into(),
            identifier_type: identifier_type.into(),
        }
    }
}

/// How an earner can be recognised: by a hash. There is no way here to write a person's identifier in clear.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Identifier(pub IdentityObject);
