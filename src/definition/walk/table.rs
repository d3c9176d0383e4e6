//! Tables: what they have, what they lack, and what nobody knows.

use serde_json::{Map, Value};

use super::{Walk, place_of};
use crate::definition::code::Code;
use crate::definition::shape::Fields;
use crate::definition::tree::{Content, Entry, Node};
use crate::domain::credential::FieldPath;
use crate::domain::nearest::nearest;

/// More keys than this no table has.
const MOST_KEYS: usize = 100;

/// So many names can be told in one line.
const FEW: usize = 10;

impl<'a> Walk<'a> {
    pub(super) fn table(
        &mut self,
        fields: &Fields<'a>,
        entries: &[Entry],
        node: &Node,
        path: &FieldPath,
    ) -> Value {
        let mut object = Map::new();
        let is_present = |name: &str| {
            entries
                .iter()
                .take(MOST_KEYS)
                .any(|entry| entry.key == name)
        };
        let missing: Vec<_> = fields
            .all
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| !is_present(name))
            .collect();
        if entries.len() > MOST_KEYS {
            let message = format!("there are more than {MOST_KEYS} keys in one table");
            self.mistake(Code::TooLarge, path, message);
        }
        for entry in entries.iter().take(MOST_KEYS) {
            if let Some(schema) = fields.field(&entry.key) {
                self.entry(schema, &entry.key, entry, path, &mut object);
                continue;
            }
            let meant = nearest(&entry.key, missing.iter().copied())
                .filter(|meant| !object.contains_key(*meant));
            self.unknown_key(entry, meant, fields, path);
            // The value is read as what was meant, so that it is looked at as well.
            if let Some(meant) = meant
                && let Some(schema) = fields.field(meant)
            {
                self.entry(schema, meant, entry, path, &mut object);
            }
        }
        for name in &fields.required {
            let field = path.field(name);
            if !object.contains_key(*name) && !self.repaired.contains(&field) {
                self.missing_key(name, node, &field);
            }
            if !object.contains_key(*name)
                && let Some(schema) = fields.field(name)
            {
                let value = self.replacement(schema, &field);
                object.insert((*name).to_owned(), value);
            }
        }
        Value::Object(object)
    }

    fn entry(
        &mut self,
        schema: &'a Value,
        name: &str,
        entry: &Entry,
        path: &FieldPath,
        object: &mut Map<String, Value>,
    ) {
        let path = path.field(name);
        self.places
            .insert(path.clone(), place_of(&entry.value, entry.span.start));
        match self.value(schema, &entry.value, &path) {
            Some(value) => {
                object.insert(name.to_owned(), value);
            }
            None => {
                self.repaired.insert(path);
            }
        }
    }

    fn unknown_key(
        &mut self,
        entry: &Entry,
        meant: Option<&str>,
        fields: &Fields<'a>,
        path: &FieldPath,
    ) {
        let field = path.field(&entry.key);
        self.places
            .insert(field.clone(), place_of(&entry.value, entry.span.start));
        let message = format!("there is no {:?} here", entry.key);
        let names = fields.all.iter().map(|(name, _)| *name);
        let near = meant.or_else(|| nearest(&entry.key, names.clone()));
        let proposal = match near {
            Some(near) => format!("did you mean {near:?}?"),
            None if fields.all.len() <= FEW => {
                format!("there are: {}", names.collect::<Vec<_>>().join(", "))
            }
            None => String::from("leave it out"),
        };
        self.mistake(Code::UnknownKey, &field, message).proposal = Some(proposal);
    }

    fn missing_key(&mut self, name: &str, node: &Node, field: &FieldPath) {
        // It stands nowhere; what is near is the table that it is missing from.
        let message = if node.span.is_empty() {
            format!("{name:?} is missing from the file")
        } else {
            format!("{name:?} is missing here")
        };
        let proposal = match example(name) {
            Some(example) => format!("add {name} = {example}"),
            None => format!("add {name}"),
        };
        self.mistake(Code::MissingKey, field, message).proposal = Some(proposal);
    }

    /// A table whose kind decides what else it has.
    pub(super) fn tagged(
        &mut self,
        common: &Fields<'a>,
        kinds: &[(&'a str, Fields<'a>)],
        entries: &[Entry],
        node: &Node,
        path: &FieldPath,
    ) -> Value {
        let written = entries.iter().find(|entry| entry.key == "kind");
        let word = written.and_then(|entry| match &entry.value.content {
            Content::Text(word) => Some(word.as_str()),
            _ => None,
        });
        if let Some((_, own)) = kinds.iter().find(|(kind, _)| Some(*kind) == word) {
            return self.table(&common.and(own), entries, node, path);
        }
        // Without a kind, anything that some kind has may be right.
        let field = path.field("kind");
        match written {
            Some(entry) => {
                self.places
                    .insert(field.clone(), place_of(&entry.value, entry.span.start));
                let names: Vec<_> = kinds.iter().map(|(kind, _)| *kind).collect();
                match word {
                    Some(word) => {
                        self.word(&names, word, &field);
                    }
                    None => {
                        let message =
                            format!("a word is expected here, not {}", entry.value.kind());
                        self.mistake(Code::WrongType, &field, message).proposal =
                            Some(format!("one of: {}", names.join(", ")));
                    }
                }
            }
            None => self.missing_key("kind", node, &field),
        }
        self.repaired.insert(field);
        let rest: Vec<_> = entries
            .iter()
            .filter(|entry| {
                let is_of_a_kind = kinds.iter().any(|(_, own)| own.field(&entry.key).is_some());
                !is_of_a_kind || common.field(&entry.key).is_some()
            })
            .cloned()
            .collect();
        let mut value = self.table(common, &rest, node, path);
        if let Some((kind, _)) = kinds.iter().find(|(_, own)| own.all.len() == 1) {
            value["kind"] = Value::from(*kind);
        }
        value
    }

    /// A table with exactly one of several entries.
    pub(super) fn variant(
        &mut self,
        variants: &[(&'a str, &'a Value)],
        entries: &[Entry],
        path: &FieldPath,
    ) -> Option<Value> {
        let names: Vec<_> = variants.iter().map(|(name, _)| *name).collect();
        let [entry] = entries else {
            let found: Vec<_> = entries.iter().map(|entry| entry.key.as_str()).collect();
            let message = if found.is_empty() {
                String::from("there is nothing here")
            } else {
                format!("only one of these can stand here: {}", found.join(", "))
            };
            let proposal = match (names.first(), found.len()) {
                (Some(join @ &"all_of"), 2..) => {
                    format!("join them: {join} = [{{ … }}, {{ … }}]")
                }
                _ => format!("one of: {}", names.join(", ")),
            };
            self.mistake(Code::WrongType, path, message).proposal = Some(proposal);
            return None;
        };
        let meant = match names.iter().find(|name| **name == entry.key) {
            Some(name) => *name,
            None => {
                let meant = nearest(&entry.key, names.iter().copied());
                let fields = Fields {
                    all: variants.to_vec(),
                    required: Vec::new(),
                };
                self.unknown_key(entry, meant, &fields, path);
                meant?
            }
        };
        let (_, schema) = variants.iter().find(|(name, _)| *name == meant)?;
        let field = path.field(meant);
        self.places
            .insert(field.clone(), place_of(&entry.value, entry.span.start));
        let value = self.value(schema, &entry.value, &field);
        let value = value.unwrap_or_else(|| self.replacement(schema, &field));
        Some(Value::Object(Map::from_iter([(meant.to_owned(), value)])))
    }
}

/// An example of what a field may hold, where it is a short one.
fn example(name: &str) -> Option<&'static str> {
    match name {
        "version" => Some("\"1.0\""),
        "id" => Some("\"a-name-of-yours\""),
        "kind" => Some("\"text\""),
        "min" | "max" | "points" => Some("1"),
        "model" => Some("\"detail_points\""),
        "outcome" => Some("\"revise\""),
        "pass" => Some("{ total_at_least = 12 }"),
        "licence" | "rubric" | "column" | "requires" => None,
        _ => Some("\"…\""),
    }
}
