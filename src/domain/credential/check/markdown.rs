//! Longer texts: Markdown without HTML, with links that lead somewhere and pictures that are described.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::wording;
use crate::domain::credential::problem::{FieldPath, Findings, ProblemCode};

/// A picture that a text shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureReference {
    /// The name of the file.
    pub file: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Where in the text, in bytes.
    pub offset: usize,
}

/// The parts of Markdown that texts may use, besides those that everybody knows.
#[must_use]
pub fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

/// The pictures that a text shows, in order.
#[must_use]
pub fn pictures(text: &str) -> Vec<PictureReference> {
    let mut found: Vec<PictureReference> = Vec::new();
    let mut inside = 0_usize;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                inside += 1;
                found.push(PictureReference {
                    file: dest_url.into_string(),
                    alt: String::new(),
                    offset: range.start,
                });
            }
            Event::End(TagEnd::Image) => inside = inside.saturating_sub(1),
            Event::Text(words) | Event::Code(words) if inside > 0 => {
                if let Some(picture) = found.last_mut() {
                    picture.alt.push_str(&words);
                }
            }
            _ => {}
        }
    }
    found
}

/// The words of a text without its marks.
pub(super) fn plain(text: &str) -> String {
    let mut words = String::new();
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Text(part) | Event::Code(part) => words.push_str(&part),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableRow,
            ) => {
                words.push_str(".\n");
            }
            Event::End(TagEnd::TableCell) => words.push_str(", "),
            _ => {}
        }
    }
    words
}

/// HTML, links and pictures of a text.
pub(super) fn check(text: &str, path: &FieldPath, findings: &mut Findings) {
    let mut html_until = 0;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Html(html) | Event::InlineHtml(html) if range.start >= html_until => {
                // An element is told once, where it begins.
                html_until = end_of_html(text, range.end, &html);
                let tag: String = html.trim().chars().take(40).collect();
                findings
                    .error(
                        ProblemCode::Html,
                        path.clone(),
                        format!("{tag:?} is HTML, which would be shown as it stands"),
                    )
                    .at(range.start)
                    .propose("write it in Markdown, without HTML");
            }
            Event::Start(Tag::Link {
                dest_url,
                link_type,
                ..
            }) if link_type != LinkType::Email => {
                link(&dest_url, range.start, path, findings);
            }
            _ => {}
        }
    }
    for picture in pictures(text) {
        if picture.alt.trim().is_empty() {
            findings
                .error(
                    ProblemCode::AltMissing,
                    path.clone(),
                    format!("the picture {:?} has no description", picture.file),
                )
                .at(picture.offset)
                .propose(format!("![what the picture shows]({})", picture.file));
        }
    }
}

/// Where the element that was just opened ends, so that its closing tag is not told again.
fn end_of_html(text: &str, from: usize, opening: &str) -> usize {
    let name: String = opening
        .trim_start()
        .trim_start_matches('<')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let closing = format!("</{name}>");
    match text[from..].find(&closing) {
        Some(at) if !name.is_empty() => from + at + closing.len(),
        _ => from,
    }
}

fn link(address: &str, offset: usize, path: &FieldPath, findings: &mut Findings) {
    let is_web = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| address.to_ascii_lowercase().starts_with(scheme));
    if is_web {
        wording::shortened(address, path, Some(offset), findings);
        return;
    }
    findings
        .error(
            ProblemCode::LinkForm,
            path.clone(),
            format!("the link to {address:?} leads nowhere from a page of a course"),
        )
        .at(offset)
        .propose("give the whole address, beginning with https:// or mailto:");
}
