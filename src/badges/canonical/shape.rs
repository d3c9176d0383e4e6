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
    let mut count = Count {
        root: document.get("id").and_then(Value::as_str),
        objects: 0,
        types: 0,
        values: 0,
    };
    count.object(document, 0)
}

struct Count<'a> {
    /// The document's own id.
    root: Option<&'a str>,
    objects: usize,
    types: usize,
    values: usize,
}

impl Count<'_> {
    fn object(&mut self, members: &Map<String, Value>, depth: usize) -> Result<(), CanonicalError> {
        self.objects += 1;
        if self.objects > MAX_OBJECTS || depth > MAX_DEPTH {
            return Err(CanonicalError::TooLarge);
        }
        // What is said of the document is said at its root, where readers look for it: the same statements said at
        // another place would be signed and not seen.
        let is_root_again = depth > 0 && self.root.is_some() && id(members) == self.root;
        if is_root_again && members.len() > 1 {
            return Err(CanonicalError::Undefined(String::from("id")));
        }
        for (name, value) in members {
            // A word spelled out as its address is another such place.
            let is_keyword = KEYWORDS.contains(&name.as_str());
            if name.contains(':') || (name.starts_with('@') && !is_keyword) {
                return Err(CanonicalError::Undefined(name.clone()));
            }
            match name.as_str() {
                "@context" => contexts(value)?,
                "id" | "@id" => named(value)?,
                "type" | "@type" => self.types(value)?,
                _ => self.value(value, depth + 1)?,
            }
        }
        Ok(())
    }

    /// Each type brings words of its own, which is what takes time.
    fn types(&mut self, value: &Value) -> Result<(), CanonicalError> {
        let one = std::slice::from_ref(value);
        let types = value.as_array().map_or(one, Vec::as_slice);
        types.iter().try_for_each(named)?;
        let count = types.len();
        self.types += count;
        if count > MAX_TYPES || self.types > MAX_OBJECTS {
            return Err(CanonicalError::TooLarge);
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

fn id(members: &Map<String, Value>) -> Option<&str> {
    members.get("id").or(members.get("@id"))?.as_str()
}

/// Blank nodes that a document names itself could be tied into knots, as ids and as types.
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
