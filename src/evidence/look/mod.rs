//! What a stored file is, by all of its content. Owns the checks that a kind accounts for the whole file, and how
//! long, wide or many-paged it is. Runs on a thread that may wait, within the bounds of [`Source`].

mod boxes;
mod media;
mod office;
mod pdf;
mod text;

use std::io::{BufReader, Error, ErrorKind};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::guess::Guess;
use super::source::Source;
use super::{EvidenceStore, Received};
use crate::domain::file::{Format, NotTaken};

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looked {
    /// Its format.
    pub format: Format,
    /// How long the recording is, in milliseconds, where that can be told.
    pub duration_ms: Option<u64>,
    /// How many pages it has, where that can be told.
    pub pages: Option<u32>,
    /// How wide and high the picture is, where that can be told.
    pub size: Option<(u32, u32)>,
}

/// The longest recording whose length is believed: two days.
const LONGEST_MS: u64 = 48 * 3600 * 1000;
/// The largest side of a picture: what is larger is made to fill memory.
const LARGEST_SIDE: usize = 30_000;

impl Looked {
    const fn plain(format: Format) -> Self {
        Self {
            format,
            duration_ms: None,
            pages: None,
            size: None,
        }
    }

    fn lasting(format: Format, duration_ms: Option<u64>) -> Self {
        Self {
            duration_ms: duration_ms.filter(|length| (1..=LONGEST_MS).contains(length)),
            ..Self::plain(format)
        }
    }
}

impl EvidenceStore {
    /// Looks at what was received under `key`.
    ///
    /// # Errors
    /// [`super::Error::NotTaken`] when it is not what it claims to be; otherwise that it could not be looked at.
    pub async fn look(&self, key: &str, received: &Received) -> Result<Looked, super::Error> {
        // Nobody closes it, so a place comes.
        let _place = self.looks.acquire().await;
        let source = self.source(key, received.bytes)?;
        let guess = received.guess;
        let looked = tokio::task::spawn_blocking(move || look(source, guess));
        Ok(looked.await??)
    }
}

fn look(mut source: Source, guess: Guess) -> Result<Looked, NotTaken> {
    match guess {
        Guess::Pdf => pdf::look(&mut source),
        Guess::Zip => office::look(&mut source).map(Looked::plain),
        Guess::Text => text::look(&mut source).map(|()| Looked::plain(Format::Text)),
        Guess::Png => picture(source, Format::Png),
        Guess::Jpeg => picture(source, Format::Jpeg),
        Guess::Webp => picture(source, Format::Webp),
        Guess::Heic => {
            boxes::look_at_picture(&mut source)?;
            picture(source, Format::Heic)
        }
        Guess::Boxes { is_quicktime } => boxes::look(&mut source, is_quicktime),
        Guess::Matroska { is_webm } => media::matroska(source, is_webm),
        Guess::Wav => media::wav(source),
        Guess::Mp3 => media::sound(source, Format::Mp3),
        Guess::Ogg => media::sound(source, Format::Ogg),
        Guess::Flac => media::sound(source, Format::Flac),
    }
}

fn picture(source: Source, format: Format) -> Result<Looked, NotTaken> {
    let mut reader = BufReader::new(source);
    let size = guarded(|| imagesize::reader_size(&mut reader).ok());
    let Some(size) = size else {
        // HEIC comes in more shapes than its readers know.
        return if format == Format::Heic {
            Ok(Looked::plain(format))
        } else {
            Err(NotTaken::Damaged)
        };
    };
    if size.width > LARGEST_SIDE || size.height > LARGEST_SIDE {
        return Err(NotTaken::Swelling);
    }
    let pixels = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    Ok(Looked {
        size: Some((pixels(size.width), pixels(size.height))),
        ..Looked::plain(format)
    })
}

/// A parser of foreign making, kept from taking the process along when it meets what it did not expect.
fn guarded<T>(parse: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(parse)).ok().flatten()
}

/// What ends early is damaged; what takes too much to look at is, too.
fn unreadable(_: Error) -> NotTaken {
    NotTaken::Damaged
}

/// Exactly these bytes.
fn exactly<const N: usize>(source: &mut Source, position: u64) -> Result<[u8; N], Error> {
    let bytes = source.bytes_at(position, N as u64)?;
    bytes
        .try_into()
        .map_err(|_| ErrorKind::UnexpectedEof.into())
}
