//! `microcred badge`: badges as files.

mod verify;

use clap::Subcommand;

use super::{Failure, Places};

/// What to do with badges.
#[derive(Subcommand)]
pub enum Command {
    /// Say of a badge whether it is genuine and holds now, question by question
    #[command(
        after_help = "Example: microcred badge verify award.png\nExample: microcred badge verify https://badges.example.org/badges/0192.json\nExample: microcred badge verify - < award.jwt\nExit status 0: it holds. 1: it does not, or nobody can say. 2: there is nothing to read."
    )]
    Verify(verify::Arguments),
}

/// Runs it.
pub async fn run(places: &Places, command: Command) -> Result<(), Failure> {
    match command {
        Command::Verify(arguments) => verify::run(places, arguments).await,
    }
}
