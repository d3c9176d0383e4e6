//! Where badges and what belongs to them are found. Owns every address and identifier that is written into a badge: none of them
//! may ever mean something else.

use url::Url;

use crate::badges::did;
use crate::domain::badge::Code;
use crate::domain::id::StatusListId;

/// The addresses below one host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    base: String,
    host: String,
    port: Option<u16>,
}

/// As what a badge can be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The document with its proof.
    Json,
    /// The token.
    Jwt,
    /// A picture with both inside.
    Png,
    /// The same, drawn.
    Svg,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Json, Self::Jwt, Self::Png, Self::Svg];

    /// The form with this ending.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.ending() == ending)
    }

    /// The ending of its addresses and files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Jwt => "jwt",
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }
}

impl Addresses {
    /// The addresses below an origin.
    #[must_use]
    pub fn new(origin: &Url) -> Self {
        Self {
            base: origin.origin().ascii_serialization(),
            host: origin.host_str().unwrap_or("localhost").to_owned(),
            port: origin.port(),
        }
    }

    /// The origin itself.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.base
    }

    /// Whether an address is below this origin, and what comes after it.
    #[must_use]
    pub fn path_of<'a>(&self, address: &'a str) -> Option<&'a str> {
        address
            .strip_prefix(&self.base)
            .filter(|path| path.starts_with('/'))
    }

    /// The path of an address on this host, whatever its scheme: where an identifier leads is always written with https.
    #[must_use]
    pub fn own_path<'a>(&self, address: &'a Url) -> Option<&'a str> {
        let is_ours = address.host_str() == Some(&self.host) && address.port() == self.port;
        is_ours.then(|| address.path())
    }

    /// Whether an identifier is that of an issuer on this host.
    #[must_use]
    pub fn is_own_issuer(&self, did: &str) -> bool {
        did.starts_with(&did::web(&self.host, self.port, &["issuers", ""]))
    }

    /// The identifier of this address as a whole.
    #[must_use]
    pub fn host_did(&self) -> String {
        did::web(&self.host, self.port, &[])
    }

    /// The page of a badge, which is its id too.
    #[must_use]
    pub fn badge(&self, code: &Code) -> String {
        format!("{}/badges/{code}", self.base)
    }

    /// A badge in one form.
    #[must_use]
    pub fn badge_as(&self, code: &Code, form: Form) -> String {
        format!("{}/badges/{code}.{}", self.base, form.ending())
    }

    /// What can be earned, by the id of its version.
    #[must_use]
    pub fn achievement(&self, version: &impl ToString) -> String {
        format!("{}/achievements/{}", self.base, version.to_string())
    }

    /// Its picture with nobody's badge inside.
    #[must_use]
    pub fn picture(&self, version: &impl ToString) -> String {
        format!("{}/picture.png", self.achievement(version))
    }

    /// The identifier of an issuer.
    #[must_use]
    pub fn issuer(&self, slug: &str) -> String {
        did::web(&self.host, self.port, &["issuers", slug])
    }

    /// The page of an issuer.
    #[must_use]
    pub fn issuer_page(&self, slug: &str) -> String {
        format!("{}/issuers/{slug}", self.base)
    }

    /// The name of an issuer's key for documents.
    #[must_use]
    pub fn key_name(number: i64) -> String {
        format!("key-{number}")
    }

    /// The name of an issuer's key for tokens.
    #[must_use]
    pub fn token_key_name(number: i64) -> String {
        format!("token-key-{number}")
    }

    /// A signed list of what was taken back.
    #[must_use]
    pub fn status_list(&self, id: StatusListId) -> String {
        format!("{}/status/{id}", self.base)
    }

    /// The issuer in Open Badges 2.0.
    #[must_use]
    pub fn issuer_2(&self, slug: &str) -> String {
        format!("{}/ob2/issuers/{slug}", self.base)
    }

    /// What can be earned, in Open Badges 2.0.
    #[must_use]
    pub fn badge_class_2(&self, version: &impl ToString) -> String {
        format!("{}/ob2/achievements/{}", self.base, version.to_string())
    }

    /// The award in Open Badges 2.0.
    #[must_use]
    pub fn assertion_2(&self, code: &Code) -> String {
        format!("{}/ob2/badges/{code}", self.base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_below_the_host_of_badges() {
        let addresses = Addresses::new(&"https://badges.riverbend.example".parse().unwrap());
        let code = Code::from_bytes([7; 10]);
        let badge = addresses.badge(&code);
        assert_eq!(
            badge,
            "https://badges.riverbend.example/badges/0w3g-e1r7-0w3g-e1r7"
        );
        let issuer = addresses.issuer("riverbend");
        assert_eq!(issuer, "did:web:badges.riverbend.example:issuers:riverbend");
        assert_eq!(
            did::address(&issuer).unwrap().as_str(),
            "https://badges.riverbend.example/issuers/riverbend/did.json"
        );
        assert_eq!(
            addresses.path_of(&badge),
            Some("/badges/0w3g-e1r7-0w3g-e1r7")
        );
        for foreign in [
            "https://badges.riverbend.example.evil.example/badges/1",
            "https://badges.riverbend.example",
        ] {
            assert_eq!(addresses.path_of(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn a_port_is_a_part_of_the_identifier() {
        let addresses = Addresses::new(&"http://localhost:8080".parse().unwrap());
        let issuer = addresses.issuer("a");
        assert_eq!(issuer, "did:web:localhost%3A8080:issuers:a");
        assert!(addresses.is_own_issuer(&issuer));
        assert!(!addresses.is_own_issuer("did:web:localhost:issuers:a"));
        // What stands for the whole signs no badge.
        let whole = addresses.host_did();
        assert_eq!(whole, "did:web:localhost%3A8080");
        assert!(!addresses.is_own_issuer(&whole));
        let document = did::address(&whole).unwrap();
        assert_eq!(addresses.own_path(&document), Some("/.well-known/did.json"));
        let document = did::address(&issuer).unwrap();
        assert_eq!(addresses.own_path(&document), Some("/issuers/a/did.json"));
        let other: Url = "https://localhost:8081/issuers/a/did.json".parse().unwrap();
        assert_eq!(addresses.own_path(&other), None);
    }
}
