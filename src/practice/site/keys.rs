//! A site's signing keys. Owns making, rotating and publishing them, and the one way in which a token is signed.

use std::sync::Arc;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use base64::{Engine, engine::general_purpose::STANDARD};
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::Serialize;

/// An RSA key of 2048 bits for RS256, named by its RFC 7638 thumbprint.
#[derive(Clone)]
pub struct SigningKey {
    kid: String,
    private: EncodingKey,
    public: Jwk,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("SigningKey")
            .field("kid", &self.kid)
            .finish_non_exhaustive()
    }
}

impl SigningKey {
    /// A new key; takes about a fifth of a second.
    pub fn generate() -> Self {
        let pair = KeyPair::generate(KeySize::Rsa2048).expect("the machine can make an RSA key");
        let der: Pkcs8V1Der<'_> = pair.as_der().expect("a new key has a PKCS#8 form");
        // jsonwebtoken takes PKCS#8 only as PEM.
        let pem = format!(
            "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
            STANDARD.encode(der.as_ref())
        );
        let private =
            EncodingKey::from_rsa_pem(pem.as_bytes()).expect("the PEM was written just now");
        let mut public = Jwk::from_encoding_key(&private, Algorithm::RS256)
            .expect("an RSA key has a public half");
        let kid = public
            .thumbprint(ThumbprintHash::SHA256)
            .expect("an RSA key has a thumbprint");
        public.common.key_id = Some(kid.clone());
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        Self {
            kid,
            private,
            public,
        }
    }

    /// Signs claims as a compact RS256 token.
    pub fn sign<T: Serialize>(&self, claims: &T) -> String {
        let mut header = Header::new(Algorithm::RS256);
        header.kid = Some(self.kid.clone());
        jsonwebtoken::encode(&header, claims, &self.private)
            .expect("claims are plain JSON and the key is for RS256")
    }
}

/// The keys of a site, newest first. The first is made when it is first needed, so that a site nobody uses costs
/// no key.
#[derive(Debug, Default)]
pub struct KeySet {
    keys: Vec<Arc<SigningKey>>,
}

impl KeySet {
    /// A set of one key.
    #[cfg(test)]
    pub fn of(key: &SigningKey) -> Self {
        Self {
            keys: vec![Arc::new(key.clone())],
        }
    }

    /// The key that signs now.
    pub fn current(&mut self) -> Arc<SigningKey> {
        if self.keys.is_empty() {
            self.keys.push(Arc::new(SigningKey::generate()));
        }
        Arc::clone(&self.keys[0])
    }

    /// Signs with a new key from now on; the old ones stay published or go.
    pub fn rotate(&mut self, keep_old: bool) {
        if !keep_old {
            self.keys.clear();
        }
        self.keys.insert(0, Arc::new(SigningKey::generate()));
    }

    /// The public halves, as the JWKS endpoint publishes them.
    pub fn published(&mut self) -> JwkSet {
        self.current();
        JwkSet {
            keys: self.keys.iter().map(|key| key.public.clone()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rotation_keeps_or_drops_the_old_key_as_it_is_told() {
        let mut keys = KeySet::default();
        let first = keys.current().kid.clone();
        keys.rotate(true);
        assert_eq!(keys.published().keys.len(), 2);
        assert_ne!(keys.current().kid, first);
        keys.rotate(false);
        assert_eq!(keys.published().keys.len(), 1);
        assert!(keys.published().find(&first).is_none());
    }
}
