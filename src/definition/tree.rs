//! A TOML file as a tree in which every value knows its place.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::source::Source;

/// How deep values may lie in each other. The deepest definition that makes sense stays below half of this.
pub const MAX_DEPTH: usize = 32;

/// One mistake makes others; after so many nobody reads on.
const MOST_ERRORS: usize = 20;

/// One value.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub content: Content,
    /// Where it is, in bytes.
    pub span: Range<usize>,
    /// In which file.
    pub source: Arc<Source>,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Content {
    /// A text.
    Text(String),
    /// A whole number; `None` where it is larger than any that is used.
    Integer(Option<i64>),
    /// A number with a fraction.
    Decimal(f64),
    /// Yes or no.
    Flag(bool),
    /// A date or a time, which no definition uses.
    Moment,
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Vec<Entry>),
}

/// One entry of a table.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name.
    pub key: String,
    /// Where the name is, in bytes.
    pub span: Range<usize>,
    /// Its value.
    pub value: Node,
}

/// Something that is not as TOML wants it.
#[derive(Debug)]
pub struct SyntaxError {
    /// What.
    pub message: String,
    /// Where, in bytes.
    pub offset: usize,
}

/// Reads a file as far as it can be read.
pub fn parse(source: &Arc<Source>) -> (Node, Vec<SyntaxError>) {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut errors: Vec<_> = errors
        .into_iter()
        .take(MOST_ERRORS)
        .map(|error| SyntaxError {
            message: error.message().lines().collect::<Vec<_>>().join(", "),
            offset: error.span().map_or(0, |span| span.start),
        })
        .collect();
    let mut reading = Reading {
        source,
        errors: &mut errors,
    };
    let root = Node {
        content: reading.table(table.into_inner(), 0),
        span: 0..0,
        source: Arc::clone(source),
    };
    (root, errors)
}

struct Reading<'a> {
    source: &'a Arc<Source>,
    errors: &'a mut Vec<SyntaxError>,
}

impl Reading<'_> {
    fn table(&mut self, table: DeTable<'_>, depth: usize) -> Content {
        let entries = table.into_iter().map(|(key, value)| Entry {
            span: key.span(),
            key: key.into_inner().into_owned(),
            value: self.node(value, depth + 1),
        });
        Content::Table(entries.collect())
    }

    fn node(&mut self, value: Spanned<DeValue<'_>>, depth: usize) -> Node {
        let span = value.span();
        let content = match value.into_inner() {
            DeValue::Array(_) | DeValue::Table(_) if depth > MAX_DEPTH => {
                self.errors.push(SyntaxError {
                    message: format!("values lie in each other more than {MAX_DEPTH} deep"),
                    offset: span.start,
                });
                Content::Moment
            }
            DeValue::String(text) => Content::Text(text.into_owned()),
            DeValue::Integer(number) => {
                Content::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok())
            }
            DeValue::Float(number) => {
                Content::Decimal(number.as_str().parse().unwrap_or(f64::INFINITY))
            }
            DeValue::Boolean(flag) => Content::Flag(flag),
            DeValue::Datetime(_) => Content::Moment,
            DeValue::Array(items) => Content::List(
                items
                    .into_iter()
                    .map(|item| self.node(item, depth + 1))
                    .collect(),
            ),
            DeValue::Table(table) => self.table(table, depth),
        };
        Node {
            content,
            span,
            source: Arc::clone(self.source),
        }
    }
}

impl Node {
    /// What kind of value it is, in words.
    pub const fn kind(&self) -> &'static str {
        match self.content {
            Content::Text(_) => "a text",
            Content::Integer(_) => "a whole number",
            Content::Decimal(_) => "a number with a fraction",
            Content::Flag(_) => "true or false",
            Content::Moment => "a date or a time",
            Content::List(_) => "a list",
            Content::Table(_) => "a table",
        }
    }
}
