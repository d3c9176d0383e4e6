//! Walking through XML once, without building anything: tags, texts, and what may be passed over. No entities are
//! defined, no documents followed.

use std::borrow::Cow;

use super::super::BakeError;
use super::unescaped;

/// Where the walk is.
pub struct Scan<'a> {
    text: &'a str,
    at: usize,
}

/// What comes next.
pub enum Token<'a> {
    /// An element begins.
    Open(Tag<'a>),
    /// An element ends.
    Close,
    /// Text, with its escapes resolved, or CDATA.
    Text(Cow<'a, str>),
    /// Comments, declarations, instructions.
    Other,
}

/// The beginning of an element.
pub struct Tag<'a> {
    /// Its name with prefix.
    pub name: &'a str,
    /// The bytes between name and end.
    pub attributes: &'a str,
    /// Whether it ends at once.
    pub is_closed: bool,
    /// Where the tag ends in the text.
    pub end: usize,
}

impl<'a> Tag<'a> {
    pub fn local(&self) -> &'a str {
        self.name.rsplit(':').next().unwrap_or(self.name)
    }

    pub fn prefix(&self) -> Option<&'a str> {
        self.name.split_once(':').map(|(prefix, _)| prefix)
    }

    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut all = self.all();
        all.find_map(|(known, value)| (known == name).then_some(value))
    }

    /// Names and values as they are written. A value without quotes ends the list.
    pub fn all(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            let (name, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let quote = after
                .chars()
                .next()
                .filter(|letter| matches!(letter, '"' | '\''))?;
            let (value, more) = after[1..].split_once(quote)?;
            rest = more;
            Some((name.trim(), value))
        })
    }
}

impl<'a> Scan<'a> {
    pub const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Where the next token begins.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// The next token; `None` at the end.
    pub fn next_token(&mut self) -> Result<Option<Token<'a>>, BakeError> {
        let rest = &self.text[self.at..];
        if rest.is_empty() {
            return Ok(None);
        }
        if !rest.starts_with('<') {
            let length = rest.find('<').unwrap_or(rest.len());
            self.at += length;
            let text = &rest[..length];
            let text = if text.contains('&') {
                Cow::Owned(unescaped(text))
            } else {
                Cow::Borrowed(text)
            };
            return Ok(Some(Token::Text(text)));
        }
        if let Some(inner) = rest.strip_prefix("<![CDATA[") {
            let length = inner.find("]]>").ok_or(BakeError::Damaged)?;
            self.at += "<![CDATA[".len() + length + "]]>".len();
            return Ok(Some(Token::Text(Cow::Borrowed(&inner[..length]))));
        }
        for (begin, end) in [("<!--", "-->"), ("<?", "?>")] {
            if rest.starts_with(begin) {
                let length = rest.find(end).ok_or(BakeError::Damaged)?;
                self.at += length + end.len();
                return Ok(Some(Token::Other));
            }
        }
        if rest.starts_with("<!") {
            let length = rest.find('>').ok_or(BakeError::Damaged)?;
            // Entities are defined in brackets, and could be defined by one another without end.
            if rest[..length].contains('[') {
                return Err(BakeError::Active);
            }
            self.at += length + 1;
            return Ok(Some(Token::Other));
        }
        self.tag(rest).map(Some)
    }

    fn tag(&mut self, rest: &'a str) -> Result<Token<'a>, BakeError> {
        let length = end_of_tag(rest).ok_or(BakeError::Damaged)?;
        self.at += length + 1;
        let inner = &rest[1..length];
        if inner.starts_with('/') {
            return Ok(Token::Close);
        }
        let (inner, is_closed) = match inner.strip_suffix('/') {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        let end = inner.find(char::is_whitespace).unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(end);
        if name.is_empty() {
            return Err(BakeError::Damaged);
        }
        Ok(Token::Open(Tag {
            name,
            attributes,
            is_closed,
            end: self.at,
        }))
    }
}

/// Where a tag ends: the first `>` outside of quotes.
fn end_of_tag(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (None, b'>') => return Some(at),
            _ => {}
        }
    }
    None
}
