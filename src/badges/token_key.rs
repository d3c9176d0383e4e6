//! An issuer's key for badges as tokens: P-256, which verifiers take besides RSA. Where it rests and when it changes is decided
//! elsewhere.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey};
use serde_json::Value;

use super::jwt::{JwtAlgorithm, JwtError};

/// How the tokens of such a key are signed.
pub const ALGORITHM: JwtAlgorithm = JwtAlgorithm::Es256;

/// A key pair.
pub struct TokenKey {
    key: EncodingKey,
    public: Value,
}

impl TokenKey {
    /// Makes the secret half of a new key pair (PKCS #8). The signature library takes randomness from the machine alone.
    ///
    /// # Errors
    /// [`JwtError::NotSigned`] when the machine gives none.
    pub fn generate() -> Result<Vec<u8>, JwtError> {
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
            .map(|made| made.as_ref().to_vec())
            .map_err(|_| JwtError::NotSigned)
    }

    /// The key pair of a secret half.
    ///
    /// # Errors
    /// [`JwtError::NotSigned`] for what is no such key.
    pub fn from_pkcs8(pkcs8: &[u8]) -> Result<Self, JwtError> {
        let key = EncodingKey::from_ec_der(pkcs8);
        let public = Jwk::from_encoding_key(&key, Algorithm::ES256)
            .ok()
            .and_then(|jwk| serde_json::to_value(jwk).ok())
            .ok_or(JwtError::NotSigned)?;
        Ok(Self { key, public })
    }

    /// What others check its signatures with, as a JWK.
    #[must_use]
    pub const fn public(&self) -> &Value {
        &self.public
    }

    /// The key as the signing function takes it.
    #[must_use]
    pub const fn encoding_key(&self) -> &EncodingKey {
        &self.key
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::badges::credential::sample::{self, METHOD};
    use crate::badges::jwt::{self, Token};

    #[test]
    fn a_key_is_the_same_after_it_has_rested_and_tells_no_secret() {
        let secret = TokenKey::generate().unwrap();
        let (one, other) = (
            TokenKey::from_pkcs8(&secret).unwrap(),
            TokenKey::from_pkcs8(&secret).unwrap(),
        );
        assert_eq!(one.public(), other.public());
        assert!(one.public().get("d").is_none());
        let document = sample::rich().document();
        let token = jwt::sign(&document, ALGORITHM, one.encoding_key(), METHOD).unwrap();
        let jwk = other.public().as_object().unwrap();
        assert!(Token::read(&token).unwrap().is_genuine(jwk));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        assert!(TokenKey::from_pkcs8(b"no key").is_err());
    }
}
