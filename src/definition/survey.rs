//! Many definitions and stacks at once: each by itself, and all beside each other.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::place::Places;
use super::read::{DEFINITION_FILE, Inspection, inspect, inspect_stack};
use super::report::{Located, Report};
use crate::domain::credential::{FieldPath, Link, Problem, ProblemCode, Severity, links};
use crate::domain::stack::{self, Stack};

/// How deep folders are looked into.
const DEEPEST: usize = 4;
/// How many definitions and stacks are looked at.
const MOST: usize = 2_000;

/// One definition or stack that was looked at.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The definition's folder or the stack's file, as it was given.
    pub path: PathBuf,
    /// What it is.
    pub kind: Kind,
    /// What there is to say; files are named from where the command runs.
    pub report: Report,
    /// The addresses that it leads to, each with what there is to say if nothing is there.
    pub links: Vec<(Link, Located)>,
}

impl Checked {
    /// Adds that nothing is at an address, wherever it stands.
    pub fn tell_dead(&mut self, address: &str, why: &str) {
        for (link, place) in &self.links {
            if link.address == address {
                self.report.problems.push(Located {
                    message: link.dead(why).message,
                    ..place.clone()
                });
            }
        }
    }
}

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A folder with a micro-credential.
    Definition,
    /// A stack's file.
    Stack,
}

/// A path at which there is nothing to look at.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NothingToCheck {
    /// It is not there.
    #[error("{0} is not there")]
    Missing(String),
    /// It is something else.
    #[error(
        "{0} has no definition: give a folder with a credential.toml, a stack's .toml file, or a folder of them"
    )]
    Empty(String),
    /// It is more than a catalogue.
    #[error("{0} has more than {MOST} definitions and stacks")]
    TooMany(String),
}

/// Looks at definitions (folders), stacks (files), and folders of both. Whether names of other definitions lead
/// somewhere is asked of a folder of many, where all of them can be seen.
///
/// # Errors
/// When there is nothing to look at.
pub fn survey(paths: &[PathBuf]) -> Result<Vec<Checked>, NothingToCheck> {
    let mut found = Vec::new();
    let mut is_whole = false;
    for path in paths {
        is_whole |= collect(path, &mut found)?;
    }
    let mut seen = BTreeSet::new();
    found.retain(|(path, _)| seen.insert(path.clone()));
    let looks: Vec<_> = found
        .into_iter()
        .map(|(path, kind)| Look::at(path, kind))
        .collect();
    Ok(beside_each_other(looks, is_whole))
}

/// Adds what is at this path; whether it was a folder of many.
fn collect(path: &Path, found: &mut Vec<(PathBuf, Kind)>) -> Result<bool, NothingToCheck> {
    let name = path.display().to_string();
    let before = found.len();
    let is_whole = match fs::metadata(path) {
        Err(_) => return Err(NothingToCheck::Missing(name)),
        Ok(metadata) if metadata.is_dir() => descend(path, 0, found),
        Ok(_) if path.file_name().is_some_and(|name| name == DEFINITION_FILE) => {
            let folder = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty());
            found.push((
                folder.unwrap_or(Path::new(".")).to_owned(),
                Kind::Definition,
            ));
            false
        }
        Ok(_) => {
            if is_toml(path) {
                found.push((path.to_owned(), Kind::Stack));
            }
            false
        }
    };
    if found.len() == before {
        return Err(NothingToCheck::Empty(name));
    }
    if found.len() > MOST {
        return Err(NothingToCheck::TooMany(name));
    }
    Ok(is_whole)
}

fn descend(folder: &Path, depth: usize, found: &mut Vec<(PathBuf, Kind)>) -> bool {
    if folder.join(DEFINITION_FILE).exists() {
        found.push((folder.to_owned(), Kind::Definition));
        return false;
    }
    let Ok(entries) = fs::read_dir(folder) else {
        return true;
    };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        // Links are not followed: they may lead in a circle.
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if is_hidden || found.len() > MOST {
            continue;
        }
        if kind.is_dir() && depth < DEEPEST {
            descend(&entry.path(), depth + 1, found);
        } else if kind.is_file() && is_toml(&entry.path()) {
            found.push((entry.path(), Kind::Stack));
        }
    }
    true
}

fn is_toml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "toml")
}

/// One of many, with what the others have to know.
struct Look {
    path: PathBuf,
    kind: Kind,
    slug: Option<String>,
    /// What a definition demands to be held before.
    requires: Vec<String>,
    stack: Option<Stack>,
    report: Report,
    places: Option<Places>,
    links: Vec<Link>,
}

impl Look {
    fn at(path: PathBuf, kind: Kind) -> Self {
        match kind {
            Kind::Definition => {
                let Inspection {
                    value,
                    report,
                    slug,
                    places,
                } = inspect(&path);
                let definition = value.map(|value| value.definition);
                Self {
                    links: definition.as_ref().map(links).unwrap_or_default(),
                    requires: definition
                        .map(|definition| definition.requires)
                        .unwrap_or_default(),
                    stack: None,
                    path,
                    kind,
                    slug,
                    report,
                    places,
                }
            }
            Kind::Stack => {
                let inspection = inspect_stack(&path);
                Self {
                    links: Vec::new(),
                    requires: Vec::new(),
                    stack: inspection.value.map(|package| package.stack),
                    path,
                    kind,
                    slug: inspection.slug,
                    report: inspection.report,
                    places: inspection.places,
                }
            }
        }
    }

    fn tell(&mut self, problem: Problem) {
        if let Some(places) = &self.places {
            let located = places.locate(problem);
            self.report.problems.push(located);
        }
    }
}

fn beside_each_other(mut looks: Vec<Look>, is_whole: bool) -> Vec<Checked> {
    let slugs = |kind| -> BTreeSet<String> {
        let of_kind = looks.iter().filter(|look| look.kind == kind);
        of_kind.filter_map(|look| look.slug.clone()).collect()
    };
    let (credentials, all_stacks) = (slugs(Kind::Definition), slugs(Kind::Stack));
    let with_stack: Vec<_> = (0..looks.len())
        .filter(|at| looks[*at].stack.is_some())
        .collect();
    let stacks: Vec<_> = looks.iter().filter_map(|look| look.stack.clone()).collect();
    for (index, problem) in stack::check_together(&stacks, &credentials, &all_stacks) {
        if is_whole || problem.code != ProblemCode::UnknownReference {
            looks[with_stack[index]].tell(problem);
        }
    }
    let mut first = BTreeSet::new();
    for look in looks
        .iter_mut()
        .filter(|look| look.kind == Kind::Definition)
    {
        for problem in of_definition(look, &credentials, is_whole, &mut first) {
            look.tell(problem);
        }
    }
    looks.into_iter().map(checked).collect()
}

/// A slug that another definition has, and required micro-credentials that are not there.
fn of_definition(
    look: &Look,
    credentials: &BTreeSet<String>,
    is_whole: bool,
    first: &mut BTreeSet<String>,
) -> Vec<Problem> {
    let problem = |code, path, message| Problem {
        severity: Severity::Error,
        code,
        path,
        offset: None,
        message,
        proposal: None,
    };
    let root = FieldPath::root();
    let mut problems = Vec::new();
    if let Some(slug) = &look.slug
        && !first.insert(slug.clone())
    {
        problems.push(problem(
            ProblemCode::IdTwice,
            root.field("slug"),
            format!("{slug:?} is the slug of another definition as well"),
        ));
    }
    for (at, required) in look.requires.iter().enumerate() {
        if is_whole && !credentials.contains(required) {
            problems.push(problem(
                ProblemCode::UnknownReference,
                root.entry("requires", at),
                format!("there is no micro-credential {required:?}"),
            ));
        }
    }
    problems
}

fn checked(look: Look) -> Checked {
    let folder = match look.kind {
        Kind::Definition => Some(look.path.as_path()),
        Kind::Stack => look.path.parent(),
    };
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
    let below = |report: Report| match folder {
        Some(folder) => report.below(&folder.display().to_string()),
        None => report,
    };
    let places = look.places.as_ref();
    let of_links = places.map(|places| {
        let places = look.links.iter().map(|link| places.locate(link.dead("")));
        below(Report {
            problems: places.collect(),
        })
        .problems
    });
    Checked {
        links: look
            .links
            .into_iter()
            .zip(of_links.unwrap_or_default())
            .collect(),
        report: below(look.report),
        path: look.path.clone(),
        kind: look.kind,
    }
}
