//! `Link` headers as platforms really send them. Owns a reader for RFC 8288 that also takes what Moodle writes:
//! typographic quotes (which are not ASCII, so the header is bytes and not text), no quotes, and `&amp;` inside
//! the address. Whether a link may be followed (same origin, no loops) is for whoever follows it.

/// One link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address, as it is to be called.
    pub target: String,
    /// Its relations, lower case.
    pub relations: Vec<String>,
}

/// The address of the first link with this relation.
#[must_use]
pub fn find(header: &[u8], relation: &str) -> Option<String> {
    parse(header)
        .into_iter()
        .find(|link| link.relations.iter().any(|known| known == relation))
        .map(|link| link.target)
}

/// Reads all links; what cannot be read is passed over.
#[must_use]
pub fn parse(header: &[u8]) -> Vec<Link> {
    let text = String::from_utf8_lossy(header);
    let mut links = Vec::new();
    let mut rest = text.as_ref();
    let mut quotes_close = true;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((target, tail)) = after.split_once('>') else {
            break;
        };
        // A comma inside the address or inside quotes does not end a link; the next "<" outside of quotes does.
        // A quote that is never closed must not swallow the links behind it: from there on quotes mean nothing,
        // which also keeps the time in proportion to the header.
        let end = quotes_close.then(|| next_link(tail)).flatten();
        quotes_close = end.is_some();
        let end = end.unwrap_or_else(|| tail.find('<').unwrap_or(tail.len()));
        links.push(Link {
            target: target.trim().replace("&amp;", "&"),
            relations: relations(&tail[..end]),
        });
        rest = &tail[end..];
    }
    links
}

/// Where the next link begins, or the end; none when a quote stays open.
fn next_link(tail: &str) -> Option<usize> {
    let mut in_quotes = false;
    for (at, letter) in tail.char_indices() {
        match letter {
            '"' => in_quotes = !in_quotes,
            '<' if !in_quotes => return Some(at),
            _ => {}
        }
    }
    (!in_quotes).then_some(tail.len())
}

fn relations(parameters: &str) -> Vec<String> {
    parameters
        .split(';')
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("rel"))
        .map(|(_, value)| {
            let value = value.trim().trim_end_matches(',').trim();
            value
                .trim_matches(is_quote)
                .split_whitespace()
                .map(str::to_ascii_lowercase)
                .collect()
        })
        .unwrap_or_default()
}

fn is_quote(letter: char) -> bool {
    matches!(
        letter,
        '"' | '\'' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn links_are_read_as_platforms_write_them() {
        for (header, target) in [
            (
                r#"<https://lms.example/m?page=2>; rel="next""#,
                "https://lms.example/m?page=2",
            ),
            (
                "<https://lms.example/m?a=1,2&b=%3C>;rel=next",
                "https://lms.example/m?a=1,2&b=%3C",
            ),
            (
                "<https://m.example/i?type_id=2&amp;from=50>; rel=\u{201c}next\u{201d}",
                "https://m.example/i?type_id=2&from=50",
            ),
            (
                r#"<https://a.example/1>; rel="current", <https://a.example/2>; rel="next last""#,
                "https://a.example/2",
            ),
            (
                r#"<https://a.example/1>; title="a, <b>"; rel="prev",<https://a.example/2>; REL="NEXT""#,
                "https://a.example/2",
            ),
            (
                r#"<https://a.example/1>; title="open, <https://a.example/2>; rel="next""#,
                "https://a.example/2",
            ),
        ] {
            assert_eq!(
                find(header.as_bytes(), "next").as_deref(),
                Some(target),
                "{header}"
            );
        }
    }

    #[test]
    fn what_is_no_link_gives_no_link() {
        for header in [
            "",
            "next",
            "<https://a.example",
            "<>",
            "<https://a.example>; rel=\"prev\"",
        ] {
            assert_eq!(find(header.as_bytes(), "next"), None, "{header}");
        }
    }

    #[test]
    fn open_quotes_cost_no_more_time_than_closed_ones() {
        let header = r#"<a">""#.repeat(80_000);
        let begin = std::time::Instant::now();
        assert_eq!(parse(header.as_bytes()).len(), 80_000);
        // Looking ahead to the end from each link would take minutes.
        assert!(begin.elapsed().as_secs() < 10);
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(header in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = parse(&header);
        }

        #[test]
        fn a_link_written_by_the_book_is_found_again(
            target in "https://[a-z]{1,8}\\.example/[A-Za-z0-9/_.,=?&-]{0,40}",
            relation in "[a-z]{1,10}",
        ) {
            let header = format!("<{target}>; rel=\"{relation}\"");
            prop_assert_eq!(find(header.as_bytes(), &relation), Some(target.replace("&amp;", "&")));
        }
    }
}
