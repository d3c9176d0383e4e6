//! The SHA-256 of content while it comes. Owns that computing it does not hold up receiving: of all that is done to a
//! large file the two take the longest, and each has a core of its own where there are two.

use aws_lc_rs::digest::{Context, SHA256};
use tokio::task::{JoinError, JoinHandle, spawn_blocking};
use tokio_util::bytes::Bytes;

use super::receive::hexadecimal;

/// A SHA-256 that grows part by part.
#[derive(Debug)]
pub struct Sha256(State);

enum State {
    Idle(Context),
    /// One part is being added; the next waits for it, so that no more than one is held here.
    Adding(JoinHandle<Context>),
}

impl Default for Sha256 {
    /// Of nothing yet.
    fn default() -> Self {
        Self(State::empty())
    }
}

impl Sha256 {
    /// Begins to add a part, once the one before it has been added.
    ///
    /// # Errors
    /// When the work was broken off; it is the sum of nothing then.
    pub async fn add(&mut self, part: Bytes) -> Result<(), JoinError> {
        let mut context = self.take().await?;
        self.0 = State::Adding(spawn_blocking(move || {
            context.update(&part);
            context
        }));
        Ok(())
    }

    /// In hexadecimal digits.
    ///
    /// # Errors
    /// As [`Sha256::add`].
    pub async fn finish(mut self) -> Result<String, JoinError> {
        Ok(hexadecimal(self.take().await?.finish().as_ref()))
    }

    async fn take(&mut self) -> Result<Context, JoinError> {
        match std::mem::replace(&mut self.0, State::empty()) {
            State::Idle(context) => Ok(context),
            State::Adding(underway) => underway.await,
        }
    }
}

impl State {
    fn empty() -> Self {
        Self::Idle(Context::new(&SHA256))
    }
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Idle(_) => "Idle",
            Self::Adding(_) => "Adding",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn parts_in_their_order_make_the_sum_of_the_whole() {
        const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let cases: [(&[&'static str], &str); 4] = [
            (&[], NOTHING),
            (&[""], NOTHING),
            (&["abc"], ABC),
            (&["a", "", "b", "c"], ABC),
        ];
        for (parts, whole) in cases {
            let mut sum = Sha256::default();
            for part in parts {
                sum.add(Bytes::from_static(part.as_bytes()))
                    .await
                    .expect("the runtime goes on");
            }
            let found = sum.finish().await.expect("the runtime goes on");
            assert_eq!(found, whole, "{parts:?}");
        }
    }
}
