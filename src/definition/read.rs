//! A definition or a stack, from its files to a value or to everything that is wrong with it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::code::Code;
use super::folder::{Folder, LARGEST_DEFINITION, Trouble};
use super::place::Places;
use super::report::{Located, Report};
use super::source::Source;
use super::walk::{MOST_MISTAKES, Walk, more};
use super::{picture, schema, tree};
use crate::domain::credential::{
    self, BadgePicture, Definition, FieldPath, ImageFile, Package, Problem, ProblemCode, Severity,
    Step, pictures,
};
use crate::domain::stack::{self, Package as StackPackage, Stack};

/// The file in a definition's folder that is the definition.
pub const DEFINITION_FILE: &str = "credential.toml";

static CREDENTIAL_SCHEMA: LazyLock<Value> = LazyLock::new(schema::credential_schema);
static STACK_SCHEMA: LazyLock<Value> = LazyLock::new(schema::stack_schema);

/// What was found: the value, when nothing stands in its way, and all that there is to say about it.
#[derive(Debug)]
pub struct Inspection<T> {
    /// The value, when the report has no errors.
    pub value: Option<T>,
    /// Errors and warnings.
    pub report: Report,
    /// What it calls itself, even where something else is wrong with it.
    pub(super) slug: Option<String>,
    /// Where its fields are.
    pub(super) places: Option<Places>,
}

impl<T> Inspection<T> {
    fn into_result(self) -> Result<T, Report> {
        self.value.ok_or(self.report)
    }
}

/// Reads the definition in this folder.
///
/// # Errors
/// When it cannot be published as it is: everything that is wrong, with its places.
pub fn read(folder: &Path) -> Result<Package, Report> {
    inspect(folder).into_result()
}

/// Reads a stack's file, and the picture beside it that it names.
///
/// # Errors
/// When it cannot be published as it is: everything that is wrong, with its places.
pub fn read_stack(file: &Path) -> Result<StackPackage, Report> {
    inspect_stack(file).into_result()
}

/// Reads the definition in this folder, with warnings.
#[must_use]
pub fn inspect(path: &Path) -> Inspection<Package> {
    let folder = match Folder::of_definition(path) {
        Ok(folder) => folder,
        Err(trouble) => return nothing(DEFINITION_FILE, trouble),
    };
    let source = match folder.text(DEFINITION_FILE, LARGEST_DEFINITION) {
        Ok(source) => source,
        Err(trouble) => return nothing(DEFINITION_FILE, trouble),
    };
    let mut reading = Reading::of(&source, &folder, &CREDENTIAL_SCHEMA);
    let Some(definition) = reading.deserialize::<Definition>() else {
        return reading.finish(None);
    };
    reading.problems(credential::check(&definition));
    let mut images = reading.pictures(&definition);
    reading.badge_picture(definition.badge_image.as_ref(), &mut images);
    reading.finish(Some(Package { definition, images }))
}

/// Reads a stack's file, with warnings.
#[must_use]
pub fn inspect_stack(file: &Path) -> Inspection<StackPackage> {
    let folder = Folder::around(file);
    let name = file.file_name().map(|name| name.to_string_lossy());
    let name = name.unwrap_or_default();
    let source = match folder.text(&name, LARGEST_DEFINITION) {
        Ok(source) => source,
        Err(trouble) => return nothing(&name, trouble),
    };
    let mut reading = Reading::of(&source, &folder, &STACK_SCHEMA);
    let Some(stack) = reading.deserialize::<Stack>() else {
        return reading.finish(None);
    };
    reading.problems(stack::check(&stack));
    let mut images = Vec::new();
    reading.badge_picture(stack.badge_image.as_ref(), &mut images);
    reading.finish(Some(StackPackage { stack, images }))
}

/// A file that could not be read at all.
fn nothing<T>(file: &str, trouble: Trouble) -> Inspection<T> {
    let located = Located {
        file: file.to_owned(),
        line: 1,
        column: 1,
        field: String::new(),
        severity: Severity::Error,
        code: trouble.code.code(),
        message: trouble.message,
        proposal: trouble.proposal,
    };
    Inspection {
        value: None,
        report: Report {
            problems: vec![located],
        },
        slug: None,
        places: None,
    }
}

/// One file on its way to a value.
struct Reading<'a> {
    folder: &'a Folder,
    source: Arc<Source>,
    walk: Walk<'a>,
    value: Value,
    slug: Option<String>,
    /// Whether some of the file could not be read, so that something may seem to be missing.
    is_partial: bool,
}

/// What is told of something that is missing.
const OF_ABSENCE: &[ProblemCode] = &[
    ProblemCode::UnknownReference,
    ProblemCode::NothingThere,
    ProblemCode::BandGap,
    ProblemCode::AlternativeMissing,
    ProblemCode::CapWithoutCondition,
    ProblemCode::CriterionWithoutPart,
    ProblemCode::PartWithoutCriterion,
    ProblemCode::MinutesMissing,
    ProblemCode::CaptionsMissing,
];

impl<'a> Reading<'a> {
    fn of(source: &Arc<Source>, folder: &'a Folder, schema: &'a Value) -> Self {
        let (root, errors) = tree::parse(source);
        let (mut walk, value) = Walk::through(schema, &root, folder);
        // What does not parse may be why something seems to be missing: only what is there is told besides.
        let is_partial = !errors.is_empty();
        if is_partial {
            walk.mistakes
                .retain(|mistake| mistake.code != Code::MissingKey.code());
        }
        for error in errors {
            let position = source.position(error.offset);
            walk.mistakes.push(Located {
                file: source.name.clone(),
                line: position.line,
                column: position.column,
                field: String::new(),
                severity: Severity::Error,
                code: Code::Syntax.code(),
                message: format!("this is no TOML: {}", error.message),
                proposal: None,
            });
        }
        Self {
            folder,
            source: Arc::clone(source),
            walk,
            slug: value.get("slug").and_then(Value::as_str).map(str::to_owned),
            value,
            is_partial,
        }
    }

    fn deserialize<T: DeserializeOwned>(&mut self) -> Option<T> {
        match serde_json::from_value(self.value.take()) {
            Ok(value) => Some(value),
            Err(error) => {
                let name = self.source.name.clone();
                let trouble = Trouble::new(Code::MalformedValue, error.to_string());
                let located = self.walk.trouble(trouble, &FieldPath::root());
                located.file = name;
                None
            }
        }
    }

    /// Gives problems their places, and leaves out those that follow from what was told before.
    fn problems(&mut self, problems: Vec<Problem>) {
        // Points that could not be read make totals that nobody meant.
        let rubric = FieldPath::root().field("rubric");
        let mut repaired = self.walk.repaired.iter();
        let is_uncertain = repaired.any(|path| path.is_within(&rubric) && decides_points(path));
        for problem in problems {
            if self.walk.mistakes.len() >= MOST_MISTAKES {
                return;
            }
            if self.is_consequence(&problem, is_uncertain) {
                continue;
            }
            let located = self.walk.places.locate(problem);
            self.walk.mistakes.push(located);
        }
    }

    /// Whether a problem follows from a field that could not be read.
    fn is_consequence(&self, problem: &Problem, is_uncertain: bool) -> bool {
        let rubric = FieldPath::root().field("rubric");
        let is_about_totals = matches!(
            problem.code,
            ProblemCode::BandGap | ProblemCode::OutOfRange | ProblemCode::PassUnreachable
        );
        let is_of_totals = [rubric.field("band"), rubric.field("pass")]
            .iter()
            .any(|field| problem.path.is_within(field));
        (is_uncertain && is_about_totals && is_of_totals)
            || (self.is_partial && OF_ABSENCE.contains(&problem.code))
            || self.walk.is_repaired(&problem.path)
    }

    /// The pictures that the definition and its texts show, each once.
    fn pictures(&mut self, definition: &Definition) -> Vec<ImageFile> {
        let mut wanted: Vec<(FieldPath, Option<usize>, String)> = Vec::new();
        if let Some(image) = &definition.image {
            let path = FieldPath::root().field("image").field("file");
            wanted.push((path, None, image.file.clone()));
        }
        for (path, text) in definition.markdown_texts() {
            for picture in pictures(text.as_str()) {
                wanted.push((path.clone(), Some(picture.offset), picture.file));
            }
        }
        let mut found = BTreeMap::new();
        for (path, offset, name) in wanted {
            if found.contains_key(&name) || self.walk.is_repaired(&path) {
                continue;
            }
            match picture::read(self.folder, &name) {
                Ok(image) => {
                    found.insert(name, image);
                }
                Err(trouble) => self.tell(trouble, &path, offset),
            }
        }
        found.into_values().collect()
    }

    /// Adds the picture of the badge, where the author brings one.
    fn badge_picture(&mut self, image: Option<&BadgePicture>, images: &mut Vec<ImageFile>) {
        let path = FieldPath::root().field("badge_image").field("file");
        let Some(image) = image.filter(|_| !self.walk.is_repaired(&path)) else {
            return;
        };
        match picture::read_badge(self.folder, &image.file) {
            Ok(image) => {
                images.retain(|other| other.name != image.name);
                images.push(image);
                images.sort_by(|one, other| one.name.cmp(&other.name));
            }
            Err(trouble) => self.tell(trouble, &path, None),
        }
    }

    fn tell(&mut self, trouble: Trouble, path: &FieldPath, offset: Option<usize>) {
        let (source, position) = self.walk.places.find(path, offset);
        let (file, line, column) = (source.name.clone(), position.line, position.column);
        let located = self.walk.trouble(trouble, path);
        (located.file, located.line, located.column) = (file, line, column);
    }

    fn finish<T>(self, value: Option<T>) -> Inspection<T> {
        let mut problems = self.walk.mistakes;
        // The definition first, then its texts; in each by line.
        let main = &self.source.name;
        problems.sort_by(|one, other| {
            let key = |located: &Located| (located.file != *main, located.line, located.column);
            key(one)
                .cmp(&key(other))
                .then_with(|| one.file.cmp(&other.file))
        });
        problems.dedup();
        if problems.len() >= MOST_MISTAKES {
            problems.push(more(main));
        }
        let report = Report { problems };
        Inspection {
            value: value.filter(|_| !report.has_errors()),
            report,
            slug: self.slug,
            places: Some(self.walk.places),
        }
    }
}

/// Whether what stands here decides how many points there are.
fn decides_points(path: &FieldPath) -> bool {
    match path.steps().last() {
        Some(Step::Field(name)) => {
            ["points", "model", "criterion", "detail", "level"].contains(&name.as_str())
        }
        Some(Step::Item(_)) => true,
        None => false,
    }
}
