//! Public keys as texts: Multikey of Ed25519, `z6Mk…` (Controlled Identifiers 2.2.2).

/// `multicodec` of an Ed25519 public key.
const ED25519: [u8; 2] = [0xed, 0x01];
/// Longer texts are no keys; reading base 58 takes time that grows with the square of the length.
const MAX_LENGTH: usize = 128;

/// An Ed25519 public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PublicKey(pub [u8; 32]);

impl PublicKey {
    /// The key as `publicKeyMultibase` holds it.
    #[must_use]
    pub fn multibase(&self) -> String {
        encode(&[&ED25519[..], &self.0].concat())
    }

    /// Reads a `publicKeyMultibase`; `None` when it is no Ed25519 key.
    #[must_use]
    pub fn from_multibase(text: &str) -> Option<Self> {
        let bytes = decode(text, MAX_LENGTH)?;
        let key = bytes.strip_prefix(&ED25519)?;
        Some(Self(key.try_into().ok()?))
    }
}

/// Bytes in base 58 under the prefix that says so.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

/// Reads what [`encode`] writes, up to a length.
#[must_use]
pub fn decode(text: &str, max_length: usize) -> Option<Vec<u8>> {
    if text.len() > max_length {
        return None;
    }
    bs58::decode(text.strip_prefix('z')?).into_vec().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_key_of_the_published_vector_reads_as_published() {
        let key = PublicKey::from_multibase("z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi");
        assert_eq!(key.unwrap().0[..4], [75, 222, 175, 222]);
    }

    #[test]
    fn what_is_no_ed25519_key_is_none() {
        let p256 = encode(&[0x80, 0x24, 2, 3]);
        let short = encode(&[0xed, 0x01, 7]);
        let long = "z".repeat(100_000);
        for text in ["", "z", "z0OIl", "6Mkj", &p256, &short, &long] {
            assert_eq!(PublicKey::from_multibase(text), None);
        }
    }

    proptest! {
        #[test]
        fn every_key_reads_back(bytes: [u8; 32]) {
            let written = PublicKey(bytes).multibase();
            prop_assert!(written.starts_with("z6Mk"));
            prop_assert_eq!(PublicKey::from_multibase(&written), Some(PublicKey(bytes)));
        }
    }
}
