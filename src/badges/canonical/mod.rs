//! The one form in which a document is signed: its statements as RDF, canonical by RDFC-1.0, one to a line, sorted.
//!
//! Three things are refused here, because each has been used against verifiers: a document that says something its
//! contexts do not define (readers of JSON-LD drop that without a word, so it would be shown and not signed), a context
//! that is not in the program, and statements that a canonicaliser would have to try in all orders.

mod complete;
mod cost;
mod known;
mod shape;

use std::collections::HashSet;
use std::panic::{RefUnwindSafe, UnwindSafe};

use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxrdf::{Dataset, Quad};
use serde_json::{Map, Value, json};

use super::context;

/// Why a document has no canonical form here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// The document is larger, deeper or made of more parts than a badge is.
    #[error("the document is larger or more nested than a badge is")]
    TooLarge,
    /// A context that is not in the program.
    #[error("the context {0} is not known")]
    UnknownContext(String),
    /// Something in the document that its contexts do not define, so that no signature can cover it.
    #[error("{0} means nothing in the document's contexts")]
    Undefined(String),
    /// The contexts do not fit the document, or one another.
    #[error("the document is no JSON-LD: {0}")]
    Unreadable(String),
    /// The statements are so alike that ordering them would take more time than they are worth.
    #[error("the statements of the document cannot be told apart in reasonable time")]
    Ambiguous,
}

/// What undefined words and relative addresses become, so that they are seen instead of dropped.
const UNDEFINED: &str = "undefined://of.no.meaning/";

/// The canonical statements of a document, one to a line.
///
/// # Errors
/// [`CanonicalError`].
pub fn n_quads(document: &Map<String, Value>) -> Result<String, CanonicalError> {
    shape::check(document)?;
    let readable = prepared(document);
    let quads = statements(&readable)?;
    complete::check(document, &quads)?;
    cost::check(&quads)?;
    Ok(canonical(quads))
}

/// The same lines for a document of ours, several times as fast where it is made of plain parts.
///
/// # Errors
/// [`CanonicalError`].
pub fn n_quads_of_ours(document: &Map<String, Value>) -> Result<String, CanonicalError> {
    known::statements(document).map_or_else(|| n_quads(document), |quads| Ok(canonical(quads)))
}

fn canonical(quads: Vec<Quad>) -> String {
    let mut dataset: Dataset = quads.into_iter().collect();
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 {
        hash_algorithm: CanonicalizationHashAlgorithm::Sha256,
    });
    let mut lines: Vec<_> = dataset.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    lines.concat()
}

fn statements(readable: &Value) -> Result<Vec<Quad>, CanonicalError> {
    let text = serde_json::to_vec(readable).expect("a JSON value can be written");
    let parser = JsonLdParser::new()
        .with_base_iri(UNDEFINED)
        .expect("the address is one");
    let parsed = parser.for_slice(&text).with_load_document_callback(known());
    // Statements are a set: what is said twice is said once.
    let said = parsed.collect::<Result<HashSet<_>, _>>();
    said.map(|quads| quads.into_iter().collect())
        .map_err(|error| CanonicalError::Unreadable(error.to_string()))
}

type Loaded = Result<JsonLdRemoteDocument, Box<dyn std::error::Error + Send + Sync>>;

fn known() -> impl Fn(&str, &oxjsonld::JsonLdLoadDocumentOptions) -> Loaded
+ Send
+ Sync
+ UnwindSafe
+ RefUnwindSafe {
    |address, _| {
        let found = context::find(address).ok_or("not in the program")?;
        Ok(JsonLdRemoteDocument {
            document: found.document.into(),
            document_url: address.to_owned(),
        })
    }
}

/// The document as it is read: before its own contexts stands one in which every word means [`UNDEFINED`], and numbers
/// have the digits that JSON-LD gives them.
fn prepared(document: &Map<String, Value>) -> Value {
    let mut copy = Value::Object(document.clone());
    prepare(&mut copy);
    copy
}

fn prepare(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(prepare),
        Value::Number(number) => {
            if let Some(rounded) = rounded(number) {
                *number = rounded;
            }
        }
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                if name != "@context" {
                    prepare(member);
                    continue;
                }
                let mut contexts = vec![json!({ "@vocab": UNDEFINED })];
                match member.take() {
                    Value::Array(own) => contexts.extend(own),
                    own => contexts.push(own),
                }
                *member = Value::Array(contexts);
            }
        }
        _ => {}
    }
}

/// JSON-LD takes `2.0` for the whole number that it is, and writes others with fifteen decimals; the reader used here
/// keeps what it sees.
fn rounded(number: &serde_json::Number) -> Option<serde_json::Number> {
    /// Beyond this, not every whole number is a `f64`.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if !number.is_f64() {
        return None;
    }
    let value = number.as_f64()?;
    if value.fract() == 0.0 && value.abs() <= EXACT {
        #[expect(clippy::cast_possible_truncation, reason = "whole and small enough")]
        return Some((value as i64).into());
    }
    serde_json::Number::from_f64(format!("{value:.15e}").parse().ok()?)
}

#[cfg(test)]
mod tests;
