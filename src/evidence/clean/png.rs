//! PNG (ISO/IEC 15948): chunks, to the last. Kept are those that make the picture; texts, times, Exif, chunks of
//! programs' own and whatever follows the end are not.

use super::{fill, take};
use crate::domain::file::NotTaken;

/// A PNG on its way.
#[derive(Debug, Default)]
pub struct Png {
    state: State,
    held: Vec<u8>,
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    /// The eight bytes that every PNG starts with.
    #[default]
    Start,
    /// Length and name of the next chunk.
    Header,
    /// A chunk and its checksum.
    Body {
        left: u64,
        is_kept: bool,
        is_last: bool,
    },
    /// After the end.
    End,
}

/// What makes the picture, moving ones too.
const KEPT: [&[u8; 4]; 19] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

impl Png {
    pub(super) fn clean(&mut self, mut piece: &[u8], out: &mut Vec<u8>) -> Result<(), NotTaken> {
        while !piece.is_empty() {
            match self.state {
                State::Start => {
                    if fill(&mut self.held, 8, &mut piece) {
                        out.append(&mut self.held);
                        self.state = State::Header;
                    }
                }
                State::Header => {
                    if fill(&mut self.held, 8, &mut piece) {
                        self.header(out)?;
                    }
                }
                State::Body {
                    mut left,
                    is_kept,
                    is_last,
                } => {
                    let body = take(&mut left, &mut piece);
                    if is_kept {
                        out.extend_from_slice(body);
                    }
                    self.state = match (left, is_last) {
                        (0, true) => State::End,
                        (0, false) => State::Header,
                        _ => State::Body {
                            left,
                            is_kept,
                            is_last,
                        },
                    };
                }
                State::End => return Ok(()),
            }
        }
        Ok(())
    }

    fn header(&mut self, out: &mut Vec<u8>) -> Result<(), NotTaken> {
        let (length, name) = self.held.split_at(4);
        let length = length
            .iter()
            .fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        let is_name = name.iter().all(u8::is_ascii_alphabetic);
        if length > 0x7fff_ffff || !is_name {
            return Err(NotTaken::Damaged);
        }
        let is_kept = KEPT.iter().any(|kept| kept[..] == *name);
        let is_last = name == b"IEND";
        if is_kept {
            out.extend_from_slice(&self.held);
        }
        self.held.clear();
        self.state = State::Body {
            left: length + 4,
            is_kept,
            is_last,
        };
        Ok(())
    }

    pub(super) fn is_complete(&self) -> bool {
        matches!(self.state, State::End)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::cleaned;
    use super::*;
    use crate::evidence::guess::Guess;

    fn chunk(name: &[u8], body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        [&length[..], name, body, &[1, 2, 3, 4]].concat()
    }

    fn picture(extra: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        bytes.extend(chunk(b"IHDR", &[0, 0, 0, 3, 0, 0, 0, 2, 8, 2, 0, 0, 0]));
        bytes.extend(extra.concat());
        bytes.extend(chunk(b"IDAT", &[7; 30]));
        bytes.extend(chunk(b"IEND", b""));
        bytes
    }

    #[test]
    fn a_picture_keeps_what_is_seen_and_nothing_else() {
        let plain = picture(&[]);
        assert_eq!(cleaned(Guess::Png, &plain), Ok(plain.clone()));
        let told = picture(&[
            chunk(b"tEXt", b"Author\0Dana Rey"),
            chunk(b"eXIf", b"MM\0*GPS"),
            chunk(b"prVt", b"<script>"),
        ]);
        assert_eq!(cleaned(Guess::Png, &told), Ok(plain.clone()));
        assert_eq!(
            cleaned(Guess::Png, &[&plain[..], b"<html>"].concat()),
            Ok(plain)
        );
    }

    #[test]
    fn a_picture_without_its_end_or_with_nonsense_in_it_is_damaged() {
        let plain = picture(&[]);
        assert_eq!(
            cleaned(Guess::Png, &plain[..plain.len() - 1]),
            Err(NotTaken::Damaged)
        );
        let nonsense = picture(&[chunk(b"a<b>", b"")]);
        assert_eq!(cleaned(Guess::Png, &nonsense), Err(NotTaken::Damaged));
    }
}
