//! Where each field of a definition stands in its files.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::report::Located;
use super::source::{Position, Source};
use crate::domain::credential::{FieldPath, Problem, Step};

/// Where one field is.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file that it is written in.
    pub source: Arc<Source>,
    /// Where its name is, or the value itself for an entry of a list; in bytes.
    pub start: usize,
    /// Where its value is, in bytes.
    pub value: usize,
    /// The file that holds its text, where that is another one.
    pub text: Option<Arc<Source>>,
}

/// The places of all fields that were read.
#[derive(Debug)]
pub struct Places {
    by_path: BTreeMap<FieldPath, Place>,
    root: Arc<Source>,
}

impl Places {
    pub fn new(root: &Arc<Source>) -> Self {
        Self {
            by_path: BTreeMap::new(),
            root: Arc::clone(root),
        }
    }

    pub fn insert(&mut self, path: FieldPath, place: Place) {
        self.by_path.insert(path, place);
    }

    /// The place of a longer text is in a file of its own.
    pub fn set_text(&mut self, path: &FieldPath, text: Arc<Source>) {
        if let Some(place) = self.by_path.get_mut(path) {
            place.text = Some(text);
        }
    }

    /// A problem with its place.
    pub fn locate(&self, problem: Problem) -> Located {
        let (source, position) = self.find(&problem.path, problem.offset);
        Located {
            file: source.name.clone(),
            line: position.line,
            column: position.column,
            field: problem.path.to_string(),
            severity: problem.severity,
            code: problem.code.code(),
            message: problem.message,
            proposal: problem.proposal,
        }
    }

    /// Where a field is, or the nearest one around it that is written; for a longer text the byte of it that is meant.
    pub fn find(&self, path: &FieldPath, offset: Option<usize>) -> (Arc<Source>, Position) {
        let mut around = FieldPath::root();
        let mut nearest = None;
        for step in path.steps() {
            around = match step {
                Step::Field(name) => around.field(name),
                Step::Item(index) => around.item(*index),
            };
            nearest = self.by_path.get(&around).or(nearest);
        }
        let Some(place) = nearest else {
            return (Arc::clone(&self.root), self.root.position(0));
        };
        match (&place.text, offset) {
            (Some(text), offset) => (Arc::clone(text), text.position(offset.unwrap_or(0))),
            (None, Some(offset)) => {
                let at = place.value + opening(&place.source.text[place.value..]) + offset;
                (Arc::clone(&place.source), place.source.position(at))
            }
            (None, None) => (
                Arc::clone(&place.source),
                place.source.position(place.start),
            ),
        }
    }
}

/// How many bytes a TOML text has before its first letter. Escapes inside it move the place by a few columns, which
/// is near enough.
fn opening(literal: &str) -> usize {
    for quotes in ["\"\"\"", "'''"] {
        if let Some(rest) = literal.strip_prefix(quotes) {
            let line_break = ["\r\n", "\n"].into_iter().find(|one| rest.starts_with(one));
            return quotes.len() + line_break.map_or(0, str::len);
        }
    }
    1
}
