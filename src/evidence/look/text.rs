//! Words: UTF-8 without what steers a machine, to the last byte.

use std::io::Read;

use super::super::guess::is_written;
use super::super::source::Source;
use super::unreadable;
use crate::domain::file::NotTaken;

pub(super) fn look(source: &mut Source) -> Result<(), NotTaken> {
    let mut held = Vec::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        let length = source.read(&mut piece).map_err(unreadable)?;
        if length == 0 {
            return if held.is_empty() {
                Ok(())
            } else {
                Err(NotTaken::UnknownType)
            };
        }
        held.extend_from_slice(&piece[..length]);
        let valid = match std::str::from_utf8(&held) {
            Ok(words) => words.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Err(NotTaken::UnknownType),
        };
        if !held[..valid].iter().copied().all(is_written) {
            return Err(NotTaken::UnknownType);
        }
        held.drain(..valid);
    }
}
