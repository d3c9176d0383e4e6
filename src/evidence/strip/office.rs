//! Office documents: what their programs keep about authors, companies and titles is in parts of its own, which become empty
//! ones that are packed to the same length.

/// The parts, and what they are when nothing is in them.
const PARTS: [(&[u8], &str); 4] = [
    (
        b"docprops/core.xml",
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"/>",
    ),
    (
        b"docprops/app.xml",
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"/>",
    ),
    (
        b"docprops/custom.xml",
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\"/>",
    ),
    (
        b"meta.xml",
        "<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" office:version=\"1.2\"/>",
    ),
];

const ENCRYPTED: u16 = 1;
const DESCRIBED_BEHIND: u16 = 8;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

pub(super) fn strip(bytes: &mut [u8]) -> bool {
    let mut is_changed = false;
    for (at, empty) in found(bytes) {
        is_changed |= replace(bytes, at, empty).is_some();
    }
    is_changed
}

/// Where the list of contents tells of parts that are to be empty.
fn found(bytes: &[u8]) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06");
    let Some(mut at) = end.and_then(|end| long(bytes, end + 16)) else {
        return found;
    };
    while bytes.get(at..at + 4) == Some(b"PK\x01\x02") {
        let [Some(name), Some(extra), Some(comment)] =
            [28, 30, 32].map(|offset| short(bytes, at + offset))
        else {
            break;
        };
        let (name, others) = (usize::from(name), usize::from(extra) + usize::from(comment));
        let Some(called) = bytes.get(at + 46..at + 46 + name) else {
            break;
        };
        let called = called.to_ascii_lowercase();
        let part = PARTS.iter().find(|(known, _)| *known == called);
        found.extend(part.map(|(_, empty)| (at, *empty)));
        at += 46 + name + others;
    }
    found
}

/// Makes a part empty; `None` where that cannot be done within its length.
fn replace(bytes: &mut [u8], listed: usize, empty: &str) -> Option<()> {
    let (flags, method) = (short(bytes, listed + 8)?, short(bytes, listed + 10)?);
    let old_sum = bytes.get(listed + 16..listed + 20)?.to_vec();
    let packed = long(bytes, listed + 20)?;
    let start = long(bytes, listed + 42)?;
    let names = [26, 28].map(|offset| short(bytes, start + offset).map_or(0, usize::from));
    let data = start.checked_add(30)?.checked_add(names.iter().sum())?;
    let data_end = data.checked_add(packed)?;
    if bytes.get(start..start + 4)? != b"PK\x03\x04" || flags & ENCRYPTED != 0 || data_end > listed
    {
        return None;
    }
    let (content, packed_content) = fitted(empty, packed, method)?;
    let sum = checksum(&content).to_le_bytes();
    let length = u32::try_from(content.len()).ok()?.to_le_bytes();
    // Where the length and the sum are told: in the list, before the part, or behind it.
    let mut told = vec![(listed + 16, listed + 24)];
    if flags & DESCRIBED_BEHIND == 0 {
        told.push((start + 14, start + 22));
    } else {
        let is_signed = bytes.get(data_end..data_end + 4)? == b"PK\x07\x08";
        let behind = if is_signed { data_end + 4 } else { data_end };
        if bytes.get(behind..behind + 4)? != old_sum {
            return None;
        }
        told.push((behind, behind + 8));
    }
    for (sum_at, length_at) in told {
        bytes.get_mut(sum_at..sum_at + 4)?.copy_from_slice(&sum);
        bytes
            .get_mut(length_at..length_at + 4)?
            .copy_from_slice(&length);
    }
    bytes
        .get_mut(data..data_end)?
        .copy_from_slice(&packed_content);
    Some(())
}

/// The empty part with blanks behind it, and the same packed, which is as long as wanted.
fn fitted(empty: &str, packed: usize, method: u16) -> Option<(Vec<u8>, Vec<u8>)> {
    /// What a block that is not packed can hold, and what stands before it.
    const BLOCK: usize = 0xffff;
    const BEFORE: usize = 5;
    let blocks = match method {
        STORED => 0,
        DEFLATED => packed.div_ceil(BLOCK + BEFORE),
        _ => return None,
    };
    let length = packed.checked_sub(blocks * BEFORE)?;
    let blanks = length.checked_sub(empty.len())?;
    let mut content = empty.as_bytes().to_vec();
    content.resize(empty.len() + blanks, b' ');
    if blocks == 0 {
        return Some((content.clone(), content));
    }
    let mut deflated = Vec::with_capacity(packed);
    let mut rest = &content[..];
    for block in 1..=blocks {
        // The last one may hold nothing.
        let (piece, behind) = rest.split_at(rest.len().min(BLOCK));
        rest = behind;
        let length = u16::try_from(piece.len()).ok()?;
        deflated.push(u8::from(block == blocks));
        deflated.extend(length.to_le_bytes());
        deflated.extend((!length).to_le_bytes());
        deflated.extend(piece);
    }
    (deflated.len() == packed).then_some((content, deflated))
}

/// CRC-32 as ZIP has it.
fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 {
                sum >> 1 ^ 0xedb8_8320
            } else {
                sum >> 1
            };
        }
    }
    !sum
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let found = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([found[0], found[1]]))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let found = bytes.get(at..at.checked_add(4)?)?;
    let number = u32::from_le_bytes([found[0], found[1], found[2], found[3]]);
    usize::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_the_one_that_everybody_has() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn an_empty_part_is_as_long_as_what_it_takes_the_place_of() {
        for method in [STORED, DEFLATED] {
            for packed in [200, 65_539, 65_540, 65_541, 200_000] {
                let (content, packed_content) = fitted("<empty/>", packed, method).unwrap();
                assert_eq!(packed_content.len(), packed);
                assert!(content.starts_with(b"<empty/>  "));
            }
            assert_eq!(fitted("<empty/>", 7, method), None);
        }
        assert_eq!(fitted("<empty/>", 100, 14), None);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
            let mut list = b"PK\x01\x02".to_vec();
            list.extend(&bytes);
            list.extend(b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
            let length = list.len();
            strip(&mut list);
            proptest::prop_assert_eq!(list.len(), length);
        }
    }
}
