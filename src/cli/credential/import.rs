//! `microcred credential import`: files become versions.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::app::App;
use crate::app::audit::Actor;
use crate::app::{credential, stack};
use crate::cli::{Failure, Places, output, start};
use crate::definition::{self, DEFINITION_FILE};
use crate::domain::credential::Package;
use crate::domain::id::OrganizationId;
use crate::domain::stack::Stack;

/// Which files, for whom.
#[derive(Args)]
#[command(
    after_help = "Example: microcred credential import catalog --publish\nEach path is the folder of a definition, the file of a stack, or a folder with many of them. What is there already is left alone; a change of what is asked or scored needs another version number."
)]
pub struct Arguments {
    /// Folders of definitions, files of stacks, or folders with many of them
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The organisation, by name [default: the first]
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
    /// Publish them, which retires earlier versions for new starts
    #[arg(long)]
    publish: bool,
}

/// Runs it.
pub async fn run(places: &Places, arguments: Arguments) -> Result<(), Failure> {
    // Files first: nothing is opened for what cannot be read.
    let content = Content::read(&arguments.paths)?;
    let (config, app) = start::open_for_command(places).await?;
    let name = arguments.organization.as_deref();
    let organization = start::organization(&app, &config, name).await?;
    for line in content
        .import(&app, organization.id, arguments.publish)
        .await?
    {
        output::line(&line);
    }
    Ok(())
}

/// Definitions and stacks that were read.
pub(super) struct Content {
    packages: Vec<Package>,
    stacks: Vec<Stack>,
}

impl Content {
    /// Reads everything, and fails with everything that is wrong with any of it.
    pub(super) fn read(paths: &[PathBuf]) -> Result<Self, Failure> {
        let mut found = Found::default();
        for path in paths {
            found.look(path, 0)?;
        }
        let mut content = Self {
            packages: Vec::new(),
            stacks: Vec::new(),
        };
        let mut problems = Vec::new();
        for folder in &found.definitions {
            match definition::read(folder) {
                Ok(package) => content.packages.push(package),
                Err(report) => problems.push(report.below(&folder.display().to_string())),
            }
        }
        for file in &found.stacks {
            match definition::read_stack(file) {
                Ok(stack) => content.stacks.push(stack),
                Err(report) => problems.push(match file.parent() {
                    Some(folder) => report.below(&folder.display().to_string()),
                    None => report,
                }),
            }
        }
        if !problems.is_empty() {
            let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
            return Err(Failure::problem(lines.join("\n")));
        }
        if content.packages.is_empty() && content.stacks.is_empty() {
            return Err(Failure::wrong_use(format!(
                "there is no {DEFINITION_FILE} and no stack's file at these paths"
            )));
        }
        Ok(content)
    }

    /// Imports everything: micro-credentials before the stacks that name them, and stacks before those that name
    /// them. Gives a line about each.
    pub(super) async fn import(
        mut self,
        app: &App,
        organization_id: OrganizationId,
        publish: bool,
    ) -> Result<Vec<String>, Failure> {
        let mut lines = Vec::new();
        for package in &self.packages {
            let imported =
                credential::import(app, Actor::Operator, organization_id, package, publish).await?;
            let definition = &package.definition;
            lines.push(format!(
                "{} {}: {}, {}",
                definition.slug,
                definition.version,
                imported.what.code(),
                imported.state.code()
            ));
        }
        while !self.stacks.is_empty() {
            let waiting: Vec<_> = self.stacks.iter().map(|stack| stack.slug.clone()).collect();
            let is_ready = |stack: &Stack| {
                let names = stack.requires.stacks();
                !waiting.iter().any(|slug| names.contains(slug.as_str()))
            };
            // A circle is never ready, and is imported as it comes, which says what is missing.
            let next = self.stacks.iter().position(is_ready).unwrap_or(0);
            let stack = self.stacks.remove(next);
            let imported =
                stack::import(app, Actor::Operator, organization_id, &stack, publish).await?;
            lines.push(format!(
                "{} {}: {}, {}",
                stack.slug,
                stack.version,
                imported.what.code(),
                imported.state.code()
            ));
        }
        Ok(lines)
    }
}

/// How deep folders are looked through.
const DEPTH: usize = 3;

/// Where definitions and stacks are.
#[derive(Default)]
struct Found {
    definitions: Vec<PathBuf>,
    stacks: Vec<PathBuf>,
}

impl Found {
    fn look(&mut self, path: &Path, depth: usize) -> Result<(), Failure> {
        if path.is_file() {
            if path.file_name().is_some_and(|name| name == DEFINITION_FILE) {
                self.definitions.extend(path.parent().map(Path::to_owned));
            } else {
                self.stacks.push(path.to_owned());
            }
            return Ok(());
        }
        if path.join(DEFINITION_FILE).is_file() {
            self.definitions.push(path.to_owned());
            return Ok(());
        }
        let unreadable = |error| Failure::problem(format!("{}: {error}", path.display()));
        let mut entries = Vec::new();
        for entry in std::fs::read_dir(path).map_err(unreadable)? {
            entries.push(entry.map_err(unreadable)?.path());
        }
        entries.sort();
        for entry in entries {
            let is_toml = entry
                .extension()
                .is_some_and(|extension| extension == "toml");
            let is_folder = entry.is_dir() && !entry.is_symlink() && depth < DEPTH;
            if is_folder || (is_toml && entry.is_file()) {
                self.look(&entry, depth + 1)?;
            }
        }
        Ok(())
    }
}
