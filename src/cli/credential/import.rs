//! `microcred credential import`: files become versions.

use std::path::PathBuf;

use clap::Args;

use crate::app::App;
use crate::app::audit::Actor;
use crate::app::{credential, stack};
use crate::cli::{Failure, Places, output, start};
use crate::definition::{self, Kind, Report, survey};
use crate::domain::credential::{Package, Severity};
use crate::domain::id::OrganizationId;
use crate::domain::stack::Package as StackPackage;

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
    stacks: Vec<StackPackage>,
}

impl Content {
    /// Reads everything, and fails with everything that is wrong with any of it.
    pub(super) fn read(paths: &[PathBuf]) -> Result<Self, Failure> {
        let checked = survey(paths).map_err(|error| Failure::wrong_use(error.to_string()))?;
        let wrong: Vec<_> = checked
            .iter()
            .flat_map(|one| &one.report.problems)
            .filter(|problem| problem.severity == Severity::Error)
            .map(ToString::to_string)
            .collect();
        if !wrong.is_empty() {
            return Err(Failure::problem(wrong.join("\n")));
        }
        let mut content = Self {
            packages: Vec::new(),
            stacks: Vec::new(),
        };
        let changed = |report: Report| Failure::problem(report.to_string());
        for one in &checked {
            match one.kind {
                Kind::Definition => {
                    let package = definition::read(&one.path).map_err(changed)?;
                    content.packages.push(package);
                }
                Kind::Stack => {
                    let stack = definition::read_stack(&one.path).map_err(changed)?;
                    content.stacks.push(stack);
                }
            }
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
            let waiting: Vec<_> = self
                .stacks
                .iter()
                .map(|package| package.stack.slug.clone())
                .collect();
            let is_ready = |package: &StackPackage| {
                let names = package.stack.requires.stacks();
                !waiting.iter().any(|slug| names.contains(slug.as_str()))
            };
            // A circle is never ready, and is imported as it comes, which says what is missing.
            let next = self.stacks.iter().position(is_ready).unwrap_or(0);
            let package = self.stacks.remove(next);
            let imported =
                stack::import(app, Actor::Operator, organization_id, &package, publish).await?;
            let stack = &package.stack;
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
