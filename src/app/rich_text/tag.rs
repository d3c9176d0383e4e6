//! Tags as HTML writes them. Owns where a tag, a comment or a raw element ends; knows nothing of what may stay.

/// A tag at the start of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// In small letters.
    pub name: String,
    pub is_closing: bool,
    pub is_self_closing: bool,
    /// The address that it has, as it is written.
    pub href: Option<String>,
    /// How many bytes it takes.
    pub length: usize,
}

impl Tag {
    /// The tag that `from` begins with, if it does. One that does not end takes the whole text.
    pub fn read(from: &str) -> Option<Self> {
        let is_closing = from.starts_with("</");
        let start = if is_closing { 2 } else { 1 };
        let after = from.get(start..)?;
        if !after.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return None;
        }
        let name_end = after.find(ends_name).unwrap_or(after.len());
        let mut tag = Self {
            name: after[..name_end].to_ascii_lowercase(),
            is_closing,
            is_self_closing: false,
            href: None,
            length: from.len(),
        };
        let mut rest = &after[name_end..];
        loop {
            rest = rest.trim_start_matches(is_space);
            let Some(letter) = rest.chars().next() else {
                return Some(tag);
            };
            match letter {
                '>' => {
                    tag.length = from.len() - rest.len() + 1;
                    return Some(tag);
                }
                '/' => {
                    tag.is_self_closing = rest.starts_with("/>");
                    rest = &rest[1..];
                }
                _ => rest = tag.attribute(rest),
            }
        }
    }

    /// Reads an attribute and gives what comes after it. Of two of a name, the first holds.
    fn attribute<'t>(&mut self, from: &'t str) -> &'t str {
        // An attribute may begin with `=`, and then that is part of its name.
        let first = from.chars().next().map_or(0, char::len_utf8);
        let end = from[first..]
            .find(|letter| ends_name(letter) || letter == '=')
            .map_or(from.len(), |at| first + at);
        let (name, rest) = from.split_at(end);
        let spaced = rest.trim_start_matches(is_space);
        let Some(rest) = spaced.strip_prefix('=') else {
            return rest;
        };
        let rest = rest.trim_start_matches(is_space);
        let (value, rest) = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => rest[1..].split_once(quote).unwrap_or((&rest[1..], "")),
            _ => rest.split_at(
                rest.find(|letter| is_space(letter) || letter == '>')
                    .unwrap_or(rest.len()),
            ),
        };
        if name.eq_ignore_ascii_case("href") && self.href.is_none() {
            self.href = Some(value.to_owned());
        }
        rest
    }
}

/// Where a comment, or what is read like one, ends, when `from` begins with one.
pub(super) fn comment_end(from: &str) -> Option<usize> {
    if from.starts_with("<!--") {
        // `<!-->` is a whole one.
        return Some(from[2..].find("-->").map_or(from.len(), |at| at + 5));
    }
    let after = from.strip_prefix("</").or_else(|| from.strip_prefix('<'))?;
    let is_comment = match from.as_bytes().get(1) {
        Some(b'!' | b'?') => true,
        Some(b'/') => {
            !after.is_empty() && !after.starts_with(|one: char| one.is_ascii_alphabetic())
        }
        _ => false,
    };
    is_comment.then(|| from.find('>').map_or(from.len(), |at| at + 1))
}

/// Where the tag begins that ends a raw element; the end of the text when there is none.
pub(super) fn raw_end(text: &str, name: &str) -> usize {
    let mut from = 0;
    while let Some(at) = text[from..].find("</") {
        let start = from + at;
        let after = &text.as_bytes()[start + 2..];
        let is_same = after.len() >= name.len()
            && after[..name.len()].eq_ignore_ascii_case(name.as_bytes())
            && after
                .get(name.len())
                .is_none_or(|next| ends_name(char::from(*next)));
        if is_same {
            return start;
        }
        from = start + 2;
    }
    text.len()
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

fn ends_name(letter: char) -> bool {
    is_space(letter) || matches!(letter, '/' | '>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_ends_where_a_browser_ends_it() {
        for (text, name, href, length) in [
            ("<p>x", "p", None, 3),
            ("<A HREF=x>y", "a", Some("x"), 10),
            ("<a title=\">\" href='a>b'>y", "a", Some("a>b"), 24),
            ("<a href=\"1\" href=\"2\">", "a", Some("1"), 21),
            ("<a/href=x>", "a", Some("x"), 10),
            ("<o:p></o:p>", "o:p", None, 5),
            ("</p x=\">\">y", "p", None, 10),
            ("<p class=\"unfinished", "p", None, 20),
        ] {
            let tag = Tag::read(text).unwrap();
            let found = (tag.name.as_str(), tag.href.as_deref(), tag.length);
            assert_eq!(found, (name, href, length), "{text}");
        }
        for text in ["<", "</", "< p>", "<3", "</3>"] {
            assert_eq!(Tag::read(text), None, "{text}");
        }
    }

    #[test]
    fn comments_and_raw_elements_end_too() {
        for (text, end) in [
            ("<!-- <p> -->x", Some(12)),
            ("<!-->x", Some(5)),
            ("<!doctype html>x", Some(15)),
            ("<?xml?>x", Some(7)),
            ("</3>x", Some(4)),
            ("<!-- x", Some(6)),
            ("<p>", None),
            ("< p", None),
        ] {
            assert_eq!(comment_end(text), end, "{text}");
        }
        assert_eq!(raw_end("a</b></styles></STYLE >c", "style"), 14);
        assert_eq!(raw_end("a", "style"), 1);
    }
}
