//! `microcred credential export`: a version of a micro-credential or of a stack becomes files again.

use std::path::PathBuf;

use clap::Args;

use crate::app::{App, Error, credential, stack};
use crate::cli::{Failure, Places, output, start};
use crate::definition;
use crate::domain::id::OrganizationId;

/// Which one, where to.
#[derive(Args)]
#[command(
    after_help = "Example: microcred credential export routines-that-bring-in-every-voice --to ./drafts\nWrites the folder ./drafts/routines-that-bring-in-every-voice; of a stack the file ./drafts/NAME.toml with its picture, where it has one."
)]
pub struct Arguments {
    /// The name of the micro-credential or stack
    slug: String,
    /// The folder in which its folder or file is made
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// The organisation, by name [default: the first]
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
}

/// Runs it.
pub async fn run(places: &Places, arguments: Arguments) -> Result<(), Failure> {
    let (config, app) = start::open_for_command(places).await?;
    let name = arguments.organization.as_deref();
    let organization = start::organization(&app, &config, name).await?;
    let package = match credential::export(&app, organization.id, &arguments.slug).await {
        Err(Error::NotFound(_)) => return of_stack(&app, organization.id, &arguments).await,
        found => found?,
    };
    let folder = arguments.to.join(&package.definition.slug);
    if folder.exists() {
        return Err(Failure::problem(format!(
            "{} is there already; choose another folder or move it away",
            folder.display()
        )));
    }
    definition::write(&folder, &package)?;
    output::line(&format!("wrote {}", folder.display()));
    Ok(())
}

async fn of_stack(
    app: &App,
    organization_id: OrganizationId,
    arguments: &Arguments,
) -> Result<(), Failure> {
    let package = stack::export(app, organization_id, &arguments.slug).await?;
    let names = package.images.iter().map(|image| image.name.clone());
    for name in names.chain([format!("{}.toml", package.stack.slug)]) {
        let file = arguments.to.join(name);
        if file.exists() {
            return Err(Failure::problem(format!(
                "{} is there already; choose another folder or move it away",
                file.display()
            )));
        }
    }
    let file = definition::write_stack(&arguments.to, &package)?;
    output::line(&format!("wrote {}", file.display()));
    Ok(())
}
