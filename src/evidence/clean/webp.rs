//! WebP: a RIFF whose length stands at its start, before anybody knows what will be left out. So Exif and XMP are not
//! taken out but blanked: their chunks get a name that says nothing and zeros for content.

use super::{fill, take};
use crate::domain::file::NotTaken;

/// A WebP on its way.
#[derive(Debug, Default)]
pub struct Webp {
    state: State,
    held: Vec<u8>,
    /// How much of the RIFF is still to come.
    left: u64,
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    /// `RIFF`, length, `WEBP`.
    #[default]
    Start,
    /// Name and length of the next chunk.
    Header,
    /// A chunk and its padding.
    Body { left: u64, kind: Kind },
    /// After the end.
    End,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    /// Kept as it is.
    Picture,
    /// Says in its first byte what else there is.
    Features,
    /// Zeros are kept of it.
    Blank,
}

/// The bits of the features that promise Exif and XMP.
const PROMISES: u8 = 0b0000_1100;

impl Webp {
    pub(super) fn clean(&mut self, mut piece: &[u8], out: &mut Vec<u8>) -> Result<(), NotTaken> {
        while !piece.is_empty() {
            match self.state {
                State::Start => {
                    if fill(&mut self.held, 12, &mut piece) {
                        let length = little(&self.held[4..8]);
                        self.left = length.checked_sub(4).ok_or(NotTaken::Damaged)?;
                        out.append(&mut self.held);
                        self.next();
                    }
                }
                State::Header => {
                    if fill(&mut self.held, 8, &mut piece) {
                        self.header(out)?;
                    }
                }
                State::Body { mut left, kind } => {
                    let body = take(&mut left, &mut piece);
                    let start = out.len();
                    out.extend_from_slice(body);
                    match kind {
                        Kind::Picture => {}
                        Kind::Features => out[start] &= !PROMISES,
                        Kind::Blank => out[start..].fill(0),
                    }
                    self.left -= body.len() as u64;
                    let kind = if matches!(kind, Kind::Features) {
                        Kind::Picture
                    } else {
                        kind
                    };
                    self.state = State::Body { left, kind };
                    if left == 0 {
                        self.next();
                    }
                }
                State::End => return Ok(()),
            }
        }
        Ok(())
    }

    fn header(&mut self, out: &mut Vec<u8>) -> Result<(), NotTaken> {
        let length = little(&self.held[4..8]);
        let padded = length + length % 2;
        self.left = self.left.checked_sub(8).ok_or(NotTaken::Damaged)?;
        if padded > self.left {
            return Err(NotTaken::Damaged);
        }
        let kind = match &self.held[..4] {
            b"VP8X" => Kind::Features,
            b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP" => Kind::Picture,
            _ => Kind::Blank,
        };
        if matches!(kind, Kind::Blank) {
            self.held[..4].copy_from_slice(b"JUNK");
        }
        out.append(&mut self.held);
        self.state = State::Body { left: padded, kind };
        if padded == 0 {
            self.next();
        }
        Ok(())
    }

    fn next(&mut self) {
        self.state = if self.left == 0 {
            State::End
        } else {
            State::Header
        };
    }

    pub(super) fn is_complete(&self) -> bool {
        matches!(self.state, State::End)
    }
}

fn little(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .rev()
        .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::super::tests::cleaned;
    use super::*;
    use crate::evidence::guess::Guess;

    fn chunk(name: &[u8], body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len()).unwrap().to_le_bytes();
        let padding = &[0][..body.len() % 2];
        [name, &length, body, padding].concat()
    }

    fn picture(chunks: &[Vec<u8>]) -> Vec<u8> {
        let body = [&b"WEBP"[..], &chunks.concat()].concat();
        let length = u32::try_from(body.len()).unwrap().to_le_bytes();
        [&b"RIFF"[..], &length, &body].concat()
    }

    #[test]
    fn what_was_told_beside_the_picture_is_blanked() {
        let told = picture(&[
            chunk(b"VP8X", &[0b0001_1100, 0, 0, 0, 2, 0, 0, 1, 0, 0]),
            chunk(b"VP8L", &[5; 11]),
            chunk(b"EXIF", b"MM\0*GPS"),
            chunk(b"XMP ", b"<x:xmpmeta>"),
        ]);
        let expected = picture(&[
            chunk(b"VP8X", &[0b0001_0000, 0, 0, 0, 2, 0, 0, 1, 0, 0]),
            chunk(b"VP8L", &[5; 11]),
            chunk(b"JUNK", &[0; 7]),
            chunk(b"JUNK", &[0; 11]),
        ]);
        assert_eq!(cleaned(Guess::Webp, &told), Ok(expected.clone()));
        assert_eq!(
            cleaned(Guess::Webp, &[&told[..], b"<html>"].concat()),
            Ok(expected)
        );
    }

    #[test]
    fn a_picture_that_is_shorter_than_it_says_is_damaged() {
        let whole = picture(&[chunk(b"VP8L", &[5; 11])]);
        assert_eq!(cleaned(Guess::Webp, &whole), Ok(whole.clone()));
        assert_eq!(
            cleaned(Guess::Webp, &whole[..whole.len() - 1]),
            Err(NotTaken::Damaged)
        );
    }
}
