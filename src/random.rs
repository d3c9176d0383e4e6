//! Randomness as an argument. Owns the only call to the machine's generator; tests hand in a seeded one.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::clock::Timestamp;

/// Where random values come from. Cheap to clone; clones of a seeded source go on from one another.
#[derive(Clone, Debug, Default)]
pub struct Random(Source);

#[derive(Clone, Debug, Default)]
enum Source {
    #[default]
    System,
    Seeded(Arc<AtomicU64>),
}

impl Random {
    /// The machine's generator.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// The same values in the same order at every run; for tests alone.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(Source::Seeded(Arc::new(AtomicU64::new(seed << 32))))
    }

    /// Random bytes.
    ///
    /// # Panics
    /// When the machine's generator fails: going on with guessable secrets would be worse.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match &self.0 {
            Source::System => SystemRandom::new()
                .fill(&mut bytes)
                .expect("the operating system provides randomness"),
            Source::Seeded(counter) => {
                for chunk in bytes.chunks_mut(32) {
                    let block = digest(
                        &SHA256,
                        &counter.fetch_add(1, Ordering::SeqCst).to_be_bytes(),
                    );
                    chunk.copy_from_slice(&block.as_ref()[..chunk.len()]);
                }
            }
        }
        bytes
    }

    /// A secret of 256 bits, in base64url: 43 characters that are safe in any address, form or header.
    #[must_use]
    pub fn secret(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes::<32>())
    }

    /// A new id: UUID version 7, so that rows made together lie together.
    #[must_use]
    pub fn id(&self, now: Timestamp) -> uuid::Uuid {
        let millis = u64::try_from(now.millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid()
    }
}

/// A SHA-256 in base64url: what is stored of a secret, so that a copy of the database opens no session, and what
/// tells one content from another.
#[must_use]
pub fn fingerprint(content: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, content.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_itself_and_the_machine_does_not() {
        assert_eq!(Random::seeded(7).secret(), Random::seeded(7).secret());
        assert_ne!(Random::seeded(7).secret(), Random::seeded(8).secret());
        assert_ne!(Random::system().secret(), Random::system().secret());
    }

    #[test]
    fn ids_sort_by_time() {
        let random = Random::system();
        let earlier = random.id(Timestamp::from_seconds(1_000)).to_string();
        let later = random.id(Timestamp::from_seconds(1_001)).to_string();
        assert!(earlier < later);
    }
}
