//! PDF: begins at the first byte, ends with its own end. Owns nothing of what is in it but the number of pages.

use std::sync::{Mutex, PoisonError};

use super::super::source::Source;
use super::{Looked, guarded, unreadable};
use crate::domain::file::{Format, NotTaken};

/// How much of the end is looked at.
const TAIL: u64 = 2048;
/// Pages are counted in files up to this size.
const COUNTED: u64 = 32 * 1024 * 1024;
/// One is counted at a time: each may hold itself and what it unpacks, which its reader bounds at 256 MiB.
static COUNTING: Mutex<()> = Mutex::new(());
/// More pages than this are a mistake of the file.
const MOST_PAGES: u32 = 100_000;

pub(super) fn look(source: &mut Source) -> Result<Looked, NotTaken> {
    let length = source.length();
    let tail = source
        .bytes_at(length.saturating_sub(TAIL), TAIL)
        .map_err(unreadable)?;
    let end = tail.windows(5).rposition(|window| window == b"%%EOF");
    let after = end.map(|at| &tail[at + 5..]).ok_or(NotTaken::Damaged)?;
    if !after
        .iter()
        .all(|byte| byte.is_ascii_whitespace() || *byte == 0)
    {
        return Err(NotTaken::Mixed);
    }
    let mut looked = Looked::plain(Format::Pdf);
    if length <= COUNTED {
        // Nothing is left half-done in it, so a panic elsewhere spoils nothing.
        let _turn = COUNTING.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = source.bytes_at(0, length).map_err(unreadable)?;
        // What is locked or unusual keeps its number of pages to itself, and is taken all the same.
        let metadata = guarded(|| lopdf::Document::load_metadata_mem(&bytes).ok());
        looked.pages = metadata
            .map(|metadata| metadata.page_count)
            .filter(|pages| (1..=MOST_PAGES).contains(pages));
    }
    Ok(looked)
}
