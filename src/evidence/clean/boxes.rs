//! MP4, MOV and M4A (ISO/IEC 14496-12): boxes within boxes. What people and devices wrote beside the film (`udta`, `meta`,
//! `uuid`: the place, the camera, the name of its owner) becomes free space of the same length, so that nothing else moves and
//! nothing is coded anew. What is in the film's own tracks stays.

use super::{fill, take};

/// Boxes that hold other boxes, as deep as something is taken out.
const DEEPEST: usize = 2;

/// A film on its way.
#[derive(Debug, Default)]
pub struct Boxes {
    at: u64,
    /// The boxes that are open, outermost first.
    open: Vec<Open>,
    state: State,
    held: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    name: [u8; 4],
    end: u64,
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    /// The length and the name of the next box.
    #[default]
    Header,
    /// The eight bytes of a longer length.
    LongHeader { name: [u8; 4] },
    /// What is in a box, up to there.
    Body { end: u64, is_free: bool },
    /// It does not hang together; whoever looks at all of it will say so.
    Lost,
}

impl Boxes {
    pub(super) fn clean(&mut self, mut piece: &[u8], out: &mut Vec<u8>) {
        while !piece.is_empty() {
            match self.state {
                State::Header => self.header(&mut piece, out),
                State::LongHeader { name } => {
                    if fill(&mut self.held, 8, &mut piece) {
                        let mut length = [0; 8];
                        length.copy_from_slice(&self.held);
                        self.held.clear();
                        out.extend(length);
                        let start = self.at;
                        self.at += 16;
                        self.enter(name, start.checked_add(u64::from_be_bytes(length)));
                    }
                }
                State::Body { end, is_free } => {
                    let mut left = end - self.at;
                    let taken = take(&mut left, &mut piece);
                    if is_free {
                        out.resize(out.len() + taken.len(), 0);
                    } else {
                        out.extend_from_slice(taken);
                    }
                    self.at = end - left;
                    if left == 0 {
                        self.leave();
                    }
                }
                State::Lost => {
                    out.extend_from_slice(piece);
                    return;
                }
            }
        }
    }

    /// What is held of a header when nothing more comes.
    pub(super) fn finish(&mut self, out: &mut Vec<u8>) {
        out.append(&mut self.held);
    }

    fn header(&mut self, piece: &mut &[u8], out: &mut Vec<u8>) {
        let end = self.end();
        if end - self.at < 8 {
            // Some makers put zeros behind the last box of another.
            self.state = State::Body {
                end,
                is_free: false,
            };
            return;
        }
        if !fill(&mut self.held, 8, piece) {
            return;
        }
        let (mut length, mut name) = ([0; 4], [0; 4]);
        length.copy_from_slice(&self.held[..4]);
        name.copy_from_slice(&self.held[4..]);
        self.held.clear();
        out.extend(length);
        out.extend(if self.is_beside(name) { *b"free" } else { name });
        match u32::from_be_bytes(length) {
            0 => {
                self.at += 8;
                self.enter(name, Some(end));
            }
            1 => self.state = State::LongHeader { name },
            length => {
                let start = self.at;
                self.at += 8;
                self.enter(name, start.checked_add(length.into()));
            }
        }
    }

    /// Where the box ends that is open.
    fn end(&self) -> u64 {
        self.open.last().map_or(u64::MAX, |open| open.end)
    }

    /// Whether a box here is about the film and no part of it.
    fn is_beside(&self, name: [u8; 4]) -> bool {
        let inside = self.open.last().map(|open| open.name);
        match &name {
            b"udta" | b"meta" => true,
            b"uuid" => matches!(inside, None | Some([b'm', b'o', b'o', b'v'])),
            _ => false,
        }
    }

    /// Goes into a box whose header was passed on.
    fn enter(&mut self, name: [u8; 4], end: Option<u64>) {
        let Some(end) = end.filter(|end| (self.at..=self.end()).contains(end)) else {
            self.state = State::Lost;
            return;
        };
        let inside = self.open.last().map(|open| open.name);
        let is_open = matches!(
            (inside.as_ref(), &name),
            (None, b"moov" | b"moof") | (Some(b"moov"), b"trak") | (Some(b"moof"), b"traf")
        );
        if is_open && self.open.len() < DEEPEST {
            self.open.push(Open { name, end });
            self.state = State::Header;
        } else {
            let is_free = self.is_beside(name);
            self.state = State::Body { end, is_free };
        }
        if self.at == end {
            self.leave();
        }
    }

    /// Leaves the box that ends here, and those that end with it.
    fn leave(&mut self) {
        while self.open.last().is_some_and(|open| open.end == self.at) {
            self.open.pop();
        }
        self.state = State::Header;
    }
}

#[cfg(test)]
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "names are written as byte strings, which are references"
)]
mod tests {
    use super::super::super::guess::Guess;
    use super::super::tests::cleaned;

    fn boxed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 8).unwrap();
        [&length.to_be_bytes(), &name[..], content].concat()
    }

    fn long(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = content.len() as u64 + 16;
        [
            &1_u32.to_be_bytes(),
            &name[..],
            &length.to_be_bytes(),
            content,
        ]
        .concat()
    }

    fn film(beside: impl Fn(&[u8; 4], &[u8]) -> Vec<u8>) -> Vec<u8> {
        let place = boxed(b"\xa9xyz", b"\x00\x12\x15\xc7+47.37+008.54+400/");
        let owner = beside(b"meta", b"com.apple.quicktime.make Dana's phone");
        let track = [
            boxed(b"tkhd", b"track"),
            boxed(b"mdia", &boxed(b"meta", b"of the track's own")),
            beside(b"udta", b"a name"),
        ]
        .concat();
        let moov = [
            boxed(b"mvhd", b"header"),
            beside(b"udta", &place),
            boxed(b"trak", &track),
            owner,
            beside(b"uuid", b"0123456789abcdef<x:xmpmeta/>"),
        ]
        .concat();
        [
            boxed(b"ftyp", b"isom"),
            beside(b"uuid", b"0123456789abcdef<x:xmpmeta/>"),
            long(b"mdat", b"udta in the film itself stays"),
            boxed(b"moov", &moov),
            boxed(b"moof", &boxed(b"traf", &beside(b"udta", b"more"))),
            [0, 0, 0, 0, b'm', b'd', b'a', b't', 1, 2, 3].to_vec(),
        ]
        .concat()
    }

    #[test]
    fn what_stands_beside_a_film_becomes_free_space_and_all_else_stays_where_it_is() {
        let guess = Guess::Boxes {
            is_quicktime: false,
        };
        for wrap in [boxed, long] {
            let expected = film(|_, content| wrap(b"free", &vec![0; content.len()]));
            assert_eq!(cleaned(guess, &film(wrap)).unwrap(), expected);
        }
    }

    #[test]
    fn what_does_not_hang_together_is_passed_on_as_it_is() {
        let guess = Guess::Boxes { is_quicktime: true };
        let too_long = [
            boxed(b"ftyp", b"isom"),
            vec![0, 0, 0, 40, b'm', b'o', b'o', b'v', 0, 0, 0, 99, b'u', b'd'],
        ];
        for bytes in [
            too_long.concat(),
            vec![0, 0, 0, 7, b'f', b'r', b'e', b'e', 1],
            b"abc".to_vec(),
        ] {
            assert_eq!(cleaned(guess, &bytes).unwrap(), bytes);
        }
    }
}
