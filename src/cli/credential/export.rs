//! `microcred credential export`: a version becomes files again.

use std::path::PathBuf;

use clap::Args;

use crate::app::credential;
use crate::cli::{Failure, Places, output, start};
use crate::definition;

/// Which one, where to.
#[derive(Args)]
#[command(
    after_help = "Example: microcred credential export routines-that-bring-in-every-voice --to ./drafts\nWrites the folder ./drafts/routines-that-bring-in-every-voice."
)]
pub struct Arguments {
    /// The name of the micro-credential
    slug: String,
    /// The folder in which its folder is made
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
    let package = credential::export(&app, organization.id, &arguments.slug).await?;
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
