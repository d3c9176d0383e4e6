//! `microcred credential`: definitions between files and the catalogue.

mod export;
mod import;
mod list;
mod offer;
mod samples;

use clap::Subcommand;

use super::{Failure, Places};

pub use samples::import as import_samples;

/// What to do with definitions.
#[derive(Subcommand)]
pub enum Command {
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
        Command::Import(arguments) => import::run(places, arguments).await,
        Command::List(arguments) => list::run(places, arguments).await,
        Command::Export(arguments) => export::run(places, arguments).await,
        Command::Offer(arguments) => offer::run(places, arguments).await,
    }
}
