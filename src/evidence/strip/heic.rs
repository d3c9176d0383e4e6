//! HEIC (ISO/IEC 23008-12): a picture is one item of several, and what the phone wrote about it (Exif: the place, the time, the
//! device; XMP) is another. Their bytes become zeros where they lie; which way is up is a property of the picture itself.

/// More items and places than this are made to keep somebody busy.
const MOST: usize = 10_000;

pub(super) fn strip(bytes: &mut [u8]) -> bool {
    let places = places(bytes).unwrap_or_default();
    let mut is_changed = false;
    for (start, length) in places {
        let end = start.checked_add(length);
        if let Some(place) = end.and_then(|end| bytes.get_mut(start..end)) {
            is_changed |= place.iter().any(|byte| *byte != 0);
            place.fill(0);
        }
    }
    is_changed
}

/// Where items about the picture lie, and how long they are.
fn places(bytes: &[u8]) -> Option<Vec<(usize, usize)>> {
    let meta = child(bytes, (0, bytes.len()), *b"meta")?;
    // After its version.
    let inside = (meta.0 + 4, meta.1);
    let items = about(bytes, child(bytes, inside, *b"iinf")?)?;
    let data = child(bytes, inside, *b"idat").map(|(start, _)| start);
    located(bytes, child(bytes, inside, *b"iloc")?, &items, data)
}

/// The content of the first box of this name.
fn child(bytes: &[u8], (mut at, end): (usize, usize), name: [u8; 4]) -> Option<(usize, usize)> {
    for _ in 0..MOST {
        let mut reader = Reader { bytes, at };
        let length = reader.number(4)?;
        let found = reader.bytes.get(reader.at..reader.at + 4)?;
        reader.at += 4;
        let length = match length {
            0 => end - at,
            1 => reader.number(8)?,
            length => length,
        };
        let box_end = at.checked_add(length).filter(|box_end| *box_end <= end)?;
        if box_end <= at {
            return None;
        }
        if found == name {
            return (reader.at <= box_end).then_some((reader.at, box_end));
        }
        at = box_end;
    }
    None
}

/// The ids of items that are about the picture.
fn about(bytes: &[u8], (start, end): (usize, usize)) -> Option<Vec<usize>> {
    let mut reader = Reader { bytes, at: start };
    let version = reader.number(1)?;
    reader.at += 3;
    let count = reader.number(if version == 0 { 2 } else { 4 })?;
    let mut found = Vec::new();
    let mut at = reader.at;
    for _ in 0..count.min(MOST) {
        let (content, item_end) = child(bytes, (at, end), *b"infe")?;
        let mut reader = Reader { bytes, at: content };
        let version = reader.number(1)?;
        reader.at += 3;
        if version >= 2 {
            let id = reader.number(if version == 2 { 2 } else { 4 })?;
            reader.at += 2;
            let kind = bytes.get(reader.at..reader.at + 4)?;
            if kind == b"Exif" || kind == b"mime" {
                found.push(id);
            }
        }
        at = item_end;
    }
    Some(found)
}

/// Where these items lie.
fn located(
    bytes: &[u8],
    (start, _): (usize, usize),
    items: &[usize],
    data: Option<usize>,
) -> Option<Vec<(usize, usize)>> {
    let mut reader = Reader { bytes, at: start };
    let version = reader.number(1)?;
    reader.at += 3;
    let (sizes, more) = (reader.number(1)?, reader.number(1)?);
    let (offset_size, length_size) = (sizes >> 4, sizes & 15);
    let (base_size, index_size) = (more >> 4, if version == 0 { 0 } else { more & 15 });
    let count = reader.number(if version < 2 { 2 } else { 4 })?;
    let mut found = Vec::new();
    for _ in 0..count.min(MOST) {
        let id = reader.number(if version < 2 { 2 } else { 4 })?;
        let method = if version == 0 {
            0
        } else {
            reader.number(2)? & 15
        };
        let elsewhere = reader.number(2)?;
        let base = reader.number(base_size)?;
        let origin = match method {
            0 => Some(0),
            1 => data,
            _ => None,
        };
        for _ in 0..reader.number(2)?.min(MOST) {
            reader.number(index_size)?;
            let (offset, length) = (reader.number(offset_size)?, reader.number(length_size)?);
            if let Some(origin) = origin.filter(|_| elsewhere == 0 && items.contains(&id)) {
                found.push((origin.checked_add(base)?.checked_add(offset)?, length));
            }
        }
    }
    Some(found)
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Reader<'_> {
    /// The next number of so many bytes.
    fn number(&mut self, size: usize) -> Option<usize> {
        let found = self.bytes.get(self.at..self.at.checked_add(size)?)?;
        self.at += size;
        if size > 8 {
            return None;
        }
        let number = found
            .iter()
            .fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
        usize::try_from(number).ok()
    }
}

#[cfg(test)]
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "names are written as byte strings, which are references"
)]
mod tests {
    use super::*;

    fn boxed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 8).unwrap();
        [&length.to_be_bytes(), &name[..], content].concat()
    }

    /// One picture and what is said about it, of the given kind.
    fn heic(kind: &[u8; 4], version: u8, method: u8) -> Vec<u8> {
        let item = |id: u8, kind: &[u8; 4]| {
            let content = [&[2, 0, 0, 0, 0, id, 0, 0][..], kind, b"\0"].concat();
            boxed(b"infe", &content)
        };
        let iinf = [&[0, 0, 0, 0, 0, 2][..], &item(1, b"hvc1"), &item(2, kind)].concat();
        let build = |picture: u32, about: u32| {
            let place = |id: u8, method: u8, offset: u32, length: u32| {
                let mut place = vec![0, id];
                if version > 0 {
                    place.extend([0, method]);
                }
                place.extend([0, 0, 0, 1]);
                place.extend(offset.to_be_bytes());
                place.extend(length.to_be_bytes());
                place
            };
            let iloc = [
                &[version, 0, 0, 0, 0x44, 0, 0, 2][..],
                &place(1, 0, picture, 7),
                &place(2, method, about, 9),
            ]
            .concat();
            let mut meta = [&[0; 4][..], &boxed(b"iinf", &iinf), &boxed(b"iloc", &iloc)].concat();
            if method == 1 {
                meta.extend(boxed(b"idat", b"at 47.37N"));
            }
            [
                boxed(b"ftyp", b"heic"),
                boxed(b"meta", &meta),
                boxed(b"mdat", b"picture+at 47.37N"),
            ]
            .concat()
        };
        let bytes = build(0, 0);
        let picture =
            u32::try_from(super::super::position(&bytes, b"picture", 0).unwrap()).unwrap();
        build(picture, if method == 1 { 0 } else { picture + 8 })
    }

    #[test]
    fn what_the_phone_wrote_becomes_zeros_and_the_picture_stays() {
        for (version, method) in [(0, 0), (1, 0), (1, 1)] {
            for kind in [b"Exif", b"mime"] {
                let before = heic(kind, version, method);
                let mut after = before.clone();
                assert!(strip(&mut after));
                assert_eq!(after.len(), before.len());
                let count = |bytes: &[u8]| bytes.windows(9).filter(|w| *w == b"at 47.37N").count();
                assert_eq!(count(&before) - count(&after), 1, "{version} {method}");
                assert!(super::super::position(&after, b"picture", 0).is_some());
                assert!(!strip(&mut after), "nothing is left");
            }
        }
        let mut other = heic(b"grid", 1, 0);
        assert!(!strip(&mut other));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(cut in 0_usize..200, at in 0_usize..200, byte in proptest::num::u8::ANY) {
            let mut bytes = heic(b"Exif", 1, 1);
            let length = bytes.len();
            bytes[at % length] = byte;
            bytes.truncate(length - cut % length);
            strip(&mut bytes);
        }
    }
}
