//! Pictures without what belongs to nobody else: the place where they were taken, the camera, the name of its
//! owner, small copies of what was cut off. Owns taking it out while a picture streams in, and cutting it where it
//! ends, so that nothing rides along behind it.
//!
//! JPEG, PNG, WebP, and MP4 with its relatives are cleaned here; HEIC and documents once all of them is here
//! ([`super::strip`]). Matroska and sound keep what they hold. None is ever shown under the earner's name for the file.

mod boxes;
mod jpeg;
mod png;
mod webp;

use super::guess::Guess;
use crate::domain::file::NotTaken;

/// Cleans one file, piece by piece.
#[derive(Debug)]
pub enum Cleaner {
    /// Passes everything on.
    Nothing,
    /// A JPEG.
    Jpeg(jpeg::Jpeg),
    /// A PNG.
    Png(png::Png),
    /// A WebP.
    Webp(webp::Webp),
    /// A film in boxes.
    Boxes(boxes::Boxes),
}

impl Cleaner {
    /// The cleaner for what begins like this.
    #[must_use]
    pub fn of(guess: Guess) -> Self {
        match guess {
            Guess::Jpeg => Self::Jpeg(jpeg::Jpeg::default()),
            Guess::Png => Self::Png(png::Png::default()),
            Guess::Webp => Self::Webp(webp::Webp::default()),
            Guess::Boxes { .. } => Self::Boxes(boxes::Boxes::default()),
            _ => Self::Nothing,
        }
    }

    /// Cleans the next piece; what is kept is added to `out`.
    ///
    /// # Errors
    /// [`NotTaken::Damaged`] where it does not hang together.
    pub fn clean(&mut self, piece: &[u8], out: &mut Vec<u8>) -> Result<(), NotTaken> {
        match self {
            Self::Nothing => out.extend_from_slice(piece),
            Self::Jpeg(jpeg) => jpeg.clean(piece, out)?,
            Self::Png(png) => png.clean(piece, out)?,
            Self::Webp(webp) => webp.clean(piece, out)?,
            Self::Boxes(boxes) => boxes.clean(piece, out),
        }
        Ok(())
    }

    /// Says that everything has come; what was held back is added to `out`.
    ///
    /// # Errors
    /// [`NotTaken::Damaged`] where the end of the picture is missing.
    pub fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), NotTaken> {
        let is_complete = match self {
            Self::Nothing => true,
            Self::Boxes(boxes) => {
                boxes.finish(out);
                true
            }
            Self::Jpeg(jpeg) => jpeg.is_complete(),
            Self::Png(png) => png.is_complete(),
            Self::Webp(webp) => webp.is_complete(),
        };
        if is_complete {
            Ok(())
        } else {
            Err(NotTaken::Damaged)
        }
    }
}

/// Takes the next of a fixed number of bytes from a piece. Whether all of them are here now.
fn fill(held: &mut Vec<u8>, wanted: usize, piece: &mut &[u8]) -> bool {
    let length = piece.len().min(wanted - held.len());
    held.extend_from_slice(&piece[..length]);
    *piece = &piece[length..];
    held.len() == wanted
}

/// Takes what belongs to a body of `left` bytes from a piece.
fn take<'p>(left: &mut u64, piece: &mut &'p [u8]) -> &'p [u8] {
    let length = usize::try_from(*left).map_or(piece.len(), |left| left.min(piece.len()));
    let (taken, rest) = piece.split_at(length);
    *piece = rest;
    *left -= length as u64;
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cleans in pieces of every size; all must come to the same.
    pub(super) fn cleaned(guess: Guess, bytes: &[u8]) -> Result<Vec<u8>, NotTaken> {
        let in_pieces = |size: usize| {
            let mut cleaner = Cleaner::of(guess);
            let mut out = Vec::new();
            for piece in bytes.chunks(size) {
                cleaner.clean(piece, &mut out)?;
            }
            cleaner.finish(&mut out)?;
            Ok(out)
        };
        let whole = in_pieces(bytes.len().max(1));
        for size in [1, 2, 3, 7, 64] {
            assert_eq!(in_pieces(size), whole, "in pieces of {size}");
        }
        whole
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_a_cleaner_panic_or_grow(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
            for (guess, start) in [
                (Guess::Jpeg, &b"\xff\xd8"[..]),
                (Guess::Png, b"\x89PNG\r\n\x1a\n"),
                (Guess::Webp, b"RIFF\x80\0\0\0WEBP"),
                (Guess::Boxes { is_quicktime: false }, b"\0\0\0\x40moov\0\0\0"),
            ] {
                let bytes = [start, &bytes].concat();
                if let Ok(out) = cleaned(guess, &bytes) {
                    proptest::prop_assert!(out.len() <= bytes.len());
                }
            }
        }
    }
}
