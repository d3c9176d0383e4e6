//! From the tree of a file to data of the right form: goes along the schema, tells everything that is not as the
//! schema asks, and repairs it so that the rest can still be read and checked. What was repaired is remembered, so
//! that nothing is told twice.

mod default;
mod leaf;
mod table;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::code::Code;
use super::folder::{Folder, LARGEST_TEXT, Trouble};
use super::place::{Place, Places};
use super::report::Located;
use super::shape::{Shape, definitions_of};
use super::source::Source;
use super::tree::{Content, Entry, Node};
use crate::domain::credential::{FieldPath, Severity};

/// So many problems are told at once.
pub const MOST_MISTAKES: usize = 200;

/// More entries than this, in all lists together, no definition has.
const MOST_ENTRIES: usize = 5_000;

/// What was read, and what was wrong with it.
#[derive(Debug)]
pub struct Walk<'a> {
    folder: &'a Folder,
    definitions: &'a Map<String, Value>,
    /// What was wrong.
    pub mistakes: Vec<Located>,
    /// The fields that do not hold what was written.
    pub repaired: BTreeSet<FieldPath>,
    /// Where everything is.
    pub places: Places,
    entries: usize,
    /// Takes what is not told any more.
    untold: Located,
}

impl<'a> Walk<'a> {
    /// Goes through a whole file.
    pub fn through(schema: &'a Value, root: &Node, folder: &'a Folder) -> (Self, Value) {
        let mut walk = Self {
            folder,
            definitions: definitions_of(schema),
            mistakes: Vec::new(),
            repaired: BTreeSet::new(),
            places: Places::new(&root.source),
            entries: 0,
            untold: more(&root.source.name),
        };
        let value = walk.value(schema, root, &FieldPath::root());
        (walk, value.unwrap_or(Value::Null))
    }

    /// The value in the form that its schema asks for; `None` when it cannot be read as that, which was told.
    fn value(&mut self, schema: &'a Value, node: &Node, path: &FieldPath) -> Option<Value> {
        match (Shape::of(schema, self.definitions), &node.content) {
            (Shape::Markdown, _) => self.markdown(node, path),
            (Shape::Table(fields), Content::Table(entries)) => {
                Some(self.table(&fields, entries, node, path))
            }
            (Shape::Tagged { common, kinds }, Content::Table(entries)) => {
                Some(self.tagged(&common, &kinds, entries, node, path))
            }
            (Shape::Choice { variants, .. }, Content::Table(entries)) => {
                self.variant(&variants, entries, path)
            }
            (Shape::Words(words) | Shape::Choice { words, .. }, Content::Text(word)) => {
                self.word(&words, word, path)
            }
            (Shape::List(items), Content::List(nodes)) => Some(self.list(items, nodes, path)),
            (Shape::List(items), Content::Table(_)) => self.single_table(items, node, path),
            (shape, _) => self.leaf(&shape, node, path),
        }
    }

    fn list(&mut self, items: &'a Value, nodes: &[Node], path: &FieldPath) -> Value {
        let mut values = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            if self.entries == MOST_ENTRIES {
                let message = format!("there are more than {MOST_ENTRIES} entries in this file");
                self.mistake(Code::TooLarge, path, message);
                self.repaired.insert(path.clone());
            }
            if self.entries >= MOST_ENTRIES {
                break;
            }
            self.entries += 1;
            let path = path.item(index);
            self.places
                .insert(path.clone(), place_of(node, node.span.start));
            let value = self.value(items, node, &path);
            values.push(value.unwrap_or_else(|| self.replacement(items, &path)));
        }
        Value::Array(values)
    }

    /// `[part]` where `[[part]]` is meant.
    fn single_table(&mut self, items: &'a Value, node: &Node, path: &FieldPath) -> Option<Value> {
        if !matches!(
            Shape::of(items, self.definitions),
            Shape::Table(_) | Shape::Tagged { .. }
        ) {
            return self.leaf(&Shape::List(items), node, path);
        }
        let mistake = self.mistake(Code::WrongType, path, "there can be several of these");
        mistake.proposal = Some(format!("write [[{}]] with two brackets", path.bare()));
        let item = path.item(0);
        self.places
            .insert(item.clone(), place_of(node, node.span.start));
        let value = self.value(items, node, &item);
        Some(Value::Array(vec![
            value.unwrap_or_else(|| self.replacement(items, &item)),
        ]))
    }

    fn markdown(&mut self, node: &Node, path: &FieldPath) -> Option<Value> {
        match &node.content {
            Content::Text(text) => Some(Value::from(text.as_str())),
            Content::Table(entries) => {
                let name = match entries.as_slice() {
                    [
                        Entry {
                            key,
                            value:
                                Node {
                                    content: Content::Text(name),
                                    ..
                                },
                            ..
                        },
                    ] if key == "file" => name,
                    _ => {
                        let message = "a text is expected here, or a file that holds it";
                        let mistake = self.mistake(Code::WrongType, path, message);
                        mistake.proposal = Some(String::from("{ file = \"method.md\" }"));
                        return None;
                    }
                };
                self.text_file(name, path)
            }
            _ => self.leaf(&Shape::Markdown, node, path),
        }
    }

    fn text_file(&mut self, name: &str, path: &FieldPath) -> Option<Value> {
        if !name.to_ascii_lowercase().ends_with(".md") {
            let message = format!("{name:?} is not the name of a Markdown file");
            self.mistake(Code::FileName, path, message).proposal =
                Some(String::from("give the text a name that ends in .md"));
            return None;
        }
        match self.folder.text(name, LARGEST_TEXT) {
            Ok(source) => {
                let text = Value::from(source.text.as_str());
                self.places.set_text(path, source);
                Some(text)
            }
            Err(trouble) => {
                self.trouble(trouble, path);
                None
            }
        }
    }

    /// Whether a field, or one around it, does not hold what was written.
    pub fn is_repaired(&self, path: &FieldPath) -> bool {
        path.and_around().any(|one| self.repaired.contains(&one))
    }

    /// Tells that something is wrong with a field.
    fn mistake(
        &mut self,
        code: Code,
        path: &FieldPath,
        message: impl Into<String>,
    ) -> &mut Located {
        if self.mistakes.len() >= MOST_MISTAKES {
            return &mut self.untold;
        }
        let (source, position) = self.places.find(path, None);
        self.mistakes.push_mut(Located {
            file: source.name.clone(),
            line: position.line,
            column: position.column,
            field: path.to_string(),
            severity: Severity::Error,
            code: code.code(),
            message: message.into(),
            proposal: None,
        })
    }

    /// Tells that a file was not taken.
    pub fn trouble(&mut self, trouble: Trouble, path: &FieldPath) -> &mut Located {
        let mistake = self.mistake(trouble.code, path, trouble.message);
        mistake.proposal = trouble.proposal;
        mistake
    }
}

/// What is told after all that is told.
pub fn more(file: &str) -> Located {
    Located {
        file: file.to_owned(),
        line: 1,
        column: 1,
        field: String::new(),
        severity: Severity::Error,
        code: Code::More.code(),
        message: format!("there are more than {MOST_MISTAKES} problems"),
        proposal: Some(String::from("mend these first, and check again")),
    }
}

/// The place of a value whose name, or beginning, is here.
fn place_of(node: &Node, start: usize) -> Place {
    Place {
        source: Arc::<Source>::clone(&node.source),
        start,
        value: node.span.start,
        text: None,
    }
}
