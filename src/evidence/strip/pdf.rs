//! PDF: what its program wrote about the document (ISO 32000, 14.3): the strings of the information dictionary, and the packet
//! of XMP. Both become blanks where they stand in plain sight. What is signed stays, because blanks would break the
//! signature; what is locked stays, because its strings cannot be told from others.

use super::position;

/// How long an object of the information dictionary can be.
const LONGEST: usize = 64 * 1024;
/// How many references are followed.
const MOST: usize = 64;

pub(super) fn strip(bytes: &mut [u8]) -> bool {
    let has = |wanted: &[u8]| position(bytes, wanted, 0).is_some();
    if has(b"/Encrypt") || has(b"/ByteRange") {
        return false;
    }
    let mut is_changed = false;
    for reference in references(bytes, b"/Info") {
        for (start, end) in objects(bytes, &reference, b"<<") {
            // Some programs keep each string in an object of its own.
            let values: Vec<_> = all_references(&bytes[start..end]);
            is_changed |= blank_strings(&mut bytes[start..end]);
            for value in values {
                for (start, end) in
                    [objects(bytes, &value, b"("), objects(bytes, &value, b"<")].concat()
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

/// The objects of this number that begin like this, with where they end; there are several where a document was changed.
fn objects(bytes: &[u8], reference: &[u8], begin: &[u8]) -> Vec<(usize, usize)> {
    let head = [reference, b" obj"].concat();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = position(bytes, &head, at) {
        at = start + head.len();
        let is_own = start == 0 || bytes[start - 1].is_ascii_whitespace();
        let blank = bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace())
            .count();
        let content = at + blank;
        let most = bytes.len().min(content + LONGEST);
        let end = position(&bytes[..most], b"endobj", content);
        if let Some(end) = end.filter(|_| is_own && bytes[content..].starts_with(begin)) {
            found.push((content, end));
        }
    }
    found
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
