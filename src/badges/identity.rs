//! A recipient that can be recognised by who knows them already, and is not named (Open Badges 3.0, `IdentityObject`).

use aws_lc_rs::digest::{SHA256, digest};
use serde::Serialize;

/// What kind of identifier was hashed.
pub const EMAIL: &str = "emailAddress";

/// A salted hash of an identifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IdentityObject {
    r#type: &'static str,
    hashed: bool,
    identity_hash: String,
    identity_type: &'static str,
    salt: String,
}

impl IdentityObject {
    /// The hash of an e-mail address under a salt, which is to be fresh for each badge.
    #[must_use]
    pub fn of_email(address: &str, salt: &str) -> Self {
        Self::of_hash(&hashed(&plain(address), salt), salt)
    }

    /// The hash of an e-mail address that was made before ([`hashed`]), under its salt.
    #[must_use]
    pub fn of_hash(identity_hash: &str, salt: &str) -> Self {
        Self {
            r#type: "IdentityObject",
            hashed: true,
            identity_hash: identity_hash.to_owned(),
            identity_type: EMAIL,
            salt: salt.to_owned(),
        }
    }
}

/// An address in the one spelling that is hashed: Open Badges says nothing of case, and people write theirs both ways.
#[must_use]
pub fn plain(address: &str) -> String {
    address.trim().to_lowercase()
}

/// `sha256$` and the hexadecimal hash of identifier and salt, as Open Badges 2.0 and 3.0 write it.
#[must_use]
pub fn hashed(identifier: &str, salt: &str) -> String {
    let hash = digest(&SHA256, format!("{identifier}{salt}").as_bytes());
    format!("sha256${}", hex(hash.as_ref()))
}

/// Whether a hash is that identifier's.
#[must_use]
pub fn is_of(identity_hash: &str, identifier: &str, salt: &str) -> bool {
    identity_hash.eq_ignore_ascii_case(&hashed(identifier, salt))
}

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_hashes_are_reproduced() {
        for (address, salt, hash) in [
            (
                "a@example.com",
                "Kosher",
                "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399",
            ),
            (
                "jjefferson18@example.com",
                "FleurDeSel",
                "sha256$658625b25ab3d75d613ca97d9a5a77f70e2192feca5557f4ad09a4d4f121f5fc",
            ),
        ] {
            assert_eq!(hashed(address, salt), hash);
            assert!(is_of(&hash.to_uppercase(), address, salt));
            assert!(!is_of(hash, address, "other"));
        }
    }

    #[test]
    fn an_address_is_hashed_in_one_spelling() {
        let one = IdentityObject::of_email(" Dana.Rey@Example.ORG", "s");
        assert_eq!(one, IdentityObject::of_email("dana.rey@example.org", "s"));
        assert!(!serde_json::to_string(&one).unwrap().contains("dana"));
    }
}
