//! Whether everything that a document says is among its statements. A reader of JSON-LD leaves out what it has no
//! meaning for: a word without a definition, an address that is none. A signature would not cover it.

use std::collections::HashSet;

use oxrdf::{GraphName, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value};

use super::{CanonicalError, UNDEFINED};

/// Checks that nothing was dropped and nothing is without meaning.
pub fn check(document: &Map<String, Value>, quads: &[Quad]) -> Result<(), CanonicalError> {
    let mut said = HashSet::new();
    for quad in quads {
        said.insert(quad.predicate.as_str());
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            said.insert(subject.as_str());
        }
        if let GraphName::NamedNode(graph) = &quad.graph_name {
            said.insert(graph.as_str());
        }
        match &quad.object {
            Term::NamedNode(object) => {
                said.insert(object.as_str());
            }
            Term::Literal(literal) => {
                said.insert(literal.value());
                said.insert(literal.datatype().as_str());
            }
            Term::BlankNode(_) => {}
        }
    }
    if let Some(undefined) = said.iter().find_map(|one| one.strip_prefix(UNDEFINED)) {
        return Err(CanonicalError::Undefined(undefined.to_owned()));
    }
    is_said(document, &said)
}

fn is_said(members: &Map<String, Value>, said: &HashSet<&str>) -> Result<(), CanonicalError> {
    for (name, value) in members {
        match name.as_str() {
            // Types and purposes are words, found by their meaning above.
            "@context" | "type" | "@type" | "@language" | "proofPurpose" => {}
            _ => value_is_said(name, value, said)?,
        }
    }
    Ok(())
}

fn value_is_said(name: &str, value: &Value, said: &HashSet<&str>) -> Result<(), CanonicalError> {
    match value {
        Value::String(text) if !said.contains(text.as_str()) => {
            Err(CanonicalError::Undefined(name.to_owned()))
        }
        Value::Array(items) => {
            let mut items = items.iter();
            items.try_for_each(|item| value_is_said(name, item, said))
        }
        Value::Object(members) => is_said(members, said),
        _ => Ok(()),
    }
}
