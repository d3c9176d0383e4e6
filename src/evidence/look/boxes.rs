//! MP4 and its relatives (ISO/IEC 14496-12): boxes from the first byte to the last. Only their headers are read,
//! and of the film's box what says how long it is and whether there is anything to see.

use std::io::Error;

use super::super::source::Source;
use super::{Looked, exactly, unreadable};
use crate::domain::file::{Format, NotTaken};

/// More boxes than this are made to keep somebody busy.
const MOST_BOXES: u32 = 100_000;

/// Name, content and end of a box.
struct Box {
    name: [u8; 4],
    content: u64,
    end: u64,
}

/// Goes through the boxes between two places.
struct Walk {
    at: u64,
    end: u64,
    left: u32,
}

impl Walk {
    const fn new(at: u64, end: u64) -> Self {
        Self {
            at,
            end,
            left: MOST_BOXES,
        }
    }

    /// The next box; what reaches beyond the end is damaged, and what is no box does not belong here.
    fn next(&mut self, source: &mut Source) -> Result<Option<Box>, NotTaken> {
        if self.at == self.end {
            return Ok(None);
        }
        self.left = self.left.checked_sub(1).ok_or(NotTaken::Damaged)?;
        let found = header(source, self.at, self.end).map_err(unreadable)?;
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b" -_\xa9".contains(byte);
        if !found.name.iter().all(is_name) {
            return Err(NotTaken::Mixed);
        }
        if found.end > self.end || found.end <= self.at || found.content > found.end {
            return Err(NotTaken::Damaged);
        }
        self.at = found.end;
        Ok(Some(found))
    }

    /// The first box of this name.
    fn find(mut self, source: &mut Source, name: [u8; 4]) -> Result<Option<Box>, NotTaken> {
        while let Some(found) = self.next(source)? {
            if found.name == name {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}

fn header(source: &mut Source, at: u64, end: u64) -> Result<Box, Error> {
    let [a, b, c, d, name @ ..]: [u8; 8] = exactly(source, at)?;
    let (content, length) = match u32::from_be_bytes([a, b, c, d]) {
        0 => (at + 8, end - at),
        1 => (at + 16, u64::from_be_bytes(exactly(source, at + 8)?)),
        length => (at + 8, u64::from(length)),
    };
    Ok(Box {
        name,
        content,
        end: at.saturating_add(length),
    })
}

/// A film or a sound recording.
pub(super) fn look(source: &mut Source, is_quicktime: bool) -> Result<Looked, NotTaken> {
    let mut walk = Walk::new(0, source.length());
    let (mut film, mut has_data) = (None, false);
    while let Some(found) = walk.next(source)? {
        match &found.name {
            b"moov" => film = Some(found),
            b"mdat" => has_data = true,
            _ => {}
        }
    }
    let film = film.filter(|_| has_data).ok_or(NotTaken::Damaged)?;
    let (mut duration_ms, mut has_sound, mut has_picture) = (None, false, false);
    let mut walk = Walk::new(film.content, film.end);
    while let Some(found) = walk.next(source)? {
        match &found.name {
            b"mvhd" => duration_ms = duration(source, &found).map_err(unreadable)?,
            b"trak" => match &kind(source, &found)? {
                b"vide" => has_picture = true,
                b"soun" => has_sound = true,
                _ => {}
            },
            _ => {}
        }
    }
    let format = match (has_picture, has_sound, is_quicktime) {
        (true, _, true) => Format::Mov,
        (true, _, false) => Format::Mp4,
        (false, true, _) => Format::M4a,
        (false, false, _) => return Err(NotTaken::Damaged),
    };
    Ok(Looked::lasting(format, duration_ms))
}

/// A picture: its boxes hang together, and one of them describes it.
pub(super) fn look_at_picture(source: &mut Source) -> Result<(), NotTaken> {
    let mut walk = Walk::new(0, source.length());
    let mut is_described = false;
    while let Some(found) = walk.next(source)? {
        is_described |= found.name == *b"meta";
    }
    if is_described {
        Ok(())
    } else {
        Err(NotTaken::Damaged)
    }
}

/// The film's length, where it says one; one that is recorded as it comes does not.
fn duration(source: &mut Source, header: &Box) -> Result<Option<u64>, Error> {
    let [version, ..]: [u8; 4] = exactly(source, header.content)?;
    let (scale, length) = if version == 1 {
        let [a, b, c, d, length @ ..]: [u8; 12] = exactly(source, header.content + 20)?;
        (u32::from_be_bytes([a, b, c, d]), u64::from_be_bytes(length))
    } else {
        let [a, b, c, d, length @ ..]: [u8; 8] = exactly(source, header.content + 12)?;
        let length = u32::from_be_bytes(length);
        (u32::from_be_bytes([a, b, c, d]), u64::from(length))
    };
    let milliseconds = length.checked_mul(1000);
    Ok(milliseconds.and_then(|length| length.checked_div(u64::from(scale))))
}

/// What a track is: `vide`, `soun` or something else.
fn kind(source: &mut Source, track: &Box) -> Result<[u8; 4], NotTaken> {
    let Some(media) = Walk::new(track.content, track.end).find(source, *b"mdia")? else {
        return Ok(*b"none");
    };
    let Some(handler) = Walk::new(media.content, media.end).find(source, *b"hdlr")? else {
        return Ok(*b"none");
    };
    exactly(source, handler.content + 8).map_err(unreadable)
}
