//! What stands in for a value that cannot be read, so that the rest can.

use serde_json::{Map, Value};

use super::Walk;
use crate::definition::shape::Shape;
use crate::domain::credential::FieldPath;

impl<'a> Walk<'a> {
    /// The least that a schema accepts. The field is remembered as repaired.
    pub(super) fn replacement(&mut self, schema: &'a Value, path: &FieldPath) -> Value {
        self.repaired.insert(path.clone());
        self.least(schema)
    }

    fn least(&self, schema: &'a Value) -> Value {
        if let Some(default) = schema.get("default") {
            return default.clone();
        }
        match Shape::of(schema, self.definitions) {
            Shape::Markdown => Value::from(""),
            Shape::Words(words) => Value::from(words.first().copied().unwrap_or_default()),
            Shape::Choice { words, variants } => match (words.first(), variants.first()) {
                (Some(word), _) => Value::from(*word),
                (None, Some((name, schema))) => self.object([(*name, *schema)]),
                (None, None) => Value::Null,
            },
            Shape::Table(fields) => {
                let all = fields.all.iter().copied();
                self.object(all.filter(|(name, _)| fields.required.contains(name)))
            }
            Shape::Tagged { common, kinds } => {
                let all = common.all.iter().copied();
                let mut value = self.object(all.filter(|(name, _)| common.required.contains(name)));
                if let Some((kind, _)) = kinds.iter().find(|(_, own)| own.all.len() == 1) {
                    value["kind"] = Value::from(*kind);
                }
                value
            }
            Shape::List(_) => Value::Array(Vec::new()),
            Shape::Text(form) | Shape::Number(form) => form
                .and_then(|form| self.definitions.get(form))
                .and_then(|schema| schema.get("examples")?.get(0))
                .cloned()
                .unwrap_or_else(|| Value::from("")),
            Shape::Integer { .. } => Value::from(1),
            Shape::Flag => Value::from(false),
        }
    }

    fn object(&self, fields: impl IntoIterator<Item = (&'a str, &'a Value)>) -> Value {
        let fields = fields
            .into_iter()
            .map(|(name, schema)| (name.to_owned(), self.least(schema)));
        Value::Object(fields.collect::<Map<_, _>>())
    }
}
