//! Texts with a little form: what an editor writes, as HTML of few elements. Owns the way between such HTML and plain text.
//! What comes from outside is made harmless before it gets here (`app::rich_text`).

/// Elements that begin and end a line.
const BLOCKS: [&str; 9] = ["p", "ul", "ol", "li", "blockquote", "h3", "h4", "div", "br"];

/// The text as a reader sees it, with a line break where a block begins or ends. What is counted, searched and compared.
#[must_use]
pub fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    // Looked for once: a text of nothing but `<` would be read to its end for each of them.
    let behind_tags = html
        .rfind('>')
        .map_or(html.len(), |end| html.len() - end - 1);
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let (shown, after) = if from.starts_with('&') {
            entity(from)
        } else {
            tag(from, behind_tags)
        };
        match shown {
            Some('\n') => break_line(&mut text),
            Some(letter) => text.push(letter),
            None => {}
        }
        rest = after;
    }
    text.push_str(rest);
    text.truncate(text.trim_end().len());
    text
}

fn break_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// What a tag at the start of a text shows, and what comes after it. In the last `behind_tags` bytes none ends.
fn tag(from: &str, behind_tags: usize) -> (Option<char>, &str) {
    let may_end = from.len() > behind_tags;
    let Some(end) = may_end.then(|| from.find('>')).flatten() else {
        return (Some('<'), &from[1..]);
    };
    let name = from[1..end].trim_start_matches('/');
    let name = name
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .next();
    let is_block =
        name.is_some_and(|name| BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name)));
    (is_block.then_some('\n'), &from[end + 1..])
}

/// What an entity at the start of a text shows, and what comes after it.
fn entity(from: &str) -> (Option<char>, &str) {
    // The longest that is written here is `&#x10FFFF;`.
    let end = from
        .char_indices()
        .take(12)
        .find(|(_, letter)| *letter == ';')
        .map(|(at, _)| at);
    let named = end.and_then(|end| {
        let shown = match &from[1..end] {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => '\u{a0}',
            name => {
                let number = name.strip_prefix('#')?;
                let point = match number.strip_prefix(['x', 'X']) {
                    Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(point)?
            }
        };
        Some((shown, &from[end + 1..]))
    });
    match named {
        // A character that happens to be a line break is white space like any other.
        Some(('\n', after)) => (Some(' '), after),
        Some((shown, after)) => (Some(shown), after),
        None => (Some('&'), &from[1..]),
    }
}

/// HTML that shows a plain text: a paragraph for each block of lines, and its line breaks.
#[must_use]
pub fn from_plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut html = String::with_capacity(text.len() + 16);
    for paragraph in text
        .split("\n\n")
        .map(|paragraph| paragraph.trim_matches('\n'))
    {
        if paragraph.trim().is_empty() {
            continue;
        }
        html.push_str("<p>");
        for (number, line) in paragraph.split('\n').enumerate() {
            if number > 0 {
                html.push_str("<br>");
            }
            for letter in line.chars() {
                match letter {
                    '&' => html.push_str("&amp;"),
                    '<' => html.push_str("&lt;"),
                    '>' => html.push_str("&gt;"),
                    letter => html.push(letter),
                }
            }
        }
        html.push_str("</p>");
    }
    html
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::words;

    #[test]
    fn blocks_are_lines_and_what_is_within_them_breaks_no_word() {
        for (html, expected) in [
            ("<p>one</p><p>two</p>", "one\ntwo"),
            ("<p>o<strong>n</strong>e</p>", "one"),
            ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
            ("a<br>b", "a\nb"),
            (
                "<p>a &amp; b &lt;c&gt; &quot;d&quot; e&nbsp;f &#8211; &#x2014;</p>",
                "a & b <c> \"d\" e\u{a0}f – —",
            ),
            (
                "<p>R&D &unknown; &#xD800; &#99999999;</p>",
                "R&D &unknown; &#xD800; &#99999999;",
            ),
            ("a < b", "a < b"),
            ("<p>a</p> < b &lt; <c", "a\n < b < <c"),
            ("<< a > b", " b"),
            ("<p><a href=\"https://example.org\">here</a></p>", "here"),
            ("", ""),
        ] {
            assert_eq!(plain(html), expected, "{html}");
        }
    }

    proptest! {
        #[test]
        fn a_plain_text_comes_back_with_the_same_words(text in any::<String>()) {
            let back = plain(&from_plain(&text));
            prop_assert_eq!(words::count(&back), words::count(&text));
        }

        #[test]
        fn nothing_that_is_typed_becomes_an_element(text in any::<String>()) {
            let html = from_plain(&text);
            let without = html.replace("<p>", "").replace("</p>", "").replace("<br>", "");
            prop_assert!(!without.contains('<'), "{html}");
        }

        #[test]
        fn any_text_can_be_read(html in any::<String>()) {
            prop_assert!(plain(&html).len() <= html.len().max(1));
        }
    }
}
