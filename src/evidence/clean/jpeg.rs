//! JPEG (ITU-T T.81): segments, then scans, to the end marker. Kept are the picture, its colours (JFIF, ICC, Adobe)
//! and which way is up; Exif, XMP, IPTC, comments, previews and whatever follows the end are not.

use super::{fill, take};
use crate::domain::file::NotTaken;

/// A JPEG on its way.
#[derive(Debug)]
pub struct Jpeg {
    state: State,
    held: Vec<u8>,
    has_scan: bool,
    has_orientation: bool,
}

impl Default for Jpeg {
    fn default() -> Self {
        Self {
            state: State::Start,
            held: Vec::new(),
            has_scan: false,
            has_orientation: false,
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum State {
    /// The two bytes that every JPEG starts with.
    Start,
    /// `FF` of the next marker.
    Prefix,
    /// The marker's code.
    Marker,
    /// The two bytes of a segment's length.
    Length { marker: u8 },
    /// A segment, all of which is held.
    Segment { marker: u8, left: u64 },
    /// Coded data.
    Scan,
    /// `FF` within coded data.
    ScanPrefix,
    /// After the end.
    End,
}

const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;
const APP15: u8 = 0xef;
const COMMENT: u8 = 0xfe;
const START_OF_SCAN: u8 = 0xda;
const END: u8 = 0xd9;

impl Jpeg {
    pub(super) fn clean(&mut self, mut piece: &[u8], out: &mut Vec<u8>) -> Result<(), NotTaken> {
        while !piece.is_empty() {
            match self.state {
                State::Start => {
                    if fill(&mut self.held, 2, &mut piece) {
                        out.append(&mut self.held);
                        self.state = State::Prefix;
                    }
                }
                State::Prefix => {
                    if piece[0] != 0xff {
                        return Err(NotTaken::Damaged);
                    }
                    piece = &piece[1..];
                    self.state = State::Marker;
                }
                State::Marker | State::ScanPrefix => {
                    let code = piece[0];
                    piece = &piece[1..];
                    self.marker(code, out)?;
                }
                State::Length { marker } => {
                    if fill(&mut self.held, 2, &mut piece) {
                        let length = u16::from_be_bytes([self.held[0], self.held[1]]);
                        let left = u64::from(length.checked_sub(2).ok_or(NotTaken::Damaged)?);
                        self.held.clear();
                        self.state = State::Segment { marker, left };
                        if left == 0 {
                            self.segment(marker, out);
                        }
                    }
                }
                State::Segment { marker, mut left } => {
                    self.held.extend_from_slice(take(&mut left, &mut piece));
                    self.state = State::Segment { marker, left };
                    if left == 0 {
                        self.segment(marker, out);
                    }
                }
                State::Scan => {
                    let end = piece.iter().position(|byte| *byte == 0xff);
                    let (coded, rest) = piece.split_at(end.unwrap_or(piece.len()));
                    out.extend_from_slice(coded);
                    piece = rest;
                    if end.is_some() {
                        piece = &piece[1..];
                        self.state = State::ScanPrefix;
                    }
                }
                State::End => return Ok(()),
            }
        }
        Ok(())
    }

    fn marker(&mut self, code: u8, out: &mut Vec<u8>) -> Result<(), NotTaken> {
        let is_in_scan = matches!(self.state, State::ScanPrefix);
        self.state = match code {
            // Fill bytes before a marker.
            0xff => return Ok(()),
            END => {
                out.extend([0xff, END]);
                State::End
            }
            0x00 | 0xd0..=0xd7 if is_in_scan => {
                out.extend([0xff, code]);
                State::Scan
            }
            0x00 | 0x01 | 0xd0..=0xd8 => return Err(NotTaken::Damaged),
            marker => State::Length { marker },
        };
        Ok(())
    }

    /// Writes a segment, or what is kept of it.
    fn segment(&mut self, marker: u8, out: &mut Vec<u8>) {
        let body = std::mem::take(&mut self.held);
        let is_kept = match marker {
            APP0 => body.starts_with(b"JFIF\0"),
            APP2 => body.starts_with(b"ICC_PROFILE\0"),
            APP14 => body.starts_with(b"Adobe"),
            APP0..=APP15 | COMMENT => false,
            _ => true,
        };
        if is_kept {
            write(marker, &body, out);
        } else if marker == APP1
            && !self.has_orientation
            && let Some(orientation) = orientation(&body)
        {
            self.has_orientation = true;
            write(APP1, &only_orientation(orientation), out);
        }
        self.state = State::Prefix;
        if marker == START_OF_SCAN {
            self.has_scan = true;
            self.state = State::Scan;
        }
    }

    pub(super) fn is_complete(&self) -> bool {
        self.has_scan && matches!(self.state, State::End)
    }
}

fn write(marker: u8, body: &[u8], out: &mut Vec<u8>) {
    // A segment's length was read from two bytes, so it fits them again.
    let length = u16::try_from(body.len() + 2).unwrap_or(u16::MAX);
    out.extend([0xff, marker]);
    out.extend(length.to_be_bytes());
    out.extend(body);
}

/// Which way is up, where Exif says that it is another than the usual.
fn orientation(body: &[u8]) -> Option<u8> {
    const TAG: u16 = 0x0112;
    let tiff = body.strip_prefix(b"Exif\0\0")?;
    let is_little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let bytes: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let first = if is_little {
        u32::from_le_bytes(bytes)
    } else {
        u32::from_be_bytes(bytes)
    };
    let first = usize::try_from(first).ok()?;
    let entries = usize::from(short(first)?);
    let places = (0..entries).map(|number| first.checked_add(2 + 12 * number));
    let found = places.flatten().find(|at| short(*at) == Some(TAG))?;
    let value = u8::try_from(short(found.checked_add(8)?)?).ok()?;
    (2..=8).contains(&value).then_some(value)
}

/// An Exif segment that says nothing else.
fn only_orientation(value: u8) -> Vec<u8> {
    let mut body = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    body.extend([value, 0, 0, 0, 0, 0, 0, 0]);
    body
}

#[cfg(test)]
mod tests {
    use super::super::tests::cleaned;
    use super::*;
    use crate::evidence::guess::Guess;

    fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        write(marker, body, &mut out);
        out
    }

    fn exif(orientation: u8) -> Vec<u8> {
        let mut body = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
        body.extend(b"\x01\x12\0\x03\0\0\0\x01\0");
        body.extend([orientation, 0, 0]);
        body.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0GPS 46.94 N 7.44 E");
        body
    }

    fn picture(extra: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8];
        bytes.extend(segment(APP0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"));
        bytes.extend(extra.concat());
        bytes.extend(segment(0xdb, &[0; 65]));
        bytes.extend(segment(0xc0, &[8, 0, 2, 0, 3, 1, 1, 0x11, 0]));
        bytes.extend(segment(START_OF_SCAN, &[1, 1, 0, 0, 63, 0]));
        bytes.extend([1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4, 0xff, 0xd9]);
        bytes
    }

    #[test]
    fn a_picture_keeps_what_is_seen_and_nothing_else() {
        let plain = picture(&[]);
        assert_eq!(cleaned(Guess::Jpeg, &plain), Ok(plain.clone()));
        let told = picture(&[
            segment(APP1, &exif(1)),
            segment(
                APP1,
                b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Dana</x:xmpmeta>",
            ),
            segment(0xed, b"Photoshop 3.0\0Dana"),
            segment(COMMENT, b"<script>alert(1)</script>"),
        ]);
        assert_eq!(cleaned(Guess::Jpeg, &told), Ok(plain.clone()));
        let followed = [&plain[..], b"PK\x03\x04<html>"].concat();
        assert_eq!(cleaned(Guess::Jpeg, &followed), Ok(plain));
    }

    #[test]
    fn a_picture_that_was_taken_sideways_stays_upright() {
        let sideways = picture(&[segment(APP1, &exif(6))]);
        let expected = picture(&[segment(APP1, &only_orientation(6))]);
        assert_eq!(cleaned(Guess::Jpeg, &sideways), Ok(expected.clone()));
        assert_eq!(cleaned(Guess::Jpeg, &expected), Ok(expected));
    }

    #[test]
    fn a_picture_without_its_end_is_damaged() {
        let plain = picture(&[]);
        for length in 2..plain.len() {
            assert_eq!(
                cleaned(Guess::Jpeg, &plain[..length]),
                Err(NotTaken::Damaged),
                "{length}"
            );
        }
    }
}
