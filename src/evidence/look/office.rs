//! Office documents: a ZIP that starts at the first byte, ends at the last, and whose contents say which it is.
//! Nothing is unpacked; what the list of contents says is enough.

use super::super::source::Source;
use super::{exactly, unreadable};
use crate::domain::file::{Format, NotTaken};

/// The largest list of contents.
const LARGEST_LIST: u64 = 4 * 1024 * 1024;
/// The most that a document may unpack to.
const LARGEST_CONTENT: u64 = 2 * 1024 * 1024 * 1024;
/// How many times larger than itself it may become, once that is a lot.
const MOST_SWELLING: u64 = 250;
const A_LOT: u64 = 64 * 1024 * 1024;

/// What is listed of one entry.
struct Entry {
    name: Vec<u8>,
    packed: u64,
    unpacked: u64,
    at: u64,
}

pub(super) fn look(source: &mut Source) -> Result<Format, NotTaken> {
    let entries = entries(source)?;
    let unpacked: u64 = entries.iter().map(|entry| entry.unpacked).sum();
    let packed: u64 = entries.iter().map(|entry| entry.packed).sum();
    if unpacked > LARGEST_CONTENT || (unpacked > A_LOT && unpacked / packed.max(1) > MOST_SWELLING)
    {
        return Err(NotTaken::Swelling);
    }
    let has = |start: &[u8]| entries.iter().any(|entry| entry.name.starts_with(start));
    let has_macros = entries.iter().any(|entry| {
        let name = entry.name.to_ascii_lowercase();
        name.ends_with(b"vbaproject.bin")
            || name.starts_with(b"basic/")
            || name.starts_with(b"scripts/")
    });
    let format = if has(b"[Content_Types].xml") {
        [
            (&b"word/document.xml"[..], Format::Docx),
            (b"xl/workbook", Format::Xlsx),
            (b"ppt/presentation.xml", Format::Pptx),
        ]
        .into_iter()
        .find_map(|(start, format)| has(start).then_some(format))
    } else {
        open_document(source, &entries)?
    };
    match format {
        Some(_) if has_macros => Err(NotTaken::Active),
        Some(format) => Ok(format),
        None => Err(NotTaken::Archive),
    }
}

/// OpenDocument says what it is in its first entry, unpacked.
fn open_document(source: &mut Source, entries: &[Entry]) -> Result<Option<Format>, NotTaken> {
    let Some(first) = entries.iter().find(|entry| entry.name == b"mimetype") else {
        return Ok(None);
    };
    if first.at != 0 || first.packed != first.unpacked || first.packed > 100 {
        return Ok(None);
    }
    let header: [u8; 30] = exactly(source, 0).map_err(unreadable)?;
    let skipped = 30 + little(&header[26..28]) + little(&header[28..30]);
    let kind = source.bytes_at(skipped, first.packed).map_err(unreadable)?;
    let formats = [Format::Odt, Format::Odp, Format::Ods];
    Ok(formats
        .into_iter()
        .find(|format| kind == format.code().as_bytes()))
}

/// The list of contents, where it accounts for the whole file.
fn entries(source: &mut Source) -> Result<Vec<Entry>, NotTaken> {
    const END: usize = 22;
    let length = source.length();
    let from = length.saturating_sub(END as u64 + 0xffff);
    let tail = source.bytes_at(from, length - from).map_err(unreadable)?;
    let end = tail
        .windows(4)
        .rposition(|window| window == b"PK\x05\x06")
        .and_then(|at| tail.get(at..))
        .filter(|end| end.len() >= END)
        .ok_or(NotTaken::Damaged)?;
    if end.len() as u64 != END as u64 + little(&end[20..22]) {
        return Err(NotTaken::Mixed);
    }
    let (count, size, start) = (
        little(&end[10..12]),
        little(&end[12..16]),
        little(&end[16..20]),
    );
    let list_end = length - end.len() as u64;
    if size > LARGEST_LIST || start.checked_add(size) != Some(list_end) {
        return Err(NotTaken::Damaged);
    }
    let list = source.bytes_at(start, size).map_err(unreadable)?;
    let mut rest = &list[..];
    let mut entries = Vec::new();
    while !rest.is_empty() {
        let header = rest
            .get(..46)
            .filter(|header| header.starts_with(b"PK\x01\x02"))
            .ok_or(NotTaken::Damaged)?;
        let sizes =
            [28, 30, 32].map(|at| usize::from(u16::from_le_bytes([header[at], header[at + 1]])));
        let whole = 46 + sizes.iter().sum::<usize>();
        let name = rest.get(46..46 + sizes[0]).ok_or(NotTaken::Damaged)?;
        entries.push(Entry {
            name: name.to_vec(),
            packed: little(&header[20..24]),
            unpacked: little(&header[24..28]),
            at: little(&header[42..46]),
        });
        rest = rest.get(whole..).ok_or(NotTaken::Damaged)?;
    }
    let is_first = entries.iter().any(|entry| entry.at == 0);
    if entries.len() as u64 != count || !is_first {
        return Err(NotTaken::Mixed);
    }
    Ok(entries)
}

fn little(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .rev()
        .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}
