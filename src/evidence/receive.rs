//! Content on its way in. Owns the counting, hashing, cleaning and storing of a stream with bounded memory, and that
//! nothing is left of one that is not taken.

use std::time::Duration;

use futures_util::{Stream, StreamExt};
use object_store::path::Path;
use object_store::{ObjectStoreExt, WriteMultipart};
use tokio_util::bytes::Bytes;

use super::clean::Cleaner;
use super::guess::{Guess, HEAD, guess};
use super::sha256::Sha256;
use super::write_out::WriteOut;
use super::{Error, EvidenceStore};
use crate::domain::file::NotTaken;

/// What is written at once. A folder takes any size; S3 will want 5 MiB at least.
const PART: usize = 1024 * 1024;
/// How many parts may be on their way at once.
const PARTS_UNDERWAY: usize = 4;

/// Under which terms a stream is taken.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// How many bytes were announced, where any were.
    pub announced: Option<u64>,
    /// The most that is taken.
    pub most: u64,
    /// How long nothing may come.
    pub idle: Duration,
}

/// What was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// How large it is as it is kept.
    pub bytes: u64,
    /// The SHA-256 of what is kept, in hexadecimal digits.
    pub sha256: String,
    /// What it claims to be.
    pub guess: Guess,
}

impl EvidenceStore {
    /// Takes a stream in and stores it under `key`.
    ///
    /// # Errors
    /// [`Error::NotTaken`] when its first bytes, its length or its course do not do, [`Error::Store`] when it cannot
    /// be stored. Nothing is left of it then.
    pub async fn receive<E>(
        &self,
        key: &str,
        mut body: impl Stream<Item = Result<Bytes, E>> + Unpin + Send,
        terms: Terms,
    ) -> Result<Received, Error> {
        if terms
            .announced
            .is_some_and(|announced| announced > terms.most)
        {
            return Err(NotTaken::TooLarge.into());
        }
        let mut tally = Tally { terms, came: 0 };
        let head = tally.head(&mut body).await?;
        let guess = guess(&head)?;
        let path = Path::parse(key).map_err(object_store::Error::from)?;
        let upload = self.objects.put_multipart(&path).await?;
        let mut writer = Writer {
            parts: WriteMultipart::new_with_chunk_size(upload, PART),
            write_out: WriteOut::new(self.unfinished(key)),
            cleaner: Cleaner::of(guess),
            sha256: Sha256::default(),
            buffer: Vec::with_capacity(PART),
            bytes: 0,
        };
        let outcome = async {
            writer.write(&head).await?;
            while let Some(chunk) = tally.next(&mut body).await? {
                writer.write(&chunk).await?;
            }
            writer.flush().await
        };
        let outcome = outcome.await;
        writer.write_out.settle().await;
        let sha256 = match outcome {
            Ok(sha256) => sha256,
            Err(error) => {
                writer.parts.abort().await?;
                return Err(error);
            }
        };
        writer.parts.finish().await?;
        if let Err(error) = self.close_file(key) {
            self.delete(key).await?;
            return Err(error);
        }
        Ok(Received {
            bytes: writer.bytes,
            sha256,
            guess,
        })
    }
}

/// Reads on without keeping anything, within bounds: a browser that is still sending reads no answer, and would
/// tell its person that the connection broke.
pub async fn pass_over<E>(
    body: &mut (impl Stream<Item = Result<Bytes, E>> + Unpin),
    idle: Duration,
) {
    const MOST: usize = 256 * 1024 * 1024;
    let mut left = MOST;
    while let Ok(Some(Ok(chunk))) = tokio::time::timeout(idle, body.next()).await {
        match left.checked_sub(chunk.len()) {
            Some(rest) => left = rest,
            None => break,
        }
    }
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let pairs = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    pairs
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

/// What has come, against what was announced and is allowed.
struct Tally {
    terms: Terms,
    came: u64,
}

impl Tally {
    /// The first bytes, or all of them when there are fewer.
    async fn head<E>(
        &mut self,
        body: &mut (impl Stream<Item = Result<Bytes, E>> + Unpin),
    ) -> Result<Vec<u8>, NotTaken> {
        let mut head = Vec::new();
        while head.len() < HEAD {
            match self.next(body).await? {
                Some(chunk) => head.extend_from_slice(&chunk),
                None => break,
            }
        }
        Ok(head)
    }

    async fn next<E>(
        &mut self,
        body: &mut (impl Stream<Item = Result<Bytes, E>> + Unpin),
    ) -> Result<Option<Bytes>, NotTaken> {
        let Ok(next) = tokio::time::timeout(self.terms.idle, body.next()).await else {
            return Err(NotTaken::Interrupted);
        };
        let announced = self.terms.announced;
        match next {
            Some(Ok(chunk)) => {
                self.came += chunk.len() as u64;
                if announced.is_some_and(|announced| self.came > announced) {
                    return Err(NotTaken::OtherLength);
                }
                if self.came > self.terms.most {
                    return Err(NotTaken::TooLarge);
                }
                Ok(Some(chunk))
            }
            Some(Err(_)) => Err(NotTaken::Interrupted),
            None if announced.is_some_and(|announced| self.came < announced) => {
                Err(NotTaken::OtherLength)
            }
            None => Ok(None),
        }
    }
}

/// What is written, part by part.
struct Writer {
    parts: WriteMultipart,
    write_out: WriteOut,
    cleaner: Cleaner,
    sha256: Sha256,
    buffer: Vec<u8>,
    bytes: u64,
}

impl Writer {
    async fn write(&mut self, chunk: &[u8]) -> Result<(), Error> {
        // However large a chunk is, memory stays bounded by the parts.
        for piece in chunk.chunks(PART / 4) {
            self.cleaner.clean(piece, &mut self.buffer)?;
            if self.buffer.len() >= PART {
                self.hand_over().await?;
            }
        }
        Ok(())
    }

    /// Writes what is left, and says what all of it hashes to.
    async fn flush(&mut self) -> Result<String, Error> {
        self.cleaner.finish(&mut self.buffer)?;
        self.hand_over().await?;
        Ok(std::mem::take(&mut self.sha256).finish().await?)
    }

    async fn hand_over(&mut self) -> Result<(), Error> {
        self.parts.wait_for_capacity(PARTS_UNDERWAY).await?;
        // What is beyond one part waits for the next, so that all parts but the last are of one size.
        let rest = self.buffer.split_off(self.buffer.len().min(PART));
        let mut next = Vec::with_capacity(PART);
        next.extend_from_slice(&rest);
        let part = Bytes::from(std::mem::replace(&mut self.buffer, next));
        self.bytes += part.len() as u64;
        self.write_out.count(part.len());
        self.parts.put(part.clone());
        self.sha256.add(part).await?;
        Ok(())
    }
}
