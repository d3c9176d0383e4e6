//! The tool's own keys. Owns making, reading, publishing and using one RSA key pair; when keys change and
//! where they rest is decided by the layers above.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use base64::{Engine, engine::general_purpose::STANDARD};
use jsonwebtoken::jwk::{Jwk, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::Serialize;
use serde_json::Value;

/// Why a key could not be made, read or used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The generator of the machine failed.
    #[error("a key could not be made")]
    NotMade,
    /// The stored bytes are no RSA private key in PKCS#8.
    #[error("the stored key cannot be read")]
    Unreadable,
    /// Signing did not work.
    #[error("the message could not be signed")]
    NotSigned,
}

/// An RSA-2048 key pair that signs with RS256, the one algorithm that every platform takes
/// (Security Framework 6).
#[derive(Clone)]
pub struct SigningKey {
    key_id: String,
    encoding: EncodingKey,
    public: Value,
    pkcs8: Vec<u8>,
}

impl SigningKey {
    /// Makes a new key. Takes about a fifth of a second: call it off the async threads.
    ///
    /// # Errors
    /// [`KeyError::NotMade`].
    pub fn generate() -> Result<Self, KeyError> {
        let pair = KeyPair::generate(KeySize::Rsa2048).map_err(|_| KeyError::NotMade)?;
        let der: Pkcs8V1Der<'_> = pair.as_der().map_err(|_| KeyError::NotMade)?;
        Self::from_pkcs8(der.as_ref())
    }

    /// Reads a key from its PKCS#8 bytes.
    ///
    /// # Errors
    /// [`KeyError::Unreadable`].
    pub fn from_pkcs8(pkcs8: &[u8]) -> Result<Self, KeyError> {
        // jsonwebtoken takes PKCS#8 as PEM only; its DER door wants PKCS#1.
        let pem = format!(
            "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
            STANDARD.encode(pkcs8)
        );
        let encoding =
            EncodingKey::from_rsa_pem(pem.as_bytes()).map_err(|_| KeyError::Unreadable)?;
        let mut jwk = Jwk::from_encoding_key(&encoding, Algorithm::RS256)
            .map_err(|_| KeyError::Unreadable)?;
        let key_id = jwk
            .thumbprint(ThumbprintHash::SHA256)
            .map_err(|_| KeyError::Unreadable)?;
        jwk.common.key_id = Some(key_id.clone());
        jwk.common.public_key_use = Some(PublicKeyUse::Signature);
        let public = serde_json::to_value(&jwk).map_err(|_| KeyError::Unreadable)?;
        Ok(Self {
            key_id,
            encoding,
            public,
            pkcs8: pkcs8.to_vec(),
        })
    }

    /// The `kid`: the RFC 7638 thumbprint, so it is never used for another key.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// The public half as a JWK with `kid`, `alg` and `use`.
    #[must_use]
    pub fn public_jwk(&self) -> &Value {
        &self.public
    }

    /// The private half, to be sealed before it rests anywhere.
    #[must_use]
    pub fn pkcs8(&self) -> &[u8] {
        &self.pkcs8
    }

    /// Signs a JWT with this key's `kid` in its header.
    ///
    /// # Errors
    /// [`KeyError::NotSigned`].
    pub fn sign<T: Serialize>(&self, claims: &T) -> Result<String, KeyError> {
        let mut header = Header::new(Algorithm::RS256);
        header.kid = Some(self.key_id.clone());
        jsonwebtoken::encode(&header, claims, &self.encoding).map_err(|_| KeyError::NotSigned)
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("SigningKey")
            .field("key_id", &self.key_id)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lti::{id_token, keyset};

    #[test]
    fn a_key_survives_storage_and_its_signature_is_checked_by_its_public_half() {
        let made = SigningKey::generate().unwrap();
        let read = SigningKey::from_pkcs8(made.pkcs8()).unwrap();
        assert_eq!(read.key_id(), made.key_id());
        let jwt = read.sign(&serde_json::json!({"iss": "us"})).unwrap();
        let token = id_token::parse(&jwt).unwrap();
        assert_eq!(token.key_id.as_deref(), Some(made.key_id()));
        let public: jsonwebtoken::jwk::Jwk =
            serde_json::from_value(made.public_jwk().clone()).unwrap();
        let key = jsonwebtoken::DecodingKey::from_jwk(&public).unwrap();
        assert!(keyset::check_signature(&token, &key).is_ok());
    }

    #[test]
    fn the_published_half_says_how_it_is_used_and_holds_nothing_private() {
        let key = SigningKey::generate().unwrap();
        let jwk = key.public_jwk();
        assert_eq!(
            (
                jwk["kty"].as_str(),
                jwk["alg"].as_str(),
                jwk["use"].as_str()
            ),
            (Some("RSA"), Some("RS256"), Some("sig"))
        );
        assert!(
            ["d", "p", "q", "dp", "dq", "qi"]
                .iter()
                .all(|private| jwk.get(private).is_none())
        );
        assert!(!format!("{key:?}").contains(&STANDARD.encode(&key.pkcs8()[30..60])));
    }
}
