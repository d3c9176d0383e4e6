//! PDF: what its program wrote about the document (ISO 32000, 14.3): the strings of the information dictionary, and the packet
//! of XMP. Both become blanks where they stand in plain sight. What is signed stays, because blanks would break the
//! signature; what is locked stays, because its strings cannot be told from others.

use std::collections::HashMap;

use super::position;

/// How long an object of the information dictionary can be.
const LONGEST: usize = 64 * 1024;
/// How many references of an object are followed.
const MOST: usize = 64;
/// How many objects are looked at in one document.
const MOST_OBJECTS: usize = 512;
/// Of how many it is noted where they are.
const MOST_KNOWN: usize = 300_000;

pub(super) fn strip(bytes: &mut [u8]) -> bool {
    let has = |wanted: &[u8]| position(bytes, wanted, 0).is_some();
    if has(b"/Encrypt") || has(b"/ByteRange") {
        return false;
    }
    let mut objects = Objects::of(bytes);
    let mut is_changed = false;
    for reference in references(bytes, b"/Info") {
        for (start, end) in objects.find(bytes, &reference) {
            if !bytes[start..end].starts_with(b"<<") {
                continue;
            }
            // Some programs keep each string in an object of its own.
            let values = all_references(&bytes[start..end]);
            is_changed |= blank_strings(&mut bytes[start..end]);
            let mut places = Vec::new();
            for value in &values {
                places.extend(objects.find(bytes, value));
            }
            for (start, end) in places {
                let object = &bytes[start..end];
                if object.starts_with(b"(")
                    || object.starts_with(b"<") && !object.starts_with(b"<<")
                {
                    is_changed |= blank_strings(&mut bytes[start..end]);
                }
            }
        }
    }
    is_changed | blank_packets(bytes)
}

/// What a name refers to, wherever it stands: `/Info 12 0 R` gives `12 0`.
fn references(bytes: &[u8], name: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = position(bytes, name, at) {
        at = start + name.len();
        let rest = &bytes[at..bytes.len().min(at + 40)];
        found.extend(reference(rest).filter(|reference| !found.contains(reference)));
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// Every reference in an object.
fn all_references(object: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for at in 1..object.len() {
        if object[at - 1].is_ascii_whitespace() || object[at - 1].is_ascii_alphabetic() {
            let rest = &object[at..object.len().min(at + 40)];
            if rest[0].is_ascii_digit() {
                found.extend(reference(rest));
            }
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// The reference that these bytes begin with.
fn reference(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok().or_else(|| {
        let end = bytes.iter().position(|byte| !byte.is_ascii())?;
        std::str::from_utf8(&bytes[..end]).ok()
    })?;
    let mut words = text.split_ascii_whitespace();
    let (number, generation, r) = (words.next()?, words.next()?, words.next()?);
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_one = is_number(number) && is_number(generation) && r.starts_with('R');
    is_one.then(|| format!("{number} {generation}").into_bytes())
}

/// Where the content of each object begins, by its number and generation as they are written; there are several where a
/// document was changed.
struct Objects {
    known: HashMap<Vec<u8>, Vec<usize>>,
    left: usize,
}

impl Objects {
    fn of(bytes: &[u8]) -> Self {
        const MARK: &[u8] = b" obj";
        let mut known: HashMap<Vec<u8>, Vec<usize>> = HashMap::new();
        let mut at = 0;
        for _ in 0..MOST_KNOWN {
            let Some(mark) = position(bytes, MARK, at) else {
                break;
            };
            at = mark + MARK.len();
            if let Some(reference) = reference_before(bytes, mark) {
                known.entry(reference.to_vec()).or_default().push(at);
            }
        }
        Self {
            known,
            left: MOST_OBJECTS,
        }
    }

    /// The contents of the objects of this number, as far as looking at them is not too much.
    fn find(&mut self, bytes: &[u8], reference: &[u8]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for at in self.known.get(reference).into_iter().flatten() {
            let Some(left) = self.left.checked_sub(1) else {
                break;
            };
            self.left = left;
            let blank = bytes[*at..].iter().take(LONGEST);
            let content = at + blank.take_while(|byte| byte.is_ascii_whitespace()).count();
            let most = bytes.len().min(content + LONGEST);
            let end = position(&bytes[..most], b"endobj", content);
            found.extend(end.map(|end| (content, end)));
        }
        found
    }
}

/// The number and generation that end here: `12 0`.
fn reference_before(bytes: &[u8], end: usize) -> Option<&[u8]> {
    let digits = |end: usize| {
        let rest = bytes[..end].iter().rev();
        rest.take_while(|byte| byte.is_ascii_digit())
            .take(11)
            .count()
    };
    let generation = digits(end);
    let between = end
        .checked_sub(generation + 1)
        .filter(|at| bytes[*at] == b' ')?;
    let number = digits(between);
    let is_one = (1..=10).contains(&generation) && (1..=10).contains(&number);
    is_one.then(|| &bytes[between - number..end])
}

/// Blanks what stands in strings.
fn blank_strings(object: &mut [u8]) -> bool {
    let (mut at, mut is_changed) = (0, false);
    while at < object.len() {
        match object[at] {
            b'(' => at = blank_text(object, at + 1, &mut is_changed),
            b'<' if object.get(at + 1) == Some(&b'<') => at += 2,
            b'<' => at = blank_digits(object, at + 1, &mut is_changed),
            _ => at += 1,
        }
    }
    is_changed
}

/// Blanks a text from here to its end, and says where it goes on.
fn blank_text(object: &mut [u8], mut at: usize, is_changed: &mut bool) -> usize {
    let mut depth = 1;
    while at < object.len() {
        let byte = object[at];
        match byte {
            b'\\' => {
                if let Some(next) = object.get_mut(at + 1) {
                    *next = b' ';
                }
            }
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
        *is_changed |= byte != b' ';
        object[at] = b' ';
        at += if byte == b'\\' { 2 } else { 1 };
    }
    at
}

/// Makes blanks of digits from here to their end, and says where it goes on.
fn blank_digits(object: &mut [u8], mut at: usize, is_changed: &mut bool) -> usize {
    let mut is_first = true;
    while let Some(byte) = object.get_mut(at) {
        at += 1;
        if *byte == b'>' {
            break;
        }
        if byte.is_ascii_hexdigit() {
            *byte = if is_first { b'2' } else { b'0' };
            is_first = !is_first;
            *is_changed = true;
        }
    }
    at
}

/// Blanks the packets of XMP, between the marks that say where one begins and ends.
fn blank_packets(bytes: &mut [u8]) -> bool {
    let (mut at, mut is_changed) = (0, false);
    while let Some(begin) = position(bytes, b"<?xpacket begin", at) {
        let start = position(bytes, b"?>", begin).map(|end| end + 2);
        let end = start.and_then(|start| position(bytes, b"<?xpacket end", start));
        let (Some(start), Some(end)) = (start, end) else {
            break;
        };
        bytes[start..end].fill(b' ');
        is_changed = true;
        at = end;
    }
    is_changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_become_blanks_of_the_same_length() {
        for (object, expected) in [
            (
                &b"<< /Author (Dana Rey) /X 1 >>"[..],
                &b"<< /Author (        ) /X 1 >>"[..],
            ),
            (
                b"<</Title(a (nested\\) one) \\( b)/N/Name>>",
                b"<</Title(                     )/N/Name>>",
            ),
            (
                b"<</Author<FEFF0044>/P true>>",
                b"<</Author<20202020>/P true>>",
            ),
            (b"(open", b"(    "),
            (b"(end\\", b"(    "),
            (b"<< /N 5 >>", b"<< /N 5 >>"),
        ] {
            let mut bytes = object.to_vec();
            let is_changed = blank_strings(&mut bytes);
            assert_eq!(bytes, expected);
            assert_eq!(is_changed, object != expected);
        }
    }

    #[test]
    fn strings_are_found_where_the_document_says_that_they_are() {
        let mut bytes = b"1 0 obj << /Outline (stays) >> endobj\n\
            7 0 obj\n<< /Author 9 0 R /Title (Mine) >>\nendobj\n9 0 obj (Dana) endobj\n\
            17 0 obj << /Author (stays) >> endobj\ntrailer << /Info 7 0 R /Root 1 0 R >>"
            .to_vec();
        assert!(strip(&mut bytes));
        let text = String::from_utf8(bytes).unwrap();
        assert!(
            text.contains("/Title (    )") && text.contains("9 0 obj (    )"),
            "{text}"
        );
        assert_eq!(text.matches("(stays)").count(), 2, "{text}");
    }

    #[test]
    fn a_packet_is_blanked_and_what_is_signed_or_locked_stays() {
        let packet =
            "<?xpacket begin=\"\" id=\"x\"?><x:xmpmeta>Dana</x:xmpmeta><?xpacket end=\"w\"?>";
        let mut bytes = packet.as_bytes().to_vec();
        assert!(strip(&mut bytes));
        let blanked = format!("?>{}<?xpacket end", " ".repeat(27));
        assert!(String::from_utf8(bytes).unwrap().contains(&blanked));
        for mark in ["/ByteRange [0 1 2 3]", "/Encrypt 5 0 R"] {
            let mut bytes = format!("{packet}{mark}").into_bytes();
            assert!(!strip(&mut bytes));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(parts in proptest::collection::vec(proptest::sample::select(&[
            "/Info", " 1 0 R", "1 0 obj", "<<", ">>", "(", ")", "\\", "<", ">", "AF", "endobj", "<?xpacket begin", "?>",
            "<?xpacket end", "é", "\n",
        ][..]), 0..40)) {
            let mut bytes = parts.concat().into_bytes();
            let length = bytes.len();
            strip(&mut bytes);
            proptest::prop_assert_eq!(bytes.len(), length);
        }
    }
}
