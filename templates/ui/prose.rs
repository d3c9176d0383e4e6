//! Texts with structure: Markdown of definitions and the HTML of earners' answers. The one place where markup is made
//! from text; nothing leaves it that is not on the list of elements below.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::web_address;

/// What an answer may be made of; anything else is taken out, and its words stay.
static ANSWER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut rules = ammonia::Builder::empty();
    rules
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
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer"));
    rules
});

/// A text in Markdown. Raw HTML in it is shown as the text that it is; its headings come below `level`; its pictures
/// are sought under `images`, the address of the folder that they are served from.
#[must_use]
pub fn markdown(source: &str, level: u8, images: &str) -> Markup {
    let mut skipped_links = Vec::new();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    // Authors begin with the level that they like; here the highest comes right below what is around the text.
    let offset = i32::from(level) + 1 - highest(source, options);
    let events = Parser::new_ext(source, options)
        .filter_map(|event| shown(event, offset, images, &mut skipped_links));
    let mut text = String::with_capacity(source.len() * 2);
    pulldown_cmark::html::push_html(&mut text, events);
    // A heading without words heads nothing.
    let text = text.replace("<th></th>", "<td></td>");
    html! { div class="prose" { (PreEscaped(text)) } }
}

/// One event as it may be shown. Links that lead nowhere on the web leave their words behind; `skipped` remembers for
/// each open link whether it was left out.
fn shown<'a>(
    event: Event<'a>,
    offset: i32,
    images: &str,
    skipped: &mut Vec<bool>,
) -> Option<Event<'a>> {
    Some(match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Heading {
            level: found,
            id,
            classes,
            ..
        }) => Event::Start(Tag::Heading {
            level: below(found, offset),
            id,
            classes,
            attrs: Vec::new(),
        }),
        Event::End(TagEnd::Heading(found)) => Event::End(TagEnd::Heading(below(found, offset))),
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            id,
            ..
        }) => {
            let is_mail = dest_url.starts_with("mailto:");
            let leads_somewhere = is_mail || web_address(&dest_url).is_some();
            skipped.push(!leads_somewhere);
            if !leads_somewhere {
                return None;
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title: CowStr::Borrowed(""),
                id,
            })
        }
        Event::End(TagEnd::Link) => {
            if skipped.pop() == Some(true) {
                return None;
            }
            Event::End(TagEnd::Link)
        }
        Event::Start(Tag::Image {
            link_type,
            dest_url,
            id,
            ..
        }) => Event::Start(Tag::Image {
            link_type,
            dest_url: format!("{images}/{}", plain_name(&dest_url)).into(),
            title: CowStr::Borrowed(""),
            id,
        }),
        other => other,
    })
}

/// The name of a file, with nothing in it that leads elsewhere.
fn plain_name(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_'))
        .collect()
}

/// The highest level of heading in a text; 1 where there is none.
fn highest(source: &str, options: Options) -> i32 {
    let levels = Parser::new_ext(source, options).filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(level as i32),
        _ => None,
    });
    levels.min().unwrap_or(1)
}

fn below(found: HeadingLevel, offset: i32) -> HeadingLevel {
    let wanted = (found as i32 + offset).clamp(1, 6);
    usize::try_from(wanted)
        .ok()
        .and_then(|wanted| HeadingLevel::try_from(wanted).ok())
        .unwrap_or(HeadingLevel::H6)
}

/// An earner's text. It was made harmless when it was saved; here it is made so once more.
#[must_use]
pub fn answer(text: &str) -> Markup {
    html! { div class="prose" { (PreEscaped(ANSWER.clean(text).to_string())) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_in_markdown_is_text_and_links_lead_to_the_web_alone() {
        let shown = markdown(
            "# Top\n\nA <b onclick=x>b</b> [go](javascript:alert(1)) [here](https://example.org) \
             ![what](../../secret.png)\n\n<script>alert(1)</script>",
            2,
            "/images",
        )
        .into_string();
        assert!(shown.contains("<h3>Top</h3>"), "{shown}");
        assert!(
            !shown.contains("<b") && !shown.contains("<script"),
            "{shown}"
        );
        assert!(!shown.contains("javascript:"), "{shown}");
        assert!(
            shown.contains("go <a href=\"https://example.org\">here</a>"),
            "{shown}"
        );
        assert!(shown.contains("src=\"/images/....secret.png\""), "{shown}");
    }

    #[test]
    fn an_answer_keeps_its_structure_and_nothing_else() {
        let shown =
            answer("<p style=x>a<strong>b</strong></p><img src=x onerror=y><script>z</script>")
                .into_string();
        assert_eq!(
            shown,
            "<div class=\"prose\"><p>a<strong>b</strong></p></div>"
        );
    }
}
