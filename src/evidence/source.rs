//! Stored content as something to read and seek in, for parsers that know nothing of waiting. Owns the bounds on
//! what they may cost: whoever reads more than the budget, or longer than it is allowed, gets an error.

use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom};
use std::sync::Arc;
use std::time::{Duration, Instant};

use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use symphonia::core::io::MediaSource;
use tokio::runtime::Handle;
use tokio_util::bytes::Bytes;

/// What is fetched at once.
const WINDOW: u64 = 64 * 1024;
/// How much one look at a file may fetch.
const MOST_BYTES: u64 = 96 * 1024 * 1024;
/// How long it may take.
const MOST_TIME: Duration = Duration::from_secs(20);

/// Stored content. Reading blocks, so it belongs on a thread that may.
#[derive(Debug)]
pub struct Source {
    objects: Arc<dyn ObjectStore>,
    path: Path,
    runtime: Handle,
    length: u64,
    position: u64,
    window: Bytes,
    window_at: u64,
    fetched: u64,
    until: Instant,
}

impl Source {
    pub(super) fn new(objects: Arc<dyn ObjectStore>, path: Path, length: u64) -> Self {
        Self::with(Handle::current(), objects, path, length)
    }

    /// Another reader of the same content, at its start, with a budget of its own.
    #[must_use]
    pub fn again(&self) -> Self {
        let (objects, path) = (self.objects.clone(), self.path.clone());
        Self::with(self.runtime.clone(), objects, path, self.length)
    }

    fn with(runtime: Handle, objects: Arc<dyn ObjectStore>, path: Path, length: u64) -> Self {
        Self {
            objects,
            path,
            runtime,
            length,
            position: 0,
            window: Bytes::new(),
            window_at: 0,
            fetched: 0,
            until: Instant::now() + MOST_TIME,
        }
    }

    /// How long the content is.
    #[must_use]
    pub const fn length(&self) -> u64 {
        self.length
    }

    /// These bytes, fewer where the content ends.
    ///
    /// # Errors
    /// When the store or the budget ends it.
    pub fn bytes_at(&mut self, position: u64, most: u64) -> Result<Vec<u8>> {
        self.position = position.min(self.length);
        let mut bytes = Vec::new();
        self.by_ref().take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn fetch(&mut self) -> Result<()> {
        let end = self.length.min(self.position + WINDOW);
        let wanted = end - self.position;
        if self.fetched + wanted > MOST_BYTES || Instant::now() > self.until {
            return Err(Error::other("the look at this file takes too much"));
        }
        let fetched = self.objects.get_range(&self.path, self.position..end);
        self.window = self.runtime.block_on(fetched).map_err(Error::other)?;
        if self.window.is_empty() {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        self.window_at = self.position;
        self.fetched += wanted;
        Ok(())
    }
}

impl Read for Source {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        if self.position >= self.length || into.is_empty() {
            return Ok(0);
        }
        let window_end = self.window_at + self.window.len() as u64;
        if !(self.window_at..window_end).contains(&self.position) {
            self.fetch()?;
        }
        let offset = usize::try_from(self.position - self.window_at).map_err(Error::other)?;
        let available = &self.window[offset..];
        let length = available.len().min(into.len());
        into[..length].copy_from_slice(&available[..length]);
        self.position += length as u64;
        Ok(length)
    }
}

impl Seek for Source {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(offset) => self.length.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = position.ok_or(ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}

impl MediaSource for Source {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.length)
    }
}
