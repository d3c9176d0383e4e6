//! An issuer's key for proofs inside documents: Ed25519. Where it rests and when it changes is decided elsewhere.

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use super::multibase::PublicKey;

/// A key pair, made from 32 secret bytes.
pub struct SigningKey {
    pair: Ed25519KeyPair,
    public: PublicKey,
}

impl SigningKey {
    /// The key pair of a seed. The seed is the secret: 32 bytes of a generator that nobody can guess.
    ///
    /// # Panics
    /// Never: every 32 bytes are a seed.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).expect("32 bytes are a seed");
        let public = pair.public_key().as_ref();
        let public = PublicKey(public.try_into().expect("public keys have 32 bytes"));
        Self { pair, public }
    }

    /// What others check its signatures with.
    #[must_use]
    pub const fn public(&self) -> PublicKey {
        self.public
    }

    /// Signs bytes.
    #[must_use]
    pub fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        self.pair.sign(bytes).as_ref().to_vec()
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "SigningKey({})", self.public.multibase())
    }
}

/// Whether a signature is that key's over these bytes.
#[must_use]
pub fn is_genuine(key: &PublicKey, bytes: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, key.0)
        .verify(bytes, signature)
        .is_ok()
}
