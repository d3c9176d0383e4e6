//! What a document may be made of before it is read as JSON-LD: how large and deep, which keywords, which contexts.

use serde_json::{Map, Value};

use super::CanonicalError;
use crate::badges::context;

/// Applying the contexts is most of the work, and is done for each object with a type: so many are a fraction of a
/// second, and ten times what the richest badge has.
const MAX_OBJECTS: usize = 2_000;
const MAX_VALUES: usize = 20_000;
const MAX_TYPES: usize = 8;
const MAX_CONTEXTS: usize = 8;
const MAX_DEPTH: usize = 32;
/// The keywords that a badge may hold. Others turn statements round, name blank nodes or hide values, and no issuer
/// needs them.
const KEYWORDS: [&str; 5] = ["@context", "@id", "@type", "@value", "@language"];

/// Checks a whole document.
pub fn check(document: &Map<String, Value>) -> Result<(), CanonicalError> {
    if !document.contains_key("@context") {
        return Err(CanonicalError::Unreadable("it has no @context".into()));
    }
    let mut count = Count::default();
    count.object(document, 0)
}

#[derive(Default)]
struct Count {
    objects: usize,
    values: usize,
}

impl Count {
    fn object(&mut self, members: &Map<String, Value>, depth: usize) -> Result<(), CanonicalError> {
        self.objects += 1;
        if self.objects > MAX_OBJECTS || depth > MAX_DEPTH {
            return Err(CanonicalError::TooLarge);
        }
        for (name, value) in members {
            if name.starts_with('@') && !KEYWORDS.contains(&name.as_str()) {
                return Err(CanonicalError::Undefined(name.clone()));
            }
            match name.as_str() {
                "@context" => contexts(value)?,
                "id" | "@id" => named(value)?,
                "type" | "@type" if value.as_array().is_some_and(|all| all.len() > MAX_TYPES) => {
                    return Err(CanonicalError::TooLarge);
                }
                _ => self.value(value, depth + 1)?,
            }
        }
        Ok(())
    }

    fn value(&mut self, value: &Value, depth: usize) -> Result<(), CanonicalError> {
        self.values += 1;
        if self.values > MAX_VALUES || depth > MAX_DEPTH {
            return Err(CanonicalError::TooLarge);
        }
        match value {
            Value::Object(members) => self.object(members, depth),
            Value::Array(items) => items
                .iter()
                .try_for_each(|item| self.value(item, depth + 1)),
            Value::String(text) if text.starts_with("_:") => {
                Err(CanonicalError::Undefined(String::from("_:")))
            }
            _ => Ok(()),
        }
    }
}

/// Blank nodes that a document names itself could be tied into knots.
fn named(id: &Value) -> Result<(), CanonicalError> {
    match id {
        Value::String(id) if !id.starts_with("_:") => Ok(()),
        _ => Err(CanonicalError::Undefined(String::from("id"))),
    }
}

fn contexts(value: &Value) -> Result<(), CanonicalError> {
    let one;
    let all = match value {
        Value::Array(all) => all.as_slice(),
        other => {
            one = [other.clone()];
            &one
        }
    };
    if all.len() > MAX_CONTEXTS {
        return Err(CanonicalError::TooLarge);
    }
    for context in all {
        let address = context.as_str().unwrap_or("inside the document");
        if context::find(address).is_none() {
            return Err(CanonicalError::UnknownContext(address.to_owned()));
        }
    }
    Ok(())
}
