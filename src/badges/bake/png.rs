//! PNG: the badge is an `iTXt` chunk of its own, not compressed (Open Badges 3.0, 5.3.1; 2.0 baking 1.1).

use super::{BakeError, Baked, MAX_CONTENT, Standard};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

const fn keyword(standard: Standard) -> &'static [u8] {
    match standard {
        Standard::V3 => b"openbadgecredential",
        Standard::V2 => b"openbadges",
    }
}

pub fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// One piece of a PNG: its name, its content, and all of it as it lies there.
struct Chunk<'a> {
    name: &'a [u8],
    content: &'a [u8],
    whole: &'a [u8],
}

/// The pieces of a PNG, up to the last; what follows it is no part of the picture.
fn chunks(png: &[u8]) -> impl Iterator<Item = Result<Chunk<'_>, BakeError>> {
    let mut rest = png.strip_prefix(SIGNATURE);
    std::iter::from_fn(move || {
        let bytes = rest?;
        let found = chunk(bytes);
        rest = match &found {
            Some(chunk) if chunk.name != b"IEND" => Some(&bytes[chunk.whole.len()..]),
            _ => None,
        };
        Some(found.ok_or(BakeError::Damaged))
    })
}

fn chunk(bytes: &[u8]) -> Option<Chunk<'_>> {
    let (length, _) = bytes.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let whole = bytes.get(..length.checked_add(12)?)?;
    let name = &whole[4..8];
    name.iter().all(u8::is_ascii_alphabetic).then_some(Chunk {
        name,
        content: &whole[8..8 + length],
        whole,
    })
}

pub fn write(png: &[u8], standard: Standard, content: &str) -> Result<Vec<u8>, BakeError> {
    let present = read(png)?;
    let is_there = match standard {
        Standard::V3 => present.v3.is_some(),
        Standard::V2 => present.v2.is_some(),
    };
    if is_there {
        return Err(BakeError::Twice);
    }
    // No compression, no language, no translated keyword.
    let text = [keyword(standard), &[0, 0, 0, 0, 0], content.as_bytes()].concat();
    let mut baked = SIGNATURE.to_vec();
    for chunk in chunks(png) {
        let chunk = chunk?;
        baked.extend_from_slice(chunk.whole);
        if chunk.name == b"IHDR" {
            append(&mut baked, *b"iTXt", &text)?;
        }
    }
    Ok(baked)
}

fn append(png: &mut Vec<u8>, name: [u8; 4], content: &[u8]) -> Result<(), BakeError> {
    let length = u32::try_from(content.len()).map_err(|_| BakeError::TooLarge)?;
    png.extend_from_slice(&length.to_be_bytes());
    png.extend_from_slice(&name);
    png.extend_from_slice(content);
    png.extend_from_slice(&crc(&[&name, content]).to_be_bytes());
    Ok(())
}

pub fn read(png: &[u8]) -> Result<Baked, BakeError> {
    let mut baked = Baked::default();
    let mut is_first = true;
    let mut last: &[u8] = b"";
    for chunk in chunks(png) {
        let chunk = chunk?;
        if is_first && chunk.name != b"IHDR" {
            return Err(BakeError::Damaged);
        }
        is_first = false;
        last = chunk.name;
        for standard in [Standard::V3, Standard::V2] {
            if let Some(content) = content(&chunk, standard)? {
                baked.add(standard, content)?;
            }
        }
    }
    if last == b"IEND" {
        Ok(baked)
    } else {
        Err(BakeError::Damaged)
    }
}

/// The picture without its badges.
pub fn plain(png: &[u8]) -> Result<Vec<u8>, BakeError> {
    let mut plain = SIGNATURE.to_vec();
    for chunk in chunks(png) {
        let chunk = chunk?;
        let is_badge =
            content(&chunk, Standard::V3)?.is_some() || content(&chunk, Standard::V2)?.is_some();
        if !is_badge {
            plain.extend_from_slice(chunk.whole);
        }
    }
    Ok(plain)
}

/// The badge of a chunk, if it holds one.
fn content(chunk: &Chunk, standard: Standard) -> Result<Option<String>, BakeError> {
    let after_keyword = chunk.content.strip_prefix(keyword(standard));
    let Some(after) = after_keyword.and_then(|rest| rest.strip_prefix(b"\0")) else {
        return Ok(None);
    };
    let text = match chunk.name {
        b"iTXt" => {
            // Whether and how it is compressed, then language and translated keyword, each to its zero.
            let Some((&[0, _], rest)) = after.split_first_chunk::<2>() else {
                return Err(BakeError::Damaged);
            };
            let mut parts = rest.splitn(3, |byte| *byte == 0);
            parts.nth(2).ok_or(BakeError::Damaged)?
        }
        // The first badges of all lay in a chunk for plain texts.
        b"tEXt" => after,
        _ => return Ok(None),
    };
    if text.len() > MAX_CONTENT {
        return Err(BakeError::TooLarge);
    }
    let text = String::from_utf8(text.to_vec()).map_err(|_| BakeError::Damaged)?;
    Ok(Some(text))
}

/// The checksum of a chunk (ISO 3309).
fn crc(parts: &[&[u8]]) -> u32 {
    let mut crc = u32::MAX;
    for byte in parts.iter().copied().flatten() {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            let carry = if crc & 1 == 1 { 0xedb8_8320 } else { 0 };
            crc = (crc >> 1) ^ carry;
        }
    }
    !crc
}

#[cfg(test)]
pub fn picture() -> Vec<u8> {
    let mut png = SIGNATURE.to_vec();
    let header = [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0];
    append(&mut png, *b"IHDR", &header).unwrap();
    let point = [0x78, 0x9c, 0x63, 0, 0, 0, 2, 0, 1];
    append(&mut png, *b"IDAT", &point).unwrap();
    append(&mut png, *b"IEND", b"").unwrap();
    png
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_known_one() {
        assert_eq!(crc(&[b"IEND"]), 0xae42_6082);
    }

    #[test]
    fn a_compressed_badge_is_not_unpacked() {
        let mut png = SIGNATURE.to_vec();
        append(&mut png, *b"IHDR", &[0; 13]).unwrap();
        append(&mut png, *b"iTXt", b"openbadgecredential\0\x01\0\0\0bomb").unwrap();
        append(&mut png, *b"IEND", b"").unwrap();
        assert_eq!(read(&png), Err(BakeError::Damaged));
    }
}
