//! Where a definition leads to on the web. Owns finding the addresses with their places; whether something is there is asked
//! by whoever has the network.

use pulldown_cmark::{Event, LinkType, Parser, Tag};

use super::markdown;
use crate::domain::credential::Definition;
use crate::domain::credential::problem::{FieldPath, Problem, ProblemCode, Severity};

/// One address that people can follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address, beginning with `http:` or `https:`.
    pub address: String,
    /// The field that it stands in.
    pub path: FieldPath,
    /// Where in the text of that field, in bytes, when it is a longer text.
    pub offset: Option<usize>,
}

impl Link {
    /// What there is to say when nothing is at the address: a warning, because it may be there again tomorrow.
    #[must_use]
    pub fn dead(&self, why: &str) -> Problem {
        Problem {
            severity: Severity::Warning,
            code: ProblemCode::DeadLink,
            path: self.path.clone(),
            offset: self.offset,
            message: format!("{}: {why}", self.address),
            proposal: Some(String::from("name another address, or take it out")),
        }
    }
}

/// All addresses of a definition, in the order of its fields.
#[must_use]
pub fn links(definition: &Definition) -> Vec<Link> {
    let root = FieldPath::root();
    let mut links = Vec::new();
    for (path, text) in definition.markdown_texts() {
        for (event, range) in Parser::new_ext(text.as_str(), markdown::options()).into_offset_iter()
        {
            if let Event::Start(Tag::Link {
                dest_url,
                link_type,
                ..
            }) = event
                && link_type != LinkType::Email
            {
                add(&mut links, &dest_url, path.clone(), Some(range.start));
            }
        }
    }
    for (at, citation) in definition.citations.iter().enumerate() {
        if let Some(url) = &citation.url {
            add(
                &mut links,
                url,
                root.entry("citation", at).field("url"),
                None,
            );
        }
    }
    for (at, component) in definition.components.iter().enumerate() {
        let path = root.entry("component", at);
        for (at, alignment) in component.alignments.iter().enumerate() {
            if let Some(url) = &alignment.url {
                add(
                    &mut links,
                    url,
                    path.entry("alignment", at).field("url"),
                    None,
                );
            }
        }
    }
    links
}

fn add(links: &mut Vec<Link>, address: &str, path: FieldPath, offset: Option<usize>) {
    if address.starts_with("https://") || address.starts_with("http://") {
        links.push(Link {
            address: address.to_owned(),
            path,
            offset,
        });
    }
}
