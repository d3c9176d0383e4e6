//! Texts that come from outside, made harmless. Owns the list of what may stay: paragraphs and line breaks, emphasis, lists,
//! quotations, two levels of headings, and links to the web and to mail addresses. Everything else goes, its words stay; what
//! a word processor puts around its text goes with its words.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

static KEPT: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "strong",
            "em",
            "ul",
            "ol",
            "li",
            "a",
            "blockquote",
            "h3",
            "h4",
        ]))
        .clean_content_tags(HashSet::from([
            "script", "style", "title", "template", "noscript", "iframe", "object", "svg", "math",
            "textarea", "select", "xml",
        ]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"))
        .strip_comments(true);
    builder
});

/// Elements that word processors and browsers write for those that we keep.
const SAME: [(&str, &str); 10] = [
    ("b", "strong"),
    ("i", "em"),
    ("div", "p"),
    ("h1", "h3"),
    ("h2", "h3"),
    ("h5", "h4"),
    ("h6", "h4"),
    ("pre", "p"),
    ("dt", "p"),
    ("dd", "p"),
];

/// The same text with nothing in it but what may stay. What was cleaned once is not changed by another time.
#[must_use]
pub fn clean(html: &str) -> String {
    let html = html.replace('\0', "");
    let cleaned = KEPT.clean(&renamed(&html)).to_string();
    without_empty(&cleaned)
}

/// Renames elements before they are looked at, so that bold stays bold however it was written. Whatever this reads wrongly
/// is still cleaned afterwards.
fn renamed(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let from = &rest[at..];
        let opening = if from.starts_with("</") { "</" } else { "<" };
        let after = &from[opening.len()..];
        let end = after
            .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != ':')
            .unwrap_or(after.len());
        let name = after[..end].to_ascii_lowercase();
        let shown = SAME
            .iter()
            .find(|(written, _)| *written == name)
            .map(|(_, kept)| *kept);
        text.push_str(opening);
        text.push_str(shown.unwrap_or(&after[..end]));
        rest = &after[end..];
    }
    text.push_str(rest);
    text
}

/// Word processors leave paragraphs with nothing in them for distance, which is the page's matter.
fn without_empty(html: &str) -> String {
    let mut html = html.to_owned();
    loop {
        let mut shorter = html.clone();
        for name in [
            "p",
            "strong",
            "em",
            "li",
            "ul",
            "ol",
            "blockquote",
            "h3",
            "h4",
        ] {
            for inside in ["", " ", "\n", "&nbsp;", "<br>"] {
                let empty = format!("<{name}>{inside}</{name}>");
                if shorter.contains(&empty) {
                    // What is between two words stays between them.
                    let left = if matches!(name, "strong" | "em") && inside != "<br>" {
                        inside
                    } else {
                        ""
                    };
                    shorter = shorter.replace(&empty, left);
                }
            }
        }
        // What is at the edge now was not before.
        let shorter = shorter.trim().to_owned();
        if shorter == html {
            return html;
        }
        html = shorter;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::rich_text::{from_plain, plain};

    #[test]
    fn what_may_stay_stays() {
        for html in [
            "<p>One <strong>two</strong> <em>three</em><br>four</p>",
            "<ul><li>a</li></ul><ol><li>b</li></ol><blockquote>c</blockquote><h3>d</h3><h4>e</h4>",
            "<p>R&amp;D is &lt;3</p>",
        ] {
            assert_eq!(clean(html), html);
        }
        assert_eq!(
            clean("<a href=\"https://example.org/a?b=1\" target=_blank onclick=x()>here</a>"),
            "<a href=\"https://example.org/a?b=1\" rel=\"noopener noreferrer nofollow\">here</a>"
        );
        assert!(
            clean("<a href=\"mailto:dana@example.org\">mail</a>")
                .contains("mailto:dana@example.org")
        );
    }

    #[test]
    fn hostile_text_becomes_harmless() {
        for (html, expected) in [
            ("<script>alert(1)</script>a", "a"),
            ("<img src=x onerror=alert(1)>a", "a"),
            (
                "<p onclick=alert(1) style=\"position:fixed\" class=x id=y>a</p>",
                "<p>a</p>",
            ),
            ("<svg><script>alert(1)</script></svg>a", "a"),
            (
                "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>a",
                "a",
            ),
            (
                "<form action=https://example.org><input name=q><button>go</button></form>",
                "go",
            ),
            (
                "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></math>a",
                "a",
            ),
            ("<style>*{display:none}</style>a", "a"),
            ("<template><img src=x onerror=alert(1)></template>a", "a"),
            (
                "<base href=//example.org><meta http-equiv=refresh content=0>a",
                "a",
            ),
            ("a\0b", "ab"),
        ] {
            assert_eq!(clean(html), expected, "{html}");
        }
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            " javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            "file:///etc/passwd",
            "//example.org",
            "/app/l/x",
        ] {
            let cleaned = clean(&format!("<a href=\"{address}\">a</a>"));
            assert!(!cleaned.contains("href"), "{address}: {cleaned}");
        }
    }

    #[test]
    fn what_word_processors_paste_leaves_the_text_alone() {
        let word = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style><!-- p.MsoNormal \
            {margin:0cm;} --></style><!--[if gte mso 9]><xml><o:OfficeDocumentSettings></o:OfficeDocumentSettings>\
            </xml><![endif]--></head><body lang=DE><!--StartFragment--><p class=MsoNormal \
            style='mso-margin-top-alt:auto'><b><span lang=EN-US style='font-size:12.0pt;mso-bidi-font-size:11.0pt'>\
            Wait time</span></b><span style='mso-spacerun:yes'> matters</span><o:p></o:p></p><p class=MsoNormal>\
            <o:p>&nbsp;</o:p></p><p class=MsoNormal>Second</p><!--EndFragment--></body></html>";
        assert_eq!(
            clean(word),
            "<p><strong>Wait time</strong> matters</p><p>Second</p>"
        );
        let docs = "<meta charset='utf-8'><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><p dir=\"ltr\" \
            style=\"line-height:1.38\"><span style=\"font-family:Arial\">One</span></p><ul style=\"margin:0\"><li \
            dir=\"ltr\"><p role=\"presentation\"><span>Two</span></p></li></ul></b>";
        let cleaned = clean(docs);
        assert_eq!(plain(&cleaned), "One\nTwo");
        assert!(
            !cleaned.contains("style") && !cleaned.contains("span"),
            "{cleaned}"
        );
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(html in "(<[a-z]{1,3}>|</[a-z]{1,3}>|[a-z &<>\"']{0,4}){0,30}") {
            let once = clean(&html);
            prop_assert_eq!(clean(&once), once);
        }

        #[test]
        fn a_plain_text_keeps_its_words(text in "[ -~\n]{0,200}") {
            let html = from_plain(&text);
            let words = |html: &str| crate::domain::words::count(&plain(html));
            prop_assert_eq!(words(&clean(&html)), words(&html));
        }

        #[test]
        fn nothing_but_what_may_stay_is_left(html in any::<String>()) {
            let cleaned = clean(&html).to_lowercase();
            for hostile in ["<script", "<img", "<iframe", "<svg", "<style", "<object"] {
                prop_assert!(!cleaned.contains(hostile), "{cleaned}");
            }
        }
    }
}
