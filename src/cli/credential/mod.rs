//! `microcred credential`: definitions of micro-credentials and stacks, between files and the catalogue.

mod check;
mod export;
mod import;
mod list;
mod offer;
mod samples;
mod schema;

use clap::Subcommand;

use super::{Failure, Places};

pub use samples::import as import_samples;

/// What to do with definitions.
#[derive(Subcommand)]
pub enum Command {
    /// Name every problem of definitions and stacks, with file, line and field
    #[command(
        after_help = "Example: microcred credential check catalog\nExample: microcred credential check my-credential stacks/my-stack.toml\nExit status 0: nothing stands in the way of publishing. 1: something does. 2: there is nothing to check."
    )]
    Check(check::Arguments),
    /// Write the schemas that editors complete and check definitions with
    #[command(after_help = "Example: microcred credential schema --to catalog/schema")]
    Schema(schema::Arguments),
    /// Bring definitions and stacks into the catalogue, as drafts or published
    Import(import::Arguments),
    /// Show the micro-credentials and their versions
    List(list::Arguments),
    /// Write a published micro-credential as files
    Export(export::Arguments),
    /// Change how a micro-credential or a stack is offered: who finds it, under which words
    Offer(offer::Arguments),
}

/// Runs it.
pub async fn run(places: &Places, command: Command) -> Result<(), Failure> {
    match command {
        Command::Check(arguments) => check::run(&arguments).await,
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Import(arguments) => import::run(places, arguments).await,
        Command::List(arguments) => list::run(places, arguments).await,
        Command::Export(arguments) => export::run(places, arguments).await,
        Command::Offer(arguments) => offer::run(places, arguments).await,
    }
}
