//! Markup from outside as markup that closes whatever it opens. Owns what is looked at before any parser of HTML is: which
//! elements are written, how deep they may lie in each other, and that none is left open. Parsers repair what is not so,
//! and a small hostile text can make that slow and its repair large.

use super::tag::{Tag, comment_end, raw_end};

/// How deep elements may lie in each other. What lies deeper stays as words.
const MOST_DEEP: usize = 100;

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

/// Elements that end a paragraph by beginning.
const BLOCKS: [&str; 6] = ["p", "ul", "ol", "blockquote", "h3", "h4"];

/// Elements that hold no other ones: what looks like a tag in them is none.
const RAW: [&str; 6] = ["script", "style", "title", "noscript", "iframe", "textarea"];

/// The same words in elements that are all closed, without attributes but the addresses of links. `kept` are the elements
/// that may stay, `dropped` those whose words go with them.
pub(super) fn balanced(html: &str, kept: &[&'static str], dropped: &[&'static str]) -> String {
    let mut balance = Balance {
        text: String::with_capacity(html.len()),
        open: Vec::new(),
    };
    let mut rest = html;
    // What nothing is taken from: the element, and how often it was opened in itself.
    let mut inside: Option<(&str, usize)> = None;
    while let Some(at) = rest.find('<') {
        let (words, from) = rest.split_at(at);
        if inside.is_none() {
            balance.text.push_str(words);
        }
        if let Some(end) = comment_end(from) {
            rest = &from[end..];
            continue;
        }
        let Some(tag) = Tag::read(from) else {
            if inside.is_none() {
                balance.text.push_str("&lt;");
            }
            rest = &from[1..];
            continue;
        };
        rest = &from[tag.length..];
        let gone = dropped.iter().find(|name| **name == tag.name);
        match (inside, gone) {
            (Some((name, depth)), Some(gone)) if name == *gone => {
                inside = match (tag.is_closing, depth) {
                    (true, 1) => None,
                    (true, _) => Some((name, depth - 1)),
                    (false, _) if tag.is_self_closing => inside,
                    (false, _) => Some((name, depth + 1)),
                };
            }
            (None, Some(name)) if RAW.contains(name) && !tag.is_closing => {
                rest = &rest[raw_end(rest, name)..];
            }
            (None, Some(name)) if !tag.is_closing && !tag.is_self_closing => {
                inside = Some((name, 1));
            }
            (None, None) => balance.tag(&tag, kept),
            // It is in something that goes, or closes what was never open.
            _ => {}
        }
    }
    if inside.is_none() {
        balance.text.push_str(rest);
    }
    balance.close_from(0);
    balance.text
}

struct Balance {
    text: String,
    open: Vec<&'static str>,
}

impl Balance {
    fn tag(&mut self, tag: &Tag, kept: &[&'static str]) {
        let same = SAME.iter().find(|(written, _)| *written == tag.name);
        let name = same.map_or(tag.name.as_str(), |(_, kept)| kept);
        let Some(name) = kept.iter().find(|known| **known == name) else {
            return;
        };
        if *name == "br" {
            self.text.push_str("<br>");
        } else if tag.is_closing {
            if let Some(at) = self.open.iter().rposition(|open| open == name) {
                self.close_from(at);
            }
        } else {
            self.open(name, tag.href.as_deref());
        }
    }

    fn open(&mut self, name: &'static str, href: Option<&str>) {
        if BLOCKS.contains(&name)
            && let Some(at) = self.open.iter().rposition(|open| *open == "p")
        {
            self.close_from(at);
        }
        if name == "li" {
            let around = |open: &&str| matches!(*open, "ul" | "ol" | "blockquote" | "h3" | "h4");
            let from = self.open.iter().rposition(around);
            let from = from.map_or(0, |at| at + 1);
            if let Some(at) = self.open[from..].iter().position(|open| *open == "li") {
                self.close_from(from + at);
            }
        }
        // A link in a link is none, and neither is one that leads nowhere.
        let is_no_link = name == "a" && (href.is_none() || self.open.contains(&"a"));
        if is_no_link || self.open.len() >= MOST_DEEP {
            return;
        }
        self.text.push('<');
        self.text.push_str(name);
        if let Some(href) = href.filter(|_| name == "a") {
            let href = href.replace('"', "&quot;");
            self.text.push_str(" href=\"");
            self.text.push_str(&href);
            self.text.push('"');
        }
        self.text.push('>');
        self.open.push(name);
    }

    /// Closes the element at this depth and everything in it.
    fn close_from(&mut self, at: usize) {
        for name in self.open.drain(at..).rev() {
            self.text.push_str("</");
            self.text.push_str(name);
            self.text.push('>');
        }
    }
}
