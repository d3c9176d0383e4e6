//! Elements with nothing in them. Word processors leave such paragraphs for distance, which is the page's matter.

use super::tag::Tag;

struct Open {
    is_kept: bool,
    /// Where its tag begins, and where what is in it does.
    tag: usize,
    content: usize,
    has_words: bool,
    has_break: bool,
}

/// The same markup without empty elements and links that lead nowhere. It reads what a serializer wrote: closed elements,
/// escaped words.
pub(super) fn without_empty(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut open: Vec<Open> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (words, from) = rest.split_at(at);
        text.push_str(words);
        if !is_blank(words)
            && let Some(around) = open.last_mut()
        {
            around.has_words = true;
        }
        let Some(tag) = Tag::read(from) else {
            text.push_str(from);
            rest = "";
            break;
        };
        let written = &from[..tag.length];
        rest = &from[tag.length..];
        if tag.name == "br" {
            text.push_str(written);
            if let Some(around) = open.last_mut() {
                around.has_break = true;
            }
        } else if tag.is_closing {
            if let Some(closed) = open.pop() {
                close(&mut text, &closed, written, &tag.name, open.last_mut());
            }
        } else {
            let start = text.len();
            let is_kept = tag.name != "a" || tag.href.is_some();
            if is_kept {
                text.push_str(written);
            }
            open.push(Open {
                is_kept,
                tag: start,
                content: text.len(),
                has_words: false,
                has_break: false,
            });
        }
    }
    text.push_str(rest);
    // What is at the edge now was not before.
    text.trim().to_owned()
}

fn close(text: &mut String, closed: &Open, written: &str, name: &str, around: Option<&mut Open>) {
    let is_inline = matches!(name, "strong" | "em" | "a");
    if closed.has_words {
        if closed.is_kept {
            text.push_str(written);
        }
    } else if is_inline && !closed.has_break {
        // What is between two words stays between them.
        text.drain(closed.tag..closed.content);
    } else {
        text.truncate(closed.tag);
    }
    if let Some(around) = around {
        around.has_words |= closed.has_words;
    }
}

fn is_blank(words: &str) -> bool {
    let mut rest = words;
    loop {
        rest = rest.trim_start();
        match rest.strip_prefix("&nbsp;") {
            Some(after) => rest = after,
            None => return rest.is_empty(),
        }
    }
}
