//! `microcred credential`: definitions of micro-credentials and stacks as files.

mod check;
mod schema;

use clap::Subcommand;

use super::Failure;

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
}

/// Runs it.
pub fn run(command: &Command) -> Result<(), Failure> {
    match command {
        Command::Check(arguments) => check::run(arguments),
        Command::Schema(arguments) => schema::run(arguments),
    }
}
