//! A definition as files, the way a person would have written them: short values in their line, tables under their
//! headers, what is at its default left out, longer texts in several lines or in files of their own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::literal::{inline, is_for_several_lines, order, quoted, several_lines};
use super::picture::{is_badge_name, is_picture_name};
use super::read::DEFINITION_FILE;
use super::schema::{credential_schema, stack_schema};
use super::shape::{Shape, definitions_of};
use crate::domain::credential::{FieldPath, ImageFile, Package, Step};
use crate::domain::stack::{self, Stack};

/// Tables with a header of their own, in their order.
const SECTIONS: &[&str] = &[
    "licence",
    "image",
    "badge_image",
    "attempts",
    "window",
    "assessment",
];

/// Lists whose entries have headers of their own, in their order.
const LISTS: &[&str] = &[
    "component",
    "alignment",
    "citation",
    "part",
    "slot",
    "column",
    "word_budget",
    "criterion",
    "detail",
    "level",
    "condition",
    "band",
];

/// Texts from this length on have a file of their own.
const LONG: usize = 1200;

/// Writes a definition and its pictures into a folder, which is made where it is not there.
///
/// # Errors
/// When a file cannot be written, or a picture has a name that is none.
pub fn write(folder: &Path, package: &Package) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let schema = credential_schema();
    let value = serde_json::to_value(&package.definition)?;
    let mut writing = Writing::new(&schema);
    writing.table(&schema, &value, &FieldPath::root());
    for (name, text) in &writing.files {
        fs::write(folder.join(name), text)?;
    }
    pictures(folder, &package.images)?;
    fs::write(folder.join(DEFINITION_FILE), writing.toml)
}

fn pictures(folder: &Path, images: &[ImageFile]) -> io::Result<()> {
    for image in images {
        if !is_picture_name(&image.name) && !is_badge_name(&image.name) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("{:?} is no name for a picture", image.name),
            ));
        }
        fs::write(folder.join(&image.name), &image.bytes)?;
    }
    Ok(())
}

/// Writes a stack's file, called after it, and its pictures beside it into a folder, which is made where it is not there. Gives
/// the path of the file.
///
/// # Errors
/// When a file cannot be written, or a picture has a name that is none.
pub fn write_stack(folder: &Path, package: &stack::Package) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    pictures(folder, &package.images)?;
    let file = folder.join(format!("{}.toml", package.stack.slug));
    fs::write(&file, stack_toml(&package.stack)?)?;
    Ok(file)
}

/// A stack as the text of its file.
///
/// # Errors
/// When the stack has no JSON, which no stack is without.
pub fn stack_toml(stack: &Stack) -> Result<String, serde_json::Error> {
    let schema = stack_schema();
    let value = serde_json::to_value(stack)?;
    let mut writing = Writing::new(&schema);
    writing.may_have_files = false;
    writing.table(&schema, &value, &FieldPath::root());
    Ok(writing.toml)
}

struct Writing<'a> {
    definitions: &'a Map<String, Value>,
    toml: String,
    files: Vec<(String, String)>,
    may_have_files: bool,
}

impl<'a> Writing<'a> {
    fn new(schema: &'a Value) -> Self {
        Self {
            definitions: definitions_of(schema),
            toml: String::new(),
            files: Vec::new(),
            may_have_files: true,
        }
    }

    /// The values of a table, then the tables inside it.
    fn table(&mut self, schema: &'a Value, value: &Value, path: &FieldPath) {
        let fields = self.fields(schema, value);
        let is_nested = |name: &str, value: &Value| {
            let is_list =
                LISTS.contains(&name) && value.as_array().is_some_and(|all| !all.is_empty());
            let is_section = (SECTIONS.contains(&name) || name == "rubric") && value.is_object();
            (is_list || is_section)
                && value
                    .as_array()
                    .is_none_or(|all| all.iter().all(Value::is_object))
        };
        for (name, schema, value) in &fields {
            if !is_nested(name, value) && !is_default(schema, value) {
                let markdown = matches!(Shape::of(schema, self.definitions), Shape::Markdown);
                let text = self.value(value, &path.field(name), markdown);
                self.toml.extend([*name, " = ", &text, "\n"]);
            }
        }
        let nested = |order: &[&str]| {
            let mut found: Vec<_> = fields
                .iter()
                .filter(|(name, _, value)| is_nested(name, value) && order.contains(name))
                .collect();
            found.sort_by_key(|(name, ..)| order.iter().position(|one| one == name));
            found
        };
        for (name, schema, value) in nested(SECTIONS) {
            if is_default(schema, value) {
                continue;
            }
            let path = path.field(name);
            self.header(&format!("[{}]", path.bare()));
            self.table(schema, value, &path);
        }
        for (name, schema, value) in nested(LISTS) {
            self.list(name, schema, value, path);
        }
        for (name, schema, value) in nested(&["rubric"]) {
            let path = path.field(name);
            self.header(&format!("[{}]", path.bare()));
            self.table(schema, value, &path);
        }
    }

    fn list(&mut self, name: &str, schema: &'a Value, value: &Value, path: &FieldPath) {
        let Shape::List(items) = Shape::of(schema, self.definitions) else {
            return;
        };
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            let path = path.entry(name, index);
            self.header(&format!("[[{}]]", path.bare()));
            self.table(items, item, &path);
        }
    }

    fn header(&mut self, header: &str) {
        self.toml.push('\n');
        self.toml.push_str(header);
        self.toml.push('\n');
    }

    /// The fields of a table that are there, in their order, with their schemas.
    fn fields<'v>(
        &self,
        schema: &'a Value,
        value: &'v Value,
    ) -> Vec<(&'v str, &'a Value, &'v Value)> {
        let fields = match Shape::of(schema, self.definitions) {
            Shape::Table(fields) => fields,
            Shape::Tagged { common, kinds } => {
                let kind = value.get("kind").and_then(Value::as_str);
                let own = kinds.iter().find(|(name, _)| Some(*name) == kind);
                own.map_or_else(|| common.clone(), |(_, own)| common.and(own))
            }
            _ => return Vec::new(),
        };
        let mut found: Vec<_> = value
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(name, value)| Some((name.as_str(), fields.field(name)?, value)))
            .collect();
        found.sort_by_key(|(name, ..)| order(name));
        found
    }

    /// A value in its line, or in several where it is a longer text.
    fn value(&mut self, value: &Value, path: &FieldPath, is_markdown: bool) -> String {
        match value {
            Value::String(text) if is_markdown && self.may_have_files && is_for_a_file(text) => {
                let name = file_name(path);
                self.files.push((name.clone(), text.clone()));
                format!("{{ file = {} }}", quoted(&name))
            }
            Value::String(text) if is_for_several_lines(text) => several_lines(text),
            value => inline(value),
        }
    }
}

/// A name for the text at this path, which no other text has.
fn file_name(path: &FieldPath) -> String {
    let words = path.steps().iter().map(|step| match step {
        Step::Field(name) => name.replace('_', "-"),
        Step::Item(index) => (index + 1).to_string(),
    });
    format!("{}.md", words.collect::<Vec<_>>().join("-"))
}

/// Whether a reader puts this value there anyway.
fn is_default(schema: &Value, value: &Value) -> bool {
    schema.get("default") == Some(value)
}

/// What stands in a file as it is: no mark at its beginning that a reader takes away.
fn is_for_a_file(text: &str) -> bool {
    text.len() >= LONG && !text.starts_with('\u{feff}')
}
