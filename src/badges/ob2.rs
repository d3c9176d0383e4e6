//! Open Badges 2.0, hosted: the same award for backpacks that know nothing newer. Three documents, each served at its
//! own address on one origin; verifiers believe only what they fetch from there.

use serde::Serialize;
use serde_json::{Map, Value};

use super::credential;
use super::identity;

const CONTEXT: &str = "https://w3id.org/openbadges/v2";

/// Who issues.
#[derive(Clone, Debug, Serialize)]
pub struct Issuer {
    #[serde(rename = "@context")]
    context: &'static str,
    r#type: &'static str,
    /// Its document's address.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its page.
    pub url: String,
    /// Its address for letters about badges.
    pub email: String,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its sign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
}

impl Issuer {
    /// An issuer with what each has.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        url: impl Into<String>,
        email: impl Into<String>,
    ) -> Self {
        Self {
            context: CONTEXT,
            r#type: "Issuer",
            id: id.into(),
            name: name.into(),
            url: url.into(),
            email: email.into(),
            description: None,
            image: None,
        }
    }

    /// The document, to be served.
    #[must_use]
    pub fn document(&self) -> Map<String, Value> {
        credential::document(self)
    }
}

/// What can be earned.
#[derive(Clone, Debug, Serialize)]
pub struct BadgeClass {
    #[serde(rename = "@context")]
    context: &'static str,
    r#type: &'static str,
    /// Its document's address.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub description: String,
    /// The address of its picture.
    pub image: String,
    /// What it takes.
    pub criteria: Criteria,
    /// The address of the issuer's document.
    pub issuer: String,
    /// Words to find it by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Standards that it goes with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alignment: Vec<Alignment>,
}

/// What it takes to earn something.
#[derive(Clone, Debug, Serialize)]
pub struct Criteria {
    /// The page that says it.
    pub id: String,
    /// In words (Markdown).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrative: Option<String>,
}

/// A standard.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Alignment {
    /// What it is called.
    pub target_name: String,
    /// Where it is.
    pub target_url: String,
    /// Which framework it is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_framework: Option<String>,
    /// Its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_code: Option<String>,
}

impl BadgeClass {
    /// A class with what each has.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        description: impl Into<String>,
        image: impl Into<String>,
        criteria: Criteria,
        issuer: impl Into<String>,
    ) -> Self {
        Self {
            context: CONTEXT,
            r#type: "BadgeClass",
            id: id.into(),
            name: name.into(),
            description: description.into(),
            image: image.into(),
            criteria,
            issuer: issuer.into(),
            tags: Vec::new(),
            alignment: Vec::new(),
        }
    }

    /// The document, to be served.
    #[must_use]
    pub fn document(&self) -> Map<String, Value> {
        credential::document(self)
    }
}

/// An award.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Assertion {
    #[serde(rename = "@context")]
    context: &'static str,
    r#type: &'static str,
    /// Its document's address.
    pub id: String,
    recipient: Recipient,
    /// The address of the class's document.
    pub badge: String,
    verification: Verification,
    /// When it was issued ([`super::moment::written`]).
    pub issued_on: String,
    /// Until when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
    /// How it was earned, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrative: Option<String>,
    /// The address of the picture with this badge inside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Recipient {
    r#type: &'static str,
    hashed: bool,
    salt: String,
    identity: String,
}

#[derive(Clone, Debug, Serialize)]
struct Verification {
    r#type: &'static str,
}

impl Assertion {
    /// An award to the owner of an e-mail address, which is hashed under a salt.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        badge: impl Into<String>,
        (email, salt): (&str, &str),
        issued_on: impl Into<String>,
    ) -> Self {
        let identity = identity::hashed(&identity::plain(email), salt);
        Self::of_identity(id, badge, (&identity, salt), issued_on)
    }

    /// An award to the owner of an e-mail address of which only the hash under a salt is known.
    #[must_use]
    pub fn of_identity(
        id: impl Into<String>,
        badge: impl Into<String>,
        (identity, salt): (&str, &str),
        issued_on: impl Into<String>,
    ) -> Self {
        Self {
            context: CONTEXT,
            r#type: "Assertion",
            id: id.into(),
            recipient: Recipient {
                r#type: "email",
                hashed: true,
                salt: salt.to_owned(),
                identity: identity.to_owned(),
            },
            badge: badge.into(),
            verification: Verification {
                r#type: "HostedBadge",
            },
            issued_on: issued_on.into(),
            expires: None,
            narrative: None,
            image: None,
        }
    }

    /// The document, to be served.
    #[must_use]
    pub fn document(&self) -> Map<String, Value> {
        credential::document(self)
    }
}

/// What is served, with status 410, in place of an award that was taken back.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Revoked {
    #[serde(rename = "@context")]
    context: &'static str,
    r#type: &'static str,
    id: String,
    #[serde(rename = "revoked")]
    is_gone: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    revocation_reason: Option<String>,
}

impl Revoked {
    /// The award that was at this address, and why it is no more.
    #[must_use]
    pub fn new(id: impl Into<String>, revocation_reason: Option<String>) -> Self {
        Self {
            context: CONTEXT,
            r#type: "Assertion",
            id: id.into(),
            is_gone: true,
            revocation_reason,
        }
    }

    /// The document, to be served.
    #[must_use]
    pub fn document(&self) -> Map<String, Value> {
        credential::document(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_award_names_nobody_and_says_where_it_is_verified() {
        let mut award = Assertion::new(
            "https://b.example/ob2/1",
            "https://b.example/ob2/classes/talk",
            (" A@Example.com", "Kosher"),
            "2026-11-28T09:30:00Z",
        );
        award.expires = Some("2029-11-28T09:30:00Z".into());
        let document = award.document();
        assert_eq!(document["verification"], json!({ "type": "HostedBadge" }));
        let recipient = &document["recipient"];
        let hash = "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399";
        assert_eq!(recipient["identity"], hash);
        assert!(
            !json!(document)
                .to_string()
                .to_lowercase()
                .contains("a@example")
        );
    }

    #[test]
    fn an_award_taken_back_says_so_and_no_more() {
        let revoked = Revoked::new("https://b.example/ob2/1", Some("awarded by mistake".into()));
        assert_eq!(
            json!(revoked.document()),
            json!({
                "@context": CONTEXT,
                "type": "Assertion",
                "id": "https://b.example/ob2/1",
                "revoked": true,
                "revocationReason": "awarded by mistake"
            })
        );
    }
}
